"""A regular expression → the characters that what it takes may begin or end with, read from its own parse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from re import _constants as op  # type: ignore[attr-defined]  # isort: skip
from re import _parser  # type: ignore[attr-defined]  # isort: skip

MANY = 300
"""A range of so many characters is no edge that a row would list."""
Edge = tuple[set[str], bool] | None
"""The characters, and whether nothing at all is taken too; None for an edge of many characters."""


def firsts(pattern: str) -> set[str] | None:
    """What a line that `pattern` takes begins with; None where these are many characters, or there may be none."""
    return _edge(pattern, from_end=False)


def lasts(pattern: str) -> set[str] | None:
    """What it ends with."""
    return _edge(pattern, from_end=True)


def _edge(pattern: str, *, from_end: bool) -> set[str] | None:
    found = _sequence(_parser.parse(pattern), from_end)
    return None if found is None or found[1] else found[0]


def _sequence(parsed: Iterable[tuple[Any, Any]], from_end: bool) -> Edge:
    chars: set[str] = set()
    for code, value in list(parsed)[:: -1 if from_end else 1]:
        found = _one(code, value, from_end)
        if found is None:
            return None
        chars |= found[0]
        if not found[1]:
            return chars, False
    return chars, True


def _one(code: Any, value: Any, from_end: bool) -> Edge:
    if code is op.LITERAL:
        return {chr(value)}, False
    if code is op.IN:
        return _class(value)
    if code in (op.ASSERT, op.ASSERT_NOT, op.AT):
        return set(), True
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        found = _sequence(value[2], from_end)
        return found and (found[0], found[1] or value[0] == 0)
    if code is op.SUBPATTERN:
        return _sequence(value[3], from_end)
    if code is op.ATOMIC_GROUP:
        return _sequence(value, from_end)
    if code is op.BRANCH:
        branches = [_sequence(branch, from_end) for branch in value[1]]
        known = [branch for branch in branches if branch is not None]
        if len(known) < len(branches):
            return None
        return set().union(*(chars for chars, _ in known)), any(empty for _, empty in known)
    return None


def _class(members: Iterable[tuple[Any, Any]]) -> Edge:
    chars: set[str] = set()
    for code, value in members:
        if code is op.LITERAL:
            chars.add(chr(value))
        elif code is op.RANGE and value[1] - value[0] < MANY:
            chars.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return chars, False

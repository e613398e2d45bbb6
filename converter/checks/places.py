"""Places in a JSON value → lines and columns of its text. Each value is passed over once, most of them in C."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any, NamedTuple

Steps = tuple[str | int, ...]

# Numbers stay text: none is too long for that.
_SKIP = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str).raw_decode
_BLANK = re.compile(r"[ \t\n\r]*")


class Place(NamedTuple):
    """Line and column, from 1; the column counts code points."""

    line: int | None
    column: int | None


def places_of(text: str, wanted: Iterable[Steps]) -> dict[Steps, Place]:
    """Where the values at `wanted` are written in `text`, which is JSON; where one is missing, what should hold it."""
    wanted = set(wanted)
    offsets: dict[Steps, int] = {}
    tree: dict[str | int, Any] = {}
    for steps in wanted:
        below = tree
        for step in steps:
            below = below.setdefault(step, {})
    try:
        _value(text, _BLANK.match(text).end(), tree, (), offsets)  # type: ignore[union-attr]
    except (ValueError, RecursionError):
        return {}  # no JSON, or deeper than any document: what is wrong then has a place of its own
    ends = [found.start() for found in re.finditer("\n", text)]
    return {steps: _place(ends, _nearest(steps, offsets)) for steps in wanted}


def place_at(text: str, offset: int) -> Place:
    """The line and column of an offset."""
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _place(ends: list[int], offset: int) -> Place:
    line = bisect_left(ends, offset)
    return Place(line + 1, offset - (ends[line - 1] if line else -1))


def _nearest(steps: Steps, offsets: dict[Steps, int]) -> int:
    while steps not in offsets:
        steps = steps[:-1]
    return offsets[steps]


def _value(text: str, at: int, tree: dict[str | int, Any], steps: Steps, offsets: dict[Steps, int]) -> int:
    """Note where a value and the wanted ones in it stand; returns where it ends."""
    offsets.setdefault(steps, at)
    opening = text[at : at + 1]
    if opening == "{" and tree:
        return _object(text, at, tree, steps, offsets)
    if opening == "[" and tree:
        return _array(text, at, tree, steps, offsets)
    end: int = _SKIP(text, at)[1]
    return end


def _object(text: str, at: int, tree: dict[str | int, Any], steps: Steps, offsets: dict[Steps, int]) -> int:
    at = _after_blanks(text, at + 1)
    while text[at] != "}":
        key, end = _SKIP(text, at)
        if key in tree:
            offsets[*steps, key] = at  # of a key that stands twice the last one counts, as for every reader
        at = _after_blanks(text, _after_blanks(text, end) + 1)
        at = _value(text, at, tree.get(key, {}), (*steps, key), offsets) if key in tree else _SKIP(text, at)[1]
        at = _next(text, at)
    return at + 1


def _array(text: str, at: int, tree: dict[str | int, Any], steps: Steps, offsets: dict[Steps, int]) -> int:
    at, index = _after_blanks(text, at + 1), 0
    while text[at] != "]":
        at = _value(text, at, tree[index], (*steps, index), offsets) if index in tree else _SKIP(text, at)[1]
        at, index = _next(text, at), index + 1
    return at + 1


def _next(text: str, at: int) -> int:
    """Behind the comma, if there is one."""
    at = _after_blanks(text, at)
    return _after_blanks(text, at + 1) if text[at] == "," else at


def _after_blanks(text: str, at: int) -> int:
    return _BLANK.match(text, at).end()  # type: ignore[union-attr]

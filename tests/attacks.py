"""A regular expression → lines that may cost it more than their length: what it repeats, repeated, and then no match.

What can be repeated is read from the pattern's own parse: each character that it names, the body of each repeat, each
branch; so a row that nobody has seen is attacked as the others are.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from time import process_time
from typing import Any, NamedTuple

from re import _constants as op  # type: ignore[attr-defined]  # isort: skip
from re import _parser  # type: ignore[attr-defined]  # isort: skip

SIZES = (12, 16, 20, 24, 28, 80, 640, 2560, 10240)
"""Characters of the lines, in the order in which they are tried: what is exponential shows among the first."""
FEW_CHARACTERS = 3
"""So many of a class stand for it: the first, one from its midst, the last."""
MOST_PIECES, MOST_BEFORE = 32, 3
FREE = 0.002
"""Seconds that are not looked at: a clock's noise is as long."""
GROWTH = 2.2
"""Four times the line may cost so many times four times the time."""
HANG = 1.0

CATEGORIES = {
    op.CATEGORY_DIGIT: "05",
    op.CATEGORY_SPACE: " \u3000",
    op.CATEGORY_WORD: "a甲",
    op.CATEGORY_NOT_SPACE: "甲(",
    op.CATEGORY_NOT_DIGIT: "甲 ",
    op.CATEGORY_NOT_WORD: " (",
}
ANY = "甲a1 ,。"


class Attack(NamedTuple):
    """A line is `before`, then `piece` again and again, then `behind`."""

    before: str
    piece: str
    behind: str

    def line(self, size: int) -> str:
        times = max((size - len(self.before) - len(self.behind)) // len(self.piece), 1)
        return self.before + self.piece * times + self.behind


def attacks(pattern: str, flags: int = 0, examples: Iterable[str] = ()) -> Iterator[Attack]:
    """Every attack on one pattern; `examples` are lines that it takes."""
    try:
        parsed = _parser.parse(pattern, flags & ~re.DEBUG)
    except re.error:  # the syntax of another engine
        parsed = _parser.parse(".")
    found = _Pieces()
    whole = found.of(parsed)
    pieces = dict.fromkeys([*found.pieces, *found.characters, *ANY, whole, *examples])
    before = dict.fromkeys(["", *found.before])
    for start, piece in product([*before][: MOST_BEFORE + 1], [piece for piece in pieces if piece][:MOST_PIECES]):
        yield Attack(start, piece, "")
        yield Attack(start, piece, "\x01")


class _Pieces:
    """Walks through a parse: what may be repeated, and what stands before the repeats."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.characters: list[str] = []
        self.before: list[str] = []

    def of(self, parsed: Any, before: str = "") -> str:
        """A text that the pattern takes, or nearly so."""
        text = ""
        for code, value in parsed:
            text += self._one(code, value, before + text)
        return text

    def _one(self, code: Any, value: Any, before: str) -> str:
        if code in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
            return self._character(code, value)
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            low, high, body = value
            text = self.of(body, before)
            if high > 2:
                self.pieces += [text, text * 2]
                self.before.append(before)
            return text * min(max(int(low), 1), 8)
        if code is op.BRANCH:
            texts = [self.of(branch, before) for branch in value[1]]
            self.pieces += texts[:8]
            return texts[0]
        if code is op.SUBPATTERN:
            return self.of(value[3], before)
        if code is op.ATOMIC_GROUP:
            return self.of(value, before)
        if code in (op.ASSERT, op.ASSERT_NOT):
            self.of(value[1], before)
        return ""

    def _character(self, code: Any, value: Any) -> str:
        """One character that is taken; some of those that stand beside it are noted too."""
        if code is op.LITERAL:
            found = chr(value)
        elif code is op.IN and value[0][0] is not op.NEGATE:
            found = "".join(_members(value))
        else:
            named = {chr(value)} if code is op.NOT_LITERAL else set(_members(value)) if code is op.IN else set()
            found = "".join(char for char in ANY if char not in named)
        taken = (found[:1] + found[len(found) // 2 : len(found) // 2 + 1] + found[-1:])[:FEW_CHARACTERS]
        self.characters += taken
        return taken[:1]


def _members(value: Sequence[tuple[Any, Any]]) -> Iterator[str]:
    for code, member in value:
        if code is op.LITERAL:
            yield chr(member)
        elif code is op.RANGE:
            yield chr(member[0])
            yield chr(member[1])
        elif code is op.CATEGORY:
            yield from CATEGORIES.get(member, ANY)


def worst(ask: Callable[[str], object], found: Iterable[Attack], longest: int = SIZES[-1]) -> str | None:
    """The first attack that costs more than its length, in words; `longest` is the longest line that is ever asked."""
    for attack in found:
        for size in (*(size for size in SIZES if size < longest), longest):
            cost = _cost(ask, attack.line(size))
            if cost >= HANG or (cost > FREE and _grows(ask, attack, size)):
                return f"{attack} at {size} characters"
    return None


def _grows(ask: Callable[[str], object], attack: Attack, size: int) -> bool:
    """Whether a line of `size` costs far more than four of a quarter; the best of some times, for machines are busy."""
    whole = min(_cost(ask, attack.line(size)) for _ in range(3))
    quarter = min(_cost(ask, attack.line(size // 4)) for _ in range(5))
    return whole > GROWTH * 4 * max(quarter, FREE / 4)


class _HangError(Exception):
    pass


def _cost(ask: Callable[[str], object], line: str) -> float:
    """Seconds for one line, `HANG` at most."""

    def stop(*_: object) -> None:
        raise _HangError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANG)
    begun = process_time()
    try:
        ask(line)
    except _HangError:
        return HANG
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return process_time() - begun

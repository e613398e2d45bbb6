"""Which lines of a document may be cells of flattened tables; what is asked of many lines is asked once, for all.

It is told of the lines before any table is known, so it holds for all the tables of the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from ..flow import MarkedLine, ZonedLine
from ..late import late
from ..rules.tables import CAPTIONS, COLUMN_NAMES, NOTES, YEARS
from .rows import STRONG
from .table_frame import CONTINUED_CAPTION, NOTE, is_caption, is_signed_below
from .table_serials import is_group, is_value, shadow_of

FEWEST_CELLS = 9
LONGEST_CELL = 60
LONGEST_CORNER = 4
LONGEST_SERIAL_HEADER = 6
LINES_OF_NAME = 6
"""A row has so many lines at most before its first value, its own place counted."""

_NUMBERED = late(CAPTIONS[0].pattern)
_NUMBERED_FIRSTS, _NOTE_FIRSTS = frozenset(CAPTIONS[0].begins), frozenset(NOTES[0].begins)
HEADER = late("|".join(row.pattern for row in (*COLUMN_NAMES, *YEARS)))
SERIAL_HEADER = late(next(row.pattern for row in COLUMN_NAMES if row.kind == "serial"))
_STOP = late("[。;!?:](?:(?<!:)|$)")
"""A full stop anywhere, a colon at the end."""


class Cells:
    """The lines of a document, by index, and where something stands that tells of a table."""

    __slots__ = ("_in_order", "_runs", "above_serials", "corners", "labels", "may_be", "serials", "shadows", "signed")

    def __init__(self, labels: list[ZonedLine], shadows: list[str]) -> None:
        self.labels, self.shadows = labels, shadows
        self.serials, self.corners = _serial_headers(shadows)
        """Where 序号 stands, and where 坐标 above 编号 is the upper half of the header."""
        self._in_order = sorted(self.serials)
        self.above_serials = {index - 1 for index in self.serials | self.corners} - self.corners
        self._runs = self._long_runs()
        self.signed: set[int] = set()
        """The lines below which an organ and a date stand: they end a document, not a table."""
        self.may_be = [False] * len(labels)
        for first, last in self._runs:
            self.signed.update(_signed(labels, first, last))
            self.may_be[first:last] = _may_be_cells(labels, first, last)

    def _long_runs(self) -> list[tuple[int, int]]:
        """The runs of short lines that may hold a table; most lines are prose, which is told by its length."""
        breaks = [
            index
            for index, (shadow, label) in enumerate(zip(self.shadows, self.labels, strict=True))
            if len(shadow) > LONGEST_CELL or label.zone != "body"
        ]
        between = pairwise((-1, *breaks, len(self.labels)))
        if not self.serials:
            return [(above + 1, last) for above, last in between if last - above > FEWEST_CELLS]
        return [(above + 1, last) for above, last in between if self.may_hold_table(above + 1, last)]

    def stretches(self) -> Iterator[tuple[int, int]]:
        """The possible cells that stand one below the other, whatever tables they may belong to."""
        for first, last in self._runs:
            begin = first
            for index in range(first, last):
                if not self.may_be[index]:
                    if begin < index:
                        yield begin, index
                    begin = index + 1
                elif index in self.signed:
                    yield begin, index + 1
                    begin = index + 1
            if begin < last:
                yield begin, last

    def may_hold_table(self, first: int, last: int) -> bool:
        """Enough lines for a table, or the head of one with serials, which may reach beyond."""
        return last - first >= FEWEST_CELLS or self.next_serial(first, last) < last

    def next_serial(self, first: int, last: int) -> int:
        """The first line from `first` on that holds 序号; `last` when there is none before it."""
        place = bisect_left(self._in_order, first)
        return min(self._in_order[place], last) if place < len(self._in_order) else last

    def end_of_run(self, index: int) -> int:
        """Where the run of possible cells from `index` on ends; a numbered caption begins a run of its own."""
        shadows, may_be, signed = self.shadows, self.may_be, self.signed
        while index not in signed:
            if not may_be[index]:
                return index
            index += 1
            if index == len(shadows):
                return index
            if (index in self.above_serials or shadows[index][0] in _NUMBERED_FIRSTS) and self.begins_table(index):
                return index
        return index + 1

    def begins_table(self, index: int) -> bool:
        """A numbered caption, other than 续表, or any caption above 序号."""
        shadow = self.shadows[index]
        if _NUMBERED.fullmatch(shadow) is not None:
            return CONTINUED_CAPTION.fullmatch(shadow) is None
        return index in self.above_serials and is_caption(self.labels[index].marked)


def _serial_headers(shadows: list[str]) -> tuple[set[int], set[int]]:
    """Where one line holds 序号, and where two do."""
    fits = SERIAL_HEADER.fullmatch
    short = [index for index, shadow in enumerate(shadows) if len(shadow) <= LONGEST_SERIAL_HEADER]
    if SERIAL_HEADER.search("".join([shadows[index] for index in short])) is None:
        return set(), set()
    whole = {index for index in short if fits(shadows[index]) is not None}
    halves = {
        above
        for above, index in pairwise(short)
        if above + 1 == index
        and len(shadows[above]) <= LONGEST_CORNER
        and fits(shadows[above] + shadows[index]) is not None
    }
    return whole, halves


def _signed(labels: list[ZonedLine], first: int, last: int) -> list[int]:
    """The lines of a run, and the one behind it, below which an organ and a date stand."""
    below = [index for index, label in enumerate(labels[first + 1 : last + 2], first) if label.marked.roles]
    return [index for index in below if is_signed_below(labels, index)]


def _may_be_cells(labels: list[ZonedLine], first: int, last: int) -> list[bool]:
    """Which of some short lines may be cells: those without stops, and what only looks like a heading."""
    stops = _STOP.search
    return [
        (
            stops(shadow := label.marked.line.shadow) is None
            and not (shadow[0] in _NOTE_FIRSTS and NOTE.fullmatch(shadow) is not None)
            and (not label.marked.readings or _is_weak(label.marked))
        )
        or _is_inner_group(labels, index)
        for index, label in enumerate(labels[first:last], first)
    ]


def _is_weak(line: MarkedLine) -> bool:
    """A marker that leads no heading, or has nothing behind it: (一) in the column of numbers is a cell."""
    return is_bare_marker(line) or not any(reading.family in STRONG for reading in line.readings)


def is_bare_marker(line: MarkedLine) -> bool:
    """True for a marker with nothing behind it."""
    if not line.readings:
        return False
    length = len(line.line.shadow)
    return any(reading.end == length for reading in line.readings)


def _is_inner_group(labels: list[ZonedLine], index: int) -> bool:
    """一、城区 between two rows: values stand above it, and below it not prose or a header but a name and its value."""
    if not is_group(labels, index):
        return False
    above = [shadow_of(label) for label in labels[max(0, index - LINES_OF_NAME) : index] if label.zone == "body"]
    if not above or _STOP.search(above[-1]) or not any(map(is_value, above)):
        return False
    below = [shadow_of(label) for label in labels[index + 1 : index + LINES_OF_NAME] if label.zone == "body"]
    value = next((place for place, shadow in enumerate(below) if is_value(shadow)), 0)
    return value > 0 and not any(HEADER.fullmatch(shadow) or _STOP.search(shadow) for shadow in below[: value - 1])

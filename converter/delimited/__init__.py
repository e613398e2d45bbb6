"""Lines that hold a row of a table each, parted by bars, tabs or blanks → the fields of each line.

A leaf that the room which finds such tables and the room which rebuilds them share, so that they cannot disagree.
Places on a line are columns of a screen, where a Han character takes two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..flow import Line
from ..rules.tables import SEPARATORS
from .bars import barred
from .blanks import aligned, valued
from .fields import (
    FEWEST_ROWS,
    GROUP,
    ROW,
    RULED,
    RULED_FIRSTS,
    RULED_LINE,
    SAID,
    SEPARATOR,
    Field,
    Fields,
    RowLine,
    Rows,
)
from .tabs import tabbed

__all__ = ["GROUP", "ROW", "RULED", "SAID", "Field", "Fields", "RowLine", "Rows", "may_begin", "read_rows"]


class _Reader(NamedTuple):
    """One kind of separator, and how the rows that it parts are read."""

    name: str
    read: Callable[[Sequence[Line], str, int, int], Rows | None]
    parted: int
    """So many of the first lines are certainly parted; a drawn line may stand above what bars part."""


_READERS = (
    _Reader("bar", barred, 0),
    _Reader("tab", tabbed, 1),
    _Reader("wide-blank", aligned, FEWEST_ROWS),
    _Reader("blank", valued, FEWEST_ROWS),
)
"""The surest first."""
_NEEDS = {row.id: frozenset(row.needs) for row in SEPARATORS}
_NEEDED = re.compile(f"[{re.escape(''.join(row.needs for row in SEPARATORS))}]")
_ALONE = {reader.name for reader in _READERS if reader.parted < FEWEST_ROWS}
_SURE = "".join(row.needs for row in SEPARATORS if row.id in _ALONE)
"""What parts a line whatever the lines below it are: bars and tabs. Blanks stand in prose too."""
_SURE_MARKS = tuple(char for char in _SURE if not char.isspace())
_SURE_BLANKS = tuple(char for char in _SURE if char.isspace())
"""In a shadow every blank is a space, so these are seen in the text only."""


def may_begin(lines: Sequence[Line], shadows: Sequence[str]) -> list[int]:
    """The lines, by index, at which a table may begin; most lines of a text are told by a look at their shadows."""
    drawn = [index for index, shadow in enumerate(shadows) if shadow[0] in RULED_FIRSTS]
    sure = {index for index in drawn if RULED_LINE.fullmatch(lines[index].text) is not None}
    whole = "".join(shadows)
    for mark in _SURE_MARKS:
        if mark in whole:
            sure.update([index for index, shadow in enumerate(shadows) if mark in shadow])
    blank = [index for index, shadow in enumerate(shadows) if " " in shadow]
    for tab in _SURE_BLANKS:
        sure.update([index for index in blank if tab in lines[index].text])
    may = sorted(sure.union(blank)) if sure else blank
    behind = FEWEST_ROWS - 1
    in_run = {index for index, below in zip(may, may[behind:], strict=False) if below == index + behind}
    return sorted(sure | in_run)


def read_rows(lines: Sequence[Line], first: int, last: int) -> Rows | None:
    """The table that begins at `first` and ends before `last`; None where none begins."""
    text = lines[first].text
    held = _NEEDED.findall(text)
    ruled = RULED_LINE.fullmatch(text) is not None
    for reader in _READERS:
        may_begin = not _NEEDS[reader.name].isdisjoint(held) or (ruled and not reader.parted)
        if not may_begin or not _are_parted(lines, reader, first, last):
            continue
        if rows := reader.read(lines, reader.name, first, last):
            return rows
    return None


def _are_parted(lines: Sequence[Line], reader: _Reader, first: int, last: int) -> bool:
    search = SEPARATOR[reader.name].search
    below = first + reader.parted
    return below <= last and all(search(lines[place].text) for place in range(first, below))

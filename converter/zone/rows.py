"""Where lines hold a row of a table each, the cells parted by bars, tabs or blanks."""

from __future__ import annotations

from collections.abc import Sequence

from ..delimited import may_begin, read_rows
from ..flow import Line, MarkedLine, ZonedLine

STRONG = frozenset(("book", "division", "chapter", "section", "article", "box", "han-comma", "annex", "paren-han"))
"""Markers of these families are headings, not cells."""
LIKE_GROUPS = frozenset(("han-comma", "paren-han"))
"""These also lead the rows and the groups of rows of a table."""
BARS = ("|", "｜", "│", "┃")


def begins_of_rows(labels: list[ZonedLine], lines: Sequence[Line], shadows: Sequence[str]) -> list[int]:
    """The lines at which such a table may begin."""
    return [index for index in may_begin(lines, shadows) if labels[index].zone == "body"]


def end_of_row_run(labels: list[ZonedLine], index: int) -> int:
    """Where the run of lines that may be rows and begins at `index` ends."""
    for place in range(index, len(labels)):
        label = labels[place]
        if label.zone != "body" or (label.marked.readings and not _may_be_row(label.marked)):
            return place
    return len(labels)


def end_of_rows(lines: Sequence[Line], first: int, last: int) -> int:
    """Where the table that begins at `first` and has no line from `last` on ends; 0 when there is none."""
    rows = read_rows(lines, first, last)
    return first + len(rows.lines) if rows else 0


def _may_be_row(line: MarkedLine) -> bool:
    """A line with a marker: one in bars may hold anything, no other is led like a chapter."""
    families = {reading.family for reading in line.readings}
    return line.line.text.startswith(BARS) or not families & (STRONG - LIKE_GROUPS)

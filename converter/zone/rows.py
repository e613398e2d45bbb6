"""Where lines hold a row of a table each, the cells parted by bars, tabs or blanks."""

from __future__ import annotations

from collections.abc import Sequence

from ..delimited import read_rows
from ..flow import Line, MarkedLine, ZonedLine

STRONG = frozenset(("book", "division", "chapter", "section", "article", "box", "han-comma", "annex", "paren-han"))
"""Markers of these families are headings, not cells."""
LIKE_GROUPS = frozenset(("han-comma", "paren-han"))
"""These also lead the rows and the groups of rows of a table."""
BARS = ("|", "｜", "│", "┃")


def end_of_rows(lines: Sequence[Line], first: int, last: int) -> int:
    """Where the table that begins at `first` and has no line from `last` on ends; 0 when there is none."""
    rows = read_rows(lines, first, last)
    return first + len(rows.lines) if rows else 0


def ends_of_row_runs(labels: list[ZonedLine]) -> list[int]:
    """For each line where the run of lines ends that may be rows and holds it."""
    ends = list(range(len(labels)))
    for index in range(len(labels) - 1, -1, -1):
        if labels[index].zone == "body" and _may_be_row(labels[index].marked):
            ends[index] = max(ends[index + 1], index + 1) if index + 1 < len(labels) else index + 1
    return ends


def _may_be_row(line: MarkedLine) -> bool:
    """A line in bars may hold anything; no other is led like a chapter."""
    if not line.readings:
        return True
    families = {reading.family for reading in line.readings}
    return line.line.text.startswith(BARS) or not families & (STRONG - LIKE_GROUPS)

"""The lines of a flattened table → one table of origin raw: a single column that keeps them in order."""

from __future__ import annotations

from collections.abc import Sequence

from ..flow import Cell, Extent, Table, ZonedLine
from .table_frame import framed, labelled


def raw_table(lines: Sequence[ZonedLine]) -> Table:
    """Nothing is claimed about the grid; `lines` of the table are those of its cells."""
    cells = labelled(lines, "cell")
    rows = tuple([Cell(row, 0, line.text, line.extent, shadow=line.shadow) for row, line in enumerate(cells)])
    extent = Extent(lines[0].marked.line.start, lines[-1].marked.line.end)
    return framed(Table(extent, rows, len(rows), 1 if rows else 0, "raw", lines=cells), lines)

"""The lines of a flattened table → one table of origin raw: a single column that keeps them in order."""

from __future__ import annotations

from collections.abc import Sequence

from ..flow import Cell, Extent, Table, ZonedLine


def raw_table(lines: Sequence[ZonedLine]) -> Table:
    """Nothing is claimed about the grid."""
    captions = [zoned.marked.line for zoned in lines if zoned.label == "caption"]
    units = [zoned.marked.line.text for zoned in lines if zoned.label == "unit"]
    cells = [zoned.marked.line for zoned in lines if zoned.label == "cell"]
    extent = Extent(lines[0].marked.line.start, lines[-1].marked.line.end)
    rows = tuple(Cell(row, 0, line.text, Extent(line.start, line.end)) for row, line in enumerate(cells))
    caption = "".join(line.text for line in captions) or None
    return Table(extent, rows, len(rows), 1 if rows else 0, "raw", caption, "".join(units) or None)

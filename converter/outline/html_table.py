"""The lines of a page's table of data → a table with the grid that its markup has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..flow import Cell, Extent, Line, Table, ZonedLine, hints_of
from ..layout import Grid, GridCell
from .table_frame import framed


def html_table(lines: Sequence[ZonedLine]) -> Table:
    """The table; where something cut it in two, the rows of these lines only."""
    texts: dict[GridCell, list[Line]] = defaultdict(list)
    grid = Grid(0, ())
    for zoned in lines:
        hints = zoned.marked.line.hints
        if zoned.label == "cell" and hints is not None and hints.grid is not None and hints.cell is not None:
            grid = hints.grid
            texts[hints.cell].append(zoned.marked.line)
    first = min((cell.row for cell in texts), default=0)
    last = max((cell.row for cell in texts), default=-1)
    cells = tuple(_cell(cell, first, last, texts[cell]) for cell in grid.cells if first <= cell.row <= last)
    extent = Extent(lines[0].marked.line.start, lines[-1].marked.line.end)
    columns = max((cell.col + cell.col_span for cell in cells), default=0)
    return framed(Table(extent, cells, last - first + 1, columns, "html", faults=grid.faults), lines)


def has_grid(lines: Sequence[ZonedLine]) -> bool:
    """True where one of the lines belongs to a table of the markup; where the first has no hints, none has."""
    if lines[0].marked.line.hints is None:
        return False
    return any(hints_of(zoned.marked.line).grid is not None for zoned in lines)


def _cell(place: GridCell, first: int, last: int, lines: Sequence[Line]) -> Cell:
    text, shadow = ("\n".join(texts) for texts in ([line.text for line in lines], [line.shadow for line in lines]))
    extent = Extent(lines[0].start, lines[-1].end) if lines else None
    down = min(place.row_span, last - place.row + 1)
    return Cell(place.row - first, place.col, text, extent, down, place.col_span, place.header, shadow=shadow)

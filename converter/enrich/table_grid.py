"""A grid of pieces → the cells of a table, and a finding for each row that leaves a doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..flow import Cell, Extent, Finding, Table
from .table_cells import Piece
from .table_header import Header
from .table_rows import Grid, Row


def table_of(table: Table, grid: Grid, origin: str) -> Table:
    """`table` with the cells of `grid`; an empty cell is left out."""
    cells = [] if grid.header is None else [*_header_cells(grid.header)]
    height = max((cell.row + cell.row_span for cell in cells), default=0)
    for number, row in enumerate(grid.rows, height):
        cells += _row_cells(row, number, grid.width)
    return replace(
        table,
        cells=tuple(cells),
        num_rows=height + len(grid.rows),
        num_cols=grid.width,
        origin=origin,
        notes=(*(piece.text for piece in grid.said), *table.notes),
        lines=(),
    )


def _header_cells(header: Header) -> Iterator[Cell]:
    """One row; years below a header of their own make it two."""
    last = len(header.columns) - 1
    for column, piece in enumerate(header.columns):
        above = bool(header.years) and column == last
        tall = 2 if header.years and not above else 1
        yield _cell(piece, 0, column, row_span=tall, col_span=len(header.years) if above else 1, header=True)
    for column, piece in enumerate(header.years, last):
        yield _cell(piece, 1, column, header=True)


def _row_cells(row: Row, number: int, width: int) -> Iterator[Cell]:
    if row.kind == "group":
        yield from (_cell(piece, number, 0, col_span=width) for piece in row.cells if piece)
        return
    is_header, doubted = row.kind == "header", row.doubted
    for column, piece in enumerate(row.cells):
        if piece is not None:
            doubt = column in doubted
            yield Cell(number, column, piece.text, piece.extent, 1, 1, is_header, doubt, None, piece.shadow, piece.kind)


def _cell(piece: Piece, row: int, col: int, *, row_span: int = 1, col_span: int = 1, header: bool = False) -> Cell:
    return Cell(row, col, piece.text, piece.extent, row_span, col_span, header, shadow=piece.shadow, kind=piece.kind)


def doubts(grid: Grid) -> Iterator[Finding]:
    """One finding a row, from its last certain cell to the last that may belong elsewhere."""
    for row in grid.rows:
        doubted = [piece for column in row.doubted if (piece := row.cells[column]) is not None]
        if doubted and grid.header is not None:
            gap = min(row.doubted) - 1
            certain = next(piece for piece in reversed(row.cells[:gap]) if piece is not None)
            names: dict[str, str | int] = {
                "value": doubted[0].text,
                "column": grid.header.name(gap + 1),
                "other": grid.header.name(gap),
            }
            yield Finding("ambiguous-cell", Extent(certain.extent.start, doubted[-1].extent.end), names)

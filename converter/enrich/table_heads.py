"""A page's table that marks no headers → the same with those marked that its words show to be headers.

The rows that the cells of the first row reach down to are headers when they hold names and no figures: names that are
known, or names above figures. A first row that is one cell over all columns is a title above the headers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..flow import Cell, Table
from .table_cells import DASH, VALUE, column_kind, is_year, kind_of, name_kind

FEWEST_BELOW = 2
MOST_ROWS = 4
"""A header has no more rows."""
LONGEST_HEADER = 40


def with_headers(table: Table) -> Table:
    """`table`; nothing is changed where the page marks headers itself, or where the words do not show any."""
    if any(cell.header for cell in table.cells):
        return _whole(table)
    top = _title_rows(table)
    height = _height(table.cells, top)
    inside = [cell for cell in table.cells if top <= cell.row < height and cell.text]
    if height - top > MOST_ROWS or table.num_rows - height < FEWEST_BELOW or not _are_names(inside):
        return table
    below = [cell for cell in table.cells if cell.row >= height]
    if not (_are_known(inside) or _stand_above_figures(inside, below)):
        return table
    return _marked(table, height)


def _whole(table: Table) -> Table:
    """Where all cells of the first row are headers, the rows that they reach down to are headers."""
    first = [cell for cell in table.cells if cell.row == 0 and cell.text]
    height = _height(table.cells, 0)
    is_row = first and all(cell.header for cell in first) and len(first) > 1
    return _marked(table, height) if is_row and 1 < height <= MOST_ROWS and height < table.num_rows else table


def _marked(table: Table, height: int) -> Table:
    cells = tuple(replace(cell, header=True) if cell.row < height else cell for cell in table.cells)
    return replace(table, cells=cells)


def _title_rows(table: Table) -> int:
    """How many rows at the top are one cell over all columns."""
    wide = {cell.row for cell in table.cells if cell.col == 0 and cell.col_span == table.num_cols > 1}
    return next((row for row in range(MOST_ROWS) if row not in wide), 0)


def _height(cells: Iterable[Cell], top: int) -> int:
    """The first row below those that the cells of row `top` reach down to; one that spans all rows names the table."""
    return max((cell.row + cell.row_span for cell in cells if cell.row == top), default=top + 1)


def _are_names(cells: Sequence[Cell]) -> bool:
    if len(cells) < FEWEST_BELOW:
        return False
    return all(
        len(cell.shadow) <= LONGEST_HEADER
        and not cell.shadow.endswith((":", "。"))
        and (is_year(cell.shadow) or kind_of(cell.shadow) not in (VALUE, DASH))
        for cell in cells
    )


def _are_known(cells: Sequence[Cell]) -> bool:
    """Half of the names are those of columns."""
    names = [cell.shadow.replace("\n", "") for cell in cells]
    return sum(name_kind(name) is not None for name in names) * 2 >= len(names)


def _stand_above_figures(names: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """A column of figures below one of the names."""
    columns: dict[int, list[str]] = {}
    for cell in below:
        if cell.text and cell.col_span == 1:
            columns.setdefault(cell.col, []).append(cell.shadow)
    named = {column for cell in names for column in range(cell.col, cell.col + cell.col_span)}
    return any(
        len(shadows) >= FEWEST_BELOW
        and number
        and number in named
        and column_kind(list(map(kind_of, shadows)), shadows) == VALUE
        for number, shadows in columns.items()
    )

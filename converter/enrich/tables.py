"""A flattened table → its grid where the evidence is enough; a finding says why not.

Then each table that has a grid gets its header rows and the values of its cells.
"""

from __future__ import annotations

from dataclasses import replace

from ..flow import Cell, Finding, Table
from .table_cells import Refusal, piece_of
from .table_delimited import delimited_grid
from .table_grid import doubts, table_of
from .table_heads import with_headers
from .table_periods import periodic_grid
from .table_rows import Grid, grid_of
from .table_serial import serial_places
from .table_values import with_values

FEWEST_PIECES = 9
TOO_LONG = Refusal("it has more lines than the limit")


def rebuilt(table: Table, found: list[Finding], most_lines: int) -> Table:
    """`table` with its grid, or in one column where that is not certain; with values where it has a grid.

    Nothing is left out of its extent. What was doubted goes to `found`.
    """
    if table.origin != "html":
        return _rebuilt(table, found, most_lines)
    found += [Finding("table-mended", table.extent, {"reason": fault}) for fault in table.faults]
    return with_values(with_headers(table))


def _rebuilt(table: Table, found: list[Finding], most: int) -> Table:
    parted = TOO_LONG if len(table.lines) > most else delimited_grid(table.lines)
    grid = _flattened(table) if parted is None else parted
    if isinstance(grid, Refusal):
        found.append(Finding("table-raw", table.extent, {"reason": grid.reason}))
        return _raw(table)
    found += doubts(grid)
    return with_values(table_of(table, grid, "flattened" if parted is None else "delimited"))


def _raw(table: Table) -> Table:
    """One column that keeps the lines in order: nothing is claimed about the grid."""
    cells = tuple([Cell(row, 0, line.text, line.extent, shadow=line.shadow) for row, line in enumerate(table.lines)])
    return replace(table, cells=cells, num_rows=len(cells), num_cols=1 if cells else 0)


def _flattened(table: Table) -> Grid | Refusal:
    """The grid of cells that stand on lines of their own."""
    if len(table.lines) < FEWEST_PIECES:
        return Refusal("there are too few cells")
    pieces = [piece_of(line.text, line.shadow, line.extent) for line in table.lines]
    serials = serial_places(pieces)
    if serials is None:
        return Refusal("the serial numbers can be read in more than one way")
    return grid_of(pieces, serials) if serials else periodic_grid(pieces)

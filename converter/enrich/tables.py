"""The tree → the tree with its flattened tables rebuilt where the evidence is enough; a finding says why not.

Then each table that has a grid gets its header rows and the values of its cells.
"""

from __future__ import annotations

from dataclasses import replace

from ..flow import Block, Extent, Finding, List, Paragraph, Section, Table, Tree
from .same import same_or, with_children
from .table_cells import Refusal, piece_of
from .table_delimited import delimited_grid
from .table_grid import doubts, table_of
from .table_heads import with_headers
from .table_periods import periodic_grid
from .table_rows import Grid, grid_of
from .table_serial import serial_places
from .table_values import with_values

FEWEST_PIECES = 9


def with_tables(tree: Tree) -> Tree:
    """`tree` with each raw table rebuilt or left as it is; nothing is left out of a table's extent."""
    found: list[Finding] = []
    children = _blocks(tree.children, found)
    return replace(tree, children=children, findings=(*tree.findings, *found))


def _blocks(blocks: tuple[Block, ...], found: list[Finding]) -> tuple[Block, ...]:
    return same_or(blocks, [block if isinstance(block, Paragraph) else _block(block, found) for block in blocks])


def _block(block: Block, found: list[Finding]) -> Block:
    match block:
        case Table(origin="html"):
            found += (Finding("table-mended", block.extent, {"reason": fault}) for fault in block.faults)
            return with_values(with_headers(block))
        case Table():
            return with_values(_rebuilt(block, found))
        case Section():
            return with_children(block, _blocks(block.children, found))
        case List() if any(item.children for item in block.items):
            items = tuple(with_children(item, _blocks(item.children, found)) for item in block.items)
            return replace(block, items=items)
        case _:
            return block


def _rebuilt(table: Table, found: list[Finding]) -> Table:
    parted = delimited_grid(table.lines)
    grid = _flattened(table) if parted is None else parted
    if isinstance(grid, Refusal):
        found.append(Finding("table-raw", table.extent, {"reason": grid.reason}))
        return table
    found += doubts(grid)
    return table_of(table, grid, "flattened" if parted is None else "delimited")


def _flattened(table: Table) -> Grid | Refusal:
    """The grid of cells that stand on lines of their own."""
    pieces = [piece_of(line.text, line.shadow, Extent(line.start, line.end)) for line in table.lines]
    if len(pieces) < FEWEST_PIECES:
        return Refusal("there are too few cells")
    serials = serial_places(pieces)
    if serials is None:
        return Refusal("the serial numbers can be read in more than one way")
    return grid_of(pieces, serials) if serials else periodic_grid(pieces)

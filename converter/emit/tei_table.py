"""A table of the model → a TEI `table` whose cells fill its grid (TEI 14.1).

TEI places a cell by what stands before it, the model by row and column. So where the cells are sound, empty positions
are filled with bare cells, and a row that spans from above cover wholly is left out, as TEI has no row without cells.
Cells that overlap, stand out of order or leave most of their grid empty are written as they are, each with its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby

from ..model import Cell, Table, Value
from .tei_writer import Writer, count, escape, number, source, word

_SPARSE = 20
"""A grid of more positions than so many a cell, and some for the first, is not filled: the output stays linear."""

Grid = list[list[Cell | None]]
"""Row by row the cells that begin there, None for a position that no cell covers."""


def write_table(out: Writer, block: Table) -> None:
    """A `table`: `@type` its origin, `@rows` and `@cols` its grid as it is written."""
    grid = _grid(block)
    rows = sum(map(bool, grid)) if grid else block.num_rows
    size = count("rows", rows) + count("cols", block.num_cols)
    with out.element("table", f'{out.node(block)} type="{block.origin}"{size}'):
        if block.caption is not None:
            out.line(f"<head>{escape(block.caption)}</head>")
        if block.unit is not None:
            out.line(f'<note type="unit">{escape(block.unit)}</note>')
        if grid:
            _write_grid(out, grid)
        else:
            _write_loose(out, block)
        for note in block.notes:
            out.line(f'<trailer type="tableNote">{escape(note)}</trailer>')


def _grid(block: Table) -> Grid | None:
    """The grid that the cells make, when each stands in it, in order and over no other; else None."""
    height, width = block.num_rows, block.num_cols
    if not block.cells or height * width > _SPARSE * (len(block.cells) + _SPARSE):
        return None
    taken = bytearray(height * width)
    begins: dict[int, Cell] = {}
    last = -1
    for cell in block.cells:
        place = cell.row * width + cell.col
        if place <= last or cell.row + cell.row_span > height or cell.col + cell.col_span > width:
            return None
        for start in range(place, place + cell.row_span * width, width):
            if any(taken[start : start + cell.col_span]):
                return None
            taken[start : start + cell.col_span] = b"\x01" * cell.col_span
        begins[place] = cell
        last = place
    rows = (range(start, start + width) for start in range(0, height * width, width))
    return [[begins.get(place) for place in row if place in begins or not taken[place]] for row in rows]


def _write_grid(out: Writer, grid: Grid) -> None:
    """Every row that has cells; `@n` (from 0, as in JSON) says where rows were left out before it."""
    written = [0, *accumulate(bool(row) for row in grid)]
    for index, row in enumerate(grid):
        if row:
            with out.element("row", (f' n="{index}"' if index and not grid[index - 1] else "") + _label(row)):
                for cell in row:
                    out.line("<cell/>" if cell is None else _in_grid(out, cell, written))


def _in_grid(out: Writer, cell: Cell, written: list[int]) -> str:
    """A cell of a sound grid: its place is what stands before it, its span the rows that are written."""
    rows = written[cell.row + cell.row_span] - written[cell.row]
    cut = f' rend="rowspan-{cell.row_span}"' if rows != cell.row_span else ""
    attributes = cut + _attributes(out, cell, rows)
    bare = not (attributes or cell.text or cell.value)
    return _cell(cell, f' n="{cell.col}"' if bare else attributes)


def _write_loose(out: Writer, block: Table) -> None:
    """Every row and cell with its number; a table has one row at least."""
    for row, group in groupby(block.cells, key=lambda cell: cell.row):
        cells = list(group)
        with out.element("row", f' n="{row}"{_label(cells)}'):
            for cell in cells:
                out.line(_cell(cell, f' n="{cell.col}"{_attributes(out, cell, cell.row_span)}'))
    if not block.cells:
        out.line('<row role="placeholder"><cell/></row>')


def _label(cells: Sequence[Cell | None]) -> str:
    return ' role="label"' if any(cells) and all(cell.header for cell in cells if cell) else ""


def _attributes(out: Writer, cell: Cell, rows: int) -> str:
    attributes = ' role="label"' if cell.header else ""
    attributes += count("rows", rows) if rows > 1 else ""
    attributes += count("cols", cell.col_span) if cell.col_span > 1 else ""
    attributes += f' cert="low"{out.resp}' if cell.ambiguous else ""
    return attributes + source(cell.span)


def _cell(cell: Cell, attributes: str) -> str:
    text = escape(cell.text)
    return f"<cell{attributes}>{text if cell.value is None else _figure(cell.value, text)}</cell>"


def _figure(value: Value, text: str) -> str:
    """What a cell says in figures: a `num`, with its unit in a `measure` (TEI 3.6.3)."""
    bounds = number("value", value.number) + number("atLeast", value.low) + number("atMost", value.high)
    num = f'<num type="{value.kind}"{bounds}>{text}</num>'
    return num if value.unit is None else f"<measure{word('unit', value.unit)}>{num}</measure>"

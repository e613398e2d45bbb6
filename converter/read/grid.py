"""A table element → its grid, when it holds data; None when it only places things on the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from ..layout import GridCell
from ..rules.layout import BOLD, GRID_FAULTS, ROW_GROUPS
from .markup import Node, Tree
from .weights import Weights

FEWEST_ROWS = FEWEST_COLUMNS = 2
LONGEST_SHARE = 0.6
LONG_CELL = 300
"""Where one cell has so much of the text, and so much text, the table places an article on the page."""
MOST_LINKED = 0.6
"""A table with so many links is navigation."""
MOST_SPAN = 200
"""Cells span no more columns; sites write 1000 for all."""
COVERED, COVERED_EACH, MOST_COVERED = 10_000, 10, 1_000_000
"""Spans may cover so many places, and so many for each cell, up to the last; so a page costs what its length does."""

OVERLAP, TOO_LONG, RAGGED, TOO_LARGE = GRID_FAULTS

Cells = list[tuple[Node, GridCell]]


class Row(NamedTuple):
    """A row of a table: what it stands in, and its cells."""

    group: Node
    cells: list[Node]


class Placed(NamedTuple):
    """The cells of a table with their places, and what was mended to find them."""

    cells: Cells
    faults: tuple[str, ...]


def cells_of(tree: Tree, table: Node, weights: Weights) -> Placed | None:
    """The cells of a table of data with their places; None for a table that is layout."""
    rows = list(_rows(tree, table))
    if table.get("role").lower() == "presentation" or not _holds_data(tree, table, rows, weights):
        return None
    return _placed(tree, rows, weights)


def _rows(tree: Tree, group: Node) -> Iterator[Row]:
    for child in tree.elements(group):
        if child.tag == "tr":
            yield Row(group, [cell for cell in tree.elements(child) if cell.tag in ("td", "th")])
        elif child.tag in ROW_GROUPS:
            yield from _rows(tree, child)


def _holds_data(tree: Tree, table: Node, rows: list[Row], weights: Weights) -> bool:
    size = weights.size
    sizes = [[size(cell) for cell in row.cells] for row in rows]
    filled = [sum(map(bool, row)) for row in sizes]
    if sum(map(bool, filled)) < FEWEST_ROWS or max(filled) < FEWEST_COLUMNS:
        return False
    if weights.linked(table) > MOST_LINKED * size(table):
        return False
    if any(inner.tag == "table" and size(inner) for inner in tree.within(table)):
        return False
    longest = max(map(max, filter(None, sizes)))
    return longest < LONG_CELL or longest < LONGEST_SHARE * size(table)


def _placed(tree: Tree, rows: list[Row], weights: Weights, *, spanned: bool = True) -> Placed:
    """Every cell on its place; where cells would overlap, the later one is cut or moves to the right (HTML, 4.9.12).

    Spans that cover too much are not believed, none of them.
    """
    found: Cells = []
    faults: set[str] = set() if spanned else {TOO_LARGE}
    free = min(COVERED + COVERED_EACH * sum(len(row.cells) for row in rows), MOST_COVERED)
    taken: list[int] = []
    """For each column the first row that is free below the cells above."""
    left = _left_in_group(rows)
    for number, row in enumerate(rows):
        col = 0
        heads = _are_headers(tree, row, weights, is_first=not found)
        for cell in row.cells:
            while col < len(taken) and taken[col] > number:
                col += 1
            down = across = 1
            if spanned and "rowspan" in cell.attributes:
                down = _row_span(cell, left[number], faults)
            if spanned and "colspan" in cell.attributes:
                across = _col_span(cell, taken, col, number, faults)
            free -= down * across - 1
            if free < 0:
                return _placed(tree, rows, weights, spanned=False)
            taken[col : col + across] = [number + down] * across
            found.append((cell, GridCell(number, col, down, across, heads or cell.tag == "th")))
            col += across
    kept = _without_empty_rows(_trimmed(found, faults))
    if _is_ragged(kept):
        faults.add(RAGGED)
    return Placed(kept, tuple(sorted(faults)))


def _left_in_group(rows: list[Row]) -> list[int]:
    """How many rows there are from each one to the end of its thead, tbody or tfoot, which no cell reaches beyond."""
    left = [1] * len(rows)
    for number in range(len(rows) - 2, -1, -1):
        if rows[number].group is rows[number + 1].group:
            left[number] += left[number + 1]
    return left


def _span(cell: Node, name: str) -> int:
    text = cell.get(name)
    if not text:
        return 1
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _row_span(cell: Node, left: int, faults: set[str]) -> int:
    """0 means all rows that are left."""
    down = _span(cell, "rowspan") or left
    if down > left:
        faults.add(TOO_LONG)
    return min(down, left)


def _col_span(cell: Node, taken: list[int], col: int, row: int, faults: set[str]) -> int:
    """The span as written, cut where a cell from above is in the way."""
    across = min(max(_span(cell, "colspan"), 1), MOST_SPAN)
    for place in range(col + 1, min(col + across, len(taken))):
        if taken[place] > row:
            faults.add(OVERLAP)
            return place - col
    return across


def _trimmed(cells: Cells, faults: set[str]) -> Cells:
    """Without columns at the right edge in which no cell begins."""
    last = max((cell.col for _, cell in cells), default=0) + 1
    too_long = [cell for _, cell in cells if cell.col + cell.col_span > last]
    if not too_long:
        return cells
    if any(cell.col for cell in too_long):
        faults.add(TOO_LONG)
    return [(node, cell._replace(col_span=min(cell.col_span, last - cell.col))) for node, cell in cells]


def _without_empty_rows(cells: Cells) -> Cells:
    """Without rows in which no cell begins: nothing is printed there."""
    rows = sorted({cell.row for _, cell in cells})
    if max((cell.row + cell.row_span for _, cell in cells), default=0) == len(rows):
        return cells
    return [
        (node, cell._replace(row=bisect_left(rows, cell.row), row_span=_kept_between(rows, cell)))
        for node, cell in cells
    ]


def _kept_between(rows: list[int], cell: GridCell) -> int:
    return bisect_left(rows, cell.row + cell.row_span) - bisect_left(rows, cell.row)


def _is_ragged(cells: Cells) -> bool:
    """Some row fills fewer columns than the others."""
    rows = max((cell.row + cell.row_span for _, cell in cells), default=0)
    steps = [0] * (rows + 1)
    for _, cell in cells:
        steps[cell.row] += cell.col_span
        steps[cell.row + cell.row_span] -= cell.col_span
    widths = list(accumulate(steps[:-1]))
    return len(set(widths)) > 1


def _are_headers(tree: Tree, row: Row, weights: Weights, *, is_first: bool) -> bool:
    """Whether all cells of the row are headers, by where it stands or how it is printed."""
    if row.group.tag == "thead":
        return True
    return is_first and all(_is_bold(tree, cell, weights) for cell in row.cells if weights.size(cell))


def _is_bold(tree: Tree, cell: Node, weights: Weights) -> bool:
    """All its text stands in bold elements."""
    return _bold(tree, cell) >= weights.size(cell)


def _bold(tree: Tree, node: Node) -> int:
    """How many characters stand in bold elements in it."""
    return sum(
        len("".join(tree.text_of(child).split())) if child.tag in BOLD else _bold(tree, child)
        for child in tree.elements(node)
    )

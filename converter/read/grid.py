"""A table element → its grid, when it holds data; None when it only places things on the page."""

from __future__ import annotations

from collections.abc import Iterator

from ..layout import GridCell
from ..rules.layout import BOLD, ROW_GROUPS
from .markup import Node, text_of, walk

FEWEST_ROWS = FEWEST_COLUMNS = 2
LONGEST_SHARE = 0.6
LONG_CELL = 300
"""Where one cell has so much of the text, and so much text, the table places an article on the page."""
MOST_LINKED = 0.6
"""A table with so many links is navigation."""
MOST_SPAN = 200
"""Cells span no more columns; sites write 1000 for all."""

Cells = list[tuple[Node, GridCell]]


def cells_of(table: Node) -> Cells | None:
    """The cells of a table of data with their places; None for a table that is layout."""
    rows = [row for row in _rows(table) if any(cell.tag in ("td", "th") for cell in row.elements())]
    if table.get("role").lower() == "presentation" or not _holds_data(table, rows):
        return None
    return _placed(rows)


def _rows(table: Node) -> Iterator[Node]:
    for child in table.elements():
        if child.tag == "tr":
            yield child
        elif child.tag in ROW_GROUPS:
            yield from _rows(child)


def _cells(row: Node) -> list[Node]:
    return [cell for cell in row.elements() if cell.tag in ("td", "th")]


def _size(node: Node) -> int:
    return node.plain + node.linked


def _holds_data(table: Node, rows: list[Node]) -> bool:
    filled = [sum(_size(cell) > 0 for cell in _cells(row)) for row in rows]
    if sum(count > 0 for count in filled) < FEWEST_ROWS or max(filled) < FEWEST_COLUMNS:
        return False
    if table.linked > MOST_LINKED * _size(table) or any(_is_filled_table(inner, table) for inner in walk(table)):
        return False
    longest = max(_size(cell) for row in rows for cell in _cells(row))
    return longest < LONG_CELL or longest < LONGEST_SHARE * _size(table)


def _is_filled_table(inner: Node, table: Node) -> bool:
    return inner.tag == "table" and inner is not table and _size(inner) > 0


def _placed(rows: list[Node]) -> Cells:
    """Every cell on its place; where cells would overlap, the later one moves to the right."""
    found: Cells = []
    taken: list[int] = []
    """For each column the first row that is free below the cells above."""
    for number, row in enumerate(rows):
        col = 0
        for cell in _cells(row):
            while col < len(taken) and taken[col] > number:
                col += 1
            down = _row_span(cell, len(rows) - number)
            across = _col_span(cell, taken, col, number)
            taken.extend([0] * (col + across - len(taken)))
            taken[col : col + across] = [number + down] * across
            found.append((cell, GridCell(number, col, down, across, _is_header(cell, row, number))))
            col += across
    return _trimmed(found)


def _span(cell: Node, name: str) -> int:
    text = cell.get(name).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _row_span(cell: Node, left: int) -> int:
    """0 means all rows that are left."""
    return min(_span(cell, "rowspan") or left, left)


def _col_span(cell: Node, taken: list[int], col: int, row: int) -> int:
    """The span as written, cut where a cell from above is in the way."""
    across = min(max(_span(cell, "colspan"), 1), MOST_SPAN)
    for place in range(col + 1, min(col + across, len(taken))):
        if taken[place] > row:
            return place - col
    return across


def _trimmed(cells: Cells) -> Cells:
    """Without columns at the right edge in which no cell begins."""
    last = max((cell.col for _, cell in cells), default=0) + 1
    return [(node, cell._replace(col_span=min(cell.col_span, last - cell.col))) for node, cell in cells]


def _is_header(cell: Node, row: Node, number: int) -> bool:
    if cell.tag == "th" or (row.parent is not None and row.parent.tag == "thead"):
        return True
    return number == 0 and all(_is_bold(other) for other in _cells(row) if _size(other))


def _is_bold(cell: Node) -> bool:
    """All its text stands in bold elements."""
    bold = sum(_solid(node) for node in walk(cell) if node.tag in BOLD and not _stands_in_bold(node, cell))
    return bold >= _size(cell)


def _stands_in_bold(node: Node, cell: Node) -> bool:
    above = node.parent
    while above is not None and above is not cell:
        if above.tag in BOLD:
            return True
        above = above.parent
    return False


def _solid(node: Node) -> int:
    return len("".join(text_of(node).split()))

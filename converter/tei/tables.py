"""A TEI `table` of ours → its cells, each placed on the grid.

Where the first row has a number, so has every row and cell. Else a cell stands on the next position that no span from
above covers, and a cell without attributes and content only fills its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..model import Cell, Table, Value
from .pieces import TEI, Element, attribute, child, identity, optional_span, optional_text, span, text, the, whole

SPARSE = 20
"""No grid that is written has more positions than so many for each of its cells, and some for the first."""


class MisplacedError(ValueError):
    """A cell that does not fit the grid, or a grid that its cells do not fill."""

    def __init__(self, element: Element, code: str) -> None:
        super().__init__(code)
        self.element = element
        self.code = code


class Placed(NamedTuple):
    """A cell element, where it stands, and how many rows of the model it spans."""

    element: Element
    row: int
    col: int
    rows: int


def table_of(element: Element) -> Table:
    """The table, its cells in the order of the elements. Raises MisplacedError."""
    cells = list(placed(element))
    rows = int(element.get("rows"))
    if not is_loose(element):
        rows = max(cell.row + cell.rows for cell in cells)
    return Table(
        id=identity(element),
        span=span(element),
        caption=optional_text(child(element, "head")),
        unit=optional_text(child(element, "note")),
        num_rows=rows,
        num_cols=int(element.get("cols")),
        cells=tuple(_cell(cell) for cell in cells if not _is_filler(cell.element)),
        notes=tuple(text(note) for note in element.findall(f"{TEI}trailer")),
        origin=element.get("type"),
    )


def placed(element: Element) -> Iterator[Placed]:
    """Every cell with its place. Raises MisplacedError for a grid that is not filled."""
    rows = element.findall(f"{TEI}row")
    if rows[0].get("role") == "placeholder":
        return
    if is_loose(element):
        for row in rows:
            for cell in row:
                yield Placed(cell, int(row.get("n")), int(cell.get("n")), _rows(cell))
    else:
        yield from _on_grid(element, rows)


def is_loose(element: Element) -> bool:
    """True where rows and cells say their places themselves."""
    row = the(element, "row")
    return row.get("n") is not None or row.get("role") == "placeholder"


def _on_grid(element: Element, rows: list[Element]) -> Iterator[Placed]:
    numbers, last = [], -1
    for row in rows:
        last = whole(row, "n") or last + 1
        numbers.append(last)
    width, cells = int(element.get("cols")), sum(map(len, rows))
    height = max(at + _rows(cell) for at, row in zip(numbers, rows, strict=True) for cell in row)
    if int(element.get("rows")) != len(rows):
        raise MisplacedError(element, "row-count")
    if height * width > SPARSE * (cells + SPARSE):
        raise MisplacedError(element, "grid-not-filled")
    taken = bytearray(height * width)
    for at, row in zip(numbers, rows, strict=True):
        for cell in row:
            place = taken.find(0, at * width, (at + 1) * width)
            spot = Placed(cell, at, place - at * width, _rows(cell))
            _take(taken, spot, width, place)
            yield spot
    if 0 in taken:
        raise MisplacedError(element, "grid-not-filled")


def _take(taken: bytearray, spot: Placed, width: int, place: int) -> None:
    """Mark what a cell covers. Raises MisplacedError where something stands already, or the grid ends."""
    wide = whole(spot.element, "cols") or 1
    if place < 0 or spot.col + wide > width:
        raise MisplacedError(spot.element, "cell-misplaced")
    for start in range(place, place + spot.rows * width, width):
        if any(taken[start : start + wide]):
            raise MisplacedError(spot.element, "cell-misplaced")
        taken[start : start + wide] = b"\x01" * wide


def _rows(cell: Element) -> int:
    """The rows that a cell spans in the model, those that are not written too."""
    kept = cell.get("rend")
    return int(kept.removeprefix("rowspan-")) if kept else whole(cell, "rows") or 1


def _is_filler(cell: Element) -> bool:
    return not (cell.attrib or cell.text or len(cell))


def _cell(spot: Placed) -> Cell:
    element = spot.element
    return Cell(
        row=spot.row,
        col=spot.col,
        row_span=spot.rows,
        col_span=whole(element, "cols") or 1,
        header=element.get("role") == "label",
        text=text(element),
        span=optional_span(element),
        ambiguous=element.get("cert") is not None,
        value=_value(element),
    )


def _value(cell: Element) -> Value | None:
    """What the cell says in figures: its `num`, and the unit of the `measure` around it."""
    measure = child(cell, "measure")
    num = child(cell if measure is None else measure, "num")
    if num is None:
        return None
    unit = None if measure is None else measure.get("unit", attribute(measure, "n"))
    return Value(
        kind=num.get("type"),
        number=_float(num.get("value")),
        low=_float(num.get("atLeast")),
        high=_float(num.get("atMost")),
        unit=unit,
    )


def _float(value: str | None) -> float | None:
    return None if value is None else float(value)

"""The tables of a document as comma-separated values (RFC 4180), one file a table, and a manifest of them.

A place that a cell above or beside it reaches over is empty, so that nothing printed stands twice; the manifest says
which cells are merged. Cells keep their text as printed. Lines end in CRLF; a new line inside a cell stays LF.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from ..model import Cell, Document, Table
from ..walk import walk

MANIFEST = "manifest.csv"
COLUMNS = (
    "file",
    "id",
    "caption",
    "unit",
    "origin",
    "rows",
    "columns",
    "header_rows",
    "merged",
    "ambiguous",
    "notes",
    "start",
    "end",
)
"""Of the manifest. `merged` and `ambiguous` name cells as spreadsheets do (A1:B2, D5); `start`, `end` are the span."""

_SURROGATE = re.compile("[\ud800-\udfff]")
"""A lone one cannot be encoded."""

MOST_EMPTY = 1000
"""A grid with so many places for each of its cells, as none of ours has, is written as one line a cell instead."""


def to_csv(document: Document) -> str:
    """The tables one after the other, parted by an empty line; empty when there is none."""
    return "\r\n".join(_grid(table) for table in _tables(document))


def csv_files(document: Document) -> dict[str, str]:
    """File name → text: `table-1.csv` … in the order of the document, and the manifest; empty without tables."""
    tables = _tables(document)
    digits = len(str(len(tables)))
    files = {f"table-{number:0{digits}}.csv": table for number, table in enumerate(tables, 1)}
    if not files:
        return {}
    manifest = _written([COLUMNS, *(_entry(name, table) for name, table in files.items())])
    return {name: _grid(table) for name, table in files.items()} | {MANIFEST: manifest}


def _tables(document: Document) -> list[Table]:
    return [node for node, _ in walk(document) if isinstance(node, Table)]


def _entry(name: str, table: Table) -> Sequence[str | int | None]:
    merged = " ".join(_range(cell) for cell in table.cells if cell.row_span > 1 or cell.col_span > 1)
    doubtful = " ".join(_place(cell.row, cell.col) for cell in table.cells if cell.ambiguous)
    about = (table.id, table.caption, table.unit, table.origin, table.num_rows, table.num_cols, _header_rows(table))
    return (name, *about, merged, doubtful, "\n".join(table.notes), table.span.start, table.span.end)


def _header_rows(table: Table) -> int:
    """How many rows at the top are headers: those above the first cell that is none."""
    body = min((cell.row for cell in table.cells if not cell.header), default=table.num_rows)
    return body if any(cell.header for cell in table.cells) else 0


def _grid(table: Table) -> str:
    rows = max((table.num_rows, *(cell.row + 1 for cell in table.cells)))
    columns = max((table.num_cols, *(cell.col + 1 for cell in table.cells)))
    if rows * columns > MOST_EMPTY * max(len(table.cells), 1):
        return _written((cell.row, cell.col, cell.text) for cell in table.cells)
    texts: dict[tuple[int, int], list[str]] = {}
    for cell in table.cells:
        texts.setdefault((cell.row, cell.col), []).append(cell.text)
    return _written(["\n".join(texts.get((row, col), ())) for col in range(columns)] for row in range(rows))


def _range(cell: Cell) -> str:
    last = _place(cell.row + cell.row_span - 1, cell.col + cell.col_span - 1)
    return f"{_place(cell.row, cell.col)}:{last}"


def _place(row: int, col: int) -> str:
    """0, 0 is A1; behind Z comes AA."""
    letters, rest = "", col + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _written(rows: Iterable[Sequence[str | int | None]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return _SURROGATE.sub("\ufffd", out.getvalue())

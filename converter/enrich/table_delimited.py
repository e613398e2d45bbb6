"""Lines that hold a row each, their fields parted by bars, tabs or blanks → their grid, with its header rows."""

from __future__ import annotations

from collections.abc import Sequence

from ..delimited import GROUP, ROW, RULED, SAID, Fields, Rows, read_rows
from ..flow import Line, extent_of
from .table_cells import VALUE, Piece, Refusal, is_year, name_kind, piece_of
from .table_header import Header
from .table_rows import Grid, Row

MOST_HEADER_ROWS = 3


def delimited_grid(lines: Sequence[Line]) -> Grid | Refusal | None:
    """The grid; a refusal where a column is not certain; None for lines that are no such rows."""
    rows = read_rows(lines, 0, len(lines))
    if rows is None or len(rows.lines) != len(lines):
        return None
    if rows.refusal:
        return Refusal(rows.refusal)
    top = [piece for place in range(rows.top) for piece in _pieces(lines[place], rows.lines[place].fields)]
    body, said = _body(lines, rows)
    if top:
        return Grid(Header(tuple(piece for piece in top if piece)), tuple(body), rows.width, said)
    ruled = [line.kind for line in rows.lines if line.kind in (ROW, RULED)][1:2] == [RULED]
    return _grid(body, rows.width, said, 1 if ruled else _header_rows(body))


def _pieces(line: Line, fields: Fields) -> tuple[Piece | None, ...]:
    return tuple(
        field and piece_of(line.text[field.start : field.end], field.shadow, extent_of(line, field.start, field.end))
        for field in fields
    )


def _body(lines: Sequence[Line], rows: Rows) -> tuple[list[Row], tuple[Piece, ...]]:
    """The rows and groups below `rows.top`, and what is said between them."""
    body: list[Row] = []
    said: list[Piece] = []
    for line, row in list(zip(lines, rows.lines, strict=True))[rows.top :]:
        pieces = _pieces(line, row.fields)
        if row.kind == SAID:
            said += (piece for piece in pieces if piece)
        elif row.kind != RULED:
            body.append(Row(pieces, "group" if row.kind == GROUP else "row"))
    return body, tuple(said)


def _grid(body: Sequence[Row], width: int, said: tuple[Piece, ...], height: int) -> Grid:
    """The first `height` rows are headers, and so is each that is printed like the first again."""
    if not height:
        return Grid(None, tuple(body), width, said)
    names = _shadows(body[0])
    rows = [
        row._replace(kind="header") if place < height or _shadows(row) == names else row
        for place, row in enumerate(body)
    ]
    if height == 1 and all(names):
        first, *rows = rows
        return Grid(Header(tuple(piece for piece in first.cells if piece)), tuple(rows), width, said)
    return Grid(None, tuple(rows), width, said)


def _shadows(row: Row) -> list[str]:
    return [piece.shadow if piece else "" for piece in row.cells]


def _header_rows(rows: Sequence[Row]) -> int:
    """How many rows at the top hold headers: one, and those below it that have no name of a row."""
    if not _is_header(rows):
        return 0
    height = 1
    while height < min(MOST_HEADER_ROWS, len(rows) - 1) and rows[height].cells[0] is None and _has_names(rows[height]):
        height += 1
    return height


def _has_names(row: Row) -> bool:
    kinds = [piece.kind for piece in row.cells if piece and not is_year(piece.shadow)]
    return row.kind == "row" and VALUE not in kinds


def _is_header(rows: Sequence[Row]) -> bool:
    """Names above values, or names that are known."""
    if not rows or not _has_names(rows[0]):
        return False
    first = [piece.shadow for piece in rows[0].cells if piece]
    below = [piece.kind for row in rows[1:] for piece in row.cells if piece]
    return VALUE in below or sum(name_kind(shadow) is not None for shadow in first) * 2 >= len(first)

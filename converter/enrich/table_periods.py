"""Tables without serials: the row is the period in which kinds of cells come back, from the header to the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..rules.tables import CONTINUED
from .table_cells import ANY, CLOSED, DASH, TEXT, VALUE, Piece, Refusal, any_of, column_kind, is_group, is_year, kind_of
from .table_header import header_of
from .table_rows import Grid, Row, headed

FEWEST_ROWS = 4
MOST_COLUMNS = 12
MOST_HEADER_PIECES = 24

_CONTINUED = any_of(CONTINUED)


def periodic_grid(pieces: Sequence[Piece]) -> Grid | Refusal:
    """The one grid that header and cells agree on; 续表 between its rows is no cell."""
    reason = Refusal("the cells do not come back in rows of one shape")
    said = tuple(piece for piece in pieces if _CONTINUED.fullmatch(piece.shadow))
    cells = [piece for piece in pieces if not _CONTINUED.fullmatch(piece.shadow)]
    found: list[Grid] = []
    for made in _grids(cells):
        if isinstance(made, Grid):
            found.append(made)
        elif made is not None:
            reason = made
    if len(found) > 1:
        return Refusal("the cells can be read as more than one grid")
    return found[0]._replace(said=said) if found else reason


def _grids(cells: Sequence[Piece]) -> Iterator[Grid | Refusal | None]:
    """Every number of columns and of header pieces; what is led like a group may be the name of a row, too."""
    readings = [frozenset[Piece]()]
    if groups := frozenset(piece for piece in cells[1:] if is_group(piece.shadow)):
        readings.append(groups)
    for groups in readings:
        for count in range(2, MOST_COLUMNS + 1):
            for height in range((len(cells) - len(groups)) % count, _limit(cells), count):
                yield _grid(cells, count, height, groups)


def _limit(pieces: Sequence[Piece]) -> int:
    """The header ends before the first value that is no year."""
    values = (
        place
        for place, piece in enumerate(pieces[:MOST_HEADER_PIECES])
        if kind_of(piece.shadow) == VALUE and not is_year(piece.shadow)
    )
    return next(values, MOST_HEADER_PIECES)


def _grid(pieces: Sequence[Piece], count: int, height: int, groups: frozenset[Piece]) -> Grid | Refusal | None:
    """The grid of `count` columns below `height` pieces of header; None where the cells do not fit it."""
    if groups.intersection(pieces[:height]):
        return None
    body = _rows(pieces[height:], pieces[:height], count, groups)
    rows = [row for row in body if row.kind == "row"]
    if height == 0 or len(rows) < FEWEST_ROWS:
        return None
    kinds = [
        column_kind([cell.shadow for cell in column if cell]) for column in zip(*(r.cells for r in rows), strict=True)
    ]
    if not _is_shape(body, rows, kinds):
        return None
    header = header_of(pieces[:height], kinds)
    if isinstance(header, Refusal):
        return header
    return Grid(header, tuple(headed(row, kinds) for row in body), header.width)


def _is_shape(body: Sequence[Row], rows: Sequence[Row], kinds: Sequence[str]) -> bool:
    """Names, then columns of one kind of cell each; a header printed twice stands over two tables side by side."""
    if ANY in kinds or kinds[0] not in (TEXT, CLOSED) or body[0].kind == "header":
        return False
    return _opens(rows[0], kinds) and _has_pure_values(rows, kinds)


def _rows(pieces: Sequence[Piece], top: Sequence[Piece], count: int, groups: frozenset[Piece]) -> list[Row]:
    """The pieces in rows of `count`, with groups between them, and the header where it is printed again."""
    names = [piece.shadow for piece in top]
    rows: list[Row] = []
    at = 0
    while at < len(pieces):
        if pieces[at] in groups:
            rows.append(Row((pieces[at],), "group"))
            at += 1
            continue
        again = bool(names) and [piece.shadow for piece in pieces[at : at + len(names)]] == names
        end = at + (len(names) if again else count)
        rows.append(Row(tuple(pieces[at:end]), "header" if again else "row"))
        at = end
    even = all(len(row.cells) == count and not groups.intersection(row.cells) for row in rows if row.kind == "row")
    return rows if even else []


def _opens(row: Row, kinds: Sequence[str]) -> bool:
    """The first row is no exception, or it would be a header; 2025年 among its values would be one too."""
    own = [TEXT if _is_year_name(cell.shadow) else kind_of(cell.shadow) for cell in row.cells if cell]
    return all((TEXT if kind == VALUE else VALUE) != found for kind, found in zip(kinds, own, strict=True))


def _is_year_name(shadow: str) -> bool:
    """2025年; a bare 2025 may be a number."""
    return shadow.endswith("年") and is_year(shadow)


def _has_pure_values(rows: Sequence[Row], kinds: Sequence[str]) -> bool:
    """At least one column holds values and nothing else, which no shifted reading of the cells would."""
    columns = [index for index, kind in enumerate(kinds) if kind == VALUE]
    return any(
        all(cell and kind_of(cell.shadow) in (VALUE, DASH) for cell in (row.cells[index] for row in rows))
        for index in columns
    )

"""Tables without serials: the row is the period in which kinds of cells come back, from the header to the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from ..rules.tables import CONTINUED
from .table_cells import ANY, DASH, TEXT, VALUE, Piece, Refusal, any_of, column_kind, groups_in, is_year
from .table_header import header_of
from .table_rows import Grid, Row, headed

FEWEST_ROWS = 4
MOST_COLUMNS = 12
MOST_HEADER_PIECES = 24

_CONTINUED = any_of(CONTINUED)
_PURE = frozenset((VALUE, DASH))


class _Cells(NamedTuple):
    """The cells of a table, and what is asked of them for every number of columns."""

    pieces: Sequence[Piece]
    kinds: Sequence[str]
    shadows: Sequence[str]
    again: Sequence[int]
    """Where the first word comes back: there the header may be printed again."""


_Shape = tuple[int, int, Sequence[int]]
"""A number of columns, a number of header pieces, and where the groups stand."""

_Segment = tuple[str, int, int]
"""A stretch of whole rows (`row`), a `group`, or a `header` that is printed again: from this place to that."""


def periodic_grid(pieces: Sequence[Piece]) -> Grid | Refusal:
    """The one grid that header and cells agree on; 续表 between its rows is no cell."""
    said = tuple([piece for piece in pieces if _CONTINUED.fullmatch(piece.shadow)])
    cells = _cells([piece for piece in pieces if piece not in said] if said else pieces)
    found = [grid for shape in _shapes(cells) if isinstance(grid := _grid(cells, shape), Grid)]
    if len(found) > 1:
        return Refusal("the cells can be read as more than one grid")
    return found[0]._replace(said=said) if found else _reason(cells)


def _cells(pieces: Sequence[Piece]) -> _Cells:
    shadows = [piece.shadow for piece in pieces]
    again = [place for place, shadow in enumerate(shadows) if place and shadow == shadows[0]]
    return _Cells(pieces, [piece.kind for piece in pieces], shadows, again)


def _reason(cells: _Cells) -> Refusal:
    """The last refusal of a header: where no grid is found, those are asked that are too short, too."""
    for shape in reversed(_shapes(cells, with_short=True)):
        made = _grid(cells, shape)
        if isinstance(made, Refusal):
            return made
    return Refusal("the cells do not come back in rows of one shape")


def _shapes(cells: _Cells, *, with_short: bool = False) -> list[_Shape]:
    """Every number of columns and of header pieces; what is led like a group may be the name of a row, too.

    Pieces of a header are joined and never split: fewer pieces than columns are none.
    """
    size, limit = len(cells.pieces), _limit(cells.pieces)
    readings: list[list[int]] = [[]]
    if groups := groups_in(cells.shadows):
        readings.append(groups)
    shapes: list[_Shape] = []
    for groups in readings:
        for count in range(2, min(MOST_COLUMNS, size // FEWEST_ROWS) + 1):
            # The header stands above the groups, and the rows fill what is left.
            left = (size - len(groups)) % count
            first = left if left and with_short else left + count
            end = min(limit, size - FEWEST_ROWS * count + 1, groups[0] + 1 if groups else limit)
            shapes += [(count, height, groups) for height in range(first, end, count)]
    return shapes


def _limit(pieces: Sequence[Piece]) -> int:
    """The header ends before the first value that is no year."""
    values = (
        place
        for place, piece in enumerate(pieces[:MOST_HEADER_PIECES])
        if piece.kind == VALUE and not is_year(piece.shadow)
    )
    return next(values, MOST_HEADER_PIECES)


def _grid(cells: _Cells, shape: _Shape) -> Grid | Refusal | None:
    """The grid of that shape; None where the cells do not fit it."""
    count, height, groups = shape
    segments = _segments(cells, count, height, groups)
    if not segments or segments[0][0] == "header":
        return None
    shadows = _in_rows(cells.shadows, segments)
    kinds = _column_kinds(_in_rows(cells.kinds, segments), shadows, count)
    if not kinds:
        return None
    header = header_of(cells.pieces[:height], kinds)
    if isinstance(header, Refusal):
        return header
    return Grid(header, tuple(headed(row, kinds) for row in _rows(cells.pieces, segments, count)), header.width)


def _segments(cells: _Cells, count: int, height: int, groups: Sequence[int]) -> list[_Segment]:
    """What stands below the header, in order; nothing when a row would not be whole."""
    if not (groups or cells.again):
        return [("row", height, len(cells.pieces))]
    names = cells.shadows[:height]
    headers = [place for place in cells.again if cells.shadows[place : place + height] == names]
    marks = [("group", place, 1) for place in groups] + [("header", place, height) for place in headers]
    segments: list[_Segment] = []
    at = height
    for kind, place, length in sorted(marks, key=itemgetter(1)):
        in_row = (place - at) % count
        if in_row and kind == "group" and place > at:
            return []
        if in_row or place < at:
            continue  # words of a header among the cells of a row, or what stands inside a header
        if place > at:
            segments.append(("row", at, place))
        segments.append((kind, place, place + length))
        at = place + length
    if at < len(cells.pieces):
        segments.append(("row", at, len(cells.pieces)))
    return [] if (len(cells.pieces) - at) % count else segments


def _in_rows(of_cells: Sequence[str], segments: Sequence[_Segment]) -> Sequence[str]:
    """What is known of the cells that stand in rows."""
    if len(segments) == 1:
        (kind, start, end) = segments[0]
        return of_cells[start:end] if kind == "row" else []
    found: list[str] = []
    for kind, start, end in segments:
        if kind == "row":
            found += of_cells[start:end]
    return found


def _rows(pieces: Sequence[Piece], segments: Sequence[_Segment], count: int) -> Iterator[Row]:
    for kind, start, end in segments:
        length = count if kind == "row" else end - start
        for at in range(start, end, length):
            yield Row(tuple(pieces[at : at + length]), kind)


def _column_kinds(kinds: Sequence[str], shadows: Sequence[str], count: int) -> list[str]:
    """Names, then columns of one kind of cell each; nothing where the cells show no such columns.

    At least one column holds values and nothing else, which no shifted reading of the cells would.
    """
    found: list[str] = []
    pure = False
    for column in range(count if len(kinds) >= FEWEST_ROWS * count else 0):
        own = kinds[column::count]
        kind = column_kind(own, shadows[column::count])
        if kind == ANY or (kind == VALUE and not column) or not _opens(kind, own[0], shadows[column]):
            return []
        pure = pure or (kind == VALUE and _PURE.issuperset(own))
        found.append(kind)
    return found if pure else []


def _opens(kind: str, own: str, shadow: str) -> bool:
    """The first row is no exception, or it would be a header; 2025年 among its values would be one too."""
    return (TEXT if kind == VALUE else VALUE) != (TEXT if _is_year_name(shadow) else own)


def _is_year_name(shadow: str) -> bool:
    """2025年; a bare 2025 may be a number."""
    return shadow.endswith("年") and is_year(shadow)

"""Lines that hold a row each, its cells parted by bars, tabs or blanks → their grid; None for any other lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

import regex

from ..flow import Line, extent_of
from ..rules.tables import RULED_LINES, SEPARATORS
from .table_cells import DASH, VALUE, Piece, any_of, kind_of, name_kind
from .table_header import Header
from .table_rows import Grid, Row

FEWEST_ROWS = 3
FEWEST_CELLS = 2

_RULED = any_of(RULED_LINES)
_SEPARATORS = tuple((row.id, regex.compile(row.pattern)) for row in SEPARATORS)


class _Field(NamedTuple):
    """A cell and where it stands on its line, in columns of the screen."""

    piece: Piece | None
    left: int
    right: int


def delimited_grid(lines: Sequence[Line]) -> Grid | None:
    """The grid, if all lines share a separator and the number of cells; header lines may add up to a row."""
    rows = [line for line in lines if not _RULED.fullmatch(line.text)]
    for name, separator in _SEPARATORS:
        parted = [_parted(line, separator, name == "bar") for line in rows]
        top = _top(parted)
        body = parted[top:]
        if _is_even(body) and _is_sure(name, body):
            header = [field.piece for fields in parted[:top] for field in fields]
            ruled = any(_RULED.fullmatch(line.text) for line in lines[1:2])
            return _grid(header, body, ruled)
    return None


def _parted(line: Line, separator: regex.Pattern[str], framed: bool) -> list[_Field]:
    """The cells of one line; a frame of bars around it is no cell."""
    ends = [(match.start(), match.end()) for match in separator.finditer(line.text)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(line.text)]
    fields = [_field(line, start, stop) for start, stop in zip(starts, stops, strict=True)]
    if framed and ends:
        fields = fields[fields[0].piece is None : len(fields) - (fields[-1].piece is None)]
    return fields


def _field(line: Line, start: int, stop: int) -> _Field:
    left = _columns(line.text[:start])
    right = left + _columns(line.text[start:stop])
    if start == stop or not line.shadow[start:stop].strip():
        return _Field(None, left, right)
    return _Field(Piece(line.text[start:stop], line.shadow[start:stop], extent_of(line, start, stop)), left, right)


def _columns(text: str) -> int:
    """How wide a text is on a screen, where a Han character takes two columns."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _top(parted: Sequence[list[_Field]]) -> int:
    """How many lines above the rows are one header that was broken."""
    width = len(parted[-1]) if parted else 0
    top = next((index for index, fields in enumerate(parted) if len(fields) == width), 0)
    return top if sum(len(fields) for fields in parted[:top]) == width else 0


def _is_even(body: Sequence[list[_Field]]) -> bool:
    return len(body) >= FEWEST_ROWS and len(body[0]) >= FEWEST_CELLS and len({len(fields) for fields in body}) == 1


def _is_sure(separator: str, body: Sequence[list[_Field]]) -> bool:
    """Bars and tabs say it themselves; blanks need values, or columns that are aligned."""
    if separator in ("bar", "tab"):
        return True
    valued = all(_is_value(field) for fields in body[1:] for field in fields[1:])
    return valued or (separator == "wide-blank" and len(body[0]) > FEWEST_CELLS and _is_aligned(body))


def _is_value(field: _Field) -> bool:
    return field.piece is not None and kind_of(field.piece.shadow) in (VALUE, DASH)


def _is_aligned(body: Sequence[list[_Field]]) -> bool:
    columns = zip(*body, strict=True)
    return all(
        len({field.left for field in column}) == 1 or len({field.right for field in column}) == 1 for column in columns
    )


def _grid(header: Sequence[Piece | None], body: Sequence[list[_Field]], ruled: bool) -> Grid:
    rows = [Row(tuple(field.piece for field in fields)) for fields in body]
    width = len(body[0])
    if not header and (ruled or _is_header(rows)):
        header, rows = rows[0].cells, rows[1:]
    named = tuple(_or_empty(header))
    return Grid(Header(named) if len(named) == width else None, _led(header, named, rows), width)


def _or_empty(header: Sequence[Piece | None]) -> Iterator[Piece]:
    yield from (piece for piece in header if piece is not None)


def _led(header: Sequence[Piece | None], named: Sequence[Piece], rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, led by a header with an empty corner, which is no header of one piece a column."""
    return tuple(rows) if len(named) == len(header) else (Row(tuple(header), "header"), *rows)


def _is_header(rows: Sequence[Row]) -> bool:
    """Names above values, or names that are known."""
    first = [piece.shadow for piece in rows[0].cells if piece]
    if any(kind_of(shadow) == VALUE for shadow in first):
        return False
    below = [kind_of(piece.shadow) for row in rows[1:] for piece in row.cells if piece]
    return VALUE in below or sum(name_kind(shadow) is not None for shadow in first) * 2 >= len(first)

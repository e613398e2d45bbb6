"""Rows that blanks part: those with aligned columns, and those with values behind a name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from ..flow import Line
from ..late import late
from ..rules.tables import COLUMN_NAMES
from .fields import (
    FEWEST_FIELDS,
    FEWEST_ROWS,
    GROUP_LINE,
    LONGEST_FIELD,
    LOOK_AHEAD,
    ROW,
    SHARE_OF_FULL_ROWS,
    Field,
    Fields,
    RowLine,
    Rows,
    are_short,
    are_values,
    count,
    split,
    usual,
)

MOST_HEADER_LINES = 2

_SERIAL_NAME = late(next(row.pattern for row in COLUMN_NAMES if row.kind == "serial"))
_SERIAL = late("[0-9]{1,3}")


def aligned(lines: Sequence[Line], name: str, first: int, last: int) -> Rows | None:
    """Rows that blanks part: their values, or the edges of their columns, say where a cell belongs.

    The first rows decide whether there is a table; a short row whose cells share no edge leaves its grid in doubt.
    """
    ahead = _run(lines, name, first, min(first + LOOK_AHEAD, last))
    width = usual([len(fields) for fields in ahead], FEWEST_FIELDS[name])
    full = [fields for fields in ahead if len(fields) == width]
    edges = _edges(full)
    if not width or len(ahead) < FEWEST_ROWS or len(full) < SHARE_OF_FULL_ROWS * len(ahead):
        return None
    if not edges and not all(are_values(fields[1:]) for fields in full[1:]):
        return None
    rows: list[RowLine] = []
    refusal = ""
    for index in range(first, last):
        fields = split(lines[index], name)
        is_header = index == first and len(fields) == width
        if not (is_header or _is_like(fields, width, edges)):
            break
        cells = fields if len(fields) == width else _placed(fields, edges, width)
        refusal = refusal if cells else "a short row fits no columns"
        rows.append(RowLine(ROW, cells or ()))
    return Rows(name, width, tuple(rows), refusal=refusal) if len(rows) >= FEWEST_ROWS else None


def _run(lines: Sequence[Line], name: str, first: int, last: int) -> list[Fields]:
    """The first lines that blanks part."""
    fields = (split(lines[place], name) for place in range(first, last))
    return list(takewhile(lambda one: len(one) > 1 and are_short(one, LONGEST_FIELD) and not _is_heading(one), fields))


def _is_heading(fields: Fields) -> bool:
    return fields[0] is not None and GROUP_LINE.fullmatch(fields[0].shadow) is not None


def _is_like(fields: Fields, width: int, edges: Sequence[_Edge]) -> bool:
    """A line that goes on with the rows: short, or with its cells at the edges, or with values."""
    if not 1 < len(fields) <= width or not are_short(fields, LONGEST_FIELD) or _is_heading(fields):
        return False
    at_edges = all(_shares(field, edge) for field, edge in zip(fields, edges, strict=False))
    return len(fields) < width or (bool(edges) and at_edges) or are_values(fields[1:])


class _Edge(NamedTuple):
    """Where the cells of a column all begin or all end; -1 where they do not."""

    left: int
    right: int


def _edges(full: Sequence[Fields]) -> tuple[_Edge, ...]:
    """The edges of all columns; none when a column has no edge in common."""
    edges = []
    for column in zip(*full, strict=True):
        lefts, rights = {field.left for field in column if field}, {field.right for field in column if field}
        edges.append(_Edge(lefts.pop() if len(lefts) == 1 else -1, rights.pop() if len(rights) == 1 else -1))
    return tuple(edges) if len(full) > 1 and all(max(edge) >= 0 for edge in edges) else ()


def _shares(field: Field | None, edge: _Edge) -> bool:
    return field is not None and (field.left == edge.left or field.right == edge.right)


def _placed(fields: Fields, edges: Sequence[_Edge], width: int) -> Fields | None:
    """A short row with each field in the one column whose edge it shares; None when that is not certain."""
    cells: list[Field | None] = [None] * width
    for field in fields:
        own = [place for place, edge in enumerate(edges) if _shares(field, edge)]
        if len(own) != 1 or cells[own[0]] is not None:
            return None
        cells[own[0]] = field
    return tuple(cells)


def valued(lines: Sequence[Line], name: str, first: int, last: int) -> Rows | None:
    """Rows of a name and values that single blanks part, below a header of one line or in two pieces."""
    for top in range(MOST_HEADER_LINES + 1):
        body = first + top
        width = count(lines[body], name) if body < last else 0
        if width < FEWEST_FIELDS[name]:
            continue
        above = [count(line, name) for line in lines[first:body]]
        if top and (min(above) < 2 or sum(above) != width):
            continue
        heads = [split(line, name) for line in lines[first:body]]
        end = body
        while end < last and count(lines[end], name) == width and _is_valued_row(split(lines[end], name), heads):
            end += 1
        if end - body >= FEWEST_ROWS:
            rows = tuple(RowLine(ROW, split(lines[place], name)) for place in range(first, end))
            return Rows(name, width, rows, top)
    return None


def _is_valued_row(fields: Fields, heads: Sequence[Fields]) -> bool:
    if not are_short(fields, LONGEST_FIELD):
        return False
    corner = heads[0][0] if heads else None
    if corner and _SERIAL_NAME.fullmatch(corner.shadow) and fields[0] and _SERIAL.fullmatch(fields[0].shadow):
        return are_values(fields[2:])
    return are_values(fields[1:])

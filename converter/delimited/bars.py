"""Rows between bars."""

from __future__ import annotations

from collections.abc import Sequence

from ..flow import Line
from .fields import (
    FEWEST_FIELDS,
    FEWEST_ROWS,
    LONGEST_FIELD,
    ROW,
    RULED,
    RULED_LINE,
    SEPARATOR,
    RowLine,
    Rows,
    are_short,
    split,
)

UNEVEN = "the rows differ in length"
FEWEST_RULED_ROWS = 2
"""Two rows are enough where a line is drawn between them."""


def barred(lines: Sequence[Line], name: str, first: int, last: int) -> Rows | None:
    """Rows between bars; a frame of bars is no cell, and in a frame a cell may hold sentences."""
    if not (SEPARATOR[name].search(lines[first].text) or RULED_LINE.fullmatch(lines[first].text)):
        return None
    found: list[RowLine] = []
    width, framed, rows, ruled = 0, False, 0, False
    for index in range(first, last):
        text = lines[index].text
        if RULED_LINE.fullmatch(text):
            if found and not rows:
                break
            found.append(RowLine(RULED, ()))
            ruled = ruled or rows == 1
            continue
        fields = split(lines[index], name)
        is_framed = len(fields) > FEWEST_FIELDS[name] and fields[0] is None and fields[-1] is None
        if not rows:
            framed = is_framed
            width = len(fields) - 2 * framed
        fields = fields[1:-1] if framed and is_framed else fields
        if width < FEWEST_FIELDS[name] or framed != is_framed or not (framed or are_short(fields, LONGEST_FIELD)):
            break
        if len(fields) != width:
            return uneven(name, width, found, lines, index, last) if rows >= FEWEST_ROWS else None
        found.append(RowLine(ROW, fields))
        rows += 1
    return Rows(name, width, tuple(found)) if rows >= (FEWEST_RULED_ROWS if ruled else FEWEST_ROWS) else None


def uneven(
    name: str, width: int, found: Sequence[RowLine], lines: Sequence[Line], index: int, last: int
) -> Rows | None:
    """A row of another length at `index`: the first of another table, or the end of all certainty."""
    following = [len(split(lines[place], name)) for place in range(index, min(index + FEWEST_ROWS, last))]
    if len(following) == FEWEST_ROWS and len(set(following)) == 1:
        return Rows(name, width, tuple(found))
    end = index
    while end < last and (SEPARATOR[name].search(lines[end].text) or RULED_LINE.fullmatch(lines[end].text)):
        end += 1
    rest = tuple(RowLine(ROW, ()) for _ in range(index, end))
    return Rows(name, width, (*found, *rest), refusal=UNEVEN)

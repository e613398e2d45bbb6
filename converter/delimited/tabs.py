"""Rows between tabs."""

from __future__ import annotations

from collections.abc import Sequence

from ..flow import Line
from ..late import late
from ..rules.tables import CONTINUED
from .bars import UNEVEN, uneven
from .fields import (
    FEWEST_FIELDS,
    FEWEST_ROWS,
    GROUP,
    GROUP_LINE,
    LOOK_AHEAD,
    ROW,
    SAID,
    SHARE_OF_FULL_ROWS,
    Fields,
    RowLine,
    Rows,
    are_short,
    is_figure,
    split,
    usual,
)

LONGEST_TAB_FIELD = 100
FEWEST_FULL_ROWS = 2

_CONTINUED = late(CONTINUED[0].pattern)


def tabbed(lines: Sequence[Line], name: str, first: int, last: int) -> Rows | None:
    """Rows between tabs. What is short lacks cells at its end, where tabs are not seen, or before its indent."""
    ahead = [split(lines[place], name) for place in range(first, min(first + LOOK_AHEAD, last))]
    width = usual([len(fields) for fields in ahead], FEWEST_FIELDS[name])
    if not width or len(ahead[0]) < 2 or sum(len(fields) == width for fields in ahead) < FEWEST_FULL_ROWS:
        return None
    found: list[RowLine] = []
    index, full = first, 0
    while index < last:
        fields = split(lines[index], name)
        if len(fields) == 1:
            kind = _between(lines, index, last, name, width, found)
            if not kind:
                break
            found.append(RowLine(kind, fields))
        elif not _is_tabbed_row(fields):
            break
        elif len(fields) > width:
            return uneven(name, width, found, lines, index, last) if full >= FEWEST_ROWS else None
        else:
            full += len(fields) == width
            found.append(RowLine(ROW, _padded(fields, width, lines[index].indent)))
        index += 1
    rows = sum(line.kind == ROW for line in found)
    if rows < FEWEST_ROWS:
        return None
    return Rows(name, width, tuple(found), refusal="" if full >= SHARE_OF_FULL_ROWS * rows else UNEVEN)


def _is_tabbed_row(fields: Fields) -> bool:
    """一、总则 and its page are an entry of a contents; 一、农业 and its figures are a row."""
    is_entry = fields[0] is not None and GROUP_LINE.fullmatch(fields[0].shadow) and len(fields) < 3
    return not is_entry and are_short(fields, LONGEST_TAB_FIELD)


def _between(lines: Sequence[Line], index: int, last: int, name: str, width: int, above: Sequence[RowLine]) -> str:
    """What a line without the separator is: a group above a row with values, or 续表; "" where the table ends."""
    if not above or index + 1 >= last:
        return ""
    below = split(lines[index + 1], name)
    shadow = lines[index].shadow
    if len(below) != width:
        return ""
    if _CONTINUED.fullmatch(shadow):
        return SAID
    valued = any(field and is_figure(field.shadow) for field in below)
    headed = not any(field and is_figure(field.shadow) for field in above[0].fields)
    return GROUP if GROUP_LINE.fullmatch(shadow) and valued and headed else ""


def _padded(fields: Fields, width: int, indent: int) -> Fields:
    before = min(indent, width - len(fields))
    return ((None,) * before + fields + (None,) * width)[:width]

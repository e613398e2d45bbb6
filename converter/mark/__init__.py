"""Line → everything that it may be: marker readings, roles, noise rules. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable

from ..flow import Line, MarkedLine
from ..rules.rows import NoiseRule, RoleRule
from .leads import lead_of
from .readings import FIRSTS, readings_of
from .shelf import Shelf, shelf_with

__all__ = ["mark"]

CELL = 12
"""Lines no longer than this, the cells of tables, come back often."""


def mark(lines: Iterable[Line], own: tuple[NoiseRule, ...] = ()) -> tuple[MarkedLine, ...]:
    """Every line with all its readings; `own` are noise rules that go before those of the shelf."""
    shelf = shelf_with(own)
    known: dict[str, MarkedLine] = {}
    marked = []
    for line in lines:
        shadow = line.shadow
        if len(shadow) > CELL:
            marked.append(_mark(line, shadow, shelf))
        elif (like := known.get(shadow)) is not None:
            marked.append(MarkedLine(line, like.readings, like.roles, like.noise, like.lead))
        else:
            known[shadow] = _mark(line, shadow, shelf)
            marked.append(known[shadow])
    return tuple(marked)


def _mark(line: Line, shadow: str, shelf: Shelf) -> MarkedLine:
    readings = readings_of(shadow) if shadow[0] in FIRSTS else ()
    rows = shelf.matching(shadow)
    if not rows:
        return MarkedLine(line, readings, (), (), lead_of(shadow))
    roles = tuple([row.id for row in rows if isinstance(row, RoleRule)])
    noise = tuple([row for row in rows if isinstance(row, NoiseRule)])
    return MarkedLine(line, readings, roles, noise, lead_of(shadow))

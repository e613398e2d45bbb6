"""Line → everything that it may be: marker readings, roles, noise rules. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable

from ..flow import Line, MarkedLine
from ..rules.rows import NoiseRule, RoleRule
from .leads import FIRSTS as FIRSTS_OF_LEADS
from .leads import lead_of
from .readings import FIRSTS, readings_of
from .shelf import Row, shelf_with

__all__ = ["mark"]

CELL = 12
"""Lines no longer than this, the cells of tables, come back often."""


def mark(lines: Iterable[Line], own: tuple[NoiseRule, ...] = ()) -> tuple[MarkedLine, ...]:
    """Every line with all its readings; `own` are noise rules that go before those of the shelf."""
    matching = shelf_with(own).matching
    known: dict[str, MarkedLine] = {}
    marked = []
    for line in lines:
        shadow = line.shadow
        like = known.get(shadow) if len(shadow) <= CELL else None
        if like is not None:
            marked.append(MarkedLine(line, like.readings, like.roles, like.noise, like.lead))
            continue
        readings = readings_of(shadow) if shadow[0] in FIRSTS else ()
        rows = matching(shadow)
        roles, noise = _parted(rows) if rows else ((), ())
        lead = lead_of(shadow) if shadow[0] in FIRSTS_OF_LEADS else ""
        made = MarkedLine(line, readings, roles, noise, lead)
        marked.append(made)
        if len(shadow) <= CELL:
            known[shadow] = made
    return tuple(marked)


def _parted(rows: Iterable[Row]) -> tuple[tuple[str, ...], tuple[NoiseRule, ...]]:
    roles = tuple([row.id for row in rows if isinstance(row, RoleRule)])
    return roles, tuple([row for row in rows if isinstance(row, NoiseRule)])

"""Line → everything that it may be: marker readings, roles, noise rules. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable

from ..flow import Line, MarkedLine
from ..rules.rows import NoiseRule, RoleRule
from .leads import FIRSTS as FIRSTS_OF_LEADS
from .leads import lead_of
from .readings import FIRSTS, readings_of
from .shelf import Row, Shelf, shelf_with

__all__ = ["mark"]

CELL = 12
"""Lines no longer than this, the cells of tables, come back often."""


_Parted = tuple[tuple[str, ...], tuple[NoiseRule, ...]]
NOTHING_FITS: _Parted = ((), ())


def mark(lines: Iterable[Line], own: tuple[NoiseRule, ...] = ()) -> tuple[MarkedLine, ...]:
    """Every line with all its readings; `own` are noise rules that go before those of the shelf."""
    lines = tuple(lines)
    shadows = [line.shadow for line in lines]
    # One question of all lines, then the next: what a question needs stays at hand.
    readings = [readings_of(shadow) if shadow[0] in FIRSTS else () for shadow in shadows]
    leads = [lead_of(shadow) if shadow[0] in FIRSTS_OF_LEADS else "" for shadow in shadows]
    fitting = [_parted(rows) if rows else NOTHING_FITS for rows in _rows_of(shadows, shelf_with(own))]
    return tuple(
        [
            MarkedLine(line, read, roles, noise, lead)
            for line, read, (roles, noise), lead in zip(lines, readings, fitting, leads, strict=True)
        ]
    )


def _rows_of(shadows: list[str], shelf: Shelf) -> list[tuple[Row, ...]]:
    """The rows that each line fits; a short line is asked once."""
    cells = {shadow for shadow in shadows if len(shadow) <= CELL}
    longer = [shadow for shadow in shadows if len(shadow) > CELL]
    known = dict(zip(cells, shelf.fitting(cells), strict=True))
    others = iter(shelf.fitting(longer))
    return [known[shadow] if len(shadow) <= CELL else next(others) for shadow in shadows]


def _parted(rows: tuple[Row, ...]) -> _Parted:
    roles = tuple([row.id for row in rows if isinstance(row, RoleRule)])
    return roles, tuple([row for row in rows if isinstance(row, NoiseRule)])

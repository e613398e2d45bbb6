"""Line → everything that it may be: marker readings, roles, noise rules. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable

from ..flow import Line, MarkedLine
from ..rules.rows import NoiseRule
from .leads import lead_of
from .noise import NoiseShelf, noise_shelf
from .readings import readings_of
from .roles import roles_of

__all__ = ["mark"]

CELL = 12
"""Lines no longer than this, the cells of tables, come back often."""


def mark(lines: Iterable[Line], own: tuple[NoiseRule, ...] = ()) -> tuple[MarkedLine, ...]:
    """Every line with all its readings; `own` are noise rules that go before those of the shelf."""
    noise = noise_shelf(own)
    known: dict[str, MarkedLine] = {}
    marked = []
    for line in lines:
        shadow = line.shadow
        if len(shadow) > CELL:
            marked.append(_mark(line, shadow, noise))
        elif (like := known.get(shadow)) is not None:
            marked.append(MarkedLine(line, like.readings, like.roles, like.noise, like.lead))
        else:
            known[shadow] = _mark(line, shadow, noise)
            marked.append(known[shadow])
    return tuple(marked)


def _mark(line: Line, shadow: str, noise: NoiseShelf) -> MarkedLine:
    return MarkedLine(line, readings_of(shadow), roles_of(shadow), noise.matching(shadow), lead_of(shadow))

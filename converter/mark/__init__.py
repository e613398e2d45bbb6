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


def mark(lines: Iterable[Line], own: tuple[NoiseRule, ...] = ()) -> tuple[MarkedLine, ...]:
    """Every line with all its readings; `own` are noise rules that go before those of the shelf."""
    noise = noise_shelf(own)
    return tuple(_mark(line, noise) for line in lines)


def _mark(line: Line, noise: NoiseShelf) -> MarkedLine:
    shadow = line.shadow
    return MarkedLine(line, readings_of(shadow), roles_of(shadow), noise.matching(shadow), lead_of(shadow))

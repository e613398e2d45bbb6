"""Line → everything that it may be: marker readings, roles, noise rules. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable

from ..flow import Line, MarkedLine
from .leads import lead_of
from .noise import noise_of
from .readings import readings_of
from .roles import roles_of

__all__ = ["mark"]


def mark(lines: Iterable[Line]) -> tuple[MarkedLine, ...]:
    """Every line with all its readings."""
    return tuple(_mark(line) for line in lines)


def _mark(line: Line) -> MarkedLine:
    shadow = line.shadow
    return MarkedLine(line, readings_of(shadow), roles_of(shadow), noise_of(shadow), lead_of(shadow))

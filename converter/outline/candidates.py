"""Body lines → the candidates of the search: their readings, and what it costs to take each for plain text."""

from __future__ import annotations

from collections.abc import Sequence

from ..flow import MarkedLine, Reading
from .path import Candidate
from .styled import STYLED
from .unnumbered import unnumbered_headings

WEIGHTS = {
    "book": 6.0,
    "division": 5.0,
    "chapter": 6.0,
    "section": 6.0,
    "article": 5.0,
    "box": 5.0,
    "entry-number": 5.0,
    "recurring": 4.0,
    "han-comma": 4.0,
    "paren-han": 4.0,
    "han-paren": 2.5,
    "arabic-dot": 3.0,
    "arabic-comma": 3.0,
    "paren-arabic": 3.0,
    "arabic-paren": 2.0,
    "circled": 2.0,
    "arabic-space": 0.8,
    "named": 4.0,
    "subhead": 3.0,
    **dict.fromkeys(STYLED, 4.0),
    "dotted-2": 3.0,
    "dotted-3": 3.0,
    "dotted-4": 3.0,
}
"""How surely a family's markers are markers."""
OTHER_WEIGHT = 1.5
DAMAGED_WEIGHT = 1.5
IGNORED = frozenset(("annex",))
"""Families that zones decide on."""


def candidates_of(body: Sequence[MarkedLine | None]) -> list[Candidate]:
    """The candidates in order."""
    unnumbered = unnumbered_headings(body)
    candidates = []
    for index, line in enumerate(body):
        if line is None:
            continue
        readings = line.readings
        if index in unnumbered:
            readings = (*readings, unnumbered[index])
        if not readings:
            continue
        if len(readings) > 1 or readings[0].family in IGNORED:
            readings = tuple([reading for reading in readings if reading.family not in IGNORED])
        if readings:
            weight = _weight(readings[0]) if len(readings) == 1 else max(map(_weight, readings))
            candidates.append(Candidate(index, readings, weight))
    return candidates


def _weight(reading: Reading) -> float:
    return DAMAGED_WEIGHT if reading.damaged else WEIGHTS.get(reading.family, OTHER_WEIGHT)

"""Unnumbered headings: those that come back (2021工作回顾 under every province), those with a known name (序言),
and sub-heads: short lines of their own, several between two numbered headings, each above paragraphs of prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..flow import MarkedLine, Reading
from ..rules.named import NAMED_HEADINGS
from .looks import has_print
from .relations import NAMED, NAMED_RANK
from .styled import STYLED, styled_headings

RECURRING, RECURRING_RANK = "recurring", 55
SUBHEAD, SUBHEAD_RANK = "subhead", 98
FAMILIES = frozenset((RECURRING, NAMED, SUBHEAD, *STYLED))
LONGEST_NAME = 40
"""No name of a heading is longer: tests hold the shelf to it."""
FEWEST = 3
"""A heading recurs at least so often."""
LONGEST = 20
SHORTEST_PROSE = 40
"""A paragraph below a sub-head is at least so long."""

_STOP = re.compile("[。,;:!?]")
_NAMES = re.compile("|".join(cue.pattern for cue in NAMED_HEADINGS))


def unnumbered_headings(lines: Sequence[MarkedLine | None]) -> dict[int, Reading]:
    """Index → reading of each unnumbered heading."""
    brief = [
        (index, shadow)
        for index, line in enumerate(lines)
        if line is not None and not line.readings and len(shadow := line.line.shadow) <= LONGEST_NAME
    ]
    named = [index for index, shadow in brief if _NAMES.fullmatch(shadow)]
    short = [index for index, shadow in brief if _is_short(shadow)]
    readings = dict.fromkeys(_subheads(lines, short), Reading(SUBHEAD, None, 0, SUBHEAD_RANK))
    if has_print(lines):
        readings |= styled_headings(lines)
    readings |= dict.fromkeys(named, Reading(NAMED, None, 0, NAMED_RANK))
    return readings | dict.fromkeys(_recurring(lines, short), Reading(RECURRING, None, 0, RECURRING_RANK))


def _subheads(lines: Sequence[MarkedLine | None], short: Sequence[int]) -> list[int]:
    """The short lines of each stretch without markers, where nothing but sub-heads and prose stands."""
    found: list[int] = []
    beyond = 0
    for index in short:
        if index >= beyond:
            first, beyond = _stretch(lines, index)
            found += _subheads_of(lines, range(first, beyond))
    return found


def _stretch(lines: Sequence[MarkedLine | None], index: int) -> tuple[int, int]:
    """Where the lines without markers around `index` begin and end."""
    first, beyond = index, index + 1
    while first and (line := lines[first - 1]) is not None and not line.readings:
        first -= 1
    while beyond < len(lines) and (line := lines[beyond]) is not None and not line.readings:
        beyond += 1
    return first, beyond


def _subheads_of(lines: Sequence[MarkedLine | None], stretch: range) -> list[int]:
    found = [index for index in stretch if (line := lines[index]) is not None and not _is_prose(line)]
    if len(found) < FEWEST:
        return []
    if not all((line := lines[index]) is not None and _is_short(line.line.shadow) and not line.lead for index in found):
        return []
    return found if all(_has_paragraph_below(lines, index) for index in found) else []


def _is_prose(line: MarkedLine) -> bool:
    return len(line.line.shadow) >= SHORTEST_PROSE and "。" in line.line.shadow


def _has_paragraph_below(lines: Sequence[MarkedLine | None], index: int) -> bool:
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is not None and _is_prose(below)


def _recurring(lines: Sequence[MarkedLine | None], places: Sequence[int]) -> list[int]:
    """The short lines, at `places`, that stand several times between paragraphs of prose."""
    counts = Counter(_text(lines, index) for index in places if _has_prose_below(lines, index))
    if max(counts.values(), default=0) < FEWEST:
        return []
    found = [index for index in places if counts[_text(lines, index)] >= FEWEST]
    return [] if _are_cells(lines, set(found)) else found


def _text(lines: Sequence[MarkedLine | None], index: int) -> str:
    line = lines[index]
    return "".join(line.line.shadow.split()) if line is not None else ""


def _is_short(shadow: str) -> bool:
    return 2 < len(shadow) <= LONGEST and not _STOP.search(shadow)


def _has_prose_below(lines: Sequence[MarkedLine | None], index: int) -> bool:
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is not None and len(below.line.shadow) > LONGEST


def _are_cells(lines: Sequence[MarkedLine | None], found: set[int]) -> bool:
    """A short unmarked line above one is a cell of the same flattened table, not the end of a paragraph."""
    above = [lines[index - 1] for index in found if index and index - 1 not in found]
    return any(line is not None and not line.readings and _is_cell(line.line.shadow) for line in above)


def _is_cell(shadow: str) -> bool:
    return len(shadow) <= LONGEST and not _STOP.search(shadow)

"""Unnumbered headings that show themselves by coming back: 2021工作回顾, 2022发展规划 under every province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from ..flow import MarkedLine, Reading

FAMILY = "recurring"
RANK = 55
FEWEST = 3
"""A heading recurs at least so often."""
LONGEST = 20

_STOP = regex.compile("[。,;:!?]")


def recurring_headings(lines: Sequence[MarkedLine | None]) -> dict[int, Reading]:
    """Index → reading, for the short unmarked lines that stand several times above a paragraph of prose."""
    places = [index for index, line in enumerate(lines) if line is not None and _is_short(line)]
    counts = Counter(_text(lines, index) for index in places if _has_prose_below(lines, index))
    return {index: Reading(FAMILY, None, 0, RANK) for index in places if counts[_text(lines, index)] >= FEWEST}


def _text(lines: Sequence[MarkedLine | None], index: int) -> str:
    line = lines[index]
    return "".join(line.line.shadow.split()) if line is not None else ""


def _is_short(line: MarkedLine) -> bool:
    return not line.readings and 2 < len(line.line.shadow) <= LONGEST and not _STOP.search(line.line.shadow)


def _has_prose_below(lines: Sequence[MarkedLine | None], index: int) -> bool:
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is not None and len(below.line.shadow) > LONGEST

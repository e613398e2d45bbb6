"""Unnumbered headings that the markup of a page shows: lines in heading tags, and short lines in bold print.

A class of them (all h3, all bold lines) stands at the depth that its neighbours tell: beside the numbered headings in
the same tag, above numbers that begin again under each of them, else below every number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..flow import MarkedLine, Reading, hints_of
from ..rules.genres import GENRES
from .looks import looks_of

TAGS = tuple(f"tag-{level}" for level in range(1, 7))
CENTRED, BOLD = "centred-line", "bold-line"
STYLED = (*TAGS, CENTRED, BOLD)
LONGEST_IN_TAG, LONGEST_BOLD = 45, 30
SHORTEST_BELOW = 20
"""Below a bold heading stands a paragraph of at least so many characters."""
FEWEST_BOLD = FEWEST_CENTRED = 2
MOST_CENTRED = 0.5
"""Where more of the lines than this are centred, that says nothing."""
MOST_IN_TAG = 0.5
"""Where more of the lines than this stand in one tag, it is no heading tag."""
RANK_BELOW = 90
"""Rank of the first tag where it stands below all numbers; deeper tags and bold lines follow."""
ABOVE = 2
"""So much less is the rank of headings that hold numbers."""
FEWEST_RESTARTS = 2

_STOP = re.compile("[。;!?,]|:.")
_TITLE = re.compile(f"(?:{'|'.join(GENRES)})(?: ?\\([^()]{{1,12}}\\))?$|《")
_FRAME = frozenset(("date", "signature", "note", "doc_number", "salutation", "recipients", "caption"))


def styled_headings(lines: Sequence[MarkedLine | None]) -> dict[int, Reading]:
    """Index → reading of each of them."""
    found: dict[int, Reading] = {}
    rank = RANK_BELOW + len(STYLED)
    # From the deepest on: a class stands above those that are deeper.
    for place, family in reversed(list(enumerate(STYLED))):
        indices = _of_class(lines, family, place)
        if indices:
            rank = _rank(lines, indices, place, rank)
            found |= {index: Reading(family, None, 0, rank) for index in indices}
    return found


def _of_class(lines: Sequence[MarkedLine | None], family: str, place: int) -> list[int]:
    if family in TAGS:
        return _in_tag(lines, place + 1)
    return _bold(lines) if family == BOLD else _centred(lines)


def _centred(lines: Sequence[MarkedLine | None]) -> list[int]:
    """The centred lines above paragraphs, unless it is the title of something inside, which has its genre."""
    centred = [index for index, line in enumerate(lines) if line is not None and hints_of(line.line).centred]
    if len(centred) > MOST_CENTRED * sum(line is not None for line in lines):
        return []
    found = [index for index in centred if _is_heading(lines, index, LONGEST_BOLD) and not _is_title(lines[index])]
    filled = [index for index in found if _has_paragraph_below(lines, index)]
    return filled if len(filled) >= FEWEST_CENTRED and len(filled) == len(found) else []


def _is_title(line: MarkedLine | None) -> bool:
    return line is not None and _TITLE.search(line.line.shadow) is not None


def _in_tag(lines: Sequence[MarkedLine | None], level: int) -> list[int]:
    tagged = [index for index, line in enumerate(lines) if line is not None and hints_of(line.line).heading == level]
    if len(tagged) > MOST_IN_TAG * sum(line is not None for line in lines):
        return []
    return [index for index in tagged if _is_heading(lines, index, LONGEST_IN_TAG)]


def _bold(lines: Sequence[MarkedLine | None]) -> list[int]:
    """The bold lines, unless some of them have neither a paragraph nor a number below."""
    if not looks_of(lines).bold:
        return []
    bold = [
        index
        for index, line in enumerate(lines)
        if line is not None and _is_printed_bold(line) and _is_heading(lines, index, LONGEST_BOLD)
    ]
    filled = [index for index in bold if _has_paragraph_below(lines, index)]
    return filled if len(filled) >= FEWEST_BOLD and len(filled) == len(bold) else []


def _is_printed_bold(line: MarkedLine) -> bool:
    """In bold print at the margin: what is centred is rather the title of something inside."""
    hints = hints_of(line.line)
    return hints.bold and not hints.centred and not hints.heading


def _is_heading(lines: Sequence[MarkedLine | None], index: int, longest: int) -> bool:
    line = lines[index]
    if line is None or line.readings or line.lead or _FRAME.intersection(line.roles):
        return False
    return 2 <= len(line.line.shadow) <= longest and not _STOP.search(line.line.shadow) and index + 1 < len(lines)


def _has_paragraph_below(lines: Sequence[MarkedLine | None], index: int) -> bool:
    below = lines[index + 1]
    if below is None or _is_printed_bold(below):
        return False
    return bool(below.readings) or len(below.line.shadow) >= SHORTEST_BELOW


def _rank(lines: Sequence[MarkedLine | None], indices: Sequence[int], place: int, deeper: int) -> int:
    """Where the class stands among the numbers; `place` is its own among the classes, `deeper` the next one's rank."""
    tagged = list(_numbered_tags(lines)) if place < len(TAGS) else []
    beside = [rank for level, rank in tagged if level == place + 1]
    held = [rank for level, rank in tagged if level > place + 1] + _held(lines, indices)
    rank = min(beside) if beside else min(held) - ABOVE if held else RANK_BELOW + place
    return min(rank, deeper - 1)


def _numbered_tags(lines: Sequence[MarkedLine | None]) -> Iterator[tuple[int, int]]:
    """Heading tag and rank of each numbered line in one."""
    for line in lines:
        if line is not None and line.readings and hints_of(line.line).heading:
            yield hints_of(line.line).heading, _rank_of(line)


def _rank_of(line: MarkedLine) -> int:
    return min(reading.rank for reading in line.readings)


def _held(lines: Sequence[MarkedLine | None], indices: Sequence[int]) -> list[int]:
    """Ranks of the numbers that begin with one under a heading: right below it, or under several of them."""
    ranks, is_right_below = [], False
    for index, end in zip(indices, (*indices[1:], len(lines)), strict=True):
        place = next((at for at in range(index + 1, end) if (line := lines[at]) is not None and line.readings), None)
        first = lines[place] if place is not None else None
        if first is not None and any(reading.ordinal == 1 for reading in first.readings):
            ranks.append(_rank_of(first))
            is_right_below |= place == index + 1
    return ranks if is_right_below or len(ranks) >= FEWEST_RESTARTS else []

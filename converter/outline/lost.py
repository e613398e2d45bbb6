"""Headings whose marker is lost: a gap in the numbers, and just as many unmarked lines that look like its siblings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TypeGuard

from ..flow import MarkedLine, Reading
from .heading import LONGEST_HEADING, LONGEST_RUN_IN, Shape, shape_of
from .members import JOINING
from .path import Step
from .unnumbered import FAMILIES as UNNUMBERED

_NUMBER = re.compile("[0-9]{1,2}\\.[0-9]")
MOST_LOST = 3
"""More lost markers in a row are a gap in the text."""
GAPS = frozenset(("skips", "skips-on", "starts-late"))
"""Relations to a number that is not there."""
WORDED = frozenset(("box", "entry-number", "recurring", "named", "subhead", "article"))
"""Families whose headings do not stand without their word or number."""
_PLACE = attrgetter("place")


def infer_lost(steps: tuple[Step, ...], lines: Sequence[MarkedLine | None]) -> tuple[Step, ...]:
    """Fill gaps with inferred members where the lines between leave exactly one way. `lines[i]` is None
    for a line that is no body text."""
    filled: list[Step] = []
    for step in steps:
        if step.relation not in GAPS:
            filled.append(step)
            continue
        for new in _fill(filled, step, lines):
            _put(filled, new)
    return tuple(filled)


def _put(filled: list[Step], new: Step) -> None:
    """In the order of the lines, in place of the heading without a number that a page may show there."""
    place = bisect_left(filled, new.place, key=_PLACE)
    taken = place < len(filled) and filled[place].place == new.place
    filled[place : place + taken] = [new]


def _fill(before: list[Step], step: Step, lines: Sequence[MarkedLine | None]) -> list[Step]:
    """`step`, behind the members that were lost before it. `before` is all that precedes it."""
    missing = range((step.last or 0) + 1, step.reading.ordinal or 0)
    if step.reading.family in WORDED or len(missing) > MOST_LOST:
        return [step]
    sibling = _sibling_before(before, step)
    above = sibling or (before[-1] if before else None)
    found = _headings_between(lines, above.place + 1 if above else 0, step)
    if len(found) != len(missing) or not all(_may_stand(place, step.depth, before) for place in found):
        return [step]
    return _inferred(step, found, missing, lines)


def _may_stand(place: int, depth: int, before: list[Step]) -> bool:
    """A member put in at `place` becomes the parent of what follows: that must be a list that opens there.

    A line that is a member already has lost its number only where it is one without.
    """
    behind = bisect_right(before, place, key=_PLACE)
    there = before[behind - 1] if behind else None
    if there is not None and there.place == place and there.reading.family not in UNNUMBERED:
        return False
    follower = before[behind] if behind < len(before) else None
    return follower is None or (follower.depth == depth + 1 and follower.relation not in JOINING)


def _sibling_before(before: list[Step], step: Step) -> Step | None:
    if step.relation != "skips":
        return None
    return next((other for other in reversed(before) if other.depth <= step.depth), None)


def _headings_between(lines: Sequence[MarkedLine | None], first: int, step: Step) -> list[int]:
    pattern = lines[step.place]
    run_in = pattern is not None and shape_of(pattern.line.shadow[step.reading.end :].lstrip()).run_in
    looks = _looks_run_in if run_in else _looks_like_heading
    return [place for place in range(first, step.place) if looks(lines, place)]


def _is_open(marked: MarkedLine | None) -> TypeGuard[MarkedLine]:
    """No whole marker leads the line: at most a damaged one, which the search had no use for."""
    if marked is None or not all(reading.damaged for reading in marked.readings):
        return False
    # A line that prints a whole number (4.2 …) has not lost its own.
    return bool(marked.readings) or not _NUMBER.match(marked.line.shadow)


def _shape(marked: MarkedLine) -> Shape:
    """Of the text behind the damaged marker, if there is one."""
    return shape_of(marked.line.shadow[max((r.end for r in marked.readings), default=0) :].lstrip())


def _looks_like_heading(lines: Sequence[MarkedLine | None], place: int) -> bool:
    """A short line without a stop, with prose or the first member of a list below it."""
    marked, below = lines[place], lines[place + 1] if place + 1 < len(lines) else None
    if not _is_open(marked) or below is None:
        return False
    shape, text = _shape(marked), below.line.shadow
    opens_list = any(not reading.damaged for reading in below.readings)
    has_prose = _is_open(below) and len(text) > shape.cut and "。" in text
    return not shape.stop and 0 < shape.cut <= LONGEST_HEADING and (opens_list or has_prose)


def _looks_run_in(lines: Sequence[MarkedLine | None], place: int) -> bool:
    marked = lines[place]
    if not _is_open(marked):
        return False
    shape = _shape(marked)
    return shape.run_in and shape.stop == "。" and shape.cut <= LONGEST_RUN_IN


def _inferred(step: Step, places: list[int], ordinals: range, lines: Sequence[MarkedLine | None]) -> list[Step]:
    inferred = [
        Step(place, _reading(step, ordinal, lines[place]), "inferred", step.depth, ordinal - 1)
        for place, ordinal in zip(places, ordinals, strict=True)
    ]
    if step.relation != "skips":
        inferred[0] = replace(inferred[0], relation="inferred-first")
    return [*inferred, replace(step, relation="continues", last=ordinals[-1])]


def _reading(step: Step, ordinal: int, marked: MarkedLine | None) -> Reading:
    """A lost marker, or what is left of it when the line begins with a damaged form of the family."""
    left = [r for r in (marked.readings if marked else ()) if r.family == step.reading.family]
    return left[0]._replace(ordinal=ordinal) if left else Reading(step.reading.family, ordinal, 0, step.reading.rank)

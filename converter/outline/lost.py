"""Headings whose marker is lost: a gap in the numbers, and just as many unmarked lines that look like its siblings."""

from __future__ import annotations

from collections.abc import Sequence

from ..flow import MarkedLine, Reading
from .heading import LONGEST_HEADING, LONGEST_RUN_IN, shape_of
from .members import JOINING
from .path import Step

MOST_LOST = 3
"""More lost markers in a row are a gap in the text."""
WORDED = frozenset(("box", "entry-number", "recurring", "named", "article"))
"""Families whose headings do not stand without their word or number."""


def infer_lost(steps: tuple[Step, ...], lines: Sequence[MarkedLine | None]) -> tuple[Step, ...]:
    """Fill gaps with inferred members where the lines between leave exactly one way. `lines[i]` is None
    for a line that is no body text."""
    filled: list[Step] = []
    for step in steps:
        filled += _fill(filled, step, lines)
    return tuple(sorted(filled, key=lambda step: step.place))


def _fill(before: list[Step], step: Step, lines: Sequence[MarkedLine | None]) -> list[Step]:
    """`step`, behind the members that were lost before it. `before` is all that precedes it."""
    missing = range((step.last or 0) + 1, step.reading.ordinal or 0)
    if step.relation not in ("skips", "starts-late") or step.reading.family in WORDED or len(missing) > MOST_LOST:
        return [step]
    sibling = _sibling_before(before, step)
    above = sibling or (before[-1] if before else None)
    found = _headings_between(lines, above.place + 1 if above else 0, step)
    if len(found) != len(missing) or not all(_may_stand(place, step.depth, before) for place in found):
        return [step]
    return _inferred(step, found, missing)


def _may_stand(place: int, depth: int, before: list[Step]) -> bool:
    """A member put in at `place` becomes the parent of what follows: that must be a list that opens there."""
    follower = next((step for step in before if step.place > place), None)
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


def _looks_like_heading(lines: Sequence[MarkedLine | None], place: int) -> bool:
    """A short line without a stop, with prose below it."""
    marked, below = lines[place], lines[place + 1] if place + 1 < len(lines) else None
    if marked is None or marked.readings or below is None or below.readings:
        return False
    shape = shape_of(marked.line.shadow)
    return (
        not shape.stop
        and shape.cut <= LONGEST_HEADING
        and len(below.line.shadow) > shape.cut
        and "。" in below.line.shadow
    )


def _looks_run_in(lines: Sequence[MarkedLine | None], place: int) -> bool:
    marked = lines[place]
    if marked is None or marked.readings:
        return False
    shape = shape_of(marked.line.shadow)
    return shape.run_in and shape.stop == "。" and shape.cut <= LONGEST_RUN_IN


def _inferred(step: Step, places: list[int], ordinals: range) -> list[Step]:
    inferred = [
        Step(place, Reading(step.reading.family, ordinal, 0, step.reading.rank), "inferred", step.depth, ordinal - 1)
        for place, ordinal in zip(places, ordinals, strict=True)
    ]
    if step.relation == "starts-late":
        inferred[0] = inferred[0]._replace(relation="inferred-first")
    return [*inferred, step._replace(relation="continues", last=ordinals[-1])]

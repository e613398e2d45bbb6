"""Headings whose marker is lost: a gap in the numbers, and just as many unmarked lines that look like its siblings."""

from __future__ import annotations

from collections.abc import Sequence

from ..flow import MarkedLine, Reading
from .heading import LONGEST_HEADING, LONGEST_RUN_IN, shape_of
from .path import Step

MOST_LOST = 3
"""More lost markers in a row are a gap in the text."""
WORDED = frozenset(("box", "entry-number", "recurring", "article"))
"""Families whose headings do not stand without their word or number."""


def infer_lost(steps: tuple[Step, ...], lines: Sequence[MarkedLine | None]) -> tuple[Step, ...]:
    """Fill gaps with inferred members where the lines between leave exactly one way. `lines[i]` is None
    for a line that is no body text."""
    found = list(steps)
    members = [step for step in steps if step.reading is not None]
    for place, step in enumerate(members):
        if step.relation not in ("skips", "starts-late") or step.reading is None or step.reading.family in WORDED:
            continue
        first = (step.last or 0) + 1
        missing = range(first, step.reading.ordinal or 0)
        if not 0 < len(missing) <= MOST_LOST:
            continue
        before = _sibling_before(members, place)
        above = before if before is not None else members[place - 1] if place else None
        candidates = _headings_between(lines, above.index + 1 if above else 0, step, lines[step.index])
        if len(candidates) == len(missing):
            found.remove(step)
            found += _inferred(step, candidates, missing)
    return tuple(sorted(found, key=lambda step: step.index))


def _sibling_before(members: list[Step], place: int) -> Step | None:
    depth = members[place].depth
    for step in reversed(members[:place]):
        if step.depth == depth:
            return step if members[place].relation == "skips" else None
        if step.depth < depth:
            return None
    return None


def _headings_between(
    lines: Sequence[MarkedLine | None], first: int, step: Step, pattern: MarkedLine | None
) -> list[int]:
    assert pattern is not None and step.reading is not None
    run_in = shape_of(pattern.line.shadow[step.reading.end :].lstrip()).run_in
    looks = _looks_run_in if run_in else _looks_like_heading
    return [index for index in range(first, step.index) if looks(lines, index)]


def _looks_like_heading(lines: Sequence[MarkedLine | None], index: int) -> bool:
    """A short line without a stop, with prose below it."""
    marked, below = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    if marked is None or marked.readings or below is None or below.readings:
        return False
    shape = shape_of(marked.line.shadow)
    return not shape.stop and shape.cut <= LONGEST_HEADING and len(below.line.shadow) > shape.cut and "。" in below.line.shadow


def _looks_run_in(lines: Sequence[MarkedLine | None], index: int) -> bool:
    marked = lines[index]
    if marked is None or marked.readings:
        return False
    shape = shape_of(marked.line.shadow)
    return shape.run_in and shape.stop == "。" and shape.cut <= LONGEST_RUN_IN


def _inferred(step: Step, indices: list[int], ordinals: range) -> list[Step]:
    reading, opens = step.reading, step.relation == "starts-late"
    assert reading is not None
    inferred = [
        Step(index, Reading(reading.family, ordinal, 0, reading.rank), "inferred", step.depth, ordinal - 1)
        for index, ordinal in zip(indices, ordinals, strict=True)
    ]
    if opens:
        inferred[0] = inferred[0]._replace(relation="inferred-first")
    return [*inferred, step._replace(relation="continues", last=ordinals[-1])]

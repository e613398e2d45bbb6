"""Members → what is wrong with their numbers. What the document does throughout is a habit, not a finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..flow import Finding
from ..numerals import printed
from .headings import mark_of
from .members import Group, Member
from .relations import BOX
from .vote import FREE

FEWEST_HEADINGS = 4
"""Fewer siblings are no rule that one of them could be an exception to."""


def findings(groups: Sequence[Group]) -> tuple[Finding, ...]:
    """Findings of the numbering, in order of the text."""
    found = [finding for group in groups for member in group.members for finding in _of_member(member)]
    found += [*_skipped_levels(groups), *_mixed_widths(groups), *_exceptions(groups)]
    return tuple(sorted(found, key=lambda finding: finding.extent))


def _skipped_levels(groups: Sequence[Group]) -> Iterator[Finding]:
    """A list of sections that elsewhere stands one level deeper below the same kind of heading."""
    usual: dict[str, int] = {}
    for group in groups:
        if not group.is_section or group.parent is None or group.family in FREE:
            continue
        depth = usual.setdefault(group.family, group.depth)
        mark = mark_of(group.members[0])
        if group.depth < depth and mark is not None and mark.extent is not None:
            above = group.parent.marked.line.text[: group.parent.reading.end]
            yield Finding("level-skipped", mark.extent, {"found": mark.text, "above": above})


def _mixed_widths(groups: Sequence[Group]) -> Iterator[Finding]:
    """The first member of a list whose marker is wide where the others are narrow, or the other way round."""
    for group in groups:
        marks = [mark for member in group.members if (mark := mark_of(member)) is not None and mark.extent is not None]
        for before, mark in pairwise(marks if group.is_section else ()):
            if _is_wide(mark.text) != _is_wide(before.text) and mark.extent is not None:
                yield Finding("mixed-widths", mark.extent, {"found": mark.text, "before": before.text})
                break


def _exceptions(groups: Sequence[Group]) -> Iterator[Finding]:
    """One sentence among headings keeps its place, and is noted."""
    for group in groups:
        unlike = [member for member in group.members if member.likeness < 0]
        if (
            group.is_section
            and group.reason == "likeness"
            and len(unlike) == 1
            and len(group.members) >= FEWEST_HEADINGS
        ):
            mark = mark_of(unlike[0])
            if mark is not None and mark.extent is not None:
                yield Finding("unlike-siblings", mark.extent, {"found": mark.text})


def _is_wide(marker: str) -> bool:
    return any(char in "（）．，：" for char in marker)


def _of_member(member: Member) -> Iterator[Finding]:
    line, mark = member.marked.line, mark_of(member)
    if mark is None:
        return
    extent = mark.extent or line.pieces[0]
    family, number = mark.family, mark.ordinal
    before = member.step.last
    if mark.status == "repaired":
        yield Finding("marker-repaired", extent, {"printed": mark.text, "reading": mark.reading})
    if mark.status == "inferred":
        yield Finding("marker-inferred", extent, {"reading": mark.reading})
    names: dict[str, str | int] = {"found": printed(family, number), "before": printed(family, before)}
    match member.step.relation:
        case "skips" | "skips-on":
            yield Finding("marker-gap", extent, names | {"missing": _missing(member, (before or 0) + 1)})
        case "starts-late" if member.group.depth == 0 and family != BOX:
            yield Finding("late-start", extent, names)
        case "starts-late":
            names |= {"before": "the beginning", "missing": _missing(member, 1)}
            yield Finding("marker-gap", extent, names)
        case "restarts" if member.group.is_section:
            yield Finding("marker-restart", extent, names)
        case "repeats":
            yield Finding("marker-duplicate", extent, names)
        case "steps-back":
            yield Finding("marker-order", extent, names)


def _missing(member: Member, first: int) -> str:
    """The numbers that are not there, the first and the last of many."""
    family, last = member.reading.family, (member.reading.ordinal or 1) - 1
    ends = [printed(family, first)] if first == last else [printed(family, first), printed(family, last)]
    return "–".join(ends)

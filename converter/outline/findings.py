"""Members → what is wrong with their numbers. What the document does throughout is a habit, not a finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..flow import INFERRED, REPAIRED, WRITTEN, Extent, Finding, Mark
from ..numerals import printed
from .members import Group, Member
from .relations import BOX
from .vote import FREE

REGULAR = frozenset(("continues", "opens", "runs-on"))
"""Relations in which nothing is wrong with the number."""
_WIDE = frozenset("（）．，：")
FEWEST_HEADINGS = 4
"""Fewer siblings are no rule that one of them could be an exception to."""


def findings(groups: Sequence[Group]) -> tuple[Finding, ...]:
    """Findings of the numbering, in order of the text."""
    found: list[Finding] = []
    for group in groups:
        for member in group.members:
            mark = member.mark
            if mark is not None and (mark.status != WRITTEN or member.step.relation not in REGULAR):
                found += _of_member(member, mark)
    found += [*_skipped_levels(groups), *_mixed_widths(groups), *_exceptions(groups)]
    return tuple(sorted(found, key=lambda finding: finding.extent))


def _skipped_levels(groups: Sequence[Group]) -> Iterator[Finding]:
    """A list of sections that elsewhere stands one level deeper below the same kind of heading."""
    usual: dict[str, int] = {}
    for group in groups:
        if not group.is_section or group.parent is None or group.family in FREE:
            continue
        depth = usual.setdefault(group.family, group.depth)
        mark = group.members[0].mark
        if group.depth < depth and mark is not None and mark.extent is not None:
            above = group.parent.marked.line.text[: group.parent.reading.end]
            yield Finding("level-skipped", mark.extent, {"found": mark.text, "above": above})


def _mixed_widths(groups: Sequence[Group]) -> Iterator[Finding]:
    """The first member of a list whose marker is wide where the others are narrow, or the other way round."""
    for group in groups:
        if not group.is_section or len(group.members) == 1:
            continue
        marks = [mark for member in group.members if (mark := member.mark) is not None and mark.extent is not None]
        wide = [not _WIDE.isdisjoint(mark.text) for mark in marks]
        if True not in wide or False not in wide:
            continue
        other = wide.index(not wide[0])
        if extent := marks[other].extent:
            yield Finding("mixed-widths", extent, {"found": marks[other].text, "before": marks[other - 1].text})


def _exceptions(groups: Sequence[Group]) -> Iterator[Finding]:
    """One sentence among headings keeps its place, and is noted."""
    for group in groups:
        if not group.is_section or group.reason != "likeness" or len(group.members) < FEWEST_HEADINGS:
            continue
        unlike = [member for member in group.members if member.likeness < 0]
        mark = unlike[0].mark if len(unlike) == 1 else None
        if mark is not None and mark.extent is not None:
            yield Finding("unlike-siblings", mark.extent, {"found": mark.text})


def _of_member(member: Member, mark: Mark) -> Iterator[Finding]:
    extent = mark.extent or member.marked.line.pieces[0]
    if mark.status == REPAIRED:
        yield Finding("marker-repaired", extent, {"printed": mark.text, "reading": mark.reading})
    if mark.status == INFERRED:
        yield Finding("marker-inferred", extent, {"reading": mark.reading})
    if member.step.relation not in REGULAR:
        yield from _of_relation(member, mark, extent)


def _of_relation(member: Member, mark: Mark, extent: Extent) -> Iterator[Finding]:
    family, before = mark.family, member.step.last
    names: dict[str, str | int] = {"found": printed(family, mark.ordinal), "before": printed(family, before)}
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

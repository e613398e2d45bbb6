"""Zoned lines → the tree: one reading a line, chosen over the whole sequence, nested by what contains what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..flow import Decision, Extent, Heading, Mark, MarkedLine, Section, Tree, ZonedLine, extent_of
from .candidates import candidates_of
from .closings import note_closings
from .findings import findings
from .headings import note_marks
from .lost import infer_lost
from .members import Member, group_members, let_go, raise_boxes
from .nest import nest
from .path import best_path
from .vote import bare, vote

__all__ = ["outline"]


def outline(lines: Sequence[ZonedLine], *, explained: bool = False) -> Tree:
    """The tree of the whole document; each inner document is numbered and nested on its own.

    With `explained` the tree has the decision on each marked line beside it.
    """
    zones = [line.zone for line in lines]
    kept = [line for line in lines if line.zone != "noise"] if "noise" in zones else lines
    starts = _part_starts(kept) if "part" in zones else []
    contents = frozenset([bare(line.marked.line.shadow) for line in kept if line.label == "toc"])
    trees = [_outline_segment(kept[: starts[0]] if starts else kept, "", contents, explained)]
    trees += [_outline_part(kept[start:end], contents, explained) for start, end in pairwise([*starts, len(kept)])]
    return Tree(
        tuple(child for tree in trees for child in tree.children),
        findings=tuple(finding for tree in trees for finding in tree.findings),
        decisions=tuple(decision for tree in trees for decision in tree.decisions),
    )


def _part_starts(lines: Sequence[ZonedLine]) -> list[int]:
    of_parts = [(index, line.group) for index, line in enumerate(lines) if line.zone == "part" and line.group]
    groups = dict(of_parts)
    return [index for index, group in of_parts if groups.get(index - 1) != group]


def _outline_part(lines: Sequence[ZonedLine], contents: frozenset[str], explained: bool) -> Tree:
    length = next((index for index, line in enumerate(lines) if line.zone != "part"), len(lines))
    heading = _part_heading(lines[:length])
    tree = _outline_segment(lines[length:], heading.text, contents, explained)
    return replace(tree, children=(Section(heading, tree.children, lines[0].label),))


def _part_heading(lines: Sequence[ZonedLine]) -> Heading:
    """The printed label (附件1) and title of an inner document."""
    first, last = lines[0].marked.line, lines[-1].marked.line
    labels = [reading for reading in lines[0].marked.readings if reading.family == "annex"]
    annex = max(labels, key=lambda reading: reading.end, default=None)
    mark, offset = None, 0
    if annex is not None and lines[0].label == "attachment":
        offset = annex.end
        text = first.text[:offset]
        mark = Mark(text, extent_of(first, 0, offset), "annex", annex.ordinal, "written", text)
    printed = "".join([first.text, *(line.marked.line.text for line in lines[1:])])
    return Heading(mark, printed[offset:].strip(), Extent(first.start, last.end), printed)


def _outline_segment(lines: Sequence[ZonedLine], title: str, contents: frozenset[str], explained: bool) -> Tree:
    zones = [line.zone for line in lines]
    body: list[MarkedLine | None] = [line.marked if line.zone == "body" else None for line in lines]
    steps = infer_lost(best_path(candidates_of(body)), body)
    members, groups = group_members(steps, body)
    _count_texts(members, zones)
    raise_boxes(groups)
    note_marks(groups)
    note_closings(groups)
    vote(groups, body, title, contents)
    nested = nest(lines, zones, members)
    decisions = (*_decisions(members), *map(_closing, nested.closings)) if explained else ()
    tree = Tree(nested.children, findings=findings(groups), decisions=decisions)
    let_go(groups)
    return tree


def _closing(start: int) -> Decision:
    return Decision(start, "", None, "closes", None, 0, False, "", 0.0)


def _decisions(members: Iterable[Member]) -> tuple[Decision, ...]:
    return tuple(
        Decision(
            member.marked.line.start,
            member.reading.family,
            member.reading.ordinal,
            member.step.relation,
            member.step.last,
            len(member.group.members),
            member.group.is_section,
            member.group.reason,
            member.group.likeness,
        )
        for member in members
    )


def _count_texts(members: Sequence[Member], zones: Sequence[str]) -> None:
    """How many plain lines stand behind each member."""
    end = len(zones)
    for member in reversed(members):
        place = member.step.place
        if end - place > 1:
            member.texts = zones[place + 1 : end].count("body")
        end = place

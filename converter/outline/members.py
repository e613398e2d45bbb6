"""Steps → the lists that they make: members with their siblings and their parent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..flow import Mark, MarkedLine, Reading
from .heading import Shape, shape_of
from .path import Step
from .relations import BOX

FEWEST_RUN_IN = 3
JOINING = frozenset(("continues", "skips", "repeats", "steps-back", "inferred"))


@dataclass(slots=True)
class Member:
    """A line that is a member of a list."""

    step: Step
    reading: Reading
    marked: MarkedLine
    group: Group
    shape: Shape
    offset: int
    """Where the text behind the marker begins, in code points of the line."""
    mark: Mark | None = None
    """Its marker as printed and as read; None for a heading that never had a number."""
    below: tuple[Group, ...] = ()
    """The lists in it; most members have none."""
    texts: int = 0
    """Plain lines between it and the next member of any list."""
    likeness: float = 0.0
    """How much its line looks like a heading: above 0 it does. Reckoned where the vote asks, as the list's is."""
    is_last_of_bare: bool = False
    """True when it has elder siblings, all with lists of their own that no further paragraph closes."""

    @property
    def is_one_paragraph(self) -> bool:
        """True for a run-in heading with nothing but its own line."""
        return self.shape.run_in and not self.texts


@dataclass(slots=True)
class Group:
    """Siblings: the members of one list under one parent."""

    family: str
    depth: int
    parent: Member | None
    members: list[Member] = field(default_factory=list)
    whole: Member | None = None
    """The first with a number printed whole: how the others would be printed."""
    is_section: bool = True
    reason: str = ""
    """Why the vote went so, a row of the evidence."""
    kind_size: int = 0
    """Members of all lists of its family …"""
    kind_longer: int = 0
    """… and how many of them are more than one run-in paragraph."""
    likeness: float = 0.0
    """How much its members look like headings, on the average."""


def group_members(steps: Iterable[Step], lines: Sequence[MarkedLine | None]) -> tuple[list[Member], list[Group]]:
    """Replay `steps` and gather who is a sibling of whom: members in order, groups in order of their first member."""
    members: list[Member] = []
    groups: list[Group] = []
    chain: list[Member] = []
    for step in steps:
        reading, depth = step.reading, step.depth
        marked = lines[step.place]
        if marked is None:
            continue  # for the type checker: a step is always one of a line of the text
        if step.relation in JOINING and depth < len(chain):
            group = chain[depth].group
        else:
            parent = chain[depth - 1] if depth else None
            group = Group(reading.family, depth, parent)
            groups.append(group)
            if parent is not None:
                parent.below += (group,)
        shadow = marked.line.shadow
        text = shadow[reading.end :].lstrip()
        member = Member(step, reading, marked, group, shape_of(text), len(shadow) - len(text))
        members.append(member)
        group.members.append(member)
        if group.whole is None and reading.end and reading.ordinal and not reading.damaged:
            group.whole = member
        del chain[depth:]
        chain.append(member)
    return members, groups


def let_go(groups: Iterable[Group]) -> None:
    """Part members and lists, which hold each other, so that they go at once instead of when the collector comes."""
    for group in groups:
        group.parent = None
        group.members.clear()
        group.whole = None


def raise_boxes(groups: list[Group]) -> None:
    """A box behind a list of run-in paragraphs is not the last one's: it closes the list."""
    for group in groups:
        parent = group.parent
        if group.family != BOX or parent is None or not _is_run_in_list(parent.group):
            continue
        parent.below = tuple([other for other in parent.below if other is not group])
        group.parent = parent.group.parent
        if group.parent is not None:
            group.parent.below += (group,)
        _shift(group)


def _is_run_in_list(group: Group) -> bool:
    return len(group.members) >= FEWEST_RUN_IN and all(m.shape.run_in and not m.texts for m in group.members)


def _shift(group: Group) -> None:
    group.depth -= 1
    for member in group.members:
        for below in member.below:
            _shift(below)

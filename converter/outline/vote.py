"""Section or list item: the siblings of a list vote, for led by a marker does not mean heading."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ..flow import MarkedLine
from ..rules.named import ITEM_HEADS
from .heading import likeness
from .members import Group, Member
from .relations import BOX

ALWAYS = frozenset(("book", "division", "chapter", "section", "article", BOX, "entry-number", "recurring", "named"))
"""Families that no list item uses, where their rank allows."""
FREE = frozenset((BOX, "article", "recurring", "named"))
"""Families that may stand anywhere."""
HOLLOW_RANK = 70
HOLLOW_SHARE = 0.34
"""From this rank on a list is of items where fewer of its members have any text or list below them."""

_ITEM_HEAD = regex.compile("|".join(cue.pattern for cue in ITEM_HEADS))


def vote(groups: list[Group], body: Sequence[MarkedLine | None], title: str) -> None:
    """Decide for each group, deepest first, whether its members are sections or items.

    `title` is the heading of the inner document that they all stand in, or "".
    """
    for group in reversed(groups):
        group.is_section = _is_section(group, body, title) and not _comes_too_late(group, groups)
    for group in groups:
        if group.parent is not None and not group.parent.group.is_section:
            group.is_section = False


def _is_section(group: Group, body: Sequence[MarkedLine | None], title: str) -> bool:
    if group.family in ALWAYS:
        return not _is_out_of_rank(group)
    if _is_announced(group, body, title):
        return False
    if any(below.is_section for member in group.members for below in member.below):
        return True
    return not _is_hollow(group) and _mean_likeness(group) > 0


def _is_out_of_rank(group: Group) -> bool:
    """第一部分 … under 三、 tells of parts, it is none; a box or article may stand anywhere."""
    if group.family in FREE or group.parent is None:
        return False
    return group.parent.reading.rank > group.members[0].reading.rank


def _is_announced(group: Group, body: Sequence[MarkedLine | None], title: str) -> bool:
    """The line above the first member, or the heading around the list, says that notes or terms follow."""
    place = group.members[0].step.place
    above = body[place - 1] if place else None
    if above is not None and _ITEM_HEAD.fullmatch(above.line.shadow):
        return True
    parent = group.parent
    heading = parent.marked.line.shadow[parent.offset :] if parent is not None else title
    return bool(_ITEM_HEAD.fullmatch(heading))


def _comes_too_late(group: Group, groups: list[Group]) -> bool:
    """第一部分 … behind 一、二、三、 at the outermost level: the text tells of parts of something else."""
    if group.parent is not None or group.family not in ALWAYS or group.family in FREE:
        return False
    rank, place = group.members[0].reading.rank, group.members[0].step.place
    return any(
        other.parent is None and other.members[0].step.place < place and other.members[0].reading.rank > rank
        for other in groups
        if len(other.members) > 1 and other.family not in FREE
    )


def _is_hollow(group: Group) -> bool:
    filled = sum(member.shape.run_in or member.texts > 0 or bool(member.below) for member in group.members)
    return group.members[0].reading.rank >= HOLLOW_RANK and filled < HOLLOW_SHARE * len(group.members)


def _mean_likeness(group: Group) -> float:
    return sum(_likeness(member) for member in group.members) / len(group.members)


def _likeness(member: Member) -> float:
    behind = member.marked.line.shadow[member.offset :]
    return likeness(behind, member.shape, member.texts > 0)

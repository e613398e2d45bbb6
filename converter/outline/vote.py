"""Section or list item: the siblings of a list vote, for led by a marker does not mean heading."""

from __future__ import annotations

from .heading import likeness
from .members import Group, Member
from .relations import BOX

ALWAYS = frozenset(("book", "division", "chapter", "section", "article", BOX, "entry-number", "recurring"))
"""Families that no list item uses."""


def vote(groups: list[Group]) -> None:
    """Decide for each group, deepest first, whether its members are sections or items."""
    for group in reversed(groups):
        group.is_section = group.family in ALWAYS or _has_sections_below(group) or _mean_likeness(group) > 0
    for group in groups:
        if group.parent is not None and not group.parent.group.is_section:
            group.is_section = False


def _has_sections_below(group: Group) -> bool:
    return any(below.is_section for member in group.members for below in member.below)


def _mean_likeness(group: Group) -> float:
    return sum(_likeness(member) for member in group.members) / len(group.members)


def _likeness(member: Member) -> float:
    behind = member.marked.line.shadow[member.offset :]
    return likeness(behind, member.shape, member.texts > 0)

"""Section or list item: the siblings of a list vote, for led by a marker does not mean heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..flow import MarkedLine
from ..rules.named import ITEM_HEADS
from .heading import LONGEST_RUN_IN, likeness
from .looks import Looks, has_print, look, looks_of
from .members import Group, Member
from .relations import BOX
from .styled import STYLED

ALWAYS = frozenset(
    ("book", "division", "chapter", "section", "article", BOX, "entry-number", "recurring", "named", "subhead", *STYLED)
)
"""Families that no list item uses, where their rank allows."""
FREE = frozenset((BOX, "article", "recurring", "named", "subhead", *STYLED))
"""Families that may stand anywhere."""
HOLLOW_RANK = 70
HOLLOW_SHARE = 0.34
"""From this rank on a list is of items where fewer of its members have any text or list below them."""

UNLISTED = -2.0

_ITEM_HEAD = re.compile("|".join(cue.pattern for cue in ITEM_HEADS))


def bare(text: str) -> str:
    """What a heading and its entry in the table of contents have in common: no stops, no leaders, no page number."""
    return "".join(filter(str.isalpha, text))


def vote(groups: list[Group], body: Sequence[MarkedLine | None], title: str, contents: frozenset[str]) -> None:
    """Decide for each group, deepest first, whether its members are sections or items, and keep the reason.

    `title` is the heading of the inner document that they all stand in, or ""; `contents` the entries of the
    table of contents, without stops, as `bare` makes them.
    """
    late = _latecomers(groups)
    looks = looks_of(body) if has_print(body) else Looks()
    for group in reversed(groups):
        told = (False, "told-of") if id(group) in late else _verdict(group, body, title)
        group.is_section, group.reason = told or (_mean_likeness(group, contents, looks) > 0, "likeness")
    for group in groups:
        if group.parent is not None and not group.parent.group.is_section:
            group.is_section, group.reason = False, "inside-item"


def _verdict(group: Group, body: Sequence[MarkedLine | None], title: str) -> tuple[bool, str] | None:
    """What the family of a list says of it, or what stands above and below it; None where its own lines must."""
    if group.family in ALWAYS:
        reason = "printed" if group.family in STYLED else "family"
        return (False, "told-of") if _is_out_of_rank(group) else (True, reason)
    if group.parent is not None and group.parent.group.family == "article":
        return False, "of-article"
    if _is_announced(group, body, title):
        return False, "announced"
    if _holds_sections(group):
        return True, "sections-below"
    if _is_hollow(group):
        return False, "hollow"
    return None


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


def _latecomers(groups: list[Group]) -> set[int]:
    """第一部分 … behind 一、二、三、 at the outermost level: the text tells of parts of something else."""
    late: set[int] = set()
    lowest = 0
    for group in groups:
        if group.parent is not None or group.family in FREE:
            continue
        rank = group.members[0].reading.rank
        if group.family in ALWAYS and rank < lowest:
            late.add(id(group))
        if len(group.members) > 1:
            lowest = max(lowest, rank)
    return late


def _holds_sections(group: Group) -> bool:
    for member in group.members:
        for below in member.below:
            if below.is_section:
                return True
    return False


def _is_hollow(group: Group) -> bool:
    if group.members[0].reading.rank < HOLLOW_RANK:
        return False
    filled = [member for member in group.members if member.shape.run_in or member.texts or member.below]
    return len(filled) < HOLLOW_SHARE * len(group.members)


def _mean_likeness(group: Group, contents: frozenset[str], looks: Looks) -> float:
    total = 0.0
    for member in group.members:
        shadow, shape = member.marked.line.shadow, member.shape
        like = likeness(shadow[member.offset :], shape, member.texts > 0)
        # A heading that ends in 。 is in doubt: where there is a table of contents, that decides.
        if contents and shape.stop == "。" and not shape.run_in and bare(shadow) not in contents:
            like += UNLISTED
        if member.marked.line.hints is not None:
            like += _look(member, looks)
        member.likeness = like
        total += like
    group.likeness = total / len(group.members)
    return group.likeness


def _look(member: Member, looks: Looks) -> float:
    """What the markup says, unless the line is too long for any heading."""
    length = member.shape.cut
    if length > LONGEST_RUN_IN:
        return 0.0
    line = member.marked.line
    return look(line, line.shadow[: member.offset + length], looks)

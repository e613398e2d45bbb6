"""A paragraph behind the last sibling of a list → the level that it belongs to.

Nothing is printed when a text returns to a higher level, so the siblings must show it: where each earlier
one is a single run-in paragraph, a further paragraph is not the last one's; where no earlier parent
has a closing paragraph, it is not the last parent's either. Words that open a closing (总之, 对标 …) say it too.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ..rules.closings import CLOSINGS
from .members import Member

FEWEST_SIBLINGS = 3
"""So many siblings make a habit."""

_CUES = tuple((cue.reach, regex.compile(cue.pattern)) for cue in CLOSINGS)


def closing_reach(shadow: str) -> str | None:
    """`document`, `parent`, or None: how far up the first words of a paragraph say that it reaches."""
    return next((reach for reach, pattern in _CUES if pattern.match(shadow)), None)


def closing_depth(chain: Sequence[Member], bound: int, shadow: str) -> int:
    """The depth in `chain` (the open members, outermost first) that a plain line belongs to; -1 is the document.

    `bound` is the depth of the next member: the line stands above it, so it cannot leave the sibling
    before it. At the end of the text it is -1.
    """
    deepest = len(chain) - 1
    if deepest <= bound or not _is_complete(chain[deepest]):
        return deepest
    reach = closing_reach(shadow)
    if reach == "document":
        return bound
    if reach is None and not _is_habit(chain[deepest]):
        return deepest
    depth, lowest = deepest - 1, max(bound, 0)
    while depth > lowest and _closes_bare(chain[depth]):
        depth -= 1
    return max(depth, lowest)


def _is_complete(member: Member) -> bool:
    """It has text of its own already, so that a further paragraph may be somebody else's."""
    return len(member.group.members) > 1 and (member.shape.run_in or member.texts > 0)


def _is_habit(member: Member) -> bool:
    siblings = member.group.members
    return len(siblings) >= FEWEST_SIBLINGS and all(s.shape.run_in and not s.texts for s in siblings if s is not member)


def _closes_bare(member: Member) -> bool:
    """Its elder siblings have lists of their own, and none of them ends in a further paragraph."""
    elder = [sibling for sibling in member.group.members if sibling.step.place < member.step.place]
    return bool(elder) and all(sibling.below and not _last_below(sibling).texts for sibling in elder)


def _last_below(member: Member) -> Member:
    while member.below:
        member = member.below[-1].members[-1]
    return member

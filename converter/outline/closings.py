"""A paragraph behind the last sibling of a list → the level that it belongs to.

Nothing is printed when a text returns to a higher level, so the siblings must show it: where each earlier
one is a single run-in paragraph, a further paragraph is not the last one's; where no earlier parent
has a closing paragraph, it is not the last parent's either. Words that open a closing (总之, 对标 …) say it too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..late import late
from ..rules.closings import CLOSINGS
from .members import Group, Member

FEWEST_MEMBERS = 2
"""A lone heading has no list that could be closed."""
FEWEST_SIBLINGS = 3
"""So many members make a habit."""

_CUES = tuple((cue.reach, late(cue.pattern)) for cue in CLOSINGS)
_ANY = re.compile("|".join(f"(?:{cue.pattern})" for cue in CLOSINGS))
"""Most paragraphs are told by this alone."""


def closing_reach(shadow: str) -> str | None:
    """`document`, `parent`, or None: how far up the first words of a paragraph say that it reaches."""
    if _ANY.match(shadow) is None:
        return None
    return next((reach for reach, pattern in _CUES if pattern.match(shadow)), None)


def closing_depth(chain: Sequence[Member], bound: int, shadow: str) -> int:
    """The place in `chain` (the open members, outermost first) that a plain line belongs to; -1 is the document.

    `bound` is the place of the last one that the next member does not close, its sibling or parent: the line
    stands above that member, so it cannot leave it. At the end of the text it is -1. The deepest member has text
    of its own already, so that a further paragraph may be somebody else's.
    """
    deepest = len(chain) - 1
    if deepest <= bound or len(chain[deepest].group.members) < FEWEST_MEMBERS:
        return deepest
    reach = closing_reach(shadow)
    if reach == "document":
        return bound
    if reach is None and not _is_habit(chain[deepest]):
        return deepest
    depth = deepest - 1
    while depth > bound and depth >= 0 and _closes_bare(chain[depth]):
        depth -= 1
    return max(depth, bound)


def _is_habit(member: Member) -> bool:
    """Each of its siblings, and of the members of such lists elsewhere, is a single run-in paragraph."""
    return member.group.kind_size >= FEWEST_SIBLINGS and member.group.kind_longer == (not member.is_one_paragraph)


def _closes_bare(member: Member) -> bool:
    """Its elder siblings have lists of their own, and none of them ends in a further paragraph."""
    return member.is_last_of_bare


def note_closings(groups: Sequence[Group]) -> None:
    """Note once for each list what `closing_depth` asks again and again."""
    size: Counter[str] = Counter()
    longer: Counter[str] = Counter()
    for group in groups:
        size[group.family] += len(group.members)
        longer[group.family] += len([member for member in group.members if member.texts or not member.shape.run_in])
    for group in groups:
        group.kind_size, group.kind_longer = size[group.family], longer[group.family]
        for elder, member in pairwise(group.members):
            if not elder.below or _last_below(elder).texts:
                break
            member.is_last_of_bare = True


def _last_below(member: Member) -> Member:
    while member.below:
        member = member.below[-1].members[-1]
    return member

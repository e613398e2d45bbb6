"""A caption with the press agency's credit behind it → the caption and the credit, each a line of its own."""

from __future__ import annotations

from ..flow import Extent
from ..late import late

_CREDIT = late("(?<=[^\\s])[\\s\u3000]+(?P<credit>[（(]?(?:新华社|中新社|本报)(?:记者.{1,8})?[发摄供][）)]?)$")
ENDS = ("发", "摄", "供", "）", ")")
"""How every credit ends: a quick look before the slow pattern, which is asked of no other line."""
LONGEST = 80


def without_credit(text: str, start: int, end: int) -> tuple[Extent, ...]:
    """The extents of caption and credit in a line of `LONGEST` characters at most, with such an end; empty without."""
    match = _CREDIT.search(text[start:end])
    if match is None:
        return ()
    return Extent(start, start + match.start()), Extent(start + match.start("credit"), end)

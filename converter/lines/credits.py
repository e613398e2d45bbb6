"""A caption with the press agency's credit behind it → the caption and the credit, each a line of its own."""

from __future__ import annotations

from ..flow import Extent
from ..late import late

_CREDIT = late("(?<=[^\\s])[\\s\u3000]+(?P<credit>[（(]?(?:新华社|中新社|本报)(?:记者.{1,8})?[发摄供][）)]?)$")
_LAST = ("发", "摄", "供", "）", ")")
"""How every credit ends: a quick look before the slow pattern."""
LONGEST = 80


def without_credit(text: str, start: int, end: int) -> tuple[Extent, ...]:
    """The extents of caption and credit in the line of `LONGEST` characters at most; empty for a line without."""
    if not text.endswith(_LAST, start, end):
        return ()
    match = _CREDIT.search(text[start:end])
    if match is None:
        return ()
    return Extent(start, start + match.start()), Extent(start + match.start("credit"), end)

"""A caption with the press agency's credit behind it → the caption and the credit, each a line of its own."""

from __future__ import annotations

import re

from ..flow import Extent

_CREDIT = re.compile("(?<=[^\\s])[\\s\u3000]+(?P<credit>[（(]?(?:新华社|中新社|本报)(?:记者.{1,8})?[发摄供][）)]?)$")
LONGEST = 80


def without_credit(line: str) -> tuple[Extent, ...]:
    """The extents of caption and credit; one extent for a line without."""
    match = _CREDIT.search(line) if len(line) <= LONGEST else None
    if match is None:
        return (Extent(0, len(line)),)
    return Extent(0, match.start()), Extent(match.start("credit"), len(line))

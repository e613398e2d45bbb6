"""Source text → the extents of its physical lines; line ends belong to no line."""

from __future__ import annotations

import re

from ..flow import Extent

# CR LF, LF, CR, vertical tab, form feed, next line, and Unicode's line and paragraph separators.
# What a line end begins with comes first: it is what a search looks for.
_END = re.compile("[\n\r\v\f\x85\u2028\u2029](?:(?<=\r)\n)?")


def longer_line(text: str, limit: int) -> int | None:
    """The number, from 1, of the first line of more than `limit` characters.

    A line that long holds one whole block of half its length; nearly every block has an end of a line close by.
    """
    half = max(limit // 2, 1)
    starts = range(0, len(text) - limit, half)
    if all(_END.search(text, start, start + half) for start in starts):
        return None
    lines = enumerate(physical_lines(text), 1)
    return next((number for number, line in lines if line.end - line.start > limit), None)


def physical_lines(text: str) -> tuple[Extent, ...]:
    """Every line of `text`, empty ones included."""
    extents, start = [], 0
    for found in _END.finditer(text):
        end, behind = found.span()
        extents.append(Extent(start, end))
        start = behind
    if start < len(text):
        extents.append(Extent(start, len(text)))
    return tuple(extents)

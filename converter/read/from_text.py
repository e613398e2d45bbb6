"""Source text → the extents of its physical lines; line ends belong to no line."""

from __future__ import annotations

import re

from ..flow import Extent

# CR LF, LF, CR, vertical tab, form feed, next line, and Unicode's line and paragraph separators.
# What a line end begins with comes first: it is what a search looks for.
_END = re.compile("[\n\r\v\f\x85\u2028\u2029](?:(?<=\r)\n)?")


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

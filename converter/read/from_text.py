"""Source text → the extents of its physical lines; line ends belong to no line."""

from __future__ import annotations

import re

from ..flow import Extent

# CR LF, LF, CR, vertical tab, form feed, next line, and Unicode's line and paragraph separators.
_LINE = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


def physical_lines(text: str) -> tuple[Extent, ...]:
    """Every line of `text`, empty ones included."""
    extents, start = [], 0
    for end_of_line in _LINE.finditer(text):
        extents.append(Extent(start, end_of_line.start()))
        start = end_of_line.end()
    if start < len(text):
        extents.append(Extent(start, len(text)))
    return tuple(extents)

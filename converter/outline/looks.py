"""What the markup of a page says of a line: is it printed as a heading is?"""

from __future__ import annotations

from collections.abc import Iterable

from ..flow import Line, MarkedLine
from ..layout import Hints

HEADING_TAG, BOLD = 1.5, 1.0
"""How much more a line looks like a heading that stands in a heading tag, or in bold print."""
MOST_BOLD = 0.5
"""Where more of the text is bold than this, bold print says nothing."""

_NONE = Hints()


def hints_of(line: Line) -> Hints:
    """Its hints; none for a line of plain text."""
    return line.hints or _NONE


def is_bold_telling(body: Iterable[MarkedLine | None]) -> bool:
    """True where bold print sets a part of the text off from the rest."""
    solid = bold = 0
    for line in body:
        if line is not None and line.line.hints is not None:
            length = solid_length(line.line.shadow)
            solid += length
            bold += min(line.line.hints.bold_lead, length)
    return 0 < bold <= MOST_BOLD * solid


def solid_length(text: str) -> int:
    """Number of characters that are not blank."""
    return len("".join(text.split()))


def look(line: Line, heading: str, *, is_bold_telling: bool) -> float:
    """How much the print of `line`, which begins with `heading`, speaks for a heading; 0 where nothing does.

    `heading` is the printed marker and heading without their stop. A whole line in bold print speaks for it as a bold
    beginning does that ends where the heading ends.
    """
    hints = hints_of(line)
    if hints.heading:
        return HEADING_TAG
    if not is_bold_telling or not hints.bold_lead:
        return 0.0
    beyond = hints.bold_lead - solid_length(heading)
    return BOLD if hints.bold or beyond in (0, 1) else 0.0

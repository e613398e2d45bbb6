"""What the markup of a page says of a line: is it printed as a heading is?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..flow import Line, MarkedLine, hints_of

HEADING_TAG, BOLD, CENTRED, FLUSH = 1.5, 1.0, 1.0, 0.5
"""How much more a line looks like a heading in a heading tag, in bold print, centred, or flush beside indented text."""
MOST_BOLD = 0.5
"""Where more of the text is bold than this, bold print says nothing …"""
MOST_FLUSH = 0.3
"""… and where more of the long lines have no indent, an indent."""
LONG, INDENT = 40, 2
"""Characters of a paragraph, and blanks of its indent (GB/T 9704-2012, 7.3.3)."""


class Looks(NamedTuple):
    """What kinds of print set a part of this text off from the rest."""

    bold: bool = False
    indent: bool = False


def has_print(body: Iterable[MarkedLine | None]) -> bool:
    """False for plain text, of which no markup says anything: all lines of a page have hints, or none."""
    line = next(filter(None, body), None)
    return line is not None and line.line.hints is not None


def looks_of(body: Iterable[MarkedLine | None]) -> Looks:
    """What tells in the lines of `body`; nothing in plain text."""
    lines = [line.line for line in body if line is not None and line.line.hints is not None]
    return Looks(_is_bold_telling(lines), _is_indent_telling(lines))


def _is_bold_telling(lines: Iterable[Line]) -> bool:
    solid = bold = 0
    for line in lines:
        length = solid_length(line.shadow)
        solid += length
        bold += min(hints_of(line).bold_lead, length)
    return 0 < bold <= MOST_BOLD * solid


def _is_indent_telling(lines: Iterable[Line]) -> bool:
    long = [_is_indented(line) for line in lines if len(line.shadow) >= LONG]
    return bool(long) and long.count(False) <= MOST_FLUSH * len(long)


def _is_indented(line: Line) -> bool:
    return hints_of(line).indented or line.indent >= INDENT


def solid_length(text: str) -> int:
    """Number of characters that are not blank."""
    return len("".join(text.split()))


def look(line: Line, heading: str, looks: Looks) -> float:
    """How much the print of `line`, which begins with `heading`, speaks for a heading; 0 where nothing does.

    `heading` is the printed marker and heading without their stop. A whole line in bold print speaks for it as a bold
    beginning does that ends where the heading ends.
    """
    hints = line.hints
    if hints is None:
        return 0.0
    beyond = hints.bold_lead - solid_length(heading)
    is_bold = looks.bold and hints.bold_lead > 0 and (hints.bold or beyond in (0, 1))
    is_flush = looks.indent and not (_is_indented(line) or hints.centred)
    signs = ((hints.heading > 0, HEADING_TAG), (is_bold, BOLD), (hints.centred, CENTRED), (is_flush, FLUSH))
    return max((weight for sign, weight in signs if sign), default=0.0)

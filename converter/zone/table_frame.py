"""What stands around the cells of a table: the caption and the unit above them, the notes below."""

from __future__ import annotations

import re
from dataclasses import replace

from ..flow import MarkedLine, ZonedLine
from ..late import late
from ..rules.tables import CAPTIONS, CONTINUED, NOTES, UNITS

_CAPTION, UNIT, _NOTES = (late("|".join(row.pattern for row in rows)) for rows in (CAPTIONS, UNITS, NOTES))
CONTINUED_CAPTION = late(CONTINUED[0].pattern)
NOTE = late(NOTES[0].pattern)
"""What notes begin with; those behind it may be numbered."""


def label_caption(labels: list[ZonedLine], first: int, group: int) -> None:
    """Set the zone `table` on the unit and the caption above the table whose first line is at `first`.

    续表 is the caption where there is no other.
    """
    above, continued = first - 1, -1
    for label, pattern in (("unit", UNIT), ("continued", CONTINUED_CAPTION), ("caption", None)):
        if above >= 0 and labels[above].zone == "body" and _is_named(labels[above].marked, pattern):
            name = "caption" if label == "continued" else label
            if label == "caption" and continued == above + 1:
                labels[continued] = replace(labels[continued], label="note")
            labels[above] = replace(labels[above], zone="table", label=name, group=group)
            continued = above if label == "continued" else continued
            above -= 1


def _is_named(line: MarkedLine, pattern: re.Pattern[str] | None) -> bool:
    return pattern.fullmatch(line.line.shadow) is not None if pattern else is_caption(line)


def is_caption(line: MarkedLine) -> bool:
    return not line.readings and bool(_CAPTION.fullmatch(line.line.shadow))


def is_note(line: MarkedLine) -> bool:
    """注：… and the like."""
    return NOTE.fullmatch(line.line.shadow) is not None


def is_signed_below(labels: list[ZonedLine], index: int) -> bool:
    """True where an organ and a date stand below a line: they end a document, not a table."""
    if index + 2 >= len(labels) or not (roles := labels[index + 1].marked.roles):
        return False
    return "signature" in roles and "date" in labels[index + 2].marked.roles


def label_notes(labels: list[ZonedLine], last: int, group: int) -> int:
    """注：… behind the cells, and the numbered notes that follow it."""
    pattern = NOTE
    while last < len(labels) and labels[last].zone == "body" and pattern.fullmatch(labels[last].marked.line.shadow):
        labels[last] = replace(labels[last], zone="table", label="note", group=group)
        last, pattern = last + 1, _NOTES
    return last

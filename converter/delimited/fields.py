"""One line of a table → its fields: what parts them, where they stand, what they look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from ..flow import Line
from ..late import late
from ..rules.tables import BLANKS, GROUPS, RULED_LINES, SEPARATORS, VALUES, YEARS

FEWEST_ROWS = 3
FEWEST_FIELDS = {"bar": 2, "tab": 2, "wide-blank": 3, "blank": 3}
"""Blanks are a weaker sign than bars: two columns might be a label and its text."""
LONGEST_FIELD = 40
LOOK_AHEAD = 6
"""The first rows say how many columns there are."""
SHARE_OF_FULL_ROWS = 0.5

ROW, GROUP, RULED, SAID = "row", "group", "ruled", "said"

SEPARATOR = {row.id: late(row.pattern) for row in SEPARATORS}
RULED_LINE, GROUP_LINE = (late(rows[0].pattern) for rows in (RULED_LINES, GROUPS))
RULED_FIRSTS = frozenset(RULED_LINES[0].begins)
"""What a drawn line begins with, and its shadow too."""
_VALUE = late("|".join(f"(?:{row.pattern})" for row in (*VALUES, *BLANKS)))
_YEAR = late(YEARS[0].pattern)
_STOP = late("[。;!?]")


class Field(NamedTuple):
    """A cell: its offsets in the text of the line, and where it stands on a screen."""

    start: int
    end: int
    left: int
    right: int
    shadow: str


Fields = tuple[Field | None, ...]


class RowLine(NamedTuple):
    """What a line is: a row with a field or None a column; a group with one field; a drawn line; 续表."""

    kind: str
    fields: Fields


class Rows(NamedTuple):
    """The lines of one table, from its first."""

    separator: str
    width: int
    lines: tuple[RowLine, ...]
    top: int = 0
    """So many lines at the top add up to one row of headers."""
    refusal: str = ""
    """Why its columns are not certain."""


def split(line: Line, name: str) -> Fields:
    """The fields of one line; None for one that is empty."""
    fields, at = [], 0
    left = line.indent
    for match in SEPARATOR[name].finditer(line.text):
        fields.append(_field(line, at, match.start(), left))
        left += _columns(line.text[at : match.end()])
        at = match.end()
    return (*fields, _field(line, at, len(line.text), left))


def count(line: Line, name: str) -> int:
    """How many fields the line has."""
    return len(SEPARATOR[name].findall(line.text)) + 1


def _field(line: Line, start: int, end: int, left: int) -> Field | None:
    shadow = line.shadow[start:end]
    before, behind = len(shadow) - len(shadow.lstrip()), len(shadow) - len(shadow.rstrip())
    if not shadow.strip():
        return None
    left += _columns(line.text[start : start + before])
    start, end = start + before, end - behind
    return Field(start, end, left, left + _columns(line.text[start:end]), line.shadow[start:end])


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    widths = "".join(map(east_asian_width, text))
    return len(text) + widths.count("W") + widths.count("F")


def are_short(fields: Fields, longest: int) -> bool:
    return all(field is None or (len(field.shadow) <= longest and not _STOP.search(field.shadow)) for field in fields)


def is_figure(shadow: str) -> bool:
    return _VALUE.fullmatch(shadow) is not None and not _YEAR.fullmatch(shadow)


def are_values(fields: Fields) -> bool:
    return all(field is None or _VALUE.fullmatch(field.shadow) or _YEAR.fullmatch(field.shadow) for field in fields)


def usual(counts: Sequence[int], fewest: int) -> int:
    """The number of fields that most lines have, of two equal ones the greater; 0 when it is too small."""
    found = Counter(count for count in counts if count >= fewest)
    return max(found, key=lambda count: (found[count], count)) if found else 0

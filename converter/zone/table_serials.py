"""Flattened tables whose rows are numbered: from 序号 to the last cell of the last row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from statistics import median_low

from ..flow import MarkedLine, ZonedLine
from ..late import late
from ..rules.tables import GROUPS, VALUES
from .rows import STRONG
from .table_frame import is_note, is_signed_below

FEWEST_ROWS = 3
LONGEST_HEADER = 20
MOST_HEADER_LINES = 24
LONGEST_ROW = 16
"""So many lines hold a row at most, where no row has shown how long they are."""
LONGEST_STEP = 60
"""No serial stands farther below the one before it."""
MOST_BETWEEN = 4

_VALUE = late("|".join((*(row.pattern for row in VALUES), "[-—–/√×]")))
"""A value, or what is printed for none."""
_GROUP = late("|".join(row.pattern for row in GROUPS))
_INTEGER = late("[0-9]{1,3}")
_SENTENCE = late(".*[。!?]$")


def shadow_of(label: ZonedLine) -> str:
    return label.marked.line.shadow


def is_value(shadow: str) -> bool:
    return _VALUE.fullmatch(shadow) is not None


def values_of(shadows: Iterable[str]) -> list[bool]:
    """Which of the lines are values."""
    fits = _VALUE.fullmatch
    return [fits(shadow) is not None for shadow in shadows]


def end_of_serial_table(labels: list[ZonedLine], header: int) -> int:
    """Where the table with a 序号 at `header` ends; 0 when no chain of serial numbers follows it."""
    first = _first_serial(labels, header + 1)
    serials: list[int] = []
    number, steps = 0, Counter[int]()
    while first is not None:
        number = _serial_at(labels, first, number) or number
        steps.update([first - serials[-1]] if serials else [])
        serials.append(first)
        first = _next_serial(labels, first, number, steps)
    if len(serials) < FEWEST_ROWS:
        return 0
    length = median_low(list(steps.elements()))
    return _end_of_last_row(labels, serials, length)


def _first_serial(labels: list[ZonedLine], first: int) -> int | None:
    """Where the first serial number stands, with nothing but headers and groups above it."""
    for index in range(first, min(len(labels), first + MOST_HEADER_LINES)):
        if labels[index].zone != "body":
            return None
        if _serial_at(labels, index, 0):
            return index
        if len(shadow_of(labels[index])) > LONGEST_HEADER and not is_group(labels, index):
            return None
    return None


def _next_serial(labels: list[ZonedLine], place: int, number: int, steps: Counter[int]) -> int | None:
    """Where the next serial number stands: of several, the one that makes the row as long as most.

    A group, 续表 and the header printed again may stand between two rows.
    """
    longest = min(max(MOST_BETWEEN + 2 * max(steps, default=0), LONGEST_ROW), LONGEST_STEP)
    found: list[int] = []
    for index in range(place + 1, min(len(labels), place + longest)):
        if labels[index].zone != "body":
            break
        if _serial_at(labels, index, number):
            found.append(index)
    usual = place + steps.most_common(1)[0][0] if steps else None
    behind = (index for index in found if is_group(labels, index - 1))
    return usual if usual in found else next(behind, next(iter(found), None))


def _serial_at(labels: list[ZonedLine], index: int, last: int) -> int | None:
    """The number at `index` when it goes on with the chain; behind a group some may be left out, or counted anew."""
    number = _serial_of(labels[index].marked)
    if number is None:
        return None
    skips = last > 0 and (number > last or number == 1)
    goes_on = number == last + 1 or (skips and is_group(labels, index - 1))
    return number if goes_on and _has_text_below(labels, index) else None


def _serial_of(line: MarkedLine) -> int | None:
    """12, or a marker with nothing behind it."""
    shadow = line.line.shadow
    if _INTEGER.fullmatch(shadow):
        return int(shadow)
    if not line.readings:
        return None
    return next((reading.ordinal for reading in line.readings if reading.end == len(shadow)), None)


def is_group(labels: list[ZonedLine], index: int) -> bool:
    return _GROUP.fullmatch(shadow_of(labels[index])) is not None


def _has_text_below(labels: list[ZonedLine], index: int) -> bool:
    """A serial number stands before the name of its row; a value mostly does not."""
    below = shadow_of(labels[index + 1]) if index + 1 < len(labels) else ""
    return bool(below) and not is_value(below) and not _GROUP.fullmatch(below)


def _end_of_last_row(labels: list[ZonedLine], serials: list[int], length: int) -> int:
    """The last row is as long as most; a sentence that no other row has ends it."""
    inside = range(serials[0], serials[-1])
    sentences = any(_SENTENCE.fullmatch(shadow_of(labels[index])) for index in inside)
    last = serials[-1] + 1
    while last < min(serials[-1] + length, len(labels)) and labels[last].zone == "body":
        if any(reading.family in STRONG for reading in labels[last].marked.readings):
            break
        if (
            is_note(labels[last].marked)
            or is_signed_below(labels, last - 1)
            or (not sentences and _SENTENCE.fullmatch(shadow_of(labels[last])))
        ):
            break
        last += 1
    words = {shadow_of(labels[index]) for index in range(serials[0], last)}
    while last < len(labels) and not is_signed_below(labels, last - 1) and _is_left(labels, last, words):
        last += 1
    return last


def _is_left(labels: list[ZonedLine], index: int, words: set[str]) -> bool:
    """What can only be a cell behind a row that seemed complete: then the rows differ, and the table says so."""
    shadow = shadow_of(labels[index])
    if labels[index].zone != "body":
        return False
    return is_value(shadow) or shadow in words or _goes_on(labels[index - 1].marked, labels[index].marked)


def _goes_on(above: MarkedLine, line: MarkedLine) -> bool:
    """（2） below （1）: a cell of several paragraphs."""
    before = {(reading.family, reading.ordinal) for reading in above.readings}
    return any((reading.family, (reading.ordinal or 0) - 1) in before for reading in line.readings)

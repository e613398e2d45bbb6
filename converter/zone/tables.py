"""Where a table was flattened: to one cell a line, or to lines whose cells are parted by bars, tabs or blanks.

Cells on lines of their own show it in two shapes: a header word and a chain of serial numbers 1, 2, 3 …, whatever
the cells between them hold; or, without serials, a run of short lines without stops and with values among them.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from statistics import median_low

from ..flow import MarkedLine, ZonedLine
from ..late import late
from ..rules.tables import CAPTIONS, COLUMN_NAMES, CONTINUED, UNITS, YEARS
from .rows import STRONG, begins_of_rows, end_of_row_run, end_of_rows
from .table_frame import is_caption, is_note, is_signed_below, label_caption, label_notes
from .table_serials import end_of_serial_table, is_group, is_serial_header, is_value, shadow_of

FEWEST_CELLS = 9
FEWEST_ROWS = 3
LONGEST_CELL = 60
LONGEST_HEADER = 20
LONGEST_CORNER = 4
MOST_UNKNOWN = 6
"""So many pieces of a header may stand before the first known word."""
LINES_OF_NAME = 6
"""A row has so many lines at most before its first value, its own place counted."""
SHARE_OF_VALUES = 0.25
"""At least so many of the lines are values or serials, where a header word stands above them …"""
SHARE_WITHOUT_HEADER = 0.5
"""… and so many where a caption does."""

_UNIT = late("|".join(row.pattern for row in UNITS))
_NUMBERED, _CONTINUED = (late(rows[0].pattern) for rows in (CAPTIONS, CONTINUED))
_HEADER = late("|".join(row.pattern for row in (*COLUMN_NAMES, *YEARS)))
_SERIAL_HEADER = late(next(row.pattern for row in COLUMN_NAMES if row.kind == "serial"))
_STOP = re.compile("[。;!?:](?:(?<!:)|$)")
"""A full stop anywhere, a colon at the end."""


def label_tables(labels: list[ZonedLine]) -> None:
    """Set the zone `table` on the caption, the unit, the cells and the notes of each flattened table.

    A page number or another line of the site does not end a table.
    """
    kept = [index for index, label in enumerate(labels) if label.zone != "noise"]
    document = [labels[index] for index in kept]
    _label_document(document)
    for index, label in zip(kept, document, strict=True):
        labels[index] = label


def _label_document(labels: list[ZonedLine]) -> None:
    _label_cells(labels, _label_rows(labels))


def _label_rows(labels: list[ZonedLine]) -> int:
    """Label the tables of one row a line; returns how many they are."""
    lines = [label.marked.line for label in labels]
    group = end = behind = 0
    for index in begins_of_rows(labels):
        if index < behind:
            continue
        if index >= end:
            end = end_of_row_run(labels, index)
        if last := end_of_rows(lines, index, end):
            group += 1
            behind = _label(labels, index, last, group)
    return group


def _label_cells(labels: list[ZonedLine], group: int) -> None:
    """Label the tables of one cell a line; `group` is the number of the last table."""
    cells = _possible_cells(labels)
    index = 0
    while index < len(labels):
        if not cells[index]:
            index += 1
            continue
        stretch = _end_of_stretch(labels, cells, index)
        if not _may_hold_table(labels, index, stretch):
            index = stretch
            continue
        end = 0
        while index < stretch:
            end = end if index < end else _end_of_run(labels, cells, index)
            first, last = _find_cells(labels, index, end) if labels[index].zone == "body" else (None, index)
            if first is not None:
                group += 1
                last = _label(labels, first, last, group)
            index = max(last, index + 1)


def _find_cells(labels: list[ZonedLine], index: int, last: int) -> tuple[int | None, int]:
    """The table that begins at `index` or in the run of short lines there, and where the search goes on."""
    if is_serial_header(labels, index) and (serial := end_of_serial_table(labels, index)):
        return index, serial
    first = _first_header(labels, index, last)
    if first is None:
        return None, next((place for place in range(index + 1, last) if is_serial_header(labels, place)), last)
    if is_serial_header(labels, first) and (serial := end_of_serial_table(labels, first)):
        return _corner(labels, first), serial
    if not _is_table(labels, first, last):
        return None, last
    return _corner(labels, first), _without_text_behind(labels, first, last)


# ── tables without ────────────────────────────────────────────────────────────────────────────────


def _possible_cells(labels: list[ZonedLine]) -> list[bool]:
    """Which of the lines may be cells; most are prose, which is told by its length."""
    return [
        len(label.marked.line.shadow) <= LONGEST_CELL
        and label.zone == "body"
        and (_may_be_cell(label.marked) or _is_inner_group(labels, index))
        for index, label in enumerate(labels)
    ]


def _end_of_stretch(labels: list[ZonedLine], cells: list[bool], index: int) -> int:
    """Where the possible cells from `index` on end, whatever tables they may belong to."""
    for place in range(index, len(labels)):
        if not cells[place]:
            return place
        if is_signed_below(labels, place):
            return place + 1
    return len(labels)


def _may_hold_table(labels: list[ZonedLine], first: int, last: int) -> bool:
    """Enough lines for a table, or the head of one with serials, which may reach beyond."""
    return last - first >= FEWEST_CELLS or any(is_serial_header(labels, index) for index in range(first, last))


def _end_of_run(labels: list[ZonedLine], cells: list[bool], index: int) -> int:
    """Where the run of possible cells from `index` on ends; a numbered caption begins a run of its own."""
    while not is_signed_below(labels, index):
        if not cells[index]:
            return index
        index += 1
        if index == len(labels) or _begins_table(labels, index):
            return index
    return index + 1


def _is_inner_group(labels: list[ZonedLine], index: int) -> bool:
    """一、城区 between two rows: values stand above it, and below it not prose or a header but a name and its value."""
    if not is_group(labels, index):
        return False
    above = [shadow_of(label) for label in labels[max(0, index - LINES_OF_NAME) : index] if label.zone == "body"]
    if not above or _STOP.search(above[-1]) or not any(map(is_value, above)):
        return False
    below = [shadow_of(label) for label in labels[index + 1 : index + LINES_OF_NAME] if label.zone == "body"]
    value = next((place for place, shadow in enumerate(below) if is_value(shadow)), 0)
    return value > 0 and not any(_HEADER.fullmatch(shadow) or _STOP.search(shadow) for shadow in below[: value - 1])


def _begins_table(labels: list[ZonedLine], index: int) -> bool:
    """A numbered caption, other than 续表, or any caption above 序号."""
    shadow = shadow_of(labels[index])
    if _NUMBERED.fullmatch(shadow):
        return not _CONTINUED.fullmatch(shadow)
    if index + 1 >= len(labels) or _is_corner(labels, index):
        return False
    above_serials = is_serial_header(labels, index + 1) or _is_corner(labels, index + 1)
    return above_serials and is_caption(labels[index].marked)


def _may_be_cell(line: MarkedLine) -> bool:
    """A short line without stops; a marker with nothing behind it is a cell: (一) in the column of numbers."""
    if _STOP.search(line.line.shadow) or is_note(line):
        return False
    if not line.readings:
        return True
    return _is_bare_marker(line) or not any(reading.family in STRONG for reading in line.readings)


def _first_header(labels: list[ZonedLine], first: int, last: int) -> int | None:
    """The run's first header word, or what stands below its caption; above it is a caption or text."""
    if last - first < FEWEST_CELLS:
        return None
    named = next((index for index in range(first, last) if _HEADER.fullmatch(shadow_of(labels[index]))), None)
    if named is not None:
        return _below_caption(labels, first, named)
    below = (index for index in range(first + 1, last) if _is_below_caption(labels, index))
    header = next(below, None)
    if header is None or _share_of_values(labels, header, last) < SHARE_WITHOUT_HEADER:
        return None
    return header


def _is_below_caption(labels: list[ZonedLine], index: int) -> bool:
    return is_caption(labels[index - 1].marked) and not _UNIT.fullmatch(shadow_of(labels[index]))


def _below_caption(labels: list[ZonedLine], first: int, header: int) -> int:
    """What stands between a caption, or a unit, and the first header word is header too."""
    for index in range(header, max(first, header - MOST_UNKNOWN), -1):
        if _UNIT.fullmatch(shadow_of(labels[index - 1])) or is_caption(labels[index - 1].marked):
            return index
        if len(shadow_of(labels[index - 1])) > LONGEST_HEADER or labels[index - 1].marked.readings:
            break
    return header


def _kinds(labels: list[ZonedLine], first: int, last: int) -> list[bool]:
    """Which of the lines are values."""
    return [is_value(shadow_of(labels[index])) for index in range(first, last)]


def _is_table(labels: list[ZonedLine], first: int, last: int) -> bool:
    return last - first >= FEWEST_CELLS and _share_of_values(labels, first, last) >= SHARE_OF_VALUES


def _share_of_values(labels: list[ZonedLine], first: int, last: int) -> float:
    cells = [label.marked for label in labels[first:last]]
    return sum([is_value(cell.line.shadow) or _is_bare_marker(cell) for cell in cells]) / len(cells)


def _is_bare_marker(line: MarkedLine) -> bool:
    if not line.readings:
        return False
    return any(reading.end == len(line.line.shadow) for reading in line.readings)


def _without_text_behind(labels: list[ZonedLine], first: int, last: int) -> int:
    """The end of the run without text behind the last row: longer than between values, in words that do not recur.

    Where the next table follows, there is no such text.
    """
    if last < len(labels) and labels[last].zone == "body" and _begins_table(labels, last):
        return last
    runs = [len(list(group)) for is_value, group in groupby(_kinds(labels, first, last)) if not is_value]
    if len(runs) > FEWEST_ROWS and runs[-1] < median_low(runs[1:-1]):
        return last
    words = Counter(shadow_of(labels[index]) for index in range(first, last))
    for index in range(last - 1, first, -1):
        shadow = shadow_of(labels[index])
        if is_value(shadow) or words[shadow] > 1 or _is_bare_marker(labels[index].marked):
            return index + 1
    return last


# ── what stands around the cells ──────────────────────────────────────────────────────────────────


def _corner(labels: list[ZonedLine], first: int) -> int:
    """Where the header begins whose 编号 stands at `first`."""
    return first - 1 if first and labels[first - 1].zone == "body" and _is_corner(labels, first - 1) else first


def _is_corner(labels: list[ZonedLine], index: int) -> bool:
    """坐标 above 编号 is the upper half of the header."""
    above = labels[index].marked.line.shadow
    if len(above) > LONGEST_CORNER or index + 1 >= len(labels):
        return False
    return _SERIAL_HEADER.fullmatch(above + shadow_of(labels[index + 1])) is not None


def _label(labels: list[ZonedLine], first: int, last: int, group: int) -> int:
    """Label the table and what belongs to it; returns where its last line ends."""
    for index in range(first, last):
        labels[index] = ZonedLine(labels[index].marked, "table", "cell", group)
    label_caption(labels, first, group)
    return label_notes(labels, last, group)

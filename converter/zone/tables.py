"""Where a table was flattened to one cell a line.

Two shapes show it: a header word and a chain of serial numbers 1, 2, 3 … on lines of their own, whatever
the cells between them hold; or, without serials, a run of short lines without stops and with numbers among them.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from statistics import median_low

import regex

from ..flow import MarkedLine, ZonedLine

FEWEST_CELLS = 9
FEWEST_ROWS = 3
LONGEST_CELL = 60
LONGEST_HEADER = 20
MOST_HEADER_LINES = 16
LONGEST_ROW = 16
"""So many lines hold a row at most."""
SHARE_OF_VALUES = 0.25
"""At least so many of the lines are numbers or serials."""

_VALUE = regex.compile(
    "[+-]?[0-9][0-9,]*(?:\\.[0-9]+)? ?(?:[%‰]|以上|以内|左右|个百分点|[万亿]?[元人吨户家个项件亩])?"
    "|[<>≥≤〉]=? ?[0-9.]+.{0,3}|[-—–/√×]"
)
_SERIAL_HEADER = regex.compile("序 ?号|编 ?号")
_HEADER = regex.compile(
    "序 ?号|编 ?号|指标(?:名称)?|主要指标|项 ?目(?:名称)?|(?:产品)?名 ?称|(?:计量)?单 ?位|产 ?量|备 ?注|类 ?别"
    "|属 ?性|指标属性|指标值"
    "|责任单位|牵头单位|配合单位|完成时限|目标值?|权 ?重|省 ?\\(市\\)|(?:19|20)[0-9]{2}年.{0,4}"
)
_INTEGER = regex.compile("[0-9]{1,3}")
_STOP = regex.compile("[。;!?]|:$")
_CAPTION = regex.compile(".{0,40}(?:指标|表|一览|名单|清单|情况|产量)(?: ?\\([^()]*\\))?|表 ?[0-9]+.{0,40}")
_UNIT = regex.compile("\\(? ?(?:计量)?单 ?位 ?:.{1,24}\\)?")
_STRONG = frozenset(("book", "division", "chapter", "section", "article", "box", "han-comma", "annex", "paren-han"))


def label_tables(labels: list[ZonedLine]) -> None:
    """Set the zone `table` on the caption, the unit and the cells of each flattened table."""
    index, group = 0, 0
    while index < len(labels):
        first, last = _find(labels, index)
        if first is not None:
            group += 1
            _label(labels, first, last, group)
        index = max(last, index + 1)


def _find(labels: list[ZonedLine], index: int) -> tuple[int | None, int]:
    """The table that begins at `index` or in the run of short lines there, and where the search goes on."""
    if labels[index].zone != "body":
        return None, index
    if _SERIAL_HEADER.fullmatch(_shadow(labels[index])) and (last := _end_of_serial_table(labels, index)):
        return index, last
    last = _end_of_run(labels, index)
    first = _first_header(labels, index, last)
    if first is None:
        return None, index
    serial = _end_of_serial_table(labels, first) if _SERIAL_HEADER.fullmatch(_shadow(labels[first])) else 0
    if serial:
        return first, serial
    return (first, last) if _is_table(labels, first, last) else (None, last)


def _shadow(label: ZonedLine) -> str:
    return label.marked.line.shadow


def _end_of_serial_table(labels: list[ZonedLine], header: int) -> int:
    """Where the table with a 序号 at `header` ends; 0 when no chain of serial numbers follows it."""
    serials: list[int] = []
    index, limit = header + 1, header + MOST_HEADER_LINES
    while index < min(len(labels), limit) and labels[index].zone == "body":
        shadow = _shadow(labels[index])
        if _INTEGER.fullmatch(shadow) and int(shadow) == len(serials) + 1 and _has_text_below(labels, index):
            serials.append(index)
            limit = index + LONGEST_ROW
        elif not serials and len(shadow) > LONGEST_HEADER:
            return 0
        index += 1
    if len(serials) < FEWEST_ROWS:
        return 0
    length = median_low([after - before for before, after in pairwise(serials)])
    return _end_of_last_row(labels, serials[-1], length)


def _has_text_below(labels: list[ZonedLine], index: int) -> bool:
    """A serial number stands before the name of its row; a value mostly does not."""
    below = _shadow(labels[index + 1]) if index + 1 < len(labels) else ""
    return bool(below) and not _VALUE.fullmatch(below)


def _end_of_last_row(labels: list[ZonedLine], serial: int, length: int) -> int:
    last = serial + 1
    while last < min(serial + length, len(labels)) and labels[last].zone == "body":
        if any(reading.family in _STRONG for reading in labels[last].marked.readings):
            break
        last += 1
    return last


def _end_of_run(labels: list[ZonedLine], first: int) -> int:
    last = first
    while last < len(labels) and labels[last].zone == "body" and _may_be_cell(labels[last].marked):
        last += 1
    return last


def _may_be_cell(line: MarkedLine) -> bool:
    shadow = line.line.shadow
    if len(shadow) > LONGEST_CELL or _STOP.search(shadow):
        return False
    # A marker with nothing behind it is a cell: (一) in the column of numbers.
    return _is_bare_marker(line) or not any(reading.family in _STRONG for reading in line.readings)


def _first_header(labels: list[ZonedLine], first: int, last: int) -> int | None:
    """The run's first header word; what stands before it is a caption or text."""
    if last - first < FEWEST_CELLS:
        return None
    return next((index for index in range(first, last) if _HEADER.fullmatch(_shadow(labels[index]))), None)


def _is_table(labels: list[ZonedLine], first: int, last: int) -> bool:
    cells = [labels[index].marked for index in range(first, last)]
    values = sum(bool(_VALUE.fullmatch(cell.line.shadow)) or _is_bare_marker(cell) for cell in cells)
    return len(cells) >= FEWEST_CELLS and values >= SHARE_OF_VALUES * len(cells)


def _is_bare_marker(line: MarkedLine) -> bool:
    return any(reading.end == len(line.line.shadow) for reading in line.readings)


def _label(labels: list[ZonedLine], first: int, last: int, group: int) -> None:
    for index in range(first, last):
        labels[index] = replace(labels[index], zone="table", label="cell", group=group)
    above = first - 1
    if above >= 0 and labels[above].zone == "body" and _UNIT.fullmatch(_shadow(labels[above])):
        labels[above] = replace(labels[above], zone="table", label="unit", group=group)
        above -= 1
    if above >= 0 and labels[above].zone == "body" and _is_caption(labels[above].marked):
        labels[above] = replace(labels[above], zone="table", label="caption", group=group)


def _is_caption(line: MarkedLine) -> bool:
    return not line.readings and bool(_CAPTION.fullmatch(line.line.shadow))

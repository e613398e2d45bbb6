"""Where a table was flattened: to one cell a line, or to lines whose cells are parted by bars, tabs or blanks.

Cells on lines of their own show it in two shapes: a header word and a chain of serial numbers 1, 2, 3 …, whatever
the cells between them hold; or, without serials, a run of short lines without stops and with values among them.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from statistics import median_low

from ..flow import ZonedLine
from .cells import FEWEST_CELLS, HEADER, Cells, is_bare_marker
from .rows import begins_of_rows, end_of_row_run, end_of_rows
from .table_frame import UNIT, is_caption, label_caption, label_notes
from .table_serials import end_of_serial_table, shadow_of, values_of

FEWEST_ROWS = 3
LONGEST_HEADER = 20
MOST_UNKNOWN = 6
"""So many pieces of a header may stand before the first known word."""
SHARE_OF_VALUES = 0.25
"""At least so many of the lines are values or serials, where a header word stands above them …"""
SHARE_WITHOUT_HEADER = 0.5
"""… and so many where a caption does."""


def label_tables(labels: list[ZonedLine], shadows: list[str]) -> None:
    """Set the zone `table` on the caption, the unit, the cells and the notes of each flattened table.

    A page number or another line of the site does not end a table.
    """
    kept = [index for index, label in enumerate(labels) if label.zone != "noise"]
    document = labels
    if len(kept) < len(labels):
        document, shadows = [labels[index] for index in kept], [shadows[index] for index in kept]
    if _label_cells(document, shadows, _label_rows(document, shadows)) and document is not labels:
        for index, label in zip(kept, document, strict=True):
            labels[index] = label


def _label_rows(labels: list[ZonedLine], shadows: list[str]) -> int:
    """Label the tables of one row a line; returns how many they are."""
    lines = [label.marked.line for label in labels]
    group = end = behind = 0
    for index in begins_of_rows(labels, lines, shadows):
        if index < behind:
            continue
        if index >= end:
            end = end_of_row_run(labels, index)
        if end > index and (last := end_of_rows(lines, index, end)):
            group += 1
            behind = _label(labels, index, last, group)
    return group


def _label_cells(labels: list[ZonedLine], shadows: list[str], group: int) -> int:
    """Label the tables of one cell a line; `group` is the number of the last table before and, returned, behind it."""
    cells = Cells(labels, shadows)
    index = 0
    for begin, stretch in cells.stretches():
        index = max(index, begin)
        if not cells.may_hold_table(index, stretch):
            continue
        end = 0
        while index < stretch:
            end = end if index < end else cells.end_of_run(index)
            first, last = _find_cells(cells, index, end) if labels[index].zone == "body" else (None, index)
            if first is not None:
                group += 1
                last = _label(labels, first, last, group)
            index = max(last, index + 1)
    return group


def _find_cells(cells: Cells, index: int, last: int) -> tuple[int | None, int]:
    """The table that begins at `index` or in the run of short lines there, and where the search goes on."""
    if index in cells.serials and (serial := end_of_serial_table(cells.labels, index)):
        return index, serial
    first = _first_header(cells, index, last)
    if first is None:
        return None, cells.next_serial(index + 1, last)
    if first in cells.serials and (serial := end_of_serial_table(cells.labels, first)):
        return _corner(cells, first), serial
    values = values_of(cells.shadows[first:last])
    if last - first < FEWEST_CELLS or _share_of_values(cells.labels, first, values) < SHARE_OF_VALUES:
        return None, last
    return _corner(cells, first), _without_text_behind(cells, first, last, values)


# ── tables without serials ────────────────────────────────────────────────────────────────────────


def _first_header(cells: Cells, first: int, last: int) -> int | None:
    """The run's first header word, or what stands below its caption; above it is a caption or text."""
    if last - first < FEWEST_CELLS:
        return None
    shadows = cells.shadows
    named = next((index for index in range(first, last) if HEADER.fullmatch(shadows[index])), None)
    if named is not None:
        return _below_caption(cells.labels, first, named)
    below = (index for index in range(first + 1, last) if _is_below_caption(cells.labels, index))
    header = next(below, None)
    if header is None:
        return None
    share = _share_of_values(cells.labels, header, values_of(shadows[header:last]))
    return None if share < SHARE_WITHOUT_HEADER else header


def _is_below_caption(labels: list[ZonedLine], index: int) -> bool:
    return is_caption(labels[index - 1].marked) and not UNIT.fullmatch(shadow_of(labels[index]))


def _below_caption(labels: list[ZonedLine], first: int, header: int) -> int:
    """What stands between a caption, or a unit, and the first header word is header too."""
    for index in range(header, max(first, header - MOST_UNKNOWN), -1):
        if UNIT.fullmatch(shadow_of(labels[index - 1])) or is_caption(labels[index - 1].marked):
            return index
        if len(shadow_of(labels[index - 1])) > LONGEST_HEADER or labels[index - 1].marked.readings:
            break
    return header


def _share_of_values(labels: list[ZonedLine], first: int, values: list[bool]) -> float:
    """How many of the lines from `first` on, of which `values` tells whether they are values, are one or a serial."""
    return sum([is_one or is_bare_marker(labels[index].marked) for index, is_one in enumerate(values, first)]) / len(
        values
    )


def _without_text_behind(cells: Cells, first: int, last: int, values: list[bool]) -> int:
    """The end of the run without text behind the last row: longer than between values, in words that do not recur.

    Where the next table follows, there is no such text.
    """
    labels = cells.labels
    if last < len(labels) and labels[last].zone == "body" and cells.begins_table(last):
        return last
    runs = [len(list(group)) for is_one, group in groupby(values) if not is_one]
    if len(runs) > FEWEST_ROWS and runs[-1] < median_low(runs[1:-1]):
        return last
    words = Counter(cells.shadows[first:last])
    for index in range(last - 1, first, -1):
        if values[index - first] or words[cells.shadows[index]] > 1 or is_bare_marker(labels[index].marked):
            return index + 1
    return last


# ── what stands around the cells ──────────────────────────────────────────────────────────────────


def _corner(cells: Cells, first: int) -> int:
    """Where the header begins whose 编号 stands at `first`."""
    return first - 1 if first - 1 in cells.corners and cells.labels[first - 1].zone == "body" else first


def _label(labels: list[ZonedLine], first: int, last: int, group: int) -> int:
    """Label the table and what belongs to it; returns where its last line ends."""
    labels[first:last] = [ZonedLine(label.marked, "table", "cell", group) for label in labels[first:last]]
    label_caption(labels, first, group)
    return label_notes(labels, last, group)

"""Where a table was flattened to one cell a line: runs of short lines without stops, with numbers among them."""

from __future__ import annotations

from dataclasses import replace

import regex

from ..flow import MarkedLine, ZonedLine

FEWEST_CELLS = 9
LONGEST_CELL = 60
SHARE_OF_VALUES = 0.25
"""At least so many of the lines are numbers or serials."""

_VALUE = regex.compile(
    "[+-]?[0-9][0-9,]*(?:\\.[0-9]+)? ?(?:[%‰]|以上|以内|左右|个百分点|[万亿]?[元人吨户家个项件亩])?"
    "|[<>≥≤〉]=? ?[0-9.]+.{0,3}|[-—–/√×]"
)
_HEADER = regex.compile(
    "序号|编号|指标(?:名称)?|主要指标|项目(?:名称)?|名称|单位|备注|类别|属性|指标属性|责任单位|牵头单位|完成时限|目标值?|(?:19|20)[0-9]{2}年"
)
_STOP = regex.compile("[。;!?]|:$")
_CAPTION = regex.compile(".{0,40}(?:指标|表|一览|名单|清单|情况)(?: ?\\([^()]*\\))?|表 ?[0-9]+.{0,40}")
_STRONG = frozenset(("book", "division", "chapter", "section", "article", "box", "han-comma", "annex", "paren-han"))


def label_tables(labels: list[ZonedLine]) -> None:
    """Set the zone `table` on the caption and the cells of each flattened table."""
    index, group = 0, 0
    while index < len(labels):
        last = _end_of_run(labels, index)
        first = _first_header(labels, index, last)
        if first is not None and _is_table(labels, first, last):
            group += 1
            _label(labels, first, last, group)
        index = max(last, index + 1)


def _end_of_run(labels: list[ZonedLine], first: int) -> int:
    last = first
    while last < len(labels) and labels[last].zone == "body" and _may_be_cell(labels[last].marked):
        last += 1
    return last


def _may_be_cell(line: MarkedLine) -> bool:
    shadow = line.line.shadow
    if len(shadow) > LONGEST_CELL or _STOP.search(shadow):
        return False
    return not any(reading.family in _STRONG for reading in line.readings)


def _first_header(labels: list[ZonedLine], first: int, last: int) -> int | None:
    """The run's first header word; what stands before it is a caption or text."""
    if last - first < FEWEST_CELLS:
        return None
    return next((index for index in range(first, last) if _HEADER.fullmatch(labels[index].marked.line.shadow)), None)


def _is_table(labels: list[ZonedLine], first: int, last: int) -> bool:
    cells = [labels[index].marked.line.shadow for index in range(first, last)]
    values = sum(bool(_VALUE.fullmatch(cell)) for cell in cells)
    return len(cells) >= FEWEST_CELLS and values >= SHARE_OF_VALUES * len(cells)


def _label(labels: list[ZonedLine], first: int, last: int, group: int) -> None:
    if first and labels[first - 1].zone == "body" and _is_caption(labels[first - 1].marked):
        labels[first - 1] = replace(labels[first - 1], zone="table", label="caption", group=group)
    for index in range(first, last):
        labels[index] = replace(labels[index], zone="table", label="cell", group=group)


def _is_caption(line: MarkedLine) -> bool:
    return not line.readings and bool(_CAPTION.fullmatch(line.line.shadow))

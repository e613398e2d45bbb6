"""Where lines hold a row of a table each, the cells parted by bars, tabs or blanks: three lines with one separator."""

from __future__ import annotations

import regex

from ..flow import MarkedLine, ZonedLine
from ..rules.tables import BLANKS, RULED_LINES, SEPARATORS, VALUES

FEWEST_ROWS = 3
FEWEST_CELLS = 2
FEWEST_BLANK_CELLS = 3
"""Blanks are a weaker sign than bars: two columns might be a label and its text."""
LONGEST_CELL = 40
MOST_HEADER_LINES = 2

_VALUE = regex.compile("|".join(f"(?:{row.pattern})" for row in (*VALUES, *BLANKS)))
_RULED = regex.compile(RULED_LINES[0].pattern)
_SEPARATORS = tuple((row.id, regex.compile(row.pattern)) for row in SEPARATORS)
_STOP = regex.compile("[。;!?]")
STRONG = frozenset(("book", "division", "chapter", "section", "article", "box", "han-comma", "annex", "paren-han"))
"""Markers of these families are headings, not cells."""


def end_of_rows(labels: list[ZonedLine], first: int) -> int:
    """Where the rows that begin at `first` end, their header with them; 0 when there are none."""
    if not _may_be_row(labels, first):
        return 0
    for name, separator in _SEPARATORS:
        for top in range(MOST_HEADER_LINES + 1):
            last = _end(labels, first, first + top, name, separator)
            if last:
                return last
    return 0


def _end(labels: list[ZonedLine], first: int, body: int, name: str, separator: regex.Pattern[str]) -> int:
    """Where the rows from `body` on end, when the lines from `first` to it add up to one header row."""
    cells = _cells(labels, body, name, separator)
    if not cells or not _is_header(labels, first, body, separator, len(cells)):
        return 0
    last, rows = body, 0
    while last < len(labels) and (following := _cells(labels, last, name, separator)) is not None:
        if following and len(following) != len(cells):
            break
        valued = all(_VALUE.fullmatch(cell) for cell in following[1:])
        if name == "blank" and not valued:
            break
        last, rows = last + 1, rows + bool(following)
    return last if rows >= FEWEST_ROWS else 0


def _is_header(labels: list[ZonedLine], first: int, body: int, separator: regex.Pattern[str], width: int) -> bool:
    """True when the lines above the rows have as many cells together as a row; also when there are none."""
    lines = [labels[index].marked.line for index in range(first, body) if _may_be_row(labels, index)]
    counts = [len(_parted(line.text, line.shadow, separator)) for line in lines]
    return first == body or (len(lines) == body - first and min(counts) >= FEWEST_CELLS and sum(counts) == width)


def _cells(labels: list[ZonedLine], index: int, name: str, separator: regex.Pattern[str]) -> list[str] | None:
    """The shadows of the cells of a line; empty for a ruled line, None for one that is no row."""
    if not _may_be_row(labels, index):
        return None
    line = labels[index].marked.line
    if _RULED.fullmatch(line.text):
        return []
    cells = _parted(line.text, line.shadow, separator)
    if name == "bar" and len(cells) > 1:
        cells = cells[not cells[0] : len(cells) - (not cells[-1])]
    fewest = FEWEST_CELLS if name in ("bar", "tab") else FEWEST_BLANK_CELLS
    return cells if len(cells) >= fewest and all(len(cell) <= LONGEST_CELL for cell in cells) else None


def _parted(text: str, shadow: str, separator: regex.Pattern[str]) -> list[str]:
    cells, at = [], 0
    for match in separator.finditer(text):
        cells.append(shadow[at : match.start()].strip())
        at = match.end()
    return [*cells, shadow[at:].strip()]


def _may_be_row(labels: list[ZonedLine], index: int) -> bool:
    return index < len(labels) and labels[index].zone == "body" and _is_row_like(labels[index].marked)


def _is_row_like(line: MarkedLine) -> bool:
    if _STOP.search(line.line.shadow):
        return False
    return not any(reading.family in STRONG for reading in line.readings)

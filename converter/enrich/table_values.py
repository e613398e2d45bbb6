"""The cells of a table → the same with a typed value, where figure, meaning and unit are certain.

A figure with its own unit speaks for itself. A bare one needs a header that counts or measures, or a unit: in the
bracket of its header or of its row's name, in a column of units, or above the table. All else stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ..flow import Cell, Table, Value
from ..late import late
from ..rules.tables import BEHIND_YEAR, YEARS
from ..rules.values import (
    DOUBTFUL,
    FIGURES,
    IDENTIFIERS,
    OWN_SCALES,
    QUANTITIES,
    ROW_MEASURES,
    UNIT_COLUMNS,
    UNIT_NAMES,
    UNIT_PLACES,
)
from .table_cells import VALUE, any_of, column_kind, is_serial_run, kind_of, name_kind
from .table_header import year_of

_DIGIT = late("[0-9]")
_FIGURES = tuple(late(row.pattern) for row in FIGURES)
_BRACKET, _BEHIND, _ABOVE = (late(row.pattern) for row in UNIT_PLACES)
_UNIT, _UNITS, _IDENTIFIER, _DOUBTFUL = any_of(UNIT_NAMES), any_of(UNIT_COLUMNS), any_of(IDENTIFIERS), any_of(DOUBTFUL)
_QUANTITY, _OWN_SCALE = any_of(QUANTITIES), any_of(OWN_SCALES)
_ROW_MEASURE = any_of((*ROW_MEASURES, *YEARS, *BEHIND_YEAR))
_BEHIND_NAME = late(" ?\\([^()]*\\)(?:\\[[0-9]+\\])?$")
_MEASURED = late("[+−-]?[0-9,]+\\.[0-9]+|[+−-][0-9]+")
"""Numbers that serve to tell things apart have no decimals and no signs."""
_PERCENT = frozenset("%％﹪")
MOST_ROWS = 100
"""The unit of a cell reaches down no more rows."""


class _Column(NamedTuple):
    """What is known of the figures of a column."""

    unit: str | None
    """In its header."""
    counts: bool
    """A bare number in it is a figure."""
    of_row: bool
    """Its figures have the unit of their row."""
    of_table: bool
    """Its figures have the unit of the table."""


def with_values(table: Table) -> Table:
    """`table` with a value in each cell that surely is a figure; headers, groups and cells in doubt have none."""
    below = _figures_below(table)
    columns = _columns(table, below)
    if not columns:
        return table
    units = _row_units(table) if any(column.of_row for column in columns.values()) else {}
    above = _above(table) if any(column.of_table for column in columns.values()) else None
    cells = list(table.cells)
    for number, column in columns.items():
        for place, cell in below[number]:
            if value := _value(cell, column, units.get(cell.row), above):
                cells[place] = replace(cell, value=value)
    return replace(table, cells=tuple(cells))


def _figures_below(table: Table) -> dict[int, list[tuple[int, Cell]]]:
    """The cells of each column that may hold a figure, with their places among all cells."""
    below: dict[int, list[tuple[int, Cell]]] = {}
    for place, cell in enumerate(table.cells):
        if cell.text and cell.col_span == 1 and not (cell.header or cell.ambiguous):
            below.setdefault(cell.col, []).append((place, cell))
    return below


# ── columns ───────────────────────────────────────────────────────────────────────────────────────


def _columns(table: Table, below: dict[int, list[tuple[int, Cell]]]) -> dict[int, _Column]:
    """The columns that may hold figures."""
    headers = _headers(table)
    labels = _label_columns(headers, below)
    columns = {}
    for number, cells in below.items():
        column = _column(headers.get(number, ()), [cell for _, cell in cells], is_label=number in labels)
        if column is not None:
            columns[number] = column
    return columns


def _headers(table: Table) -> dict[int, tuple[Cell, ...]]:
    """The headers over each column, from the lowest up; those printed again further down are left out."""
    first = min((cell.row for cell in table.cells if not cell.header), default=table.num_rows)
    found: dict[int, tuple[Cell, ...]] = {}
    for cell in table.cells:
        if cell.header and cell.row < first and cell.text:
            for column in range(cell.col, cell.col + cell.col_span):
                found[column] = (cell, *found.get(column, ()))
    return found


def _label_columns(headers: dict[int, tuple[Cell, ...]], below: dict[int, list[tuple[int, Cell]]]) -> tuple[int, ...]:
    """The columns that number and name the rows: the first, and the one behind serials."""
    first = [cell.shadow for _, cell in below.get(0, ())]
    return (0, 1) if first and _is_serial(headers.get(0, ()), first) else (0,)


def _is_serial(headers: Sequence[Cell], shadows: Sequence[str]) -> bool:
    named = any(name_kind(_bare(header.shadow)) == "serial" for header in headers)
    return named or is_serial_run(shadows)


def _column(headers: Sequence[Cell], cells: Sequence[Cell], *, is_label: bool) -> _Column | None:
    """What headers and cells say of a column; None when it holds words, serials or codes."""
    name = _bare(headers[0].shadow) if headers else ""
    unit = next((unit for header in headers if (unit := _unit_of(header))), None)
    shadows = [cell.shadow for cell in cells]
    if unit is None and (is_label or _IDENTIFIER.fullmatch(name) or is_serial_run(shadows)):
        return None
    named = name_kind(name)
    if named in ("serial", "closed"):
        return None
    solid = column_kind([cell.kind or kind_of(cell.shadow) for cell in cells], shadows) == VALUE
    measured = solid and any(map(_MEASURED.fullmatch, shadows))
    if named == "text" and not measured:
        return None
    if not (solid and name):
        return _Column(unit, counts=False, of_row=False, of_table=False)
    counts = measured or _QUANTITY.fullmatch(name) is not None or any(map(_is_year, headers))
    of_row = _ROW_MEASURE.fullmatch(name) is not None
    return _Column(unit, counts, of_row, counts and _OWN_SCALE.fullmatch(name) is None)


def _is_year(header: Cell) -> bool:
    return year_of(_bare(header.shadow)) is not None


def _bare(shadow: str) -> str:
    """A header without the bracket behind it."""
    return _BEHIND_NAME.sub("", shadow).replace("\n", "").replace(" ", "")


# ── units ─────────────────────────────────────────────────────────────────────────────────────────


def _unit_of(cell: Cell) -> str | None:
    """The unit in the bracket of a header or of a row's name, as printed."""
    shadow = cell.shadow
    return _known(cell.text, _BRACKET.fullmatch(shadow) if "(" in shadow else _BEHIND.fullmatch(shadow))


def _known(text: str, match: re.Match[str] | None) -> str | None:
    if match is None or not _UNIT.fullmatch(match["unit"]):
        return None
    return text[match.start("unit") : match.end("unit")]


def _above(table: Table) -> str | None:
    """The one unit of the whole table: above it, behind its caption, or in a row of its own."""
    printed = [(line.text, line.shadow) for line in table.above]
    printed += [(cell.text, cell.shadow) for cell in table.cells if "单" in cell.shadow]
    found = ((text, _ABOVE.fullmatch(shadow)) for text, shadow in printed)
    return next((_known(text, match) for text, match in found if match), None)


def _row_units(table: Table) -> dict[int, str]:
    """The unit of each row that has one: in its column of units, or in the bracket behind its name."""
    units: dict[int, set[str]] = {}
    in_column = frozenset(cell.col for cell in table.cells if cell.header and _UNITS.fullmatch(cell.shadow))
    for cell in table.cells:
        if cell.header or cell.ambiguous or not cell.text:
            continue
        whole = cell.text if cell.col in in_column and _UNIT.fullmatch(cell.shadow) else None
        unit = whole or _unit_of(cell)
        if unit is None or (whole is None and _figure(cell.shadow)):
            continue
        for row in range(cell.row, cell.row + min(cell.row_span, MOST_ROWS)):
            units.setdefault(row, set()).add(unit)
    return {row: next(iter(found)) for row, found in units.items() if len(found) == 1}


# ── figures ───────────────────────────────────────────────────────────────────────────────────────


def _figure(shadow: str) -> re.Match[str] | None:
    if _DIGIT.search(shadow) is None:
        return None
    for pattern in _FIGURES:
        if match := pattern.fullmatch(shadow):
            return match
    return None


def _value(cell: Cell, column: _Column, of_row: str | None, above: str | None) -> Value | None:
    """What a cell says in figures, with the unit that they have for certain."""
    match = _figure(cell.shadow)
    if match is None:
        return None
    found = match.groupdict()
    own = cell.text[match.start("unit") : match.end("unit")] if found.get("unit") else None
    unit = own or column.unit or (of_row if column.of_row else None) or (above if column.of_table else None)
    if unit is None and (not column.counts or _is_doubtful(found)):
        return None
    return _typed(found, unit)


def _is_doubtful(found: dict[str, str | None]) -> bool:
    """True when one of its numbers may be no figure."""
    numbers = [part for name in ("number", "low", "high") if (part := found.get(name))]
    return any(map(_DOUBTFUL.fullmatch, numbers))


def _typed(found: dict[str, str | None], unit: str | None) -> Value | None:
    """The value; None for a range that runs down, or whose ends have two units."""
    if number := found.get("number"):
        return Value("percentage" if unit in _PERCENT else "number", _float(number), None, None, unit)
    low, high = _float(found.get("low")), _float(found.get("high"))
    same = found.get("same")
    if (low is not None and high is not None and low >= high) or (same and same != found.get("unit")):
        return None
    return Value("range", None, low, high, unit)


def _float(printed: str | None) -> float | None:
    return float(printed.replace(",", "").replace("−", "-")) if printed else None

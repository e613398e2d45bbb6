"""The lines of a flattened table → one table of origin raw: a single column that keeps them in order."""

from __future__ import annotations

from collections.abc import Sequence

from ..flow import Cell, Extent, Line, Table, ZonedLine


def raw_table(lines: Sequence[ZonedLine]) -> Table:
    """Nothing is claimed about the grid; `lines` of the table are those of its cells."""
    cells = _labelled(lines, "cell")
    caption, unit = ("".join(line.text for line in _labelled(lines, label)) or None for label in ("caption", "unit"))
    rows = tuple(Cell(row, 0, line.text, Extent(line.start, line.end)) for row, line in enumerate(cells))
    return Table(
        Extent(lines[0].marked.line.start, lines[-1].marked.line.end),
        rows,
        len(rows),
        1 if rows else 0,
        "raw",
        caption,
        unit,
        tuple(line.text for line in _labelled(lines, "note")),
        cells,
    )


def _labelled(lines: Sequence[ZonedLine], label: str) -> tuple[Line, ...]:
    return tuple(zoned.marked.line for zoned in lines if zoned.label == label)

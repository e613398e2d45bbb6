"""What stands around the cells of a table: caption and unit above them, notes below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..flow import Line, Table, ZonedLine


def framed(table: Table, lines: Sequence[ZonedLine]) -> Table:
    """`table` with the caption, the unit and the notes among its lines."""
    captions, units, notes = (labelled(lines, label) for label in ("caption", "unit", "note"))
    return replace(
        table,
        caption="".join(line.text for line in captions) or None,
        unit="".join(line.text for line in units) or None,
        notes=tuple(line.text for line in notes),
        above=(*captions, *units),
    )


def labelled(lines: Sequence[ZonedLine], label: str) -> tuple[Line, ...]:
    """The lines that the zone has labelled so."""
    return tuple([zoned.marked.line for zoned in lines if zoned.label == label])

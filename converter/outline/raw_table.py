"""The lines of a flattened table → one table of origin raw, which keeps them in order and has no cells yet."""

from __future__ import annotations

from collections.abc import Sequence

from ..flow import Extent, Table, ZonedLine
from .table_frame import framed, labelled


def raw_table(lines: Sequence[ZonedLine]) -> Table:
    """Nothing is claimed about the grid; `lines` of the table are those of its cells."""
    extent = Extent(lines[0].marked.line.start, lines[-1].marked.line.end)
    return framed(Table(extent, (), 0, 0, "raw", lines=labelled(lines, "cell")), lines)

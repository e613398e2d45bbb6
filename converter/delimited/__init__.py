"""Lines that hold a row of a table each, parted by bars, tabs or blanks → the fields of each line.

A leaf that the room which finds such tables and the room which rebuilds them share, so that they cannot disagree.
Places on a line are columns of a screen, where a Han character takes two.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..flow import Line
from .bars import barred
from .blanks import aligned, valued
from .fields import GROUP, ROW, RULED, SAID, SEPARATOR, Field, Fields, RowLine, Rows
from .tabs import tabbed

__all__ = ["GROUP", "ROW", "RULED", "SAID", "Field", "Fields", "RowLine", "Rows", "read_rows"]

_READERS = (("bar", barred), ("tab", tabbed), ("wide-blank", aligned), ("blank", valued))
"""The surest first."""


def read_rows(lines: Sequence[Line], first: int, last: int) -> Rows | None:
    """The table that begins at `first` and ends before `last`; None where none begins."""
    for name, reader in _READERS:
        # Most lines of a text are told by this alone; only what bars part may begin with a drawn line.
        if name != "bar" and not SEPARATOR[name].search(lines[first].text):
            continue
        if rows := reader(lines, name, first, last):
            return rows
    return None

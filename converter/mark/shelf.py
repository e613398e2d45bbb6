"""Rows of whole-line patterns → the ones that a line fits, with little work for the many lines that fit none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

SHORT = 160
"""Longer lines fit few rows."""


class Row(Protocol):
    """What a shelf asks of a row."""

    @property
    def id(self) -> str: ...
    @property
    def pattern(self) -> str: ...
    @property
    def longest(self) -> int: ...
    @property
    def needs(self) -> str: ...


class _Asked:
    """A row whose patterns are compiled when they are first asked."""

    __slots__ = ("_compiled", "_needs", "longest", "name", "row")

    def __init__(self, row: Row) -> None:
        self.name, self.longest, self.row = row.id, row.longest, row
        self._compiled: re.Pattern[str] | None = None
        self._needs: re.Pattern[str] | None = None

    def takes(self, shadow: str) -> bool:
        """Whether the pattern matches the whole of `shadow`."""
        if self._compiled is None:
            self._compiled = re.compile(self.row.pattern)
            self._needs = re.compile(self.row.needs) if self.row.needs else None
        if len(shadow) > self.longest or (self._needs is not None and self._needs.search(shadow) is None):
            return False
        return self._compiled.fullmatch(shadow) is not None


class Shelf:
    """Compiled rows. One pattern asks for all at once whether any may fit, and only then each is asked."""

    def __init__(self, rows: Iterable[Row]) -> None:
        asked = tuple(map(_Asked, rows))
        self._short = _Board(asked)
        self._long = _Board([row for row in asked if row.longest > SHORT])

    def matching(self, shadow: str) -> tuple[str, ...]:
        """Ids of the rows whose pattern matches the whole of `shadow`, in order."""
        return (self._long if len(shadow) > SHORT else self._short).matching(shadow)


class _Board:
    """Rows that are asked together: the free ones by one match, the others by one search for what they need."""

    __slots__ = ("_free", "_needing", "_needs", "_rows")

    def __init__(self, rows: Sequence[_Asked]) -> None:
        self._rows = tuple(rows)
        self._needing = tuple(row for row in rows if row.row.needs)
        free = "|".join(f"(?:{row.row.pattern})" for row in rows if not row.row.needs)
        self._free = re.compile(free) if free else None
        # Not in groups: of alternatives that begin with a letter each, the engine looks for these letters first.
        self._needs = re.compile("|".join(row.row.needs for row in self._needing)) if self._needing else None

    def matching(self, shadow: str) -> tuple[str, ...]:
        if self._free is not None and self._free.fullmatch(shadow) is not None:
            rows = self._rows
        elif self._needs is not None and self._needs.search(shadow) is not None:
            rows = self._needing
        else:
            return ()
        return tuple([row.name for row in rows if row.takes(shadow)])

"""Rows of whole-line patterns → the ones that a line fits, with little work for the many lines that fit none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

SHORT = 160
"""Longer lines fit few rows, which are asked one by one."""


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


class _Compiled:
    """A row with its pattern and the characters of which a line must have one."""

    __slots__ = ("longest", "name", "needs", "pattern")

    def __init__(self, row: Row) -> None:
        self.name, self.longest = row.id, row.longest
        self.needs = frozenset(row.needs)
        self.pattern = re.compile(row.pattern)


class Shelf:
    """Compiled rows. Those that need no character are first asked all at once, by one pattern."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = tuple(map(_Compiled, rows))
        self._long = tuple(row for row in self._rows if row.longest > SHORT)
        self._needs = frozenset().union(*(row.needs for row in self._rows))
        free = [row.pattern.pattern for row in self._rows if not row.needs]
        self._free = re.compile("|".join(f"(?:{pattern})" for pattern in free)) if free else None

    def matching(self, shadow: str) -> tuple[str, ...]:
        """Ids of the rows whose pattern matches the whole of `shadow`, in order."""
        length = len(shadow)
        chars = self._needs.intersection(shadow)
        rows = self._rows
        if length > SHORT:
            rows = self._long
        elif self._free is None or self._free.fullmatch(shadow) is None:
            if not chars:
                return ()
            rows = tuple(row for row in rows if row.needs)
        return tuple(
            row.name
            for row in rows
            if length <= row.longest
            and not (row.needs and row.needs.isdisjoint(chars))
            and row.pattern.fullmatch(shadow)
        )

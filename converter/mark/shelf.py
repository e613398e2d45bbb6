"""Rows of whole-line patterns → the ones that a line fits, with one search for the many lines that fit none."""

from __future__ import annotations

from collections.abc import Iterable

import regex

SHORT = 160
"""Longer lines fit few rows, which are asked one by one."""


class Shelf:
    """Compiled rows: id, longest line, pattern."""

    def __init__(self, rows: Iterable[tuple[str, int, str]]) -> None:
        self.rows = tuple((name, longest, regex.compile(pattern)) for name, longest, pattern in rows)
        self.for_long = tuple(row for row in self.rows if row[1] > SHORT)
        self.any = regex.compile("|".join(f"(?:{pattern.pattern})" for _, _, pattern in self.rows))

    def matching(self, shadow: str) -> tuple[str, ...]:
        """Ids of the rows whose pattern matches the whole of `shadow`, in order."""
        length = len(shadow)
        if length <= SHORT and self.any.fullmatch(shadow) is None:
            return ()
        rows = self.rows if length <= SHORT else self.for_long
        return tuple(name for name, longest, pattern in rows if length <= longest and pattern.fullmatch(shadow))

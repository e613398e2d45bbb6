"""Rows of the shelf that are tried in one call, instead of one call a row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Generic, TypeVar

from ..late import late

Row = TypeVar("Row")


class OneOf(Generic[Row]):
    """Patterns and what each stands for, in their order: the first that fits counts.

    >>> OneOf([("[0-9]+", "number"), ("[a-z]+", "word")]).row_of("ab")
    'word'
    """

    def __init__(self, rows: Iterable[tuple[str, Row]]) -> None:
        self._given = tuple(rows)
        self.pattern = late("|".join(f"({pattern})" for pattern, _ in self._given))

    @cached_property
    def _rows(self) -> dict[int | None, Row]:
        """What stands for each outer group, by its number."""
        found: dict[int | None, Row] = {}
        group = 1
        for pattern, row in self._given:
            found[group] = row
            group += 1 + re.compile(pattern).groups
        return found

    def row_of(self, text: str) -> Row | None:
        """What the whole of `text` is; None where no pattern fits."""
        match = self.pattern.fullmatch(text)
        return self._rows[match.lastindex] if match else None

    def taken(self, match: re.Match[str]) -> Row:
        """The row of a match: its group is the outer one, so it closes last."""
        return self._rows[match.lastindex]

    def inner(self, match: re.Match[str]) -> str:
        """What the first group of the row's own pattern holds."""
        return match[(match.lastindex or 0) + 1]

"""Rows by the first character of the lines that they may fit: of most rows a line is told by that alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Row = TypeVar("Row")


class ByFirst(Generic[Row]):
    """Rows in their order, each with the characters that its lines begin with, or "" where these are many.

    >>> rows = ByFirst([("ab", "first"), ("", "second")])
    >>> rows.of("a"), rows.of("c")
    (('first', 'second'), ('second',))
    """

    __slots__ = ("_given", "_known", "_others")

    def __init__(self, rows: Iterable[tuple[str, Row]]) -> None:
        self._given = tuple(rows)
        self._known: dict[str, tuple[Row, ...] | None] = dict.fromkeys("".join(begins for begins, _ in self._given))
        self._others = self._beginning_with("")

    def of(self, first: str) -> tuple[Row, ...]:
        """The rows that a line with this first character may fit; "" is that of an empty line."""
        known = self._known.get(first, self._others)
        if known is None:
            known = self._known[first] = self._beginning_with(first)
        return known

    def _beginning_with(self, first: str) -> tuple[Row, ...]:
        return tuple([row for begins, row in self._given if not begins or (first and first in begins)])

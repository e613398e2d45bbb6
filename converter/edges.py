"""Rows by the first and the last character of the lines that they may fit: most rows a line is told by these alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Row = TypeVar("Row")


class ByEdges(Generic[Row]):
    """Rows in their order, each with the characters that its lines begin and end with, or "" where these are many.

    >>> rows = ByEdges([("ab", "", "first"), ("", ":", "second"), ("", "", "third")])
    >>> rows.of("a", "。"), rows.of("c", ":")
    (('first', 'third'), ('second', 'third'))
    """

    __slots__ = ("_firsts", "_given", "_known", "_lasts")

    def __init__(self, rows: Iterable[tuple[str, str, Row]]) -> None:
        self._given = tuple(rows)
        self._firsts = frozenset("".join(begins for begins, _, _ in self._given))
        self._lasts = frozenset("".join(ends for _, ends, _ in self._given))
        self._known: dict[tuple[str, str], tuple[Row, ...]] = {}

    def of(self, first: str, last: str = "") -> tuple[Row, ...]:
        """The rows that a line with these characters at its ends may fit; "" stands for any that no row names."""
        edges = first if first in self._firsts else "", last if last in self._lasts else ""
        rows = self._known.get(edges)
        if rows is None:
            rows = self._known[edges] = self._between(*edges)
        return rows

    def _between(self, first: str, last: str) -> tuple[Row, ...]:
        return tuple(
            [
                row
                for begins, ends, row in self._given
                if (not begins or (first and first in begins)) and (not ends or (last and last in ends))
            ]
        )

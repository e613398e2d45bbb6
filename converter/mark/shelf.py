"""The shadow of a line → the rows of roles and noise that it fits as a whole, with little work where it fits none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ..late import late
from ..rules.noise import NOISE_RULES
from ..rules.roles import ROLES
from ..rules.rows import NoiseRule, RoleRule

SHORT = 160
"""Longer lines fit few rows."""
NOTHING = "(?!)"
"""Matches nowhere."""

Row = RoleRule | NoiseRule


class _Asked(NamedTuple):
    """A row with its patterns, which are compiled when they are first asked."""

    row: Row
    longest: int
    needs: re.Pattern[str] | None
    pattern: re.Pattern[str]


_Two = tuple[tuple[_Asked, ...], tuple[_Asked, ...]]


def _asked(row: Row) -> _Asked:
    return _Asked(row, row.longest, late(row.needs) if row.needs else None, late(row.pattern))


class _Board:
    """Rows that are asked together: by the first character of a line, and those with needs by one search for all."""

    __slots__ = ("_known", "_others", "_rows", "needs")

    def __init__(self, rows: Iterable[_Asked]) -> None:
        self._rows = tuple(rows)
        # Not in groups: of alternatives that begin with a letter each, the engine looks for these letters first.
        self.needs = late("|".join(asked.row.needs for asked in self._rows if asked.needs) or NOTHING)
        firsts = "".join(asked.row.begins for asked in self._rows)
        self._known: dict[str, _Two | None] = dict.fromkeys(firsts)
        self._others = self._beginning("")

    def rows_for(self, first: str) -> _Two:
        """The rows that a line with this first character may fit: those without needs, and all."""
        known = self._known.get(first, self._others)
        if known is None:
            known = self._known[first] = self._beginning(first)
        return known

    def _beginning(self, first: str) -> _Two:
        rows = [asked for asked in self._rows if not asked.row.begins or (first and first in asked.row.begins)]
        return tuple([asked for asked in rows if asked.needs is None]), tuple(rows)


class Shelf:
    """The rows, compiled when they are asked; of a line only those are that it may fit."""

    __slots__ = ("_long", "_short")

    def __init__(self, rows: Iterable[Row]) -> None:
        asked = tuple(map(_asked, rows))
        self._short = _Board(asked)
        self._long = _Board(row for row in asked if row.longest > SHORT)

    def matching(self, shadow: str) -> tuple[Row, ...]:
        """The rows whose pattern matches the whole of `shadow`, in order."""
        length = len(shadow)
        board = self._long if length > SHORT else self._short
        free, every = board.rows_for(shadow[:1])
        return tuple(
            [
                row
                for row, longest, needs, pattern in (free if board.needs.search(shadow) is None else every)
                if length <= longest
                and (needs is None or needs.search(shadow) is not None)
                and pattern.fullmatch(shadow) is not None
            ]
        )


@lru_cache(maxsize=8)
def shelf_with(own: tuple[NoiseRule, ...] = ()) -> Shelf:
    """All roles and noise rules, the user's own before those of ours; the last few shelves are kept."""
    # A rule of one's own takes the place of the one that it is named after.
    noise = {rule.id: rule for rule in (*own, *NOISE_RULES)} | {rule.id: rule for rule in own}
    return Shelf((*ROLES, *noise.values()))

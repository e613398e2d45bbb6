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


def _asked(row: Row) -> _Asked:
    return _Asked(row, row.longest, late(row.needs) if row.needs else None, late(row.pattern))


class _Board(NamedTuple):
    """Rows that are asked together: the free ones by one match, the others by one search for what they need."""

    free: re.Pattern[str]
    needs: re.Pattern[str]
    rows: tuple[_Asked, ...]
    without_needs: tuple[_Asked, ...]
    needing: tuple[_Asked, ...]


def _board(rows: Iterable[_Asked]) -> _Board:
    rows = tuple(rows)
    needing = tuple(asked for asked in rows if asked.row.needs)
    without = tuple(asked for asked in rows if not asked.row.needs)
    free = "|".join(f"(?:{asked.row.pattern})" for asked in without)
    # Not in groups: of alternatives that begin with a letter each, the engine looks for these letters first.
    needs = "|".join(asked.row.needs for asked in needing)
    return _Board(re.compile(free or NOTHING), re.compile(needs or NOTHING), rows, without, needing)


class Shelf:
    """Compiled rows. One pattern asks for all at once whether any may fit, and only then each is asked."""

    __slots__ = ("_long", "_short")

    def __init__(self, rows: Iterable[Row]) -> None:
        asked = tuple(map(_asked, rows))
        self._short = _board(asked)
        self._long = _board(row for row in asked if row.row.longest > SHORT)

    def matching(self, shadow: str) -> tuple[Row, ...]:
        """The rows whose pattern matches the whole of `shadow`, in order."""
        free, needs, rows, without, needing = self._long if len(shadow) > SHORT else self._short
        if needs.search(shadow) is None:
            if free.fullmatch(shadow) is None:
                return ()
            rows = without
        elif free.fullmatch(shadow) is None:
            rows = needing
        length = len(shadow)
        return tuple(
            [
                row
                for row, longest, needs, pattern in rows
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

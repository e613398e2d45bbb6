"""The shadow of a line → the rows of roles and noise that it fits as a whole, with little work where it fits none."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..edges import ByEdges
from ..late import late
from ..rules.noise import NOISE_RULES
from ..rules.roles import ROLES
from ..rules.rows import NoiseRule, RoleRule

BANDS = (10, 40, 160)
"""Rows are asked of lines up to one of these lengths together; longer ones fit few rows."""
NOTHING = "(?!)"
"""Matches nowhere."""

Row = RoleRule | NoiseRule


class _Asked(NamedTuple):
    """A row with its patterns, which are compiled when they are first asked."""

    row: Row
    shortest: int
    longest: int
    needs: re.Pattern[str] | None
    pattern: re.Pattern[str]


def _asked(row: Row) -> _Asked:
    return _Asked(row, row.shortest, row.longest, late(row.needs) if row.needs else None, late(row.pattern))


def _is_sought(asked: _Asked) -> bool:
    """Whether only what a row needs tells that a line may fit it, and not how the line begins or ends."""
    return asked.needs is not None and not (asked.row.begins or asked.row.ends)


def _sought(rows: Iterable[_Asked]) -> re.Pattern[str]:
    """What is found in a line that one of the rows fits of which only this tells."""
    # Not in groups: of alternatives that begin with a letter each, the engine looks for these letters first.
    return late("|".join(dict.fromkeys(asked.row.needs for asked in rows if _is_sought(asked))) or NOTHING)


def _by_edges(rows: Iterable[_Asked]) -> ByEdges[_Asked]:
    return ByEdges([(asked.row.begins, asked.row.ends, asked) for asked in rows])


class _Board:
    """Rows that are asked together: one search tells whether a line may fit more than its ends tell of."""

    __slots__ = ("every", "free", "letter", "needs")

    def __init__(self, rows: Iterable[_Asked]) -> None:
        rows = tuple(rows)
        self.needs = _sought(rows)
        self.every = _by_edges(rows)
        self.free = _by_edges(asked for asked in rows if not _is_sought(asked))
        self.letter = _by_edges(asked for asked in rows if not (_is_sought(asked) and isinstance(asked.row, NoiseRule)))
        """Without the site's rows that are sought: most lines in which something is found are the letter's own."""


class Shelf:
    """The rows, compiled when they are asked; a line is asked about those alone that it may fit."""

    __slots__ = ("_boards", "_site")

    def __init__(self, rows: Iterable[Row]) -> None:
        asked = tuple(map(_asked, rows))
        bounds = pairwise((0, *BANDS, sys.maxsize))
        self._boards = [
            _Board(row for row in asked if row.longest > shorter and row.shortest <= longest)
            for shorter, longest in bounds
        ]
        self._site = _sought(row for row in asked if isinstance(row.row, NoiseRule))

    def matching(self, shadow: str) -> tuple[Row, ...]:
        """The rows whose pattern matches the whole of `shadow`, in order; none for an empty one, which is no line."""
        return self.fitting((shadow,))[0] if shadow else ()

    def fitting(self, shadows: Iterable[str]) -> list[tuple[Row, ...]]:
        """The same of each of many lines, of which none is empty."""
        boards, found = self._boards, []
        for shadow in shadows:
            board = boards[bisect_left(BANDS, len(shadow))]
            asked = board.free
            if board.needs.search(shadow) is not None:
                asked = board.letter if self._site.search(shadow) is None else board.every
            rows = asked.of(shadow[0], shadow[-1])
            found.append(_fitting(rows, shadow) if rows else ())
        return found


def _fitting(rows: tuple[_Asked, ...], shadow: str) -> tuple[Row, ...]:
    length = len(shadow)
    return tuple(
        [
            row
            for row, shortest, longest, needs, pattern in rows
            if shortest <= length <= longest
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

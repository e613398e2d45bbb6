"""What the cells of a table look like: the kind of a cell, and the kind of a column of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..flow import Extent
from ..rules.rows import CellPattern, ColumnName
from ..rules.tables import BLANKS, COLUMN_NAMES, GROUPS, VALUES, YEARS

VALUE, DASH, MIXED, TEXT = "value", "dash", "mixed", "text"
SERIAL, CLOSED, ANY = "serial", "closed", "any"
LONGEST_MIXED = 20
LONGEST_TERM = 12
FEWEST_SERIALS = 3
SHARE_OF_EXCEPTIONS = 0.1
"""So many cells of a column may be of another kind."""


class Piece(NamedTuple):
    """A cell, or a piece of one, as it is printed."""

    text: str
    shadow: str
    extent: Extent


class Refusal(NamedTuple):
    """Why no grid is claimed."""

    reason: str


def any_of(rows: Sequence[CellPattern | ColumnName]) -> re.Pattern[str]:
    """One pattern for all rows."""
    return re.compile("|".join(f"(?:{row.pattern})" for row in rows))


_VALUE, _DASH, _YEAR, _GROUP = any_of(VALUES), any_of(BLANKS), any_of(YEARS[:1]), any_of(GROUPS)
_DIGIT = re.compile("[0-9]")
_NAMES = tuple((name.kind, re.compile(name.pattern)) for name in COLUMN_NAMES)


def kind_of(shadow: str) -> str:
    """The kind of one cell; what holds digits among words may be a value or a name."""
    if _DASH.fullmatch(shadow):
        return DASH
    if _VALUE.fullmatch(shadow):
        return VALUE
    return MIXED if len(shadow) <= LONGEST_MIXED and _DIGIT.search(shadow) else TEXT


def is_year(shadow: str) -> bool:
    return _YEAR.fullmatch(shadow) is not None


def is_group(shadow: str) -> bool:
    return _GROUP.fullmatch(shadow) is not None


def is_serial_run(shadows: Sequence[str]) -> bool:
    """1, 2, 3 … from top to bottom."""
    return len(shadows) >= FEWEST_SERIALS and all(shadow == str(number) for number, shadow in enumerate(shadows, 1))


def name_kind(shadow: str) -> str | None:
    """The kind of column that a known header stands over; None for other words."""
    return next((kind for kind, pattern in _NAMES if pattern.fullmatch(shadow)), None)


def column_kind(shadows: Sequence[str]) -> str:
    """The kind of a column; `any` when its cells have nothing in common."""
    kinds = [kind_of(shadow) for shadow in shadows]
    spare = int(len(kinds) * SHARE_OF_EXCEPTIONS)
    values, texts = kinds.count(VALUE), kinds.count(TEXT)
    if values > kinds.count(MIXED) and texts <= spare:
        return VALUE
    if values > spare or not texts:
        return ANY
    return CLOSED if _is_closed(shadows) else TEXT


def _is_closed(shadows: Sequence[str]) -> bool:
    """Few short terms that come back: 约束性, 预期性."""
    terms = set(shadows)
    return len(terms) * 2 <= len(shadows) and max(map(len, terms)) <= LONGEST_TERM


def fits(shadow: str, kind: str, terms: frozenset[str]) -> bool:
    """True when a cell may stand in a column of this kind; `terms` are those of a closed column."""
    own = kind_of(shadow)
    match kind:
        case "value":
            return own != TEXT
        case "text":
            return own != VALUE
        case "closed":
            # Few rows show few of the terms, so a short text may be another.
            return shadow in terms or (own == TEXT and len(shadow) <= LONGEST_TERM)
        case _:
            return True

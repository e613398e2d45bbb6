"""What the cells of a table look like: the kind of a cell, and the kind of a column of cells."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from ..flow import Extent, record
from ..late import late
from ..rules.rows import CellPattern, ColumnName
from ..rules.tables import BLANKS, COLUMN_NAMES, GROUPS, VALUES, YEARS
from .one_of import OneOf

VALUE, DASH, MIXED, TEXT = "value", "dash", "mixed", "text"
SERIAL, CLOSED, ANY = "serial", "closed", "any"
LONGEST_MIXED = 20
LONGEST_TERM = 12
FEWEST_SERIALS = 3
SHARE_OF_EXCEPTIONS = 0.1
"""So many cells of a column may be of another kind."""


@record
class Piece:
    """A cell, or a piece of one, as it is printed."""

    text: str
    shadow: str
    extent: Extent
    kind: str
    """What `kind_of` says of its shadow: asked once, for many grids are tried on the same pieces."""


class Refusal(NamedTuple):
    """Why no grid is claimed."""

    reason: str


def any_of(rows: Sequence[CellPattern | ColumnName]) -> re.Pattern[str]:
    """One pattern for all rows."""
    return late("|".join(f"(?:{row.pattern})" for row in rows))


_KINDS = OneOf([(row.pattern, DASH) for row in BLANKS] + [(row.pattern, VALUE) for row in VALUES])
_NAMES = OneOf([(name.pattern, name.kind) for name in COLUMN_NAMES])
_YEAR, _GROUP = any_of(YEARS[:1]), any_of(GROUPS)
_DIGIT = late("[0-9]")


def piece_of(text: str, shadow: str, extent: Extent) -> Piece:
    return Piece(text, shadow, extent, kind_of(shadow))


def kind_of(shadow: str) -> str:
    """The kind of one cell; what holds digits among words may be a value or a name."""
    if kind := _KINDS.row_of(shadow):
        return kind
    return MIXED if len(shadow) <= LONGEST_MIXED and _DIGIT.search(shadow) else TEXT


def is_year(shadow: str) -> bool:
    return _YEAR.fullmatch(shadow) is not None


def is_group(shadow: str) -> bool:
    return _GROUP.fullmatch(shadow) is not None


def groups_in(shadows: Sequence[str]) -> list[int]:
    """Where the groups stand, from the second place on."""
    is_one = _GROUP.fullmatch
    return [place for place, shadow in enumerate(shadows) if place and is_one(shadow)]


def is_serial_run(shadows: Sequence[str]) -> bool:
    """1, 2, 3 … from top to bottom."""
    return len(shadows) >= FEWEST_SERIALS and all(shadow == str(number) for number, shadow in enumerate(shadows, 1))


def name_kind(shadow: str) -> str | None:
    """The kind of column that a known header stands over; None for other words."""
    return _NAMES.row_of(shadow)


def column_kind(kinds: Sequence[str], shadows: Sequence[str]) -> str:
    """The kind of a column from the kinds of its cells; `any` when they have nothing in common."""
    spare = int(len(kinds) * SHARE_OF_EXCEPTIONS)
    values, texts = kinds.count(VALUE), kinds.count(TEXT)
    if values > kinds.count(MIXED) and texts <= spare:
        return VALUE
    if values > spare or not texts:
        return ANY
    return CLOSED if _is_closed(shadows) else TEXT


def kind_of_pieces(column: Sequence[Piece]) -> str:
    return column_kind([piece.kind for piece in column], [piece.shadow for piece in column])


def _is_closed(shadows: Sequence[str]) -> bool:
    """Few short terms that come back: 约束性, 预期性."""
    terms = set(shadows)
    return len(terms) * 2 <= len(shadows) and max(map(len, terms)) <= LONGEST_TERM


def fits(piece: Piece, kind: str, terms: Container[str]) -> bool:
    """True when a cell may stand in a column of this kind; `terms` are those of a closed column."""
    match kind:
        case "value":
            return piece.kind != TEXT
        case "text":
            return piece.kind != VALUE
        case "closed":
            # Few rows show few of the terms, so a short text may be another.
            return piece.shadow in terms or (piece.kind == TEXT and len(piece.shadow) <= LONGEST_TERM)
        case _:
            return True

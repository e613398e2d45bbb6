"""The pieces above the first row → one header a column, or a refusal.

A broken header is joined only on evidence: a bracket, a year with its noun, a serial name in two pieces, or a unit
that all the other headers carry. Pieces that are then more or fewer than the columns are not guessed at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..flow import Extent
from ..late import late
from ..rules.tables import ABOVE_YEARS, BEHIND_YEAR, OPEN_COLUMNS, YEARS
from ..rules.values import UNIT_NAMES
from .table_cells import ANY, CLOSED, DASH, SERIAL, TEXT, VALUE, Piece, Refusal, any_of, is_year, name_kind, piece_of

LONGEST_HEADER = 40
FEWEST_UNITS = 2
FEWEST_YEARS = 2

_YEAR_HEAD, _BEHIND_YEAR, _OPEN = any_of(YEARS), any_of(BEHIND_YEAR), any_of(OPEN_COLUMNS)
_UNIT_ALONE = late(f"\\((?:{UNIT_NAMES[0].pattern})\\)")
_ABOVE_YEARS = any_of(ABOVE_YEARS)
_CLASHES = {
    ("serial", VALUE),
    ("serial", TEXT),
    ("serial", CLOSED),
    ("text", VALUE),
    ("text", SERIAL),
    ("closed", VALUE),
    ("closed", SERIAL),
    ("value", SERIAL),
}
"""Kinds of header that do not stand over a column of that kind."""


class Header(NamedTuple):
    """One piece a column; below the last of `columns`, the years of a header of two rows."""

    columns: tuple[Piece, ...]
    years: tuple[Piece, ...] = ()

    @property
    def width(self) -> int:
        return len(self.columns) - 1 + len(self.years) if self.years else len(self.columns)

    def name(self, column: int) -> str:
        """The lowest header of a column."""
        first = len(self.columns) - 1
        return self.years[column - first].shadow if self.years and column >= first else self.columns[column].shadow


def header_of(pieces: Sequence[Piece], kinds: Sequence[str]) -> Header | Refusal:
    """The header over columns of these kinds; it may have one more, for a column that is empty throughout."""
    if any(piece.kind == VALUE and not is_year(piece.shadow) for piece in pieces):
        return Refusal("a value stands among the column headers")
    joined = _joined(pieces, len(kinds))
    found = _counted(joined, kinds)
    if found is None:
        return Refusal("the column headers cannot be told apart")
    if any(_clashes(found.name(index), kind) for index, kind in enumerate(kinds)):
        return Refusal("a column header does not fit the cells below it")
    return found


def is_open(header: str) -> bool:
    """备注: a column that may be empty in any row."""
    return _OPEN.fullmatch(header) is not None


def year_of(header: str) -> int | None:
    """The year that a header names."""
    return int(header[:4]) if _YEAR_HEAD.fullmatch(header) else None


def _counted(pieces: Sequence[Piece], kinds: Sequence[str]) -> Header | None:
    """The header, when there are as many pieces as columns."""
    if any(len(piece.shadow) > LONGEST_HEADER for piece in pieces):
        return None
    if len(pieces) == len(kinds) or _ends_empty(pieces, kinds):
        return Header(tuple(pieces))
    years = _years_at_the_end(pieces)
    if len(pieces) != len(kinds) + 1 or years < FEWEST_YEARS or len(pieces) <= years + 1:
        return None
    if not _ABOVE_YEARS.fullmatch(pieces[-1 - years].shadow):
        return None
    return Header(tuple(pieces[:-years]), tuple(pieces[-years:]))


def _ends_empty(pieces: Sequence[Piece], kinds: Sequence[str]) -> bool:
    """备注 stands behind the header of the last column that has cells, and nothing is printed below it."""
    if len(pieces) != len(kinds) + 1 or not is_open(pieces[-1].shadow):
        return False
    return kinds[-1] in (VALUE, ANY) or name_kind(pieces[-2].shadow) in ("text", "closed")


def _years_at_the_end(pieces: Sequence[Piece]) -> int:
    """How many pieces at the end are years, one after the other in time."""
    count = 0
    while count < len(pieces) and is_year(pieces[-1 - count].shadow):
        if count and pieces[-1 - count].shadow[:4] >= pieces[-count].shadow[:4]:
            break
        count += 1
    return count


def _clashes(name: str, kind: str) -> bool:
    if _YEAR_HEAD.fullmatch(name):
        return kind in (TEXT, CLOSED, SERIAL)
    return (name_kind(name), kind) in _CLASHES or (kind == SERIAL and name_kind(name) != "serial")


def _joined(pieces: Sequence[Piece], count: int) -> list[Piece]:
    """The pieces with those joined that belong together."""
    joined = _join(pieces, _is_unit_of)
    joined = _join(joined, _is_noun_of)
    if len(joined) > count:
        joined = _join(joined, _is_serial_of)
    if len(joined) > count:
        with_units = _with_units(joined)
        joined = with_units if len(with_units) == count else joined
    return joined


def _with_units(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with 占全部 joined to 出口比重（%）below it, where it comes back above another unit."""
    above = Counter(one.shadow for one, below in pairwise(pieces) if _lacks_unit(one, below))
    if len(above) != 1 or above.total() < FEWEST_UNITS:
        return list(pieces)
    return _join(pieces, _lacks_unit)


def _join(pieces: Sequence[Piece], belongs: Callable[[Piece, Piece], bool]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        whole = joined and belongs(joined[-1], piece)
        joined.append(glued((joined.pop(), piece)) if whole else piece)
    return joined


def glued(pieces: Sequence[Piece]) -> Piece:
    """Pieces that are one cell."""
    extent = Extent(pieces[0].extent.start, pieces[-1].extent.end)
    return piece_of("".join(piece.text for piece in pieces), "".join(piece.shadow for piece in pieces), extent)


def whole(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with those joined whose bracket opens in one and closes in the next, or holds a unit by itself."""
    return _join(pieces, _closes)


def _closes(above: Piece, below: Piece) -> bool:
    closes = below.shadow.find(")")
    if closes < 0:
        return False
    if _UNIT_ALONE.fullmatch(below.shadow):
        return above.kind not in (VALUE, DASH)
    return above.shadow.rfind("(") > above.shadow.rfind(")") and "(" not in below.shadow[:closes]


def _is_unit_of(above: Piece, below: Piece) -> bool:
    """（亿元）below 金额, or a bracket that the piece above opened."""
    bracketed = below.shadow.startswith("(") and below.shadow.endswith(")")
    return bracketed or above.shadow.count("(") > above.shadow.count(")")


def _is_noun_of(above: Piece, below: Piece) -> bool:
    """目标值 below 2025年."""
    return is_year(above.shadow) and _BEHIND_YEAR.fullmatch(below.shadow) is not None


def _is_serial_of(above: Piece, below: Piece) -> bool:
    """编号 below 坐标."""
    return name_kind(below.shadow) == "serial" and name_kind(above.shadow + below.shadow) == "serial"


def _has_unit(piece: Piece) -> bool:
    return piece.shadow.endswith(")")


def _lacks_unit(above: Piece, below: Piece) -> bool:
    """占全部 above 出口比重（%）, where the other values have their units."""
    return _has_unit(below) and not _has_unit(above) and name_kind(above.shadow) is None

"""Tables with a column of serial numbers: the chain 1, 2, 3 … parts the cells into rows.

A value may equal the next number, so a serial is one that text follows; the chain must be the only one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..late import late
from ..numerals import to_int
from .table_cells import DASH, VALUE, Piece, is_group

FEWEST_ROWS = 3
LONGEST_ROW = 40
"""So many pieces stand between two serials at most."""
MOST_CHAINS = 8
LONGEST_SERIAL = 5
"""(十二)"""
COMMON = 3
"""What stands so often in a table, word for word, is no name of a row."""
CLEARLY = 2
"""A false serial makes two rows differ from the others."""

_PRINTED = {"arabic": late("([0-9]{1,3})"), "han": late("\\(?([一二三四五六七八九十]{1,3})[)、]?")}
"""Numeral system → how it prints a serial."""


class _Serial(NamedTuple):
    number: int
    place: int


def serial_places(pieces: Sequence[Piece]) -> tuple[int, ...] | None:
    """Where the serials stand; empty when there is no chain, None when there is more than one."""
    arabic = _serials(pieces, "arabic")
    chains = (
        _longest_chains(pieces, _named(pieces, arabic))
        or _longest_chains(pieces, _named(pieces, _serials(pieces, "han")))
        or _longest_chains(pieces, arabic)
    )
    if len(chains) < CLEARLY:
        return chains[0] if chains else ()
    ranked = sorted(chains, key=_deviations)
    if _deviations(ranked[1]) - _deviations(ranked[0]) >= CLEARLY:
        return ranked[0]
    return None


def _serials(pieces: Sequence[Piece], style: str) -> list[_Serial]:
    """What may be a serial: a number with something behind it."""
    printed = _PRINTED[style].fullmatch
    shadows = [piece.shadow for piece in pieces[:-1]]
    return [
        _Serial(number, place)
        for place, shadow in enumerate(shadows)
        if len(shadow) <= LONGEST_SERIAL and (match := printed(shadow)) and (number := to_int(style, match[1]))
    ]


def _named(pieces: Sequence[Piece], serials: Sequence[_Serial]) -> list[_Serial]:
    """Those with the name of a row below them."""
    common = Counter([piece.shadow for piece in pieces] if serials else ())
    below = [(serial, pieces[serial.place + 1]) for serial in serials]
    return [serial for serial, piece in below if piece.kind not in (VALUE, DASH) and common[piece.shadow] < COMMON]


def _longest_chains(pieces: Sequence[Piece], serials: Sequence[_Serial]) -> list[tuple[int, ...]]:
    """All chains of the greatest length, a few at most."""
    if len(serials) < FEWEST_ROWS:
        return []
    lengths: list[int] = []
    before: list[list[int]] = []
    for index, serial in enumerate(serials):
        near = _near(pieces, serials, index)
        best = max((lengths[back] for back in near), default=0)
        lengths.append(best + 1 if best or serial.number == 1 else 0)
        before.append([back for back in near if lengths[back] == best and best])
    longest = max(lengths, default=0)
    if longest < FEWEST_ROWS:
        return []
    ends = [index for index, length in enumerate(lengths) if length == longest]
    return [tuple(serials[index].place for index in chain) for chain in _traced(ends, before)]


def _near(pieces: Sequence[Piece], serials: Sequence[_Serial], index: int) -> list[int]:
    """The serials that this one may follow: it is the next number; behind a group a later one, or the first again."""
    number, place = serials[index]
    opens = is_group(pieces[place - 1].shadow)
    return [
        back
        for back, above in enumerate(serials[max(0, index - LONGEST_ROW) : index], max(0, index - LONGEST_ROW))
        if 1 < place - above.place <= LONGEST_ROW
        and (number == above.number + 1 or (opens and (number > above.number or number == 1)))
    ]


def _traced(ends: Sequence[int], before: Sequence[Sequence[int]]) -> list[list[int]]:
    """The chains that end at `ends`, from their first member on."""
    chains = [[end] for end in ends][:MOST_CHAINS]
    while any(before[chain[-1]] for chain in chains):
        longer = [[*chain, back] for chain in chains for back in before[chain[-1]]]
        chains = longer[:MOST_CHAINS]
    return [chain[::-1] for chain in chains]


def _deviations(chain: Sequence[int]) -> int:
    """How many rows are not as long as most."""
    lengths = Counter(below - above for above, below in pairwise(chain))
    return len(chain) - 1 - lengths.most_common(1)[0][1]

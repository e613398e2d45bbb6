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
_FIRST = frozenset(
    [f"{opens}{one}{closes}" for one in ("1", "01", "001", "一") for opens in ("(", "") for closes in (")", "、", "")]
)
"""All ways to print the first one: most tables hold none of these, and so no chain."""


class _Serial(NamedTuple):
    number: int
    place: int


class _Link(NamedTuple):
    """A serial that is reached from 1."""

    serial: _Serial
    length: int
    """Of the longest chains that end here."""
    before: Sequence[int]
    """The links that these have before it."""


def serial_places(pieces: Sequence[Piece]) -> tuple[int, ...] | None:
    """Where the serials stand; empty when there is no chain, None when there is more than one."""
    if _FIRST.isdisjoint([piece.shadow for piece in pieces]):
        return ()
    # A serial has something behind it.
    short = [
        (place, shadow) for place, piece in enumerate(pieces[:-1]) if len(shadow := piece.shadow) <= LONGEST_SERIAL
    ]
    arabic = _serials(short, "arabic")
    chains = (
        _longest_chains(pieces, _named(pieces, arabic))
        or _longest_chains(pieces, _named(pieces, _serials(short, "han")))
        or _longest_chains(pieces, arabic)
    )
    if len(chains) < CLEARLY:
        return chains[0] if chains else ()
    ranked = sorted(chains, key=_deviations)
    if _deviations(ranked[1]) - _deviations(ranked[0]) >= CLEARLY:
        return ranked[0]
    return None


def _serials(short: Sequence[tuple[int, str]], style: str) -> list[_Serial]:
    """What may be a serial, among pieces with their places."""
    printed = _PRINTED[style].fullmatch
    return [
        _Serial(number, place)
        for place, shadow in short
        if (match := printed(shadow)) and (number := to_int(style, match[1]))
    ]


def _named(pieces: Sequence[Piece], serials: Sequence[_Serial]) -> list[_Serial]:
    """Those with the name of a row below them."""
    named = [serial for serial in serials if pieces[serial.place + 1].kind not in (VALUE, DASH)]
    common = Counter([piece.shadow for piece in pieces] if named else ())
    return [serial for serial in named if common[pieces[serial.place + 1].shadow] < COMMON]


def _longest_chains(pieces: Sequence[Piece], serials: Sequence[_Serial]) -> list[tuple[int, ...]]:
    """All chains of the greatest length, a few at most."""
    links: list[_Link] = []
    for serial in serials:
        near = _near(pieces, links, serial) if links else ()
        if near:
            length = max([links[back].length for back in near])
            links.append(_Link(serial, length + 1, [back for back in near if links[back].length == length]))
        elif serial.number == 1:
            links.append(_Link(serial, 1, ()))
    longest = max([link.length for link in links], default=0)
    if longest < FEWEST_ROWS:
        return []
    ends = [index for index, link in enumerate(links) if link.length == longest]
    return [tuple([links[index].serial.place for index in chain]) for chain in _traced(ends, links)]


def _near(pieces: Sequence[Piece], links: Sequence[_Link], serial: _Serial) -> list[int]:
    """The links that this one may follow: it is the next number; behind a group a later one, or the first again."""
    number, place = serial
    opens = is_group(pieces[place - 1].shadow)
    near: list[int] = []
    first = max(0, len(links) - LONGEST_ROW)
    for back, link in enumerate(links[first:], first):
        above = link.serial
        if 1 < place - above.place <= LONGEST_ROW and (
            number == above.number + 1 or (opens and (number > above.number or number == 1))
        ):
            near.append(back)
    return near


def _traced(ends: Sequence[int], links: Sequence[_Link]) -> list[list[int]]:
    """The chains that end at `ends`, from their first member on."""
    chains = [[end] for end in ends][:MOST_CHAINS]
    while any(links[chain[-1]].before for chain in chains):
        longer = [[*chain, back] for chain in chains for back in links[chain[-1]].before]
        chains = longer[:MOST_CHAINS]
    return [chain[::-1] for chain in chains]


def _deviations(chain: Sequence[int]) -> int:
    """How many rows are not as long as most."""
    lengths = Counter(below - above for above, below in pairwise(chain))
    return len(chain) - 1 - lengths.most_common(1)[0][1]

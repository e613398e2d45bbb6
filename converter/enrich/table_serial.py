"""Tables with a column of serial numbers: the chain 1, 2, 3 … parts the cells into rows.

A value may equal the next number, so a serial is one that text follows; the chain must be the only one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..numerals import to_int
from .table_cells import DASH, VALUE, Piece, is_group

FEWEST_ROWS = 3
LONGEST_ROW = 40
"""So many pieces stand between two serials at most."""
MOST_CHAINS = 8
COMMON = 3
"""What stands so often in a table, word for word, is no name of a row."""
CLEARLY = 2
"""A false serial makes two rows differ from the others."""

_ARABIC = re.compile("[0-9]{1,3}")
_HAN = re.compile("\\(?([一二三四五六七八九十]{1,3})[)、]?")


class _Serial(NamedTuple):
    number: int
    place: int


def serial_places(pieces: Sequence[Piece]) -> tuple[int, ...] | None:
    """Where the serials stand; empty when there is no chain, None when there is more than one."""
    common = Counter(piece.shadow for piece in pieces)
    chains: list[tuple[int, ...]] = []
    for style, named in (("arabic", True), ("han", True), ("arabic", False)):
        chains = chains or _longest_chains(pieces, _serials(pieces, common, style, named))
    if len(chains) < CLEARLY:
        return chains[0] if chains else ()
    ranked = sorted(chains, key=_deviations)
    if _deviations(ranked[1]) - _deviations(ranked[0]) >= CLEARLY:
        return ranked[0]
    return None


def _serials(pieces: Sequence[Piece], common: Counter[str], style: str, named: bool) -> list[_Serial]:
    """What may be a serial; where rows have names, the name of a row stands below it."""
    found = []
    for place, (piece, below) in enumerate(pairwise(pieces)):
        number = _number(piece.shadow, style)
        if number and (not named or (below.kind not in (VALUE, DASH) and common[below.shadow] < COMMON)):
            found.append(_Serial(number, place))
    return found


def _number(shadow: str, style: str) -> int | None:
    if style == "arabic":
        return int(shadow) if _ARABIC.fullmatch(shadow) else None
    match = _HAN.fullmatch(shadow)
    return to_int("han", match[1]) if match else None


def _longest_chains(pieces: Sequence[Piece], serials: Sequence[_Serial]) -> list[tuple[int, ...]]:
    """All chains of the greatest length, a few at most."""
    lengths: list[int] = []
    before: list[list[int]] = []
    for index, serial in enumerate(serials):
        near = [back for back in range(max(0, index - LONGEST_ROW), index) if _follows(pieces, serials[back], serial)]
        best = max((lengths[back] for back in near), default=0)
        lengths.append(best + 1 if best or serial.number == 1 else 0)
        before.append([back for back in near if lengths[back] == best and best])
    longest = max(lengths, default=0)
    if longest < FEWEST_ROWS:
        return []
    ends = [index for index, length in enumerate(lengths) if length == longest]
    return [tuple(serials[index].place for index in chain) for chain in _traced(ends, before)]


def _follows(pieces: Sequence[Piece], above: _Serial, below: _Serial) -> bool:
    """The next number; behind a group also a later one, or the first again."""
    if not 1 < below.place - above.place <= LONGEST_ROW:
        return False
    step = below.number - above.number
    return step == 1 or ((step > 1 or below.number == 1) and is_group(pieces[below.place - 1].shadow))


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

"""How a reading may stand to the lists that are open: each way with its price.

The prices are in one currency, the surprise of an editor who numbers a document by GB/T 9704-2012, 7.3.3.
Only their order matters: what continues is free, what breaks a rule costs more the plainer the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..flow import Reading
from ..rules.families import FAMILIES

CONTINUES = 0.0
OPENS = 0.2
RUNS_ON = 0.4
SKIPS = 2.0
SKIPS_ON, MOST_SKIPPED = 2.2, 4
RESTARTS = 2.2
STARTS_LATE = 2.5
REPEATS = 3.0
STEPS_BACK = 4.0
"""n+1 after n, 1, the next number under a new parent, a gap, a gap there, 1 again under one parent, first not 1, …"""

REPAIR = 0.8
"""A damaged marker that its place explains."""
INVERTED = 3.0
"""A family of a higher rank opens below one of a lower rank (or beside it, `BESIDE_LOWER`)."""
STRUCTURE_RANK, INVERTED_STRUCTURE = 30, 6.0
"""编 to 节 do not stand below 一、 or 第一条."""
REPAIRED_OPENING = 2.5
"""What opening costs a damaged marker, in place of `OPENS`."""
BESIDE_LOWER = 2.5
BESIDE_HIGHER = 2.0
BEHIND_BOX = 1.5
"""A list that opens behind a box is rather inside it."""
OTHER_PARENT = 0.8
"""The family stood under another family before."""
SAME_LAYER_INSIDE = 1.0
"""A deeper list with the same kind of numbers is passed over."""

BOX, NAMED = "box", "named"
NAMED_RANK = 49
LOWEST_OF_STRUCTURE = 45
"""A box holds no chapters."""
LOWEST_OF_OUTLINE = 69
"""A named section (序言, 名词解释) holds no list of the outline's own families."""
LAYERS = {family.stands_for or family.id: family.layer or family.stands_for or family.id for family in FAMILIES}


class Frame(NamedTuple):
    """An open list: the family of its markers and its last number."""

    family: str
    layer: str
    rank: int
    last: int | None
    outside: dict[str, int] | None = None
    """For a box: the last numbers of the layers outside, which count on when it closes."""


class Move(NamedTuple):
    """One way to take a reading."""

    relation: str
    depth: int
    cost: float
    last: int | None = None
    """The number that it continues, or should."""


def layer_of(family: str) -> str:
    return LAYERS.get(family, family)


def moves(stack: tuple[Frame, ...], seen: dict[str, int], under: dict[str, str], reading: Reading) -> Iterator[Move]:
    """Every way to take `reading`, given the open lists, the last number of each layer and its usual parent."""
    layer = layer_of(reading.family)
    passed = 0
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].layer == layer:
            move = _join(stack[depth], depth, reading)
            if move is not None:
                yield move._replace(cost=move.cost + passed * SAME_LAYER_INSIDE)
            passed += 1
    yield from _openings(stack, seen, under, reading, layer)


def _join(frame: Frame, depth: int, reading: Reading) -> Move | None:
    """The reading as the next member of an open list."""
    number, last = reading.ordinal, frame.last
    if number is None or last is None or number == last + (not reading.inserted):
        return Move("continues", depth, CONTINUES + (REPAIR if reading.damaged else 0), last)
    if reading.damaged:
        return None
    if number == 1:
        return Move("restarts", depth, RESTARTS, last)
    if number > last:
        return Move("skips", depth, SKIPS + 0.2 * min(number - last - 1, 10), last)
    broken, price = ("repeats", REPEATS) if number == last else ("steps-back", STEPS_BACK)
    return Move(broken, depth, price, last)


def _openings(
    stack: tuple[Frame, ...], seen: dict[str, int], under: dict[str, str], reading: Reading, layer: str
) -> Iterator[Move]:
    relation, price, last = _opening_number(seen, reading, layer)
    for depth in range(len(stack), -1, -1):
        parent = stack[depth - 1] if depth else None
        if parent is not None and (_is_inside(stack[:depth], layer) or _is_closed_to(parent, reading.rank)):
            continue
        displaced = stack[depth] if depth < len(stack) else None
        usual = under.get(layer)
        is_usual = usual is not None and usual == _name(parent)
        cost = price + _beside(displaced, reading.rank) + (0 if is_usual else _below(parent, usual, reading.rank))
        yield Move(relation, depth, cost, last)


def _opening_number(seen: dict[str, int], reading: Reading, layer: str) -> tuple[str, float, int | None]:
    """How a list may begin with this number, its price, and the number elsewhere that it continues."""
    number, last = reading.ordinal, seen.get(layer)
    if number is None or number == 1:
        return "opens", REPAIRED_OPENING if reading.damaged else OPENS, None
    if last is not None and number == last + 1:
        return "runs-on", RUNS_ON + (REPAIR if reading.damaged else 0), last
    if reading.damaged:
        return "starts-late", STEPS_BACK, None
    if last is not None and last < number <= last + MOST_SKIPPED:
        return "skips-on", SKIPS_ON + 0.2 * (number - last - 1), last
    return "starts-late", STARTS_LATE + 0.2 * min(number, 10), None


def _is_closed_to(parent: Frame, rank: int) -> bool:
    if rank == NAMED_RANK:
        return True
    if parent.family == BOX:
        return rank <= LOWEST_OF_STRUCTURE
    return parent.family == NAMED and rank <= LOWEST_OF_OUTLINE


def _below(parent: Frame | None, usual: str | None, rank: int) -> float:
    """What it costs that a list of `rank` opens under `parent`, while its layer has another usual parent, or none."""
    if parent is not None and parent.family == BOX:
        return 0.0
    price = INVERTED_STRUCTURE if rank <= STRUCTURE_RANK else INVERTED
    inverted = price if parent is not None and rank <= parent.rank else 0.0
    return inverted + (OTHER_PARENT if usual is not None else 0.0)


def _beside(displaced: Frame | None, rank: int) -> float:
    """What it costs that a list of `rank` takes the place of `displaced`."""
    if displaced is None or displaced.family == NAMED or rank == NAMED_RANK:
        return 0.0
    if displaced.family == BOX:
        return BEHIND_BOX
    return BESIDE_LOWER if rank < displaced.rank else BESIDE_HIGHER


def _is_inside(stack: tuple[Frame, ...], layer: str) -> bool:
    """True when a list of the layer is open around this place; a box hides what is outside it."""
    for frame in reversed(stack):
        if frame.layer == layer:
            return True
        if frame.family == BOX:
            return False
    return False


def _name(frame: Frame | None) -> str:
    return frame.layer if frame else ""

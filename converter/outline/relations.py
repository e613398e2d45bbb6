"""How a reading may stand to the lists that are open: each way with its price.

The prices are in one currency, the surprise of an editor who numbers a document by GB/T 9704-2012, 7.3.3.
Only their order matters: what continues is free, what breaks a rule costs more the plainer the rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import inf

from ..flow import Reading
from ..rules.families import FAMILIES

CONTINUES = 0.0
OPENS = 0.2
RUNS_ON = 0.4
SKIPS = 2.0
SKIPS_ON, MOST_SKIPPED = 2.2, 4
MOST_COUNTED = 10
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


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What all members of a list have in common, whatever their numbers. Equal ones are one object, see `kind_of`."""

    family: str
    layer: str
    rank: int


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """One way to take a reading: how it joins a list, how many lists stay open around it, and the price."""

    relation: str
    depth: int
    cost: float
    stack: tuple[Kind, ...]
    """The lists that are open behind it."""


@dataclass(frozen=True, slots=True, eq=False)
class Price:
    """What the numbers alone say: a relation and its price. All that there are stand below."""

    relation: str
    cost: float


CONTINUED, CONTINUED_DAMAGED = Price("continues", CONTINUES), Price("continues", CONTINUES + REPAIR)
OPENED, OPENED_DAMAGED = Price("opens", OPENS), Price("opens", REPAIRED_OPENING)
RUN_ON, RUN_ON_DAMAGED = Price("runs-on", RUNS_ON), Price("runs-on", RUNS_ON + REPAIR)
RESTARTED, REPEATED = Price("restarts", RESTARTS), Price("repeats", REPEATS)
STEPPED_BACK, LATE_DAMAGED = Price("steps-back", STEPS_BACK), Price("starts-late", STEPS_BACK)
SKIPPED = tuple(Price("skips", SKIPS + 0.2 * missing) for missing in range(MOST_COUNTED + 1))
SKIPPED_ON = tuple(Price("skips-on", SKIPS_ON + 0.2 * missing) for missing in range(MOST_SKIPPED))
LATE = tuple(Price("starts-late", STARTS_LATE + 0.2 * number) for number in range(MOST_COUNTED + 1))


_KINDS: dict[tuple[str, int], Kind] = {}


def kind_of(family: str, rank: int) -> Kind:
    """The one object for a family and its rank, so that stacks are compared and hashed at no price."""
    kind = _KINDS.get((family, rank))
    return kind or _KINDS.setdefault((family, rank), Kind(family, LAYERS.get(family, family), rank))


def moves(
    stack: tuple[Kind, ...],
    lasts: tuple[int | None, ...],
    seen: int | None,
    usual: str | None,
    kind: Kind,
    reading: Reading,
) -> tuple[Move, ...]:
    """Every way to take `reading`, which is of `kind`.

    `stack`: the open lists, outermost first; `lasts`: the last number of each; `seen`: the last number of the
    reading's layer wherever it stood; `usual`: the layer that usually stands around that layer.
    """
    layer = kind.layer
    joins: tuple[Price | None, ...] = ()
    for depth, around in enumerate(stack):
        if around.layer == layer:
            joins += (_join(lasts[depth], reading),)
    return _moves(stack, kind, usual, joins, _opening(seen, reading))


def _join(last: int | None, reading: Reading) -> Price | None:
    """The reading as the next member of an open list."""
    number = reading.ordinal
    if number is None or last is None or number == last + (not reading.inserted):
        return CONTINUED_DAMAGED if reading.damaged else CONTINUED
    if reading.damaged:
        return None
    if number == 1:
        return RESTARTED
    if number > last:
        return SKIPPED[min(number - last - 1, MOST_COUNTED)]
    return REPEATED if number == last else STEPPED_BACK


def _opening(last: int | None, reading: Reading) -> Price:
    """How a list may begin with this number, where `last` is the number elsewhere that it may continue."""
    number, damaged = reading.ordinal, reading.damaged
    if number is None or number == 1:
        return OPENED_DAMAGED if damaged else OPENED
    if last is not None and number == last + 1:
        return RUN_ON_DAMAGED if damaged else RUN_ON
    if damaged:
        return LATE_DAMAGED
    if last is not None and last < number <= last + MOST_SKIPPED:
        return SKIPPED_ON[number - last - 1]
    return LATE[min(number, MOST_COUNTED)]


@lru_cache(maxsize=4096)
def _moves(
    stack: tuple[Kind, ...], kind: Kind, usual: str | None, joins: tuple[Price | None, ...], opening: Price
) -> tuple[Move, ...]:
    """The moves of all readings that stand so to the open lists: documents repeat the same few situations."""
    found = []
    same = [depth for depth, around in enumerate(stack) if around.layer == kind.layer]
    for passed, (depth, join) in enumerate(zip(reversed(same), reversed(joins), strict=True)):
        if join is not None:
            cost = join.cost + passed * SAME_LAYER_INSIDE
            found.append(Move(join.relation, depth, cost, (*stack[:depth], kind)))
    # What opens where it might as well join leads to the same lists; but where nothing is printed, to another number.
    is_counted = opening.relation == "opens" and any(join and join.relation == "continues" for join in joins)
    joined = {} if is_counted else {move.depth: move.cost for move in found}
    for depth in range(len(stack), -1, -1):
        parent = stack[depth - 1] if depth else None
        if parent is not None and (_is_inside(stack[:depth], kind.layer) or _is_closed_to(parent, kind.rank)):
            continue
        displaced = stack[depth] if depth < len(stack) else None
        is_usual = usual is not None and usual == _name(parent)
        cost = opening.cost + _beside(displaced, kind.rank) + (0 if is_usual else _below(parent, usual, kind.rank))
        if cost < joined.get(depth, inf):
            found.append(Move(opening.relation, depth, cost, (*stack[:depth], kind)))
    return tuple(found)


def _is_closed_to(parent: Kind, rank: int) -> bool:
    if rank == NAMED_RANK:
        return True
    if parent.family == BOX:
        return rank <= LOWEST_OF_STRUCTURE
    return parent.family == NAMED and rank <= LOWEST_OF_OUTLINE


def _below(parent: Kind | None, usual: str | None, rank: int) -> float:
    """What it costs that a list of `rank` opens under `parent`, while its layer has another usual parent, or none."""
    if parent is not None and parent.family == BOX:
        return 0.0
    price = INVERTED_STRUCTURE if rank <= STRUCTURE_RANK else INVERTED
    inverted = price if parent is not None and rank <= parent.rank else 0.0
    return inverted + (OTHER_PARENT if usual is not None else 0.0)


def _beside(displaced: Kind | None, rank: int) -> float:
    """What it costs that a list of `rank` takes the place of `displaced`."""
    if displaced is None or displaced.family == NAMED or rank == NAMED_RANK:
        return 0.0
    if displaced.family == BOX:
        return BEHIND_BOX
    return BESIDE_LOWER if rank < displaced.rank else BESIDE_HIGHER


def _is_inside(stack: tuple[Kind, ...], layer: str) -> bool:
    """True when a list of the layer is open around this place; a box hides what is outside it."""
    for frame in reversed(stack):
        if frame.layer == layer:
            return True
        if frame.family == BOX:
            return False
    return False


def _name(parent: Kind | None) -> str:
    return parent.layer if parent else ""

"""How a reading may stand to the lists that are open: each way with its price.

The prices are in one currency, the surprise of an editor who numbers a document by GB/T 9704-2012, 7.3.3.
Only their order matters: what continues is free, what breaks a rule costs more the plainer the rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from operator import attrgetter

from ..flow import Reading
from ..rules.families import FAMILIES

CONTINUES = 0.0
OPENS = 0.2
RUNS_ON = 0.4
SKIPS = 2.0
SKIPS_ON, MOST_SKIPPED = 2.2, 4
MISSING, MOST_COUNTED = 0.2, 10
RESTARTS = 2.2
STARTS_LATE = 2.5
REPEATS = 3.0
STEPS_BACK = 4.0
"""n+1 after n, 1, the next number under a new parent, a gap, a gap there, 1 again under one parent, first not 1, …

`MISSING` is the price of each number that is not there, up to `MOST_COUNTED` of them.
"""

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
    stack: Stack
    """The lists that are open behind it."""
    kind: Kind
    """Of the list that it joins or opens."""
    joins: bool
    """To a list that is open already."""
    goes_on: bool
    """From the number before it, which stands elsewhere."""


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
_PLAINLY = (CONTINUED,)
SKIPPED = tuple(Price("skips", SKIPS + MISSING * missing) for missing in range(MOST_COUNTED + 1))
SKIPPED_ON = tuple(Price("skips-on", SKIPS_ON + MISSING * missing) for missing in range(MOST_SKIPPED))
LATE = tuple(Price("starts-late", STARTS_LATE + MISSING * number) for number in range(MOST_COUNTED + 1))

_Situation = tuple["Stack", Kind, str | None, tuple[Price | None, ...], Price]
"""The open lists; a reading's kind, the layer that usually stands around it, its prices in them, and as a first one."""
JOINING = frozenset(("continues", "skips", "repeats", "steps-back", "restarts"))
GOING_ON = frozenset(("runs-on", "skips-on"))


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What was reckoned once: texts repeat the same few situations."""

    stacks: dict[tuple[Kind, ...], Stack] = field(default_factory=dict)
    moves: dict[_Situation, tuple[tuple[Move, ...], bool]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """The open lists. Equal ones of a text are one object, so that they are compared at no price."""

    kinds: tuple[Kind, ...]
    """Outermost first."""
    depths: dict[str, tuple[int, ...]]
    """Layer → where it is open."""
    known: Known


NONE = -1
MOST_KNOWN = 4096
_KINDS: dict[tuple[str, int], Kind] = {}
_KNOWN = Known()


def kind_of(family: str, rank: int) -> Kind:
    """The one object for a family and its rank, so that stacks are compared and hashed at no price."""
    kind = _KINDS.get((family, rank))
    return kind or _KINDS.setdefault((family, rank), Kind(family, LAYERS.get(family, family), rank))


def no_lists() -> Stack:
    """Where a text begins. What former texts have shown is known, unless it has become too much."""
    global _KNOWN  # noqa: PLW0603  (not emptied: a text that is being read elsewhere goes on with the old one)
    if len(_KNOWN.stacks) + len(_KNOWN.moves) > MOST_KNOWN:
        _KNOWN = Known()
    return _stack_of((), _KNOWN)


def _stack_of(kinds: tuple[Kind, ...], known: Known) -> Stack:
    stack = known.stacks.get(kinds)
    if stack is None:
        layers = [kind.layer for kind in kinds]
        depths = {layer: tuple(depth for depth, one in enumerate(layers) if one == layer) for layer in layers}
        stack = known.stacks.setdefault(kinds, Stack(kinds, depths, known))
    return stack


def number_before(reading: Reading) -> int:
    """The number that a whole marker plainly follows; `NONE` where there is no such."""
    _, number, _, _, damaged, inserted = reading
    return NONE if number is None or damaged or inserted else number - 1


def moves(
    stack: Stack,
    lasts: tuple[int | None, ...],
    seen: int | None,
    usual: str | None,
    kind: Kind,
    reading: Reading,
    before: int,
) -> tuple[tuple[Move, ...], bool]:
    """Every way to take `reading`, which is of `kind` and plainly follows the number `before`, the cheapest first.

    And whether it plainly goes on with the one open list of its layer.

    `lasts`: the last number of each open list; `seen`: the last number of the reading's layer wherever it stood;
    `usual`: the layer that usually stands around that layer.
    """
    joins: tuple[Price | None, ...] = ()
    for depth in stack.depths.get(kind.layer, ()):
        last = lasts[depth]
        joins += _PLAINLY if last == before else (_join(last, reading),)
    situation = stack, kind, usual, joins, RUN_ON if seen == before else _opening(seen, reading)
    known = stack.known.moves
    found = known.get(situation)
    if found is None:
        found = known[situation] = (_moves(*situation), joins == _PLAINLY)
    return found


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


def _moves(
    stack: Stack, kind: Kind, usual: str | None, joins: tuple[Price | None, ...], opening: Price
) -> tuple[Move, ...]:
    """The moves of all readings that stand so to the open lists."""
    joining, openings = _joining(stack, kind, joins), _openings(stack, kind, usual, opening)
    if opening.relation != "opens" or not any(move.relation == "continues" for move in joining):
        # What opens where it may as well join leads to the same lists; where no number is printed, to other ones.
        prices = {move.depth: move.cost for move in joining}
        openings = [move for move in openings if move.cost < prices.get(move.depth, inf)]
    return tuple(sorted(joining + openings, key=attrgetter("cost")))


def _move(stack: Stack, depth: int, kind: Kind, relation: str, cost: float) -> Move:
    """A list of `kind` is open at `depth`, and none below it."""
    behind = _stack_of((*stack.kinds[:depth], kind), stack.known)
    return Move(relation, depth, cost, behind, kind, relation in JOINING, relation in GOING_ON)


def _joining(stack: Stack, kind: Kind, joins: tuple[Price | None, ...]) -> list[Move]:
    """The moves to the open lists of the layer, the deepest first; `joins` are their prices, the outermost first."""
    depths = stack.depths.get(kind.layer, ())
    return [
        _move(stack, depth, kind, join.relation, join.cost + passed * SAME_LAYER_INSIDE)
        for passed, (depth, join) in enumerate(zip(reversed(depths), reversed(joins), strict=True))
        if join is not None
    ]


def _openings(stack: Stack, kind: Kind, usual: str | None, opening: Price) -> list[Move]:
    """The moves that open a list, the deepest first."""
    found = []
    kinds = stack.kinds
    for depth in range(len(kinds), -1, -1):
        parent = kinds[depth - 1] if depth else None
        if parent is not None and (_is_inside(kinds[:depth], kind.layer) or _is_closed_to(parent, kind.rank)):
            continue
        displaced = kinds[depth] if depth < len(kinds) else None
        is_usual = usual is not None and usual == _name(parent)
        cost = opening.cost + _beside(displaced, kind.rank) + (0 if is_usual else _below(parent, usual, kind.rank))
        found.append(_move(stack, depth, kind, opening.relation, cost))
    return found


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


def _is_inside(around: tuple[Kind, ...], layer: str) -> bool:
    """True when a list of the layer is open around this place; a box hides what is outside it."""
    for frame in reversed(around):
        if frame.layer == layer:
            return True
        if frame.family == BOX:
            return False
    return False


def _name(parent: Kind | None) -> str:
    return parent.layer if parent else ""

"""Marked lines → the best way to read them all: one reading a line and the list that it belongs to.

A beam search over the stack of open lists. Cost and time are linear in the number of marked lines: the
beam is bounded, and so is the number of readings of a line. Sources: the pair predicates of legal outline
parsers (continues, opens, skips, restarts), weighed over the whole sequence instead of line by line.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from operator import itemgetter

from ..flow import Reading, record
from .relations import BOX, NONE, Kind, Move, Stack, kind_of, moves, no_lists, number_before

BEAM = 6
MARGIN = 5.0
"""A way that costs so much more than the best never wins."""
SURE = 3.0
"""A marker of such weight, between the numbers before and behind its own, is no plain text: the gap costs the rest."""


@record
class Candidate:
    """A line that may be a member of a list; `weight` is the price of taking it for plain text."""

    place: int
    """Index of the line."""
    readings: tuple[Reading, ...]
    weight: float


@record
class Step:
    """The decision on one line: a reading, and how and where it joins the lists."""

    place: int
    """Index of the line."""
    reading: Reading
    relation: str
    depth: int
    last: int | None
    """The number before it in its list."""


_Lasts = tuple[int | None, ...]
"""The last number of each open list."""
_Outside = tuple[int, dict[str, int]]
"""Where a box stands in the stack (there is never one in another), and the numbers that count on when it closes."""
_Trail = tuple["_Trail | None", int, Reading, str, int, int | None, int | None]
"""The decisions so far, the latest first; states that have them in common share them."""
_State = tuple[float, Stack, _Lasts, dict[str, int], dict[str, str], _Outside | None, _Trail | None]
"""Cost, open lists, last number of each layer, usual parent of each layer, what is outside the box, decisions."""
_Way = tuple[Reading, Kind, int]
"""A reading, its kind, and the number that it plainly follows."""
_Proposal = tuple[float, _State, Reading | None, Move | None]
"""Cost and parts of a successor that is not built yet; without a reading the line is plain text."""
_COST = itemgetter(0)


def best_path(candidates: Sequence[Candidate]) -> tuple[Step, ...]:
    """The cheapest reading of the whole sequence: a step for each candidate that is no plain text."""
    states: list[_State] = [(0.0, no_lists(), (), {}, {}, None, None)]
    ways = [[(one, kind_of(one.family, one.rank), number_before(one)) for one in line.readings] for line in candidates]
    for candidate, way, following in zip(candidates, ways, [*ways[1:], []], strict=False):
        weight = candidate.weight
        proposals = _proposals(states, weight, way, weight >= SURE and _leads_on(way, following))
        states = _advance(candidate.place, proposals)
    return _unwind(states[0][-1])


def _leads_on(ways: Sequence[_Way], following: Sequence[_Way]) -> bool:
    """True for a marker that can be read in one way only, and the next one as plainly follows it: 二、 above 三、."""
    if len(ways) != 1 or len(following) != 1:
        return False
    (reading, kind, before), (_, other, number) = ways[0], following[0]
    return kind is other and number == reading.ordinal and before != NONE


def _proposals(states: list[_State], weight: float, ways: Sequence[_Way], leads_on: bool) -> list[_Proposal]:
    """All successors that may stay in the beam, the cheapest first. `states` are in the order of their cost.

    Where the line goes on with a list, and `leads_on` to the next, it is not tried as plain text.
    """
    limit = states[0][0] + weight + MARGIN
    found: list[_Proposal] = []
    for state in states:
        before, stack, lasts, seen, under, _, _ = state
        if before > limit:
            break
        plain = before + weight
        for reading, kind, number in ways:
            layer = kind.layer
            possible, goes_on = moves(stack, lasts, seen.get(layer), under.get(layer), kind, reading, number)
            if plain <= limit and not (leads_on and goes_on):
                found.append((plain, state, None, None))
                plain = inf
            for move in possible:
                cost = before + move.cost
                if cost > limit:
                    break
                found.append((cost, state, reading, move))
                if cost + MARGIN < limit:
                    limit = cost + MARGIN
    found.sort(key=_COST)
    return found


def _advance(place: int, proposals: list[_Proposal]) -> list[_State]:
    """The cheapest successors, one for each stack. Only those that stay in the beam are built."""
    limit = proposals[0][0] + MARGIN
    kept: list[_State] = []
    known: dict[Stack, list[_Lasts]] = {}
    for cost, state, reading, move in proposals:
        if cost > limit:
            break
        if reading is None or move is None:
            number, (_, stack, lasts, seen, under, outside, trail) = None, state
        else:
            stack, depth, number = move.stack, move.depth, reading.ordinal
            before = state[2]
            if number is None and move.joins:
                number = (before[depth] or 0) + 1  # a member that prints none counts
            lasts = before[:depth] + (number,)  # noqa: RUF005  (half the time)
        same = known.get(stack)
        if same is None:
            known[stack] = [lasts]
        elif lasts in same:
            continue
        else:
            same.append(lasts)
        if reading is None or move is None:
            kept.append((cost, stack, lasts, seen, under, outside, trail))
        else:
            kept.append(_take(cost, state, lasts, place, reading, move, number))
        if len(kept) == BEAM:
            break
    return kept


def _take(
    cost: float, state: _State, lasts: _Lasts, place: int, reading: Reading, move: Move, number: int | None
) -> _State:
    """The state behind a move: `lasts` are the numbers of the lists that are open there."""
    _, _, before, seen, under, outside, trail = state
    depth, kind = move.depth, move.kind
    layer = kind.layer
    if move.joins:
        last = before[depth]
    else:
        last = seen[layer] if move.goes_on else None
        if layer not in under:
            parent = move.stack.kinds[depth - 1].layer if depth else ""
            under = under if parent == BOX else under | {layer: parent}
    if outside is not None and outside[0] >= depth + (move.joins and kind.family != BOX):
        seen, outside = outside[1], None
    if number:
        seen = seen.copy()
        seen[layer] = number
    if kind.family == BOX:
        seen, outside = {}, (depth, seen)
    return cost, move.stack, lasts, seen, under, outside, (trail, place, reading, move.relation, depth, last, number)


def _unwind(trail: _Trail | None) -> tuple[Step, ...]:
    steps = []
    while trail is not None:
        trail, place, reading, relation, depth, last, number = trail
        if reading.ordinal != number:
            reading = reading._replace(ordinal=number)
        steps.append(Step(place, reading, relation, depth, last))
    return tuple(reversed(steps))

"""Marked lines → the best way to read them all: one reading a line and the list that it belongs to.

A beam search over the stack of open lists. Cost and time are linear in the number of marked lines: the
beam is bounded, and so is the number of readings of a line. Sources: the pair predicates of legal outline
parsers (continues, opens, skips, restarts), weighed over the whole sequence instead of line by line.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from ..flow import Reading
from .relations import BOX, Move, Stack, kind_of, moves, no_lists, number_before

BEAM = 6
MARGIN = 5.0
"""A way that costs so much more than the best never wins."""


class Candidate(NamedTuple):
    """A line that may be a member of a list; `weight` is the price of taking it for plain text."""

    place: int
    """Index of the line."""
    readings: tuple[Reading, ...]
    weight: float


class Step(NamedTuple):
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
_Proposal = tuple[float, _State, Reading | None, Move | None]
"""Cost and parts of a successor that is not built yet; without a reading the line is plain text."""
_COST = itemgetter(0)


def best_path(candidates: Sequence[Candidate]) -> tuple[Step, ...]:
    """The cheapest reading of the whole sequence: a step for each candidate that is no plain text."""
    states: list[_State] = [(0.0, no_lists(), (), {}, {}, None, None)]
    for candidate in candidates:
        states = _advance(states, candidate)
    return _unwind(states[0][-1])


def _advance(states: list[_State], candidate: Candidate) -> list[_State]:
    """The cheapest successors, one for each stack. Only those that stay in the beam are built."""
    proposals = _proposals(states, candidate)
    proposals.sort(key=_COST)
    limit = proposals[0][0] + MARGIN
    place = candidate.place
    kept: list[_State] = []
    known: dict[Stack, list[_Lasts]] = {}
    for cost, state, reading, move in proposals:
        if cost > limit:
            break
        _, stack, lasts, seen, under, outside, trail = state
        if reading is not None and move is not None:
            number = reading.ordinal
            if number is None and move.joins:
                number = (lasts[move.depth] or 0) + 1  # a member that prints none counts
            stack, lasts = move.stack, (*lasts[: move.depth], number)
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
            kept.append(_take(cost, state, lasts, place, reading, move))
        if len(kept) == BEAM:
            break
    return kept


def _proposals(states: list[_State], candidate: Candidate) -> list[_Proposal]:
    """All successors that may stay in the beam. `states` are in the order of their cost."""
    _, readings, weight = candidate
    kinds = [(reading, kind_of(reading.family, reading.rank), number_before(reading)) for reading in readings]
    limit = states[0][0] + weight + MARGIN
    found: list[_Proposal] = []
    for state in states:
        before, stack, lasts, seen, under, _, _ = state
        if before > limit:
            break
        if before + weight <= limit:
            found.append((before + weight, state, None, None))
        for reading, kind, number in kinds:
            layer = kind.layer
            for move in moves(stack, lasts, seen.get(layer), under.get(layer), kind, reading, number):
                cost = before + move.cost
                if cost <= limit:
                    found.append((cost, state, reading, move))
                    if cost + MARGIN < limit:
                        limit = cost + MARGIN
    return found


def _take(cost: float, state: _State, lasts: _Lasts, place: int, reading: Reading, move: Move) -> _State:
    """The state behind a move: `lasts` are the numbers of the lists that are open there."""
    _, _, before, seen, under, outside, trail = state
    stack, depth, joins, number = move.stack, move.depth, move.joins, lasts[-1]
    kind = stack.kinds[-1]
    layer, is_box = kind.layer, kind.family == BOX
    last = before[depth] if joins else seen[layer] if move.goes_on else None
    if outside is not None and outside[0] >= depth + (joins and not is_box):
        seen, outside = outside[1], None
    if number:
        seen = seen.copy()
        seen[layer] = number
    if is_box:
        seen, outside = {}, (depth, seen)
    if layer not in under:
        parent = stack.kinds[depth - 1].layer if depth else ""
        under = under if parent == BOX else under | {layer: parent}
    return cost, stack, lasts, seen, under, outside, (trail, place, reading, move.relation, depth, last, number)


def _unwind(trail: _Trail | None) -> tuple[Step, ...]:
    steps = []
    while trail is not None:
        trail, place, reading, relation, depth, last, number = trail
        if reading.ordinal != number:
            reading = reading._replace(ordinal=number)
        steps.append(Step(place, reading, relation, depth, last))
    return tuple(reversed(steps))

"""Marked lines → the best way to read them all: one reading a line and the list that it belongs to.

A beam search over the stack of open lists. Cost and time are linear in the number of marked lines: the
beam is bounded, and so is the number of readings of a line. Sources: the pair predicates of legal outline
parsers (continues, opens, skips, restarts), weighed over the whole sequence instead of line by line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..flow import Reading
from .relations import BOX, Frame, Move, layer_of, moves

BEAM = 6
MARGIN = 6.0
"""A way that costs so much more than the best never wins."""
JOINING = frozenset(("continues", "skips", "repeats", "steps-back", "restarts"))
"""Relations to a list that is open already."""


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


class _State(NamedTuple):
    cost: float
    stack: tuple[Frame, ...]
    seen: dict[str, int]
    under: dict[str, str]
    trail: _Trail | None


class _Trail(NamedTuple):
    before: _Trail | None
    step: Step


def best_path(candidates: Sequence[Candidate]) -> tuple[Step, ...]:
    """The cheapest reading of the whole sequence: a step for each candidate that is no plain text."""
    states = [_State(0.0, (), {}, {}, None)]
    for candidate in candidates:
        states = _advance(states, candidate)
    return _unwind(states[0].trail)


class _Proposal(NamedTuple):
    """A successor that is not built yet; without a move the line is plain text."""

    cost: float
    state: _State
    reading: Reading | None = None
    move: Move | None = None


def _advance(states: list[_State], candidate: Candidate) -> list[_State]:
    """The cheapest successors, one for each stack. Only those that stay in the beam are built."""
    proposals = sorted(_proposals(states, candidate), key=_cost)
    limit = proposals[0].cost + MARGIN
    kept: dict[tuple[tuple[str, int | None], ...], _State] = {}
    for proposal in proposals:
        if proposal.cost > limit or len(kept) == BEAM:
            break
        state = _take(proposal, candidate.place)
        kept.setdefault(tuple((frame.family, frame.last) for frame in state.stack), state)
    return list(kept.values())


def _cost(proposal: _Proposal) -> float:
    return proposal.cost


def _proposals(states: list[_State], candidate: Candidate) -> Iterator[_Proposal]:
    for state in states:
        yield _Proposal(state.cost + candidate.weight, state)
        for reading in candidate.readings:
            for move in moves(state.stack, state.seen, state.under, reading):
                yield _Proposal(state.cost + move.cost, state, reading, move)


def _take(proposal: _Proposal, place: int) -> _State:
    cost, state, reading, move = proposal
    if reading is None or move is None:
        return _State(cost, state.stack, state.seen, state.under, state.trail)
    layer = layer_of(reading.family)
    joins = move.relation in JOINING
    number = reading.ordinal if reading.ordinal is not None else (move.last or 0) + 1 if joins else None
    is_box = reading.family == BOX
    seen = _seen_outside(state, move.depth + (joins and not is_box))
    parent = state.stack[move.depth - 1].layer if move.depth else ""
    seen = seen | {layer: number} if number else seen
    frame = Frame(reading.family, layer, reading.rank, number, seen if is_box else None)
    seen = {} if is_box else seen
    under = state.under if layer in state.under or parent == BOX else state.under | {layer: parent}
    step = Step(place, reading._replace(ordinal=number), move.relation, move.depth, move.last)
    return _State(cost, (*state.stack[: move.depth], frame), seen, under, _Trail(state.trail, step))


def _seen_outside(state: _State, kept: int) -> dict[str, int]:
    """The numbers that count on when all lists from depth `kept` on are closed."""
    for frame in state.stack[kept:]:
        if frame.outside is not None:
            return frame.outside
    return state.seen


def _unwind(trail: _Trail | None) -> tuple[Step, ...]:
    steps = []
    while trail is not None:
        steps.append(trail.step)
        trail = trail.before
    return tuple(reversed(steps))

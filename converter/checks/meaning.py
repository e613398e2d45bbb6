"""The third layer, does it make sense: what only the whole document shows, and what only its source shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from ..audit import lapses, misfits
from ..fold import fold
from ..model import Box, Document, Item, List, Marker, Metadata, Paragraph, Part, Section, Span, Table
from ..numerals import SYSTEMS, to_int
from ..rules.families import FAMILIES
from ..rules.leads import HAN, LEADS, ORDER_WORDS
from ..rules.rows import Lead
from ..walk import Node, children_of
from .findings import Found
from .places import Steps

MOST_POSITIONS = 1_000_000
"""Of the grid of a table; spans of a few bytes may claim more than any memory holds."""


class _Odd(NamedTuple):
    """Something that makes no sense: the block, the way from it to the place, the code and its values."""

    node: Node | None
    code: str
    values: dict[str, Any] = {}  # noqa: RUF012 - never written to
    below: Steps = ()


def meaning(document: Document) -> list[Found]:
    """What no schema can say: ids, spans, levels, grids, markers and pointers that do not go together."""
    odd = [_Odd(misfit.node, misfit.code, misfit.values) for misfit in misfits(document)]
    names: set[str] = set()
    for node in _nodes(document.children):
        names.add(node.id)
        if (ask := _ASK.get(type(node))) is not None:
            odd += ask(node)
    odd += _pointers(document, names)
    steps = _places(document) if odd else {}
    return [Found("meaning", one.code, (*steps.get(id(one.node), ()), *one.below), one.values) for one in odd]


def conserved(document: Document, text: str | None, sha256: str | None) -> list[Found]:
    """What is missing, used twice or altered, against the decoded source `text` and the digest of its bytes.

    A source that is another one altogether is one finding, not thousands.
    """
    if sha256 is not None and sha256 != document.source.sha256:
        return [Found("meaning", "other-source", ("source", "sha256"))]
    if text is None:
        return []
    steps: dict[str, Steps] = {node.id: place for node, place in _placed(document)}
    return [
        Found("meaning", lapse.code, steps.get(lapse.place) or _parsed(lapse.place), lapse.values)
        for lapse in lapses(document, text)
    ]


def _parsed(place: str) -> Steps:
    """`removed[3]`, as the audit names what is no block."""
    name, _, index = place.partition("[")
    return (name, int(index[:-1])) if index else (name,)


# ── one block by itself ───────────────────────────────────────────────────────────────────────────


def _headed(node: Section | Box | Part) -> Iterable[_Odd]:
    if (node.heading_span is None) != (node.heading_raw is None):
        yield _Odd(node, "heading-half", below=("heading_raw",))
    if node.marker is not None:
        yield from _marker(node, node.marker, node.heading_span or node.span)


def _item(node: Item) -> Iterable[_Odd]:
    if node.marker is not None:
        yield from _marker(node, node.marker, node.span)
    yield from _linked(node)


def _linked(node: Paragraph | Item) -> Iterable[_Odd]:
    for index, link in enumerate(node.links):
        yield from _inside(node, link.span, node.span, ("links", index))


def _inside(node: Node | None, span: Span, within: Span, below: Steps) -> Iterable[_Odd]:
    if not within.start <= span.start <= span.end <= within.end:
        yield _Odd(node, "span-outside", {"start": within.start, "end": within.end}, below)


def _marker(node: Node, marker: Marker, within: Span) -> Iterable[_Odd]:
    """A marker is printed or inferred, lies in its heading, and its family reads the number from it."""
    if (marker.span is None) != (marker.status == "inferred") or (marker.text == "") != (marker.status == "inferred"):
        yield _Odd(node, "marker-status", below=("marker", "status"))
    elif marker.span is not None:
        yield from _inside(node, marker.span, within, ("marker",))
    # Of a lost marker nothing is printed that could be held to its family.
    if marker.status != "inferred" and not _reads(marker.family, marker.reading, marker.ordinal):
        yield _Odd(node, "marker-family", {"family": marker.family}, ("marker", "reading"))


@lru_cache(4096)
def _reads(name: str, reading: str, ordinal: int | None) -> bool:
    """Whether a reading is what markers of the family are like, and its numeral gives the ordinal.

    A family that this shelf does not know, of a newer program, is believed. A damaged marker is read as its siblings
    are printed, and those may be of another family of its layer: (一), 二), the next one.
    """
    shadow = fold(reading).replace(" ", "")
    if (lead := _LEADS.get(name)) is not None:
        return _leads(lead, shadow, ordinal)
    family = _FAMILIES.get(name)
    if family is None or ordinal is None:
        return True
    return any(
        shadow.startswith(before)
        and (found := re.match(SYSTEMS[system].pattern, shadow.removeprefix(before)))
        and to_int(system, found[0]) == ordinal
        for row in _FAMILIES.values()
        if row is family or (row.layer and row.layer == family.layer)
        for before in (one.replace(" ", "") for one in row.before)
        for system in row.numerals
    )


def _leads(lead: Lead, shadow: str, ordinal: int | None) -> bool:
    """The same for leads of items, whose patterns want some text behind them."""
    found = re.match(lead.pattern, f"{shadow}甲")
    if found is None or ordinal is None:
        return found is not None
    numeral = found[1] if found.re.groups else ""
    number = ORDER_WORDS.get(numeral) or (to_int("han", numeral) if re.fullmatch(HAN + "+", numeral) else None)
    return number in (None, ordinal)


_FAMILIES = {family.id: family for family in FAMILIES if family.numerals and not family.stands_for}
_LEADS = {lead.id: lead for lead in LEADS}


def _grid(table: Table) -> Iterable[_Odd]:
    """Cells lie in the grid and in the table, none on another. An empty cell may be left out."""
    taken: dict[tuple[int, int], int] = {}
    first, last = table.span.start, table.span.end
    for index, cell in enumerate(table.cells):
        below = ("cells", index)
        if cell.span is not None and not first <= cell.span.start <= cell.span.end <= last:
            yield from _inside(table, cell.span, table.span, below)
        if cell.row + cell.row_span > table.num_rows or cell.col + cell.col_span > table.num_cols:
            yield _Odd(table, "cell-outside", {"rows": table.num_rows, "columns": table.num_cols}, below)
            continue
        if len(taken) + cell.row_span * cell.col_span > MOST_POSITIONS:
            yield _Odd(table, "grid-too-large", {"limit": MOST_POSITIONS}, below)
            return
        if cell.row_span == cell.col_span == 1 and (cell.row, cell.col) not in taken:
            taken[cell.row, cell.col] = index  # as nearly all cells are
            continue
        positions = [*product(range(cell.row, cell.row + cell.row_span), range(cell.col, cell.col + cell.col_span))]
        other = next((taken[position] for position in positions if position in taken), None)
        if other is not None:
            yield _Odd(table, "cell-overlap", {"other": other}, below)
        taken |= dict.fromkeys(positions, index)


# By type: asking for one class after the other is what takes the time of a long document.
_ASK: dict[type, Callable[[Any], Iterable[_Odd]]] = {
    Section: _headed,
    Box: _headed,
    Part: _headed,
    Paragraph: _linked,
    Item: _item,
    Table: _grid,
}


# ── pointers ──────────────────────────────────────────────────────────────────────────────────────


def _pointers(document: Document, names: set[str]) -> Iterable[_Odd]:
    """What points at blocks, fields or the source points at something that is there."""
    whole = Span(start=0, end=document.source.length)
    for index, diagnostic in enumerate(document.diagnostics):
        if diagnostic.node is not None and diagnostic.node not in names:
            yield _Odd(None, "pointer-lost", below=("diagnostics", index, "node"))
        if diagnostic.span is not None:
            yield from _inside(None, diagnostic.span, whole, ("diagnostics", index))
    for index, removed in enumerate(document.removed):
        yield from _inside(None, removed.span, whole, ("removed", index))
    for name, span in document.metadata.spans.items():
        if name not in Metadata.model_fields:
            yield _Odd(None, "field-lost", below=("metadata", "spans", name))
        yield from _inside(None, span, whole, ("metadata", "spans", name))


# ── places ────────────────────────────────────────────────────────────────────────────────────────


def _nodes(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every node, in reading order: without its parents, which `walk` gives, it is twice as fast."""
    waiting = [*reversed(nodes)]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(children_of(node))


def _placed(document: Document) -> Iterator[tuple[Node, Steps]]:
    """Every node and the steps to it."""
    waiting: list[tuple[Steps, Sequence[Node]]] = [(("children",), document.children)]
    while waiting:
        steps, nodes = waiting.pop()
        for index, node in enumerate(nodes):
            yield node, (*steps, index)
            waiting.append(((*steps, index, "items" if isinstance(node, List) else "children"), children_of(node)))


def _places(document: Document) -> dict[int, Steps]:
    return {id(node): steps for node, steps in _placed(document)}

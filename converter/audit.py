"""Document + source text → what is missing, used twice or altered; an empty list when all is well.

The law of conservation: every non-blank character of the source lies in exactly one leaf, heading or
removed entry, and the text kept there is the text of the source. A character is blank if
`str.isspace()` or of category Cf or Cc.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .model import MAX_DEPTH, Box, Document, Figure, Item, Paragraph, Part, Section, Span, Table
from .rules.checks import MEANING_CODES
from .walk import Node, children_of, walk

SEPARATORS = frozenset("。.：:；;·•・—-－、，,/")
"""What `heading_raw` may hold beside marker and heading."""

_SENTENCES = {code.id: code.en for code in MEANING_CODES}


class Misfit(NamedTuple):
    """A node that does not fit into its tree: the id of a row of `MEANING_CODES`, and the values of its sentence."""

    node: Node
    code: str
    values: dict[str, int]


def audit(document: Document, text: str) -> list[str]:
    """Check `document` against the decoded source `text` that its spans refer to.

    Returns one English sentence a finding; never raises on a document of the model.
    """
    ledger = _Ledger(text)
    if document.source.length != len(text):
        ledger.report("source", f"length is {document.source.length}, the text has {len(text)}")
    for index, removed in enumerate(document.removed):
        ledger.remove(f"removed[{index}]", removed.span, removed.text)
    for misfit in misfits(document):
        ledger.report(misfit.node.id, _SENTENCES[misfit.code].format(**misfit.values))
    for node, _ in walk(document):
        _claim(ledger, node)
    ledger.close()
    return ledger.findings


# ── the tree by itself, without its source ────────────────────────────────────────────────────────


def misfits(document: Document) -> Iterator[Misfit]:
    """What no schema can say of the tree: an id used twice, spans out of place or order, wrong levels, too deep."""
    seen: set[str] = set()
    yield from _misplaced(document.children, Span(start=0, end=document.source.length))
    for node, parents in walk(document):
        if node.id in seen:
            yield Misfit(node, "id-twice", {})
        seen.add(node.id)
        if len(parents) >= MAX_DEPTH and sum(not isinstance(one, Item) for one in parents) == MAX_DEPTH:
            yield Misfit(node, "too-deep", {"limit": MAX_DEPTH})
        yield from _inside(node)
        yield from _wrong_level(node, parents)


def _inside(node: Node) -> Iterator[Misfit]:
    """A node's span runs forward, and its heading and its children lie in it."""
    span = node.span
    if span.start > span.end:
        yield Misfit(node, "span-backwards", {"start": span.start, "end": span.end})
        return
    yield from _misplaced(children_of(node), span)
    heading = node.heading_span if isinstance(node, Section | Box | Part) else None
    if heading is not None and not (span.start <= heading.start <= heading.end <= span.end):
        yield Misfit(node, "heading-outside", {"start": heading.start, "end": heading.end})


def _misplaced(children: Sequence[Node], within: Span) -> Iterator[Misfit]:
    """Children lie inside their parent and one after the other."""
    last = within.start
    for child in children:
        if not (within.start <= child.span.start and child.span.end <= within.end):
            yield Misfit(child, "span-outside", {"start": within.start, "end": within.end})
        elif child.span.start < last:
            yield Misfit(child, "span-order", {"end": last})
        last = child.span.end


def _wrong_level(node: Node, parents: tuple[Node, ...]) -> Iterator[Misfit]:
    """A section's level is 1 + the number of sections and boxes around it inside its part."""
    if not isinstance(node, Section):
        return
    depth = 1
    for parent in reversed(parents):
        if isinstance(parent, Part):
            break
        depth += isinstance(parent, Section | Box)
    if node.level != depth:
        yield Misfit(node, "wrong-level", {"level": node.level, "depth": depth})


# ── the tree against its source ───────────────────────────────────────────────────────────────────


class _Ledger:
    """Who owns which character of the source."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.owned = bytearray(len(text))
        self.removed = bytearray(len(text))
        self.findings: list[str] = []

    def report(self, node: str, what: str) -> None:
        self.findings.append(f"{node}: {what}")

    def inside(self, node: str, span: Span) -> bool:
        if span.start <= span.end <= len(self.text):
            return True
        self.report(node, f"span {span.start}-{span.end} is not inside 0-{len(self.text)}")
        return False

    def remove(self, node: str, span: Span, text: str) -> None:
        if not self.inside(node, span):
            return
        if solid(self.text[span.start : span.end]) != solid(text):
            self.report(node, "text differs from the source")
        if any(self.removed[k] for k in range(span.start, span.end) if not blank(self.text[k])):
            self.report(node, "removed twice")
        self.removed[span.start : span.end] = b"\x01" * (span.end - span.start)

    def own(self, node: str, span: Span | None, text: str | None, holes: tuple[Span, ...] = ()) -> None:
        if span is None or not self.inside(node, span):
            return
        skipped = {k for hole in holes for k in range(hole.start, hole.end)}
        found: list[str] = []
        for k in range(span.start, span.end):
            char = self.text[k]
            if self.removed[k] or k in skipped or blank(char):
                continue
            if self.owned[k]:
                self.report(node, f"character {k} {char!r} is used twice")
                return
            self.owned[k] = 1
            found.append(char)
        if text is not None and "".join(found) != solid(text):
            self.report(node, f"text {solid(text)[:30]!r} differs from the source {''.join(found)[:30]!r}")

    def close(self) -> None:
        lost = [k for k, char in enumerate(self.text) if not (self.owned[k] or self.removed[k] or blank(char))]
        if lost:
            near = self.text[lost[0] : lost[0] + 20]
            self.report("source", f"{len(lost)} characters in no place, the first at {lost[0]}: {near!r}")


def _claim(ledger: _Ledger, node: Node) -> None:
    if isinstance(node, Section | Box | Part):
        _claim_heading(ledger, node)
    elif isinstance(node, Item):
        marker = node.marker.text if node.marker else ""
        holes = tuple(child.span for child in node.children)
        ledger.own(node.id, node.span, marker + node.text, holes)
    elif isinstance(node, Paragraph):
        ledger.own(node.id, node.span, node.text)
    elif isinstance(node, Table):
        _claim_table(ledger, node)
    elif isinstance(node, Figure):
        ledger.own(node.id, node.span, None)


def _claim_heading(ledger: _Ledger, node: Section | Box | Part) -> None:
    printed = solid((node.marker.text if node.marker else "") + node.heading)
    if node.heading_span is None:
        if printed:
            ledger.report(node.id, "a printed heading without heading_span")
        return
    raw = solid(node.heading_raw or "")
    ledger.own(node.id, node.heading_span, raw)
    rest = raw
    for piece in (solid(node.marker.text if node.marker else ""), solid(node.heading)):
        if piece not in rest:
            ledger.report(node.id, f"{piece[:20]!r} is not in heading_raw {raw[:30]!r}")
            return
        rest = rest.replace(piece, "", 1) if piece else rest
    if set(rest) - SEPARATORS:
        ledger.report(node.id, f"heading_raw holds {rest[:20]!r} beside marker and heading")


def _claim_table(ledger: _Ledger, node: Table) -> None:
    for cell in node.cells:
        if cell.span is None or not ledger.inside(node.id, cell.span):
            continue
        kept = "".join(ledger.text[k] for k in range(cell.span.start, cell.span.end) if not ledger.removed[k])
        if solid(kept) != solid(cell.text):
            ledger.report(node.id, f"cell {cell.row},{cell.col} differs from the source")
    ledger.own(node.id, node.span, None)


def blank(char: str) -> bool:
    """True for a character that carries no text: white space, format and control characters."""
    return char.isspace() or unicodedata.category(char) in ("Cf", "Cc")


def solid(text: str) -> str:
    """`text` without its blank characters."""
    return "".join(char for char in text if not blank(char))


__all__ = ["Misfit", "audit", "blank", "misfits", "solid"]

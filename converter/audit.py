"""Document + source text → what is missing, used twice or altered; an empty list when all is well.

The law of conservation: every non-blank character of the source lies in exactly one leaf, heading or
removed entry, and the text kept there is the text of the source. A character is blank if
`str.isspace()` or of category Cf or Cc.
"""

from __future__ import annotations

import unicodedata

from .model import Box, Document, Figure, Item, Paragraph, Part, Section, Span, Table
from .walk import Node, children_of, walk

SEPARATORS = frozenset("。.：:；;·•・—-－、，,/")
"""What `heading_raw` may hold beside marker and heading."""


def audit(document: Document, text: str) -> list[str]:
    """Check `document` against the decoded source `text` that its spans refer to.

    Returns one English sentence a finding; never raises on a document of the model.
    """
    ledger = _Ledger(text)
    if document.source.length != len(text):
        ledger.report("source", f"length is {document.source.length}, the text has {len(text)}")
    for index, removed in enumerate(document.removed):
        ledger.remove(f"removed[{index}]", removed.span, removed.text)
    seen: set[str] = set()
    for node, parents in walk(document):
        if node.id in seen:
            ledger.report(node.id, "id used twice")
        seen.add(node.id)
        _check_order(ledger, node)
        _check_level(ledger, node, parents)
        _claim(ledger, node)
    ledger.close()
    return ledger.findings


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


def _check_order(ledger: _Ledger, node: Node) -> None:
    """Children lie inside their parent and one after the other."""
    last = node.span.start
    for child in children_of(node):
        if not (node.span.start <= child.span.start and child.span.end <= node.span.end):
            ledger.report(child.id, "span outside its parent's")
        if child.span.start < last:
            ledger.report(child.id, "starts before its elder sibling ends")
        last = child.span.end


def _check_level(ledger: _Ledger, node: Node, parents: tuple[Node, ...]) -> None:
    if not isinstance(node, Section):
        return
    depth = 0
    for parent in reversed(parents):
        if isinstance(parent, Part):
            break
        depth += isinstance(parent, Section | Box)
    if node.level != depth + 1:
        ledger.report(node.id, f"level {node.level} at depth {depth + 1}")


def blank(char: str) -> bool:
    """True for a character that carries no text: white space, format and control characters."""
    return char.isspace() or unicodedata.category(char) in ("Cf", "Cc")


def solid(text: str) -> str:
    """`text` without its blank characters."""
    return "".join(char for char in text if not blank(char))


__all__ = ["audit", "blank", "solid"]

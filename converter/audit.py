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
from .rules.checks import MEANING_CODES, SOURCE_CODES
from .walk import Node, children_of, walk

SEPARATORS = frozenset("。.：:；;·•・—-－、，,/")
"""What `heading_raw` may hold beside marker and heading."""

_SENTENCES = {code.id: code.en for code in (*MEANING_CODES, *SOURCE_CODES)}


class Misfit(NamedTuple):
    """A node that does not fit into its tree: the id of a row of `MEANING_CODES`, and the values of its sentence."""

    node: Node
    code: str
    values: dict[str, int]


class Lapse(NamedTuple):
    """Where document and source disagree: a block's id, `removed[N]` or `source`; a row of `SOURCE_CODES`.

    `near` shows the text there, cut short, for who may see it.
    """

    place: str
    code: str
    values: dict[str, int]
    near: str = ""


def audit(document: Document, text: str) -> list[str]:
    """Check `document` against the decoded source `text` that its spans refer to.

    Returns one English sentence a finding; never raises on a document of the model.
    """
    found = [f"{misfit.node.id}: {_sentence(misfit)}" for misfit in misfits(document)]
    found += [
        f"{lapse.place}: {_sentence(lapse)}{f' ({lapse.near})' if lapse.near else ''}"
        for lapse in lapses(document, text)
    ]
    return found


def _sentence(one: Misfit | Lapse) -> str:
    return _SENTENCES[one.code].format(**one.values)


def lapses(document: Document, text: str) -> list[Lapse]:
    """What is missing, used twice or altered, against the source alone: the tree itself is `misfits`' matter."""
    ledger = _Ledger(text)
    if document.source.length != len(text):
        ledger.report("source", "wrong-length", {"length": document.source.length, "real": len(text)})
    for index, removed in enumerate(document.removed):
        ledger.remove(f"removed[{index}]", removed.span, removed.text)
    for node, _ in walk(document):
        _claim(ledger, node)
    ledger.close()
    return ledger.found


# ── the tree by itself, without its source ────────────────────────────────────────────────────────


def misfits(document: Document) -> Iterator[Misfit]:
    """What no schema can say of the tree: an id used twice, spans out of place or order, wrong levels, too deep."""
    seen: set[str] = set()
    yield from _misplaced(document.children, Span(start=0, end=document.source.length))
    for node, depth, level in _deep(document):
        if node.id in seen:
            yield Misfit(node, "id-twice", {})
        seen.add(node.id)
        if depth == MAX_DEPTH:
            yield Misfit(node, "too-deep", {"limit": MAX_DEPTH})
        span = node.span
        if span.start > span.end:
            yield Misfit(node, "span-backwards", {"start": span.start, "end": span.end})
        elif children := children_of(node):
            yield from _misplaced(children, span)
        if isinstance(node, HEADED):
            yield from _heading_outside(node)
        if isinstance(node, Section) and node.level != level:
            yield Misfit(node, "wrong-level", {"level": node.level, "depth": level})


HEADED = (Section, Box, Part)


def _deep(document: Document) -> Iterator[tuple[Node, int, int]]:
    """Every node in reading order, how many blocks are around it, and the level that a section has there.

    A section's level is 1 + the number of sections and boxes around it inside its part.
    """
    waiting: list[tuple[Node, int, int]] = [(block, 0, 1) for block in reversed(document.children)]
    while waiting:
        node, depth, level = waiting.pop()
        yield node, depth, level
        if children := children_of(node):
            below = 1 if isinstance(node, Part) else level + isinstance(node, (Section, Box))
            around = depth + (not isinstance(node, Item))
            waiting += [(child, around, below) for child in reversed(children)]


def _heading_outside(node: Section | Box | Part) -> Iterator[Misfit]:
    """A heading lies in its block; of a block that runs backwards that is no question."""
    span, heading = node.span, node.heading_span
    if heading is None or span.start > span.end or span.start <= heading.start <= heading.end <= span.end:
        return
    yield Misfit(node, "heading-outside", {"start": heading.start, "end": heading.end})


def _misplaced(children: Sequence[Node], within: Span) -> Iterator[Misfit]:
    """Children lie inside their parent and one after the other."""
    last, least, most = within.start, within.start, within.end
    for child in children:
        start, end = child.span.start, child.span.end
        if start > end:
            continue  # that it runs backwards is said of itself
        if start < least or end > most:
            yield Misfit(child, "span-outside", {"start": least, "end": most})
        elif start < last:
            yield Misfit(child, "span-order", {"end": last})
        last = end


# ── the tree against its source ───────────────────────────────────────────────────────────────────


class _Ledger:
    """Who owns which character of the source."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.owned = bytearray(len(text))
        self.removed = bytearray(len(text))
        self.found: list[Lapse] = []

    def report(self, place: str, code: str, values: dict[str, int] | None = None, near: str = "") -> None:
        self.found.append(Lapse(place, code, values or {}, near))

    def inside(self, node: str, span: Span) -> bool:
        if span.start <= span.end <= len(self.text):
            return True
        self.report(node, "beyond-source", {"start": span.start, "end": span.end, "length": len(self.text)})
        return False

    def remove(self, node: str, span: Span, text: str) -> None:
        if not self.inside(node, span):
            return
        if solid(self.text[span.start : span.end]) != solid(text):
            self.report(node, "text-differs")
        if any(self.removed[k] for k in range(span.start, span.end) if not blank(self.text[k])):
            self.report(node, "removed-twice")
        self.removed[span.start : span.end] = b"\x01" * (span.end - span.start)

    def own(self, node: str, span: Span | None, text: str | None, holes: tuple[Span, ...] = ()) -> None:
        if span is None or not self.inside(node, span):
            return
        skipped = {k for hole in holes for k in range(hole.start, min(hole.end, len(self.text)))}
        found: list[str] = []
        for k in range(span.start, span.end):
            char = self.text[k]
            if self.removed[k] or k in skipped or blank(char):
                continue
            if self.owned[k]:
                self.report(node, "used-twice", self.at(k), repr(char))
                return
            self.owned[k] = 1
            found.append(char)
        if text is not None and "".join(found) != solid(text):
            self.report(node, "text-differs", near=f"{solid(text)[:30]!r}, source {''.join(found)[:30]!r}")

    def at(self, offset: int) -> dict[str, int]:
        """An offset for people: the line that it is in, from 1, and itself."""
        return {"line": self.text.count("\n", 0, offset) + 1, "offset": offset}

    def close(self) -> None:
        lost = [k for k, char in enumerate(self.text) if not (self.owned[k] or self.removed[k] or blank(char))]
        if lost:
            near = repr(self.text[lost[0] : lost[0] + 20])
            self.report("source", "text-lost", {"number": len(lost)} | self.at(lost[0]), near)


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
            ledger.report(node.id, "heading-without-span")
        return
    raw = solid(node.heading_raw or "")
    ledger.own(node.id, node.heading_span, raw)
    rest = raw
    for piece in (solid(node.marker.text if node.marker else ""), solid(node.heading)):
        if piece not in rest:
            ledger.report(node.id, "heading-differs", near=f"{piece[:20]!r}, printed {raw[:30]!r}")
            return
        rest = rest.replace(piece, "", 1) if piece else rest
    if set(rest) - SEPARATORS:
        ledger.report(node.id, "heading-differs", near=f"{rest[:20]!r} beside marker and heading")


def _claim_table(ledger: _Ledger, node: Table) -> None:
    for cell in node.cells:
        if cell.span is None or not ledger.inside(node.id, cell.span):
            continue
        kept = "".join(ledger.text[k] for k in range(cell.span.start, cell.span.end) if not ledger.removed[k])
        if solid(kept) != solid(cell.text):
            ledger.report(node.id, "cell-differs", {"row": cell.row, "column": cell.col})
    ledger.own(node.id, node.span, None)


def blank(char: str) -> bool:
    """True for a character that carries no text: white space, format and control characters."""
    return char.isspace() or unicodedata.category(char) in ("Cf", "Cc")


def solid(text: str) -> str:
    """`text` without its blank characters."""
    return "".join(char for char in text if not blank(char))


__all__ = ["Lapse", "Misfit", "audit", "blank", "lapses", "misfits", "solid"]

"""What the text of a document shows of things that its blocks do not hold: gaps, and the names and dates of its frame.

TEI marks a gap where text was taken out or breaks off (TEI 3.5.3), and names in a salute or a signature (TEI 3.6.1).
Nothing here is text: without these elements the reading text is the same.
"""

from __future__ import annotations

from ..model import Document, Paragraph
from .tei_writer import Writer, escape, when

_NAMED = frozenset(("salute", "signed", "dateline"))
"""Elements in which names and dates are looked for."""


class Marks:
    """What is marked where, in the order of the source."""

    __slots__ = ("_cuts", "_document", "_next", "_torn", "_truncated")

    def __init__(self, out: Writer, document: Document) -> None:
        runs = enumerate(document.removed, 1)
        self._document = document
        self._cuts = sorted((run.span.start, number) for number, run in runs if run.zone == "body")
        self._next = 0
        self._torn = f'<gap reason="truncated" extent="unknown"{out.resp}/>'
        self._truncated = {found.node for found in document.diagnostics if found.code == "truncated"}

    def write_cuts(self, out: Writer, before: int) -> None:
        """A `gap` for each run that was taken out between the last block and the one at offset `before`."""
        while self._next < len(self._cuts) and self._cuts[self._next][0] < before:
            number = self._cuts[self._next][1]
            out.line(f'<gap reason="editorial" corresp="#{out.prefix}removed.{number}"{out.resp}/>')
            self._next += 1

    def end(self, node: str) -> str:
        """The `gap` at the end of a text that breaks off."""
        return self._torn if node in self._truncated else ""

    def named(self, block: Paragraph, tag: str) -> str:
        """The text as XML; in the frame of a letter with the organs and the date that the metadata knows."""
        text = escape(block.text)
        if tag not in _NAMED:
            return text
        if tag == "dateline":
            return self._dated(block, text)
        metadata = self._document.metadata
        signed = (*metadata.issuers, *(metadata.signature.organs if metadata.signature else ()))
        return _with_names(text, metadata.recipients if tag == "salute" else tuple(dict.fromkeys(signed)))

    def _dated(self, block: Paragraph, text: str) -> str:
        """The date of the document, where its evidence is the whole paragraph."""
        metadata = self._document.metadata
        if metadata.date is None or metadata.spans.get("date") != block.span:
            return text
        return f"<date{when(metadata.date)}>{text}</date>"


def _with_names(text: str, names: tuple[str, ...]) -> str:
    """Each name once, in their order; one that is not there is passed over."""
    pieces, at = [], 0
    for name in map(escape, filter(None, names)):
        start = text.find(name, at)
        if start >= 0:
            pieces += [text[at:start], f'<name type="org">{name}</name>']
            at = start + len(name)
    return "".join([*pieces, text[at:]])

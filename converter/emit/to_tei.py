"""The document as TEI P5, valid under tei_all and our own schema: header, text, stand-off lists.

In: any document of the model. Out: one XML text. Ids are those of the model; those of the header and the lists hold a
full stop, which no id of the model does. `@source` is the span of a node, a heading or a marker. A character that XML
cannot hold becomes a `g` that names it, and the header declares it and counts them.
"""

from __future__ import annotations

from ..model import Diagnostic, Document, Removed
from .tei_header import header, language
from .tei_text import write_text
from .tei_writer import UNHELD, Writer, attribute, escape, source

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
PROLOG = f"""\
{DECLARATION}<?xml-model href="https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng" \
type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>
"""


def to_tei(document: Document) -> str:
    """Write the document as TEI P5; the text ends in a newline and is meant to be encoded as UTF-8."""
    return PROLOG + tei_element(document)


def tei_element(document: Document, prefix: str = "") -> str:
    """The document as a `TEI` element; `prefix` stands before each of its ids, as in a corpus (TEI 15.1)."""
    out = Writer(depth=1, prefix=prefix)
    write_text(out, document)
    _write_stand_off(out, document)
    text, head = "\n".join(out.lines), "\n".join(header(document, out).lines)
    if replaced := UNHELD.findall(head) + UNHELD.findall(text):
        head = _marked("\n".join(header(document, out, replaced).lines), prefix)
        text = _marked(text, prefix)
    identity = f'xml:id="{prefix}doc.{document.source.sha256[:16]}" xml:lang="{language(document.metadata)}"'
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {identity}>\n{head}\n{text}\n</TEI>\n'


def _marked(markup: str, prefix: str) -> str:
    """Characters that XML cannot hold as `g` (TEI 5.1); in the attributes they are spelt already."""
    return UNHELD.sub(lambda found: f'<g ref="#{prefix}char.{ord(found[0]):04X}">\ufffd</g>', markup)


def _write_stand_off(out: Writer, document: Document) -> None:
    """What is said about the text and is not in it (TEI 17.10): removed runs, diagnostics, evidence of metadata."""
    lists = {
        "boilerplate": [_removed(out, number, run) for number, run in enumerate(document.removed, 1)],
        "diagnostics": [_diagnostic(out, found) for found in document.diagnostics],
        "evidence": [f"<item{source(span)}>{escape(key)}</item>" for key, span in document.metadata.spans.items()],
    }
    if not any(lists.values()):
        return
    with out.element("standOff"):
        for kind, items in lists.items():
            if items:
                with out.element("list", f' type="{kind}"{out.resp}'):
                    for item in items:
                        out.line(item)


def _removed(out: Writer, number: int, run: Removed) -> str:
    rule = out.category("noise", run.rule)
    kind = f"{rule} {out.category('zone', run.zone)}" if run.zone else rule
    return f'<item xml:id="{out.prefix}removed.{number}" ana="{kind}"{source(run.span)}>{escape(run.text)}</item>'


def _diagnostic(out: Writer, found: Diagnostic) -> str:
    """An item that points to its node; one that is not in the document can only be named, in `@n`."""
    kind = f"{out.category('dx', found.code)} {out.category('severity', found.severity)}"
    node = ""
    if found.node is not None:
        known = out.knows(found.node)
        node = attribute("corresp", f"#{out.prefix}{found.node}") if known else attribute("n", found.node)
    return f'<item ana="{kind}"{node}{source(found.span)}>{escape(found.message)}</item>'

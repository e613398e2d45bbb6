"""The document as TEI P5, valid under tei_all: header, text, stand-off lists.

In: any document of the model. Out: one XML text. Ids are those of the model; those of the header hold a full stop,
which no id of the model does. `@source` is the span of a node, a heading or a marker. Characters that XML cannot hold
become U+FFFD, and the header counts them.
"""

from __future__ import annotations

from ..model import Document
from .tei_header import header, language
from .tei_text import write_text
from .tei_writer import UNHELD, Writer, attribute, escape, source

PROLOG = """\
<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng" type="application/xml" \
schematypens="http://relaxng.org/ns/structure/1.0"?>
"""


def to_tei(document: Document) -> str:
    """Write the document as TEI P5; the text ends in a newline and is meant to be encoded as UTF-8."""
    out = Writer(depth=1)
    write_text(out, document)
    _write_stand_off(out, document)
    text, head = "\n".join(out.lines), "\n".join(header(document, out.categories, 0).lines)
    if replaced := len(UNHELD.findall(head)) + len(UNHELD.findall(text)):
        head = UNHELD.sub("\ufffd", "\n".join(header(document, out.categories, replaced).lines))
        text = UNHELD.sub("\ufffd", text)
    identity = f'xml:id="doc.{document.source.sha256[:16]}" xml:lang="{language(document.metadata)}"'
    return f'{PROLOG}<TEI xmlns="http://www.tei-c.org/ns/1.0" {identity}>\n{head}\n{text}\n</TEI>\n'


def _write_stand_off(out: Writer, document: Document) -> None:
    """What is said about the text and is not in it (TEI 17.10): removed runs, diagnostics, evidence of metadata."""
    lists = {
        "boilerplate": _removed(out, document),
        "diagnostics": _diagnostics(out, document),
        "evidence": _evidence(document),
    }
    if not any(lists.values()):
        return
    with out.element("standOff"):
        for kind, items in lists.items():
            if items:
                with out.element("list", f' type="{kind}"'):
                    for item in items:
                        out.line(item)


def _removed(out: Writer, document: Document) -> list[str]:
    return [
        f'<item ana="{out.category("noise", run.rule)}"{source(run.span)}>{escape(run.text)}</item>'
        for run in document.removed
    ]


def _diagnostics(out: Writer, document: Document) -> list[str]:
    """Items that point to their node; one that is not in the document can only be named, in `@n`."""
    items = []
    for found in document.diagnostics:
        kind = f"{out.category('dx', found.code)} {out.category('severity', found.severity)}"
        node = ""
        if found.node is not None:
            node = attribute("corresp", f"#{found.node}") if out.knows(found.node) else attribute("n", found.node)
        items.append(f'<item ana="{kind}"{node}{source(found.span)}>{escape(found.message)}</item>')
    return items


def _evidence(document: Document) -> list[str]:
    """Where each field of the metadata is printed."""
    return [f"<item{attribute('n', field)}{source(span)}/>" for field, span in document.metadata.spans.items()]

"""A TEI document of ours → an equal document of the model."""

from __future__ import annotations

from ..model import Document
from .blocks import blocks
from .header import diagnostics_of, generator_and_version, metadata_of, removed_of, source_of
from .pieces import TEI, Element, child


def document_of(root: Element) -> Document:
    """The document of a `TEI` element that keeps our schema."""
    header = child(root, "teiHeader")
    lists = {one.get("type"): one for one in root.iterfind(f"{TEI}standOff/{TEI}list")}
    generator, version = generator_and_version(header)
    return Document(
        schema_version=version,
        generator=generator,
        source=source_of(header),
        metadata=metadata_of(header, lists.get("evidence")),
        children=tuple(blocks(child(root, "text"))),
        removed=removed_of(lists.get("boilerplate")),
        diagnostics=diagnostics_of(lists.get("diagnostics")),
    )


def from_tei(tei: str | bytes) -> Document:
    from lxml import etree

    return document_of(etree.fromstring(tei if isinstance(tei, bytes) else tei.encode("utf-8")))

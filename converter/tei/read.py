"""TEI that keeps our schema → the document that it was written from, as it reads today.

There is no hidden copy: every value is taken from the element or attribute in which a reader of the TEI finds it.
"""

from __future__ import annotations

from ..model import Document
from .blocks import blocks
from .header import diagnostics_of, generator_and_version, metadata_of, removed_of, source_of
from .pieces import TEI, Element, the


def document_of(root: Element) -> Document:
    """The document of a `TEI` element that keeps our schema.

    Raises MisplacedError for a table that does not fill its grid, other ValueErrors for what the model does not take.
    """
    header = the(root, "teiHeader")
    lists = {one.get("type"): one for one in root.iterfind(f"{TEI}standOff/{TEI}list")}
    generator, version = generator_and_version(header)
    return Document(
        schema_version=version,
        generator=generator,
        source=source_of(header),
        metadata=metadata_of(header, lists.get("evidence")),
        children=tuple(blocks(the(root, "text"))),
        removed=removed_of(lists.get("boilerplate")),
        diagnostics=diagnostics_of(lists.get("diagnostics")),
    )

"""Bytes or text → the root of TEI, or why there is none.

Nothing outside is asked for and nothing is expanded: a document type, which alone can name entities, is refused, the
network is off, and elements nest no deeper than documents do.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from .pieces import TEI, Element

DEEPEST = 256
"""Elements nest at most this deep: MAX_DEPTH blocks, each in its box and its continuation, fit in."""

_DOCTYPE = re.compile("<!(?:DOCTYPE|ENTITY)")


class NotTeiError(ValueError):
    """A text that is no TEI: a code of the layer `well-formed`, the line, and the values of its sentence."""

    def __init__(self, code: str, line: int | None = None, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.values = values


def parse(obj: str | bytes | bytearray) -> Element:
    """The root element, `TEI` or `teiCorpus`. Raises NotTeiError."""
    root = _parsed(_decoded(obj))
    if root.tag not in (f"{TEI}TEI", f"{TEI}teiCorpus"):
        raise NotTeiError("not-tei", root.sourceline)
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise NotTeiError("nested-too-deep", element.sourceline)
    return root


def _decoded(obj: str | bytes | bytearray) -> bytes:
    try:
        text = obj if isinstance(obj, str) else obj.decode("utf-8")
        data = text.encode("utf-8")
    except UnicodeDecodeError as error:
        raise NotTeiError("not-utf8", byte=error.start) from None
    except UnicodeEncodeError as error:
        raise NotTeiError("not-xml", None, column=error.start, why=9) from None
    if found := _DOCTYPE.search(text):
        raise NotTeiError("doctype", text.count("\n", 0, found.start()) + 1)
    return data


def _parsed(data: bytes) -> Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise NotTeiError("not-xml", line, column=column, why=error.code) from None

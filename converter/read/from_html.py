"""A saved page → its text, and what its markup says of each line.

Never raises for what the markup says: broken markup is mended, what nests too deep is flattened, and a page
without any text is refused as an empty file is. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress

from ..errors import ConverterError
from ..layout import Layout
from ..rules.encodings import SUPERSETS
from ..rules.layout import SITE_ALONE, SITE_IN_TITLE, SITE_NAMES, TITLE_NAMES, URI_NAMES
from ..rules.rows import Container
from .container import find_containers
from .decode import Decoded, decode
from .markup import Node, Tree, tree_of
from .render import Printer
from .weights import Weights

MARKUP_SEEN = 4096
"""A page declares its encoding within so many bytes."""

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*(?:[\"']\s*)?(?P<name>[A-Za-z0-9_-]{2,20})", re.IGNORECASE
)
_TELLS_ITSELF = frozenset(("utf-8", "utf8", "utf-16", "unicode"))
"""Encodings that the bytes show better than a declaration: one that is wrong is mostly one of these."""
_SITE = re.compile(SITE_IN_TITLE)
_SITE_ALONE = re.compile(SITE_ALONE)
_TITLE_PARTS = re.compile("[_|丨]| [-–—] ")
_HEADS = frozenset(("title", "meta", "link"))
_ABSOLUTE = re.compile("https?://[^\\s]+")


def read_page(
    data: bytes, name: str, encoding: str | None, own: tuple[Container, ...] = (), charset: str | None = None
) -> tuple[Decoded, Layout]:
    """The text of a page with the encoding that it was in, and its layout; `encoding` overrides the page's own.

    `own` are containers that go before those of the shelf; `charset` is what the archive of the page says of it.

    Raises ConverterError where the bytes are no text.
    """
    found = _decoded(data, name, encoding, charset)
    tree = tree_of(found.text)
    heads = [node for node in tree.nodes if node.tag in _HEADS]
    meta, written = _meta(heads), _title(tree, heads)
    weights = Weights(tree.texts)
    containers, rule = find_containers(tree, weights, own)
    title = _printed_title(written) + _printed_title(_first(meta, TITLE_NAMES) or "")
    printer = Printer(tree, weights, rule, title)
    printer.print(containers)
    uri = tree.saved_from or _canonical(heads) or _first(meta, URI_NAMES)
    layout = Layout(
        tuple(printer.lines),
        tuple(printer.links),
        uri if uri and _ABSOLUTE.fullmatch(uri) else None,
        _first(meta, SITE_NAMES) or _site_in_title(written),
        tuple(printer.pictures),
    )
    return found._replace(text=printer.text), layout


def _decoded(data: bytes, name: str, encoding: str | None, charset: str | None) -> Decoded:
    """A declared encoding is believed where it fits; gb2312 and gbk mean GB18030."""
    if encoding is None and charset is not None:
        with suppress(ConverterError):
            return decode(data, name, charset)
    declared = _DECLARED.search(data[:MARKUP_SEEN])
    label = declared["name"].decode("ascii").lower() if declared else ""
    if encoding is None and label and label not in _TELLS_ITSELF:
        try:
            return decode(data, name, SUPERSETS.get(label, label))
        except ConverterError:
            return decode(data, name)
    return decode(data, name, encoding)


def _meta(heads: Sequence[Node]) -> Mapping[str, str]:
    """Name, in lower case, → content of the page's meta elements; the first of a name."""
    found: dict[str, str] = {}
    for node in heads:
        name = (node.get("name") or node.get("property")).strip().lower() if node.tag == "meta" else ""
        if name and node.get("content").strip():
            found.setdefault(name, node.get("content").strip())
    return found


def _first(values: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((values[name] for name in names if name in values), None)


def _title(tree: Tree, heads: Sequence[Node]) -> str:
    """The title of the page with single blanks."""
    return " ".join("".join(tree.text_of(node) for node in heads if node.tag == "title").split())


def _printed_title(title: str) -> str:
    """What of the title in the head of the page is the document's, without blanks; "" where it names the site only."""
    title = " ".join(title.split())
    if site := _SITE.match(title):
        title = title[: site.start("site")].rstrip("_|丨-–— ")
    longest = max(_TITLE_PARTS.split(title), key=len)
    return "" if _SITE_ALONE.fullmatch(longest.strip()) else "".join(longest.split())


def _site_in_title(title: str) -> str | None:
    """The name of the site that the title of the page ends in, behind a bar or a dash."""
    found = _SITE.match(title)
    return found["site"] if found else None


def _canonical(heads: Sequence[Node]) -> str | None:
    links = (node for node in heads if node.tag == "link" and node.get("rel").lower() == "canonical")
    return next((link.get("href").strip() for link in links), None)

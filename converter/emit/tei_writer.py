"""Pieces of TEI as text: what escapes, points, numbers and indents, whatever the document says.

The emitter writes strings and builds no tree: a document costs one pass and little more than its own length.
Attribute helpers return ` name="value"` with the blank before it, or nothing when there is nothing to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from urllib.parse import quote

from ..model import Box, Figure, Item, List, Paragraph, Part, Section, Span, Table

_UNHELD = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"

UNHELD = re.compile(f"[{_UNHELD}]")
"""What XML 1.0 cannot hold at all, not even as a reference."""

_SPELT = re.compile(f"[{_UNHELD}\ufffd]")

_WORD = re.compile("[!-~°²³·×\u2030-\u205e\u2100-\u23ff\u3380-\u33df\u4e00-\u9fff％]+")
"""Units that every engine takes for a word of TEI (teidata.word)."""

_HOST = r"(?:[\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"
_CHAR = f"(?:{_HOST}|@)"
_REST = f"(?:{_CHAR}|[/:])*"
_URI = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+.-]*:(?://(?:{_HOST}*@)?{_HOST}*(?::[0-9]{{1,5}})?(?![^/?#])|(?!//)){_REST}"
    rf"|{_CHAR}+(?:/{_REST})?|/(?:{_CHAR}{_REST})?|(?=[?#]))(?:\?(?:{_CHAR}|[/:?])*)?(?:#(?:{_CHAR}|[/:?])*)?",
    re.ASCII,
)
"""The URIs of RFC 3986 that every schema engine reads alike; others are written with more percent signs."""

_LARGEST = 10**23
"""libxml2 reads an xs:nonNegativeInteger of 24 digits at most."""


class Writer:
    """Lines of XML under construction, with what only the whole of them knows.

    `prefix` stands before every id and pointer, so that documents can be joined to a corpus.
    """

    __slots__ = ("_ids", "_pad", "categories", "lines", "prefix", "resp")

    def __init__(self, depth: int = 0, prefix: str = "") -> None:
        self.prefix = prefix
        self.resp = f' resp="#{prefix}resp.conv"'
        """Points to the header's respStmt: what a program, not the print, says (TEI 21.3)."""
        self.lines: list[str] = []
        self.categories: dict[str, dict[str, str]] = {}
        self._ids: dict[str, int] = {}
        self._pad = "  " * depth

    def line(self, markup: str) -> None:
        """Write one element that fits a line: its own white space stays as it is."""
        self.lines.append(self._pad + markup)

    @contextmanager
    def element(self, tag: str, attributes: str = "") -> Iterator[None]:
        """Write an element that holds elements only, each on a line of its own."""
        outer = self._pad
        self.lines.append(f"{outer}<{tag}{attributes}>")
        self._pad = outer + "  "
        yield
        self._pad = outer
        self.lines.append(f"{outer}</{tag}>")

    def node(self, node: Section | Box | Part | Paragraph | List | Item | Table | Figure) -> str:
        """The attributes that every block and item has: its id and the place of its print."""
        span = node.span
        return f' xml:id="{self.prefix}{self._identity(node.id)}" source="src:{span.start}-{span.end}"'

    def knows(self, node_id: str) -> bool:
        """True when the id was written and can be pointed to."""
        return node_id in self._ids

    def category(self, taxonomy: str, code: str) -> str:
        """A pointer to a category, which the header then declares (TEI 2.3.7)."""
        self.categories.setdefault(taxonomy, {})[code] = code
        return f"#{self.prefix}{taxonomy}.{code}"

    def _identity(self, node_id: str) -> str:
        """The node's id; a model may hold one twice, XML may not, and no model's id has a hyphen."""
        count = self._ids[node_id] = self._ids.get(node_id, 0) + 1
        return node_id if count == 1 else f"{node_id}-{count}"


def escape(text: str) -> str:
    """`text` as XML character data; a bare carriage return would be read as a line feed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def spelt(text: str) -> str:
    """`text` where TEI has no `g`, as in attributes: what XML cannot hold, and U+FFFD, as U+FFFD and four digits."""
    return _SPELT.sub(lambda found: f"\ufffd{ord(found[0]):04X}", text)


def attribute(name: str, value: str | int | None) -> str:
    """An attribute, or nothing for None; blanks are written so that a parser keeps them."""
    if value is None:
        return ""
    text = escape(spelt(str(value))).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f' {name}="{text}"'


def number(name: str, value: float | None) -> str:
    """An attribute of TEI's type teidata.numeric."""
    if value is None:
        return ""
    text = repr(value).removesuffix(".0").replace("inf", "INF").replace("nan", "NaN")
    return f' {name}="{text}"'


def when(day: str) -> str:
    """`@when`, only for a day that the calendar has (TEI 3.6.4)."""
    year, month, number = (*map(int, day.split("-")), 1, 1)[:3]
    try:
        date(year, month, number)
    except ValueError:
        return ""
    return f' when="{day}"'


def word(name: str, value: str) -> str:
    """An attribute that holds one word; what is none stands in `@n` as it is."""
    return attribute(name if _WORD.fullmatch(value) else "n", value)


def source(span: Span | None) -> str:
    """`@source`: where it is printed, by the header's prefixDef `src` (TEI 2.3.6)."""
    return "" if span is None else f' source="src:{span.start}-{span.end}"'


def count(name: str, value: int) -> str:
    """An attribute of TEI's type teidata.count."""
    return f' {name}="{min(value, _LARGEST)}"'


def pointer(name: str, address: str) -> str:
    """A URI as an attribute; one that had to be changed stands in `@n` as it was (TEI 1.4.2, teidata.pointer)."""
    uri = address
    if not uri or not _URI.fullmatch(uri):
        uri = quote(address, safe="%/:?#!$&'()*+,;=@", errors="replace")
    if not uri or not _URI.fullmatch(uri):
        uri = quote(address, safe="", errors="replace") or "#"
    return attribute(name, uri) + (attribute("n", address) if uri != address else "")

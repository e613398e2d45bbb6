"""What all readers of TEI share: names, texts, spans and pointers of our elements.

The elements keep our schema; whoever calls these has asked it. A text is what stands in an element and in what is
marked inside it; a `g` is the character that it names.
"""

from __future__ import annotations

import re
from typing import Any

from ..model import Span

Element = Any
"""An element of lxml, whose types are its own."""

NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{NAMESPACE}}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

_SPELT = re.compile("\ufffd([0-9A-F]{4})")

NOT_PRINTED = frozenset((f"{TEI}corr", f"{TEI}reg", f"{TEI}supplied"))
"""What the program says and the print does not."""


def tag(element: Element) -> str:
    """The element's name without its namespace."""
    name: str = element.tag
    return name.rpartition("}")[2]


def child(element: Element, *path: str) -> Element | None:
    """The first element at a path of names below."""
    return element.find("/".join(TEI + step for step in path))


def the(element: Element, *path: str) -> Element:
    """The element at a path of names below, which the schema demands."""
    return element.find("/".join(TEI + step for step in path))


def text(element: Element, skip: frozenset[str] = frozenset()) -> str:
    """All text inside, in order; without that of elements whose full names are in `skip`."""
    if not len(element):
        return element.text or ""
    pieces = [element.text or ""]
    for inner in element:
        if inner.tag == f"{TEI}g":
            pieces.append(chr(int(code(inner.get("ref")), 16)))
        elif inner.tag not in skip:
            pieces.append(text(inner, skip))
        pieces.append(inner.tail or "")
    return "".join(pieces)


def optional_text(element: Element | None) -> str | None:
    """The text of an element that may be absent."""
    return None if element is None else text(element)


def attribute(element: Element, name: str) -> str | None:
    """An attribute that holds any text: what XML cannot hold is spelt there in four digits behind U+FFFD."""
    value = element.get(name)
    return None if value is None else unspelt(value)


def unspelt(value: str) -> str:
    """The text that was spelt: U+FFFD and four digits are the character of that number."""
    return _SPELT.sub(lambda found: chr(int(found[1], 16)), value)


def address(element: Element, name: str) -> str:
    """A URI as the source has it: `@n`, where it could not be written as it is."""
    kept = attribute(element, "n")
    return element.get(name) if kept is None else kept


def whole(element: Element, name: str) -> int | None:
    """An attribute that holds a whole number."""
    value = element.get(name)
    return None if value is None else int(value)


def span(element: Element) -> Span:
    """The place in the source that `@source` names."""
    start, _, end = element.get("source").removeprefix("src:").partition("-")
    return Span(start=int(start), end=int(end))


def optional_span(element: Element | None) -> Span | None:
    """The place of what need not be printed."""
    return None if element is None or element.get("source") is None else span(element)


def identity(element: Element) -> str:
    """The id that JSON has: without the prefix of a corpus and the number of a repetition."""
    return code(element.get(XML_ID)).partition("-")[0]


def code(pointer: str) -> str:
    """`#role.date` → `date`, `#d2.sec_1` → `sec_1`: nothing that we name has a full stop in it."""
    return pointer.removeprefix("#").rpartition(".")[2]


def codes(element: Element) -> dict[str, str]:
    """The categories that `@ana` points to: `#dx.truncated #severity.warning` → by taxonomy."""
    pointers = [pointer.removeprefix("#").split(".") for pointer in element.get("ana", "").split()]
    return {pieces[-2]: pieces[-1] for pieces in pointers}

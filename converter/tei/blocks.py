"""The `text` of a TEI document of ours → the blocks of the model.

What has an id is a block; what has none stands around blocks for TEI's sake and is passed through. Everything is read
from the elements that a reader of the TEI sees, so what is edited there is edited here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..model import Box, Figure, Item, LeafBlock, Link, List, Marker, Paragraph, Part, RootBlock, Section, Table
from .pieces import (
    NOT_PRINTED,
    TEI,
    XML_ID,
    Element,
    address,
    attribute,
    child,
    codes,
    identity,
    optional_span,
    optional_text,
    span,
    tag,
    text,
    the,
    unspelt,
    whole,
)
from .tables import table_of

_LABEL = frozenset((f"{TEI}label",))
_LINKS = frozenset((f"{TEI}ref", f"{TEI}ptr"))


def blocks(element: Element) -> Iterator[RootBlock]:
    """The blocks below an element, in reading order."""
    for inner in element:
        if inner.get(XML_ID) is None:
            yield from blocks(inner)
        else:
            yield _READERS.get(tag(inner), _paragraph)(inner)


def _paragraph(element: Element) -> Paragraph:
    """Whatever holds text and has an id and no reader of its own is a paragraph; its role is in `@ana`."""
    return Paragraph(
        id=identity(element),
        span=span(element),
        text=text(element),
        role=codes(element).get("role"),
        links=_links(element),
    )


def _links(element: Element) -> tuple[Link, ...]:
    return tuple(Link(span=span(link), href=address(link, "target")) for link in element.iter() if link.tag in _LINKS)


def _list(element: Element) -> List:
    items, label = [], None
    for inner in element:
        if tag(inner) == "label":
            label = inner
        elif inner.get(XML_ID) is not None:
            items.append(_item(inner, label))
    return List(
        id=identity(element),
        span=span(element),
        style=element.get("type"),
        inline=element.get("rendition") is not None,
        items=tuple(items),
    )


def _item(element: Element, label: Element | None) -> Item:
    """An item; where it holds blocks, the first of them is its own text."""
    holds_blocks = child(element, "p") is not None
    own = element[0] if holds_blocks else element
    return Item(
        id=identity(element),
        span=span(element),
        marker=_marker(label, whole(element, "n")),
        text=text(own),
        links=_links(own),
        children=tuple(_leaves(element)) if holds_blocks else (),
    )


def _leaves(element: Element) -> Iterator[LeafBlock]:
    """The blocks of an item, of which the schema allows no other kinds."""
    return (block for block in blocks(element) if isinstance(block, Paragraph | List | Table))


def _figure(element: Element) -> Figure:
    graphic = child(element, "graphic")
    description = child(element, "figDesc")
    return Figure(
        id=identity(element),
        span=span(element),
        src=None if graphic is None else address(graphic, "url"),
        alt=None if description is None else unspelt(text(description)),
        caption=optional_text(child(element, "head")),
    )


def _div(element: Element) -> Section | Part:
    kind = element.get("type")
    fields = _heading(element, _own_head(element))
    if not kind.startswith("level"):
        return Part(kind=kind, **fields)
    head = _own_head(element)
    return Section(
        level=int(kind.removeprefix("level")),
        run_in=head is not None and head.get("place") is not None,
        inferred=element.get("cert") is not None,
        **fields,
    )


def _box(element: Element) -> Box:
    return Box(**_heading(element, _own_head(the(element, "body"))))


# ── headings and markers ──────────────────────────────────────────────────────────────────────────


def _own_head(element: Element) -> Element | None:
    """The heading of a division; a `head` with an id is a paragraph."""
    head = child(element, "head")
    return head if head is not None and head.get(XML_ID) is None else None


def _heading(element: Element, head: Element | None) -> dict[str, Any]:
    """What a section, a box and a part have alike."""
    fields: dict[str, Any] = {"id": identity(element), "span": span(element), "children": tuple(blocks(element))}
    fields |= {"marker": None, "heading": "", "heading_span": optional_span(head), "heading_raw": None}
    if head is None:
        return fields
    regular = child(head, "choice", "reg")
    within = head if regular is None else regular
    fields["marker"] = _marker(child(within, "label"), whole(element, "n"))
    if head.get("type") == "unprinted":
        fields["heading"] = optional_text(child(head, "supplied")) or ""
    else:
        original = child(head, "choice", "orig")
        fields["heading_raw"] = text(head, NOT_PRINTED) if original is None else text(original)
        fields["heading"] = _title(head) if regular is None else text(regular, _LABEL)
    return fields


def _title(head: Element) -> str:
    """The heading without its marker, its separators and its stop."""
    marked = child(head, "seg")
    return text(head, _LABEL).strip() if marked is None else text(marked)


def _marker(label: Element | None, ordinal: int | None) -> Marker | None:
    """The marker that a label is; one without a type says that there is none."""
    if label is None or label.get("type") is None:
        return None
    repaired, lost = child(label, "choice", "corr"), child(label, "supplied")
    printed = text(label, NOT_PRINTED)
    normal = attribute(label, "n")
    status, reading = "written", printed if normal is None else normal
    if repaired is not None:
        status, reading = "repaired", text(repaired)
    elif lost is not None:
        status, reading = "inferred", text(lost)
    return Marker.model_validate(
        {
            "text": printed,
            "span": optional_span(label),
            "family": label.get("type"),
            "ordinal": ordinal,
            "status": status,
            "reading": reading,
        }
    )


_READERS: dict[str, Callable[[Element], RootBlock]] = {
    "div": _div,
    "floatingText": _box,
    "list": _list,
    "table": table_of,
    "figure": _figure,
}

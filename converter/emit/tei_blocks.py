"""Headings, paragraphs, lists, tables and figures → TEI elements; in `tei_text` they are placed in divisions.

The reading text is what stands outside `corr`, `reg` and `supplied`: in a `head` with a span it is `heading_raw`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..model import Box, Figure, Item, LeafBlock, Link, List, Marker, Paragraph, Part, Section
from .tei_marks import Marks
from .tei_table import write_table
from .tei_writer import Writer, attribute, escape, pointer, source, spelt


class Place(NamedTuple):
    """The element that a paragraph with a role becomes, and the one around it."""

    around: str
    tag: str
    attributes: str = ""


PLAIN = Place("", "p")
NOTE = Place("", "note", ' place="bottom"')


def write_leaf(out: Writer, marks: Marks, block: LeafBlock | Figure) -> None:
    """A block that is no division, where TEI allows any (TEI 3.2, 3.8, 14)."""
    if isinstance(block, Paragraph):
        _write_paragraph(out, marks, block)
    elif isinstance(block, List):
        _write_list(out, marks, block)
    elif isinstance(block, Figure):
        _write_figure(out, block)
    else:
        write_table(out, block)


def _write_paragraph(out: Writer, marks: Marks, block: Paragraph) -> None:
    """A `p`; a note at the foot is no block in TEI and stands inside one that is nobody's."""
    if block.role == "footnote":
        out.line(f"<p>{paragraph(out, marks, block, NOTE)}</p>")
    else:
        out.line(paragraph(out, marks, block, PLAIN))


def paragraph(out: Writer, marks: Marks, block: Paragraph, place: Place) -> str:
    """The paragraph as the element of its place; whatever that is, `@ana` names the role."""
    role = f' ana="{out.category("role", block.role)}"' if block.role else ""
    linked = _linked(block.text, block.span.start, block.span.end, block.links) if block.links else None
    text = marks.named(block, place.tag) if linked is None else linked
    end = "" if place.tag == "idno" else marks.end(block.id)  # an idno holds no gap
    return f"<{place.tag}{place.attributes}{out.node(block)}{role}>{text}{end}</{place.tag}>"


def _linked(text: str, begin: int, end: int, links: Sequence[Link]) -> str:
    """The text with its links as `ref`; as `ptr` behind it when their places in it are not certain (TEI 3.7)."""
    edges = [begin, *(edge for link in links for edge in (link.span.start, link.span.end)), end]
    if end - begin != len(text) or edges != sorted(edges):
        return escape(text) + "".join(f"<ptr{_link(link)}/>" for link in links)
    pieces, at = [], 0
    for link in links:
        start, end = link.span.start - begin, link.span.end - begin
        pieces += [escape(text[at:start]), f"<ref{_link(link)}>{escape(text[start:end])}</ref>"]
        at = end
    return "".join([*pieces, escape(text[at:])])


def _link(link: Link) -> str:
    return pointer("target", link.href) + source(link.span)


def head(out: Writer, node: Section | Box | Part) -> str:
    """The heading as a `head` (TEI 4.2.1): its marker a label, separators and closing stop as text; "" without any.

    One of which nothing is printed says so in `@type`.
    """
    place = ' place="inline"' if isinstance(node, Section) and node.run_in else ""
    kind = ' type="unprinted"' if node.heading_raw is None else ""
    if kind and not place and node.marker is None and not node.heading and node.heading_span is None:
        return ""
    text = _head_text(out, node.marker, node.heading, node.heading_raw)
    return f"<head{kind}{place}{source(node.heading_span)}>{text}</head>"


def _head_text(out: Writer, marker: Marker | None, heading: str, raw: str | None) -> str:
    """Marker and heading where they lie in the printed text; beside it as `orig` and `reg` when they do not."""
    mark = label(out, marker) if marker else ""
    if raw is None:
        return mark + (_supplied(out, heading) if heading else "")
    printed = marker.text if marker else ""
    before, rest = _split(raw, printed)
    between, after = _split(rest, heading)
    if before is None or between is None:
        return f"<choice><orig>{escape(raw)}</orig><reg>{mark}{escape(heading)}</reg></choice>"
    title = escape(heading)
    if heading != heading.strip() or (before + between + after).strip():
        # A stop or a dash beside the heading is not part of it: what is marked is the heading.
        title = f"<seg>{title}</seg>"
    return escape(before) + mark + escape(between) + title + escape(after)


def _split(text: str, piece: str) -> tuple[str | None, str]:
    """What stands before and behind the first `piece` in `text`; None and "" when it is not there."""
    at = text.find(piece)
    return (None, "") if at < 0 else (text[:at], text[at + len(piece) :])


def _supplied(out: Writer, text: str) -> str:
    """What is not printed and was found out (TEI 12.3.3)."""
    return f'<supplied reason="omitted-in-original" cert="medium"{out.resp}>{escape(text)}</supplied>'


def label(out: Writer, marker: Marker) -> str:
    """A marker (TEI 3.8): `@type` its family; `@n` its reading where that is neither printed nor supplied below."""
    printed, normal = escape(marker.text), ""
    if marker.status == "repaired":
        corr = f'<corr cert="high"{out.resp}>{escape(marker.reading)}</corr>'
        printed = f"<choice><sic>{printed}</sic>{corr}</choice>"
    elif marker.status == "inferred":
        printed += _supplied(out, marker.reading)
    elif marker.reading != marker.text:
        normal = attribute("n", marker.reading)
    return f'<label type="{marker.family}"{normal}{source(marker.span)}>{printed}</label>'


def ordinal(marker: Marker | None) -> str:
    """`@n` of what the marker numbers: a div, a floatingText or an item."""
    return "" if marker is None or marker.ordinal is None else f' n="{marker.ordinal}"'


def family(marker: Marker | None) -> str:
    """`@subtype` of a division: the family of its marker, for those who look for 章 or 条."""
    return f' subtype="{marker.family}"' if marker else ""


def _write_list(out: Writer, marks: Marks, block: List) -> None:
    """A `list` (TEI 3.8). Where one item has a label all must have one, and a list is never empty."""
    inline = ' rendition="simple:inline"' if block.inline else ""
    labelled = any(item.marker for item in block.items)
    with out.element("list", f'{out.node(block)} type="{block.style}"{inline}'):
        for item in block.items:
            if labelled:
                out.line(label(out, item.marker) if item.marker else "<label/>")
            _write_item(out, marks, item)
        if not block.items:
            out.line("<item/>")


def _write_item(out: Writer, marks: Marks, item: Item) -> None:
    """An `item`: text only, or blocks only, the first of them a `p` without id that holds the item's own text."""
    attributes = out.node(item) + ordinal(item.marker)
    text = _item_text(item) + marks.end(item.id)
    if not item.children:
        out.line(f"<item{attributes}>{text}</item>")
        return
    with out.element("item", attributes):
        out.line(f"<p>{text}</p>")
        for child in item.children:
            write_leaf(out, marks, child)


def _item_text(item: Item) -> str:
    """The text; its place is certain behind a printed marker, in an item without blocks."""
    if not item.links:
        return escape(item.text)
    begin = item.span.end - len(item.text)
    printed = item.marker.span.end if item.marker and item.marker.span else item.span.start
    is_certain = not item.children and begin - printed in (0, 1)
    return _linked(item.text, begin, item.span.end if is_certain else -1, item.links)


def _write_figure(out: Writer, block: Figure) -> None:
    """A `figure` (TEI 14.3); it is no block in TEI and stands inside a `p` that is nobody's."""
    graphic = "" if block.src is None else f"<graphic{pointer('url', block.src)}/>"
    caption = "" if block.caption is None else f"<head>{escape(block.caption)}</head>"
    description = "" if block.alt is None else f"<figDesc>{escape(spelt(block.alt))}</figDesc>"
    out.line(f"<p><figure{out.node(block)}>{graphic}{caption}{description}</figure></p>")

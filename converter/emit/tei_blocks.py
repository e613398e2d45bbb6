"""Headings, paragraphs, lists, tables and figures → TEI elements; in `tei_text` they are placed in divisions.

The reading text is what stands outside `corr`, `reg` and `supplied`: in a `head` with a span it is `heading_raw`.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import NamedTuple

from ..model import Box, Cell, Figure, Item, LeafBlock, Link, List, Marker, Paragraph, Part, Section, Table
from .tei_writer import RESPONSIBLE, Writer, attribute, count, escape, pointer, source

SUPPLIED = f'<supplied reason="omitted-in-original" cert="medium"{RESPONSIBLE}>'


class Place(NamedTuple):
    """The element that a paragraph with a role becomes, and the one around it."""

    around: str
    tag: str
    attributes: str = ""


PLAIN = Place("", "p")
NOTE = Place("", "note", ' place="bottom"')


def write_leaf(out: Writer, block: LeafBlock | Figure) -> None:
    """A block that is no division, where TEI allows any (TEI 3.2, 3.8, 14)."""
    if isinstance(block, Paragraph):
        _write_paragraph(out, block)
    elif isinstance(block, List):
        _write_list(out, block)
    elif isinstance(block, Table):
        _write_table(out, block)
    else:
        _write_figure(out, block)


def _write_paragraph(out: Writer, block: Paragraph) -> None:
    """A `p`; a note at the foot is no block in TEI and stands inside one that is nobody's."""
    if block.role == "footnote":
        out.line(f"<p>{paragraph(out, block, NOTE)}</p>")
    else:
        out.line(paragraph(out, block, PLAIN))


def paragraph(out: Writer, block: Paragraph, place: Place) -> str:
    """The paragraph as the element of its place; whatever that is, `@ana` names the role."""
    role = f' ana="{out.category("role", block.role)}"' if block.role else ""
    text = _linked(block) if block.links else escape(block.text)
    return f"<{place.tag}{place.attributes}{out.node(block)}{role}>{text}</{place.tag}>"


def _linked(block: Paragraph) -> str:
    """The text with its links as `ref`; as `ptr` behind it when their places in it are not certain (TEI 3.7)."""
    begin, text = block.span.start, block.text
    edges = [begin, *(edge for link in block.links for edge in (link.span.start, link.span.end)), block.span.end]
    if block.span.end - begin != len(text) or edges != sorted(edges):
        return escape(text) + "".join(f"<ptr{_link(link)}/>" for link in block.links)
    pieces, at = [], 0
    for link in block.links:
        start, end = link.span.start - begin, link.span.end - begin
        pieces += [escape(text[at:start]), f"<ref{_link(link)}>{escape(text[start:end])}</ref>"]
        at = end
    return "".join([*pieces, escape(text[at:])])


def _link(link: Link) -> str:
    return pointer("target", link.href) + source(link.span)


def head(node: Section | Box | Part) -> str:
    """The heading as a `head` (TEI 4.2.1): its marker a label, separators and closing stop as text; "" without any."""
    if node.marker is None and not node.heading and node.heading_span is None and node.heading_raw is None:
        return ""
    place = ' place="inline"' if isinstance(node, Section) and node.run_in else ""
    return f"<head{place}{source(node.heading_span)}>{_head_text(node.marker, node.heading, node.heading_raw)}</head>"


def _head_text(marker: Marker | None, heading: str, raw: str | None) -> str:
    """Marker and heading where they lie in the printed text; beside it as `orig` and `reg` when they do not."""
    mark = label(marker) if marker else ""
    if raw is None:
        return mark + (f"{SUPPLIED}{escape(heading)}</supplied>" if heading else "")
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


def label(marker: Marker) -> str:
    """A marker (TEI 3.8): `@type` its family; `@n` its reading where that is neither printed nor supplied below."""
    printed, reading = escape(marker.text), escape(marker.reading)
    normal = ""
    if marker.status == "repaired":
        corr = f'<corr cert="high"{RESPONSIBLE}>{reading}</corr>'
        printed = f"<choice><sic>{printed}</sic>{corr}</choice>"
    elif marker.status == "inferred":
        printed += f"{SUPPLIED}{reading}</supplied>"
    elif marker.reading != marker.text:
        normal = attribute("n", marker.reading)
    return f'<label type="{marker.family}"{normal}{source(marker.span)}>{printed}</label>'


def ordinal(marker: Marker | None) -> str:
    """`@n` of what the marker numbers: a div, a floatingText or an item."""
    return attribute("n", marker.ordinal) if marker else ""


def _write_list(out: Writer, block: List) -> None:
    """A `list` (TEI 3.8). Where one item has a label all must have one, and a list is never empty."""
    inline = ' rendition="simple:inline"' if block.inline else ""
    labelled = any(item.marker for item in block.items)
    with out.element("list", f'{out.node(block)} type="{block.style}"{inline}'):
        for item in block.items:
            if labelled:
                out.line(label(item.marker) if item.marker else "<label/>")
            _write_item(out, item)
        if not block.items:
            out.line("<item/>")


def _write_item(out: Writer, item: Item) -> None:
    """An `item`: text only, or blocks only, the first of them a `p` without id that holds the item's own text."""
    attributes = out.node(item) + ordinal(item.marker)
    if not item.children:
        out.line(f"<item{attributes}>{escape(item.text)}</item>")
        return
    with out.element("item", attributes):
        out.line(f"<p>{escape(item.text)}</p>")
        for child in item.children:
            write_leaf(out, child)


def _write_table(out: Writer, block: Table) -> None:
    """A `table` (TEI 14.1): `@type` its origin, `@rows` and `@cols` its grid; it has one row at least."""
    grid = count("rows", block.num_rows) + count("cols", block.num_cols)
    with out.element("table", f'{out.node(block)} type="{block.origin}"{grid}'):
        if block.caption is not None:
            out.line(f"<head>{escape(block.caption)}</head>")
        if block.unit is not None:
            out.line(f'<note type="unit">{escape(block.unit)}</note>')
        _write_rows(out, block)
        for note in block.notes:
            out.line(f'<trailer type="tableNote">{escape(note)}</trailer>')


def _write_rows(out: Writer, block: Table) -> None:
    """Cells by row, in their order; `@n` (from 0, as in JSON) says where a row or cell is not the next one."""
    printed = sorted({cell.row for cell in block.cells})
    expected = 0
    for row, group in groupby(block.cells, key=lambda cell: cell.row):
        cells = tuple(group)
        number = attribute("n", row if row != expected else None)
        role = ' role="label"' if all(cell.header for cell in cells) else ""
        with out.element("row", number + role):
            _write_cells(out, cells, printed)
        expected = row + 1
    if not block.cells:
        out.line("<row><cell/></row>")


def _write_cells(out: Writer, cells: tuple[Cell, ...], printed: list[int]) -> None:
    expected = 0
    for cell in cells:
        attributes = attribute("n", cell.col if cell.col != expected else None)
        attributes += ' role="label"' if cell.header else ""
        attributes += count("rows", _rows(cell, printed)) if cell.row_span > 1 else ""
        attributes += count("cols", cell.col_span) if cell.col_span > 1 else ""
        attributes += f' cert="low"{RESPONSIBLE}' if cell.ambiguous else ""
        out.line(f"<cell{attributes}{source(cell.span)}>{escape(cell.text)}</cell>")
        expected = cell.col + cell.col_span


def _rows(cell: Cell, printed: list[int]) -> int:
    """`row_span` without the rows that have no cell of their own: TEI cannot write them, so nothing may span them."""
    last = min(cell.row + cell.row_span - 1, printed[-1])
    written = bisect_right(printed, last) - bisect_right(printed, cell.row)
    return cell.row_span - (last - cell.row - written)


def _write_figure(out: Writer, block: Figure) -> None:
    """A `figure` (TEI 14.3); it is no block in TEI and stands inside a `p` that is nobody's."""
    graphic = "" if block.src is None else f"<graphic{pointer('url', block.src)}/>"
    caption = "" if block.caption is None else f"<head>{escape(block.caption)}</head>"
    description = "" if block.alt is None else f"<figDesc>{escape(block.alt)}</figDesc>"
    out.line(f"<p><figure{out.node(block)}>{graphic}{caption}{description}</figure></p>")

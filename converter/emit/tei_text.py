"""The blocks of a document → `text` (TEI 4): front matter, and a body of divisions.

TEI is stricter than the model: behind a child div only divs and closers may stand, a salute only at the top, a
signature only at the bottom. So one rule lays out every division, from the body to a box: what leads goes to the top,
what ends it to the bottom, each child div stands as it is, and what follows one is wrapped in a `continuation`. A
paragraph with a role that does not stand where its element may is a `p`; `@ana` names the role in either case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from itertools import groupby
from typing import NamedTuple

from ..model import Box, Document, Paragraph, Part, RootBlock, Section
from .tei_blocks import Place, family, head, ordinal, paragraph, write_leaf
from .tei_marks import Marks
from .tei_writer import Writer

FRONT = {
    "masthead": Place("", "docAuthor"),
    "doc_number": Place("docImprint", "idno", ' type="发文字号"'),
    "title": Place("docTitle", "titlePart", ' type="main"'),
    "subtitle": Place("docTitle", "titlePart", ' type="sub"'),
    "speaker": Place("", "docAuthor"),
    "date": Place("", "docDate"),
    "note": Place("", "byline"),
}
"""Roles on the title page (TEI 4.6), when they lead the document."""

NOISE = {"noise": Place("", "p")}
"""Before the title page, where noise was kept."""

TOC = {"toc": Place("", "item")}

TOP = {
    "title": Place("", "head", ' type="main"'),
    "subtitle": Place("", "head", ' type="sub"'),
    "speaker": Place("opener", "byline"),
    "date": Place("opener", "dateline"),
    "recipients": Place("opener", "salute"),
    "salutation": Place("opener", "salute"),
}
"""Roles that open a division (TEI 4.2.2)."""

BOTTOM = {
    "signature": Place("closer", "signed"),
    "date": Place("closer", "dateline"),
    "note": Place("", "trailer"),
    "cc": Place("", "trailer"),
    "imprint": Place("", "trailer"),
}
"""Roles that close a division (TEI 4.2.2)."""

Places = dict[str, Place]
Blocks = Sequence[RootBlock]


class _Text(NamedTuple):
    """What is written to, and what is marked beside the blocks."""

    out: Writer
    marks: Marks


def write_text(out: Writer, document: Document) -> None:
    """Write the `text`: what leads the document as its front, attachments that end it as its back, the rest as body."""
    text = _Text(out, Marks(out, document))
    noise = _leading(document.children, NOISE)
    title_page = _leading(document.children[len(noise) :], FRONT)
    if not title_page:
        noise = []
    toc = _leading(document.children[len(noise) + len(title_page) :], TOC)
    rest = document.children[len(noise) + len(title_page) + len(toc) :]
    body = rest[: _end_of_body(rest)]
    back = rest[len(body) :]
    with out.element("text"):
        if title_page or toc:
            with out.element("front"):
                _write_placed(text, noise, NOISE)
                _write_front(text, title_page, toc)
        with out.element("body"):
            if back:
                _write_with_parts(text, body)
            else:
                _write_content(text, body, or_else="<p/>")
        if back:
            with out.element("back"):
                _write_with_parts(text, back, "continuation")


def _end_of_body(blocks: Blocks) -> int:
    """Where the attachments begin that no part of another kind follows; the body is not left empty for them."""
    end = len(blocks)
    for at in range(len(blocks) - 1, 0, -1):
        block = blocks[at]
        if isinstance(block, Part):
            if block.kind != "attachment":
                break
            end = at
    first_stays = end == 1 and isinstance(blocks[0], Part) and blocks[0].kind == "attachment"
    return len(blocks) if first_stays else end


def _write_front(text: _Text, title_page: Sequence[Paragraph], toc: Sequence[Paragraph]) -> None:
    out = text.out
    if title_page:
        with out.element("titlePage"):
            _write_placed(text, title_page, FRONT)
    if toc:
        with out.element("div", ' type="toc"'), out.element("list"):
            _write_placed(text, toc, TOC)


def _write_content(text: _Text, blocks: Blocks, or_else: str = "") -> None:
    """What a body or div holds behind its own head; `or_else` where TEI wants something and nothing is there."""
    if any(isinstance(block, Part) for block in blocks):
        _write_with_parts(text, blocks)
    elif blocks:
        _write_with_sections(text, blocks)
    elif or_else:
        text.out.line(or_else)


def _write_with_parts(text: _Text, blocks: Blocks, kind: str = "wrapper") -> None:
    """Beside parts even the division's own text is a div: its closer must not stand behind the parts."""
    for is_part, run in groupby(blocks, key=lambda block: isinstance(block, Part)):
        if is_part:
            _write_blocks(text, run)
        else:
            _wrap(text, kind, tuple(run))
        kind = "continuation"


def _write_with_sections(text: _Text, blocks: Blocks) -> None:
    top = _leading(blocks, TOP)
    bottom = _leading(blocks[len(top) :][::-1], BOTTOM)[::-1]
    middle = blocks[len(top) : len(blocks) - len(bottom)]
    if not middle:
        # TEI has no division of nothing but an opener and a closer.
        _write_blocks(text, blocks)
        return
    _write_placed(text, top, TOP)
    _write_middle(text, middle)
    _write_placed(text, bottom, BOTTOM)


def _write_middle(text: _Text, blocks: Blocks) -> None:
    behind_div = False
    for is_div, run in groupby(blocks, key=lambda block: isinstance(block, Section)):
        if behind_div and not is_div:
            _wrap(text, "continuation", tuple(run))
        else:
            _write_blocks(text, run)
        behind_div = True


def _wrap(text: _Text, kind: str, blocks: Blocks) -> None:
    """A div that is none of the document's, for TEI's sake: it has no id."""
    with text.out.element("div", f' type="{kind}"'):
        _write_content(text, blocks)


def _write_blocks(text: _Text, blocks: Iterable[RootBlock]) -> None:
    for block in blocks:
        text.marks.write_cuts(text.out, block.span.start)
        if isinstance(block, Section | Part):
            _write_div(text, block)
        elif isinstance(block, Box):
            _write_box(text, block)
        else:
            write_leaf(text.out, text.marks, block)


def _write_div(text: _Text, block: Section | Part) -> None:
    """A section or part as `div` (TEI 4.1): `@type` is level1, level2, … by depth, or the kind of the part."""
    out = text.out
    kind = f"level{block.level}" if isinstance(block, Section) else block.kind
    guess = f' cert="medium"{out.resp}' if isinstance(block, Section) and block.inferred else ""
    numbered = family(block.marker) + ordinal(block.marker)
    with out.element("div", f'{out.node(block)} type="{kind}"{numbered}{guess}'):
        _write_head(out, block)
        _write_content(text, block.children)


def _write_box(text: _Text, block: Box) -> None:
    """A box as `floatingText` (TEI 4.3.2), which may interrupt a division anywhere but behind a child div."""
    out = text.out
    numbered = family(block.marker) + ordinal(block.marker)
    with out.element("floatingText", f'{out.node(block)} type="box"{numbered}'), out.element("body"):
        _write_head(out, block)
        _write_content(text, block.children, or_else="<p/>")


def _write_head(out: Writer, block: Section | Box | Part) -> None:
    if markup := head(out, block):
        out.line(markup)


def _leading(blocks: Blocks, places: Places) -> list[Paragraph]:
    """The paragraphs at the beginning of `blocks` that have a place among `places`."""
    found: list[Paragraph] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or block.role not in places:
            break
        if block.links and places[block.role].tag == "idno":
            break  # an idno holds no ref
        found.append(block)
    return found


def _write_placed(text: _Text, blocks: Sequence[Paragraph], places: Places) -> None:
    """Each paragraph as the element of its place, neighbours of one kind in one element around them."""
    for around, group in groupby(blocks, key=lambda block: places[block.role or ""].around):
        with text.out.element(around) if around else nullcontext():
            for block in group:
                text.out.line(paragraph(text.out, text.marks, block, places[block.role or ""]))

"""Documents that no converter would make: every type of the model in every place it may stand, and hostile texts.

Ids are given after drawing, by place; spans are any numbers; texts hold what XML cannot.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from converter.model import (
    SCHEMA_VERSION,
    Box,
    Cell,
    Diagnostic,
    Document,
    Figure,
    Generator,
    Item,
    Link,
    List,
    Marker,
    Metadata,
    Paragraph,
    Part,
    Removed,
    Section,
    Signature,
    Source,
    Span,
    Table,
    Value,
)

DEPTH = 3
ROLES = (
    "masthead",
    "title",
    "subtitle",
    "doc_number",
    "recipients",
    "salutation",
    "speaker",
    "signature",
    "date",
    "note",
    "attachment_note",
    "toc",
    "cc",
    "imprint",
    "caption",
    "footnote",
    "noise",
    "not_yet_known",
)
PREFIXES: dict[type, str] = {
    Section: "sec",
    Box: "box",
    Part: "part",
    Paragraph: "p",
    List: "list",
    Item: "item",
    Table: "tbl",
    Figure: "fig",
}
HOSTILE = (
    " \u3000\t\n\r\x00\x0b\x1b\x7f\x85\u00a0\u00ad\u200b\u202e\u2028\ud800\udfff\ufeff\ufffd\ufffe\uffff\U0001fffe"
)

characters = st.one_of(st.sampled_from("一（）、。：<>&\"'%#[]{}?/" + HOSTILE), st.characters())
texts = st.one_of(
    st.just(""), st.sampled_from(("建设云岭平台。", "]]>", "&#0;", "<p>")), st.text(characters, max_size=12)
)
numbers = st.one_of(st.integers(0, 50), st.integers(0, 2**63))
slugs = st.from_regex("[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
dates = st.from_regex("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", fullmatch=True) | st.just("2024-03-01")
addresses = st.one_of(
    texts,
    st.sampled_from(
        ("https://a.example/b?c=1&d=2#e", "a%20b", "::", "http://[", "http://a:1:2", "a%", "http://云岭.example/表 1")
    ),
    st.text("ab:/?#[]@%2!,;=", max_size=12),
)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def tuples_of(strategy: st.SearchStrategy[Any], at_most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=at_most).map(tuple)


spans = st.builds(Span, start=numbers, end=numbers)
markers = st.builds(
    Marker,
    text=texts | st.sampled_from(("一、", "（二）")),
    span=maybe(spans),
    family=slugs,
    ordinal=maybe(numbers),
    status=st.sampled_from(("written", "repaired", "inferred")),
    reading=texts | st.sampled_from(("一、", "（二）")),
)
links = st.builds(Link, span=spans, href=addresses)
roles = maybe(st.sampled_from(ROLES))


@st.composite
def linked_paragraphs(draw: st.DrawFn) -> Paragraph:
    """A paragraph whose links lie in its text, as a page's do."""
    text, start = draw(texts), draw(st.integers(0, 9))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    inside = [Link(span=Span(start=start + a, end=start + b), href=draw(addresses)) for a, b in pairs]
    span = Span(start=start, end=start + len(text))
    return Paragraph(id="x", span=span, text=text, role=draw(roles), links=tuple(inside))


paragraphs = st.one_of(
    st.builds(Paragraph, id=st.just("x"), span=spans, text=texts, role=roles, links=tuples_of(links, 2)),
    st.builds(Paragraph, id=st.just("x"), span=spans, text=texts, role=roles, links=st.just(())),
    linked_paragraphs(),
)
figures_said = maybe(st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from((0.0, 12.0, 1e21, -0.5)))
values = st.builds(
    Value,
    kind=st.sampled_from(("number", "percentage", "range")),
    number=figures_said,
    low=figures_said,
    high=figures_said,
    unit=maybe(texts | st.sampled_from(("万元", "亿 千瓦时", "%", "㎡", "人/㎢"))),
)
cells = st.builds(
    Cell,
    row=st.integers(0, 3) | numbers,
    col=st.integers(0, 3) | numbers,
    row_span=st.integers(1, 3) | st.integers(1, 2**63),
    col_span=st.integers(1, 3) | st.integers(1, 2**63),
    header=st.booleans(),
    text=texts,
    span=maybe(spans),
    ambiguous=st.booleans(),
    value=maybe(values),
)


@st.composite
def grids(draw: st.DrawFn) -> dict[str, Any]:
    """Cells that fill a grid, some of its positions left out, with its size."""
    rows, cols = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    free = {(row, col) for row in range(rows) for col in range(cols)}
    placed = []
    for row, col in sorted(free):
        if (row, col) not in free or draw(st.integers(0, 4)) == 0:
            continue
        tall, wide = draw(st.integers(1, rows - row)), draw(st.integers(1, cols - col))
        covered = {(r, c) for r in range(row, row + tall) for c in range(col, col + wide)}
        if not covered <= free:
            covered, tall, wide = {(row, col)}, 1, 1
        free -= covered
        cell = draw(cells)
        placed.append(cell.model_copy(update={"row": row, "col": col, "row_span": tall, "col_span": wide}))
    return {"num_rows": rows, "num_cols": cols, "cells": tuple(placed)}


@st.composite
def sound_tables(draw: st.DrawFn) -> Table:
    """A table as converters make them."""
    made: Table = draw(any_tables).model_copy(update=draw(grids()))
    return made


any_tables = st.builds(
    Table,
    id=st.just("x"),
    span=spans,
    caption=maybe(texts),
    unit=maybe(texts),
    num_rows=numbers,
    num_cols=numbers,
    cells=tuples_of(cells, 5),
    notes=tuples_of(texts, 2),
    origin=st.sampled_from(("html", "delimited", "flattened", "raw")),
)
tables = any_tables | sound_tables()
figures = st.builds(Figure, id=st.just("x"), span=spans, src=maybe(addresses), alt=maybe(texts), caption=maybe(texts))


def lists(depth: int) -> st.SearchStrategy[List]:
    children = st.one_of(paragraphs, tables, lists(depth - 1)) if depth else st.one_of(paragraphs, tables)
    items = st.builds(
        Item,
        id=st.just("x"),
        span=spans,
        marker=maybe(markers),
        text=texts,
        links=tuples_of(links, 2),
        children=tuples_of(children, 2),
    )
    return st.builds(
        List,
        id=st.just("x"),
        span=spans,
        style=st.sampled_from(("enumeration", "bullet", "item")),
        inline=st.booleans(),
        items=tuples_of(items),
    )


@st.composite
def headings(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of a heading: those that agree with their print, and those that do not."""
    marker, heading = draw(maybe(markers)), draw(texts)
    separator, stop = draw(st.sampled_from(("", " ", "\u3000\n", "·"))), draw(st.sampled_from(("", "。", "： ")))
    printed = (marker.text if marker else "") + separator + heading + stop
    raw = draw(st.sampled_from((printed, None)) | texts)
    return {"marker": marker, "heading": heading, "heading_span": draw(maybe(spans)), "heading_raw": raw}


@st.composite
def sections(draw: st.DrawFn, depth: int) -> Section:
    return Section(
        id="x",
        span=draw(spans),
        level=draw(st.integers(1, 9)),
        run_in=draw(st.booleans()),
        inferred=draw(st.booleans()),
        children=draw(tuples_of(blocks(depth), 4)),
        **draw(headings()),
    )


@st.composite
def boxes(draw: st.DrawFn, depth: int) -> Box:
    return Box(id="x", span=draw(spans), children=draw(tuples_of(blocks(depth), 4)), **draw(headings()))


@st.composite
def parts(draw: st.DrawFn, depth: int) -> Part:
    return Part(
        id="x",
        span=draw(spans),
        kind=draw(st.sampled_from(("issued", "attachment", "entry"))),
        children=draw(tuples_of(root_blocks(depth), 4)),
        **draw(headings()),
    )


def blocks(depth: int) -> st.SearchStrategy[Any]:
    """What a section or box may hold, nesting `depth` deep at most."""
    leaves = st.one_of(paragraphs, lists(min(depth, 1)), tables, figures)
    return st.one_of(leaves, sections(depth - 1), boxes(depth - 1)) if depth else leaves


def root_blocks(depth: int) -> st.SearchStrategy[Any]:
    """What the root or a part may hold."""
    return st.one_of(blocks(depth), parts(depth - 1)) if depth else blocks(depth)


names = tuples_of(texts, 2)
signatures = st.builds(Signature, organs=names, date_text=maybe(texts))
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "issuers": names,
    "recipients": names,
    "signers": names,
    "attachment_notes": names,
    "cc": names,
    "keywords": names,
    "date": maybe(dates),
    "print_date": maybe(dates),
    "publish_date": maybe(dates),
    "signature": maybe(signatures),
    "language": maybe(st.sampled_from(("zh-Hans", "zh-Hant")) | texts),
    "spans": st.dictionaries(texts | st.just("title"), spans, max_size=2),
}
metadata = st.fixed_dictionaries(
    {field: FIELDS.get(field, maybe(texts)) for field in Metadata.model_fields},
).map(lambda fields: Metadata(**fields))
sources = st.builds(
    Source,
    name=texts | st.just("plan.txt"),
    media_type=texts,
    encoding=texts,
    sha256=st.just("0" * 64),
    length=numbers,
    uri=maybe(addresses),
)
removals = st.builds(Removed, text=texts, rule=slugs, span=spans, zone=maybe(st.sampled_from(("head", "body", "tail"))))
diagnostics = st.builds(
    Diagnostic,
    code=slugs | st.just("truncated"),
    severity=st.sampled_from(("error", "warning", "info")),
    message=texts,
    node=maybe(st.sampled_from(("p_1", "sec_1", "part_1__p_1", "nobody"))),
    span=maybe(spans),
)


def documents(depth: int = DEPTH) -> st.SearchStrategy[Document]:
    """Documents of every shape that the model has, nesting `depth` deep at most."""
    return st.builds(
        Document,
        schema_version=st.just(SCHEMA_VERSION),
        generator=st.builds(Generator, name=texts | st.just("gangmu"), version=texts | st.just("0.1.0")),
        source=sources,
        metadata=metadata,
        children=tuples_of(root_blocks(depth), 6).map(numbered),
        removed=tuples_of(removals),
        diagnostics=tuples_of(diagnostics),
    )


def numbered(nodes: tuple[Any, ...], above: str = "") -> tuple[Any, ...]:
    """Copies of the nodes, and of all that they hold, with ids by place."""
    counts: dict[str, int] = {}
    copies = []
    for node in nodes:
        prefix = PREFIXES[type(node)]
        counts[prefix] = counts.get(prefix, 0) + 1
        changes: dict[str, Any] = {"id": f"{above}{prefix}_{counts[prefix]}"}
        held = "items" if isinstance(node, List) else "children"
        if hasattr(node, held):
            changes[held] = numbered(getattr(node, held), changes["id"] + "__")
        copies.append(node.model_copy(update=changes))
    return tuple(copies)

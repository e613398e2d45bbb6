"""What a case file may expect beside an emitter's output: small readable views of one side of a document."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from casefile import Case
from laws import source_of
from pydantic import BaseModel

import converter
from converter import Options
from converter.model import (
    Block,
    Box,
    Cell,
    Document,
    Item,
    List,
    Paragraph,
    Part,
    RootBlock,
    Section,
    Span,
    Table,
    Value,
)
from converter.options import DEFAULT

START = 80
"""The tree shows this much of a text."""


def converted(case: Case, options: Options = DEFAULT) -> tuple[Document, str]:
    """The document of a case, and the text that its spans refer to."""
    if not case.is_page:
        return converter.convert_text(case.source, "x.txt", options), source_of(case.source)
    data = case.source.encode("utf-8")
    page = io.BytesIO(data)
    page.name = "x.html"
    return converter.convert(data, options, name="x.html"), converter.read_source(page)


def diagnostics(document: Document, text: str) -> str:
    """`LINE code`, LINE counted from 1 in the source; ` (info)` marks those that a reader may skip."""
    return _join(
        f"{_line(one.span, text)} {one.code}{' (info)' if one.severity == 'info' else ''}"
        for one in document.diagnostics
    )


def removed(document: Document, text: str) -> str:
    """`LINE rule | text`."""
    return _join(f"{_line(one.span, text)} {one.rule} | {_flat(one.text)}" for one in document.removed)


def metadata(document: Document, text: str) -> str:
    """`field: value` for what is not empty, lists joined by ` | `."""
    fields = {name: _value(value) for name, value in document.metadata if name != "spans"}
    return _join(f"{name}: {value}" for name, value in fields.items() if value)


def tree(document: Document, text: str) -> str:
    """Every block and list item with type, id and the start of its text, indented by depth."""
    return _join("  " * depth + line.rstrip() for depth, line in _tree(document.children, 0))


def tables(document: Document, text: str) -> str:
    """Every table: `origin ROWSxCOLUMNS caption | unit`, its rows, its notes led by `!`.

    A row of headers is led by `=`. `[2x1]` are the rows and columns of a cell, `·` a place that it covers; `?` a cell
    in doubt, `{9.6 %}` its value, `{30..}` a range; `/` a new line in a cell.
    """
    found = [node for node, _ in converter.walk(document) if isinstance(node, Table)]
    return _join(line for table in found for line in _table(table))


def explain(document: Document, text: str) -> str:
    """`LINE kind rule | evidence; …`, and ` | other; …` where the line could have been something else."""
    rows = converter.explain(text.encode("utf-8"), converter.Options(encoding="utf-8"))
    return _join(
        " | ".join((f"{row.line} {row.kind} {row.rule or '-'}", "; ".join(row.evidence), *_others(row.others)))
        for row in rows
    )


DUMPS: dict[str, Callable[[Document, str], str]] = {
    "diagnostics": diagnostics,
    "removed": removed,
    "metadata": metadata,
    "tables": tables,
    "tree": tree,
    "explain": explain,
}


def dump(name: str, document: Document, text: str) -> str:
    """The dump or the emitter's output called `name`; raises KeyError when there is neither."""
    return DUMPS[name](document, text) if name in DUMPS else converter.emit(document, name)


def _table(table: Table) -> Iterator[str]:
    about = " | ".join(part for part in (table.caption, table.unit) if part)
    yield f"{table.origin} {table.num_rows}x{table.num_cols} {about}".rstrip()
    covered = {
        (cell.row + down, cell.col + across)
        for cell in table.cells
        for down in range(cell.row_span)
        for across in range(cell.col_span)
    }
    printed = {(cell.row, cell.col): _cell(cell) for cell in table.cells}
    for row in range(table.num_rows):
        places = [(row, col) for col in range(table.num_cols)]
        is_header = any(cell.header for cell in table.cells if cell.row == row)
        texts = [printed.get(place, "·" if place in covered else "") for place in places]
        yield f"{'=' if is_header else ' '} {' | '.join(texts)}".rstrip()
    yield from (f"! {_flat(note)}" for note in table.notes)


def _cell(cell: Cell) -> str:
    span = f"[{cell.row_span}x{cell.col_span}]" if (cell.row_span, cell.col_span) != (1, 1) else ""
    return _flat(cell.text.replace("\n", "/")) + span + ("?" if cell.ambiguous else "") + _figure(cell.value)


def _figure(value: Value | None) -> str:
    if value is None:
        return ""
    bounds = "..".join("" if bound is None else f"{bound:g}" for bound in (value.low, value.high))
    number = bounds if value.number is None else f"{value.number:.12g}"
    return "{" + " ".join(part for part in (number, value.unit) if part) + "}"


def _others(others: tuple[str, ...]) -> tuple[str, ...]:
    return ("; ".join(others),) if others else ()


def _tree(blocks: tuple[RootBlock, ...] | tuple[Block, ...], depth: int) -> Iterator[tuple[int, str]]:
    for block in blocks:
        yield depth, f"{block.type} {block.id} {_about(block)}"
        if isinstance(block, Section | Box | Part):
            yield from _tree(block.children, depth + 1)
        elif isinstance(block, List):
            for item in block.items:
                yield depth + 1, f"item {item.id} {_about(item)}"
                yield from _tree(item.children, depth + 2)


def _about(node: RootBlock | Block | Item) -> str:
    if isinstance(node, List):
        return f"{node.style}{' inline' if node.inline else ''}"
    if isinstance(node, Table):
        return f"{node.num_rows}x{node.num_cols} {node.origin} {_flat(node.caption or '')}"
    if isinstance(node, Paragraph):
        return f"{f'({node.role}) ' if node.role else ''}{_flat(node.text)}"
    if isinstance(node, Section | Box | Part | Item):
        marker = node.marker.text if node.marker else ""
        return _flat(f"{marker} {node.text if isinstance(node, Item) else node.heading}")
    return _flat(node.caption or node.alt or node.src or "")


def _value(value: object) -> str:
    if isinstance(value, BaseModel):
        return " | ".join(part for _, inner in value if (part := _value(inner)))
    if isinstance(value, tuple):
        return " | ".join(_value(inner) for inner in value)
    return "" if value is None else _flat(str(value))


def _line(span: Span | None, text: str) -> str:
    return "-" if span is None else str(len((text[: span.start] + "x").splitlines()))


def _flat(text: str) -> str:
    return " ".join(text.split())[:START]


def _join(lines: Iterator[str]) -> str:
    return "".join(line + "\n" for line in lines)

"""Documents made by hand, one node kind at a time, with places that nobody measured."""

from __future__ import annotations

from typing import Any

from converter.model import (
    MAX_DEPTH,
    SCHEMA_VERSION,
    Box,
    Cell,
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
    Section,
    Source,
    Span,
    Table,
)

SPAN = Span(start=3, end=8)
MANY = ("issuers", "recipients", "signers", "attachment_notes", "cc", "keywords")


def document(*children: Any, removed: Any = (), diagnostics: Any = (), **fields: Any) -> Document:
    empty: dict[str, Any] = {field: () if field in MANY else None for field in Metadata.model_fields}
    return Document(
        schema_version=SCHEMA_VERSION,
        generator=Generator(name="gangmu", version="0.1.0"),
        source=Source(
            name="云岭 计划.txt", media_type="text/plain", encoding="utf-8", sha256="ab" * 32, length=99, uri=None
        ),
        metadata=Metadata(**(empty | {"spans": {}} | fields)),
        children=children,
        removed=removed,
        diagnostics=diagnostics,
    )


def marker(text: str, status: Any = "written", reading: str | None = None, ordinal: int | None = 1) -> Marker:
    return Marker(
        text=text,
        span=SPAN if text else None,
        family="han-dun",
        ordinal=ordinal,
        status=status,
        reading=text if reading is None else reading,
    )


def p(node: str, text: str = "甲。", role: str | None = None, links: tuple[Link, ...] = ()) -> Paragraph:
    return Paragraph(id=node, span=Span(start=10, end=10 + len(text)), text=text, role=role, links=links)


def headed(model: Any, node: str, *children: Any, **fields: Any) -> Any:
    """A section, box or part without a heading; `fields` gives it one."""
    rest: dict[str, Any] = {"marker": None, "heading": "", "heading_span": None, "heading_raw": None}
    return model(id=node, span=SPAN, children=children, **(rest | fields))


def section(node: str, *children: Any, **fields: Any) -> Section:
    made: Section = headed(Section, node, *children, **({"level": 1, "run_in": False, "inferred": False} | fields))
    return made


def box(node: str, *children: Any, **fields: Any) -> Box:
    made: Box = headed(Box, node, *children, **fields)
    return made


def part(node: str, *children: Any, **fields: Any) -> Part:
    made: Part = headed(Part, node, *children, **({"kind": "attachment"} | fields))
    return made


def item(node: str, *children: Any, mark: Marker | None = None, text: str = "乙；") -> Item:
    return Item(id=node, span=SPAN, marker=mark, text=text, children=children)


def items(node: str, *held: Item, inline: bool = False) -> List:
    return List(id=node, span=SPAN, style="enumeration", inline=inline, items=held)


def cell(row: int, col: int, text: str = "丙", **fields: Any) -> Cell:
    rest: dict[str, Any] = {"row_span": 1, "col_span": 1, "header": False, "span": None, "ambiguous": False}
    return Cell(row=row, col=col, text=text, **(rest | fields))


def table(*cells: Cell, rows: int = 2, cols: int = 2, **fields: Any) -> Table:
    rest: dict[str, Any] = {"caption": None, "unit": None, "notes": (), "origin": "html"}
    return Table(id="tbl_1", span=SPAN, num_rows=rows, num_cols=cols, cells=cells, **(rest | fields))


def figure(node: str, src: str | None = None, alt: str | None = None, caption: str | None = None) -> Figure:
    return Figure(id=node, span=SPAN, src=src, alt=alt, caption=caption)


def nested(kind: str) -> Any:
    """Blocks of one kind, as deep as the model allows; each stands behind a section where it may."""
    block: Any = p("p")
    for depth in range(MAX_DEPTH - 1):
        node = f"n_{depth}"
        if kind == "list":
            block = items(node, item(f"i_{depth}", block))
        else:
            block = {"section": section, "box": box, "part": part}[kind](node, section(f"s_{depth}"), block)
    return block

"""The document: what every converter run ends in and every emitter starts from.

In: a tree of plain values from `build`, or JSON from anywhere. Out: a frozen, closed pydantic model,
the only thing that all rooms share with the outside. It has no behaviour; helpers are free functions.
Spans are half-open intervals of Unicode code points (not bytes) in the decoded source text.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .contract import MAX_DEPTH as MAX_DEPTH  # noqa: PLC0414  (handed on: a plain import is private to mypy)
from .contract import SCHEMA_VERSION as SCHEMA_VERSION  # noqa: PLC0414

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Role = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
NodeId = Annotated[
    str, Field(pattern=r"^[a-z_][a-z0-9_]*$", description="Unique in the document, a valid NCName, the same in TEI.")
]
IsoDate = Annotated[
    str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", description="ISO 8601, as precise as printed.")
]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class Span(_Model):
    """A half-open interval of code points in the decoded source text."""

    start: int = Field(ge=0, description="Offset of the first code point.")
    end: int = Field(ge=0, description="Offset behind the last code point.")


class Generator(_Model):
    """The program that made the document."""

    name: str
    version: str


class Source(_Model):
    """The input as it was read."""

    name: str = Field(description="File name of the input, without its folder.")
    media_type: str
    encoding: str = Field(description="The encoding that the bytes were decoded with.")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = Field(description="Digest of the input bytes.")
    length: int = Field(ge=0, description="Number of code points of the decoded text.")
    uri: str | None


class Marker(_Model):
    """An outline marker (序号), as printed and as read."""

    text: str = Field(description="As printed, with its delimiter; empty when the marker is lost.")
    span: Span | None = Field(description="Null when nothing is printed.")
    family: Slug = Field(description="Marker family, a row of the rules.")
    ordinal: int | None = Field(ge=0, description="Null for a family without numbers.")
    status: Literal["written", "repaired", "inferred"] = Field(
        description="written as it stands; repaired from a damaged print; inferred where it is lost."
    )
    reading: str = Field(description="What the marker is read as.")


class Link(_Model):
    """A hyperlink inside a paragraph."""

    span: Span
    href: str


class Paragraph(_Model):
    """A paragraph (自然段) or a line with a role of its own (标题, 主送机关, 落款 …)."""

    type: Literal["paragraph"] = "paragraph"
    id: NodeId
    span: Span
    text: str
    role: Role | None = Field(description="Null for body text.")
    links: tuple[Link, ...]


class Item(_Model):
    """One item of a list: its marker and its text; blocks that hang on it follow as children."""

    id: NodeId
    span: Span
    marker: Marker | None
    text: str
    links: tuple[Link, ...] = Field(default=(), description="Hyperlinks in the item's own text (since 1.1).")
    children: tuple[LeafBlock, ...]


class List(_Model):
    """Text led by markers that are not headings."""

    type: Literal["list"] = "list"
    id: NodeId
    span: Span
    style: Literal["enumeration", "bullet", "item"] = Field(
        description="enumeration: 一是, 首先; bullet: ——, ●; item: 项, （1）… ；"
    )
    inline: bool = Field(description="True when the list stands on the line of the block before it.")
    items: tuple[Item, ...]


class Value(_Model):
    """What a cell certainly says in figures; its text stays as printed (since 1.1)."""

    kind: Literal["number", "percentage", "range"]
    number: float | None = Field(description="Null for a range.")
    low: float | None = Field(description="Lower bound of a range; null where it has none.")
    high: float | None = Field(description="Upper bound of a range; null where it has none.")
    unit: str | None = Field(description="As printed in the cell, its row, its column or above the table.")


class Cell(_Model):
    """One cell of a table, placed on its grid."""

    row: int = Field(ge=0)
    col: int = Field(ge=0)
    row_span: int = Field(ge=1)
    col_span: int = Field(ge=1)
    header: bool
    text: str
    span: Span | None = Field(description="Null for a cell of which nothing is printed.")
    ambiguous: bool = Field(description="True when the cell's column is not certain.")
    value: Value | None = Field(
        default=None, description="Null where the cell is no figure, or not surely one (since 1.1)."
    )


class Table(_Model):
    """A table (表). Origin raw: one column that holds the lines in order, nothing claimed about the grid."""

    type: Literal["table"] = "table"
    id: NodeId
    span: Span
    caption: str | None
    unit: str | None
    num_rows: int = Field(ge=0)
    num_cols: int = Field(ge=0)
    cells: tuple[Cell, ...]
    notes: tuple[str, ...]
    origin: Literal["html", "delimited", "flattened", "raw"]


class Figure(_Model):
    """A picture (图)."""

    type: Literal["figure"] = "figure"
    id: NodeId
    span: Span
    src: str | None
    alt: str | None
    caption: str | None


class Section(_Model):
    """A heading and what stands under it (章, 条, 一、, （一） …)."""

    type: Literal["section"] = "section"
    id: NodeId
    span: Span
    level: int = Field(ge=1, description="1 + the number of sections and boxes around it inside its part.")
    marker: Marker | None = Field(description="Null when the heading never had a number.")
    heading: str = Field(description="Without marker and closing stop; empty for a bare article (第X条).")
    heading_span: Span | None = Field(description="Marker, heading, separators and closing stop.")
    heading_raw: str | None = Field(description="The printed text of heading_span.")
    run_in: bool = Field(description="True when body text follows on the heading's own line.")
    inferred: bool = Field(description="True for a heading recognised without a marker.")
    children: tuple[Block, ...]


class Box(_Model):
    """A box (专栏) with a numbering scope of its own."""

    type: Literal["box"] = "box"
    id: NodeId
    span: Span
    marker: Marker | None
    heading: str
    heading_span: Span | None
    heading_raw: str | None
    children: tuple[Block, ...]


class Part(_Model):
    """A document inside the document; levels start again at 1 inside."""

    type: Literal["part"] = "part"
    id: NodeId
    span: Span
    kind: Literal["issued", "attachment", "entry"] = Field(
        description="issued: what a 通知 issues; attachment: 附件; entry: one of several joined documents."
    )
    marker: Marker | None
    heading: str
    heading_span: Span | None
    heading_raw: str | None
    children: tuple[RootBlock, ...]


LeafBlock = Annotated[Paragraph | List | Table, Field(discriminator="type")]
Block = Annotated[Section | Box | Paragraph | List | Table | Figure, Field(discriminator="type")]
RootBlock = Annotated[Section | Box | Part | Paragraph | List | Table | Figure, Field(discriminator="type")]


class Signature(_Model):
    """署名 and the date printed with it."""

    organs: tuple[str, ...]
    date_text: str | None


class Metadata(_Model):
    """公文 elements (GB/T 9704-2012, 7.2 and 7.3) and disclosure data; absent means null or empty."""

    title: str | None = Field(description="标题")
    subtitle: str | None = Field(description="副标题")
    genre: str | None = Field(description="文种, as it stands at the end of the title")
    speaker: str | None = Field(description="讲话人")
    salutation: str | None = Field(description="称谓, without its colon")
    issuers: tuple[str, ...] = Field(description="发文机关")
    doc_number: str | None = Field(description="发文字号")
    recipients: tuple[str, ...] = Field(description="主送机关")
    date: IsoDate | None = Field(description="成文日期")
    signature: Signature | None = Field(description="落款")
    signers: tuple[str, ...] = Field(description="签发人")
    secrecy: str | None = Field(description="密级和保密期限")
    urgency: str | None = Field(description="紧急程度")
    copy_number: str | None = Field(description="份号")
    attachment_notes: tuple[str, ...] = Field(description="附件说明")
    note: str | None = Field(description="附注, the printed bracket line")
    cc: tuple[str, ...] = Field(description="抄送机关")
    printer: str | None = Field(description="印发机关")
    print_date: IsoDate | None = Field(description="印发日期")
    disclosure: str | None = Field(description="公开属性, normalised")
    index_number: str | None = Field(description="索引号")
    subject_category: str | None = Field(description="主题分类")
    publish_date: IsoDate | None = Field(description="发布日期")
    validity: str | None = Field(description="有效性")
    source_site: str | None = Field(description="来源网站")
    keywords: tuple[str, ...] = Field(description="主题词")
    language: str | None = Field(description="BCP 47: zh-Hans or zh-Hant")
    spans: dict[str, Span] = Field(description="Field name to the span of its printed evidence.")


class Removed(_Model):
    """A run of text that was taken out, and the rule that took it."""

    text: str
    rule: Slug
    span: Span
    zone: Literal["head", "body", "tail"] | None = Field(
        default=None, description="Before the first block, between blocks, or behind the last one (since 1.1)."
    )


class Diagnostic(_Model):
    """Something about the source that a reader should know."""

    code: Slug
    severity: Literal["error", "warning", "info"]
    message: str
    node: NodeId | None = Field(description="The block that it is about.")
    span: Span | None


class Document(_Model):
    """One converted document."""

    schema_version: Annotated[str, Field(pattern=r"^1\.[0-9]+\.[0-9]+$")]
    generator: Generator
    source: Source
    metadata: Metadata
    children: tuple[RootBlock, ...]
    removed: tuple[Removed, ...]
    diagnostics: tuple[Diagnostic, ...]


for _model in (Item, Section, Box, Part, Document):
    _model.model_rebuild()

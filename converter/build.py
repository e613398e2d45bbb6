"""The flow tree → the document: ids, levels, spans and the sentences of the diagnostics, then the model, once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import __version__
from .flow import (
    Block,
    Extent,
    Figure,
    Finding,
    Heading,
    Item,
    List,
    Paragraph,
    Removal,
    Section,
    SourceText,
    Table,
    Tree,
)
from .layout import links_in
from .model import MAX_DEPTH, SCHEMA_VERSION, Document, Metadata
from .options import Options
from .plain import Json, heading_of, link_of, marker_of, span_of, table_of
from .rules.codes import CODES
from .rules.messages import CHINESE
from .rules.rows import Code

PREFIXES = {"section": "sec", "box": "box", "issued": "iss", "attachment": "att", "entry": "ent"}
_CODES = {code.id: code for code in CODES}
_TUPLES = {name for name, info in Metadata.model_fields.items() if str(info.annotation).startswith("tuple")}


def build(source: SourceText, tree: Tree, options: Options) -> Document:
    """Build the document of `tree`, whose extents refer to `source.text`."""
    nodes = _Nodes(options.lang, source.layout.links if source.layout else ())
    children = nodes.blocks(tree.children, "", 0, 0)
    findings = sorted((*tree.findings, *nodes.findings), key=_by_place)
    told = findings[: options.max_diagnostics]
    if more := len(findings) - len(told):
        told.append(Finding("more-diagnostics", Extent(0, 0), {"count": more, "limit": len(told)}))
    return Document.model_validate(
        {
            "schema_version": SCHEMA_VERSION,
            "generator": {"name": "gangmu", "version": __version__},
            "source": _source(source, options),
            "metadata": _metadata(tree.metadata),
            "children": children,
            "removed": [_removed(removal) for removal in tree.removed],
            "diagnostics": [nodes.diagnostic(finding) for finding in told],
        }
    )


def _removed(removal: Removal) -> Json:
    return {"text": removal.text, "rule": removal.rule, "span": span_of(removal.extent), "zone": removal.zone}


def _by_place(finding: Finding) -> tuple[Extent, str]:
    return finding.extent, finding.code


def _source(source: SourceText, options: Options) -> Json:
    return {
        "name": source.name,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "sha256": source.sha256,
        "length": len(source.text),
        "uri": options.uri or (source.layout.uri if source.layout else None),
    }


def _metadata(values: dict[str, Any]) -> Json:
    empty: Json = {name: () if name in _TUPLES else None for name in Metadata.model_fields}
    spans = {name: span_of(extent) for name, extent in values.get("spans", {}).items()}
    return empty | values | {"spans": spans}


@dataclass(slots=True)
class _Nodes:
    """Turns blocks into plain values; remembers where each leaf stands, to place the diagnostics."""

    lang: str
    links: Sequence[tuple[Extent, str]] = ()
    places: list[tuple[int, int, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def blocks(self, blocks: Sequence[Block], parent: str, level: int, depth: int) -> list[Json]:
        """The values of sibling blocks; `level` counts the sections and boxes around them, `depth` all blocks."""
        counts: dict[str, int] = {}
        made = []
        for block in blocks:
            name = _name(block)
            counts[name] = counts.get(name, 0) + 1
            node = self._id(parent, name, counts[name])
            made.append(self.block(block, node, level, depth + 1))
        return made

    @staticmethod
    def _id(parent: str, name: str, number: int) -> str:
        # A role that stands once among its siblings is its own name: `title`, `recipients`.
        own = name.lstrip("=") if name.startswith("=") and number == 1 else f"{name.lstrip('=')}_{number}"
        return f"{parent}__{own}" if parent else own

    def block(self, block: Block, node: str, level: int, depth: int) -> Json:
        match block:
            case Section():
                return self.section(block, node, level, depth)
            case Paragraph():
                self.places.append((*block.extent, node))
                span = span_of(block.extent)
                return {
                    "type": "paragraph",
                    "id": node,
                    "span": span,
                    "text": block.text,
                    "role": block.role,
                    "links": [link_of(*link) for link in links_in(block.extent, self.links)],
                }
            case List():
                items = [self.item(item, f"{node}__item_{n}", level, depth) for n, item in enumerate(block.items, 1)]
                span = {"start": items[0]["span"]["start"], "end": items[-1]["span"]["end"]}
                return {
                    "type": "list",
                    "id": node,
                    "span": span,
                    "style": block.style,
                    "inline": block.inline,
                    "items": items,
                }
            case Table():
                self.places.append((*block.extent, node))
                return table_of(block, node)
            case Figure():
                self.places.append((*block.extent, node))
                span = span_of(block.extent)
                return {
                    "type": "figure",
                    "id": node,
                    "span": span,
                    "src": block.src,
                    "alt": block.alt,
                    "caption": block.caption,
                }

    def item(self, item: Item, node: str, level: int, depth: int) -> Json:
        self.places.append((*item.extent, node))
        children = self.blocks(item.children, node, level, depth + 1)
        end = children[-1]["span"]["end"] if children else item.extent.end
        span = {"start": item.extent.start, "end": end}
        links = [link_of(*link) for link in links_in(item.extent, self.links)]
        own = {"id": node, "span": span, "marker": marker_of(item.mark), "text": item.text, "links": links}
        return own | {"children": children}

    def section(self, section: Section, node: str, level: int, depth: int) -> Json:
        is_part = section.kind not in ("section", "box")
        if section.heading.extent is not None:
            self.places.append((*section.heading.extent, node))
        children = self.blocks(self._bounded(section, depth), node, 0 if is_part else level + 1, depth)
        value: Json = {
            "type": "part" if is_part else section.kind,
            "id": node,
            "span": _whole(section.heading, children),
        }
        value |= heading_of(section.heading)
        if is_part:
            value["kind"] = section.kind
        if section.kind == "section":
            value |= {"level": level + 1, "run_in": section.heading.run_in, "inferred": section.heading.inferred}
        return value | {"children": children}

    def _bounded(self, section: Section, depth: int) -> Sequence[Block]:
        """Nothing nests deeper than the model allows: what does is flattened, and noted."""
        if depth < MAX_DEPTH - 2 or not any(isinstance(child, Section) for child in section.children):
            return section.children
        extent = section.heading.extent or Extent(0, 0)
        self.findings.append(Finding("too-deep", extent, {"limit": MAX_DEPTH}))
        return tuple(_flattened(section.children))

    def _innermost(self, offset: int) -> str | None:
        """The leaf that holds `offset`. Leaves are in the order of the text; an item comes before those inside it."""
        place = bisect_right(self.places, offset, key=lambda leaf: leaf[0]) - 1
        for index in range(place, max(place - MAX_DEPTH, -1), -1):
            start, end, node = self.places[index]
            if start <= offset < end:
                return node
        return None

    def diagnostic(self, finding: Finding) -> Json:
        """The diagnostic at the innermost leaf that holds its place."""
        code = _CODES[finding.code]
        start = finding.extent.start
        node = self._innermost(start)
        span = span_of(finding.extent) if finding.extent.end else None
        message = _sentence(code, finding.values, self.lang)
        return {"code": code.id, "severity": code.severity, "message": message, "node": node, "span": span}


def _sentence(code: Code, values: Mapping[str, str | int], lang: str) -> str:
    """What a finding says, in English or Chinese; a value may be words of ours (`the beginning`)."""
    if lang != "zh":
        return code.en.format(**values)
    return code.zh.format(**{name: CHINESE.get(str(value), value) for name, value in values.items()})


def _name(block: Block) -> str:
    """What an id is made of; `=` marks a role, which needs no number when it stands alone."""
    match block:
        case Section():
            return PREFIXES[block.kind]
        case Paragraph():
            return f"={block.role}" if block.role else "p"
        case List():
            return "list"
        case Table():
            return "tbl"
        case Figure():
            return "fig"


def _whole(heading: Heading, children: list[Json]) -> Json:
    """The span of a heading and all that stands under it."""
    starts = [child["span"]["start"] for child in children[:1]]
    ends = [child["span"]["end"] for child in children[-1:]]
    if heading.extent is not None:
        starts.insert(0, heading.extent.start)
        ends.append(heading.extent.end)
    return {"start": starts[0], "end": ends[0]} if starts else {"start": 0, "end": 0}


def _flattened(blocks: Sequence[Block]) -> Iterator[Block]:
    """Sections as paragraphs, in order."""
    for block in blocks:
        if isinstance(block, Section):
            if block.heading.extent is not None:
                yield Paragraph(block.heading.raw or "", block.heading.extent)
            yield from _flattened(block.children)
        else:
            yield block

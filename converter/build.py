"""The flow tree → the document as plain values: ids, levels, spans and the sentences of the diagnostics."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import __version__
from .contract import MAX_DEPTH, SCHEMA_VERSION
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
from .options import Options
from .plain import Counts, Draft, Json, all_metadata, link_of, marker_of, span_of, table_of
from .rules.codes import CODES
from .rules.messages import CHINESE
from .rules.rows import Code

PREFIXES = {"section": "sec", "box": "box", "issued": "iss", "attachment": "att", "entry": "ent"}
_CODES = {code.id: code for code in CODES}


def build(source: SourceText, tree: Tree, options: Options) -> Draft:
    """The document of `tree`, whose extents refer to `source.text`; nothing of its blocks is made yet."""
    counts = Counts(len(tree.removed))
    nodes = _Nodes(options.lang, source.layout.links if source.layout else (), list(tree.findings), counts)
    head = {
        "schema_version": SCHEMA_VERSION,
        "generator": {"name": "gangmu", "version": __version__},
        "source": _source(source, options),
        "metadata": all_metadata(tree.metadata),
    }
    children = nodes.blocks(tree.children, "", 0, 0)
    return Draft(head, children, map(_removed, tree.removed), nodes.diagnostics(), counts)


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


@dataclass(slots=True)
class _Nodes:
    """Turns blocks into plain values, and notes which of them holds what was found."""

    lang: str
    links: Sequence[tuple[Extent, str]]
    findings: list[Finding]
    counts: Counts
    starts: list[int] = field(init=False)
    """Where findings begin, in order."""
    holders: dict[int, str] = field(default_factory=dict)
    """Where one begins → the innermost leaf that holds this place."""

    def __post_init__(self) -> None:
        # 0 is the place of what has none.
        self.starts = sorted({0, *(finding.extent.start for finding in self.findings)})

    def blocks(self, blocks: Sequence[Block], parent: str, level: int, depth: int) -> Iterator[Json]:
        """The values of sibling blocks; `level` counts the sections and boxes around them, `depth` all blocks."""
        counts: dict[str, int] = {}
        before = f"{parent}__" if parent else ""
        for block in blocks:
            name = _name(block)
            number = counts[name] = counts.get(name, 0) + 1
            # A role that stands once among its siblings is its own name: `title`, `recipients`.
            own = name[1:] if name[0] == "=" else name
            node = f"{before}{own}" if number == 1 and own is not name else f"{before}{own}_{number}"
            made = _MADE_BY[type(block)](self, block, node, level, depth + 1)
            self.counts.blocks[made["type"]] += 1
            yield made

    def paragraph(self, block: Paragraph, node: str, _level: int, _depth: int) -> Json:
        start, end = extent = block.extent
        self.place(extent, node)
        return {
            "type": "paragraph",
            "id": node,
            "span": {"start": start, "end": end},
            "text": block.text,
            "role": block.role,
            "links": self.links_in(extent),
        }

    def links_in(self, extent: Extent) -> Sequence[Json]:
        return [link_of(*link) for link in links_in(extent, self.links)] if self.links else ()

    def list(self, block: List, node: str, level: int, depth: int) -> Json:
        items = [self.item(item, f"{node}__item_{n}", level, depth) for n, item in enumerate(block.items, 1)]
        return {
            "type": "list",
            "id": node,
            "span": {"start": items[0]["span"]["start"], "end": items[-1]["span"]["end"]},
            "style": block.style,
            "inline": block.inline,
            "items": items,
        }

    def item(self, item: Item, node: str, level: int, depth: int) -> Json:
        start, end = extent = item.extent
        self.place(extent, node)
        children = [*self.blocks(item.children, node, level, depth + 1)] if item.children else []
        return {
            "id": node,
            "span": {"start": start, "end": children[-1]["span"]["end"] if children else end},
            "marker": marker_of(item.mark),
            "text": item.text,
            "links": self.links_in(extent),
            "children": children,
        }

    def table(self, block: Table, node: str, _level: int, _depth: int) -> Json:
        self.place(block.extent, node)
        return table_of(block, node)

    def figure(self, block: Figure, node: str, _level: int, _depth: int) -> Json:
        self.place(block.extent, node)
        return {
            "type": "figure",
            "id": node,
            "span": span_of(block.extent),
            "src": block.src,
            "alt": block.alt,
            "caption": block.caption,
        }

    def section(self, section: Section, node: str, level: int, depth: int) -> Json:
        heading, kind = section.heading, section.kind
        if heading.extent is not None:
            self.place(heading.extent, node)
        is_part = kind not in ("section", "box")
        inner = self._bounded(section, node, depth)
        value: Json = {
            "type": "part" if is_part else kind,
            "id": node,
            "span": _span(heading, inner),
        }
        if is_part:
            value["kind"] = kind
        elif kind == "section":
            value["level"] = level + 1
        value["marker"] = marker_of(heading.mark)
        value["heading"] = heading.text
        value["heading_span"] = span_of(heading.extent)
        value["heading_raw"] = heading.raw
        if kind == "section":
            value["run_in"] = heading.run_in
            value["inferred"] = heading.inferred
        value["children"] = self.blocks(inner, node, 0 if is_part else level + 1, depth)
        return value

    def _bounded(self, section: Section, node: str, depth: int) -> Sequence[Block]:
        """Nothing nests deeper than the model allows: what does is flattened, and noted."""
        if depth < MAX_DEPTH - 2 or not any(isinstance(child, Section) for child in section.children):
            return section.children
        extent = section.heading.extent or Extent(0, 0)
        if extent.end:
            self.holders[extent.start] = node
        self.findings.append(Finding("too-deep", extent, {"limit": MAX_DEPTH}))
        return tuple(_flattened(section.children))

    def place(self, extent: Extent, node: str) -> None:
        """Note that a leaf holds the findings that begin in it; a leaf inside another comes behind it."""
        at = bisect_left(self.starts, extent.start)
        while at < len(self.starts) and self.starts[at] < extent.end:
            self.holders[self.starts[at]] = node
            at += 1

    def diagnostics(self) -> Iterator[Json]:
        """All findings in the order of the text; each with the innermost leaf that holds its place."""
        for finding in sorted(self.findings, key=_by_place):
            code = _CODES[finding.code]
            self.counts.codes[code.id] += 1
            yield {
                "code": code.id,
                "severity": code.severity,
                "message": _sentence(code, finding.values, self.lang),
                "node": self.holders.get(finding.extent.start),
                "span": span_of(finding.extent) if finding.extent.end else None,
            }


_MADE_BY: Mapping[type, Callable[[_Nodes, Any, str, int, int], Json]] = {
    Section: _Nodes.section,
    Paragraph: _Nodes.paragraph,
    List: _Nodes.list,
    Table: _Nodes.table,
    Figure: _Nodes.figure,
}


def _sentence(code: Code, values: Mapping[str, str | int], lang: str) -> str:
    """What a finding says, in English or Chinese; a value may be words of ours (`the beginning`)."""
    if lang != "zh":
        return code.en.format(**values)
    return code.zh.format(**{name: CHINESE.get(str(value), value) for name, value in values.items()})


_NAMES: Mapping[type, str] = {List: "list", Table: "tbl", Figure: "fig"}


def _name(block: Block) -> str:
    """What an id is made of; `=` marks a role, which needs no number when it stands alone."""
    if isinstance(block, Paragraph):
        return f"={block.role}" if block.role else "p"
    return PREFIXES[block.kind] if isinstance(block, Section) else _NAMES[type(block)]


def _span(heading: Heading, inner: Sequence[Block]) -> Json:
    """Of a heading and all that stands under it."""
    own = heading.extent
    if own is None:
        return {"start": _start(inner[0]) if inner else 0, "end": _end(inner[-1]) if inner else 0}
    return {"start": own.start, "end": _end(inner[-1]) if inner else own.end}


def _start(block: Block) -> int:
    """Where the first thing in a block begins."""
    if isinstance(block, List):
        return block.items[0].extent.start
    return _span(block.heading, block.children)["start"] if isinstance(block, Section) else block.extent.start


def _end(block: Block | Item) -> int:
    """Where the last thing in a block ends."""
    if isinstance(block, List):
        return _end(block.items[-1])
    if isinstance(block, (Section, Item)) and block.children:
        return _end(block.children[-1])
    extent = block.heading.extent if isinstance(block, Section) else block.extent
    return 0 if extent is None else extent.end


def _flattened(blocks: Sequence[Block]) -> Iterator[Block]:
    """Sections as paragraphs, in order."""
    for block in blocks:
        if isinstance(block, Section):
            if block.heading.extent is not None:
                yield Paragraph(block.heading.raw or "", block.heading.extent)
            yield from _flattened(block.children)
        else:
            yield block

"""Lines and their members → a tree of sections, boxes, lists and paragraphs, in the order of the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..flow import Block, Item, Line, List, Paragraph, Section, ZonedLine, extent_of
from .closings import closing_depth, closing_reach
from .headings import article_head, heading_of
from .html_table import html_table, is_grid
from .members import Member
from .raw_table import raw_table
from .relations import BOX, NAMED

_AT_THE_END = ("signature", "date", "note", "attachment_note", "cc", "imprint")


@dataclass(slots=True)
class _List:
    """A list of items that is still open."""

    style: str
    items: list[_Item] = field(default_factory=list)


@dataclass(slots=True)
class _Item:
    member: Member
    children: list[Block | _List | _Section] = field(default_factory=list)


@dataclass(slots=True)
class _Root:
    """The document, or the inner document, that is being built."""

    children: list[Block | _List | _Section] = field(default_factory=list)


@dataclass(slots=True)
class _Section(_Root):
    """A section that is still open."""

    member: Member = field(kw_only=True)


class _Nest:
    """The open sections and items, outermost first, and where the next block goes."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self.nodes: list[_Root | _Item] = [_Root()]
        """The node of each member, behind the root."""
        self.closings: list[int] = []
        self.after_item = False
        """True behind 一是 …: what follows closes those items, not the section around them."""

    def close(self, depth: int) -> None:
        """Close what stands at `depth` or deeper; a line of the frame may have closed some of it before."""
        while self.members and self.members[-1].group.depth >= depth:
            self.pop()

    def pop(self) -> None:
        """Close the deepest one."""
        self.members.pop()
        self.nodes.pop()

    def add_member(self, member: Member) -> None:
        self.close(member.group.depth)
        self.after_item = False
        if member.group.is_section:
            # No section stands in an item: what looks so follows a break in the text.
            while isinstance(self.nodes[-1], _Item):
                self.pop()
            section = _Section(member=member)
            self.nodes[-1].children.append(section)
            _add_body(section, member)
            self.nodes.append(section)
        else:
            item = _Item(member)
            self._list_for(member).items.append(item)
            self.nodes.append(item)
        self.members.append(member)

    def _list_for(self, member: Member) -> _List:
        """The list that the item continues, or a new one where it opens."""
        above = self.nodes[-1]
        last = above.children[-1] if above.children else None
        if isinstance(last, _List) and last.items[-1].member.group is member.group:
            return last
        opened = _List("item")
        above.children.append(opened)
        return opened

    def close_items(self, bound: int) -> bool:
        """Close the items that the next member, at depth `bound`, does not continue; True when one stays open."""
        while isinstance(self.nodes[-1], _Item) and self.members[-1].group.depth > bound:
            self.pop()
        return isinstance(self.nodes[-1], _Item)

    def close_sections(self, bound: int, line: Line) -> None:
        """Close the sections that `line` closes, a paragraph above the next member, at depth `bound`."""
        members = self.members
        if not members or members[-1].group.depth <= bound:
            return
        deepest = last = len(members) - 1
        while last >= 0 and members[last].group.depth > bound:
            last -= 1
        place = closing_depth(members, last, line.shadow, has_text=bool(self.nodes[-1].children))
        if place < deepest:
            self.closings.append(line.start)
            del members[place + 1 :], self.nodes[place + 2 :]

    def add(self, block: Block) -> None:
        """Add a block to the deepest open section or item."""
        self.nodes[-1].children.append(block)


class Nested(NamedTuple):
    """The blocks of a document, and where paragraphs stand that close a higher level."""

    children: tuple[Block, ...]
    closings: tuple[int, ...]


def nest(lines: Sequence[ZonedLine], members: dict[int, Member]) -> Nested:
    """Build the tree of one document (or of one inner document) from its lines in order."""
    nest = _Nest()
    bounds = _bounds(lines, members)
    index = 0
    while index < len(lines):
        index = _place(nest, lines, members, bounds, index)
    return Nested(_finish_all(nest.nodes[0].children), tuple(nest.closings))


def _place(nest: _Nest, lines: Sequence[ZonedLine], members: dict[int, Member], bounds: list[int], index: int) -> int:
    """Put the line at `index` (and those that make one block with it) into the tree; returns the next index."""
    zoned = lines[index]
    zone, following = zoned.zone, index + 1
    if zone == "body":
        if index in members:
            nest.add_member(members[index])
        else:
            _place_text(nest, zoned, bounds[index])
        return following
    if zoned.group and zone in ("table", "role"):
        while following < len(lines) and _is_same_group(zoned, lines[following]):
            following += 1
    if zone == "table":
        nest.close_items(bounds[index])
        of_table = lines[index:following]
        nest.add(html_table(of_table) if any(map(is_grid, of_table)) else raw_table(of_table))
    elif zone == "role":
        if zoned.label in _AT_THE_END:
            nest.close(0)
        nest.close_items(-1)
        nest.add(_role_paragraph([line.marked.line for line in lines[index:following]], zoned.label))
    return following


def _place_text(nest: _Nest, zoned: ZonedLine, bound: int) -> None:
    line, lead = zoned.marked.line, zoned.marked.lead
    # Behind 一是 … a paragraph closes those items, unless its words say that it closes the whole text.
    of_items = nest.after_item and closing_reach(line.shadow) != "document"
    if not (nest.close_items(bound) or lead or of_items):
        nest.close_sections(bound, line)
    nest.after_item = bool(lead)
    nest.add(Paragraph(line.text, line.extent, None, line.same_line, line))


def _is_same_group(first: ZonedLine, other: ZonedLine) -> bool:
    return first.group == other.group and first.zone == other.zone


def _bounds(lines: Sequence[ZonedLine], members: dict[int, Member]) -> list[int]:
    """For each line the depth of the next member; -1 where the document or its letter part ends before one."""
    bounds, bound = [-1] * len(lines), -1
    for index in range(len(lines) - 1, -1, -1):
        if index in members:
            # A named section (名词解释) stands behind the text: it bounds nothing.
            bound = -1 if members[index].group.family == NAMED else members[index].group.depth
        elif lines[index].zone == "role":
            bound = -1
        bounds[index] = bound
    return bounds


def _add_body(node: _Section, member: Member) -> None:
    """The text behind a run-in heading."""
    line = member.marked.line
    if member.group.family == "article":
        body = member.offset + article_head(member)
        body += len(line.shadow[body:]) - len(line.shadow[body:].lstrip())
        if body < len(line.text):
            node.children.append(_rest(line, body))
    elif member.shape.run_in:
        node.children.append(_rest(line, member.offset + member.shape.rest))


def _rest(line: Line, start: int) -> Paragraph:
    """The paragraph that stands behind a heading on its line."""
    return Paragraph(line.text[start:], extent_of(line, start, len(line.text)), None, True, line)


def _role_paragraph(lines: list[Line], role: str) -> Paragraph:
    extent = lines[0].pieces[0]._replace(end=lines[-1].end)
    return Paragraph("".join(line.text for line in lines), extent, role, False, None)


_OPEN = (_List, _Section)


def _finish_all(children: Sequence[Block | _List | _Section]) -> tuple[Block, ...]:
    return tuple([_finish(node) if isinstance(node, _OPEN) else node for node in children])


def _finish(node: _List | _Section) -> Block:
    if isinstance(node, _List):
        return List(node.style, False, tuple([_finish_item(item) for item in node.items]))
    kind = "box" if node.member.group.family == BOX else "section"
    return Section(heading_of(node.member), _finish_all(node.children), kind)


def _finish_item(item: _Item) -> Item:
    line, offset = item.member.marked.line, item.member.offset
    return Item(item.member.mark, line.text[offset:], line.extent, _finish_all(item.children))

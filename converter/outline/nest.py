"""Lines and their members → a tree of sections, boxes, lists and paragraphs, in the order of the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..flow import Block, Extent, Item, Line, List, Paragraph, Section, ZonedLine, extent_of
from .closings import closing_depth, closing_reach
from .headings import article_head, heading_of
from .html_table import has_grid, html_table
from .members import Group, Member
from .raw_table import raw_table
from .relations import BOX, NAMED

ARTICLE = "article"
_AT_THE_END = ("signature", "date", "note", "attachment_note", "cc", "imprint")


@dataclass(slots=True)
class _Node:
    """The document, or a section or item in it, that is still open."""

    is_item: bool
    children: list[Block]
    items: list[Item] | None = None
    """Of the list behind its children, which may get more items …"""
    group: Group | None = None
    """… if they are of this group."""

    def add(self, block: Block) -> None:
        self.end_list()
        self.children.append(block)

    def add_item(self, item: Item, group: Group) -> None:
        if self.items is not None and self.group is group:
            self.items.append(item)
            return
        self.end_list()
        self.items, self.group = [item], group

    def end_list(self) -> None:
        """Make the list of its items; nothing where there are none."""
        if self.items is not None:
            self.children.append(List("item", False, tuple(self.items)))
            self.items = None


class _Nest:
    """The open sections and items, outermost first, and where the next block goes.

    A section or item is made when it closes; until then nothing else stands behind it.
    """

    def __init__(self) -> None:
        self.members: list[Member] = []
        self.nodes: list[_Node] = [_Node(False, [])]
        """The node of each member, behind the document's."""
        self.closings: list[int] = []
        self.after_item = False
        """True behind 一是 …: what follows closes those items, not the section around them."""

    def close(self, depth: int) -> None:
        """Close what stands at `depth` or deeper; a line of the frame may have closed some of it before."""
        members = self.members
        while members and members[-1].group.depth >= depth:
            self.pop()

    def pop(self) -> None:
        """Close the deepest one."""
        member, node = self.members.pop(), self.nodes.pop()
        above, group = self.nodes[-1], member.group
        node.end_list()
        if node.is_item:
            line, offset = member.marked.line, member.offset
            above.add_item(Item(member.mark, line.text[offset:], line.extent, tuple(node.children)), group)
        else:
            kind = "box" if group.family == BOX else "section"
            above.add(Section(heading_of(member), tuple(node.children), kind))

    def add_member(self, member: Member) -> None:
        group = member.group
        self.close(group.depth)
        self.after_item = False
        children: list[Block] = []
        if group.is_section:
            # No section stands in an item: what looks so follows a break in the text.
            while self.nodes[-1].is_item:
                self.pop()
            if (member.shape.run_in or group.family == ARTICLE) and (body := _body(member)) is not None:
                children.append(body)
        self.nodes.append(_Node(not group.is_section, children))
        self.members.append(member)

    def close_items(self, bound: int) -> bool:
        """Close the items that the next member, at depth `bound`, does not continue; True when one stays open."""
        while self.nodes[-1].is_item and self.members[-1].group.depth > bound:
            self.pop()
        return self.nodes[-1].is_item

    def close_sections(self, bound: int, line: Line) -> None:
        """Close the sections that `line` closes, a paragraph above the next member, at depth `bound`.

        The deepest open one is deeper than that.
        """
        members, node = self.members, self.nodes[-1]
        if not (node.children or node.items):
            return  # the first paragraph of a section is its own
        deepest = last = len(members) - 1
        while last >= 0 and members[last].group.depth > bound:
            last -= 1
        place = closing_depth(members, last, line.shadow)
        if place < deepest:
            self.closings.append(line.start)
            while len(members) > place + 1:
                self.pop()


class Nested(NamedTuple):
    """The blocks of a document, and where paragraphs stand that close a higher level."""

    children: tuple[Block, ...]
    closings: tuple[int, ...]


def nest(lines: Sequence[ZonedLine], zones: Sequence[str], members: Iterable[Member]) -> Nested:
    """Build the tree of one document (or of one inner document): its lines and their zones, its members in order."""
    nest = _Nest()
    start = 0
    for member in members:
        place, group = member.step.place, member.group
        if start < place:
            # A named section (名词解释) stands behind the text: it bounds nothing.
            bound = -1 if group.family == NAMED else group.depth
            _place_stretch(nest, lines[start:place], zones[start:place], bound)
        nest.add_member(member)
        start = place + 1
    _place_stretch(nest, lines[start:], zones[start:], -1)
    nest.close(0)
    nest.nodes[0].end_list()
    return Nested(tuple(nest.nodes[0].children), tuple(nest.closings))


def _place_stretch(nest: _Nest, lines: Sequence[ZonedLine], zones: Sequence[str], bound: int) -> None:
    """Put the lines between two members into the tree; the one behind them is at depth `bound`, -1 at the end."""
    # Above the lines of a letter's frame the text ends, as it does behind the last member.
    framed = max([index for index, zone in enumerate(zones) if zone == "role"]) if "role" in zones else -1
    taken = 0
    for index, zoned in enumerate(lines):
        if index < taken:
            continue
        below = bound if index > framed else -1
        if zones[index] == "body":
            _place_text(nest, zoned, below)
        else:
            taken = _place_group(nest, lines, below, index)


def _place_group(nest: _Nest, lines: Sequence[ZonedLine], bound: int, index: int) -> int:
    """Put the lines from `index` on that make one block into the tree; returns the index behind them."""
    zoned = lines[index]
    zone, following = zoned.zone, index + 1
    if zoned.group and zone in ("table", "role"):
        group, end = zoned.group, len(lines)
        while following < end and lines[following].group == group and lines[following].zone == zone:
            following += 1
    if zone == "table":
        nest.close_items(bound)
        of_table = lines[index:following]
        nest.nodes[-1].add(html_table(of_table) if has_grid(of_table) else raw_table(of_table))
    elif zone == "role":
        if zoned.label in _AT_THE_END:
            nest.close(0)
        nest.close_items(-1)
        nest.nodes[-1].add(_role_paragraph([line.marked.line for line in lines[index:following]], zoned.label))
    return following


def _place_text(nest: _Nest, zoned: ZonedLine, bound: int) -> None:
    marked = zoned.marked
    line, lead = marked.line, marked.lead
    # Behind 一是 … a paragraph closes those items, unless its words say that it closes the whole text.
    of_items = nest.after_item and closing_reach(line.shadow) != "document"
    in_item = nest.nodes[-1].is_item and nest.close_items(bound)
    members = nest.members
    if members and members[-1].group.depth > bound and not (in_item or lead or of_items):
        nest.close_sections(bound, line)
    nest.after_item = bool(lead)
    nest.nodes[-1].add(Paragraph(line.text, line.extent, None, line.same_line, line))


def _body(member: Member) -> Paragraph | None:
    """The text behind the heading of an article, or behind a run-in heading."""
    if member.group.family != ARTICLE:
        return _rest(member.marked.line, member.offset + member.shape.rest)
    line, body = member.marked.line, member.offset + article_head(member)
    body += len(line.shadow[body:]) - len(line.shadow[body:].lstrip())
    return _rest(line, body) if body < len(line.text) else None


def _rest(line: Line, start: int) -> Paragraph:
    """The paragraph that stands behind a heading on its line."""
    return Paragraph(line.text[start:], extent_of(line, start, len(line.text)), None, True, line)


def _role_paragraph(lines: list[Line], role: str) -> Paragraph:
    return Paragraph("".join([line.text for line in lines]), Extent(lines[0].start, lines[-1].end), role)

"""Markup → its elements and texts in one flat order, bounded in depth; broken markup is mended as libxml2 mends it.

An element knows which part of that order it spans. So nobody climbs through a tree: what stands in an element, what it
stands in and what text it has are slices; and who prints the page goes along it once.

The parser calls us back and builds no tree of its own. So its bounds on depth and length, behind which it drops the
rest of a page without a word (a picture of 10 MB written into the page is enough), are lifted: what nests deeper than
ours is flattened, and the size of inputs is bounded before. Nothing is fetched and no entity is read from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, final

from lxml import etree

from .style import BLOCK, DROPPED, INLINE, LINKED, PLAIN, UNPRINTED, Look, Style, linked, look_of, style_in

MOST_DEPTH = 150
"""Elements nest at most so deep; the children of deeper ones become their siblings."""
SAVED_FROM = re.compile("saved from url=\\([0-9]+\\)(?P<uri>https?://[^\\s]+)")
"""The comment that browsers leave in a page that they save."""

READ = frozenset(
    (
        *("alt", "class", "colspan", "content", "data-original", "data-src", "href", "id", "name", "property", "rel"),
        *("role", "rowspan", "_src", "src", "title"),
    )
)
"""Elements without any of these attributes need none. How they look is known, and more is asked only of those that have
one: without an address or words a picture is none."""

_NBSP = re.compile("&nbsp;?")
_OLD_REFERENCE = re.compile("&#(1(?:2[89]|[34][0-9]|5[0-9]));?")


@final
class Node:
    """An element. The tree fills it in: calls with so many arguments would take longer than all the rest."""

    __slots__ = ("after", "attributes", "first", "last", "look", "number", "start", "stop", "style", "tag")

    tag: str
    attributes: Mapping[str, str]
    look: Look
    style: Style
    """How text looks that stands in it."""
    number: int
    after: int
    """Of the elements of the page it is number `number`; those up to `after` stand in it."""
    first: int
    last: int
    """Of the texts that the tree counts, those from `first` on and before `last` stand in it."""
    start: int
    stop: int
    """Where on the tape it begins and ends."""

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


Entry = tuple[str, Style | Node | None, int]
"""A text with its style and the number of its characters that are not blank. Or no text: with the element that begins
or ends here, or with None where a line ends."""
LINE_END: Entry = ("", None, 0)
_NONE: Mapping[str, str] = {}


class Tree:
    """A page; what the parser calls to build it."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        """All elements, in the order of the page."""
        self.tape: list[Entry] = []
        """The page in its order. Elements stand there that are more than inline or block."""
        self.texts: list[tuple[str, Style, int]] = []
        """The texts that count, in order: no blank ones, no scripts."""
        self.saved_from: str | None = None
        self._around: list[Node] = []
        """What the open element stands in. No element knows it for itself: so a tree is freed as soon as it is read."""
        self._flattened: list[str] = []
        self.root = self._open = self._begin(look_of("#root", _NONE), _NONE, PLAIN)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        around = self._open
        node = self._begin(look_of(tag, attributes), attributes, around.style)
        if len(self._around) < MOST_DEPTH:
            self._around.append(around)
            self._open = node
        else:
            self._flattened.append(tag)
            self._end(node)

    def end(self, tag: str) -> None:
        if self._flattened:
            self._flattened.pop()
            self._end(self._begin(look_of(tag, _NONE), _NONE, self._open.style))
        elif self._around:
            self._end(self._open)
            self._open = self._around.pop()

    def _begin(self, look: Look, attributes: Mapping[str, str], style: Style) -> Node:
        """An element that stands in text of `style`."""
        node = Node()
        node.number, node.first, node.start = len(self.nodes), len(self.texts), len(self.tape)
        node.tag, node.look = look.tag, look
        node.attributes = _NONE if READ.isdisjoint(attributes) else attributes
        self.nodes.append(node)
        way = look.way
        if way > INLINE and not style.ground & UNPRINTED:
            self.tape.append(LINE_END if way == BLOCK else ("", node, 0))
        if look.has_style:
            style = style_in(look, style)
            if look.ground & LINKED and attributes["href"]:
                style = linked(style, attributes["href"])
        node.style = style
        return node

    def _end(self, node: Node) -> None:
        way = node.look.way
        if way >= BLOCK and not node.style.ground & UNPRINTED:
            self.tape.append(LINE_END if way == BLOCK else ("", node, 0))
        node.after, node.last, node.stop = len(self.nodes), len(self.texts), len(self.tape)

    def data(self, text: str) -> None:
        style = self._open.style
        if text.isspace() or style.ground & DROPPED:
            self.tape.append((text, style, 0))
        else:
            entry = text, style, len("".join(text.split()))
            self.tape.append(entry)
            self.texts.append(entry)

    def comment(self, text: str) -> None:
        found = SAVED_FROM.search(text) if self.saved_from is None else None
        if found:
            self.saved_from = found["uri"]

    def close(self) -> Tree:
        while self._around:
            self.end(self._open.tag)
        self._end(self.root)
        return self

    def elements(self, node: Node) -> list[Node]:
        """The child elements of the node."""
        found, number = [], node.number + 1
        while number < node.after:
            child = self.nodes[number]
            found.append(child)
            number = child.after
        return found

    def within(self, node: Node) -> list[Node]:
        """The elements in the node, in order."""
        return self.nodes[node.number + 1 : node.after]

    def around(self, node: Node) -> list[Node]:
        """The elements that the node stands in, from the outermost on."""
        return [outer for outer in self.nodes[: node.number] if outer.after > node.number]

    def text(self, start: int, stop: int) -> str:
        """All text on that part of the tape, as it stands."""
        return "".join([entry[0] for entry in self.tape[start:stop]])

    def text_of(self, node: Node) -> str:
        """All text in the node, as it stands."""
        return self.text(node.start, node.stop)


def _character(match: re.Match[str]) -> str:
    """What browsers show for a reference to a control character: the same byte in windows-1252."""
    return bytes([int(match[1])]).decode("cp1252", errors="replace")


def tree_of(markup: str) -> Tree:
    """The tree of a page."""
    tree = Tree()
    target: Any = tree
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True, recover=True)
    markup = _OLD_REFERENCE.sub(_character, _NBSP.sub("\xa0", markup.replace("\0", " ")))
    # Not feed(): it leaves out what stands behind a first </html>.
    etree.fromstring(markup.encode("utf-8", errors="replace"), parser)
    return tree

"""Markup → a light tree of elements and texts, bounded in depth; broken markup is mended as libxml2 mends it.

The parser calls us back and builds no tree of its own. So its bounds on depth and length, behind which it drops the
rest of a page without a word (a picture of 10 MB written into the page is enough), are lifted: what nests deeper than
ours is flattened, and the size of inputs is bounded before. Nothing is fetched and no entity is read from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from .style import DROPPED, look_of

MOST_DEPTH = 150
"""Elements nest at most so deep; the children of deeper ones become their siblings."""
SAVED_FROM = re.compile("saved from url=\\([0-9]+\\)(?P<uri>https?://[^\\s]+)")
"""The comment that browsers leave in a page that they save."""

_NBSP = re.compile("&nbsp;?")
_OLD_REFERENCE = re.compile("&#(1(?:2[89]|[34][0-9]|5[0-9]));?")


class Node:
    """An element: its children are elements and texts, in order."""

    __slots__ = ("attributes", "children", "first", "ground", "last", "look", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str], ground: int = 0, first: int = 0) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node | str] = []
        self.look = look = look_of(tag, attributes)
        self.ground = look.ground | ground
        """What its texts stand in: the bits of its look and of those around it."""
        self.first = self.last = first
        """Of the texts that the tree counts, those from `first` on and before `last` stand in it."""

    def elements(self) -> list[Node]:
        """Its child elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


class Tree:
    """A page; what the parser calls to build it."""

    def __init__(self) -> None:
        self.root = self._open = Node("#root", {})
        self.nodes = [self.root]
        """All elements, in the order of the page."""
        self.texts: list[tuple[str, int]] = []
        """The texts that count, in order, each with the ground that it stands in: no blank ones, no scripts."""
        self.saved_from: str | None = None
        self._around: list[Node] = []
        """What the open element stands in. No element knows it for itself: so a tree is freed as soon as it is read."""
        self._flattened: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        node = self._add(tag.lower(), attributes)
        if len(self._around) >= MOST_DEPTH:
            self._flattened.append(node.tag)
        else:
            self._around.append(self._open)
            self._open = node

    def end(self, tag: str) -> None:
        if self._flattened:
            self._flattened.pop()
            self._add(tag.lower(), {})
        elif self._around:
            self._open.last = len(self.texts)
            self._open = self._around.pop()

    def _add(self, tag: str, attributes: Mapping[str, str]) -> Node:
        node = Node(tag, attributes, self._open.ground, len(self.texts))
        self._open.children.append(node)
        self.nodes.append(node)
        return node

    def data(self, text: str) -> None:
        self._open.children.append(text)
        if not (text.isspace() or self._open.ground & DROPPED):
            self.texts.append((text, self._open.ground))

    def comment(self, text: str) -> None:
        found = SAVED_FROM.search(text) if self.saved_from is None else None
        if found:
            self.saved_from = found["uri"]

    def close(self) -> Tree:
        while self._around:
            self.end(self._open.tag)
        self.root.last = len(self.texts)
        return self


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


def within(node: Node) -> Iterator[Node]:
    """The elements in the node, in no strict order."""
    found = node.elements()
    for inner in found:
        found += inner.elements()
        yield inner


def text_of(node: Node) -> str:
    """All text in the node, as it stands."""
    parts: list[str] = []
    stack: list[Node | str] = [node]
    while stack:
        found = stack.pop()
        if isinstance(found, str):
            parts.append(found)
        else:
            stack.extend(reversed(found.children))
    return "".join(parts)

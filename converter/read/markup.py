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

MOST_DEPTH = 150
"""Elements nest at most so deep; the children of deeper ones become their siblings."""
SAVED_FROM = re.compile("saved from url=\\([0-9]+\\)(?P<uri>https?://[^\\s]+)")
"""The comment that browsers leave in a page that they save."""

_NBSP = re.compile("&nbsp;?")
_OLD_REFERENCE = re.compile("&#(1(?:2[89]|[34][0-9]|5[0-9]));?")


class Node:
    """An element: its children are elements and texts, in order."""

    __slots__ = ("attributes", "children", "linked", "parent", "plain", "signs", "tag", "weight")

    def __init__(self, tag: str, attributes: Mapping[str, str], parent: Node | None) -> None:
        self.tag = tag
        self.attributes = dict(attributes)
        self.parent = parent
        self.children: list[Node | str] = []
        self.plain = self.linked = self.weight = self.signs = 0

    def elements(self) -> Iterator[Node]:
        """Its child elements."""
        return (child for child in self.children if isinstance(child, Node))

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


class _Builder:
    """What the parser calls."""

    def __init__(self) -> None:
        self.root = Node("#root", {}, None)
        self.open = self.root
        self.depth = 0
        self.saved_from: str | None = None
        self.flattened: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        node = Node(tag.lower(), attributes, self.open)
        self.open.children.append(node)
        if self.depth >= MOST_DEPTH:
            self.flattened.append(node.tag)
            return
        self.open = node
        self.depth += 1

    def end(self, tag: str) -> None:
        if self.flattened:
            self.flattened.pop()
            self.open.children.append(Node(tag.lower(), {}, self.open))
        elif self.open.parent is not None:
            self.open = self.open.parent
            self.depth -= 1

    def data(self, text: str) -> None:
        self.open.children.append(text)

    def comment(self, text: str) -> None:
        found = SAVED_FROM.search(text) if self.saved_from is None else None
        if found:
            self.saved_from = found["uri"]

    def close(self) -> _Builder:
        return self


def _character(match: re.Match[str]) -> str:
    """What browsers show for a reference to a control character: the same byte in windows-1252."""
    return bytes([int(match[1])]).decode("cp1252", errors="replace")


def tree_of(markup: str) -> tuple[Node, str | None]:
    """The root of the tree, and the address that the page was saved from where it says so."""
    builder = _Builder()
    target: Any = builder
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True, recover=True)
    markup = _OLD_REFERENCE.sub(_character, _NBSP.sub("\xa0", markup.replace("\0", " ")))
    # Not feed(): it leaves out what stands behind a first </html>.
    etree.fromstring(markup.encode("utf-8", errors="replace"), parser)
    return builder.root, builder.saved_from


def walk(node: Node) -> Iterator[Node]:
    """The node and all elements in it, in the order of the page."""
    stack = [node]
    while stack:
        found = stack.pop()
        yield found
        stack.extend(reversed(list(found.elements())))


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

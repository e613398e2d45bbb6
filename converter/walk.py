"""Document → every node with its parents, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Box, Document, Figure, Item, List, Paragraph, Part, Section, Table

Node = Section | Box | Part | Paragraph | List | Item | Table | Figure


def walk(document: Document) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Yield each block and list item with its ancestors, outermost first.

    >>> import converter
    >>> document = converter.convert_text("一、总则\\n二、附则\\n")
    >>> [(node.heading, len(parents)) for node, parents in converter.walk(document)]
    [('总则', 0), ('附则', 0)]
    """
    stack: list[tuple[Node, tuple[Node, ...]]] = [(block, ()) for block in reversed(document.children)]
    while stack:
        node, parents = stack.pop()
        yield node, parents
        below = (*parents, node)
        stack.extend((child, below) for child in reversed(children_of(node)))


def children_of(node: Node) -> tuple[Node, ...]:
    """The nodes directly below: the items of a list, the blocks of anything else."""
    name = _BELOW.get(type(node))
    below: tuple[Node, ...] = getattr(node, name) if name else ()
    return below


# By type: every pass over a document asks this of every node.
_BELOW: dict[type, str] = {List: "items", **dict.fromkeys((Section, Box, Part, Item), "children")}

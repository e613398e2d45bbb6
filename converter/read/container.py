"""The tree of a page → the element that holds its document, and the rule that found it.

First the containers of the systems that government sites run on, then a density of our own: Chinese prose has
full stops and commas outside links, navigation and footers have none. English word lists decide nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ..rules.containers import CONTAINERS
from ..rules.layout import ANOTHER_DOCUMENT, UNSEEN
from ..rules.rows import Container
from .markup import Node, Tree, tree_of
from .weights import SITE, Weights

DENSITY = "density"
"""The name of the choice that no row made."""
FEWEST_CHARACTERS = 10
FEWEST_OF_WEIGHT, MOST_OF_WEIGHT = 0.3, 0.6
"""So much of the page's prose stands in a known container, and in one whose name is used for other things too."""
LITTLE_WEIGHT = 14
"""Some sentences: a tip, a dialogue, a few comments."""
NEARLY_ALL = 0.75
"""A block with so much of the weight of the block around it is looked into."""
MOST_BESIDE = 400
"""So many characters beside the densest block may be the letter's own parts; more, where hardly any is linked."""
FEW_LINKED = 0.1

_ANOTHER = re.compile(ANOTHER_DOCUMENT)
FEWEST_SIGNS = 2
LARGEST_FOOTER = 0.7
"""A foot has several signs, and at most so much of the page's text."""


@lru_cache(maxsize=1024)
def _parts(selector: str) -> tuple[str, tuple[str, ...]]:
    """The tag, or "", and the `#id` and `.classes`."""
    tag, *names = re.split("(?=[.#])", selector)
    return tag, tuple(names)


def matches(row: Container, node: Node) -> bool:
    """Whether the element is one that the row names."""
    tag, names = _parts(row.selector)
    if tag and tag != node.tag:
        return False
    classes = node.get("class").split()
    return all(name[1:] == node.get("id") if name[0] == "#" else name[1:] in classes for name in names)


def takes(row: Container, tag: str) -> bool:
    """Whether the row names the element of a start tag, written as in a page."""
    within = f"<table><tr>{tag}</table>" if tag.lower().startswith(("<td", "<th")) else tag
    return any(matches(row, node) for node in tree_of(within).nodes)


def find_containers(tree: Tree, weights: Weights, own: tuple[Container, ...] = ()) -> tuple[list[Node], str]:
    """The elements with the document, in order, and the name of the rule; none where nothing on the page is prose.

    `own` are rows that go before those of the shelf, however little the element holds. Feet of the site are
    taken out of `weights`.
    """
    root = tree.root
    _discount_footers(tree, weights, root, LARGEST_FOOTER * weights.size(root))
    rows = (*own, *CONTAINERS)
    named = _named(tree.nodes, frozenset(_key(row.selector) for row in rows))
    for row in rows:
        nodes = (node for node in named.get(_key(row.selector), ()) if matches(row, node))
        found = [node for node in nodes if row in own or _is_filled(weights, node, root, row)]
        if found and row.generic:
            heaviest = max(found, key=lambda node: (weights.prose(node), weights.plain(node)))
            return [_densest(tree, weights, heaviest)], row.id
        if found:
            return _one_document(tree, _outermost(found)), row.id
    return ([_densest(tree, weights, root)], DENSITY) if weights.prose(root) else ([], "")


def _key(selector: str) -> str:
    """What of a selector its elements are looked up by."""
    tag, names = _parts(selector)
    return names[0] if names else tag


def _named(nodes: Sequence[Node], keys: frozenset[str]) -> Mapping[str, Sequence[Node]]:
    """The elements that have one of `keys` for their tag, `#id` or `.class`."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        attributes = node.attributes
        if "class" in attributes or "id" in attributes:
            for key in keys & _names(node.tag, attributes.get("id", ""), attributes.get("class", "")):
                found[key].append(node)
        elif node.tag in keys:
            found[node.tag].append(node)
    return found


@lru_cache(maxsize=4096)
def _names(tag: str, own_id: str, classes: str) -> frozenset[str]:
    return frozenset((tag, f"#{own_id}", *(f".{name}" for name in classes.split())))


def _outermost(nodes: list[Node]) -> list[Node]:
    """Those of `nodes`, in the order of the page, that stand in none of the others."""
    kept = nodes[:1]
    for node in nodes:
        if node.number >= kept[-1].after:
            kept.append(node)
    return kept


def _one_document(tree: Tree, nodes: list[Node]) -> list[Node]:
    """Containers of one system hold parts of one document, unless what stands between them says that another begins."""
    kept = nodes[:1]
    for node in nodes[1:]:
        if _ANOTHER.search(_text_between(tree, kept[-1], node)):
            break
        kept.append(node)
    return kept


def _text_between(tree: Tree, first: Node, second: Node) -> str:
    """The text behind the end of `first` and before `second`."""
    texts, at = [], first.stop
    for node in tree.nodes[first.after : second.number]:
        if node.tag in UNSEEN and node.start >= at:
            texts.append(tree.text(at, node.start))
            at = node.stop
    return "".join(texts) + tree.text(at, second.start)


def _discount_footers(tree: Tree, weights: Weights, node: Node, largest: float) -> tuple[int, int]:
    """What stands in the foot of the site weighs nothing: the smallest elements with several signs of one.

    Returns the prose and the signs that the element itself has lost.
    """
    prose = signs = 0
    for child in tree.elements(node):
        if weights.signs(child):
            of_child = _discount_footers(tree, weights, child, largest)
            prose, signs = prose + of_child[0], signs + of_child[1]
    if weights.signs(node) - signs >= FEWEST_SIGNS and weights.size(node) <= largest:
        prose, signs = weights.prose(node), weights.signs(node)
    weights.discount(node, prose, signs)
    return prose, signs


def _is_filled(weights: Weights, node: Node, root: Node, row: Container) -> bool:
    prose, of_all = weights.prose(node), weights.prose(root)
    if row.generic:
        return prose > 0 and prose >= MOST_OF_WEIGHT * of_all
    if weights.size(node) < FEWEST_CHARACTERS:
        return False
    if prose >= FEWEST_OF_WEIGHT * of_all:
        return True
    # The name alone tells where there is little prose: a table of names, a notice of one line.
    return of_all - prose <= LITTLE_WEIGHT and not weights.signs(node) and weights.linked(node) < weights.plain(node)


def _densest(tree: Tree, weights: Weights, start: Node) -> Node:
    node = start
    while True:
        heaviest = max(tree.elements(node), key=weights.prose, default=None)
        if (
            heaviest is None
            or weights.prose(heaviest) < NEARLY_ALL * weights.prose(node)
            or not _holds_blocks(tree, heaviest)
        ):
            break
        node = heaviest
    around = tree.around(node)
    while around and _is_letter_beside(tree, weights, node, around[-1]):
        node = around.pop()
    return node


def _holds_blocks(tree: Tree, node: Node) -> bool:
    """A paragraph alone is no container."""
    return any(inner.look.is_block for inner in tree.within(node))


def _is_letter_beside(tree: Tree, weights: Weights, node: Node, parent: Node) -> bool:
    """What stands beside the block is a signature or the first lines of a letter, and nothing of the site's."""
    plain, linked = weights.plain(parent) - weights.plain(node), weights.linked(parent) - weights.linked(node)
    if linked > plain * (1 if plain <= MOST_BESIDE else FEW_LINKED):
        return False
    beside = tree.text(parent.start, node.start) + tree.text(node.stop, parent.stop)
    return not SITE.search(beside)

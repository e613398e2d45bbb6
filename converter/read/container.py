"""The tree of a page → the element that holds its document, and the rule that found it.

First the containers of the systems that government sites run on, then a density of our own: Chinese prose has
full stops and commas outside links, navigation and footers have none. English word lists decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..rules.containers import CONTAINERS
from ..rules.layout import ANOTHER_DOCUMENT, FOOTER_SIGNS, SITE_SIGNS, UNSEEN
from ..rules.rows import Container
from .markup import Node, text_of, tree_of, walk
from .style import is_block, is_hidden

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

_STOPS = re.compile("[。！？；]")
_COMMAS = re.compile("[，、]")
_SITE = re.compile(SITE_SIGNS)
_FOOTER = re.compile(FOOTER_SIGNS)
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
    return any(matches(row, node) for node in walk(tree_of(within)[0]))


def weigh(node: Node, *, linked: bool = False, hidden: bool = False) -> None:
    """Note in every element how much text it has outside links and in them, and how much prose."""
    if node.tag in UNSEEN:
        return
    linked = linked or (node.tag == "a" and "href" in node.attributes)
    # A script shows what is only invisible: such is the text of a public account until then.
    hidden = hidden or (is_hidden(node) and "visibility" not in node.get("style"))
    for child in node.children:
        if isinstance(child, Node):
            weigh(child, linked=linked, hidden=hidden)
            node.plain += child.plain
            node.linked += child.linked
            node.weight += child.weight
            node.signs += child.signs
        else:
            _weigh_text(node, child, linked=linked, hidden=hidden)


def _weigh_text(node: Node, text: str, *, linked: bool, hidden: bool) -> None:
    solid = len("".join(text.split()))
    node.signs += len(_FOOTER.findall(text))
    if linked:
        node.linked += solid
        return
    node.plain += solid
    if not (hidden or _SITE.search(text)):
        node.weight += 2 * len(_STOPS.findall(text)) + len(_COMMAS.findall(text))


def find_containers(root: Node, own: tuple[Container, ...] = ()) -> tuple[list[Node], str]:
    """The elements with the document, in order, and the name of the rule; none where nothing on the page is prose.

    `own` are rows that go before those of the shelf, however little the element holds.
    """
    _discount_footers(root, LARGEST_FOOTER * _size(root))
    rows = (*own, *CONTAINERS)
    tags = {_parts(row.selector)[0] for row in rows}
    nodes = [node for node in walk(root) if node.tag in tags or "id" in node.attributes or "class" in node.attributes]
    for row in rows:
        found = [node for node in nodes if matches(row, node) and (row in own or _is_filled(node, root, row))]
        if found and row.generic:
            return [_densest(max(found, key=lambda node: (node.weight, node.plain)))], row.id
        if found:
            return _one_document(root, _outermost(found)), row.id
    return ([_densest(root)], DENSITY) if root.weight else ([], "")


def _outermost(nodes: list[Node]) -> list[Node]:
    """Those of `nodes` that stand in none of the others."""
    chosen = {id(node) for node in nodes}
    return [node for node in nodes if not any(id(above) in chosen for above in _above(node))]


def _above(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _one_document(root: Node, nodes: list[Node]) -> list[Node]:
    """Containers of one system hold parts of one document, unless what stands between them says that another begins."""
    kept = nodes[:1]
    for node in nodes[1:]:
        if _ANOTHER.search(_text_between(root, kept[-1], node)):
            break
        kept.append(node)
    return kept


def _text_between(root: Node, first: Node, second: Node) -> str:
    """The text behind the end of `first` and before `second`."""
    texts: list[str] = []
    stack: list[Node | str] = [root]
    is_behind = False
    while stack:
        found = stack.pop()
        if found is second:
            break
        if isinstance(found, str):
            texts += [found] * is_behind
        elif found is first:
            is_behind = True
        elif found.tag not in UNSEEN:
            stack.extend(reversed(found.children))
    return "".join(texts)


def _discount_footers(node: Node, largest: float) -> None:
    """What stands in the foot of the site weighs nothing: the smallest elements with several signs of one."""
    before = sum(child.weight for child in node.elements()), sum(child.signs for child in node.elements())
    for child in node.elements():
        if child.signs:
            _discount_footers(child, largest)
    node.weight -= before[0] - sum(child.weight for child in node.elements())
    node.signs -= before[1] - sum(child.signs for child in node.elements())
    if node.signs >= FEWEST_SIGNS and _size(node) <= largest:
        node.weight = node.signs = 0


def _size(node: Node) -> int:
    return node.plain + node.linked


def _is_filled(node: Node, root: Node, row: Container) -> bool:
    if row.generic:
        return node.weight > 0 and node.weight >= MOST_OF_WEIGHT * root.weight
    if _size(node) < FEWEST_CHARACTERS:
        return False
    if node.weight >= FEWEST_OF_WEIGHT * root.weight:
        return True
    # The name alone tells where there is little prose: a table of names, a notice of one line.
    return root.weight - node.weight <= LITTLE_WEIGHT and not node.signs and node.linked < node.plain


def _densest(root: Node) -> Node:
    node = root
    while True:
        heaviest = max(node.elements(), key=lambda child: child.weight, default=None)
        if heaviest is None or heaviest.weight < NEARLY_ALL * node.weight or not _holds_blocks(heaviest):
            break
        node = heaviest
    while node.parent is not None and _is_letter_beside(node, node.parent):
        node = node.parent
    return node


def _holds_blocks(node: Node) -> bool:
    """A paragraph alone is no container."""
    return any(is_block(inner) for inner in walk(node) if inner is not node)


def _is_letter_beside(node: Node, parent: Node) -> bool:
    """What stands beside the block is a signature or the first lines of a letter, and nothing of the site's."""
    plain, linked = parent.plain - node.plain, parent.linked - node.linked
    if linked > plain * (1 if plain <= MOST_BESIDE else FEW_LINKED):
        return False
    beside = "".join(
        child if isinstance(child, str) else text_of(child) for child in parent.children if child is not node
    )
    return not _SITE.search(beside)

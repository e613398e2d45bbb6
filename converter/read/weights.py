"""How much text the elements of a page hold: outside links and in them, how much of it is prose or a foot's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from ..rules.layout import FOOTER_SIGNS, SITE_SIGNS
from .markup import Node
from .style import HIDDEN, LINKED, Style

SITE = re.compile(SITE_SIGNS)
_FOOTER = re.compile(FOOTER_SIGNS)
_STOP = re.compile("[。！？；，、]")
_NONE = (0, 0)


class Weights:
    """Sums over the texts of a page; those of an element are the difference of two."""

    def __init__(self, texts: Sequence[tuple[str, Style, int]]) -> None:
        self._sizes = _sums(size for _, _, size in texts)
        self._linked = _sums(size if style.ground & LINKED else 0 for _, style, size in texts)
        self._prose = _sums(0 if style.ground & (LINKED | HIDDEN) else _prose(text) for text, style, _ in texts)
        self._signs = _sums(len(_FOOTER.findall(text)) for text, _, _ in texts)
        self._discounted: dict[Node, tuple[int, int]] = {}
        """The prose and the signs that do not count."""

    def size(self, node: Node) -> int:
        """All characters in the element that are not blank."""
        return self._sizes[node.last] - self._sizes[node.first]

    def linked(self, node: Node) -> int:
        """Those of them that stand in links."""
        return self._linked[node.last] - self._linked[node.first]

    def plain(self, node: Node) -> int:
        """Those that don't."""
        return self.size(node) - self.linked(node)

    def prose(self, node: Node) -> int:
        """Two for a full stop and one for a comma, outside links and in sight; nothing beside what a site prints."""
        return self._prose[node.last] - self._prose[node.first] - self._discounted.get(node, _NONE)[0]

    def signs(self, node: Node) -> int:
        """How many signs of a site's foot it has."""
        return self._signs[node.last] - self._signs[node.first] - self._discounted.get(node, _NONE)[1]

    def discount(self, node: Node, prose: int, signs: int) -> None:
        """So much of its prose, and so many of its signs, do not count for the element itself."""
        if prose or signs:
            self._discounted[node] = prose, signs


def _sums(numbers: Iterable[int]) -> list[int]:
    """The sum before each, and that of all."""
    return list(accumulate(numbers, initial=0))


def _prose(text: str) -> int:
    if not _STOP.search(text):
        return 0
    count = text.count
    stops, commas = count("。") + count("！") + count("？") + count("；"), count("，") + count("、")
    return 0 if SITE.search(text) else 2 * stops + commas

"""Puts blocks that stand between others into the tree: each into the deepest section that is open at its place."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from ..flow import Block, Extent, Figure, Heading, Item, List, Paragraph, Section, Table

END = 1 << 62
"""Behind every text."""

Leaf = Paragraph | List | Table | Figure
Extra = TypeVar("Extra", Figure, Paragraph)


class Placing:
    """The blocks that are still to be placed, in order of the text; `joined` may make one of two neighbours."""

    def __init__(
        self, extras: Sequence[Extra], joined: Callable[[Block, Block], Block | None] | None = None, *, in_items: bool
    ) -> None:
        self.extras: deque[Figure | Paragraph] = deque(extras)
        self.joined = joined
        self.in_items = in_items
        """Whether they may stand between the items of a list; else they follow the list."""

    def place(self, blocks: Sequence[Block], floor: int = 0, bound: int = END) -> tuple[Block, ...]:
        """The blocks, none above `floor`, with the extras before `bound`, where the next block begins."""
        starts = [*map(start_of, blocks), bound]
        placed: list[Block] = list(self._taken(floor, starts[0]))
        for block, following in zip(blocks, starts[1:], strict=True):
            if isinstance(block, Section):
                above = block.heading.extent.end if block.heading.extent else start_of(block)
                placed.append(replace(block, children=self.place(block.children, above, following)))
                continue
            leaf = self._with_items(block) if isinstance(block, List) and self.in_items else block
            one = self.joined(placed[-1], leaf) if self.joined and placed else None
            placed[len(placed) - bool(one) :] = [one or leaf]
            placed += self._taken(end_of(leaf), following)
        return tuple(placed)

    def _taken(self, floor: int, bound: int) -> Iterator[Block]:
        # Its end, not its start: a figure that prints nothing may stand where the extra begins, and comes first.
        while self.extras and self.extras[0].extent.end <= bound:
            extra = self.extras.popleft()
            at = max(extra.extent.start, floor)
            yield replace(extra, extent=Extent(at, max(extra.extent.end, at)))

    def _with_items(self, block: List) -> List:
        bounds = [*(item.extent.start for item in block.items[1:]), end_of(block)]
        items = tuple(self._with_children(item, bound) for item, bound in zip(block.items, bounds, strict=True))
        return replace(block, items=items)

    def _with_children(self, item: Item, bound: int) -> Item:
        return replace(item, children=self.place(item.children, item.extent.end, bound))


def start_of(block: Block) -> int:
    """Where the block begins, in code points of the source."""
    match block:
        case Section(heading=Heading(extent=Extent(start=start))):
            return start
        case Section():
            return start_of(block.children[0]) if block.children else 0
        case List():
            return block.items[0].extent.start
        case Paragraph() | Table() | Figure():
            return block.extent.start


def end_of(block: Leaf) -> int:
    """Where the block ends."""
    if not isinstance(block, List):
        return block.extent.end
    children = block.items[-1].children
    last = children[-1] if children else None
    return block.items[-1].extent.end if last is None or isinstance(last, Section) else end_of(last)

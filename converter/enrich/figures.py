"""The pictures of a page → figures in the tree, with the captions below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..flow import Block, Extent, Figure, Paragraph, Tree
from ..late import late
from ..layout import Picture
from ..rules.layout import FIGURE_CAPTION
from .placing import Placing

_CAPTION = late(FIGURE_CAPTION)


def with_figures(tree: Tree, pictures: Sequence[Picture]) -> Tree:
    """`tree` with a figure for each picture; one without a caption prints nothing and has an empty extent."""
    if not pictures or not tree.children:
        return tree  # where nothing of a document is left, its pictures are the site's
    figures = [Figure(Extent(picture.at, picture.at), picture.src, picture.alt) for picture in pictures]
    return replace(tree, children=Placing(figures, _captioned, in_items=False).place(tree.children))


def _captioned(above: Block, block: Block) -> Figure | None:
    """The figure `above` with its caption, when `block` is one."""
    if not isinstance(above, Figure) or above.caption is not None or not isinstance(block, Paragraph) or block.role:
        return None
    if block.line is None or block.same_line or not _CAPTION.fullmatch(block.line.shadow):
        return None
    return replace(above, extent=block.extent, caption=block.text)

"""Noise lines → what was removed, with the rule and the zone of each; or kept in place, as paragraphs of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..flow import Block, Extent, List, Paragraph, Removal, Section, Tree, ZonedLine
from .placing import Placing

NOISE = "noise"
"""The role of a line that was kept."""


def with_removals(tree: Tree, lines: Sequence[ZonedLine], text: str) -> Tree:
    """`tree` with the noise among `lines` as removals, in order of `text`."""
    runs = sorted(
        (piece, line.label) for line in lines if line.zone == NOISE for piece in _joined(line.marked.line.pieces, text)
    )
    if not runs:
        return replace(tree, removed=())
    leaves = _leaves(tree.children)
    first, last = (min(leaves).start, max(leaves).end) if leaves else (len(text), len(text))
    removed = (Removal(text[run.start : run.end], rule, run, _zone(run, first, last)) for run, rule in runs)
    return replace(tree, removed=tuple(removed))


def with_kept_noise(tree: Tree) -> Tree:
    """`tree` with its removals as paragraphs; what stands inside another block cannot be one and stays removed."""
    leaves = sorted(_leaves(tree.children))
    place = 0
    kept: list[Removal] = []
    removed: list[Removal] = []
    for removal in tree.removed:
        while place < len(leaves) and leaves[place].end <= removal.extent.start:
            place += 1
        is_inside = place < len(leaves) and leaves[place].start < removal.extent.end
        (removed if is_inside else kept).append(removal)
    between = [_kept(removal) for removal in kept if removal.zone != "tail"]
    behind = [_kept(removal) for removal in kept if removal.zone == "tail"]
    children = (*Placing(between, in_items=True).place(tree.children), *behind)
    return replace(tree, children=children, removed=tuple(removed))


def _kept(removal: Removal) -> Paragraph:
    return Paragraph(removal.text, removal.extent, NOISE)


def _zone(run: Extent, first: int, last: int) -> str:
    return "head" if run.end <= first else "tail" if run.start >= last else "body"


def _leaves(blocks: Sequence[Block]) -> list[Extent]:
    """Where headings, items and the other leaves stand."""
    found: list[Extent] = []
    _add_leaves(blocks, found)
    return found


def _add_leaves(blocks: Sequence[Block], found: list[Extent]) -> None:
    for block in blocks:
        if isinstance(block, Section):
            if block.heading.extent is not None:
                found.append(block.heading.extent)
            _add_leaves(block.children, found)
        elif isinstance(block, List):
            for item in block.items:
                found.append(item.extent)
                _add_leaves(item.children, found)
        else:
            found.append(block.extent)


def _joined(pieces: Sequence[Extent], text: str) -> list[Extent]:
    """The pieces, those as one that only blanks of the same line stand between."""
    joined = [pieces[0]]
    for piece in pieces[1:]:
        if text[joined[-1].end : piece.start].strip(" "):
            joined.append(piece)
        else:
            joined[-1] = Extent(joined[-1].start, piece.end)
    return joined

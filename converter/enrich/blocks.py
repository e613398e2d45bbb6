"""The tree → the same with what stands inside its blocks: flattened tables as grids, enumerations and bullets as lists.

One walk for both. What stands inside an item keeps its paragraphs as they are.
"""

from __future__ import annotations

from dataclasses import replace

from ..flow import Block, Finding, List, Paragraph, Section, Table, Tree
from ..options import DEFAULT
from .enumerations import add_items, holds_items
from .same import same_or, with_children


def with_inner_blocks(tree: Tree, most_lines: int = DEFAULT.max_table_lines) -> Tree:
    """`tree` with each raw table of up to `most_lines` rebuilt where the evidence is enough, and with its lists.

    A finding says why a table is left as it is, and which marker of a list is lost.
    """
    found: list[Finding] = []
    children = _blocks(tree.children, found, most_lines)
    return replace(tree, children=children, findings=(*tree.findings, *found))


def _blocks(blocks: tuple[Block, ...], found: list[Finding], most: int) -> tuple[Block, ...]:
    result: list[Block] = []
    taken = 0
    for index, block in enumerate(blocks):
        if index < taken:
            continue
        if isinstance(block, Section):
            result.append(with_children(block, _blocks(block.children, found, most)))
        elif not isinstance(block, Paragraph):
            result.append(_inner(block, found, most))
        elif holds_items(block):
            taken = add_items(result, blocks, index, found)
        else:
            result.append(block)
    return same_or(blocks, result)


def _inner(block: Block, found: list[Finding], most: int) -> Block:
    """A table rebuilt, wherever it stands."""
    if isinstance(block, Table):
        from .tables import rebuilt

        return rebuilt(block, found, most)
    if isinstance(block, List) and any(item.children for item in block.items):
        items = [
            with_children(item, same_or(item.children, [_inner(child, found, most) for child in item.children]))
            for item in block.items
        ]
        return replace(block, items=tuple(items))
    return block

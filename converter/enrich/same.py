"""A tree that is walked once a pass: what a pass does not change stays the same object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import is_
from typing import TypeVar

from ..flow import Block, Item, Section

Parent = TypeVar("Parent", Section, Item)


def same_or(before: tuple[Block, ...], after: Sequence[Block]) -> tuple[Block, ...]:
    """`before` itself where `after` holds the same blocks."""
    return before if len(before) == len(after) and all(map(is_, before, after)) else tuple(after)


def with_children(parent: Parent, children: tuple[Block, ...]) -> Parent:
    """`parent` itself where its children are the same."""
    return parent if children is parent.children else replace(parent, children=children)

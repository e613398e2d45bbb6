"""The document as an indented outline, one line a block: what people read in a terminal and review in tests.

Depth is indentation by two. `一、 总则` a section, `)→(二) …` a repaired marker, `[(二)] …` an inferred one,
`[] …` an inferred heading that never had a number, `<issued> …` a part, `| …` a paragraph, `|date …` one with
a role, `- …` a list item, `# …` a table or figure, and at the end `~rule …` for each removed line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ..model import Block, Box, Document, Item, List, Marker, Paragraph, Part, RootBlock, Section, Table

WIDTH = 60
"""Longer texts are cut, so that a heading tree stays readable."""

_Line = tuple[int, str]


def to_outline(document: Document) -> str:
    """The outline of `document`; every line ends in a newline, an empty document gives the empty text."""
    lines = [f"{'  ' * depth}{text}" for depth, text in _blocks(document.children, 0)]
    lines += [f"~{removed.rule} {_short(removed.text)}" for removed in document.removed]
    return "".join(line.rstrip() + "\n" for line in lines)


def _blocks(blocks: tuple[RootBlock, ...] | tuple[Block, ...], depth: int) -> Iterator[_Line]:
    for block in blocks:
        if isinstance(block, Section | Box | Part):
            yield depth, _heading(block)
            yield from _blocks(block.children, depth + 1)
        elif isinstance(block, List):
            for item in block.items:
                yield from _item(item, depth)
        elif isinstance(block, Paragraph):
            yield depth, f"|{block.role or ''} {_short(block.text)}"
        elif isinstance(block, Table):
            yield depth, _words("# table", f"{block.num_rows}x{block.num_cols}", block.caption, f"[{block.origin}]")
        else:
            yield depth, _words("# figure", block.caption or block.alt or block.src)


def _heading(block: Section | Box | Part) -> str:
    kind = f"<{block.kind}>" if isinstance(block, Part) else None
    marker = "[]" if isinstance(block, Section) and block.inferred and not block.marker else _marker(block.marker)
    return _words(kind, marker, block.heading)


def _item(item: Item, depth: int) -> Iterator[_Line]:
    yield depth, _words("-", _marker(item.marker), item.text)
    yield from _blocks(item.children, depth + 1)


def _marker(marker: Marker | None) -> str | None:
    if marker is None:
        return None
    if marker.status == "written":
        return marker.text
    return f"[{marker.reading}]" if marker.status == "inferred" else f"{marker.text}→{marker.reading}"


def _words(*words: str | None) -> str:
    return " ".join(_short(word) for word in words if word)


def _short(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > WIDTH:
        text = text[: WIDTH - 1] + "…"
    # A control character could steer the terminal, a surrogate cannot be printed.
    return "".join("�" if unicodedata.category(char) in ("Cc", "Cs") else char for char in text)

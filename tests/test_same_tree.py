"""The layout of a text must not change its tree: wraps, page numbers, line ends, blank lines, one long line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import converter
from converter.model import Box, Document, Item, Paragraph, Part, Section

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
CLEAN = ("summary", "regulation")
"""Samples of text that was not scraped into another layout already."""
WIDTH, LINES_OF_PAGE = 28, 22


def _wrapped(text: str) -> str:
    """Hard-wrapped at the width of a page, with a page number behind every page (GB/T 9704-2012, 5.2)."""
    lines: list[str] = []
    for line in map(str.strip, text.splitlines()):
        for start in range(0, len(line), WIDTH):
            lines.append(line[start : start + WIDTH])
            if len(lines) % LINES_OF_PAGE == 0:
                lines.append(f"— {len(lines) // LINES_OF_PAGE} —")
    return "\n".join(lines)


LAYOUTS: dict[str, Callable[[str], str]] = {
    "wrapped": _wrapped,
    "carriage-returns": lambda text: text.replace("\n", "\r\n"),
    "blank-lines": lambda text: "\n\n".join(line for line in text.splitlines() if line.strip()),
    "no-blank-lines": lambda text: "\n".join(line for line in text.splitlines() if line.strip()),
    "one-line": lambda text: " ".join(line.strip() for line in text.splitlines() if line.strip()),
    "indented": lambda text: "\n".join("　　" + line.strip() for line in text.splitlines()),
    "byte-order-mark": lambda text: "\ufeff" + text,
}


def _tree(document: Document) -> list[tuple[int, str, str]]:
    """Every heading, paragraph and item with its depth, blanks left out."""
    rows = []
    for node, parents in converter.walk(document):
        if isinstance(node, Section | Box | Part):
            rows.append((len(parents), type(node).__name__, node.heading))
        elif isinstance(node, Paragraph | Item):
            rows.append((len(parents), type(node).__name__, "".join(node.text.split())))
    return rows


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("sample", CLEAN)
def test_layout_does_not_change_the_tree(sample: str, layout: str) -> None:
    text = converter.read_source(SAMPLES / sample / "source.txt")
    clean = converter.convert_text(text)
    laid_out = LAYOUTS[layout](text)
    changed = converter.convert_text(laid_out)
    assert converter.audit(changed, laid_out.lstrip("\ufeff")) == []
    assert _tree(changed) == _tree(clean)

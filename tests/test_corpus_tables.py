"""Tables of real documents: a cell opens no section, and what is claimed of a table's cells is right."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import converter
from converter.model import Box, Document, Section, Table

Find = Callable[[str], Path]
FOLDERS = (
    ("corpus/flat", "*.txt", "corpus/gold"),
    ("corpus/raw", "*.html", "corpus/gold"),
    ("seeds", "*.txt", "seeds/gold"),
)
FEWEST_FOUND = 0.9
"""So many rows of the tables that a careful reader saw are found in the text, or the test would say little."""
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def _solid(text: str) -> tuple[str, list[int]]:
    """The text without blanks, full-width forms folded, and where each character stands."""
    places = [place for place, char in enumerate(text) if not char.isspace()]
    return "".join(text[place] for place in places).translate(_FOLD), places


def _rows(gold: dict[str, Any]) -> list[list[str]]:
    """Each row of each table that has more than one cell, as it may be printed."""
    tables = (table["rows"] for table in gold.get("tables") or [] if table.get("rows"))
    filled = ([_solid(cell)[0] for cell in row if cell.strip()] for rows in tables for row in rows)
    return [row for row in filled if len(row) > 1]


def _extents(rows: list[list[str]], text: str) -> Iterator[tuple[int, int] | None]:
    """Where each row stands in the source; rows are in order, None for one that is not printed in one piece."""
    solid, places = _solid(text)
    at = 0
    for row in rows:
        printed = "".join(row)
        found = solid.find(printed, at)
        found = solid.find(printed) if found < 0 else found
        if found < 0:
            yield None
            continue
        at = found + len(printed)
        yield places[found], places[at - 1] + 1


def _headings(document: Document) -> list[int]:
    """Where the headings of sections and boxes begin."""
    nodes = (node for node, _ in converter.walk(document) if isinstance(node, Section | Box))
    return [node.heading_span.start for node in nodes if node.heading_span]


@pytest.mark.parametrize(("folder", "pattern", "golds"), FOLDERS, ids=[folder for folder, *_ in FOLDERS])
def test_no_cell_opens_a_section(folder: str, pattern: str, golds: str, shared: Find) -> None:
    opened: list[tuple[str, str]] = []
    wanted = found = 0
    for path in sorted(shared(folder).glob(pattern)):
        rows = _rows(json.loads((shared(golds) / f"{path.stem}.json").read_text(encoding="utf-8")))
        text = converter.read_source(path)
        headings = _headings(converter.convert(path)) if rows else []
        for extent in _extents(rows, text):
            wanted += 1
            found += extent is not None
            start, end = extent or (0, 0)
            opened += [(path.name, text[place : place + 20]) for place in headings if start <= place < end]
    assert opened == []
    assert wanted
    assert found >= FEWEST_FOUND * wanted


def test_every_refusal_says_why(shared: Find) -> None:
    """A raw table has a diagnostic, and no other table has one that says it was refused."""
    for path in sorted(shared("corpus/flat").glob("*.txt")):
        document = converter.convert(path)
        raw = {node.id for node, _ in converter.walk(document) if isinstance(node, Table) and node.origin == "raw"}
        assert {one.node for one in document.diagnostics if one.code == "table-raw"} == raw

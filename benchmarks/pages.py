"""Saved pages: what extractors keep, lose and alter, and how fast they are, side by side in one run.

    python benchmarks/pages.py CORPUS

CORPUS holds `raw/*.html`, `flat/ID.txt` (the text of each page) and `gold/ID.json` (its noise lines, the table of the
site, its data tables). It needs the extra `bench`. Machines are noisy, so read the speeds as ratios.

A line of the body that is nowhere in what an extractor returns is lost, a noise line that is in it is kept. Both are
compared without blanks, and with full and half width folded, so that no tool is blamed for how it breaks lines.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import converter
from converter.model import Box, Document, Item, Paragraph, Part, Section, Table

MARKS = "“”‘’—《》〈〉…"
"""Quotes and dashes that extractors rewrite or drop."""
LONG = 4
ROUNDS = 5
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def _key(text: str) -> str:
    return "".join(text.translate(_FOLD).split())


# ── the tools: bytes of a page → its text ─────────────────────────────────────────────────────────


def _gangmu(data: bytes) -> str:
    return "\n".join(_kept(converter.convert(data, name="page.html")))


def _kept(document: Document) -> Iterator[str]:
    for node, _ in converter.walk(document):
        match node:
            case Section() | Box() | Part():
                yield node.heading_raw or ""
            case Item():
                yield (node.marker.text if node.marker else "") + node.text
            case Paragraph():
                yield node.text
            case Table():
                yield from filter(None, (node.caption, node.unit, *(cell.text for cell in node.cells), *node.notes))
            case _:
                yield getattr(node, "caption", None) or ""


def _trafilatura(data: bytes) -> str:
    import trafilatura

    return trafilatura.extract(data, include_tables=True) or ""


def _readability(data: bytes) -> str:
    import lxml.html
    from readability import Document as Readable

    summary = lxml.html.fromstring(Readable(data.decode("utf-8", errors="replace")).summary())
    return "\n".join(summary.itertext())


def _resiliparse(data: bytes) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    text: str = extract_plain_text(data.decode("utf-8", errors="replace"), main_content=True)
    return text


TOOLS: dict[str, Callable[[bytes], str]] = {
    "gangmu": _gangmu,
    "trafilatura": _trafilatura,
    "readability-lxml": _readability,
    "resiliparse": _resiliparse,
}


# ── the measures ──────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Page:
    """A page and what is known of it; all lines as `_key` makes them."""

    data: bytes
    body: list[str]
    noise: list[str]
    site: list[str]
    marks: Counter[str]
    cells: list[str]


def _page(raw: Path, corpus: Path) -> Page:
    gold: dict[str, Any] = json.loads((corpus / "gold" / f"{raw.stem}.json").read_text(encoding="utf-8"))
    lines = (corpus / "flat" / f"{raw.stem}.txt").read_text(encoding="utf-8").splitlines()
    noise = [_key(line) for line in gold.get("boilerplate") or [] if _key(line)]
    labels = [_key(label) for label, _ in gold.get("site_metadata") or []]
    known = {*noise, *labels, *(_key(value) for _, value in gold.get("site_metadata") or [])}
    body = [line for line in lines if _key(line) and _key(line) not in known]
    marks = Counter(char for line in body for char in line if char in MARKS)
    cells = [_key(cell) for table in gold.get("tables") or [] for row in table["rows"] for cell in row if _key(cell)]
    return Page(raw.read_bytes(), [_key(line) for line in body], noise, labels, marks, cells)


@dataclass(slots=True)
class Tally:
    """What one tool did with all pages."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, page: Page, text: str) -> None:
        key, lines = _key(text), {_key(line) for line in text.splitlines()}
        words = {_key(word) for line in text.splitlines() for word in line.replace("|", "\t").split("\t")}
        self.counts["noise"] += len(page.noise)
        self.counts["noise kept"] += sum(_is_kept(line, key, lines) for line in page.noise)
        self.counts["labels"] += len(page.site)
        self.counts["labels kept"] += sum(label in key for label in page.site)
        self.counts["body"] += sum(map(len, page.body))
        self.counts["body lost"] += sum(len(line) for line in page.body if line not in key)
        self.counts["marks"] += page.marks.total()
        self.counts["marks lost"] += (page.marks - Counter(char for char in text if char in MARKS)).total()
        self.counts["cells"] += len(page.cells)
        self.counts["cells kept"] += sum(_is_kept(cell, key, lines | words) for cell in page.cells)


def _is_kept(piece: str, key: str, lines: set[str]) -> bool:
    """A short piece is a line of its own; a longer one may be a part of a line, or be broken over several."""
    return piece in lines or (len(piece) >= LONG and piece in key)


def _best(tool: Callable[[bytes], str], pages: list[Page]) -> float:
    """Seconds for all pages, the quickest of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for page in pages:
            tool(page.data)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main() -> None:
    """Print one row a tool."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    corpus = Path(sys.argv[1])
    pages = [_page(raw, corpus) for raw in sorted((corpus / "raw").glob("*.html"))]
    size = sum(len(page.data) for page in pages)
    print(f"{len(pages)} pages, {size / 1e6:.1f} MB")
    print("| tool | noise removed | site table removed | body lost | quotes, dashes lost | cells kept | MB/s |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, tool in TOOLS.items():
        tally = Tally()
        for page in pages:
            tally.add(page, tool(page.data))
        c = tally.counts
        shares = (
            f"{1 - c['noise kept'] / c['noise']:.3f} | {1 - c['labels kept'] / c['labels']:.3f} | "
            f"{c['body lost'] / c['body']:.4f} | {c['marks lost']} of {c['marks']} | {c['cells kept'] / c['cells']:.3f}"
        )
        print(f"| {name} | {shares} | {size / 1e6 / _best(tool, pages):.2f} |")


if __name__ == "__main__":
    main()

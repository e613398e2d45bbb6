"""The laws of TEI for documents that nobody would make, and for all real ones at hand.

Valid under our schema and under tei_all, read back equal, pointers that resolve, spans that tile the source, tables
that fill their grid, the same bytes twice.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from laws import parse_tei
from lxml import etree
from made import document, item, items, marker, nested, p, section
from strategies import documents

import converter
from converter.audit import blank
from converter.emit.to_tei import to_tei
from converter.model import Document, List, Paragraph, Table
from converter.walk import walk

ROOT = Path(__file__).resolve().parent.parent
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NAMED = {"tei": TEI[1:-1]}

Validate = Callable[[Any], None]


def check_tei(document: Document, validate: Validate) -> Any:
    """All laws that hold without the source; returns the tree, as parsed from the bytes."""
    written = to_tei(document)
    assert to_tei(document.model_copy(deep=True)) == written
    root = parse_tei(written)
    validate(root)
    ids = [element.get(XML_ID) for element in root.iter() if element.get(XML_ID)]
    assert [one for one in ids if "." not in one] == [node.id for node, _ in walk(document)]
    pointers = root.xpath("//@ana | //@resp | //@corresp | //tei:catRef/@* | //tei:g/@ref", namespaces=NAMED)
    assert {one for value in pointers for one in value.split()} <= {f"#{one}" for one in ids}
    check_places(root, document)
    assert converter.from_tei(written) == document
    return root


def check_places(root: Any, document: Document) -> None:
    """`@source` of a block is its span; a paragraph reads as it does in the model."""
    elements = {element.get(XML_ID): element for element in root.iter() if element.get(XML_ID)}
    for node, _ in walk(document):
        element = elements[node.id]
        assert element.get("source") == f"src:{node.span.start}-{node.span.end}"
        if isinstance(node, Paragraph):
            assert element.get("ana") == (f"#role.{node.role}" if node.role else None)
            assert len(element.xpath("tei:ref | tei:ptr", namespaces=NAMED)) == len(node.links)
        if isinstance(node, Table) and is_sound(node):
            assert fills_its_grid(element)


def is_sound(table: Table) -> bool:
    """True when the cells lie in their grid, in order and apart, and the grid is no desert."""
    taken: set[tuple[int, int]] = set()
    last = (-1, -1)
    if not table.cells or table.num_rows * table.num_cols > 400:
        return False
    for one in table.cells:
        if one.row + one.row_span > table.num_rows or one.col + one.col_span > table.num_cols:
            return False
        covered = {
            (row, col)
            for row in range(one.row, one.row + one.row_span)
            for col in range(one.col, one.col + one.col_span)
        }
        if covered & taken or (one.row, one.col) <= last:
            return False
        taken |= covered
        last = (one.row, one.col)
    return True


def fills_its_grid(table: Any) -> bool:
    """As a browser lays it out: no position is left over, none is taken twice, none lies outside."""
    rows = table.findall(f"{TEI}row")
    height, width = int(table.get("rows")), int(table.get("cols"))
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        col = 0
        for one in row:
            while (number, col) in taken:
                col += 1
            spot = {
                (number + down, col + right)
                for down in range(int(one.get("rows") or 1))
                for right in range(int(one.get("cols") or 1))
            }
            if spot & taken:
                return False
            taken |= spot
    return len(rows) == height and taken == {(row, col) for row in range(height) for col in range(width)}


# ── documents that nobody would make ──────────────────────────────────────────────────────────────


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_laws_for_any_document(validate: Validate, document: Document) -> None:
    check_tei(document, validate)


@pytest.mark.parametrize("kind", ["section", "box", "part", "list"])
def test_laws_at_the_nesting_bound(validate: Validate, kind: str) -> None:
    check_tei(document(section("s"), nested(kind)), validate)


def test_laws_for_a_huge_node(validate: Validate) -> None:
    text, hostile = "云" * 100_000, "云\x0c" * 1_000
    made = document(
        p("title", text, "title"),
        section("sec_1", p("p_1", text), heading=text, heading_raw="一、" + text + "。", marker=marker("一、")),
        section("sec_2", p("p_2", hostile), heading=hostile),
        *(p(f"q_{number}") for number in range(3_000)),
        items("list_1", *(item(f"i_{number}") for number in range(3_000))),
        title=text,
    )
    check_tei(made, validate)


def test_the_measure_of_grids_sees_what_is_wrong() -> None:
    def table(size: str, *rows: str) -> Any:
        return etree.fromstring(
            f'<table xmlns="{TEI[1:-1]}" {size}>{"".join(f"<row>{row}</row>" for row in rows)}</table>'
        )

    assert fills_its_grid(table('rows="2" cols="2"', '<cell rows="2"/><cell/>', "<cell/>"))
    assert not fills_its_grid(table('rows="2" cols="2"', '<cell rows="2"/><cell/>', "<cell/><cell/>"))
    assert not fills_its_grid(table('rows="2" cols="2"', "<cell/><cell/>", "<cell/>"))
    assert not fills_its_grid(table('rows="1" cols="1"', '<cell rows="2"/>'))


# ── documents that there are ──────────────────────────────────────────────────────────────────────


def check_source(document: Document, text: str, validate: Validate) -> None:
    """All laws of a document that was converted from `text`."""
    root = check_tei(document, validate)
    for table in root.iter(f"{TEI}table"):
        assert fills_its_grid(table), table.get(XML_ID)
    owned = [0] * len(text)
    for start, end in leaf_spans(root, document):
        for at in range(start, end):
            owned[at] += 1
    odd = [at for at, times in enumerate(owned) if times != 1 and not blank(text[at])]
    assert odd == [], f"{len(odd)} characters, the first at {odd[0]}: {text[odd[0] : odd[0] + 20]!r}"


def leaf_spans(root: Any, document: Document) -> Iterator[tuple[int, int]]:
    """The spans of headings, removed runs and blocks that hold text, each without what lies inside it."""
    for element in root.iter(f"{TEI}head"):
        if element.get("source") and element.get(XML_ID) is None:
            yield source_of(element)
    removed = [source_of(one) for one in root.xpath("//tei:list[@type='boilerplate']/tei:item", namespaces=NAMED)]
    yield from removed
    elements = {element.get(XML_ID): element for element in root.iter() if element.get(XML_ID)}
    for node, _ in walk(document):
        children = getattr(node, "children", ())
        if hasattr(node, "heading") or isinstance(node, List):
            continue
        inside = [source_of(elements[child.id]) for child in children] + removed
        yield from without(source_of(elements[node.id]), inside)


def source_of(element: Any) -> tuple[int, int]:
    start, end = element.get("source").removeprefix("src:").split("-")
    return int(start), int(end)


def without(span: tuple[int, int], holes: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces of a span between its holes."""
    at, last = span
    for start, end in sorted(hole for hole in holes if hole[0] < last and hole[1] > at):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < last:
        yield at, last


@pytest.mark.parametrize("source", sorted((ROOT / "samples").glob("*/source.*")), ids=lambda path: path.parent.name)
def test_laws_for_samples(source: Path, validate: Validate) -> None:
    check_source(converter.convert(source), converter.read_source(source), validate)


@pytest.mark.parametrize("folder", ["seeds", "corpus/flat", "corpus/raw"])
def test_laws_for_documents_from_the_wild(shared: Callable[[str], Path], validate: Validate, folder: str) -> None:
    files = [path for path in sorted(shared(folder).iterdir()) if path.suffix in (".txt", ".html", ".htm")]
    assert files
    for path in files:
        try:
            made = converter.convert(path)
        except converter.ConverterError:
            continue
        check_source(made, converter.read_source(path), validate)


def test_our_schema_is_proved_to_be_tei(shared: Callable[[str], Path]) -> None:
    ours = ROOT / "schemas" / "tei" / "gangmu.rng"
    command = [sys.executable, str(shared("tools/rng_subset.py")), str(ours), str(shared("tei/tei_all.rng"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("PROVED")

"""`converter.validate`: what makes no sense though it fits the schema, and what the source alone shows."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import Any

import pytest
from test_validate import NONSENSE, Change, at, place_of, put, shown

import converter
from converter.checks.meaning import MOST_POSITIONS
from converter.model import Part, Section
from converter.rules.checks import LAYERS
from converter.rules.families import FAMILIES
from converter.rules.leads import LEADS
from converter.rules.rows import Lead, MarkerFamily

PAGE = """<html><head><meta charset="utf-8"><title>云岭市步道修缮方案</title></head><body><p>扫一扫在手机打开当前页</p>
<div class="article">
<h1>云岭市步道修缮方案</h1>
<p>一、总体要求</p><p>修缮工作由<a href="https://example.org/">云岭市园林所</a>统一组织，分步推进，确保质量。</p>
<p>（一）修缮范围。湖岸步道全线纳入修缮范围，共计九段，每段设专人负责。一是先易后难。二是先急后缓。</p>
<table><tr><th>路段</th><th>长度</th></tr><tr><td>东岸</td><td>三里</td></tr><tr><td>西岸</td><td>五里</td></tr></table>
<p>三、保障措施</p><p>修缮经费由市级财政安排，专款专用，不得挪作他用。</p>
</div></body></html>"""
BYTES = PAGE.encode()
TEXT = converter.read_source(BYTES)
PLAIN: dict[str, Any] = json.loads(converter.convert(BYTES, name="plan.html").model_dump_json())
DIGEST = hashlib.sha256(BYTES).hexdigest()

SECTION, TABLE, LIST = (place_of(kind, PLAIN) for kind in ("section", "table", "list"))
LINKED = next(
    (*SECTION, "children", index) for index, one in enumerate(at(PLAIN, *SECTION)["children"]) if one.get("links")
)
LENGTH = PLAIN["source"]["length"]
ITEM = (*LIST, "items", 0)


def changed(change: Change) -> dict[str, Any]:
    document = copy.deepcopy(PLAIN)
    change(document)
    return document


def test_the_document_is_good_and_has_all_that_is_asked_for() -> None:
    assert converter.validate(PLAIN, text=TEXT, sha256=DIGEST) == []
    assert PLAIN["diagnostics"] and PLAIN["metadata"]["spans"] and PLAIN["removed"]


SENSELESS: list[tuple[Change, str, str]] = [
    (put((*LINKED, "links", 0, "span", "start"), 0), "span-outside", f"{shown(LINKED)}.links[0]"),
    (put((*SECTION, "heading_raw"), None), "heading-half", f"{shown(SECTION)}.heading_raw"),
    (put((*SECTION, "heading_span"), None), "heading-half", f"{shown(SECTION)}.heading_raw"),
    (put((*SECTION, "marker", "status"), "inferred"), "marker-status", f"{shown(SECTION)}.marker.status"),
    (put((*SECTION, "marker", "span"), None), "marker-status", f"{shown(SECTION)}.marker.status"),
    (put((*SECTION, "marker", "text"), ""), "marker-status", f"{shown(SECTION)}.marker.status"),
    (put((*SECTION, "marker", "span", "start"), 0), "span-outside", f"{shown(SECTION)}.marker"),
    (put((*SECTION, "marker", "ordinal"), 2), "marker-family", f"{shown(SECTION)}.marker.reading"),
    (put((*SECTION, "marker", "family"), "chapter"), "marker-family", f"{shown(SECTION)}.marker.reading"),
    (put((*SECTION, "marker", "reading"), "甲、"), "marker-family", f"{shown(SECTION)}.marker.reading"),
    (put((*ITEM, "marker", "ordinal"), 2), "marker-family", f"{shown(ITEM)}.marker.reading"),
    (put((*ITEM, "marker", "reading"), "先是"), "marker-family", f"{shown(ITEM)}.marker.reading"),
    (put((*ITEM, "marker", "family"), "dash"), "marker-family", f"{shown(ITEM)}.marker.reading"),
    (put((*ITEM, "marker", "status"), "inferred"), "marker-status", f"{shown(ITEM)}.marker.status"),
    (put((*TABLE, "cells", 0, "row"), 9), "cell-outside", f"{shown(TABLE)}.cells[0]"),
    (put((*TABLE, "cells", 0, "col_span"), 3), "cell-outside", f"{shown(TABLE)}.cells[0]"),
    (put((*TABLE, "num_cols"), 1), "cell-outside", f"{shown(TABLE)}.cells[1]"),
    (put((*TABLE, "cells", 0, "col_span"), 2), "cell-overlap", f"{shown(TABLE)}.cells[1]"),
    (put((*TABLE, "cells", 1, "span", "start"), 0), "span-outside", f"{shown(TABLE)}.cells[1]"),
    (put(("diagnostics", 0, "node"), "sec_99"), "pointer-lost", "diagnostics[0].node"),
    (put(("diagnostics", 0, "span", "end"), LENGTH + 1), "span-outside", "diagnostics[0]"),
    (put(("removed", 0, "span", "end"), LENGTH + 1), "span-outside", "removed[0]"),
    (put(("metadata", "spans", "colour"), {"start": 0, "end": 1}), "field-lost", "metadata.spans.colour"),
    (put(("metadata", "spans", "title"), {"start": 1, "end": 0}), "span-outside", "metadata.spans.title"),
]


@pytest.mark.parametrize(("change", "code", "path"), SENSELESS)
def test_what_makes_no_sense(change: Change, code: str, path: str) -> None:
    found = converter.validate(changed(change))
    assert (found[0].layer, found[0].code, found[0].path) == ("meaning", code, path)
    assert {one.code for one in found} == {code}


def test_a_grid_beyond_all_memory_is_not_filled() -> None:
    def huge(document: dict[str, Any]) -> None:
        at(document, *TABLE).update(num_rows=10**9, num_cols=10**9)
        at(document, *TABLE, "cells", 0).update(row_span=10**9, col_span=10**9)

    [finding] = converter.validate(changed(huge))
    assert (finding.code, str(MOST_POSITIONS) in finding.message) == ("grid-too-large", True)


def test_what_the_shelf_does_not_know_is_believed() -> None:
    assert converter.validate(changed(put((*SECTION, "marker", "family"), "runes"))) == []


@pytest.mark.parametrize(
    "row", [row for row in (*FAMILIES, *LEADS) if not getattr(row, "stands_for", "")], ids=lambda row: row.id
)
def test_every_family_takes_its_own_markers(row: MarkerFamily | Lead) -> None:
    """What the shelf gives as examples, read by the converter and validated."""
    for example in row.yes:
        text = f"云岭市步道修缮方案\n修缮工作如下：\n{example}\n"
        assert converter.validate(converter.convert_text(text), text=text) == []


@pytest.mark.parametrize(
    "text", ["〔三〕\r0\r五)", ")各县人民政府:\n五)第三条\n附表2单位\n五)第三条\n附表2单位\n)各县人民政府:"]
)
def test_what_is_read_as_its_siblings_are_printed(text: str) -> None:
    """Siblings may be of another family of the layer: 〔三〕 before 五), and a lost or damaged one among them."""
    document = converter.convert_text(text)
    markers = [node.marker for node, _ in converter.walk(document) if isinstance(node, Section | Part) and node.marker]
    assert {marker.status for marker in markers} > {"written"}
    assert converter.validate(document) == []


# ── against the source ────────────────────────────────────────────────────────────────────────────

LEAF = next((*SECTION, "children", index) for index, one in enumerate(at(PLAIN, *SECTION)["children"]) if "text" in one)


def _lose(document: dict[str, Any]) -> None:
    last = at(document, "children", -1, "children", -1)
    at(document, "children", -1, "children").remove(last)


def _twin(document: dict[str, Any]) -> None:
    removed = document["removed"]
    removed.append(copy.deepcopy(removed[0]))


def _shift(document: dict[str, Any]) -> None:
    heading = at(document, *SECTION)
    leaf = at(document, *LEAF)
    leaf["span"]["start"] = heading["heading_span"]["start"]
    leaf["text"] = heading["heading_raw"] + leaf["text"]


AGAINST: list[tuple[Change, str, str]] = [
    (put(("source", "length"), LENGTH + 5), "wrong-length", "source"),
    (put((*LEAF, "text"), "另一句话。"), "text-differs", shown(LEAF)),
    (put(("removed", 0, "text"), "另一句话。"), "text-differs", "removed[0]"),
    (put((*SECTION, "heading"), "另一个标题"), "heading-differs", shown(SECTION)),
    (put((*SECTION, "heading"), "总体"), "heading-differs", shown(SECTION)),
    (put((*TABLE, "cells", 2, "text"), "南岸"), "cell-differs", shown(TABLE)),
    (_lose, "text-lost", "source"),
    (_twin, "removed-twice", f"removed[{len(PLAIN['removed'])}]"),
]


@pytest.mark.parametrize(("change", "code", "path"), AGAINST)
def test_what_the_source_shows(change: Change, code: str, path: str) -> None:
    document = changed(change)
    [finding] = converter.validate(document, text=TEXT)
    assert (finding.layer, finding.code, finding.path) == ("meaning", code, path)
    assert converter.validate(document) == [], "nothing else shows it"
    assert finding.message in "".join(converter.audit(_built(document), TEXT)), "audit says it too"


def test_a_character_that_stands_in_two_blocks() -> None:
    found = converter.validate(changed(_shift), text=TEXT)
    assert [(one.code, one.path) for one in found] == [("used-twice", shown(LEAF)), ("text-lost", "source")]


def test_a_heading_without_a_span() -> None:
    def strip(document: dict[str, Any]) -> None:
        at(document, *SECTION).update(heading_span=None, heading_raw=None)
        at(document, *SECTION)["marker"].update(status="inferred", span=None, text="")

    found = converter.validate(changed(strip), text=TEXT)
    assert [one.code for one in found] == ["heading-without-span", "text-lost"]


def test_a_span_beyond_the_source() -> None:
    found = converter.validate(PLAIN, text=TEXT[:-10])
    assert {one.code for one in found} == {"wrong-length", "beyond-source", "text-lost"}


def test_another_source_is_one_finding() -> None:
    [finding] = converter.validate(PLAIN, text="别的文字", sha256=hashlib.sha256(b"").hexdigest())
    assert (finding.code, finding.path) == ("other-source", "source.sha256")


def _built(document: dict[str, Any]) -> converter.Document:
    return converter.Document.model_validate_json(json.dumps(document))


def test_every_code_of_meaning_has_a_case() -> None:
    tried = {code for _, code, _ in (*NONSENSE, *SENSELESS, *AGAINST)}
    tried |= {"too-deep", "grid-too-large", "used-twice", "heading-without-span", "beyond-source", "other-source"}
    assert {code.id for code in LAYERS["meaning"]} - tried == set()

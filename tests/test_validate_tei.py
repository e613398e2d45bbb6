"""`validate` of TEI: the line, the path and a sentence of ours. It agrees with libxml2 on what is valid."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run
from laws import parse_tei
from lxml import etree
from made import cell, document, p, section, table
from typer.testing import Result

import converter
from converter.emit.tei_corpus import CORPUS_END, CORPUS_START, corpus_member
from converter.emit.to_tei import to_tei
from converter.model import Diagnostic, Span
from converter.rules.checks_tei import TEI_CODES, TEI_MEANING_CODES, XML_CODES, XML_FAULTS
from converter.tei.check import MOST
from converter.tei.compare import faults
from converter.tei.grammar import grammar_of

SCHEMA = ROOT / "schemas" / "tei" / "gangmu.rng"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NOTE = Diagnostic(code="marker-gap", severity="info", message="缺", node="sec_1", span=None)
GRID = table(cell(0, 0, row_span=2), cell(0, 1), cell(1, 1)).model_copy(update={"span": Span(start=20, end=30)})
SECTION = section("sec_1", p("sec_1__p_1", "建设平台。"), GRID).model_copy(update={"span": Span(start=3, end=40)})
WHOLE = document(SECTION, diagnostics=(NOTE,))
WRITTEN = to_tei(WHOLE)


def found(tei: str | bytes, lang: str = "en") -> list[tuple[int | None, str, str | None, str, str, str]]:
    return [
        (one.line, one.path, one.node, one.layer, one.code, one.message) for one in converter.validate(tei, lang=lang)
    ]


P = "TEI/text/body/div/p"
EDITS = [
    ("<p xml:id", "<q/><p xml:id", "TEI/text/body/div/q", "sec_1", "element-not-allowed"),
    ('<p xml:id="sec_1__p_1"', '<p rend="b" xml:id="sec_1__p_1"', P, "sec_1__p_1", "attribute-not-allowed"),
    ('type="level1"', 'type="niveau"', "TEI/text/body/div", "sec_1", "attribute-value"),
    ('source="src:10-15"', "", P, "sec_1__p_1", "attribute-missing"),
    ("<p xml:id", "字<p xml:id", "TEI/text/body/div", "sec_1", "text-not-allowed"),
    (
        "<authority>机器转换，未经校订出版</authority>",
        "",
        "TEI/teiHeader/fileDesc/publicationStmt/idno",
        None,
        "element-not-allowed",
    ),
    (
        '<div xml:id="sec_1"',
        '<div type="wrapper"/><div xml:id="sec_1"',
        "TEI/text/body/div[1]",
        None,
        "element-missing",
    ),
    ('corresp="#sec_1"', 'corresp="#sec_2"', "TEI/standOff/list/item", None, "pointer-nowhere"),
    ('rows="2" cols="2"', 'rows="3" cols="2"', "TEI/text/body/div/table", "tbl_1", "row-count"),
    ('rows="2" cols="2"', 'rows="2" cols="3"', "TEI/text/body/div/table", "tbl_1", "grid-not-filled"),
    ('rows="2" cols="2"', 'rows="2" cols="1"', "TEI/text/body/div/table/row[1]/cell[2]", "tbl_1", "cell-misplaced"),
    ('quantity="99">99<', 'quantity="99">九十九<', "TEI", None, "not-a-value"),
    ('source="src:10-15"', 'source="src:15-10"', P, "sec_1__p_1", "span-backwards"),
]


@pytest.mark.parametrize(("old", "new", "path", "node", "code"), EDITS)
def test_what_is_found_where(old: str, new: str, path: str, node: str | None, code: str) -> None:
    assert old in WRITTEN
    tei = WRITTEN.replace(old, new, 1)
    rows = found(tei)
    assert (path, node, code) in [(row[1], row[2], row[4]) for row in rows]
    row = next(row for row in rows if row[4] == code)
    assert row[0] is not None
    line = tei.splitlines()[row[0] - 1]
    assert f"<{path.rpartition('/')[2].partition('[')[0]}" in line
    assert [one[:5] for one in found(tei, "zh")] == [one[:5] for one in rows]


def test_sentences_say_what_may_stand_there() -> None:
    (row,) = found(WRITTEN.replace('type="level1"', 'type="niveau"'))
    assert row[5] == (
        "The attribute type of div has none of the values or forms that are allowed: "
        "attachment, entry, issued, level[1-9][0-9]*."
    )
    (row,) = found(WRITTEN.replace("<extent>", "<licence/><extent>"), "zh")
    assert row[5] == "此处不能有 licence；可以有：extent。"


@pytest.mark.parametrize(
    ("tei", "line", "code", "message"),
    [
        (b"<TEI>\xff", None, "not-utf8", "The file is not UTF-8: byte 5 does not fit."),
        ("<TEI>\n<p>", 2, "not-xml", "No XML from line 2, column 4 on: an element has no end tag."),
        ("<TEI>&x;</TEI>", 1, "not-xml", "No XML from line 1, column 9 on: an entity that is not declared."),
        ("<!DOCTYPE TEI>\n<TEI/>", 1, "doctype", None),
        ("\n<html/>", 2, "not-tei", None),
        (WRITTEN.replace("建设平台。", "<hi>" * 300 + "</hi>" * 300), 90, "nested-too-deep", None),
    ],
)
def test_what_is_no_tei(tei: str | bytes, line: int | None, code: str, message: str | None) -> None:
    (row,) = found(tei)
    assert row[1:5] == ("", None, "well-formed", code)
    assert row[0] is None if line is None else (row[0] == line or code == "nested-too-deep")
    assert message in (None, row[5])
    assert found(tei, "zh")[0][5] != row[5]


def test_every_code_is_met() -> None:
    met = {edit[4] for edit in EDITS} | {"not-utf8", "not-xml", "doctype", "not-tei", "nested-too-deep"}
    assert {code.id for code in (*XML_CODES, *TEI_CODES, *TEI_MEANING_CODES)} <= met
    assert all(zh for _, zh in XML_FAULTS.values())


def test_faults_of_a_corpus_name_the_member() -> None:
    corpus = CORPUS_START + "".join(corpus_member(WHOLE, number) for number in (1, 2)) + CORPUS_END
    assert found(corpus) == []
    (row,) = found(corpus.replace('corresp="#d2.sec_1"', 'corresp="#sec_1"'))
    assert row[1:5] == ("teiCorpus/TEI[2]/standOff/list/item", None, "meaning", "pointer-nowhere")
    (row,) = found(corpus.replace('xml:id="d2.sec_1__p_1"', 'xml:id="d1.sec_1__p_1"'))
    assert row[4] == "not-xml"


def test_a_file_of_faults_is_told_up_to_a_bound() -> None:
    tei = WRITTEN.replace("建设平台。", "<hi/>" * 3 + "<g/>" * 2_000)
    assert len(found(tei)) == MOST


def test_our_reading_of_the_schema_agrees_with_libxml2() -> None:
    data = SCHEMA.read_bytes()
    schema, grammar = etree.RelaxNG(etree.fromstring(data)), grammar_of(data)
    trees = [etree.parse(path).getroot() for path in sorted((ROOT / "samples").glob("*/expected.tei.xml"))]
    chance = random.Random(7)  # noqa: S311 - only to choose
    invalid = 0
    for _ in range(300):
        tree = mutant(copy.deepcopy(chance.choice(trees)), chance)
        valid = schema.validate(tree)
        told = list(faults(grammar, tree))
        assert valid == (not told), (told[:1], schema.error_log.last_error)
        invalid += not valid
    assert invalid > 100


def mutant(tree: Any, chance: random.Random) -> Any:
    """The tree with one thing changed."""
    elements = [one for one in tree.iter() if isinstance(one.tag, str)]
    one, other = chance.choice(elements[1:]), chance.choice(elements)
    match chance.randrange(6):
        case 0:
            one.getparent().remove(one)
        case 1:
            one.tag = other.tag
        case 2 if one.attrib:
            del one.attrib[chance.choice(list(one.attrib))]
        case 3:
            one.attrib.update({name: value for name, value in other.attrib.items() if name != XML_ID})
        case 4:
            one.append(etree.Element(other.tag))
        case _:
            one.tail = "字"
    return tree


# ── the command ───────────────────────────────────────────────────────────────────────────────────


def test_the_command_prints_line_and_path(command: Run) -> None:
    Path("out").mkdir()
    Path("out/good.tei.xml").write_text(WRITTEN, encoding="utf-8")
    tei = WRITTEN.replace("<extent>", "<licence/><extent>")
    Path("out/bad.tei.xml").write_text(tei, encoding="utf-8")
    result: Result = command("validate", "out")
    line = tei[: tei.index("<licence/>")].count("\n") + 1
    assert result.exit_code == 1
    assert result.stdout == (
        f"out/bad.tei.xml:{line}: TEI/teiHeader/fileDesc/licence: schema element-not-allowed "
        "The element licence may not stand here; what may come here: extent.\n"
    )
    rows = json.loads(command("validate", "out/bad.tei.xml", "--format", "json").stdout)
    assert [(row["line"], row["path"]) for row in rows] == [(line, "TEI/teiHeader/fileDesc/licence")]
    assert "此处不能有 licence" in command("validate", "out", "--lang", "zh").stdout


def test_the_command_prints_the_schema(command: Run) -> None:
    result = command("schema", "--tei")
    assert result.exit_code == 0
    assert result.stdout == SCHEMA.read_text(encoding="utf-8") == converter.tei_schema_text()
    assert parse_tei(converter.tei_schema_text()).tag.endswith("grammar")


def test_the_meaning_of_the_document_is_asked_too() -> None:
    tei = (ROOT / "samples" / "summary" / "expected.tei.xml").read_text(encoding="utf-8")
    assert converter.validate(tei) == []
    changed = tei.replace('subtype="han-comma" n="1"', 'subtype="han-comma" n="91"', 1)
    assert changed != tei
    assert [(one.layer, one.code) for one in converter.validate(changed)] == [("meaning", "marker-family")]

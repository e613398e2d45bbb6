"""TEI → model: what is edited in the elements is edited in the document, and what is no TEI of ours is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made import SPAN, cell, document, item, items, marker, p, section, table

import converter
from converter import ConverterError
from converter.emit.tei_corpus import CORPUS_END, CORPUS_START, corpus_member
from converter.emit.to_tei import to_tei
from converter.model import Document, Paragraph, Value

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "plan" / "source.txt"
VALUE = Value(kind="number", number=3.0, low=None, high=None, unit="万元")
WHOLE = document(
    p("title", "云岭规划", "title"),
    section(
        "sec_1",
        p("sec_1__p_1", "建设平台。"),
        items("sec_1__list_1", item("sec_1__list_1__item_1", text="乙；", mark=marker("（1）"))),
        table(cell(0, 0, "3", value=VALUE), cell(0, 1, "4"), rows=1),
        heading="总则",
        heading_raw="一、总则",
        heading_span=SPAN,
        marker=marker("一、"),
    ),
    title="云岭规划",
    recipients=("各县",),
)
WRITTEN = to_tei(WHOLE)


def edited(old: str, new: str) -> Document:
    assert WRITTEN.count(old) == 1, old
    return converter.from_tei(WRITTEN.replace(old, new))


def test_an_edited_paragraph_is_seen_in_the_model() -> None:
    made = converter.convert(SAMPLE)
    written = converter.emit(made, "tei")
    (first,) = [node for node, _ in converter.walk(made) if node.id == "p_1"]
    assert isinstance(first, Paragraph)
    changed = written.replace(f">{first.text}</p>", ">全文改写。</p>")
    assert changed != written
    texts = {
        node.id: node.text for node, _ in converter.walk(converter.from_tei(changed)) if isinstance(node, Paragraph)
    }
    before = {node.id: node.text for node, _ in converter.walk(made) if isinstance(node, Paragraph)}
    assert texts == before | {"p_1": "全文改写。"}


EDITS: list[tuple[str, str, tuple[Any, ...], Any]] = [
    ("</label>总则</head>", "</label>原则</head>", ("children", 1, "heading"), "原则"),
    ('type="level1"', 'type="level2"', ("children", 1, "level"), 2),
    (">乙；</item>", ">丁。</item>", ("children", 1, "children", 1, "items", 0, "text"), "丁。"),
    ('value="3"', 'value="5"', ("children", 1, "children", 2, "cells", 0, "value", "number"), 5.0),
    ('unit="万元"', 'unit="元"', ("children", 1, "children", 2, "cells", 0, "value", "unit"), "元"),
    ("<orgName>各县</orgName>", "<orgName>各区</orgName>", ("metadata", "recipients", 0), "各区"),
    ('<title type="file">云岭 计划.txt<', '<title type="file">a.txt<', ("source", "name"), "a.txt"),
]


@pytest.mark.parametrize(("old", "new", "place", "value"), EDITS)
def test_every_kind_of_element_is_read(old: str, new: str, place: tuple[Any, ...], value: Any) -> None:
    assert converter.from_tei(WRITTEN) == WHOLE
    got: Any = edited(old, new)
    for step in place:
        got = got[step] if isinstance(step, int) else getattr(got, step)
    assert got == value


def test_white_space_between_elements_comments_and_instructions_say_nothing() -> None:
    loose = WRITTEN.replace("<p ", "\n\n   <!-- 注 --><?go on?><p ")
    assert converter.from_tei(loose) == WHOLE
    assert converter.from_tei(loose.encode("utf-8-sig")) == WHOLE


def test_there_is_no_copy_to_read_from() -> None:
    assert "xenoData" not in WRITTEN
    assert WRITTEN.count("建设平台。") == 1


def test_a_member_of_a_corpus_is_a_document() -> None:
    member = corpus_member(WHOLE, 7)
    assert 'xml:id="d7.sec_1"' in member
    assert converter.from_tei(member) == WHOLE


BOMB = '<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FOREIGN = '<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("tei", "reason"),
    [
        ("", "it cannot be read as XML"),
        ("text", "it cannot be read as XML"),
        (b"\xff\xfe<", "it cannot be read as XML"),
        ("\ud800", "it cannot be read as XML"),
        (WRITTEN.replace("</text>", ""), "it cannot be read as XML"),
        (WRITTEN.replace("<TEI ", BOMB + "<TEI ").replace("建设平台。", "&b;"), "it cannot be read as XML"),
        (WRITTEN.replace("<TEI ", FOREIGN + "<TEI ").replace("建设平台。", "&a;"), "it cannot be read as XML"),
        ("<a>" * 1_000 + "</a>" * 1_000, "it is not TEI"),
        ("<html/>", "it is not TEI"),
        ("<TEI/>", "it is not TEI"),
        (CORPUS_START + corpus_member(WHOLE, 1) + CORPUS_END, "it is a corpus of several documents"),
        (WRITTEN.replace("<extent>", "<p/><extent>"), "it does not keep the schema of the TEI that gangmu writes"),
        (WRITTEN.replace('rows="1" cols="2"', 'rows="1" cols="3"'), "it holds a value that no document has"),
        (WRITTEN.replace('rows="1" cols="2"', f'rows="1" cols="{"9" * 20}"'), "it holds a value that no document has"),
        (WRITTEN.replace('quantity="99">99<', 'quantity="99">some<'), "it holds a value that no document has"),
    ],
)
def test_what_is_refused(tei: str | bytes, reason: str) -> None:
    with pytest.raises(ConverterError) as caught:
        converter.from_tei(tei, name="a.xml")
    assert (caught.value.name, caught.value.reason) == ("a.xml", reason)
    assert caught.value.hint
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_elements_nest_no_deeper_than_documents() -> None:
    inner = WRITTEN.replace("建设平台。", "<div>" * 300 + "</div>" * 300)
    with pytest.raises(ConverterError, match="cannot be read as XML"):
        converter.from_tei(inner)

"""TEI of documents made by hand, one node kind at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from laws import parse_tei
from lxml import etree
from made import (
    MANY,
    SPAN,
    box,
    cell,
    document,
    figure,
    item,
    items,
    marker,
    nested,
    p,
    part,
    section,
    table,
)

from converter.emit.to_tei import to_tei
from converter.model import Diagnostic, Link, Marker, Metadata, Removed, Signature, Span, Value

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
CERTAIN = 'cert="high" resp="#resp.conv"'
GUESSED = 'cert="medium" resp="#resp.conv"'

Validate = Callable[[Any], None]


# What is looked at


def tei(*children: Any, **fields: Any) -> Any:
    return parse_tei(to_tei(document(*children, **fields)))


def by_id(root: Any, node: str) -> Any:
    (found,) = root.xpath("//*[@xml:id=$node]", node=node)
    return found


def shape(element: Any) -> Any:
    """The elements as nested lists of names with their types; header and stand-off lists left out."""
    name = element.tag.removeprefix(TEI) + (f"={element.get('type')}" if element.get("type") else "")
    below = [shape(child) for child in element]
    return [name, *below] if below else name


def body(root: Any) -> Any:
    return shape(root.find(f".//{TEI}text/{TEI}body"))[1:]


def reading(element: Any) -> str:
    """The text as printed: without what the converter supplied, corrected or regularised."""
    if element.tag in (TEI + "corr", TEI + "reg", TEI + "supplied"):
        return ""
    return (element.text or "") + "".join(reading(child) + (child.tail or "") for child in element)


def heading_of(head: Any) -> str:
    """The heading alone, read back out of a `head`."""
    regular = head.find(f"{TEI}choice/{TEI}reg")
    within = head if regular is None else regular
    marked = within.find(TEI + "seg")
    if marked is not None:
        return "".join(marked.itertext())
    supplied = within.find(TEI + "supplied")
    if supplied is not None:
        return "".join(supplied.itertext())
    bare = (within.text or "") + "".join(child.tail or "" for child in within)
    return bare if regular is not None else bare.strip()


# The bounds of the model


@pytest.mark.parametrize("kind", ["section", "box", "part", "list"])
def test_nesting_as_deep_as_the_model_allows(validate: Validate, kind: str) -> None:
    root = tei(section("s"), nested(kind))
    validate(root)
    assert by_id(root, "p").text == "甲。"


def test_texts_as_long_as_they_come(validate: Validate) -> None:
    text = "云" * 100_000
    root = tei(
        p("title", text, role="title"),
        section("sec_1", p("p_1", text), heading=text, heading_raw="一、" + text + "。", marker=marker("一、")),
        *(p(f"p_{number}") for number in range(2, 5_000)),
        title=text,
    )
    validate(root)
    assert heading_of(by_id(root, "sec_1")[0]) == text
    assert by_id(root, "title").text == text


def test_what_xml_cannot_hold_is_marked_and_counted(validate: Validate) -> None:
    root = tei(p("p_1", '甲\x00\ud800\ufffe乙\r\n<&>"\x85'), title="\x1b", note="\x1b")
    validate(root)
    assert "".join(by_id(root, "p_1").itertext()) == '甲���乙\r\n<&>"\x85'
    assert [one.get("ref") for one in by_id(root, "p_1")] == ["#char.0000", "#char.D800", "#char.FFFE"]
    declared = [one.get(XML_ID) for one in root.iter(TEI + "char")]
    assert declared == ["char.0000", "char.001B", "char.D800", "char.FFFE"]
    assert root.findtext(f".//{TEI}note[@type='replacedCharacters']") == "6"
    assert tei(p("p_1", "甲")).find(f".//{TEI}notesStmt") is None


def test_an_id_that_the_document_uses_twice(validate: Validate) -> None:
    root = tei(p("p_1"), p("p_1"))
    validate(root)
    assert [element.get(XML_ID) for element in root.find(f".//{TEI}body")] == ["p_1", "p_1-2"]


# Headings and markers


def head_of(**fields: Any) -> Any:
    return by_id(tei(section("sec_1", p("p_1"), heading_span=SPAN, **fields)), "sec_1")[0]


def markup(element: Any) -> str:
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(' (xmlns|source)="[^"]*"', "", text)


@pytest.mark.parametrize(
    ("mark", "heading", "raw", "expected"),
    [
        (marker("一、"), "总则", "一、总则", '<label type="han-dun">一、</label>总则'),
        (marker("一、"), "总则", "一、\u3000总则 ", '<label type="han-dun">一、</label>\u3000总则 '),
        (marker("一、"), "总则", "一、总则。", '<label type="han-dun">一、</label><seg>总则</seg>。'),
        (marker("一、"), "", "一、", '<label type="han-dun">一、</label>'),
        (None, "总则", "总则", "总则"),
        (None, "总则", "总则：", "<seg>总则</seg>："),
        (marker("1.", reading="1"), "总则", "1.总则", '<label type="han-dun" n="1">1.</label>总则'),
        (
            marker(")", "repaired", "（二）"),
            "总则",
            ")总则",
            f'<label type="han-dun"><choice><sic>)</sic><corr {CERTAIN}>（二）</corr></choice></label>总则',
        ),
        (
            marker("", "inferred", "三、"),
            "总则",
            "总则",
            f'<label type="han-dun"><supplied reason="omitted-in-original" {GUESSED}>三、</supplied></label>总则',
        ),
        (
            marker("一、"),
            "总则",
            "一、总\n则",
            '<choice><orig>一、总\n则</orig><reg><label type="han-dun">一、</label>总则</reg></choice>',
        ),
    ],
    ids=["plain", "spaced", "stopped", "bare", "numberless", "stopped-too", "read", "repaired", "lost", "broken"],
)
def test_heading(mark: Marker | None, heading: str, raw: str, expected: str) -> None:
    head = head_of(marker=mark, heading=heading, heading_raw=raw)
    assert markup(head) == f"<head>{expected}</head>"
    assert reading(head) == raw
    assert heading_of(head) == heading


def test_a_heading_of_which_nothing_is_printed() -> None:
    lost = tei(section("sec_1", marker=marker("", "inferred", "第三条"), run_in=True))
    assert reading(by_id(lost, "sec_1")[0]) == ""
    assert by_id(lost, "sec_1")[0].get("place") == "inline"
    assert len(by_id(tei(section("sec_1")), "sec_1")) == 0


def test_section_attributes() -> None:
    div = by_id(tei(section("sec_1", marker=marker("十一、", ordinal=11), level=4, inferred=True)), "sec_1")
    guess = {"cert": "medium", "resp": "#resp.conv"}
    assert dict(div.attrib) == {
        XML_ID: "sec_1",
        "source": "src:3-8",
        "type": "level4",
        "subtype": "han-dun",
        "n": "11",
        **guess,
    }
    assert div[0][0].get("source") == "src:3-8"


# Places of paragraphs


FRAME = (
    p("title", "标题", "title"),
    p("subtitle", "副题", "subtitle"),
    p("recipients", "各县：", "recipients"),
    p("p_1"),
)
END = (p("signature", "云岭市", "signature"), p("date", "2024年3月1日", "date"), p("note", "（公开）", "note"))


def test_frame_of_a_letter(validate: Validate) -> None:
    root = tei(*FRAME, *END)
    validate(root)
    assert shape(root.find(f".//{TEI}front")) == [
        "front",
        ["titlePage", ["docTitle", "titlePart=main", "titlePart=sub"]],
    ]
    assert body(root) == [["opener", "salute"], "p", ["closer", "signed", "dateline"], "trailer"]


def test_beside_parts_the_letter_is_wrapped(validate: Validate) -> None:
    issued = part("iss_1", p("iss_1__p_1"), kind="issued")
    root = tei(*FRAME, *END, issued, p("cc", "抄送", "cc"), part("iss_2", kind="issued"))
    validate(root)
    letter = ["div=wrapper", ["opener", "salute"], "p", ["closer", "signed", "dateline"], "trailer"]
    assert body(root) == [letter, ["div=issued", "p"], ["div=continuation", "p"], "div=issued"]


def test_attachments_that_end_the_document_are_its_back(validate: Validate) -> None:
    root = tei(
        *FRAME, part("iss_1", kind="issued"), part("att_1", p("att_1__p_1")), p("cc", "抄送", "cc"), part("att_2")
    )
    validate(root)
    assert body(root) == [["div=wrapper", ["opener", "salute"], "p"], "div=issued"]
    back = shape(root.find(f".//{TEI}back"))
    assert back == ["back", ["div=attachment", "p"], ["div=continuation", "p"], "div=attachment"]


def test_attachments_before_another_part_or_alone_stay_in_the_body(validate: Validate) -> None:
    for parts in ((part("att_1"),), (p("p_1"), part("att_1"), part("iss_1", kind="issued"))):
        root = tei(*parts)
        validate(root)
        assert root.find(f".//{TEI}back") is None


def test_a_part_is_laid_out_like_the_document(validate: Validate) -> None:
    inner = part("b", p("b_title", "标题", "title"), p("b_p"), kind="entry")
    root = tei(part("a", p("a_to", "各县：", "recipients"), p("a_p"), inner, kind="issued"))
    validate(root)
    wrapper = ["div=wrapper", ["opener", "salute"], "p"]
    assert body(root) == [["div=issued", wrapper, ["div=entry", "head=main", "p"]]]


def test_behind_a_section_comes_a_continuation(validate: Validate) -> None:
    root = tei(p("p_1"), section("sec_1"), p("p_2"), box("box_1"), section("sec_2"), p("p_3"), *END)
    validate(root)
    floating = ["floatingText=box", ["body", "p"]]
    ends = [["closer", "signed", "dateline"], "trailer"]
    wrapped = ["div=continuation", "p"]
    assert body(root) == ["p", "div=level1", [*wrapped, floating], "div=level1", wrapped, *ends]


def test_a_role_out_of_place_is_a_paragraph(validate: Validate) -> None:
    root = tei(p("p_1"), p("title", "标题", "title"), p("signature", "云岭市", "signature"), p("p_2"))
    validate(root)
    assert body(root) == ["p", "p", "p", "p"]
    assert by_id(root, "title").get("ana") == "#role.title"
    assert root.findtext(f".//{TEI}category[@{XML_ID}='role.title']/{TEI}catDesc") == "title"


def test_nothing_but_a_frame_is_paragraphs(validate: Validate) -> None:
    root = tei(FRAME[2], END[0])
    validate(root)
    assert body(root) == ["p", "p"]


def test_nothing_at_all(validate: Validate) -> None:
    root = tei(FRAME[0])
    validate(root)
    assert body(root) == ["p"]
    assert root.find(f".//{TEI}body/{TEI}p").get(XML_ID) is None


def test_title_page_and_contents(validate: Validate) -> None:
    roles = ("masthead", "doc_number", "title", "speaker", "date", "note", "toc", "toc")
    root = tei(*(p(f"p_{at}", "甲", role) for at, role in enumerate(roles)), p("p_9"))
    validate(root)
    page = ["titlePage", "docAuthor", ["docImprint", "idno=发文字号"], ["docTitle", "titlePart=main"]]
    page += ["docAuthor", "docDate", "byline"]
    assert shape(root.find(f".//{TEI}front")) == ["front", page, ["div=toc", ["list", "item", "item"]]]


def test_noise_that_was_kept_stands_where_it_stood(validate: Validate) -> None:
    root = tei(p("n_1", "首页", "noise"), p("title", "标题", "title"), p("p_1"), p("n_2", "打印", "noise"))
    validate(root)
    page = ["titlePage", ["docTitle", "titlePart=main"]]
    assert shape(root.find(f".//{TEI}front")) == ["front", "p", page]
    assert body(root) == ["p", "p"]
    assert by_id(root, "n_1").get("ana") == by_id(root, "n_2").get("ana") == "#role.noise"
    assert body(tei(p("n_1", "首页", "noise"), p("p_1"))) == ["p", "p"]


def test_links_lie_in_the_text_or_behind_it(validate: Validate) -> None:
    inside = Link(span=Span(start=11, end=13), href="http://云岭.example/表\t1\n")
    outside = Link(span=Span(start=2, end=90), href="")
    root = tei(p("p_1", "见附表。", links=(inside,)), p("p_2", "见附表。", links=(inside, outside)))
    validate(root)
    assert [(one.tag, one.text, one.tail) for one in by_id(root, "p_1")] == [(TEI + "ref", "附表", "。")]
    assert [(one.tag, one.get("n")) for one in by_id(root, "p_2")] == [(TEI + "ptr", inside.href), (TEI + "ptr", "")]


def test_an_idno_holds_no_link(validate: Validate) -> None:
    link = Link(span=Span(start=10, end=11), href="https://yunling.example/")
    root = tei(p("doc_number", "云政发〔2024〕1号", "doc_number", (link,)), p("p_1"))
    validate(root)
    assert by_id(root, "doc_number").tag == TEI + "p"


# Lists, tables, figures


def test_list_with_a_lost_marker_and_blocks_in_an_item(validate: Validate) -> None:
    deep = item("b", p("b_p"), items("b_list", item("c")), table(), mark=marker("二是", ordinal=2))
    root = tei(items("list_1", item("a"), deep, inline=True))
    validate(root)
    element = by_id(root, "list_1")
    below = ["item", "p", "p", ["list=enumeration", "item"], ["table=html", ["row", "cell"]]]
    assert shape(element) == ["list=enumeration", "label", "item", "label=han-dun", below]
    assert element.get("rendition") == "simple:inline"
    assert by_id(root, "a").text == "乙；"
    assert by_id(root, "b").get("n") == "2"


def test_an_empty_list_and_a_footnote(validate: Validate) -> None:
    root = tei(items("list_1"), p("p_1", "注：甲", "footnote"))
    validate(root)
    assert body(root) == [["list=enumeration", "item"], ["p", "note"]]


def test_table(validate: Validate) -> None:
    cells = [
        cell(0, 0, "事项", header=True, row_span=2, span=SPAN),
        cell(0, 1, "分工", header=True),
        cell(1, 1, "牵头", header=True),
        cell(2, 0, "一", ambiguous=True),
    ]
    made = table(*cells, rows=3, caption="表1", unit="单位：项", notes=("注：甲",), origin="flattened")
    root = tei(made)
    validate(root)
    element = by_id(root, "tbl_1")
    rows = [["row", "cell", "cell"], ["row", "cell"], ["row", "cell"]]
    rows[2] = ["row", "cell", "cell"]
    assert shape(element) == ["table=flattened", "head", "note=unit", *rows, "trailer=tableNote"]
    assert [row.get("role") for row in element.findall(TEI + "row")] == ["label", "label", None]
    attributes = [dict(one.attrib) for one in element.iter(TEI + "cell")]
    assert attributes[0] == {"role": "label", "rows": "2", "source": "src:3-8"}
    assert attributes[1:3] == [{"role": "label"}, {"role": "label"}]
    assert attributes[3:] == [{"cert": "low", "resp": "#resp.conv"}, {}]


def test_a_row_without_cells_is_left_out_of_the_spans_above_it(validate: Validate) -> None:
    root = tei(table(cell(0, 0, row_span=2), cell(0, 1, row_span=3), cell(2, 0), rows=3))
    validate(root)
    assert [one.get("rows") for one in root.iter(TEI + "cell")] == [None, "2", None]
    assert [one.get("rend") for one in root.iter(TEI + "cell")] == ["rowspan-2", "rowspan-3", None]
    assert [one.get("n") for one in root.iter(TEI + "row")] == [None, "2"]
    assert by_id(root, "tbl_1").get("rows") == "2"


def test_a_cell_of_which_nothing_is_known_is_not_taken_for_one_that_fills(validate: Validate) -> None:
    root = tei(table(cell(0, 0, ""), cell(1, 1, "")))
    validate(root)
    assert [dict(one.attrib) for one in root.iter(TEI + "cell")] == [{"n": "0"}, {}, {}, {"n": "1"}]


def test_what_a_cell_says_in_figures(validate: Validate) -> None:
    def said(kind: Any, unit: str | None = None, **numbers: float) -> Value:
        return Value(kind=kind, unit=unit, **{name: numbers.get(name) for name in ("number", "low", "high")})

    root = tei(
        table(
            cell(0, 0, "1,200", value=said("number", "万元", number=1200.0)),
            cell(0, 1, "12.5%", value=said("percentage", number=12.5)),
            cell(1, 0, "3—5", value=said("range", "千 瓦", low=3.0, high=5.0)),
        )
    )
    validate(root)
    first, second, third = (one[0] for one in root.iter(TEI + "cell") if len(one))
    assert (first.get("unit"), shape(first)) == ("万元", ["measure", "num=number"])
    assert (first[0].get("value"), first[0].text) == ("1200", "1,200")
    assert (second.tag, dict(second.attrib)) == (TEI + "num", {"type": "percentage", "value": "12.5"})
    assert (third.get("unit"), third.get("n")) == (None, "千 瓦")
    assert dict(third[0].attrib) == {"type": "range", "atLeast": "3", "atMost": "5"}


def test_cells_that_lie_anywhere(validate: Validate) -> None:
    far = cell(2**63, 2**63, row_span=2**63, col_span=2**90)
    root = tei(table(cell(1, 1), cell(1, 1), far, cell(0, 0), rows=0, cols=0))
    validate(root)
    rows = [(row.get("n"), [one.get("n") for one in row]) for row in root.iter(TEI + "row")]
    assert rows == [("1", ["1", "1"]), (str(2**63), [str(2**63)]), ("0", ["0"])]


def test_figures(validate: Validate) -> None:
    root = tei(figure("fig_1"), figure("fig_2", src="图 1.png", alt="示意", caption="图1"))
    validate(root)
    assert body(root) == [["p", "figure"], ["p", ["figure", "graphic", "head", "figDesc"]]]
    assert root.find(f".//{TEI}graphic").get("url") == "%E5%9B%BE%201.png"
    assert root.find(f".//{TEI}graphic").get("n") == "图 1.png"


# Header and stand-off lists


def test_metadata(validate: Validate) -> None:
    known: dict[str, Any] = {
        field: (f"{field}甲", f"{field}乙") if field in MANY else field
        for field in Metadata.model_fields
        if field not in ("date", "print_date", "publish_date", "signature", "spans", "language")
    }
    known |= {"date": "2024-03-01", "print_date": "2024-02-30", "publish_date": "2024", "language": "zh-Hant"}
    known |= {"signature": Signature(organs=("云岭市",), date_text="三月一日"), "spans": {"title": SPAN}}
    root = tei(p("p_1"), **known)
    validate(root)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hant"
    text = "\n".join(root.find(f"{TEI}teiHeader").itertext())
    assert [one for value in known.values() if isinstance(value, str | tuple) for one in value if one not in text] == []
    assert [one.get("when") for one in root.findall(f".//{TEI}bibl/{TEI}date")] == ["2024-03-01", None, "2024"]
    (evidence,) = root.findall(f".//{TEI}list[@type='evidence']/{TEI}item")
    assert (evidence.text, dict(evidence.attrib)) == ("title", {"source": "src:3-8"})


def test_what_is_unknown_is_left_out() -> None:
    root = tei(p("p_1"))
    assert root.findtext(f".//{TEI}titleStmt/{TEI}title") == "云岭 计划.txt"
    assert len(root.find(f".//{TEI}bibl[@type='officialDocument']")) == 0
    for name in ("standOff", "front", "correspDesc", "creation", "textClass", "notesStmt", "licence"):
        assert root.find(f".//{TEI}{name}") is None


def test_removed_runs_and_diagnostics(validate: Validate) -> None:
    found = [
        Diagnostic(code="truncated", severity="warning", message="断", node="p_1", span=SPAN),
        Diagnostic(code="marker-gap", severity="info", message="缺", node="sec_9", span=None),
    ]
    run = Removed(text=" 扫一扫\n", rule="qr-code", span=SPAN, zone="body")
    root = tei(p("p_1"), removed=(run,), diagnostics=tuple(found))
    validate(root)
    noise, gap, lost = root.iter(TEI + "item")
    assert (noise.text, dict(noise.attrib)) == (
        run.text,
        {XML_ID: "removed.1", "ana": "#noise.qr-code #zone.body", "source": "src:3-8"},
    )
    assert dict(gap.attrib) == {"ana": "#dx.truncated #severity.warning", "corresp": "#p_1", "source": "src:3-8"}
    assert dict(lost.attrib) == {"ana": "#dx.marker-gap #severity.info", "n": "sec_9"}
    assert root.findtext(f".//{TEI}note[@type='completeness']") == "truncated"
    cut, torn = root.iter(TEI + "gap")
    assert dict(cut.attrib) == {"reason": "editorial", "corresp": "#removed.1", "resp": "#resp.conv"}
    assert cut.getnext() is by_id(root, "p_1")
    assert torn.getparent() is by_id(root, "p_1")
    assert torn.get("reason") == "truncated"


def test_names_and_the_date_of_the_frame(validate: Validate) -> None:
    ends = (p("signature", "云岭市人民政府　印", "signature"), p("date", "2024年3月1日", "date"))
    known = {"recipients": ("各县",), "issuers": ("云岭市人民政府",), "date": "2024-03-01"}
    root = tei(*FRAME, *ends, spans={"date": ends[1].span}, **known)
    validate(root)
    assert markup(by_id(root, "recipients")[0]) == '<name type="org">各县</name>'
    assert markup(by_id(root, "signature")[0]) == '<name type="org">云岭市人民政府</name>'
    assert markup(by_id(root, "date")[0]) == '<date when="2024-03-01">2024年3月1日</date>'
    assert "".join(by_id(root, "signature").itertext()) == "云岭市人民政府　印"


def test_white_space_in_text_is_the_texts() -> None:
    text = "\u3000 甲\n\t乙  "
    root = tei(p("p_1", text), items("list_1", item("a", text=text)), table(cell(0, 0, text)), p("n", text, "footnote"))
    assert [by_id(root, node).text for node in ("p_1", "a", "n")] == [text] * 3
    assert root.findtext(f".//{TEI}cell") == text
    assert by_id(root, "n").tail is None

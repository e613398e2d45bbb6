"""Pages: encodings, archives, links, hostile markup. What a page becomes is in cases/read/html.case."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import check_laws

import converter
from converter import ConverterError, Options
from converter.model import Table
from converter.read.markup import MOST_DEPTH, READ, tree_of
from converter.read.picture import _LATE
from converter.walk import walk

PROSE = "云岭市要加强数据工作，健全制度，明确责任。"


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def _source(data: bytes, folder: Path, name: str = "page.html") -> str:
    path = folder / name
    path.write_bytes(data)
    text = converter.read_source(path)
    document = converter.convert(path)
    check_laws(document, text)
    return text


@pytest.mark.parametrize(
    ("label", "codec", "shown"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("utf-8", "gb18030", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("big5", "utf-8", "utf-8"),
        ("nonsense", "utf-8", "utf-8"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("utf-8", "utf-8-sig", "utf-8"),
        ("utf-8", "utf-16", "utf-16-le"),
    ],
)
def test_encodings(label: str, codec: str, shown: str) -> None:
    page = _page(f"<p>{PROSE * 3}—·镕</p>", f'<meta http-equiv="Content-Type" content="text/html; charset={label}">')
    document = converter.convert(page.encode(codec), name="page.html")
    assert document.source.encoding == shown
    assert document.source.media_type == "text/html"
    assert "—·镕" in converter.emit(document, "json")


def test_a_named_encoding_goes_before_the_label() -> None:
    page = _page(f"<p>{PROSE}</p>", '<meta charset="utf-8">').encode("gb18030")
    assert converter.convert(page, Options(encoding="gbk"), name="a.htm").source.encoding == "gb18030"


def test_links_uri_and_site() -> None:
    head = (
        '<link rel="canonical" href="https://www.yunling.example/1.html"><meta name="SiteName" content="云岭市政府网">'
    )
    linked = '<a href="/f/1.doc">任务<b>清单</b></a>和<a href="javascript:x()">图</a>'
    body = f'<div id="zoom"><p>{PROSE}详见{linked}。</p></div>'
    data = _page(body, head).encode()
    document, text = converter.convert(data), converter.read_source(data)
    links = [link for node, _ in walk(document) for link in getattr(node, "links", ())]
    assert [(text[link.span.start : link.span.end], link.href) for link in links] == [("任务清单", "/f/1.doc")]
    assert document.source.uri == "https://www.yunling.example/1.html"
    assert document.metadata.source_site == "云岭市政府网"
    assert converter.convert(data, Options(uri="https://x.example/")).source.uri == "https://x.example/"


def test_the_address_that_a_browser_leaves() -> None:
    data = (
        f"<!-- saved from url=(0028)https://www.yunling.example/ --><html><body><p>{PROSE}</p></body></html>".encode()
    )
    assert converter.convert(data).source.uri == "https://www.yunling.example/"


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
def test_archive(tmp_path: Path, transfer: str) -> None:
    import base64
    import quopri

    page = _page(f"<h1>云岭市数据管理办法</h1><p>一、总则</p><p>{PROSE}</p>").encode("gb18030")
    body = quopri.encodestring(page) if transfer == "quoted-printable" else base64.encodebytes(page)
    head = (
        "From: <Saved by us>\r\nSnapshot-Content-Location: https://www.yunling.example/2.html\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\n'
        f"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
    )
    data = head.encode() + body + b"\r\n--x--\r\n"
    assert "云岭市数据管理办法" in _source(data, tmp_path, "page.mhtml")
    document = converter.convert(data)
    assert (document.source.media_type, document.source.uri) == (
        "multipart/related",
        "https://www.yunling.example/2.html",
    )


def test_an_archive_without_a_page() -> None:
    with pytest.raises(ConverterError, match="it holds no web page"):
        converter.convert("From: 云岭\r\n\r\n无".encode(), name="a.mht")


HOSTILE = {
    "deep": "<div>" * 3000 + PROSE + "</div>" * 3000 + f"<p>{PROSE}",
    "deep-inline": "<b><span>" * 800 + PROSE,
    "deep-tables": "<table><tr><td>" * 400 + PROSE,
    "closed-twice": f"<p>{PROSE}</html></html><p>{PROSE}",
    "nul": f"<p>{PROSE}\0{PROSE}",
    "controls": f"<p>{PROSE}\x01\x0b\x0c\ufffe&#0;&#xd800;&#x110000;",
    "entities": f"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>{PROSE}&x;",
    "unclosed": f"<p>{PROSE}<a href='x><b",
    "script": f"<p>{PROSE}</p><script>document.write('<p>x</p>')</script><style>p{{}}</style>",
    "spans": f"<p>{PROSE}<table>" + "<tr><td rowspan=99999 colspan=99999>甲<td colspan=-1>乙<td rowspan=x>丙" * 40,
    "cells-in-nothing": f"<td>{PROSE}</td><tr><td>甲<li>乙<option>丙",
    "frames": f"<frameset><frame src=a><noframes>{PROSE}</noframes></frameset>",
    "no-text-in-view": f"<div style='display:none'>{PROSE}</div>",
    "title-without-end": f"<p>{PROSE}</p><title>" + "云岭-" * 5000,
    "markup-in-title": f"<title>{PROSE}<b></title><p>{PROSE}<svg><title>x</title><text>图</text></svg>",
    "pre": f"<pre>一、总则\n{PROSE}\r\n二、附则\r{PROSE}</pre>",
    "ruby-and-forms": f"<p>{PROSE}<ruby>云<rt>yun</rt></ruby><select><option>甲</select><textarea>丙\n丁</textarea>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup(name: str, tmp_path: Path) -> None:
    assert PROSE in _source(HOSTILE[name].encode("utf-8"), tmp_path)


@pytest.mark.parametrize("data", [b"", b"   \n", b"<html></html>", b"<!-- x -->", b"<script>var a</script>"])
def test_a_page_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(ConverterError) as caught:
        converter.convert(data, name="a.html")
    assert caught.value.hint


_MARKUP = st.lists(
    st.sampled_from(
        (
            *(
                "<p>",
                "</p>",
                "<br>",
                "<div>",
                "</div>",
                "<table>",
                "</table>",
                "<tr>",
                "<td>",
                "<th rowspan=2>",
                "</td>",
            ),
            *(
                "<td colspan=3>",
                "<span hidden>",
                "</span>",
                "<b>",
                "</b>",
                "<a href=x>",
                "</a>",
                "<div id=zoom>",
                "<h2>",
            ),
            *(
                "<caption>",
                "<script>",
                "</script>",
                "<li>",
                "<pre>",
                "\n",
                "  ",
                "\t",
                "&nbsp;",
                "一、总则",
                "（一）",
                "1",
            ),
            *(PROSE, "附件", "索引号：", "云ICP备05000000号", "2024年3月1日", "各县区：", "云岭市关于印发办法的通知"),
        )
    ),
    max_size=60,
).map("".join)


@given(_MARKUP)
def test_any_markup(markup: str) -> None:
    data = ("<p>云岭" + markup).encode()
    document = converter.convert(data, name="x.html")
    text = converter.explain(data, name="x.html")
    assert text
    check_laws(document, _text_of(data))


def _text_of(data: bytes) -> str:
    from converter.read import read

    return read(data, name="x.html").text


def test_depth_is_bounded() -> None:
    tree = tree_of("<div>" * 5000 + "深")
    assert tree.text_of(tree.root) == "深"
    assert max(len(tree.around(node)) for node in tree.nodes) <= MOST_DEPTH + 1


def test_an_attribute_that_is_asked_for_is_kept() -> None:
    rooms = Path(converter.__file__).parent / "read"
    sources = "".join((rooms / f"{name}.py").read_text("utf-8") for name in ("container", "from_html", "grid"))
    asked = {*re.findall(r'(?:get|_span)\((?:cell, )?"([^"]+)"', sources), *_LATE, "src", "alt", "title"}
    assert {"class", "content", "role", "colspan"} < asked <= READ


def test_text_is_read_without_lxml() -> None:
    code = "import sys, converter; converter.convert_text('一、总则'); print('lxml' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["False"]


def test_the_container_shows_in_the_explanation() -> None:
    data = _page(f'<p>云岭市门户网站</p><div class="TRS_Editor"><p>{PROSE}</p></div>').encode()
    outside, _ = converter.explain(data)
    assert (outside.rule, outside.removed) == ("outside-content", True)
    assert "trs-editor" in outside.evidence[0]


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("停水通知_云岭市水务局", "云岭市水务局"),
        ("停水通知 - 云岭新闻网", "云岭新闻网"),
        ("云岭市水系规划（2016-2020年）", None),
        ("停水通知", None),
        ("云岭市—青砚市公路规划", None),
    ],
)
def test_the_site_in_the_title_of_a_page(title: str, site: str | None) -> None:
    data = _page(f"<p>{PROSE}</p>", f"<title>{title}</title>").encode()
    assert converter.convert(data).metadata.source_site == site


_CELL = st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(("td", "th")))


@given(st.lists(st.lists(_CELL, max_size=6), min_size=2, max_size=8))
def test_any_spans_become_a_grid_without_overlaps(rows: list[list[tuple[int, int, str]]]) -> None:
    texts = iter(f"甲{number}" for number in range(100))
    markup = "".join(
        "<tr>" + "".join(f"<{tag} rowspan={down} colspan={across}>{next(texts)}" for down, across, tag in row) + "</tr>"
        for row in rows
    )
    document = converter.convert(_page(f"<p>{PROSE}</p><table>{markup}</table>").encode(), name="a.html")
    for table in (node for node, _ in walk(document) if isinstance(node, Table)):
        places = [
            (cell.row + down, cell.col + across)
            for cell in table.cells
            for down in range(cell.row_span)
            for across in range(cell.col_span)
        ]
        assert len(set(places)) == len(places)
        assert all(row < table.num_rows and col < table.num_cols for row, col in places)
        assert [cell.text for cell in table.cells] == [f"甲{number}" for number in range(len(table.cells))]

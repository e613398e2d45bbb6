"""The laws for every input, on texts that nobody wrote: arbitrary ones, and ones built of what we act on."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from laws import check_laws, parse_tei, source_of

import converter
from converter.model import MAX_DEPTH, Document

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

MARKERS = [
    "第一编",
    "第二章",
    "第三节\u3000",
    "第四条",
    "第五条之一",
    "第一部分",
    "一、",
    "二、",
    "三、",
    "十一、",
    "四.",
    "五，",
    "(一)",
    "（二）",
    "〔三〕",
    "㈣",
    "五)",
    ")",
    "(六",
    "1.",
    "2.",
    "3、",
    "19.",
    "20.",
    "⒈",
    "1.1",
    "1.1.1",
    "(1)",
    "（2）",
    "⑶",
    "4)",
    "①",
    "②",
    "❸",
    "㊀",
    "Ⅰ.",
    "II.",
    "A.",
    "b)",
    "甲、",
    "一是",
    "二是",
    "三要",
    "第一，",
    "其二，",
    "首先，",
    "其次，",
    "最后，",
    "——",
    "－",
    "－",
    "●",
    "■",
    "◆",
    "·",
    "\uf06c",
    "\uf0d8",
    "专栏1",
    "专栏2：",
    "附件",
    "附件1：",
    "附件：",
    "附表2",
    "表1",
    "图2",
    "NO.21·",
    "【任务】",
    "问：",
    "答：",
    "注：",
]
WORDS = (
    "总体要求",
    "基本原则。",
    "坚持开放，分步推进。",
    "到2027年建成平台；",
    "一、二、三产业",
    "(一)、(二)项规定",
    "第三条规定的情形",
    "1.29",
    "2024年3月",
    "科技领军企业(家)",
    "云岭市关于印发《云岭市数据规划》的通知",
    "云岭市数据规划",
    "各县(市、区)人民政府:",
    "同志们：",
    "云岭市人民政府办公室",
    "云政办发〔2024〕3号",
    "2024年3月1日",
    "二〇二四年三月一日",
    "（此件公开发布）",
    "抄送：市委办公室。",
    "强调两点意见。",
    "各县区要抓好落实。",
    "总之，我们要",
)
NOISE = (
    "扫一扫在手机打开当前页",
    "打印本页 关闭窗口",
    "当前位置：首页 > 政务公开",
    "字体：[大 中 小]",
    "责任编辑：张三",
    "版权所有：云岭市人民政府",
    "浏览次数：12",
    "— 3 —",
    "x",
    "............试读结束............",
    "END",
    "目录",
    "索 引 号：000014349/2024-00001",
)
CELLS = (
    "序号",
    "指标",
    "单位",
    "2020年",
    "2025年",
    "目标值",
    "属性",
    "预期性",
    "约束性",
    "1",
    "2",
    "3",
    "5",
    "12.5",
    "—",
    "|",
    "√",
)
SPACES = ("\n", "\n", "\n\n", " ", "　　", "\t", "\u2002\u2002", "\u00a0", "\r\n", "\r", "\u2028", "\x0c", "\x85", "")
ODDITIES = (
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\x00",
    "\x1b[2J",
    "\ufffe",
    "\ud800",
    "\udc00",
    "\ue5e5",
    "\U0010ffff",
    "&<>]]>",
)

fragment = st.sampled_from((*MARKERS, *WORDS, *NOISE, *CELLS, *SPACES, *SPACES, *ODDITIES))
active = st.lists(fragment, max_size=40).map("".join)
# Lines as people write them, so that outlines, boxes and tables get deep enough to go wrong.
line = st.builds("".join, st.tuples(st.sampled_from(("", *MARKERS)), st.sampled_from((*WORDS, *NOISE, *CELLS))))
lined = st.lists(line, max_size=40).map("\n".join)
# `characters()` without a codec brings lone surrogates too.
arbitrary = st.text(st.characters(), max_size=200)
texts = st.one_of(arbitrary, active, lined).filter(lambda text: bool(source_of(text).strip()))

bounded = settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])


# Each of these once broke a law.
@example("\ue5e5")
@example("1、\r0\r①")
@example("一)台；\n形\n1.")
@example("1.\n①\n|\n进。\n一、\n3、")
@example("〔三〕\r0\r五)")
@bounded
@given(texts)
def test_laws_hold_for_every_text(text: str) -> None:
    document = converter.convert_text(text, name="x.txt")
    check_laws(document, source_of(text))
    assert depth_of(document) <= MAX_DEPTH


@bounded
@given(texts)
def test_every_emitter_takes_every_document(text: str) -> None:
    document = converter.convert_text(text, name="x.txt")
    for name in converter.EMITTERS:
        converter.emit(document, name).encode("utf-8")
    ids = {element.get(XML_ID) for element in parse_tei(converter.emit(document, "tei")).iter()}
    assert {node.id for node, _ in converter.walk(document)} <= ids


@bounded
@given(texts)
def test_same_text_same_output(text: str) -> None:
    first, second = (converter.convert_text(text, name="x.txt") for _ in range(2))
    for name in converter.EMITTERS:
        assert converter.emit(first, name) == converter.emit(second, name)


@bounded
@given(st.one_of(st.binary(max_size=200), active.map(lambda text: text.encode("gb18030", "replace"))))
def test_any_bytes_give_a_document_or_one_clear_error(data: bytes) -> None:
    try:
        document = converter.convert(data)
    except converter.ConverterError as error:
        assert error.name and error.reason
    else:
        check_laws(document, converter.read_source(data))


@pytest.mark.parametrize("text", ["", " \n", "\u3000", "\ufeff", "\ufeff\r\n"])
def test_a_text_without_text_is_refused(text: str) -> None:
    with pytest.raises(converter.ConverterError, match=r"x\.txt"):
        converter.convert_text(text, name="x.txt")


@pytest.mark.parametrize(
    "unit",
    [
        "一、甲\n",
        "(一)",
        "(",
        "一",
        "1.",
        "　甲\n",
        "——",
        "一是。二是。",
        "专栏1\n",
        "附件1\n",
        "1\n",
        "序号\n",
        "。",
        "《",
        "甲|乙\n",
        "2021年",
    ],
)
def test_repetition_is_survived(unit: str) -> None:
    text = unit * (4_000 // len(unit))
    check_laws(converter.convert_text(text, name="x.txt"), text)


def test_a_line_without_stops_costs_what_its_length_does() -> None:
    """Four times the text takes about four times as long; sixteen times, were it searched anew from each place."""

    def cost(size: int) -> float:
        begun = process_time()
        converter.convert_text("办好 " * size, name="x.txt")
        return process_time() - begun

    cost(1)
    assert cost(64_000) < 8 * cost(16_000)


def test_markers_of_every_family_nest_within_the_bound() -> None:
    text = "".join(f"{marker}甲\n" for _ in range(20) for marker in reversed(MARKERS))
    document = converter.convert_text(text, name="x.txt")
    check_laws(document, text)
    assert depth_of(document) <= MAX_DEPTH


def depth_of(document: Document) -> int:
    """How many blocks lie inside one another at the deepest place."""
    return max((len(parents) + 1 for _, parents in converter.walk(document)), default=0)

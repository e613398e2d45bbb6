"""Encodings without a label: read right, or refused with a reason and a hint; never read wrong."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from laws import check_laws

import converter
from converter.errors import ConverterError
from converter.options import Options
from converter.read.decode import decode
from converter.rules.encodings import PUNCTUATION, SIMPLIFIED, TRADITIONAL

Find = Callable[[str], Path]

HAN = """\
云岭市人民政府办公室关于印发云岭市数据规划的通知
各县（市、区）人民政府，市政府各部门：
　　《云岭市数据规划》已经市政府同意，现印发给你们，请认真组织实施。
一、总体要求
（一）基本原则。坚持开放合作，先易后难，分步推进。
（二）主要目标。到2027年，建成全市统一的数据平台，接入部门不少于40个。
二、重点任务
1.建设一个中心。把青石镇的旧粮站改造成机房，冬季用河水降温。
2.培训一支队伍。每个乡镇配备两名数据管理员，每年集中学习不少于六天。
"""
HAN_TRADITIONAL = """\
雲嶺市人民政府辦公室關於印發雲嶺市數據規劃的通知
各縣（市、區）人民政府，市政府各部門：
　　《雲嶺市數據規劃》已經市政府同意，現印發給你們，請認真組織實施。
一、總體要求
（一）基本原則。堅持開放合作，先易後難，分步推進。
（二）主要目標。到2027年，建成全市統一的數據平臺，接入部門不少於40個。
二、重點任務
1.建設一個中心。把青石鎮的舊糧站改造成機房，冬季用河水降溫。
2.培訓一支隊伍。每個鄉鎮配備兩名數據管理員，每年集中學習不少於六天。
"""
ASCII = """\
Yunling Data Platform: release notes 3.2 (2027-03-01)
1. API /v2/units returns code, name and parent; e.g. {"code": "YL-07", "name": "青石镇"}.
2. The nightly job now starts at 02:30 and writes unit_stat.csv; see docs/jobs.md.
3. Bug 118: totals of 2026 were counted twice when a unit was renamed (云岭新区).
"""
ASCII_TRADITIONAL = ASCII.replace("青石镇", "青石鎮").replace("云岭新区", "雲嶺新區")

TEXTS = {
    "short-han": "云岭市数据规划（2027年）",
    "short-ascii": "Yunling 2027 (云岭市政府) v3.2, p. 14",
    "long-han": "".join(f"第{n}期\n{HAN}" for n in range(120)),
    "long-ascii": "".join(f"Part {n}\n{ASCII}" for n in range(250)),
}
TEXTS_TRADITIONAL = {
    "short-han": "雲嶺市數據規劃（2027年）",
    "short-ascii": "Yunling 2027 (雲嶺市政府) v3.2, p. 14",
    "long-han": "".join(f"第{n}期\n{HAN_TRADITIONAL}" for n in range(120)),
    "long-ascii": "".join(f"Part {n}\n{ASCII_TRADITIONAL}" for n in range(250)),
}
# What the codec can hold and its smaller brother cannot.
OWN = {"gbk": "朱镕同志", "gb18030": "㛃乡𠮷村", "utf-8": "𠮷村", "utf-16-le": "𠮷村", "utf-16-be": "𠮷村"}
READ_AS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
SEVEN = ("utf-8", "utf-16-le", "utf-16-be", "gb2312", "gbk", "gb18030", "big5")
MORE = ("hz", "utf-32", "utf-16", "utf-8-sig")


def text_of(kind: str, codec: str) -> str:
    """One of the four texts, as far as `codec` can hold it."""
    return TEXTS_TRADITIONAL[kind] if codec == "big5" else TEXTS[kind] + OWN.get(codec, "")


def reason(data: bytes, encoding: str | None = None) -> str:
    """Why `data` is refused; every refusal names the input and says what to do."""
    with pytest.raises(ConverterError) as caught:
        decode(data, "plan.txt", encoding)
    assert caught.value.name == "plan.txt"
    assert caught.value.hint
    return caught.value.reason


def codes_of(data: bytes, options: Options | None = None) -> list[str]:
    document = converter.convert(data, options or Options())
    check_laws(document, converter.read_source(data, options or Options()))
    return [one.code for one in document.diagnostics]


# ── what is read ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("codec", [*SEVEN, *MORE])
def test_four_texts_in_each_encoding(codec: str, kind: str) -> None:
    text = text_of(kind, codec)
    data = text.encode(codec)
    found = decode(data, "plan.txt")
    assert (found.text, found.undecoded) == (text, 0)
    assert data.decode(found.encoding).lstrip("\ufeff") == text
    if codec in SEVEN:
        assert found.encoding == READ_AS.get(codec, codec)


@pytest.mark.parametrize("codec", [*SEVEN, *MORE])
def test_laws_hold_in_each_encoding(codec: str) -> None:
    data = (HAN_TRADITIONAL if codec == "big5" else HAN).encode(codec)
    assert "bytes-undecoded" not in codes_of(data)
    source = converter.convert(data).source
    assert data.decode(source.encoding).lstrip("\ufeff") == converter.read_source(data)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "gb18030"])
def test_a_byte_order_mark_decides_and_is_no_text(codec: str) -> None:
    for text in (HAN, "一", "plan", "Ж"):
        assert decode(("\ufeff" + text).encode(codec), "plan.txt") == (text, codec, 0)


def test_a_mark_before_something_else_is_no_proof() -> None:
    assert reason("\ufeff\ue000\ua000\uac00 \t\ue001".encode("utf-16-le")) == "it begins like UTF-16LE but is not text"
    assert "byte 3 and many others do not fit" in reason(b"\xef\xbb\xbf" + HAN.encode("gb18030"))


@pytest.mark.parametrize(
    "text", ["a", "plan", "1. A plan.\r\n2. Ends.", "Bush hid the facts", "x~{y", "plan\x1b[2Jnow"]
)
def test_pure_ascii_is_utf_8(text: str) -> None:
    assert decode(text.encode(), "plan.txt") == (text, "utf-8", 0)


@pytest.mark.parametrize(
    "text",
    [
        "é",
        "5 × 3 °C",
        "Łukasz Dvořák wrote the first nine chapters of this report on small towns by rivers",
        "Жизнь города",
    ],
)
def test_other_scripts_in_utf_8_are_not_taken_for_chinese(text: str) -> None:
    assert decode(text.encode(), "plan.txt") == (text, "utf-8", 0)


def test_clean_utf_8_is_never_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(importlib.import_module("converter.read.unlabelled"), "codec_of")
    monkeypatch.delattr(importlib.import_module("converter.read.decode"), "evidence")
    assert decode(HAN.encode(), "plan.txt").text == HAN


# ── damage ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lost", [1, 2])
def test_a_cut_tail_in_utf_8_is_noted(lost: int) -> None:
    data = HAN.rstrip().removesuffix("。").encode()[:-lost]
    found = decode(data, "plan.txt")
    assert found == (HAN.rstrip().removesuffix("天。") + "\ufffd", "utf-8", 3 - lost)
    assert "bytes-undecoded" in codes_of(data)


@pytest.mark.parametrize("bad", [b"\xff", b"\xe4", b"\xe4\xb8", b"\xa3\xac"])
def test_a_bad_byte_in_utf_8_is_noted(bad: bytes) -> None:
    first, rest = HAN[:60].encode(), HAN[60:].encode()
    found = decode(first + bad + rest, "plan.txt")
    assert (found.encoding, found.undecoded) == ("utf-8", len(bad))
    assert found.text == (first + bad + rest).decode("utf-8", "replace")
    document = converter.convert(first + bad + rest)
    (noted,) = [one for one in document.diagnostics if one.code == "bytes-undecoded"]
    assert (noted.severity, str(len(bad)) in noted.message) == ("warning", True)


def test_more_than_one_byte_in_fifty_is_too_much() -> None:
    data = HAN.encode().replace("，".encode(), b"\xff").replace("。".encode(), b"\xff")
    assert "and many others do not fit" in reason(data)
    assert reason(data, "utf-8").startswith("it is not utf-8: byte")


@pytest.mark.parametrize("codec", ["gbk", "big5", "utf-16-le", "utf-16"])
def test_a_cut_tail_elsewhere_is_refused_and_the_hint_works(codec: str) -> None:
    text = (HAN_TRADITIONAL if codec == "big5" else HAN).rstrip()
    data = text.encode(codec)[:-1]
    with pytest.raises(ConverterError, match="does not fit") as caught:
        decode(data, "plan.txt")
    named = caught.value.hint.removeprefix("--encoding ").split()[0]
    found = decode(data, "plan.txt", named)
    assert found == (text[:-1] + "\ufffd", named, 1)
    assert "bytes-undecoded" in codes_of(data, Options(encoding=named))


@pytest.mark.parametrize(("codec", "bad"), [("gbk", b"\xff"), ("big5", b"\xff"), ("utf-16-le", b"\xff\xdf")])
def test_one_bad_byte_elsewhere_is_refused(codec: str, bad: bytes) -> None:
    # Behind it, pairs of bytes are read out of step until the next ASCII character: only on request.
    data = (HAN_TRADITIONAL if codec == "big5" else HAN).encode(codec)
    assert reason(data[:40] + bad + data[40:]).endswith("but byte 40 does not fit")


# ── too little, or no text ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "data",
    [
        "模式".encode("gbk"),
        "类".encode("gbk"),
        "鑫".encode("gbk"),
        "單".encode("big5"),
        "单位".encode("utf-16-le"),
    ],
)
def test_too_little_to_tell_is_refused(data: bytes) -> None:
    assert reason(data) == "it holds too little text to tell its encoding"


def test_an_encoding_that_is_named_settles_too_little() -> None:
    assert decode("模式".encode("gbk"), "plan.txt", "gbk").text == "模式"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (
            "Les élèves de l'école préfèrent étudier à côté de la forêt où ils habitent. Très bien, répète-t-il. " * 3,
            "cp1252",
        ),
        ("山の上の小さな学校では、毎朝みんなで歌をうたいます。今日はとても寒いです。" * 3, "shift_jis"),
        ("山の上の小さな学校では、毎朝みんなで歌をうたいます。今日はとても寒いです。" * 3, "euc_jp"),
        ("산 위의 작은 학교에서는 매일 아침 모두 함께 노래를 부릅니다. 오늘은 매우 춥습니다." * 3, "euc_kr"),
        ("山の上の小さな学校では、毎朝みんなで歌をうたいます。" * 3, "iso2022_jp"),
        ("Все дети маленькой горной школы каждое утро поют вместе. Сегодня очень холодно." * 3, "cp1251"),
    ],
)
def test_other_languages_are_not_taken_for_chinese(text: str, codec: str) -> None:
    assert reason(text.encode(codec)).startswith("it is not text in UTF-8")
    assert decode(text.encode(codec), "plan.txt", codec).text == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "it is a PDF file"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4", "it is a PDF file"),
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "it is a ZIP or Office file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "it is an old Word or Excel file"),
        (b"{\\rtf1\\ansi\\ansicpg936 ", "it is an RTF file"),
        (b"\x89PNG\r\n\x1a\n", "it is a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "it is a picture"),
        (b"GIF89a\x01\x00", "it is a picture"),
        (b"\x1f\x8b\x08\x00", "it is a gzip file"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "it is a 7-Zip file"),
        (b"BM\x46\x00\x00\x00" + bytes(60), "it is full of NUL bytes, as binary files are"),
        (b"\0", "it is full of NUL bytes, as binary files are"),
        (HAN.encode() + bytes(400), "it is full of NUL bytes, as binary files are"),
        (HAN.encode("gbk") + bytes(400), "it is full of NUL bytes, as binary files are"),
        (bytes(range(128, 256)) * 8, "it is not text in UTF-8, UTF-16, GB18030, Big5 or HZ"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, said: str) -> None:
    assert reason(data) == said


def test_a_stray_nul_is_no_binary_file() -> None:
    text = HAN.replace("总体", "总\0体")
    assert decode(text.encode(), "plan.txt").text == text


# ── garbled before it came to us ──────────────────────────────────────────────────────────────────


def western(data: bytes) -> str:
    """`data` as a browser reads a page that claims to be Latin-1."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


GARBLED = {
    "UTF-8 was read as GBK": HAN.encode().decode("gb18030", "replace").replace("\ufffd", "?"),
    "UTF-8 was read as Latin-1": western(HAN.encode()),
    "GBK was read as Latin-1": HAN.encode("gb18030").decode("latin-1"),
    "Big5 was read as Latin-1": western(HAN_TRADITIONAL.encode("big5")),
    "GBK was read as Big5": HAN.encode("gbk").decode("big5hkscs", "replace"),
    "Big5 was read as GBK": HAN_TRADITIONAL.encode("big5").decode("gb18030", "replace"),
}
LOST = {
    "utf-8": HAN.encode("gbk").decode("utf-8", "replace"),
    "gbk": HAN.encode("gbk").decode("utf-8", "replace").encode().decode("gbk", "replace"),
    "big5": HAN.encode("gbk").decode("utf-8", "replace").encode().decode("big5", "replace"),
    "latin-1": western(HAN.encode("gbk").decode("utf-8", "replace").encode()),
}


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("clause", GARBLED)
def test_garbled_text_is_refused(clause: str, codec: str) -> None:
    assert reason(GARBLED[clause].encode(codec)) == f"its characters are garbled: {clause} when it was saved"


@pytest.mark.parametrize("kind", LOST)
def test_lost_text_is_refused(kind: str) -> None:
    assert reason(LOST[kind].encode()) == "its characters were lost when it was saved (U+FFFD, 锟斤拷)"


@pytest.mark.parametrize("clause", GARBLED)
def test_garbled_text_is_taken_as_it_is_on_request(clause: str) -> None:
    text = GARBLED[clause]
    assert decode(text.encode(), "plan.txt", "utf-8").text == text.lstrip("\ufeff")


@pytest.mark.parametrize(
    "quote",
    [
        "网页乱码时常见“锟斤拷”三字，系替换字符的字节被当作国标码读出。",
        "逗号会变成“锛”，句号会变成“銆”，“中国”则变成“ä¸å›½”或“ÖÐ¹ú”。",
        "乱码一例：鍏充簬鍗板彂浜戝箔甯傛暟鎹鍒掔殑閫氱煡",
        "大五码的“國”被读成“瓣”，国标码的“的”被读成“腔”，故名“笢弊褪撮”。",
        "��� 是解码失败的痕迹。",
        "Élève, ¿qué?, Übung, naïve Ångström: ÄÖÜ",
    ],
)
def test_a_quotation_is_not_refused(quote: str) -> None:
    text = f"{HAN}三、常见问题\n{quote}\n{quote}\n"
    assert decode(text.encode(), "plan.txt").text == text
    assert decode(text.encode("gb18030"), "plan.txt") == (text, "gb18030", 0)


def test_a_short_note_about_lost_text_is_not_refused() -> None:
    text = "为什么网页上会出现“锟斤拷”？"
    assert decode(text.encode(), "plan.txt").text == text


# ── an encoding that is named ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("named", ["gb2312", "GBK", "cp936", "GB18030", "936"])
def test_every_name_of_the_national_code_reads_the_superset(named: str) -> None:
    data = "一、㛃乡〇—·".encode("gb18030")
    assert decode(data, "plan.txt", named) == ("一、㛃乡〇—·", "gb18030", 0)


@pytest.mark.parametrize(
    ("named", "codec", "recorded"),
    [
        ("UTF8", "utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig", "utf-8"),
        ("utf-8", "utf-8-sig", "utf-8"),
        ("utf-16", "utf-16", "utf-16-le"),
        ("utf-16", "utf-16-le", "utf-16-le"),
        ("utf_16_be", "utf-16-be", "utf-16-be"),
        ("hz", "hz", "hz"),
        ("utf-7", "utf-7", "utf-7"),
    ],
)
def test_a_named_encoding_is_obeyed(named: str, codec: str, recorded: str) -> None:
    data = HAN.encode(codec)
    assert decode(data, "plan.txt", named) == (HAN, recorded, 0)
    assert "bytes-undecoded" not in codes_of(data, Options(encoding=named))


@pytest.mark.parametrize(
    "named",
    [
        "klingon",
        "",
        "hex",
        "rot13",
        "base64",
        "zlib",
        "idna",
        "punycode",
        "undefined",
        "unicode_escape",
        "a\0b",
        "\ud800",
    ],
)
def test_what_is_no_encoding_of_text_is_refused(named: str) -> None:
    assert reason(HAN.encode(), named) == f"no encoding of text is called {named!r}"


@pytest.mark.parametrize(
    ("codec", "named", "said"),
    [
        ("gb18030", "utf-8", "it is not utf-8: byte 0 does not fit"),
        ("gb18030", "ascii", "it is not ascii: byte 0 does not fit"),
        ("gb18030", "latin-1", "it is not latin-1 but GB18030"),
        ("gb18030", "utf-16", "it is not utf-16"),
        ("utf-8", "latin-1", "it is not latin-1 but UTF-8"),
        ("utf-8", "gbk", "it is not gbk"),
        ("utf-8", "big5", "it is not big5"),
        ("utf-16-le", "utf-16-be", "it is not utf-16-be"),
        ("utf-16", "utf-8", "it is not utf-8: byte 0 does not fit"),
    ],
)
def test_a_wrong_name_is_refused(codec: str, named: str, said: str) -> None:
    assert reason(HAN.encode(codec), named).startswith(said)


@pytest.mark.parametrize(("codec", "named"), [("gbk", "big5"), ("big5", "gbk"), ("big5", "utf-16-le")])
def test_a_wrong_name_between_the_chinese_encodings_is_refused(codec: str, named: str) -> None:
    for text in (HAN_TRADITIONAL, HAN_TRADITIONAL[:24], ASCII_TRADITIONAL):
        assert reason(text.encode(codec), named).startswith(f"it is not {named}")


def test_binary_files_are_refused_under_any_name() -> None:
    assert reason(b"%PDF-1.7", "latin-1") == "it is a PDF file"


# ── what decoding keeps ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_kept_and_ends_a_line(end: str, codec: str) -> None:
    lines = ["一、总体要求", "二、重点任务", "坚持开放，分步推进，先易后难，久久为功。"]
    data = end.join(lines).encode(codec)
    assert decode(data, "plan.txt").text == end.join(lines)
    assert "bytes-undecoded" not in codes_of(data)
    assert converter.emit(converter.convert(data), "outline").splitlines()[:2] == ["一、 总体要求", "二、 重点任务"]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-be"])
def test_blank_invisible_and_private_characters_are_kept(codec: str) -> None:
    odd = "\u3000\u3000一、总\u200b体\u200d要\u00ad求\ufeff\u00a0\ue5e5\ue78d\uf06c\n"
    data = (odd + HAN).encode(codec)
    assert decode(data, "plan.txt").text == odd + HAN
    codes_of(data)


def test_private_use_of_the_older_national_code_is_left_as_it_is() -> None:
    text = (HAN.encode("gb18030") + b"\xa6\xd9\xa8\xbc\xfe\x51\xa3\xa0").decode("gb18030")
    assert "\ue5e5" in text
    assert decode(text.encode("gb18030"), "plan.txt").text == text


# ── the table, random sentences, real documents ───────────────────────────────────────────────────


def test_the_table_holds_what_it_says() -> None:
    assert len(set(SIMPLIFIED)) == len(SIMPLIFIED)
    assert len(set(TRADITIONAL)) == len(TRADITIONAL)
    assert not set(SIMPLIFIED) & set(TRADITIONAL)
    assert all(0xB0 <= char.encode("gb2312")[0] <= 0xD7 for char in SIMPLIFIED)
    assert [char for char in TRADITIONAL if not char.encode("gbk", "ignore")] == []


def _alphabet(han: str, codec: str) -> tuple[str, str]:
    """Han and punctuation that `codec` holds; its superset, which we read with, agrees on them."""
    superset = READ_AS.get(codec, codec)

    def held(char: str) -> bool:
        data = char.encode(codec, "ignore")
        return bool(data) and data.decode(superset) == char

    return "".join(filter(held, han)), "".join(filter(held, PUNCTUATION + "\u30002027,.()\n"))


ALPHABETS = {(han, codec): _alphabet(han, codec) for han in (SIMPLIFIED, TRADITIONAL) for codec in (*SEVEN, *MORE)}
ALPHABETS = {key: found for key, found in ALPHABETS.items() if len(found[0]) > 100}


@st.composite
def encoded(draw: st.DrawFn) -> tuple[str, bytes]:
    """A sentence of twenty and more frequent Han with some punctuation, and its bytes in some encoding."""
    key = draw(st.sampled_from(sorted(ALPHABETS)))
    han, marks = ALPHABETS[key]
    pieces = draw(st.lists(st.tuples(st.sampled_from(han), st.sampled_from(["", "", "", *marks])), min_size=20))
    text = "".join(map("".join, pieces))
    return text, text.encode(key[1])


@example(("模" * 20, ("模" * 20).encode("gbk")))
@example(("一" * 20, ("一" * 20).encode("utf-16-be")))
@given(encoded())
def test_random_sentences_are_never_read_wrong(pair: tuple[str, bytes]) -> None:
    text, data = pair
    try:
        found = decode(data, "plan.txt")
    except ConverterError:
        assume(False)
    else:
        assert (found.text, found.undecoded) == (text, 0)


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gbk", "big5", "utf-16", "hz", "latin-1", "utf-7"]))
def test_any_bytes_are_read_as_python_reads_them_or_refused(data: bytes, named: str | None) -> None:
    try:
        found = decode(data, "plan.txt", named)
    except ConverterError as error:
        assert error.reason and error.hint
    else:
        again = data.decode(found.encoding, "replace" if found.undecoded else "strict")
        assert again.lstrip("\ufeff") == found.text


def _documents(find: Find) -> list[str]:
    paths = sorted([*find("corpus/flat").glob("*.txt"), *find("seeds").glob("*.txt")])
    return [converter.read_source(path) for path in paths]


def test_real_documents_in_every_encoding_that_holds_them(shared: Find) -> None:
    counted: Counter[str] = Counter()
    for text in _documents(shared):
        for codec in (*SEVEN, *MORE):
            try:
                data = text.encode(codec)
            except UnicodeEncodeError:
                continue
            # Python's gb2312 writes ― and ・ where the bytes are — and ·.
            expected = data.decode(READ_AS.get(codec, codec)).lstrip("\ufeff")
            assert decode(data, "plan.txt").text == expected
            counted[codec] += 1
    assert counted["gb18030"] == counted["utf-16-le"] == counted["utf-8"] > 0


def test_the_independent_audit_reads_the_same_text(shared: Find, tmp_path: Path) -> None:
    sources, documents = tmp_path / "in", tmp_path / "out"
    sources.mkdir()
    documents.mkdir()
    cut = HAN.rstrip().encode()[:-1]
    samples = {codec: (HAN_TRADITIONAL if codec == "big5" else HAN).encode(codec) for codec in (*SEVEN, *MORE)}
    for name, data in {**samples, "cut": cut}.items():
        (sources / f"{name}.txt").write_bytes(data)
        document = converter.convert(sources / f"{name}.txt")
        (documents / f"{name}.json").write_text(converter.emit(document, "json"), encoding="utf-8")
        assert json.loads(converter.emit(document, "json"))["source"]["encoding"] == document.source.encoding
    command = [sys.executable, str(shared("tools/audit.py")), str(documents), str(sources)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == f"{len(samples) + 1} documents audited, 0 with findings"

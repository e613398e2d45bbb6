"""What `explain` says of lines, in English and in Chinese, and the command that shows it."""

from __future__ import annotations

import io
import json
import os
import re
import select
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT, Run

import converter
from converter.cli import explaining
from converter.explain import Explanation
from converter.rules.evidence import EVIDENCE, KINDS
from converter.rules.rows import Evidence

PLAN = "青砚市湖岸步道方案\n一、总体要求\n坚持开放。\n二、重点任务\n修复岸线。\n扫一扫在手机打开当前页\n"


@cache
def explained(sample: str, lang: str = "en") -> tuple[Explanation, ...]:
    return tuple(converter.explain(ROOT / "samples" / sample / "source.txt", converter.Options(lang=lang)))


def rows_of(source: bytes | str, lang: str = "en") -> list[Explanation]:
    data = source if isinstance(source, bytes) else source.encode("utf-8")
    return converter.explain(data, converter.Options(lang=lang))


# ── chosen lines of the samples ───────────────────────────────────────────────────────────────────

CHOSEN = [
    # What joins the outline, and how.
    ("plan", 31, "section", "han-comma", "opens a list"),
    ("plan", 41, "section", "arabic-dot", "continues the list after 1."),
    ("plan", 37, "section", "arabic-dot", "its 3 members score +1.3 as headings"),
    ("plan", 63, "section", "han-comma", "headings stand below its members"),
    ("plan", 53, "section", "paren-han", "what is left of the marker reads (二)"),
    ("plan", 165, "section", "paren-han", "fills the gap behind (一)"),
    ("plan", 165, "section", "paren-han", "its lost marker reads (二)"),
    ("plan", 169, "box", "box", "this family of markers is for headings"),
    ("plan", 187, "box", "box", "its numbers run on from 专栏1 under another heading"),
    ("summary", 20, "section", "arabic-dot", "its numbers run on from 4. under another heading"),
    ("summary", 37, "paragraph", "", "it closes a higher level"),
    ("workplan", 17, "section", "arabic-dot", "follows 10. with a gap"),
    ("regulation", 25, "section", "article", "its numbers run on from 第八条 under another heading"),
    ("compilation", 4, "section", "entry-number", "opens a list that does not begin with one"),
    ("compilation", 4, "section", "recurring", "this family of markers is for headings"),
    ("report", 32, "section", "named", "this family of markers is for headings"),
    ("standard", 22, "section", "arabic-space", "headings stand below its members"),
    # Why marked text is an item.
    ("regulation", 16, "item", "paren-han", "below an article stand items"),
    ("notice", 34, "item", "arabic-dot", "its members have no text below them"),
    ("report", 33, "item", "arabic-dot", "the line above says that notes or terms follow"),
    ("plan", 55, "item", "han-is", "it begins as an item of an enumeration does"),
    ("summary", 4, "item", "dash", "it begins as an item of an enumeration does"),
    # The frame, the inner documents, the tables.
    ("gb18030", 3, "paragraph", "title", "its shape and its place in the letter"),
    ("speech", 4, "paragraph", "salutation", "its shape and its place in the letter"),
    ("standard", 5, "paragraph", "toc", "its shape and its place in the letter"),
    ("plan", 27, "part", "issued", "it prints the title of an inner document"),
    ("notice", 37, "part", "attachment", "it prints the title of an inner document, or its label"),
    ("bulletin", 16, "table", "", "one of a run of short lines"),
    # What was taken out.
    ("plan", 215, "removed", "qr-code", "the whole line matches the rule"),
    ("plan", 11, "removed", "site-head", "the place of the line decides"),
    ("speech", 3, "removed", "duplicate-title", "the place of the line decides"),
    ("noise", 8, "removed", "site-page", "the place of the line decides"),
]


@pytest.mark.parametrize(("sample", "line", "kind", "rule", "phrase"), CHOSEN)
def test_the_deciding_evidence_is_named(sample: str, line: int, kind: str, rule: str, phrase: str) -> None:
    rows = [row for row in explained(sample) if (row.line, row.kind, row.rule) == (line, kind, rule)]
    assert rows, [(row.kind, row.rule, row.evidence) for row in explained(sample) if row.line == line]
    assert phrase in "; ".join(rows[0].evidence)


@pytest.mark.parametrize(
    ("sample", "line", "kind", "phrase"),
    [
        ("plan", 53, "标题", "残缺的序号读作(二)"),
        ("plan", 169, "专栏", "此类序号专用于标题"),
        ("plan", 215, "已移除", "整行符合该规则"),
        ("notice", 34, "列表项", "各项之下没有正文"),
        ("notice", 37, "内含文件", "印有内含文件的标题或附件标记"),
        ("summary", 37, "段落", "收束上一级"),
    ],
)
def test_the_evidence_in_chinese(sample: str, line: int, kind: str, phrase: str) -> None:
    row = next(row for row in explained(sample, "zh") if row.line == line)
    assert row.kind == kind
    assert phrase in "；".join(row.evidence)


@pytest.mark.parametrize("source", sorted((ROOT / "samples").glob("*/source.txt")), ids=lambda path: path.parent.name)
def test_rows_agree_with_the_document(source: Path) -> None:
    document = converter.convert(source)
    rows = converter.explain(source)
    ids = {getattr(node, "id", None) for node, _ in converter.walk(document)}
    assert {row.node for row in rows} - {None} <= ids
    assert all(row.evidence and row.kind in KINDS for row in rows)
    assert [row.line for row in rows] == sorted(row.line for row in rows)
    assert all(row.node is None for row in rows if row.removed)
    assert {row.rule for row in rows if row.removed} == {removed.rule for removed in document.removed}


# ── the table of evidence ─────────────────────────────────────────────────────────────────────────

_LIST = "一、甲\n由甲办理。\n二、乙\n由乙办理。\n"
_LOST = "由乡镇逐村包干，确定联系人，建立任务台账，做到定人定时定标准，不留空白和死角。\n"

PRODUCED_BY: dict[str, str | bytes] = {
    "continues": _LIST,
    "opens": _LIST,
    "runs-on": "一、甲\n1.子。一。\n2.丑。二。\n二、乙\n3.寅。三。\n4.卯。四。\n",
    "skips": "一、甲\n由甲办理。\n三、丙\n由丙办理。\n",
    "skips-on": "一、甲\n由甲办理。\n专栏1：子\n一。\n二、乙\n由乙办理。\n专栏3：寅\n三。\n",
    "restarts": "一、甲\n1.子。一。\n2.丑。二。\n1.寅。三。\n2.卯。四。\n二、乙\n由乙办理。\n",
    "starts-late": "四、甲\n由甲办理。\n五、乙\n由乙办理。\n",
    "repeats": "一、甲\n由甲办理。\n二、乙\n由乙办理。\n二、丙\n由丙办理。\n三、丁\n由丁办理。\n",
    "steps-back": "第一章　甲\n一。\n第二章　乙\n二。\n第三章　丙\n三。\n第二章　丁\n四。\n",
    "inferred": f"一、甲\n（一）子\n{_LOST}丑\n{_LOST}（三）寅\n{_LOST}",
    "inferred-first": f"一、甲\n子\n{_LOST}（二）丑\n{_LOST}（三）寅\n{_LOST}二、乙\n由乙办理。\n",
    "closes": "一、甲\n（一）子。一。\n（二）丑。二。\n总之，要办好。\n",
    "repaired": "（一）甲\n由甲办理。\n）乙\n由乙办理。\n（三）丙\n由丙办理。\n",
    "lost": f"一、甲\n（一）子\n{_LOST}丑\n{_LOST}（三）寅\n{_LOST}",
    "family": "第一章　甲\n一。\n第二章　乙\n二。\n",
    "printed": (
        "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><div id='zoom'><h2>目标</h2><p>建成平台。</p>"
        "<h2>任务</h2><p>编好目录。</p></div></body></html>"
    ),
    "told-of": f"{_LIST}分为两个部分。\n第一部分回顾历史\n第二部分分析现状\n",
    "of-article": "第一条　材料：\n（一）申请书；\n（二）证明。\n第二条　五日办结。\n",
    "announced": "一、甲\n注：\n①口径一致。\n②增速可比。\n二、乙\n由乙办理。\n",
    "sections-below": "一、甲\n（一）子。一。\n（二）丑。二。\n",
    "hollow": "一、甲\n1.办理登记；\n2.办理变更；\n3.办理注销。\n二、乙\n由乙办理。\n",
    "inside-item": "第一条　材料：\n（一）申请书；\n（二）证明之一：\n1.甲证明；\n2.乙证明。\n第二条　五日办结。\n",
    "likeness": _LIST,
    "noise-pattern": f"{_LIST}扫一扫在手机打开当前页\n",
    "noise-place": "在全市渡口工作会议上的讲话\n在全市渡口工作会议上的讲话\n同志们：\n渡口要管好。\n",
    "outside-content": (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>渡口</title></head><body><p>本站栏目导航</p>"
        "<div id='UCAP-CONTENT'><p>一、甲</p><p>由甲办理。</p><p>二、乙</p><p>由乙办理。</p></div></body></html>"
    ),
    "container": (
        "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><p>本站栏目导航</p>"
        "<div id='UCAP-CONTENT'><p>一、甲</p><p>由甲办理。</p><p>二、乙</p><p>由乙办理。</p></div></body></html>"
    ),
    "role-shape": "云岭市渡口管理办法\n第一条　渡口应当登记。\n",
    "table-run": "一、甲\n指标\n单位\n数量\n渡口\n处\n42\n渡船\n艘\n60\n渡工\n名\n120\n二、乙\n由乙办理。\n",
    "part-title": f"云岭市渡口管理办法\n{_LIST}附件\n渡口名录\n柳溪渡口。\n",
    "lead": "一、甲\n一是登记。\n二是变更。\n二、乙\n由乙办理。\n",
    "plain": _LIST,
    "rejected": "一、甲\n由甲办理。\n7.不是标题\n二、乙\n由乙办理。\n",
}
"""An input for each reason that `explain` may give."""


@pytest.mark.parametrize("row", EVIDENCE, ids=lambda row: row.id)
def test_every_reason_is_given_to_some_line(row: Evidence) -> None:
    for lang, sentence in (("en", row.en), ("zh", row.zh)):
        pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(sentence))
        said = [reason for line in rows_of(PRODUCED_BY[row.id], lang) for reason in (*line.evidence, *line.others)]
        assert any(re.fullmatch(pattern, reason) for reason in said), said


def test_every_kind_is_given_to_some_line() -> None:
    box = "一、甲\n由甲办理。\n专栏1：子\n一。\n"
    rows = [row for source in (*PRODUCED_BY.values(), box) for row in rows_of(source)]
    assert {row.kind for row in rows} == {english for english, _ in KINDS.values()}


# ── the command ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def plan(command: Run) -> Run:
    """The command, beside a file plan.txt."""
    Path("plan.txt").write_text(PLAN, encoding="utf-8")
    return command


def test_one_line_for_each_line(plan: Run) -> None:
    result = plan("explain", "plan.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "    1 paragraph title | 青砚市湖岸步道方案 | its shape and its place in the letter",
        "    2 section han-comma | 一、总体要求 | opens a list; its 2 members score +2.5 as headings",
        "    3 paragraph - | 坚持开放。 | no marker and no rule",
        "    4 section han-comma | 二、重点任务 | continues the list after 一、; its 2 members score +2.5 as headings",
        "    5 paragraph - | 修复岸线。 | no marker and no rule",
        "    6 removed qr-code | 扫一扫在手机打开当前页 | the whole line matches the rule",
    ]


def test_one_line_in_full(plan: Run) -> None:
    result = plan("explain", "plan.txt", "--line", "4")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "4: 二、重点任务",
        "  section han-comma sec_2",
        "  because: continues the list after 一、",
        "  because: its 2 members score +2.5 as headings",
    ]


def test_what_else_a_line_could_have_been(command: Run) -> None:
    Path("plan.txt").write_text(str(PRODUCED_BY["rejected"]), encoding="utf-8")
    lines = command("explain", "plan.txt", "--line", "3").stdout.splitlines()
    assert lines[-1] == "  also: it could be arabic-dot 7., which fits no list here"


def test_long_texts_are_cut_but_for_the_line_that_is_asked_for(command: Run) -> None:
    text = "渡口" * 40
    Path("plan.txt").write_text(f"一、甲\n{text}。\n", encoding="utf-8")
    cut = command("explain", "plan.txt").stdout.splitlines()[1].split(" | ")[1]
    assert len(cut) == explaining.LONGEST_TEXT and cut.endswith("…")
    assert command("explain", "plan.txt", "--line", "2").stdout.startswith(f"2: {text}。\n")


def test_as_json(plan: Run) -> None:
    rows = json.loads(plan("explain", "plan.txt", "--format", "json").stdout)
    assert [row["line"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert rows[5] == {
        "file": "plan.txt",
        "line": 6,
        "text": "扫一扫在手机打开当前页",
        "kind": "removed",
        "rule": "qr-code",
        "node": None,
        "evidence": ["the whole line matches the rule"],
        "others": [],
        "removed": True,
    }
    assert json.loads(plan("explain", "plan.txt", "--format", "json", "--line", "2").stdout) == [rows[1]]


def test_several_inputs_are_one_array(plan: Run) -> None:
    Path("more.txt").write_text(_LIST, encoding="utf-8")
    result = plan("explain", "plan.txt", "more.txt", "--format", "json", "--line", "1")
    assert [(row["file"], row["line"]) for row in json.loads(result.stdout)] == [("plan.txt", 1), ("more.txt", 1)]


def test_from_a_pipe(command: Run) -> None:
    result = command("explain", "-", input=PLAN.encode("gb18030"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[1].startswith("    2 section han-comma | 一、总体要求 | opens a list")
    rows = json.loads(command("explain", "-", "--format", "json", input=PLAN.encode("utf-8")).stdout)
    assert {row["file"] for row in rows} == {"stdin"}


def test_in_chinese(plan: Run) -> None:
    lines = plan("explain", "plan.txt", "--lang", "zh", "--line", "2").stdout.splitlines()
    assert lines[:2] == ["2: 一、总体要求", "  标题 han-comma sec_1"]
    assert lines[2].endswith("另起一列")
    assert "because" not in lines[2]


def test_a_line_that_is_not_there_shows_nothing_and_breaks_nothing(plan: Run) -> None:
    result = plan("explain", "plan.txt", "--line", "99")
    assert result.stdout == ""
    assert "Traceback" not in result.stderr and not isinstance(result.exception, Exception)
    assert json.loads(plan("explain", "plan.txt", "--line", "99", "--format", "json").stdout or "[]") == []


@pytest.mark.parametrize("line", ["0", "-3", "two", ""])
def test_what_is_no_line_number_is_wrong_usage(plan: Run, line: str) -> None:
    result = plan("explain", "plan.txt", "--line", line)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--line" in result.stderr


def test_inputs_that_cannot_be_explained(command: Run) -> None:
    Path("scan.txt").write_bytes(b"%PDF-1.7\n%\xe2\xe3")
    assert command("explain", "gone.txt").exit_code == 3
    result = command("explain", "scan.txt")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("scan.txt: ")


def test_control_characters_of_a_source_steer_no_terminal(command: Run) -> None:
    Path("plan.txt").write_text("一、甲\n渡\x1b[2J\u202e口。\n", encoding="utf-8")
    for arguments in (["explain", "plan.txt"], ["explain", "plan.txt", "--line", "2"]):
        shown = command(*arguments).stdout
        assert "\x1b" not in shown and "\u202e" not in shown and r"\x1b[2J" in shown


def test_colour_marks_headings_and_strikes_out_what_is_removed(plan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explaining, "takes_colour", lambda _: True)
    lines = plan("explain", "plan.txt", color=True).stdout.splitlines()
    bold, dim, struck = "\x1b[1m", "\x1b[2m", "\x1b[9m"
    assert [bold in line for line in lines] == [False, True, False, True, False, False]
    assert [dim in line and struck in line for line in lines] == [False, False, False, False, False, True]


def test_no_colour_in_a_pipe(plan: Run) -> None:
    command = [sys.executable, "-m", "converter", "explain", "plan.txt"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "GANGMU_LANG": "en"}
    piped = subprocess.run(command, capture_output=True, env=environment, check=True, timeout=60)
    assert b"\x1b" not in piped.stdout
    assert piped.stdout.decode() == plan("explain", "plan.txt").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="it has no pseudo-terminals")
@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_colour_on_a_terminal(plan: Run, no_colour: str, coloured: bool) -> None:
    command = [sys.executable, "-m", "converter", "explain", "plan.txt"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "NO_COLOR": no_colour}
    shown = _on_a_terminal(command, environment)
    assert (b"\x1b[1m" in shown, b"\x1b[9m" in shown) == (coloured, coloured)


def _on_a_terminal(command: list[str], environment: dict[str, str]) -> bytes:
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment) as process:
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 60)[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed.
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    assert process.returncode == 0
    return shown


# ── the library ───────────────────────────────────────────────────────────────────────────────────


def test_paths_bytes_and_files_are_explained_alike(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    rows = converter.explain(path)
    assert converter.explain(str(path)) == rows
    assert converter.explain(PLAN.encode("utf-8")) == rows
    assert converter.explain(io.BytesIO(PLAN.encode("utf-8"))) == rows


def test_what_cannot_be_read_is_one_error() -> None:
    with pytest.raises(converter.ConverterError) as raised:
        converter.explain(b"%PDF-1.7\n", name="scan.pdf")
    assert raised.value.name == "scan.pdf"

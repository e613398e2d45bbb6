"""`gangmu check`, `gangmu validate` and `gangmu rules`: what they print, in which form, and how they end."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest
from conftest import Run

import converter
from converter.cli import findings, say
from converter.rules import checks, closings, codes, containers, families, leads, noise, roles

GAP = "青砚市步道方案\r\n一、总体要求\r\n(一)基本原则。先易后难。\r\n)主要目标\r\n到2027年建成。\r\n四、保障措施\r\n"
GOOD = "青砚市湖岸步道方案\n一、总体要求\n坚持开放。\n二、重点任务\n修复岸线。\n"
LATE = "三、总体要求\n坚持开放。\n四、重点任务\n修复岸线。\n"


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text.encode())


def convert(text: str, name: str, **changes: object) -> None:
    document = converter.convert_text(text, name=name).model_dump(mode="json") | changes
    write(name, json.dumps(document))


# ── check ─────────────────────────────────────────────────────────────────────────────────────────


def test_check_says_file_line_severity_code_and_sentence(command: Run) -> None:
    write("plan.txt", GAP)
    result = command("check", "plan.txt")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        "plan.txt:4: warning marker-repaired The printed marker “)” is damaged; its place reads (二).",
        "plan.txt:6: warning marker-gap 四、 follows 一、: 二、–三、 missing.",
    ]


def test_check_of_a_good_document_says_nothing(command: Run) -> None:
    write("plan.txt", GOOD)
    result = command("check", "plan.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_check_reads_standard_input(command: Run) -> None:
    result = command("check", "-", input=GAP)
    assert result.exit_code == 1
    assert result.stdout.startswith("stdin:4: warning marker-repaired ")


@pytest.mark.parametrize(("severity", "code"), [("info", 1), ("warning", 0), ("error", 0), (None, 0)])
def test_severity_decides_what_is_printed_and_how_it_ends(command: Run, severity: str | None, code: int) -> None:
    write("plan.txt", LATE)
    result = command("check", "plan.txt", *(["--severity", severity] if severity else []))
    assert result.exit_code == code
    assert ("late-start" in result.stdout) is (code == 1)


def test_check_as_json(command: Run) -> None:
    write("docs/a.txt", GAP)
    write("docs/b.txt", GOOD)
    result = command("check", "docs", "--format", "json")
    rows = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(row["file"], row["line"], row["severity"], row["code"]) for row in rows] == [
        ("docs/a.txt", 4, "warning", "marker-repaired"),
        ("docs/a.txt", 6, "warning", "marker-gap"),
    ]
    assert GAP[rows[0]["span"]["start"]] == ")"
    assert rows[0]["node"]
    assert json.loads(command("check", "docs/b.txt", "--format", "json").stdout) == []


def test_check_in_chinese_leaves_the_document_alone(command: Run) -> None:
    write("plan.txt", GAP)
    result = command("check", "plan.txt", "--lang", "zh")
    assert "plan.txt:4: warning marker-repaired 印出的序号“)”残缺" in result.stdout
    assert command("convert", "plan.txt", "--lang", "zh").stdout == command("convert", "plan.txt").stdout


def test_check_ends_by_what_became_of_its_inputs(command: Run) -> None:
    write("a.txt", GOOD)
    write("scan.txt", "%PDF-1.7")
    assert command("check", "scan.txt", "gone.txt").exit_code == 3
    result = command("check", "a.txt", "scan.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "scan.txt: it is a PDF file; save its text first\n" in result.stderr
    assert "2 documents: 0 findings\n" in result.stderr
    assert "documents" not in command("check", "a.txt", "scan.txt", "--quiet").stderr


@pytest.mark.parametrize("text", ["一\r\n二\r三\n四\x0b四\x0c四\u2028四"])
def test_lines_are_counted_as_editors_do(text: str) -> None:
    lines = findings.LineNumbers(text)
    numbers = [lines.of({"start": index, "end": index + 1}) for index, char in enumerate(text) if char.isalpha()]
    assert numbers == [1, 2, 3, 4, 4, 4, 4]
    assert lines.of(None) == 1


# ── validate ──────────────────────────────────────────────────────────────────────────────────────


def test_validate_of_good_documents(command: Run) -> None:
    convert(GOOD, "out/a.json")
    convert(GAP, "out/b.json")
    write("out/notes.txt", "nothing of ours")
    result = command("validate", "out", "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert "2 documents: 0 findings\n" in command("validate", "out").stderr


def test_validate_says_file_place_code_and_sentence(command: Run) -> None:
    convert(GOOD, "a.json", schema_version=1)
    write("b.json", "{")
    result = command("validate", "a.json", "b.json")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "a.json:1:2: schema_version: schema wrong-type A text is expected, an integer was found.",
        "b.json:1:2: document: well-formed truncated The text ends here, in the midst of a value.",
    ]


def test_validate_names_the_block(command: Run) -> None:
    document = converter.convert_text(GOOD).model_dump(mode="json")
    document["children"][-1]["level"] = 2
    result = command("validate", "-", input=json.dumps(document, indent=2))
    last = len(document["children"]) - 1
    place = rf"stdin:\d+:5: children\[{last}\] · section 二: meaning wrong-level The level is 2"
    assert re.match(place, result.stdout)


def test_validate_as_json_and_in_chinese(command: Run) -> None:
    convert(GOOD, "a.json", colour="blue")
    result = command("validate", "a.json", "--format", "json", "--lang", "zh")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "file": "a.json",
            "layer": "schema",
            "code": "unknown-field",
            "path": "colour",
            "message": "模式在此处没有这个字段。",
            "node": None,
            "block": None,
            "severity": "error",
            "line": 1,
            "column": Path("a.json").read_text(encoding="utf-8").index('"colour"') + 1,
        }
    ]


def test_validate_ends_by_what_became_of_its_inputs(command: Run) -> None:
    convert(GOOD, "a.json")
    Path("empty").mkdir()
    assert command("validate", "gone.json").exit_code == 3
    assert command("validate", "empty").exit_code == 3
    assert command("validate", "gone.json", "a.json").exit_code == 1
    assert command("validate").exit_code == 2


def test_a_finding_stays_on_its_line(command: Run) -> None:
    convert(GOOD, "a.json", **{"two\nlines\x1b[2J\ud800": 1})
    [line] = command("validate", "a.json").stdout.splitlines()
    assert re.match(r"a\.json:1:\d+: two lines\\x1b\[2J\\ud800: well-formed lone-surrogate ", line)
    [row] = json.loads(command("validate", "a.json", "--format", "json").stdout)
    assert row["path"] == "two\nlines\x1b[2J\ud800"


def test_every_sample_is_valid(command: Run) -> None:
    samples = Path(__file__).resolve().parent.parent / "samples"
    result = command("validate", str(samples))
    assert (result.exit_code, result.stdout) == (0, "")


# ── rules ─────────────────────────────────────────────────────────────────────────────────────────


def test_rules_lists_every_row(command: Run) -> None:
    rows = json.loads(command("rules", "--format", "json").stdout)
    tables = (families.FAMILIES, leads.LEADS, closings.CLOSINGS, roles.ROLES, noise.NOISE_RULES, codes.CODES)
    pages = containers.CONTAINERS
    ids = [str(row.id) for table in (*tables, pages, *checks.LAYERS.values()) for row in table]  # type: ignore[attr-defined]
    assert sorted(row["id"] for row in rows) == sorted([*ids, *noise.CODED_RULES])
    text = command("rules").stdout
    for name in ids:
        assert f"  {name} " in text


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("marker-gap", "marker-gap"),
        ("MARKER-GAP", "marker-gap"),
        ("扫一扫在手机打开当前页", "qr-code"),
        ("(九)船闸夜航", "paren-han"),
        ("（九）船闸夜航", "paren-han"),
        ("十九是疏浚航道", "han-is"),
        ("责任编辑:闻笛", "staff"),
        ("青砚市财政局", "signature"),
    ],
)
def test_rules_is_searched_by_word_and_by_example(command: Run, search: str, found: str) -> None:
    result = command("rules", search, "--format", "json")
    rows = json.loads(result.stdout)
    assert found in [row["id"] for row in rows]
    assert len(rows) < 12, "the others are left out"


def test_rules_shows_examples_of_both_kinds(command: Run) -> None:
    result = command("rules", "qr-code")
    assert result.stdout.splitlines()[:3] == [
        "noise rules",
        "  qr-code                yes 扫一扫在手机打开当前页 · 扫描二维码关注我们",
        "                         no  推广“扫一扫”办事,扫描二维码即可查询。 · 扫描件 · 扫描二维码参与调查",
    ]
    assert "(takes the line)" in command("rules", "扫一扫在手机打开当前页").stdout


def test_rules_in_chinese(command: Run) -> None:
    result = command("rules", "marker-gap", "--lang", "zh")
    assert result.stdout.splitlines()[:2] == [
        "诊断代码",
        "  marker-gap             warning {before}之后是{found}，缺{missing}。",
    ]


def test_rules_that_know_nothing_of_it(command: Run) -> None:
    result = command("rules", "xyzzy")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no rule names or takes xyzzy\n")


# ── colour ────────────────────────────────────────────────────────────────────────────────────────


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.skipif(sys.platform == "win32", reason="no colour there")
def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert say.takes_colour(_Terminal())
    assert not say.takes_colour(io.StringIO())
    assert not say.takes_colour(None)
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as changed:
            changed.setenv(name, value)
            assert not say.takes_colour(_Terminal())
    monkeypatch.setenv("NO_COLOR", "")
    assert say.takes_colour(_Terminal()), "an empty NO_COLOR says nothing"


@pytest.mark.skipif(sys.platform == "win32", reason="no colour there")
@pytest.mark.parametrize("arguments", [["check", "plan.txt"], ["rules", "qr-code"]])
def test_what_is_coloured(command: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    write("plan.txt", GAP)
    plain = command(*arguments).stdout
    assert "\x1b" not in plain
    for module in ("reports.to_text", "shelf"):
        monkeypatch.setattr(f"converter.cli.{module}.takes_colour", lambda _: True)
    coloured = command(*arguments).stdout
    assert "\x1b[" in coloured
    assert "".join(part.partition("m")[2] for part in ("m" + coloured).split("\x1b[")) == plain

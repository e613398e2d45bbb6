"""Two languages: every sentence that the program can print has its Chinese, and says the same with it."""

from __future__ import annotations

import errno
import os
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run
from sentences import HANDED_ON, erased, helps, spoken, tables

from converter import ConverterError, messages
from converter.cli import reading, shelf
from converter.errors import why
from converter.rules.checks import JSON_FAULTS, KINDS, LAYERS
from converter.rules.messages import CHINESE
from converter.rules.rows import Code
from converter.settings import SEVERITIES

KNOWN = {erased(template) for template in CHINESE}


def test_every_sentence_of_the_program_has_its_chinese() -> None:
    said = [*spoken(), *tables(), *helps()]
    assert len(said) > 150
    assert [one for one in said if one.unread and one.unread not in HANDED_ON] == [], "say where they can be read"
    assert [one for one in said if one.sentence and erased(one.sentence) not in KNOWN] == [], "no row in rules/messages"


def test_nothing_is_handed_on_that_is_not_there() -> None:
    assert HANDED_ON.keys() - {one.unread for one in spoken()} == set()


def test_the_names_of_tables_have_their_chinese() -> None:
    names = {entry.table for entry in shelf.entries()}
    assert [name for name in names if messages.translated("zh", name) == name] == []


@pytest.mark.parametrize("template", CHINESE)
def test_both_languages_have_the_same_fields(template: str) -> None:
    assert _fields(CHINESE[template]) == _fields(template)


@pytest.mark.parametrize("template", CHINESE)
def test_no_english_is_left(template: str) -> None:
    words = re.sub(r"\{[a-z]*\}|--[a-z]+|-o\b|plan[.a-z]*|\.jsonl?", "", CHINESE[template])
    assert [word for word in re.findall("[A-Za-z]{2,}", words) if not _NAMES.fullmatch(word.lower())] == []


# Names of things that are the same in both languages.
_NAMES = re.compile(
    "csv|manifest|pdf|zip|office|word|excel|rtf|caj|[gb]zip|zstandard|rar|xz|utf|gb|gbk|big|hz|latin|fffd|tei|teicorpus|relax|ng|json|toml|python|shell|id"
    "|bytes|line|lines|table|diagnostics|parquet|warc|tar|zstandard|pyarrow|pip|install|batch|ok|unreadable|failed|timeout|memory|crash|zstd"
    "|gangmu|tool|true|false|noise|containers|yes|no|local|slogan|zone|longest|class|debug|search|schema|meaning|validate|jsonl|ndjson|gz|xml|well|formed|rules"
)


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


# ── from finished English to Chinese ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("it is empty", "内容为空"),
        ("it is larger than 4096 bytes", "超过 4096 字节"),
        ("it is UTF-8, but byte 7 does not fit", "编码为 UTF-8，但第 7 字节不合"),
        ("cannot be read (permission denied)", "无法读取（没有权限）"),
        ("cannot be read (the lamp is out)", "无法读取（the lamp is out）"),
        ("a sentence nobody wrote", "a sentence nobody wrote"),
    ],
)
def test_finished_sentences(english: str, chinese: str) -> None:
    assert messages.translated("zh", english) == chinese
    assert messages.translated("en", english) == english


def test_names_are_never_translated() -> None:
    error = ConverterError("it is empty", "it is empty", "hidden")
    assert messages.error_text("zh", error) == "it is empty：内容为空；隐藏的"
    usage = messages.UsageError(
        "{source} and {other} would both become {out}: rename one or use two folders; nothing was written",
        source="hidden",
        other="a and b",
        out="{x}",
    )
    assert messages.rendered("zh", usage.template, **usage.values).startswith("hidden 和 a and b 都会成为 {x}：")
    assert str(usage).startswith("hidden and a and b would both become {x}: ")


@pytest.mark.parametrize(
    "name",
    [
        "ENOENT",
        "EACCES",
        "EISDIR",
        "ENOTDIR",
        "ENAMETOOLONG",
        "ELOOP",
        "ENOSPC",
        "EDQUOT",
        "EROFS",
        "EIO",
        "EMFILE",
        "EEXIST",
    ],
)
def test_what_the_system_says_is_known(name: str) -> None:
    number = getattr(errno, name)
    clause = why(OSError(number, os.strerror(number)))
    assert messages.translated("zh", clause) != clause


# ── what typer says ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert"],
        ["conver"],
        ["xyzzy"],
        ["schema", "--lang", "fr"],
        ["--lang"],
        ["--bogus"],
        ["convert", "a", "--quite"],
        ["convert", "a", "--xyzzy"],
        ["convert", "a", "-x"],
        ["convert", "a", "-o"],
        ["convert", "a", "--to"],
        ["convert", "a", "--to", "docx"],
        ["convert", "a", "--quiet=1"],
        ["convert", "a", "--encoding", "klingon"],
        ["convert", "a", "b"],
        ["check", "a", "--severity", "fatal"],
        ["rules", "a", "b"],
        ["schema", "a", "b"],
        ["batch", "a"],
        ["batch", "a", "-o", "b", "--to", "docx"],
        ["batch", "a", "-o", "b", "--shard", "2/2"],
        ["batch", "-", "-o", "b"],
    ],
)
def test_wrong_usage_in_chinese(command: Run, arguments: list[str]) -> None:
    result = command(*arguments, env={"LANG": "zh_CN.UTF-8"})
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    _is_chinese(result.stderr)


def test_switches_in_the_environment_in_chinese(command: Run) -> None:
    result = command("convert", "a", env={"LANG": "zh_CN.UTF-8", "GANGMU_QUIET": "perhaps"})
    assert result.stderr == "gangmu convert：'--quiet' / '-q' 的值不对：须为 true 或 false；见 gangmu convert --help\n"


@pytest.mark.parametrize("name", ["", "convert", "outline", "check", "validate", "rules", "schema", "batch"])
def test_help_in_chinese(command: Run, name: str) -> None:
    result = command(*name.split(), "--help", "--lang", "zh")
    assert result.exit_code == 0
    for line in result.stdout.splitlines():
        said = line if not line.startswith("  -") and not line.startswith("  INPUT") else line.partition("  ")[2]
        assert not said.strip() or re.search("[一-鿿]", said), line
    assert "--help" in result.stdout


def test_help_on_an_output_that_knows_no_chinese() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "GANGMU_LANG": "zh"}
    result = subprocess.run(
        [sys.executable, "-m", "converter", "--help"], env=environment, capture_output=True, timeout=60, check=True
    )
    assert result.stdout.startswith(b"Usage: ")


# Words that tell an English sentence from the name of an option or a value.
_ENGLISH = re.compile(r"\b(the|is|not|of|for|to|with|does|such|should|missing|invalid|option|argument|command)\b")


def _is_chinese(sentence: str) -> None:
    assert re.search("[一-鿿]", sentence)
    assert _ENGLISH.findall(re.sub(r"--?[a-z]+", "", sentence)) == [], sentence


# ── sentences that lie with their codes ───────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", [code for codes in LAYERS.values() for code in codes], ids=lambda code: code.id)
def test_findings_say_the_same_in_both_languages(code: Code) -> None:
    assert _fields(code.zh) == _fields(code.en)
    assert code.en.endswith(".") and code.zh.endswith("。")
    assert code.severity in SEVERITIES


def test_words_in_findings_come_in_pairs() -> None:
    for english, chinese in (*KINDS.values(), *JSON_FAULTS.values()):
        assert re.search("[一-鿿]", chinese) or english == chinese == "null"


def test_a_fault_of_ours_in_chinese(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text("一、总则", encoding="utf-8")
    monkeypatch.setattr(reading, "draft", lambda *_: 1 / 0)
    result = command("convert", "a.txt", env={"GANGMU_DEBUG": "1", "LANG": "zh_CN"})
    assert result.stderr.startswith(
        "a.txt：内部错误（ZeroDivisionError）；请报告；GANGMU_DEBUG=1 可显示调用栈\nTraceback"
    )

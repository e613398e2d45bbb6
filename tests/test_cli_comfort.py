"""What makes the command comfortable: summary, quiet and verbose, settings, languages, completion, a quick help."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

from converter.settings import SETTINGS

GOOD = "青砚市湖岸步道方案\n一、总体要求\n坚持开放。\n二、重点任务\n修复岸线。\n"
GAP = GOOD.replace("二、", "四、")


@pytest.fixture
def docs() -> str:
    """A folder of two documents, one of them with a gap."""
    Path("docs").mkdir()
    Path("docs/a.txt").write_text(GOOD, encoding="utf-8")
    Path("docs/b.txt").write_text(GAP, encoding="utf-8")
    return "docs"


def settings(text: str, folder: str = ".") -> None:
    Path(folder, "pyproject.toml").write_text(text, encoding="utf-8")


# ── summary, quiet, verbose ───────────────────────────────────────────────────────────────────────


def test_the_summary_counts_documents_failures_diagnostics_and_seconds(command: Run, docs: str) -> None:
    Path("docs/scan.txt").write_bytes(b"%PDF-1.7")
    result = command("convert", docs, "-o", "out")
    assert result.exit_code == 1
    last = result.stderr.splitlines()[-1]
    assert re.fullmatch(r"converted 2 of 3 documents, 1 failed, 1 diagnostic, [0-9]+\.[0-9] s", last)


def test_quiet_says_only_what_went_wrong(command: Run, docs: str) -> None:
    Path("docs/notes.csv").touch()
    assert command("convert", docs, "-o", "out", "--quiet").stderr == ""
    Path("docs/scan.txt").write_bytes(b"%PDF-1.7")
    assert command("convert", docs, "-o", "out", "-q").stderr == (
        "docs/scan.txt: it is a PDF file; save its text first\n"
    )


def test_verbose_says_a_line_for_each_document(command: Run, docs: str) -> None:
    lines = command("convert", docs, "-o", "out", "--verbose").stderr.splitlines()
    assert re.fullmatch(r"docs/a\.txt → out/a\.json: 0 diagnostics, [0-9.]+ s", lines[0])
    assert re.fullmatch(r"docs/b\.txt → out/b\.json: 1 diagnostic, [0-9.]+ s", lines[1])
    assert re.match(r"docs/a\.txt → standard output: ", command("convert", "docs/a.txt", "-v").stderr)


def test_quiet_and_verbose_exclude_each_other(command: Run, docs: str) -> None:
    result = command("convert", docs, "-o", "out", "-q", "-v")
    assert (result.exit_code, result.stderr) == (2, "gangmu: --quiet and --verbose exclude each other\n")


def test_of_quiet_and_verbose_the_nearer_one_wins(command: Run, docs: str) -> None:
    settings("[tool.gangmu]\nverbose = true\n")
    assert "→" in command("convert", docs, "-o", "out").stderr
    assert command("convert", docs, "-o", "out", "-q").stderr == ""
    assert command("convert", docs, "-o", "out", env={"GANGMU_QUIET": "1"}).stderr == ""
    assert "→" in command("convert", docs, "-o", "out", "-v", env={"GANGMU_QUIET": "1"}).stderr


# ── settings ──────────────────────────────────────────────────────────────────────────────────────


def test_options_beat_the_environment_and_that_beats_the_file(command: Run, docs: str) -> None:
    settings('[tool.gangmu]\nto = "outline"\n')
    environment = {"GANGMU_TO": "tei"}
    assert command("convert", "docs/a.txt").stdout.startswith("|title")
    assert command("convert", "docs/a.txt", env=environment).stdout.startswith("<?xml")
    assert command("convert", "docs/a.txt", "--to", "json", env=environment).stdout.startswith("{")


ELSEWHERE = ("lang", "quiet", "verbose", "rules", "keep-noise", "limit")
"""Settings that have tests of their own: rules and keep-noise in test_own_rules, limit in test_bounds."""


@pytest.mark.parametrize("name", [name for name in SETTINGS if name not in ELSEWHERE])
def test_every_setting_reaches_its_option(command: Run, docs: str, name: str) -> None:
    """A value from the file, and the same from the environment, does what the option does."""
    values = {"to": "tei", "output": "out/", "encoding": "big5", "format": "json", "severity": "error"}
    value = (values | {"select": "schema", "ignore": "marker-gap,marker-repaired"})[name]
    arguments = (
        ["check", "docs/b.txt"] if name in ("format", "severity", "select", "ignore") else ["convert", "docs/b.txt"]
    )
    expected = command(*arguments, f"--{name}", value)
    written = Path("out/b.json").exists()
    plain = command(*arguments)
    assert (expected.stdout, expected.exit_code) != (plain.stdout, plain.exit_code)
    for environment, text in ({f"GANGMU_{name.upper()}": value}, ""), ({}, f'[tool.gangmu]\n{name} = "{value}"\n'):
        Path("out/b.json").unlink(missing_ok=True)
        settings(text)
        result = command(*arguments, env=environment)
        assert (result.stdout, result.stderr.replace("replaced", ""), result.exit_code) == (
            expected.stdout,
            expected.stderr,
            expected.exit_code,
        )
        assert Path("out/b.json").exists() is written


def test_the_nearest_table_counts(command: Run, docs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("inner/most").mkdir(parents=True)
    settings('[tool.gangmu]\nto = "tei"\n')
    settings('[project]\nname = "lake"\n', "inner/most")
    monkeypatch.chdir("inner/most")
    assert command("convert", "../../docs/a.txt").stdout.startswith("<?xml")
    settings('[tool.gangmu]\nto = "outline"\n', "..")
    assert command("convert", "../../docs/a.txt").stdout.startswith("|title")


def test_an_output_in_the_file_lies_beside_the_file(command: Run, docs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings('[tool.gangmu]\noutput = "out/"\n')
    monkeypatch.chdir(docs)
    assert command("convert", "a.txt").exit_code == 0
    assert Path("../out/a.json").exists()
    assert command("convert", "a.txt", "-o", "-").stdout.startswith("{")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[tool.gangmu]\ntoo = "tei"\n', "[tool.gangmu] knows no key too (known: to, output, "),
        ("[tool.gangmu.convert]\nto = 'tei'\n", "[tool.gangmu] knows no key convert "),
        ("[tool.gangmu]\nto = 3\n", "to in [tool.gangmu] must be a text"),
        ('[tool.gangmu]\nto = "docx"\n', "to in [tool.gangmu] must be one of json, tei, outline, csv"),
        ('[tool.gangmu]\nquiet = "yes"\n', "quiet in [tool.gangmu] must be true or false"),
        ("[tool]\ngangmu = 3\n", "tool.gangmu is no table"),
        ("[tool.gangmu\n", "is not valid TOML: "),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_settings_that_cannot_be_meant(command: Run, docs: str, text: str, words: str, lang: str) -> None:
    settings(text)
    result = command("convert", "docs/a.txt", "--lang", lang)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert str(Path("pyproject.toml").resolve()) in result.stderr
    assert (words in result.stderr) is (lang == "en")
    assert command("--help").exit_code == command("--version").exit_code == 0


def test_files_that_say_nothing_of_us_are_left_alone(command: Run, docs: str) -> None:
    settings("[this is [no TOML")
    assert command("convert", "docs/a.txt").exit_code == 0
    settings("[tool]\nlake = 1\n# gangmu\n")
    assert command("convert", "docs/a.txt").exit_code == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("GANGMU_TO", "docx"), ("GANGMU_QUIET", "perhaps"), ("GANGMU_ENCODING", "klingon"), ("GANGMU_LANG", "fr")],
)
def test_variables_that_cannot_be_meant(command: Run, docs: str, name: str, value: str) -> None:
    result = command("convert", "docs/a.txt", env={name: value})
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(("gangmu convert: Invalid value for '--", "gangmu: Invalid value for '--"))


def test_an_empty_variable_says_nothing(command: Run, docs: str) -> None:
    environment = {setting.variable: "" for setting in SETTINGS.values()}
    assert command("convert", "docs/a.txt", env=environment).stdout == command("convert", "docs/a.txt").stdout


# ── languages ─────────────────────────────────────────────────────────────────────────────────────

ENGLISH, CHINESE = "gone.txt: no such file or folder; check the name\n", "gone.txt：没有这个文件或文件夹；请检查名称\n"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, ENGLISH),
        ({"LANG": "zh_CN.UTF-8"}, CHINESE),
        ({"LANG": "de_DE.UTF-8"}, ENGLISH),
        ({"LC_MESSAGES": "zh_SG", "LANG": "en_GB"}, CHINESE),
        ({"LC_ALL": "C", "LC_MESSAGES": "zh_CN", "LANG": "zh_CN"}, ENGLISH),
        ({"LC_ALL": "", "LANG": "zh_HK.UTF-8"}, CHINESE),
        ({"GANGMU_LANG": "zh"}, CHINESE),
        ({"GANGMU_LANG": "en", "LANG": "zh_CN"}, ENGLISH),
    ],
)
def test_the_language_is_that_of_the_environment(command: Run, environment: dict[str, str], expected: str) -> None:
    assert command("convert", "gone.txt", env=environment).stderr == expected


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "zh", "convert", "gone.txt"],
        ["convert", "--lang", "zh", "gone.txt"],
        ["convert", "gone.txt", "--lang=zh"],
        ["convert", "gone.txt", "--lang", "en", "--lang", "zh"],
    ],
)
def test_lang_may_stand_anywhere(command: Run, arguments: list[str]) -> None:
    assert command(*arguments, env={"GANGMU_LANG": "en"}).stderr == CHINESE


def test_lang_of_the_file(command: Run) -> None:
    settings('[tool.gangmu]\nlang = "zh"\n')
    assert command("convert", "gone.txt").stderr == CHINESE
    assert command("convert", "gone.txt", env={"GANGMU_LANG": "en"}).stderr == ENGLISH


def test_behind_two_dashes_everything_is_a_name(command: Run) -> None:
    assert command("convert", "--", "--lang").stderr == "--lang: no such file or folder; check the name\n"


@pytest.mark.parametrize("lang", [["--lang", "fr"], ["--lang"]])
def test_a_language_that_is_none(command: Run, lang: list[str]) -> None:
    result = command("schema", *lang)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_run_in_chinese(command: Run, docs: str) -> None:
    Path("docs/notes.csv").touch()
    Path("docs/scan.txt").write_bytes(b"%PDF-1.7")
    lines = command("convert", docs, "-o", "out", "-v", "--lang", "zh").stderr.splitlines()
    assert lines[0] == "跳过后缀不认识的 1 个：docs/notes.csv"
    assert lines[1].startswith("docs/a.txt → out/a.json：诊断 0 条，")
    assert lines[3] == "docs/scan.txt：这是 PDF 文件；请先另存为文本"
    assert re.fullmatch(r"3 份文档转换了 2 份，失败 1 份，诊断 1 条，[0-9.]+ 秒", lines[4])


# ── completion and help ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("gangmu val", ["validate"]),
        ("gangmu convert --to ", ["json", "tei", "outline", "csv"]),
        ("gangmu check --sev", ["--severity"]),
        ("gangmu --lang z", ["zh"]),
    ],
)
def test_the_shell_completes(words: str, expected: list[str]) -> None:
    count = len(words.split(" ")) - 1
    variables = {"_GANGMU_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(count)}
    code = "import sys; sys.argv = ['gangmu']; from converter.cli import app; app(prog_name='gangmu')"
    result = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **variables}, capture_output=True, timeout=60, check=False
    )
    assert result.stdout.decode().split() == expected


def test_help_offers_completion(command: Run) -> None:
    text = command("--help").stdout
    assert "--install-completion" in text and "--show-completion" in text

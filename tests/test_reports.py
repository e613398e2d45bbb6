"""The forms in which findings are told: each as its readers expect it, for any name and any finding."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run
from jsonschema import Draft202012Validator
from lxml import etree
from test_cli_findings import GAP, GOOD, convert, write

import converter
from converter.checks.findings import Finding
from converter.cli import reports
from converter.cli.reports import Checked, report_of, to_github, to_junit, to_sarif
from converter.rules.checks import LAYERS
from converter.rules.codes import CODES
from converter.settings import FORMATS

HOSTILE = "a,b:c%\n\x1b[2J<&\udcff\uffff .json"


@pytest.fixture
def three(command: Run) -> Run:
    """A good document, one with two findings, and one that cannot be read."""
    convert(GOOD, "out/a.json")
    convert(GOOD, "out/b.json", colour="blue", schema_version=1)
    write("out/c.json.gz", "\x1f")
    Path("out/c.json.gz").write_bytes(b"\x1f\x8b\x00")
    return command


def test_every_format_has_a_report() -> None:
    assert tuple(reports._HOMES) == FORMATS  # noqa: SLF001 - the table itself
    for form in FORMATS:
        assert sum(part is not None for part in report_of(form)) == 1


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_format_ends_as_every_other(three: Run, form: str, lang: str) -> None:
    result = three("validate", "out", "--format", form, "--lang", lang)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 2, "the unreadable one, and the sum"
    assert ("unknown-field" in result.stdout) and ("wrong-type" in result.stdout)
    assert ("模式在此处没有这个字段" in result.stdout) is (lang == "zh")


@pytest.mark.parametrize("form", ["text", "jsonl", "github"])
def test_formats_of_lines_say_nothing_of_good_documents(three: Run, form: str) -> None:
    result = three("validate", "out/a.json", "--format", form)
    assert (result.exit_code, result.stdout) == (0, "")


def test_json_and_jsonl_hold_the_same_rows(three: Run) -> None:
    rows = json.loads(three("validate", "out", "--format", "json").stdout)
    assert [json.loads(line) for line in three("validate", "out", "--format", "jsonl").stdout.splitlines()] == rows
    assert set(rows[0]) == {"file", *Finding.__slots__}
    assert {row["code"] for row in rows} == {"unknown-field", "wrong-type"}


# ── GitHub ────────────────────────────────────────────────────────────────────────────────────────


def test_github_shows_each_finding_at_its_line(three: Run) -> None:
    first, *_ = three("validate", "out", "--format", "github").stdout.splitlines()
    assert first == (
        "::error file=out/b.json,line=1,col=2,title=gangmu wrong-type::"
        "schema_version: A text is expected, an integer was found."
    )
    write("plan.txt", GAP)
    [first, _] = three("check", "plan.txt", "--format", "github").stdout.splitlines()
    assert first.startswith("::warning file=plan.txt,line=4,title=gangmu marker-repaired::The printed marker “)”")


def test_no_name_can_forge_a_command_of_github() -> None:
    row = {"file": HOSTILE, "line": 1, "code": "x", "severity": "info", "message": "100%\n::error::no"}
    line = to_github.line(row)
    assert line.count("\n") == 1
    assert line.startswith("::notice file=a%2Cb%3Ac%25%0A\\x1b[2J<&\\udcff")
    assert line.endswith("::100%25%0A::error::no\n")


# ── JUnit ─────────────────────────────────────────────────────────────────────────────────────────


def test_junit_has_a_case_for_each_finding_and_each_good_file(three: Run) -> None:
    root = etree.fromstring(three("validate", "out", "--format", "junit").stdout.encode())
    assert root.tag == "testsuites"
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == ["out/a.json", "out/b.json", "out/c.json.gz"]
    assert [[child.tag for case in suite for child in case] for suite in root] == [[], ["failure"] * 2, ["error"]]
    assert "damaged gzip" in str(suites["out/c.json.gz"][0][0].get("message"))
    _counts(root)


def _counts(root: etree._Element) -> None:
    """The numbers of every suite are those of its cases: viewers believe them."""
    for suite in (root, *root.iter("testsuite")):
        cases = [*suite.iter("testcase")]
        numbers = {kind: sum(case.find(kind) is not None for case in cases) for kind in ("failure", "error")}
        assert [int(suite.get(name, "")) for name in ("tests", "failures", "errors", "skipped")] == [
            len(cases),
            *numbers.values(),
            0,
        ]
        float(suite.get("time", ""))
    for case in root.iter("testcase"):
        assert case.get("name") and case.get("classname") and case.get("time") and len(case) <= 1
        assert all(child.get("message") and child.get("type") and child.text for child in case)


def test_junit_holds_any_name() -> None:
    row = {"file": HOSTILE, "line": None, "code": "x", "severity": "error", "message": "]]>\x00\ufffe"}
    made = to_junit.whole("validate", [Checked(HOSTILE, (row,)), Checked(HOSTILE, error=HOSTILE)])
    _counts(etree.fromstring(made.encode()))


# ── SARIF ─────────────────────────────────────────────────────────────────────────────────────────


def _closed(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


_TEXT = {"type": "string", "minLength": 1}
_COUNT = {"type": "integer", "minimum": 1}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_MESSAGE = _closed("text", text=_TEXT)
_LOCATION = _closed(
    "physicalLocation",
    physicalLocation=_closed(
        "artifactLocation",
        artifactLocation=_closed("uri", uri={"type": "string", "pattern": r"^(file:///)?[A-Za-z0-9%/._~-]+$"}),
        region=_closed("startLine", startLine=_COUNT, startColumn=_COUNT),
    ),
    logicalLocations={
        "type": "array",
        "uniqueItems": True,
        "items": _closed("", fullyQualifiedName=_TEXT, name=_TEXT, kind={"const": "member"}),
    },
)
_LOCATIONS = {"type": "array", "minItems": 1, "items": _LOCATION}
_RULE = _closed(
    "id shortDescription", id=_TEXT, shortDescription=_MESSAGE, defaultConfiguration=_closed("", level=_LEVEL)
)
_DRIVER = _closed(
    "name",
    name=_TEXT,
    version=_TEXT,
    semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
    rules={"type": "array", "uniqueItems": True, "items": _RULE},
)
_RESULT = _closed(
    "message",
    ruleId=_TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=_LEVEL,
    message=_MESSAGE,
    locations=_LOCATIONS,
)
_NOTIFICATION = _closed("message", level=_LEVEL, message=_MESSAGE, locations=_LOCATIONS)
_RUN = _closed(
    "tool results",
    tool=_closed("driver", driver=_DRIVER),
    invocations={
        "type": "array",
        "items": _closed(
            "executionSuccessful",
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications={"type": "array", "items": _NOTIFICATION},
        ),
    },
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    language={"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
    results={"type": "array", "items": _RESULT},
)
SARIF = _closed(
    "version runs",
    **{"$schema": {"const": to_sarif.SCHEMA}},
    version={"const": "2.1.0"},
    runs={"type": "array", "items": _RUN},
)
"""What SARIF 2.1.0 (3.13 to 3.58) demands of the members that are written; no other member may appear."""


def sarif(text: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(text)
    Draft202012Validator(SARIF).validate(log)
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    return run  # type: ignore[no-any-return]


def test_the_check_of_sarif_can_fail() -> None:
    with pytest.raises(Exception, match="'colour' was unexpected"):
        Draft202012Validator(SARIF).validate({"version": "2.1.0", "runs": [], "colour": 1})


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_sarif_of_validate(three: Run, lang: str) -> None:
    run = sarif(three("validate", "out", "--format", "sarif", "--lang", lang).stdout)
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {
        code.id for codes in LAYERS.values() for code in codes
    }
    assert not any("{" in rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"])
    assert [result["ruleId"] for result in run["results"]] == ["wrong-type", "unknown-field"]
    place = run["results"][0]["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "out/b.json"},
        "region": {"startLine": 1, "startColumn": 2},
    }
    assert place["logicalLocations"] == [{"fullyQualifiedName": "schema_version", "kind": "member"}]
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert len(invocation["toolExecutionNotifications"]) == 1


def test_sarif_of_check_and_of_good_documents(three: Run) -> None:
    write("plan.txt", GAP)
    run = sarif(three("check", "plan.txt", "--format", "sarif").stdout)
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {code.id for code in CODES}
    assert [(one["ruleId"], one["level"]) for one in run["results"]] == [
        ("marker-repaired", "warning"),
        ("marker-gap", "warning"),
    ]
    run = sarif(three("validate", "out/a.json", "--format", "sarif").stdout)
    assert (run["results"], run["invocations"][0]["executionSuccessful"]) == ([], True)


@pytest.mark.parametrize("name", [HOSTILE, f"/{HOSTILE}", "纲目 #1?.json"])
def test_sarif_of_any_name(name: str) -> None:
    row = {"file": name, "line": None, "code": "truncated", "severity": "info", "message": "x\ud800"}
    sarif(to_sarif.whole("validate", [Checked(name, (row,)), Checked(name, error="no")]))


# ── which findings count, and how it ends ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ([], {"unknown-field", "wrong-type"}),
        (["--select", "unknown-field"], {"unknown-field"}),
        (["--select", "unknown-field,wrong-type"], {"unknown-field", "wrong-type"}),
        (["--select", "schema", "--ignore", "unknown-field"], {"wrong-type"}),
        (["--ignore", "schema"], set()),
        (["--select", "meaning"], set()),
        (["--select", "marker-gap"], set()),
        (["--severity", "error"], {"unknown-field", "wrong-type"}),
    ],
)
def test_what_is_selected_and_ignored(three: Run, options: list[str], codes: set[str]) -> None:
    result = three("validate", "out/b.json", *options, "--format", "jsonl")
    assert {json.loads(line)["code"] for line in result.stdout.splitlines()} == codes
    assert result.exit_code == int(bool(codes))


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_there_is_not(three: Run, option: str) -> None:
    result = three("validate", "out/b.json", option, "wrong-type,colour")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "gangmu: no finding has the code colour: gangmu rules lists them\n"


def test_every_code_is_listed_by_rules(command: Run) -> None:
    rows = json.loads(command("rules", "--format", "json").stdout)
    listed = {(row["table"], row["id"]) for row in rows}
    for layer, codes in LAYERS.items():
        assert {(f"codes of validate, layer {layer}", code.id) for code in codes} <= listed


def test_exit_zero_is_about_findings_alone(three: Run) -> None:
    assert three("validate", "out/b.json", "--exit-zero").exit_code == 0
    assert three("validate", "out", "--exit-zero").exit_code == 1, "some input failed"
    assert three("validate", "gone.json", "--exit-zero").exit_code == 3
    write("plan.txt", GAP)
    result = three("check", "plan.txt", "--exit-zero", "--ignore", "marker-gap")
    assert (result.exit_code, result.stdout.count("\n")) == (0, 1)


def test_info_is_reported_when_that_is_asked_for(command: Run) -> None:
    convert(GOOD, "a.json", schema_version="1.99.0", season="autumn")
    result = command("validate", "a.json")
    assert result.exit_code == 1 and "newer-version" in result.stdout
    result = command("validate", "a.json", "--lenient")
    assert (result.exit_code, result.stdout) == (0, "")
    result = command("validate", "a.json", "--lenient", "--severity", "info")
    assert (result.exit_code, result.stdout.count("newer-field")) == (1, 1)


# ── against the source ────────────────────────────────────────────────────────────────────────────


def test_a_document_against_its_source(command: Run) -> None:
    write("plan.txt", GAP)
    command("convert", "plan.txt", "-o", "plan.json")
    result = command("validate", "plan.json", "--source", "plan.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    document = json.loads(Path("plan.json").read_text(encoding="utf-8"))
    document["children"][1]["children"][0]["children"][0]["text"] = "先难后易。"
    write("b.json", json.dumps(document))
    assert command("validate", "b.json").exit_code == 0, "by itself it is good"
    [line] = command("validate", "b.json", "--source", "plan.txt").stdout.splitlines()
    assert "children[1].children[0].children[0] · section 一(一): meaning text-differs" in line
    write("plan.txt", GAP + "五、附则\n")
    [line] = command("validate", "plan.json", "--source", "plan.txt").stdout.splitlines()
    assert "source.sha256: meaning other-source" in line


def test_a_source_is_read_as_the_document_was(command: Run) -> None:
    Path("plan.txt").write_bytes(GAP.encode() + b"\xff\xff\xff")
    command("convert", "plan.txt", "-o", "plan.json", "--encoding", "utf-8")
    arguments = ["validate", "plan.json", "--source", "plan.txt"]
    assert command(*arguments, "--encoding", "utf-8").exit_code == 0
    assert command(*arguments, "--encoding", "gb18030").exit_code == 1


def test_a_source_is_of_one_document(command: Run) -> None:
    write("plan.txt", GAP)
    convert(GOOD, "out/a.json")
    result = command("validate", "out", "--source", "plan.txt")
    assert (result.exit_code, "--source takes one document" in result.stderr) == (2, True)
    result = command("validate", "out/a.json", "--source", "gone.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "gangmu: gone.txt: there is no such file; check the path\n"


SOURCES = sorted((ROOT / "samples").glob("*/source.*"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.parent.name)
def test_every_sample_against_its_source(command: Run, source: Path) -> None:
    result = command("validate", str(source.with_name("expected.json")), "--source", str(source))
    assert (result.exit_code, result.stdout) == (0, "")


# ── lists are no reports ──────────────────────────────────────────────────────────────────────────


def test_a_default_for_reports_leaves_lists_alone(command: Run) -> None:
    plain = command("rules", "qr-code").stdout
    write("pyproject.toml", '[tool.gangmu]\nformat = "sarif"\n')
    assert command("rules", "qr-code").stdout == plain
    assert command("rules", "qr-code", env={"GANGMU_FORMAT": "json"}).stdout.startswith("[")
    result = command("rules", "--format", "sarif")
    assert (result.exit_code, "is not one of text, json" in result.stderr) == (2, True)


def test_text_is_coloured_by_severity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.cli.reports.to_text.takes_colour", lambda _: True)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    row = {"file": "a", "line": 3, "code": "x", "severity": "warning", "message": "m"}
    line = report_of("text").line
    assert line is not None
    assert re.fullmatch("a:3: \x1b\\[33mwarning\x1b\\[0m x m\n", line(row))


def test_the_reports_of_the_library_are_its_findings() -> None:
    assert converter.Finding is Finding

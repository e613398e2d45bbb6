"""Every case of every case file: its dumps are as expected, and the laws hold for its input."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from casefile import Case, CaseFileError, Part, accept, read_cases, unescape
from conftest import Expectation
from dumps import DUMPS, converted, dump
from laws import check_laws

import converter
from converter import Options
from converter.model import Document, Paragraph

FOLDER = Path(__file__).parent / "cases"
ROOMS = {"read", "lines", "mark", "zone", "outline", "enrich", "emit", "build"}
CASES = [case for path in sorted(FOLDER.rglob("*.case")) for case in read_cases(path)]


def _name(case: Case) -> str:
    return f"{case.path.relative_to(FOLDER).as_posix()}:{case.line} {case.title}"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_case(case: Case, compare: Callable[[list[Expectation]], None]) -> None:
    document, text = converted(case)
    check_laws(document, text)
    if document.removed:
        _check_kept(document, *converted(case, Options(keep_noise=True)))
    compare([_expectation(case, part, document, text) for part in case.expected])


def _check_kept(document: Document, kept: Document, text: str) -> None:
    """With the noise kept, every removed run stands in place, and all else is as it was."""
    check_laws(kept, text)
    nodes = [node for node, _ in converter.walk(kept) if isinstance(node, Paragraph) and node.role == "noise"]
    runs = [(node.span.start, node.text) for node in nodes] + [(run.span.start, run.text) for run in kept.removed]
    assert sorted(runs) == [(run.span.start, run.text) for run in document.removed]
    assert [_text(node) for node, _ in converter.walk(kept) if node not in nodes] == [
        _text(node) for node, _ in converter.walk(document)
    ]


def _text(node: object) -> tuple[str, str | None]:
    return type(node).__name__, getattr(node, "text", getattr(node, "heading_raw", None))


def _expectation(case: Case, part: Part, document: Document, text: str) -> Expectation:
    got = dump(part.name, document, text)
    return Expectation(f"{_name(case)} --- {part.name}", part.text, got, partial(accept, case, part))


def test_case_files_lie_in_a_room() -> None:
    assert {path.relative_to(FOLDER).parts[0] for path in FOLDER.rglob("*.case")} <= ROOMS
    assert CASES


def test_sections_are_known() -> None:
    known = {*DUMPS, *converter.EMITTERS}
    assert [(_name(case), part.name) for case in CASES for part in case.expected if part.name not in known] == []
    assert [_name(case) for case in CASES if not case.expected] == []


def test_read_and_accept(tmp_path: Path) -> None:
    path = tmp_path / "trial.case"
    path.write_text(
        "prose\n=== one\n--- input\n一、甲\n\n--- outline\nold\nolder\n--- diagnostics\n===\n"
        "===~ two\n---~ input escaped\n=== not a fence\n--- neither\\u3000\\\n\n---~ outline\n===~\nprose",
        encoding="utf-8",
    )
    one, two = read_cases(path)
    assert (one.line, one.title, one.source) == (2, "one", "一、甲\n\n")
    assert [part.text for part in one.expected] == ["old\nolder\n", ""]
    assert two.source == "=== not a fence\n--- neither\u3000\n"
    accept(one, one.expected[0], "new\n")
    accept(one, one.expected[1], "2 marker-gap\n")
    accept(two, two.expected[0], "newer\n")
    one, two = read_cases(path)
    assert [part.text for part in (*one.expected, *two.expected)] == ["new\n", "2 marker-gap\n", "newer\n"]
    assert path.read_text(encoding="utf-8").endswith("\nnewer\n===~\nprose")


@pytest.mark.parametrize(
    "text",
    [
        "=== open\n--- input\nx",
        "=== one\n--- input\n=== two\n===",
        "=== one\nx\n--- input\n===",
        "=== one\n--- outline\n===",
        "=== one\n--- input\n--- outline\n--- outline\n===",
        "=== one\n--- input loudly\n===",
        "=== one\n--- input\n===\n=== one\n--- input\n===",
    ],
)
def test_broken_files_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.case"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseFileError):
        read_cases(path)


def test_unescape() -> None:
    assert unescape(r"a\u3000b\t\\n\ud800\U0001f600") == "a\u3000b\t\\n\ud800\U0001f600"

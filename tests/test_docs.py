"""The documents keep their word: commands run, outputs and programs are real, names and links exist."""

from __future__ import annotations

import doctest
import json
import pkgutil
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest
from conftest import ROOT, Expectation
from pydantic import BaseModel
from test_rules import TABLES
from workbench import copy_project, run

import converter
from converter import cli, model

READMES = ("README.md", "README.zh-CN.md")
RUN = (*READMES, "CONTRIBUTING.md")
ALL = (
    *RUN,
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "docs/scale.md",
    "seeds/README.md",
    "schemas/README.md",
    "benchmarks/README.md",
)

OUTPUTS = ("text", "json", "xml", "toml")
INPUTS = ("sh", "python")
READ_ELSEWHERE = ("py", "case", "yaml")
"""The worked example of CONTRIBUTING, which test_contributing follows, and what test_hooks compares with the hooks."""

ELLIPSIS = "…"
VENV, INSTALL, INSTALL_TEST = (
    "python3 -m venv .venv",
    ".venv/bin/pip install -q .",
    ".venv/bin/pip install -q '.[test]'",
)


@dataclass(frozen=True)
class Fence:
    """A fenced block; `above` is the nearest line above it that is not blank, another block's end included."""

    line: int
    language: str
    text: str
    above: str


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fences(name: str) -> list[Fence]:
    """The fenced blocks of a document, in order."""
    found, above = [], ""
    lines = enumerate(read(name).split("\n"), start=1)
    for number, line in lines:
        if line.startswith("```"):
            inside = []
            for _, inner in lines:
                if inner == "```":
                    break
                inside.append(inner + "\n")
            found.append(Fence(number, line.removeprefix("```"), "".join(inside), above))
            above = "```"
        else:
            above = line or above
    return found


def prose(name: str) -> str:
    """The document without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", read(name), flags=re.MULTILINE | re.DOTALL)


# ── commands, programs, outputs ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", RUN)
def test_what_is_shown_is_what_happens(name: str, tmp_path: Path, compare: Callable[[list[Expectation]], None]) -> None:
    folder = copy_project(tmp_path / "project")
    shown, printed = [], ""
    for fence in fences(name):
        where = f"{name}:{fence.line}"
        if fence.language in INPUTS:
            printed = _run_block(folder, fence, where)
        elif fence.language in OUTPUTS:
            real = printed if fence.above == "```" else _origin(folder, fence, where)
            shown.append(_expectation(ROOT / name, fence, real, where))
        else:
            assert fence.language in READ_ELSEWHERE, f"{where}: nothing tests a block of {fence.language!r}"
    compare(shown)


def _run_block(folder: Path, fence: Fence, where: str) -> str:
    """Run a program, or commands one by one; returns what they print."""
    if fence.language == "python":
        return _run(folder, f"python -c {shlex.quote(fence.text)}", where)
    return "".join(_run(folder, _without_setting_up(line), where) for line in fence.text.splitlines())


def _without_setting_up(command: str) -> str:
    """A command of the quick start without its installation; the tests are collected, not run inside themselves."""
    for first in (f"{VENV} && {INSTALL} && ", f"{VENV} && {INSTALL_TEST} && "):
        command = command.removeprefix(first)
    return f"{command} --collect-only -q" if command == ".venv/bin/python -m pytest" else command


def _run(folder: Path, command: str, where: str) -> str:
    done = run(folder, command)
    assert done.returncode == 0, f"{where}: {command}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout


def _origin(folder: Path, fence: Fence, where: str) -> str:
    """An output without a command above it: the first code in its caption is a file or a command."""
    code = re.search("`([^`]+)`", fence.above)
    assert code and fence.above.endswith((":", "：")), f"{where}: nothing says where this output comes from"
    path = folder / code[1]
    return path.read_text(encoding="utf-8") if path.is_file() else _run(folder, code[1], where)


def _expectation(path: Path, fence: Fence, real: str, where: str) -> Expectation:
    shown, lines = fence.text.splitlines(), real.splitlines()
    if _matches(shown, lines):
        return Expectation(where, "", "", partial(str))
    got = "".join(line + "\n" for line in _refreshed(shown, lines))
    assert got != fence.text, f"{where}: no line of this output is real any more:\n{real[:2000]}"

    def rewrite(text: str) -> None:
        before, after = (f"```{fence.language}\n{block}```" for block in (fence.text, text))
        path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8", newline="")

    return Expectation(where, fence.text, got, rewrite)


def _segments(shown: list[str]) -> list[list[str]]:
    """The runs of lines between the ellipses; an ellipsis at the beginning or end leaves an empty run there."""
    segments: list[list[str]] = [[]]
    for line in shown:
        if line.strip() == ELLIPSIS:
            segments.append([])
        else:
            segments[-1].append(line)
    return segments


def _matches(shown: list[str], real: list[str]) -> bool:
    """True when `real` is `shown` with some lines for each ellipsis."""
    *firsts, last = _segments(shown)
    at = 0
    for index, segment in enumerate(firsts):
        places = range(1) if index == 0 else range(at + 1, len(real))
        place = next((place for place in places if real[place : place + len(segment)] == segment), None)
        if place is None:
            return False
        at = place + len(segment)
    end = len(real) - len(last)
    return real[end:] == last and (at < end if firsts else end == 0)


def _refreshed(shown: list[str], real: list[str]) -> list[str]:
    """`shown` as it should be: each run from its first line to its last as they stand in `real`."""
    segments = _segments(shown)
    if len(segments) == 1:
        return real
    lines, at = [], 0
    for index, segment in enumerate(segments):
        lines += [ELLIPSIS] if index else []
        if segment and segment[0] in real[at:]:
            first = real.index(segment[0], at)
            at = real.index(segment[-1], first) + 1 if segment[-1] in real[first:] else first + len(segment)
            lines += real[first:at]
        else:
            lines += segment
    return lines


@pytest.mark.parametrize(
    ("shown", "matches"),
    [
        ("a b c", True),
        ("a b", False),
        ("a …", True),
        ("a b c …", False),
        ("… c", True),
        ("… b", False),
        ("a … c", True),
        ("… b …", True),
        ("b …", False),
        ("a … b c", False),
    ],
)
def test_an_ellipsis_stands_for_lines_left_out(shown: str, matches: bool) -> None:
    assert _matches(shown.split(), ["a", "b", "c"]) is matches


def test_what_is_shown_is_refreshed_between_its_first_and_last_lines() -> None:
    assert _refreshed(["a", "old", "d", ELLIPSIS, "f"], list("abcdef")) == ["a", "b", "c", "d", ELLIPSIS, "f"]


# ── the two READMEs ───────────────────────────────────────────────────────────────────────────────


def _levels(name: str) -> list[int]:
    return [len(marks) for marks in re.findall("^(#+) ", prose(name), flags=re.MULTILINE)]


def test_readmes_are_in_step() -> None:
    english, chinese = READMES
    assert _levels(english) == _levels(chinese)
    blocks = [[(fence.language, fence.text) for fence in fences(name)] for name in READMES]
    assert blocks[0] == blocks[1]
    assert all(f"]({other})" in read(name) for name, other in zip(READMES, reversed(READMES), strict=True))


@pytest.mark.parametrize("name", READMES)
def test_quick_start_is_two_lines(name: str) -> None:
    commands = [fence.text for fence in fences(name) if fence.language == "sh"]
    assert [command.count("\n") for command in commands[:2]] == [1, 1]
    main, tests = (command.strip().split(" && ") for command in commands[:2])
    assert main[:2] == [VENV, INSTALL]
    assert main[2].startswith(".venv/bin/gangmu convert samples/")
    assert tests == [VENV, INSTALL_TEST, ".venv/bin/python -m pytest"]
    # What .ci/run looks for, and what it has to find.
    found = re.search(r"^[^#`\n]*pip install .*\[test\].* && .*pytest", read(name), flags=re.MULTILINE)
    assert found and found[0] == commands[1].strip()


@pytest.mark.parametrize("name", READMES)
def test_all_commands_are_documented(name: str) -> None:
    listed = re.findall(r"^\| `gangmu ([a-z-]+)", read(name), flags=re.MULTILINE)
    assert listed == [*cli.COMMANDS]


@pytest.mark.parametrize("name", RUN)
def test_names_of_the_library_exist(name: str) -> None:
    names = set(re.findall(r"\bconverter\.([a-z_A-Z]+)", read(name)))
    assert {
        one for one in names if not hasattr(converter, one) and not (ROOT / "converter" / f"{one}.py").exists()
    } == set()


FIGURES = (("seeds", "seeds/gold"), ("corpus/flat", "corpus/gold"))
"""Texts and gold of the rows of figures, in the order of the README."""


def _figures(name: str) -> list[tuple[str, ...]]:
    return re.findall(r"^\|.*?\| ([01]\.\d+) \| ([01]\.\d+) \| ([01]\.\d+) \|$", read(name), flags=re.MULTILINE)


@pytest.mark.parametrize("row", range(len(FIGURES)))
def test_figures_are_reached(row: int, shared: Callable[[str], Path], tmp_path: Path) -> None:
    texts, gold = map(shared, FIGURES[row])
    for path in texts.glob("*.txt"):
        made = converter.emit(converter.convert(path), "json")
        (tmp_path / f"{path.stem}.json").write_text(made, encoding="utf-8")
    command = [sys.executable, str(shared("tools/score.py")), str(gold), str(tmp_path), "--flat", str(texts), "--json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    real = json.loads(done.stdout)["all"]
    shown = dict(zip(("heading_f1", "level_f1", "parent_f1"), map(float, _figures("README.md")[row]), strict=True))
    assert {what: real[what] for what, least in shown.items() if real[what] < least} == {}


def test_figures_are_in_step() -> None:
    assert _figures("README.md") == _figures("README.zh-CN.md")
    assert len(_figures("README.md")) == len(FIGURES)


# ── links, glossary, rooms, checks ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ALL)
def test_links_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", prose(name))
    assert [target for target in targets if not (ROOT / name).parent.joinpath(target).exists()] == []


@pytest.mark.parametrize("name", ALL)
def test_paths_exist(name: str) -> None:
    """Paths below folders of the project, wherever they stand in code."""
    codes = re.findall("`([^`\n]+)`", prose(name))
    paths = [code for code in codes if re.fullmatch(r"(?:converter|tests|samples|schemas|seeds)/[\w./-]*", code)]
    paths += [
        f"converter/{code}" for code in codes if re.fullmatch(r"(?:rules|read|emit|zone|outline|enrich)/\w+\.py", code)
    ]
    assert [path for path in paths if not (ROOT / path).exists()] == []


def _known_names() -> set[str]:
    """Every name that the model and the shelf give to a thing."""
    models = [one for one in vars(model).values() if isinstance(one, type) and issubclass(one, BaseModel)]
    fields = [(name, info) for one in models for name, info in one.model_fields.items()]
    choices = {
        value for _, info in fields if get_origin(info.annotation) is Literal for value in get_args(info.annotation)
    }
    rows = {row.id for table in TABLES.values() for row in table}
    return {one.__name__.lower() for one in models} | {name for name, _ in fields} | choices | rows


def _glossary() -> Iterator[tuple[str, list[str]]]:
    """The rows of the glossary: Chinese term, English names."""
    table = read("ARCHITECTURE.md").partition("## Glossary")[2]
    for chinese, names in re.findall(r"^\| ([^|`]+) \| ((?:`[^|]+)) \|", table, flags=re.MULTILINE):
        yield chinese, re.findall("`([^`]+)`", names)


def test_glossary_names_exist() -> None:
    known = _known_names()
    rows = list(_glossary())
    assert len(rows) > 20
    assert [(term, name) for term, names in rows for name in names if name not in known] == []


def test_architecture_names_every_room() -> None:
    text = read("ARCHITECTURE.md")
    homes = {
        path.stem for path in (ROOT / "converter").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert {home for home in homes if not re.search(rf"`{home}(?:/|\.py)?`", text)} == set()


def test_contributing_names_every_check() -> None:
    script = read(".ci/run")
    steps = re.findall(r'^    "([^"]+)"', script[script.index("for step in") :], flags=re.MULTILINE)
    checks = [step for step in steps if not step.startswith("$")]
    assert checks
    assert [check for check in checks if f"`{check}`" not in read("CONTRIBUTING.md").replace("\\|", "|")] == []


# ── examples in the code ──────────────────────────────────────────────────────────────────────────


MODULES = [
    "converter",
    *(
        found.name
        for found in pkgutil.walk_packages(converter.__path__, "converter.")
        # What is written for an engine wants the engine; it has tests and an extra of its own.
        if not found.name.startswith("converter.integrations.")
    ),
]


@pytest.mark.parametrize("name", MODULES)
def test_doctests(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0


def test_there_are_doctests() -> None:
    assert sum(doctest.testmod(import_module(name)).attempted for name in MODULES) > 10

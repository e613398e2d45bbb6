"""No pattern backtracks without bound: each that the program compiles is asked about lines made to hurt it.

Nothing is listed here that a new row would have to be added to: patterns are heard when they are compiled, how one is
used is read from the code, and attacks are made from its own parse.
"""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import regex
from attacks import SIZES, attacks, worst
from conftest import ROOT
from shelf_patterns import APART
from test_rules import TABLES

from converter.fold import fold
from converter.late import Late
from converter.mark.shelf import BANDS

PACKAGE = ROOT / "converter"
METHODS = frozenset(("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"))

QUICK = 0.1
"""Seconds that no line of a bounded length takes, a hundred times what the slowest does."""
BOUNDED = {("mark/shelf.py", ""): BANDS[-1]}
"""Patterns that are asked about no more than so many characters, whatever the line: see where they are used."""


class Pattern(NamedTuple):
    """A pattern with how it is asked; `name` is its variable, where it has one."""

    text: str
    flags: int
    file: str
    of_bytes: bool
    name: str
    methods: tuple[str, ...]
    longest: int
    examples: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.file}:{self.name or self.text[:40]!r}"


def patterns() -> Iterator[Pattern]:
    """Every pattern of the program."""
    rows = {row.pattern: row for table in TABLES.values() for row in table if hasattr(row, "pattern")}
    needs = {need for row in rows.values() if (need := getattr(row, "needs", ""))}
    for text, flags, file, of_bytes in heard():
        name, methods = use(file, text)
        if file == "mark/shelf.py":
            # Only what rows need is searched for, one by one or all in one pattern.
            methods = (
                ("search",) if text in needs or sum(need in text for need in needs - {":"}) > 1 else ("fullmatch",)
            )
        longest = BOUNDED.get((file, name), SIZES[-1])
        yield Pattern(text, flags, file, of_bytes, name, methods, longest)
    for text, row in rows.items():
        longest = min(getattr(row, "longest", SIZES[-1]), SIZES[-1])
        yield Pattern(text, 0, "rules", False, row.id, ("fullmatch", "match"), longest, getattr(row, "yes", ()))


@cache
def heard() -> list[tuple[str, int, str, bool]]:
    """Pattern, flags, file and whether it is of bytes, as a fresh process compiles them."""
    command = [sys.executable, str(ROOT / "tests" / "shelf_patterns.py")]
    run = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return [tuple(row) for row in json.loads(run.stdout)]


def use(file: str, text: str) -> tuple[str, tuple[str, ...]]:
    """The variable that holds a pattern, and the methods it is asked by: all of its file's where no variable does."""
    held = [(path, name) for path, name, own in _variables() if own == text]
    if held:
        methods = {method for path, name in held for holder, method in _calls(path) if holder == name}
        return held[0][1], tuple(sorted(methods or METHODS))
    here = PACKAGE / file
    names = {name for path, name, _ in _variables() if path == here}
    # `split` is mostly that of a text.
    methods = {method for holder, method in _calls(here) if holder not in names} - {"split"}
    return "", tuple(sorted(methods or {"fullmatch"}))


@cache
def _variables() -> tuple[tuple[Path, str, str], ...]:
    """File, variable, pattern: of every module that is loaded, imported names too."""
    heard()
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(("converter", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        module = None if name in APART else importlib.import_module(name)
        for variable, value in vars(module).items() if module else ():
            if isinstance(value, re.Pattern | Late):
                own = value.pattern if isinstance(value.pattern, str) else value.pattern.decode("latin-1")
                found.append((path, variable, own))
    return tuple(found)


@cache
def _calls(path: Path) -> tuple[tuple[str, str], ...]:
    """The variable and the method of each call, or of each mention, that may be a pattern's."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    found = (node for node in nodes if isinstance(node, ast.Attribute) and node.attr in METHODS)
    return tuple((node.value.id if isinstance(node.value, ast.Name) else "", node.attr) for node in found)


def asked(pattern: Pattern, method: str) -> Callable[[str], object]:
    """How a line is put to a pattern."""
    if pattern.file == "tei/datatypes.py":
        compiled: Any = regex.compile(pattern.text)
    else:
        source: Any = pattern.text.encode("latin-1") if pattern.of_bytes else pattern.text
        compiled = re.compile(source, pattern.flags & ~re.UNICODE if pattern.of_bytes else pattern.flags)
    ask: Callable[[Any], object] = getattr(
        compiled, method if method in ("match", "fullmatch", "search") else "findall"
    )
    if pattern.of_bytes:
        return lambda line: ask(line.encode("latin-1", "replace"))
    return ask


PATTERNS = [*patterns()]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_a_pattern_costs_what_its_line_does(pattern: Pattern) -> None:
    for method in pattern.methods:
        hurt = [*attacks(pattern.text, pattern.flags, pattern.examples)]
        assert worst(asked(pattern, method), hurt, pattern.longest) is None, (method, pattern.text)


EXAMPLES = [
    pytest.param(row, example, id=f"{row.id}:{example[:20]}")
    for table in TABLES.values()
    for row in table
    if hasattr(row, "pattern") and hasattr(row, "longest")
    for example in row.yes
]


@pytest.mark.parametrize(("row", "example"), EXAMPLES)
def test_examples_over_and_over_are_read_once(row: Any, example: str) -> None:
    """The bound of a row's length is no help where what it takes can be read in very many ways."""
    line = fold(example) * (row.longest // len(example) + 1)
    pattern = re.compile(row.pattern)
    begun = time.process_time()
    pattern.fullmatch(f"{line[: row.longest - 1]}\x01")
    assert time.process_time() - begun < QUICK


def test_all_patterns_are_found() -> None:
    files = {pattern.file for pattern in PATTERNS}
    assert len(PATTERNS) > 350
    assert {"rules", "read/from_text.py", "zone/title.py", "tei/datatypes.py", "checks/records.py"} <= files
    assert BOUNDED.keys() <= {(pattern.file, pattern.name) for pattern in PATTERNS}


# What the test is for: each of these costs more than its length, and is caught.
@pytest.mark.parametrize(
    ("bad", "method"),
    [
        ("(a+)+$", "match"),
        ("(?:一、|.)*?。终", "match"),
        ("(a|a)*b", "fullmatch"),
        ("[0-9]*[0-9.]*万", "match"),
        ("(?:第?[一二三]+)*款", "fullmatch"),
        (r" +(?=一)", "search"),
        (".*甲乙", "search"),
    ],
)
def test_a_bad_pattern_is_caught(bad: str, method: str) -> None:
    assert worst(getattr(re.compile(bad), method), attacks(bad)) is not None


@pytest.mark.parametrize("good", ["[0-9]+", "(?:第[一二三]+条)*款", " ++(?=一)", "(?>a+)+$", "[^。]*。"])
def test_a_good_pattern_is_not(good: str) -> None:
    assert worst(re.compile(good).match, attacks(good)) is None

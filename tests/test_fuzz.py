"""Some hostile inputs in every run: spoiled documents for each target of `tests/fuzz`, and a moment of atheris.

More, by hand: `python tests/fuzz/run.py TARGET -max_total_time=600`, with TARGET one of the names below.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import ROOT
from fuzz.mutate import mutant

import converter

TARGETS = ("text", "page", "archive", "records", "tei", "containers")
MUTANTS = int(os.environ.get("GANGMU_MUTANTS", "2000")) // 10
"""Of each target: some seconds."""
SECONDS = 2
"""Of atheris, for each target, behind the documents that it begins with."""


@pytest.mark.parametrize("name", TARGETS)
def test_spoiled_documents_keep_the_laws(name: str) -> None:
    target: Any = import_module(f"fuzz.{name}")
    begin, dice = target.begin(), Random(20260207)  # noqa: S311 - the same documents in every run
    for _ in range(MUTANTS):
        target.check(mutant(dice.choice(begin), dice, begin, target.pieces))


def test_every_real_document_is_spoiled(shared: Any) -> None:
    """Seeds and corpus, once each."""
    shared("corpus")
    dice = Random(20260207)  # noqa: S311
    for name in ("text", "page"):
        target: Any = import_module(f"fuzz.{name}")
        begin = target.begin()
        for data in begin[-40:]:
            target.check(mutant(data, dice, begin, target.pieces))


@pytest.mark.parametrize("name", TARGETS)
def test_a_moment_of_atheris(name: str, tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not installed: it has wheels for Linux on x86-64 only")
    command = [sys.executable, str(ROOT / "tests" / "fuzz" / "run.py"), name, f"-max_total_time={SECONDS}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", errors="replace", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "DONE" in done.stderr


def test_a_fault_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks of a target fail when the program does."""
    target: Any = import_module("fuzz.text")
    good = "一、总体要求\n办好民生实事。\n".encode()
    target.check(good)
    monkeypatch.setattr(converter, "audit", lambda *_: ["a character is lost"])
    with pytest.raises(AssertionError):
        target.check(good)


def test_targets_are_all_tried() -> None:
    files = {path.stem for path in (ROOT / "tests" / "fuzz").glob("*.py")}
    assert files == {*TARGETS, "__init__", "mutate", "oracle", "run", "starts"}

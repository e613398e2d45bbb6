"""A copy of the project to work in, as a reader of its documents would; `.venv/bin` stands for this interpreter."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

PARTS = ("converter", "samples", "schemas", "seeds", "tests", "docs", ".ci")
_IGNORED = shutil.ignore_patterns("__pycache__", ".*_cache", ".hypothesis")


def copy_project(folder: Path) -> Path:
    """Copy what the documents speak of into `folder`, which is made."""
    folder.mkdir(parents=True)
    for path in ROOT.iterdir():
        if path.name in PARTS:
            shutil.copytree(path, folder / path.name, ignore=_IGNORED)
        elif path.suffix in (".md", ".toml"):
            shutil.copy(path, folder)
    _pretend_venv(folder / ".venv" / "bin")
    return folder


def _pretend_venv(folder: Path) -> None:
    """Commands as an installation makes them, without installing: each runs a module of this interpreter."""
    folder.mkdir(parents=True)
    modules = {"python": "", "gangmu": "-m converter ", "pytest": "-m pytest ", "ruff": "-m ruff ", "mypy": "-m mypy "}
    for name, module in modules.items():
        command = folder / name
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" {module}"$@"\n', encoding="utf-8")
        command.chmod(0o755)


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run one command line of a document in the copy, as in a shell with its `.venv` activated."""
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("the documents' commands are written for a POSIX shell")
    own = {
        "PATH": f"{folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(folder),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTEST_ADDOPTS": "-p no:cacheprovider",
        "GANGMU_LANG": "en",
    }
    return subprocess.run(
        [shell, "-e", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=os.environ | own,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

"""The programs of docs/scale.md run as they are written, where the engine is installed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from test_batch import plan

TEXT = (ROOT / "docs/scale.md").read_text(encoding="utf-8")


def program(heading: str) -> str:
    """The program below a heading."""
    section = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    [found] = re.findall(r"^```python\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL)
    return str(found)


def run(heading: str, folder: Path) -> str:
    (folder / "program.py").write_text(program(heading), encoding="utf-8")
    command = [sys.executable, "program.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_a_guard_in_a_program(tmp_path: Path) -> None:
    assert run("In a program", tmp_path) == "ok 1\n"


def test_datatrove(tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="the extra scale is not installed")
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl/a.jsonl").write_text(json.dumps({"id": "a", "text": plan()}), encoding="utf-8")
    run("datatrove", tmp_path)
    assert any((tmp_path / "rows").iterdir())


def test_spark(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    pa = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    pq = pytest.importorskip("pyarrow.parquet")
    texts = {"id": ["a", "b", "c"], "text": [plan(), "", plan(2)]}
    pq.write_table(pa.table(texts), tmp_path / "documents.parquet")
    run("Spark", tmp_path)
    rows = {row["id"]: row for row in pq.read_table(tmp_path / "rows.parquet").to_pylist()}
    assert [rows[name]["status"] for name in "abc"] == ["ok", "unreadable", "ok"]
    assert json.loads(rows["a"]["document"])["source"]["name"] == "a"
    assert dict(rows["a"]["diagnostics"]) == {"marker-gap": 1}

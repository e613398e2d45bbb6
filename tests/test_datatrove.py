"""The steps for datatrove, on its local executor with two workers."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_batch import answer, plan, warc_of

import converter
from converter.scale import Setup

pytest.importorskip("datatrove", reason="the extra scale is not installed")
pytest.importorskip("orjson", reason="datatrove is installed without its extra io")

TESTS = str(Path(__file__).resolve().parent)
pytestmark = pytest.mark.filterwarnings("ignore")  # what datatrove and its packages warn of is theirs


@pytest.fixture(autouse=True, scope="module")
def environment() -> Iterator[None]:
    """Set before the first test: the processes of datatrove keep what they find when the first of them starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", TESTS)
        yield


def run(tmp_path: Path, setup: Setup | None = None, tasks: int = 2) -> dict[str, dict[str, Any]]:
    """Everything in the folder `in` through the steps; the rows by their source."""
    from datatrove.executor.local import LocalPipelineExecutor
    from datatrove.pipeline.writers.jsonl import JsonlWriter

    from converter.integrations.datatrove import Convert, DocumentReader

    steps = [DocumentReader(str(tmp_path / "in")), Convert(setup), JsonlWriter(str(tmp_path / "out"))]
    logs = str(tmp_path / "logs")
    LocalPipelineExecutor(steps, tasks=tasks, workers=2, logging_dir=logs, skip_completed=False).run()
    written = b"".join(gzip.decompress(path.read_bytes()) for path in sorted((tmp_path / "out").iterdir()))
    rows = [json.loads(line) for line in written.decode().splitlines()]
    found = {row["metadata"]["gangmu"]["source"]: row for row in rows}
    assert len(found) == len(rows)
    return found


def test_pages_and_lines(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    page = "<html><body><h1>湖岸通知</h1><p>修复岸线。</p></body></html>".encode()
    html = "Content-Type: text/html"
    answers = [(f"https://qy.example/{number}.html", answer(page + b"\xff", html)) for number in range(20)]
    (tmp_path / "in/crawl.warc.gz").write_bytes(warc_of(*answers, ("https://qy.example/x", answer(b"", html))))
    lines = [json.dumps({"id": f"{number}", "text": plan(number)}) for number in range(30)]
    (tmp_path / "in/texts.jsonl").write_text("\n".join([*lines, "{no json"]), encoding="utf-8")
    rows = run(tmp_path)
    statuses = {source: row["metadata"]["gangmu"]["status"] for source, row in rows.items()}
    assert len(rows) == 20 + 1 + 30 + 1
    assert sorted(source for source, status in statuses.items() if status != "ok") == [
        "crawl.warc.gz#22",
        "texts.jsonl#31",
    ]
    assert rows["texts.jsonl#7"]["text"] == converter.convert_text(plan(6), "6").model_dump_json()
    assert rows["texts.jsonl#7"]["metadata"]["gangmu"]["diagnostics"] == {"marker-gap": 1}
    assert rows["crawl.warc.gz#2"]["metadata"]["gangmu"]["uri"] == "https://qy.example/0.html"


def test_a_document_that_ends_its_process_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number, text in enumerate([plan(), "一、崩溃", plan(), "一、卡死", plan(), plan()]):
        (tmp_path / f"in/{number}.txt").write_text(text, encoding="utf-8")
    rows = run(tmp_path, Setup(timeout=1.0, work="misbehaving:work"))
    assert [rows[f"{number}.txt"]["metadata"]["gangmu"]["status"] for number in range(6)] == [
        "ok",
        "crash",
        "ok",
        "timeout",
        "ok",
        "ok",
    ]


def test_texts_of_other_readers(tmp_path: Path) -> None:
    from datatrove.data import Document

    from converter.integrations.datatrove import Convert

    [row] = Convert().run([Document(plan(), "a", metadata={"url": "https://qy.example/1"})])
    assert (
        row.text == converter.convert_text(plan(), "a", converter.Options(uri="https://qy.example/1")).model_dump_json()
    )
    assert row.metadata["url"] == row.metadata["gangmu"]["uri"]

"""The guard: whatever a document does to the process that converts it, it answers with a row."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import converter
from converter import Options
from converter.scale import Guard, Setup, Task, task_of
from converter.scale.columns import column_kinds
from converter.scale.frames import Frame
from converter.scale.guard import StoppedError, WorkerError
from converter.scale.queue import Queue

PLAN = "青砚市人民政府关于湖岸步道的通知\n一、总体要求\n坚持开放。\n二、重点任务\n修复岸线。\n"
TESTS = str(Path(__file__).resolve().parent)


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", TESTS)
        with Guard(Setup(timeout=1.0, memory=512, work="misbehaving:work")) as one:
            yield one


def task(text: str) -> Task:
    return task_of({"id": "a", "text": text}, "a.jsonl#1")


def test_a_row_says_what_the_document_is(guard: Guard) -> None:
    row = guard.row(task(PLAN))
    assert list(row) == [*column_kinds(), "document"]
    assert (row["id"], row["source"], row["status"], row["error"]) == ("a", "a.jsonl#1", "ok", None)
    assert row["sha256"] == hashlib.sha256(PLAN.encode()).hexdigest()
    assert (row["sections"], row["title"], row["genre"]) == (2, "青砚市人民政府关于湖岸步道的通知", "通知")
    assert row["document"] == converter.convert_text(PLAN, "a").model_dump_json()


@pytest.mark.parametrize(
    ("word", "status", "error"),
    [
        ("崩溃", "crash", "its process was ended by SIGSEGV"),
        ("退出", "crash", "its process ended with code 139"),
        ("卡死", "timeout", "it took longer than 1 seconds"),
        ("出错", "crash", "its process ended with code 1"),
        pytest.param(
            "吞内存",
            "memory",
            "it needed more than 512 MiB of memory",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds the limit"),
        ),
    ],
)
def test_a_bad_document_costs_one_row(guard: Guard, word: str, status: str, error: str) -> None:
    row = guard.row(task(f"一、{word}"))
    assert (row["status"], row["error"], row["document"]) == (status, error, None)
    assert row["sha256"] == hashlib.sha256(f"一、{word}".encode()).hexdigest()
    assert guard.row(task(PLAN))["status"] == "ok"


def test_tasks_that_are_handed_over_ahead(guard: Guard) -> None:
    """Each is answered in its order, and one that does harm costs its own row only."""
    said = [PLAN, "一、崩溃", PLAN, PLAN, "一、卡死", "一、退出", PLAN]
    answers = [(done.data, row(frame)["status"]) for done, frame in guard.answers(map(task, said))]
    assert [data for data, _ in answers] == [text.encode() for text in said]
    assert [status for _, status in answers] == ["ok", "crash", "ok", "ok", "timeout", "crash", "ok"]


def test_who_dies_of_what_an_earlier_one_left_behind_is_asked_again(guard: Guard) -> None:
    """The first kills its process when it is answered already, and the second is at work."""
    said = [PLAN + "遗祸", PLAN + "迟缓", PLAN]
    assert [row(frame)["status"] for _, frame in guard.answers(map(task, said))] == ["ok", "ok", "ok"]


def test_answers_that_nobody_takes_yet(guard: Guard) -> None:
    """They fill the pipe; meanwhile the worker waits, and nothing is held against the documents."""
    text = PLAN + "一、总体要求\n坚持开放。\n" * 200
    for _, frame in guard.answers(map(task, [text] * 12)):
        time.sleep(0.15)
        assert row(frame)["status"] == "ok"
        assert len(frame.body) > 1 << 16


def row(frame: Frame) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(frame.head)
    return found


def file(size: int) -> Task:
    return Task("a", "a", "a.txt", path="a.txt", size=size)


def test_what_a_worker_gets_at_once() -> None:
    """Small documents together, a large one alone, before and behind the others; inline ones as the pipe has room."""
    queue = Queue(iter([*[file(20_000)] * 4, file(90_000), file(1)]))
    given = []
    while queue:
        given.append(len(queue.due(10_000)))
        queue.answered()
    assert given == [3, 1, 0, 0, 1, 1]
    inline = Queue(iter([task("x" * 5000)] * 3 + [task("")]))
    assert [len(inline.due(9000)), bool(inline.answered()), len(inline.due(9000))] == [1, True, 1]
    assert len(Queue(iter([file(1)] * 3)).due(0)) == 1


def test_what_a_dead_worker_had_is_handed_over_again() -> None:
    queue = Queue(iter([file(number) for number in range(4)]))
    assert (len(queue.due(10_000)), queue.came_alone) == (4, True)
    assert (queue.answered().size, queue.first.size, queue.came_alone, queue.is_idle) == (0, 1, False, False)
    queue.lost()
    assert (queue.is_idle, len(queue.due(10_000)), queue.came_alone) == (True, 3, True)
    assert [queue.answered().size for _ in range(3)] == [1, 2, 3]
    assert (bool(queue), queue.is_idle) == (False, True)


@pytest.mark.parametrize(
    ("record", "error"),
    [
        ({"text": ""}, "it is empty; give a file that holds text"),
        ({"bytes": "JVBERi0xLjc="}, "it is a PDF file; save its text first"),
        ({"bytes": "no base64!"}, "its bytes are not base64"),
        ({"title": "青砚"}, "it has none of the keys bytes, html, text, content"),
        ({"text": 7}, "its text is no text"),
    ],
)
def test_what_is_no_document_is_unreadable(guard: Guard, record: dict[str, object], error: str) -> None:
    row = guard.row(task_of(record, "a.jsonl#7"))
    assert (row["id"], row["status"], row["error"]) == ("a.jsonl#7", "unreadable", error)


def test_forms_of_a_record(guard: Guard) -> None:
    page = "<html><body><h1>湖岸通知</h1><p>修复岸线。</p></body></html>"
    assert guard.row(task_of({"html": page, "url": "https://qy.example/1"}, "a#1"))["media_type"] == "text/html"
    row = guard.row(task_of({"bytes": PLAN.encode("gb18030"), "uri": "https://qy.example/2"}, "a#2"))
    assert (row["encoding"], row["uri"], row["status"]) == ("gb18030", "https://qy.example/2", "ok")
    named = guard.row(task_of({"id": 7, "bytes": page.encode(), "media_type": "text/html; charset=utf-8"}, "a#3"))
    assert (named["id"], json.loads(named["document"])["source"]["name"]) == ("7", "7.html")
    assert guard.row(task_of({"text": "一、\ud800甲乙丙丁", "id": "\ud800"}, "a#4"))["status"] == "ok"


def test_a_guard_that_is_stopped_says_so_at_once() -> None:
    guard = Guard(Setup(work="misbehaving:work"))
    found: list[Exception] = []

    def ask() -> None:
        try:
            guard(task("卡死"))
        except StoppedError as error:
            found.append(error)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", TESTS)
        thread = threading.Thread(target=ask)
        thread.start()
        time.sleep(1.0)
    started = time.monotonic()
    guard.stop()
    thread.join(5)
    assert (len(found), time.monotonic() - started < 2) == (1, True)


def test_a_process_that_does_not_start_is_one_sentence() -> None:
    with Guard(Setup(work="no_such_module:work")) as guard, pytest.raises(WorkerError, match="does not start"):
        guard(task(PLAN))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks the system about processes")
def test_a_worker_ends_with_its_guard() -> None:
    """Killed without a word, the guard leaves a closed pipe behind, and the worker takes it for the end."""
    code = "from converter.scale import *; g = Guard(Setup()); g(Task('a', 'a', 'a', problem='x'));"
    code += "print(g._process.pid, flush=True); import os; os.kill(os.getpid(), 9)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    worker = int(done.stdout)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and _lives(worker):
        time.sleep(0.05)
    assert not _lives(worker)


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(") ")[2][:1]
    except OSError:
        return False
    return state != "Z"


def test_options_reach_the_worker() -> None:
    with Guard(Setup(options=Options(max_bytes=10))) as guard:
        assert (
            guard.row(task(PLAN))["error"]
            == "it is larger than 10 bytes; split it first, or raise the limit with --limit bytes=N"
        )

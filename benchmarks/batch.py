"""Many documents: `gangmu batch` beside a bare process pool, killed and started again, and with hostile documents.

    python benchmarks/batch.py [speed] [kills] [hostile] [--documents N] [--jobs N]

The documents are written by a seeded dice from sentences of ours. A bare pool isolates nothing and keeps nothing: one
crash stops it. Read the ratio, which is of one run, and not the seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import converter
from converter.options import Options
from converter.scale.frames import Frame
from converter.scale.rows import converted
from converter.scale.run import Batch, run
from converter.scale.tasks import Setup, Task

HERE = str(Path(__file__).resolve().parent)
SENTENCES = (
    "加快推进城乡供水一体化建设，完善计量和收费办法。",
    "各乡镇要明确责任人，按月报送工作进展情况。",
    "到2027年，全市新建改造管网120公里，漏损率降到9%以内。",
    "坚持先急后缓、分步实施，优先安排老旧小区。",
    "市财政局会同有关部门落实资金，加强监督检查。",
    "鼓励社会力量参与设施运营，健全考核奖惩机制。",
)
HEADINGS = ("总体要求", "重点任务", "保障措施", "进度安排", "组织领导", "资金管理")
HAN = "一二三四五六"
HOSTILE = {"crash": "[crash]", "timeout": "[hang]", "memory": "[memory]"}


def document(number: int) -> str:
    """About 1,400 characters of a notice, the same for the same number."""
    dice = random.Random(number)
    lines = [f"云岭市人民政府关于做好第{number}号供水工程的通知", "各县(市、区)人民政府:", "现将有关事项通知如下。"]
    for first, heading in zip(HAN, dice.sample(HEADINGS, 5), strict=False):
        lines.append(f"{first}、{heading}")
        lines += [
            f"（{second}）{dice.choice(HEADINGS)}。{''.join(dice.choices(SENTENCES, k=3))}"
            for second in HAN[: dice.randint(2, 4)]
        ]
    return "\n".join([*lines, "云岭市人民政府", "2026年3月1日", ""])


def write(folder: Path, number: int, hostile: dict[int, str]) -> None:
    """The documents as files, some hundred to a folder."""
    for one in range(number):
        path = folder / f"{one // 500:03}" / f"{one:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(hostile.get(one, document(one)), encoding="utf-8")


def work(task: Task, setup: Setup) -> Frame:
    """What a worker does in the hostile run: a document that says so harms its process."""
    with Path(task.path or "").open("rb") as stream:
        said = stream.read(20).decode(errors="replace")
    if said.startswith(HOSTILE["crash"]):
        os.kill(os.getpid(), signal.SIGSEGV)
    if said.startswith(HOSTILE["timeout"]):
        time.sleep(3600)
    if said.startswith(HOSTILE["memory"]):
        bytearray(64 << 30)
    return converted(task, setup)


# ── speed ─────────────────────────────────────────────────────────────────────────────────────────


def convert_only(path: str) -> int:
    """What a bare pool does at the least."""
    return len(converter.convert(path).children)


def convert_and_write(paths: tuple[str, str]) -> int:
    """What a bare pool does when its results are to be kept."""
    return Path(paths[1]).write_bytes(converter.emit(converter.convert(paths[0]), "json").encode())


def speed(folder: Path, out: Path, jobs: int) -> None:
    """Bare pools and the batch in turns, so that what else the machine does falls on all of them."""
    paths = sorted(str(path) for path in folder.rglob("*.txt"))
    pairs = [(path, str(out / f"{number}.json")) for number, path in enumerate(paths)]
    best: dict[str, tuple[float, float]] = {}
    for turn in range(2):
        runs: dict[str, Callable[[], object]] = {
            "convert": partial(_pool, jobs, convert_only, paths),
            "convert, write": partial(_pool, jobs, convert_and_write, pairs),
            "batch --to json": partial(_gangmu, folder, out / f"json{turn}", jobs, "--to", "json"),
            "batch --to jsonl": partial(_gangmu, folder, out / f"jsonl{turn}", jobs, "--to", "jsonl"),
        }
        for name, measured in runs.items():
            before = _clocks()
            measured()
            took = [after - start for after, start in zip(_clocks(), before, strict=True)]
            known = best.get(name, (float("inf"), float("inf")))
            best[name] = (min(known[0], took[0]), min(known[1], took[1]))
    for name, (seconds, cpu) in best.items():
        first = best["convert"]
        print(
            f"{name:18} {seconds:7.1f} s {len(paths) / seconds:6.0f} documents/s {seconds / first[0]:5.2f} x"
            f" {cpu:8.1f} CPU s {cpu / first[1]:5.2f} x"
        )


def _pool(jobs: int, function: Callable[..., int], work: list[Any]) -> None:
    with ProcessPoolExecutor(jobs) as pool:
        sum(pool.map(function, work, chunksize=8))


def _clocks() -> tuple[float, float]:
    """Now, and the CPU seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter(), used.ru_utime + used.ru_stime


def _gangmu(folder: Path, out: Path, jobs: int, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "converter", "batch", str(folder), "-o", str(out), "--jobs", str(jobs), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return done


# ── kills ─────────────────────────────────────────────────────────────────────────────────────────


def kills(folder: Path, out: Path, jobs: int) -> None:
    """One quiet run; one that is killed five times; the same bytes in both."""
    for to in ("json", "jsonl"):
        quiet, killed = out / f"quiet-{to}", out / f"killed-{to}"
        started = time.perf_counter()
        _gangmu(folder, quiet, jobs, "--to", to)
        seconds = time.perf_counter() - started
        dice = random.Random()
        command = [sys.executable, "-m", "converter", "batch", str(folder), "-o", str(killed), "--jobs", str(jobs)]
        rows = []
        for _ in range(5):
            process = subprocess.Popen([*command, "--to", to], stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0.05, 0.3) * seconds)
            process.kill()
            rows.append(process.wait())
        said = _gangmu(folder, killed, jobs, "--to", to).stderr.splitlines()[-1]
        same = _digest(quiet) == _digest(killed)
        sources = [json.loads(line)["source"] for line in (killed / "batch.jsonl").open(encoding="utf-8")]
        print(f"--to {to}: ended by {rows}; last run: {said}")
        print(f"--to {to}: {len(sources)} rows, {len(set(sources))} sources, the same bytes as a quiet run: {same}")


def _digest(folder: Path) -> dict[str, str]:
    """Every file, hidden ones too."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


# ── hostile documents ─────────────────────────────────────────────────────────────────────────────


def hostile(folder: Path, out: Path, jobs: int, number: int) -> None:
    """One document that crashes, one that hangs, one that eats memory, twenty that are none."""
    dice = random.Random(9)
    places = dice.sample(range(number), 23)
    bad = dict(zip(places, [*HOSTILE.values(), *[""] * 10, *["%PDF-1.7"] * 10], strict=True))
    write(folder, number, bad)
    os.environ["PYTHONPATH"] = HERE
    setup = Setup(options=Options(), timeout=10, memory=1024, work="batch:work")
    started = time.perf_counter()
    summary = run(Batch([str(folder)], out, "jsonl", setup, jobs), lambda _: None)
    seconds = time.perf_counter() - started
    rows = [json.loads(line) for line in (out / "batch.jsonl").open(encoding="utf-8")]
    expected = {f"{place:06}.txt": said for place, said in bad.items()}
    kinds = {said: status for status, said in HOSTILE.items()}
    wrong = [
        row["id"]
        for row in rows
        if row["status"]
        != (kinds.get(expected[row["id"][-10:]], "unreadable") if row["id"][-10:] in expected else "ok")
    ]
    print(f"hostile: {len(rows)} rows in {seconds:.1f} s, {dict(Counter(summary.statuses))}, wrong status on {wrong}")


def main() -> None:
    """Do what is asked for, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=[])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    what = asked.what or ["speed", "kills", "hostile"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in", asked.documents, {})
        if "speed" in what:
            (folder / "speed").mkdir()
            speed(folder / "in", folder / "speed", asked.jobs)
        if "kills" in what:
            kills(folder / "in", folder / "kills", asked.jobs)
        if "hostile" in what:
            hostile(folder / "hostile", folder / "hostile-out", asked.jobs, asked.documents)


if __name__ == "__main__":
    main()

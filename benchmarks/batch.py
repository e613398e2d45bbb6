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
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from common import ROOT, children_cpu, notice, python, table

import converter
from converter.options import Options
from converter.scale.columns import encoded, row_of
from converter.scale.frames import Frame
from converter.scale.run import Batch, run
from converter.scale.tasks import Setup, Task

HERE = str(Path(__file__).resolve().parent)
TO = ("json", "jsonl")
HOSTILE = {"crash": "[crash]", "timeout": "[hang]", "memory": "[memory]"}


def write(folder: Path, number: int, hostile: dict[int, str]) -> None:
    """The documents as files, some hundred to a folder."""
    for one in range(number):
        path = folder / f"{one // 500:03}" / f"{one:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(hostile.get(one, notice(one)), encoding="utf-8")


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
    from converter.scale.rows import converted  # not above: work that costs nothing is to load nothing

    return converted(task, setup)


# ── speed ─────────────────────────────────────────────────────────────────────────────────────────

BODY = ('{"children":"' + "加快推进城乡供水一体化建设" * 350 + '"}').encode()


def nothing(task: Task, _: Setup) -> Frame:
    """Work that costs nothing: a row and a document of the usual size, so that what is left is the batch itself."""
    return Frame(encoded(row_of(task, b"")), BODY)


def pool(folder: Path, jobs: int, *, keep: bool) -> None:
    """A bare pool: what anybody would write."""
    paths = sorted(str(path) for path in folder.rglob("*.txt"))
    with ProcessPoolExecutor(jobs) as workers:
        sum(workers.map(_convert_and_write if keep else _convert, paths, chunksize=8))


def _convert(path: str) -> int:
    return len(converter.convert(path).children)


def _convert_and_write(path: str) -> int:
    place = Path(path)
    return place.with_suffix(".json").write_bytes(converter.emit(converter.convert(path), "json").encode())


def empty(folder: Path, out: Path, to: str, jobs: int) -> None:
    """A batch whose documents are not converted."""
    os.environ["PYTHONPATH"] = HERE
    run(Batch([str(folder)], out, to, Setup(work="batch:nothing"), jobs), lambda _: None)


def speed(folder: Path, out: Path, jobs: int) -> None:
    """Each run as a whole process, in turns, so that what else the machine does falls on all of them."""
    number = sum(1 for _ in folder.rglob("*.txt"))
    own = [HERE + "/batch.py", "--folder", str(folder), "--jobs", str(jobs)]
    best: dict[str, tuple[float, float]] = {}
    for turn in range(2):
        runs: dict[str, list[str]] = {
            "bare pool, `convert` alone, nothing kept": [*own, "pool"],
            "bare pool, `convert`, JSON written to files": [*own, "pool-keep"],
            **{f"`gangmu batch --to {to}`": _command(folder, out / f"{to}{turn}", jobs, to) for to in TO},
            **{f"the same, nothing converted, {to}": [*own, "--out", str(out / f"x{to}{turn}"), to] for to in TO},
        }
        for name, command in runs.items():
            start = time.perf_counter(), children_cpu()
            python(*command)
            known = best.get(name, (float("inf"), float("inf")))
            best[name] = min(known[0], time.perf_counter() - start[0]), min(known[1], children_cpu() - start[1])
    first = next(iter(best.values()))
    table(
        "run | seconds | to the bare pool | processor seconds | to the bare pool | processor ms a document",
        (
            (
                name,
                f"{wall:.1f}",
                f"{wall / first[0]:.2f}",
                f"{cpu:.1f}",
                f"{cpu / first[1]:.2f}",
                f"{cpu / number * 1e3:.3f}",
            )
            for name, (wall, cpu) in best.items()
        ),
    )


def _command(folder: Path, out: Path, jobs: int, to: str) -> list[str]:
    return ["-m", "converter", "batch", str(folder), "-o", str(out), "--jobs", str(jobs), "--to", to]


# ── kills ─────────────────────────────────────────────────────────────────────────────────────────


def kills(folder: Path, out: Path, jobs: int) -> None:
    """One quiet run; one that is killed five times; the same bytes in both."""
    for to in TO:
        quiet, killed = out / f"quiet-{to}", out / f"killed-{to}"
        started = time.perf_counter()
        python(*_command(folder, quiet, jobs, to))
        seconds = time.perf_counter() - started
        dice = random.Random()
        command = _command(folder, killed, jobs, to)
        rows = []
        for _ in range(5):
            process = subprocess.Popen([sys.executable, *command], stderr=subprocess.DEVNULL, cwd=ROOT)
            time.sleep(dice.uniform(0.05, 0.3) * seconds)
            process.kill()
            rows.append(process.wait())
        said = python(*command).stderr.splitlines()[-1]
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
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.folder is not None:  # a run of the table, in a process of its own
        if asked.out is not None:
            empty(asked.folder, asked.out, asked.what[0], asked.jobs)
        else:
            pool(asked.folder, asked.jobs, keep=asked.what == ["pool-keep"])
        return
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

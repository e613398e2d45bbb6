"""`gangmu validate` beside check-jsonschema: what each finds, how it ends, and how long it takes, in one run.

    python benchmarks/validate.py

Every cell of the table that it prints was got by running both commands on the same files. Seconds are the best of
three runs of the whole process; machines are noisy, so read the ratios.
"""

from __future__ import annotations

import gc
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from jsonschema import Draft202012Validator

import converter
from converter.numerals import from_int

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "schemas" / "gangmu-1.schema.json"
OURS = [sys.executable, "-m", "converter", "validate", "-q"]
THEIRS = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA)]


class Ended(NamedTuple):
    """How one process ended."""

    code: int
    output: str
    seconds: float


def ended(command: list[str], *files: str, times: int = 1) -> Ended:
    """Run a command on files, and keep the quickest of some runs."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "GANGMU_LANG": "en", "NO_COLOR": "1", "COLUMNS": "80"}
    runs = []
    for _ in range(times):
        start = time.perf_counter()
        done = subprocess.run([*command, *files], env=environment, capture_output=True, text=True, check=False)
        runs.append(Ended(done.returncode, done.stdout + done.stderr, time.perf_counter() - start))
    return min(runs, key=lambda run: run.seconds)


# ── the documents ─────────────────────────────────────────────────────────────────────────────────


def document(chapters: int) -> str:
    """A plan of an invented town, as JSON."""
    lines = ["云岭市步道修缮规划"]
    for number in range(1, chapters + 1):
        lines += [
            f"{from_int('han', number)}、第{number}段步道",
            "(一)修缮原则。先易后难。一是查清底数。二是分段推进。",
            "(二)主要目标",
            "年底前完成铺装,明年春季完成绿化。",
            "1.湖岸铺装",
            "更换破损石板,补齐照明。",
        ]
    return converter.convert_text("\n".join(lines), name="plan.txt").model_dump_json()


def write(folder: Path) -> None:
    """The files that both commands are asked about."""
    small, large = document(4), document(420)
    level = '"level":2,'
    bad = small.replace(level, '"level":"2",', 1)
    files = {
        "large.json": large,
        "bad.json": bad,
        "badlarge.json": large.replace(level, '"level":"2",', 1),
        "cut.json": small[:-1000],
        "twice.json": small.replace(level, level + level, 1),
        "nan.json": small.replace(level, '"level":NaN,', 1),
        "senseless.json": small.replace(level, '"level":7,', 1),
        "many.jsonl": f"{small}\n{bad}\n{small}\n",
        "ten.jsonl": f"{small}\n" * (10_000_000 // len(small.encode()) + 1),
        **{f"folder/{number:03}.json": small for number in range(100)},
    }
    (folder / "folder").mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "packed.json.gz").write_bytes(gzip.compress(small.encode()))


# ── what is asked ─────────────────────────────────────────────────────────────────────────────────

Cell = Callable[[list[str], Path], str]


def _end(name: str) -> Cell:
    def cell(command: list[str], folder: Path) -> str:
        run = ended(command, str(folder / name))
        return f"exit {run.code}{', traceback' if 'Traceback' in run.output else ''}"

    return cell


def _found(name: str) -> Cell:
    return lambda command, folder: "found" if ended(command, str(folder / name)).code else "not found"


def _taken(name: str) -> Cell:
    return lambda command, folder: "no" if ended(command, str(folder / name)).code else "yes"


def _seconds(*names: str) -> Cell:
    def cell(command: list[str], folder: Path) -> str:
        files = [str(path) for name in names for path in sorted(folder.glob(name))]
        return f"{ended(command, *files, times=3).seconds:.2f} s"

    return cell


def _report(command: list[str], folder: Path) -> str:
    run = ended(command, str(folder / "badlarge.json"))
    lines = run.output.strip().splitlines()
    longest = max(map(len, lines))
    return f"{len(lines)} line{'s' if len(lines) > 1 else ''}, the longest of {longest:,} characters"


def _line(command: list[str], folder: Path) -> str:
    return "yes" if "many.jsonl:2:" in ended(command, str(folder / "many.jsonl")).output else "no"


QUESTIONS: dict[str, Cell] = {
    "a document with one wrong type": _end("bad.json"),
    "what is printed of it, when it is 1 MB large": _report,
    "a file that is not there": _end("gone.json"),
    "a file that was cut": _end("cut.json"),
    "a key that stands twice": _found("twice.json"),
    "NaN where a number should stand": _found("nan.json"),
    "a level that does not fit its place": _found("senseless.json"),
    "JSONL, the bad line by its number": _line,
    "a document packed with gzip": _taken("packed.json.gz"),
    "1 MB, whole process": _seconds("large.json"),
    "100 documents, whole process": _seconds("folder/*.json"),
}


def inside() -> Iterator[tuple[str, str, str]]:
    """What validating 1 MB takes after start-up: ours with all its layers, and the library below check-jsonschema."""
    data = document(420).encode()
    judge = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    threshold = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)  # as the command has it
    ours = _best(lambda: converter.validate(data))
    gc.set_threshold(*threshold)
    library = _best(lambda: converter.validate(data))
    theirs = _best(lambda: judge.is_valid(json.loads(data)))
    size = len(data) / 1e6
    yield f"{size:.2f} MB after start-up, as the command does it", f"{ours * 1e3:.0f} ms", f"{theirs * 1e3:.0f} ms"
    yield f"{size:.2f} MB after start-up, as a library", f"{library * 1e3:.0f} ms", "as above"


def _best(task: Callable[[], object]) -> float:
    def once() -> float:
        start = time.perf_counter()
        task()
        return time.perf_counter() - start

    return min(once() for _ in range(5))


def main() -> None:
    """Print the table."""
    print("| asked | `gangmu validate` | check-jsonschema |\n| --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder)
        for question, cell in QUESTIONS.items():
            print(f"| {question} | {cell(OURS, folder)} | {cell(THEIRS, folder)} |")
        size = (folder / "ten.jsonl").stat().st_size / 1e6
        print(f"| JSONL of {size:.0f} MB, whole process | {_seconds('ten.jsonl')(OURS, folder)} | not read |")
    for row in inside():
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()

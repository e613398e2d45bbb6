"""What several benchmarks need: documents of a seeded dice, the floor, clocks, tables, whole processes."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import converter

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"

# ── documents ─────────────────────────────────────────────────────────────────────────────────────

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


def notice(number: int) -> str:
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


def texts(folder: Path | None) -> list[bytes]:
    """The documents of a folder that are text, or the samples, as UTF-8."""
    where, suffixes = (SAMPLES, (".txt",)) if folder is None else (folder, (".txt", ".md"))
    paths = sorted(path for path in where.rglob("*") if path.suffix in suffixes and ".outline" not in path.name)
    return [converter.read_source(path).encode("utf-8", "replace") for path in paths]


def pages(folder: Path | None) -> list[bytes]:
    """The saved pages of a folder, or of the samples."""
    return [path.read_bytes() for path in sorted((folder or SAMPLES).rglob("*.html"))]


def mixed(size: int, folder: Path | None = None) -> Iterator[bytes]:
    """Documents of `size` bytes together: those of a folder, or samples and notices, over and over, shuffled."""
    dice = random.Random(size)
    number = 0
    while size > 0:
        batch = texts(folder)
        if folder is None:
            batch += [notice(number + one).encode() for one in range(20)]
        number += 20
        dice.shuffle(batch)
        for data in batch:
            if size > 0:
                yield data
            size -= len(data)


def single(size: int, folder: Path | None = None) -> bytes:
    """The same as one document of `size` bytes."""
    return b"\n".join(mixed(size, folder))[:size].decode(errors="ignore").encode()


# ── what is measured ──────────────────────────────────────────────────────────────────────────────


def to_json(data: bytes, name: str = "benchmark.txt") -> bytes:
    """Bytes of a document → bytes of its JSON, in the quickest way that there is."""
    return converter.convert_json(data, name=name)


_MARKER = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,4}、|[(（][一二三四五六七八九十]{1,4}[)）]|\d{1,3}[.．、]|第.{1,6}[编章节条]|专栏|[①-⑳]|——)"
)


def _own_floor(data: bytes, result: object) -> bytes:
    for line in data.decode().splitlines():
        _MARKER.match(line)
    return json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode()


def the_floor() -> Callable[[bytes, object], object]:
    """What nobody can leave out: decode, split into lines, match one pattern a line, write the same JSON.

    That of the folder GANGMU_SHARED when it is set, so that figures can be compared with others; else our own.
    """
    shared = os.environ.get("GANGMU_SHARED")
    if not shared:
        return _own_floor
    spec = spec_from_file_location("floor", Path(shared) / "tools" / "floor.py")
    if spec is None or spec.loader is None:
        raise SystemExit("GANGMU_SHARED has no tools/floor.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    floor: Callable[[bytes, object], object] = module.floor
    return floor


# ── clocks, tables, processes ─────────────────────────────────────────────────────────────────────


def best(task: Callable[[], object], times: int = 3) -> float:
    """Processor seconds of the quickest run: the processor's clock, because machines have other work to do."""
    return min(took(task) for _ in range(times))


def took(task: Callable[[], object]) -> float:
    """Processor seconds of one run."""
    start = time.process_time()
    task()
    return time.process_time() - start


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return in_megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def in_megabytes(peak: int) -> float:
    """What the system says in its own unit: kibibytes on Linux, bytes on a Mac."""
    return peak * (1024 if sys.platform == "linux" else 1) / 1e6


def children_cpu() -> float:
    """Processor seconds of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(header: str, rows: Iterable[Iterable[object]]) -> None:
    """Print a table as it stands in the README, row by row."""
    columns = header.split(" | ")
    print(f"| {header} |\n|{' --- |' * len(columns)}", flush=True)
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |", flush=True)


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, with this very package; its output is text."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "benchmarks")))}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return done

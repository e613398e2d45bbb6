"""Text to JSON: how the time grows with the input, and how it stands to a floor measured in the same run.

    python benchmarks/text.py [MEGABYTES …]

The input is the samples, repeated. The floor does what nobody can leave out: decode, split into lines, match
one pattern a line, write the same JSON. Machines are noisy, so read the ratios, not the seconds.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

import converter

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
MARKER = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,4}、|[(（][一二三四五六七八九十]{1,4}[)）]|\d{1,3}[.．、]|第.{1,6}[编章节条]|专栏|[①-⑳]|——)"
)


def _text(size: int) -> str:
    """The samples over and over, `size` bytes of UTF-8."""
    whole = "\n".join(converter.read_source(path) for path in sorted(SAMPLES.glob("*/source.txt"))) + "\n"
    data = (whole * (size // len(whole.encode()) + 1)).encode()[:size]
    return data.decode(errors="ignore")


def _floor(data: bytes, result: object) -> None:
    for line in data.decode().splitlines():
        MARKER.match(line)
    json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode()


def measure(megabytes: int) -> tuple[float, float]:
    """Seconds of the conversion to JSON bytes, and of the floor."""
    data = _text(megabytes * 1_000_000).encode()
    start = time.perf_counter()
    written = converter.convert(data, name="benchmark.txt").model_dump_json().encode()
    converted = time.perf_counter()
    result = json.loads(written)
    parsed = time.perf_counter()
    _floor(data, result)
    return converted - start, time.perf_counter() - parsed


def main() -> None:
    """Print one row a size."""
    sizes = [int(argument) for argument in sys.argv[1:]] or [1, 10]
    print(f"{'MB':>4} {'seconds':>9} {'s per MB':>9} {'x floor':>8} {'peak MB':>8}")
    for megabytes in sizes:
        seconds, floor = measure(megabytes)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(f"{megabytes:>4} {seconds:>9.2f} {seconds / megabytes:>9.3f} {seconds / floor:>8.1f} {peak:>8.0f}")


if __name__ == "__main__":
    main()

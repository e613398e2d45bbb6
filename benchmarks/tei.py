"""Emitting TEI against emitting JSON, reading TEI back, and the memory of a corpus: ratios of one run.

    python benchmarks/tei.py [FILE OR FOLDER …]

The documents are the samples, or those that are named. Machines are noisy, so read the ratios, not the seconds.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import converter
from converter.emit.tei_corpus import corpus_member
from converter.files import SUFFIXES

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
ROUNDS = 9


def _documents(names: list[str]) -> list[converter.Document]:
    paths = [
        path for name in names for path in ([Path(name)] if Path(name).is_file() else sorted(Path(name).rglob("*")))
    ]
    return [converter.convert(path) for path in paths if path.is_file() and path.name.endswith(SUFFIXES)]


def _best(step: Callable[[], object]) -> float:
    """Seconds of the fastest of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return min(times)


def _corpus_peak(document: converter.Document, members: int) -> float:
    """Megabytes at the peak of writing a corpus, one member after the other."""
    tracemalloc.start()
    for number in range(1, members + 1):
        corpus_member(document, number)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def main() -> None:
    """Print the figures."""
    documents = _documents(sys.argv[1:] or sorted(map(str, SAMPLES.glob("*/source.*"))))
    written = [converter.emit(one, "tei") for one in documents]
    json = _best(lambda: [converter.emit(one, "json") for one in documents])
    tei = _best(lambda: [converter.emit(one, "tei") for one in documents])
    read = _best(lambda: [converter.from_tei(one) for one in written])
    checked = _best(lambda: [converter.validate(one) for one in written])
    print(f"{len(documents)} documents, {sum(map(len, written)) / 1e6:.2f} million characters of TEI")
    print(f"emit JSON     {json * 1000:>8.1f} ms")
    print(f"emit TEI      {tei * 1000:>8.1f} ms, {tei / json:.2f} x JSON")
    print(f"read TEI back {read * 1000:>8.1f} ms, {read / json:.2f} x JSON")
    print(f"validate TEI  {checked * 1000:>8.1f} ms, {checked / json:.2f} x JSON")
    largest = max(documents, key=lambda one: one.source.length)
    print("corpus, peak MB:", ", ".join(f"{n} members {_corpus_peak(largest, n):.2f}" for n in (1, 10, 100)))


if __name__ == "__main__":
    main()

"""Documents to begin with: our samples and cases, and where `GANGMU_SHARED` names the shared data, real ones too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from casefile import read_cases

import converter

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 3000
"""Bytes of a document to begin with: more makes a fuzzer slow, not keen."""


@cache
def samples(pattern: str) -> tuple[bytes, ...]:
    """Our own files of a pattern, shortened."""
    return tuple(map(_short, sorted((ROOT / "samples").glob(pattern))))


@cache
def cases() -> tuple[str, ...]:
    """The texts of our cases: short, and each about one thing."""
    folder = ROOT / "tests" / "cases"
    found = (case for path in sorted(folder.glob("*/*.case")) for case in read_cases(path) if not case.is_page)
    return tuple(case.source for case in found if case.source.strip() and len(case.source) <= LONGEST // 3)


@cache
def emitted(form: str) -> tuple[bytes, ...]:
    """Some of our cases as the program writes them."""
    return tuple(converter.emit(converter.convert_text(text, "x.txt"), form).encode("utf-8") for text in cases()[::10])


@cache
def real(*patterns: str) -> tuple[bytes, ...]:
    """Files of the shared data, shortened; none without it."""
    folder = os.environ.get("GANGMU_SHARED")
    return tuple(map(_short, _found(Path(folder), patterns))) if folder else ()


def _found(folder: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(folder.glob(pattern))


def _short(path: Path) -> bytes:
    """Its beginning and its end, cut between lines: heads and tails are where documents differ."""
    data = path.read_bytes()
    if len(data) <= LONGEST:
        return data
    half = LONGEST // 2
    head, tail = data[:half].rpartition(b"\n"), data[-half:].partition(b"\n")
    return (head[0] or head[2]) + b"\n" + tail[2]

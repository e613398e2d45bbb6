"""Bytes of any encoding as a text file."""

from __future__ import annotations

from . import mutate, oracle, starts

pieces = (*mutate.examples(), *mutate.ODD)


def begin() -> tuple[bytes, ...]:
    short = tuple(text.encode("utf-8", errors="replace") for text in starts.cases())
    return short + starts.samples("*/source.txt") + starts.real("seeds/*.txt", "corpus/flat/*.txt")


def check(data: bytes) -> None:
    oracle.converts(data, "x.txt")

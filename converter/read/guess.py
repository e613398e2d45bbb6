"""Bytes without a label → the encoding whose reading is the most Chinese."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..rules.encodings import NARROW, WIDE
from .evidence import MARGIN, Evidence, evidence, fits, read_as, weight

SAMPLE = 65536
"""This many bytes are read on trial."""

_HIGH = re.compile(rb"[\x80-\xff]")


class Guess(NamedTuple):
    """The best of the readings on trial; `lead` is by how much it outweighs the next."""

    codec: str
    found: Evidence
    lead: int

    @property
    def is_sure(self) -> bool:
        return self.lead >= MARGIN and fits(self.found)


def guess(data: bytes) -> Guess:
    """Read a sample of `data` in every encoding that it may be in, and weigh what comes out."""
    sample = _sample(data)
    trials = [(codec, evidence(read_as(sample, codec))) for codec in _candidates(data)]
    (codec, found), (_, next_found) = sorted(trials, key=lambda trial: weight(trial[1]), reverse=True)[:2]
    return Guess(codec, found, weight(found) - weight(next_found))


def better_than(data: bytes, codec: str) -> str | None:
    """The encoding that reads `data` as Chinese when `codec`, which somebody named, clearly does not."""
    best = guess(data)
    if best.codec == codec or not best.is_sure:
        return None
    named = evidence(_sample(data).decode(codec, errors="replace"))
    return best.codec if weight(best.found) - weight(named) >= MARGIN else None


def _candidates(data: bytes) -> tuple[str, ...]:
    """UTF-16 may be all ASCII bytes, in pairs; an odd byte shows that it was cut, if its NULs give it away."""
    return (*NARROW, *WIDE) if len(data) % 2 == 0 or not data.isascii() or b"\0" in data else NARROW


def _sample(data: bytes) -> bytes:
    """From the line on that holds the first byte beyond ASCII; an even start, for UTF-16."""
    first = _HIGH.search(data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    start -= start % 2
    return data[start : start + SAMPLE]

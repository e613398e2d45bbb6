"""Bytes without a label → the encoding whose reading is the most Chinese."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..rules.encodings import HZ_SIGNS, LEGACY
from .evidence import MARGIN, Evidence, evidence, fits, read_as, weight

SAMPLE = 65536
"""This many bytes are read on trial."""

_TELLING = re.compile(rb"[\x80-\xff]|~\{")


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
    trials = [(codec, evidence(read_as(sample, codec))) for codec in _candidates(sample)]
    (codec, found), (_, next_found) = sorted(trials, key=lambda trial: weight(trial[1]), reverse=True)[:2]
    return Guess(codec, found, weight(found) - weight(next_found))


def better_than(data: bytes, codec: str) -> str | None:
    """The encoding that reads `data` as Chinese when `codec`, which somebody named, clearly does not."""
    best = guess(data)
    named = evidence(_sample(data).decode(codec, errors="replace"))
    return best.codec if best.is_sure and weight(best.found) - weight(named) >= MARGIN else None


def _candidates(sample: bytes) -> tuple[str, ...]:
    """UTF-8 first: where readings weigh the same, the first one stands."""
    if not sample.isascii():
        return ("utf-8", *LEGACY)
    # UTF-16 without its mark may be all ASCII bytes, and HZ always is.
    wide = tuple(codec for codec in LEGACY if codec.startswith("utf-16"))
    return ("utf-8", *wide, "hz") if all(sign in sample for sign in HZ_SIGNS) else ("utf-8", *wide)


def _sample(data: bytes) -> bytes:
    """From the line on that holds the first telling byte; an even start, for UTF-16."""
    first = _TELLING.search(data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    start -= start % 2
    return data[start : start + SAMPLE]

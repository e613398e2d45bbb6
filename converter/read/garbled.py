"""Text that was read in the wrong encoding and saved so, before it came to us: recognised, never repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..rules.encodings import GARBLING_SIGNS, GARBLINGS, LOST
from .evidence import MARGIN, Evidence, evidence, weight

SAMPLE = 8192
"""This many characters from the beginning are looked at."""
SHARE = 3
"""A text is garbled when one in this many of its characters is; a document that quotes some stays below."""
FEW = 6
"""Fewer lost characters than this are an example, even where nothing else is beyond ASCII."""
SHRINKS = 6
"""Three characters of Latin-1 are one of UTF-8, and half of these may be lost or rare; more than that is no reading."""

# Apart, each is searched by its first character, several times as fast as one that begins in two ways.
_SIGNS = tuple(re.compile(sign) for sign in GARBLING_SIGNS)
_LOST = re.compile(LOST)
_HAN = re.compile("[\u4e00-\u9fff]")
_WESTERN = {ord(char): byte for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", errors="ignore"))}
"""Windows characters → the C1 byte that they were; Latin-1 has the rest."""


def garbling(text: str) -> str | None:
    """What happened to `text`, as a clause, or None when most of it is what its author wrote."""
    sample = text[:SAMPLE]
    if not any(sign.search(sample) for sign in _SIGNS):
        return None
    whole = sum(evidence(sample))
    lost = sum(map(len, _LOST.findall(sample)))
    if lost >= FEW and lost * SHARE > whole:
        return "its characters were lost when it was saved (U+FFFD, 锟斤拷)"
    lines = [(line, evidence(line)) for line in sample.splitlines()]
    share, sentence = max((sum(_garbled(lines, wrong, right)), said) for wrong, right, said in GARBLINGS)
    return f"its characters are garbled: {sentence} when it was saved" if share * SHARE > whole else None


def _garbled(lines: list[tuple[str, Evidence]], wrong: str, right: str) -> Iterator[int]:
    """The number of characters of each line that makes sense only when it is read again."""
    for line, printed in lines:
        # Read as Big5, what GBK makes of Russian is half Chinese; but a Chinese codec leaves Han in every line.
        if wrong != "western" and not _HAN.search(line):
            continue
        again = evidence(_read_again(line, wrong, right))
        sense = again.good * 2 >= sum(again) and again.good * SHRINKS >= sum(printed)
        if sense and weight(again) - weight(printed) >= MARGIN:
            yield sum(printed)


def _read_again(line: str, wrong: str, right: str) -> str:
    """Undo a reading; what was lost by it stays away."""
    data = line.translate(_WESTERN).encode("latin-1", "ignore") if wrong == "western" else line.encode(wrong, "ignore")
    return data.decode(right, "ignore")

"""Text that was read in the wrong encoding and saved so, before it came to us: recognised, never repaired."""

from __future__ import annotations

from collections.abc import Iterator

from ..late import late
from ..rules.encodings import GARBLING_SIGNS, GARBLINGS, LOST
from .evidence import MARGIN, counted_in, evidence, fits, good_in, weight

SAMPLE = 8192
"""This many characters from the beginning are looked at."""
SHARE = 3
"""A text is garbled when one in this many of its characters is; a document that quotes some stays below."""
FEW = 6
"""Fewer lost characters than this are an example, even where nothing else is beyond ASCII."""
SHRINKS = 6
"""Three characters of Latin-1 are one of UTF-8, and half of these may be lost or rare; more than that is no reading."""

# One class of first characters for all, which is searched several times as fast as a choice of patterns.
_SIGN = late(
    f"[{''.join(first for first, _ in GARBLING_SIGNS)}]"
    f"(?:{'|'.join(f'(?<=[{first}]){behind}' for first, behind in GARBLING_SIGNS)})"
)
_LOST = late(LOST)
_HAN = late("[\u4e00-\u9fff]")
_WESTERN = {ord(char): byte for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", errors="ignore"))}
"""Windows characters → the C1 byte that they were; Latin-1 has the rest."""
_WESTERN_CHAR = late(f"[\x80-\xff{''.join(map(chr, _WESTERN))}]")


def garbling(text: str) -> str | None:
    """What happened to `text`, as a clause, or None when most of it is what its author wrote."""
    sample = text[:SAMPLE]
    if _SIGN.search(sample) is None:
        return None
    whole = counted_in(sample)
    lost = sum(map(len, _LOST.findall(sample)))
    if lost >= FEW and lost * SHARE > whole:
        return "its characters were lost when it was saved (U+FFFD, 锟斤拷)"
    lines = [(line, counted_in(line)) for line in sample.splitlines() if not line.isascii()]
    # Read as Big5, what GBK makes of Russian is half Chinese; but a Chinese codec leaves Han in every line.
    chinese = [(line, size) for line, size in lines if _HAN.search(line)]
    western = [(line, size) for line, size in lines if len(_WESTERN_CHAR.findall(line)) * SHRINKS >= size]
    found = (
        (sum(_garbled(western if wrong == "western" else chinese, wrong, right)), said)
        for wrong, right, said in GARBLINGS
    )
    share, sentence = max(found)
    return f"its characters are garbled: {sentence} when it was saved" if share * SHARE > whole else None


def _garbled(lines: list[tuple[str, int]], wrong: str, right: str) -> Iterator[int]:
    """Of lines with their numbers of characters, the number of each that makes sense only when it is read again."""
    if not lines:
        return
    # No encoding has a line feed inside a character: all lines are read at once.
    again = _read_again("\n".join(line for line, _ in lines), wrong, right).split("\n")
    for (line, size), text in zip(lines, again, strict=True):
        if good_in(text) * SHRINKS >= size and _makes_sense(text, line):
            yield size


def _makes_sense(text: str, line: str) -> bool:
    """True when `text` is Chinese, and far more so than the `line` that it is a reading of."""
    printed, again = evidence(line), evidence(text)
    return fits(again) and weight(again) - weight(printed) >= MARGIN


def _read_again(text: str, wrong: str, right: str) -> str:
    """Undo a reading; what was lost by it stays away."""
    data = text.translate(_WESTERN).encode("latin-1", "ignore") if wrong == "western" else text.encode(wrong, "ignore")
    return data.decode(right, "ignore")

"""Bytes without a label or mark → the codec that they are in, or why that cannot be said."""

from __future__ import annotations

import re
import string
from itertools import islice

from ..errors import ConverterError
from ..rules.encodings import HZ_OPENS, HZ_RUN, ISO_2022_SIGN, WIDE
from .binary import is_ridden_with_nuls
from .evidence import evidence, fits, read_as
from .guess import Guess, guess

FEW = 30
"""With fewer characters than this, it is for want of evidence that no encoding was found."""
UNLIKELY = 8
"""So many characters are not well-formed UTF-8 by chance."""
WORD, SENTENCE = 4, 20
"""Among so many letters each, characters beyond ASCII are a Western text's accents; a few odd ones are its names."""

_TOO_LITTLE = "it holds too little text to tell its encoding"
_NAMELESS = "it is not text in UTF-8, UTF-16, GB18030, Big5 or HZ"
_ODD = re.compile("[\u0100-\U0010ffff]")
_BUT_LETTERS = bytes(set(range(0x100)) - set(string.ascii_letters.encode()))
_HZ_RUN = re.compile(HZ_RUN)


def codec_of(data: bytes, name: str) -> str:
    """The codec that reads a sample of `data` as text; the rest is still to be read.

    Raises ConverterError when nothing does, or when too much is possible.
    """
    best = guess(data)
    if best.is_sure and best.codec in WIDE:
        return best.codec
    if is_ridden_with_nuls(data):
        raise ConverterError(name, "it is full of NUL bytes, as binary files are", "give a text file")
    codec = _narrow(data, best)
    if codec is not None:
        return codec
    few = sum(best.found) < FEW and ISO_2022_SIGN not in data
    raise ConverterError(name, _TOO_LITTLE if few else _NAMELESS, "name its encoding with --encoding")


def _narrow(data: bytes, best: Guess) -> str | None:
    """The codec, when it is one that writes ASCII in single bytes and there is no doubt."""
    if _is_hz(data):
        return "hz" if fits(evidence(read_as(data, "hz"))) else None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return best.codec if best.is_sure else None
    return "utf-8" if ISO_2022_SIGN not in data and _stands_alone(text, best) else None


def _is_hz(data: bytes) -> bool:
    """True when all is ASCII and every sign that opens a run of Han has one, closed, behind it."""
    opened = data.count(HZ_OPENS)
    return opened > 0 and data.isascii() and len(_HZ_RUN.findall(data)) == opened


def _stands_alone(text: str, best: Guess) -> bool:
    """True when text without Chinese is well-formed UTF-8 by no accident, though `best` may read it in another way."""
    plain = text.encode("ascii", errors="ignore")
    beyond, letters = len(text) - len(plain), len(plain.translate(None, _BUT_LETTERS))
    if best.codec in WIDE and best.found.good > 1 and fits(best.found):
        return False
    if best.codec != "utf-8" and best.is_sure and letters < beyond * WORD:
        return False
    odd = len(list(islice(_ODD.finditer(text), UNLIKELY)))
    return odd in (0, UNLIKELY) or letters >= odd * SENTENCE

"""A reading of bytes → what in it speaks for Chinese text and what against."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ..late import late
from ..rules.encodings import BLANKS, PUNCTUATION, SIMPLIFIED, TRADITIONAL, USUAL

MARGIN = 6
"""By how much one reading must outweigh another: three frequent characters against none."""

_GOOD = late(f"[{SIMPLIFIED}{TRADITIONAL}{PUNCTUATION}]+")
_ASCII = "\t\n\v\f\r\x20-\x7e"
_COUNTED = late(f"[^{_ASCII}{BLANKS}]+")
_STRANGE = late(f"[^{_ASCII}{USUAL}]+")


class Evidence(NamedTuple):
    """Numbers of characters; printable ASCII and blanks say nothing and are not counted."""

    good: int
    """Frequent Han and Chinese punctuation."""
    rest: int
    strange: int
    """What Chinese documents do not hold: controls, private use, other scripts, replacement characters."""


def evidence(text: str) -> Evidence:
    """Weigh `text`.

    >>> evidence("GDP增长5%")
    Evidence(good=2, rest=0, strange=0)
    """
    good, strange = _count(_GOOD, text), _count(_STRANGE, text)
    return Evidence(good, _count(_COUNTED, text) - good - strange, strange)


def good_in(text: str) -> int:
    """The first number of its evidence alone."""
    return _count(_GOOD, text)


def counted_in(text: str) -> int:
    """The sum of its evidence: its characters but for printable ASCII and blanks."""
    return _count(_COUNTED, text)


def _count(runs: re.Pattern[str], text: str) -> int:
    return sum(map(len, runs.findall(text)))


def weight(found: Evidence) -> int:
    """One figure to compare readings by.

    A frequent character is some eight times likelier in the true reading than in a false one; any other
    Han is as much likelier in a false one, and a strange character hardly occurs in a true one.
    """
    return 2 * found.good - 2 * found.rest - 6 * found.strange


def fits(found: Evidence) -> bool:
    """True when half of a reading's characters are frequent ones: it is Chinese.

    In true readings of real documents 80 to 97 in a hundred are; in false ones of Chinese text at most 11, of
    Korean 27, of Japanese 36.
    """
    return found.good * 2 >= sum(found)


def read_as(data: bytes, codec: str) -> str:
    """`data` as `codec` reads it, bytes that do not fit as U+FFFD; an incomplete last character is left out."""
    return codecs.getincrementaldecoder(codec)("replace").decode(data)

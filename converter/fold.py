"""Text → its folded shadow, strictly 1:1, so that an offset in the shadow is an offset in the text.

Folded: full-width ASCII and small forms → ASCII, every kind of blank and invisible character → one
space, Kangxi radicals and compatibility ideographs → the plain ideograph. NFKC would not do: it takes
① for 1 and ½ for 1⁄2 and changes lengths.
"""

from __future__ import annotations

import re
import unicodedata


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for code in (*range(0xFE50, 0xFE6C), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    blanks = (0x00A0, 0x00AD, 0x3000, 0xFEFF, *range(0x2000, 0x2010), *range(0x2028, 0x2030), *range(0x205F, 0x2070))
    # What is no blank by the law of conservation (unassigned 2065) must not vanish at the end of a line.
    blanks = tuple(code for code in blanks if unicodedata.category(chr(code)) in ("Zs", "Zl", "Zp", "Cf"))
    controls = (code for code in (*range(0x20), *range(0x7F, 0xA0)))
    return table | dict.fromkeys((*blanks, *controls), " ")


_TABLE = _table()
_PLAIN = {chr(code): plain for code, plain in _TABLE.items()}
_FOLDED = re.compile("[" + "".join(map(re.escape, sorted(_PLAIN))) + "]")
USUAL = "，（）；：\n\u3000"
"""Hardly any text is without these."""
CHUNK = 1 << 16
FEW = 64
"""To replace so many characters one by one is several times as fast as to look every character up."""


def fold(text: str) -> str:
    """The shadow of `text`; the same length.

    >>> fold("（一）　总则")
    '(一) 总则'
    """
    for char in USUAL:
        text = text.replace(char, _PLAIN[char])
    found: set[str] = set()
    for start in range(0, len(text), CHUNK):
        found.update(_FOLDED.findall(text, start, start + CHUNK))
    if len(found) > FEW:
        return text.translate(_TABLE)
    for char in found:
        text = text.replace(char, _PLAIN[char])
    return text

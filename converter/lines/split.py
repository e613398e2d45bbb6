"""A document that was scraped into one line → the pieces between its structural spaces.

A space ends a paragraph or heading when a sentence ends before it, a marker follows, or all that stands since the
last such space is a short phrase without a stop (one comma is allowed between two Han characters).
Elsewhere it is residue of the layout: beside a digit or a Latin word ("增长 18%"), behind a comma.
"""

from __future__ import annotations

import re

from ..flow import Extent
from ..late import late

SHORTEST = 300
"""A shorter line holds no document."""
SHARE = 0.5
"""The line holds at least this share of the whole text."""
FEWEST = 3
"""So many spaces must stand behind a full stop."""
LONGEST_PHRASE = 35

_BLANKS = late("[ \t\u00a0\u2002\u2003\u3000]+")
_ENDS = frozenset("。！？；”!?;")
_STOPS = late("[。；;：:！!？?]")
_COMMAS = late("[，,、]")
_HAN = late("[一-鿿“《]")
_OUTLINE_MARKER = late(
    "第[一二三四五六七八九十百零〇0-9]{1,6}[编篇章节条](?=[ \u3000])|[一二三四五六七八九十]{1,3}、"
    "|[（(][一二三四五六七八九十]{1,3}[)）](?![、，,])"
)
_FIGURE = late("[0-9][0-9.,]*(?:[ \u3000%‰]|[年月日个家项万亿元人吨件名户])")
_BARE_MARKER = late("(?:第.{1,8}[编篇章节条]|[（(]?.{1,3}[)）、.．]|.{0,2})")


def structural_pieces(text: str, start: int, end: int) -> tuple[Extent, ...]:
    """The extents of the logical lines in the line from `start` to `end`, of `SHORTEST` at least; empty for one."""
    if end - start < len(text) * SHARE:
        return ()
    line = text[start:end]
    cuts = [blank for blank in _BLANKS.finditer(line) if blank.start() > 0 and blank.end() < len(line)]
    if sum(line[cut.start() - 1] in _ENDS for cut in cuts) < FEWEST:
        return ()
    pieces, first = [], 0
    for cut in cuts:
        if _is_structural(line, first, cut):
            pieces.append(Extent(start + first, start + cut.start()))
            first = cut.end()
    return (*pieces, Extent(start + first, end)) if pieces else ()


def _is_structural(line: str, start: int, cut: re.Match[str]) -> bool:
    if line[cut.start() - 1] in _ENDS or _OUTLINE_MARKER.match(line, cut.end()):
        return True
    if _FIGURE.match(line, cut.end()):
        return False
    phrase = line[start : cut.start()]
    if len(phrase) > LONGEST_PHRASE or _STOPS.search(phrase) or _BARE_MARKER.fullmatch(phrase):
        return False
    commas = len(_COMMAS.findall(phrase))
    return not commas or (commas == 1 and bool(_HAN.match(phrase[-1]) and _HAN.match(line, cut.end())))

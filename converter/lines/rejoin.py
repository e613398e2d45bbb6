"""A marker that a line break or a tag cut from its text → the two lines as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..flow import Line
from ..late import late

SHORTEST_PROSE = 25
LONGEST_MARKER = 8

_BARE_MARKER = late(
    "第 ?[一二三四五六七八九十百零〇0-9]{1,6} ?[编篇章节条]|[一二三四五六七八九十]{1,3} ?、"
    "|\\( ?[一二三四五六七八九十0-9]{1,3} ?\\)|[0-9]{1,2} ?[.、]|[①-⑳]|[一二三四五六七八九十]{1,2}是"
)


def rejoined(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, a bare marker joined with the line below it where prose shows that no table stands there."""
    skip = False
    for index, line in enumerate(lines):
        if skip:
            skip = False
        elif len(line.shadow) <= LONGEST_MARKER and _is_cut_off(lines, index):
            yield _join(line, lines[index + 1])
            skip = True
        else:
            yield line


def _is_cut_off(lines: Sequence[Line], index: int) -> bool:
    """A bare marker above a sentence, or above a heading with a paragraph below it."""
    if index + 1 >= len(lines) or not _BARE_MARKER.fullmatch(lines[index].shadow):
        return False
    text = lines[index + 1].shadow
    # `2.` above `1 编制目的` would read as 2.1.
    if _BARE_MARKER.match(text) or (text[:1].isdigit() and lines[index].shadow[-1:].isascii()):
        return False
    below = lines[index + 2].shadow if index + 2 < len(lines) else ""
    return "。" in text or (len(below) >= SHORTEST_PROSE and "。" in below)


def _join(marker: Line, text: Line) -> Line:
    pieces = (*marker.pieces, *text.pieces)
    return Line(
        marker.number, pieces, marker.text + text.text, marker.shadow + text.shadow, marker.indent, marker.same_line
    )

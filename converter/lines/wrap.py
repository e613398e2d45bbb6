"""Hard-wrapped lines → the paragraphs that they were, with page numbers set aside.

Text pasted from a page breaks where the page did (GB/T 9704-2012: 28 characters a line). It shows in the
lengths: many lines are exactly as long as the longest. Such a full line goes on in the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..flow import Extent
from ..late import late
from ..rules.noise import NOISE_RULES

SHORTEST_WIDTH = 24
LONGEST_WIDTH = 60
FEWEST_LINES = 8
SHARE_OF_FULL_LINES = 0.3
SHARE_OF_LONGER_LINES = 0.02
"""Where so many lines are full, and so few longer, the text is hard-wrapped …"""
SHARE_OF_OPEN_LINES = 0.5
"""… if so many of the full lines end in mid-sentence."""
HANGING = 2
"""A closing mark may hang over the edge or be kept from the next line's beginning, so full lines differ by so much,"""
SHARE_OF_EXACT_LINES = 0.7
"""unless so many of them are equally long."""

_PAGE_NUMBER = late(next(rule.pattern for rule in NOISE_RULES if rule.id == "page-number"))
_BEGINS_ANEW = late(
    "[\\s\u3000]{2}|第[一二三四五六七八九十百零]{1,6}[编篇章节条部](?=[\\s\u3000]|$)|[一二三四五六七八九十]{1,3}[、是要]|[(（][一二三四五六七八九十]{1,3}[)）]"
    "|[0-9０-９]{1,2}(?:[.．](?![0-9０-９])|、)|[(（][0-9０-９]{1,2}[)）]|[①-⑳]|——|专栏|附件"
)
_ENDS = frozenset("。！？；：!?;:")


class _Width(NamedTuple):
    """How many characters a full line has: at least `least`, and surely full from `full` on."""

    least: int
    full: int


def unwrapped(text: str, physical: Sequence[Extent]) -> Iterator[tuple[int, tuple[Extent, ...]]]:
    """The number of the first physical line of each unwrapped line, and the extents that make it, in order."""
    width = None if _is_wide(text, physical) else _width([text[start:end].rstrip() for start, end in physical])
    if width is None:
        return enumerate(zip(physical, strict=True))
    return _unwrapped(text, physical, width)


def _unwrapped(text: str, physical: Sequence[Extent], width: _Width) -> Iterator[tuple[int, tuple[Extent, ...]]]:
    first, extents = 0, list[Extent]()
    aside: list[tuple[int, tuple[Extent, ...]]] = []
    for number, extent in enumerate(physical):
        raw = text[extent.start : extent.end]
        if extents and _PAGE_NUMBER.fullmatch(raw.strip()):
            aside.append((number, (extent,)))
        elif extents and _goes_on(text, extents[-1], raw, width):
            extents[-1] = _with_space(text, extents[-1], raw)
            extents.append(extent)
        else:
            if extents:
                yield first, tuple(extents)
            yield from aside
            first, extents, aside = number, [extent], []
    if extents:
        yield first, tuple(extents)
    yield from aside


def _is_wide(text: str, physical: Sequence[Extent]) -> bool:
    """Enough lines are too long for a hard-wrapped text, as most texts show at once."""
    wide = [text[start:end] for start, end in physical if end - start > LONGEST_WIDTH]
    longer = sum(len(line.rstrip()) > LONGEST_WIDTH for line in wide)
    return longer > int(len(physical) * SHARE_OF_LONGER_LINES)


def _width(lines: Sequence[str]) -> _Width | None:
    """The width of a hard-wrapped text, or None for any other."""
    lengths = sorted(len(line) for line in lines if line)
    if len(lengths) < FEWEST_LINES:
        return None
    width = lengths[-1 - int(len(lengths) * SHARE_OF_LONGER_LINES)]
    full = [line for line in lines if width - HANGING <= len(line) <= width]
    if not SHORTEST_WIDTH <= width <= LONGEST_WIDTH or len(full) < SHARE_OF_FULL_LINES * len(lengths):
        return None
    if sum(line[-1] not in _ENDS for line in full) < SHARE_OF_OPEN_LINES * len(full):
        return None
    exact = sum(len(line) == width for line in full)
    return _Width(width if exact >= SHARE_OF_EXACT_LINES * len(full) else width - HANGING, width)


def _goes_on(text: str, above: Extent, raw: str, width: _Width) -> bool:
    """True when the line above is full and `raw` does not begin a paragraph of its own."""
    line = text[above.start : above.end].rstrip()
    if len(line) < width.least or not raw.strip() or _BEGINS_ANEW.match(raw):
        return False
    return len(line) >= width.full or line[-1] not in _ENDS


def _with_space(text: str, last: Extent, raw: str) -> Extent:
    """Two Latin words stay apart: the line end between them is kept as their blank."""
    if last.end < len(text) and last.end > last.start and _is_latin(text[last.end - 1]) and _is_latin(raw[:1]):
        return Extent(last.start, last.end + 1)
    return last


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()

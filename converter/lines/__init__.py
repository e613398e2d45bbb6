"""Source text and physical lines → logical lines, each with its folded shadow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..flow import Extent, Line
from ..fold import fold
from ..layout import Layout
from .credits import ENDS as ENDS_OF_CREDIT
from .credits import LONGEST as LONGEST_CREDIT
from .credits import without_credit
from .laid_out import laid_out_lines
from .rejoin import rejoined
from .split import SHORTEST as SHORTEST_DOCUMENT
from .split import structural_pieces
from .wrap import unwrapped

__all__ = ["logical_lines"]


def logical_lines(text: str, physical: tuple[Extent, ...], layout: Layout | None = None) -> tuple[Line, ...]:
    """Every non-blank line of the document, in order, trimmed of the blanks around it.

    Where a layout says where lines stand and what they look like, it goes before `physical`.
    """
    # The whole text is folded at once: line by line it takes several times as long.
    shadow = fold(text)
    as_text = partial(_lines_of_text, text, shadow)
    if layout is not None:
        return tuple(laid_out_lines(text, shadow, layout.lines, as_text))
    return as_text(physical)


def _lines_of_text(text: str, shadow: str, physical: tuple[Extent, ...]) -> tuple[Line, ...]:
    return tuple(rejoined(list(_lines(text, shadow, physical))))


def _lines(text: str, shadow: str, physical: tuple[Extent, ...]) -> Iterator[Line]:
    for number, extents in unwrapped(text, physical):
        start, end = extents[0]
        if len(extents) > 1:
            if (line := _joined(text, shadow, number, extents)) is not None:
                yield line
        elif (end - start >= SHORTEST_DOCUMENT or text.endswith(ENDS_OF_CREDIT, start, end)) and (
            parts := _parted(text, start, end)
        ):
            for part in parts:
                if (line := _trimmed(text, shadow, number, (part,), part.start > start)) is not None:
                    yield line
        elif (line := _trimmed(text, shadow, number, extents, False)) is not None:
            yield line


def _parted(text: str, start: int, end: int) -> tuple[Extent, ...]:
    """The logical lines in one physical line that may be several; empty where it is one."""
    if end - start <= LONGEST_CREDIT:
        return without_credit(text, start, end)
    return structural_pieces(text, start, end) if end - start >= SHORTEST_DOCUMENT else ()


def _trimmed(text: str, shadow: str, number: int, pieces: tuple[Extent, ...], same_line: bool) -> Line | None:
    """The line without the blanks around it; None for a blank one."""
    start, end = pieces[0]
    whole = shadow[start:end]
    trimmed = whole.strip()
    if not trimmed:
        return None
    indent = 0
    if len(trimmed) < len(whole):
        indent = len(whole) - len(whole.lstrip())
        start += indent
        end = start + len(trimmed)
        pieces = (Extent(start, end),)
    printed = text[start:end]
    # Most short lines need no folding: one string is enough for both.
    return Line(number, pieces, trimmed if printed == trimmed else printed, trimmed, indent, same_line)


def _joined(text: str, shadow: str, number: int, extents: tuple[Extent, ...]) -> Line | None:
    """The physical lines that a hard wrap broke, as one; None where nothing of them shows."""
    lines = [line for extent in extents if (line := _trimmed(text, shadow, number, (extent,), False)) is not None]
    if not lines:
        return None
    pieces = tuple(line.pieces[0] for line in lines)
    joined = "".join(line.text for line in lines)
    return Line(number, pieces, joined, "".join(line.shadow for line in lines), lines[0].indent)

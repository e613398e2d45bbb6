"""Source text and physical lines → logical lines, each with its folded shadow."""

from __future__ import annotations

from collections.abc import Iterator

from ..flow import Extent, Line
from ..fold import fold
from ..layout import Layout
from .credits import without_credit
from .laid_out import laid_out_lines
from .rejoin import rejoined
from .split import structural_pieces
from .wrap import unwrapped

__all__ = ["logical_lines"]


def logical_lines(text: str, physical: tuple[Extent, ...], layout: Layout | None = None) -> tuple[Line, ...]:
    """Every non-blank line of the document, in order, trimmed of the blanks around it.

    Where a layout says where lines stand and what they look like, it goes before `physical`.
    """
    if layout is not None:
        return tuple(laid_out_lines(text, layout.lines, logical_lines))
    return rejoined(tuple(_lines(text, physical)))


def _lines(text: str, physical: tuple[Extent, ...]) -> Iterator[Line]:
    for number, extents in unwrapped(text, physical):
        if len(extents) > 1:
            if (line := _joined(text, number, extents)) is not None:
                yield line
            continue
        start = extents[0].start
        raw = text[start : extents[0].end]
        for index, piece in enumerate(_pieces(raw, len(text))):
            if (line := _trimmed(text, number, Extent(start + piece.start, start + piece.end), index > 0)) is not None:
                yield line


def _pieces(raw: str, whole: int) -> tuple[Extent, ...]:
    pieces = structural_pieces(raw, whole)
    return pieces if len(pieces) > 1 else without_credit(raw)


def _trimmed(text: str, number: int, extent: Extent, same_line: bool) -> Line | None:
    """The line without the blanks around it; None for a blank one."""
    shadow = fold(text[extent.start : extent.end])
    trimmed = shadow.strip()
    if not trimmed:
        return None
    indent = len(shadow) - len(shadow.lstrip())
    start = extent.start + indent
    end = start + len(trimmed)
    return Line(number, (Extent(start, end),), text[start:end], trimmed, indent, same_line)


def _joined(text: str, number: int, extents: tuple[Extent, ...]) -> Line | None:
    """The physical lines that a hard wrap broke, as one; None where nothing of them shows."""
    lines = [line for extent in extents if (line := _trimmed(text, number, extent, False)) is not None]
    if not lines:
        return None
    pieces = tuple(line.pieces[0] for line in lines)
    joined = "".join(line.text for line in lines)
    return Line(number, pieces, joined, "".join(line.shadow for line in lines), lines[0].indent)

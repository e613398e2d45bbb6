"""Source text and physical lines → logical lines, each with its folded shadow."""

from __future__ import annotations

from collections.abc import Iterator

from ..flow import Extent, Line
from .credits import without_credit
from .fold import fold
from .split import structural_pieces

__all__ = ["logical_lines"]


def logical_lines(text: str, physical: tuple[Extent, ...]) -> tuple[Line, ...]:
    """Every non-blank line of the document, in order, trimmed of the blanks around it."""
    return tuple(_lines(text, physical))


def _lines(text: str, physical: tuple[Extent, ...]) -> Iterator[Line]:
    for number, extent in enumerate(physical):
        raw = text[extent.start : extent.end]
        for index, piece in enumerate(_pieces(raw, len(text))):
            shadow = fold(raw[piece.start : piece.end])
            trimmed = shadow.strip()
            if not trimmed:
                continue
            indent = len(shadow) - len(shadow.lstrip())
            start = extent.start + piece.start + indent
            end = start + len(trimmed)
            yield Line(number, (Extent(start, end),), text[start:end], trimmed, indent, index > 0)


def _pieces(raw: str, whole: int) -> tuple[Extent, ...]:
    pieces = structural_pieces(raw, whole)
    return pieces if len(pieces) > 1 else without_credit(raw)

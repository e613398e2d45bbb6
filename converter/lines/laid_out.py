"""The physical lines of a page → logical lines with their hints.

What stands in a cell, beside the document or out of sight is a line as it is. The rest may be wrapped, run
together or cut as text is; blanks that only indent the markup, and that a browser would show as one, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ..flow import Extent, Line
from ..layout import LaidOutLine

_BLANKS = re.compile(" {2,}")

AsText = Callable[[tuple[Extent, ...]], tuple[Line, ...]]
"""Makes logical lines of the physical lines of a text."""


def laid_out_lines(text: str, shadow: str, lines: Sequence[LaidOutLine], as_text: AsText) -> Iterator[Line]:
    """Every line of the page that is not blank, in order; `shadow` is that of the whole text."""
    for is_text, group in groupby(lines, _is_text):
        run = list(group)
        if is_text:
            logical = as_text(tuple(line.pieces[0] for line in run))
            yield from (_collapsed(text, shadow, _hinted(line, run[line.number])) for line in logical)
        else:
            yield from (made for line in run if (made := _as_it_is(text, shadow, line)) is not None)


def _is_text(line: LaidOutLine) -> bool:
    hints = line.hints
    return hints.inside and hints.grid is None and not hints.hidden and len(line.pieces) == 1


def _hinted(line: Line, physical: LaidOutLine) -> Line:
    hints = physical.hints._replace(bold_lead=0) if line.same_line else physical.hints
    return Line(physical.number, line.pieces, line.text, line.shadow, line.indent, line.same_line, hints)


def _as_it_is(text: str, shadow: str, line: LaidOutLine) -> Line | None:
    pieces, shadows = [], []
    for piece in line.pieces:
        whole = shadow[piece.start : piece.end]
        trimmed = whole.strip()
        if not trimmed:
            continue
        first = piece.start + len(whole) - len(whole.lstrip())
        pieces.append(piece if len(trimmed) == len(whole) else Extent(first, first + len(trimmed)))
        shadows.append(trimmed)
    if not pieces:
        return None
    printed = "".join([text[start:end] for start, end in pieces])
    return _collapsed(text, shadow, Line(line.number, tuple(pieces), printed, "".join(shadows), hints=line.hints))


def _collapsed(text: str, shadow: str, line: Line) -> Line:
    """The line with one blank for each run of plain blanks."""
    if "  " not in line.text:
        return line
    pieces = tuple(part for piece in line.pieces for part in _parts(text, piece))
    printed, folded = ("".join([of[start:end] for start, end in pieces]) for of in (text, shadow))
    return replace(line, pieces=pieces, text=printed, shadow=folded)


def _parts(text: str, piece: Extent) -> Iterator[Extent]:
    start = piece.start
    for blanks in _BLANKS.finditer(text, piece.start, piece.end):
        if blanks.end() < piece.end:
            yield Extent(start, blanks.start() + 1)
            start = blanks.end()
    yield Extent(start, piece.end)

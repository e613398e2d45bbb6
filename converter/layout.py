"""What a format says beside its text, before the model exists: where lines stand and what they look like."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple


class Extent(NamedTuple):
    """A half-open interval of code points in the source."""

    start: int
    end: int


class GridCell(NamedTuple):
    """The place of a cell in a page's table."""

    row: int
    col: int
    row_span: int
    col_span: int
    header: bool


class Grid(NamedTuple):
    """A page's table of data: its number, from 1, and all its cells, the empty ones included, in order."""

    number: int
    cells: tuple[GridCell, ...]
    faults: tuple[str, ...] = ()
    """What is wrong with its rows and spans, and was mended."""


class Hints(NamedTuple):
    """What the markup of a page says of a line, beside its text."""

    heading: int = 0
    """1 for h1 … 6; 0 for none."""
    bold: bool = False
    """In bold print, or in the type of headings."""
    bold_lead: int = 0
    """So many characters, blanks not counted, are bold from the beginning on; all of them where `bold` is true."""
    centred: bool = False
    indented: bool = False
    hidden: bool = False
    link_share: float = 0.0
    file_link: bool = False
    """A link in it leads to a file to be loaded: it is an attachment of the document."""
    titled: bool = False
    """It is a part of what the head of the page says that the title is."""
    container: str = ""
    """The rule that found where the page's document stands, if one did."""
    inside: bool = True
    grid: Grid | None = None
    cell: GridCell | None = None
    """None for the caption of the table."""


class LaidOutLine(NamedTuple):
    """A physical line of a page, in pieces where hidden text stands inside it."""

    number: int
    pieces: tuple[Extent, ...]
    hints: Hints


class Picture(NamedTuple):
    """A picture in the document's part of a page, before the character at `at`."""

    at: int
    src: str | None
    alt: str | None


class Layout(NamedTuple):
    """What a page has beside its text: lines, links (extent and target), pictures, address, name of the site."""

    lines: tuple[LaidOutLine, ...]
    links: tuple[tuple[Extent, str], ...] = ()
    uri: str | None = None
    site: str | None = None
    pictures: tuple[Picture, ...] = ()


def links_in(extent: Extent, links: Sequence[tuple[Extent, str]]) -> Sequence[tuple[Extent, str]]:
    """Those of `links`, which are in the order of the text, that lie inside `extent`."""
    first = bisect_left(links, extent.start, key=lambda link: link[0].start)
    last = bisect_left(links, extent.end, key=lambda link: link[0].start)
    return [link for link in links[first:last] if link[0].end <= extent.end]

"""The tree of a page → its text, lines with hints, and links.

The text holds every text node that is not script, style or head, hidden ones too. White space is as browsers
take it: a line end inside a text is a blank, and blanks that nothing stands before on a line are left out. A line
ends where a block does, and at `br`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..layout import Extent, Grid, GridCell, Hints, LaidOutLine, Picture
from ..rules.layout import FILE_LINK
from .grid import cells_of
from .markup import Node, Tree
from .picture import picture_of
from .style import CAPTION, CELL, PICTURE, TABLE, UNPRINTED, VERBATIM, Style
from .weights import Weights

_ENDS = "\n\r\t\f\v\x85\u2028\u2029"
_BLANKS = _ENDS + " "
_END = re.compile(f"[{_ENDS}]")
_EAST_ASIAN = (
    "\u2e80-\u303e\u3041-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6“”‘’—…\U00020000-\U0003ffff"
)
_BROKEN = re.compile(f"(?<=[{_EAST_ASIAN}])[ \t]*[\r\n][ \t\r\n]*(?=[{_EAST_ASIAN}])")
"""A line end between two East Asian characters is nothing (CSS Text 3, 4.1.3)."""
_BREAK = re.compile("\r\n?|\n")
_NO_TARGETS = ("#", "javascript:", "about:", "data:")
_SHORTEST_TITLE, _SHORTEST_CUT = 4, 8
_FILE = re.compile(FILE_LINK, re.IGNORECASE)
_APART = UNPRINTED | VERBATIM


class Printer:
    """Prints a page; `text`, `lines`, `links` and `pictures` are what comes of it."""

    def __init__(self, tree: Tree, weights: Weights, rule: str, title: str) -> None:
        self.tree, self.weights, self.rule, self.title = tree, weights, rule, title
        cut = title.rstrip(".…")
        self._cut = cut if len(cut) >= _SHORTEST_CUT and cut != title else None
        """What is left of a title that the head of the page has cut."""
        self.lines: list[LaidOutLine] = []
        self.links: list[tuple[Extent, str]] = []
        self.pictures: list[Picture] = []
        self._chunks: list[str] = []
        self._at = self._begin = self._number = 0
        """Where the next character will stand, where the line begins that is being printed, and its number."""
        self._runs: list[tuple[str, Style, int]] = []
        """What stands on that line."""
        self._inside = False
        self._hidden = 0
        """Text shows that no more elements hide."""
        self._open: list[tuple[Node, Grid | None, GridCell | None]] = []
        """The tables, cells and captions that have begun, with the grid and the cell around each."""
        self._grids = 0
        self._grid: Grid | None = None
        self._cell: GridCell | None = None
        self._is_caption = False
        self._places: dict[Node, GridCell] = {}

    @property
    def text(self) -> str:
        return "".join(self._chunks)

    def print(self, containers: Sequence[Node]) -> None:
        """Print the page. The document stands in `containers`, in order, none in another; without any, in all of it."""
        self._inside = not containers
        at = 0
        for node in containers:
            # What is not printed at all holds no document.
            if not node.style.ground & UNPRINTED:
                self._print_part(at, node.start)
                self._print_container(node)
                at = node.stop
        self._print_part(at, len(self.tree.tape))
        # The last line of a page may stand outside of any element.
        self._end_line()

    def _print_container(self, node: Node) -> None:
        """What shows in the container shows, though a script must show the container first."""
        self._end_line()
        self._inside, self._hidden = True, node.style.hidden
        # A cell or caption that holds the document is none: the places where it begins and ends are left out.
        bounds = int(node.look.way in (CELL, CAPTION))
        self._print_part(node.start + bounds, node.stop - bounds)
        self._end_line()
        self._inside, self._hidden = False, 0

    def _print_part(self, start: int, stop: int) -> None:
        """Print what stands on that part of the tape."""
        runs, chunks = self._runs, self._chunks
        for text, what, size in self.tree.tape[start:stop]:
            if what is None:
                if runs:
                    self._end_line()
            elif type(what) is Node:
                self._pass(what)
            elif what.ground & _APART:
                self._write_apart(text, what)
            elif run := text if runs else text.lstrip(_BLANKS):
                if not run.isprintable() and _END.search(run):
                    run = _END.sub(" ", _BROKEN.sub("", run))
                self._at += len(run)
                chunks.append(run)
                runs.append((run, what, size))

    def _write_apart(self, text: str, style: Style) -> None:
        """Text in which line ends count; what is in a picture or a script shows nowhere."""
        if style.ground & UNPRINTED:
            return
        for number, run in enumerate(_BREAK.split(text)):
            if number:
                self._end_line()
            if run:
                self._at += len(run)
                self._chunks.append(run := _END.sub(" ", run))
                self._runs.append((run, style, len("".join(run.split()))))

    def _pass(self, node: Node) -> None:
        """Pass the place where the element begins or ends: it ends when it is the last that has begun."""
        way = node.look.way
        if way == PICTURE:
            self._print_picture(node)
            return
        if self._open and self._open[-1][0] is node:
            self._end_line()
            _, self._grid, self._cell = self._open.pop()
            self._is_caption = self._is_caption and way != CAPTION
            return
        self._open.append((node, self._grid, self._cell))
        if way == TABLE and self._cell is None:
            self._place_cells(node)
        self._end_line()
        if way == CELL:
            self._cell = self._places.pop(node, self._cell)
        elif way == CAPTION:
            self._is_caption = self._is_caption or self._grid is not None

    def _place_cells(self, table: Node) -> None:
        """The grid of a table of data."""
        placed = cells_of(self.tree, table, self.weights)
        if placed is not None:
            self._grids += 1
            self._grid = Grid(self._grids, tuple(place for _, place in placed.cells), placed.faults)
            self._places |= dict(placed.cells)

    def _print_picture(self, node: Node) -> None:
        shows = self._inside and node.style.hidden <= self._hidden
        if shows and (picture := picture_of(node)) is not None:
            self.pictures.append(picture._replace(at=self._at))

    def _link(self, start: int, end: int, href: str) -> bool:
        """Note the link; returns whether it leads to a file."""
        if href.lower().startswith(_NO_TARGETS):
            return False
        if self.links and self.links[-1][1] == href and self.links[-1][0].end == start:
            start = self.links.pop()[0].start
        self.links.append((Extent(start, end), href))
        return _FILE.search(href) is not None

    def _end_line(self) -> None:
        """End the line, if anything stands on it: what of it shows is one line, every piece that is hidden another."""
        if not self._runs:
            return
        shown, hidden = self._pieces()
        hints = self._hints()
        if hints is not None:
            self.lines.append(LaidOutLine(self._number, shown, hints))
        if hidden:
            hints = Hints(hidden=True, container=self.rule, inside=self._inside)
            self.lines += [LaidOutLine(self._number, (piece,), hints) for piece in hidden]
        self._chunks.append("\n")
        self._at += 1
        self._begin = self._at
        self._number += 1
        self._runs.clear()

    def _pieces(self) -> tuple[tuple[Extent, ...], tuple[Extent, ...]]:
        """What of the line shows, and what is hidden."""
        if len(self._runs) == 1:
            whole = (Extent(self._begin, self._at),)
            return (whole, ()) if self._runs[0][1].hidden <= self._hidden else ((), whole)
        bounds: tuple[list[int], list[int]] = ([], [])
        end = self._begin
        for run, style, _ in self._runs:
            start, end = end, end + len(run)
            pieces = bounds[style.hidden > self._hidden]
            if pieces and pieces[-1] == start:
                pieces[-1] = end
            else:
                pieces += (start, end)
        return _extents(bounds[0]), _extents(bounds[1])

    def _hints(self) -> Hints | None:
        """How the line looks; None where nothing of it shows."""
        first: Style | None = None
        solid = bold = lead = linked = 0
        is_file = False
        end = self._begin
        for run, style, size in self._runs:
            start, end = end, end + len(run)
            if not size:
                continue
            if style.href:
                is_file |= self._link(start, end, style.href)
            if style.hidden > self._hidden:
                continue
            if style.stands_out:
                bold += size
                if lead == solid:
                    lead += size
            solid += size
            if style.href:
                linked += size
            first = first or style
        if first is None:
            return None
        # By place: names would take three times as long.
        return Hints(
            first.heading,
            bold == solid,
            lead,
            first.centred,
            first.indented,
            False,
            linked / solid,
            is_file,
            self._is_titled(solid),
            self.rule,
            self._inside,
            self._grid if self._cell or self._is_caption else None,
            self._cell,
        )

    def _is_titled(self, solid: int) -> bool:
        """The line, of so many characters, is a part of the title, or the whole of one that the head has cut."""
        if solid < _SHORTEST_TITLE or (solid > len(self.title) and self._cut is None):
            return False
        shown = [run for run, style, _ in self._runs if style.hidden <= self._hidden]
        printed = "".join("".join(shown).split())
        return printed in self.title or (self._cut is not None and printed.startswith(self._cut))


def _extents(bounds: list[int]) -> tuple[Extent, ...]:
    """The pieces that begin and end there, by turns."""
    return tuple(map(Extent, bounds[::2], bounds[1::2]))

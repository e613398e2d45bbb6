"""The tree of a page → its text, lines with hints, and links.

The text holds every text node that is not script, style or head, hidden ones too. White space is as browsers
take it: a line end inside a text is a blank, and blanks that nothing stands before on a line are left out. A line
ends where a block does, and at `br`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..layout import Extent, Grid, GridCell, Hints, LaidOutLine, Picture
from ..rules.layout import FILE_LINK
from .grid import cells_of
from .markup import Node
from .picture import picture_of
from .style import BLOCK, CAPTION, CELL, INLINE, LINKED, PICTURE, PLAIN, SKIP, TABLE, Style, style_in
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


class _Line:
    """The line that is being printed."""

    __slots__ = ("bold", "file_link", "first", "hidden", "lead", "linked", "printed", "shown", "solid")

    def __init__(self) -> None:
        self.shown: list[int] = []
        """Where its pieces begin and end, by turns."""
        self.hidden: list[int] = []
        self.printed: list[str] = []
        """What shows, without blanks."""
        self.solid = self.bold = self.lead = self.linked = 0
        self.file_link = False
        self.first: Style | None = None
        """The style of the first character that shows."""

    def count(self, printed: str, style: Style) -> None:
        """Note text that shows, without its blanks, and how it looks."""
        solid = len(printed)
        if style.stands_out:
            self.bold += solid
            if self.lead == self.solid:
                self.lead += solid
        self.solid += solid
        if style.href:
            self.linked += solid
        self.printed.append(printed)
        if self.first is None:
            self.first = style


class Printer:
    """Prints a page; `text`, `lines`, `links` and `pictures` are what comes of it."""

    def __init__(self, weights: Weights, containers: list[Node], rule: str, title: str) -> None:
        self.weights, self.rule, self.title = weights, rule, title
        cut = title.rstrip(".…")
        self._cut = cut if len(cut) >= _SHORTEST_CUT and cut != title else None
        """What is left of a title that the head of the page has cut."""
        self._containers = frozenset(containers)
        self.lines: list[LaidOutLine] = []
        self.links: list[tuple[Extent, str]] = []
        self.pictures: list[Picture] = []
        self._chunks: list[str] = []
        self._at = self._number = 0
        self._line = _Line()
        self._inside = not containers
        self._grids = 0
        self._grid: Grid | None = None
        self._cell: GridCell | None = None
        self._is_caption = False
        self._places: dict[Node, GridCell] = {}

    @property
    def text(self) -> str:
        return "".join(self._chunks)

    def print_page(self, root: Node) -> None:
        """Print all of a page. Its last line may stand outside of any element."""
        self.print(root, PLAIN)
        self._end_line()

    def print(self, node: Node, style: Style) -> None:
        """Print the element, which stands in text of `style`, and all that is in it."""
        look = node.look
        if look.way == SKIP:
            return
        if look.changes:
            style = style_in(look, style)
        if look.ground & LINKED and node.get("href"):
            style = replace(style, href=node.get("href").strip())
        if node in self._containers and look.way != PICTURE:
            self._print_container(node, style)
        elif look.way == INLINE:
            self._print_inside(node, style)
        elif look.way == BLOCK:
            self._print_block(node, style)
        else:
            self._print_apart(node, style, look.way)

    def _print_apart(self, node: Node, style: Style, way: int) -> None:
        """Print what is not simply inside a line, or a block."""
        if way == PICTURE:
            self._print_picture(node, style)
        elif way == TABLE:
            self._print_table(node, style)
        elif way == CELL and node in self._places:
            self._print_cell(node, style, self._places.pop(node))
        elif way == CAPTION and self._grid is not None:
            self._print_caption(node, style)
        else:
            self._print_block(node, style)

    def _print_inside(self, node: Node, style: Style) -> None:
        for child in node.children:
            if isinstance(child, Node):
                self.print(child, style)
            else:
                self._write(child, style)

    def _print_block(self, node: Node, style: Style) -> None:
        self._end_line()
        self._print_inside(node, style)
        self._end_line()

    def _print_container(self, node: Node, style: Style) -> None:
        """What shows in the container shows, though a script must show the container first."""
        self._end_line()
        self._inside = True
        style = replace(style, hidden=False)
        if node.tag == "table":
            self._print_table(node, style)
        else:
            self._print_block(node, style)
        self._inside = False

    def _print_table(self, node: Node, style: Style) -> None:
        placed = cells_of(node, self.weights) if self._cell is None else None
        before = self._grid
        if placed is not None:
            self._grids += 1
            self._grid = Grid(self._grids, tuple(place for _, place in placed.cells), placed.faults)
            self._places |= dict(placed.cells)
        self._print_block(node, style)
        self._grid = before

    def _print_cell(self, node: Node, style: Style, place: GridCell) -> None:
        self._end_line()
        self._cell = place
        self._print_inside(node, style)
        self._end_line()
        self._cell = None

    def _print_picture(self, node: Node, style: Style) -> None:
        picture = picture_of(node)
        if picture is not None and self._inside and not style.hidden:
            self.pictures.append(picture._replace(at=self._at))

    def _print_caption(self, node: Node, style: Style) -> None:
        self._end_line()
        self._is_caption = True
        self._print_inside(node, style)
        self._end_line()
        self._is_caption = False

    def _write(self, text: str, style: Style) -> None:
        if style.verbatim:
            self._write_verbatim(text, style)
            return
        line = self._line
        if not (line.shown or line.hidden):
            text = text.lstrip(_BLANKS)
            if not text:
                return
        if not text.isprintable():
            text = _END.sub(" ", _BROKEN.sub("", text))
        self._write_run(text, style)

    def _write_verbatim(self, text: str, style: Style) -> None:
        for number, run in enumerate(_BREAK.split(text)):
            if number:
                self._end_line()
            if run:
                self._write_run(_END.sub(" ", run), style)

    def _write_run(self, run: str, style: Style) -> None:
        line = self._line
        start = self._at
        end = self._at = start + len(run)
        self._chunks.append(run)
        pieces = line.hidden if style.hidden else line.shown
        if pieces and pieces[-1] == start:
            pieces[-1] = end
        else:
            pieces += (start, end)
        printed = "".join(run.split())
        if not printed:
            return
        if not style.hidden:
            line.count(printed, style)
        if style.href and not style.href.lower().startswith(_NO_TARGETS):
            self._link(Extent(start, end), style.href)

    def _link(self, extent: Extent, href: str) -> None:
        if self.links and self.links[-1][1] == href and self.links[-1][0].end == extent.start:
            extent = Extent(self.links.pop()[0].start, extent.end)
        self.links.append((extent, href))
        self._line.file_link |= _FILE.search(href) is not None

    def _end_line(self) -> None:
        line = self._line
        if not (line.shown or line.hidden):
            return
        if line.first is not None:
            hints = self._hints(line, line.first)
            self.lines.append(LaidOutLine(self._number, _extents(line.shown), hints))
        if line.hidden:
            hints = Hints(hidden=True, container=self.rule, inside=self._inside)
            self.lines.extend(LaidOutLine(self._number, (piece,), hints) for piece in _extents(line.hidden))
        self._chunks.append("\n")
        self._at += 1
        self._number += 1
        self._line = _Line()

    def _is_titled(self, printed: str) -> bool:
        """It is a part of the title, or the whole of one that the head of the page has cut."""
        if len(printed) < _SHORTEST_TITLE:
            return False
        return printed in self.title or (self._cut is not None and printed.startswith(self._cut))

    def _hints(self, line: _Line, first: Style) -> Hints:
        # By place: names would take three times as long.
        return Hints(
            first.heading,
            line.bold == line.solid,
            line.lead,
            first.centred,
            first.indented,
            False,
            line.linked / line.solid,
            line.file_link,
            self._is_titled("".join(line.printed)),
            self.rule,
            self._inside,
            self._grid if self._cell or self._is_caption else None,
            self._cell,
        )


def _extents(bounds: list[int]) -> tuple[Extent, ...]:
    """The pieces that begin and end there, by turns."""
    return tuple(map(Extent, bounds[::2], bounds[1::2])) if len(bounds) > 2 else (Extent(bounds[0], bounds[1]),)

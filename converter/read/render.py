"""The tree of a page → its text, lines with hints, and links.

The text holds every text node that is not script, style or head, hidden ones too. White space is as browsers
take it: a line end inside a text is a blank, and blanks that nothing stands before on a line are left out. A line
ends where a block does, and at `br`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..layout import Extent, Grid, GridCell, Hints, LaidOutLine, Picture
from ..rules.layout import FILE_LINK, PICTURES, UNSEEN
from .grid import cells_of
from .markup import Node
from .picture import picture_of
from .style import PLAIN, Style, is_block, styled

_LINE_ENDS = str.maketrans("\n\r\t\f\v\x85\u2028\u2029", " " * 8)
_LINE_END = re.compile("[\n\r\t\f\v\x85\u2028\u2029]")
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
        self.shown: list[Extent] = []
        self.hidden: list[Extent] = []
        self.printed: list[str] = []
        self.solid = self.bold = self.lead = self.linked = 0
        self.file_link = False
        self.first: Style | None = None
        """The style of the first character that shows."""


class Printer:
    """Prints a page; `text`, `lines`, `links` and `pictures` are what comes of it."""

    def __init__(self, containers: list[Node], rule: str, title: str) -> None:
        self.rule, self.title = rule, title
        self._containers = {id(node) for node in containers}
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
        self._places: dict[int, GridCell] = {}

    @property
    def text(self) -> str:
        return "".join(self._chunks)

    def print_page(self, root: Node) -> None:
        """Print all of a page. Its last line may stand outside of any element."""
        self.print(root)
        self._end_line()

    def print(self, node: Node, style: Style = PLAIN) -> None:
        """Print the element and all that is in it."""
        if node.tag in UNSEEN:
            return
        if node.tag in PICTURES:
            self._print_picture(node, style)
            return
        style = styled(node, style)
        if id(node) in self._containers:
            self._print_container(node, style)
        elif node.tag == "table":
            self._print_table(node, style)
        elif id(node) in self._places:
            self._print_cell(node, style, self._places.pop(id(node)))
        elif node.tag == "caption" and self._grid is not None:
            self._print_caption(node, style)
        elif is_block(node):
            self._print_block(node, style)
        else:
            self._print_inside(node, style)

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
        placed = cells_of(node) if self._cell is None else None
        before = self._grid
        if placed is not None:
            self._grids += 1
            self._grid = Grid(self._grids, tuple(place for _, place in placed.cells), placed.faults)
            self._places |= {id(cell): place for cell, place in placed.cells}
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
        if picture is not None and self._inside and not styled(node, style).hidden:
            self.pictures.append(picture._replace(at=self._at))

    def _print_caption(self, node: Node, style: Style) -> None:
        self._end_line()
        self._is_caption = True
        self._print_inside(node, style)
        self._end_line()
        self._is_caption = False

    def _write(self, text: str, style: Style) -> None:
        if not style.verbatim:
            text = _BROKEN.sub("", text)
            self._write_run(text, style)
            return
        first, *rest = _BREAK.split(text)
        self._write_run(first, style)
        for run in rest:
            self._end_line()
            self._write_run(run, style)

    def _write_run(self, run: str, style: Style) -> None:
        line = self._line
        if _LINE_END.search(run):
            run = run.translate(_LINE_ENDS)
        if not (line.shown or line.hidden or style.verbatim):
            run = run.lstrip(" ")
        if not run:
            return
        extent = Extent(self._at, self._at + len(run))
        self._chunks.append(run)
        self._at = extent.end
        pieces = line.hidden if style.hidden else line.shown
        if pieces and pieces[-1].end == extent.start:
            pieces[-1] = Extent(pieces[-1].start, extent.end)
        else:
            pieces.append(extent)
        solid = len("".join(run.split()))
        if solid and not style.hidden:
            self._count(solid, style)
            line.printed.append(run)
        if solid and style.href and not style.href.lower().startswith(_NO_TARGETS):
            self._link(extent, style.href)

    def _count(self, solid: int, style: Style) -> None:
        line = self._line
        bold = style.stands_out
        line.lead += solid * (bold and line.lead == line.solid)
        line.solid += solid
        line.bold += solid * bold
        line.linked += solid * bool(style.href)
        line.first = line.first or style

    def _link(self, extent: Extent, href: str) -> None:
        if self.links and self.links[-1][1] == href and self.links[-1][0].end == extent.start:
            extent = Extent(self.links.pop()[0].start, extent.end)
        self.links.append((extent, href))
        self._line.file_link |= _FILE.search(href) is not None

    def _end_line(self) -> None:
        line = self._line
        if not (line.shown or line.hidden):
            return
        if line.solid:
            self.lines.append(LaidOutLine(self._number, tuple(line.shown), self._hints(line)))
        if line.hidden:
            hints = Hints(hidden=True, container=self.rule, inside=self._inside)
            self.lines.extend(LaidOutLine(self._number, (piece,), hints) for piece in line.hidden)
        self._chunks.append("\n")
        self._at += 1
        self._number += 1
        self._line = _Line()

    def _is_titled(self, printed: str) -> bool:
        """It is a part of the title, or the whole of one that the head of the page has cut."""
        if len(printed) < _SHORTEST_TITLE:
            return False
        cut = self.title.rstrip(".…")
        return printed in self.title or (len(cut) >= _SHORTEST_CUT and cut != self.title and printed.startswith(cut))

    def _hints(self, line: _Line) -> Hints:
        first = line.first or PLAIN
        printed = "".join("".join(line.printed).split())
        return Hints(
            heading=first.heading,
            bold=line.bold == line.solid,
            bold_lead=line.lead,
            centred=first.centred,
            indented=first.indented,
            link_share=line.linked / line.solid,
            file_link=line.file_link,
            titled=self._is_titled(printed),
            container=self.rule,
            inside=self._inside,
            grid=self._grid if self._cell or self._is_caption else None,
            cell=self._cell,
        )

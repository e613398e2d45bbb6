"""What flows between the rooms before the model exists: light, frozen for the type checker, without behaviour.

All offsets are code points in the decoded source text; `Line.text` and `Line.shadow` have the same
length, so an offset in one is an offset in the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar, dataclass_transform

from .layout import Extent as Extent  # noqa: PLC0414  (handed on: a plain import is private to mypy)
from .layout import Hints, Layout
from .rules.rows import NoiseRule

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(made: type[_T]) -> type[_T]:
    """A class of few fields that nobody changes.

    The type checker holds that. At run time a frozen dataclass takes four times as long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(made)


@record
class SourceText:
    """The decoded input: what every offset refers to."""

    name: str
    media_type: str
    encoding: str
    sha256: str
    text: str
    replaced: int = 0
    """Number of lone surrogates that were replaced by U+FFFD."""
    undecoded: int = 0
    """Number of bytes that did not fit the encoding; U+FFFD stands for them."""
    layout: Layout | None = None


@record
class Line:
    """A logical line: one paragraph, heading, cell or item as the author meant it."""

    number: int
    """0-based number of the physical line that it starts on."""
    pieces: tuple[Extent, ...]
    """Where its text stands in the source; more than one piece for a joined hard wrap."""
    text: str
    shadow: str
    """The folded text that rules match on, strictly 1:1 with `text`."""
    indent: int = 0
    same_line: bool = False
    """True when it stands on the physical line of the logical line before it."""
    hints: Hints | None = None

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end

    @property
    def extent(self) -> Extent:
        """From its first character to its last."""
        pieces = self.pieces
        return pieces[0] if len(pieces) == 1 else Extent(pieces[0].start, pieces[-1].end)


NO_HINTS = Hints()


def hints_of(line: Line) -> Hints:
    """What a page says of the line; nothing for a line of plain text."""
    return line.hints or NO_HINTS


def extent_of(line: Line, start: int, end: int) -> Extent:
    """Where `line.text[start:end]` stands in the source; `start` < `end`."""
    pieces = line.pieces
    if len(pieces) == 1:
        first, last = whole = pieces[0]
        # Not by its own constructor, which takes as long again: every line has several extents.
        return whole if not start and first + end == last else tuple.__new__(Extent, (first + start, first + end))
    first = last = pieces[0].start
    at = 0
    for piece in pieces:
        length = piece.end - piece.start
        if at <= start < at + length:
            first = piece.start + start - at
        if at < end <= at + length:
            last = piece.start + end - at
        at += length
    return Extent(first, last)


class Reading(NamedTuple):
    """One way to read how a line begins."""

    family: str
    ordinal: int | None
    end: int
    """Length of the marker with its delimiter, in code points of `Line.text`."""
    rank: int
    damaged: bool = False
    """True when something of the marker is missing; its ordinal may then be unknown."""
    inserted: bool = False
    """True for 第十条之一, which stands behind 第十条 with the same number."""


@record
class MarkedLine:
    """A line with everything that it may be; nothing is decided yet."""

    line: Line
    readings: tuple[Reading, ...] = ()
    roles: tuple[str, ...] = ()
    noise: tuple[NoiseRule, ...] = ()
    lead: str = ""
    """The lead of an item that is never a heading (一是, ——)."""


@record
class ZonedLine:
    """A line with its zone: `noise`, `table`, `head` (title block and letter parts), `part` or `body`."""

    marked: MarkedLine
    zone: str
    label: str = ""
    """Noise rule, role, kind of part, or part of the table, as the zone has it."""
    group: int = 0
    """Lines of one table, one title, one part heading share a group."""


class Finding(NamedTuple):
    """A diagnostic before it has a message: a row of the codes, a place, and what to put into the sentence."""

    code: str
    extent: Extent
    values: dict[str, str | int]


class Mark(NamedTuple):
    """A chosen outline marker. `extent` is None where nothing is printed."""

    text: str
    extent: Extent | None
    family: str
    ordinal: int | None
    status: str
    reading: str


WRITTEN, REPAIRED, INFERRED = "written", "repaired", "inferred"


@record
class Heading:
    """The printed heading of a section, box or part."""

    mark: Mark | None
    text: str
    extent: Extent | None
    raw: str | None
    run_in: bool = False
    inferred: bool = False


@record
class Paragraph:
    text: str
    extent: Extent
    role: str | None = None
    same_line: bool = False
    line: Line | None = None
    """The line (or the rest of it) that the paragraph was made of, for rooms that look again."""


@record
class Item:
    mark: Mark | None
    text: str
    extent: Extent
    """Of its own marker and text; its children follow."""
    children: tuple[Block, ...] = ()


@record
class List:
    style: str
    inline: bool
    items: tuple[Item, ...]


@record
class Value:
    """What a cell certainly says in figures: `number`, or the bounds of a range."""

    kind: str
    number: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None


@record
class Cell:
    row: int
    col: int
    text: str
    extent: Extent | None
    row_span: int = 1
    col_span: int = 1
    header: bool = False
    ambiguous: bool = False
    value: Value | None = None
    shadow: str = ""
    """The folded text, strictly 1:1 with `text`."""
    kind: str = ""
    """What the folded text looks like, where that was asked."""


@record
class Table:
    extent: Extent
    cells: tuple[Cell, ...]
    num_rows: int
    num_cols: int
    origin: str
    caption: str | None = None
    unit: str | None = None
    notes: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    """Of a raw table: the lines that its cells are made of, when nothing more is found in them."""
    above: tuple[Line, ...] = ()
    """The lines of its caption and its unit."""
    faults: tuple[str, ...] = ()
    """What was wrong with the rows and spans of a page's table, and was mended."""


@record
class Figure:
    extent: Extent
    src: str | None = None
    alt: str | None = None
    caption: str | None = None


@record
class Section:
    """A section; `kind` is `section`, `box`, or one of the kinds of part (`issued`, `attachment`, `entry`)."""

    heading: Heading
    children: tuple[Block, ...]
    kind: str = "section"


Block = Section | Paragraph | List | Table | Figure


class Decision(NamedTuple):
    """What the outline decided on a marked line, and why: the evidence that `explain` puts into words."""

    start: int
    """Where the line stands in the source."""
    family: str
    ordinal: int | None
    relation: str
    """How it joins its list: a row of the evidence."""
    last: int | None
    siblings: int
    is_section: bool
    reason: str
    """Why it is a section or an item: a row of the evidence."""
    likeness: float


@record
class Removal:
    text: str
    rule: str
    extent: Extent
    zone: str
    """Before the first block (`head`), between blocks (`body`), or behind the last one (`tail`)."""


@record
class Tree:
    """The whole document on its way: what is kept, what was removed, what was noticed."""

    children: tuple[Block, ...]
    removed: tuple[Removal, ...] = ()
    findings: tuple[Finding, ...] = ()
    decisions: tuple[Decision, ...] = ()
    metadata: dict[str, object] = field(default_factory=dict)

"""The row types of the shelf. `yes` and `no` are examples that a test runs every row against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumeralSystem:
    """How ordinals are written. A system of single characters lists them in order from `first` on."""

    id: str
    alphabet: str
    """Every character that a numeral of this system may begin with."""
    pattern: str
    chars: str = ""
    first: int = 1
    values: tuple[int, ...] = ()
    """What each of `chars` counts, where that is not its place."""


@dataclass(frozen=True, slots=True)
class MarkerFamily:
    """A family of outline markers: what stands before, in and after the numeral.

    Patterns match the folded shadow of a line, in which full-width forms are ASCII and every
    kind of blank is one space.
    """

    id: str
    rank: int
    """Depth by convention (GB/T 9704-2012, 7.3.3, and the law on legislation): a prior, not a decision."""
    before: tuple[str, ...] = ("",)
    """Literal beginnings."""
    numerals: tuple[str, ...] = ()
    """Numeral systems by id; none for a family without numbers."""
    after: str = ""
    unless: str = ""
    """What must not follow."""
    layer: str = ""
    """Families of one layer may continue each other's count (1. and 1、)."""
    damaged: bool = False
    """A printed form that has lost something: it may only fill a place that its neighbours leave open."""
    stands_for: str = ""
    """The family that a damaged form is read as."""
    optional: bool = False
    """The numeral may be absent (附件, 专栏)."""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoiseRule:
    """A whole line that belongs to the site, not to the document."""

    id: str
    zone: str
    """`any`; `head`: only before the title; `tail`: only behind the last line of the document."""
    pattern: str
    longest: int = 80
    """Longer lines never match."""
    shortest: int = 1
    """Shorter lines neither, where this is worth saying."""
    anchor: bool = False
    """Nothing of the document can follow this line."""
    alone: bool = False
    """As the last line it needs no other line of the site's beside it."""
    begins: str = ""
    """The characters that a line which matches begins with, where they are few: the pattern is asked of no other line."""
    ends: str = ""
    """The characters that it ends with, likewise."""
    needs: str = ""
    """What is found in every line that matches: a quick look before a slow pattern, quicker from a rare character on."""
    value_below: bool = False
    """A line that ends in its colon takes its value, the short line below, with it."""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Container:
    """The element of a page in which a content management system puts the document."""

    id: str
    selector: str
    """A tag, an `#id` or `.class`es: those of one element, no combinators."""
    generic: bool = False
    """Its name is used for other things too: it counts only where it holds most of the page's prose."""
    yes: tuple[str, ...] = ()
    """Start tags that it takes."""
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnRules:
    """Rows of the user's own; they go before those of the shelf."""

    noise: tuple[NoiseRule, ...] = ()
    containers: tuple[Container, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleRule:
    """How a line shows that it may be a part of a letter's or document's frame; position decides."""

    id: str
    pattern: str
    longest: int = 80
    shortest: int = 1
    """No shorter line matches, where this is worth saying."""
    begins: str = ""
    """The characters that a line which matches begins with, where they are few: the pattern is asked of no other line."""
    ends: str = ""
    """The characters that it ends with, likewise."""
    needs: str = ""
    """What is found in every line that matches: a quick look before a slow pattern."""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """How a list item that is never a heading begins (一是, 首先, ——)."""

    id: str
    style: str
    pattern: str
    """Group 1 is the numeral, where there is one."""
    begins: str
    """The characters that it begins with: the pattern is asked of no other line."""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """Labels of a page's disclosure table that fill one metadata field; the id `none` fills none."""

    id: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that open a closing paragraph, and how far up it reaches: `parent` or `document`."""

    id: str
    reach: str
    pattern: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadingName:
    """A name that fills a line of its own: a heading without a number, or the head of a list of items."""

    id: str
    pattern: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellPattern:
    """How a whole cell of a table, or a whole line beside one, is formed."""

    id: str
    pattern: str
    begins: str = ""
    """The characters that what matches begins with, where they are few and this is worth saying."""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Separator:
    """What parts the cells of a row that stands on one line, in the text as it is printed: its shadow has no tabs."""

    id: str
    pattern: str
    needs: str
    """A line that has none of these characters is never parted: a quick look before the pattern."""


@dataclass(frozen=True, slots=True)
class ColumnName:
    """Words that are a whole column header by themselves, and the kind of column below them."""

    id: str
    kind: str
    """`serial`, `text`, `closed` (few words that come back), `value`, or `any`."""
    pattern: str
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A diagnostic: its severity and its sentence in English and Chinese."""

    id: str
    severity: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A reason for a decision, in words."""

    id: str
    en: str
    zh: str

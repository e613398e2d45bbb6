"""Elements and their attributes → how their text looks, inherited as browsers do.

A page writes the same few attributes over and over: a look is worked out once for all elements that are written
alike, and a style once for all that stand in each other alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ..rules.layout import BLOCKS, BOLD, FALLBACK, HEADING_FONTS, HEADINGS, PICTURES, UNSEEN

LINKED, HIDDEN, DROPPED, PICTURED, VERBATIM = 1, 2, 4, 8, 16
"""What text stands in: a link; what is not shown; an element whose text is none of the page's; a picture; one in which
line ends count, as in `pre`. Bits of a ground."""
UNPRINTED = DROPPED | PICTURED
SKIP, INLINE, PICTURE, BLOCK, TABLE, CELL, CAPTION = range(7)
"""The ways in which elements are printed: nothing of it, within a line, on lines of its own."""

_WAYS = {
    **dict.fromkeys(BLOCKS, BLOCK),
    "table": TABLE,
    "td": CELL,
    "th": CELL,
    "caption": CAPTION,
    **dict.fromkeys(PICTURES, PICTURE),
    **dict.fromkeys(UNSEEN, SKIP),
}
_RARE = frozenset(("align", "face", "hidden", "href", "type"))
"""Attributes beside `style` that a look may depend on."""
_HEADING_FONT = re.compile(HEADING_FONTS)
_BOLD = re.compile("bold|bolder|[6-9]00")
_LENGTH = re.compile("-?[0-9.]+")
_NOTHING = re.compile("0+(?:\\.0+)?(?:px|pt|em|%)?")
_FAR_AWAY = re.compile("-[0-9]{4,}")
_NAME = re.compile("[^,'\"!]+")


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What an element does to the text in it, whatever it stands in itself."""

    tag: str
    way: int
    is_block: bool
    """Lines end before and behind it."""
    ground: int
    hides: bool
    changes: Mapping[str, object]
    """Fields of the style around it → what they are inside."""
    has_style: bool
    """The style in it is not the one around it."""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How text looks that stands in an element."""

    heading: int = 0
    bold: bool = False
    centred: bool = False
    indented: bool = False
    font: str = ""
    stands_out: bool = False
    """In bold print, or in the type of headings."""
    hidden: int = 0
    """So many of the elements that it stands in hide it."""
    href: str = ""
    ground: int = 0
    """The bits of all that it stands in."""


PLAIN = Style()


@lru_cache(maxsize=4096)
def style_in(look: Look, around: Style) -> Style:
    """The style in an element that stands in text of the style `around`."""
    style = replace(around, **look.changes)  # type: ignore[arg-type]
    return replace(
        style,
        stands_out=style.bold or _is_heading_font(style.font),
        hidden=around.hidden + look.hides,
        ground=around.ground | look.ground,
    )


def linked(style: Style, href: str) -> Style:
    """The style in a link to `href`."""
    return replace(style, href=href.strip())


def look_of(tag: str, attributes: Mapping[str, str]) -> Look:
    """The look of an element; those that are written alike share it."""
    if not attributes:
        return _bare(tag)
    written = attributes.get("style", "")
    if _RARE.isdisjoint(attributes):
        return _look(tag, written)
    align, face = attributes.get("align", ""), attributes.get("face", "")
    is_hidden = "hidden" in attributes or (tag == "input" and attributes.get("type") == "hidden")
    is_linked = tag == "a" and "href" in attributes
    return _look(tag, written, align, face, HIDDEN * is_hidden | LINKED * is_linked)


@lru_cache(maxsize=1024)
def _bare(tag: str) -> Look:
    return _made(tag.lower(), "", {}, is_linked=False)


@lru_cache(maxsize=4096)
def _look(tag: str, written: str, align: str = "", face: str = "", ground: int = 0) -> Look:
    tag = tag.lower()
    found: dict[str, object] = {}
    if align := align or ("center" if tag == "center" else ""):
        found["centred"] = align.strip().lower() == "center"
    if face:
        found["font"] = _family(face)
    if ground & HIDDEN:
        found["hidden"] = True
    for declaration in written.split(";"):
        name, _, value = declaration.partition(":")
        _declare(found, name.strip().lower(), value.strip())
    return _made(tag, written, found, is_linked=bool(ground & LINKED))


def _made(tag: str, written: str, declared: Mapping[str, object], *, is_linked: bool) -> Look:
    is_block = tag in BLOCKS or "display:block" in written.replace(" ", "").lower()
    way = _WAYS.get(tag, BLOCK if is_block else INLINE)
    changes = {**_by_tag(tag), **declared}
    hides = bool(changes.pop("hidden", False)) or tag in FALLBACK
    # A script shows what is only invisible: such is the text of a public account until then.
    is_hidden = hides and "visibility" not in written
    ground = LINKED * is_linked | HIDDEN * is_hidden | DROPPED * (way == SKIP) | PICTURED * (way == PICTURE)
    ground |= VERBATIM * (tag == "pre")
    return Look(tag, way, is_block, ground, hides, changes, bool(changes or ground or hides))


def _by_tag(tag: str) -> dict[str, object]:
    if tag in BOLD:
        return {"bold": True}
    return {"heading": HEADINGS.index(tag) + 1} if tag in HEADINGS else {}


def _declare(found: dict[str, object], name: str, value: str) -> None:
    """Note what one declaration of a `style` attribute says."""
    match name:
        case "font-weight":
            found["bold"] = bool(_BOLD.match(value.lower()))
        case "text-align":
            found["centred"] = value.lower().startswith("center")
        case "text-indent":
            length = _LENGTH.match(value)
            found["indented"] = bool(length and length[0].strip("0.-") and not length[0].startswith("-"))
        case "font-family":
            found["font"] = _family(value)
        case "display" if value.lower().startswith("none"):
            found["hidden"] = True
        case "font-size" if _NOTHING.fullmatch(value):
            found["hidden"] = True
        case "left" | "top" if _FAR_AWAY.match(value):
            found["hidden"] = True
        case "visibility" if value.lower().startswith("hidden"):
            found["hidden"] = True


def _family(value: str) -> str:
    match = _NAME.search(value)
    return match[0].strip() if match else ""


@lru_cache(maxsize=256)
def _is_heading_font(font: str) -> bool:
    return _HEADING_FONT.search(font) is not None

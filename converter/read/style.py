"""Elements and their attributes → how their text looks, inherited as browsers do."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ..rules.layout import BLOCKS, BOLD, FALLBACK, HEADING_FONTS, HEADINGS
from .markup import Node

_HEADING_FONT = re.compile(HEADING_FONTS)
_BOLD = re.compile("bold|bolder|[6-9]00")
_LENGTH = re.compile("-?[0-9.]+")
_NOTHING = re.compile("0+(?:\\.0+)?(?:px|pt|em|%)?")
_FAR_AWAY = re.compile("-[0-9]{4,}")
_NAME = re.compile("[^,'\"!]+")


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks that stands in an element."""

    heading: int = 0
    bold: bool = False
    centred: bool = False
    indented: bool = False
    font: str = ""
    hidden: bool = False
    href: str = ""
    verbatim: bool = False
    """Line ends count, as in `pre`."""

    @property
    def stands_out(self) -> bool:
        """In bold print, or in the type of headings."""
        return self.bold or _HEADING_FONT.search(self.font) is not None


PLAIN = Style()


def styled(node: Node, style: Style) -> Style:
    """The style inside `node`, which stands in text of `style`."""
    changes: dict[str, object] = {}
    if node.tag in BOLD:
        changes["bold"] = True
    elif node.tag in HEADINGS:
        changes["heading"] = HEADINGS.index(node.tag) + 1
    elif node.tag == "pre":
        changes["verbatim"] = True
    elif node.tag == "a" and node.get("href"):
        changes["href"] = node.get("href").strip()
    if node.attributes:
        changes |= _declared(node)
    if node.tag in FALLBACK:
        changes["hidden"] = True
    return replace(style, **changes) if changes else style  # type: ignore[arg-type]


def is_block(node: Node) -> bool:
    """True when lines end before and behind the element."""
    return node.tag in BLOCKS or "display:block" in node.get("style").replace(" ", "").lower()


def is_hidden(node: Node) -> bool:
    """True when the element itself, whatever it stands in, is not shown."""
    return node.tag in FALLBACK or bool(_declared(node).get("hidden"))


def _declared(node: Node) -> dict[str, object]:
    """What attributes and inline styles say."""
    found: dict[str, object] = {}
    if align := node.get("align") or ("center" if node.tag == "center" else ""):
        found["centred"] = align.strip().lower() == "center"
    if face := node.get("face"):
        found["font"] = _family(face)
    if "hidden" in node.attributes or (node.tag == "input" and node.get("type") == "hidden"):
        found["hidden"] = True
    if written := node.get("style"):
        found |= _written(written)
    return found


@lru_cache(maxsize=4096)
def _written(style: str) -> dict[str, object]:
    """What a `style` attribute says; a page writes the same ones over and over."""
    found: dict[str, object] = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        _declare(found, name.strip().lower(), value.strip())
    return found


def _declare(found: dict[str, object], name: str, value: str) -> None:
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

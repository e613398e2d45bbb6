"""A picture element → what the document says with it; None for the ornaments and buttons of a site."""

from __future__ import annotations

import re

from ..late import late
from ..layout import Picture
from ..rules.layout import NO_PICTURES, SMALLEST_PICTURE
from .markup import Node

_SITE = re.compile(NO_PICTURES, re.IGNORECASE)
_PIXELS = late("[0-9]+")
_LATE = ("data-src", "data-original", "_src")
"""Where pages that load their pictures late have the address."""


def picture_of(node: Node) -> Picture | None:
    """The picture with its address and the words that stand for it; its place is the printer's."""
    src = next((node.get(name).strip() for name in (*_LATE, "src") if node.get(name).strip()), "")
    alt = " ".join((node.get("alt") or node.get("title")).split())
    is_small = any(0 < _pixels(node, side) < SMALLEST_PICTURE for side in ("width", "height"))
    if is_small or not (src or alt) or _SITE.search(src):
        return None
    # A picture that is written into the page has no address.
    return Picture(0, src if src and not src.startswith("data:") else None, alt or None)


def _pixels(node: Node, side: str) -> int:
    """The width or height in pixels; 0 where it is not said."""
    found = _PIXELS.match(node.get(side).strip())
    return int(found[0]) if found and len(found[0]) < 6 and "%" not in node.get(side) else 0

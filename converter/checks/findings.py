"""What a check finds: first without words, then as a `Finding` in the language of the user."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from ..rules.checks import BLOCKS, LAYERS
from ..rules.rows import Code
from .places import Place, Steps, places_of

Layer = Literal["well-formed", "schema", "meaning"]

LONGEST_NAME = 80
"""Keys and ids from the document are shown up to this length."""

LONGEST_MARKER = 12
"""A marker that is longer is none that helps to find its block."""

_CODES: dict[tuple[str, str], Code] = {(layer, code.id): code for layer, codes in LAYERS.items() for code in codes}
_DELIMITERS = " 　、.．:：·，,。"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a document.

    `path` is where, such as `children[3].children[0]`, empty for the whole; `node` the id of the block there, and
    `block` how its readers find it, such as `section 三（二）`. `line` and `column` count from 1, in characters of
    the JSON text; both are None for values that never were text.
    """

    layer: Layer
    code: str
    path: str
    message: str
    node: str | None = None
    block: str | None = None
    severity: str = "error"
    line: int | None = None
    column: int | None = None


class Found(NamedTuple):
    """A finding before it has a language; values are plain, or pairs of English and Chinese.

    `at` is for what has no place in the values: text that is no JSON.
    """

    layer: Layer
    code: str
    steps: Steps = ()
    values: Mapping[str, Any] = {}
    at: Place | None = None


def said(found: Iterable[Found], lang: str, value: object = None, text: str | None = None) -> Iterator[Finding]:
    """The findings in one language. `value` and `text` are the document's, as far as there are any, to name places."""
    found = list(found)
    places = places_of(text, [one.steps for one in found if one.at is None]) if text is not None else {}
    for one in found:
        node, block = _around(value, one.steps, lang)
        place = one.at or places.get(one.steps) or Place(None, None)
        code, message = sentence(one.layer, one.code, one.values, lang)
        yield Finding(one.layer, one.code, shown(one.steps), message, node, block, code.severity, *place)


def sentence(layer: str, code: str, values: Mapping[str, Any], lang: str) -> tuple[Code, str]:
    """The row of a code and its sentence, which starts with a capital, wherever its words come from."""
    row = _CODES[layer, code]
    message = (row.zh if lang == "zh" else row.en).format(**{name: worded(one, lang) for name, one in values.items()})
    return row, message[:1].upper() + message[1:]


def worded(value: Any, lang: str) -> Any:
    """A pair of English and Chinese in one language; anything else as it is."""
    return value[lang == "zh"] if isinstance(value, tuple) and len(value) == 2 else value


def shown(steps: Steps) -> str:
    """Steps → `children[3].heading`."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{step[:LONGEST_NAME]}" for step in steps]
    return "".join(parts).removeprefix(".")


# ── which block is it ─────────────────────────────────────────────────────────────────────────────


def _around(value: object, steps: Steps, lang: str) -> tuple[str | None, str | None]:
    """The id of the innermost block at or above a place, and its name in the terms of who reads the document."""
    node, kind, chain = None, "", ""
    for inner in _along(value, steps):
        name = inner.get("id")
        node = name if isinstance(name, str) and len(name) <= LONGEST_NAME else node
        own = inner.get("type")
        if isinstance(own, str) and own in BLOCKS:
            kind, printed = own, _printed(inner.get("marker"))
            # Markers of sections run on, 三（二）; those of boxes and parts stand apart.
            chain = f"{chain}{printed}" if kind == "section" else f"{chain} {printed} "
    chain = re.sub(" +", " ", chain).strip()
    block = f"{worded(BLOCKS[kind], lang)} {chain}" if chain else None
    return node, block


def _along(value: Any, steps: Steps) -> Iterator[dict[str, Any]]:
    """The objects on the way to a place, from the outside."""
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, tuple | list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return
        if isinstance(value, dict):
            yield value


def _printed(marker: object) -> str:
    """A marker without its delimiters, a damaged one as it reads; empty for what is none."""
    reading = marker.get("reading") if isinstance(marker, dict) else None
    return reading.strip(_DELIMITERS) if isinstance(reading, str) and len(reading) <= LONGEST_MARKER else ""

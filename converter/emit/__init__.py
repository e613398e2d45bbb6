"""Document → text, one file per format; the table below is the only place that names them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..model import Document


class Emitter(NamedTuple):
    """An output format: the file name's ending, and how its text is made."""

    suffix: str
    emit: Callable[[Document], str]


def _to_json(document: Document) -> str:
    from .to_json import to_json

    return to_json(document)


def _to_tei(document: Document) -> str:
    from .to_tei import to_tei

    return to_tei(document)


def _to_outline(document: Document) -> str:
    from .to_outline import to_outline

    return to_outline(document)


EMITTERS: dict[str, Emitter] = {
    "json": Emitter(".json", _to_json),
    "tei": Emitter(".tei.xml", _to_tei),
    "outline": Emitter(".outline.txt", _to_outline),
}


def emit(document: Document, to: str) -> str:
    """Write `document` in the format `to`, a row of `EMITTERS`. Raises KeyError for an unknown format."""
    return EMITTERS[to].emit(document)

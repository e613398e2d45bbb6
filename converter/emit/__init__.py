"""Document → text, one file per format; the table below is the only place that names them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..model import Document
    from ..plain import Draft


class Emitter(NamedTuple):
    """An output format: the file name's ending, how its text is made, and how a file of it is encoded."""

    suffix: str
    emit: Callable[[Document], str]
    encoding: str = "utf-8"
    files: Callable[[Document], dict[str, str]] | None = None
    """Of a format of several files: their names and texts. They stand in a folder …"""
    folder: str = ""
    """… with a name of this ending."""
    write: Callable[[Draft], Iterator[bytes]] | None = None
    """Of a format that needs no model: the same as `emit` makes, encoded, piece by piece, from a draft."""


def _to_json(document: Document) -> str:
    from .to_json import to_json

    return to_json(document)


def _write_json(draft: Draft) -> Iterator[bytes]:
    from .to_json import written

    return written(draft)


def _to_tei(document: Document) -> str:
    from .to_tei import to_tei

    return to_tei(document)


def _to_outline(document: Document) -> str:
    from .to_outline import to_outline

    return to_outline(document)


def _to_csv(document: Document) -> str:
    from .to_csv import to_csv

    return to_csv(document)


def _csv_files(document: Document) -> dict[str, str]:
    from .to_csv import csv_files

    return csv_files(document)


EMITTERS: dict[str, Emitter] = {
    "json": Emitter(".json", _to_json, write=_write_json),
    "tei": Emitter(".tei.xml", _to_tei),
    "outline": Emitter(".outline.txt", _to_outline),
    # A spreadsheet takes UTF-8 for another encoding when no byte order mark says so.
    "csv": Emitter(".csv", _to_csv, "utf-8-sig", _csv_files, ".tables"),
}


def emit(document: Document, to: str) -> str:
    """Write `document` in the format `to`, a row of `EMITTERS`. Raises KeyError for an unknown format."""
    return EMITTERS[to].emit(document)

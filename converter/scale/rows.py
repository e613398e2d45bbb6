"""One document → its row: how it ended, what it is, what was counted in it.

A row is a JSON object with the same keys in the same order for every document, so that rows can be compared, put
into columns and spliced together with the document they are about.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from ..emit import EMITTERS
from ..errors import ConverterError, why
from ..model import Document, Metadata
from ..pipeline import convert, convert_text
from ..walk import walk
from .frames import Frame
from .tasks import Setup, Status, Task

DOCUMENT = "document"
"""The last column: the document as JSON, or null."""

_SOURCE = {"sha256": "text", "size": "number", "length": "number", "encoding": "text", "media_type": "text"}
_COUNTED = {"section": "sections", "box": "boxes", "part": "parts", "paragraph": "paragraphs"} | {
    "list": "lists",
    "table": "tables",
    "figure": "figures",
}
_STRUCTURED = ("signature", "spans")
"""Metadata that fits no column; it stands in the document."""


@cache
def column_kinds() -> dict[str, str]:
    """The columns of a row in their order: `text`, `texts`, `number`, or `counts` (a number for each name)."""
    kinds = dict.fromkeys(("id", "source", "uri", "file", "status", "error"), "text") | _SOURCE
    kinds |= {"schema_version": "text"} | dict.fromkeys((*_COUNTED.values(), "removed"), "number")
    kinds |= {"diagnostics": "counts"}
    for name, field in Metadata.model_fields.items():
        if name not in _STRUCTURED:
            kinds[name] = "texts" if field.annotation == tuple[str, ...] else "text"
    return kinds


def converted(task: Task, setup: Setup) -> Frame:
    """Convert a task; what it says never raises, and a fault of ours becomes a row too.

    MemoryError is let through: only the process can answer it.
    """
    if task.problem is not None:
        return failed(task, "unreadable", task.problem)
    data = None
    try:
        data = _data(task, setup.options.max_bytes)
        document = _document(task, data, setup)
        body = _written(document, setup.to)
    except MemoryError:
        raise
    except ConverterError as error:
        return failed(task, "unreadable", _clauses(error.reason, error.hint), _whole(data, setup))
    except Exception as error:
        return failed(task, "failed", f"internal error ({type(error).__name__})", _whole(data, setup))
    return Frame(encoded(_row(task, data) | _about(document)), body)


def failed(task: Task, status: Status, error: str, data: bytes | None = None) -> Frame:
    """The row of a document that came to nothing. Without all its `data`, its bytes are read to say which they were."""
    row = _row(task, data) if data is not None else _row(task) | _fingerprint(task)
    return Frame(encoded(row | {"file": None, "status": status, "error": error}), b"")


def encoded(row: dict[str, Any]) -> bytes:
    """A row as compact JSON, keys in the order of the columns."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def fingerprint(row: dict[str, Any]) -> bytes:
    """What tells that a row is about this very document, under this very name: 16 bytes."""
    said = [row[name] for name in ("source", "id", "uri", "sha256", "file")]
    return hashlib.blake2b(json.dumps(said).encode("ascii"), digest_size=16).digest()


def fingerprints_of(task: Task) -> tuple[bytes, bytes]:
    """The same of a task that is not converted yet: as it is called when it succeeds, and when it fails."""
    row = _row(task) | _fingerprint(task)
    return fingerprint(row), fingerprint(row | {"file": None})


# ── the pieces of a row ───────────────────────────────────────────────────────────────────────────


def _row(task: Task, data: bytes | None = None) -> dict[str, Any]:
    """What is known before the conversion; every other column is empty."""
    empty: dict[str, Any] = {name: [] if kind == "texts" else None for name, kind in column_kinds().items()}
    known = {"id": task.id, "source": task.source, "uri": task.uri, "file": task.file, "status": "ok"}
    found = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} if data is not None else {}
    return empty | known | found | {"diagnostics": {}}


def _about(document: Document) -> dict[str, Any]:
    """What the document says of itself, and how many of what are in it."""
    source, metadata = document.source, document.metadata
    kinds = Counter(getattr(node, "type", "") for node, _ in walk(document))
    row: dict[str, Any] = {"length": source.length, "encoding": source.encoding, "media_type": source.media_type}
    row |= {"schema_version": document.schema_version}
    row |= {column: kinds[kind] for kind, column in _COUNTED.items()} | {"removed": len(document.removed)}
    row |= {"diagnostics": counted(diagnostic.code for diagnostic in document.diagnostics)}
    return row | {
        name: list(value) if isinstance(value, tuple) else value for name, value in metadata if name not in _STRUCTURED
    }


def counted(names: Iterable[str]) -> dict[str, int]:
    """How often each name comes, the names in order: a count must not depend on what came first."""
    return dict(sorted(Counter(names).items()))


def _fingerprint(task: Task) -> dict[str, Any]:
    """Digest and size of what a task holds, read in pieces: it may be what has just eaten all memory."""
    if task.data is not None:
        return {"sha256": hashlib.sha256(task.data).hexdigest(), "size": len(task.data)}
    if task.path is None:
        return {}
    try:
        with open(task.path, "rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return {"sha256": digest, "size": stream.tell()}
    except OSError:
        return {}


# ── the conversion ────────────────────────────────────────────────────────────────────────────────


def _data(task: Task, limit: int) -> bytes:
    if task.data is not None:
        return task.data
    try:
        with open(os.fspath(task.path or ""), "rb") as stream:
            return stream.read(limit + 1)
    except OSError as error:
        raise ConverterError(task.source, f"cannot be read ({why(error)})") from error


def _whole(data: bytes | None, setup: Setup) -> bytes | None:
    """Data that may be more than was read are not what a digest should be of."""
    return None if data is None or len(data) > setup.options.max_bytes else data


def _document(task: Task, data: bytes, setup: Setup) -> Document:
    options = setup.options if task.uri is None else replace(setup.options, uri=task.uri)
    if not task.decoded:
        return convert(data, options, name=task.name)
    if len(data) > options.max_bytes:
        raise ConverterError(
            task.source,
            f"it is larger than {options.max_bytes} bytes",
            "split it first, or raise the limit with --limit bytes=N",
        )
    return convert_text(data.decode("utf-8", "surrogatepass"), task.name, options)


def _written(document: Document, to: str) -> bytes:
    if to == "row":
        return document.model_dump_json().encode("utf-8")
    return EMITTERS[to].emit(document).encode(EMITTERS[to].encoding)


def _clauses(reason: str, hint: str) -> str:
    return f"{reason}; {hint}" if hint else reason

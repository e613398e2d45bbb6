"""What a row says, as far as no document has to be read for it: its columns, its fingerprint, the row of a failure.

A row is a JSON object with the same keys in the same order for every document, so that rows can be compared, put
into columns and spliced together with the document they are about. The process that leads a run needs no more than
this; the rooms are loaded where documents are converted.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from .frames import Frame
from .tasks import Status, Task

DOCUMENT = "document"
"""The last column: the document as JSON, or null."""

COUNTED = {"section": "sections", "box": "boxes", "part": "parts", "paragraph": "paragraphs"} | {
    "list": "lists",
    "table": "tables",
    "figure": "figures",
}
"""Blocks that are counted, by their type in the document."""

STRUCTURED = ("signature", "spans")
"""Metadata that fits no column; it stands in the document."""

_SOURCE = {"sha256": "text", "size": "number", "length": "number", "encoding": "text", "media_type": "text"}


@cache
def column_kinds() -> dict[str, str]:
    """The columns of a row in their order: `text`, `texts`, `number`, or `counts` (a number for each name)."""
    from ..plain import NO_METADATA

    kinds = dict.fromkeys(("id", "source", "uri", "file", "status", "error"), "text") | _SOURCE
    kinds |= {"schema_version": "text"} | dict.fromkeys((*COUNTED.values(), "removed"), "number")
    kinds |= {"diagnostics": "counts"}
    fields = {name: empty for name, empty in NO_METADATA.items() if name not in STRUCTURED}
    return kinds | {name: "text" if empty is None else "texts" for name, empty in fields.items()}


@cache
def _empty() -> dict[str, Any]:
    """A row that says nothing yet."""
    return {name: () if kind == "texts" else None for name, kind in column_kinds().items()}


def row_of(task: Task, data: bytes | None = None) -> dict[str, Any]:
    """What is known before the conversion; every other column is empty."""
    row = _empty() | {"id": task.id, "source": task.source, "uri": task.uri, "file": task.file, "status": "ok"}
    if data is not None:
        row["sha256"], row["size"] = hashlib.sha256(data).hexdigest(), len(data)
    row["diagnostics"] = {}
    return row


def failed(task: Task, status: Status, error: str, data: bytes | None = None) -> Frame:
    """The row of a document that came to nothing. Without all its `data`, its bytes are read to say which they were."""
    row = row_of(task, data) if data is not None else row_of(task) | _digest(task)
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
    said = {"source": task.source, "id": task.id, "uri": task.uri, "sha256": None, **_digest(task)}
    return fingerprint(said | {"file": task.file}), fingerprint(said | {"file": None})


def _digest(task: Task) -> dict[str, Any]:
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

"""One document → its row: how it ended, what it is, what was counted in it. Only workers come here."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..emit import EMITTERS
from ..errors import ConverterError, why
from ..model import Document
from ..pipeline import convert, convert_text
from ..walk import walk
from .columns import COUNTED, STRUCTURED, encoded, failed, row_of
from .frames import Frame
from .tasks import Setup, Task

_USUAL = 1 << 16
"""Bytes that are asked for at first: the room for as many as the limit allows takes longer to get than a small file."""


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
    return Frame(encoded(row_of(task, data) | _about(document)), body)


# ── the pieces of a row ───────────────────────────────────────────────────────────────────────────


def _about(document: Document) -> dict[str, Any]:
    """What the document says of itself, and how many of what are in it."""
    source, metadata = document.source, document.metadata
    kinds = Counter(getattr(node, "type", "") for node, _ in walk(document))
    row: dict[str, Any] = {"length": source.length, "encoding": source.encoding, "media_type": source.media_type}
    row |= {"schema_version": document.schema_version}
    row |= {column: kinds[kind] for kind, column in COUNTED.items()} | {"removed": len(document.removed)}
    row |= {"diagnostics": counted(diagnostic.code for diagnostic in document.diagnostics)}
    return row | {name: value for name, value in metadata if name not in STRUCTURED}


def counted(names: Iterable[str]) -> dict[str, int]:
    """How often each name comes, the names in order: a count must not depend on what came first."""
    return dict(sorted(Counter(names).items()))


# ── the conversion ────────────────────────────────────────────────────────────────────────────────


def _data(task: Task, limit: int) -> bytes:
    if task.data is not None:
        return task.data
    try:
        with open(os.fspath(task.path or ""), "rb") as stream:
            data = stream.read(_USUAL)
            return data if len(data) < _USUAL else data + stream.read(max(limit + 1 - _USUAL, 0))
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
        raise ConverterError(task.source, f"it is larger than {options.max_bytes} bytes", "split it first")
    return convert_text(data.decode("utf-8", "surrogatepass"), task.name, options)


def _written(document: Document, to: str) -> bytes:
    if to == "row":
        return document.model_dump_json().encode("utf-8")
    return EMITTERS[to].emit(document).encode(EMITTERS[to].encoding)


def _clauses(reason: str, hint: str) -> str:
    return f"{reason}; {hint}" if hint else reason

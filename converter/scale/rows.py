"""One document → its row: how it ended, what it is, what was counted in it. Only workers come here."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from ..emit import EMITTERS
from ..emit.to_json import joined, json_of
from ..errors import ConverterError, why
from ..pipeline import document_of, drafted
from ..plain import Draft
from ..read import read, read_text
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
        draft = _draft(task, data, setup)
        body = _written(draft, setup.to)
    except MemoryError:
        raise
    except ConverterError as error:
        return failed(task, "unreadable", _clauses(error.reason, error.hint), _whole(data, setup))
    except Exception as error:
        return failed(task, "failed", f"internal error ({type(error).__name__})", _whole(data, setup))
    return Frame(encoded(row_of(task, data) | _about(draft)), body)


# ── the pieces of a row ───────────────────────────────────────────────────────────────────────────


def _about(draft: Draft) -> dict[str, Any]:
    """What a document that is written says of itself, and how many of what are in it."""
    head, counts = draft.head, draft.counts
    row = {name: head["source"][name] for name in ("length", "encoding", "media_type")}
    row |= {"schema_version": head["schema_version"]}
    row |= {column: counts.blocks[kind] for kind, column in COUNTED.items()} | {"removed": counts.removed}
    row |= {"diagnostics": dict(sorted(counts.codes.items()))}
    return row | {name: value for name, value in head["metadata"].items() if name not in STRUCTURED}


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


def _draft(task: Task, data: bytes, setup: Setup) -> Draft:
    options = setup.options if task.uri is None else replace(setup.options, uri=task.uri)
    if not task.decoded:
        return drafted(read(data, options, task.name), options)
    if len(data) > options.max_bytes:
        raise ConverterError(
            task.source,
            f"it is larger than {options.max_bytes} bytes",
            "split it first, or raise the limit with --limit bytes=N",
        )
    return drafted(read_text(data.decode("utf-8", "surrogatepass"), task.name), options)


def _written(draft: Draft, to: str) -> bytes:
    if to == "row":
        return json_of(draft)
    emitter = EMITTERS[to]
    if emitter.write is not None:
        return joined(emitter.write(draft))
    return emitter.emit(document_of(draft)).encode(emitter.encoding)


def _clauses(reason: str, hint: str) -> str:
    return f"{reason}; {hint}" if hint else reason

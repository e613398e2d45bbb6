"""One document to convert, whatever it came in, and what a whole run does with each."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from ..options import Options

Status = Literal["ok", "unreadable", "failed", "timeout", "memory", "crash"]
"""How a document ended: done · no document can be made of it · a fault of ours · stopped at the time limit · stopped
at the memory limit · its process died."""

STATUSES: tuple[Status, ...] = ("ok", "unreadable", "failed", "timeout", "memory", "crash")

URI, TEXT, PAGE, BYTES = ("uri", "url"), ("text", "content"), ("html",), ("bytes",)
"""Keys of a record: where it came from, and the three forms in which it may hold its document."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to convert.

    `source` names its place, a file or the record of one, and is unique in a run; `id` is what its owner calls it;
    `name` tells the format by its suffix. It is a file (`path`), bytes (`data`), or a `problem` that is known
    without a conversion: one clause that says why there is no document.
    """

    source: str
    id: str
    name: str
    path: str | None = None
    data: bytes | None = None
    decoded: bool = False
    """True when `data` is the UTF-8 of a text that somebody else has decoded."""
    uri: str | None = None
    problem: str | None = None
    file: str | None = None
    """Where the result goes, below the output folder; None when it goes into the row."""
    size: int = 0
    """Bytes of the file, as far as known."""


_HEAD = tuple(one.name for one in fields(Task) if one.name not in ("data", "size"))


@dataclass(frozen=True, slots=True)
class Setup:
    """What is done with each document, and what it may take.

    `to` is a format of `EMITTERS`, or `row` for the document as compact JSON. `timeout` is in seconds, `memory` in
    MiB. `work` is the dotted name of the function that a worker calls; tests put one there that misbehaves.
    """

    options: Options = field(default_factory=Options)
    to: str = "row"
    timeout: float = 60.0
    memory: int = 2048
    work: str = "converter.scale.rows:converted"


def head_of(task: Task) -> bytes:
    """A task without its bytes, as JSON (`asdict` would copy them); the bytes go beside it."""
    said = {name: getattr(task, name) for name in _HEAD}
    return json.dumps(said).encode("ascii")


def from_head(head: bytes, body: bytes) -> Task:
    """The reverse of `head_of`."""
    task = Task(**json.loads(head))
    holds_none = task.path is not None or (task.problem is not None and not body)
    return task if holds_none else replace(task, data=body)


# ── records of other programs ─────────────────────────────────────────────────────────────────────


def task_of(record: Mapping[str, Any], source: str) -> Task:
    """A record of JSONL, Parquet, Spark … → its task: `id`, `uri`, and `text`, `html` or `bytes` (base64 in JSON)."""
    name = record.get("id")
    known = source if name in (None, "") else _plain(str(name))
    uri = next((_plain(str(record[key])) for key in URI if record.get(key)), None)
    task = Task(source=source, id=known, name=_plain(str(record.get("name") or known)), uri=uri)
    for keys, take in ((BYTES, _with_bytes), (PAGE, _with_page), (TEXT, _with_text)):
        for key in keys:
            if record.get(key) is not None:
                return take(task, record[key], record.get("media_type"))
    return replace(task, problem="it has none of the keys bytes, html, text, content")


def _plain(words: str) -> str:
    """Words that can be written as UTF-8: a lone surrogate becomes its escape."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


def _with_text(task: Task, value: object, _: object) -> Task:
    if not isinstance(value, str):
        return replace(task, problem="its text is no text")
    return replace(task, data=value.encode("utf-8", "surrogatepass"), decoded=True)


def _with_page(task: Task, value: object, _: object) -> Task:
    if not isinstance(value, str):
        return replace(task, problem="its html is no text")
    return replace(task, data=value.encode("utf-8", "replace"), name=named(task.name, "text/html"))


def _with_bytes(task: Task, value: object, media_type: object) -> Task:
    if isinstance(value, str):
        try:
            value = base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            return replace(task, problem="its bytes are not base64")
    if not isinstance(value, bytes | bytearray | memoryview):
        return replace(task, problem="its bytes are neither bytes nor base64")
    return replace(task, data=bytes(value), name=named(task.name, str(media_type or "")))


def named(name: str, media_type: str) -> str:
    """A name whose suffix tells the format that the media type says; as it is where nothing more is known."""
    from ..read.formats import SUFFIXES

    kind = media_type.partition(";")[0].strip().lower()
    kind = "text/html" if kind == "application/xhtml+xml" else kind
    if name.lower().endswith(tuple(suffix for suffix, known in SUFFIXES.items() if known == kind)):
        return name
    return name + next((suffix for suffix, known in SUFFIXES.items() if known == kind), "")

"""JSON lines: one record a line, with the keys of `tasks.task_of`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from ..tasks import Task, task_of

ROOM = 3
"""A line may be so many times as long as the longest document: base64, escapes and other keys take space."""


def read(stream: BinaryIO, name: str, limit: int) -> Iterator[Task]:
    """Every line that is not blank → its task, numbered from 1 as editors do."""
    for number, line in enumerate(_lines(stream, limit * ROOM), start=1):
        source = f"{name}#{number}"
        if line is None:
            yield Task(source, source, source, problem=f"its line is longer than {limit * ROOM} bytes")
        elif not line.isspace():
            yield _task(line, source)


def _task(line: bytes, source: str) -> Task:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return Task(source, source, source, data=line, problem="its line is not JSON")
    if not isinstance(record, dict):
        return Task(source, source, source, data=line, problem="its line is no JSON object")
    return task_of(record, source)


def _lines(stream: BinaryIO, longest: int) -> Iterator[bytes | None]:
    """Lines one by one; None for one that is too long, of which only pieces are ever held."""
    while line := stream.readline(longest + 1):
        if len(line) <= longest:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(longest)
        yield None

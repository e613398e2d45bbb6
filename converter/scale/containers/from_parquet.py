"""Parquet: one record a row, with the columns of `tasks.task_of`; other columns are not even read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from ..parquet import arrow
from ..tasks import BYTES, PAGE, TEXT, URI, Task, task_of
from .streams import DamagedError

COLUMNS = ("id", "name", "media_type", *URI, *BYTES, *PAGE, *TEXT)

ROWS = 64
"""Rows that are held at a time."""


def read(stream: BinaryIO, name: str, limit: int) -> Iterator[Task]:
    """Every row → its task, numbered from 1. Only columns of documents are unpacked, a few rows at a time."""
    pa = arrow()
    try:
        file = pa.parquet.ParquetFile(stream)
        columns = [column for column in file.schema_arrow.names if column in COLUMNS]
        number = 0
        for batch in file.iter_batches(ROWS, columns=columns):
            for record in batch.to_pylist():
                number += 1
                task = task_of(record, f"{name}#{number}")
                large = len(task.data or b"") > limit
                yield replace(task, data=None, problem=f"it is larger than {limit} bytes") if large else task
    except pa.ArrowException as error:
        raise DamagedError(str(error).splitlines()[0]) from error

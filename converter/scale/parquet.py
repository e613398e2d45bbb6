"""Rows as Parquet: a column for everything that a row says, the document as a JSON string in the last one.

Arrow has no recursive type, so a tree cannot be typed columns; a string loads everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from ..messages import UsageError
from .columns import DOCUMENT, column_kinds, encoded
from .frames import Frame

GROUP = 1000
"""Rows of a row group: what is held in memory while writing."""

GROUP_BYTES = 128 << 20
"""A row group ends earlier when its documents are so large."""


def arrow() -> Any:
    """The package pyarrow, or one clear error."""
    try:
        import_module("pyarrow.parquet")  # it does not come with the package itself
        return import_module("pyarrow")
    except ImportError as error:
        raise UsageError("Parquet needs the package pyarrow: pip install 'gangmu[parquet]'") from error


def schema() -> Any:
    """The columns of a row as an Arrow schema, for engines that ask for one."""
    pa = arrow()
    types = {"text": pa.string(), "texts": pa.list_(pa.string()), "number": pa.int64()}
    types["counts"] = pa.map_(pa.string(), pa.int64())
    fields = [(name, types[kind]) for name, kind in column_kinds().items()]
    return pa.schema([*fields, (DOCUMENT, pa.large_string())])


def record_batch(rows: list[dict[str, Any]]) -> Any:
    """Rows, as `Guard.row` gives them, as an Arrow record batch."""
    flat = [row | {"diagnostics": list(row["diagnostics"].items())} for row in rows]
    return arrow().RecordBatch.from_pylist(flat, schema=schema())


class Columns:
    """A Parquet file of rows; a place is the number of a row."""

    def __init__(self, path: Path) -> None:
        arrow()
        self.path = path
        self._file: Any = None
        self._group: tuple[int, list[dict[str, Any]]] = (-1, [])
        self._starts: list[int] = []

    def scan(self) -> Iterator[tuple[int, bytes]]:
        if not self.path.exists():
            return
        place = 0
        for batch in self._opened().iter_batches(GROUP, columns=list(column_kinds())):
            for row in batch.to_pylist():
                yield place, _head(row)
                place += 1

    def fetch(self, place: int) -> Frame:
        file = self._opened()
        group = next(number for number, start in enumerate(self._starts[1:]) if place < start)
        if group != self._group[0]:
            self._group = group, file.read_row_group(group).to_pylist()
        row = self._group[1][place - self._starts[group]]
        said = {name: value for name, value in row.items() if name != DOCUMENT}
        return Frame(_head(said), (row[DOCUMENT] or "").encode("utf-8"))

    def write(self, frames: Iterable[Frame], part: Path) -> None:
        with arrow().parquet.ParquetWriter(part, schema(), compression="zstd") as writer:
            for rows in _groups(frames):
                writer.write_batch(record_batch(rows), row_group_size=len(rows))
        self.close()
        part.replace(self.path)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _opened(self) -> Any:
        if self._file is None:
            self._file = arrow().parquet.ParquetFile(self.path)
            data = self._file.metadata
            self._starts = [0]
            for number in range(data.num_row_groups):
                self._starts.append(self._starts[-1] + data.row_group(number).num_rows)
        return self._file


def _head(row: dict[str, Any]) -> bytes:
    """Columns back to the row that they were made of."""
    return encoded(row | {"diagnostics": dict(row["diagnostics"])})


def _groups(frames: Iterable[Frame]) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    size = 0
    for head, body in frames:
        rows.append(json.loads(head) | {DOCUMENT: body.decode("utf-8") or None})
        size += len(body)
        if len(rows) >= GROUP or size >= GROUP_BYTES:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows

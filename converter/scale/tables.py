"""The rows of a finished run, in the order of the inputs: one file, written whole, that can be read back.

`Lines` are JSON, one row a line, with the document as its last key, or without it where documents are files of their
own. `parquet.Columns` is the same with columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from .columns import DOCUMENT
from .frames import Frame

_SPLICE = f',"{DOCUMENT}":'.encode()
"""Stands in a line only before the document: within a text a quotation mark is escaped, and no code is called so."""

_AT_ONCE = 1 << 16
"""Bytes that are read or written together: lines stand in the order in which they are asked for."""


class Table(Protocol):
    """A file of rows. A place is what `fetch` takes."""

    def scan(self) -> Iterator[tuple[int, bytes]]:
        """Place and row, without the document, of all that stands in the file; nothing when there is none."""

    def fetch(self, place: int) -> Frame:
        """Row and document at a place."""

    def write(self, frames: Iterable[Frame], part: Path) -> None:
        """Write all rows to `part` and put it in the place of the old file."""

    def close(self) -> None:
        """Let go of the file."""


class Lines:
    """JSON lines; a place is the offset of a line."""

    def __init__(self, path: Path, *, documents: bool) -> None:
        self.path = path
        self.documents = documents
        self._reader: BinaryIO | None = None

    def scan(self) -> Iterator[tuple[int, bytes]]:
        place = 0
        if not self.path.exists():
            return
        with self.path.open("rb") as stream:
            for line in stream:
                yield place, self._frame(line).head
                place += len(line)

    def fetch(self, place: int) -> Frame:
        if self._reader is None:
            self._reader = self.path.open("rb", buffering=_AT_ONCE)
        self._reader.seek(place)
        return self._frame(self._reader.readline())

    def write(self, frames: Iterable[Frame], part: Path) -> None:
        with part.open("wb", buffering=_AT_ONCE) as stream:
            stream.writelines(map(self._line, frames))
        self.close()
        part.replace(self.path)

    def close(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _line(self, frame: Frame) -> bytes:
        if not self.documents:
            return frame.head + b"\n"
        return b"".join((frame.head[:-1], _SPLICE, frame.body or b"null", b"}\n"))

    def _frame(self, line: bytes) -> Frame:
        head, splice, rest = line.rstrip(b"\n").partition(_SPLICE)
        if not splice:
            return Frame(head, b"")
        body = rest[:-1]
        return Frame(head + b"}", b"" if body == b"null" else body)

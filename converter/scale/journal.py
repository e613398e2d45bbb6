"""What is done so far: rows and documents as they come, appended to one file that any end of the program leaves sound.

A frame is either whole or, at the very end of the file, torn; a torn one is cut off when the journal is opened again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from ..writing import write_all
from . import frames
from .frames import Frame

_AHEAD = 1 << 16
"""Bytes that are read at once: rows lie nearly in the order in which they are fetched."""


class Journal:
    """An append-only file of frames; a place is the offset of a frame. Several threads may append."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.touch()
        # One handle for writing, so that a row is in the hands of the system before the next document begins.
        self._writer = path.open("r+b", buffering=0)
        self._reader = path.open("rb", buffering=_AHEAD)
        self._end = 0
        self._lock = threading.Lock()

    def scan(self) -> Iterator[tuple[int, bytes]]:
        """Place and row of everything that is done; then cut off what is torn. To be read to its end before use."""
        size = self._reader.seek(0, 2)
        self._reader.seek(0)
        while (found := frames.skim(self._reader, size)) is not None:
            yield self._end, found[0]
            self._end = found[1]
        self._writer.truncate(self._end)
        self._writer.seek(self._end)
        self._reader.close()  # its buffer may hold what has just been cut off
        self._reader = self._path.open("rb", buffering=_AHEAD)

    def append(self, frame: Frame) -> int:
        """Write a frame behind all others; returns its place."""
        data = frames.packed(frame)
        with self._lock:
            place = self._end
            write_all(self._writer, data)
            self._end += len(data)
            return place

    def fetch(self, place: int) -> Frame:
        """The frame at a place."""
        self._reader.seek(place)
        found = frames.read(self._reader)
        if found is None:
            raise EOFError(f"no row at {place}")
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._writer.close()
        self._reader.close()

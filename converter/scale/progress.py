"""How far a batch is: what has been done in this run, and how long the rest will take."""

from __future__ import annotations

import threading
import time

from .inputs import Feed

_OK = b'"status":"ok"'
"""Stands in the row of a document that did not fail, before anything that a document says of itself."""


class Progress:
    """Counted by several threads, and read by one, which may see numbers that are a moment old."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._started = time.monotonic()
        self._size = feed.size
        self._behind = 0
        self._lock = threading.Lock()
        self.documents = 0
        """All that have a row by now."""
        self.failures = 0
        """Of this run."""
        self.converted = 0
        """In this run, whatever came of them."""

    def reused(self) -> None:
        """A document was done before; what lies before here says nothing about the speed."""
        with self._lock:
            self.documents += 1
        self._behind = self._feed.position
        self._started = time.monotonic() if self.converted == 0 else self._started

    def done(self, head: bytes) -> None:
        """A document got its row."""
        with self._lock:
            self.documents += 1
            self.converted += 1
            self.failures += _OK not in head

    @property
    def seconds(self) -> float:
        """Since the first document of this run."""
        return time.monotonic() - self._started

    @property
    def rate(self) -> float:
        """Documents a second."""
        return self.converted / self.seconds if self.seconds > 0 else 0.0

    @property
    def share(self) -> float:
        """Of the bytes of all inputs, 0 to 1."""
        return min(self._feed.position / self._size, 1.0) if self._size else 0.0

    @property
    def left(self) -> float | None:
        """Seconds until the end, or None when nothing tells."""
        done = self._feed.position - self._behind
        return self.seconds * (self._size - self._feed.position) / done if done > 0 and self.converted else None

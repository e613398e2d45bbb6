"""Python's collector of cycles rests while a document is converted: many values flow, and hardly any is in a cycle."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

SELDOM = (100_000, 50, 100)
"""Thresholds of a process that is ours alone: what it loads stays, and to look through it again takes time."""
_resting = Lock()


def seldom() -> None:
    """Let the collector work seldom in this process: for a command or a worker, not for a library."""
    gc.set_threshold(*SELDOM)


@contextmanager
def at_rest() -> Iterator[None]:
    """Let the collector rest, and have it work again as before behind it, whatever happens inside.

    It is one for the whole process, so only one thread at a time lets it rest, for one document: with many threads it
    still has its turns, and memory stays bounded. Who switched it off finds it off.
    """
    if not gc.isenabled() or not _resting.acquire(blocking=False):
        yield
        return
    try:
        gc.disable()
        yield
    finally:
        gc.enable()
        _resting.release()

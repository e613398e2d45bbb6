"""The process that converts: tasks in on standard input, rows out on standard output, until the pipe closes.

It may be killed at any moment, and it may kill itself: at the memory limit, and when a document takes far longer
than its guard would allow, which happens only when the guard itself is gone.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from ..collector import seldom
from . import frames
from .frames import Frame
from .tasks import Setup, Task, from_head

OUT_OF_MEMORY = 86
"""The exit code that says so: nothing can be allocated any more to say it in words."""

ORPHANED = 10.0
"""Seconds beyond the time limit after which nobody is waiting any more."""

READY = Frame(b"{}", b"")
"""The first thing that a worker says: from now on time is the document's own."""


def main() -> None:
    """Serve until the guard closes the pipe."""
    requests, replies = sys.stdin.buffer, _private_stdout()
    first = frames.read(requests)
    if first is None:
        return
    setup: Setup = pickle.loads(first.body)  # noqa: S301 - it comes from the process that started this one
    work = _function(setup.work)
    _collect_seldom()
    frames.write(replies, READY)
    _limit_memory(setup.memory)
    while (request := frames.read(requests)) is not None:
        _die_after(setup.timeout + ORPHANED)
        answer = _answer(work, request, setup)
        _die_after(0)  # before it is handed over: the guard may be busy with an earlier one
        frames.write(replies, answer)


def _answer(work: Callable[[Task, Setup], Frame], request: Frame, setup: Setup) -> Frame:
    try:
        return work(from_head(*request), setup)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _collect_seldom() -> None:
    """Leave alone what is loaded by now, and look for cycles now and then: most of a document goes without."""
    gc.collect()
    gc.freeze()
    seldom()


def _die_after(seconds: float) -> None:
    """Let the system end this process then, whatever it is busy with; 0 calls it off. Windows has no such clock."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _private_stdout() -> BinaryIO:
    """Standard output for ourselves alone: whatever else prints in this process goes to standard error."""
    own = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return own


def _function(name: str) -> Callable[[Task, Setup], Frame]:
    module, _, function = name.partition(":")
    found: Callable[[Task, Setup], Frame] = getattr(import_module(module), function)
    return found


def _limit_memory(megabytes: int) -> None:
    """So much may come on top of what the program itself takes. Only Linux says and holds it."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return
    limit = pages * resource.getpagesize() + (megabytes << 20)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))

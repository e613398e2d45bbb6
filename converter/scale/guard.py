"""A process that converts, and whoever stands beside it: it is stopped when a document takes too long, replaced when
it dies, and the document that did it gets its row.

Ready-made pools do not do this: one process that dies breaks them, one that hangs stops them (concurrent.futures,
Ray Data, Spark and datatrove alike).
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, cast

from ..errors import ConverterError, why
from . import frames
from .columns import DOCUMENT, failed
from .frames import Frame
from .queue import Queue, room_of, widen
from .tasks import Setup, Status, Task
from .worker import OUT_OF_MEMORY

_START = (
    "import sys; here = sys.argv[1]; here in sys.path or sys.path.insert(0, here); "
    "from converter.scale.worker import main; main()"
)
"""The worker finds the very package that started it, and nothing that happens to lie in the current folder."""

_PACKAGES = str(Path(__file__).resolve().parents[2])

STARTING = 120.0
"""Seconds that a process may take to start, on a machine that has much else to do."""

ENDING = 10.0
"""Seconds that it may take to end when nobody speaks to it any more."""

_AT_ONCE = 1 << 16
"""Bytes that are read from a process together: what a pipe holds."""

_LOOK = 0.1
"""Seconds between two looks at the clock."""


class StoppedError(Exception):
    """The guard was stopped from outside while a document was at work."""


class WorkerError(ConverterError):
    """No process for documents can be started: this is about no document."""


class Guard:
    """One worker process. Call it with a task: it answers with the row and the document, always.

    It may be stopped from another thread. Use it as a context, or `stop` it.
    """

    def __init__(self, setup: Setup | None = None) -> None:
        self.setup = setup or Setup()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._room = 0
        self._deadline: float | None = None
        self._late = False
        self._watch: threading.Thread | None = None

    def __enter__(self) -> Guard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def __call__(self, task: Task) -> Frame:
        """Row and document of a task. Raises WorkerError when no process starts, StoppedError after `stop`."""
        [(_, answer)] = self.answers(iter([task]))
        return answer

    def answers(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Frame]]:
        """The same of many, in their order. Small ones are handed over ahead, so that the process never waits."""
        queue = Queue(tasks)
        while queue:
            process = self._running(idle=queue.is_idle)
            answer = self._ask(process, queue.due(self._room), self.setup.timeout)
            if answer is None or self._late:
                code = self._dead(process)
                answer = answer or self._verdict(queue, code)
                queue.lost()
            if answer is not None:
                yield queue.answered(), answer

    def row(self, task: Task) -> dict[str, Any]:
        """The row of a task as a dict, with the document's JSON as text in its last column."""
        head, body = self(task)
        row: dict[str, Any] = json.loads(head)
        return row | {DOCUMENT: body.decode("utf-8") or None}

    def stop(self) -> None:
        """End the process, whatever it does at the moment."""
        with self._lock:
            self._stopped.set()
            if self._process is not None:
                self._process.kill()
        if self._process is not None:
            self._dead(self._process)

    # ── the process ───────────────────────────────────────────────────────────────────────────────

    def _running(self, *, idle: bool) -> subprocess.Popen[bytes]:
        """The process, started again when there is none. One that has work is not looked at: its answers tell."""
        if self._process is not None:
            if not idle or self._process.poll() is None:
                return self._process
            self._dead(self._process)
        if self._watch is None:
            self._watch = threading.Thread(target=self._look_at_the_clock, daemon=True)
            self._watch.start()
        with self._lock:
            if self._stopped.is_set():
                raise StoppedError
            self._process = process = _started()
        self._room = room_of(cast(BinaryIO, process.stdin))
        widen(cast(BinaryIO, process.stdout))
        if self._ask(process, [Frame(b"{}", pickle.dumps(self.setup))], STARTING) is None:
            code = self._dead(process)
            raise WorkerError(
                "gangmu", f"a worker process does not start (exit code {code})", "GANGMU_DEBUG=1 shows why"
            )
        return process

    def _ask(self, process: subprocess.Popen[bytes], asked: list[Frame], seconds: float) -> Frame | None:
        """Send frames and wait for the next answer; None when the process has died before it."""
        requests, replies = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
        with self._lock:
            self._late, self._deadline = False, time.monotonic() + seconds
        with suppress(OSError):  # it has died; what it answered before that can still be read
            frames.write(requests, *asked)
        try:
            answer = frames.read(replies)
        except OSError:
            answer = None
        with self._lock:
            self._deadline = None
        if self._stopped.is_set():
            raise StoppedError
        return answer

    def _look_at_the_clock(self) -> None:
        while not self._stopped.wait(_LOOK):
            with self._lock:
                if self._process is not None and self._deadline is not None and time.monotonic() > self._deadline:
                    self._late, self._deadline = True, None
                    self._process.kill()

    def _dead(self, process: subprocess.Popen[bytes]) -> int:
        """Wait for a process that is ending, and close its pipes."""
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # it may have unsent bytes for a process that is gone
                    stream.close()
        try:
            return process.wait(ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def _verdict(self, queue: Queue, code: int) -> Frame | None:
        """The row of the first that is not answered: it did it.

        Unless it was handed over ahead and is not late. Then it may be what an earlier one left behind, and it is
        asked again in a new process.
        """
        return failed(queue.first, *self._ending(code)) if self._late or queue.came_alone else None

    def _ending(self, code: int) -> tuple[Status, str]:
        """What the end of a process says about the document it had."""
        if self._late:
            return "timeout", f"it took longer than {self.setup.timeout:g} seconds"
        if code == OUT_OF_MEMORY:
            return "memory", f"it needed more than {self.setup.memory} MiB of memory"
        if code < 0:
            return "crash", f"its process was ended by {_signal_name(-code)}"
        return "crash", f"its process ended with code {code}"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _started() -> subprocess.Popen[bytes]:
    """A new worker, out of reach of Ctrl-C: whoever started it ends it."""
    silent = os.environ.get("GANGMU_DEBUG", "0") in ("", "0")
    try:
        return subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-P", "-c", _START, _PACKAGES],
            bufsize=_AT_ONCE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if silent else None,
            start_new_session=True,
        )
    except OSError as error:
        raise WorkerError("gangmu", f"a worker process does not start ({why(error)})", "use fewer --jobs") from error

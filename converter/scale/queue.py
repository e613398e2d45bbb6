"""The tasks of one worker: those that it has, in the order in which it answers them, and what it may have at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, NamedTuple

from .frames import Frame
from .tasks import Task, head_of

DOCUMENTS = 1 << 16
"""Bytes of the documents that a worker has at once: a large one is handed over alone, and keeps no other waiting."""


ANSWERS = 1 << 18
"""Bytes of answers that a worker may have finished ahead."""


class _Waiting(NamedTuple):
    task: Task
    request: Frame
    piped: int
    """Bytes that stand in the pipe until the worker comes to it."""
    size: int


class Queue:
    """Tasks on their way to one worker. One is taken beforehand when it shows that no more may be handed over."""

    def __init__(self, tasks: Iterator[Task]) -> None:
        self._tasks = tasks
        self._waiting: deque[_Waiting] = deque()
        self._sent = 0
        self._piped = 0
        self._size = 0
        self._came_alone = False

    def __bool__(self) -> bool:
        """False when all is answered and no task is left."""
        return bool(self._waiting) or self._take()

    @property
    def first(self) -> Task:
        """The one whose answer comes next."""
        return self._waiting[0].task

    @property
    def is_idle(self) -> bool:
        """True when the worker has nothing to do."""
        return not self._sent

    @property
    def came_alone(self) -> bool:
        """True when the worker was idle as it got the first: whatever becomes of it is its own doing."""
        return self._came_alone

    def due(self, room: int) -> list[Frame]:
        """What is to be handed over now: one at least to an idle worker, more as long as they fit into the pipe.

        So that a guard never waits to hand over while its worker waits to answer.
        """
        found = []
        while self._sent < len(self._waiting) or self._take():
            following = self._waiting[self._sent]
            piped, size = self._piped + following.piped, self._size + following.size
            if self._sent and (piped > room or size > DOCUMENTS):
                break
            self._came_alone = self._came_alone or not self._sent
            self._sent, self._piped, self._size = self._sent + 1, piped, size
            found.append(following.request)
        return found

    def answered(self) -> Task:
        """The first is done."""
        done = self._waiting.popleft()
        if self._sent:
            self._sent, self._piped, self._size = self._sent - 1, self._piped - done.piped, self._size - done.size
        self._came_alone = False
        return done.task

    def lost(self) -> None:
        """The worker is gone: what it had is to be handed over again."""
        self._sent = self._piped = self._size = 0
        self._came_alone = False

    def _take(self) -> bool:
        task = next(self._tasks, None)
        if task is None:
            return False
        request = Frame(head_of(task), task.data or b"")
        piped = len(request.head) + len(request.body)
        self._waiting.append(_Waiting(task, request, piped, max(task.size, len(request.body))))
        return True


def room_of(pipe: BinaryIO) -> int:
    """Bytes that a pipe takes at once in any case. Only Linux tells; elsewhere nothing is handed over ahead.

    A quarter of what it has: a page of it may stay half empty, and so may the next.
    """
    try:
        from fcntl import F_GETPIPE_SZ, fcntl

        return fcntl(pipe, F_GETPIPE_SZ) // 4
    except (ImportError, OSError):
        return 0


def widen(pipe: BinaryIO) -> None:
    """Room for some answers, so that a worker goes on while others are put away; as it is where no more is granted."""
    with suppress(ImportError, OSError):
        from fcntl import F_SETPIPE_SZ, fcntl

        fcntl(pipe, F_SETPIPE_SZ, ANSWERS)

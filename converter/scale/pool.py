"""Several guards at work on one stream of tasks, each in a thread that does nothing but wait for its process."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator

from .frames import Frame
from .guard import Guard, StoppedError
from .tasks import Setup, Task

Numbered = tuple[int, Task]

_TICK = 0.2
"""Seconds between two chances for the caller to show how far it is."""


class Pool:
    """Hands the tasks to `jobs` guards and every answer to `deliver`, from several threads and in no order."""

    def __init__(
        self, setup: Setup, jobs: int, tasks: Iterator[Numbered], deliver: Callable[[int, Task, Frame], None]
    ) -> None:
        self._guards = [Guard(setup) for _ in range(jobs)]
        self._tasks = tasks
        self._deliver = deliver
        self._asking = threading.Lock()
        self._error: BaseException | None = None

    def run(self, tick: Callable[[], None]) -> None:
        """Work until no task is left. The first error of a task's source, of `deliver`, or Ctrl-C ends all work."""
        threads = [threading.Thread(target=self._serve, args=(guard,), daemon=True) for guard in self._guards]
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                while thread.is_alive():
                    thread.join(_TICK)
                    tick()
        finally:
            self._stop()
            for thread in threads:
                thread.join()
        if self._error is not None:
            raise self._error

    def _serve(self, guard: Guard) -> None:
        try:
            numbers: deque[int] = deque()
            with guard:
                for task, frame in guard.answers(self._taken(numbers)):
                    self._deliver(numbers.popleft(), task, frame)
        except StoppedError:
            return
        except BaseException as error:  # noqa: BLE001 - it is raised again where the run was asked for
            self._error = self._error or error
            self._stop()

    def _taken(self, numbers: deque[int]) -> Iterator[Task]:
        """Tasks for one guard, which answers them in this order; their numbers are put aside."""
        while (found := self._next()) is not None:
            numbers.append(found[0])
            yield found[1]

    def _next(self) -> Numbered | None:
        with self._asking:
            return None if self._error is not None else next(self._tasks, None)

    def _stop(self) -> None:
        for guard in self._guards:
            guard.stop()

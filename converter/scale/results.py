"""What is done of a batch: looked up before a conversion, added to behind it, written in order at the end."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from pathlib import Path

from ..errors import ConverterError
from .columns import fingerprint, fingerprints_of
from .frames import Frame
from .journal import Journal
from .state import State
from .summary import Summary
from .tables import Table
from .tasks import Task

_NOTHING = -1


class Results:
    """Rows in the journal of this run, and in the table of a finished one.

    An entry is a place and where it is meant: twice the place, and one more when it is in the table.
    """

    def __init__(self, journal: Journal, table: Table, state: State, finished: bool) -> None:
        self._journal = journal
        self._table = table
        self._state = state
        self._finished = finished
        self._known: dict[bytes, int] = {}
        self._order = array("q")

    def load(self, *, retry: bool) -> None:
        """Learn what is done. With `retry`, what failed is not."""
        for place, head in self._journal.scan():
            self._learn(2 * place, head, retry)
        if self._finished:
            for place, head in self._table.scan():
                self._learn(2 * place + 1, head, retry)

    def _learn(self, entry: int, head: bytes, retry: bool) -> None:
        row = json.loads(head)
        if not (retry and row["status"] != "ok"):
            self._known[fingerprint(row)] = entry

    def take_up(self, number: int, task: Task) -> bool:
        """Give the row of a task that is done its place in the order; False when the task is not done."""
        entry = self._done(task) if self._known else None
        self._set(number, _NOTHING if entry is None else entry)
        return entry is not None

    def _done(self, task: Task) -> int | None:
        made, failed = fingerprints_of(task)
        if task.file is not None and made in self._known:
            return self._known[made] if (self._state.out / task.file).is_file() else None
        return self._known.get(failed)

    def add(self, number: int, frame: Frame) -> None:
        """Keep the row of a task, and its document."""
        self._set(number, 2 * self._journal.append(frame))

    def _set(self, number: int, entry: int) -> None:
        while len(self._order) <= number:
            self._order.append(_NOTHING)
        self._order[number] = entry

    def part(self, name: str) -> Path:
        """A place for a file that is not whole yet."""
        return self._state.part(name)

    # ── the end ───────────────────────────────────────────────────────────────────────────────────

    def write(self, summary: Summary) -> None:
        """Put all rows in order into the table, unless they stand there so, and count them."""
        if self._stands():
            for _, head in self._table.scan():
                summary.add(head)
        else:
            self._table.write(self._counted(summary), self.part("table"))
        self._journal.close()
        self._state.finish(summary.as_dict())

    def _stands(self) -> bool:
        """True when the table of a finished run is just what would be written."""
        if not self._finished:
            return False
        standing = 0
        for standing, (place, _) in enumerate(self._table.scan(), start=1):
            if standing > len(self._order) or self._order[standing - 1] != 2 * place + 1:
                return False
        return standing == len(self._order)

    def _counted(self, summary: Summary) -> Iterator[Frame]:
        for entry in self._order:
            if entry == _NOTHING:
                raise ConverterError("gangmu", "a document has no row", "please report it")
            place, in_table = divmod(entry, 2)
            frame = self._table.fetch(place) if in_table else self._journal.fetch(place)
            summary.add(frame.head)
            yield frame

    def close(self) -> None:
        """Let go of the journal."""
        self._journal.close()

"""A whole batch: what is done already is left, what is missing is converted, and at the end all stands in order.

While it runs, answers lie in the journal in the order in which they came. At the end they are written into one table
in the order of the inputs, so that the result does not depend on how often the run was interrupted, nor on the number
of processes.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..batch import OutputError, PlaceError, unwritable
from ..emit import EMITTERS
from ..writing import put
from . import columns
from .frames import Frame
from .inputs import WHOLE, Feed, Shard, sources
from .journal import Journal
from .names import Folders, Namer
from .pool import Numbered, Pool
from .progress import Progress
from .results import Results
from .state import State, identity, label
from .summary import Summary
from .tables import Lines, Table
from .tasks import Setup, Task


@dataclass(frozen=True, slots=True)
class Batch:
    """What is asked for. `setup.to` follows from `to`: a format of one file, or `jsonl`, or `parquet`."""

    names: Sequence[str]
    out: Path
    to: str
    setup: Setup
    jobs: int = 1
    shard: Shard = WHOLE
    retry: bool = False
    """Do again what failed."""
    fresh: bool = False
    """Do everything again."""

    @property
    def files(self) -> bool:
        """True when every document becomes a file of its own."""
        return self.to in EMITTERS

    @property
    def table(self) -> Path:
        """The file of rows."""
        return self.out / f"batch{label(self.shard)}.{'parquet' if self.to == 'parquet' else 'jsonl'}"


def run(batch: Batch, show: Callable[[Progress], None]) -> Summary:
    """Do a batch and say what became of it; `show` is called now and then.

    Raises UsageError before any work, OutputError when results cannot be written, WorkerError when no process starts.
    """
    setup = replace(batch.setup, to=batch.to if batch.files else "row")
    found, skipped = sources(batch.names, str(batch.out))
    taken = tuple(f"batch{end}" for end in (".json", ".jsonl", ".parquet"))
    namer = Namer(EMITTERS[batch.to].suffix, taken) if batch.files else None
    feed = Feed(found, batch.shard, namer, setup.options.max_bytes, skipped)
    table = _table(batch)
    state = State(batch.out, batch.shard, identity(replace(setup, to=batch.to)))
    try:
        finished = state.finished(fresh=batch.fresh)
        state.open(fresh=batch.fresh)
        return _run(batch, setup, feed, Results(Journal(state.journal), table, state, finished), show)
    except OSError as error:
        raise unwritable(str(error.filename or batch.out), error) from error
    finally:
        table.close()
        state.close()


def _table(batch: Batch) -> Table:
    if batch.to == "parquet":
        from .parquet import Columns

        return Columns(batch.table)
    return Lines(batch.table, documents=not batch.files)


def _run(batch: Batch, setup: Setup, feed: Feed, results: Results, show: Callable[[Progress], None]) -> Summary:
    progress = Progress(feed)
    try:
        results.load(retry=batch.retry)
        keep = _Keeper(batch, results, progress)
        Pool(setup, batch.jobs, keep.missing(feed.tasks()), keep.deliver).run(lambda: show(progress))
        summary = Summary(skipped=feed.skipped)
        results.write(summary)
        return summary
    finally:
        results.close()


class _Keeper:
    """Between the pool and the results: leaves out what is done, and puts away what comes."""

    def __init__(self, batch: Batch, results: Results, progress: Progress) -> None:
        self._batch = batch
        self._results = results
        self._progress = progress
        self._folders = Folders(batch.out)
        self._part = str(results.part("document"))

    def missing(self, tasks: Iterator[Task]) -> Iterator[Numbered]:
        """The tasks that are not done, each with its number among all."""
        for number, task in enumerate(tasks):
            if self._results.take_up(number, task):
                self._progress.reused()
            else:
                yield number, task

    def deliver(self, number: int, task: Task, frame: Frame) -> None:
        """A document first, then its row: what has a row is done."""
        if task.file is not None:
            frame = self._put(task, task.file, frame)
        self._results.add(number, frame)
        self._progress.done(frame.head)

    def _put(self, task: Task, file: str, frame: Frame) -> Frame:
        """Write the file of a document; returns the row without it, or that of a failure."""
        try:
            self._write(file, frame.body)
        except PlaceError:
            raise
        except OutputError as error:
            return columns.failed(task, "failed", error.reason)
        return frame._replace(body=b"")

    def _write(self, file: str, data: bytes) -> None:
        try:
            self._place(file, data)
        except OSError as error:
            raise unwritable(str(self._batch.out / file), error) from error

    def _place(self, file: str, data: bytes) -> None:
        target = self._folders.path(file)
        if not data:
            with suppress(FileNotFoundError):
                os.unlink(target)  # it is what an earlier run made of an input that is no document any more
            return
        put(target, data, f"{self._part}{threading.get_ident()}")

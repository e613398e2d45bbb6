"""datatrove (extra `scale`): a reader that hands over bytes, and the step that converts them.

    LocalPipelineExecutor([DocumentReader("crawl/"), Convert(), JsonlWriter("rows/")], tasks=64, workers=8).run()

datatrove's own readers decode first and drop a page with one bad byte; and a document that ends its process stops the
whole run, so every document is converted under a guard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from datatrove.data import Document, Media, MediaType
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.readers.base import BaseDiskReader

from ..files import Skipped
from ..scale import Guard, Setup, Task, containers, task_of
from ..scale.columns import DOCUMENT

TASK = "gangmu"
"""Where a document's metadata say which task it is."""


class DocumentReader(BaseDiskReader):  # type: ignore[misc]
    """Reads files that are documents, and JSONL, Parquet, WARC and tar files that hold many, from any file system.

    `max_bytes` bounds a document; all else is as in datatrove's readers.
    """

    name = "gangmu documents"

    def __init__(
        self, data_folder: Any, *arguments: Any, max_bytes: int = Setup().options.max_bytes, **more: Any
    ) -> None:
        super().__init__(data_folder, *arguments, **more)
        self.max_bytes = max_bytes

    def read_file(self, filepath: str) -> Iterator[Any]:
        """Every document of one file, as bytes in its only medium; a text of one blank keeps it from being dropped."""
        with self.data_folder.open(filepath, "rb") as stream:
            for task in self._tasks(stream, filepath):
                if isinstance(task, Skipped):
                    self.stat_update(f"skipped {task.reason}")
                    continue
                said = {name: getattr(task, name) for name in ("source", "name", "uri", "problem", "decoded")}
                media = Media(task.source, MediaType.DOCUMENT, task.uri or "", media_bytes=task.data)
                yield Document(" ", task.id, [media], {TASK: said})

    def _tasks(self, stream: Any, path: str) -> Iterable[Task | Skipped]:
        if containers.reader_of(path) is not None:
            return containers.records(stream, path, self.max_bytes)
        return [Task(path, path, path.rpartition("/")[2], data=stream.read(self.max_bytes + 1))]


class Convert(PipelineStep):  # type: ignore[misc]
    """Documents of `DocumentReader`, or those of any reader with their text, become rows.

    The row is the metadata, and the document's JSON the text, empty when there is none.
    """

    type = "CONVERT"
    name = "gangmu"

    def __init__(self, setup: Setup | None = None) -> None:
        super().__init__()
        self.setup = setup or Setup()

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:  # noqa: ARG002 - its name
        """One row for each document, whatever becomes of it."""
        with Guard(self.setup) as guard:
            for document in data:
                with self.track_time():
                    row = guard.row(_task(document))
                self.stat_update(row["status"])
                yield Document(row.pop(DOCUMENT) or "", document.id, [], document.metadata | {TASK: row})


def _task(document: Any) -> Task:
    said = document.metadata.get(TASK)
    if said is None:
        return task_of({"id": document.id, "text": document.text, "uri": document.metadata.get("url")}, document.id)
    return Task(id=document.id, data=document.media[0].media_bytes, **said)

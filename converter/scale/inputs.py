"""Names on a command line → the files behind them in a stable order → the tasks in those files."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import PurePath
from typing import BinaryIO

from .. import files
from ..errors import ConverterError, why
from ..files import Input, Skipped
from ..messages import UsageError
from ..patterns import is_pattern
from . import containers
from .names import Namer, safe
from .tasks import Task

SUFFIXES = (*files.SUFFIXES, *containers.SUFFIXES)
"""What is taken from a folder."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is a document or holds some: where it is, its place below a folder of results, its bytes."""

    path: str
    inner: str
    size: int
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """Share `index` (from 0) of `count`."""

    index: int = 0
    count: int = 1

    def takes(self, number: int) -> bool:
        """Shares are dealt like cards, so that all of them are equally long."""
        return number % self.count == self.index


WHOLE = Shard()
"""All of it."""


@dataclass(slots=True)
class Feed:
    """Tasks in their order, and how far they have been read. One thread at a time may ask for the next."""

    sources: list[Source]
    shard: Shard
    namer: Namer | None
    limit: int
    """The most bytes of a document; larger ones are not even read out of their container."""
    skipped: Counter[str] = field(default_factory=Counter)
    position: int = 0
    """Bytes of the inputs that lie behind."""

    @property
    def size(self) -> int:
        """Bytes of all inputs."""
        return sum(source.size for source in self.sources)

    def tasks(self) -> Iterator[Task]:
        """Every task of this shard.

        With as many files as shards, or more, files are dealt, and a file is read by one shard alone; with fewer,
        every shard reads all of them and takes its documents.
        """
        whole_files = len(self.sources) >= self.shard.count
        number = -1
        before = 0
        for place, source in enumerate(self.sources):
            for task in self._tasks_of(source, before, skip=whole_files and not self.shard.takes(place)):
                number += 1
                if whole_files or self.shard.takes(number):
                    yield task
            before += source.size
            self.position = before

    def _tasks_of(self, source: Source, before: int, *, skip: bool) -> Iterator[Task]:
        plain, packed = _plain(source.path), containers.reader_of(source.path) is not None
        file = None
        if self.namer is not None:
            # Every shard asks for the names of all files, so that all agree on them.
            file = self.namer.folder(source.inner) if packed else self.namer.file(source.inner)
        if skip:
            return
        if source.problem is not None:
            yield Task(plain, plain, plain, problem=source.problem)
        elif packed:
            yield from self._records(source, plain, file, before)
        else:
            name = os.path.basename(plain)
            yield Task(plain, _plain(source.inner), name, path=source.path, file=file, size=source.size)

    def _records(self, source: Source, plain: str, folder: str | None, before: int) -> Iterator[Task]:
        """The records of a container; results that are files go into a folder of its name."""
        try:
            with open(source.path, "rb") as stream:
                for record in containers.records(stream, plain, self.limit):
                    self.position = before + _told(stream)
                    if isinstance(record, Skipped):
                        self.skipped[record.reason] += 1
                    else:
                        yield replace(record, file=None if folder is None else self._file(folder, record))
        except OSError as error:
            yield Task(plain, plain, plain, problem=f"cannot be read ({why(error)})")

    def _file(self, folder: str, record: Task) -> str | None:
        """By the record's own name; by its number when it has none."""
        if self.namer is None:
            return None
        name = record.id if record.id != record.source else record.source.rpartition("#")[2]
        return self.namer.file(f"{folder}/{safe(name)}")


def _told(stream: BinaryIO) -> int:
    try:
        return stream.tell()
    except ValueError:
        return 0  # a reader has closed it


# ── finding the files ─────────────────────────────────────────────────────────────────────────────


def sources(names: Sequence[str], out: str) -> tuple[list[Source], Counter[str]]:
    """Every file behind the names, each once, and how many were left out of folders for which reason.

    A name that leads nowhere becomes a source with a problem. Raises UsageError for an input inside of `out`.
    """
    found: dict[str, Source] = {}
    skipped: Counter[str] = Counter()
    is_result = _Below(out)
    for name in names:
        for one in _behind(name, out):
            if isinstance(one, Skipped):
                skipped[one.reason] += 1
            elif is_result(one.path):
                raise UsageError("the input {name} lies in the folder of the results: choose another -o", name=one.path)
            else:
                found.setdefault(one.path, one)
    return list(found.values()), skipped


class _Below:
    """Whether a file lies in a folder, links followed. Neighbours are asked for in a row, so their folder is once."""

    def __init__(self, folder: str) -> None:
        self._home = os.path.join(os.path.realpath(folder), "")
        self._last: tuple[str, bool] | None = None

    def __call__(self, path: str) -> bool:
        if os.path.islink(path):
            return os.path.realpath(path).startswith(self._home)
        folder = os.path.dirname(path)
        if self._last is None or self._last[0] != folder:
            self._last = folder, os.path.join(os.path.realpath(folder), "").startswith(self._home)
        return self._last[1]


def _behind(name: str, out: str) -> Iterator[Source | Skipped]:
    if name == "-":
        raise UsageError("batch reads files and folders, not standard input")
    top = _fixed(name) if is_pattern(name) else None
    for finding in files.look([name], out, SUFFIXES):
        match finding:
            case Skipped():
                yield finding
            case Input(path=path, inner=inner) if path is not None:
                place = inner if top is None else PurePath(os.path.relpath(path, top))
                yield Source(finding.shown, place.as_posix(), _size(finding.shown))
            case ConverterError(name=place, reason=reason):
                yield Source(place, place, 0, reason)


def _fixed(pattern: str) -> str:
    """The folder before the first wildcard: what the pattern finds keeps its structure below it."""
    plain = list(takewhile(lambda part: not glob.has_magic(part), PurePath(pattern).parts))
    return os.path.join(*plain) if plain else os.curdir


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _plain(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")

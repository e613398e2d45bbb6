"""Files that hold many documents: JSONL, Parquet, WARC and tar, each read as a stream of tasks.

Records of a container that are damaged become tasks with a problem; a container that ends in the middle keeps what
came before and ends with one such task. What is no document at all (a picture, a style sheet) is `Skipped`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import BinaryIO

from ...files import Skipped
from ..tasks import Task
from .streams import DAMAGES, unpacked

Records = Iterator[Task | Skipped]
Reader = Callable[[BinaryIO, str, int], Records]
"""A stream of unpacked bytes, the name of the file, and the most bytes that a document may have → its records."""

_READERS = {
    ".jsonl": "from_jsonl",
    ".ndjson": "from_jsonl",
    ".parquet": "from_parquet",
    ".warc": "from_warc",
    ".tar": "from_tar",
}
_PACKED = (".gz", ".zst")
_SHORT = {".tgz": ".tar.gz"}

_ENDINGS = (*_READERS, *_PACKED, *_SHORT)

SUFFIXES = tuple([f"{suffix}{packed}" for suffix in _READERS for packed in ("", *_PACKED)] + [*_SHORT])
"""File names that end so are containers."""


def reader_of(name: str) -> str | None:
    """The module that reads a container of this name; None when it is a document."""
    lower = name.lower()
    if not lower.endswith(_ENDINGS):
        return None
    for short, long in _SHORT.items():
        lower = lower.removesuffix(short) + long if lower.endswith(short) else lower
    for packed in _PACKED:
        lower = lower.removesuffix(packed)
    return next((module for suffix, module in _READERS.items() if lower.endswith(suffix)), None)


def records(stream: BinaryIO, name: str, limit: int) -> Records:
    """The documents of a container, in order. `name` stands for it in the tasks' sources, its suffix for its format.

    Raises UsageError when a package lacks that the format needs.
    """
    module = reader_of(name)
    if module is None:
        raise ValueError(f"{name} is no container")
    read: Reader = import_module(f"{__name__}.{module}").read
    try:
        yield from map(_with_name, read(unpacked(stream), name, limit))
    except DAMAGES as error:
        yield Task(source=name, id=name, name=name, problem=_damage(error))


def _with_name(record: Task | Skipped) -> Task | Skipped:
    """A document needs a name in messages, also when its record gave none."""
    return record if isinstance(record, Skipped) or record.name else replace(record, name=record.id)


def _damage(error: Exception) -> str:
    return f"the file is damaged here ({str(error) or type(error).__name__})"

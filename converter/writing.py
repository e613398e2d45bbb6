"""Results → files: each appears when all of it is written, and not at all if not."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import BinaryIO

_MEMBER = re.compile(r"(manifest|table-[0-9]+)\.csv")
"""What a file of a folder of results is called."""


def write(path: Path, pieces: Iterable[bytes]) -> bool:
    """Write a file whole or not at all, with its folders. True when an existing file was replaced."""
    replaced = replaces(path)
    with writing(path) as stream:
        stream.writelines(pieces)
    return replaced


def replaces(path: Path) -> bool:
    """True when writing takes the place of a file that is there; a pipe or a device only takes what is written."""
    return path.is_file()


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, piece by piece; it appears, with its folders, when all is written, and not at all if not."""
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:  # a pipe or a device: replacing it would destroy it
            yield stream
        return
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".gangmu-{os.urandom(8).hex()}.part")
    try:
        with part.open("xb") as stream:
            yield stream
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_all(stream: FileIO, data: bytes) -> None:
    """Hand all bytes to the system. It may take fewer at a time, for instance on a disk that is nearly full."""
    taken = stream.write(data) or 0
    while taken < len(data):
        taken += stream.write(memoryview(data)[taken:]) or 0


def put(path: str, data: bytes, part: str) -> None:
    """Write a file whole or not at all, by way of `part`, which lies in the same file system and may hold anything.

    For very many files: no question is asked that need not be. A link that stands at `path` is replaced, not followed.
    """
    with FileIO(part, "w") as stream:
        write_all(stream, data)
    os.replace(part, path)


def strangers(folder: Path) -> list[str]:
    """What lies in a folder of results that no result is named like, in order."""
    return sorted(path.name for path in folder.iterdir() if not _MEMBER.fullmatch(path.name)) if folder.exists() else []


def write_folder(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Write a folder of files whole or not at all; without files it is only taken away. True when one was replaced."""
    folder = Path(os.path.realpath(folder))
    replaced = folder.exists()
    mark = os.urandom(8).hex()
    part, old = (folder.with_name(f".gangmu-{mark}.{ending}") for ending in ("part", "old"))
    try:
        if files:
            part.mkdir(parents=True)
        for name, data in files.items():
            (part / name).write_bytes(data)
        if replaced:
            folder.rename(old)
        if files:
            part.rename(folder)
    except BaseException:
        if old.exists():
            old.rename(folder)
        shutil.rmtree(part, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return replaced

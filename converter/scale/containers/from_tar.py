"""tar shards, WebDataset's among them: every member that is named like a document is one."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from ... import files
from ...files import Skipped
from ..tasks import Task


def read(stream: BinaryIO, name: str, limit: int) -> Iterator[Task | Skipped]:
    """Members in order, numbered from 1; nothing is ever unpacked to disk, so no name can lead anywhere."""
    with tarfile.open(fileobj=stream, mode="r|", errors="backslashreplace") as archive:
        for number, member in enumerate(archive, start=1):
            source = f"{name}#{number}"
            plain = member.name.encode("utf-8", "backslashreplace").decode()
            reason = _why_not(member)
            if reason is not None:
                yield Skipped(f"{source} {plain}", reason)
            elif member.size > limit:
                yield Task(source, plain, plain, problem=f"it is larger than {limit} bytes")
            else:
                yield Task(source, plain, plain.rpartition("/")[2], data=_bytes(archive, member))


def _why_not(member: tarfile.TarInfo) -> str | None:
    if not member.isfile():
        return "not a regular file"
    last = member.name.rpartition("/")[2].lower()
    if last.startswith("."):
        return "hidden"
    return None if last.endswith(files.SUFFIXES) else "of unknown suffix"


def _bytes(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    found = archive.extractfile(member)
    data = b"" if found is None else found.read()
    if len(data) < member.size:
        raise EOFError("it ends in the middle of a member")
    return data

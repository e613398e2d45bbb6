"""Packed bytes → bytes, by what they begin with; and the errors that damaged ones raise."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from typing import BinaryIO, cast

from ...messages import UsageError

CHUNK = 1 << 20

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


class DamagedError(Exception):
    """A container that cannot be read on from here."""


DAMAGES: tuple[type[Exception], ...] = (DamagedError, EOFError, OSError, zlib.error, tarfile.TarError)
"""What reading a damaged container raises; gzip's own error is an OSError."""


def unpacked(stream: BinaryIO) -> BinaryIO:
    """The stream, unpacked when it is gzip or Zstandard; the members of a file of several are joined."""
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream), CHUNK)
    first = buffered.peek(4)[:4]
    if first.startswith(_GZIP):
        return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=buffered)), CHUNK)
    if first == _ZSTD:
        return io.BufferedReader(_zstandard(buffered), CHUNK)
    return buffered


def _zstandard(stream: BinaryIO) -> io.RawIOBase:
    try:
        import zstandard
    except ImportError as error:
        raise UsageError("Zstandard needs the package zstandard: pip install 'gangmu[zstd]'") from error

    class Reader(io.RawIOBase):
        """zstandard's reader; its own class of errors becomes ours."""

        def __init__(self) -> None:
            self._inner = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
            try:
                return self._inner.readinto(buffer)
            except zstandard.ZstdError as error:
                raise DamagedError(str(error)) from error

    return Reader()

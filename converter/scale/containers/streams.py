"""Packed bytes → bytes, by what they begin with; and the errors that damaged ones raise."""

from __future__ import annotations

import io
import tarfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, cast

from ...messages import UsageError

CHUNK = 1 << 20

_PIECE = 4096
"""Packed bytes that are unpacked at once: at the worst they become 128 MiB (Zstandard) or 4 (gzip)."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


class DamagedError(Exception):
    """A container that cannot be read on from here."""


DAMAGES: tuple[type[Exception], ...] = (DamagedError, EOFError, OSError, tarfile.TarError)
"""What reading a damaged container raises."""


def unpacked(stream: BinaryIO) -> BinaryIO:
    """The stream, unpacked when it is gzip or Zstandard; the members of a file of several are joined."""
    buffered = stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream), CHUNK)
    first = buffered.peek(4)[:4]
    if first.startswith(_GZIP):
        return io.BufferedReader(_Unpacking(buffered, _gzip), CHUNK)
    if first == _ZSTD:
        return io.BufferedReader(_Unpacking(buffered, _zstandard()), CHUNK)
    return buffered


class _Unpacking(io.RawIOBase):
    """Unpacks piece by piece and gives away all that it has before it says that the rest is damaged.

    The readers of gzip and zstandard do not: one loses what it has just unpacked, the other takes a cut file for whole.
    """

    def __init__(self, stream: BinaryIO, new: Callable[[], Any]) -> None:
        self._stream = stream
        self._new = new
        self._member: Any = None
        self._packed = b""
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready and self._fill():
            pass
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _fill(self) -> bool:
        """Unpack one piece more; False at the end."""
        self._packed = self._packed or self._stream.read(_PIECE)
        if self._member is None and not self._packed:
            return False
        if self._member is None:
            self._packed = self._packed.lstrip(b"\0")  # some writers fill up with them
            self._member = self._new() if self._packed else None
            return True
        if not self._packed:
            raise EOFError("it ends in the middle")
        self._ready = memoryview(self._unpack(self._packed))
        self._packed = self._member.unused_data
        if self._member.eof:
            self._member = None
        return True

    def _unpack(self, data: bytes) -> bytes:
        try:
            return cast(bytes, self._member.decompress(data))
        except MemoryError:
            raise
        except Exception as error:  # each library has errors of its own
            raise DamagedError(str(error)) from error


def _gzip() -> Any:
    return zlib.decompressobj(31)


def _zstandard() -> Callable[[], Any]:
    try:
        import zstandard
    except ImportError as error:
        raise UsageError("Zstandard needs the package zstandard: pip install 'gangmu[zstd]'") from error
    return lambda: zstandard.ZstdDecompressor().decompressobj()

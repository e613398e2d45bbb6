"""A file → the documents in it, one at a time: what kind they are of, and whether they are packed or many.

The one place where kinds of input are told apart.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal, NamedTuple

from ..errors import ConverterError
from ..options import DEFAULT

Kind = Literal["json", "tei"]

ONE = ".json"
TEI = ".tei.xml"

LINES = (".jsonl", ".ndjson")
"""Suffixes of files with a document on each line."""

PACKED = ".gz"

SUFFIXES = tuple(suffix + packed for suffix in (ONE, *LINES, TEI) for packed in ("", PACKED))
"""What is taken from a folder."""

FREE = 16 * 1024 * 1024
RATIO = 200
"""A packed file may unpack to `FREE` bytes, and beyond that to `RATIO` times its size; documents stay below 60."""

_GZIP = b"\x1f\x8b"
_ROOT = re.compile(
    rb"(?>\xef\xbb\xbf)?(?>\s++|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?>\[.*?\]\s*+)?>)*+<(?:[\w.-]++:)?([\w.-]++)",
    re.DOTALL,
)
_TEI_ROOTS = (b"TEI", b"teiCorpus")


class Record(NamedTuple):
    """One document as it is written; `line` is its number in a file of many, from 1."""

    kind: Kind
    data: bytes
    line: int | None = None


def records(stream: BinaryIO, name: str, limit: int = DEFAULT.max_bytes) -> Iterator[Record]:
    """Every document of a file. Raises ConverterError for one beyond `limit` bytes, and for what cannot be unpacked."""
    plain = _plain(stream, name)
    plain_name = name.lower().removesuffix(PACKED)
    if plain_name.endswith(LINES):
        yield from _lines(plain, name, limit, [])
        return
    first = _line(plain, name, limit)
    second = _line(plain, name, limit) if first.rstrip().endswith(b"}") else b""
    # Where no suffix says what it is, two lines that begin as objects do are no single document.
    may_be_lines = not plain_name.endswith(ONE) and first.lstrip().startswith(b"{")
    if may_be_lines and second.lstrip().startswith(b"{"):
        yield from _lines(plain, name, limit, [first, second])
        return
    data = first + second + plain.read(limit + 1)
    _hold(data, name, limit)
    yield Record(_kind(data, name), data)


def looks_like_xml(obj: object) -> bool:
    """True for text or bytes that begin as XML does; JSON never begins so."""
    if isinstance(obj, bytes | bytearray):
        return bytes(obj[:64]).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    return isinstance(obj, str) and obj[:64].removeprefix("\ufeff").lstrip().startswith("<")


def _lines(stream: BinaryIO, name: str, limit: int, begun: list[bytes]) -> Iterator[Record]:
    """The lines that hold something; `begun` has been read already."""
    number = 0
    while line := begun.pop(0) if begun else _line(stream, name, limit):
        number += 1
        if not line.isspace():
            yield Record("json", line.rstrip(b"\r\n"), number)


def _line(stream: BinaryIO, name: str, limit: int) -> bytes:
    line = stream.readline(limit + 1)
    _hold(line, name, limit)
    return line


def _hold(data: bytes, name: str, limit: int) -> None:
    if len(data) > limit:
        raise ConverterError(
            name, f"it is larger than {limit} bytes", "split it first, or raise the limit with --limit bytes=N"
        )


def _kind(data: bytes, name: str) -> Kind:
    """TEI by its root element; other XML is refused, and anything else is for the reader of JSON to judge."""
    root = _ROOT.match(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None
    if root is None:
        return "json"
    if root[1] not in _TEI_ROOTS:
        raise ConverterError(name, "it is XML, but its root element is not of TEI", "give JSON, JSONL or TEI")
    return "tei"


# ── unpacking ─────────────────────────────────────────────────────────────────────────────────────


def _plain(stream: BinaryIO, name: str) -> BinaryIO:
    """The stream, unpacked where it begins as gzip does."""
    start = stream.read(len(_GZIP))
    whole = _Rejoined(start, stream)
    if start == _GZIP:
        return io.BufferedReader(_Unpacking(whole, name), 1 << 20)
    return io.BufferedReader(whole, 1 << 20)


class _Rejoined(io.RawIOBase):
    """A stream and the bytes that were read of it, which are counted; the stream itself is never closed."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start = start
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._start or self._stream.read(len(buffer))
        self._start = b""
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Unpacking(io.RawIOBase):
    """What a gzip stream holds, up to a bound; a small file that claims to be a giant is a trap."""

    def __init__(self, packed: _Rejoined, name: str) -> None:
        self._packed = packed
        self._gzip = gzip.GzipFile(fileobj=packed)
        self._name = name
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            got = self._gzip.readinto(buffer)
        except (OSError, EOFError, zlib.error) as error:
            raise ConverterError(self._name, "it is a damaged gzip file", "fetch or pack it again") from error
        self._count += got
        if self._count > max(FREE, RATIO * self._packed.count):
            raise ConverterError(self._name, f"it unpacks to more than {RATIO} times its size", "unpack it first")
        return got

"""WARC (ISO 28500): every page that was answered is a document, with the address that it was asked for.

Bytes are handed on as they are: readers that decode first lose pages with one bad byte. The charset that a server
names is not passed on, because servers name wrong ones; the page's own bytes are weighed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from ...files import Skipped
from ..tasks import Task, named
from .streams import CHUNK, DamagedError

LONGEST_NUMBER = 18
"""Digits of a length: Python reads no endless ones, and nothing is that long."""
MOST_HEADERS = 1 << 16

_NO_DOCUMENT = re.compile("(?:image|video|audio|font)/|text/css|.*(?:javascript|ecmascript|font)")
"""Media types of what a page is made of beside its text."""

_ZLIB = {"gzip": 31, "x-gzip": 31, "deflate": 47}
_STATUS = re.compile(rb"HTTP/[0-9.]+ +([0-9]{3})")

Headers = dict[str, str]


class Record(NamedTuple):
    """One record: its number from 1, its headers with lower-case names, and its block; None when it is too large."""

    number: int
    headers: Headers
    block: bytes | None


def read(stream: BinaryIO, name: str, limit: int) -> Iterator[Task | Skipped]:
    """The responses and resources of a WARC file; records of other types are about the crawl, and passed over."""
    for record in _records(stream, limit + MOST_HEADERS):
        source = f"{name}#{record.number}"
        match record.headers.get("warc-type"):
            case "response":
                yield _response(record, source, limit)
            case "resource":
                yield _document(record, source, record.block or b"", record.headers.get("content-type", ""), limit)


# ── records ───────────────────────────────────────────────────────────────────────────────────────


def _records(stream: BinaryIO, largest: int) -> Iterator[Record]:
    number = 0
    while line := stream.readline(MOST_HEADERS):
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise DamagedError("no WARC record begins where one should")
        number += 1
        headers = _headers(_header_lines(stream))
        length = headers.get("content-length", "")
        if not length.isdecimal() or len(length) > LONGEST_NUMBER:
            raise DamagedError("a WARC record has no length")
        yield Record(number, headers, _block(stream, int(length), largest))


def _header_lines(stream: BinaryIO) -> bytes:
    lines, size = [], 0
    while (line := stream.readline(MOST_HEADERS)).strip():
        lines.append(line)
        size += len(line)
        if size > MOST_HEADERS:
            raise DamagedError("the headers of a WARC record do not end")
    return b"".join(lines)


def _headers(data: bytes) -> Headers:
    pairs = (line.partition(":") for line in data.decode("utf-8", "replace").splitlines())
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def _block(stream: BinaryIO, length: int, largest: int) -> bytes | None:
    """The block of a record; one that is too large is read past, in pieces."""
    if length <= largest:
        data = stream.read(length)
        if len(data) < length:
            raise EOFError("it ends in the middle of a record")
        return data
    while length > 0 and (piece := stream.read(min(length, CHUNK))):
        length -= len(piece)
    return None


# ── what a server answered ────────────────────────────────────────────────────────────────────────


def _response(record: Record, source: str, limit: int) -> Task | Skipped:
    head, _, body = (record.block or b"").partition(b"\r\n\r\n")
    status = _STATUS.match(head)
    if record.block is not None and (status is None or status[1] != b"200"):
        return Skipped(source, "no page but another answer of the server")
    headers = _headers(head)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    packing = headers.get("content-encoding", "identity").lower()
    if packing in _ZLIB:
        body = _inflated(body, _ZLIB[packing], limit)
    elif packing != "identity" and not body.lstrip().startswith(b"<"):
        return replace(_task(record, source, b""), problem=f"it is packed with {packing}, which is not read")
    return _document(record, source, body, headers.get("content-type", ""), limit)


def _document(record: Record, source: str, body: bytes, media_type: str, limit: int) -> Task | Skipped:
    if _NO_DOCUMENT.match(media_type.lower()):
        return Skipped(source, "no document but a part of a page")
    task = _task(record, source, body)
    if record.block is None or len(body) > limit:
        return replace(task, data=None, problem=f"it is larger than {limit} bytes")
    return replace(task, name=named(task.name, media_type))


def _task(record: Record, source: str, body: bytes) -> Task:
    """A document is called as its record is, and named like the last part of its address."""
    uri = record.headers.get("warc-target-uri", "").strip("<>") or None
    known = record.headers.get("warc-record-id", "").strip("<>") or source
    path = (uri or "").partition("?")[0].partition("#")[0].partition("://")[2]
    return Task(source, known, path.rpartition("/")[2] or known, data=body, uri=uri)


def _joined(body: bytes) -> bytes:
    """A body that was sent in chunks; as it is when a crawler has joined it already."""
    pieces: list[bytes] = []
    place = 0
    while found := _CHUNK_SIZE.match(body, place):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[found.end() : found.end() + size])
        place = found.end() + size + 2
    return b"".join(pieces) if pieces and place >= len(body) else body


_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[^\r\n]{0,200}\r\n")


def _inflated(body: bytes, window: int, limit: int) -> bytes:
    """A packed body; as it is when a crawler has unpacked it already. Never more than is converted anyway."""
    try:
        return zlib.decompressobj(window).decompress(body, limit + 1)
    except zlib.error:
        return body

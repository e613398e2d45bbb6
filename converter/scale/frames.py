"""Two byte strings in a stream, with their lengths before them: what goes through pipes and lies in the journal.

The first is JSON, the second whatever it is about. Nothing is ever unpickled that a worker sent: it has read
documents from anywhere.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, NamedTuple

_LENGTHS = struct.Struct(">IQ")


class Frame(NamedTuple):
    """What is said, and the bytes that it is about."""

    head: bytes
    body: bytes


def packed(frame: Frame) -> bytes:
    """A frame as one byte string."""
    return b"".join((_LENGTHS.pack(len(frame.head), len(frame.body)), frame.head, frame.body))


def write(stream: BinaryIO, *frames: Frame) -> None:
    """Write frames; they are on their way when this returns."""
    stream.writelines(packed(frame) for frame in frames)
    stream.flush()


def read(stream: BinaryIO) -> Frame | None:
    """The next frame, or None when the stream ends before or inside of it."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    frame = Frame(stream.read(head), stream.read(body))
    return frame if len(frame.head) == head and len(frame.body) == body else None


def skim(stream: BinaryIO, end: int) -> tuple[bytes, int] | None:
    """The next head and the offset behind its frame, without reading its body; None unless it is whole before `end`."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    behind = stream.tell() + head + body
    if behind > end:
        return None
    said = stream.read(head)
    stream.seek(behind)
    return said, behind

"""Bytes as a file of many documents: WARC, tar and JSONL, plain or packed; no guard stands beside who opens them."""

from __future__ import annotations

import gzip
import io
import json
import tarfile

from converter.files import Skipped
from converter.scale.containers import records
from converter.scale.tasks import Task

from . import mutate, oracle, starts

NAMES = ("x.warc", "x.tar", "x.jsonl")
LIMIT = 4000
FIELDS = (
    *(
        "WARC/1.0\r\n",
        "WARC-Type: response\r\n",
        "Content-Length: 99999999999\r\n",
        "Content-Length: -1\r\n",
        "\r\n\r\n",
    ),
    *(
        "HTTP/1.1 200 OK\r\n",
        "Content-Encoding: gzip\r\n",
        "Transfer-Encoding: chunked\r\n",
        "5\r\nabcde\r\n",
        "0\r\n\r\n",
    ),
    *("Content-Type: text/html; charset=x\r\n", '{"text": ', '"bytes": "AA=="', '"id": 1', "ustar\x0000", "\0" * 512),
    *(
        "Content-Length: " + "9" * 5000 + "\r\n",
        '"media_type": "text/html"',
        "PaxHeader",
        "30 mtime=1e400\n",
        "../../x",
        "GNU.sparse.size=9999999999\n",
    ),
)
pieces = (*mutate.ODD, *FIELDS * 4)


def begin() -> tuple[bytes, ...]:
    texts = [text.encode("utf-8", errors="replace") for text in starts.cases()[::25]]
    made = [make(texts[first : first + 3]) for make in (_warc, _tar, _jsonl) for first in range(0, len(texts), 3)]
    return (*made, *(gzip.compress(one, mtime=0) for one in made[::4]))


def check(data: bytes) -> None:
    for name in NAMES:
        with oracle.in_time(name):
            found = list(records(oracle.Named(data, name), name, LIMIT))
        for one in found:
            assert isinstance(one, Skipped) or _is_clear(one)


def _is_clear(task: Task) -> bool:
    """A record has a name, and is a document, of no more than may be asked for, or says why it is none."""
    return bool(task.name and (task.problem or (task.data is not None and len(task.data) <= LIMIT)))


def _warc(texts: list[bytes]) -> bytes:
    whole = b""
    for number, text in enumerate(texts):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + text
        head = (
            f"WARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        whole += b"WARC/1.0\r\n" + head.encode() + body + b"\r\n\r\n"
    return whole


def _tar(texts: list[bytes]) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        for number, text in enumerate(texts):
            member = tarfile.TarInfo(f"a/{number}.txt")
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    return whole.getvalue()[:8192]


def _jsonl(texts: list[bytes]) -> bytes:
    return b"".join(json.dumps({"id": "a", "text": text.decode()}).encode() + b"\n" for text in texts)

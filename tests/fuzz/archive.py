"""Bytes as a page saved as one file (MHTML)."""

from __future__ import annotations

from . import oracle, page, starts

HEADERS = (
    *("MIME-Version: 1.0\r\n", "Content-Type: multipart/related; boundary=x\r\n", "Content-Type: text/html\r\n", "--x"),
    *("Content-Type: text/html; charset=gb2312\r\n", "Content-Transfer-Encoding: base64\r\n", "\r\n\r\n", "--x--"),
    *("Content-Transfer-Encoding: quoted-printable\r\n", "=E4=B8=80", "=", "=?utf-8?b?5LiA?=", "Content-Location: x"),
    *("Content-Type: message/rfc822\r\n", "Content-Type: text/html; charset*=utf-8''%E4\r\n", "boundary=", "; ;"),
)
pieces = (*page.pieces, *HEADERS * 8)


def begin() -> tuple[bytes, ...]:
    return starts.samples("*/source.mhtml") + starts.real("corpus/raw/*.mhtml")


def check(data: bytes) -> None:
    oracle.converts(data, "x.mhtml")

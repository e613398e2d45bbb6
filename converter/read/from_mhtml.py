"""A page saved as one file (MHTML, RFC 2557) → the bytes of its HTML, the encoding and the address it names."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message
from typing import NamedTuple

from ..errors import ConverterError

LONGEST_HEADER = 8192
"""Bytes of a Content-Type: Python takes the square of its length to read it."""
FAR_MORE = 3
"""A frame with so many times the text of the page around it is what was meant."""

_ASCII = bytes(range(128))
_LONG = re.compile(rb"(?im)^content-type:(?:[^\n]|\n[ \t]){%d}" % LONGEST_HEADER)


class Archived(NamedTuple):
    """The page in the archive."""

    data: bytes
    charset: str | None
    uri: str | None


def page_of(data: bytes, name: str) -> Archived:
    """The HTML part: the first, or a frame in it that holds far more. Raises ConverterError where there is none."""
    if _LONG.search(data):
        raise ConverterError(name, "a header of it is longer than any page needs", "save the page again")
    try:
        message = message_from_bytes(data)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    except RecursionError:
        raise ConverterError(name, "its parts lie too deep in one another", "save the page again") from None
    if not pages:
        raise ConverterError(name, "it holds no web page", "save the page again")
    first, fullest = pages[0], max(pages, key=_length)
    page = fullest if _length(fullest) > FAR_MORE * _length(first) else first
    uri = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    return Archived(_payload(page), page.get_content_charset(), uri)


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _length(part: Message) -> int:
    """How many bytes beyond ASCII there are: Chinese text, not markup or scripts."""
    return len(_payload(part).translate(None, _ASCII))


def _header(part: Message, name: str) -> str | None:
    value = part.get(name)
    return "".join(str(value).split()) if value else None

"""A page saved as one file (MHTML, RFC 2557) → the bytes of its HTML, the encoding and the address it names."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message
from typing import NamedTuple

from ..errors import ConverterError


class Archived(NamedTuple):
    """The page in the archive."""

    data: bytes
    charset: str | None
    uri: str | None


def page_of(data: bytes, name: str) -> Archived:
    """The first HTML part. Raises ConverterError where there is none."""
    message = message_from_bytes(data)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise ConverterError(name, "it holds no web page", "save the page again")
    payload = page.get_payload(decode=True)
    uri = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    return Archived(payload if isinstance(payload, bytes) else b"", page.get_content_charset(), uri)


def _header(part: Message, name: str) -> str | None:
    value = part.get(name)
    return "".join(str(value).split()) if value else None

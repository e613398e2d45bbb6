"""The name of an input and its first bytes → the media type of the format that it is read as."""

from __future__ import annotations

import re

TEXT, PAGE, ARCHIVE = "text/plain", "text/html", "multipart/related"

SUFFIXES = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": TEXT,
    ".html": PAGE,
    ".htm": PAGE,
    ".xhtml": PAGE,
    ".shtml": PAGE,
    ".mhtml": ARCHIVE,
    ".mht": ARCHIVE,
}

_PAGE = re.compile(
    rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b"
)
_ARCHIVE = re.compile(rb"(?:From|MIME-Version|Snapshot-Content-Location): .{0,2000}?multipart/related", re.DOTALL)


def format_of(name: str, data: bytes) -> str:
    """The suffix decides; without one that is known, the first bytes do."""
    suffix = "." + name.rpartition(".")[2].lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    head = data[:4096]
    return PAGE if _PAGE.match(head) else ARCHIVE if _ARCHIVE.match(head) else TEXT

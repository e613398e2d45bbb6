"""Bytes that are no text at all → why, and what to do."""

from __future__ import annotations

from ..rules.encodings import BINARIES

NUL_SHARE = 100
"""Text holds at most one NUL in this many bytes (a stray one of a database field); a binary file holds far more."""

_BEFORE_SIGNATURE = b" \t\r\n\xef\xbb\xbf"


def binary_kind(data: bytes) -> tuple[str, str] | None:
    """Reason and hint when the first bytes are those of a known file format that is not plain text."""
    head = data[:64].lstrip(_BEFORE_SIGNATURE)
    for signature, reason, hint in BINARIES:
        if head.startswith(signature):
            return reason, hint
    return None


def is_ridden_with_nuls(data: bytes) -> bool:
    """True when there are too many NUL bytes for text in an encoding that does not need them."""
    return 0 in data and data.count(0) * NUL_SHARE > len(data)

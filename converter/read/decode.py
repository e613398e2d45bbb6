"""Bytes → text and the name of its encoding, or one clear error.

A byte order mark decides; then UTF-8, whose byte patterns nothing else has by chance; then what reads
as Chinese. Only a sample is weighed, but the whole is decoded strictly, except for a very few bytes
in UTF-8 or in an encoding that somebody named: these become U+FFFD and are counted.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ..errors import ConverterError
from ..rules.encodings import BYTE_ORDER_MARKS, NOT_FOR_FILES, SHOWN, SUPERSETS
from .binary import binary_kind, is_ridden_with_nuls
from .evidence import evidence
from .garbled import garbling

LOST_SHARE = 50
"""Of bytes beyond ASCII, at most one in this many may be bad."""
BROKEN = 3
"""Whatever the share, this many may be: one character that was cut or hit."""
SEEN = 4096
"""This many characters show whether a byte order mark stands before text."""

# Short texts in GBK may be well-formed UTF-8: two bytes a character (模式 is ģʽ) or private use (類別 is \ue404 and e).
_LONG = re.compile(b"[\xe0-\xed\xf0-\xf4]|\xef[\xa4-\xbf]")
"""What UTF-8 alone says: the first bytes of three and more in its pattern, without private use."""

_ASCII = bytes(range(0x80))


class Decoded(NamedTuple):
    """`encoding` is the Python codec that reads the bytes so; `undecoded` bytes became U+FFFD."""

    text: str
    encoding: str
    undecoded: int = 0


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Decode `data` by what it holds, or as `encoding` when given; a byte order mark is not text.

    Raises ConverterError for anything that is not text, was garbled before, or holds too little to tell.
    """
    kind = binary_kind(data)
    if kind is not None:
        raise ConverterError(name, *kind)
    found = _detected(data, name) if encoding is None else _as_named(data, name, encoding)
    return found._replace(text=found.text.lstrip("\ufeff"))


def _detected(data: bytes, name: str) -> Decoded:
    marked = _mark_of(data)
    found = _plain_utf8(data) if marked is None else _decoded(data, name, marked)
    if found is None:
        # Few documents need it, and its patterns take their time.
        from .unlabelled import codec_of

        found = _decoded(data, name, codec_of(data, name))
    clause = garbling(found.text) if found.encoding.startswith("utf-") else None
    if clause is not None:
        hint = f"fetch the original again; --encoding {found.encoding} takes it as it is"
        raise ConverterError(name, clause, hint)
    if marked is not None and marked != "utf-8" and not _is_text(found.text):
        raise ConverterError(name, f"it begins like {SHOWN[marked]} but is not text", "give a text file")
    return found


def _is_text(text: str) -> bool:
    """False for what a byte order mark stood before by chance."""
    seen = evidence(text[:SEEN])
    return seen.strange * 10 <= sum(seen)


def _mark_of(data: bytes) -> str | None:
    return next((codec for mark, codec in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def _plain_utf8(data: bytes) -> Decoded | None:
    """The common case, in one strict decoding and one search."""
    text = _strict(data, "utf-8")
    if text is None or not _LONG.search(data) or is_ridden_with_nuls(data):
        return None
    return Decoded(text, "utf-8")


def _decoded(data: bytes, name: str, codec: str) -> Decoded:
    """`data` in the encoding that was found; only UTF-8, which finds its feet again, may hold a few bad bytes."""
    text = _strict(data, codec)
    if text is not None:
        return Decoded(text, codec)
    found = _with_losses(data, codec)
    if found is not None and codec == "utf-8":
        return found
    place = f"it is {SHOWN[codec]}, but byte {_first_misfit(data, codec)}"
    if found is None:
        raise ConverterError(name, f"{place} and many others do not fit", "it is damaged, fetch the original again")
    raise ConverterError(name, f"{place} does not fit", f"--encoding {codec} reads it and replaces such bytes")


def _as_named(data: bytes, name: str, encoding: str) -> Decoded:
    from .guess import better_than

    codec = _codec(data, name, encoding)
    text = _strict(data, codec)
    found = _with_losses(data, codec) if text is None else Decoded(text, codec)
    if found is None:
        reason = f"it is not {encoding}: byte {_first_misfit(data, codec)} does not fit"
        raise ConverterError(name, reason, "try without --encoding")
    better = None if codec == "utf-8" else better_than(data, codec)
    if better is not None:
        raise ConverterError(name, f"it is not {encoding} but {SHOWN[better]}", "try without --encoding")
    return found


def _codec(data: bytes, name: str, encoding: str) -> str:
    """The Python codec that `encoding` names; GB18030 for its subsets, and byte order settled."""
    try:
        codec = codecs.lookup(encoding).name
        "".encode(codec)  # refuses what is no text encoding (hex, rot13)
    except (LookupError, ValueError):
        codec = "undefined"
    if codec in NOT_FOR_FILES:
        raise ConverterError(name, f"no encoding of text is called {encoding!r}", "try utf-8, gb18030 or big5")
    if codec in ("utf-16", "utf-32"):
        marked = _mark_of(data) or ""
        return marked if marked.startswith(codec) else f"{codec}-le"
    return SUPERSETS.get(codec, codec)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def _first_misfit(data: bytes, codec: str) -> int:
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _with_losses(data: bytes, codec: str) -> Decoded | None:
    """`data` with its bad bytes replaced, when they are very few."""
    kept = data.decode(codec, errors="ignore").encode(codec, errors="ignore")
    lost = max(1, len(data) - len(kept))
    if lost > BROKEN and lost * LOST_SHARE > len(data.translate(None, _ASCII)):
        return None
    return Decoded(data.decode(codec, errors="replace"), codec, lost)

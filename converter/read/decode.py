"""Bytes → text and the name of its encoding, or one clear error."""

from __future__ import annotations

import unicodedata

from ..errors import ConverterError

SIGNATURES = (
    (b"%PDF-", "it is a PDF file", "save its text first"),
    (b"PK\x03\x04", "it is a ZIP or Office file", "save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "it is an old Word or Excel file", "save it as plain text first"),
    (b"\x89PNG", "it is a picture", "give a text file"),
    (b"\xff\xd8\xff", "it is a picture", "give a text file"),
    (b"\x1f\x8b", "it is a gzip file", "unpack it first"),
)


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Decode `data` as UTF-8 or GB18030 (or as `encoding`, when given); a byte order mark is not text.

    Raises ConverterError for anything that is not text in one of them.
    """
    if encoding is not None:
        return _decode_as(data, name, encoding)
    for signature, reason, hint in SIGNATURES:
        if data.startswith(signature):
            raise ConverterError(name, reason, hint)
    for candidate in ("utf-8", "gb18030"):
        try:
            text = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        if candidate == "utf-8" or is_plausible(text):
            return text.lstrip("\ufeff"), candidate
    raise ConverterError(name, "it is not text in UTF-8 or GB18030", "name its encoding with --encoding")


def _decode_as(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    # Pages labelled gb2312 or gbk hold characters of the superset; the strict codecs also turn — into ―.
    codec = "gb18030" if encoding.lower().replace("-", "") in ("gb2312", "gbk", "cp936") else encoding
    try:
        return data.decode(codec).lstrip("\ufeff"), codec.lower()
    except LookupError:
        raise ConverterError(name, f"no encoding is called {encoding!r}", "try utf-8, gb18030 or big5") from None
    except UnicodeDecodeError as error:
        raise ConverterError(
            name, f"it is not {encoding}: byte {error.start} does not fit", "try without --encoding"
        ) from None


def is_plausible(text: str) -> bool:
    """True when a lenient decoding gave Chinese text: no control characters, and mostly common characters.

    GB18030 accepts nearly any bytes. The common characters are those of GB 2312 level 1, of which
    running text consists for nine tenths.
    """
    if any(unicodedata.category(char) == "Cc" and not char.isspace() for char in text):
        return False
    han = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    strange = sum(unicodedata.category(char) in ("Co", "Cn") for char in text)
    if strange > len(text) // 50 + 1:
        return False
    return sum(map(_is_common, han)) * 10 >= len(han) * 6


def _is_common(char: str) -> bool:
    try:
        return 0xB0 <= char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False

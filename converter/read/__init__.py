"""Input → the decoded source text that every span refers to."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from ..errors import ConverterError
from ..flow import SourceText
from ..options import DEFAULT, Options
from .decode import Decoded, decode
from .formats import ARCHIVE, PAGE, format_of
from .from_text import longer_line, physical_lines

__all__ = ["Input", "hold_lines", "physical_lines", "read", "read_text"]

Input = str | Path | bytes | BinaryIO
"""A path, bytes, or a file opened in binary mode; a str is a path."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def read(source: Input, options: Options = DEFAULT, name: str | None = None) -> SourceText:
    """Read and decode `source`. `name` stands for it in messages and in the document; its suffix tells the format.

    Raises ConverterError when it cannot be read, is too large, is empty or is not text.
    """
    data, own_name = _bytes_of(source, options)
    shown = name or own_name
    if len(data) > options.max_bytes:
        raise ConverterError(
            shown,
            f"it is larger than {options.max_bytes} bytes",
            "split it first, or raise the limit with --limit bytes=N",
        )
    match format_of(shown, data):
        case media_type if media_type in (PAGE, ARCHIVE):
            return _page(data, shown, options, media_type)
        case _:
            return _source(decode(data, shown, options.encoding), shown, data)


def _page(data: bytes, name: str, options: Options, media_type: str) -> SourceText:
    # Text is read without lxml, which takes as long to load as all the rest.
    from .from_html import read_page
    from .from_mhtml import page_of

    html, charset, uri = page_of(data, name) if media_type == ARCHIVE else (data, None, None)
    found, layout = read_page(html, name, options.encoding, options.rules.containers, charset)
    source = _source(found, name, data)
    return replace(source, media_type=media_type, layout=layout._replace(uri=layout.uri or uri))


def read_text(text: str, name: str = "text") -> SourceText:
    """Take `text` as it is; only a byte order mark and lone surrogates, which are no characters, are set aside."""
    text = text.lstrip("\ufeff")
    whole, replaced = _SURROGATE.subn("\ufffd", text)
    source = _source(Decoded(whole, "utf-8"), name, text.encode("utf-8", errors="surrogatepass"))
    return replace(source, replaced=replaced)


def hold_lines(source: SourceText, limit: int) -> None:
    """Raise ConverterError for a line of more than `limit` characters."""
    if line := longer_line(source.text, limit):
        reason = f"line {line} has more than {limit} characters"
        raise ConverterError(source.name, reason, "break it into lines, or raise the limit with --limit line=N")


def _source(found: Decoded, name: str, data: bytes) -> SourceText:
    if not found.text or found.text.isspace():
        raise ConverterError(name, "it is empty", "give a file that holds text")
    # No surrogate passes the strict decoding of UTF-8.
    text, replaced = (found.text, 0) if found.encoding == "utf-8" else _SURROGATE.subn("\ufffd", found.text)
    name = _SURROGATE.sub("\ufffd", name)
    digest = hashlib.sha256(data).hexdigest()
    return SourceText(name, "text/plain", found.encoding, digest, text, replaced, found.undecoded)


def _bytes_of(source: Input, options: Options) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, "bytes"
    if isinstance(source, str | Path):
        return _bytes_of_file(Path(source), options)
    return source.read(options.max_bytes + 1), Path(str(getattr(source, "name", "stream"))).name


def _bytes_of_file(path: Path, options: Options) -> tuple[bytes, str]:
    try:
        with path.open("rb") as file:
            return file.read(options.max_bytes + 1), path.name
    except FileNotFoundError:
        raise ConverterError(str(path), "there is no such file", "check the path") from None
    except IsADirectoryError:
        raise ConverterError(str(path), "it is a folder", "name the files in it, or convert it with -o DIR") from None
    except OSError as error:
        raise ConverterError(str(path), f"it cannot be read ({error.strerror})", "check its permissions") from None

"""What must hold of every input: a document that keeps the laws or one clear error, in good time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time
from zlib import crc32

from laws import check_laws

import converter

SECONDS = 2.0
"""No step may take longer, on an input of some kilobytes; a tracing fuzzer makes each slower than it is."""

SOME = 8
"""One document of so many is held against all laws, which takes ten times as long as to convert it."""


class Named(io.BytesIO):
    """Bytes as a file of a name, whose suffix says how they are read."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self.name = name


@contextmanager
def in_time(step: str) -> Iterator[None]:
    """Raise AssertionError for a step that takes too long."""
    begun = process_time()
    yield
    took = process_time() - begun
    assert took < SECONDS, f"{step} takes {took:.1f} s"


def converts(data: bytes, name: str) -> None:
    """Raises AssertionError, or whatever the converter raised that it must not."""
    try:
        with in_time("convert"):
            document = converter.convert(Named(data, name))
    except converter.ConverterError as error:
        clear(error)
        return
    emits(document)
    text = converter.read_source(Named(data, name))
    assert converter.audit(document, text) == []
    with in_time("validate"):
        assert converter.validate(converter.emit(document, "json"), text=text) == []
    if crc32(data) % SOME == 0:
        check_laws(document, text)


def emits(document: converter.Document) -> None:
    """Every format takes the document."""
    for form in converter.EMITTERS:
        with in_time(form):
            converter.emit(document, form).encode("utf-8")


def clear(error: converter.ConverterError) -> None:
    """An error names the input and the reason, on one line, and says what to do."""
    assert error.name and error.reason and error.hint, repr(error)
    assert "\n" not in str(error)

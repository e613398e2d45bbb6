"""A document from anywhere → what is wrong with it: is it well formed, does it fit the schema, does it make sense.

In: a Document, plain values, or JSON text or bytes; or a file of documents. Out: findings, in order of the layers;
the next layer is asked only when the one before left something to ask. A finding never repeats what the document
holds, beyond the names by which a place is found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from .checks.findings import Finding, said
from .checks.fits import fitted, quickly
from .checks.meaning import conserved, meaning
from .checks.records import records
from .checks.well_formed import UNREADABLE, is_plain, text_of, values_of
from .errors import ConverterError


def validate(
    obj: object,
    *,
    lang: str = "en",
    lenient: bool = False,
    text: str | None = None,
    sha256: str | None = None,
) -> list[Finding]:
    """Check a Document, a dict, or JSON text or bytes; an empty list when all is well. Never raises on content.

    `lenient` leaves out what a newer minor version of the schema has added, and says so in findings of severity
    info. `text` is the decoded source, against which conservation is checked; `sha256` the digest of its bytes.

    >>> [finding.message for finding in validate('{"schema_version": 1,}')]
    ['No JSON from here on: a key in double quotes is missing.']
    """
    written, found = text_of(obj)
    if written is None:
        return list(said(found, lang))
    value: object = None
    # The short way, in C, is for the many documents that are good; what it does not take is looked at with care.
    document = quickly(written) if is_plain(written) else None
    if document is None:
        value, found = values_of(written)
        if value is not UNREADABLE:
            document, misfits = fitted(value, lenient)
            found += misfits
    if document is not None:
        found += [*meaning(document), *conserved(document, text, sha256)]
    if not found:
        return []
    value = json.loads(written) if value is None else value
    return list(said(found, lang, value, written if isinstance(obj, str | bytes | bytearray) else None))


def validate_file(
    stream: BinaryIO,
    name: str,
    *,
    lang: str = "en",
    lenient: bool = False,
    text: str | None = None,
    sha256: str | None = None,
) -> Iterator[Finding]:
    """Check a file of documents: JSON, JSONL (one a line, as its suffix or its content says), or either gzipped.

    Memory grows with one document, not with the file. Raises ConverterError, with `name`, when it cannot be read.
    """
    for record in records(stream, name):
        if record.kind == "tei":
            yield from _tei(record.data, name)
            continue
        for finding in validate(record.data, lang=lang, lenient=lenient, text=text, sha256=sha256):
            yield finding if record.line is None else replace(finding, line=record.line)


def _tei(data: bytes, name: str) -> Iterator[Finding]:  # noqa: ARG001 - what its check will ask for
    """Where the check of TEI comes in: the bytes of a document whose root element is of TEI → findings."""
    raise ConverterError(name, "it is TEI, which is not checked here yet", "give the JSON of the document")


__all__ = ["Finding", "validate", "validate_file"]

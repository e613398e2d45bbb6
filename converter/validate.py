"""A document from anywhere → what is wrong with it: is it well formed, does it fit the schema, does it make sense.

In: a Document, plain values, or JSON text or bytes; or a file of documents. Out: findings, in order of the layers;
the next layer is asked only when the one before left something to ask. A finding never repeats what the document
holds, beyond the names by which a place is found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import BinaryIO

from .checks.findings import Finding, said, sentence
from .checks.fits import fitted, quickly
from .checks.meaning import conserved, meaning
from .checks.records import looks_like_xml, records
from .checks.well_formed import UNREADABLE, is_plain, text_of, values_of
from .errors import ConverterError
from .options import DEFAULT


def validate(
    obj: object,
    *,
    lang: str = "en",
    lenient: bool = False,
    text: str | None = None,
    sha256: str | None = None,
) -> list[Finding]:
    """Check a Document, a dict, JSON or TEI text or bytes; an empty list when all is well. Never raises on content.

    `lenient` leaves out what a newer minor version of the schema has added, and says so in findings of severity
    info. `text` is the decoded source, against which conservation is checked; `sha256` the digest of its bytes.

    >>> [finding.message for finding in validate('{"schema_version": 1,}')]
    ['No JSON from here on: a key in double quotes is missing.']
    """
    if isinstance(obj, str | bytes | bytearray) and looks_like_xml(obj):
        return list(_of_tei(obj, lang))
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
    max_bytes: int = DEFAULT.max_bytes,
) -> Iterator[Finding]:
    """Check a file of documents: JSON, JSONL (one a line, as its suffix or its content says) or TEI, gzipped or not.

    Memory grows with one document, not with the file. Raises ConverterError, with `name`, when it cannot be
    read, and for a document of more than `max_bytes`.
    """
    for record in records(stream, name, max_bytes):
        if record.kind == "tei":
            yield from _of_tei(record.data, lang)
            continue
        for finding in validate(record.data, lang=lang, lenient=lenient, text=text, sha256=sha256):
            yield finding if record.line is None else replace(finding, line=record.line)


def _of_tei(obj: str | bytes | bytearray, lang: str) -> Iterator[Finding]:
    """What is wrong with a TEI text: its places are paths of elements, and lines."""
    # JSON is checked without lxml, which takes longer to load than most documents to check.
    from .tei import from_tei, problems

    found = list(problems(obj))
    for one in found:
        code, message = sentence(one.layer, one.code, one.values, lang)
        yield Finding(one.layer, one.code, one.path, message, one.node, severity=code.severity, line=one.line)
    if not found:
        # A corpus is no single document: its members are asked one by one.
        with suppress(ConverterError):
            document = from_tei(bytes(obj) if isinstance(obj, bytearray) else obj)
            yield from said(meaning(document), lang, document.model_dump())


__all__ = ["Finding", "validate", "validate_file"]

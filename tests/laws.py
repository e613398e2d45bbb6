"""The laws of the design's §4 as plain checks; every case, sample, seed and random text goes through them."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from lxml import etree

import converter
from converter.model import Document

_SURROGATE = re.compile("[\ud800-\udfff]")


def source_of(text: str) -> str:
    """What spans refer to when `text` is converted: without byte order marks, lone surrogates replaced one for one."""
    return _SURROGATE.sub("�", text.lstrip("\ufeff"))


def check_laws(document: Document, text: str) -> None:
    """Conservation, the schema, and JSON → model → JSON; raises AssertionError with what is wrong."""
    written = converter.emit(document, "json")
    assert converter.audit(document, text) == []
    spans = [*document.metadata.spans.values(), *(one.span for one in document.diagnostics if one.span)]
    assert [span for span in spans if not 0 <= span.start < span.end <= len(text)] == []
    assert schema_findings(written) == []
    assert converter.validate(written, text=text) == []
    again = Document.model_validate_json(written)
    assert again == document
    assert converter.emit(again, "json") == written


def schema_findings(written: str) -> list[str]:
    """What the published schema has against a JSON text."""
    return [f"{error.json_path}: {error.message}" for error in _validator().iter_errors(json.loads(written))]


def parse_tei(written: str) -> Any:
    """The TEI text as an element; lxml refuses ill-formed XML and duplicate ids."""
    return etree.fromstring(written.encode("utf-8"))


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(converter.schema_text()))

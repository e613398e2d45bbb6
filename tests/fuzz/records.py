"""Bytes as JSON or JSONL for `validate`."""

from __future__ import annotations

from laws import schema_findings

import converter
from converter.model import Document
from converter.validate import validate_file

from . import mutate, oracle, starts

TOKENS = (
    *('"', "{", "}", "[", "]", ",", ":", "null", "true", "-1", "0", "1e400", "NaN", "-Infinity", "1.0", '"x":', "\\"),
    *('"\\ud800"', '"\\u0000"', "99999999999999999999999", '{"start":0,"end":1}', '"type":"section"', '"children":[]'),
    *('"schema_version":"1.9.0",', '"id":"p_1",', "\n", "[" * 300, '{"a":' * 300),
)
pieces = (*mutate.ODD, *TOKENS * 3)


def begin() -> tuple[bytes, ...]:
    return starts.emitted("json")


def check(data: bytes) -> None:
    with oracle.in_time("validate"):
        findings = converter.validate(data)
    assert all(finding.message and finding.code for finding in findings)
    for name in ("x.json", "x.jsonl", "-"):
        try:
            list(validate_file(oracle.Named(data, name), name))
        except converter.ConverterError as error:
            oracle.clear(error)
    if not findings and not converter.validate(data.decode("utf-8")):
        document = Document.model_validate_json(data)
        assert schema_findings(data.decode("utf-8")) == []
        oracle.emits(document)
        assert converter.from_tei(converter.emit(document, "tei")) == document

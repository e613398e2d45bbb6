"""Findings as SARIF 2.1.0 (OASIS), which code scanning services take in.

Section numbers are those of the standard. Every code of the command is listed as a rule, found or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..say import language
from . import Checked, Row, sentence_of
from .to_json import as_json

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def whole(command: str, checked: Sequence[Checked]) -> str:
    """One log with one run."""
    from ... import __version__

    rules = _rules(command)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    driver = {"name": "gangmu", "version": __version__, "semanticVersion": __version__, "rules": rules}
    errors = [one for one in checked if one.error is not None]
    run = {
        "tool": {"driver": driver},
        "invocations": [
            {"executionSuccessful": not errors, "toolExecutionNotifications": [_notification(one) for one in errors]}
        ],
        "columnKind": "unicodeCodePoints",  # 3.14.17
        "language": language(),
        "results": [_result(row, index) for one in checked for row in one.rows],
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(command: str) -> list[dict[str, Any]]:
    """The codes of a command as reporting descriptors (3.49); where two layers share a code, once."""
    from ...rules.checks import LAYERS
    from ...rules.codes import CODES

    codes = CODES if command == "check" else [code for layer in LAYERS.values() for code in layer]
    return [
        {
            "id": code.id,
            "shortDescription": {"text": re.sub(r"\{.*?\}", "…", code.zh if language() == "zh" else code.en)},
            "defaultConfiguration": {"level": _LEVELS[code.severity]},
        }
        for code in {code.id: code for code in codes}.values()
    ]


def _result(row: Row, index: dict[str, int]) -> dict[str, Any]:
    """3.27"""
    return {
        "ruleId": row["code"],
        "ruleIndex": index[row["code"]],
        "level": _LEVELS[row["severity"]],
        "message": {"text": sentence_of(row)},
        "locations": [_location(row["file"], row)],
    }


def _location(file: str, row: Row) -> dict[str, Any]:
    """3.28: the place in the file, and, for a block, its place in the document."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if row.get("line") is not None:
        physical["region"] = {"startLine": row["line"]}
        if row.get("column") is not None:
            physical["region"]["startColumn"] = row["column"]
    location: dict[str, Any] = {"physicalLocation": physical}
    name = row.get("block") or row.get("node")
    logical = {"fullyQualifiedName": row.get("path"), "name": name, "kind": "member" if row.get("path") else None}
    if named := {key: value for key, value in logical.items() if value}:
        location["logicalLocations"] = [named]
    return location


def _notification(one: Checked) -> dict[str, Any]:
    """3.58: an input that could not be read."""
    return {"level": "error", "message": {"text": one.error}, "locations": [_location(one.file, {})]}


def _uri(file: str) -> str:
    """A relative name as a relative reference (3.4.3), an absolute one as a file: URI."""
    path = Path(file)
    if path.is_absolute():
        return path.as_uri()
    # A first part with a colon would be read as a scheme; quoting it keeps it a name.
    return quote(path.as_posix(), safe="/", errors="surrogateescape")

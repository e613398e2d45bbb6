"""The published schema: committed as generated, sound as a schema, readable by every engine."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import converter
from converter.model import SCHEMA_VERSION

SCHEMA = Path(__file__).resolve().parent.parent / "schemas" / "gangmu-1.schema.json"
# Named and atomic groups, lookbehind, inline flags; classes by property; possessive repeats; Python's own anchors.
UNPORTABLE = ("(?P", "(?<", "(?i", "(?>", "\\p", "\\P", "++", "*+", "?+", "\\A", "\\Z", "\\z", "\\d", "\\w", "\\s")


def test_committed_schema_is_the_generated_one() -> None:
    assert SCHEMA.read_bytes().decode("utf-8") == converter.schema_text(), (
        "stale: write converter.schema_text() into it"
    )


def test_identity() -> None:
    schema = json.loads(converter.schema_text())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA_VERSION in schema["$id"]


def test_schema_is_valid() -> None:
    Draft202012Validator.check_schema(json.loads(converter.schema_text()))


def test_check_jsonschema_accepts_it() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema", str(SCHEMA)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_objects_are_closed() -> None:
    # `spans` maps the names of metadata fields to spans: the one open object, closed in its values.
    found = [path for path, node in _nodes(json.loads(converter.schema_text())) if node.get("type") == "object"]
    schemas = dict(_nodes(json.loads(converter.schema_text())))
    opened = [path for path in found if schemas[path].get("additionalProperties") is not False]
    assert [path.rpartition("/")[2] for path in opened] == ["spans"]


@pytest.mark.parametrize("mark", UNPORTABLE)
def test_patterns_are_plain(mark: str) -> None:
    patterns = [node["pattern"] for _, node in _nodes(json.loads(converter.schema_text())) if "pattern" in node]
    assert patterns
    assert [pattern for pattern in patterns if mark in pattern] == []


ADDED = {("Cell", "value"), ("Item", "links"), ("Removed", "zone")}
"""Fields that a minor version added: documents of an earlier one, which lack them, stay valid."""


def test_every_field_of_the_first_version_is_required() -> None:
    # JSON writes every field, nulls included, so a reader may rely on it.
    optional = {
        (path.rpartition("/")[2], name)
        for path, node in _nodes(json.loads(converter.schema_text()))
        if node.get("additionalProperties") is False
        for name in set(node["properties"]) - set(node.get("required", ()))
    }
    assert optional == ADDED


def _nodes(value: object, path: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every subschema with its JSON pointer; `properties` and `$defs` hold names, not keywords."""
    if isinstance(value, dict):
        if not path.endswith(("/properties", "/$defs")):
            yield path, value
        for key, inner in value.items():
            yield from _nodes(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _nodes(inner, f"{path}/{index}")

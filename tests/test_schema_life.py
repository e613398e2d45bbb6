"""How the schema may change: released minors stay as they were, a new minor only adds and says what, all offline."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

import converter
from converter.model import SCHEMA_VERSION
from converter.schema import COPY, versions

Schema = dict[str, Any]

RELEASED = {"1.0": "c5e3d5fb651645bfa5c72751cb2cf18998ca9bd3ba42e008123117a841a412c9"}
"""Minor versions that were released, and the digests of their files: none of these lines ever changes."""

CURRENT: Schema = json.loads(converter.schema_text())
SAMPLES = sorted((ROOT / "samples").glob("*/expected.json"))


def released(minor: str) -> Schema:
    schema: Schema = json.loads((ROOT / "schemas" / minor / COPY).read_text(encoding="utf-8"))
    return schema


# ── released minors ───────────────────────────────────────────────────────────────────────────────


def test_every_copy_is_known_and_as_it_was_released() -> None:
    found = {path.parent.name: path for path in (ROOT / "schemas").glob(f"[0-9]*/{COPY}")}
    assert {minor: hashlib.sha256(path.read_bytes()).hexdigest() for minor, path in found.items()} == RELEASED


@pytest.mark.parametrize("minor", RELEASED)
def test_a_copy_is_had_by_its_version(minor: str, command: Run) -> None:
    text = (ROOT / "schemas" / minor / COPY).read_bytes().decode()
    assert converter.schema_text(minor) == converter.schema_text(f"{minor}.0") == text
    assert command("schema", "--version", minor).stdout_bytes.decode() == text
    assert released(minor)["$id"] == f"urn:gangmu:schema:{minor}.0"


def test_the_current_version_is_had_by_its_number_too(command: Run) -> None:
    major, minor, _ = SCHEMA_VERSION.split(".")
    for version in (f"{major}.{minor}", SCHEMA_VERSION):
        assert converter.schema_text(version) == converter.schema_text()
    assert versions()[-1] == f"{major}.{minor}"


@pytest.mark.parametrize("version", ["9.9", "", "1", "../1.0", "1.0.0.0/.."])
def test_a_version_that_there_is_not(version: str, command: Run) -> None:
    result = command("schema", "--version", version)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no such version (there are: 1.0" in result.stderr
    assert "没有这个版本" in command("schema", "--version", version, "--lang", "zh").stderr


def test_all_are_resolved_offline_by_their_id() -> None:
    schemas = [json.loads(converter.schema_text(minor)) for minor in versions()]
    registry = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in schemas)
    document = json.loads(SAMPLES[0].read_text(encoding="utf-8"))
    for schema, minor in zip(schemas, versions(), strict=True):
        judge = Draft202012Validator({"$ref": schema["$id"]}, registry=registry)
        assert judge.is_valid(document) is (minor == versions()[-1]), "the samples use what the newest has added"


def test_documents_of_a_released_minor_stay_valid() -> None:
    """The samples, as the first version had them: without what was added since."""
    first = Draft202012Validator(released("1.0"))
    for path in SAMPLES:
        document = json.loads(path.read_text(encoding="utf-8")) | {"schema_version": "1.0.0"}
        _without_additions(document)
        assert first.is_valid(document)
        assert converter.validate(document) == []


def _without_additions(value: Any) -> None:
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _without_additions(inner)
    if isinstance(value, dict):
        for name in ("value", "zone"):
            value.pop(name, None)


# ── what a change needs ───────────────────────────────────────────────────────────────────────────


def objections(old: Schema, new: Schema, changelog: str) -> list[str]:
    """What stands against publishing `new` after `old`: a change that breaks readers, has no version, or no line."""
    changed = [*_changes(old, new)]
    minor, before = (tuple(map(int, schema["$id"].rpartition(":")[2].split(".")[:2])) for schema in (new, old))
    version = new["$id"].rpartition(":")[2]
    told = changelog.partition(f"## Schema {version}\n")[2].partition("\n## ")[0]
    found = [what for what in changed if not what.startswith("adds ") and minor[0] == before[0]]
    if changed and minor <= before:
        found.append(f"the schema has changed and is still {version}")
    names = [re.sub(r".*[ .]", "", what) for what in changed if what.startswith("adds ")]
    return [
        *found,
        *(f"CHANGELOG, Schema {version}, does not name `{name}`" for name in names if f"`{name}`" not in told),
    ]


def _changes(old: Schema, new: Schema) -> list[str]:
    """What differs: `adds Model.field` for an optional one, anything else in words of its own."""
    found = []
    for name in sorted({*_models(old), *_models(new)}):
        before, after = _models(old).get(name), _models(new).get(name)
        if after is None:
            found.append(f"takes {name} away")
        elif before is not None:
            found += _changes_in(name, before, after)
    return found  # a new model is reached by a new field only, which is named


def _changes_in(name: str, before: Schema, after: Schema) -> list[str]:
    fields = before.get("properties", {}), after.get("properties", {})
    found = [f"takes {name}.{field} away" for field in fields[0] if field not in fields[1]]
    for field in fields[1]:
        if field not in fields[0]:
            optional = field not in after.get("required", ())
            found.append(f"adds {name}.{field}" if optional else f"requires {name}.{field}")
        elif _meaning(fields[0][field]) != _meaning(fields[1][field]):
            found.append(f"changes {name}.{field}")
    turned = set(before.get("required", ())) ^ set(after.get("required", ()))
    found += [f"changes whether {name}.{field} is required" for field in sorted(turned) if field in fields[0]]
    rest = [
        {key: part for key, part in one.items() if key not in ("properties", "required")} for one in (before, after)
    ]
    return found + ([f"changes {name}"] if _meaning(rest[0]) != _meaning(rest[1]) else [])


def _models(schema: Schema) -> dict[str, Schema]:
    return {**schema["$defs"], "Document": {key: schema[key] for key in ("type", "properties", "required")}}


def _meaning(value: Any) -> Any:
    """A schema without the words that explain it."""
    if isinstance(value, dict):
        return {key: _meaning(inner) for key, inner in value.items() if key not in ("description", "title")}
    return [_meaning(inner) for inner in value] if isinstance(value, list) else value


def test_the_model_has_not_changed_without_a_version_and_a_line() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    minor = ".".join(SCHEMA_VERSION.split(".")[:2])
    assert f"## Schema {SCHEMA_VERSION}\n" in changelog
    assert f"(schema {SCHEMA_VERSION})" in changelog
    if minor in RELEASED:
        assert converter.schema_text() == (ROOT / "schemas" / minor / COPY).read_text(encoding="utf-8")
    newest = max(RELEASED, key=lambda one: [int(part) for part in one.split(".")])
    assert objections(released(newest), CURRENT, changelog) == []


def _add(schema: Schema, required: bool) -> None:
    schema["$defs"]["Section"]["properties"]["colour"] = {"type": "string"}
    if required:
        schema["$defs"]["Section"]["required"].append("colour")


CHANGES = [
    (lambda schema: _add(schema, required=False), "1.0.0", "", ["still 1.0.0", "does not name `colour`"]),
    (lambda schema: _add(schema, required=False), "1.1.0", "", ["does not name `colour`"]),
    (lambda schema: _add(schema, required=False), "1.1.0", "## Schema 1.1.0\n\n- New: `colour`.\n", []),
    (lambda schema: _add(schema, required=False), "1.1.0", "## Schema 1.0.0\n\n- New: `colour`.\n", ["not name"]),
    (lambda schema: _add(schema, required=True), "1.1.0", "", ["requires Section.colour"]),
    (lambda schema: schema["$defs"]["Section"]["properties"].pop("run_in"), "1.1.0", "", ["takes Section.run_in"]),
    (lambda schema: schema["$defs"].pop("Figure"), "1.1.0", "", ["takes Figure away"]),
    (lambda schema: schema["$defs"].pop("Figure"), "2.0.0", "", []),
    (lambda schema: schema["$defs"]["Section"]["properties"].update(level={}), "1.1.0", "", ["changes Section.level"]),
    (lambda schema: schema["$defs"]["Span"]["required"].remove("end"), "1.1.0", "", ["whether Span.end is required"]),
    (lambda schema: schema["$defs"]["Span"].pop("additionalProperties"), "1.1.0", "", ["changes Span"]),
    (lambda schema: schema["$defs"]["Span"].update(description="x"), "1.0.0", "", []),
]


@pytest.mark.parametrize(("change", "version", "changelog", "words"), CHANGES)
def test_what_is_objected_to(change: Any, version: str, changelog: str, words: list[str]) -> None:
    old = released("1.0")
    new = copy.deepcopy(old) | {"$id": f"urn:gangmu:schema:{version}"}
    change(new)
    found = objections(old, new, changelog)
    assert bool(found) is bool(words)
    assert all(any(word in one for one in found) for word in words), found


# ── in the wheel ──────────────────────────────────────────────────────────────────────────────────


def test_the_folder_of_schemas_travels_with_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a wheel they lie inside of the package, and nothing stands beside it."""
    from converter import schema

    package = tmp_path / "site-packages" / "converter"
    (package / "schemas" / "1.0").mkdir(parents=True)
    (package / "schemas" / "1.0" / COPY).write_text("of the wheel", encoding="utf-8")
    monkeypatch.setattr(schema, "__file__", str(package / "schema.py"))
    assert converter.schema_text("1.0") == "of the wheel"
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '[tool.hatch.build.targets.wheel.force-include]\nschemas = "converter/schemas"' in project

"""The model → its JSON Schema (2020-12), as text; the committed file is this text."""

from __future__ import annotations

import json
from typing import Any

from .model import SCHEMA_VERSION, Document

SCHEMA_ID = f"urn:gangmu:schema:{SCHEMA_VERSION}"


def schema_text() -> str:
    """The JSON Schema of the document, with `$schema` and a versioned `$id`, ending in a newline."""
    generated = _without_discriminators(Document.model_json_schema(mode="serialization"))
    for definition in (generated, *generated["$defs"].values()):
        definition["required"] = [name for name in definition["required"] if _is_required(definition, name)]
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **generated}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _is_required(definition: dict[str, Any], name: str) -> bool:
    """Every field is written, but what a later minor added is absent from earlier documents, which stay valid."""
    return definition["properties"][name].get("default", name) is not None


def _without_discriminators(value: Any) -> Any:
    """Drop the OpenAPI keyword `discriminator`, which strict linters of JSON Schema reject."""
    if isinstance(value, dict):
        return {
            key: _without_discriminators(inner)
            for key, inner in value.items()
            if not (key == "discriminator" and "propertyName" in inner)
        }
    if isinstance(value, list):
        return [_without_discriminators(inner) for inner in value]
    return value

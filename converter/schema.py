"""The model → its JSON Schema (2020-12), as text; the committed file is this text.

A minor version that was released stays as it was, as a file of its own: `schemas/1.0/`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from .errors import ConverterError
from .model import SCHEMA_VERSION, Document

COPY = "gangmu.schema.json"
"""What the copy of a released minor version is called, in a folder of its number."""

SCHEMA_ID = f"urn:gangmu:schema:{SCHEMA_VERSION}"


def schema_text(version: str | None = None) -> str:
    """The JSON Schema of the document, with `$schema` and a versioned `$id`, ending in a newline.

    `version` asks for the published schema of a minor version, such as `1.0`, as it was released. Raises
    ConverterError for one that there is not.
    """
    current = ".".join(SCHEMA_VERSION.split(".")[:2])
    if version in (None, current, SCHEMA_VERSION):
        return _generated()
    asked = re.fullmatch(r"([0-9]+\.[0-9]+)(\.[0-9]+)?", str(version))
    if asked is None or asked[1] not in versions():
        raise ConverterError(f"schema {version}", f"there is no such version (there are: {' '.join(versions())})", "")
    return _folder().joinpath(asked[1], COPY).read_text(encoding="utf-8")


def versions() -> tuple[str, ...]:
    """The minor versions that there are, the current one last."""
    released = [path.parent.name for path in _folder().glob(f"*/{COPY}")]
    current = ".".join(SCHEMA_VERSION.split(".")[:2])
    return tuple(sorted({*released, current}, key=lambda minor: [int(part) for part in minor.split(".")]))


def _folder() -> Path:
    """The published schemas: inside of an installed package, beside the package in a working copy."""
    here = Path(__file__).parent
    return next((folder for folder in (here / "schemas", here.parent / "schemas") if folder.is_dir()), here)


def _generated() -> str:
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

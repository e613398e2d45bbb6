"""The document as the JSON that the published schema describes: every field of a block, nulls included."""

from __future__ import annotations

from ..model import Document


def to_json(document: Document) -> str:
    """One JSON object, indented by two, ending in a newline; Chinese as it is, not escaped."""
    return document.model_dump_json(indent=2) + "\n"

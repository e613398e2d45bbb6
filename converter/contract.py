"""Figures of the published schema that rooms need before the model: a leaf, so that they come without pydantic."""

from __future__ import annotations

SCHEMA_VERSION = "1.1.0"

MAX_DEPTH = 64
"""Blocks nest at most this deep; the schema's users, the emitters and the random tests share the bound."""

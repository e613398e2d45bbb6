"""TEI → document: what `emit` wrote is read back from its elements, and checked against our schema."""

from __future__ import annotations

from .read import from_tei

__all__ = ["from_tei"]

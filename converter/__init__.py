"""Gangmu 纲目: Chinese government documents → one structured document, as JSON and TEI P5.

>>> import converter
>>> document = converter.convert_text("一、总体要求\\n(一)基本原则。坚持开放。\\n", name="plan.txt")
>>> document.children[0].heading
'总体要求'
>>> converter.audit(document, "一、总体要求\\n(一)基本原则。坚持开放。\\n")
[]
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .audit import audit
    from .emit import EMITTERS, emit
    from .errors import ConverterError
    from .explain import explain
    from .model import Document
    from .options import Options
    from .own_rules import OwnRules, load_rules
    from .pipeline import convert, convert_json, convert_text, read_source
    from .schema import schema_text
    from .tei import from_tei, tei_schema_text
    from .validate import Finding, validate
    from .walk import walk

__all__ = [
    "EMITTERS",
    "ConverterError",
    "Document",
    "Finding",
    "Options",
    "OwnRules",
    "__version__",
    "audit",
    "convert",
    "convert_json",
    "convert_text",
    "emit",
    "explain",
    "from_tei",
    "load_rules",
    "read_source",
    "schema_text",
    "tei_schema_text",
    "validate",
    "walk",
]

_HOMES = {
    "EMITTERS": "emit",
    "ConverterError": "errors",
    "Document": "model",
    "Finding": "validate",
    "Options": "options",
    "OwnRules": "own_rules",
    "load_rules": "own_rules",
    "audit": "audit",
    "convert": "pipeline",
    "convert_json": "pipeline",
    "convert_text": "pipeline",
    "emit": "emit",
    "read_source": "pipeline",
    "explain": "explain",
    "from_tei": "tei",
    "schema_text": "schema",
    "tei_schema_text": "tei",
    "validate": "validate",
    "walk": "walk",
}


class _Face(ModuleType):
    """Loads a public name on first use, so that `gangmu --help` loads neither pydantic nor a room."""

    def __getattr__(self, name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        super().__setattr__(name, value)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        # Python binds an imported submodule (`audit`, `walk`, `emit`) to its package: the function keeps the name.
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face

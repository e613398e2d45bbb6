"""Our RELAX NG schema of TEI: the file that is published, wherever the package is installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent

_FOLDERS = (_PACKAGE / "schemas", _PACKAGE.parent / "schemas")
"""Inside an installed package, and beside the package in the sources."""


def tei_schema_text() -> str:
    """The RELAX NG schema (XML syntax) of the TEI that `emit` writes, ending in a newline."""
    return schema_bytes().decode("utf-8")


def schema_bytes() -> bytes:
    """The schema's file as it is."""
    files = [folder / "tei" / "gangmu.rng" for folder in _FOLDERS]
    return next((file for file in files if file.is_file()), files[0]).read_bytes()

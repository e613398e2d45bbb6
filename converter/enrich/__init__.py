"""The flow tree, enriched: tables, enumerations and bullets as lists, metadata, diagnostics. Each a pure function."""

from __future__ import annotations

from .enumerations import with_enumerations
from .figures import with_figures
from .findings import text_findings
from .metadata import metadata_of
from .removals import with_kept_noise, with_removals
from .tables import with_tables

__all__ = [
    "metadata_of",
    "text_findings",
    "with_enumerations",
    "with_figures",
    "with_kept_noise",
    "with_removals",
    "with_tables",
]

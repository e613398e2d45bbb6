"""The flow tree, enriched: tables, enumerations and bullets as lists, metadata, diagnostics. Each a pure function."""

from __future__ import annotations

from .blocks import with_inner_blocks
from .figures import with_figures
from .findings import text_findings
from .metadata import metadata_of
from .removals import with_kept_noise, with_removals

__all__ = [
    "metadata_of",
    "text_findings",
    "with_figures",
    "with_inner_blocks",
    "with_kept_noise",
    "with_removals",
]

"""The shadow of a line → the lead of a list item that it begins with (一是, 首先, ——)."""

from __future__ import annotations

import re

from ..rules.leads import LEADS

_LEADS = tuple((lead.id, re.compile(lead.pattern)) for lead in LEADS)
_ANY = re.compile("|".join(f"(?:{lead.pattern})" for lead in LEADS))


def lead_of(shadow: str) -> str:
    """Id of the first lead that fits, or ""."""
    if _ANY.match(shadow) is None:
        return ""
    return next(name for name, pattern in _LEADS if pattern.match(shadow))

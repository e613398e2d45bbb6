"""The shadow of a line → the lead of a list item that it begins with (一是, 首先, ——)."""

from __future__ import annotations

import re

from ..late import late
from ..rules.leads import LEADS

_LEADS = tuple((lead, late(lead.pattern)) for lead in LEADS)


def _beginning(first: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The leads of lines with this first character; "" for one that no row names."""
    return tuple(
        [(lead.id, pattern) for lead, pattern in _LEADS if not lead.begins or (first and first in lead.begins)]
    )


_BY_FIRST = {char: _beginning(char) for lead in LEADS for char in lead.begins}
_OTHERS = _beginning("")


def lead_of(shadow: str) -> str:
    """Id of the first lead that fits, or ""."""
    for name, pattern in _BY_FIRST.get(shadow[:1], _OTHERS):
        if pattern.match(shadow) is not None:
            return name
    return ""

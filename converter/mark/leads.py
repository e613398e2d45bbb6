"""The shadow of a line → the lead of a list item that it begins with (一是, 首先, ——)."""

from __future__ import annotations

from ..edges import ByEdges
from ..late import late
from ..rules.leads import LEADS

_LEADS = ByEdges([(lead.begins, "", (lead.id, late(lead.pattern))) for lead in LEADS])
FIRSTS = frozenset("".join(lead.begins for lead in LEADS))
"""What a line with a lead begins with."""


def lead_of(shadow: str) -> str:
    """Id of the first lead that fits, or ""."""
    for name, pattern in _LEADS.of(shadow[:1]):
        if pattern.match(shadow) is not None:
            return name
    return ""

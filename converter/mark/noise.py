"""The shadow of a line → the noise rules that match it; zones decide which of them count."""

from __future__ import annotations

from ..rules.noise import NOISE_RULES
from .shelf import Shelf

_SHELF = Shelf((rule.id, rule.longest, rule.pattern) for rule in NOISE_RULES)


def noise_of(shadow: str) -> tuple[str, ...]:
    """Ids of the noise rules that match the whole of `shadow`, in the order of the shelf."""
    return _SHELF.matching(shadow)

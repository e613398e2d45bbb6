"""The shadow of a line → the noise rules that match it; zones decide which of them count."""

from __future__ import annotations

import regex

from ..rules.noise import NOISE_RULES

_RULES = tuple((rule.id, rule.longest, regex.compile(rule.pattern)) for rule in NOISE_RULES)
_LONGEST = max(rule.longest for rule in NOISE_RULES)


def noise_of(shadow: str) -> tuple[str, ...]:
    """Ids of the noise rules that match the whole of `shadow`, in the order of the shelf."""
    length = len(shadow)
    if length > _LONGEST:
        return ()
    return tuple(name for name, longest, pattern in _RULES if length <= longest and pattern.fullmatch(shadow))

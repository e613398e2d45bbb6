"""The shadow of a line → the noise rules that match it; zones decide which of them count."""

from __future__ import annotations

from functools import lru_cache

from ..rules.noise import NOISE_RULES
from ..rules.rows import NoiseRule
from .shelf import Shelf


class NoiseShelf:
    """The noise rules of the shelf, with those of the user's own before them."""

    def __init__(self, own: tuple[NoiseRule, ...]) -> None:
        # A rule of one's own takes the place of the one that it is named after.
        rules = {rule.id: rule for rule in (*own, *NOISE_RULES)} | {rule.id: rule for rule in own}
        self._rules = rules
        self._shelf = Shelf(rules.values())

    def matching(self, shadow: str) -> tuple[NoiseRule, ...]:
        """The rules that match the whole of `shadow`, in their order."""
        names = self._shelf.matching(shadow)
        return tuple(self._rules[name] for name in names) if names else ()


@lru_cache(maxsize=8)
def noise_shelf(own: tuple[NoiseRule, ...] = ()) -> NoiseShelf:
    """The compiled shelf; the last few are kept."""
    return NoiseShelf(own)

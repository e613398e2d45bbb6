"""The shadow of a line → the roles that its shape allows."""

from __future__ import annotations

from ..rules.roles import ROLES
from .shelf import Shelf

_SHELF = Shelf(ROLES)


def roles_of(shadow: str) -> tuple[str, ...]:
    """Ids of the role rules that match the whole of `shadow`, in the order of the shelf."""
    return _SHELF.matching(shadow)

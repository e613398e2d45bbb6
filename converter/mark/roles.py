"""The shadow of a line → the roles that its shape allows."""

from __future__ import annotations

import regex

from ..rules.roles import ROLES

_ROLES = tuple((rule.id, rule.longest, regex.compile(rule.pattern)) for rule in ROLES)
_LONGEST = max(rule.longest for rule in ROLES)


def roles_of(shadow: str) -> tuple[str, ...]:
    """Ids of the role rules that match the whole of `shadow`, in the order of the shelf."""
    length = len(shadow)
    if length > _LONGEST:
        return ()
    return tuple(name for name, longest, pattern in _ROLES if length <= longest and pattern.fullmatch(shadow))

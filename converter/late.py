"""A pattern that is compiled when it is first asked.

A document asks few of them, and compiling all would take longer than a short one. Patterns that nearly every line is
asked are compiled at once: each question to a late one takes a little longer.
"""

from __future__ import annotations

import re
from typing import Any, cast

METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split", "flags", "groups")


class Late:
    """Has the methods of a compiled pattern from the first question on."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        """Asked only for what is not there yet."""
        compiled = re.compile(self.pattern)
        vars(self).update({method: getattr(compiled, method) for method in METHODS})
        return getattr(compiled, name)


def late(pattern: str) -> re.Pattern[str]:
    """`re.compile(pattern)`, when it is needed.

    >>> late("第(.)章").fullmatch("第一章")[1]
    '一'
    """
    return cast("re.Pattern[str]", Late(pattern))

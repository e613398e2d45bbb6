"""Names on a command line that are patterns: `out/**/*.json`, where no shell has opened them."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence


def is_pattern(name: str) -> bool:
    """True for a name with wildcards, unless a file is called that."""
    return glob.has_magic(name) and not os.path.lexists(name)


def opened(names: Sequence[str]) -> Iterator[str]:
    """Each pattern gives way to its files, in order; to folders only where it names nothing else.

    One that names nothing stays, to be missed like any other name.
    """
    for name in names:
        found = sorted(glob.glob(name, recursive=True)) if is_pattern(name) else []
        yield from [one for one in found if not os.path.isdir(one)] or found or [name]

"""Which findings count: by severity, and by codes and layers that are selected or ignored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..messages import UsageError
from ..settings import SEVERITIES

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a finding has to be in order to count."""

    severities: tuple[str, ...]
    select: frozenset[str]
    ignore: frozenset[str]

    def keeps(self, row: Row) -> bool:
        names = {row["code"], row.get("layer")}
        chosen = not self.select or bool(names & self.select)
        return chosen and not names & self.ignore and row["severity"] in self.severities


def sieve(severity: str, select: str, ignore: str) -> Sieve:
    """The options of a command → what counts. Raises UsageError for a code that there is not."""
    return Sieve(SEVERITIES[SEVERITIES.index(severity) :], _named(select), _named(ignore))


def _named(words: str) -> frozenset[str]:
    """`a,b` → the codes and layers of these names; those of both commands, which may share their defaults."""
    from ..rules.checks import LAYERS
    from ..rules.codes import CODES

    names = frozenset(name for name in words.replace(",", " ").split())
    known = {*LAYERS, *_ids(CODES), *(name for codes in LAYERS.values() for name in _ids(codes))}
    for name in sorted(names - known):
        raise UsageError("no finding has the code {code}: gangmu rules lists them", code=name)
    return names


def _ids(codes: Iterable[Any]) -> list[str]:
    return [code.id for code in codes]

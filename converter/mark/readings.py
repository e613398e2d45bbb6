"""The shadow of a line → its marker readings, every family that fits, in the order of the shelf."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..flow import Reading
from ..numerals import SYSTEMS, to_int
from ..rules.families import FAMILIES
from ..rules.rows import MarkerFamily

INSERTED = "之"
"""In a marker only an article that was inserted later has it."""


class _Form(NamedTuple):
    """One family in one numeral system."""

    family: MarkerFamily
    system: str
    pattern: str


def _form(family: MarkerFamily, system: str) -> _Form:
    before = "|".join(re.escape(literal) for literal in family.before)
    numeral = f"({SYSTEMS[system].pattern}){'?' if family.optional else ''}" if system else "()"
    unless = f"(?!{family.unless})" if family.unless else ""
    return _Form(family, system, f"(?:{before}) ?{numeral}{family.after}{unless}")


_compiled = lru_cache(maxsize=None)(re.compile)
"""A document uses few of the families, and to compile all of them takes as long as to read a short one."""


def _dispatch() -> dict[str, tuple[_Form, ...]]:
    """First character of a line → the forms that may begin with it."""
    table: dict[str, list[_Form]] = {}
    for family in FAMILIES:
        for system in family.numerals or ("",):
            form = _form(family, system)
            firsts = {literal[0] for literal in family.before if literal}
            if "" in family.before:
                firsts |= set(SYSTEMS[system].alphabet)
            for first in sorted(firsts):
                table.setdefault(first, []).append(form)
    return {first: tuple(forms) for first, forms in table.items()}


_FORMS = _dispatch()


def readings_of(shadow: str) -> tuple[Reading, ...]:
    """All readings of the marker that `shadow` begins with; empty for almost every line of prose."""
    forms = _FORMS.get(shadow[:1])
    if forms is None:
        return ()
    found = []
    for form in forms:
        match = _compiled(form.pattern).match(shadow)
        if match is not None and (reading := _reading(form, match)) is not None:
            found.append(reading)
    return tuple(found)


def _reading(form: _Form, match: re.Match[str]) -> Reading | None:
    family, numeral = form.family, match[1]
    ordinal = to_int(form.system, numeral) if numeral else None
    if numeral and not ordinal:
        return None
    name = family.stands_for or family.id
    return Reading(name, ordinal, match.end(), family.rank, family.damaged, INSERTED in match[0])

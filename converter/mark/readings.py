"""The shadow of a line → its marker readings, every family that fits, in the order of the shelf."""

from __future__ import annotations

import re
from functools import lru_cache

from ..flow import Reading
from ..late import late
from ..numerals import SYSTEMS, to_int
from ..rules.families import FAMILIES
from ..rules.rows import MarkerFamily

INSERTED = "之"
"""In a marker only an article that was inserted later has it."""


class _Form:
    """One family in one numeral system; its pattern is compiled when it is first asked.

    A document uses few of the families, and to compile all of them takes as long as to read a short one.
    """

    __slots__ = ("family", "pattern", "system")

    def __init__(self, family: MarkerFamily, system: str) -> None:
        before = "|".join(re.escape(literal) for literal in family.before)
        numeral = f"({SYSTEMS[system].pattern}){'?' if family.optional else ''}" if system else "()"
        unless = f"(?!{family.unless})" if family.unless else ""
        self.family, self.system = family, system
        self.pattern = late(f"(?:{before}) ?{numeral}{family.after}{unless}")

    def may_begin(self, first: str, second: str) -> bool:
        """Whether a line that begins with these two characters may have this marker."""
        alphabet = SYSTEMS[self.system].alphabet if self.system else ""
        for literal in self.family.before:
            if not literal:
                begins = first in alphabet
            elif len(literal) > 1:
                begins = literal.startswith(first + second)
            else:
                begins = literal == first and (not alphabet or self.family.optional or second in alphabet + " ")
            if begins:
                return True
        return False


_FORMS = tuple(_Form(family, system) for family in FAMILIES for system in family.numerals or ("",))
FIRSTS = frozenset(
    char
    for form in _FORMS
    for literal in form.family.before
    for char in literal[:1] or (SYSTEMS[form.system].alphabet if form.system else "")
)
"""What a line with a reading begins with."""


@lru_cache(maxsize=4096)
def _forms_of(beginning: str) -> tuple[_Form, ...]:
    """The forms that a line with these first two characters may have."""
    return tuple(form for form in _FORMS if form.may_begin(beginning[0], beginning[1:]))


def readings_of(shadow: str) -> tuple[Reading, ...]:
    """All readings of the marker that `shadow` begins with; empty for almost every line of prose."""
    if shadow[:1] not in FIRSTS:
        return ()
    found = []
    for form in _forms_of(shadow[:2]):
        match = form.pattern.match(shadow)
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

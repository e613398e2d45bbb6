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
FIGURE_ENDS = frozenset("0123456789%")
is_figure = re.compile("[0-9][0-9,]*(?:[.][0-9]+)*%?").fullmatch
"""What a cell may hold and nothing else, 2,300 or 12.5: no family fits where no more is printed than that."""
KEPT = 4096
"""Beginnings and markers come back, in one document and in the next."""

_Form = tuple[MarkerFamily, str]
"""A family in one of its numeral systems."""
_FORMS: tuple[_Form, ...] = tuple((family, system) for family in FAMILIES for system in family.numerals or ("",))


class _Numeral:
    """The forms that print the same numeral behind the same beginning: one match reads it and tells which of them fit.

    The pattern is compiled when it is first asked. A document uses few of the families, and to compile all of them
    takes as long as to read a short one.
    """

    __slots__ = ("before", "optional", "pattern", "places", "system")

    def __init__(self, places: list[int]) -> None:
        family, self.system = _FORMS[places[0]]
        self.before, self.optional = family.before, family.optional
        rests = [_rest_of(_FORMS[place][0]) for place in places]
        distinct = list(dict.fromkeys(rests))
        self.places = [(place, distinct.index(rest)) for place, rest in zip(places, rests, strict=True)]
        """Each form, by its place on the shelf, with the one of the distinct rests that is its own."""
        before = "|".join(re.escape(literal) for literal in self.before)
        numeral = f"({SYSTEMS[self.system].pattern}){'?' if self.optional else ''}" if self.system else "()"
        # A numeral that several share is read whole or not at all, so that none of them asks for less of it.
        behind = f"({distinct[0]})" if len(distinct) == 1 else "".join(f"(?:(?=({rest}))|)" for rest in distinct)
        self.pattern = late(f"(?:{before}) ?{numeral}{behind}")

    def may_begin(self, first: str, second: str) -> bool:
        """Whether a line that begins with these two characters may have such a marker."""
        alphabet = SYSTEMS[self.system].alphabet if self.system else ""
        for literal in self.before:
            if not literal:
                begins = first in alphabet
            elif len(literal) > 1:
                begins = literal.startswith(first + second)
            else:
                begins = literal == first and (not alphabet or self.optional or second in alphabet + " ")
            if begins:
                return True
        return False


def _rest_of(family: MarkerFamily) -> str:
    """What the marker prints behind its numeral, and what must not follow."""
    return family.after + (f"(?!{family.unless})" if family.unless else "")


def _numerals() -> tuple[_Numeral, ...]:
    alike: dict[tuple[tuple[str, ...], str, bool], list[int]] = {}
    for place, (family, system) in enumerate(_FORMS):
        alike.setdefault((family.before, system, family.optional), []).append(place)
    return tuple(map(_Numeral, alike.values()))


_NUMERALS = _numerals()
FIRSTS = frozenset(
    char
    for numeral in _NUMERALS
    for literal in numeral.before
    for char in literal[:1] or (SYSTEMS[numeral.system].alphabet if numeral.system else "")
)
"""What a line with a reading begins with."""


@lru_cache(maxsize=KEPT)
def _numerals_of(beginning: str) -> tuple[_Numeral, ...]:
    """The numerals that a line with these first two characters may begin with."""
    return tuple(numeral for numeral in _NUMERALS if numeral.may_begin(beginning[0], beginning[1:]))


def readings_of(shadow: str) -> tuple[Reading, ...]:
    """All readings of the marker that `shadow` begins with; empty for almost every line of prose."""
    if shadow[:1] not in FIRSTS:
        return ()
    if shadow[-1] in FIGURE_ENDS and is_figure(shadow) is not None:
        return ()
    read = []
    for numeral in _numerals_of(shadow[:2]):
        match = numeral.pattern.match(shadow)
        if match is not None and (fits := match.lastindex) and fits > 1:
            read.append((numeral, match.start(fits), match.groups()))
    return _readings(*read) if read else ()


@lru_cache(maxsize=KEPT)
def _readings(*read: tuple[_Numeral, int, tuple[str | None, ...]]) -> tuple[Reading, ...]:
    """What numerals say that were read: each with the place behind it, its text, and for each rest what fits it."""
    found: list[tuple[int, Reading]] = []
    for numeral, behind, (printed, *rests) in read:
        ordinal = to_int(numeral.system, printed) if printed else None
        if printed and not ordinal:
            continue
        for place, which in numeral.places:
            if (rest := rests[which]) is not None:
                family, _ = _FORMS[place]
                name, end = family.stands_for or family.id, behind + len(rest)
                reading = Reading(name, ordinal, end, family.rank, family.damaged, INSERTED in rest)
                found.append((place, reading))
    return tuple([reading for _, reading in sorted(found)])

"""The values of attributes: the datatypes of XML Schema that our RELAX NG uses, each as a predicate."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import regex

LINEAR = {
    r"[\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}": r"[\d]+([a-z]+[\d]*)?(\.[\d]+([a-z]+[\d]*)?){0,3}",
}
"""Forms as TEI writes them, whose matching takes the square of a long value → the same values, read once."""


def _form(pattern: str) -> Callable[[str], bool]:
    compiled = regex.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


def _is_double(value: str) -> bool:
    with suppress(ValueError):
        return not math.isinf(float(value)) and "_" not in value
    return value in ("INF", "-INF")


def _is_date(value: str) -> bool:
    with suppress(ValueError):
        return _DATE(value) and bool(date.fromisoformat(value))
    return False


_DATE = _form("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAME = _form(r"[\p{L}_][\p{L}\p{M}\p{N}._·-]*")

_TYPES: dict[str, Callable[[str], bool]] = {
    "ID": _NAME,
    "NCName": _NAME,
    "language": _form("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*"),
    "date": _is_date,
    "gYearMonth": _form("[0-9]{4}-(0[1-9]|1[0-2])"),
    "gYear": _form("[0-9]{4}"),
    "double": _is_double,
    "nonNegativeInteger": _form(r"\+?[0-9]{1,24}"),
    "positiveInteger": _form(r"\+?0*[1-9][0-9]{0,23}"),
}
"""Types that take less than any text."""


def is_value(kind: str, pattern: str, value: str) -> bool:
    """True when `value` is of the datatype `kind` and, if there is one, of the form `pattern`."""
    if kind != "string":
        value = " ".join(value.split(" ")) if value.strip() == value else " ".join(value.split())
    known = _TYPES.get(kind)
    if known is not None and not known(value):
        return False
    return not pattern or regex.fullmatch(LINEAR.get(pattern, pattern), value) is not None

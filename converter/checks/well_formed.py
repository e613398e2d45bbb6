"""The first layer, is it JSON: text or bytes → plain values and what JSON does not allow.

Python's reader takes more than JSON does (NaN, keys twice, halves of characters) and jiter, pydantic's, takes keys
twice as well; what they take in silence is found here.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from ..rules.checks import JSON_FAULTS
from .findings import Found
from .places import Place, Steps, place_at

UNREADABLE = object()
"""What stands for values that there are none of."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_PART = re.compile(r"tru?|fals?|nul?|-|t|f|n")
"""What is left where the end of a file cuts a word or a number."""


class OddNumber(str):
    """NaN, Infinity or a number beyond all reason, where a number should stand; `code` says which."""

    __slots__ = ("code",)
    code: str


class _Twice(dict[str, Any]):
    """An object that gave some of its keys more than once."""

    keys_twice: tuple[str, ...] = ()


def text_of(obj: object) -> tuple[str | None, list[Found]]:
    """JSON text for anything that `validate` takes, or why there is none."""
    if isinstance(obj, bytes | bytearray):
        data = bytes(obj)
        try:
            obj = data.decode("utf-8")
        except UnicodeDecodeError as error:
            good = data[: error.start].decode("utf-8")
            place = place_at(good, len(good))
            return None, [Found("well-formed", "not-utf8", values={"byte": error.start}, at=place)]
    if isinstance(obj, str):
        return obj.removeprefix("\ufeff"), []
    try:
        return json.dumps(obj.model_dump(warnings=False) if isinstance(obj, BaseModel) else obj), []
    except RecursionError:
        return None, [Found("well-formed", "nested-too-deep")]
    except (TypeError, ValueError):
        return None, [Found("well-formed", "not-plain")]


def is_plain(text: str) -> bool:
    """True for JSON in which nothing is odd; False for all that must be looked at, good or bad."""
    try:
        json.loads(text, object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return False
    return True


def _no_key_twice(pairs: list[tuple[str, Any]]) -> None:
    # Nothing is kept of the object: a tree that nobody needs is what takes the time.
    if len(dict(pairs)) != len(pairs):
        raise ValueError


def _no_constant(name: str) -> None:
    raise ValueError(name)


def values_of(text: str) -> tuple[object, list[Found]]:
    """The values that the schema is asked about (arrays are tuples), or `UNREADABLE`; and what is no JSON."""
    try:
        return _loaded(text)
    except json.JSONDecodeError as error:
        found = _fault(text, error)
    except RecursionError:
        found = Found("well-formed", "nested-too-deep")
    return UNREADABLE, [found]


def _fault(text: str, error: json.JSONDecodeError) -> Found:
    """Why text is no JSON; a text that merely stops is told apart, because it must be fetched, not mended."""
    if not text.strip():
        return Found("well-formed", "empty", at=Place(1, 1))
    at = place_at(text, error.pos)
    if not text[error.pos :].strip() or _PART.fullmatch(text[error.pos :].strip()):
        return Found("well-formed", "truncated", at=at)
    why = JSON_FAULTS.get(error.msg, (error.msg, error.msg))
    return Found("well-formed", "not-json", values={"why": why}, at=at)


def _loaded(text: str) -> tuple[object, list[Found]]:
    """JSON text → its values, with duplicate keys and impossible numbers as findings."""
    reader = _Reader()
    value = json.loads(
        text,
        object_pairs_hook=reader.object,
        parse_int=reader.integer,
        parse_float=reader.number,
        parse_constant=reader.constant,
    )
    may_be_odd = reader.odd or _ESCAPED_SURROGATE.search(text) or _SURROGATE.search(text)
    return value, list(_oddities(value, ())) if may_be_odd else []


class _Reader:
    """How values are made; `odd` is True once one of them is nothing that JSON allows."""

    def __init__(self) -> None:
        self.odd = False

    def object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = {key: tuple(value) if type(value) is list else value for key, value in pairs}
        if len(made) == len(pairs):
            return made
        self.odd = True
        twice = _Twice(made)
        twice.keys_twice = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        return twice

    def integer(self, digits: str) -> int | OddNumber:
        try:
            return int(digits)
        except ValueError:  # longer than Python's own limit
            return self.strange(digits, "number-too-long")

    def number(self, digits: str) -> int | float | OddNumber:
        # JSON Schema has one kind of number: `1.0` is an integer.
        value = float(digits)
        if math.isinf(value):
            return self.strange(digits, "number-too-long")
        return int(value) if value.is_integer() else value

    def constant(self, name: str) -> OddNumber:
        return self.strange(name, "not-finite")

    def strange(self, digits: str, code: str) -> OddNumber:
        self.odd = True
        made = OddNumber(digits)
        made.code = code
        return made


def _oddities(value: object, steps: Steps) -> Iterator[Found]:
    """What JSON does not allow, though Python reads it, with its place."""
    if isinstance(value, OddNumber):
        yield Found("well-formed", value.code, steps, {"found": str(value)[:20]})
    elif isinstance(value, dict):
        for key in value.keys_twice if isinstance(value, _Twice) else ():
            yield Found("well-formed", "duplicate-key", (*steps, key))
        for key, inner in value.items():
            if _SURROGATE.search(key):
                yield Found("well-formed", "lone-surrogate", (*steps, key))
            yield from _oddities(inner, (*steps, key))
    elif isinstance(value, str) and _SURROGATE.search(value):
        yield Found("well-formed", "lone-surrogate", steps)
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from _oddities(inner, (*steps, index))

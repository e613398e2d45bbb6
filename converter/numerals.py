"""Numerals ↔ integers, for the systems on the shelf, and how a marker is printed by convention.

A leaf that every room may import; it imports only the shelf.
"""

from __future__ import annotations

import re

from .rules.families import FAMILIES
from .rules.numerals import NUMERALS

SYSTEMS = {system.id: system for system in NUMERALS}

_FAMILIES = {family.id: family for family in FAMILIES}
_PRINTED = {
    "han-comma": "{}、",
    "paren-han": "({})",
    "han-paren": "{})",
    "arabic-dot": "{}.",
    "arabic-comma": "{}、",
    "paren-arabic": "({})",
    "arabic-paren": "{})",
    "book": "第{}编",
    "division": "第{}篇",
    "chapter": "第{}章",
    "section": "第{}节",
    "article": "第{}条",
    "box": "专栏{}",
    "annex": "附件{}",
    "entry-number": "NO.{}",
    "han-is": "{}是",
    "han-must": "{}要",
    "ordinal-word": "第{}",
    "of-them": "其{}",
}

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ROMAN = {"I": 1, "V": 5, "X": 10}
_CANONICAL_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")


def to_int(system: str, numeral: str) -> int | None:
    """The value of `numeral`, or None where it is no number of that system.

    A dotted numeral (2.1.3) has the value of its last part.

    >>> to_int("han", "二十三"), to_int("circled", "⑤"), to_int("han", "十十")
    (23, 5, None)
    """
    if chars := SYSTEMS[system].chars:
        if numeral not in chars:
            return None
        values = SYSTEMS[system].values
        return values[chars.index(numeral)] if values else chars.index(numeral) + SYSTEMS[system].first
    if system == "han":
        return _han_to_int(numeral)
    if system == "roman":
        return _roman_to_int(numeral)
    last = numeral.rpartition(".")[2]
    return int(last) if last.isdigit() else None


def _han_to_int(numeral: str) -> int | None:
    if not any(char in _UNITS for char in numeral):
        return _positional(numeral)
    total, digit, smallest = 0, -1, 10_000
    for char in numeral:
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= smallest or (digit < 0 and (unit != 10 or total % 100)):
                return None
            total, digit, smallest = total + (digit if digit > 0 else 1) * unit, -1, unit
        elif _DIGITS[char] == 0:
            if digit >= 0 or not total:
                return None
        elif digit >= 0:
            return None
        else:
            digit = _DIGITS[char]
    return total + max(digit, 0)


def _positional(numeral: str) -> int | None:
    """一〇一 counts digit by digit; a leading zero or a lone 两 is no ordinal."""
    if numeral[:1] in ("零", "〇", "○", "") or "两" in numeral or (len(numeral) == 1 and not _DIGITS[numeral]):
        return None
    if len(numeral) > 1 and not any(_DIGITS[char] == 0 for char in numeral[1:]) and len(numeral) > 4:
        return None
    value = 0
    for char in numeral:
        value = value * 10 + _DIGITS[char]
    return value


def _roman_to_int(numeral: str) -> int | None:
    if not numeral or not _CANONICAL_ROMAN.fullmatch(numeral):
        return None
    values = [_ROMAN[char] for char in numeral]
    return sum(-value if value < max(values[index + 1 :], default=0) else value for index, value in enumerate(values))


def from_int(system: str, value: int) -> str:
    """The numeral of `value` (1–9999 for han); raises ValueError outside the system's range.

    >>> from_int("han", 23), from_int("han", 1010), from_int("circled", 5)
    ('二十三', '一千零一十', '⑤')
    """
    if value < 1:
        raise ValueError(f"{value} is no ordinal")
    if chars := SYSTEMS[system].chars:
        if value > len(chars):
            raise ValueError(f"{system} ends at {len(chars)}")
        return chars[value - 1]
    if system == "han":
        return _int_to_han(value)
    if system == "roman":
        return _int_to_roman(value)
    return str(value)


def _int_to_han(value: int) -> str:
    if value > 9999:
        raise ValueError("han numerals end at 9999")
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if zero else "") + "零一二三四五六七八九"[digit] + name
            zero = False
        else:
            zero = bool(text)
    return text[1:] if text.startswith("一十") else text


def _int_to_roman(value: int) -> str:
    if value > 39:
        raise ValueError("roman numerals end at 39")
    return "X" * (value // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[value % 10]


def numeral_of(family: str, ordinal: int) -> str:
    """The numeral that a marker of `family` prints for `ordinal`, as a rule.

    >>> numeral_of("chapter", 12), numeral_of("arabic-dot", 3)
    ('十二', '3')
    """
    row = _FAMILIES.get(family)
    system = "arabic" if family in ("box", "annex") else row.numerals[0] if row and row.numerals else "han"
    try:
        return from_int(system, ordinal)
    except ValueError:
        return str(ordinal)


def printed(family: str, ordinal: int | None, like: str = "") -> str:
    """How a marker of `family` with `ordinal` is printed by convention; brackets as wide as those in `like`.

    >>> printed("paren-han", 2), printed("paren-han", 2, like="（一）"), printed("arabic-dot", 3)
    ('(二)', '（二）', '3.')
    """
    if ordinal is None:
        return _PRINTED.get(family, "{}").format("")
    text = _PRINTED.get(family, "{}").format(numeral_of(family, ordinal))
    return text.translate({40: "（", 41: "）", 46: "．"}) if any(char in like for char in "（）．") else text

"""Documents → documents that nobody wrote: lines lost, doubled, swapped, joined, spliced, spoiled; bytes too."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from functools import cache
from random import Random

import converter.rules

ODD = (
    *("\0", "\x1b[2J", "\u200b", "\ufeff", "\u202e", "\x85", "\u2028", "\f", "\r", "\t", "\u3000", "\xa0", "\ufffe"),
    *(
        "\ue5e5",
        "\U0010ffff",
        "&<>]]>",
        "(",
        ")",
        "《",
        "“",
        "一",
        "1",
        "|",
        " ",
        "\n\n",
        "—",
        "．",
        "e\u0301",
        "\ufdfa",
    ),
)
REPEATED = 200
"""A piece is repeated so many times at most."""


@cache
def examples() -> tuple[str, ...]:
    """What the rows of the shelf take, so that mutants hold what the program acts on."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(converter.rules.__path__):
        for value in vars(importlib.import_module(f"converter.rules.{module.name}")).values():
            rows = value if isinstance(value, tuple) else ()
            found.update(yes for row in rows for yes in getattr(row, "yes", ()))
    return tuple(sorted(found))


def mutant(data: bytes, dice: Random, others: Sequence[bytes], pieces: Sequence[str]) -> bytes:
    """`data` with one to four things changed; `others` are documents to splice from, `pieces` what to put in."""
    for _ in range(dice.choice((1, 1, 2, 4))):
        if dice.random() < 0.1:
            data = _spoilt(data, dice)
            continue
        encoding = dice.choice(("utf-8", "utf-8", "utf-8", "gb18030"))
        text = data.decode(encoding, errors="surrogateescape")
        change = dice.choice(_CHANGES)
        text = change(text, dice, dice.choice(others).decode("utf-8", errors="replace"), pieces)
        data = text.encode(encoding, errors="surrogateescape" if encoding == "utf-8" else "ignore")
    return data


def _spoilt(data: bytes, dice: Random) -> bytes:
    """Some bytes are others, or are gone."""
    spoilt = bytearray(data)
    for _ in range(dice.choice((1, 3, 20))):
        place = dice.randrange(len(spoilt) + 1)
        spoilt[place : place + dice.choice((0, 1, 1, 1, 5))] = dice.randbytes(dice.choice((0, 1, 1, 2)))
    return bytes(spoilt)


# ── changes of text: (text, dice, another document, pieces) → text ────────────────────────────────────────


def _lines(text: str, dice: Random, other: str, pieces: Sequence[str]) -> str:
    """A run of lines is lost, doubled, moved or joined, or is another document's."""
    lines = text.splitlines(keepends=True) or [""]
    first = dice.randrange(len(lines))
    last = min(first + dice.choice((1, 1, 2, 5)), len(lines))
    run, rest = lines[first:last], lines[:first] + lines[last:]
    place = dice.randrange(len(rest) + 1)
    match dice.randrange(5):
        case 0:
            return "".join(rest)
        case 1:
            return "".join(rest[:place] + run * dice.choice((2, 2, 30)) + rest[place:])
        case 2:
            return "".join(rest[:place] + run + rest[place:])
        case 3:
            return "".join(lines[:first]) + "".join(line.strip() for line in run) + "".join(lines[last:])
        case _:
            theirs = other.splitlines(keepends=True) or [""]
            begin = dice.randrange(len(theirs))
            return "".join(lines[:first] + theirs[begin : begin + dice.choice((1, 3, 20))] + lines[last:])


def _inserted(text: str, dice: Random, other: str, pieces: Sequence[str]) -> str:
    """A piece stands where none did, once or many times, in the line or on a line of its own."""
    place = dice.randrange(len(text) + 1)
    times = dice.choice((1, 1, 1, 2, dice.randrange(1, REPEATED)))
    ends = dice.choice(("", "", "\n"))
    return text[:place] + ends + (dice.choice(pieces) + ends) * times + text[place:]


def _cut(text: str, dice: Random, other: str, pieces: Sequence[str]) -> str:
    """A stretch of characters is gone or repeated; or all but a stretch is gone."""
    begin = dice.randrange(len(text) + 1)
    end = min(begin + dice.choice((1, 2, 10, 200)), len(text))
    kept = (text[:begin] + text[end:], text[:end] + text[begin:], text[begin:], text[:end])
    return dice.choice(kept)


def _swapped(text: str, dice: Random, other: str, pieces: Sequence[str]) -> str:
    """One character is another, here or everywhere."""
    if not text:
        return text
    old, new = dice.choice(text), dice.choice((dice.choice(text), *ODD))
    return text.replace(old, new, dice.choice((1, 3, -1)))


_CHANGES: tuple[Callable[[str, Random, str, Sequence[str]], str], ...] = (
    *(_lines, _lines, _inserted, _inserted),
    *(_cut, _swapped),
)

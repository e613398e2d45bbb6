"""Where the title of the document stands: the lines before the text that are formed like one."""

from __future__ import annotations

from typing import NamedTuple

import regex

from ..flow import MarkedLine
from ..rules.genres import GENRES, QUALIFIERS
from ..rules.noise import NOISE_RULES

LOOK_AHEAD = 60
"""A title stands within so many lines."""
LONGEST = 120
LONGEST_LINE = 60

_TAIL = regex.compile(f"(?:{'|'.join(GENRES)})(?: ?\\((?:{QUALIFIERS})\\))?(?:\\[[0-9]+\\])?$")
_ABOUT = regex.compile("关于.+的")
_OPENS = regex.compile("关于|(?:19|20)[0-9]{2}年|《")
_STOP = regex.compile("[。;!?]|[^0-9]:|:[^0-9]|,.*,.*,")
_HEAD_NOISE = frozenset(rule.id for rule in NOISE_RULES if rule.zone in ("any", "head"))
ORGAN_TAILS = ("政府", "委员会", "办公厅", "办公室", "部", "局", "厅", "委", "国务院", "院", "中央")
_FOLLOWING = frozenset(("recipients", "subtitle", "salutation", "doc_number", "date", "note"))
_NOT_TITLE = frozenset(("date", "note", "salutation", "doc_number", "masthead", "subtitle"))


class Title(NamedTuple):
    """The lines of the title, by index: `first` up to, not including, `last`."""

    first: int
    last: int
    text: str
    """Folded and without blanks, for comparing."""


def key(text: str) -> str:
    """What two copies of a title have in common: no blanks."""
    return "".join(text.split())


def find_title(marked: tuple[MarkedLine, ...]) -> Title | None:
    """The best candidate before the text begins, the first among equals; None for a text without one."""
    best, best_score = None, 0
    for index in _before_text(marked):
        for length in (1, 2, 3, 4):
            candidate = _candidate(marked, index, length)
            if candidate is None:
                break
            score = _score(marked, candidate)
            if score > best_score:
                best, best_score = candidate, score
    return best


def _before_text(marked: tuple[MarkedLine, ...]) -> list[int]:
    """Indices of lines that stand before the first numbered heading or paragraph of prose."""
    found = []
    for index, line in enumerate(marked[:LOOK_AHEAD]):
        if _HEAD_NOISE.intersection(line.noise):
            continue
        if line.readings or _is_prose(line.line.shadow):
            break
        found.append(index)
    return found


def _is_prose(shadow: str) -> bool:
    return len(shadow) > LONGEST_LINE and "。" in shadow


def _candidate(marked: tuple[MarkedLine, ...], index: int, length: int) -> Title | None:
    lines = marked[index : index + length]
    if len(lines) < length or not all(_may_be_title(line) for line in lines):
        return None
    text = key("".join(line.line.shadow for line in lines))
    return Title(index, index + length, text) if 4 <= len(text) <= LONGEST else None


def _may_be_title(line: MarkedLine) -> bool:
    shadow = line.line.shadow
    if len(shadow) > LONGEST or _STOP.search(shadow) or line.readings:
        return False
    return not (_NOT_TITLE.intersection(line.roles) or _HEAD_NOISE.intersection(line.noise))


def _score(marked: tuple[MarkedLine, ...], title: Title) -> int:
    """How much speaks for `title`; 0 when nothing does."""
    lines = marked[title.first : title.last]
    tail, about = bool(_TAIL.search(title.text)), bool(_ABOUT.search(title.text))
    following = marked[title.last].roles if title.last < len(marked) else ()
    announced = "subtitle" in following and len(lines) == 1
    if not (tail or announced or _is_repeated(marked, title)) or (len(lines) == 1 and "signature" in lines[0].roles):
        return 0
    followed = bool(_FOLLOWING.intersection(following))
    # A longer join must earn its lines: the organ's name above 关于 …, or the first half of a broken title.
    earned = sum(_belongs(lines[place], lines[place + 1]) for place in range(len(lines) - 1))
    return (
        6 * tail
        + 4 * (tail and about)
        + 3 * _is_repeated(marked, title)
        + 2 * followed
        + 2 * earned
        - 3 * (len(lines) - 1 - earned)
    )


def _belongs(line: MarkedLine, following: MarkedLine) -> bool:
    """True when the title cannot end with `line`: the organ's name above 关于 … or a year, or a 关于 without its genre."""
    shadow = line.line.shadow
    if shadow.endswith(ORGAN_TAILS):
        return bool(_OPENS.match(following.line.shadow))
    return not _TAIL.search(shadow) and ("关于" in shadow or shadow.count("《") > shadow.count("》"))


def _is_repeated(marked: tuple[MarkedLine, ...], title: Title) -> bool:
    return repeat_after(marked, title) is not None


def repeat_after(marked: tuple[MarkedLine, ...], title: Title) -> tuple[int, int] | None:
    """Where the next lines print the title again, on one line or on several; None where they do not."""
    for first in range(title.last, min(title.last + 4, len(marked))):
        joined = ""
        for last in range(first, min(first + 4, len(marked))):
            joined += key(marked[last].line.shadow)
            if joined == title.text:
                return first, last + 1
            if not title.text.startswith(joined):
                break
    return None

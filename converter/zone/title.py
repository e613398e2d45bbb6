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
_STOP = regex.compile("[。;!?]|[^0-9]:|:[^0-9]|,.*,.*,")
_HEAD_NOISE = frozenset(rule.id for rule in NOISE_RULES if rule.zone in ("any", "head"))
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
    tail, about = bool(_TAIL.search(title.text)), bool(_ABOUT.search(title.text))
    organ = "signature" in marked[title.first].roles and title.last - title.first == 1
    repeated = _is_repeated(marked, title)
    if not (tail or repeated) or organ:
        return 0
    following = marked[title.last].roles if title.last < len(marked) else ()
    followed = bool(_NOT_TITLE.union(("recipients",)).intersection(following))
    # A longer join must earn its lines: it pays only when the shorter one is no whole title.
    return 4 * tail + 3 * (tail and about) + 2 * repeated + followed - (title.last - title.first - 1)


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

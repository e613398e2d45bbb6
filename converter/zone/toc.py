"""A table of contents (目录): lines before the text that come back in it, in the same order."""

from __future__ import annotations

import re
from bisect import bisect_left

from ..flow import ZonedLine

FEWEST_ENTRIES = 3
SHARE_COMING_BACK = 0.6
"""So many of its entries come back; some headings are reworded or lost."""
LONGEST_ENTRY = 60
LONGEST_BREAK = 3
"""So many lines in a row that do not come back may still be entries."""

SHORTEST_PREFIX = 5
MOST_COPIES = 40

_HEAD = re.compile("目 *[录次]")
_LEADERS = ".·…—-"
_DIGITS = "0123456789"
LONGEST_PAGE = 4
"""A page number has so many digits."""


def label_toc(labels: list[ZonedLine], firsts: str) -> None:
    """Set the role `toc` on the heading 目录 and its entries; `firsts` are the first characters of the lines."""
    begins = (match.start() for match in re.finditer("目", firsts))
    head = next((index for index in begins if _is_head(labels[index])), None)
    if head is None:
        return
    last = _end_of_entries(labels, firsts, head + 1)
    if last - head - 1 < FEWEST_ENTRIES:
        return
    for index in range(head, last):
        if labels[index].zone == "body":
            labels[index] = ZonedLine(labels[index].marked, "role", "toc", labels[index].group)


def _is_head(label: ZonedLine) -> bool:
    return label.zone == "body" and _HEAD.fullmatch(_shadow(label)) is not None


def _shadow(label: ZonedLine) -> str:
    return label.marked.line.shadow


def _key(label: ZonedLine) -> str:
    """An entry without blanks, leaders and page number."""
    whole = "".join(_shadow(label).split())
    return (whole[:-LONGEST_PAGE] + whole[-LONGEST_PAGE:].rstrip(_DIGITS)).rstrip(_LEADERS)


def _end_of_entries(labels: list[ZonedLine], firsts: str, first: int) -> int:
    """Where the entries end: where the first of them comes back, or where they stop coming back."""
    if first >= len(labels):
        return first
    later = _Later(labels, firsts, first)
    again = later.place_behind(_key(labels[first]), first)
    limit = len(labels) if again is None else again
    last, back, index = first, 0, first
    while index < limit and len(_shadow(labels[index])) <= LONGEST_ENTRY and index - last <= LONGEST_BREAK:
        if later.place_behind(_key(labels[index]), index) is not None:
            last, back = index + 1, back + 1
        index += 1
    if again is not None and index == limit and back >= SHARE_COMING_BACK * (limit - first):
        return limit
    return last if back >= SHARE_COMING_BACK * max(last - first, 1) else first


class _Later:
    """Finds the line that an entry comes back as: the same, or beginning with it (a run-in heading)."""

    def __init__(self, labels: list[ZonedLine], firsts: str, first: int) -> None:
        self._labels = labels
        self._places: dict[str, list[int]] = {}
        for index, char in enumerate(firsts[first:], first):
            self._places.setdefault(char, []).append(index)
        self._sorted: dict[str, list[tuple[str, int]]] = {}

    def place_behind(self, key: str, index: int) -> int | None:
        """The first line behind `index` that begins with `key`; a short entry must come back whole."""
        if not key:
            return None
        alike = self._beginning_with(key[0])
        start = bisect_left(alike, (key,))
        behind = []
        for other, place in alike[start : start + MOST_COPIES]:
            if not other.startswith(key):
                break
            if place > index and (other == key or len(key) >= SHORTEST_PREFIX):
                behind.append(place)
        return min(behind, default=None)

    def _beginning_with(self, char: str) -> list[tuple[str, int]]:
        """The lines that begin as an entry does, in the order of their words; most lines of a text do not."""
        if char not in self._sorted:
            lines = [(_key(self._labels[index])[:LONGEST_ENTRY], index) for index in self._places.get(char, ())]
            self._sorted[char] = sorted(lines)
        return self._sorted[char]

"""The disclosure table that a page prints around its document: 索引号, 发文机关, 成文日期 …, label and value."""

from __future__ import annotations

import re
from dataclasses import replace

from ..flow import ZonedLine
from ..late import late
from ..rules.fields import FIELDS

LOOK_AHEAD = 60
FEWEST_BARE, MOST_VALUED = 3, 0.6
FEWEST_FIELDS = 2
"""So many labels in a row are a table."""
LONGEST_VALUE = 120
ANNEX_RANK = 5
"""Markers of a higher rank begin the text, above which the table stands."""

_LABELS = sorted((label for field in FIELDS for label in field.labels), key=len, reverse=True)
_FIRSTS = frozenset(label[0] for label in _LABELS)
_BLANKS = late(" {2,}")
_KEYWORDS = frozenset(label for field in FIELDS if field.id == "keywords" for label in field.labels)
_WORDS = late("(?!.*关于)[一-鿿△]{2,8}(?:[ ,;、][一-鿿△]{1,8}){1,9}")
LABEL = late("(?P<label>" + "|".join(" ?".join(label) for label in _LABELS) + ") ?:")
"""A label with its colon; sites justify labels with blanks (索 引 号)."""
_BARE = late("[【\\[]? ?(?P<label>" + "|".join(" ?".join(label) for label in _LABELS) + ") ?[】\\]]? ?:?")


def label_page_metadata(labels: list[ZonedLine]) -> None:
    """Set the zone `noise` with the rule `page-metadata` on labels and values; each pair is a group."""
    pairs = _pairs(labels)
    bare = any(not LABEL.match(_spaced(labels, index)) for index, _ in pairs)
    valued = sum(last - index > 1 for index, last in pairs)
    # The head of a table of data may be such words too: it has no values between them.
    if len(pairs) < FEWEST_FIELDS or (bare and valued < max(FEWEST_BARE, MOST_VALUED * len(pairs))):
        return
    for group, (index, last) in enumerate(pairs, 1):
        for place in range(index, last):
            labels[place] = replace(labels[place], zone="noise", label="page-metadata", group=group)


def _pairs(labels: list[ZonedLine]) -> list[tuple[int, int]]:
    """The first run of label lines, each with the line of its value, when that stands below."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < min(len(labels), LOOK_AHEAD):
        readings = labels[index].marked.readings
        if readings and any(reading.rank > ANNEX_RANK for reading in readings):
            break
        match = label_at(labels, index)
        if match is None:
            if found and index - found[-1][1] > 2:
                break
            index += 1
            continue
        last = index + 1
        if match.end() == len(match.string):
            # The colon may stand in a cell of its own.
            last += last < len(labels) and _spaced(labels, last) == ":"
            last += _is_value(labels, last) or _is_of_keywords(match["label"], labels, last)
        found.append((index, last))
        index = last
    return found


def label_at(labels: list[ZonedLine], index: int) -> re.Match[str] | None:
    """The label that a line begins with; in a page it may fill a cell, without its colon or in brackets."""
    line = labels[index].marked.line
    may_be_bare = line.hints is not None
    if not may_be_bare and line.shadow[0] not in _FIRSTS:
        return None
    shadow = _spaced(labels, index)
    if match := LABEL.match(shadow):
        return match
    return _BARE.fullmatch(shadow) if may_be_bare else None


def _spaced(labels: list[ZonedLine], index: int) -> str:
    """The shadow with single blanks, as labels are matched."""
    shadow = labels[index].marked.line.shadow
    return _BLANKS.sub(" ", shadow) if "  " in shadow else shadow


def _is_of_keywords(label: str, labels: list[ZonedLine], index: int) -> bool:
    """True for words with blanks between them below 主题词."""
    if "".join(label.split()) not in _KEYWORDS or index >= len(labels):
        return False
    return _WORDS.fullmatch(_spaced(labels, index)) is not None


def _is_value(labels: list[ZonedLine], index: int) -> bool:
    """A value stands on the line below its label, unless there the next label or the title begins."""
    if index >= len(labels):
        return False
    shadow = _spaced(labels, index)
    if label_at(labels, index) or len(shadow) > LONGEST_VALUE:
        return False
    # The last label of a table is often empty: what follows it is then the document's own first line.
    following = index + 1 < len(labels) and label_at(labels, index + 1)
    return bool(following) or bool(
        re.fullmatch("[0-9A-Z/〔〕()年月日号.-]{4,40}|[有无]效|主动公开|[一-鿿]{2,6}", shadow)
    )

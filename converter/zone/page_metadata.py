"""The disclosure table that a page prints around its document: 索引号, 发文机关, 成文日期 …, label and value."""

from __future__ import annotations

from dataclasses import replace

import regex

from ..flow import ZonedLine
from ..rules.fields import FIELDS

LOOK_AHEAD = 60
FEWEST_FIELDS = 2
"""So many labels in a row are a table."""
LONGEST_VALUE = 120
ANNEX_RANK = 5
"""Markers of a higher rank begin the text, above which the table stands."""

_LABELS = sorted((label for field in FIELDS for label in field.labels), key=len, reverse=True)
_KEYWORDS = frozenset(label for field in FIELDS if field.id == "keywords" for label in field.labels)
_WORDS = regex.compile("[一-鿿△]{2,8}(?:[ ,;、][一-鿿△]{1,8}){1,9}(?<!关于.*)")
LABEL = regex.compile("(?P<label>" + "|".join(" ?".join(label) for label in _LABELS) + ") ?:")
"""A label with its colon; sites justify labels with blanks (索 引 号)."""


def label_page_metadata(labels: list[ZonedLine]) -> None:
    """Set the zone `noise` with the rule `page-metadata` on labels and values; each pair is a group."""
    pairs = _pairs(labels)
    if len(pairs) < FEWEST_FIELDS:
        return
    for group, (index, last) in enumerate(pairs, 1):
        for place in range(index, last):
            labels[place] = replace(labels[place], zone="noise", label="page-metadata", group=group)


def _pairs(labels: list[ZonedLine]) -> list[tuple[int, int]]:
    """The first run of label lines, each with the line of its value, when that stands below."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < min(len(labels), LOOK_AHEAD):
        shadow = _spaced(labels, index)
        if any(reading.rank > ANNEX_RANK for reading in labels[index].marked.readings):
            break
        match = LABEL.match(shadow)
        if match is None:
            if found and index - found[-1][1] > 2:
                break
            index += 1
            continue
        last = index + 1
        if match.end() == len(shadow) and (_is_value(labels, last) or _is_of_keywords(match["label"], labels, last)):
            last += 1
        found.append((index, last))
        index = last
    return found


def _spaced(labels: list[ZonedLine], index: int) -> str:
    """The shadow with single blanks, as labels are matched."""
    return regex.sub(" +", " ", labels[index].marked.line.shadow)


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
    if LABEL.match(shadow) or len(shadow) > LONGEST_VALUE:
        return False
    # The last label of a table is often empty: what follows it is then the document's own first line.
    following = index + 1 < len(labels) and LABEL.match(_spaced(labels, index + 1))
    return bool(following) or bool(
        regex.fullmatch("[0-9A-Z/〔〕()年月日号.-]{4,40}|[有无]效|主动公开|[一-鿿]{2,6}", shadow)
    )

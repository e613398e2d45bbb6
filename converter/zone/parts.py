"""Where a document begins inside the document: what a 通知 issues, and its 附件."""

from __future__ import annotations

from dataclasses import replace

import regex

from ..flow import ZonedLine
from .title import LONGEST_LINE, Title, key, title_at

_ISSUES = regex.compile("关于(?:印发|发布|公布|转发|批转|颁布|下发|实施)(?P<issued>.+)的通知")
_QUOTES = str.maketrans("", "", "《》〈〉<>\"'“”")
_ANNEX = regex.compile("附 ?[件表录] ?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})? ?[:.、]?")
LINES_OF_TITLE = 4


def label_parts(labels: list[ZonedLine], title: Title | None) -> int | None:
    """Set the zone `part` on the heading lines of each inner document; returns where the issued one begins."""
    group = 0
    issued = (_find_issued(labels, title) or _find_forwarded(labels, title)) if title else None
    if issued is not None:
        group += 1
        for index in range(*issued):
            labels[index] = replace(labels[index], zone="part", label="issued", group=group)
    first = title.last if title else 0
    for index in range(first, len(labels)):
        if labels[index].zone == "body" and _ANNEX.fullmatch(labels[index].marked.line.shadow):
            group += 1
            _label_annex(labels, index, group)
    return issued[0] if issued else None


def _find_forwarded(labels: list[ZonedLine], title: Title) -> tuple[int, int] | None:
    """The title of its own that a forwarded document has, behind the signature and date of the letter."""
    body = [index for index in range(title.last, len(labels)) if labels[index].zone == "body"]
    for place, index in enumerate(body[:-2]):
        if not ("signature" in labels[index].marked.roles and "date" in labels[body[place + 1]].marked.roles):
            continue
        behind = place + 2 + ("note" in labels[body[place + 2]].marked.roles)
        inner = title_at(labels, body[behind]) if behind < len(body) else None
        return (inner.first, inner.last) if inner else None
    return None


def _find_issued(labels: list[ZonedLine], title: Title) -> tuple[int, int] | None:
    """The lines behind the wrapper's letter that print the name of what its title issues."""
    match = _ISSUES.search(title.text)
    if match is None:
        return None
    name = _bare(match["issued"])
    for first in range(title.last, len(labels)):
        joined = ""
        for last in range(first, min(first + LINES_OF_TITLE, len(labels))):
            if labels[last].zone != "body":
                break
            joined += _bare(labels[last].marked.line.shadow)
            if joined == name:
                return first, last + 1
            if not name.startswith(joined):
                break
    return None


def _bare(text: str) -> str:
    return key(text).translate(_QUOTES)


def _label_annex(labels: list[ZonedLine], index: int, group: int) -> None:
    """The label, and the short unmarked line behind it, which is its title."""
    labels[index] = replace(labels[index], zone="part", label="attachment", group=group)
    following = index + 1
    if following < len(labels) and labels[following].zone == "body":
        line = labels[following].marked
        if not line.readings and len(line.line.shadow) <= LONGEST_LINE and not regex.search("[。;:]", line.line.shadow):
            labels[following] = replace(labels[following], zone="part", label="attachment", group=group)

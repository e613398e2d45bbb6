"""Where a document begins inside the document: what a 通知 issues or forwards, and its 附件."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from ..flow import MarkedLine, ZonedLine, hints_of
from ..late import late
from .cells import SERIAL_HEADER
from .title import LONGEST_LINE, Title, key, title_at

LINES_OF_TITLE = 4
LINES_OF_LEAD = 8
LINES_OF_NOTE = 12
"""An attachment note names no more attachments."""

_ISSUES = late("关于(?:印发|发布|公布|转发|批转|颁布|下发|实施)(?P<issued>.+)的(?:通知|函|批复)")
_FULL_TEXT = late("《(?P<issued>[^《》]{4,60})》[^。]{0,30}(?:全文|原文)(?:如下|公布|刊发)?[:。]$")
_QUOTES = str.maketrans("", "", "《》〈〉<>\"'“”")
_LABEL = late("附 ?(?:[件表录] ?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})?|(?=:)) ?[:.、]?")
_TITLED_LABEL = late("附 ?[件表录] ?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}) ?[:] ?[^。;]{2,60}")
_NOTE = late("附 ?件? ?(?:[:] ?|(?=[0-9] ?[.、]))(?:[0-9]{1,2} ?[.、:] ?)?(?P<name>[^。;]{2,80})?[。;]?")
_NUMBER = late("(?<! ) +(?:[0-9]{1,2} ?[.、] ?)")
_NUMBERED = late("[0-9]{1,2} ?[.、] ?(?P<name>[^。;]{2,80})[。;]?")


def label_parts(labels: list[ZonedLine], firsts: str, known: list[int], title: Title | None) -> list[int]:
    """Set the zone `part` on the heading lines of each inner document; returns where the text of each begins.

    Attachments are not among those: no letter stands at their head. The lines that announce them (附件说明,
    GB/T 9704-2012, 7.3.4) get the role `attachment_note`. `firsts` are the first characters of the lines, `known` the
    lines, by index, that a rule or a role of the shelf fits.
    """
    inner = _find_inner(labels, [index for index in known if index >= title.last], title) if title else []
    for group, (kind, start, end) in enumerate(inner, 1):
        for index in range(start, end):
            labels[index] = replace(labels[index], zone="part", label=kind, group=group)
    first = title.last if title else 0
    annexes = [match.start() for match in re.finditer("附", firsts) if match.start() >= first]
    names = _label_notes(labels, annexes)
    group = len(inner)
    for index in annexes:
        if labels[index].zone != "body":
            continue
        if _LABEL.fullmatch(_shadow(labels, index)):
            group += 1
            _label_annex(labels, index, group, names)
        elif _is_titled_label(labels, index):
            group += 1
            labels[index] = replace(labels[index], zone="part", label="attachment", group=group)
    return [end for _, _, end in inner]


def _find_inner(labels: list[ZonedLine], known: list[int], title: Title) -> list[tuple[str, int, int]]:
    """What the letter issues or forwards, or else the documents that one file joins: kind and heading lines."""
    issued = _find_issued(labels, title) or (_find_forwarded(labels, known, title) if "转" in title.text else None)
    if issued is not None:
        labelled = issued[0] > title.last and _LABEL.fullmatch(_shadow(labels, issued[0] - 1))
        return [("attachment", issued[0] - 1, issued[1]) if labelled else ("issued", *issued)]
    others = _find_others(labels, known, title)
    if others:
        return [("entry", title.first, title.last), *(("entry", other.first, other.last) for other in others)]
    forwarded = _find_forwarded(labels, known, title)
    return [("issued", *forwarded)] if forwarded else []


def _find_others(labels: list[ZonedLine], known: list[int], title: Title) -> list[Title]:
    """Further title blocks, each above its own 文号 or addressees and behind the end of a letter."""
    found: list[Title] = []
    for index in known:
        marked = labels[index].marked
        heads = "doc_number" in marked.roles or ("recipients" in marked.roles and marked.line.shadow.endswith(":"))
        if not heads or labels[index].zone != "body":
            continue
        for first in range(index - 1, max(index - LINES_OF_TITLE, title.last) - 1, -1):
            other = title_at(labels, first) if _ends_above(labels, first) else None
            if other is not None and other.last == index:
                found.append(other)
                break
    return found


def _ends_above(labels: list[ZonedLine], index: int) -> bool:
    """True when the lines above are the last of a letter: its date, its note, its imprint."""
    above = [label for label in labels[max(index - 3, 0) : index] if label.zone == "body"]
    return bool(above) and bool({"date", "note", "imprint"}.intersection(above[-1].marked.roles))


def _shadow(labels: list[ZonedLine], index: int) -> str:
    return labels[index].marked.line.shadow


def _find_issued(labels: list[ZonedLine], title: Title) -> tuple[int, int] | None:
    """The lines that print the name of what the title of the letter issues, or what its lead gives in full."""
    match = _ISSUES.search(title.text) or _full_text_announced(labels, title)
    return _lines_that_print(labels, title.last, len(labels), _bare(match["issued"])) if match else None


def _full_text_announced(labels: list[ZonedLine], title: Title) -> re.Match[str] | None:
    """《…》…全文如下, in the lead of a news report."""
    for label in labels[title.last : title.last + LINES_OF_LEAD]:
        if label.zone == "body" and (match := _FULL_TEXT.search(label.marked.line.shadow)):
            return match
    return None


def _lines_that_print(labels: list[ZonedLine], first: int, last: int, name: str) -> tuple[int, int] | None:
    """The first lines in the range that, joined, print `name`."""
    # Nearly every line is told by its first character; one may hold quotes or a footnote that are not of the name.
    begins = {name[:1], "[", *map(chr, _QUOTES)}
    for start in range(first, last):
        if _shadow(labels, start)[0] not in begins:
            continue
        joined = ""
        for end in range(start, min(start + LINES_OF_TITLE, len(labels))):
            if labels[end].zone != "body":
                break
            joined += _bare(_shadow(labels, end))
            if joined == name:
                return start, end + 1
            if not name.startswith(joined):
                break
    return None


def _find_forwarded(labels: list[ZonedLine], known: list[int], title: Title) -> tuple[int, int] | None:
    """The title of its own that a forwarded document has, behind the signature and date of the letter."""
    signed = [index for index in known if labels[index].zone == "body" and "signature" in labels[index].marked.roles]
    body = [index for index in range(title.last, len(labels)) if labels[index].zone == "body"] if signed else []
    for place in [bisect_left(body, index) for index in signed]:
        if place + 2 >= len(body) or "date" not in labels[body[place + 1]].marked.roles:
            continue
        behind = place + 2 + ("note" in labels[body[place + 2]].marked.roles)
        inner = title_at(labels, body[behind]) if behind < len(body) else None
        return (inner.first, inner.last) if inner else None
    return None


def _bare(text: str) -> str:
    return key(text).translate(_QUOTES)


def _label_notes(labels: list[ZonedLine], annexes: list[int]) -> set[str]:
    """Set the role `attachment_note` on 附件：1.… and the numbered lines below it; returns the names."""
    names: set[str] = set()
    for index in annexes:
        note = _NOTE.fullmatch(_shadow(labels, index)) if labels[index].zone == "body" else None
        if note is None or not _ends_letter(labels, index + 1) or not (note["name"] or _is_named(labels, index + 1)):
            continue
        _take_note(labels, index)
        names.update(_bare(name) for name in _NUMBER.split(note["name"] or "") if name)
        for below in range(index + 1, min(index + LINES_OF_NOTE, len(labels))):
            if labels[below].zone != "body" or not _is_named(labels, below):
                break
            match = _NUMBERED.fullmatch(_shadow(labels, below))
            _take_note(labels, below)
            names.add(_bare(match["name"] if match else _shadow(labels, below)))
    return names


def _is_named(labels: list[ZonedLine], index: int) -> bool:
    """True for the numbered name of an attachment, or for a link to its file."""
    return index < len(labels) and (bool(_NUMBERED.fullmatch(_shadow(labels, index))) or _is_file(labels[index]))


def _is_file(label: ZonedLine) -> bool:
    return hints_of(label.marked.line).file_link


def _take_note(labels: list[ZonedLine], index: int) -> None:
    labels[index] = replace(labels[index], zone="role", label="attachment_note")


def _ends_letter(labels: list[ZonedLine], first: int) -> bool:
    """An attachment note stands under the text: only further names, the signature, an attachment or nothing follow."""
    for index in range(first, len(labels)):
        if labels[index].zone != "body":
            continue
        marked, shadow = labels[index].marked, _shadow(labels, index)
        if {"signature", "date", "note"}.intersection(marked.roles) or _LABEL.fullmatch(shadow):
            return True
        if not _is_named(labels, index):
            return False
    return True


def _is_titled_label(labels: list[ZonedLine], index: int) -> bool:
    """附件1：… with its title on the line, and the attachment's own text below it: not one name in a list."""
    if not _TITLED_LABEL.fullmatch(_shadow(labels, index)) or index + 1 >= len(labels):
        return False
    below = labels[index + 1]
    return below.zone in ("body", "table") and not _TITLED_LABEL.fullmatch(below.marked.line.shadow)


def _label_annex(labels: list[ZonedLine], index: int, group: int, names: set[str]) -> None:
    """The label, and the lines behind it that print its title: a name that was announced, or one short line."""
    last = index + 1
    printed = _end_of_name(labels, last, names)
    if printed is not None:
        last = printed
    elif last < len(labels) and labels[last].zone == "body" and _may_be_title(labels[last].marked):
        last += 1
    for place in range(index, last):
        labels[place] = replace(labels[place], zone="part", label="attachment", group=group)


def _end_of_name(labels: list[ZonedLine], first: int, names: set[str]) -> int | None:
    """Where the lines from `first` on that print one of `names` end."""
    joined = ""
    for index in range(first, min(first + LINES_OF_TITLE, len(labels))):
        if labels[index].zone != "body":
            return None
        joined += _bare(_shadow(labels, index))
        if joined in names:
            return index + 1
    return None


def _may_be_title(line: MarkedLine) -> bool:
    """One short line; 序号 is the first header of a table that has no title."""
    shadow = line.line.shadow
    if line.readings or len(shadow) > LONGEST_LINE or SERIAL_HEADER.fullmatch(shadow):
        return False
    return not re.search("[。;:]", shadow)

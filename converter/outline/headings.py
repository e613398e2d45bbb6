"""A member that was voted a section → its heading: marker, text, printed extent."""

from __future__ import annotations

from collections.abc import Iterable

from ..flow import INFERRED, REPAIRED, WRITTEN, Heading, Mark, MarkedLine, Reading, extent_of
from ..late import late
from ..numerals import numeral_of, printed
from .members import Group, Member
from .unnumbered import FAMILIES as UNNUMBERED

LONGEST_ARTICLE_HEAD = 16

_BRACKETED_HEAD = late("[(【\\[][^()【】\\[\\]。,;:]{2,20}[)】\\]](?= |[一-鿿])")
_HEAD = late("[^。,;:!?()]{2,16}")


def note_marks(groups: Iterable[Group]) -> None:
    """Note the marker of each member, which all that follow ask for."""
    for group in groups:
        for member in group.members:
            member.mark = _mark_of(member)


def _mark_of(member: Member) -> Mark | None:
    """The marker of a member as printed and as read; None for a heading that never had a number."""
    reading, marked = member.reading, member.marked
    family, ordinal, end, _, damaged, _ = reading
    if family in UNNUMBERED:
        return None
    if not end:
        return Mark("", None, family, ordinal, INFERRED, _reading(member))
    line = marked.line
    text = line.text[:end].rstrip()
    extent = extent_of(line, 0, len(text))
    # 16.10条 looks damaged and is not: only the neighbours tell that it is no decimal.
    if damaged and text != (whole := _reading(member)):
        return Mark(text, extent, family, ordinal, REPAIRED, whole)
    if reading not in marked.readings:
        ordinal = _printed_ordinal(reading, marked)
    return Mark(text, extent, family, ordinal, WRITTEN, text)


def _printed_ordinal(reading: Reading, marked: MarkedLine) -> int | None:
    """Its number; none for a marker that prints none (专栏：), though the search has counted it."""
    printed = [one.ordinal for one in marked.readings if (one.family, one.end) == (reading.family, reading.end)]
    return None if printed == [None] else reading.ordinal


def _reading(member: Member) -> str:
    """What a damaged or lost marker reads, printed as its siblings are: 第二部分 beside 第一部分."""
    family, ordinal, whole = member.reading.family, member.reading.ordinal, member.group.whole
    if whole is None or ordinal is None:
        return printed(family, ordinal)
    like = whole.marked.line.text[: whole.reading.end].rstrip()
    numeral = numeral_of(family, whole.reading.ordinal or 0)
    return like.replace(numeral, numeral_of(family, ordinal), 1) if numeral in like else printed(family, ordinal, like)


def article_head(member: Member) -> int:
    """Length of the head that an article prints, in brackets or on a line above its text; 0 for a bare article."""
    text = member.marked.line.shadow[member.offset :]
    if bracketed := _BRACKETED_HEAD.match(text):
        return bracketed.end()
    alone = len(text) <= LONGEST_ARTICLE_HEAD and member.texts > 0 and not member.shape.stop
    return len(text) if alone and _HEAD.fullmatch(text) else 0


def heading_of(member: Member) -> Heading:
    """The heading of a section or box, cut where its text begins."""
    line, shape = member.marked.line, member.shape
    mark = member.mark
    inferred = mark is None or mark.status == INFERRED
    if member.group.family == "article":
        length = article_head(member)
        end = member.offset + length if length else member.reading.end
        raw = line.text[:end].rstrip()
        text = line.text[member.offset : end].strip() if length else ""
        return Heading(mark, text, extent_of(line, 0, len(raw)), raw, end < len(line.text) or not length, inferred)
    end = member.offset + shape.cut
    text = line.text[member.offset : end].strip()
    # The stop behind it is printed with it.
    raw = line.text[: end + 1].rstrip()
    return Heading(mark, text, extent_of(line, 0, len(raw)), raw, shape.run_in, inferred)

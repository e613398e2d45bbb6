"""A member that was voted a section → its heading: marker, text, printed extent."""

from __future__ import annotations

from ..flow import INFERRED, REPAIRED, WRITTEN, Heading, Mark, extent_of
from ..numerals import printed
from .members import Member
from .unnumbered import FAMILIES as UNNUMBERED


def mark_of(member: Member) -> Mark | None:
    """The marker of a member as printed and as read; None for a heading that never had a number."""
    reading = member.reading
    if reading.family in UNNUMBERED:
        return None
    if not reading.end:
        return Mark("", None, reading.family, reading.ordinal, INFERRED, _reading(member))
    line = member.marked.line
    text = line.text[: reading.end]
    # 16.10条 looks damaged and is not: only the neighbours tell that it is no decimal.
    whole = not reading.damaged or text == _reading(member)
    status, read = (WRITTEN, text) if whole else (REPAIRED, _reading(member))
    return Mark(text, extent_of(line, 0, reading.end), reading.family, reading.ordinal, status, read)


def _reading(member: Member) -> str:
    """What a damaged or lost marker reads, printed as its siblings are."""
    sibling = next((s for s in member.group.members if s.reading.end and not s.reading.damaged), member)
    like = sibling.marked.line.text[: sibling.reading.end]
    return printed(member.reading.family, member.reading.ordinal, like)


def heading_of(member: Member) -> Heading:
    """The heading of a section or box, cut where its text begins."""
    line, shape = member.marked.line, member.shape
    mark = mark_of(member)
    inferred = mark is None or mark.status == INFERRED
    if member.group.family == "article":
        raw = line.text[: member.reading.end]
        return Heading(mark, "", extent_of(line, 0, len(raw)), raw, True, inferred)
    end = member.offset + shape.cut
    text = line.text[member.offset : end].strip()
    raw = line.text[: end + (shape.cut < len(line.text) - member.offset)].rstrip()
    return Heading(mark, text, extent_of(line, 0, len(raw)), raw, shape.run_in, inferred)

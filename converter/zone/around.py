"""A page: what stands around the container of the document and belongs to it all the same.

Above: the title and the letterhead. Below: text that goes on with the numbering, the signature and date, and links to
the files of the document, which may stand above as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..flow import ZonedLine, hints_of
from ..late import late
from ..rules.layout import FILE_ENDINGS
from .page_metadata import ANNEX_RANK
from .title import title_at

LETTERHEAD_LINES = 12
"""The letterhead begins at most so many lines above the container."""
FILE_LINES = 12
"""Attachments stand at most so many lines below it."""
LINES_APART = 4
"""Text that goes on below does so within so many lines."""
SHORTEST_TITLE, SHORTEST_HEADING = 6, 4
MOST_LINKED = 0.5

_FILE = late(f"附 ?[件表录]|[.](?:{FILE_ENDINGS})\\b")
_FILES_HEAD = late("附 ?件 ?[0-9]{0,2} ?:?")
_LETTERHEAD = frozenset(("doc_number", "masthead", "subtitle", "enactment", "salutation"))
_BESIDE_DATE = frozenset(("speaker", "name"))


def lines_around(labels: Sequence[ZonedLine], first: int, last: int) -> list[int]:
    """The lines outside the container, which holds lines from `first` to `last`, that belong to the document."""
    title = _title_above(labels, first)
    top = max(title[-1] + 1 if title else 0, first - LETTERHEAD_LINES)
    below = _text_below(labels, last)
    end = below[-1] if below else last
    files = [*_files(labels, top, first), *_files(labels, end + 1, min(end + 1 + FILE_LINES, len(labels)))]
    return [*title, *_letterhead(labels, top, first), *below, *_signature_below(labels, end + 1), *files]


def _is_plain(label: ZonedLine) -> bool:
    """Outside, in view, and neither known as the site's nor mostly links."""
    hints = hints_of(label.marked.line)
    return not (hints.inside or hints.hidden or label.marked.noise) and hints.link_share < MOST_LINKED


# ── above ─────────────────────────────────────────────────────────────────────────────────────────


def _title_above(labels: Sequence[ZonedLine], first: int) -> list[int]:
    """The lines that the head of the page names, or that are formed like a title, or that stand in a heading tag."""
    above = [index for index in range(first) if _is_plain(labels[index])]
    titled = [index for index in above if hints_of(labels[index].marked.line).titled]
    return (
        _longest_run(labels, titled)
        or _formed_like_title(labels, [index for index in above if index >= first - LETTERHEAD_LINES])
        or _longest_run(labels, [index for index in above if hints_of(labels[index].marked.line).heading])
    )


def _longest_run(labels: Sequence[ZonedLine], indices: Sequence[int]) -> list[int]:
    """The lines, one below the other, that print most; of two equal ones those nearer to the document."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    longest = max(reversed(runs), key=lambda run: _length(labels, run), default=[])
    shortest = (
        SHORTEST_HEADING if all(hints_of(labels[index].marked.line).heading for index in longest) else SHORTEST_TITLE
    )
    return longest if _length(labels, longest) >= shortest else []


def _length(labels: Sequence[ZonedLine], run: Sequence[int]) -> int:
    return sum(len(labels[index].marked.line.shadow) for index in run)


def _formed_like_title(labels: Sequence[ZonedLine], indices: Sequence[int]) -> list[int]:
    """The lines of the longest title that begins on one of these lines and ends on another."""
    found = [title for index in indices if (title := title_at(labels, index)) and title.last - 1 in indices]
    longest = max(found, key=lambda title: len(title.text), default=None)
    return list(range(longest.first, longest.last)) if longest else []


def _letterhead(labels: Sequence[ZonedLine], top: int, first: int) -> Iterator[int]:
    dates = {index for index in range(top, first) if _is_printed_date(labels[index])}
    for index in range(top, first):
        roles = labels[index].marked.roles if _is_plain(labels[index]) else ()
        is_named = _BESIDE_DATE.intersection(roles) and not dates.isdisjoint((index - 1, index + 1))
        is_addressed = "recipients" in roles and labels[index].marked.line.shadow.endswith(":")
        if index in dates or _LETTERHEAD.intersection(roles) or is_named or is_addressed:
            yield index


def _is_printed_date(label: ZonedLine) -> bool:
    """A date in brackets, as under the title of a speech; one without is rather the site's."""
    return _is_plain(label) and "date" in label.marked.roles and label.marked.line.shadow.startswith("(")


# ── below ─────────────────────────────────────────────────────────────────────────────────────────


def _text_below(labels: Sequence[ZonedLine], last: int) -> list[int]:
    """The lines behind a container that markup closed too early: they go on with its numbers."""
    counts = {
        reading.family: reading.ordinal
        for label in labels[: last + 1]
        if hints_of(label.marked.line).inside
        for reading in label.marked.readings
        if reading.rank > ANNEX_RANK
    }
    kept: list[int] = []
    goes_on = False
    for index in range(last + 1, len(labels)):
        if not _is_plain(labels[index]) or (not goes_on and index > last + LINES_APART):
            break
        kept.append(index)
        goes_on = goes_on or any(
            reading.ordinal is not None and counts.get(reading.family) == reading.ordinal - 1
            for reading in labels[index].marked.readings
        )
    return kept if goes_on else []


def _signature_below(labels: Sequence[ZonedLine], index: int) -> list[int]:
    """A signature and its date right below the text."""
    pair = labels[index : index + 2]
    if len(pair) < 2 or not all(map(_is_plain, pair)):
        return []
    is_end = "signature" in pair[0].marked.roles and "date" in pair[1].marked.roles
    return [index, index + 1] if is_end else []


def _files(labels: Sequence[ZonedLine], first: int, last: int) -> Iterator[int]:
    """The lines that link to files of the document, and the label above the first."""
    files = [index for index in range(first, last) if _is_file(labels[index])]
    yield from files
    if files and files[0] > first and _FILES_HEAD.fullmatch(labels[files[0] - 1].marked.line.shadow):
        yield files[0] - 1


def _is_file(label: ZonedLine) -> bool:
    hints = hints_of(label.marked.line)
    if not hints.file_link or hints.hidden or hints.inside:
        return False
    return hints.link_share >= MOST_LINKED or bool(_FILE.search(label.marked.line.shadow))

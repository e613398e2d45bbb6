"""A page: which of its lines are the document's, and which the site has printed around it.

The reader says which lines stand in the container of the document. Outside it, only the page's disclosure
table, the title and the letterhead between the title and the container belong to the document.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import regex

from ..flow import MarkedLine, ZonedLine
from ..layout import Hints
from .page_metadata import label_at, label_page_metadata
from .table_frame import label_caption, label_notes

LETTERHEAD_LINES = 12
"""The letterhead begins at most so many lines above the container."""
FILE_LINES = 12
"""Attachments stand at most so many lines below it."""
SHORTEST_TITLE = 6
MOST_LINKED = 0.5
LABELS_APART = 6
"""Two labels of a disclosure table stand no farther apart."""

_FILE = regex.compile("附 ?[件表录]|\\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|rtf|zip|rar|7z|ceb)\\b")
_LETTERHEAD = frozenset(("doc_number", "masthead", "subtitle", "enactment"))


def label_outside(labels: list[ZonedLine]) -> list[int]:
    """Set the zone `noise` on what stands outside the document's container, or out of sight; returns the rest.

    A text that has no layout is returned whole.
    """
    kept = [index for index, label in enumerate(labels) if _is_inside(label)]
    if len(kept) < len(labels):
        first = next((index for index in kept if _hints(labels[index]).inside), len(labels))
        last = kept[-1] if kept else -1
        kept = sorted({*kept, *_page_table(labels), *_title_above(labels, first), *_files_below(labels, last)})
        for index in set(range(len(labels))).difference(kept):
            labels[index] = replace(labels[index], zone="noise", label=_rule(labels[index]))
    return kept


def _hints(label: ZonedLine) -> Hints:
    return label.marked.line.hints or _NONE


_NONE = Hints()


def _is_inside(label: ZonedLine) -> bool:
    hints = _hints(label)
    return hints.inside and not hints.hidden


def _rule(label: ZonedLine) -> str:
    """What a rule knows keeps its name."""
    if _hints(label).hidden:
        return "hidden-text"
    return next((rule.id for rule in label.marked.noise), "outside-content")


def _page_table(labels: list[ZonedLine]) -> list[int]:
    """The lines of the disclosure table outside the container."""
    outside = [index for index, label in enumerate(labels) if not (_hints(label).inside or _hints(label).hidden)]
    first = _first_label([labels[index] for index in outside])
    if first is None:
        return []
    table = [labels[index] for index in outside[first:]]
    label_page_metadata(table)
    label_grids(table)
    return [index for index, label in zip(outside[first:], table, strict=True) if label.zone == "noise"]


def _first_label(lines: list[ZonedLine]) -> int | None:
    """Where a label stands that another follows soon."""
    places = [place for place in range(len(lines)) if label_at(lines, place)]
    return next((place for place, below in pairwise(places) if below - place <= LABELS_APART), None)


def _title_above(labels: list[ZonedLine], first: int) -> list[int]:
    """The lines above the container that print the title, and the letterhead below them."""
    above = [index for index in range(first) if _may_be_title(labels[index])]
    titled = [index for index in above if _hints(labels[index]).titled] or [
        index for index in above if _hints(labels[index]).heading
    ]
    title = _longest_run(labels, titled)
    top = max(title[-1] + 1 if title else 0, first - LETTERHEAD_LINES)
    return [*title, *(index for index in range(top, first) if _is_letterhead(labels[index]))]


def _files_below(labels: list[ZonedLine], last: int) -> list[int]:
    """The lines below the container that hold nothing but links to files of the document."""
    below = range(last + 1, min(last + 1 + FILE_LINES, len(labels)))
    return [index for index in below if _is_file(labels[index])]


def _is_file(label: ZonedLine) -> bool:
    hints = _hints(label)
    return hints.file_link and not hints.hidden and bool(_FILE.search(label.marked.line.shadow))


def _may_be_title(label: ZonedLine) -> bool:
    hints = _hints(label)
    return not (hints.inside or hints.hidden or label.marked.noise) and hints.link_share < MOST_LINKED


def _longest_run(labels: list[ZonedLine], indices: list[int]) -> list[int]:
    """The lines, one below the other, that print most; of two equal ones those nearer to the document."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    longest = max(reversed(runs), key=lambda run: _length(labels, run), default=[])
    return longest if _length(labels, longest) >= SHORTEST_TITLE else []


def _length(labels: list[ZonedLine], run: list[int]) -> int:
    return sum(len(labels[index].marked.line.shadow) for index in run)


def _is_letterhead(label: ZonedLine) -> bool:
    hints = _hints(label)
    return not (hints.inside or hints.hidden) and bool(_LETTERHEAD.intersection(label.marked.roles))


def label_grids(labels: list[ZonedLine]) -> None:
    """Set the zone `table` on the cells of every table of data that is not the page's own, and on its `<caption>`.

    A cell is no heading, role or noise, whatever it looks like.
    """
    own = {_number(label) for label in labels if label.zone == "noise"} - {0}
    for index, label in enumerate(labels):
        number = _number(label)
        if not number:
            continue
        if number in own:
            _take_value(labels, index)
            continue
        part = "cell" if _hints(label).cell else "caption"
        labels[index] = ZonedLine(MarkedLine(label.marked.line), "table", part, -number)


def _take_value(labels: list[ZonedLine], index: int) -> None:
    """What is left of the page's own table is the value of the label before it."""
    before = labels[index - 1] if index else None
    if labels[index].zone == "body" and before is not None and before.label == "page-metadata":
        labels[index] = replace(labels[index], zone=before.zone, label=before.label, group=before.group)


def label_grid_frames(labels: list[ZonedLine]) -> None:
    """Set the zone `table` on caption and unit above the tables, where they head no attachment, and on their notes."""
    for index, label in enumerate(labels):
        if label.zone != "table" or label.group >= 0 or label.label not in ("cell", "caption"):
            continue
        if not index or labels[index - 1].group != label.group:
            label_caption(labels, index, label.group)
        if index + 1 < len(labels) and labels[index + 1].group != label.group:
            label_notes(labels, index + 1, label.group)


def _number(label: ZonedLine) -> int:
    grid = _hints(label).grid
    return grid.number if grid else 0

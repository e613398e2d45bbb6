"""A page: which of its lines are the document's, and which the site has printed around it.

The reader says which lines stand in the container of the document. Outside it, only the page's disclosure
table, the title and the letterhead between the title and the container belong to the document.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ..flow import MarkedLine, ZonedLine, hints_of
from .around import lines_around
from .page_metadata import label_at, label_page_metadata
from .table_frame import label_caption, label_notes

LABELS_APART = 6
"""Two labels of a disclosure table stand no farther apart."""


def label_outside(labels: list[ZonedLine]) -> list[int]:
    """Set the zone `noise` on what stands outside the document's container, or out of sight; returns the rest.

    A text that has no layout is returned whole.
    """
    kept = [index for index, label in enumerate(labels) if _is_inside(label)]
    if len(kept) < len(labels):
        first = next((index for index in kept if hints_of(labels[index].marked.line).inside), len(labels))
        kept = sorted({*kept, *_page_table(labels), *lines_around(labels, first, kept[-1] if kept else first)})
        for index in set(range(len(labels))).difference(kept):
            labels[index] = replace(labels[index], zone="noise", label=_rule(labels[index]))
    return kept


def _is_inside(label: ZonedLine) -> bool:
    hints = hints_of(label.marked.line)
    return hints.inside and not hints.hidden


def _rule(label: ZonedLine) -> str:
    """What a rule knows keeps its name."""
    if hints_of(label.marked.line).hidden:
        return "hidden-text"
    return next((rule.id for rule in label.marked.noise), "outside-content")


def _page_table(labels: list[ZonedLine]) -> list[int]:
    """The lines of the disclosure table outside the container."""
    outside = [
        index
        for index, label in enumerate(labels)
        if not (hints_of(label.marked.line).inside or hints_of(label.marked.line).hidden)
    ]
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
        part = "cell" if hints_of(label.marked.line).cell else "caption"
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
    grid = hints_of(label.marked.line).grid
    return grid.number if grid else 0

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
    hints = [hints_of(label.marked.line) for label in labels]
    kept = [index for index, hint in enumerate(hints) if hint.inside and not hint.hidden]
    if len(kept) < len(labels):
        first, last = (kept[0], kept[-1]) if kept else (len(labels), len(labels))
        outside = [index for index, hint in enumerate(hints) if not (hint.inside or hint.hidden)]
        kept = sorted({*kept, *_page_table(labels, outside), *lines_around(labels, first, last)})
        for index in set(range(len(labels))).difference(kept):
            marked = labels[index].marked
            labels[index] = ZonedLine(marked, "noise", "hidden-text" if hints[index].hidden else _rule(marked))
    return kept


def _rule(marked: MarkedLine) -> str:
    """What a rule knows keeps its name."""
    return marked.noise[0].id if marked.noise else "outside-content"


def _page_table(labels: list[ZonedLine], outside: list[int]) -> list[int]:
    """The lines of the disclosure table outside the container, of those that stand there and show."""
    first = _first_label([labels[index] for index in outside])
    if first is None:
        return []
    table = [labels[index] for index in outside[first:]]
    label_page_metadata(table)
    label_grids(table)
    return [index for index, label in zip(outside[first:], table, strict=True) if label.zone == "noise"]


def _first_label(lines: list[ZonedLine]) -> int | None:
    """Where a label stands that another follows soon."""
    places = (place for place in range(len(lines)) if label_at(lines, place))
    return next((place for place, below in pairwise(places) if below - place <= LABELS_APART), None)


def label_grids(labels: list[ZonedLine]) -> None:
    """Set the zone `table` on the cells of every table of data that is not the page's own, and on its `<caption>`.

    A cell is no heading, role or noise, whatever it looks like.
    """
    grids = [hints_of(label.marked.line).grid for label in labels]
    own = {grid.number for grid, label in zip(grids, labels, strict=True) if grid and label.zone == "noise"}
    for index, grid in enumerate(grids):
        if grid is None:
            continue
        if grid.number in own:
            _take_value(labels, index)
            continue
        line = labels[index].marked.line
        part = "cell" if hints_of(line).cell else "caption"
        labels[index] = ZonedLine(MarkedLine(line), "table", part, -grid.number)


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

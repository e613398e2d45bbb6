"""Marked lines → the same lines with a zone each: site noise, table, the frame of a letter, a document inside, body.

Deletes nothing; it labels. Zones: `noise` (label: rule), `role` (label: role), `table` (label: `caption`,
`unit`, `cell`), `part` (label: kind of part, on the lines of its heading), `body`.
"""

from __future__ import annotations

from ..flow import MarkedLine, ZonedLine
from .content import label_grid_frames, label_grids, label_outside
from .frame import label_frame
from .noise import is_all_site, label_noise
from .page_metadata import label_page_metadata
from .parts import label_parts
from .tables import label_tables
from .title import find_title
from .toc import label_toc

__all__ = ["zone"]


def zone(marked: tuple[MarkedLine, ...]) -> tuple[ZonedLine, ...]:
    """Label every line; the groups of labels are told apart by `group`."""
    labels = [ZonedLine(line, "body") for line in marked]
    # Every line of a page has its hints, no line of a text.
    if not marked or marked[0].line.hints is None:
        _label_document(labels, paged=False)
        return tuple(labels)
    kept = label_outside(labels)
    document = [labels[index] for index in kept]
    _label_document(document, paged=True)
    for index, label in zip(kept, document, strict=True):
        labels[index] = label
    return tuple(labels)


def _label_document(labels: list[ZonedLine], *, paged: bool) -> None:
    """Label what is left where the site's lines around the document are set aside.

    What a room asks of all the lines is looked up once: their shadows, and the few that some row of the shelf fits.
    """
    marked = [label.marked for label in labels]
    shadows = [line.line.shadow for line in marked]
    firsts = "".join([shadow[0] for shadow in shadows])
    known = [index for index, line in enumerate(marked) if line.roles or line.noise]
    label_page_metadata(labels)
    if paged:
        label_grids(labels)
    title = None if is_all_site(labels) else find_title(labels)
    label_noise(labels, known, title)
    label_toc(labels, firsts)
    inner = label_parts(labels, firsts, known, title)
    if paged:
        label_grid_frames(labels)
    label_tables(labels, shadows)
    label_frame(labels, known, title, inner)

"""The document as plain values, its fields in their order: what becomes JSON at once, or the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .flow import Cell, Extent, Mark, Table, Value

Json = dict[str, Any]


@dataclass(slots=True)
class Counts:
    """How much of what there is in a document; complete when all of it is read."""

    removed: int
    blocks: Counter[str] = field(default_factory=Counter)
    """By type."""
    codes: Counter[str] = field(default_factory=Counter)
    """The diagnostics."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that is made while it is read: once, and in the order of its fields.

    So one block of a long document is in memory at a time. The `children` of a section come like those of the document;
    of any other block all is there at once.
    """

    head: Json
    """The fields before `children`."""
    children: Iterator[Json]
    removed: Iterator[Json]
    diagnostics: Iterator[Json]
    """They name blocks, and so come behind `children`."""
    counts: Counts


def whole(draft: Draft) -> Json:
    """All values of the document."""
    return draft.head | {
        "children": [whole_block(block) for block in draft.children],
        "removed": list(draft.removed),
        "diagnostics": list(draft.diagnostics),
    }


def whole_block(block: Json) -> Json:
    """All values of a block of a draft."""
    if "children" in block:
        block["children"] = [whole_block(child) for child in block["children"]]
    return block


# ── small nodes of the flow ───────────────────────────────────────────────────────────────────────


def span_of(extent: Extent | None) -> Json | None:
    return None if extent is None else {"start": extent[0], "end": extent[1]}


def marker_of(mark: Mark | None) -> Json | None:
    if mark is None:
        return None
    text, extent, family, ordinal, status, reading = mark
    return {
        "text": text,
        "span": None if extent is None else {"start": extent[0], "end": extent[1]},
        "family": family,
        "ordinal": ordinal,
        "status": status,
        "reading": reading,
    }


def link_of(extent: Extent, href: str) -> Json:
    return {"span": span_of(extent), "href": href}


def table_of(table: Table, node: str) -> Json:
    return {
        "type": "table",
        "id": node,
        "span": span_of(table.extent),
        "caption": table.caption,
        "unit": table.unit,
        "num_rows": table.num_rows,
        "num_cols": table.num_cols,
        "cells": [_cell_of(cell) for cell in table.cells],
        "notes": table.notes,
        "origin": table.origin,
    }


def _cell_of(cell: Cell) -> Json:
    return {
        "row": cell.row,
        "col": cell.col,
        "row_span": cell.row_span,
        "col_span": cell.col_span,
        "header": cell.header,
        "text": cell.text,
        "span": span_of(cell.extent),
        "ambiguous": cell.ambiguous,
        "value": None if cell.value is None else _value_of(cell.value),
    }


def _value_of(value: Value) -> Json:
    return {"kind": value.kind, "number": value.number, "low": value.low, "high": value.high, "unit": value.unit}


# ── metadata ──────────────────────────────────────────────────────────────────────────────────────

NO_METADATA: Json = {
    "title": None,
    "subtitle": None,
    "genre": None,
    "speaker": None,
    "salutation": None,
    "issuers": (),
    "doc_number": None,
    "recipients": (),
    "date": None,
    "signature": None,
    "signers": (),
    "secrecy": None,
    "urgency": None,
    "copy_number": None,
    "attachment_notes": (),
    "note": None,
    "cc": (),
    "printer": None,
    "print_date": None,
    "disclosure": None,
    "index_number": None,
    "subject_category": None,
    "publish_date": None,
    "validity": None,
    "source_site": None,
    "keywords": (),
    "language": None,
    "spans": {},
}


def all_metadata(values: Mapping[str, Any]) -> Json:
    """What was found, and the rest empty."""
    spans = {name: span_of(extent) for name, extent in values.get("spans", {}).items()}
    return NO_METADATA | dict(values) | {"spans": spans}

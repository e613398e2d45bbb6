"""Small nodes of the flow → the plain values that the model is built of."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .flow import Cell, Extent, Heading, Mark, Table

Json = dict[str, Any]


def span_of(extent: Extent | None) -> Json | None:
    return None if extent is None else {"start": extent.start, "end": extent.end}


def heading_of(heading: Heading) -> Json:
    return {
        "marker": marker_of(heading.mark),
        "heading": heading.text,
        "heading_span": span_of(heading.extent),
        "heading_raw": heading.raw,
    }


def marker_of(mark: Mark | None) -> Json | None:
    if mark is None:
        return None
    span = span_of(mark.extent)
    return {
        "text": mark.text,
        "span": span,
        "family": mark.family,
        "ordinal": mark.ordinal,
        "status": mark.status,
        "reading": mark.reading,
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
        "cells": [cell_of(cell) for cell in table.cells],
        "notes": table.notes,
        "origin": table.origin,
    }


def cell_of(cell: Cell) -> Json:
    return {
        "row": cell.row,
        "col": cell.col,
        "row_span": cell.row_span,
        "col_span": cell.col_span,
        "header": cell.header,
        "text": cell.text,
        "span": span_of(cell.extent),
        "ambiguous": cell.ambiguous,
        "value": cell.value and asdict(cell.value),
    }

"""Findings for people: one line each, that an editor can follow.

FILE:LINE: SEVERITY CODE SENTENCE for a source document; FILE:LINE:COLUMN: PLACE: LAYER CODE SENTENCE for a
converted one.
"""

from __future__ import annotations

import sys

import typer

from ..say import printable, takes_colour
from . import Row, place_of

_COLOURS = {"error": typer.colors.RED, "warning": typer.colors.YELLOW, "info": typer.colors.BLUE}


def line(row: Row) -> str:
    """One finding, ending in a newline."""
    where = printable(":".join(str(part) for part in (row["file"], row["line"], row.get("column")) if part is not None))
    if "layer" in row:
        where = f"{where}: {_one_line(place_of(row))}"
    kind = row.get("layer", row["severity"])
    shown = typer.style(kind, fg=_COLOURS[row["severity"]]) if takes_colour(sys.stdout) else kind
    return f"{where}: {shown} {row['code']} {_one_line(row['message'])}\n"


def _one_line(sentence: str) -> str:
    return printable(sentence.replace("\n", " "))

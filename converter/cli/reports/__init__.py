"""How findings are reported: one file a format, one row here.

A format prints each finding as it comes (`line`), or all of them at the end (`whole`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NamedTuple

from ..say import text

LONGEST_PATH = 120
"""Longer ones are cut in their midst where people read them; for programs they stay whole."""

Row = dict[str, Any]
"""A finding as plain values: `file`, `line`, `code`, `severity`, `message`, and what else its command knows."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one input: its findings, or why it could not be read."""

    file: str
    rows: tuple[Row, ...] = ()
    error: str | None = None


Line = Callable[[Row], str]
Whole = Callable[[str, Sequence[Checked]], str]
"""The name of the command, and all its inputs in order → the report."""


class Report(NamedTuple):
    """One format; one of the two is there."""

    line: Line | None = None
    whole: Whole | None = None


_HOMES = {
    "text": ("to_text", "line"),
    "json": ("to_json", "whole"),
    "jsonl": ("to_json", "line"),
    "github": ("to_github", "line"),
    "junit": ("to_junit", "whole"),
    "sarif": ("to_sarif", "whole"),
}


def report_of(form: str) -> Report:
    """The report of a format, loaded when it is asked for."""
    home, kind = _HOMES[form]
    return Report(**{kind: getattr(import_module(f"{__name__}.{home}"), kind)})


def place_of(row: Row) -> str:
    """Where in a document a finding is, as its readers find it: `children[3] · section 三（二）`."""
    path = row["path"] or text("document")
    if len(path) > LONGEST_PATH:
        half = LONGEST_PATH // 2
        path = f"{path[:half]}…{path[-half:]}"
    return " · ".join(part for part in (path, row["block"] or row["node"]) if part)


def sentence_of(row: Row) -> str:
    """What was found, for a reader who sees the file and the line beside it."""
    return f"{place_of(row)}: {row['message']}" if "layer" in row else str(row["message"])

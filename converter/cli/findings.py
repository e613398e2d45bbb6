"""Commands that look for what is wrong: `check` in source documents, `validate` in converted ones.

A finding is a row of plain values. A row becomes one line for people, or all rows together one JSON array.
"""

from __future__ import annotations

import json
import re
import sys
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

import typer

from .. import batch, files
from ..batch import Made
from ..files import Found, Input, Job
from ..options import Options
from ..settings import SETTINGS
from . import reading
from .options import Encoding, Format, Inputs, Quiet, Severity
from .say import language, many, printable, show, takes_colour, text

Row = dict[str, Any]

RESULTS = (".json", ".tei.xml")
"""What `validate` takes from a folder."""

_COLOURS = {"error": typer.colors.RED, "warning": typer.colors.YELLOW, "info": typer.colors.BLUE}


def check(
    inputs: Inputs,
    severity: Severity = "warning",
    form: Format = "text",
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> None:
    """Report gaps, damaged markers and the like.

    Takes source documents. One line each: FILE:LINE: SEVERITY CODE SENTENCE. Ends with 1 when anything
    was reported.
    """
    levels = SETTINGS["severity"].choices
    counting = levels[levels.index(severity) :]

    def rows(source: Input) -> list[Row]:
        document, source_text = reading.document_and_text(source, Options(encoding=encoding, lang=language()))
        lines = LineNumbers(source_text)
        return [
            {"file": source.shown, "line": lines.of(one["span"]), **one}
            for one in (diagnostic.model_dump() for diagnostic in document.diagnostics)
            if one["severity"] in counting
        ]

    _report(files.discover(inputs), rows, _diagnostic_line, form, quiet)


def validate(
    inputs: Inputs,
    form: Format = "text",
    quiet: Quiet = False,
) -> None:
    """Check converted documents against the schema.

    One line each: FILE: PLACE: LAYER CODE SENTENCE, in TEI FILE:LINE: PLACE. The layers are json and
    schema, or xml and tei, and meaning. Ends with 1 when anything was found. From a folder it takes the files
    that end in .json or .tei.xml.
    """
    import converter

    def rows(source: Input) -> list[Row]:
        found = converter.validate(reading.data(source), lang=language())
        return [
            {"file": source.shown, "layer": one.layer, "code": one.code, "path": one.path, "node": one.node}
            | {"message": one.message, "line": one.line}
            for one in found
        ]

    _report(files.discover(inputs, suffixes=RESULTS), rows, _finding_line, form, quiet)


def _report(
    found: Found, rows: Callable[[Input], list[Row]], line: Callable[[Row], str], form: str, quiet: bool
) -> None:
    """Ask every input for its rows, deliver them, and leave with the exit code."""
    everything: list[Row] = []

    def make(source: Input) -> Made:
        here = rows(source)
        everything.extend(here)
        return Made("" if form == "json" else "".join(f"{line(row)}\n" for row in here), len(here))

    run = reading.run(found, [Job(source, None) for source in found.inputs], make, quiet=quiet)
    if form == "json":
        batch.deliver(as_json(everything), None)
    if run.total > 1 and not quiet:
        documents = many(run.total, "{number} document", "{number} documents")
        findings = many(run.findings, "{number} finding", "{number} findings")
        show(text("{documents}: {findings}", documents=documents, findings=findings))
    raise typer.Exit(batch.exit_code(run.outcomes) or int(run.findings > 0))


def as_json(rows: list[Row]) -> str:
    """Rows as a JSON array; a lone surrogate of a file name becomes its escape."""
    made = json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    return made.encode("utf-8", "backslashreplace").decode("utf-8")


def _diagnostic_line(row: Row) -> str:
    severity = row["severity"]
    shown = typer.style(severity, fg=_COLOURS[severity]) if takes_colour(sys.stdout) else severity
    place = printable(f"{row['file']}:{row['line']}")
    return f"{place}: {shown} {row['code']} {_one_line(row['message'])}"


def _finding_line(row: Row) -> str:
    place = row["path"] or text("document")
    node = f" ({row['node']})" if row["node"] else ""
    line = f":{row['line']}" if row["line"] else ""
    return _one_line(f"{row['file']}{line}: {place}{node}: {row['layer']} {row['code']} {row['message']}")


def _one_line(sentence: str) -> str:
    return printable(sentence.replace("\n", " "))


class LineNumbers:
    """Offsets in a text → the numbers of their lines, counted as editors do, from 1."""

    def __init__(self, source_text: str) -> None:
        self.starts = [found.end() for found in re.finditer("\r\n?|\n", source_text)]

    def of(self, span: Row | None) -> int:
        """The line where a span starts; what has no span is about the whole, and stands at line 1."""
        return 1 if span is None else bisect_right(self.starts, span["start"]) + 1

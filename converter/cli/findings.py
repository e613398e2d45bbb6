"""Commands that look for what is wrong: `check` in source documents, `validate` in converted ones.

A finding is a row of plain values; `sifting` says which rows count, `reports` how they are told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import typer

from .. import batch, files, messages
from ..batch import Made
from ..errors import ConverterError
from ..files import Found, Input, Job
from ..messages import UsageError
from ..options import Options
from . import reading
from .options import (
    Encoding,
    ExitZero,
    Format,
    Ignore,
    Inputs,
    Lenient,
    Limit,
    Quiet,
    Rules,
    Select,
    Severity,
    Source,
    SourceEncoding,
)
from .reports import Checked, Report, Row, report_of
from .say import language, many, report, show, text
from .sifting import sieve


def check(
    inputs: Inputs,
    severity: Severity = "warning",
    select: Select = "",
    ignore: Ignore = "",
    form: Format = "text",
    encoding: Encoding = None,
    rules: Rules = None,
    limit: Limit = "",
    exit_zero: ExitZero = False,
    quiet: Quiet = False,
) -> None:
    """Report gaps, damaged markers and the like.

    Takes source documents. One line each: FILE:LINE: SEVERITY CODE SENTENCE. Ends with 1 when anything
    was reported.
    """
    keeps = sieve(severity, select, ignore).keeps
    options = reading.options(rules, limit, encoding=encoding, lang=language())

    def rows(source: Input) -> list[Row]:
        document, source_text = reading.document_and_text(source, options)
        lines = LineNumbers(source_text)
        found = [
            {"file": source.shown, "line": lines.of(one["span"]), **one}
            for one in (diagnostic.model_dump() for diagnostic in document.diagnostics)
        ]
        return [row for row in found if keeps(row)]

    _report("check", files.discover(inputs), rows, form, exit_zero=exit_zero, quiet=quiet)


def validate(
    inputs: Inputs,
    severity: Severity = "warning",
    select: Select = "",
    ignore: Ignore = "",
    source: Source = None,
    encoding: SourceEncoding = None,
    lenient: Lenient = False,
    limit: Limit = "",
    form: Format = "text",
    exit_zero: ExitZero = False,
    quiet: Quiet = False,
) -> None:
    """Check converted documents against the schema.

    Takes JSON, JSONL (a document on each line), TEI, and each packed with gzip. One line each:
    FILE:LINE:COLUMN: PLACE: LAYER CODE SENTENCE. The layers are well-formed, schema and meaning. Ends with 1
    when anything was found. From a folder it takes the files that end in .json, .jsonl, .ndjson, .tei.xml or one
    of these and .gz.
    """
    from ..checks.records import SUFFIXES
    from ..validate import validate_file

    keeps = sieve(severity, select, ignore).keeps
    found = files.discover(inputs, suffixes=SUFFIXES)
    options = reading.options(None, limit, encoding=encoding)
    given = _original(source, options, found)

    def rows(one: Input) -> list[Row]:
        with reading.opened(one) as stream:
            most = options.max_bytes
            findings = validate_file(stream, one.shown, lang=language(), lenient=lenient, max_bytes=most, **given)
            made = ({"file": one.shown, **asdict(finding)} for finding in findings)
            return [row for row in made if keeps(row)]

    _report("validate", found, rows, form, exit_zero=exit_zero, quiet=quiet)


def _original(name: str | None, options: Options, found: Found) -> dict[str, str]:
    """What `--source` adds to the check of the one document: the text that its spans refer to, and its digest."""
    import hashlib

    import converter

    if name is None:
        return {}
    if found.several:
        raise UsageError("--source takes one document, not several")
    return {
        "text": converter.read_source(name, options),
        "sha256": hashlib.sha256(Path(name).read_bytes()).hexdigest(),
    }


def _report(
    command: str, found: Found, rows: Callable[[Input], list[Row]], form: str, *, exit_zero: bool, quiet: bool
) -> None:
    """Ask every input for its rows, report them, and leave with the exit code."""
    wanted: Report = report_of(form)
    checked: list[Checked] = []

    def make(source: Input) -> Made:
        here = tuple(rows(source))
        if wanted.line is not None:
            return Made("".join(map(wanted.line, here)), here.__len__)
        checked.append(Checked(source.shown, here))
        return Made("", here.__len__)

    def tell(error: ConverterError) -> None:
        checked.append(Checked(error.name, error=messages.error_text(language(), error)))
        report(error)

    run = reading.run(found, [Job(source, None) for source in found.inputs], make, quiet=quiet, tell=tell)
    if wanted.whole is not None:
        batch.deliver(wanted.whole(command, checked), None)
    if run.total > 1 and not quiet:
        documents = many(run.total, "{number} document", "{number} documents")
        findings = many(run.findings, "{number} finding", "{number} findings")
        show(text("{documents}: {findings}", documents=documents, findings=findings))
    raise typer.Exit(batch.exit_code(run.outcomes) or int(run.findings > 0 and not exit_zero))


class LineNumbers:
    """Offsets in a text → the numbers of their lines, counted as editors do, from 1."""

    def __init__(self, source_text: str) -> None:
        self.starts = [found.end() for found in re.finditer("\r\n?|\n", source_text)]

    def of(self, span: Row | None) -> int:
        """The line where a span starts; what has no span is about the whole, and stands at line 1."""
        return 1 if span is None else bisect_right(self.starts, span["start"]) + 1

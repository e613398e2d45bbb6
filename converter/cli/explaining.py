"""The command `explain`: line by line what a document was taken for, and why."""

from __future__ import annotations

import dataclasses
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .. import batch, files
from ..batch import Made
from ..errors import ConverterError
from ..files import Input, Job
from . import reading
from .options import Encoding, Inputs, Limit, ListFormat, Quiet, Rules
from .say import language, printable, takes_colour, text

if TYPE_CHECKING:
    from ..explain import Explanation

LONGEST_TEXT = 40
"""A line of the source is cut to so many characters, unless `--line` asks for it in full."""

Line = Annotated[
    int | None, typer.Option("--line", min=1, metavar="N", help="Explain line N alone, in full.", show_default=False)
]


def explain(
    inputs: Inputs,
    line: Line = None,
    form: ListFormat = "text",
    encoding: Encoding = None,
    rules: Rules = None,
    limit: Limit = "",
    quiet: Quiet = False,
) -> None:
    """Say for every line what it was taken for, and why.

    Takes source documents. One line each: LINE KIND RULE | TEXT | EVIDENCE. Removed lines are struck out in
    a terminal.
    """
    from ..explain import explain as explained

    everything: list[dict[str, object]] = []
    options = reading.options(rules, limit, encoding=encoding, lang=language())

    def make(source: Input) -> Made:
        rows = [
            row
            for row in explained(reading.given(source), options, name=None if source.path else source.shown)
            if line in (None, row.line)
        ]
        if line is not None and not rows:
            raise ConverterError(source.shown, "no line of text begins there", "see the numbers without --line")
        everything.extend({"file": source.shown, **dataclasses.asdict(row)} for row in rows)
        shown = map(_in_full if line else _in_one_line, rows)
        return Made("" if form == "json" else "".join(f"{row}\n" for row in shown))

    found = files.discover(inputs)
    run = reading.run(found, [Job(source, None) for source in found.inputs], make, quiet=quiet)
    if form == "json":
        from .reports.to_json import as_json

        batch.deliver(as_json(everything), None)
    raise typer.Exit(batch.exit_code(run.outcomes))


def _in_one_line(row: Explanation) -> str:
    cut = row.text if len(row.text) <= LONGEST_TEXT else row.text[: LONGEST_TEXT - 1] + "…"
    why = "; ".join((*row.evidence, *row.others))
    return f"{row.line:>5} {row.kind} {row.rule or '-'} | {_styled(row, cut)} | {why}"


def _in_full(row: Explanation) -> str:
    lines = [f"{row.line}: {_styled(row, row.text)}", f"  {row.kind} {row.rule} {row.node or ''}".rstrip()]
    lines += [f"  {text('because')}: {reason}" for reason in row.evidence]
    lines += [f"  {text('also')}: {other}" for other in row.others]
    return "\n".join(lines)


def _styled(row: Explanation, shown: str) -> str:
    shown = printable(shown)
    if not takes_colour(sys.stdout):
        return shown
    return typer.style(shown, strikethrough=row.removed, dim=row.removed, bold=row.kind in _HEADINGS)


_HEADINGS = ("section", "box", "part", "标题", "专栏", "内含文件")

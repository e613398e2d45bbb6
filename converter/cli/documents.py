"""Commands that make something of documents: `convert`, `outline`. (`schema`, which needs none, stands with them.)"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING

import typer

from .. import batch, files
from ..batch import Made
from ..emit import EMITTERS
from ..files import Input, Job
from ..options import Options
from . import source
from .options import Encoding, Inputs, Lang, Output, Quiet, To, Verbose, loudness
from .say import counted, many, printable, report, say, text

if TYPE_CHECKING:
    from collections.abc import Callable


def convert(
    context: typer.Context,
    inputs: Inputs,
    to: To = "json",
    output: Output = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    lang: Lang = None,  # noqa: ARG001
) -> None:
    """Convert documents to JSON, TEI or an outline.

    One input goes to standard output, or to the file or folder of -o. Several inputs need -o FOLDER;
    a folder keeps its inner structure. plan.txt becomes plan.json, plan.tei.xml or plan.outline.txt.
    """
    import converter

    quiet, verbose = loudness(context, quiet, verbose)
    found = files.discover(inputs, output)
    jobs = files.plan(found, output, EMITTERS[to].suffix)

    def make(given: Input) -> Made:
        document = source.document(given, Options(encoding=encoding))
        return Made(converter.emit(document, to), len(document.diagnostics))

    source.mention(found, quiet)
    started = time.perf_counter()
    done = [_told(one, verbose) for one in batch.run(counted(jobs, quiet), make, report)]
    outcomes = source.outcomes(found, done)
    if not quiet:
        _sum_up(outcomes, sum(one.findings for one in done), time.perf_counter() - started)
    raise typer.Exit(batch.exit_code(outcomes))

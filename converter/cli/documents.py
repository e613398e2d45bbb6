"""Commands that make something of documents: `convert` and `outline`."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import typer

from .. import batch, files
from ..batch import Done, Made
from ..emit import EMITTERS
from ..files import Found, Input, Job
from ..messages import UsageError
from ..options import Options
from . import reading
from .options import Corpus, Encoding, Inputs, Output, Quiet, To, Verbose, loudness
from .say import many, printable, say, show, text


def convert(
    context: typer.Context,
    inputs: Inputs,
    to: To = "json",
    output: Output = None,
    encoding: Encoding = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    corpus: Corpus = False,
) -> None:
    """Convert documents to JSON, TEI or an outline.

    One input goes to standard output, or to the file or folder of -o. Several inputs need -o FOLDER;
    a folder keeps its inner structure. plan.txt becomes plan.json, plan.tei.xml or plan.outline.txt.
    With --to tei, --corpus joins all to one teiCorpus, on standard output or in the file of -o.
    """
    import converter

    quiet, verbose = loudness(context, quiet, verbose)
    found = files.discover(inputs, output)
    each = _tell if verbose else None
    if corpus:
        if to != "tei":
            raise UsageError("--corpus joins TEI: add --to tei")
        run = _joined(found, output, Options(encoding=encoding), quiet=quiet, each=each)
        if not quiet:
            _sum_up(run)
        raise typer.Exit(batch.exit_code(run.outcomes))

    def make(source: Input) -> Made:
        document = reading.document(source, Options(encoding=encoding))
        return Made(converter.emit(document, to), len(document.diagnostics))

    jobs = files.plan(found, output, EMITTERS[to].suffix)
    run = reading.run(found, jobs, make, quiet=quiet, each=each)
    if not quiet:
        _sum_up(run)
    raise typer.Exit(batch.exit_code(run.outcomes))


def _joined(
    found: Found, output: str | None, options: Options, *, quiet: bool, each: Callable[[Done], None] | None
) -> reading.Run:
    """All documents as one teiCorpus, each written before the next is read."""
    from ..emit.tei_corpus import CORPUS_END, CORPUS_START, CORPUS_SUFFIX, corpus_member

    path = files.plan_joined(found, output, f"corpus{CORPUS_SUFFIX}")
    with batch.Joined(path, CORPUS_START, CORPUS_END) as whole:

        def make(source: Input) -> Made:
            document = reading.document(source, options)
            return Made(corpus_member(document, whole.number + 1), len(document.diagnostics))

        jobs = [Job(source, path) for source in found.inputs]
        return reading.run(found, jobs, make, quiet=quiet, each=each, hand_over=whole.add)


def outline(inputs: Inputs, encoding: Encoding = None, quiet: Quiet = False) -> None:
    """Print the section tree of documents."""
    import converter

    found = files.discover(inputs)
    numbers = count()

    def make(source: Input) -> Made:
        made = converter.emit(reading.document(source, Options(encoding=encoding)), "outline")
        return Made(_under_header(source, made, first=next(numbers) == 0) if found.several else made)

    run = reading.run(found, [Job(source, None) for source in found.inputs], make, quiet=quiet)
    raise typer.Exit(batch.exit_code(run.outcomes))


def _under_header(source: Input, made: str, *, first: bool) -> str:
    """A result among several, under the name of its input, as `head` does it."""
    return f"{'' if first else chr(10)}==> {printable(source.shown)} <==\n{made}"


def _tell(done: Done) -> None:
    """One line for one document; what went wrong was told where it happened."""
    if done.outcome in ("done", "replaced"):
        say(
            "{source} → {out}: {diagnostics}, {seconds} s",
            source=done.job.source.shown,
            out=done.job.output or text("standard output"),
            diagnostics=_diagnostics(done.findings),
            seconds=f"{done.seconds:.2f}",
        )


def _sum_up(run: reading.Run) -> None:
    """How many were converted, when there were several; and what was replaced, always."""
    parts = []
    if run.total > 1:
        numbers = {"converted": run.converted, "total": run.total, "failed": run.total - run.converted}
        parts.append(text("converted {converted} of {total} documents, {failed} failed", **numbers))
        parts += [_diagnostics(run.findings), text("{seconds} s", seconds=f"{run.seconds:.1f}")]
    if replaced := run.outcomes["replaced"]:
        parts.append(many(replaced, "replaced {number} existing file", "replaced {number} existing files"))
    if parts:
        show(text(", ").join(parts))


def _diagnostics(number: int) -> str:
    return many(number, "{number} diagnostic", "{number} diagnostics")

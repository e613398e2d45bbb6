"""Commands that make something of documents: `convert` and `outline`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

import typer

from .. import batch, files
from ..batch import Done, Made
from ..emit import EMITTERS
from ..files import Found, Input, Job
from ..messages import UsageError
from ..options import Options
from . import reading
from .options import Corpus, Encoding, Inputs, KeepNoise, Limit, Output, Quiet, Rules, To, Uri, Verbose, loudness
from .say import many, printable, say, show, text


def convert(
    context: typer.Context,
    inputs: Inputs,
    to: To = "json",
    output: Output = None,
    encoding: Encoding = None,
    uri: Uri = None,
    rules: Rules = None,
    limit: Limit = "",
    keep_noise: KeepNoise = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    corpus: Corpus = False,
) -> None:
    """Convert documents to JSON, TEI, an outline or CSV.

    One input goes to standard output, or to the file or folder of -o. Several inputs need -o FOLDER;
    a folder keeps its inner structure. plan.txt becomes plan.json, plan.tei.xml or plan.outline.txt.
    With --to tei, --corpus joins all to one teiCorpus, on standard output or in the file of -o.

    CSV holds the tables only: in a folder, plan.txt becomes plan.tables with one file a table and manifest.csv;
    elsewhere the tables follow one another, parted by an empty line.
    """
    options = reading.options(rules, limit, encoding=encoding, uri=uri, keep_noise=keep_noise)
    quiet, verbose = loudness(context, quiet, verbose)
    found = files.discover(inputs, output)
    _check_together(uri, found, to, corpus=corpus)
    each = _tell if verbose else None
    tables: list[int] = []
    jobs: Sequence[Job] = ()
    if corpus:
        run = _joined(found, output, options, quiet=quiet, each=each)
    else:
        jobs = files.plan(found, output, EMITTERS[to].suffix, EMITTERS[to].folder)
        run = reading.run(found, jobs, _maker(to, options, tables), quiet=quiet, each=each)
    if not quiet:
        if len(tables) == 1 and run.converted and not found.several:
            _tell_tables(jobs[0], tables[0])
        _sum_up(run, tables, folders=any(job.is_folder for job in jobs))
    raise typer.Exit(batch.exit_code(run.outcomes))


def _check_together(uri: str | None, found: Found, to: str, *, corpus: bool) -> None:
    """Options that do not go together."""
    if uri is not None and found.several:
        raise UsageError("--uri names one input, and there are several")
    if corpus and to != "tei":
        raise UsageError("--corpus joins TEI: add --to tei")


def _joined(
    found: Found, output: str | None, options: Options, *, quiet: bool, each: Callable[[Done], None] | None
) -> reading.Run:
    """All documents as one teiCorpus, each written before the next is read."""
    from ..emit.tei_corpus import CORPUS_END, CORPUS_START, CORPUS_SUFFIX, corpus_member

    path = files.plan_joined(found, output, f"corpus{CORPUS_SUFFIX}")
    with batch.Joined(path, CORPUS_START, CORPUS_END) as whole:

        def make(source: Input) -> Made:
            document = reading.document(source, options)
            return Made(corpus_member(document, whole.number + 1), document.diagnostics.__len__)

        jobs = [Job(source, path) for source in found.inputs]
        return reading.run(found, jobs, make, quiet=quiet, each=each, hand_over=whole.add)


def _maker(to: str, options: Options, tables: list[int]) -> Callable[[Input], Made]:
    """What converts one input; it notes in `tables` how many tables it wrote, for a format that holds nothing else."""
    from ..pipeline import document_of

    emitter = EMITTERS[to]

    def make(source: Input) -> Made:
        draft = reading.draft(source, options)
        if emitter.write is not None:
            return Made(emitter.write(draft), draft.counts.codes.total)
        document = document_of(draft)
        many = None if emitter.files is None else emitter.files(document)
        if many is not None:
            tables.append(max(len(many) - 1, 0))
        return Made(emitter.emit(document), document.diagnostics.__len__, emitter.encoding, many)

    return make


def outline(
    inputs: Inputs,
    encoding: Encoding = None,
    rules: Rules = None,
    limit: Limit = "",
    keep_noise: KeepNoise = False,
    quiet: Quiet = False,
) -> None:
    """Print the section tree of documents."""
    import converter

    found = files.discover(inputs)
    numbers = count()
    options = reading.options(rules, limit, encoding=encoding, keep_noise=keep_noise)

    def make(source: Input) -> Made:
        made = converter.emit(reading.document(source, options), "outline")
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


def _tell_tables(job: Job, number: int) -> None:
    """What a result that holds tables only leaves open, where there is one input."""
    if not number:
        say("{source}: it holds no table", source=job.source.shown)
    elif number > 1 and not job.is_folder:
        say(
            "{source}: {number} tables, parted by an empty line; -o FOLDER/ writes a file for each",
            source=job.source.shown,
            number=number,
        )


def _sum_up(run: reading.Run, tables: Sequence[int], *, folders: bool) -> None:
    """How many were converted, when there were several; and what was replaced, always."""
    parts = []
    if run.total > 1:
        numbers = {"converted": run.converted, "total": run.total, "failed": run.total - run.converted}
        parts.append(text("converted {converted} of {total} documents, {failed} failed", **numbers))
        parts += [many(sum(tables), "{number} table", "{number} tables")] if tables else []
        parts += [_diagnostics(run.findings), text("{seconds} s", seconds=f"{run.seconds:.1f}")]
    if replaced := run.outcomes["replaced"]:
        if folders:
            parts.append(many(replaced, "replaced {number} existing folder", "replaced {number} existing folders"))
        else:
            parts.append(many(replaced, "replaced {number} existing file", "replaced {number} existing files"))
    if parts:
        show(text(", ").join(parts))


def _diagnostics(number: int) -> str:
    return many(number, "{number} diagnostic", "{number} diagnostics")

"""The command `batch`: many documents, each in a process that may die, one row for each."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .. import batch as delivery
from ..emit import EMITTERS
from ..messages import UsageError
from . import reading
from .options import Encoding, KeepNoise, Limit, Quiet, Rules
from .say import is_terminal, many, say, show, text

if TYPE_CHECKING:
    from ..scale.progress import Progress
    from ..scale.run import Batch
    from ..scale.summary import Summary

FORMS = (*(name for name, row in EMITTERS.items() if row.files is None), "jsonl", "parquet")
"""A file for each document, in the formats that need only one, or a table of all."""

EVERY = 10.0
"""Seconds between two lines of progress where no terminal is."""

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, patterns; JSONL, Parquet, WARC and tar files hold many documents.",
        show_default=False,
    ),
]
"""What `batch` takes."""


def _known_form(form: str) -> str:
    if form not in FORMS:
        raise typer.BadParameter(f"{form!r} is not one of {', '.join(FORMS)}")
    return form


Form = Annotated[
    str,
    typer.Option(
        "--to",
        "-t",
        metavar="|".join(FORMS),
        callback=_known_form,
        autocompletion=lambda: list(FORMS),
        envvar="GANGMU_TO",
        show_envvar=False,
        help="A file for each document, or one table of all.",
    ),
]
Folder = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FOLDER",
        envvar="GANGMU_OUTPUT",
        show_envvar=False,
        help="Where results go.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes.", show_default="one a processor")
]
Share = Annotated[
    str | None,
    typer.Option("--shard", metavar="I/N", help="Only share I of N, counted from 0.", show_default=False),
]
Timeout = Annotated[float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="The most time for a document.")]
Memory = Annotated[int, typer.Option("--memory", min=16, metavar="MIB", help="The most memory for a document.")]
Retry = Annotated[bool, typer.Option("--retry", help="Do again what failed.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Do everything again.")]


def batch(
    inputs: Sources,
    to: Form = "json",
    output: Folder = None,
    jobs: Jobs = None,
    shard: Share = None,
    timeout: Timeout = 60.0,
    memory: Memory = 2048,
    retry: Retry = False,
    fresh: Fresh = False,
    encoding: Encoding = None,
    rules: Rules = None,
    limit: Limit = "",
    keep_noise: KeepNoise = False,
    quiet: Quiet = False,
) -> None:
    """Convert very many documents, several at a time.

    Every document gets a row in batch.jsonl or batch.parquet, whatever becomes of it: ok, unreadable, failed,
    timeout, memory or crash. Started again after any interruption, it does what is missing.
    """
    from ..scale.inputs import Shard
    from ..scale.run import Batch
    from ..scale.tasks import Setup

    options = reading.options(rules, limit, encoding=encoding, keep_noise=keep_noise)
    asked = Batch(
        names=inputs,
        out=_folder(output),
        to=to,
        setup=Setup(options=options, timeout=timeout, memory=memory),
        jobs=jobs or _processors(),
        shard=Shard(*_shard(shard)),
        retry=retry,
        fresh=fresh,
    )
    raise typer.Exit(_run(asked, quiet))


@contextmanager
def patience() -> Iterator[None]:
    """Nobody waits for a single answer: on Linux, what puts answers away does not interrupt a worker."""
    if sys.platform != "linux" or os.sched_getscheduler(0) != os.SCHED_OTHER:
        yield
        return
    usual = os.sched_param(0)
    with suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_BATCH, usual)
    try:
        yield
    finally:
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_OTHER, usual)


def _run(asked: Batch, quiet: bool) -> int:
    """Do it, say how it went; returns the exit code."""
    from ..scale.run import run

    shown = _Shown(quiet)
    try:
        with patience():
            summary = run(asked, shown)
    except KeyboardInterrupt:
        say("what is done is kept; the same command does the rest")
        raise
    finally:
        shown.wipe()
    if not quiet:
        _sum_up(summary, asked.table, shown.last)
    return delivery.exit_code(summary.outcomes)


def _processors() -> int:
    """Those that this process may use, which on a shared machine are not all."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _folder(output: str | None) -> Path:
    """The folder of the results, which need not exist yet."""
    if not output:
        raise UsageError("batch needs a folder for its results: add -o FOLDER")
    if Path(output).exists() and not Path(output).is_dir():
        raise UsageError("{out} is a file, but the results need a folder: choose another name with -o", out=output)
    return Path(output)


def _shard(share: str | None) -> tuple[int, int]:
    """`2/8` → 2, 8."""
    if share is None:
        return 0, 1
    found = re.fullmatch("([0-9]{1,9})/([0-9]{1,9})", share)
    index, count = (int(found[1]), int(found[2])) if found else (0, 0)
    if index >= count:
        raise UsageError("--shard {share} is not I/N with I from 0 to N-1", share=share)
    return index, count


# ── how far it is ─────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Shown:
    """Progress on a terminal, one line over and over; elsewhere a line now and then."""

    quiet: bool
    last: Progress | None = None
    _width: int = field(default=0, init=False)
    _next: float = field(default_factory=lambda: time.monotonic() + EVERY, init=False)

    def __call__(self, progress: Progress) -> None:
        self.last = progress
        if self.quiet:
            return
        if is_terminal(sys.stderr):
            line = f"{_bar(progress.share)} {_line(progress)}"
            typer.echo(f"\r{line:{self._width}}", err=True, nl=False)
            self._width = len(line)
        elif time.monotonic() >= self._next:
            self._next = time.monotonic() + EVERY
            show(_line(progress))

    def wipe(self) -> None:
        """Leave the terminal's line to whoever has something to say."""
        if self._width:
            typer.echo(f"\r{'':{2 * self._width}}\r", err=True, nl=False)


def _bar(share: float) -> str:
    full = int(share * 20)
    return f"[{'#' * full}{'.' * (20 - full)}] {share:4.0%}"


def _line(progress: Progress) -> str:
    """Documents, rate, failures, time left."""
    parts = [
        many(progress.documents, "{number} document", "{number} documents"),
        text("{number} a second", number=f"{progress.rate:.1f}"),
        text("{number} failed", number=progress.failures),
    ]
    if progress.left is not None:
        parts.append(text("{time} left", time=_clock(progress.left)))
    return text(", ").join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


# ── how it ended ──────────────────────────────────────────────────────────────────────────────────


def _sum_up(summary: Summary, table: Path, progress: Progress | None) -> None:
    """Documents and failures by kind, diagnostics by code, what was left out, where the rows are."""
    documents = many(summary.documents, "{number} document", "{number} documents")
    show(text("{documents}: {counts}", documents=documents, counts=_counts(summary.statuses)))
    if summary.diagnostics:
        show(text("diagnostics: {counts}", counts=_counts(summary.diagnostics)))
    for reason, number in sorted(summary.skipped.items()):
        say("skipped {number} {reason}", number=number, reason=reason)
    converted = progress.converted if progress else 0
    seconds = f"{progress.seconds:.1f}" if progress else "0.0"
    say(
        "{number} converted in {seconds} s; one row for each document: {out}",
        number=converted,
        seconds=seconds,
        out=table,
    )


def _counts(numbers: dict[str, int]) -> str:
    return text(", ").join(f"{name} {number}" for name, number in sorted(numbers.items(), key=lambda one: -one[1]))

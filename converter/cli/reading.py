"""What commands that read documents share: reading one, running over all of them, and how it ended."""

from __future__ import annotations

import io
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from .. import batch
from ..batch import Done, Made, Outcome, Result
from ..errors import ConverterError
from ..files import Found, Input, Job
from ..messages import UsageError
from ..options import LIMITS, Options
from ..rules.rows import OwnRules
from .say import counted, report, say

if TYPE_CHECKING:
    from ..model import Document
    from ..plain import Draft


@dataclass(frozen=True, slots=True)
class Run:
    """How a run over documents ended."""

    outcomes: Counter[Outcome]
    findings: int
    seconds: float

    @property
    def total(self) -> int:
        return self.outcomes.total()

    @property
    def converted(self) -> int:
        return self.outcomes["done"] + self.outcomes["replaced"]


def run(
    found: Found,
    jobs: Sequence[Job],
    make: Callable[[Input], Made],
    *,
    quiet: bool = False,
    each: Callable[[Done], None] | None = None,
    tell: Callable[[ConverterError], None] = report,
    hand_over: Callable[[Result, Path | None], bool] | None = None,
) -> Run:
    """Make and deliver every result; say what was left out. `each` hears of every document, `tell` what went wrong.

    `hand_over` takes the results where they are not files of their own.
    """
    if not quiet:
        _mention(found)
    for problem in found.problems:
        tell(problem)
    started = time.perf_counter()
    outcomes: Counter[Outcome] = Counter({"unreadable": len(found.problems)})
    findings = 0
    for done in batch.run(counted(jobs, quiet), make, tell, hand_over):
        outcomes[done.outcome] += 1
        findings += done.findings
        if each is not None:
            each(done)
    return Run(outcomes, findings, time.perf_counter() - started)


def _mention(found: Found) -> None:
    """Say what was left out of folders: one line for each reason, whatever the number."""
    for reason, number in Counter(entry.reason for entry in found.skipped).items():
        names = [entry.shown for entry in found.skipped if entry.reason == reason][:3]
        more = ", …" if number > len(names) else ""
        say("skipped {number} {reason}: {names}", number=number, reason=reason, names=", ".join(names) + more)


# ── reading one ───────────────────────────────────────────────────────────────────────────────────


def draft(source: Input, options: Options) -> Draft:
    """One input → what its document, or its JSON, is made of."""
    from ..pipeline import drafted
    from ..read import read

    return drafted(read(given(source), options, None if source.path else source.shown), options)


def document(source: Input, options: Options) -> Document:
    """One input → its document."""
    from ..pipeline import document_of

    return document_of(draft(source, options))


def own_rules(file: str | None) -> OwnRules:
    """The rows of a rules file; none without one. A file that is not right is wrong usage: nothing is done."""
    if file is None:
        return OwnRules()
    import converter

    try:
        return converter.load_rules(file)
    except ConverterError as error:
        raise UsageError("{file}: {reason}; {hint}", file=file, reason=error.reason, hint=error.hint) from error


def options(rules: str | None, limit: str, **others: Any) -> Options:
    """The options of a conversion, from what was asked for on the command line."""
    return Options(rules=own_rules(rules), **_limits(limit), **others)


def _limits(asked: str) -> dict[str, Any]:
    """`bytes=1000,line=500` → the options that they mean, as `Options` calls them."""
    found = {}
    for part in asked.split(",") if asked else ():
        name, _, number = part.strip().partition("=")
        if name not in LIMITS:
            raise UsageError("--limit knows no {name} (known: {known})", name=repr(name), known=", ".join(LIMITS))
        if not re.fullmatch("[1-9][0-9]{0,17}", number):
            raise UsageError("--limit {name} needs a whole number from 1", name=name)
        found[LIMITS[name]] = int(number)
    return found


def given(source: Input) -> Path | BinaryIO:
    """What the library takes for an input: its path, or the stream behind `-`."""
    return source.path if source.path is not None else standard_input(source)


def document_and_text(source: Input, options: Options) -> tuple[Document, str]:
    """One input → its document and the source text that its spans refer to."""
    import converter

    if source.path is not None:
        return converter.convert(source.path, options), converter.read_source(source.path, options)
    data = io.BytesIO(standard_input(source).read(options.max_bytes + 1))
    made = converter.convert(data, options, name=source.shown)
    data.seek(0)
    return made, converter.read_source(data, options)


@contextmanager
def opened(source: Input) -> Iterator[BinaryIO]:
    """One input as a stream of bytes."""
    if source.path is None:
        yield standard_input(source)
        return
    with source.path.open("rb") as stream:
        yield stream


def standard_input(source: Input) -> BinaryIO:
    """The stream behind `-`."""
    if sys.stdin is None:
        raise ConverterError(source.shown, "it is closed", "pipe a document into it")
    return sys.stdin.buffer

"""The command `gangmu`: which documents, which result, where to. No rule and no loop over content.

A command is one function below; the options that several share are the annotated types above them.
Results go to standard output as UTF-8, everything else to standard error. Rooms and pydantic are
loaded inside the functions, because `gangmu --help` must answer at once.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from . import batch, files
from .emit import EMITTERS
from .errors import ConverterError
from .files import Input, Job
from .options import Options

if TYPE_CHECKING:
    from .model import Document

INTERRUPTED = 130
"""128 + SIGINT: what a shell expects of a program that Ctrl-C ended."""


class _Guarded(TyperGroup):
    """All commands at once: what ends a run early becomes one sentence and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except files.UsageError as error:
            raise _stop(str(error), 2) from error
        except ConverterError as error:
            raise _stop(str(error), 1) from error
        except KeyboardInterrupt as error:
            raise _stop("interrupted", INTERRUPTED) from error
        except BrokenPipeError as error:
            raise typer.Exit(0) from error  # the reader has seen enough, as in `gangmu outline plan.txt | head`


app = typer.Typer(
    cls=_Guarded,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """The entry point of the command; a fault of ours ends as one sentence too."""
    try:
        app()
    except Exception as error:  # noqa: BLE001 - no traceback may reach a user
        say(batch.internal("gangmu", error))
        sys.exit(1)


# ── options that commands share ───────────────────────────────────────────────────────────────────


def _known_format(to: str) -> str:
    if to not in EMITTERS:
        raise typer.BadParameter(f"{to!r} is not one of {', '.join(EMITTERS)}")
    return to


def _known_encoding(encoding: str | None) -> str | None:
    try:
        "".encode(encoding or "utf-8")
    except (LookupError, ValueError) as error:
        raise typer.BadParameter(f"{encoding!r} is not the name of an encoding, such as utf-8 or gb18030") from error
    return encoding


Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT", help="Files, folders, or - for standard input.", show_default=False),
]
To = Annotated[
    str,
    typer.Option("--to", "-t", metavar="|".join(EMITTERS), help="Format of the result.", callback=_known_format),
]
Out = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE|FOLDER", help="Where results go.", show_default="standard output"),
]
Encoding = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Encoding of the inputs.", show_default="detected", callback=_known_encoding),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")]


# ── commands ──────────────────────────────────────────────────────────────────────────────────────


@app.callback(invoke_without_command=True)
def gangmu(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print program, schema and Python version.")] = False,
) -> None:
    """Turn Chinese government documents into structured JSON and TEI."""
    if version:
        batch.deliver(_versions(), None)
        raise typer.Exit
    if context.invoked_subcommand is None:
        batch.deliver(context.get_help() + "\n", None)


@app.command()
def convert(inputs: Inputs, to: To = "json", out: Out = None, encoding: Encoding = None, quiet: Quiet = False) -> None:
    """Convert documents to JSON, TEI or an outline.

    One input goes to standard output, or to the file or folder of -o. Several inputs need -o FOLDER;
    a folder keeps its inner structure. plan.txt becomes plan.json, plan.tei.xml or plan.outline.txt.
    """
    import converter

    found = files.discover(inputs, out)
    jobs = files.plan(found, out, EMITTERS[to].suffix)
    _mention(found, quiet)
    _finish(found, counted(jobs, quiet), lambda source: converter.emit(_read(source, encoding), to), quiet)


@app.command()
def outline(inputs: Inputs, encoding: Encoding = None, quiet: Quiet = False) -> None:
    """Print the section tree of documents."""
    import converter

    found = files.discover(inputs)
    numbers = count()

    def make(source: Input) -> str:
        text = converter.emit(_read(source, encoding), "outline")
        return _under_header(source, text, first=next(numbers) == 0) if found.several else text

    _mention(found, quiet)
    _finish(found, [Job(source, None) for source in found.inputs], make, quiet=True)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the converted document."""
    import converter

    batch.deliver(converter.schema_text(), None)


# ── what commands share ───────────────────────────────────────────────────────────────────────────


def _read(source: Input, encoding: str | None) -> Document:
    """One input → its document."""
    import converter

    options = Options(encoding=encoding)
    if source.path is not None:
        return converter.convert(source.path, options)
    if sys.stdin is None:
        raise ConverterError(source.shown, "it is closed", "pipe a document into it")
    return converter.convert(sys.stdin.buffer, options, name=source.shown)


def _finish(found: files.Found, jobs: Iterable[Job], make: Callable[[Input], str], quiet: bool) -> None:
    """Run the jobs, tell what went wrong and how it ended, and leave with the exit code."""
    for problem in found.problems:
        say(str(problem))
    outcomes = batch.run(jobs, make, say)
    outcomes["unreadable"] += len(found.problems)
    if not quiet:
        _sum_up(outcomes)
    raise typer.Exit(batch.exit_code(outcomes))


def _sum_up(outcomes: Counter[batch.Outcome]) -> None:
    """How many were converted, when there were several; and what was replaced, always."""
    converted = outcomes["done"] + outcomes["replaced"]
    parts = [f"converted {converted} of {_many(outcomes.total(), 'input')}"] if outcomes.total() > 1 else []
    if outcomes["replaced"]:
        parts.append(f"replaced {_many(outcomes['replaced'], 'existing file')}")
    if parts:
        say(", ".join(parts))


def _mention(found: files.Found, quiet: bool) -> None:
    """Say what was left out of folders: one line for each reason, whatever the number."""
    reasons = Counter(entry.reason for entry in found.skipped)
    for reason, number in () if quiet else reasons.items():
        shown = [entry.shown for entry in found.skipped if entry.reason == reason][:3]
        say(f"skipped {number} {reason}: {', '.join(shown)}{', …' if number > len(shown) else ''}")


def counted(jobs: Sequence[Job], quiet: bool) -> Iterator[Job]:
    """The jobs, counted on the terminal as they are taken when there are several."""
    shown = not quiet and len(jobs) > 1 and _on_terminal()
    for number, job in enumerate(jobs, start=1):
        if shown:
            typer.echo(f"{_WIPE}{number}/{len(jobs)}", err=True, nl=False)
        yield job
    if shown:
        typer.echo(_WIPE, err=True, nl=False)


def _under_header(source: Input, text: str, *, first: bool) -> str:
    """A result among several, under the name of its input, as `head` does it."""
    return f"{'' if first else chr(10)}==> {_printable(source.shown)} <==\n{text}"


def _versions() -> str:
    from . import __version__
    from .model import SCHEMA_VERSION

    return f"gangmu {__version__} (schema {SCHEMA_VERSION}, Python {sys.version.split()[0]})\n"


# ── standard error ────────────────────────────────────────────────────────────────────────────────


_UNSAFE = ("Cc", "Cf", "Cs")

_WIPE = f"\r{'':24}\r"
"""Clears the count that `counted` may have left on the line."""


def say(text: str) -> None:
    """One sentence for the user, on standard error."""
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    safe = _printable(text).encode(encoding, "backslashreplace").decode(encoding)
    typer.echo(f"{_WIPE if _on_terminal() else ''}{safe}", err=True)


def _stop(sentence: str, code: int) -> typer.Exit:
    say(f"gangmu: {sentence}")
    return typer.Exit(code)


def _on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _printable(text: str) -> str:
    """File names may hold lone surrogates and control characters: both would break the line they stand in."""
    return "".join(
        char.encode("unicode_escape").decode() if char != "\n" and unicodedata.category(char) in _UNSAFE else char
        for char in text
    )


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""What the command says beside its results: sentences for people, on standard error, in their language."""

from __future__ import annotations

import os
import sys
import traceback
import unicodedata
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from typing import TextIO

import typer

from .. import messages
from ..batch import FaultError
from ..errors import ConverterError
from ..files import Job

_UNSAFE = ("Cc", "Cf", "Cs")

_WIPE = f"\r{'':24}\r"
"""Clears the count that `counted` may have left on the line."""

_LANGUAGE: ContextVar[str] = ContextVar("language", default="en")


def speak(language: str) -> None:
    """Choose the language of this run, before anything is said."""
    _LANGUAGE.set(language)


def language() -> str:
    """The language of this run."""
    return _LANGUAGE.get()


def text(template: str, **values: object) -> str:
    """A sentence in the language of this run."""
    return messages.rendered(language(), template, **values)


def translated(sentence: str) -> str:
    """A finished English sentence of ours, or of typer, in the language of this run."""
    return messages.translated(language(), sentence)


def say(template: str, **values: object) -> None:
    """One sentence for the user."""
    show(text(template, **values))


def report(error: ConverterError) -> None:
    """What went wrong with an input or an output; for a fault of ours its traceback too when GANGMU_DEBUG asks."""
    show(messages.error_text(language(), error))
    if isinstance(error, FaultError) and error.__cause__ and os.environ.get("GANGMU_DEBUG", "0") not in ("", "0"):
        show("".join(traceback.format_exception(error.__cause__)).rstrip())


def show(sentence: str) -> None:
    """A finished sentence, whatever characters are in it."""
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    safe = printable(sentence).encode(encoding, "backslashreplace").decode(encoding)
    typer.echo(f"{_WIPE if is_terminal(sys.stderr) else ''}{safe}", err=True)


def stop(code: int, sentence: str) -> typer.Exit:
    """What to raise when the run ends early, for a reason that is about no single document."""
    report(ConverterError("gangmu", sentence))
    return typer.Exit(code)


def many(number: int, one: str, more: str) -> str:
    """A number with its noun; both are templates with the field `number`."""
    return text(one if number == 1 else more, number=number)


def counted(jobs: Sequence[Job], quiet: bool) -> Iterator[Job]:
    """The jobs, counted on the terminal as they are taken when there are several.

    Results that go to the terminal themselves are progress enough, and a count would stand in their lines.
    """
    in_the_way = any(job.output is None for job in jobs) and is_terminal(sys.stdout)
    shown = not quiet and len(jobs) > 1 and is_terminal(sys.stderr) and not in_the_way
    for number, job in enumerate(jobs, start=1):
        if shown:
            typer.echo(f"{_WIPE}{number}/{len(jobs)}", err=True, nl=False)
        yield job
    if shown:
        typer.echo(_WIPE, err=True, nl=False)


# ── terminals ─────────────────────────────────────────────────────────────────────────────────────


def is_terminal(stream: TextIO | None) -> bool:
    """True when a person reads the stream as it is written."""
    return stream is not None and stream.isatty()


def takes_colour(stream: TextIO | None) -> bool:
    """Colour is for terminals that know it, and for nobody who has said no (https://no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or sys.platform == "win32"
    return is_terminal(stream) and not plain


def printable(sentence: str) -> str:
    """File names may hold lone surrogates and control characters: both would break the line they stand in."""
    return "".join(
        char.encode("unicode_escape").decode() if char != "\n" and unicodedata.category(char) in _UNSAFE else char
        for char in sentence
    )


def width(words: str) -> int:
    """Columns of a terminal that the words take: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)


def padded(words: str, columns: int) -> str:
    """The words with blanks behind them up to a width."""
    return words + " " * (columns - width(words))

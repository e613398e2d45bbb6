"""The batch driver: runs one function over every document, so that a bad one never stops the others.

It knows no command and no format, and it prints nothing but results: whoever calls it says how
sentences reach the user.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from .errors import ConverterError
from .files import Input, Job, why, write

Outcome = Literal["done", "replaced", "unreadable", "failed"]


class OutputError(ConverterError):
    """A result that cannot be written."""


def run(jobs: Iterable[Job], make: Callable[[Input], str], tell: Callable[[str], None]) -> Counter[Outcome]:
    """Make and deliver every result; a document that fails becomes one sentence for `tell`."""
    return Counter(_run_one(job, make, tell) for job in jobs)


def _run_one(job: Job, make: Callable[[Input], str], tell: Callable[[str], None]) -> Outcome:
    name = job.source.shown
    try:
        return "replaced" if deliver(make(job.source), job.output) else "done"
    except BrokenPipeError:
        raise  # nobody reads the results any more: the whole run ends
    except OutputError as error:
        tell(str(error))
        return "failed"
    except ConverterError as error:
        tell(str(ConverterError(name, error.reason, error.hint)))
        return "unreadable"
    except OSError as error:
        tell(str(ConverterError(name, f"cannot be read ({why(error)})", "check that it is there and may be read")))
        return "unreadable"
    except Exception as error:
        tell(internal(name, error))
        return "failed"


def exit_code(outcomes: Counter[Outcome]) -> int:
    """0 all done, 1 some input failed, 3 every input was unreadable."""
    if outcomes["unreadable"] and outcomes["unreadable"] == outcomes.total():
        return 3
    return 1 if outcomes["unreadable"] or outcomes["failed"] else 0


def internal(name: str, error: Exception) -> str:
    """The sentence for a fault of ours; its traceback too when GANGMU_DEBUG asks for it."""
    sentence = f"{name}: internal error ({type(error).__name__}); please report it, GANGMU_DEBUG=1 shows the traceback"
    if os.environ.get("GANGMU_DEBUG", "0") in ("", "0"):
        return sentence
    return sentence + "\n" + "".join(traceback.format_exception(error)).rstrip()


def deliver(text: str, output: Path | None) -> bool:
    """Write a result as UTF-8 with `\\n`, whatever the locale. True when an existing file was replaced."""
    data = text.encode("utf-8")
    try:
        return write(output, data) if output is not None else _write_stdout(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        name = "standard output" if output is None else str(output)
        raise OutputError(name, f"cannot be written ({why(error)})", "choose another place with -o") from error


def _write_stdout(data: bytes) -> bool:
    if sys.stdout is None:
        raise OSError("it is closed")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError:
        _drop_stdout()
        raise
    return False


def _drop_stdout() -> None:
    """Let what is still buffered go nowhere: Python's own flush at exit would fail a second time."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

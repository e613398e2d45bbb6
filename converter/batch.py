"""The batch driver: runs one function over every document, so that a bad one never stops the others.

It knows no command and no format, and it prints nothing but results: whoever calls it says how
sentences reach the user.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal, NamedTuple

from .errors import ConverterError, why
from .files import Input, Job
from .writing import replaces, strangers, write, write_folder, writing

Outcome = Literal["done", "replaced", "unreadable", "failed"]


Result = str | bytes | Iterable[bytes]
"""What is written: a text, or bytes as they are, of a large document in pieces that are made one by one."""


class Made(NamedTuple):
    """What became of one document: its result, and how many things were found in it."""

    result: Result
    findings: Callable[[], int] = int
    """Asked when the result is written: pieces that are not made yet may hold some."""
    encoding: str = "utf-8"
    files: Mapping[str, str] | None = None
    """The result as files, for a job whose output is a folder."""


class Done(NamedTuple):
    """How one job ended."""

    job: Job
    outcome: Outcome
    findings: int
    seconds: float


class OutputError(ConverterError):
    """A result that cannot be written."""


class PlaceError(OutputError):
    """A result that cannot be written, for a reason that every further one would meet too: the run ends."""


_OF_THE_PLACE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)
"""Full, read-only, closed or broken."""


class FaultError(ConverterError):
    """A fault of ours; the cause holds its traceback."""


def run(
    jobs: Iterable[Job],
    make: Callable[[Input], Made],
    report: Callable[[ConverterError], None],
    hand_over: Callable[[Result, Path | None], bool] | None = None,
) -> Iterator[Done]:
    """Make and deliver every result, one after the other; a document that fails is reported and stops no other.

    `hand_over` takes the results where they are not files of their own; like `deliver`, it is True for a replaced file.
    """
    for job in jobs:
        started = time.perf_counter()
        try:
            made = make(job.source)
            given = hand_over(made.result, job.output) if hand_over else _deliver(made, job)
            outcome: Outcome = "replaced" if given else "done"
            yield Done(job, outcome, made.findings(), time.perf_counter() - started)
        except Exception as error:
            outcome, problem = _problem(job.source.shown, error)
            report(problem)
            yield Done(job, outcome, 0, time.perf_counter() - started)


def _problem(name: str, error: Exception) -> tuple[Outcome, ConverterError]:
    """What an error means for the document of that name, and how it is told."""
    match error:
        case BrokenPipeError() | PlaceError():
            raise error  # nobody reads the results any more, or nobody can: the whole run ends
        case OutputError():
            return "failed", error
        case ConverterError():
            return "unreadable", ConverterError(name, error.reason, error.hint)
        case OSError():
            return "unreadable", unreadable(name, error)
        case _:
            return "failed", fault(name, error)


def unreadable(name: str, error: OSError) -> ConverterError:
    """What the operating system has against reading an input."""
    return ConverterError(name, f"cannot be read ({why(error)})", "check that it is there and may be read")


def unwritable(name: str, error: OSError) -> OutputError:
    """What the operating system has against writing a result; a PlaceError when it concerns all of them."""
    if error.errno not in _OF_THE_PLACE:
        return OutputError(name, f"cannot be written ({why(error)})", _ELSEWHERE)
    # The system's own words: pyarrow wraps them in others.
    return PlaceError(name, f"cannot be written ({os.strerror(error.errno).lower()})", _ELSEWHERE)


_ELSEWHERE = "choose another place with -o"


def fault(name: str, error: Exception) -> FaultError:
    """The sentence for a fault of ours."""
    sentence = FaultError(name, f"internal error ({type(error).__name__})", _PLEASE)
    sentence.__cause__ = error
    return sentence


_PLEASE = "please report it, GANGMU_DEBUG=1 shows the traceback"


def exit_code(outcomes: Counter[Outcome]) -> int:
    """0 all done, 1 some input failed, 3 every input was unreadable."""
    if outcomes["unreadable"] and outcomes["unreadable"] == outcomes.total():
        return 3
    return 1 if outcomes["unreadable"] or outcomes["failed"] else 0


def _deliver(made: Made, job: Job) -> bool:
    """Write one result where its job wants it. True when something that existed was replaced."""
    if job.output is not None and job.is_folder:
        return _deliver_folder(made.files or {}, job.output, made.encoding)
    return deliver(made.result, job.output, made.encoding)


def _deliver_folder(files: Mapping[str, str], folder: Path, encoding: str) -> bool:
    """Write a result of several files; a folder that holds more than results is left as it is."""
    try:
        for name in strangers(folder)[:1]:
            raise OutputError(str(folder), f"it holds {name}, which is no result", "choose another place with -o")
        return write_folder(folder, {name: text.encode(encoding) for name, text in files.items()})
    except OSError as error:
        raise OutputError(str(folder), f"cannot be written ({why(error)})", "choose another place with -o") from error


def deliver(result: Result, output: Path | None, encoding: str = "utf-8") -> bool:
    """Write a result with its line ends as they are, whatever the locale. True when an existing file was replaced.

    An empty result is an empty file, without a byte order mark.
    """
    pieces = _pieces(result, encoding)
    with _telling_where(output):
        return write(output, pieces) if output is not None else _write_stdout(pieces)


def _pieces(result: Result, encoding: str = "utf-8") -> Iterable[bytes]:
    if isinstance(result, str):
        return (result.encode(encoding),) if result else ()
    return (result,) if isinstance(result, bytes) else result


class Joined:
    """Results that become one, between a start and an end; a file appears when the last is in, or not at all."""

    def __init__(self, output: Path | None, start: str, end: str) -> None:
        self._output, self._start, self._end = output, start, end
        self._stack = ExitStack()
        self._stream: BinaryIO | None = None
        self._broken: OutputError | None = None
        self.number = 0
        """How many results are in."""

    def __enter__(self) -> Joined:
        return self

    def add(self, result: Result, _: Path | None = None) -> bool:
        """Write the next result behind those before. True when the first one replaces a file."""
        replaced = self._output is not None and not self.number and replaces(self._output)
        if not self.number:
            self._write(self._start)
        self._write(result)
        self.number += 1
        return replaced

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and self.number and self._broken is None:
            self._write(self._end)
        broken = error or self._broken
        if broken is not None:
            # What is there is not whole: the file that was begun is taken away again.
            with suppress(type(broken)):
                self._stack.__exit__(type(broken), broken, broken.__traceback__)
            return
        with _telling_where(self._output):
            self._stack.close()

    def _write(self, result: Result) -> None:
        if self._broken is not None:
            raise self._broken
        pieces = _pieces(result)
        try:
            with _telling_where(self._output):
                if self._output is None:
                    _write_stdout(pieces)
                    return
                if self._stream is None:
                    self._stream = self._stack.enter_context(writing(self._output))
                self._stream.writelines(pieces)
        except OutputError as error:
            self._broken = error
            raise


@contextmanager
def _telling_where(output: Path | None) -> Iterator[None]:
    """What the operating system has against writing, as a sentence that names the place."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        name = "standard output" if output is None else str(output)
        raise unwritable(name, error) from error


def _write_stdout(pieces: Iterable[bytes]) -> bool:
    if sys.stdout is None:
        raise OSError("it is closed")
    try:
        sys.stdout.buffer.writelines(pieces)
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

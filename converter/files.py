"""Names on a command line → the documents they stand for, and the files that their results go to.

Everything is planned before anything is written, so that a result which would fall on an input or on
another result is refused while nothing has happened yet.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .emit import EMITTERS
from .errors import ConverterError, why
from .messages import UsageError
from .patterns import is_pattern, opened

STDIN = "stdin"
"""What standard input is called in results and messages."""

SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht")
"""What is taken from a folder; a file that is named itself may have any suffix."""

_RESULTS = tuple(row.suffix for row in EMITTERS.values() if row.suffix.endswith(SUFFIXES))
"""Results that would be taken for documents."""

_SUFFIX = re.compile(r"\.(?=[0-9]*[A-Za-z])[0-9A-Za-z]{1,5}")
"""A file name's ending that says what the file is; the `.2` of `plan-1.2` belongs to the name."""


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read: as the user sees it, where it is, and its place below an output folder."""

    shown: str
    path: Path | None
    """None is standard input."""
    inner: Path


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a folder that is not read, and why."""

    shown: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the names on a command line stand for."""

    inputs: tuple[Input, ...]
    skipped: tuple[Skipped, ...]
    problems: tuple[ConverterError, ...]
    several: bool
    """True when more than one result may come out, whatever is there today."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read and the file its result goes to; None is standard output."""

    source: Input
    output: Path | None
    is_folder: bool = False
    """True when the result is a folder of files."""


# ── finding inputs ────────────────────────────────────────────────────────────────────────────────


def discover(names: Sequence[str], out: str | None = None, suffixes: tuple[str, ...] = SUFFIXES) -> Found:
    """Files, folders and `-` → every document they stand for, in a stable order.

    `out` is where results will go: a folder of that name inside an input folder is not read again.
    `suffixes` are those of files that are taken from a folder.
    """
    findings = list(look(names, out, suffixes))
    return Found(
        inputs=tuple(finding for finding in findings if isinstance(finding, Input)),
        skipped=tuple(finding for finding in findings if isinstance(finding, Skipped)),
        problems=tuple(finding for finding in findings if isinstance(finding, ConverterError)),
        several=len(names) > 1 or any(name != "-" and (os.path.isdir(name) or is_pattern(name)) for name in names),
    )


def look(
    names: Sequence[str], out: str | None = None, suffixes: tuple[str, ...] = SUFFIXES
) -> Iterator[Input | Skipped | ConverterError]:
    """The same one by one, for folders of which one does not want to hold all."""
    if "" in names:
        raise UsageError("an input has an empty name")
    where = _Look(suffixes, None if out is None else _key(Path(out)))
    return (finding for name in opened(names) for finding in where.at(name))


@dataclass(frozen=True, slots=True)
class _Look:
    """How folders are looked into: suffixes that are taken, and the folder that is left out."""

    suffixes: tuple[str, ...]
    avoid: str | None

    def at(self, name: str) -> Iterator[Input | Skipped | ConverterError]:
        """One name from the command line → what it stands for."""
        if name == "-":
            yield Input(STDIN, None, Path(STDIN))
            return
        try:
            mode = os.stat(name).st_mode
        except (OSError, ValueError) as error:
            yield ConverterError(name, why(error), "check the name")
            return
        if stat.S_ISDIR(mode):
            yield from self.inside(Path(name))
        else:
            yield Input(name, Path(name), Path(Path(name).name))

    def inside(self, folder: Path) -> Iterator[Input | Skipped | ConverterError]:
        """A folder → its documents; a folder that holds none is a problem, because nothing comes of it."""
        found_any = False
        for finding in self.below(folder):
            found_any = found_any or not isinstance(finding, Skipped)
            yield finding
        if not found_any:
            known = " ".join(self.suffixes)
            yield ConverterError(
                str(folder), f"no document in this folder (known: {known})", "name other files one by one"
            )

    def below(self, top: Path) -> Iterator[Input | Skipped | ConverterError]:
        """Everything below a folder, sorted; links to folders are not followed, so that the walk ends."""
        closed: list[OSError] = []
        for name, folders, files in os.walk(top, onerror=closed.append):
            here = Path(name)
            inner = here.relative_to(top)
            reasons = {folder: self.why_not_enter(here / folder) for folder in sorted(folders)}
            folders[:] = [folder for folder, reason in reasons.items() if reason is None]
            yield from (Skipped(str(here / folder), reason) for folder, reason in reasons.items() if reason)
            for file in sorted(files):
                path = here / file
                shown = str(path)
                reason = self.why_not_read(file, shown)
                yield Skipped(shown, reason) if reason else Input(shown, path, inner / file)
        for error in closed:
            yield ConverterError(str(error.filename), why(error), "check who may read it")

    def why_not_enter(self, folder: Path) -> str | None:
        if folder.name.startswith("."):
            return "hidden"
        if os.path.islink(folder):
            return "a link to a folder"
        return "the folder of the results" if _key(folder) == self.avoid else None

    def why_not_read(self, name: str, path: str) -> str | None:
        name = name.lower()
        if name.startswith("."):
            return "hidden"
        if not name.endswith(self.suffixes):
            return "of unknown suffix"
        if name.endswith(_RESULTS):
            return "named like a result"
        return None if os.path.isfile(path) else "not a regular file"


# ── planning outputs ──────────────────────────────────────────────────────────────────────────────


def plan(found: Found, out: str | None, suffix: str, folder: str = "") -> tuple[Job, ...]:
    """Where each result goes: standard output, the file `out`, or files of ending `suffix` in the folder `out`.

    Results of several files each get a folder of ending `folder` there.

    Raises UsageError when that cannot be said, or when a result would fall on another or on an input.
    """
    if out is None or out == "-":
        if found.several:
            raise UsageError("several inputs need a folder for their results: add -o FOLDER")
        return tuple(Job(source, None) for source in found.inputs)
    if not out:
        raise UsageError("-o needs the name of a file or of a folder")
    into = _is_folder(found, out)
    jobs = tuple(
        Job(source, _named(source, Path(out), folder or suffix), bool(folder)) if into else Job(source, Path(out))
        for source in found.inputs
    )
    _refuse_overwriting(jobs)
    if into:
        _refuse_leaving(jobs, out)
    return jobs


def plan_joined(found: Found, out: str | None, name: str) -> Path | None:
    """Where all results go as one: standard output, the file `out`, or a file called `name` in the folder `out`.

    Raises UsageError when that would fall on an input.
    """
    if out is None or out == "-":
        return None
    if not out:
        raise UsageError("-o needs the name of a file or of a folder")
    path = Path(out) / name if out.endswith(("/", os.sep)) or os.path.isdir(out) else Path(out)
    _refuse_overwriting(
        [*(Job(source, None) for source in found.inputs), *(Job(one, path) for one in found.inputs[:1])]
    )
    return path


def _is_folder(found: Found, out: str) -> bool:
    """Whether `out` means a folder of results, which need not exist yet."""
    folder = found.several or out.endswith(("/", os.sep)) or os.path.isdir(out)
    if folder and os.path.exists(out) and not os.path.isdir(out):
        raise UsageError("{out} is a file, but the results need a folder: choose another name with -o", out=out)
    return folder


def _named(source: Input, folder: Path, suffix: str) -> Path:
    """`plan.txt` → `plan.json`; `plan-1.2`, which has no suffix, → `plan-1.2.json`."""
    inner = source.inner
    stem = inner.stem if _SUFFIX.fullmatch(inner.suffix) else inner.name
    return folder / inner.with_name(stem + suffix)


def _refuse_overwriting(jobs: Sequence[Job]) -> None:
    """Raise UsageError when a result would replace an input or another result."""
    inputs = {_key(job.source.path): job.source for job in jobs if job.source.path is not None}
    taken: dict[str, Input] = {}
    for job in jobs:
        if job.output is None:
            continue
        key = _key(job.output)
        if key in inputs:
            raise UsageError(
                "the result of {source} would overwrite the input {other}: choose another name with -o; "
                "nothing was written",
                source=job.source.shown,
                other=inputs[key].shown,
            )
        other = taken.setdefault(key, job.source)
        if other is not job.source:
            raise UsageError(
                "{source} and {other} would both become {out}: rename one or use two folders; nothing was written",
                source=other.shown,
                other=job.source.shown,
                out=job.output,
            )


def _refuse_leaving(jobs: Sequence[Job], folder: str) -> None:
    """Raise UsageError when a link inside the folder of results would carry one out of it."""
    home = os.path.join(os.path.realpath(folder), "")
    for job in jobs:
        if job.output is not None and not os.path.realpath(job.output).startswith(home):
            raise UsageError(
                "{out} is a link that leads out of the folder of the results: remove it; nothing was written",
                out=job.output,
            )


def _key(path: Path) -> str:
    """Equal for two names of one file, also where upper and lower case are the same to the file system."""
    real = os.path.realpath(path)
    return real.casefold() if sys.platform in ("darwin", "win32") else real

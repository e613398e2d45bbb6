"""The folder in which a run keeps what it needs until it is finished; and which run the finished results are of.

It lies in the output folder, hidden, so that a file is moved from it into its place in one step. While a run is at
work it is locked; the lock ends with the process, however it ends.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from .. import __version__
from ..messages import UsageError
from .inputs import Shard
from .tasks import Setup

Identity = dict[str, Any]


def identity(setup: Setup) -> Identity:
    """What must be equal for results of two runs to be one: the program and its options, but not the limits."""
    options = asdict(setup.options)
    rules = sha256(json.dumps(options.pop("rules"), sort_keys=True).encode()).hexdigest()
    return {"gangmu": __version__, "to": setup.to, **options, "rules": rules}


def label(shard: Shard) -> str:
    """What stands in the names of a shard's files."""
    return "" if shard.count == 1 else f"-{shard.index:05}-of-{shard.count:05}"


class State:
    """The folder of one run, opened and locked. Raises UsageError when another run has it, or had other options."""

    def __init__(self, out: Path, shard: Shard, known: Identity) -> None:
        self.out = out
        self.folder = out / f".gangmu-batch{label(shard)}"
        self.summary = out / f"batch{label(shard)}.json"
        self._known = known
        self._lock: BinaryIO | None = None

    def open(self, *, fresh: bool) -> None:
        """Make the folder and lock it; `fresh` forgets what is done."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = (self.folder / "lock").open("ab")
        if not _locked(self._lock):
            raise UsageError("another run is at work in {out}: wait for it, or choose another -o", out=self.out)
        if fresh:
            self.journal.unlink(missing_ok=True)
            self.summary.unlink(missing_ok=True)  # so that the same command without `fresh` takes this run up
        elif self._identity_of(self.run) not in (None, self._known):
            raise UsageError("{out} holds a run with other options: choose another -o, or add --fresh", out=self.out)
        self._write(self.run, {"run": self._known})

    def finished(self, *, fresh: bool) -> bool:
        """True when results of a finished run lie there that may be used again."""
        found = self._identity_of(self.summary)
        if found is None or fresh:
            return False
        if found != self._known:
            raise UsageError("{out} holds a run with other options: choose another -o, or add --fresh", out=self.out)
        return True

    def finish(self, summary: dict[str, Any]) -> None:
        """Say which run the results are of, and remove the folder."""
        self._write(self.summary, {"run": self._known, **summary})
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of the lock."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @property
    def journal(self) -> Path:
        return self.folder / "journal"

    @property
    def run(self) -> Path:
        return self.folder / "run.json"

    def part(self, name: str) -> Path:
        """A place for a file that is not whole yet."""
        return self.folder / f"{name}.part"

    def _write(self, path: Path, content: dict[str, Any]) -> None:
        part = self.part(path.name)
        part.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
        part.replace(path)

    def _identity_of(self, path: Path) -> object:
        """The run that a file of ours speaks of; None when there is no such file."""
        try:
            found = json.loads(path.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError:
            return {}
        return found.get("run") if isinstance(found, dict) else {}


def _locked(stream: BinaryIO) -> bool:
    """Take the lock of an open file, where the system has such locks; False when somebody else has it."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

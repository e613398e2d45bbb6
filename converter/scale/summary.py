"""What became of a batch, in numbers: the same for an interrupted run as for a quiet one."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ..batch import Outcome
from .tasks import STATUSES


@dataclass(slots=True)
class Summary:
    """Documents by status, diagnostics by code, and what was passed over by reason."""

    statuses: Counter[str] = field(default_factory=Counter)
    diagnostics: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, head: bytes) -> None:
        """Count one row."""
        row = json.loads(head)
        self.statuses[row["status"]] += 1
        self.diagnostics.update(row["diagnostics"])

    @property
    def documents(self) -> int:
        return self.statuses.total()

    @property
    def outcomes(self) -> Counter[Outcome]:
        """The same as outcomes of a run over jobs, from which the exit code follows."""
        done, unreadable = self.statuses["ok"], self.statuses["unreadable"]
        return Counter({"done": done, "unreadable": unreadable, "failed": self.documents - done - unreadable})

    def as_dict(self) -> dict[str, Any]:
        """For programs: every table in an order that does not depend on the run."""
        return {
            "documents": self.documents,
            "statuses": {status: self.statuses[status] for status in STATUSES if self.statuses[status]},
            "diagnostics": dict(sorted(self.diagnostics.items())),
            "skipped": dict(sorted(self.skipped.items())),
        }

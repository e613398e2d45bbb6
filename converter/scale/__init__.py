"""Many documents: each in a process that may die, one row for each, and a run that can be taken up again.

    names ──inputs──▶ sources ──containers──▶ tasks ──pool──▶ guards ──worker──▶ rows ──journal──▶ table

A `Task` is one document to convert, wherever it comes from. A `Guard` converts tasks one by one in a process of its
own and answers every one of them with a row, whatever the document does to that process. `run` does it for a whole
batch. Engines that distribute work (datatrove, Spark) use the first two, because none of them isolates a document.
"""

from __future__ import annotations

from .columns import column_kinds
from .guard import Guard
from .tasks import Setup, Task, task_of

__all__ = ["Guard", "Setup", "Task", "column_kinds", "task_of"]

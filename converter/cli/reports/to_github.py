"""Findings as workflow commands, which GitHub shows beside the line of the file.

GitHub Docs, "Workflow commands": `::error file=…,line=…,col=…,title=…::message`, with percent-escapes.
"""

from __future__ import annotations

from ..say import printable
from . import Row, sentence_of

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def line(row: Row) -> str:
    """One command, ending in a newline."""
    options = {"file": row["file"], "line": row["line"], "col": row.get("column"), "title": f"gangmu {row['code']}"}
    given = ",".join(f"{name}={_property(str(value))}" for name, value in options.items() if value is not None)
    return f"::{_LEVELS[row['severity']]} {given}::{_data(sentence_of(row))}\n"


def _data(words: str) -> str:
    return printable(words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")

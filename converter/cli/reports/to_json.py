"""Findings for programs: an array of all of them, or an object on each line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from . import Checked, Row


def whole(command: str, checked: Sequence[Checked]) -> str:  # noqa: ARG001 - as every format
    """One JSON array."""
    return as_json([row for one in checked for row in one.rows])


def line(row: Row) -> str:
    """One JSON object, ending in a newline."""
    return _encodable(json.dumps(row, ensure_ascii=False) + "\n")


def as_json(value: Any) -> str:
    """Values as JSON for people to read too."""
    return _encodable(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _encodable(made: str) -> str:
    """A lone surrogate, of a file name or a key, becomes its escape."""
    return made.encode("utf-8", "backslashreplace").decode("utf-8")

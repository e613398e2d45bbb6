"""The nearest `[tool.gangmu]` of a pyproject.toml → defaults of the command's options.

Nearest is the first file from a folder upwards that holds the table. Its keys are the long names of
options; what is set there gives way to `GANGMU_*` variables, and those to options on the command line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .emit import EMITTERS
from .messages import LANGS, UsageError

FILE = "pyproject.toml"

FORMATS = ("text", "json", "jsonl", "github", "junit", "sarif")
"""How findings are reported."""

SEVERITIES = ("info", "warning", "error")
"""From the least to the most."""


@dataclass(frozen=True, slots=True)
class Setting:
    """An option that may have a default of the user's own."""

    name: str
    choices: tuple[str, ...] = ()
    """All values there are; none when any text will do."""
    switch: bool = False
    """True for an option that is on or off."""

    @property
    def variable(self) -> str:
        return f"GANGMU_{self.name.upper().replace('-', '_')}"


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting("to", tuple(EMITTERS)),
        Setting("output"),
        Setting("encoding"),
        Setting("lang", LANGS),
        Setting("rules"),
        Setting("keep-noise", switch=True),
        Setting("limit"),
        Setting("format", FORMATS),
        Setting("severity", SEVERITIES),
        Setting("select"),
        Setting("ignore"),
        Setting("quiet", switch=True),
        Setting("verbose", switch=True),
    )
}


def load(folder: Path) -> dict[str, Any]:
    """The defaults for work in `folder`, by option. Raises UsageError for a table that cannot be meant."""
    for file in _upwards(folder):
        table = _table(file)
        if table is not None:
            return {key: _value(file, key, value) for key, value in table.items()}
    return {}


def _upwards(folder: Path) -> Iterator[Path]:
    for place in (folder, *folder.parents):
        yield place / FILE


def _table(file: Path) -> dict[str, Any] | None:
    """The table of ours in one file, or None; a file that never names us is not even parsed."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    if b"gangmu" not in data:
        return None
    import tomllib

    try:
        tool = tomllib.loads(data.decode("utf-8")).get("tool")
    except ValueError as error:
        raise UsageError("{file} is not valid TOML: {why}", file=file, why=error) from error
    table = tool.get("gangmu") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise UsageError("{file}: tool.gangmu is no table", file=file)
    return table


def _value(file: Path, key: str, value: object) -> object:
    """One entry, checked by its kind and its choices."""
    setting = SETTINGS.get(key)
    if setting is None:
        known = ", ".join(SETTINGS)
        raise UsageError("{file}: [tool.gangmu] knows no key {key} (known: {known})", file=file, key=key, known=known)
    if setting.switch and not isinstance(value, bool):
        raise UsageError("{file}: {key} in [tool.gangmu] must be true or false", file=file, key=key)
    if not setting.switch and not isinstance(value, str):
        raise UsageError("{file}: {key} in [tool.gangmu] must be a text", file=file, key=key)
    if setting.choices and value not in setting.choices:
        known = ", ".join(setting.choices)
        raise UsageError("{file}: {key} in [tool.gangmu] must be one of {known}", file=file, key=key, known=known)
    return _beside(file, value) if key in ("output", "rules") and isinstance(value, str) else value


def _beside(file: Path, value: str) -> str:
    """Paths in the file mean the folder that it lies in, wherever the command is run."""
    return value if value in ("", "-") else os.path.join(file.parent, value)  # noqa: PTH118 - keeps a closing slash


__all__ = ["FORMATS", "SETTINGS", "SEVERITIES", "Setting", "load"]

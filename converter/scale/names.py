"""What inputs are called → files below the output folder, which no name can leave and no two inputs share."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from pathlib import Path

from ..batch import OutputError

LONGEST_PART = 180
"""Bytes of one name without its ending; file systems take 255."""

LONGEST = 800
"""Bytes of a whole name; systems take 1,024 and more, and the output folder comes before it."""

_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
"""What Windows takes for devices, whatever ending follows."""

_SUFFIX = re.compile(r"\.(?=[0-9]*[A-Za-z])[0-9A-Za-z]{1,5}$")


class Namer:
    """Gives every input a file name of its own; asked in the order of the inputs it always gives the same ones."""

    def __init__(self, suffix: str, taken: tuple[str, ...] = ()) -> None:
        self._suffix = suffix
        self._taken = {_key(name) for name in taken}

    def file(self, inner: str) -> str:
        """`a/plan.txt` → `a/plan.json`; the second of that name → `a/plan-2.json`."""
        return self._free(safe(_SUFFIX.sub("", inner)), self._suffix)

    def folder(self, inner: str) -> str:
        """`a/crawl.warc` → `a/crawl.warc`, a folder for the results of all its records."""
        return self._free(safe(inner), "")

    def _free(self, stem: str, suffix: str) -> str:
        found, number = stem + suffix, 1
        while (key := _key(found)) in self._taken:
            number += 1
            found = f"{stem}-{number}{suffix}"
        self._taken.add(key)
        return found


class Folders:
    """The folders of results: each is made, and looked at, once."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._known: dict[str, str] = {}

    def path(self, file: str) -> str:
        """The path of a file below the output folder. Raises OutputError when a link leads it out of there."""
        folder, _, name = file.rpartition("/")
        known = self._known.get(folder)
        if known is None:
            path = self._out / folder
            path.mkdir(parents=True, exist_ok=True)
            if not path.resolve().is_relative_to(self._out.resolve()):
                reason = "a link in its path leads out of the folder of the results"
                raise OutputError(str(self._out / file), reason, "remove the link")
            known = self._known[folder] = os.path.join(path, "")
        return known + name


def safe(name: str) -> str:
    """A name from anywhere → a relative path: no `..`, no drive, no control character, nothing hidden or too long."""
    parts = [_part(part) for part in re.split(r"[/\\]", name) if part not in ("", ".", "..")] or ["_"]
    whole = "/".join(parts)
    return whole if len(whole.encode()) <= LONGEST else _digest(name)


def _part(part: str) -> str:
    plain = part.encode("utf-8", "replace").decode("utf-8")
    if not plain.isprintable():
        plain = "".join("_" if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") else char for char in plain)
    plain = _FORBIDDEN.sub("_", plain).rstrip(". ") or "_"
    if plain.startswith(".") or _DEVICES.fullmatch(plain):
        plain = f"_{plain}"
    if len(plain.encode()) <= LONGEST_PART:
        return plain
    return f"{plain.encode()[: LONGEST_PART - 20].decode(errors='ignore')}-{_digest(part)[:16]}"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def _key(name: str) -> bytes:
    """Equal for names that are one file to some file system: letter case and composition do not count."""
    plain = unicodedata.normalize("NFC", name).casefold()
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16).digest()

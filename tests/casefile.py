"""Case files: one readable text file → its cases, and back again when an expectation is accepted.

`=== title` opens a case, `--- name option…` starts a section, `===` alone closes the case; what stands
between cases is prose. When an input must hold such a line, all fences of its case carry a suffix, as in
`===~ title`, `---~ input` and `===~`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_OPENS = re.compile(r"===(?P<suffix>[^\s\w=]*) (?P<title>\S.*)")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([ntr\\])|(\n))")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
OPTIONS = frozenset({"escaped"})
INPUTS = ("input", "html")
"""What a case begins with: text, or a page."""


class CaseFileError(ValueError):
    """A case file that does not follow the grammar."""


@dataclass(frozen=True)
class Part:
    """One section of a case; `first` and `last` bound its lines in the file, 0-based and half-open."""

    name: str
    options: frozenset[str]
    text: str
    first: int
    last: int


@dataclass(frozen=True)
class Case:
    """An input and the dumps that are expected of it."""

    path: Path
    line: int
    title: str
    parts: tuple[Part, ...]

    @property
    def source(self) -> str:
        """The input, with escapes read when the section says `escaped`."""
        part = self.parts[0]
        return unescape(part.text) if "escaped" in part.options else part.text

    @property
    def is_page(self) -> bool:
        return self.parts[0].name == "html"

    @property
    def expected(self) -> tuple[Part, ...]:
        return self.parts[1:]


def read_cases(path: Path) -> list[Case]:
    """All cases of a file, in order."""
    lines = _lines(path)
    cases, at = [], 0
    while at < len(lines):
        opens = _OPENS.fullmatch(lines[at])
        if opens:
            case, at = _read_case(path, lines, at, opens["suffix"], opens["title"])
            cases.append(case)
        at += 1
    titles = [case.title for case in cases]
    for title in titles:
        if titles.count(title) > 1:
            raise CaseFileError(f"{path}: two cases are called {title!r}")
    return cases


def accept(case: Case, part: Part, text: str) -> None:
    """Write `text` into the file as what `part` of `case` expects; the file may have changed by earlier accepts."""
    fresh = next(other for other in read_cases(case.path) if other.title == case.title)
    place = next(other for other in fresh.parts if other.name == part.name)
    lines = _lines(case.path)
    lines[place.first : place.last] = text.removesuffix("\n").split("\n") if text else []
    case.path.write_text("\n".join(lines), encoding="utf-8", newline="")


def unescape(text: str) -> str:
    r"""Read `\u3000`, `\U0001f600`, `\n`, `\t`, `\r`, `\\`; a backslash at the end of a line joins it to the next."""

    def character(found: re.Match[str]) -> str:
        four, eight, letter, newline = found.groups()
        return "" if newline else _LETTERS[letter] if letter else chr(int(four or eight, 16))

    return _ESCAPE.sub(character, text)


def _lines(path: Path) -> list[str]:
    # Not splitlines(): U+2028 and its like are data here.
    return path.read_bytes().decode("utf-8").split("\n")


def _read_case(path: Path, lines: list[str], at: int, suffix: str, title: str) -> tuple[Case, int]:
    closes = "===" + suffix
    try:
        end = next(k for k in range(at + 1, len(lines)) if lines[k].startswith(closes) and _is_fence(lines[k], suffix))
    except StopIteration:
        raise CaseFileError(f"{path}:{at + 1}: the case is never closed") from None
    if lines[end] != closes:
        raise CaseFileError(f"{path}:{end + 1}: a case opens inside the case of line {at + 1}")
    parts = tuple(_read_parts(path, lines, at + 1, end, f"---{suffix} "))
    _check(path, at, parts)
    return Case(path=path, line=at + 1, title=title, parts=parts), end


def _is_fence(line: str, suffix: str) -> bool:
    opens = _OPENS.fullmatch(line)
    return line == "===" + suffix or (opens is not None and opens["suffix"] == suffix)


def _read_parts(path: Path, lines: list[str], first: int, end: int, fence: str) -> Iterator[Part]:
    starts = [k for k in range(first, end) if lines[k].startswith(fence)]
    if not starts or starts[0] != first:
        raise CaseFileError(f"{path}:{first + 1}: a case begins with `{fence}input`")
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        name, *options = lines[start].removeprefix(fence).split()
        body = "".join(line + "\n" for line in lines[start + 1 : stop])
        yield Part(name=name, options=frozenset(options), text=body, first=start + 1, last=stop)


def _check(path: Path, at: int, parts: tuple[Part, ...]) -> None:
    names = [part.name for part in parts]
    if names[0] not in INPUTS or len(set(names)) < len(names):
        raise CaseFileError(f"{path}:{at + 1}: a case has `input` or `html` first and no section twice, not {names}")
    unknown = frozenset().union(*(part.options for part in parts)) - OPTIONS
    if unknown:
        raise CaseFileError(f"{path}:{at + 1}: unknown option {sorted(unknown)}")

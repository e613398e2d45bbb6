"""The document as the JSON that the published schema describes: every field of a block, nulls included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from pydantic_core import to_json as to_json_bytes

from ..plain import Draft, Json, whole, whole_block

if TYPE_CHECKING:
    from ..model import Document


def to_json(document: Document) -> str:
    """One JSON object, indented by two, ending in a newline; Chinese as it is, not escaped."""
    return document.model_dump_json(indent=2) + "\n"


def written(draft: Draft) -> Iterator[bytes]:
    """The same of a draft, piece by piece: its document is then never in memory as a whole, and no model."""
    yield from _pieces(draft, 2)
    yield b"\n"


AT_ONCE = 1 << 16
"""What is no longer than so many characters, a block or a document, goes through pydantic-core in one go."""


def json_of(draft: Draft, indent: int | None = None) -> bytes:
    """One JSON object in UTF-8, as `Document.model_dump_json` writes it; `indent` is a number of blanks a level."""
    return joined(_pieces(draft, indent))


def joined(pieces: Iterable[bytes]) -> bytes:
    """Pieces that are made one by one as one, with little memory beside it."""
    into = BytesIO()
    into.writelines(pieces)
    return into.getvalue()


def _pieces(draft: Draft, indent: int | None) -> Iterator[bytes]:
    if draft.head["source"]["length"] <= AT_ONCE:
        return iter([_encoded(whole(draft), indent)])
    return _Writer(indent).document(draft)


def _encoded(values: Json, indent: int | None) -> bytes:
    return to_json_bytes(values, indent=indent, inf_nan_mode="null")


class _Writer:
    """Writes a long document block by block, so that its values are never in memory together."""

    def __init__(self, indent: int | None) -> None:
        self._indent = indent
        self._colon = b":" if indent is None else b": "

    def document(self, draft: Draft) -> Iterator[bytes]:
        yield self._opened(draft.head, 0)
        yield from self._members(b"children", draft.children, 1)
        yield from self._members(b"removed", draft.removed, 1)
        yield from self._members(b"diagnostics", draft.diagnostics, 1)
        yield self._line(0) + b"}"

    def _line(self, level: int) -> bytes:
        """What a new line begins with; nothing where all is one line."""
        return b"" if self._indent is None else b"\n" + b" " * (self._indent * level)

    def _at(self, level: int, values: Json) -> bytes:
        data = _encoded(values, self._indent)
        # Inside a string a line end is escaped: each that stands there belongs to the print.
        return data.replace(b"\n", self._line(level)) if self._indent and level else data

    def _opened(self, values: Json, level: int) -> bytes:
        """An object without its end."""
        end = self._line(level) + b"}"
        return self._at(level, values)[: -len(end)]

    def _members(self, name: bytes, members: Iterator[Json], level: int) -> Iterator[bytes]:
        """The next field of an open object: a list."""
        yield b',%b"%b"%b[' % (self._line(level), name, self._colon)
        line, end = self._line(level + 1), b"]"
        before = line
        for member in members:
            yield before
            yield from self._member(member, level + 1)
            before, end = b"," + line, self._line(level) + b"]"
        yield end

    def _member(self, member: Json, level: int) -> Iterator[bytes]:
        if "children" not in member or _is_short(member["span"]):
            yield self._at(level, whole_block(member))
            return
        children = member.pop("children")
        yield self._opened(member, level)
        yield from self._members(b"children", children, level + 1)
        yield self._line(level) + b"}"


def _is_short(span: Json) -> bool:
    length: int = span["end"] - span["start"]
    return length <= AT_ONCE

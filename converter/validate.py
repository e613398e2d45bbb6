"""A document from anywhere → what is wrong with it: is it JSON, does it fit the schema, does it make sense.

In: a Document, plain values, or JSON text or bytes. Out: findings, in order of the layers; the next layer is
asked only when the one before left something to ask. A finding never repeats what the document holds.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from .audit import misfits
from .model import Document, List
from .rules.checks import JSON_FAULTS, KINDS, LAYERS, SCHEMA_ERRORS
from .rules.rows import Code
from .tei import looks_like_xml, problems
from .walk import Node, children_of

Layer = Literal["json", "schema", "xml", "tei", "meaning"]

LONGEST_NAME = 80
"""Keys and ids from the document are shown up to this length."""

_CODES: dict[tuple[str, str], Code] = {(layer, code.id): code for layer, codes in LAYERS.items() for code in codes}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a document.

    `path` is where, such as `children[3].children[0]` or, in TEI, `TEI/text/body/div[2]`, empty for the whole; `node`
    the id of the block there; `line`, from 1, is known in TEI.
    """

    layer: Layer
    code: str
    path: str
    message: str
    node: str | None = None
    line: int | None = None


class _Found(NamedTuple):
    """A finding before it has a language; values are plain, or pairs of English and Chinese."""

    layer: Layer
    code: str
    path: str = ""
    node: str | None = None
    values: dict[str, Any] = {}  # noqa: RUF012 - never written to
    line: int | None = None


def validate(obj: object, *, lang: str = "en") -> list[Finding]:
    """Check a Document, a dict, JSON or TEI text or bytes; an empty list when all is well. Never raises on content.

    >>> [finding.message for finding in validate('{"schema_version": 1,}')]
    ['No JSON from line 1, column 22 on: a key in double quotes is missing.']
    """
    return [_said(found, lang) for found in _found(obj)]


def _found(obj: object) -> Iterator[_Found]:
    if isinstance(obj, str | bytes | bytearray) and looks_like_xml(obj):
        yield from (_Found(one.layer, one.code, one.path, one.node, one.values, one.line) for one in problems(obj))
        return
    value, faults = _plain(obj)
    yield from faults
    if value is _UNREADABLE:
        return
    document, faults = _fitted(value)
    yield from faults
    if document is not None:
        yield from _meaning(document)


def _said(found: _Found, lang: str) -> Finding:
    """A finding in one language; its sentence starts with a capital, wherever its words come from."""
    code = _CODES[found.layer, found.code]
    values = {name: _worded(value, lang) for name, value in found.values.items()}
    message = (code.zh if lang == "zh" else code.en).format(**values)
    return Finding(found.layer, found.code, found.path, message[:1].upper() + message[1:], found.node, found.line)


def _worded(value: Any, lang: str) -> Any:
    return value[lang == "zh"] if isinstance(value, tuple) else value


# ── is it JSON ────────────────────────────────────────────────────────────────────────────────────

_UNREADABLE = object()
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class _Twice(dict[str, Any]):
    """An object that gave some of its keys more than once."""

    keys_twice: tuple[str, ...] = ()


class _NotFinite(str):
    """NaN or Infinity, where a number should stand."""

    __slots__ = ()


def _plain(obj: object) -> tuple[object, list[_Found]]:
    """The values that the schema is asked about (arrays are tuples), or `_UNREADABLE`; and what is no JSON."""
    try:
        return _loaded(_text_of(obj))
    except UnicodeDecodeError as error:
        found = _Found("json", "not-utf8", values={"byte": error.start})
    except json.JSONDecodeError as error:
        why = JSON_FAULTS.get(error.msg, (error.msg, error.msg))
        found = _Found("json", "not-json", values={"line": error.lineno, "column": error.colno, "why": why})
    except RecursionError:
        found = _Found("json", "nested-too-deep")
    except (TypeError, ValueError):
        # Plain values that json.dumps refuses; in text, only an integer beyond the limit of int().
        found = _Found("json", "number-too-long" if isinstance(obj, str | bytes | bytearray) else "not-plain")
    return _UNREADABLE, [found]


def _text_of(obj: object) -> str:
    """JSON text for anything that `validate` takes."""
    if isinstance(obj, bytes | bytearray):
        obj = obj.decode("utf-8")
    if isinstance(obj, str):
        return obj.removeprefix("\ufeff")
    return json.dumps(obj.model_dump(warnings=False) if isinstance(obj, Document) else obj)


def _loaded(text: str) -> tuple[object, list[_Found]]:
    """JSON text → its values, with duplicate keys and NaN as findings."""
    odd: list[object] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = {key: tuple(value) if type(value) is list else value for key, value in found}
        if len(made) == len(found):
            return made
        twice = _Twice(made)
        twice.keys_twice = tuple(key for key, times in Counter(key for key, _ in found).items() if times > 1)
        odd.append(twice)
        return twice

    def constant(name: str) -> _NotFinite:
        odd.append(name)
        return _NotFinite(name)

    value = json.loads(text, object_pairs_hook=pairs, parse_float=_number, parse_constant=constant)
    may_be_odd = odd or _ESCAPED_SURROGATE.search(text) or _SURROGATE.search(text)
    return value, list(_oddities(value, ())) if may_be_odd else []


def _number(digits: str) -> int | float:
    """JSON Schema has one kind of number: `1.0` is an integer."""
    value = float(digits)
    return int(value) if value.is_integer() else value


def _oddities(value: object, path: tuple[str | int, ...]) -> Iterator[_Found]:
    """What JSON does not allow, though Python reads it, with its place."""
    if isinstance(value, _NotFinite):
        yield _Found("json", "not-finite", _shown(path), values={"found": str(value)})
    elif isinstance(value, dict):
        for key in value.keys_twice if isinstance(value, _Twice) else ():
            yield _Found("json", "duplicate-key", _shown((*path, key)))
        for key, inner in value.items():
            if _SURROGATE.search(key):
                yield _Found("json", "lone-surrogate", _shown((*path, key)))
            yield from _oddities(inner, (*path, key))
    elif isinstance(value, str) and _SURROGATE.search(value):
        yield _Found("json", "lone-surrogate", _shown(path))
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from _oddities(inner, (*path, index))


# ── does it fit the schema ────────────────────────────────────────────────────────────────────────


def _fitted(value: object) -> tuple[Document | None, list[_Found]]:
    """The document, or where the values leave the schema."""
    try:
        return Document.model_validate(value, strict=True), []
    except RecursionError:
        return None, [_Found("schema", "nested-too-deep")]
    except ValidationError as error:
        errors = error.errors(include_url=False)
    if any(one["type"].startswith("recursion") for one in errors):
        return None, [_Found("schema", "nested-too-deep")]  # their places are hundreds of steps long
    return None, [_misfit(value, one) for one in errors if not _is_said(one)]


def _is_said(error: Any) -> bool:
    """True for what the layer of JSON has said better: NaN where a number should stand, half of a character."""
    return isinstance(error["input"], _NotFinite) or error["type"] == "string_unicode"


def _misfit(value: object, error: Any) -> _Found:
    """One error of pydantic, in our words."""
    steps, node = _followed(value, error["loc"])
    context = error.get("ctx", {})
    code, kind = SCHEMA_ERRORS.get(error["type"], ("not-allowed", ""))
    if error["type"].startswith("union_tag"):
        steps = (*steps, "type")
    values = {
        "expected": KINDS.get(kind),
        "found": KINDS[_kind(error["input"])],
        "allowed": str(context.get("expected_tags", context.get("expected", ""))).replace("' or '", "', '"),
        "pattern": context.get("pattern"),
        "least": context.get("ge"),
    }
    return _Found("schema", code, _shown(steps), node, values)


def _followed(value: Any, loc: Sequence[str | int]) -> tuple[tuple[str | int, ...], str | None]:
    """The steps of a place as JSON has them, and the id of the innermost block around it."""
    steps: list[str | int] = []
    node: str | None = None
    for index, step in enumerate(loc):
        if isinstance(step, str) and index > 1 and loc[index - 2] == "children" and isinstance(loc[index - 1], int):
            continue  # pydantic's name of the union's branch: children, 0, section, heading
        steps.append(step)
        value = _step(value, step)
        node = _name_of(value) or node
    return tuple(steps), node


def _step(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, tuple) and isinstance(step, int) and step < len(value) else None


def _name_of(value: Any) -> str | None:
    name = value.get("id") if isinstance(value, dict) else None
    return name if isinstance(name, str) and len(name) <= LONGEST_NAME else None


def _kind(value: object) -> str:
    kinds = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (dict, "object"))
    if value is None:
        return "null"
    return next((kind for of, kind in kinds if isinstance(value, of)), "array")


# ── does it make sense ────────────────────────────────────────────────────────────────────────────


def _meaning(document: Document) -> Iterator[_Found]:
    """What only the whole tree shows."""
    paths = dict(_paths(document))
    for misfit in misfits(document):
        yield _Found("meaning", misfit.code, paths[id(misfit.node)], misfit.node.id[:LONGEST_NAME], misfit.values)


def _paths(document: Document) -> Iterator[tuple[int, str]]:
    """Every node's identity and its place."""
    waiting: list[tuple[str, Sequence[Node]]] = [("children", document.children)]
    while waiting:
        path, nodes = waiting.pop()
        for index, node in enumerate(nodes):
            yield id(node), f"{path}[{index}]"
            below = "items" if isinstance(node, List) else "children"
            waiting.append((f"{path}[{index}].{below}", children_of(node)))


def _shown(steps: Sequence[str | int]) -> str:
    """Steps → `children[3].heading`."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{step[:LONGEST_NAME]}" for step in steps]
    return "".join(parts).removeprefix(".")


__all__ = ["Finding", "validate"]

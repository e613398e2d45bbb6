"""TEI from anywhere → what is wrong with it: is it XML, does it keep our schema, does it make sense.

The layers are asked in this order, the next one only when the one before found nothing. Pure: bytes in, problems out.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from itertools import islice
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from ..audit import misfits
from ..rules.checks_tei import XML_FAULTS
from .compare import faults
from .grammar import Grammar, grammar_of
from .parse import NotTeiError, parse
from .pieces import TEI, XML_ID, Element, code, tag
from .read import document_of
from .schema import schema_bytes
from .tables import MisplacedError

MOST = 500
"""No more problems are told of one file: whoever has so many has another one first."""

_POINTERS = ("ana", "corresp", "resp", "scheme")

_BLOCK = re.compile(r"(?:d[0-9]+\.)?([^.]+)")
"""The id of a block, in a corpus behind the number of its document; others have more full stops."""


class Problem(NamedTuple):
    """One thing that is wrong: its code in its layer, where it is, and the values of its sentence."""

    layer: Literal["well-formed", "schema", "meaning"]
    code: str
    line: int | None = None
    path: str = ""
    node: str | None = None
    values: dict[str, Any] = {}  # noqa: RUF012 - never written to


def problems(obj: str | bytes | bytearray) -> Iterator[Problem]:
    """Everything that is wrong with a TEI text, up to `MOST`; nothing when all is well. Never raises on content."""
    try:
        root = parse(obj)
    except NotTeiError as error:
        values = error.values
        if error.code == "not-xml":
            values |= {"line": error.line, "why": XML_FAULTS.get(values["why"], XML_FAULTS[0])}
        return iter((Problem("well-formed", error.code, error.line, "", None, values),))
    return islice(_in_tree(root), MOST)


def unkept(root: Element) -> Iterator[Problem]:
    """Where a tree leaves our schema."""
    for fault in faults(_grammar(), root):
        yield _at(fault.element, "schema", fault.code, fault.values)


_OWN = threading.local()


def _grammar() -> Grammar:
    """Our grammar with all that it has worked out, which every thread does for itself."""
    made: Grammar | None = getattr(_OWN, "grammar", None)
    if made is None:
        made = _OWN.grammar = grammar_of(schema_bytes())
    return made


def _in_tree(root: Element) -> Iterator[Problem]:
    kept = True
    for problem in unkept(root):
        kept = False
        yield problem
    if kept:
        yield from _dangling(root)
        for document in root.iter(f"{TEI}TEI"):
            yield from _senseless(document)


# ── does it make sense ────────────────────────────────────────────────────────────────────────────


def _dangling(root: Element) -> Iterator[Problem]:
    """Pointers into the file that point to nothing."""
    ids = {value for element in root.iter() if (value := element.get(XML_ID))}
    for element in root.iter():
        found = [(name, element.get(name, "")) for name in _POINTERS]
        found += [("ref", element.get("ref", ""))] if tag(element) == "g" else []
        found += [("target", element.get("target"))] if tag(element) == "catRef" else []
        for name, value in found:
            if any(pointer.removeprefix("#") not in ids for pointer in value.split()):
                yield _at(element, "meaning", "pointer-nowhere", {"attribute": name})


def _senseless(root: Element) -> Iterator[Problem]:
    """What only the document shows that the elements make."""
    try:
        document = document_of(root)
    except MisplacedError as error:
        yield _at(error.element, "meaning", error.code, {})
        return
    except ValidationError as error:
        for one in error.errors(include_url=False):
            yield _at(root, "meaning", "not-a-value", {"field": ".".join(map(str, one["loc"]))})
        return
    except ValueError:  # a number of thousands of digits
        yield _at(root, "meaning", "not-a-value", {"field": "n"})
        return
    elements = {code(value): one for one in root.iter() if (value := one.get(XML_ID))}
    for misfit in misfits(document):
        yield _at(elements[misfit.node.id], "meaning", misfit.code, misfit.values)


# ── where it is ───────────────────────────────────────────────────────────────────────────────────


def _at(element: Element, layer: Literal["schema", "meaning"], name: str, values: dict[str, Any]) -> Problem:
    return Problem(layer, name, element.sourceline, _path(element), _node(element), values)


def _path(element: Element) -> str:
    """`TEI/text/body/div[2]/p`: the names from the root, numbered where siblings share one."""
    steps = []
    for one in (element, *element.iterancestors()):
        before = sum(1 for _ in one.itersiblings(one.tag, preceding=True))
        alone = not before and next(one.itersiblings(one.tag), None) is None
        steps.append(tag(one) + ("" if alone else f"[{before + 1}]"))
    return "/".join(reversed(steps))


def _node(element: Element) -> str | None:
    """The id of the block around, as JSON has it."""
    for one in (element, *element.iterancestors()):
        if found := _BLOCK.fullmatch(one.get(XML_ID, "")):
            return found[1]
    return None

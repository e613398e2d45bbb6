"""A RELAX NG grammar → where a tree leaves it, in words that can be told to people.

What libxml2 says of a tree that is not valid is often the name of an element far above the fault, and it takes time
quadratic in the number of siblings. So trees are read here by derivatives of patterns (J. Clark, An algorithm for
RELAX NG validation): after each element and attribute the pattern that is left is what may still come. Tests hold the
verdicts against libxml2's. The grammar may use what ours uses: no interleave, no name classes, no data in elements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from lxml import etree

from .datatypes import is_value

RNG = "{http://relaxng.org/ns/structure/1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"

Element = Any
Pattern = int
"""The number of a node; equal patterns have equal numbers."""

Node = tuple[Any, ...]
Alternative = tuple[Pattern, Any]
"""What an element may still hold, and what its parents may hold then."""


class Fault(NamedTuple):
    """What does not fit, at which element: a code of the layer `schema`, and the values of its sentence."""

    element: Element
    code: str
    values: dict[str, Any] = {}  # noqa: RUF012 - never written to


class Grammar:
    """The patterns of a schema, and their derivatives as far as they were asked for."""

    def __init__(self, schema: Element) -> None:
        self.namespace = schema.get("ns", "")
        self._defines = {one.get("name"): one for one in schema.iter(f"{RNG}define")}
        self._numbers: dict[Node, Pattern] = {}
        self._nodes: list[Node] = []
        self._elements: list[Element] = []
        self._named: dict[str, list[Pattern]] = {}
        self.none = self._make("none")
        self.empty = self._make("empty")
        self.start = self._all(schema.find(f"{RNG}start"))
        for element in schema.iter(f"{RNG}element"):
            self._named.setdefault(element.get("name"), []).append(self._compile(element))
        self.content = cache(self._content)
        self.nullable = cache(self._nullable)
        self.opened = cache(self._opened)
        self.firsts = cache(self._firsts)
        self.attributes = cache(self._attributes)
        self.closed = cache(self._closed)
        self.takes_text = cache(self._takes_text)

    def node(self, pattern: Pattern) -> Node:
        return self._nodes[pattern]

    def knows(self, name: str) -> bool:
        """True when the grammar has an element of that name; nothing is kept of others."""
        return name in self._named

    def anywhere(self, name: str) -> list[Pattern]:
        """All contents that an element of that name may have, wherever it stands."""
        return [self.content(one) for one in self._named.get(name, ())]

    # ── the schema → patterns ──

    def _make(self, *node: Any) -> Pattern:
        number = self._numbers.setdefault(node, len(self._nodes))
        if number == len(self._nodes):
            self._nodes.append(node)
        return number

    def group(self, one: Pattern, other: Pattern) -> Pattern:
        if self.none in (one, other):
            return self.none
        if one == self.empty:
            return other
        return one if other == self.empty else self._make("group", one, other)

    def choice(self, *patterns: Pattern) -> Pattern:
        found: set[Pattern] = set()
        for pattern in patterns:
            node = self._nodes[pattern]
            found |= node[1] if node[0] == "choice" else {pattern}
        found.discard(self.none)
        if not found:
            return self.none
        return found.pop() if len(found) == 1 else self._make("choice", frozenset(found))

    def more(self, pattern: Pattern) -> Pattern:
        return pattern if pattern in (self.none, self.empty) else self._make("more", pattern)

    def _all(self, element: Element) -> Pattern:
        made = self.empty
        for inner in reversed([one for one in element if isinstance(one.tag, str)]):
            made = self.group(self._compile(inner), made)
        return made

    def _compile(self, element: Element) -> Pattern:
        kind = element.tag.removeprefix(RNG)
        match kind:
            case "ref":
                return self._all(self._defines[element.get("name")])
            case "group":
                return self._all(element)
            case "choice":
                return self.choice(*(self._compile(one) for one in element))
            case "optional":
                return self.choice(self.empty, self._all(element))
            case "zeroOrMore":
                return self.choice(self.empty, self.more(self._all(element)))
            case "oneOrMore":
                return self.more(self._all(element))
        return self._make(kind, *self._parts(kind, element))

    def _parts(self, kind: str, element: Element) -> tuple[Any, ...]:
        """What a pattern that holds no other patterns side by side is made of."""
        match kind:
            case "element":
                if element not in self._elements:
                    self._elements.append(element)
                return (element.get("name"), self._elements.index(element))
            case "attribute":
                return (element.get("name").replace("xml:", _XML), self._all(element))
            case "data":
                return (element.get("type"), "".join(element.itertext()).strip())
            case "value":
                return (element.text or "",)
            case "list":
                return (tuple(self._compile(one) for one in element),)
        return ()

    def _content(self, element: Pattern) -> Pattern:
        return self._all(self._elements[self._nodes[element][2]])

    # ── derivatives ──

    def _nullable(self, pattern: Pattern) -> bool:
        kind, *rest = self._nodes[pattern]
        match kind:
            case "group":
                return self.nullable(rest[0]) and self.nullable(rest[1])
            case "choice":
                return any(map(self.nullable, rest[0]))
            case "more":
                return self.nullable(rest[0])
        return kind in ("empty", "text")

    def _opened(self, pattern: Pattern, name: str) -> tuple[tuple[Pattern, Pattern], ...]:
        """Pairs of what an element of that name holds and what comes behind it."""
        kind, *rest = self._nodes[pattern]
        match kind:
            case "element":
                return ((self.content(pattern), self.empty),) if rest[0] == name else ()
            case "choice":
                return tuple({pair for one in sorted(rest[0]) for pair in self.opened(one, name)})
            case "more":
                again = self.choice(self.empty, pattern)
                return tuple((inner, self.group(left, again)) for inner, left in self.opened(rest[0], name))
            case "group":
                pairs = [(inner, self.group(left, rest[1])) for inner, left in self.opened(rest[0], name)]
                return (*pairs, *(self.opened(rest[1], name) if self.nullable(rest[0]) else ()))
        return ()

    def _firsts(self, pattern: Pattern) -> frozenset[str]:
        """The elements that may come next."""
        kind, *rest = self._nodes[pattern]
        match kind:
            case "element":
                return frozenset((rest[0],))
            case "choice":
                return frozenset().union(*map(self.firsts, rest[0]))
            case "more":
                return self.firsts(rest[0])
            case "group":
                return self.firsts(rest[0]) | (self.firsts(rest[1]) if self.nullable(rest[0]) else frozenset())
        return frozenset()

    def _takes_text(self, pattern: Pattern) -> bool:
        """True where text may come next; it leaves the pattern as it is."""
        kind, *rest = self._nodes[pattern]
        match kind:
            case "choice":
                return any(map(self.takes_text, rest[0]))
            case "more":
                return self.takes_text(rest[0])
            case "group":
                return self.takes_text(rest[0]) or (self.nullable(rest[0]) and self.takes_text(rest[1]))
        return bool(kind == "text")

    def _attributes(self, pattern: Pattern) -> dict[str, frozenset[Pattern]]:
        """Attributes that the pattern has somewhere, with the patterns of their values."""
        kind, *rest = self._nodes[pattern]
        if kind == "attribute":
            return {rest[0]: frozenset((rest[1],))}
        found: dict[str, frozenset[Pattern]] = {}
        for inner in () if kind in ("element", "data", "value", "list") else _inner(rest):
            for name, values in self.attributes(inner).items():
                found[name] = found.get(name, frozenset()) | values
        return found

    def without(self, pattern: Pattern, drop: Callable[[str, Pattern], Pattern | None]) -> Pattern:
        """The pattern with each attribute replaced by what `drop` says of its name and value; None keeps it."""
        if not self.attributes(pattern):
            return pattern
        kind, *rest = self._nodes[pattern]
        match kind:
            case "attribute":
                made = drop(rest[0], rest[1])
                return pattern if made is None else made
            case "group":
                return self.group(self.without(rest[0], drop), self.without(rest[1], drop))
            case "choice":
                return self.choice(*(self.without(one, drop) for one in rest[0]))
        return self.more(self.without(rest[0], drop))

    def given(self, pattern: Pattern, name: str, value: str) -> Pattern:
        """What is left when an attribute has been given."""
        if name not in self.attributes(pattern):
            return self.none
        kind, *rest = self._nodes[pattern]
        match kind:
            case "attribute":
                return self.empty if self.fits(rest[1], value) else self.none
            case "group":
                first = self.group(self.given(rest[0], name, value), rest[1])
                return self.choice(first, self.group(rest[0], self.given(rest[1], name, value)))
            case "choice":
                return self.choice(*(self.given(one, name, value) for one in rest[0]))
        return self.none

    def _closed(self, pattern: Pattern) -> Pattern:
        """What is left when no more attributes come."""
        return self.without(pattern, lambda *_: self.none)

    def fits(self, pattern: Pattern, value: str) -> bool:
        """True when the text of an attribute is one of its values."""
        kind, *rest = self._nodes[pattern]
        match kind:
            case "value":
                return bool(value == rest[0])
            case "data":
                return is_value(rest[0], rest[1], value)
            case "list":
                words = value.split()
                return len(words) == len(rest[0]) and all(map(self.fits, rest[0], words))
            case "choice":
                return any(self.fits(one, value) for one in rest[0])
        return bool(kind == "text")

    def allowed(self, pattern: Pattern) -> Iterator[str]:
        """The values and forms of an attribute, as words."""
        kind, *rest = self._nodes[pattern]
        match kind:
            case "value":
                yield rest[0]
            case "data":
                yield rest[1] or rest[0]
            case "list":
                yield " ".join(word for one in rest[0] for word in self.allowed(one))
            case "choice":
                for one in sorted(rest[0]):
                    yield from self.allowed(one)


def _inner(rest: list[Any]) -> Iterator[Pattern]:
    for one in rest:
        if isinstance(one, frozenset):
            yield from one
        else:
            yield one


def grammar_of(schema: bytes) -> Grammar:
    """The grammar of a schema's file."""
    return Grammar(etree.fromstring(schema))

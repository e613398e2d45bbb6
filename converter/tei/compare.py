"""A tree and a grammar → every place where the tree leaves the grammar, in the order of the tree."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from .grammar import Alternative, Element, Fault, Grammar, Pattern

_LISTED = 8
"""So many names are said of what is allowed; more help nobody."""


def faults(grammar: Grammar, root: Element) -> Iterator[Fault]:
    """Compare a whole tree."""
    reader = _Reader(grammar)
    yield from reader.enter(root, [(content, None) for content, _ in grammar.opened(grammar.start, reader.name(root))])


class _Reader:
    """Goes through the tree; where something does not fit it is told once, and the rest is read as if it did."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.left: list[Alternative] = []
        """What the parents may still hold, behind the element that was read last."""

    def name(self, element: Element) -> str:
        """The element's name; one of another namespace keeps it, and is none of the grammar's."""
        own: str = element.tag
        return own.removeprefix(f"{{{self.grammar.namespace}}}")

    def enter(self, element: Element, inside: list[Alternative]) -> Iterator[Fault]:
        """Read an element that may hold what the alternatives say."""
        inside = yield from self._attributes(element, inside)
        in_order = True
        for child in element:
            if in_order and self._has_text(element.text if child.getprevious() is None else child.getprevious().tail):
                yield from self._text(element, inside)
            opened = self._open(inside, self.name(child))
            if opened:
                yield from self.enter(child, opened)
                inside = self.left
                continue
            if in_order:
                yield Fault(child, "element-not-allowed", {"name": self.name(child), "allowed": self._next(inside)})
            in_order = False
            yield from self.enter(child, [(one, None) for one in self.grammar.anywhere(self.name(child))])
        last = element.text if not len(element) else element[-1].tail
        if in_order and self._has_text(last):
            yield from self._text(element, inside)
        complete = [rest for content, rest in inside if self.grammar.nullable(content)]
        if not complete and inside and in_order:
            yield Fault(element, "element-missing", {"name": self.name(element), "allowed": self._next(inside)})
        self.left = list(dict.fromkeys(complete or [rest for _, rest in inside]))

    def _open(self, inside: list[Alternative], name: str) -> list[Alternative]:
        if not self.grammar.knows(name):
            return []
        found = {
            (content, (behind, rest)): None
            for pattern, rest in inside
            for content, behind in self.grammar.opened(pattern, name)
        }
        return list(found)

    @staticmethod
    def _has_text(text: str | None) -> bool:
        return bool(text and text.strip(" \t\r\n"))

    def _text(self, element: Element, inside: list[Alternative]) -> Iterator[Fault]:
        if inside and not any(self.grammar.takes_text(pattern) for pattern, _ in inside):
            yield Fault(element, "text-not-allowed", {"name": self.name(element)})

    def _next(self, inside: list[Alternative]) -> str:
        """What may come next, as words."""
        names = sorted({name for pattern, _ in inside for name in self.grammar.firsts(pattern)})
        more = [] if len(names) <= _LISTED else ["…"]
        return ", ".join(names[:_LISTED] + more) or "—"

    # ── attributes ──

    def _attributes(self, element: Element, inside: list[Alternative]) -> Generator[Fault, None, list[Alternative]]:
        """The alternatives that the attributes leave."""
        grammar = self.grammar
        for name, value in element.attrib.items():
            given = [(grammar.given(pattern, name, value), rest) for pattern, rest in inside]
            kept = [one for one in given if one[0] != grammar.none]
            if not kept and inside:
                yield self._wrong(element, name, inside)
                kept = [(self._relaxed(pattern, name), rest) for pattern, rest in inside]
            inside = kept
        closed = [(grammar.closed(pattern), rest) for pattern, rest in inside]
        kept = [one for one in closed if one[0] != grammar.none]
        if not kept and inside:
            missing = ", ".join(self._missing(inside))
            yield Fault(element, "attribute-missing", {"name": self.name(element), "attribute": missing})
            kept = [(self._relaxed(pattern), rest) for pattern, rest in inside]
        return kept

    def _wrong(self, element: Element, name: str, inside: list[Alternative]) -> Fault:
        """An attribute that the element does not have, or a value that the attribute does not have."""
        forms = {form for pattern, _ in inside for form in self.grammar.attributes(pattern).get(name, ())}
        values = {"name": self.name(element), "attribute": shown(name)}
        if not forms:
            return Fault(element, "attribute-not-allowed", values)
        words = sorted({word for form in forms for word in self.grammar.allowed(form)})
        return Fault(element, "attribute-value", values | {"allowed": ", ".join(words)})

    def _relaxed(self, pattern: Pattern, name: str | None = None) -> Pattern:
        """The pattern without the attribute of that name, or without any."""
        return self.grammar.without(pattern, lambda one, _: self.grammar.empty if name in (one, None) else None)

    def _missing(self, inside: list[Alternative]) -> list[str]:
        """The attributes that, were they there, would be enough; all that are not, when no single one is."""
        names = sorted({name for pattern, _ in inside for name in self.grammar.attributes(pattern)})
        closed = self.grammar.closed
        enough = [
            name
            for name in names
            if any(closed(self._relaxed(pattern, name)) != self.grammar.none for pattern, _ in inside)
        ]
        return [shown(name) for name in enough or names]


def shown(name: str) -> str:
    """An attribute's name as it is written."""
    return name.replace("{http://www.w3.org/XML/1998/namespace}", "xml:")

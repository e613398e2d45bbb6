"""Input → line by line what it was taken for, by which rule and evidence, and what else it could have been."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from .flow import Decision, ZonedLine
from .model import Box, Document, Item, List, Marker, Part, Section
from .numerals import printed
from .options import DEFAULT, Options
from .outline import outline
from .pipeline import document_of, drafted, zoned_lines
from .read import Input, read
from .rules.evidence import EVIDENCE, KINDS
from .rules.noise import CODED_RULES
from .walk import walk

OUTSIDE = "outside-content"
_EVIDENCE = {row.id: row for row in EVIDENCE}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One logical line. `line` counts physical lines from 1; `node` is its id in the document, if it has one."""

    line: int
    text: str
    kind: str
    rule: str
    """Marker family, noise rule, role or lead that decided; "" where none did."""
    node: str | None
    evidence: tuple[str, ...]
    others: tuple[str, ...]
    """What else the line could have been."""
    removed: bool


def explain(source: Input, options: Options = DEFAULT, *, name: str | None = None) -> list[Explanation]:
    """Explain each line of an input, in the order of the text, in `options.lang`.

    Raises ConverterError when the input cannot be read as text.
    """
    read_source = read(source, options, name)
    zoned = zoned_lines(read_source, options)
    decisions = {decision.start: decision for decision in outline(zoned, explained=True).decisions}
    nodes = _nodes(document_of(drafted(read_source, options)))
    rows = [_explanation(line, decisions.get(line.marked.line.start), nodes, options.lang) for line in zoned]
    return _with_container(rows, zoned, options.lang)


def _with_container(rows: list[Explanation], zoned: Sequence[ZonedLine], lang: str) -> list[Explanation]:
    """The rows; of a page, the first of the container says how that was found."""
    hints = (line.marked.line.hints for line in zoned)
    first = next((place for place, one in enumerate(hints) if one and one.inside and one.container), None)
    if first is not None:
        container = zoned[first].marked.line.hints
        reason = _say("container", lang, container=container.container if container else "")
        rows[first] = replace(rows[first], evidence=(*rows[first].evidence, reason))
    return rows


class _Node(NamedTuple):
    kind: str
    id: str
    marker: Marker | None = None


def _nodes(document: Document) -> dict[int, _Node]:
    """Where a node is printed → its kind, id and marker; of two at one place the inner one has the text."""
    found: dict[int, _Node] = {}
    for node, _ in walk(document):
        if isinstance(node, Section | Box | Part):
            if node.heading_span is not None:
                found[node.heading_span.start] = _Node(node.type, node.id, node.marker)
        elif isinstance(node, Item):
            found.setdefault(node.span.start, _Node("item", node.id, node.marker))
        elif not isinstance(node, List):
            found.setdefault(node.span.start, _Node(node.type, node.id))
    return found


def _explanation(line: ZonedLine, decision: Decision | None, nodes: dict[int, _Node], lang: str) -> Explanation:
    text = line.marked.line
    removed = line.zone == "noise"
    node = nodes.get(text.start)
    kind = node.kind if node else "table" if line.zone == "table" else "paragraph"
    rule = line.label or (decision.family if decision else line.marked.lead)
    if line.zone == "table":
        rule = ""
    return Explanation(
        line=text.number + 1,
        text=text.text,
        kind=_kind("removed" if removed else kind, lang),
        rule=rule,
        node=node.id if node and not removed else None,
        evidence=(*_evidence(line, decision, lang), *_evidence_of_damage(node, lang)),
        others=tuple(_others(line, decision, lang)),
        removed=removed,
    )


def _kind(kind: str, lang: str) -> str:
    english, chinese = KINDS.get(kind, (kind, kind))
    return chinese if lang == "zh" else english


def _say(name: str, lang: str, **values: object) -> str:
    row = _EVIDENCE[name]
    return (row.zh if lang == "zh" else row.en).format(**values)


def _evidence(line: ZonedLine, decision: Decision | None, lang: str) -> Iterator[str]:
    match line.zone:
        case "noise" if line.label == OUTSIDE and line.marked.line.hints is not None:
            yield _say(OUTSIDE, lang, container=line.marked.line.hints.container)
        case "noise":
            yield _say("noise-place" if line.label in CODED_RULES else "noise-pattern", lang)
        case "role":
            yield _say("role-shape", lang)
        case "table":
            yield _say("table-run", lang)
        case "part":
            yield _say("part-title", lang)
        case _ if decision is not None:
            yield from _evidence_of_marker(decision, lang)
        case _:
            yield _say("lead" if line.marked.lead else "plain", lang)


def _evidence_of_damage(node: _Node | None, lang: str) -> Iterator[str]:
    marker = node.marker if node else None
    if marker is not None and marker.status != "written":
        yield _say("repaired" if marker.status == "repaired" else "lost", lang, reading=marker.reading)


def _evidence_of_marker(decision: Decision, lang: str) -> Iterator[str]:
    before = printed(decision.family, decision.last) if decision.last else ""
    yield _say(decision.relation, lang, before=before)
    if not decision.reason:
        return
    yield _say(decision.reason, lang, siblings=decision.siblings, likeness=f"{decision.likeness:+.1f}")


def _others(line: ZonedLine, decision: Decision | None, lang: str) -> Iterator[str]:
    """Readings that were not taken, and rules that matched in another zone."""
    taken = decision.family if decision else None
    for reading in line.marked.readings:
        if reading.family != taken and line.zone == "body":
            name = f"{reading.family} {printed(reading.family, reading.ordinal)}".strip()
            yield _say("rejected", lang, reading=name)
    yield from (rule.id for rule in line.marked.noise if rule.id != line.label)
    yield from (role for role in line.marked.roles if line.zone == "body" and decision is None and role != line.label)

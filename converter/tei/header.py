"""The `teiHeader` and the stand-off lists of a TEI document of ours → metadata, source, what was removed and found."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from lxml import etree

from ..emit.tei_header import DATES, OFFICIAL
from ..model import Diagnostic, Generator, Metadata, Removed, Signature, Source
from .pieces import (
    TEI,
    Element,
    address,
    attribute,
    child,
    code,
    codes,
    optional_span,
    optional_text,
    span,
    tag,
    text,
    the,
)

_Steps = tuple[tuple[str, str | None], ...]


def generator_and_version(header: Element) -> tuple[Generator, str]:
    """The program, and the version of the model that it wrote."""
    name, version, schema = the(header, "encodingDesc", "appInfo", "application")
    return Generator(name=text(name), version=text(version)), text(schema)


def source_of(header: Element) -> Source:
    """The input as it was read."""
    digital = _bibl(header, "digitalSource")
    link = child(digital, "ref")
    return Source.model_validate(
        {
            "name": text(the(digital, "title")),
            "media_type": _noted(digital, "media_type"),
            "encoding": _noted(digital, "encoding"),
            "sha256": text(the(digital, "idno")),
            "length": text(the(header, "fileDesc", "extent", "measure")),
            "uri": None if link is None else address(link, "target"),
        }
    )


def metadata_of(header: Element, spans: Element | None) -> Metadata:
    """Every field, from where the header has it; `spans` is the list of evidence."""
    official, found = _bibl(header, "officialDocument"), defaultdict[str, list[str]](list)
    for element in official:
        if field := _FIELDS.get(_steps(element)):
            found[field].append(text(element))
    profile = the(header, "profileDesc")
    for action in profile.iterfind(f"{TEI}correspDesc/{TEI}correspAction"):
        if action.get("type") == "received":
            field = action.get("subtype") or "recipients"
            found[field] = [text(organ) for organ in action.findall(f"{TEI}orgName")]
    found["keywords"] = [text(term) for term in profile.iterfind(f"{TEI}textClass/{TEI}keywords/{TEI}term")]
    found["source_site"] = [text(one) for one in _bibl(header, "digitalSource").findall(f"{TEI}publisher")]
    values: dict[str, Any] = {field: _value(field, found[field]) for field in Metadata.model_fields}
    values["signature"] = _signature(official.find(f"{TEI}note[@type='signature']"))
    values["spans"] = {text(item): span(item) for item in spans} if spans is not None else {}
    return Metadata(**values)


def removed_of(items: Element | None) -> tuple[Removed, ...]:
    """The runs that were taken out."""
    kinds = [(item, codes(item)) for item in items] if items is not None else []
    return tuple(
        Removed.model_validate(
            {"text": text(item), "rule": kind["noise"], "span": span(item), "zone": kind.get("zone")}
        )
        for item, kind in kinds
    )


def diagnostics_of(items: Element | None) -> tuple[Diagnostic, ...]:
    """What a reader should know."""
    return tuple(_diagnostic(item) for item in items) if items is not None else ()


def _diagnostic(item: Element) -> Diagnostic:
    node, kind = item.get("corresp"), codes(item)
    return Diagnostic.model_validate(
        {
            "code": kind["dx"],
            "severity": kind["severity"],
            "message": text(item),
            "node": attribute(item, "n") if node is None else code(node),
            "span": optional_span(item),
        }
    )


# ── where a field stands ──────────────────────────────────────────────────────────────────────────


def _bibl(header: Element, kind: str) -> Element:
    return header.find(f"{TEI}fileDesc/{TEI}sourceDesc/{TEI}bibl[@type='{kind}']")


def _noted(bibl: Element, kind: str) -> str:
    return text(bibl.find(f"{TEI}note[@type='{kind}']"))


def _steps(element: Element) -> _Steps:
    """The names and kinds from a child of `bibl` down to where its text stands."""
    steps = [(tag(element), element.get("type") or element.get("role"))]
    while len(element) == 1 and tag(element[0]) != "g":
        element = element[0]
        steps.append((tag(element), element.get("type") or element.get("role")))
    return tuple(steps)


_FIELDS: dict[_Steps, str] = {_steps(etree.fromstring(template)): field for field, template in OFFICIAL}
_FIELDS |= {(("date", kind),): field for field, kind in DATES}


def _value(field: str, texts: list[str]) -> Any:
    """One text or none; all of them for a field that holds several."""
    several = Metadata.model_fields[field].annotation == tuple[str, ...]
    return tuple(texts) if several else texts[0] if texts else None


def _signature(note: Element | None) -> Signature | None:
    if note is None:
        return None
    organs = tuple(text(organ) for organ in note.findall(f"{TEI}orgName"))
    return Signature(organs=organs, date_text=optional_text(child(note, "date")))

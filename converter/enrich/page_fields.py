"""The disclosure table of a page → metadata values and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from ..flow import Extent, ZonedLine
from ..late import late
from ..rules.fields import FIELDS, NO_VALUE
from .dates import iso_date

_FIELD_OF = {label: field.id for field in FIELDS if field.id != "none" for label in field.labels}
_NAMES = sorted((label for field in FIELDS for label in field.labels), key=len, reverse=True)
_LABELS = late("(?:^|(?<=[ \u3000\t]))(?P<label>" + "|".join("\\s*".join(name) for name in _NAMES) + ")\\s*[:：]\\s*")
_BARE = late("[【\\[]? *(?P<label>" + "|".join(" *".join(name) for name in _NAMES) + ") *[】\\]]? *:?")
_DOT_DATE = late("(?P<year>(?:19|20)[0-9]{2})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})")


def page_fields(zoned: Sequence[ZonedLine]) -> dict[str, tuple[object, Extent]]:
    """Field → value and extent, from the lines that zones took for the page's own table."""
    found: dict[str, tuple[object, Extent]] = {}
    groups: dict[int, list[ZonedLine]] = {}
    for line in zoned:
        if line.label == "page-metadata":
            groups.setdefault(line.group, []).append(line)
    for lines in groups.values():
        _read_pair(lines, found)
    return found


def _read_pair(lines: list[ZonedLine], found: dict[str, tuple[object, Extent]]) -> None:
    """The labels of a line, each with what stands up to the next; the last one's value may be the line below."""
    first = lines[0].marked.line
    labels = list(_LABELS.finditer(first.text)) or ([bare] if (bare := _BARE.fullmatch(first.shadow)) else [])
    for place, match in enumerate(labels):
        end = labels[place + 1].start() if place + 1 < len(labels) else len(first.text)
        value, extent = first.text[match.end() : end].strip(), Extent(first.start + match.end(), first.start + end)
        if not value and len(lines) > 1:
            value, extent = lines[-1].marked.line.text, Extent(lines[-1].marked.line.start, lines[-1].marked.line.end)
        field = _FIELD_OF.get("".join(match["label"].split()), "")
        read = _value(field, value)
        if field and read and field not in found:
            found[field] = (read, extent)


def _value(field: str, text: str) -> object:
    if not text or text in NO_VALUE:
        return None
    if field in ("date", "publish_date"):
        return iso_date(text) or _dotted(text)
    if field == "keywords":
        return tuple(text.replace("△", " ").split())
    return (text,) if field == "issuers" else text


def _dotted(text: str) -> str | None:
    """2024-5-6, 2024/5/6 and 2024.5.6 read as the Chinese form."""
    match = _DOT_DATE.search(text)
    return iso_date(f"{match['year']}年{match['month']}月{match['day']}日") if match else None

"""Commands that show what the program knows: `rules` and `schema`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Annotated, Any

import typer

from .. import batch, messages
from ..errors import ConverterError
from ..messages import UsageError
from .options import ListFormat
from .say import language, padded, say, stop, takes_colour, text, translated

Search = Annotated[
    str,
    typer.Argument(metavar="SEARCH", help="A word of a rule, or a line that it may take.", show_default=False),
]

SchemaVersion = Annotated[
    str | None,
    typer.Option("--version", metavar="1.0", help="The schema of this minor version.", show_default="the newest"),
]
Tei = Annotated[bool, typer.Option("--tei", help="Print the RELAX NG schema of its TEI instead.")]

_COLUMN = 22


@dataclass(frozen=True, slots=True)
class _Entry:
    """One row of one table."""

    table: str
    row: Any
    says: str = ""
    """What it is about, for a row that has no examples."""


def rules(
    search: Search = "",
    form: ListFormat = "text",
) -> None:
    """List rules and codes, with their examples.

    Marker families, leads of list items, closing paragraphs, roles, noise rules, containers of pages, codes
    of diagnostics and of validate. SEARCH leaves those in which the words stand, and those that take them as a line.
    """
    found = [entry for entry in entries() if not search or _names(entry, search) or _takes(entry, search)]
    if not found:
        say("no rule names or takes {search}", search=search)
    batch.deliver(_as_json(found) if form == "json" else _listed(found, search), None)


def _as_json(found: list[_Entry]) -> str:
    from .reports.to_json import as_json

    return as_json([_values(entry) for entry in found])


def schema(version: SchemaVersion = None, tei: Tei = False) -> None:
    """Print the JSON Schema of the converted document.

    Each minor version that was released can be had as it was.
    """
    import converter

    if tei and version is not None:
        raise UsageError("--version is of the JSON Schema, --tei of another one")
    try:
        made = converter.tei_schema_text() if tei else converter.schema_text(version)
    except ConverterError as error:
        raise stop(2, messages.error_text(language(), error)) from error
    batch.deliver(made, None)


# ── the tables ────────────────────────────────────────────────────────────────────────────────────


def entries() -> Iterator[_Entry]:
    """Every row, table by table."""
    from ..rules import checks, closings, codes, containers, families, leads, noise, roles

    tables: dict[str, tuple[Any, ...]] = {
        "marker families": families.FAMILIES,
        "leads of list items": leads.LEADS,
        "closing paragraphs": closings.CLOSINGS,
        "roles": roles.ROLES,
        "noise rules": noise.NOISE_RULES,
        "containers of pages": containers.CONTAINERS,
    }
    for table, rows in tables.items():
        yield from (_Entry(table, row) for row in rows)
    for name, words in noise.CODED_RULES.items():
        yield _Entry("noise rules without a pattern", {"id": name}, words)
    yield from (_Entry("codes of diagnostics", row, _sentence(row)) for row in codes.CODES)
    for layer, found in checks.LAYERS.items():
        yield from (_Entry(f"codes of validate, layer {layer}", row, _sentence(row)) for row in found)


def _sentence(code: Any) -> str:
    sentence: str = code.zh if language() == "zh" else code.en
    return sentence


def _values(entry: _Entry) -> dict[str, Any]:
    row = entry.row if isinstance(entry.row, dict) else asdict(entry.row)
    return {"table": entry.table, **row} | ({"takes": entry.says} if isinstance(entry.row, dict) else {})


# ── searching ─────────────────────────────────────────────────────────────────────────────────────


def _names(entry: _Entry, search: str) -> bool:
    """The words stand in the row."""
    return any(search.casefold() in str(value).casefold() for value in _values(entry).values())


def _takes(entry: _Entry, search: str) -> bool:
    """The row takes the words, when they are a line of a document."""
    from ..fold import fold

    ask = _ASK.get(entry.table)
    return ask is not None and ask(entry.row, fold(search))


def _is_read_as(row: Any, shadow: str) -> bool:
    # A damaged form is read as the family that it stands for, so the row's own id never shows.
    from ..mark.readings import readings_of

    name = row.stands_for or row.id
    return any(one.family == name and one.damaged == row.damaged for one in readings_of(shadow))


def _begins_with(row: Any, shadow: str) -> bool:
    import re

    return re.match(row.pattern, shadow) is not None


def _is_whole_line(row: Any, shadow: str) -> bool:
    from ..mark.shelf import shelf_with

    return row in shelf_with().matching(shadow)


def _is_container(row: Any, shadow: str) -> bool:
    if not shadow.startswith("<"):
        return False
    from ..read.container import takes

    return takes(row, shadow)


_ASK: dict[str, Callable[[Any, str], bool]] = {
    "marker families": _is_read_as,
    "leads of list items": _begins_with,
    "closing paragraphs": _begins_with,
    "roles": _is_whole_line,
    "noise rules": _is_whole_line,
    "containers of pages": _is_container,
}


# ── printing ──────────────────────────────────────────────────────────────────────────────────────


def _listed(found: list[_Entry], search: str) -> str:
    """One block a table, one or two lines a row."""
    blocks = []
    for table, entries in groupby(found, key=lambda entry: entry.table):
        title = translated(table)
        lines = [typer.style(title, bold=True) if takes_colour(sys.stdout) else title]
        lines += [line for entry in entries for line in _lines(entry, search)]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _lines(entry: _Entry, search: str) -> Iterator[str]:
    values = _values(entry)
    name = padded(values["id"], _COLUMN)
    if entry.says:
        severity = values.get("severity", "")
        yield f"  {name} {severity:8}{translated(entry.says)}" if severity else f"  {name} {translated(entry.says)}"
        return
    taken = text(" (takes the line)") if search and _takes(entry, search) else ""
    yield f"  {name} {padded(text('yes'), 4)}{' · '.join(values['yes'])}{taken}"
    yield f"  {' ' * _COLUMN} {padded(text('no'), 4)}{' · '.join(values['no'])}"

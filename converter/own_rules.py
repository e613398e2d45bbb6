"""A TOML file of the user's own noise rules and containers → rows, each checked against its own examples.

The tables are `[[noise]]` and `[[containers]]`; their keys are the fields of the rows in `rules/rows.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from .errors import ConverterError
from .fold import fold
from .mark.shelf import Shelf
from .rules.noise import CODED_RULES
from .rules.rows import Container, NoiseRule, OwnRules

MOST_BYTES = 1 << 20
LONGEST_LINE = 10_000

Row = TypeVar("Row", NoiseRule, Container)

_TABLES: dict[str, type[NoiseRule] | type[Container]] = {"noise": NoiseRule, "containers": Container}
_ID = re.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SELECTOR = re.compile("(?:[a-z][a-z0-9]*)?(?:[.#][A-Za-z0-9_-]+)*")
_NAMED_GROUP = re.compile(r"\\[1-9]|\(\?P|\\g<")
_ZONES = ("any", "head", "tail")
_KINDS = {"str": "a text", "int": "a whole number", "bool": "true or false", "tuple[str, ...]": "a list of texts"}


def load_rules(path: str | Path) -> OwnRules:
    """The rows of a rules file. Raises ConverterError, which names the file, the row and what is wrong with it."""
    name = str(path)
    tables = _read(Path(path))
    for key in tables:
        if key not in _TABLES:
            _refuse(name, f"it has a table {key}, which is not known", "use [[noise]] and [[containers]]")
    noise = tuple(_rows(name, tables, "noise", NoiseRule, _check_noise))
    containers = tuple(_rows(name, tables, "containers", Container, _check_container))
    return OwnRules(noise, containers)


def _refuse(name: str, reason: str, hint: str) -> NoReturn:
    raise ConverterError(name, reason, hint) from None


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        _refuse(str(path), f"it cannot be read ({error.strerror})", "check the path")
    if len(data) > MOST_BYTES:
        _refuse(str(path), f"it is larger than {MOST_BYTES} bytes", "split it first")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        _refuse(str(path), f"it is not valid TOML ({error})", "write [[noise]] and [[containers]] tables")


def _rows(
    name: str, tables: dict[str, Any], table: str, row: type[Row], check: Callable[[str, Row], None]
) -> Iterator[Row]:
    """The checked rows of one table."""
    found = tables.get(table, [])
    if not isinstance(found, list) or not all(isinstance(values, dict) for values in found):
        _refuse(name, f"{table} is no list of tables", f"write [[{table}]]")
    seen: set[str] = set()
    for number, values in enumerate(found, 1):
        made = _row(name, f"{table} {number}", values, row)
        if made.id in seen:
            _refuse(name, f"{made.id} is there twice", "give each row an id of its own")
        seen.add(made.id)
        if not made.yes or not made.no:
            _refuse(name, f"{made.id} has no examples", "give yes and no, what it takes and what it leaves")
        check(name, made)
        yield made


def _row(name: str, place: str, values: dict[str, Any], row: type[Row]) -> Row:
    known = {field.name: str(field.type) for field in fields(row)}
    for key, value in values.items():
        if key not in known:
            _refuse(name, f"{place} has a key {key}, which is not known", f"its keys are {', '.join(known)}")
        if not _fits(value, known[key]):
            _refuse(name, f"{key} in {place} is not {_KINDS[known[key]]}", "correct the value")
    for key in ("id", "zone", "pattern") if row is NoiseRule else ("id", "selector"):
        if not values.get(key):
            _refuse(name, f"{place} has no {key}", "every row needs one")
    if not _ID.fullmatch(values["id"]) or values["id"] in CODED_RULES:
        _refuse(name, f"{values['id']} cannot be an id", "write it like local-slogan, and not like a rule of ours")
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    return row(**given)


def _fits(value: object, kind: str) -> bool:
    if kind.startswith("tuple"):
        return isinstance(value, list) and all(isinstance(entry, str) for entry in value)
    return type(value).__name__ == kind


def _check_noise(name: str, rule: NoiseRule) -> None:
    if rule.zone not in _ZONES:
        _refuse(name, f"the zone of {rule.id} is not one of {', '.join(_ZONES)}", "correct the value")
    if not 0 < rule.longest <= LONGEST_LINE:
        _refuse(name, f"longest of {rule.id} is not between 1 and {LONGEST_LINE}", "correct the value")
    if _NAMED_GROUP.search(rule.pattern + rule.needs):
        _refuse(name, f"the pattern of {rule.id} names a group or refers back to one", "write it without")
    try:
        for pattern in (rule.pattern, rule.needs):
            re.compile(pattern)
            re.compile(f"|{pattern}")  # among others, where flags for all have no place
    except re.error as error:
        _refuse(name, f"the pattern of {rule.id} is not valid ({error})", "correct the pattern")
    shelf = Shelf((rule,))
    _check_examples(name, rule, lambda example: rule in shelf.matching(fold(example).strip()))


def _check_container(name: str, row: Container) -> None:
    if not _SELECTOR.fullmatch(row.selector):
        _refuse(name, f"{row.selector} is no selector of one element", "write a tag, #id or .class without blanks")
    # Pages are read with lxml, which takes as long to load as all the rest.
    from .read.container import takes

    _check_examples(name, row, lambda example: takes(row, example))


def _check_examples(name: str, row: NoiseRule | Container, takes: Callable[[str], bool]) -> None:
    for example in row.yes:
        if not takes(example):
            _refuse(name, f"{row.id} does not take its example {example}", "correct the rule or the example")
    for example in row.no:
        if takes(example):
            _refuse(name, f"{row.id} takes {example}, which it should leave", "correct the rule or the example")


__all__ = ["OwnRules", "load_rules"]

"""One verdict on every path: the published schema by jsonschema, pydantic's core on text, and on values with messages.

`GANGMU_MUTANTS` says on how many documents; `.ci/run` asks for 5,000.
"""

from __future__ import annotations

import copy
import json
import os
import random
from collections import Counter
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from test_validate import PLAIN, Steps, _nodes, at
from test_validate_meaning import PLAIN as RICH

import converter
from converter.checks.fits import fitted, quickly
from converter.checks.well_formed import is_plain, values_of

MUTANTS = int(os.environ.get("GANGMU_MUTANTS", "500"))
JUDGE = Draft202012Validator(json.loads(converter.schema_text()))
BASES = (PLAIN, RICH)

VALUES: list[Any] = [
    *(None, True, False, 0, 1, -1, 2, 63, 10**30, 1.0, 1.5, -0.0, 1e300),
    *("", "x", "sec_1", "section", "box", "part", "list", "table", "inferred", "2024-03", "2024-3", "1.0.0", "1.7.0"),
    *("a-b", "a_b", "A", "一", "0" * 64, "é\u0000", "🛶"),
    *([], {}, [{}], [[]], [1], [None], {"start": 0, "end": 1}, {"start": 0}, {"type": "section"}),
]


def mutant(dice: random.Random) -> dict[str, Any]:
    """A document with one to three things changed, so that an error may hide another."""
    document = copy.deepcopy(dice.choice(BASES))
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        places = [(*steps, key) for steps, node in _nodes(document, ()) for key in node]
        if places:
            _change(document, dice.choice(places), places, dice)
    return document


def _change(document: dict[str, Any], place: Steps, places: list[Steps], dice: random.Random) -> None:
    holder = at(document, *place[:-1])
    what = dice.choice(("drop", "set", "set", "set", "move", "add", "wrap", "rename"))
    match what:
        case "drop":
            holder.pop(place[-1])
        case "set":
            holder[place[-1]] = copy.deepcopy(dice.choice(VALUES))
        case "move":
            holder[place[-1]] = copy.deepcopy(at(document, *dice.choice(places)))
        case "add":
            holder[dice.choice(("colour", "value", "zone", "type", "level", "children"))] = dice.choice(VALUES)
        case "wrap":
            holder[place[-1]] = [holder[place[-1]]]
        case _:
            holder[f"{place[-1]}s"] = holder.pop(place[-1])


def verdicts(document: dict[str, Any]) -> dict[str, bool]:
    """Whether a document fits the schema, by each path that there is."""
    text = json.dumps(document)
    value, faults = values_of(text)
    assert faults == [] and is_plain(text)
    layers = {finding.layer for finding in converter.validate(text)}
    return {
        "schema": JUDGE.is_valid(document),
        "text": quickly(text) is not None,
        "values": fitted(value)[0] is not None,
        "validate": "schema" not in layers,
    }


def test_all_paths_give_one_verdict() -> None:
    dice = random.Random(20260207)  # noqa: S311 - the same documents in every run
    tally: Counter[bool] = Counter()
    for number in range(MUTANTS):
        document = mutant(dice)
        found = verdicts(document)
        # The short way may leave a document to the careful one, as it does with 1.0 for 1; it never takes one alone.
        assert found["text"] <= found["values"], (number, found)
        assert found["schema"] == found["values"] == found["validate"], (number, found, converter.validate(document))
        tally[found["schema"]] += 1
    assert min(tally[True], tally[False]) > MUTANTS // 20, "both verdicts are there"


@pytest.mark.parametrize("base", BASES, ids=["plain", "rich"])
def test_the_short_way_takes_good_documents(base: dict[str, Any]) -> None:
    for text in (json.dumps(base), json.dumps(base, ensure_ascii=False, indent=2)):
        assert is_plain(text)
        assert quickly(text) == fitted(values_of(text)[0])[0] is not None


@pytest.mark.parametrize("odd", ['"level": 1, "level": 1,', '"level": NaN,', '"level": -Infinity,'])
def test_the_short_way_leaves_what_is_odd(odd: str) -> None:
    assert not is_plain(json.dumps(PLAIN).replace('"level": 1,', odd, 1))


def test_the_end_of_a_pattern_is_the_end_of_the_text() -> None:
    """As in ECMA 262, which JSON Schema means; Python's own `$` also matches before a last line break."""
    document = copy.deepcopy(PLAIN)
    document["children"][0]["id"] += "\n"
    assert [finding.code for finding in converter.validate(document)] == ["wrong-form"]

"""`converter.validate`: what is found in which layer, at which place, in which words; and what is left alone."""

from __future__ import annotations

import copy
import doctest
import json
import random
from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import converter
from converter import Finding
from converter.rules.checks import LAYERS
from converter.rules.checks_tei import TEI_MEANING_CODES

QUOTED = "澄湖船闸夜航"
TEXT = (
    "青砚市人民政府关于湖岸步道的通知\n"
    "各县(市、区)人民政府:\n"
    f"一、总体要求\n(一)基本原则。坚持{QUOTED}。一是先易后难。二是分步推进。\n"
    ")主要目标\n到2027年建成步道。\n"
    "二、重点任务\n专栏1:重点工程\n1.岸线修复\n建设一个中心。\n"
)
DOCUMENT = converter.convert_text(TEXT, name="plan.txt")
PLAIN: dict[str, Any] = json.loads(DOCUMENT.model_dump_json())

Change = Callable[[dict[str, Any]], object]
Steps = tuple[str | int, ...]


def at(value: Any, *steps: str | int) -> Any:
    return reduce(lambda inner, step: inner[step], steps, value)


def put(steps: Steps, value: Any) -> Change:
    """Set one place to a value."""
    return lambda document: at(document, *steps[:-1]).__setitem__(steps[-1], value)


def drop(*steps: str | int) -> Change:
    return lambda document: at(document, *steps[:-1]).pop(steps[-1])


def changed(change: Change) -> dict[str, Any]:
    document = copy.deepcopy(PLAIN)
    change(document)
    return document


def place_of(kind: str, document: dict[str, Any] = PLAIN) -> Steps:
    """Where the first block of a type stands."""
    return next(steps for steps, node in _nodes(document, ()) if node.get("type") == kind)


def _nodes(value: Any, steps: Steps) -> Iterator[tuple[Steps, dict[str, Any]]]:
    if isinstance(value, dict):
        yield steps, value
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value) if type(value) is list else ():
        yield from _nodes(inner, (*steps, step))


def shown(steps: Steps) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")


SECTION, LIST, BOX = place_of("section"), place_of("list"), place_of("box")
INNER = next(steps for steps, node in _nodes(PLAIN, ()) if node.get("type") == "section" and node["level"] == 2)
INNERMOST = next(steps for steps, node in _nodes(PLAIN, ()) if node.get("type") == "section" and node["level"] == 3)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "obj",
    [DOCUMENT, PLAIN, DOCUMENT.model_dump_json(), DOCUMENT.model_dump_json().encode(), "\ufeff" + json.dumps(PLAIN)],
    ids=["document", "dict", "text", "bytes", "byte order mark"],
)
def test_a_good_document_has_no_findings(obj: object, lang: str) -> None:
    assert converter.validate(obj, lang=lang) == []


# ── is it JSON ────────────────────────────────────────────────────────────────────────────────────

NOT_JSON: list[tuple[object, str, str]] = [
    ("", "not-json", "line 1, column 1"),
    ('{\n  "a": 1,\n}', "not-json", "line 3, column 1"),
    ("[1, 2", "not-json", "a comma is missing"),
    ('{"a" 1}', "not-json", "a colon is missing"),
    ('"abc', "not-json", "a text has no end"),
    ('"\x07"', "not-json", "a control character"),
    ('"\\q"', "not-json", "an escape that does not exist"),
    ("{} {}", "not-json", "has ended before"),
    (json.dumps(PLAIN)[:-40], "not-json", "No JSON from line 1"),
    (b'{"a": "\xff"}', "not-utf8", "byte 7"),
    ('{"a": 1}'.encode("utf-16"), "not-utf8", "byte 0"),
    ("9" * 5000, "number-too-long", "more digits"),
    ("[" * 100_000, "nested-too-deep", "deeper"),
    ({"a": {1, 2}}, "not-plain", "cannot"),
    (object(), "not-plain", "cannot"),
]


@pytest.mark.parametrize(("obj", "code", "words"), NOT_JSON)
def test_what_is_no_json(obj: object, code: str, words: str) -> None:
    [finding] = converter.validate(obj)
    assert (finding.layer, finding.code, finding.path, finding.node) == ("json", code, "", None)
    assert words in finding.message


def test_circular_values_end() -> None:
    circular: dict[str, Any] = {}
    circular["children"] = [circular]
    assert [finding.code for finding in converter.validate(circular)] == ["not-plain"]


def test_every_sentence_of_the_json_reader_has_words_of_ours() -> None:
    for broken in (
        "",
        '{"a":1,}',
        "[1,]",
        "[1 2]",
        '{"a" 1}',
        '"',
        '"\x01"',
        '"\\x"',
        '"\\u12"',
        "1 1",
        "{1:2}",
        '{"a',
    ):
        [finding] = converter.validate(broken, lang="zh")
        reason = finding.message.partition("：")[2]
        assert reason and all(ord(char) > 127 or char in "\\u " for char in reason), finding.message


def test_duplicate_keys_and_nan_are_found_with_their_places() -> None:
    text = json.dumps(PLAIN).replace('"level": 1,', '"level": 1, "level": 1, "run_in": false,', 1)
    assert converter.validate(text) == [
        Finding("json", "duplicate-key", f"{shown(SECTION)}.level", "This key stands in its object more than once."),
        Finding("json", "duplicate-key", f"{shown(SECTION)}.run_in", "This key stands in its object more than once."),
    ]
    for number in ("NaN", "Infinity", "-Infinity"):
        text = json.dumps(PLAIN).replace('"level": 1,', f'"level": {number},', 1)
        expected = Finding("json", "not-finite", f"{shown(SECTION)}.level", f"{number} is no number in JSON.")
        assert converter.validate(text) == [expected]


@pytest.mark.parametrize("half", ["\ud800", "\udfff青"])
def test_half_a_character_is_found_with_its_place(half: str) -> None:
    for place in ((*SECTION, "heading"), (*SECTION, "id"), ("metadata", "title")):
        document = changed(put(place, half))
        for obj in (document, json.dumps(document), json.dumps(document, ensure_ascii=False)):
            assert [(one.code, one.path) for one in converter.validate(obj)] == [("lone-surrogate", shown(place))]
    [finding] = converter.validate(changed(put((*SECTION, half), 1)))
    assert finding.path == f"{shown(SECTION)}.{half}"
    assert converter.validate(json.dumps(changed(put(("metadata", "title"), "🛶")))) == []


# ── does it fit the schema ────────────────────────────────────────────────────────────────────────

MISFITS: list[tuple[Change, str, str, str]] = [
    (drop("schema_version"), "missing-field", "schema_version", "missing"),
    (put(("schema_version",), "2.0.0"), "wrong-form", "schema_version", "^1"),
    (put(("schema_version",), 1), "wrong-type", "schema_version", "A text is expected, an integer was found."),
    (put(("colour",), QUOTED), "unknown-field", "colour", "no field"),
    (put(("children",), {}), "wrong-type", "children", "An array is expected, an object was found."),
    (put(("children", 0), QUOTED), "wrong-type", "children[0]", "An object is expected, a text was found."),
    (put(("source", "sha256"), QUOTED), "wrong-form", "source.sha256", "[0-9a-f]{64}"),
    (put(("source", "length"), -1), "too-small", "source.length", "smaller than 0"),
    (put(("source", "length"), 1.5), "wrong-type", "source.length", "a number with a fraction was found"),
    (put((*SECTION, "type"), QUOTED), "unknown-value", f"{shown(SECTION)}.type", "'section', 'box', 'part'"),
    (put((*SECTION, "type"), 3), "unknown-value", f"{shown(SECTION)}.type", "'section'"),
    (drop(*SECTION, "type"), "missing-field", f"{shown(SECTION)}.type", "missing"),
    (put((*SECTION, "level"), "1"), "wrong-type", f"{shown(SECTION)}.level", "a text was found"),
    (put((*SECTION, "level"), True), "wrong-type", f"{shown(SECTION)}.level", "true or false was found"),
    (put((*SECTION, "level"), 0), "too-small", f"{shown(SECTION)}.level", "smaller than 1"),
    (put((*SECTION, "section"), 0), "unknown-field", f"{shown(SECTION)}.section", "no field"),
    (put((*SECTION, "span"), [0, 1]), "wrong-type", f"{shown(SECTION)}.span", "an array was found"),
    (put((*SECTION, "span", "end"), None), "wrong-type", f"{shown(SECTION)}.span.end", "null was found"),
    (put((*SECTION, "marker", "status"), QUOTED), "unknown-value", f"{shown(SECTION)}.marker.status", "'repaired'"),
    (put((*INNER, "heading"), None), "wrong-type", f"{shown(INNER)}.heading", "null was found"),
    (put((*INNERMOST, "heading"), 7), "wrong-type", f"{shown(INNERMOST)}.heading", "A text is expected"),
    (put((*INNERMOST, "children", 0, "links"), QUOTED), "wrong-type", f"{shown(INNERMOST)}.children[0].links", "array"),
    (drop(*LIST, "items"), "missing-field", f"{shown(LIST)}.items", "missing"),
    (put((*LIST, "items", 0, "text"), 3), "wrong-type", f"{shown(LIST)}.items[0].text", "an integer was found"),
    (put((*BOX, "level"), 1), "unknown-field", f"{shown(BOX)}.level", "no field"),
    (put(("metadata", "date"), "7 March"), "wrong-form", "metadata.date", "[0-9]{4}"),
    (put(("metadata", "spans"), {"title": 1}), "wrong-type", "metadata.spans.title", "An object"),
    (put(("diagnostics", 0, "severity"), "fatal"), "unknown-value", "diagnostics[0].severity", "'error', 'warning'"),
]


@pytest.mark.parametrize(("change", "code", "path", "words"), MISFITS)
def test_what_does_not_fit_the_schema(change: Change, code: str, path: str, words: str) -> None:
    document = changed(change)
    [finding] = converter.validate(document)
    assert (finding.layer, finding.code, finding.path) == ("schema", code, path)
    assert words in finding.message
    for lang in ("en", "zh"):
        assert QUOTED not in str(converter.validate(document, lang=lang)), "the document is not repeated"


def test_the_block_is_named_where_it_is_known() -> None:
    node = at(PLAIN, *INNER)["id"]
    assert [finding.node for finding in converter.validate(changed(put((*INNER, "level"), "2")))] == [node]
    assert [finding.node for finding in converter.validate(changed(put(("children",), None)))] == [None]
    [no_name] = converter.validate(changed(put((*INNERMOST, "id"), "X" * 10_000)))
    assert no_name.node == at(PLAIN, *INNERMOST[:-2])["id"], "a name longer than any is not repeated"


def test_all_that_is_wrong_is_found_at_once() -> None:
    document = changed(put((*INNER, "level"), "2"))
    document["source"].pop("name")
    document["note"] = 1
    assert {finding.path for finding in converter.validate(document)} == {
        f"{shown(INNER)}.level",
        "source.name",
        "note",
    }


def test_numbers_are_those_of_json_schema() -> None:
    assert converter.validate(json.dumps(PLAIN).replace('"level": 1,', '"level": 1.0,')) == []
    for number in ("1.5", "1e999"):
        text = json.dumps(PLAIN).replace('"level": 1,', f'"level": {number},', 1)
        assert [finding.code for finding in converter.validate(text)] == ["wrong-type"]


def test_what_the_schema_layer_refuses_is_what_the_schema_refuses() -> None:
    """The published schema is the reference: both give the same verdict on documents with one thing changed."""
    judge = Draft202012Validator(json.loads(converter.schema_text()))
    dice = random.Random(7)  # noqa: S311 - the same documents in every run
    places = [(*steps, key) for steps, node in _nodes(PLAIN, ()) for key in node]
    values: list[Any] = [None, True, 0, -1, 2, 1.0, 1.5, "", "x", "section", "2024-03", [], {}, [{}], [1]]
    verdicts = []
    for _ in range(250):
        change = drop(*dice.choice(places)) if dice.random() < 0.2 else put(dice.choice(places), dice.choice(values))
        document = changed(change)
        found = [finding for finding in converter.validate(document) if finding.layer == "schema"]
        assert judge.is_valid(document) is (not found), found
        verdicts.append(not found)
    assert True in verdicts and False in verdicts


# ── does it make sense ────────────────────────────────────────────────────────────────────────────

SPAN = at(PLAIN, *INNERMOST)["span"]
TWIN = at(PLAIN, *SECTION)["id"]
NONSENSE: list[tuple[Change, str, str]] = [
    (put((*INNERMOST, "id"), TWIN), "id-twice", shown(INNERMOST)),
    (put((*INNERMOST, "level"), 4), "wrong-level", shown(INNERMOST)),
    (put((*INNERMOST, "span"), {"start": SPAN["end"], "end": SPAN["start"]}), "span-backwards", shown(INNERMOST)),
    (put((*INNERMOST, "span"), {**SPAN, "end": SPAN["end"] + 1}), "span-outside", shown(INNERMOST)),
    (put(("children", -1, "span", "end"), len(TEXT) + 1), "span-outside", f"children[{len(PLAIN['children']) - 1}]"),
    (put(("children", 1, "span", "start"), 3), "span-order", "children[1]"),
    (put((*INNERMOST, "heading_span", "start"), 0), "heading-outside", shown(INNERMOST)),
]


@pytest.mark.parametrize(("change", "code", "path"), NONSENSE)
def test_what_makes_no_sense(change: Change, code: str, path: str) -> None:
    document = changed(change)
    [finding] = converter.validate(document)
    assert (finding.layer, finding.code, finding.path) == ("meaning", code, path)
    assert finding.node == at(document, *_steps(path))["id"]
    assert any(finding.message in sentence for sentence in converter.audit(_built(document), TEXT)), "audit says it too"


def _steps(path: str) -> Steps:
    parts = path.replace("[", ".").replace("]", "").split(".")
    return tuple(int(part) if part.isdigit() else part for part in parts)


def _built(document: dict[str, Any]) -> converter.Document:
    return converter.Document.model_validate_json(json.dumps(document))


def nested(depth: int) -> dict[str, Any]:
    """A document whose sections lie inside of each other."""
    document = copy.deepcopy(PLAIN)
    blocks: list[Any] = []
    for level in range(depth, 0, -1):
        section = copy.deepcopy(at(PLAIN, *SECTION)) | {"id": f"sec_{level}", "level": level, "children": blocks}
        blocks = [section | {"span": {"start": 0, "end": 5}, "heading_span": None, "heading_raw": None}]
    document["children"] = blocks
    return document


@pytest.mark.parametrize(
    ("depth", "codes"),
    [
        (64, []),
        (65, ["too-deep"]),
        (200, ["too-deep"]),
        (300, ["nested-too-deep"]),
        (450, ["nested-too-deep"]),
    ],
)
def test_depth(depth: int, codes: list[str]) -> None:
    found = [finding.code for finding in converter.validate(nested(depth))]
    assert list(dict.fromkeys(found)) == codes


# ── findings as such ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("layer", ["json", "schema", "meaning"])
def test_every_code_has_a_case(layer: str) -> None:
    tried = {code for _, code, _ in NOT_JSON} | {code for _, code, *_ in (*MISFITS, *NONSENSE)}
    tried |= {"duplicate-key", "not-finite", "lone-surrogate", "too-deep", "nested-too-deep"}
    codes = {code.id for code in LAYERS[layer] if code not in TEI_MEANING_CODES}  # test_validate_tei tries those
    assert codes - tried - {"not-allowed"} == set(), "`not-allowed` waits for new fields"


def test_a_finding_is_a_frozen_row() -> None:
    [finding] = converter.validate("")
    with pytest.raises(AttributeError):
        finding.code = "other"  # type: ignore[misc]


def test_chinese() -> None:
    [finding] = converter.validate(changed(put((*INNER, "level"), "2")), lang="zh")
    assert finding.message == "应为整数，实为文本。"


def test_the_examples_in_its_docstrings() -> None:
    from importlib import import_module

    assert doctest.testmod(import_module("converter.validate")).failed == 0

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
from converter.model import SCHEMA_VERSION
from converter.rules.checks import LAYERS

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

NOT_JSON: list[tuple[object, str, str, tuple[int | None, int | None]]] = [
    ("", "empty", "nothing", (1, 1)),
    (" \n", "empty", "nothing", (1, 1)),
    ('{\n  "a": 1,\n}', "not-json", "a key in double quotes", (3, 1)),
    ("[1 2", "not-json", "a comma is missing", (1, 4)),
    ('{"a" 1}', "not-json", "a colon is missing", (1, 6)),
    ('"abc', "not-json", "a text has no end", (1, 1)),
    ('"\x07"', "not-json", "a control character", (1, 2)),
    ('"\\q"', "not-json", "an escape that does not exist", (1, 2)),
    ("{} {}", "not-json", "has ended before", (1, 4)),
    ("<TEI/>", "not-json", "a value is missing", (1, 1)),
    ("[1, 2", "truncated", "in the midst", (1, 6)),
    ('{"a": tr', "truncated", "in the midst", (1, 7)),
    ('{\n"a":', "truncated", "in the midst", (2, 5)),
    (json.dumps(PLAIN)[:-1], "truncated", "in the midst", (1, len(json.dumps(PLAIN)))),
    (b'{"a":\n "\xff"}', "not-utf8", "byte 8", (2, 3)),
    ('{"a": 1}'.encode("utf-16"), "not-utf8", "byte 0", (1, 1)),
    ("[" * 100_000, "nested-too-deep", "deeper", (None, None)),
    ({"a": {1, 2}}, "not-plain", "cannot", (None, None)),
    (object(), "not-plain", "cannot", (None, None)),
]


@pytest.mark.parametrize(("obj", "code", "words", "place"), NOT_JSON)
def test_what_is_no_json(obj: object, code: str, words: str, place: tuple[int | None, int | None]) -> None:
    [finding] = converter.validate(obj)
    assert (finding.layer, finding.code, finding.path, finding.node) == ("well-formed", code, "", None)
    assert words in finding.message
    assert (finding.line, finding.column) == place


def test_circular_values_end() -> None:
    circular: dict[str, Any] = {}
    circular["children"] = [circular]
    assert [finding.code for finding in converter.validate(circular)] == ["not-plain"]


def test_every_sentence_of_the_json_reader_has_words_of_ours() -> None:
    for broken in (
        '{"a":1,}',
        "[1,]",
        "[1 2]",
        '{"a" 1}',
        '"',
        "<",
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
    twice = "This key stands in its object more than once."
    assert [(one.layer, one.code, one.path, one.message) for one in converter.validate(text)] == [
        ("well-formed", "duplicate-key", f"{shown(SECTION)}.level", twice),
        ("well-formed", "duplicate-key", f"{shown(SECTION)}.run_in", twice),
    ]
    for number in ("NaN", "Infinity", "-Infinity"):
        text = json.dumps(PLAIN).replace('"level": 1,', f'"level": {number},', 1)
        [finding] = converter.validate(text)
        assert (finding.code, finding.path) == ("not-finite", f"{shown(SECTION)}.level")
        assert finding.message == f"{number} is no number in JSON."


@pytest.mark.parametrize("digits", ["9" * 5000, "1e999", "-1e999"])
def test_a_number_that_nobody_can_read_is_found_with_its_place(digits: str) -> None:
    for name in ("level", "colour"):
        text = json.dumps(PLAIN).replace('"level": 1,', f'"level": 1, "{name}": {digits},', 1)
        found = [finding for finding in converter.validate(text) if finding.code == "number-too-long"]
        assert [(one.path, one.layer) for one in found] == [(f"{shown(SECTION)}.{name}", "well-formed")]


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
    (lambda document: document.clear(), "not-a-document", "", "neither schema_version nor children"),
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
    text = json.dumps(PLAIN).replace('"level": 1,', '"level": 1.5,', 1)
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
        bare = {"marker": None, "heading_span": None, "heading_raw": None}
        blocks = [section | bare | {"span": {"start": 0, "end": 5}}]
    return document | {"children": blocks, "diagnostics": []}


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


def test_every_code_of_the_first_two_layers_has_a_case() -> None:
    tried = {code for _, code, *_ in (*NOT_JSON, *MISFITS)}
    tried |= {"duplicate-key", "not-finite", "lone-surrogate", "number-too-long", "nested-too-deep"}
    tried |= {"newer-version", "newer-field"}
    codes = {code.id for layer in ("well-formed", "schema") for code in LAYERS[layer]}
    assert codes - tried == {"not-allowed"}, "which waits for new kinds of fields"


def test_a_finding_names_the_block_as_its_readers_do() -> None:
    wide = json.dumps(changed(put((*INNER, "level"), "2")), ensure_ascii=False).replace("(一)", "（一）")
    for lang, block in (("en", "section 一（一）"), ("zh", "章节 一（一）")):
        assert [one.block for one in converter.validate(wide, lang=lang)] == [block]
    [finding] = converter.validate(changed(put((*INNERMOST, "level"), "2")))
    assert finding.block == "section 二 专栏1 1"
    long = changed(put((*INNERMOST, "level"), "2"))
    at(long, *INNERMOST)["marker"]["reading"] = "X" * 10_000
    [finding] = converter.validate(long)
    assert finding.block == "section 二 专栏1", "no marker is as long as this"


def test_a_finding_stands_in_its_line() -> None:
    document = changed(put((*INNER, "level"), "2"))
    document["source"].pop("name")
    text = json.dumps(document, ensure_ascii=False, indent=1)
    lines = text.splitlines()
    level, name = (
        next(one for one in converter.validate(text) if one.path.endswith(what)) for what in (".level", "e.name")
    )
    assert lines[level.line - 1][level.column - 1 :] == '"level": "2",'  # type: ignore[operator]
    assert lines[name.line - 1] == ' "source": {', "what is missing is looked for where it should be"  # type: ignore[operator]
    assert {(one.line, one.column) for one in converter.validate(document)} == {(None, None)}


# ── a newer minor version ─────────────────────────────────────────────────────────────────────────


def newer(document: dict[str, Any]) -> dict[str, Any]:
    major, minor, _ = SCHEMA_VERSION.split(".")
    return document | {"schema_version": f"{major}.{int(minor) + 1}.0"}


def test_a_newer_minor_is_read_when_that_is_asked_for() -> None:
    document = newer(changed(put((*SECTION, "colour"), 1)))
    document["season"] = {"deep": [float("1.5")]}
    assert {one.code for one in converter.validate(document)} == {"newer-version", "unknown-field"}
    found = converter.validate(document, lenient=True)
    assert {(one.code, one.severity, one.path) for one in found} == {
        ("newer-field", "info", f"{shown(SECTION)}.colour"),
        ("newer-field", "info", "season"),
    }
    assert converter.validate(newer(PLAIN)) == [], "nothing new is in it"


def test_lenient_is_for_what_is_new_alone() -> None:
    wrong = newer(changed(put((*SECTION, "level"), "1"))) | {"season": 1}
    assert {one.code for one in converter.validate(wrong, lenient=True)} == {"newer-field", "wrong-type"}
    for version in (SCHEMA_VERSION, "1.0.0"):
        [finding] = converter.validate(PLAIN | {"season": 1, "schema_version": version}, lenient=True)
        assert (finding.code, finding.severity) == ("unknown-field", "error")
    assert {one.code for one in converter.validate(PLAIN | {"season": 1, "schema_version": "2.0.0"}, lenient=True)} == {
        "unknown-field",
        "wrong-form",
    }
    nonsense = newer(changed(put((*INNERMOST, "level"), 4))) | {"season": 1}
    assert {one.code for one in converter.validate(nonsense, lenient=True)} == {"newer-field", "wrong-level"}


# ── findings as such ──────────────────────────────────────────────────────────────────────────────


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

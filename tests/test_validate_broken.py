"""Broken documents of every kind, through the command: the right code, one clear finding, the right exit code."""

from __future__ import annotations

import copy
import gzip
import io
import json
import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from test_validate import BOX, INNER, INNERMOST, PLAIN, SECTION, at, changed, drop, nested, put
from test_validate_meaning import ITEM, TABLE
from test_validate_meaning import PLAIN as RICH

import converter
from converter.checks.records import FREE, RATIO, records
from converter.validate import validate_file

GOOD = json.dumps(PLAIN, ensure_ascii=False)
LEVEL = '"level": 1,'


def text(change: Callable[[dict[str, Any]], object]) -> str:
    return json.dumps(changed(change))


def rich(change: Callable[[dict[str, Any]], object]) -> str:
    document = copy.deepcopy(RICH)
    change(document)
    return json.dumps(document)


def level(written: str) -> str:
    """The document with something else where the first level stands."""
    assert LEVEL in GOOD
    return GOOD.replace(LEVEL, written, 1)


def _part_in_section(document: dict[str, Any]) -> None:
    section = at(document, *SECTION)
    part = {key: section[key] for key in ("marker", "heading", "heading_span", "heading_raw", "children")}
    section["children"] = [part | {"type": "part", "kind": "entry", "id": "part_1", "span": section["span"]}]


def _overlap(document: dict[str, Any]) -> None:
    first, second = (at(document, "children", index) for index in (0, 1))
    second["span"]["start"] = first["span"]["end"] - 1


BROKEN: dict[str, tuple[str | bytes, str, str]] = {
    # ── well-formed ──
    "nothing": ("", "well-formed", "empty"),
    "blanks alone": (" \n\t", "well-formed", "empty"),
    "cut in the midst": (GOOD[: GOOD.index(LEVEL) + 7], "well-formed", "truncated"),
    "without its last brace": (GOOD[:-1], "well-formed", "truncated"),
    "cut in a text": (GOOD[: GOOD.index("坚持")], "well-formed", "not-json"),
    "cut in a character": (GOOD.encode()[: GOOD.encode().index("坚".encode()) + 1], "well-formed", "not-utf8"),
    "a comma too many": (level(LEVEL + ","), "well-formed", "not-json"),
    "a comma too few": (level('"level": 1'), "well-formed", "not-json"),
    "single quotes": (level("'level': 1,"), "well-formed", "not-json"),
    "a comment": (level(LEVEL + "// one"), "well-formed", "not-json"),
    "a bare word": (level('"level": one,'), "well-formed", "not-json"),
    "a leading zero": (level('"level": 01,'), "well-formed", "not-json"),
    "a control character": (GOOD.replace("坚持", "坚\x07持"), "well-formed", "not-json"),
    "an escape that is none": (GOOD.replace("坚持", "坚\\q持"), "well-formed", "not-json"),
    "two documents": (GOOD + GOOD, "well-formed", "not-json"),
    "two documents on lines": (f"{GOOD}\n{GOOD}\n", "well-formed", "not-json"),
    "plain text": ("一、总体要求\n", "well-formed", "not-json"),
    "NaN": (level('"level": NaN,'), "well-formed", "not-finite"),
    "Infinity": (level('"level": -Infinity,'), "well-formed", "not-finite"),
    "a key twice": (level(LEVEL + LEVEL), "well-formed", "duplicate-key"),
    "a number of 5,000 digits": (level(f'"level": {"7" * 5000},'), "well-formed", "number-too-long"),
    "a number beyond all numbers": (level('"level": 1e999,'), "well-formed", "number-too-long"),
    "half of a character": (GOOD.replace("坚持", "坚\\ud800持"), "well-formed", "lone-surrogate"),
    "GB18030": (GOOD.encode("gb18030"), "well-formed", "not-utf8"),
    "UTF-16": (GOOD.encode("utf-16"), "well-formed", "not-utf8"),
    "100,000 brackets": ("[" * 100_000, "well-formed", "nested-too-deep"),
    # ── schema ──
    "an array": ("[]", "schema", "wrong-type"),
    "null": ("null", "schema", "wrong-type"),
    "JSON of something else": ('{"name": "left-pad", "version": "1.0.0"}', "schema", "not-a-document"),
    "another major version": (text(put(("schema_version",), "2.0.0")), "schema", "wrong-form"),
    "a text for a number": (text(put((*INNER, "level"), "2")), "schema", "wrong-type"),
    "true for a number": (text(put((*INNER, "level"), True)), "schema", "wrong-type"),
    "a fraction": (text(put((*SECTION, "span", "start"), 1.5)), "schema", "wrong-type"),
    "null for a text": (text(put((*INNER, "heading"), None)), "schema", "wrong-type"),
    "level 0": (text(put((*SECTION, "level"), 0)), "schema", "too-small"),
    "a negative offset": (text(put((*INNERMOST, "span", "start"), -1)), "schema", "too-small"),
    "a huge negative number": (text(put((*SECTION, "level"), -(10**30))), "schema", "too-small"),
    "an unknown field": (text(put((*INNERMOST, "colour"), 1)), "schema", "unknown-field"),
    "a level on a box": (text(put((*BOX, "level"), 1)), "schema", "unknown-field"),
    "no id": (text(drop(*INNERMOST, "id")), "schema", "missing-field"),
    "no span": (text(drop(*INNER, "span")), "schema", "missing-field"),
    "no type": (text(drop(*INNER, "type")), "schema", "missing-field"),
    "an unknown type": (text(put((*INNER, "type"), "chapter")), "schema", "unknown-value"),
    "a part in a section": (text(_part_in_section), "schema", "unknown-value"),
    "an unknown status": (text(put((*INNER, "marker", "status"), "lost")), "schema", "unknown-value"),
    "an id that is none": (text(put((*INNER, "id"), "第一节")), "schema", "wrong-form"),
    "a date in words": (text(put(("metadata", "date"), "March")), "schema", "wrong-form"),
    "a digest that is none": (text(put(("source", "sha256"), "0")), "schema", "wrong-form"),
    "450 levels": (json.dumps(nested(450)), "schema", "nested-too-deep"),
    # ── meaning ──
    "200 levels": (json.dumps(nested(200)), "meaning", "too-deep"),
    "an id twice": (text(put((*INNERMOST, "id"), at(PLAIN, *SECTION)["id"])), "meaning", "id-twice"),
    "a wrong level": (text(put((*INNERMOST, "level"), 2)), "meaning", "wrong-level"),
    "a huge level": (text(put((*INNERMOST, "level"), 10**30)), "meaning", "wrong-level"),
    "overlapping spans": (text(_overlap), "meaning", "span-order"),
    "a span backwards": (text(put((*INNERMOST, "span"), {"start": 9, "end": 3})), "meaning", "span-backwards"),
    "a span beyond its parent": (text(put(("children", -1, "span", "end"), 10**6)), "meaning", "span-outside"),
    "a marker of another family": (text(put((*INNER, "marker", "family"), "chapter")), "meaning", "marker-family"),
    "a marker of another number": (text(put((*INNER, "marker", "ordinal"), 7)), "meaning", "marker-family"),
    "an inferred marker in print": (rich(put((*ITEM, "marker", "status"), "inferred")), "meaning", "marker-status"),
    "a cell off its grid": (rich(put((*TABLE, "cells", 0, "row"), 99)), "meaning", "cell-outside"),
    "a cell on another": (rich(put((*TABLE, "cells", 1, "col"), 0)), "meaning", "cell-overlap"),
    "a pointer to nowhere": (rich(put(("diagnostics", 0, "node"), "sec_99")), "meaning", "pointer-lost"),
    "evidence of no field": (
        rich(put(("metadata", "spans", "colour"), {"start": 0, "end": 1})),
        "meaning",
        "field-lost",
    ),
}


def written(content: str | bytes, name: str = "a.json") -> str:
    Path(name).write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return name


@pytest.mark.parametrize("kind", BROKEN)
def test_one_clear_finding(command: Run, kind: str) -> None:
    content, layer, code = BROKEN[kind]
    result = command("validate", written(content), "--format", "json")
    found = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (1, "")
    assert [(row["layer"], row["code"]) for row in {row["code"]: row for row in found}.values()] == [(layer, code)]
    assert len(found) == 1, found
    assert "坚持" not in result.stdout, "the document is not repeated"
    for lang in ("en", "zh"):
        [line, *_] = command("validate", "a.json", "--lang", lang).stdout.splitlines()
        assert line.startswith("a.json") and f" {layer} {code} " in line and len(line) < 300


def test_there_are_many_kinds() -> None:
    assert len(BROKEN) + len(UNREADABLE) > 60


# ── files that cannot be read ─────────────────────────────────────────────────────────────────────


def _folder(name: str) -> None:
    Path(name).mkdir()


def _loop(name: str) -> None:
    Path(name).symlink_to(name)


def _bomb(name: str) -> None:
    with gzip.open(name, "wb") as stream:
        for _ in range(2 * FREE >> 20):
            stream.write(b" " * (1 << 20))


UNREADABLE: dict[str, tuple[Callable[[str], object], str]] = {
    "no such file": (lambda _: None, "no such file or folder"),
    "an empty folder": (_folder, "no document in this folder"),
    "a link to itself": (_loop, "too many levels of symbolic links"),
    "a damaged gzip file": (lambda name: written(gzip.compress(GOOD.encode())[:-30], name), "damaged gzip file"),
    "no gzip file": (lambda name: written(b"\x1f\x8b\x00not", name), "damaged gzip file"),
    "a gzip bomb": (_bomb, f"unpacks to more than {RATIO} times"),
    "XML": (lambda name: written('<?xml version="1.0"?><!-- <TEI/> --><html/>', name), "root element is not of TEI"),
    "TEI": (lambda name: written('<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', name), "TEI"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read(command: Run, kind: str) -> None:
    make, words = UNREADABLE[kind]
    make("bad.json")
    result = command("validate", "bad.json")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("bad.json: ") and words in result.stderr and result.stderr.count("\n") == 1
    result = command("validate", "bad.json", written(GOOD), "--lang", "zh")
    assert (result.exit_code, result.stdout) == (1, ""), "some input failed"
    assert result.stderr.startswith("bad.json：")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_nobody_may_read(command: Run) -> None:
    Path(written(GOOD)).chmod(0)
    result = command("validate", "a.json")
    assert (result.exit_code, "permission denied" in result.stderr) == (3, True)


# ── files of many documents ───────────────────────────────────────────────────────────────────────


def test_each_line_is_a_document(command: Run) -> None:
    wrong = text(put((*INNER, "level"), "2"))
    written("\n".join([GOOD, "", wrong, GOOD, GOOD[:-1]]) + "\n", "a.jsonl")
    result = command("validate", "a.jsonl")
    assert result.exit_code == 1
    assert [line.split(" ")[0] for line in result.stdout.splitlines()] == [
        f"a.jsonl:3:{wrong.index(chr(34) + 'level' + chr(34) + ': ' + chr(34)) + 1}:",
        f"a.jsonl:5:{len(GOOD)}:",
    ]


@pytest.mark.parametrize("name", ["a.ndjson", "a.jsonl.gz", "a.txt", "a", "-"])
def test_lines_are_known_by_suffix_or_by_what_they_hold(command: Run, name: str) -> None:
    data = f"{GOOD}\n{text(drop('children'))}\n".encode()
    given = gzip.compress(data) if name.endswith(".gz") else data
    if name != "-":
        written(given, name)
    result = command("validate", name, input=given if name == "-" else None)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{name if name != '-' else 'stdin'}:2:1: children: schema missing-field")


@pytest.mark.parametrize("name", ["a.json", "a.json.gz", "-"])
@pytest.mark.parametrize("indent", [None, 2])
def test_one_document_is_no_lines(command: Run, name: str, indent: int | None) -> None:
    data = (json.dumps(PLAIN, indent=indent) + "\n\n").encode()
    given = gzip.compress(data) if name != "a.json" else data
    if name != "-":
        written(given, name)
    result = command("validate", name, input=given if name == "-" else None)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_an_empty_file_of_lines_holds_no_document(command: Run) -> None:
    written("\n\n", "a.jsonl")
    assert command("validate", "a.jsonl").exit_code == 0


def test_fifty_megabytes_with_one_bad_line(command: Run) -> None:
    lines, bad = 50_000_000 // len(GOOD.encode()) + 1, 777
    with Path("big.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(
            f"{GOOD}\n" if number != bad else level('"level": 1.5,') + "\n" for number in range(1, lines + 1)
        )
    assert Path("big.jsonl").stat().st_size > 50_000_000
    result = command("validate", "big.jsonl")
    [line] = result.stdout.splitlines()
    assert (result.exit_code, result.stderr) == (1, "")
    assert line.startswith(f"big.jsonl:{bad}:") and "wrong-type" in line


class _Endless(io.RawIOBase):
    """A file of bad lines that never ends."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        buffer[:] = (b"{\n" * len(buffer))[: len(buffer)]
        return len(buffer)


@pytest.mark.parametrize("packed", [False, True])
def test_lines_are_checked_as_they_come(packed: bool) -> None:
    stream = io.BytesIO(gzip.compress(b"{\n" * 10_000)) if packed else io.BufferedReader(_Endless())
    found = islice(validate_file(stream, "a.jsonl.gz" if packed else "a.jsonl"), 3)
    assert [(one.line, one.code) for one in found] == [(1, "truncated"), (2, "truncated"), (3, "truncated")]
    assert not stream.closed


def test_a_document_is_bounded() -> None:
    for name in ("a.json", "a.jsonl"):
        with pytest.raises(converter.ConverterError, match="larger than 100 bytes"):
            list(records(io.BytesIO(b"{" + b" " * 200 + b"}"), name, limit=100))


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        ("<TEI/>", "tei"),
        ("\ufeff <?xml version='1.0'?>\n<!DOCTYPE TEI [<!ENTITY a '>'>]>\n<tei:teiCorpus>", "tei"),
        ("<!-- a --><!-- b --><TEI xml:id='a'>", "tei"),
        ("<", "json"),
        ("<!-- without an end", "json"),
        ("<!-- a -->" * 5000, "json"),
        ("{", "json"),
    ],
)
def test_kinds_are_told_apart_by_how_they_begin(start: str, kind: str) -> None:
    [record] = records(io.BytesIO(start.encode()), "a")
    assert record.kind == kind


# ── names on the command line ─────────────────────────────────────────────────────────────────────


def test_folders_and_patterns(command: Run) -> None:
    Path("out/deep").mkdir(parents=True)
    for name in ("out/a.json", "out/deep/b.jsonl.gz", "out/deep/c[1].json"):
        written(gzip.compress(GOOD.encode()) if name.endswith("gz") else GOOD, name)
    written("{", "out/notes.txt")
    for names, number in (
        (["out"], 3),
        (["out/**/*.json"], 2),
        (["out/*.json", "out/deep/*.gz"], 2),
        (["out/*.txt"], 1),
    ):
        result = command("validate", *names, "--format", "junit")
        assert result.stdout.count("<testsuite ") == number, names
    assert command("validate", "out/deep/c[1].json").exit_code == 0, "a name is a name where it is there"
    assert command("validate", "out/de*").exit_code == 0, "a pattern of a folder is the folder"
    result = command("validate", "none/*.json")
    assert (result.exit_code, result.stderr) == (3, "none/*.json: no such file or folder; check the name\n")

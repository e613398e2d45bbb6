"""Whole documents of our own about invented places, with everything that is expected of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Expectation
from laws import check_laws
from lxml import etree

import converter
from converter.model import Document

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*/source.*"))
EXPECTED = {"outline": "expected.outline.txt", "json": "expected.json", "tei": "expected.tei.xml"}

each_sample = pytest.mark.parametrize("source", SAMPLES, ids=lambda source: source.parent.name)


def test_there_are_samples() -> None:
    assert SAMPLES


@each_sample
def test_expectations(source: Path, compare: Callable[[list[Expectation]], None]) -> None:
    document = converter.convert(source)
    compare([_expectation(document, source.parent / name, to) for to, name in EXPECTED.items()])


@each_sample
def test_laws(source: Path) -> None:
    check_laws(converter.convert(source), converter.read_source(source))


@each_sample
def test_expected_tei_is_a_document(source: Path, validate: Callable[[Any], None]) -> None:
    written = (source.parent / EXPECTED["tei"]).read_bytes()
    validate(etree.fromstring(written))
    assert converter.validate(written) == []
    assert converter.from_tei(written) == converter.convert(source)


def test_check_jsonschema_accepts_all() -> None:
    files = [str(source.parent / EXPECTED["json"]) for source in SAMPLES]
    schema = ROOT / "schemas" / "gangmu-1.schema.json"
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@each_sample
def test_expected_json_is_a_document(source: Path) -> None:
    written = (source.parent / EXPECTED["json"]).read_text(encoding="utf-8")
    assert json.loads(written)["source"]["name"] == source.name
    assert converter.audit(Document.model_validate_json(written), converter.read_source(source)) == []


def _expectation(document: Document, path: Path, to: str) -> Expectation:
    expected = path.read_bytes().decode("utf-8") if path.exists() else ""

    def rewrite(text: str) -> None:
        path.write_text(text, encoding="utf-8", newline="")

    name = f"{path.parent.name}/{path.name}"
    return Expectation(name, expected, converter.emit(document, to), rewrite)

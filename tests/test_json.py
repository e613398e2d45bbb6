"""JSON that is written without the model is, byte for byte, the JSON of the model."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from casefile import Case, read_cases
from conftest import ROOT

import converter
from converter.batch import deliver
from converter.emit.to_json import json_of, written
from converter.flow import SourceText
from converter.model import Document, Metadata
from converter.options import DEFAULT
from converter.pipeline import document_of, drafted
from converter.plain import NO_METADATA, Draft
from converter.read import read, read_text

CASES = [case for path in sorted((ROOT / "tests" / "cases").rglob("*.case")) for case in read_cases(path)]
SAMPLES = sorted((ROOT / "samples").glob("*/source.*"))
SOURCES: list[Case | Path] = [*CASES, *SAMPLES]

to_json = import_module("converter.emit.to_json")


def _name(source: Case | Path) -> str:
    return source.parent.name if isinstance(source, Path) else f"{source.path.stem}:{source.line}"


def _read(source: Case | Path) -> SourceText:
    if isinstance(source, Path):
        return read(source)
    return read(source.source.encode(), name="x.html") if source.is_page else read_text(source.source, "x.txt")


def _counted(draft: Draft, document: Document) -> None:
    """What was counted while the draft was read is what the document holds."""
    kinds = Counter(getattr(node, "type", "item") for node, _ in converter.walk(document))
    kinds.pop("item", None)
    assert draft.counts.blocks == kinds
    assert draft.counts.codes == Counter(one.code for one in document.diagnostics)
    assert draft.counts.removed == len(document.removed)


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_both_ends_are_the_same(source: Case | Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = _read(source)
    document = document_of(drafted(text, DEFAULT))
    for at_once in (sys.maxsize, 0, 200):  # all in one go, block by block, and both
        monkeypatch.setattr(to_json, "AT_ONCE", at_once)
        for indent in (None, 2, 3):
            draft = drafted(text, DEFAULT)
            assert json_of(draft, indent) == document.model_dump_json(indent=indent).encode()
            _counted(draft, document)


def test_convert_json_takes_what_convert_takes() -> None:
    path, options = SAMPLES[0], converter.Options(uri="https://yl.example/1", lang="zh", keep_noise=True)
    expected = converter.convert(path, options).model_dump_json().encode()
    data = path.read_bytes()
    stream = io.BytesIO(data)
    assert converter.convert_json(path, options) == converter.convert_json(str(path), options) == expected
    assert converter.convert_json(data, options, name=path.name) == expected
    assert converter.convert_json(stream, options, name=path.name) == expected
    with pytest.raises(converter.ConverterError, match="empty"):
        converter.convert_json(b"")


def test_a_format_that_needs_no_model_writes_the_same(tmp_path: Path) -> None:
    for to, emitter in converter.EMITTERS.items():
        if emitter.write is None:
            continue
        text = read(SAMPLES[0])
        direct, usual = tmp_path / f"direct-{to}", tmp_path / f"usual-{to}"
        deliver(emitter.write(drafted(text, DEFAULT)), direct)
        deliver(emitter.emit(document_of(drafted(text, DEFAULT))), usual, emitter.encoding)
        assert direct.read_bytes() == usual.read_bytes()


def test_empty_metadata_is_that_of_the_model() -> None:
    assert list(NO_METADATA) == list(Metadata.model_fields)
    assert Metadata.model_validate(NO_METADATA).model_dump() == NO_METADATA


@pytest.mark.parametrize(
    ("length", "share"),
    [(lambda draft: len(json_of(draft)), 180), (lambda draft: sum(map(len, written(draft))), 60)],
    ids=["as one", "in pieces"],
)
def test_a_long_document_is_never_in_memory_as_a_whole(length: Callable[[Draft], int], share: int) -> None:
    """In percent of its JSON: no more than what it is written to, where that is memory, and what is written at once."""
    import tracemalloc

    text = "".join(f"第{n}章 总则\n为了推进建设,制定本办法。\n" for n in range(1, 10_001))
    draft = drafted(read_text(text, "a.txt"), DEFAULT)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    whole = length(draft)
    top = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert top * 100 // whole < share

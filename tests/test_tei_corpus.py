"""`convert --to tei --corpus`: one file, ids that do not collide, one document in memory at a time."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from laws import parse_tei
from lxml import etree

import converter
from converter import batch
from converter.batch import Joined, OutputError
from converter.emit.tei_corpus import CORPUS_END, CORPUS_START, corpus_member

TEI = "{http://www.tei-c.org/ns/1.0}"
PLAN = "云岭市规划\n一、总则\n建设平台。\x0c\n)目标\n（二）任务\n附件1\n清单\n"

Validate = Callable[[Any], None]


@pytest.fixture
def plans(command: Run) -> Run:
    """The command, in a folder with two documents of the same text and a third."""
    Path("in/deep").mkdir(parents=True)
    for name in ("in/a.txt", "in/deep/a.txt"):
        Path(name).write_text(PLAN, encoding="utf-8")
    Path("in/b.txt").write_text("云岭市通知\n各县：\n一、甲\n", encoding="utf-8")
    return command


def test_many_documents_are_one_corpus(plans: Run, validate: Validate) -> None:
    result = plans("convert", "in", "--to", "tei", "--corpus", "-o", "out/all.xml")
    assert result.exit_code == 0, result.stderr
    root = etree.fromstring(Path("out/all.xml").read_bytes())  # refuses an id that stands twice
    validate(root)
    members = root.findall(f"{TEI}TEI")
    read = [converter.from_tei(etree.tostring(member)) for member in members]
    assert read == [converter.convert(Path(name)) for name in ("in/a.txt", "in/b.txt", "in/deep/a.txt")]
    assert converter.validate(Path("out/all.xml").read_bytes()) == []
    assert [path.name for path in Path("out").iterdir()] == ["all.xml"]


def test_two_runs_are_the_same(plans: Run) -> None:
    first = plans("convert", "in", "--to", "tei", "--corpus").stdout_bytes
    assert plans("convert", "in", "--to", "tei", "--corpus", "-o", "-").stdout_bytes == first
    plans("convert", "in", "--to", "tei", "--corpus", "-o", "out/")
    assert Path("out/corpus.tei.xml").read_bytes() == first


def test_one_that_cannot_be_read_stops_no_other(plans: Run) -> None:
    Path("in/0.txt").write_bytes(b"")
    result = plans("convert", "in", "--to", "tei", "--corpus", "-o", "all.xml")
    assert result.exit_code == 1
    assert "in/0.txt: it is empty" in result.stderr
    assert len(parse_tei(Path("all.xml").read_text(encoding="utf-8")).findall(f"{TEI}TEI")) == 3


def test_where_none_can_be_read_no_file_is_written(command: Run) -> None:
    Path("a.txt").write_bytes(b"")
    result = command("convert", "a.txt", "--to", "tei", "--corpus", "-o", "all.xml")
    assert result.exit_code == 3
    assert not Path("all.xml").exists()


def test_a_replaced_file_is_said(plans: Run) -> None:
    Path("all.xml").write_text("old", encoding="utf-8")
    result = plans("convert", "in", "--to", "tei", "--corpus", "-o", "all.xml")
    assert "replaced 1 existing file" in result.stderr
    assert "converted 3 of 3 documents" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("in", "--corpus"), "--corpus joins TEI: add --to tei"),
        (("in", "--corpus", "--to", "tei", "-o", "in/a.txt"), "would overwrite the input in/a.txt"),
        (("in", "--corpus", "--to", "tei", "-o", ""), "-o needs the name of a file"),
    ],
)
def test_wrong_usage(plans: Run, arguments: tuple[str, ...], sentence: str) -> None:
    result = plans("convert", *arguments)
    assert (result.exit_code, Path("in/a.txt").read_text(encoding="utf-8")) == (2, PLAN)
    assert sentence in result.stderr


def test_a_run_that_is_broken_off_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "all.xml"
    path.write_text("old", encoding="utf-8")

    def broken_off() -> None:
        with Joined(path, "<a>", "</a>") as whole:
            whole.add("<b/>")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert [one.name for one in tmp_path.iterdir()] == ["all.xml"]
    assert path.read_text(encoding="utf-8") == "old"


def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "all.xml"
    with Path("/dev/full").open("wb", buffering=0) as full, Joined(path, "<a>", "</a>") as whole:
        whole.add("<b/>")
        monkeypatch.setattr(whole, "_stream", full)
        for _ in range(2):
            with pytest.raises(OutputError, match="cannot be written"):
                whole.add("<c/>")
    assert list(tmp_path.iterdir()) == []


def test_memory_does_not_grow_with_the_number_of_documents(tmp_path: Path) -> None:
    text = PLAN * 50

    def peak(documents: int) -> int:
        gc.collect()
        tracemalloc.start()
        with Joined(tmp_path / "all.xml", CORPUS_START, CORPUS_END) as whole:
            for _ in range(documents):
                whole.add(corpus_member(converter.convert_text(text), whole.number + 1))
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    peak(2)  # what is loaded and compiled on first use
    few, many = peak(3), peak(30)
    assert many < 1.2 * few


def test_joined_is_nothing_without_results(tmp_path: Path) -> None:
    with Joined(tmp_path / "a", "<a>", "</a>"):
        pass
    assert list(tmp_path.iterdir()) == []
    assert batch.deliver("x", tmp_path / "b") is False

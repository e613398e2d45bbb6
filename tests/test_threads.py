"""Safe from several threads, and idle until it is used."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest
from conftest import ROOT

import converter
from converter.collector import at_rest

SAMPLES = sorted((ROOT / "samples").glob("*/source.txt"))
FORMATS = ("json", "tei", "outline")
WORKERS = 6


@pytest.fixture
def hurry() -> Iterator[None]:
    """Threads take turns as often as they can, so that what they share shows."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def _written(source: Path) -> list[str]:
    document = converter.convert(source)
    return [converter.emit(document, to) for to in FORMATS]


def test_samples_converted_at_the_same_time_give_the_same_bytes(hurry: None) -> None:
    alone = {source: _written(source) for source in SAMPLES}
    jobs = [*SAMPLES, *reversed(SAMPLES)]
    with ThreadPoolExecutor(WORKERS) as pool:
        for source, written in zip(jobs, pool.map(_written, jobs), strict=True):
            assert written == alone[source], source.parent.name


def test_options_of_one_thread_are_not_those_of_another(hurry: None) -> None:
    def made(lang: str) -> converter.Document:
        text = "一、甲\n由甲办理。\n三、丙\n由丙办理。\n"
        return converter.convert_text(text, options=converter.Options(lang=lang))

    alone = {lang: made(lang) for lang in ("en", "zh")}
    assert alone["en"].diagnostics[0].message != alone["zh"].diagnostics[0].message
    languages = ["en", "zh"] * 20
    with ThreadPoolExecutor(WORKERS) as pool:
        assert list(pool.map(made, languages)) == [alone[lang] for lang in languages]


def test_one_document_may_be_used_by_all(hurry: None) -> None:
    source = SAMPLES[0]
    document, text = converter.convert(source), converter.read_source(source)
    expected = [converter.emit(document, to) for to in FORMATS]
    rows = converter.explain(source)

    def use(_: int) -> list[str]:
        written = [converter.emit(document, to) for to in FORMATS]
        assert converter.audit(document, text) == []
        assert converter.validate(json.loads(written[0])) == []
        assert converter.explain(source) == rows
        return written

    with ThreadPoolExecutor(WORKERS) as pool:
        assert list(pool.map(use, range(WORKERS))) == [expected] * WORKERS


def test_the_first_use_may_be_in_several_threads_at_once() -> None:
    # Every name is loaded on first use: here by all threads in the same moment.
    program = f"""
        from concurrent.futures import ThreadPoolExecutor
        from threading import Barrier
        import converter

        TEXT = "一、总则\\n（一）甲。由甲办理。\\n"
        barrier = Barrier({WORKERS})

        def first(_):
            barrier.wait()
            document = converter.convert_text(TEXT, name="x.txt")
            return [converter.emit(document, to) for to in {FORMATS}], converter.audit(document, TEXT)

        with ThreadPoolExecutor({WORKERS}) as pool:
            made = list(pool.map(first, range({WORKERS})))
        print(all(one == made[0] for one in made), made[0][1])
    """
    assert _run(program) == ["True []"]


def test_importing_the_package_does_nothing() -> None:
    # The rooms, the rules and the libraries come with the first use; until then Python reads one file of ours.
    program = f"""
        import pathlib, sys, threading

        opened = []
        sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
        import converter

        ours = {str(ROOT / "converter")!r}
        print([path for path in opened if not path.endswith((".py", ".pyc", ".so", ".pyd"))])
        print(sorted({{pathlib.Path(path).name.partition(".")[0] for path in opened if path.startswith(ours)}}))
        print([name for name in sys.modules if name.startswith("converter")])
        print(sorted({{"pydantic", "regex", "lxml", "typer", "jsonschema", "hashlib"}} & set(sys.modules)))
        print(threading.active_count())
        converter.convert_text("一、总则\\n", name="x.txt")
        print("pydantic" in sys.modules)
    """
    assert _run(program) == ["[]", "['__init__']", "['converter']", "[]", "1", "True"]


def _run(program: str) -> list[str]:
    """The lines that a program prints in a fresh interpreter; nothing may stand on standard error."""
    command = [sys.executable, "-X", "utf8", "-c", textwrap.dedent(program)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


# ── the collector of cycles ───────────────────────────────────────────────────────────────────────


def test_the_collector_works_again_behind_a_conversion(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        assert not gc.isenabled()
        raise KeyboardInterrupt

    assert gc.isenabled()
    converter.convert_text("一、甲\n")
    assert gc.isenabled()
    monkeypatch.setattr(import_module("converter.pipeline"), "outline", fails)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            converter.convert_text("一、甲\n")
        assert gc.isenabled()


def test_the_collector_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        converter.convert_text("一、甲\n")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_collector_works_behind_many_threads(hurry: None) -> None:
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(_written, SAMPLES * 2))
    assert gc.isenabled()


def test_one_thread_at_a_time_lets_the_collector_rest() -> None:
    with at_rest():
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(_enabled_inside).result() is False
        assert not gc.isenabled()
    assert gc.isenabled()
    assert _enabled_inside() is False


def _enabled_inside() -> bool:
    with at_rest():
        return gc.isenabled()

"""How fast a document becomes JSON, beside a floor and beside others; how that grows; start-up; memory.

    python benchmarks/speed.py [text] [pages] [mixed] [single] [command] [start]
        [--folder FOLDER] [--sizes MB …] [--ragflow CHECKOUT]

Each word prints one table. FOLDER holds `.txt` and `.md`, for `pages` `.html`; without it, samples and notices of a
seeded dice are taken. GANGMU_SHARED names the folder whose `tools/floor.py` is the floor, else it is one of our own.
The former writes by orjson where that is installed, several times as fast: the table says which.
CHECKOUT holds the source of RAGFlow, which no package has.
All is processor time, except of `command` and `start`: what a user waits for. Read the ratios, not the seconds.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from common import (
    best,
    in_megabytes,
    mixed,
    notice,
    pages,
    peak,
    python,
    single,
    table,
    texts,
    the_floor,
    to_json,
    took,
)

import converter

Tool = Callable[[bytes], object]
RUNS = 3
"""Processes of one size, of which the best counts."""
WARM = 100_000
"""The size of the document before the one that is measured."""

# ── the others: each with its own way to be set up; an ImportError leaves it out ──────────────────


def _arborparser() -> Tool:
    from arborparser import (
        CHINESE_CHAPTER_PATTERN_BUILDER,
        NUMERIC_DOT_PATTERN_BUILDER,
        ChainParser,
        PatternBuilder,
        TreeBuilder,
        TreeExporter,
    )
    from arborparser.pattern import NumberType

    builders = [
        CHINESE_CHAPTER_PATTERN_BUILDER,
        PatternBuilder(number_type=NumberType.CHINESE, suffix_regex="、"),
        PatternBuilder(prefix_regex="[(（]", number_type=NumberType.CHINESE, suffix_regex="[)）]"),
        NUMERIC_DOT_PATTERN_BUILDER,
    ]
    parser, trees = ChainParser([builder.build() for builder in builders]), TreeBuilder()
    return lambda data: TreeExporter.export_to_json(trees.build_tree(parser.parse_to_chain(data.decode())))


def _doc23() -> Tool:
    from doc23 import Config, Gardener, LevelConfig

    patterns = {
        "chapter": r"^(第[一二三四五六七八九十百]+[编章节].*)$",
        "first": r"^([一二三四五六七八九十]+、.*)$",
        "second": r"^([(（][一二三四五六七八九十]+[)）].*)$",
        "third": r"^(\d+[.．、].*)$",
    }
    levels = {
        name: LevelConfig(pattern, name, "title", description_field="text", sections_field="sections", parent=parent)
        for (name, pattern), parent in zip(patterns.items(), (None, *patterns), strict=False)
    }
    gardener = Gardener(Config("document", "sections", "text", levels))
    return lambda data: json.dumps(gardener.prune(data.decode()), ensure_ascii=False)


_RAGFLOW = (
    "BULLET_PATTERN",
    "not_bullet",
    "bullets_category",
    "not_title",
    "remove_contents_table",
    "Node",
    "tree_merge",
)


def _ragflow(folder: Path) -> Tool:
    """What its parser of laws does with a text, out of its source: the whole wants a server, and no package has it."""
    source = folder / "rag" / "nlp" / "__init__.py"
    if not source.is_file():
        raise ImportError(f"{folder} holds no rag/nlp/__init__.py")
    module = ast.parse(source.read_text(encoding="utf-8"))
    module.body = [node for node in module.body if _defined(node) in _RAGFLOW]
    its: dict[str, Any] = {"re": re}
    exec(compile(module, str(source), "exec"), its)  # noqa: S102 - the source that the user names

    def convert(data: bytes) -> object:
        sections = [line for line in data.decode().split("\n") if line]
        its["remove_contents_table"](sections)
        return json.dumps(its["tree_merge"](its["bullets_category"](sections), sections, 2), ensure_ascii=False)

    return convert


def _defined(node: ast.stmt) -> str:
    """The name that a statement of a module defines."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case _:
            return ""


def _trafilatura() -> Tool:
    """JSON with metadata, as ours has them."""
    import trafilatura

    return lambda data: trafilatura.extract(data, output_format="json", with_metadata=True, include_tables=True)


def _trafilatura_text() -> Tool:
    import trafilatura

    return lambda data: trafilatura.extract(data, include_tables=True)


def _docling() -> Tool:
    """Its backend for pages alone: the converter around it wants torch."""
    from docling.backend.html_backend import HTMLDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    def convert(data: bytes) -> object:
        stream = io.BytesIO(data)
        document = InputDocument(stream, InputFormat.HTML, HTMLDocumentBackend, filename="page.html")
        return HTMLDocumentBackend(document, stream).convert().export_to_dict()

    return convert


def _unstructured() -> Tool:
    os.environ["UNSTRUCTURED_DISABLE_NOTICE"] = "1"
    from unstructured.partition.html import partition_html

    return lambda data: partition_html(text=data.decode("utf-8", "replace"))


def _lxml() -> Tool:
    import lxml.html

    return lxml.html.fromstring


TEXT = {"arborparser": _arborparser, "doc23": _doc23}
PAGES = {
    "trafilatura, JSON with metadata": _trafilatura,
    "trafilatura, text alone": _trafilatura_text,
    "docling-slim": _docling,
    "unstructured": _unstructured,
    "lxml, parsing alone": _lxml,
}

# ── beside others ─────────────────────────────────────────────────────────────────────────────────


def _all(tool: Tool, documents: list[bytes]) -> None:
    for data in documents:
        tool(data)


def beside(tools: dict[str, Callable[[], Tool]], documents: list[bytes], name: str) -> Iterator[tuple[object, ...]]:
    """Tool, its speed, and how much faster it is than ours; ours first."""
    size = sum(map(len, documents)) / 1e6
    mine = partial(to_json, name=name)
    _all(mine, documents)  # what is made once is made
    ours = best(partial(_all, mine, documents))
    yield "gangmu", f"{size / ours:.2f}", "1.00", f"{size:.2f} MB, {len(documents)} documents"
    if name.endswith(".txt"):
        floor, writer = the_floor(), "orjson" if "orjson" in sys.modules else "json"
        results = [json.loads(mine(data)) for data in documents]
        seconds = best(lambda: [floor(*pair) for pair in zip(documents, results, strict=True)], 5)
        yield (
            "the floor",
            f"{size / seconds:.2f}",
            f"{ours / seconds:.2f}",
            f"decode, split, one pattern, the same JSON by {writer}",
        )
    for other, make in tools.items():
        try:
            tool = make()
        except ImportError as error:
            yield other, "", "", f"not there: {error}"
            continue
        taken = [data for data in documents if _takes(tool, data)]
        if not taken:
            yield other, "", "", "takes none of the documents"
            continue
        size = sum(map(len, taken)) / 1e6
        ours, seconds = best(partial(_all, mine, taken)), best(partial(_all, tool, taken))
        refused = len(documents) - len(taken)
        note = f"without {refused} that it does not take" if refused else ""
        yield other, f"{size / seconds:.2f}", f"{ours / seconds:.2f}", note


def _takes(tool: Tool, data: bytes) -> bool:
    """A tool is measured on what it takes, and ours beside it on the same."""
    try:
        tool(data)
    except Exception:  # noqa: BLE001 - whatever others raise
        return False
    return True


# ── how it grows: each size in a process of its own ───────────────────────────────────────────────


def grows(form: str, sizes: list[int], folder: Path | None) -> Iterator[tuple[object, ...]]:
    """Size, speed, time a byte to that of the first size, ratio to the floor, memory on top of an idle import."""
    first = 0.0
    for megabytes in sizes:
        more = ["--folder", str(folder)] if folder else []
        said = [
            python(str(Path(__file__).resolve()), "child", form, "--sizes", str(megabytes), *more) for _ in range(RUNS)
        ]
        got = min((json.loads(one.stdout) for one in said), key=lambda one: one["seconds"])
        pace = got["seconds"] / got["size"]
        first = first or pace
        memory = f"{got['peak']:.0f}", f"{got['idle']:.0f}", f"{got['peak'] / got['size']:.1f}"
        yield megabytes, f"{1 / pace:.2f}", f"{pace / first:.2f}", f"{got['seconds'] / got['floor']:.1f}", *memory


def child(form: str, megabytes: int, folder: Path | None) -> None:
    """One size, once: memory that is used again is had for less. First a small document, for what is made once."""
    to_json(single(WARM, folder))
    idle, floor, seconds, floored, size, most = peak(), the_floor(), 0.0, 0.0, 0, 0.0
    whole = megabytes * 1_000_000
    for data in mixed(whole, folder) if form == "mixed" else [single(whole, folder)]:
        written = b""

        def convert(data: bytes = data) -> None:
            nonlocal written
            written = to_json(data)

        seconds += took(convert)
        most = max(most, peak()) if not size or form == "mixed" else most
        size += len(data)
        result = json.loads(written)
        floored += took(partial(floor, data, result))  # once, as ours
    print(json.dumps({"seconds": seconds, "floor": floored, "size": size / 1e6, "idle": idle, "peak": most}))


# ── the command on one large file: it writes what the library has to hold ─────────────────────────

_PEAK_OF = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Asked by a process of its own: what a program begins as counts, and this one is large."""


def commands(sizes: list[int], folder: Path | None) -> Iterator[tuple[object, ...]]:
    """Size, seconds, peak of the whole command, peak to input."""
    with tempfile.TemporaryDirectory() as name:
        text, out = Path(name) / "large.txt", Path(name) / "large.json"
        for megabytes in sizes:
            text.write_bytes(single(megabytes * 1_000_000, folder))
            begun = time.perf_counter()
            said = python("-c", _PEAK_OF, sys.executable, "-m", "converter", "convert", str(text), "-o", str(out), "-q")
            seconds = time.perf_counter() - begun
            most = in_megabytes(int(said.stdout))
            yield megabytes, f"{seconds:.1f}", f"{most:.0f}", f"{most / megabytes:.1f}"


# ── start-up ──────────────────────────────────────────────────────────────────────────────────────


def start(times: int = 7) -> Iterator[tuple[object, ...]]:
    """What a user waits for, as a whole process: the median of some runs.

    With bytecode, as of an installed package: some machines forbid it, and there each run would compile all sources.
    """
    with tempfile.TemporaryDirectory() as name:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = name
        small, page = Path(name) / "small.txt", Path(name) / "small.html"
        small.write_text(notice(1), encoding="utf-8")
        page.write_text(f"<html><body><h1>通知</h1><p>{notice(1)}</p></body></html>", encoding="utf-8")
        commands = {
            "`python -c pass`": ["-c", "pass"],
            "`gangmu --help`": ["-m", "converter", "--help"],
            "`gangmu convert small.txt`": ["-m", "converter", "convert", str(small)],
            "`gangmu convert small.html`": ["-m", "converter", "convert", str(page)],
        }
        for shown, command in commands.items():
            python(*command)
            yield shown, f"{statistics.median(_waited(command) for _ in range(times)):.3f}"


def _waited(command: list[str]) -> float:
    begun = time.perf_counter()
    python(*command)
    return time.perf_counter() - begun


# ── the tables ────────────────────────────────────────────────────────────────────────────────────


def _text_tools(ragflow: Path | None) -> dict[str, Callable[[], Tool]]:
    return TEXT | ({"RAGFlow": partial(_ragflow, ragflow)} if ragflow else {})


def main() -> None:
    """Print the tables that are asked for, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=[])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--ragflow", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 50])
    asked = parser.parse_args()
    if asked.what[:1] == ["child"]:
        child(asked.what[1], asked.sizes[0], asked.folder)
        return
    growth = "MB | MB/s | time a byte, to the first | to the floor | peak MB | idle MB | peak to input"
    tables: dict[str, Callable[[], None]] = {
        "text": lambda: table(
            "text to JSON | MB/s | to ours | note",
            beside(
                _text_tools(asked.ragflow),
                texts(asked.folder) if asked.folder else list(mixed(500_000)),
                "document.txt",
            ),
        ),
        "pages": lambda: table("page to JSON | MB/s | to ours | note", beside(PAGES, pages(asked.folder), "page.html")),
        "mixed": lambda: table(growth, grows("mixed", asked.sizes, asked.folder)),
        "single": lambda: table(growth, grows("single", asked.sizes, asked.folder)),
        "command": lambda: table("MB | seconds | peak MB | peak to input", commands(asked.sizes, asked.folder)),
        "start": lambda: table("command | seconds", start()),
    }
    print(f"gangmu {converter.__version__}, Python {sys.version.split()[0]}")
    for what in asked.what or tables:
        print(f"\n{what}\n")
        tables[what]()


if __name__ == "__main__":
    main()

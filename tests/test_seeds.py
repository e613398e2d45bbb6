"""The five documents that the project was made for convert as a careful reader would have them."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from laws import check_laws

import converter
from converter.model import Box, Diagnostic, Document, Item, List, Part, Section, Table

MANIFEST = Path(__file__).resolve().parent.parent / "seeds" / "manifest.json"
SEEDS: list[dict[str, Any]] = json.loads(MANIFEST.read_text(encoding="utf-8"))["seeds"]

Find = Callable[[str], Path]
each_seed = pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed["file"][:3])


@each_seed
def test_text_is_the_one_that_was_read(seed: dict[str, Any], shared: Find) -> None:
    data = shared(f"seeds/{seed['file']}").read_bytes()
    assert (len(data), hashlib.sha256(data).hexdigest()) == (seed["bytes"], seed["sha256"])


@each_seed
def test_laws(seed: dict[str, Any], shared: Find) -> None:
    path = shared(f"seeds/{seed['file']}")
    check_laws(converter.convert(path), converter.read_source(path))


@each_seed
def test_counts(seed: dict[str, Any], shared: Find) -> None:
    assert counts(converter.convert(shared(f"seeds/{seed['file']}"))) == seed["expected"]


def test_diagnostics_stand_on_their_lines(shared: Find) -> None:
    rows = json.loads(shared("seeds/diagnostics.json").read_text(encoding="utf-8"))
    expected = {(row["seed"], row["line"], row["code"]) for row in rows}
    found = set()
    for seed in SEEDS:
        path = shared(f"seeds/{seed['file']}")
        text = converter.read_source(path)
        for one in serious(converter.convert(path)):
            assert one.span is not None
            found.add((seed["file"][:3], line_of(text, one.span.start), one.code))
    assert found == expected


def test_score_is_full(shared: Find, tmp_path: Path) -> None:
    write_all(shared, tmp_path)
    gold, texts = shared("seeds/gold"), shared("seeds")
    scored = run(shared("tools/score.py"), gold, tmp_path, "--flat", texts, "--json")
    total = json.loads(scored.stdout)["all"]
    perfect = ("heading_f1", "level_f1", "parent_f1", "place", "noise_recall", "meta", "items_found")
    assert {name: total[name] for name in perfect} == dict.fromkeys(perfect, 1.0)
    assert (total["body_loss"], total["items_wrong"]) == (0, 0)


def test_independent_audit_is_clean(shared: Find, tmp_path: Path) -> None:
    write_all(shared, tmp_path)
    done = run(shared("tools/audit.py"), tmp_path, shared("seeds"))
    assert done.returncode == 0, done.stdout


def counts(document: Document) -> dict[str, Any]:
    """What the manifest holds of a document."""
    nodes = [node for node, _ in converter.walk(document)]
    levels = Counter(node.level for node in nodes if isinstance(node, Section))
    kinds = Counter(type(node) for node in nodes)
    return {
        "sections": {str(level): levels[level] for level in sorted(levels)},
        "boxes": kinds[Box],
        "parts": kinds[Part],
        "lists": kinds[List],
        "list_items": kinds[Item],
        "removed_lines": sum(len(removed.text.splitlines()) for removed in document.removed),
        "tables": kinds[Table],
        "diagnostics": [one.code for one in sorted(serious(document), key=_start)],
    }


def serious(document: Document) -> list[Diagnostic]:
    """Diagnostics that a reader must not skip."""
    return [one for one in document.diagnostics if one.severity != "info"]


def _start(diagnostic: Diagnostic) -> int:
    return diagnostic.span.start if diagnostic.span else 0


def line_of(text: str, offset: int) -> int:
    """0-based number of the line that `offset` stands on."""
    return len((text[:offset] + "x").splitlines()) - 1


def write_all(shared: Find, folder: Path) -> None:
    """Convert every seed to JSON as the command line would name it."""
    for seed in SEEDS:
        path = shared(f"seeds/{seed['file']}")
        (folder / f"{path.stem}.json").write_text(converter.emit(converter.convert(path), "json"), encoding="utf-8")


def run(tool: Path, *arguments: Path | str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the shared folder with this interpreter."""
    command = [sys.executable, str(tool), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")

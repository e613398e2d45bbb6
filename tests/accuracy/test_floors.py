"""Accuracy on real documents, held against committed floors that only rise.

The scorer and the audit are the shared ones, run as programs. `--accept` raises the floors to what is measured,
rounded down to three digits; it never lowers one.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import converter

FLOORS = Path(__file__).with_name("floors.json")
CELLS = ("cell_precision", "cell_recall")
"""Of tables that are not refused; what is refused is missing in the recall."""
FIGURES = (
    "heading_f1",
    "heading_f1_macro",
    "level_f1",
    "parent_f1",
    "place",
    "items_found",
    "noise_recall",
    "meta",
    *CELLS,
)
CEILINGS = ("body_loss", "items_wrong")
"""Figures that only fall."""
COPIES = ("plain", "half", "wrap", "marks", "pages")
"""The corpus as text, its copies damaged by the shared tool, and its web pages as they were found."""

Find = Callable[[str], Path]
Figures = dict[str, float]


def _run(*arguments: object) -> str:
    done = subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _convert(inputs: list[Path], place: Path) -> None:
    """Write the documents to `place/out`, and the texts that their spans refer to beside them."""
    for name in ("out", "read"):
        (place / name).mkdir(parents=True)
    for path in inputs:
        text = converter.emit(converter.convert(path), "json")
        (place / "out" / f"{path.stem}.json").write_text(text, encoding="utf-8")
        (place / "read" / f"{path.stem}.txt").write_text(converter.read_source(path), encoding="utf-8", newline="")


def _measure(shared: Find, inputs: list[Path], flat: Path, gold: Path, place: Path) -> Figures:
    _convert(inputs, place)
    out = place / "out"
    _run(shared("tools/audit.py"), out, place / "read")
    report: dict[str, Any] = json.loads(_run(shared("tools/score.py"), gold, out, "--flat", flat, "--json"))
    return {name: report["all"][name] for name in (*FIGURES, *CEILINGS)}


def _folders(shared: Find, copy: str, place: Path) -> tuple[list[Path], Path, Path]:
    """Inputs, the flat texts, and the gold of just these."""
    flat, gold = shared("corpus/flat"), shared("corpus/gold")
    if copy == "pages":
        pages = sorted(shared("corpus/raw").glob("*.html"))
        place.mkdir(parents=True)
        for page in pages:
            shutil.copy(gold / f"{page.stem}.json", place)
        return pages, flat, place
    if copy != "plain":
        _run(shared("tools/damage.py"), copy, flat, gold, place)
        flat, gold = place / "flat", place / "gold"
    return sorted(flat.glob("*.txt")), flat, gold


@pytest.mark.parametrize("copy", COPIES)
def test_corpus_holds_its_floors(copy: str, shared: Find, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    inputs, flat, gold = _folders(shared, copy, tmp_path / "copy")
    figures = _measure(shared, inputs, flat, gold, tmp_path)
    print(f"\n{copy}: " + ", ".join(f"{name} {value:.4f}" for name, value in figures.items()))
    floors: dict[str, Figures] = json.loads(FLOORS.read_text(encoding="utf-8"))
    if request.config.getoption("--accept"):
        floors[copy] = _raised(floors.get(copy, {}), figures)
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    assert {name: figures[name] for name in FIGURES if figures[name] < floors[copy][name]} == {}
    assert {name: figures[name] for name in CEILINGS if figures[name] > floors[copy][name]} == {}


def _raised(floors: Figures, figures: Figures) -> Figures:
    raised = {name: max(floors.get(name, 0.0), int(figures[name] * 1000) / 1000) for name in FIGURES}
    lowered = {name: min(floors.get(name, float("inf")), _rounded_up(figures[name])) for name in CEILINGS}
    return raised | lowered


def _rounded_up(value: float) -> float:
    return value if value == int(value) else (int(value * 1000) + 1) / 1000

"""The house rules that a reader relies on: who imports whom, what lies on the shelf, how big things are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "converter"
MODULES = sorted(PACKAGE.rglob("*.py"))

FILE_LINES = 300
FUNCTION_LINES = 40

ROOMS = ("read", "lines", "mark", "zone", "outline", "enrich")
ROOM_SEES = {"model", "flow", "layout", "rules", "errors", "options", "numerals", "delimited", "edges", "fold", "late"}
MODEL_SEES = {"model", "rules", "walk", "errors"}

# Module or package → what of ours it may import, beside itself.
LAW: dict[str, set[str]] = {
    "contract": set(),
    "collector": set(),
    "model": {"contract"},
    "errors": set(),
    "options": {"rules"},
    "layout": set(),
    "fold": set(),
    "edges": set(),
    "late": set(),
    "patterns": set(),
    "writing": set(),
    "flow": {"model", "layout", "rules"},
    "rules": set(),
    "numerals": {"rules"},
    "plain": {"flow"},
    "delimited": {"flow", "rules", "late"},
    **dict.fromkeys(ROOMS, ROOM_SEES),
    **dict.fromkeys(("audit", "walk", "schema"), MODEL_SEES),
    "emit": MODEL_SEES | {"plain"},
    "checks": MODEL_SEES | {"audit", "numerals", "options", "fold"},
    "validate": MODEL_SEES | {"checks", "options", "tei"},
    "tei": MODEL_SEES | {"audit", "emit"},
    "messages": {"rules", "errors"},
    "settings": {"emit", "messages"},
}
SEE_ROOMS = {
    "__init__",
    "__main__",
    "pipeline",
    "build",
    "cli",
    "batch",
    "files",
    "explain",
    "own_rules",
    "scale",
    "integrations",
}

FORBIDDEN_ON_THE_SHELF = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.If,
    ast.IfExp,
    ast.Match,
    ast.Try,
    ast.With,
    ast.comprehension,
)


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _home(path: Path) -> str:
    """The module or package of the house that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and first name below `converter` of every import of ours, wherever it stands in the file."""
    package = ("converter", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = [*base, *(node.module.split(".") if node.module else [])]
            targets = [".".join([*stem, alias.name]) for alias in node.names]
        else:
            continue
        for target in targets:
            top, _, rest = target.partition(".")
            if top == "converter":
                yield node.lineno, rest.partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports(path: Path) -> None:
    home = _home(path)
    if home in SEE_ROOMS:
        return
    assert home in LAW, f"{home} has no place in the law: add it to LAW or SEE_ROOMS and say why in ARCHITECTURE.md"
    allowed = LAW[home] | {home}
    assert [f"line {line}: {name}" for line, name in _imports(path) if name not in allowed] == []


def test_nobody_imports_what_sees_rooms() -> None:
    found = [
        f"{_name(path)}:{line} {name}"
        for path in MODULES
        for line, name in _imports(path)
        if name in SEE_ROOMS and _home(path) not in SEE_ROOMS
    ]
    assert found == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "rules").glob("*.py")), ids=_name)
def test_the_shelf_holds_data_only(path: Path) -> None:
    forbidden = FORBIDDEN_ON_THE_SHELF if path.stem == "rows" else (*FORBIDDEN_ON_THE_SHELF, ast.ClassDef)
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    # `comprehension` carries no line of its own; its target does.
    found = [
        node.target if isinstance(node, ast.comprehension) else node for node in nodes if isinstance(node, forbidden)
    ]
    assert [f"line {node.lineno}: {type(node).__name__}" for node in found] == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name == "__init__.py" and not text.strip():
        return
    assert ast.get_docstring(ast.parse(text)), f"{_name(path)} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_sizes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if _home(path) != "rules":
        assert len(text.splitlines()) <= FILE_LINES, "look for the second room in it"
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    sizes = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: size for name, size in sizes.items() if size > FUNCTION_LINES} == {}


def test_the_reader_of_imports_sees_every_shape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "outline"
    room.mkdir()
    path = room / "nest.py"
    path.write_text(
        "import converter.read.decode\nfrom converter import walk\nfrom .. import mark\n"
        "from ..zone import noise\nfrom ..model import Span\nfrom . import relations\nimport json\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("test_architecture.PACKAGE", tmp_path)
    assert [name for _, name in _imports(path)] == ["read", "walk", "mark", "zone", "model", "outline"]

"""Every sentence that the program can print, read from its own source: what the Chinese table has to hold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import typer.main

from converter import cli
from converter.cli.guide import paragraphs
from converter.rules.encodings import BINARIES, GARBLINGS
from converter.rules.layout import GRID_FAULTS
from converter.rules.noise import CODED_RULES

PACKAGE = Path(cli.__file__).resolve().parent.parent

# The class or function to which a sentence is handed, and the places of its arguments.
SPEAKERS = {
    **dict.fromkeys(("ConverterError", "FaultError", "OutputError", "PlaceError", "WorkerError"), (1, 2)),
    **dict.fromkeys(("UsageError", "BadParameter"), (0,)),
    "rendered": (1,),
    "_refuse": (1, 2),
    "Refusal": (0,),
}
# Names that are short and mean this only inside of the command line.
CLI_SPEAKERS = {"say": (0,), "text": (0,), "many": (1, 2), "_Entry": (0,)}
# Functions that return clauses.
CLAUSES = ("why", "why_not_enter", "why_not_read", "garbling")
# Words that are handed through by name, so that their sentences are read where they come from.
HANDED_ON = {
    "cli/__init__.py error.format_message().rstrip('.')": "typer's own: test_messages asks for them",
    "cli/say.py template": "an argument of `text` and `say`",
    "cli/say.py sentence": "an argument of `stop`, rendered already",
    "cli/say.py one": "an argument of `many`",
    "cli/say.py more": "an argument of `many`",
    "enrich/table_delimited.py rows.refusal": "the words of other refusals",
    "cli/shelf.py table": "the name of a table: test_messages asks for them",
    "files.py why(error)": "read where `why` returns it",
    "messages.py template": "found in the table itself",
    "own_rules.py reason": "an argument of `_refuse`",
    "own_rules.py hint": "an argument of `_refuse`",
    "read/decode.py *kind": "a row of BINARIES",
    "read/decode.py clause": "read where `garbling` returns it",
}
"""Expressions that hand a sentence on, and where it is read instead."""


class Said(NamedTuple):
    """A sentence, with fields as `{}`, and where it is said. `unread` is an expression that could not be followed."""

    place: str
    sentence: str = ""
    unread: str = ""


def spoken() -> Iterator[Said]:
    """What the code says."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        yield from _spoken_in(name, ast.parse(path.read_text(encoding="utf-8")))


def tables() -> Iterator[Said]:
    """What lies on the shelf to be said."""
    for _, reason, hint in BINARIES:
        yield from (Said("BINARIES", reason), Said("BINARIES", hint))
    yield from (Said("GARBLINGS", clause) for _, _, clause in GARBLINGS)
    yield from (Said("GRID_FAULTS", words) for words in GRID_FAULTS)
    yield from (Said("CODED_RULES", words) for words in CODED_RULES.values())


def _spoken_in(name: str, tree: ast.Module) -> Iterator[Said]:
    speakers = SPEAKERS | (CLI_SPEAKERS if name.startswith("cli/") else {})
    known = _assigned(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            speaker = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            values = [value for place in speakers.get(speaker, ()) for value in node.args[place : place + 1]]
        elif isinstance(node, ast.FunctionDef) and node.name in CLAUSES:
            returns = [inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return) and inner.value]
            values = [value for value in returns if isinstance(value, ast.Constant | ast.JoinedStr | ast.IfExp)]
        else:
            continue
        for value in values:
            yield from _sentences(name, value, known)


def _sentences(name: str, value: ast.expr, known: dict[str, ast.expr]) -> Iterator[Said]:
    """The sentences that an expression may be; what another error says is said there."""
    place = f"{name}:{value.lineno}"
    match value:
        case ast.Constant(value=str(words)):
            yield Said(place, words)
        case ast.Constant() | ast.Attribute(attr="reason" | "hint" | "template"):
            return
        case ast.JoinedStr(values=pieces):
            yield Said(place, "".join(_piece(piece, known) for piece in pieces))
        case ast.IfExp(body=body, orelse=orelse):
            yield from _sentences(name, body, known)
            yield from _sentences(name, orelse, known)
        case ast.Name(id=variable) if variable in known:
            yield from _sentences(name, known[variable], {})
        case _:
            yield Said(place, unread=f"{name} {ast.unparse(value)}")


def _piece(piece: ast.expr, known: dict[str, ast.expr]) -> str:
    """A piece of an f-string: words, or a field; a field that is itself made of words is put in."""
    if isinstance(piece, ast.Constant):
        return str(piece.value)
    inner = piece.value if isinstance(piece, ast.FormattedValue) else piece
    inner = known.get(inner.id, inner) if isinstance(inner, ast.Name) else inner
    if isinstance(inner, ast.JoinedStr):
        return "".join(_piece(one, {}) for one in inner.values)
    return "{}"


def _assigned(tree: ast.Module) -> dict[str, ast.expr]:
    """Names that stand for words: those to which nothing but one literal is assigned."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return {
        name: values[0]
        for name, values in found.items()
        if len(values) == 1 and isinstance(values[0], ast.Constant | ast.JoinedStr)
    }


def helps() -> Iterator[Said]:
    """What the help of the commands says, and the names of the columns that typer adds."""
    group: Any = typer.main.get_command(cli.app)
    for command in (group, *[group.get_command(None, name) for name in cli.COMMANDS]):
        for one in paragraphs(command.help):
            yield Said(f"help of {command.name}", one)
        for param in command.params:
            yield Said(f"help of {command.name} {param.name}", " ".join((param.help or "").split()))


def erased(template: str) -> str:
    """A template without the names of its fields."""
    return re.sub(r"\{[a-z_]*\}", "{}", template)

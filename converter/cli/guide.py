"""The help of commands in the language of the run; typer's own where that is English."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from .say import language, padded, text, translated, width
from .typed import as_typed


class _AsTyped:
    """A command that takes as they were typed what needs no conversion."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        command: Any = super()
        for param in command.get_params(ctx):
            as_typed(param)
        parsed: list[str] = command.parse_args(ctx, args)
        return parsed


class SpeakingCommand(_AsTyped, TyperCommand):
    """A command whose help speaks the language of the run."""

    def get_help(self, ctx: Any) -> str:
        return super().get_help(ctx) if _in_english() else _help(self, ctx, [])


class SpeakingGroup(_AsTyped, TyperGroup):
    """A group of commands whose help speaks the language of the run."""

    def get_help(self, ctx: Any) -> str:
        if _in_english():
            return super().get_help(ctx)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        return _help(self, ctx, [(name, paragraphs(command.help)[0]) for name, command in commands if command])


def _in_english() -> bool:
    """True also for an output that cannot show Chinese: help for nobody would end in an error."""
    try:
        "文".encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return True
    return language() == "en"


def paragraphs(words: str | None) -> list[str]:
    """The paragraphs of a docstring, each on one line."""
    return [" ".join(one.split()) for one in inspect.cleandoc(words or "").split("\n\n")]


def _help(command: Any, ctx: Any, commands: list[tuple[str, str]]) -> str:
    """Usage, what the command does, and one table each for arguments, options and commands."""
    pieces = [ctx.command_path, *command.collect_usage_pieces(ctx)]
    blocks = [text("Usage: {usage}", usage=" ".join(pieces))]
    blocks += ["\n".join(f"  {translated(one)}" for one in paragraphs(command.help))]
    records: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
    for param in command.get_params(ctx):
        if (record := param.get_help_record(ctx)) is not None:
            records[param.param_type_name].append(record)
    titles = (text("Arguments:"), text("Options:"), text("Commands:"))
    tables = zip(titles, (records["argument"], records["option"], commands), strict=True)
    blocks += ["\n".join(_table(title, rows)) for title, rows in tables if rows]
    return "\n\n".join(blocks)


def _table(title: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    """A title and its rows, the second column aligned. A name goes without the Python type that typer adds."""
    yield title
    names = [name.partition(" <")[0] for name, _ in rows]
    column = max(map(width, names)) + 2
    for name, (_, words) in zip(names, rows, strict=True):
        yield f"  {padded(name, column)}{_with_extra(words)}"


def _with_extra(words: str) -> str:
    """The words of an option, and what typer says behind them in brackets: defaults, and whether it is required."""
    said, _, extra = words.partition("  [")
    if not extra:
        return translated(said)
    return f"{translated(said)} [{'; '.join(translated(one) for one in extra[:-1].split('; '))}]"

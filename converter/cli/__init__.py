"""The command `gangmu`: which documents, which result, where to. No rule and no loop over content.

A command is one function in the module of its group; `COMMANDS` names them all, and each is loaded when it is asked
for. Results go to standard output as UTF-8, everything else to standard error. Rooms and pydantic are loaded inside
the functions, because `gangmu --help` must answer at once.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import batch, messages, settings
from ..collector import seldom
from ..errors import ConverterError
from ..messages import UsageError
from .guide import SpeakingCommand, SpeakingGroup
from .options import Lang
from .say import language, report, speak, stop, text

COMMANDS = {
    "convert": "documents",
    "batch": "batching",
    "outline": "documents",
    "explain": "explaining",
    "check": "findings",
    "validate": "findings",
    "rules": "shelf",
    "schema": "shelf",
}
"""Each with the module of its group, in the order of the help."""

INTERRUPTED = 130
"""128 + SIGINT: what a shell expects of a program that Ctrl-C ended."""

# typer carries its own click; of its errors only this one is public, and its parent is the class of all wrong usage.
_WrongUsage: Any = typer.BadParameter.__bases__[0]


class _Command(SpeakingCommand):
    """A command with the user's own defaults."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        # A shell that completes a line does not want to hear what is wrong with them.
        own = {} if ctx.resilient_parsing else settings.load(Path.cwd())
        values = {f"--{key}": value for key, value in own.items()}
        ctx.default_map = {param.name: values[flag] for param in self.params for flag in param.opts if flag in values}
        return super().parse_args(ctx, args)


def _loaded(name: str) -> Any:
    """One command, as typer makes it of its function."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    alone.command(cls=_Command)(getattr(import_module(f"{__name__}.{COMMANDS[name]}"), name))
    return typer.main.get_command(alone)


class _Gangmu(SpeakingGroup):
    """All commands at once: their language, and what ends a run early as one sentence and a code."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as typer asks
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as typer asks
        # Who mistypes a name is told of one like it, among those that are loaded.
        for name in (cmd_name,) if cmd_name in COMMANDS else COMMANDS:
            if name not in self.commands:
                self.commands[name] = _loaded(name)
        return self.commands.get(cmd_name)

    def main(self, *args: Any, **extra: Any) -> Any:
        try:
            code = super().main(*args, **extra | {"standalone_mode": False, "prog_name": "gangmu"})
        except _WrongUsage as error:
            _tell_usage(error)
            code = 2
        except typer.Abort:
            code = 1
        sys.exit(code if isinstance(code, int) else 0)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        first, rest = _language_first(args)
        speak(_chosen(first))
        return super().parse_args(ctx, [*first, *(rest or ["--help"])])

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise stop(2, messages.rendered(language(), error.template, **error.values)) from error
        except ConverterError as error:
            raise stop(1, messages.error_text(language(), error)) from error
        except KeyboardInterrupt as error:
            raise stop(INTERRUPTED, text("interrupted")) from error
        except BrokenPipeError as error:
            raise typer.Exit(0) from error  # the reader has seen enough, as in `gangmu outline plan.txt | head`


def _tell_usage(error: Any) -> None:
    """What typer says of wrong usage, in our form: which command, what, and where to look."""
    command = error.ctx.command_path if error.ctx else "gangmu"
    report(ConverterError(command, error.format_message().rstrip("."), f"see {command} --help"))


# ── the language ──────────────────────────────────────────────────────────────────────────────────


def _language_first(args: list[str]) -> tuple[list[str], list[str]]:
    """The arguments, with `--lang`, which may stand on any command, apart from the rest."""
    first: list[str] = []
    rest: list[str] = []
    waiting = list(args)
    while waiting and waiting[0] != "--":
        arg = waiting.pop(0)
        if arg == "--lang":
            first += [arg, *waiting[:1]]
            waiting = waiting[1:]
        else:
            (first if arg.startswith("--lang=") else rest).append(arg)
    return first, rest + waiting


def _chosen(first: list[str]) -> str:
    """The language of the run: as asked for, or of the environment, the project's settings, the locale."""
    asked = [first[-1].removeprefix("--lang=")] if first else []
    asked.append(os.environ.get("GANGMU_LANG", ""))
    with suppress(UsageError, OSError):
        asked.append(settings.load(Path.cwd()).get("lang", ""))
    return next((one for one in asked if one in messages.LANGS), messages.from_locale(os.environ))


# ── the program ───────────────────────────────────────────────────────────────────────────────────


app = typer.Typer(
    cls=_Gangmu,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_versions(asked: bool) -> None:
    if asked:
        from .. import __version__
        from ..model import SCHEMA_VERSION

        python = sys.version.split()[0]
        batch.deliver(f"gangmu {__version__} (schema {SCHEMA_VERSION}, Python {python})\n", None)
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option(
        "--version", help="Print program, schema and Python version.", is_eager=True, callback=_print_versions
    ),
]


@app.callback()
def gangmu(version: Version = False, lang: Lang = None) -> None:
    """Turn Chinese government documents into structured JSON and TEI."""


def main() -> None:
    """The entry point of the command; a fault of ours ends as one sentence too."""
    seldom()
    try:
        app()
    except Exception as error:  # noqa: BLE001 - no traceback may reach a user
        report(batch.fault("gangmu", error))
        sys.exit(1)

"""Options that commands share. What several commands mean by a name is said once, here.

An option with a row in `settings` takes its default from `GANGMU_*` and from `[tool.gangmu]`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from ..messages import UsageError
from ..options import DEFAULT, LIMITS
from ..settings import SETTINGS


def _one_of(name: str) -> Callable[[str | None], str | None]:
    """A check of the values that a setting may have."""

    def check(value: str | None) -> str | None:
        choices = SETTINGS[name].choices
        if value is not None and value not in choices:
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(choices)}")
        return value

    return check


LISTS = ("text", "json")
"""Formats of a list that is no report."""


def _list_format(context: typer.Context, value: str) -> str:
    """A default of the user's is meant for reports: a list takes it as far as it can."""
    source = context.get_parameter_source("form")
    if value not in LISTS and source is not None and source.name == "COMMANDLINE":
        raise typer.BadParameter(f"{value!r} is not one of {', '.join(LISTS)}")
    return value if value in LISTS else "text"


def _known_encoding(encoding: str | None) -> str | None:
    try:
        "".encode(encoding or "utf-8")
    except (LookupError, ValueError) as error:
        raise typer.BadParameter(f"{encoding!r} is not the name of an encoding, such as utf-8 or gb18030") from error
    return encoding


def _option(name: str, *flags: str, choice: bool = False, **keywords: Any) -> Any:
    """An option with a row in the settings."""
    setting = SETTINGS[name]
    if choice:
        keywords |= {
            "metavar": "|".join(setting.choices),
            "callback": _one_of(name),
            "autocompletion": lambda: list(setting.choices),
        }
    return typer.Option(f"--{name}", *flags, envvar=setting.variable, show_envvar=False, **keywords)


Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT", help="Files, folders, patterns, or - for standard input.", show_default=False),
]
To = Annotated[str, _option("to", "-t", choice=True, help="Format of the result.")]
Output = Annotated[
    str | None,
    _option("output", "-o", metavar="FILE|FOLDER", help="Where results go.", show_default="standard output"),
]
Encoding = Annotated[
    str | None,
    _option(
        "encoding", metavar="NAME", help="Encoding of the inputs.", show_default="detected", callback=_known_encoding
    ),
]
Rules = Annotated[
    str | None,
    _option("rules", metavar="FILE", help="Noise rules and containers of your own (TOML).", show_default=False),
]
KeepNoise = Annotated[bool, _option("keep-noise", help="Keep the site's lines in place, with the role noise.")]
Limit = Annotated[
    str,
    _option(
        "limit",
        metavar="NAME=N,…",
        help="Bounds: bytes, characters of a line, table-lines, diagnostics.",
        show_default=", ".join(f"{name}={getattr(DEFAULT, option)}" for name, option in LIMITS.items()),
    ),
]
Uri = Annotated[
    str | None,
    typer.Option("--uri", metavar="URI", help="Where the input came from.", show_default="what a page says"),
]
SourceEncoding = Annotated[
    str | None,
    _option(
        "encoding", metavar="NAME", help="Encoding of the source.", show_default="detected", callback=_known_encoding
    ),
]
Corpus = Annotated[bool, typer.Option("--corpus", help="Join all results to one file.")]
Quiet = Annotated[bool, _option("quiet", "-q", help="Say nothing but what went wrong.")]
Verbose = Annotated[bool, _option("verbose", "-v", help="Say one line for each document.")]
Format = Annotated[str, _option("format", choice=True, help="For people, for programs, or for a service of CI.")]
ListFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="|".join(LISTS),
        callback=_list_format,
        envvar=SETTINGS["format"].variable,
        show_envvar=False,
        help="For people or for programs.",
    ),
]
Select = Annotated[
    str,
    _option("select", metavar="CODE,…", help="Report these codes or layers alone.", show_default="all"),
]
Ignore = Annotated[
    str, _option("ignore", metavar="CODE,…", help="Leave these codes or layers out.", show_default="none")
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="End with 0 whatever is found.")]
Lenient = Annotated[
    bool, typer.Option("--lenient", help="Leave out what a newer minor version of the schema has added.")
]
Source = Annotated[
    str | None,
    typer.Option(
        "--source",
        metavar="FILE",
        help="Check one document against the source that it was made from.",
        show_default=False,
    ),
]
Severity = Annotated[str, _option("severity", choice=True, help="The least severe that counts.")]
Lang = Annotated[
    str | None,
    _option("lang", choice=True, help="Language of messages, on any command.", show_default="the locale's"),
]


def loudness(context: typer.Context, quiet: bool, verbose: bool) -> tuple[bool, bool]:
    """Quiet and verbose, of which one at most is on: the one nearer to the command line wins."""
    if quiet and verbose:
        ranks = {name: _rank(context, name) for name in ("quiet", "verbose")}
        if ranks["quiet"] == ranks["verbose"]:
            raise UsageError("--quiet and --verbose exclude each other")
        quiet = ranks["quiet"] < ranks["verbose"]
    return quiet, verbose and not quiet


def _rank(context: typer.Context, name: str) -> int:
    source = context.get_parameter_source(name)
    return ("COMMANDLINE", "ENVIRONMENT", "DEFAULT_MAP").index(source.name) if source else 0

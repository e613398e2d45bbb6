"""What a caller may choose; the rest is learnt from the document."""

from __future__ import annotations

from dataclasses import dataclass, field

from .rules.rows import OwnRules


@dataclass(frozen=True, slots=True)
class Options:
    """Options of one conversion.

    `encoding`: name of the input's encoding; None means that it is detected.
    `uri`: where the input came from, kept in `source.uri`.
    `max_bytes`: larger inputs are refused with a clear error.
    `max_line`: so are inputs with a line of more characters.
    `max_table_lines`: a table that is printed on more lines is kept as these lines, and its grid is not looked for.
    `max_diagnostics`: so many are told, the first; one more says how many there are.
    `keep_noise`: lines of the site stay in the tree, as paragraphs of the role `noise`.
    `rules`: noise rules and containers of the caller's own, as `load_rules` reads them.
    `lang`: language of the diagnostics' sentences, en or zh.
    """

    encoding: str | None = None
    uri: str | None = None
    max_bytes: int = 256 * 1024 * 1024
    max_line: int = 1_000_000
    max_table_lines: int = 100_000
    max_diagnostics: int = 10_000
    keep_noise: bool = False
    rules: OwnRules = field(default_factory=OwnRules)
    lang: str = "en"


DEFAULT = Options()

LIMITS = {name.removeprefix("max_").replace("_", "-"): name for name in Options.__slots__ if name.startswith("max_")}
"""What `--limit` calls a bound → its option."""

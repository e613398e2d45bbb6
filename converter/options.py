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
    `keep_noise`: lines of the site stay in the tree, as paragraphs of the role `noise`.
    `rules`: noise rules and containers of the caller's own, as `load_rules` reads them.
    `lang`: language of the diagnostics' sentences, en or zh.
    """

    encoding: str | None = None
    uri: str | None = None
    max_bytes: int = 256 * 1024 * 1024
    keep_noise: bool = False
    rules: OwnRules = field(default_factory=OwnRules)
    lang: str = "en"


DEFAULT = Options()

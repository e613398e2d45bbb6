"""English sentences → the same in the language of the user; the table `rules.messages` holds the Chinese.

Whoever has something to say writes it in English where it arises. Two ways lead to Chinese: `rendered` for a
sentence whose pieces are still at hand, `translated` for one that is finished, as errors of the rooms are.
A sentence that the table does not know stays English; a test looks for those.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter

from .errors import ConverterError
from .rules.messages import CHINESE

LANGS = ("en", "zh")

CLAUSES = frozenset(("why", "reason", "hint", "kind"))
"""Fields that hold a sentence or clause of their own; all others are names and numbers."""

_STOPS = {"en": (": ", "; "), "zh": ("：", "；")}


class UsageError(Exception):
    """Inputs, options and settings that do not fit together; raised before any work is done."""

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return rendered("en", self.template, **self.values)


def from_locale(environment: Mapping[str, str]) -> str:
    """The language that the locale asks for, in POSIX's order of its variables."""
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def rendered(lang: str, template: str, **values: object) -> str:
    """The sentence of `template` in `lang`, with its fields filled."""
    if lang == "zh":
        values = {name: translated(lang, str(value)) if name in CLAUSES else value for name, value in values.items()}
        template = CHINESE.get(template, template)
    return template.format(**values)


def translated(lang: str, sentence: str) -> str:
    """A finished English sentence in `lang`: the row of the table that it is made from is found by its words."""
    if lang != "zh" or sentence in CHINESE:
        return CHINESE.get(sentence, sentence) if lang == "zh" else sentence
    for template, pattern in _patterns():
        if found := pattern.fullmatch(sentence):
            return rendered(lang, template, **found.groupdict())
    return sentence


def error_text(lang: str, error: ConverterError) -> str:
    """What went wrong with which input, and what to do about it."""
    colon, semicolon = _STOPS[lang]
    sentence = f"{error.name}{colon}{translated(lang, error.reason)}"
    return f"{sentence}{semicolon}{translated(lang, error.hint)}" if error.hint else sentence


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The templates with fields, each with a pattern of its words.

    Those that begin with words stand first, because they may end in a clause that has a row of its own;
    the wordier of two says more.
    """
    pieces = {template: tuple(Formatter().parse(template)) for template in CHINESE}
    filled = [template for template, parts in pieces.items() if any(name for _, name, _, _ in parts)]
    filled.sort(key=lambda template: (not pieces[template][0][0], -sum(len(words) for words, *_ in pieces[template])))
    return tuple((template, _pattern(pieces[template])) for template in filled)


def _pattern(pieces: tuple[tuple[str, str | None, str | None, str | None], ...]) -> re.Pattern[str]:
    parts = (re.escape(words) + (f"(?P<{name}>.*?)" if name else "") for words, name, _, _ in pieces)
    return re.compile("".join(parts), re.DOTALL)


__all__ = ["CLAUSES", "LANGS", "UsageError", "error_text", "from_locale", "rendered", "translated"]

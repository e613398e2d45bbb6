"""Which lines are the site's: rules gated by zone, the lines before the title, the title printed twice."""

from __future__ import annotations

from dataclasses import replace

from ..flow import MarkedLine, ZonedLine
from ..rules.noise import NOISE_RULES
from .title import Title, repeat_after

LONGEST_SITE_HEAD = 20
"""A stray line of the site before the title is no longer."""
STRAYS = 2
"""So many lines that no rule knows may stand between two that a tail rule takes."""

_ZONE = {rule.id: rule.zone for rule in NOISE_RULES}
_ANCHORS = frozenset(rule.id for rule in NOISE_RULES if rule.anchor)
_FRAME = frozenset(("doc_number", "masthead", "date", "note", "subtitle", "salutation"))
_STOPS = frozenset("。;!?")


def label_noise(labels: list[ZonedLine], title: Title | None) -> None:
    """Set the zone `noise` on every line that the site, not the document, has printed."""
    _label_anywhere(labels)
    if title is not None:
        _label_head(labels, title)
        _label_repeated_title(labels, title)
    _label_tail(labels, title.last if title else 0)


def _take(labels: list[ZonedLine], index: int, rule: str) -> None:
    labels[index] = replace(labels[index], zone="noise", label=rule)


def _rule_for(line: MarkedLine, *zones: str) -> str | None:
    return next((rule for rule in line.noise if _ZONE[rule] in zones), None)


def _label_anywhere(labels: list[ZonedLine]) -> None:
    for index, label in enumerate(labels):
        if rule := _rule_for(label.marked, "any"):
            _take(labels, index, rule)


def _label_head(labels: list[ZonedLine], title: Title) -> None:
    for index in range(title.first):
        line = labels[index].marked
        if labels[index].zone == "noise" or _FRAME.intersection(line.roles):
            continue
        if rule := _rule_for(line, "head", "tail"):
            _take(labels, index, rule)
        elif len(line.line.shadow) <= LONGEST_SITE_HEAD and not _STOPS.intersection(line.line.shadow):
            _take(labels, index, "site-head")


def _label_repeated_title(labels: list[ZonedLine], title: Title) -> None:
    """Design: the later copy goes."""
    repeat = repeat_after(tuple(label.marked for label in labels[: title.last + 8]), title)
    if repeat is not None:
        for index in range(*repeat):
            _take(labels, index, "duplicate-title")


def _label_tail(labels: list[ZonedLine], first: int) -> None:
    """Walk back from the end: what tail rules take is noise, and so are strays between an anchor and the end."""
    strays: list[int] = []
    for index in range(len(labels) - 1, first - 1, -1):
        if labels[index].zone == "noise":
            continue
        rule = _rule_for(labels[index].marked, "tail")
        if rule is None:
            strays.append(index)
            if len(strays) > STRAYS or not _is_stray(labels[index].marked):
                return
            continue
        _take(labels, index, rule)
        if strays and rule in _ANCHORS:
            for stray in strays:
                _take(labels, stray, "site-tail")
            strays = []
        elif strays:
            return


def _is_stray(line: MarkedLine) -> bool:
    return not line.readings and not line.roles and len(line.line.shadow) <= LONGEST_SITE_HEAD

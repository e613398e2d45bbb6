"""Which lines are the site's: rules gated by zone, the lines before the title, the title printed twice, the foot."""

from __future__ import annotations

import re
from collections import Counter

from ..flow import MarkedLine, ZonedLine, hints_of
from ..rules.rows import NoiseRule
from .page_metadata import ANNEX_RANK
from .title import Title, key, repeat_after

LONGEST_SITE_LINE = 45
"""A stray line of the site's is no longer, and has no full stop."""
LONGEST_SITE_HEAD = 20
LONGEST_OF_NAVIGATION = 60
FEWEST_MATCHES = 2
"""So many lines that rules know make a foot; one that nothing can follow is enough."""
FEWEST_OF_LINES = 0.1
"""A page of navigation only has so many lines that rules know."""
FEWEST_LABELS = 3
"""Navigation has no values with labels."""
LONGEST_REPEAT = 120
REPEATED_WORDS = 12
"""A foot that begins with so many of the text's first characters repeats them."""
LEAD_LINES = 30
MOST_DIGIT_LINES = 0.15
"""A page with more lines of numbers holds a table, not only navigation."""

_FRAME = frozenset(
    (
        "doc_number",
        "masthead",
        "date",
        "note",
        "subtitle",
        "salutation",
        "enactment",
        "speaker",
        "label",
        "copy_number",
        "secrecy",
        "urgency",
        "signer",
    )
)
_FRAME_OF_LETTER = frozenset(("doc_number", "salutation", "note"))
_OF_FOOT = frozenset(("date", "note"))
"""What stands at the foot of the document itself."""
_STOPS = frozenset("。;!?")
_PROSE = re.compile("[^。]{15}。")


def label_noise(labels: list[ZonedLine], known: list[int], title: Title | None) -> None:
    """Set the zone `noise` on every line that the site, not the document, has printed.

    `known` are the lines, by index, that a rule or a role of the shelf fits.
    """
    for index in known:
        if labels[index].marked.noise and labels[index].zone == "body":
            _take_matched(labels, index, "any")
    if title is None and is_all_site(labels):
        for index, label in enumerate(labels):
            if label.zone == "body":
                _take(labels, index, _name_for(label.marked, "any", "head", "tail", default="site-page"))
        return
    first = 0
    if title is not None:
        _label_before_title(labels, title)
        _label_repeated_title(labels, title)
        first = title.last
    _label_behind_title(labels, first)
    _label_foot(labels, first, title)


def _take(labels: list[ZonedLine], index: int, rule: str) -> None:
    labels[index] = ZonedLine(labels[index].marked, "noise", rule, labels[index].group)


def _is_attachment(line: MarkedLine) -> bool:
    """True for a line of a page that links to a file: whatever it reads like, it is the document's."""
    return hints_of(line.line).file_link


def _rule_for(line: MarkedLine, *zones: str) -> NoiseRule | None:
    if not line.noise or _is_attachment(line) or _is_numbered(line):
        return None
    return next((rule for rule in line.noise if rule.zone in zones), None)


def _name_for(line: MarkedLine, *zones: str, default: str) -> str:
    rule = _rule_for(line, *zones)
    return rule.id if rule else default


def _take_matched(labels: list[ZonedLine], index: int, *zones: str) -> bool:
    """Take the line, and the value below it, when a rule of one of the zones matches."""
    rule = _rule_for(labels[index].marked, *zones)
    if rule is None:
        return False
    _take(labels, index, rule.id)
    below = index + 1
    if rule.value_below and labels[index].marked.line.shadow.endswith(":") and below < len(labels):
        line = labels[below].marked
        if labels[below].zone == "body" and len(line.line.shadow) <= LONGEST_SITE_HEAD and _is_stray(line):
            _take(labels, below, rule.id)
    return True


def is_all_site(labels: list[ZonedLine]) -> bool:
    """A page of navigation only: no prose, no outline, no numbers, and lines that only sites print."""
    body = (label.marked for label in labels if label.zone == "body")
    if any(line.readings or "。" in line.line.shadow or _is_of_letter(line) for line in body):
        return False
    lines = [label.marked for label in labels if label.zone == "body"]
    if any(_is_in_container(line) or _is_attachment(line) or _is_long(line) for line in lines):
        return False
    if sum(":" in line.line.shadow[1:-1] and not line.noise for line in lines) >= FEWEST_LABELS:
        return False
    digits = sum(char.isdigit() for line in lines for char in line.line.shadow[:1])
    matches = sum(bool(label.marked.noise) or label.zone == "noise" for label in labels)
    enough = max(FEWEST_MATCHES, FEWEST_OF_LINES * len(lines))
    return matches >= enough and digits <= MOST_DIGIT_LINES * len(lines)


def _is_long(line: MarkedLine) -> bool:
    """Longer than what navigation says, and not known as one of the site's long lines."""
    return len(line.line.shadow) > LONGEST_OF_NAVIGATION and not line.noise


def _is_of_letter(line: MarkedLine) -> bool:
    if "recipients" in line.roles and line.line.shadow.endswith(":"):
        return True
    return bool(_FRAME_OF_LETTER.intersection(line.roles))


def _label_before_title(labels: list[ZonedLine], title: Title) -> None:
    for index in range(title.first):
        line = labels[index].marked
        if labels[index].zone != "body" or _FRAME.intersection(line.roles):
            continue
        if _take_matched(labels, index, "head", "tail") or line.readings:
            continue
        if _is_in_container(line):
            continue
        if len(line.line.shadow) <= LONGEST_SITE_HEAD and not _STOPS.intersection(line.line.shadow):
            _take(labels, index, "site-head")


def _is_in_container(line: MarkedLine) -> bool:
    """True for a line that the site's own markup calls the document's: it is no stray one."""
    hints = hints_of(line.line)
    return hints.inside and hints.container not in ("", "density")


def _label_repeated_title(labels: list[ZonedLine], title: Title) -> None:
    """Design: the later copy goes."""
    repeat = repeat_after(labels, title)
    if repeat is not None:
        for index in range(*repeat):
            _take(labels, index, "duplicate-title")


def _label_behind_title(labels: list[ZonedLine], first: int) -> None:
    """Head rules count up to the first line of text."""
    for index in range(first, len(labels)):
        line = labels[index].marked
        if labels[index].zone == "noise":
            continue
        if _is_numbered(line) or _PROSE.search(line.line.shadow):
            return
        if _take_matched(labels, index, "head") or _take_alone(labels, index):
            continue
        if line.readings or not _FRAME.union(("speaker", "signature")).intersection(line.roles):
            return


def _take_alone(labels: list[ZonedLine], index: int) -> bool:
    """Take a line that a rule of the tail knows wherever it stands: no contacts, which a letter may have too."""
    rule = _rule_for(labels[index].marked, "tail")
    if rule is None or not (rule.alone or rule.anchor):
        return False
    return _take_matched(labels, index, "tail")


def _is_numbered(line: MarkedLine) -> bool:
    """A sentence with a number is the text's, whatever it tells of."""
    if not line.readings or "。" not in line.line.shadow:
        return False
    return any(reading.rank > ANNEX_RANK for reading in line.readings)


def _label_foot(labels: list[ZonedLine], first: int, title: Title | None) -> None:
    """The last lines, from the first that a tail rule knows, when nothing but the site's lines follows it."""
    lead = ""
    start, found = len(labels), Counter[str]()
    for index in range(len(labels) - 1, first - 1, -1):
        label = labels[index]
        if _is_attachment(label.marked):
            continue
        rule = _rule_of(label)
        if rule is not None or label.zone == "noise":
            start = index
            _count(found, rule, label.label)
        elif not _is_stray(label.marked):
            # A foot may print the title or the first words of the text again.
            text = key(label.marked.line.shadow)
            if index < first + LEAD_LINES or len(text) > LONGEST_REPEAT:
                break
            lead = lead or _lead(labels, first)
            if text[:REPEATED_WORDS] not in lead and (title is None or text != title.text):
                break
    if found.total() < FEWEST_MATCHES:
        _label_last_lines(labels, first)
        return
    for index in range(start, len(labels)):
        if labels[index].zone == "body" and not _is_attachment(labels[index].marked):
            _take(labels, index, _name_for(labels[index].marked, "tail", default="site-tail"))


def _count(found: Counter[str], rule: NoiseRule | None, label: str) -> None:
    """A line counts; the contacts of a letter may fill several, so a rule that needs company counts once."""
    if rule is not None and rule.anchor:
        found[rule.id] += FEWEST_MATCHES
    elif rule is None or rule.alone:
        found[label if rule is None else rule.id] += 1
    else:
        found[rule.id] = 1


def _rule_of(label: ZonedLine) -> NoiseRule | None:
    """The rule that took the line, or that may take it behind the text."""
    if label.zone == "noise":
        return next((rule for rule in label.marked.noise if rule.id == label.label), None)
    return _rule_for(label.marked, "any", "tail")


def _label_last_lines(labels: list[ZonedLine], first: int) -> None:
    """Without a foot, only what needs no company at the very end."""
    for index in range(len(labels) - 1, first - 1, -1):
        if labels[index].zone == "noise":
            continue
        rule = _rule_for(labels[index].marked, "tail")
        if rule is None or not rule.alone:
            return
        _take(labels, index, rule.id)


def _is_stray(line: MarkedLine) -> bool:
    shadow = line.line.shadow
    if len(shadow) > LONGEST_SITE_LINE or "。" in shadow or (line.roles and _OF_FOOT.intersection(line.roles)):
        return False
    return not line.readings or not any(reading.rank > ANNEX_RANK for reading in line.readings)


def _lead(labels: list[ZonedLine], first: int) -> str:
    """What the text that begins at `first` begins with."""
    opening = [label for label in labels[first : first + LEAD_LINES] if label.zone != "noise"]
    return "".join([key(label.marked.line.shadow) for label in opening])

"""The frame of a letter: title, addressees, salutation, signature, date, note, where they may stand."""

from __future__ import annotations

from bisect import bisect_left

from ..flow import ZonedLine
from .title import Title

_HEAD_ROLES = (
    "doc_number",
    "subtitle",
    "salutation",
    "date",
    "enactment",
    "note",
    "recipients",
    "signature",
    "speaker",
    "name",
)
_INNER_ROLES = ("doc_number", "date", "enactment", "note", "subtitle", "recipients")
_REPEATED = frozenset(("enactment", "signature"))
"""Roles that may take several lines."""
_MASTHEAD_ROLES = ("copy_number", "secrecy", "urgency", "masthead", "doc_number", "signer", "label")
_SPEECHES = ("讲话", "发言", "致辞", "演讲", "报告", "说明")
_SIGNERS = frozenset(("signature", "speaker"))
"""An organ, or the person who signs a decree (总理 …)."""
LONGEST_SIGNATURES = 6
"""So many organs may sign together, one a line."""


def label_frame(labels: list[ZonedLine], known: list[int], title: Title | None, inner: list[int]) -> None:
    """Set the zone `role` on the lines of the frame; `inner` is where the text of each inner document begins.

    `known` are the lines, by index, that a rule or a role of the shelf fits.
    """
    if title is None:
        _label_head(labels, 0, roles=("subtitle", "salutation", "speaker", "name"))
    elif labels[title.first].zone != "part":
        _label_title(labels, title)
        _label_before_title(labels, title)
        _label_head(labels, title.last)
    for first in inner:
        _label_head(labels, first, roles=_INNER_ROLES)
    _label_signatures(labels, known)
    _label_imprint(labels, known)


def _take(labels: list[ZonedLine], index: int, role: str, group: int = 0) -> None:
    labels[index] = ZonedLine(labels[index].marked, "role", role, group)


def _label_title(labels: list[ZonedLine], title: Title) -> None:
    """The title may stand as the caption above a table; what the table itself prints twice is none."""
    for index in range(title.first, title.last):
        if labels[index].zone != "table" or labels[index].label == "caption":
            _take(labels, index, "title", group=1)


def _label_before_title(labels: list[ZonedLine], title: Title) -> None:
    for index in range(title.first):
        if labels[index].zone == "body" and labels[index].marked.roles:
            role = next((role for role in _MASTHEAD_ROLES if role in labels[index].marked.roles), None)
            if role:
                _take(labels, index, role)


def _label_head(labels: list[ZonedLine], first: int, roles: tuple[str, ...] = _HEAD_ROLES) -> None:
    """Roles that open a letter, up to the first line of text."""
    left = list(roles)
    for index in range(first, len(labels)):
        if labels[index].zone in ("noise", "part"):
            continue
        role = next((role for role in left if role in labels[index].marked.roles), None)
        if labels[index].zone != "body" or role is None or (role in ("speaker", "name") and not _is_speech(labels)):
            return
        if role not in _REPEATED:
            left.remove(role)
        _take(labels, index, "speaker" if role == "name" else role)


def _is_speech(labels: list[ZonedLine]) -> bool:
    """A name alone on its line is a speaker's only under the title of a speech or a report."""
    title = "".join(label.marked.line.shadow for label in labels if label.zone == "role" and label.label == "title")
    subtitled = any(label.label in ("subtitle", "salutation") for label in labels if label.zone == "role")
    return subtitled or title.endswith(_SPEECHES)


def _label_signatures(labels: list[ZonedLine], known: list[int]) -> None:
    """A date on a line of its own under the names of organs signs a letter; a bracketed note may follow."""
    dates = [index for index in known if "date" in labels[index].marked.roles]
    body = [index for index, label in enumerate(labels) if label.zone in ("body", "part")] if dates else []
    for index in dates:
        if labels[index].zone != "body":
            continue
        place = bisect_left(body, index)
        signers = _signers_above(labels, body[max(place - LONGEST_SIGNATURES, 0) : place])
        if not signers:
            continue
        for signer in signers:
            _take(labels, signer, "signature")
        _take(labels, index, "date")
        if place + 1 < len(body) and "note" in labels[body[place + 1]].marked.roles:
            _take(labels, body[place + 1], "note")


def _label_imprint(labels: list[ZonedLine], known: list[int]) -> None:
    """抄送 and the printing line (GB/T 9704-2012, 7.4) are what their shape says wherever they stand."""
    for index in known:
        if labels[index].zone == "body":
            role = next((role for role in ("cc", "imprint") if role in labels[index].marked.roles), None)
            if role:
                _take(labels, index, role)


def _signers_above(labels: list[ZonedLine], above: list[int]) -> list[int]:
    signers = []
    for index in reversed(above):
        if labels[index].zone != "body" or not _SIGNERS.intersection(labels[index].marked.roles):
            break
        signers.append(index)
    return signers[::-1]

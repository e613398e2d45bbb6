"""Where a title stands: the lines before the text that are formed like one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..flow import MarkedLine, ZonedLine, hints_of
from ..late import late
from ..rules.genres import GENRES, QUALIFIERS, WEAK_GENRES
from .page_metadata import ANNEX_RANK, LABEL

LOOK_AHEAD = 60
"""A title stands within so many lines."""
LONGEST = 120
LONGEST_LINE = 60
MOST_LINES = 5

_QUALIFIED = f"(?: ?\\((?:{QUALIFIERS})\\))?(?:\\[[0-9]+\\])?$"
_TAIL = late(f"(?:{'|'.join(GENRES)}){_QUALIFIED}")
_WEAK_TAIL = late(f"(?:{'|'.join(WEAK_GENRES)}){_QUALIFIED}")
_LASTS = frozenset((*(genre[-1] for genre in (*GENRES, *WEAK_GENRES)), ")", "]"))
"""What a title ends with that has its genre, or a qualifier or a footnote behind it."""
_ABOUT = late("关于.+的")
_CONTENTS = late("目 *[录次]")
_OPENS = late("关于|(?:19|20)[0-9]{2}年|《")
_STOP = late("[。;!?]|[^0-9]:|:[^0-9]|,.*,.*,|^\\(.*\\)$|^目 *[录次]$")
_YEARS = late("\\((?:19|20)[0-9]{2}年?[-—–至~](?:19|20)?[0-9]{2}年?\\)|\\((?:试行|暂行|草案|征求意见稿)\\)")
_QUOTED = late("《([^《》]{4,60})》")
_FOOTNOTE = late("\\[[0-9]{1,2}\\]$")
_ORGAN_TAILS = ("政府", "委员会", "办公厅", "办公室", "部", "局", "厅", "委", "国务院", "院", "中央")
_JOINING = ("及", "和", "与", "暨", "的", "或")
"""No title begins with these; a broken one goes on with them."""
_FOLLOWING = frozenset(("recipients", "subtitle", "salutation", "doc_number", "date", "note"))
_NOT_TITLE = frozenset(("date", "note", "salutation", "doc_number", "masthead", "subtitle"))


class Title(NamedTuple):
    """The lines of the title, by index: `first` up to, not including, `last`."""

    first: int
    last: int
    text: str
    """Folded and without blanks, for comparing."""


def key(text: str) -> str:
    """What two copies of a title have in common: no blanks, no footnote."""
    return _without_footnote("".join(text.split()))


def _without_footnote(text: str) -> str:
    return _FOOTNOTE.sub("", text) if text.endswith("]") else text


def find_title(labels: Sequence[ZonedLine]) -> Title | None:
    """The best candidate before the text begins, the first among equals; None for a text without one."""
    named = _page_title(labels)
    told: dict[int, bool] = {}
    candidates = [title for index in _before_text(labels) for title in _candidates(labels, index, told)]
    scored = [(_score(labels, title) + 8 * (title.text == named), title) for title in candidates]
    best = max(scored, key=lambda row: row[0], default=(0, None))
    return best[1] if best[0] > 0 else _title_behind_lead(labels)


def title_at(labels: Sequence[ZonedLine], index: int) -> Title | None:
    """The title that begins at `index`, where an inner document may begin: formed like one, with its genre."""
    scored = [(_score(labels, title), title) for title in _candidates(labels, index, {})]
    best = max(scored, key=lambda row: row[0], default=(0, None))
    return best[1] if best[0] > 0 and best[1] and _has_tail(best[1].text) else None


def _page_title(labels: Sequence[ZonedLine]) -> str:
    """What the page's own table says that the title is."""
    for index, label in enumerate(labels[:LOOK_AHEAD]):
        match = LABEL.match(label.marked.line.shadow) if label.label == "page-metadata" else None
        if match and "".join(match["label"].split()) in ("标题", "名称", "信息名称", "文件名称"):
            value = label.marked.line.shadow[match.end() :]
            if not value.strip() and index + 1 < len(labels):
                value = labels[index + 1].marked.line.shadow
            return key(value)
    return ""


def _before_text(labels: Sequence[ZonedLine]) -> Iterator[int]:
    """Indices of lines that stand before the first numbered heading or paragraph of prose."""
    for index, label in enumerate(labels[:LOOK_AHEAD]):
        if label.zone in ("noise", "table") or label.marked.noise:
            continue
        if any(r.rank > ANNEX_RANK for r in label.marked.readings) or _is_prose(label.marked.line.shadow):
            return
        if _CONTENTS.fullmatch(label.marked.line.shadow):
            return
        yield index


def _is_prose(shadow: str) -> bool:
    return len(shadow) > LONGEST_LINE and "。" in shadow


def _candidates(labels: Sequence[ZonedLine], index: int, told: dict[int, bool]) -> Iterator[Title]:
    """Titles of one line, of two … that begin at `index`; a line with the years or 试行 in brackets belongs to them.

    `told` keeps of each line whether it may be of a title, for it is asked of the candidates above it as well.
    """
    text = ""
    for last in range(index, min(index + MOST_LINES, len(labels))):
        if last not in told:
            told[last] = labels[last].zone not in ("noise", "table") and _may_be_title(labels[last].marked)
        if not told[last]:
            return
        text = key(text + labels[last].marked.line.shadow)
        end = last + 1
        whole = text
        if end < len(labels) and _are_years(following := labels[end].marked.line.shadow):
            whole, end = text + key(following), last + 2
        if 4 <= len(whole) <= LONGEST:
            yield Title(index, end, whole)


def _are_years(shadow: str) -> bool:
    """(2024—2026年), (试行): what a title has on a line of its own."""
    return shadow[0] == "(" and _YEARS.fullmatch(shadow) is not None


def _may_be_title(line: MarkedLine) -> bool:
    shadow = line.line.shadow
    if len(shadow) > LONGEST or _STOP.search(_without_footnote(shadow)) or line.readings or line.noise:
        return False
    # 各县区工作摘录 is formed like addressees, 各县区人民政府 is not formed like a title.
    return not _NOT_TITLE.intersection(line.roles) and ("recipients" not in line.roles or _has_tail(shadow))


def _score(labels: Sequence[ZonedLine], title: Title) -> int:
    """How much speaks for `title`; 0 when nothing does."""
    lines = [label.marked for label in labels[title.first : title.last]]
    text = _YEARS.sub("", title.text) if "(" in title.text else title.text
    about = "关于" in text and _ABOUT.search(text) is not None
    following = labels[title.last].marked.roles if title.last < len(labels) else ()
    followed, repeated = bool(_FOLLOWING.intersection(following)), repeat_after(labels, title) is not None
    tail = _has_tail(text) or (_has_tail(text, _WEAK_TAIL) and (about or followed or repeated))
    announced = "subtitle" in following and len(lines) == 1
    shown = min(map(_shown, lines)) if lines[0].line.hints else 0
    if not (tail or announced or repeated or shown) or (
        len(lines) == 1 and not shown and "signature" in lines[0].roles
    ):
        return 0
    # A longer join must earn its lines: the organ's name above 关于 …, or the first half of a broken title.
    earned = sum([_belongs(line, below) for line, below in pairwise(lines)])
    joins = 2 * earned - 3 * (len(lines) - 1 - earned)
    return 6 * tail + 4 * (tail and about) + 3 * repeated + 2 * followed + 6 * shown + joins


def _shown(line: MarkedLine) -> int:
    """How many signs of a page say that the line is the title, or a part of it: its head, its largest heading tag."""
    hints = hints_of(line.line)
    return hints.titled + (hints.heading == 1)


def _has_tail(text: str, tail: re.Pattern[str] = _TAIL) -> bool:
    """Whether a text ends in a genre; most do not, and the last character tells of these."""
    return text[-1:] in _LASTS and tail.search(text) is not None


def _belongs(line: MarkedLine, following: MarkedLine) -> bool:
    """True when the title cannot end with `line`: an organ above 关于 … or a year, or a 关于 without its genre."""
    shadow = line.line.shadow
    if _are_years(following.line.shadow) or following.line.shadow.startswith(_JOINING):
        return True
    if shadow.endswith(_ORGAN_TAILS):
        # Joint issuers stand one a line above 关于 ….
        return bool(_OPENS.match(following.line.shadow)) or following.line.shadow.endswith(_ORGAN_TAILS)
    return not _has_tail(shadow) and ("关于" in shadow or shadow.count("《") > shadow.count("》"))


def repeat_after(labels: Sequence[ZonedLine], title: Title) -> tuple[int, int] | None:
    """Where the next lines print the title again, on one line or on several; None where they do not."""
    for first in range(title.last, min(title.last + MOST_LINES, len(labels))):
        # Nearly every line is told by its first character; one that holds a footnote only prints nothing of a title.
        if labels[first].marked.line.shadow[0] not in (title.text[:1], "["):
            continue
        joined = ""
        for last in range(first, min(first + MOST_LINES, len(labels))):
            joined += key(labels[last].marked.line.shadow)
            if joined == title.text:
                return first, last + 1
            if not title.text.startswith(joined):
                break
    return None


def _title_behind_lead(labels: Sequence[ZonedLine]) -> Title | None:
    """The title of a text that a news agency's lead (…印发了《X》…) stands before."""
    quoted: set[str] = set()
    for index, label in enumerate(labels[:LOOK_AHEAD]):
        shadow = label.marked.line.shadow
        if key(shadow) in quoted:
            return Title(index, index + 1, key(shadow))
        if label.marked.readings:
            return None
        quoted.update(key(name) for name in _QUOTED.findall(shadow))
    return None

"""Paragraphs led by 一是, 第一，, —— and the like → lists, between paragraphs and inside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, TypeGuard

from ..flow import INFERRED, WRITTEN, Block, Extent, Finding, Item, List, Mark, Paragraph, extent_of
from ..late import late
from ..numerals import printed, to_int
from ..rules.leads import LEADS, ORDER_WORDS
from ..rules.rows import Lead
from .one_of import OneOf

FEWEST_ITEMS = 2


class _Led(NamedTuple):
    """A place in a paragraph where an item may begin."""

    lead: Lead
    number: int | None
    start: int
    end: int
    """Of the lead, in code points of the paragraph."""


_BEGINS = frozenset("".join([lead.begins for lead in LEADS]))
_LEADS = OneOf([(lead.pattern, lead) for lead in LEADS])
_STOPS = frozenset("。;:!?”")
_BEHIND_STOP = late(f"(?:[。;!?” ]|:“?+)(?={'|'.join(lead.pattern for lead in LEADS)})")
"""Inside a paragraph an item begins here, or at a blank behind such a stop."""


_ONE, _FIRST_WORD = "一", next(word for word, number in ORDER_WORDS.items() if number == 1)


def _first(lead: Lead) -> str:
    """How the lead of a first item is printed: with the numeral, or as the word."""
    return _FIRST_WORD if lead.id == "order-word" else printed(lead.id, 1)


def _behind_stop(word: str, at: int = 0) -> str:
    """`word` behind a stop, as a pattern that is searched from its character `at` on."""
    return f"{word[at:]}(?<=[。;!?” :“]{word})"


_FIRSTS = [_first(lead) for lead in LEADS if lead.style == "enumeration"]
_FIRST_NUMBER = re.compile("|".join([_behind_stop(first, first.index(_ONE)) for first in _FIRSTS if _ONE in first]))
_FIRST_IN_ORDER = late(_behind_stop(_FIRST_WORD))
"""A paragraph without any of these behind a stop holds no enumeration, unless it begins with one."""


def holds_items(paragraph: Paragraph) -> bool:
    """True for a paragraph that may hold the items of a list, or be one."""
    line = paragraph.line
    if line is None or paragraph.role is not None:
        return False
    return may_hold_items(line.shadow, len(line.text) - len(paragraph.text))


def may_hold_items(shadow: str, start: int = 0) -> bool:
    """Most paragraphs are told by this alone."""
    if shadow[start : start + 1] in _BEGINS and _LEADS.pattern.match(shadow, start) is not None:
        return True
    # To look for a character, or a word, takes a tenth of the time of a pattern.
    if _ONE in shadow and _FIRST_NUMBER.search(shadow, start) is not None:
        return True
    return _FIRST_WORD in shadow and _FIRST_IN_ORDER.search(shadow, start) is not None


def add_items(result: list[Block], blocks: Sequence[Block], index: int, found: list[Finding]) -> int:
    """Add the list that begins with the paragraph at `index`, or inside it; returns the index of what stands behind.

    A lost first marker is inferred and noted.
    """
    run = _run_of_items(blocks, index)
    if len(run) >= FEWEST_ITEMS:
        _add_list(result, run, found)
        return index + len(run)
    block = blocks[index]
    result += _split_inside(block) if isinstance(block, Paragraph) else (block,)
    return index + 1


def _is_text(block: Block) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and block.line is not None and block.role is None


def _shadow(paragraph: Paragraph) -> str:
    line = paragraph.line
    return line.shadow[len(line.text) - len(paragraph.text) :] if line else ""


def _led(shadow: str, at: int) -> _Led | None:
    """The lead of an item that begins at `at`."""
    match = _LEADS.pattern.match(shadow, at)
    if match is None:
        return None
    lead = _LEADS.taken(match)
    number = _number(lead, _LEADS.inner(match)) if lead.style == "enumeration" else None
    return _Led(lead, number, at, match.end())


def _number(lead: Lead, printed: str) -> int | None:
    return ORDER_WORDS.get(printed) if lead.id == "order-word" else to_int("han", printed)


def _run_of_items(blocks: Sequence[Block], first: int) -> list[tuple[Paragraph, _Led]]:
    """The paragraphs from `first` on that are items of one list, each on lines of its own."""
    run: list[tuple[Paragraph, _Led]] = []
    for place in range(first, len(blocks)):
        block = blocks[place]
        if not _is_text(block):
            break
        led = _led(_shadow(block), 0)
        if led is None or (run and not _continues(run[-1][1], led)):
            break
        run.append((block, led))
    return run


def _continues(before: _Led, led: _Led) -> bool:
    if led.lead.id != before.lead.id:
        return False
    return led.number is None or before.number is None or led.number == before.number + 1


def _add_list(result: list[Block], run: list[tuple[Paragraph, _Led]], found: list[Finding]) -> None:
    items = [_item(paragraph, led, len(paragraph.text)) for paragraph, led in run]
    first, number = run[0][0], run[0][1].number
    inline = first.same_line
    before = result[-1] if result else None
    if number == 2 and isinstance(before, Paragraph) and _may_be_first(before):
        result.pop()
        items.insert(0, _lost_first(before, run[0][1].lead, found))
        inline = before.same_line
    elif number is not None and number > 1:
        family = run[0][1].lead.id
        names: dict[str, str | int] = {
            "before": "the beginning",
            "found": printed(family, number),
            "missing": printed(family, 1),
        }
        found.append(Finding("marker-gap", first.extent, names))
    result.append(List(run[0][1].lead.style, inline, tuple(items)))


def _may_be_first(paragraph: Paragraph) -> bool:
    """A paragraph that announces nothing can be the item whose 一是 is lost."""
    return paragraph.line is not None and paragraph.role is None and not _shadow(paragraph).endswith(":")


def _lost_first(paragraph: Paragraph, lead: Lead, found: list[Finding]) -> Item:
    reading = printed(lead.id, 1)
    found.append(Finding("marker-inferred", paragraph.extent, {"reading": reading}))
    return Item(Mark("", None, lead.id, 1, INFERRED, reading), paragraph.text, paragraph.extent)


def _item(paragraph: Paragraph, led: _Led, end: int) -> Item:
    marker = paragraph.text[led.start : led.end].rstrip()
    mark = Mark(
        marker, _extent(paragraph, led.start, led.start + len(marker)), led.lead.id, led.number, WRITTEN, marker
    )
    text = paragraph.text[led.end : end].strip()
    return Item(mark, text, _extent(paragraph, led.start, max(end, led.end)))


def _extent(paragraph: Paragraph, start: int, end: int) -> Extent:
    line = paragraph.line
    if line is None:
        return paragraph.extent
    offset = len(line.text) - len(paragraph.text)
    return extent_of(line, offset + start, offset + end)


def _split_inside(paragraph: Paragraph) -> list[Block]:
    """The paragraph, and the list that stands inside it."""
    leds = _leds_inside(_shadow(paragraph))
    if not leds:
        return [paragraph]
    first = leds[0].start
    blocks: list[Block] = []
    if first:
        text = paragraph.text[:first].rstrip()
        blocks.append(replace(paragraph, text=text, extent=_extent(paragraph, 0, len(text))))
    ends = [led.start for led in leds[1:]] + [len(paragraph.text)]
    items = tuple(_item(paragraph, led, _trimmed(paragraph.text, end)) for led, end in zip(leds, ends, strict=True))
    blocks.append(List("enumeration", bool(first) or paragraph.same_line, items))
    return blocks


def _trimmed(text: str, end: int) -> int:
    return len(text[:end].rstrip())


def _is_stop(shadow: str, match: re.Match[str]) -> bool:
    """A blank counts behind a stop only."""
    return match[0] != " " or shadow[match.start() - 1 : match.start()] in _STOPS


def _leds_inside(shadow: str) -> list[_Led]:
    """The first run 1, 2, 3 … of one lead inside a paragraph."""
    starts = [0, *(match.end() for match in _BEHIND_STOP.finditer(shadow) if _is_stop(shadow, match))]
    leds = [led for start in starts if (led := _led(shadow, start))]
    for lead in LEADS:
        run: list[_Led] = []
        for led in leds:
            if led.lead is lead and (led.number == len(run) + 1 or (run and led.number is None)):
                run.append(led)
        if len(run) >= FEWEST_ITEMS:
            return run
    return []

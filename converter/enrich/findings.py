"""The tree → what is wrong with its text: a promise not kept, a text that stops in mid-sentence, nothing left."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..flow import Block, Extent, Finding, List, Paragraph, Section, Tree

SHORTEST_SENTENCE = 30
_ENDS = frozenset("。！？；：”’）)》〉】」…!?;:.")
_NO_LETTERS = re.compile(r"[\W_]+")
_LEADERS = re.compile("(?<![ .·…—　-])[ .·…—　-]*[0-9０-９]{0,4}$")
_HAN = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_PROMISE = re.compile(
    "(?:讲|谈|强调|提出?|说|作|抓好|做好|报告)(?:以下|如下)?(?P<count>[两二三四五六七八九十])(?:点|条|个方面|方面)(?:意见|要求|建议|看法|体会|工作|情况|问题)?[。:：]?$"
)


def text_findings(tree: Tree, replaced: int, undecoded: int = 0) -> tuple[Finding, ...]:
    """Findings about the text; `replaced` lone surrogates and `undecoded` bytes are U+FFFD in it."""
    found: list[Finding] = []
    roles: dict[str, list[Paragraph]] = {}
    _walk(tree.children, found, roles)
    found += _truncated(tree)
    if replaced:
        found.append(Finding("surrogates-replaced", Extent(0, 0), {"count": replaced}))
    if undecoded:
        found.append(Finding("bytes-undecoded", Extent(0, 0), {"count": undecoded}))
    if not any(_has_text(block) for block in tree.children):
        found.append(Finding("body-empty", Extent(0, 0), {}))
    found += _unkept_contents(roles.get("toc", ()), tree.children)
    found += _missing_attachments(roles.get("attachment_note", ()), tree.children)
    return tuple(found)


def _has_text(block: Block) -> bool:
    return not (isinstance(block, Paragraph) and block.role is not None)


def _walk(blocks: Sequence[Block], found: list[Finding], roles: dict[str, list[Paragraph]]) -> None:
    """Add what is promised and not kept, and the paragraphs of each role, wherever they stand."""
    sections: list[Section] = []
    texts: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Section):
            if block.kind == "section":
                sections.append(block)
            _walk(block.children, found, roles)
        elif isinstance(block, Paragraph):
            if block.role is None:
                texts.append(block)
            else:
                roles.setdefault(block.role, []).append(block)
    if sections and texts:
        found += _unkept(texts, [_start(section) for section in sections])


def _unkept(texts: Sequence[Paragraph], starts: Sequence[int]) -> Iterator[Finding]:
    """两点意见 announced at the end of a paragraph, and another number of sections behind it."""
    for text in texts:
        behind = len(starts) - bisect_left(starts, text.extent.start)
        if behind and (match := _PROMISE.search(text.text)) and behind != _HAN[match["count"]]:
            values: dict[str, str | int] = {
                "promised": _HAN[match["count"]],
                "words": match[0].rstrip("。:："),
                "found": behind,
            }
            yield Finding("promise-unkept", text.extent, values)


def _start(section: Section) -> int:
    if section.heading.extent is not None:
        return section.heading.extent.start
    return 0


def _unkept_contents(entries: Sequence[Paragraph], blocks: Sequence[Block]) -> Iterator[Finding]:
    """An entry of the table of contents that no heading begins with."""
    named: set[str] = set()
    if entries:
        _add_headings(blocks, named)
    headings = sorted(named)
    for entry in entries[1:]:
        name = _bare(_LEADERS.sub("", entry.text))
        place = bisect_left(headings, name)
        if name and not (place < len(headings) and headings[place].startswith(name)):
            yield Finding("toc-unkept", entry.extent, {"entry": entry.text.strip()})


def _missing_attachments(notes: Sequence[Paragraph], blocks: Sequence[Block]) -> Iterator[Finding]:
    """附件说明 names more attachments than follow."""
    found = sum(isinstance(block, Section) and block.kind == "attachment" for block in blocks)
    if len(notes) > found:
        yield Finding("attachment-missing", notes[0].extent, {"promised": len(notes), "found": found})


def _add_headings(blocks: Sequence[Block], found: set[str]) -> None:
    for block in blocks:
        if isinstance(block, Section):
            mark, text = block.heading.mark, block.heading.text
            found.add(_bare(mark.text + text if mark else text))
            _add_headings(block.children, found)


def _bare(text: str) -> str:
    return _NO_LETTERS.sub("", text)


def _truncated(tree: Tree) -> Iterator[Finding]:
    """The last text of the document has no end."""
    last = _last_text(tree.children)
    if last is None:
        return
    text, extent = last
    if len(text) >= SHORTEST_SENTENCE and text[-1] not in _ENDS and re.search("[，,。；;]", text):
        yield Finding("truncated", extent, {})


def _last_text(blocks: Sequence[Block]) -> tuple[str, Extent] | None:
    """The text of the last leaf, when it is body text."""
    if not blocks:
        return None
    block = blocks[-1]
    if isinstance(block, Section):
        return _last_text(block.children)
    if isinstance(block, List):
        item = block.items[-1]
        return _last_text(item.children) if item.children else (item.text, item.extent)
    if isinstance(block, Paragraph) and block.role is None:
        return block.text, block.extent
    return None

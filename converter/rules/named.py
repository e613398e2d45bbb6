"""Headings that have a name instead of a number: the parts before and behind the numbered text."""

from __future__ import annotations

from .rows import HeadingName

NAMED_HEADINGS = (
    HeadingName(
        id="before-text",
        pattern="序 ?言|前 ?言|引 ?言|导 ?言|绪 ?论|导 ?语|总 ?序",
        yes=("序言", "前 言"),
        no=("前言不搭后语", "引言部分"),
    ),
    HeadingName(
        id="behind-text",
        pattern="结 ?语|结束语|后 ?记|尾 ?声",
        yes=("结语", "结束语"),
        no=("结语。", "尾声渐近"),
    ),
    HeadingName(
        id="glossary",
        pattern="(?:名词|名词术语|术语|有关名词|指标|有关用语)(?:解释|注释|说明)(?: ?[(].{2,20}[)])?",
        yes=("名词解释", "名词注释", "指标解释"),
        no=("名词解释:", "解释"),
    ),
)
"""A line that is nothing but such a name opens a section."""

ITEM_HEADS = (
    HeadingName(
        id="notes",
        pattern=".{0,12}(?:名词|术语|指标|用语)(?:解释|注释|说明).{0,12}|注释?[:.]?|备 ?注[:.]?|说 ?明[:.]|资料来源[:.]?|例题.{0,200}",
        yes=("名词解释", "注释:", "注:"),
        no=("注册登记", "说明书", "情况说明"),
    ),
)
"""What is numbered below such a line are items, never headings."""

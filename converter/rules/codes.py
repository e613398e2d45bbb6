"""Diagnostic codes with their severities and sentences; `{}` fields are filled by the room that found it."""

from __future__ import annotations

from .rows import Code

CODES = (
    Code(
        id="marker-repaired",
        severity="warning",
        en="The printed marker “{printed}” is damaged; its place reads {reading}.",
        zh="印出的序号“{printed}”残缺，按前后次序读作{reading}。",
    ),
    Code(
        id="marker-inferred",
        severity="warning",
        en="A marker is lost here; its neighbours leave the place of {reading}.",
        zh="此处序号缺失，据前后次序当为{reading}。",
    ),
    Code(
        id="marker-gap",
        severity="warning",
        en="{found} follows {before}: {missing} missing.",
        zh="{before}之后是{found}，缺{missing}。",
    ),
    Code(
        id="marker-duplicate",
        severity="warning",
        en="{found} stands here a second time.",
        zh="{found}重复出现。",
    ),
    Code(
        id="marker-order",
        severity="warning",
        en="{found} follows {before}: out of order.",
        zh="{before}之后是{found}，次序颠倒。",
    ),
    Code(
        id="late-start",
        severity="info",
        en="The outermost numbering starts at {found}: the text may be an excerpt or a later volume.",
        zh="最外层序号从{found}开始，本文可能是节选或续篇。",
    ),
    Code(
        id="marker-restart",
        severity="info",
        en="The numbering starts again at {found} under the same heading.",
        zh="同一标题下序号又从{found}开始。",
    ),
    Code(
        id="level-skipped",
        severity="info",
        en="{found} stands directly under {above}; elsewhere a level lies between them.",
        zh="{found}直接位于{above}之下，别处两者之间另有一级。",
    ),
    Code(
        id="mixed-widths",
        severity="info",
        en="{found} is printed with other brackets or stops than {before}.",
        zh="{found}与{before}的括号或点号宽窄不一。",
    ),
    Code(
        id="unlike-siblings",
        severity="info",
        en="{found} is led like its siblings, which are headings, but is formed like a sentence.",
        zh="{found}与同列标题序号相连，但写法像句子。",
    ),
    Code(
        id="toc-unkept",
        severity="warning",
        en="The table of contents promises “{entry}”, which the text does not have.",
        zh="目录列有“{entry}”，正文中没有。",
    ),
    Code(
        id="attachment-missing",
        severity="info",
        en="{promised} attachments are announced, {found} stand in the text.",
        zh="附件说明列有{promised}个附件，文中有{found}个。",
    ),
    Code(
        id="promise-unkept",
        severity="warning",
        en="{promised} points are announced (“{words}”), {found} found.",
        zh="前文称“{words}”，共{promised}点，只找到{found}点。",
    ),
    Code(
        id="truncated",
        severity="warning",
        en="The text stops in mid-sentence.",
        zh="正文在句中中断。",
    ),
    Code(
        id="table-raw",
        severity="info",
        en="A flattened table is kept as its lines, in order; its grid is not rebuilt: {reason}.",
        zh="被压平的表格按原行序保留，未重建行列：{reason}。",
    ),
    Code(
        id="table-mended",
        severity="warning",
        en="The markup of this table is faulty and its grid was mended: {reason}.",
        zh="此表的标记有误，行列经过修补：{reason}。",
    ),
    Code(
        id="ambiguous-cell",
        severity="warning",
        en="A value is missing in this row: “{value}” is put under {column} and may belong under {other}.",
        zh="本行缺一个值：“{value}”置于“{column}”之下，也可能属于“{other}”。",
    ),
    Code(
        id="body-empty",
        severity="warning",
        en="Nothing of a document is left when the site's own lines are taken out.",
        zh="除去网站自身内容后，没有正文。",
    ),
    Code(
        id="too-deep",
        severity="warning",
        en="Blocks nest deeper than {limit}; what lies deeper is flattened.",
        zh="层次超过{limit}级，更深的内容已摊平。",
    ),
    Code(
        id="more-diagnostics",
        severity="warning",
        en="Only the first {limit} diagnostics are told; there are {count} more.",
        zh="只列出前{limit}条诊断，另有{count}条未列。",
    ),
    Code(
        id="surrogates-replaced",
        severity="warning",
        en="{count} lone surrogates are no characters and were replaced by U+FFFD.",
        zh="{count}个孤立代理码位不是字符，已替换为 U+FFFD。",
    ),
    Code(
        id="bytes-undecoded",
        severity="warning",
        en="Bytes that do not fit the encoding: {count}; U+FFFD stands for them, and what is beside it may be wrong.",
        zh="有{count}个字节不合编码，以 U+FFFD 代替，其旁文字可能有误。",
    ),
)

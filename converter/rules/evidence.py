"""What `gangmu explain` says: evidence by its id, in English and Chinese; `{}` fields come from the decision."""

from __future__ import annotations

from .rows import Evidence

EVIDENCE = (
    # How a marker joins the lists that are open.
    Evidence(id="continues", en="continues the list after {before}", zh="承接{before}"),
    Evidence(id="opens", en="opens a list", zh="另起一列"),
    Evidence(
        id="runs-on", en="its numbers run on from {before} under another heading", zh="接前一标题下的{before}续编"
    ),
    Evidence(id="skips", en="follows {before} with a gap", zh="承接{before}，中间有缺号"),
    Evidence(id="skips-on", en="runs on from {before} with a gap", zh="接{before}续编，中间有缺号"),
    Evidence(id="restarts", en="begins the count again under the same heading", zh="同一标题下重新编号"),
    Evidence(id="starts-late", en="opens a list that does not begin with one", zh="另起一列，但不从一开始"),
    Evidence(id="repeats", en="repeats the number before it", zh="与前一序号重复"),
    Evidence(id="steps-back", en="its number is lower than the one before it", zh="序号小于前一个"),
    Evidence(id="inferred", en="fills the gap behind {before}", zh="补{before}之后的缺号"),
    Evidence(id="inferred-first", en="fills the gap before the first printed number", zh="补首个序号之前的缺号"),
    Evidence(id="closes", en="it closes a higher level", zh="收束上一级"),
    Evidence(id="repaired", en="what is left of the marker reads {reading}", zh="残缺的序号读作{reading}"),
    Evidence(id="lost", en="its lost marker reads {reading}", zh="缺失的序号当为{reading}"),
    # Why the members of a list are sections or items.
    Evidence(id="family", en="this family of markers is for headings", zh="此类序号专用于标题"),
    Evidence(id="printed", en="the page prints it as a heading", zh="网页将其印作标题"),
    Evidence(
        id="told-of",
        en="it stands below a level that it cannot stand below: the text tells of it",
        zh="位于不可能的层级之下，只是行文提及",
    ),
    Evidence(id="of-article", en="below an article stand items (项), not headings", zh="条之下为项，不是标题"),
    Evidence(id="announced", en="the line above says that notes or terms follow", zh="上一行表明以下是注释或名词"),
    Evidence(id="sections-below", en="headings stand below its members", zh="其下还有标题"),
    Evidence(id="hollow", en="its members have no text below them", zh="各项之下没有正文"),
    Evidence(id="inside-item", en="it stands inside an item", zh="位于列表项之内"),
    Evidence(
        id="likeness",
        en="its {siblings} members score {likeness} as headings",
        zh="同列{siblings}项，标题相似度{likeness}",
    ),
    # What zones decide.
    Evidence(id="noise-pattern", en="the whole line matches the rule", zh="整行符合该规则"),
    Evidence(id="noise-place", en="the place of the line decides", zh="由所在位置判定"),
    Evidence(
        id="outside-content",
        en="it stands outside of the part of the page that holds the document (found by {container})",
        zh="位于网页正文容器之外（容器规则：{container}）",
    ),
    Evidence(
        id="container",
        en="here begins the part of the page that holds the document (found by {container})",
        zh="网页的正文容器由此开始（容器规则：{container}）",
    ),
    Evidence(id="role-shape", en="its shape and its place in the letter", zh="由格式和所在位置判定"),
    Evidence(
        id="table-run",
        en="one of a run of short lines with a header word and numbers",
        zh="位于有表头和数字的连续短行之中",
    ),
    Evidence(
        id="part-title", en="it prints the title of an inner document, or its label", zh="印有内含文件的标题或附件标记"
    ),
    Evidence(id="lead", en="it begins as an item of an enumeration does", zh="开头是列举用语"),
    Evidence(id="plain", en="no marker and no rule", zh="没有序号，也不符合任何规则"),
    Evidence(
        id="rejected", en="it could be {reading}, which fits no list here", zh="也可读作{reading}，但与各列都不相接"
    ),
)

KINDS = {
    "section": ("section", "标题"),
    "box": ("box", "专栏"),
    "item": ("item", "列表项"),
    "paragraph": ("paragraph", "段落"),
    "table": ("table", "表格"),
    "part": ("part", "内含文件"),
    "removed": ("removed", "已移除"),
}
"""What a line was taken for."""

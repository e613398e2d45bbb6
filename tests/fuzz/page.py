"""Bytes as a web page."""

from __future__ import annotations

from . import mutate, oracle, starts

TAGS = (
    *("<p>", "</p>", "<div>", "</div>", "<br>", "<b>", "</b>", "<h2>", "<table>", "</table>", "<tr>", "<td>", "<th>"),
    *("<td colspan=3>", "<td rowspan=3>", '<td rowspan="0" colspan="999">', "<thead>", "<tbody>", "<tfoot>"),
    *("<ul><li>", "<ol>", "<pre>", "<a href='x.pdf'>", "</a>", "<img src=a.png alt=图>", "<span style='display:none'>"),
    *("<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "</html>", "<base href='//a'>", "<template>"),
    *("<p style='text-align:center;font-weight:bold'>", "<div id=UCAP-CONTENT>", "<div class='TRS_Editor'>", "<svg>"),
    *("&nbsp;", "&#0;", "&#x80;", "&#150;", "&lt;", "&#x110000;", "&xxe;", "<!DOCTYPE html>", "<?xml version='1.0'?>"),
    *("<meta charset=gbk>", "<meta name=ArticleTitle content='通知'>", "<link rel=canonical href=x>", "<frameset>"),
)
pieces = (*mutate.examples(), *mutate.ODD, *TAGS, *TAGS, *TAGS)


def begin() -> tuple[bytes, ...]:
    return starts.samples("*/source.html") + starts.real("corpus/raw/*.html")


def check(data: bytes) -> None:
    oracle.converts(data, "x.html")

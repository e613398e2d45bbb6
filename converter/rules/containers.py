"""Where the content management systems of government sites put the document, the surest first."""

from __future__ import annotations

from .rows import Container

CONTAINERS = (
    Container(
        id="ucap-element",
        selector="ucapcontent",
        yes=("<UCAPCONTENT>",),
        no=("<ucaptitle>",),
    ),
    Container(
        id="ucap",
        selector="#UCAP-CONTENT",
        yes=('<td class="b12c" id="UCAP-CONTENT">', '<div id="UCAP-CONTENT" class="view">'),
        no=('<div id="content">',),
    ),
    Container(
        id="ucap-pages",
        selector=".pages_content",
        yes=('<div class="pages_content">',),
        no=('<div class="pages">',),
    ),
    Container(
        id="trs-ueditor",
        selector=".TRS_UEDITOR",
        yes=('<div class="view TRS_UEDITOR trs_paper_default trs_word">',),
        no=('<div class="view">',),
    ),
    Container(
        id="trs-editor",
        selector=".TRS_Editor",
        yes=('<div class="TRS_Editor">',),
        no=('<div class="editor">',),
    ),
    Container(
        id="visual-site-id",
        selector="#vsb_content",
        yes=('<div id="vsb_content">',),
        no=('<div id="vsb_foot">',),
    ),
    Container(
        id="visual-site",
        selector=".v_news_content",
        yes=('<div class="v_news_content">',),
        no=('<div class="v_news_list">',),
    ),
    Container(
        id="zoom-con",
        selector="#zoomcon",
        yes=('<div class="article-content article-content-body" id="zoomcon">',),
        no=('<div id="zoomout">',),
    ),
    Container(
        id="zoom",
        selector="#zoom",
        yes=('<div id="zoom" class="bt_content">',),
        no=('<a id="zoom-in">',),
    ),
    Container(
        id="zoom-upper",
        selector="#Zoom",
        yes=('<div id="Zoom">',),
        no=('<div id="Zoomer">',),
    ),
    Container(
        id="js-content",
        selector="#js_content",
        yes=('<div class="rich_media_content" id="js_content" style="visibility: hidden;">',),
        no=('<div id="js_article">',),
    ),
    Container(
        id="article-zw",
        selector=".Article_zw",
        yes=('<div class="Article_zw">',),
        no=('<div class="Article_bt">',),
    ),
    Container(
        id="zw-con",
        selector=".zw-con",
        yes=('<div class="zw-con">',),
        no=('<div class="zw-tit">',),
    ),
    Container(
        id="wenz",
        selector=".wenz",
        yes=('<div class="wenz">',),
        no=('<div class="wenzhang-list">',),
    ),
    Container(
        id="article-con",
        selector=".article-con",
        yes=('<div class="article-con">',),
        no=('<div class="article-conf">',),
    ),
    Container(
        id="gov-2000s",
        selector="td.b12c",
        yes=('<td class="b12c" valign="top">',),
        no=('<span class="b12c">',),
    ),
    Container(
        id="article-content",
        selector=".article-content",
        generic=True,
        yes=('<div class="article-content">',),
        no=('<div class="article-title">',),
    ),
    Container(
        id="content-id",
        selector="#content",
        generic=True,
        yes=('<div id="content">',),
        no=('<div id="contentbar">',),
    ),
    Container(
        id="content",
        selector=".content",
        generic=True,
        yes=('<div class="content clearfix">',),
        no=('<div class="content_container">',),
    ),
)

"""What the elements of a page do to its text."""

from __future__ import annotations

UNSEEN = frozenset(("script", "style", "head", "template", "title", "meta", "link", "base"))
"""Their text is none of the page's; broken markup may put what belongs into the head anywhere."""

FALLBACK = frozenset(("noscript", "noframes"))
"""Their text is for browsers that nobody has any more."""

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hgroup", "hr", "html", "iframe", "legend", "li", "main", "menu", "nav"),
        *("object", "ol", "optgroup", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td"),
        *("textarea", "tfoot", "th", "thead", "tr", "ucapcontent", "ul"),
    )
)
"""A line ends before and behind them."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BOLD = frozenset(("b", "strong"))
ROW_GROUPS = frozenset(("thead", "tbody", "tfoot", "form", "colgroup", "center", "font", "span", "div"))
"""What stands between a table and its rows, by right or in broken markup."""

FOOTER_SIGNS = (
    "版权所有|ICP备|公网安备|网站标识码|(?:主办|承办|协办)单位|主办[:：]|承办[:：]|技术支持|网站地图|[Cc]opyright|©"
)
"""What the foot of a site prints; a document may print one of them, not several close together."""

SITE_SIGNS = "当前(?:所在)?位置|版权所有|ICP备|公网安备|网站标识码|主办单位|承办单位|扫一扫|上一[篇条]|下一[篇条]|分享到|相关(?:链接|新闻|文章|阅读)|网站地图|[Cc]opyright"
"""What stands beside this is the site's."""

TITLE_NAMES = ("articletitle", "og:title", "title")
SITE_NAMES = ("sitename", "og:site_name")
URI_NAMES = ("url", "og:url")
"""Names of meta elements, lower-case, the surest first."""

GRID_FAULTS = ("cells overlap", "a span reaches beyond the table", "the rows differ in length")
"""What may be wrong with the rows and spans of a table."""

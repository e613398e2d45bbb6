"""What the elements of a page do to its text."""

from __future__ import annotations

UNSEEN = frozenset(("script", "style", "head", "template", "title", "meta", "link", "base"))
"""Their text is none of the page's; broken markup may put what belongs into the head anywhere."""

FALLBACK = frozenset(("noscript", "noframes", "xml", "select", "button", "datalist"))
"""Their text is for other browsers, for Word, or a widget's: none of the document's."""

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
HEADING_FONTS = "黑体|楷体|小标宋|SimHei|STHeiti|KaiTi|STKaiti"
"""The types of headings (GB/T 9704-2012, 7.3.3): beside the type of the text they say what bold print says."""
ROW_GROUPS = frozenset(("thead", "tbody", "tfoot", "form", "colgroup", "center", "font", "span", "div"))
"""What stands between a table and its rows, by right or in broken markup."""

FIGURE_CAPTION = "图 ?(?:[0-9]{1,3}(?:[-.][0-9]{1,3})?|[一二三四五六七八九十]{1,3})(?: ?[:.、] ?| )[^。;]{1,60}"
"""The line below a picture that names it: 图1 云岭市水系图."""

FILE_ENDINGS = "docx?|xlsx?|pptx?|pdf|wps|et|ofd|rtf|zip|rar|7z|ceb"
"""How names of files end that documents have as attachments."""

FILE_LINK = f"[.](?:{FILE_ENDINGS})(?:[?#].*)?$|download[.]jsp|/download/|filedown"
"""In the address of a file to be loaded."""

PICTURES = frozenset(("img", "image"))
NO_PICTURES = "icon|logo|share|print|qr_?code|erweima|ewm|weixin|filetype|spacer|blank[.]|transparent|loading|arrow|btn|button|line[.]"
"""In the address of a picture that belongs to the site, or stands beside a link to a file."""
SMALLEST_PICTURE = 33
"""Pixels: smaller ones are ornaments."""

# Each alternative begins with a character that is no class or group: a search skips to where one of these stands.
FOOTER_SIGNS = "版权所有|ICP备|公网安备|网站标识码|主办单位|承办单位|协办单位|主办[:：]|承办[:：]|技术支持|网站地图|Copyright|copyright|©"
"""What the foot of a site prints; a document may print one of them, not several close together."""

ANOTHER_DOCUMENT = "解读|相关|评论|问答|图解|推荐|简介|访谈"
"""Above a container it says that what follows is about the document, not of it."""

SITE_SIGNS = (
    "当前的?(?:所在)?位置|现在的?(?:所在)?位置|您的?(?:所在)?位置|所在的?(?:所在)?位置|最新(?:文章|信息|新闻|动态)|热门(?:文章|信息|推荐|新闻)|"
    "点击排行|友情链接|版权所有|ICP备|公网安备|网站标识码|主办单位|承办单位|扫一扫|上一[篇条]|下一[篇条]|分享到|相关(?:链接|新闻|文章|阅读)|"
    "网站地图|Copyright|copyright"
)
"""What stands beside this is the site's."""

SITE_ALONE = "[^关]{2,16}(?:网|网站|门户|政府|委员会|平台|首页)"
"""A title that names the site, or one of its columns, and no document."""

SITE_IN_TITLE = (
    ".{4,}(?:[_|丨]| [-–—] |[-–—])(?P<site>[一-鿿]{2,20}"
    "(?:网|网站|门户|平台|政府|委员会|[委局厅部院会]|办公室|大学|中心|日报|晚报|电视台|发布|在线|文库|频道))$"
)
"""How the title of a page ends in the name of its site: …通知_云岭市人民政府. Matched from its start: a search is cubic."""

TITLE_NAMES = ("articletitle", "og:title", "title")
SITE_NAMES = ("sitename", "og:site_name")
URI_NAMES = ("url", "og:url")
"""Names of meta elements, lower-case, the surest first."""

GRID_FAULTS = ("cells overlap", "a span reaches beyond the table", "the rows differ in length")
"""What may be wrong with the rows and spans of a table."""

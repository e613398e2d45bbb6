"""How titles end: the 15 statutory genres (文种; regulation on official documents, article 8) and those in use beside them.

Longer names stand before the shorter ones that they end in.
"""

from __future__ import annotations

GENRES = (
    *(
        "决议",
        "决定",
        "命令",
        "公报",
        "公告",
        "通告",
        "意见",
        "通知",
        "通报",
        "报告",
        "请示",
        "批复",
        "议案",
        "纪要",
        "函",
        "令",
    ),
    *("规划", "纲要", "行动计划", "行动方案", "计划", "方案", "工作要点", "要点", "预案", "清单", "目录"),
    *(
        "实施细则",
        "细则",
        "办法",
        "规定",
        "规则",
        "条例",
        "规程",
        "规范",
        "章程",
        "制度",
        "标准",
        "大纲",
        "(?<![做方想看说用语执司立守])法",
        "准则",
    ),
    *("指南", "指引", "导则", "措施", "政策", "设想", "建议", "思路", "总结", "说明", "解读"),
    *("讲话", "发言", "致辞", "演讲", "答复", "问答", "白皮书", "倡议书", "摘录", "汇编", "选编", "综述"),
)

WEAK_GENRES = ("安排", "部署", "情况", "名单", "公示", "简报", "动态", "方针", "精神", "要求")
"""How titles end too, but other lines as well: they count where something else speaks for a title."""

QUALIFIERS = "试行|暂行|草案|征求意见稿|送审稿|修订|修订版|修正|摘要|摘登|节选|全文|[上中下]|[一二三四五六七八九十]|[0-9]{4}[^()]{0,10}"
"""What may stand in brackets behind the genre."""

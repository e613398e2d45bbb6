"""How items begin that are never headings: enumerations inside and between paragraphs, and bullets.

A numbered lead counts only where its numbers run on from one (or from a lost one): see `enrich.enumerations`.
"""

from __future__ import annotations

from .rows import Lead

ORDER_WORDS = {"首先": 1, "其次": 2, "再次": 3}
"""What they count; 此外 and 最后 take whatever place is next."""

NUMERALS = "一二三四五六七八九十"
HAN = f"[{NUMERALS}]"

LEADS = (
    Lead(
        id="han-is",
        style="enumeration",
        pattern=f"({HAN}{{1,3}})是(?=[一-鿿“《])",
        begins=NUMERALS,
        yes=("一是坚持先易后难", "十二是强化监督"),
        no=("统一是", "百分之二十是", "是一"),
    ),
    Lead(
        id="han-must",
        style="enumeration",
        pattern=f"({HAN}{{1,3}})要(?=[一-鿿“《])",
        begins=NUMERALS,
        yes=("一要提高认识",),
        no=("统一要求", "要一"),
    ),
    Lead(
        id="ordinal-word",
        style="enumeration",
        pattern=f"第({HAN}{{1,2}})(?:[,、:]|(?=是))",
        begins="第",
        yes=("第一,提高认识。", "第二是完善机制。"),
        no=("第一产业", "第一时间", "第一条、"),
    ),
    Lead(
        id="of-them",
        style="enumeration",
        pattern=f"其({HAN})(?:[,、:]|(?=是))",
        begins="其",
        yes=("其一,提高认识。",),
        no=("其一切", "其他"),
    ),
    Lead(
        id="order-word",
        style="enumeration",
        pattern="(首先|其次|再次|此外|最后),",
        begins="首其再此最",
        yes=("首先,摸清底数。", "其次,分类施策。"),
        no=("首先是", "最后一公里"),
    ),
    Lead(
        id="dash",
        style="bullet",
        pattern="(?:——|――|－－|--) ?(?=[^ —―-])",
        begins="—―－-",
        yes=("——全年投入增长。", "--净增企业"),
        no=("—", "——"),
    ),
    Lead(
        id="bullet",
        style="bullet",
        pattern="[●■◆★▲○◎□◇☆►▶➢✓√•·▪・\uf06c\uf06e\uf0d8\uf0b7\uf0fc] ?(?=[^ ])",
        begins="●■◆★▲○◎□◇☆►▶➢✓√•·▪・\uf06c\uf06e\uf0d8\uf0b7\uf0fc",
        yes=("●建设数据底座", "■ 建设平台"),
        no=("建设●", "●"),
    ),
)

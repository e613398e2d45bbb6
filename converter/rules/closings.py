"""How a paragraph that closes a higher section begins; the structure has to allow it, see `outline.closings`."""

from __future__ import annotations

from .rows import Cue

CLOSINGS = (
    Cue(
        id="in-short",
        reach="document",
        pattern="总之|综上所述|让我们|谢谢(?:大家|各位)|(?:最后,?)?预?祝(?:愿|大家|各位|大会)|同志们[,!:]|各位(?:代表|委员)[,!:]",
        yes=("总之,我们将继续努力。", "让我们团结起来。", "同志们,蓝图已经绘就。"),
        no=("总体上看,形势向好。", "我们总之"),
    ),
    Cue(
        id="formula",
        reach="document",
        pattern="特此|专此|此[复令致](?:[。,]|$)|[妥当可]否,?请|以上(?:意见|请示|报告)(?:如无不妥|妥否|当否)",
        yes=("特此通知。", "妥否,请批示。", "此复。"),
        no=("特别是", "此次会议"),
    ),
    Cue(
        id="measured-against",
        reach="parent",
        pattern="对[标照](?!准)|面对|综上|与此同时|此外|同时,(?:我们|也|还)|以上|上述|在(?:肯定|看到)成绩的同时|(?:我们|同时)也?(?:清醒地?|要)(?:认识|看)到",
        yes=("对标新阶段的要求,还有不足。", "面对新形势,必须坚持创新。", "在肯定成绩的同时,还要看到差距。"),
        no=("对外开放水平提高。", "面向全市征集。", "以下任务"),
    ),
    Cue(
        id="all-units",
        reach="parent",
        pattern="各(?:级|地|部门|单位|县|市|区|地区|有关部门)[^。:]{0,24}要",
        yes=("各级各部门要加强领导。", "各县(市、区)人民政府要结合实际。"),
        no=("各级财政投入增长。", "要求各地落实"),
    ),
)

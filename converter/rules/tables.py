"""What cells, column headers and the lines around a table look like; all patterns match whole shadows."""

from __future__ import annotations

from .rows import CellPattern, ColumnName, Separator

_COUNTED = (
    "(?:[十百千万亿]{0,2}(?:元|美元|人次|人|吨|户|家|个|件|亩|所|座|处|项|套|台|辆|公里|平方米|平方公里|立方米|公顷|米|岁"
    "|年|天|小时|分|张|名|次|条|公斤|千瓦时|千瓦|床|对|只|头|份|批|场|栋|种|度|倍|级|个百分点)|[万亿])"
)
_NUMBER = "[+-]?[0-9][0-9, ]*(?:\\. ?[0-9]+)?"

VALUES = (
    CellPattern(
        id="number",
        pattern=f"{_NUMBER} ?(?:[%‰℃]|{_COUNTED})?(?:\\([含不]+\\))?(?:以上|以下|以内|左右)?",
        yes=("1.29", "-0.5", "2,100", "12所", "6人(含)以下", "30%以上", "13728. 6083"),
        no=("60周岁及以上", "8个改革试验区域", "A1", "45(扩招)"),
    ),
    CellPattern(
        id="bound",
        pattern=f"[<>≥≤〈〉±]=? ?{_NUMBER} ?[%‰]?|(?:约|超过|达到|不低于|不少于|不超过|大于|小于) ?{_NUMBER} ?(?:[%‰]|{_COUNTED})?",
        yes=(">3", "≥ 95%", "〉70", "超过300万人"),
        no=(">", "不低于全省平均水平"),
    ),
    CellPattern(
        id="growth",
        pattern=f"(?:基本)?持平|(?:(?:累计|年均|平均|比上年|同比|逐年)?(?:增加|增长|提高|下降|减少|降低|新增)|\\[) ?{_NUMBER} ?(?:[%‰]|{_COUNTED})?(?:以上|以内|左右)?\\]?",
        yes=("累计增加10", "年均增长6%以上", "[15.5]", "下降18%", "持平"),
        no=("累计增加", "持续下降"),
    ),
    CellPattern(
        id="range",
        pattern=f"{_NUMBER}%? ?[-—–~～至] ?[0-9][0-9.,]*(?:%|(?!岁){_COUNTED})?",
        yes=("5-6", "0.5%～1%", "20至30个"),
        no=("16—59岁", "2013～", "16-59岁(含)儿童"),
    ),
    CellPattern(
        id="day",
        pattern="(?:(?:19|20)[0-9]{2}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}[月日](?:底|前|底前)?|(?:19|20)[0-9]{2}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?",
        yes=("10月21日", "2025年6月底前", "2024.12"),
        no=("十月", "2024年"),
    ),
)
"""A cell that holds a value."""

BLANKS = (CellPattern(id="dash", pattern="[-—–―/*…]{1,2}|无", yes=("—", "-", "/", "——"), no=("-0.5", "---")),)
"""What is printed in a cell that has no value."""

YEARS = (
    CellPattern(id="year", pattern="(?:19|20)[0-9]{2}年?", yes=("2020年", "2025"), no=("2020年完成", "1850")),
    CellPattern(
        id="year-head",
        pattern="(?:19|20)[0-9]{2}年(?:完成|实际|现状|目标|计划|预计|预期|基期|规划|指标)?(?:数|值|情况)?",
        yes=("2020年完成", "2025年目标值", "2030年"),
        no=("2024年年末人口", "完成"),
    ),
)
"""A column header that is a year, and one that begins with it."""

BEHIND_YEAR = (
    CellPattern(
        id="behind-year",
        pattern="(?:完成|实际|现状|目标|计划|预计|预期|基期|规划|指标)(?:数|值|情况)?",
        yes=("完成", "目标值", "现状值"),
        no=("指标属性", "目标任务"),
    ),
)
"""What stands below the year in a column header that is broken over two lines."""

ABOVE_YEARS = (
    CellPattern(
        id="above-years",
        pattern=".{0,8}(?:年度|各年|分年|逐年).{0,8}|(?:规划|发展|工作|具体)?目标(?:值|任务)?",
        yes=("分年度招生任务", "年度目标", "目标值"),
        no=("受理件数", "2025年"),
    ),
)
"""A header that spans columns, each with its year in a second row."""

COLUMN_NAMES = (
    ColumnName(
        id="serial",
        kind="serial",
        pattern="序 ?号|(?:坐标)?编 ?号|NO\\.?|No\\.?",
        yes=("序号", "编 号"),
        no=("序", "号码"),
    ),
    ColumnName(
        id="name",
        kind="text",
        pattern="(?:主要|核心|具体|分项)?(?:指 ?标|项 ?目)(?:名 ?称)?|[一二三]级指标|(?:产品|商品|单位|企业|学校|工程|任务|项目|事项|政策)?名 ?称"
        "|行 ?业|地 ?区|国家和地区|国家\\(地区\\)|省 ?\\([市区、自治]+\\)|市 ?\\([县区州、]+\\)|县 ?\\([市区、]+\\)|城 ?市|区 ?县|县 ?区|品 ?种",
        yes=("主要指标", "产品名称", "国家和地区", "省(市)"),
        no=("指标属性", "项目单位", "指标值"),
    ),
    ColumnName(
        id="attribute",
        kind="closed",
        pattern="(?:指标)?(?:属 ?性|性 ?质|类 ?型|类 ?别)|(?:计量)?单 ?位",
        yes=("指标属性", "单位", "计量单位"),
        no=("单位名称", "责任单位"),
    ),
    ColumnName(
        id="duty",
        kind="text",
        pattern="(?:责任|牵头|配合|参与|指导|主管|实施|建设)(?:单位|部门)|(?:主 ?要|具 ?体) ?(?:内 ?容|任 ?务|措 ?施)|备 ?注|说 ?明|推广范围",
        yes=("牵头单位", "主 要 内 容", "备 注"),
        no=("单位", "内容"),
    ),
    ColumnName(
        id="amount",
        kind="value",
        pattern="(?:指标|目标|现状|规划)值|权 ?重|分 ?值|产 ?量|数 ?量|绝对数|比 ?重|目标值?|完成时限|(?:较|比)上年[^()]{0,6}[%％±]*(?:\\([^()]*\\))?"
        "|[^()]{0,8}(?:数|量|额|率|值|比重|面积|金额)\\([^()]{1,8}\\)",
        yes=("绝对数", "比上年增长(%)", "年末数(万人)", "较上年±%"),
        no=("目标任务", "占全部"),
    ),
)
"""Whole column headers. A piece of a broken header is none of them, except behind a year."""

OPEN_COLUMNS = (CellPattern(id="remarks", pattern="备 ?注|说 ?明", yes=("备注", "说 明"), no=("说明书",)),)
"""Columns that are often empty from top to bottom."""

CAPTIONS = (
    CellPattern(
        id="numbered",
        pattern="(?:附|续)?表 ?[0-9一二三四五六七八九十]+(?:[-.][0-9]+)?(?:[ :、.].{0,48}|[^。;,]{0,40})",
        begins="附续表",
        yes=("表1 2024年年末人口数及其构成", "表3"),
        no=("表明决心", "如表1所示"),
    ),
    CellPattern(
        id="named",
        pattern=".{0,40}(?:指标|表|一览|名单|清单|情况|状况|产量|构成|幅度|速度|坐标|数量|计划|安排)(?: ?\\([^()]*\\))?(?:\\[[0-9]+\\])?",
        yes=("节水主要指标", "2019年部分城市地铁运营状况", "招生计划表"),
        no=("改造管网", "主要目标见下"),
    ),
)
"""The line above a table that names it."""

CONTINUED = (
    CellPattern(
        id="continued", pattern="\\(?续 ?表 ?[0-9一二三四五六七八九十]*\\)?.{0,30}", yes=("续表", "续表1"), no=("继续",)
    ),
)
"""Said above what follows a page break."""

UNITS = (
    CellPattern(
        id="unit",
        pattern="\\(? ?(?:计量)?单 ?位 ?:.{1,24}\\)?",
        yes=("单位:亿元、%", "(单位:人)"),
        no=("单位", "责任单位:甲"),
    ),
)
"""The line between caption and header that names the unit."""

NOTES = (
    CellPattern(
        id="note",
        pattern="(?:注|备注|说明|附注|资料来源|数据来源)(?:[0-9])?[:.].*",
        begins="注备说附资数",
        yes=("注:1、L为弧长。", "资料来源:统计局"),
        no=("注释", "说明书"),
    ),
    CellPattern(
        id="more", pattern="[0-9]{1,2}[、.][^0-9].*|[①-⑩].*", yes=("2、红线是指边界。", "②按现价计算。"), no=("2.5",)
    ),
)
"""A line behind a table that explains it, and those that follow it."""

GROUPS = (
    CellPattern(
        id="group",
        pattern="(?:[一二三四五六七八九十]{1,3}、|\\([一二三四五六七八九十]{1,3}\\) ?)[^。;]{1,40}",
        yes=("一、知识产权方面(共5项)", "(二)创新驱动"),
        no=("(三)", "1.合计"),
    ),
)
"""A row that names the rows below it."""

SEPARATORS = (
    Separator(id="bar", pattern=r" ?(?<!\\)[|｜│┃] ?", needs="|｜│┃"),
    Separator(id="tab", pattern="\t *", needs="\t"),
    Separator(
        id="wide-blank",
        pattern="[ \u00a0\u2002-\u2005\u3000]{2,}|\u3000",
        needs=" \u00a0\u2002\u2003\u2004\u2005\u3000",
    ),
    Separator(id="blank", pattern=" ", needs=" "),
)
"""The surest first."""

RULED_LINES = (
    CellPattern(
        id="ruled",
        pattern="[|｜+:│┃┌├└┏┣┗╔╠╚ ]*[-=─—━═┬┼┴]{2}[-|｜+:=—─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝│┃ ]*",
        begins="|｜+:│┃┌├└┏┣┗╔╠╚ -=─—━═┬┼┴",
        yes=("|---|:--:|", "------", "├───┼───┤", "┌──┬──┐"),
        no=("| a |", "——党建"),
    ),
)
"""A line between rows that is only drawn."""

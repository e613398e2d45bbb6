"""What a cell certainly says in figures, and what a header says of the figures below it; patterns match whole shadows.

A figure that may be something else (a year, a month, a code, a telephone number, 约30, 30左右) is no value.
"""

from __future__ import annotations

from .rows import CellPattern

_SCALE = "[十百千万亿]{0,2}"
_COUNTER = (
    "(?:元|美元|欧元|港元|人次|人|吨|户|家|个|件|亩|所|座|处|项|套|台|辆|公里|千米|平方公里|平方千米|平方米|立方米|公顷|米|厘米|毫米"
    "|岁|天|小时|分钟|分|张|名|次|公斤|千克|克|毫克|升|千瓦时|千瓦|千伏安|床|对|只|头|份|批|场|栋|倍|人年|吨公里|人公里|吨标准煤|标准煤"
    "|千卡|册|双|副|瓶|箱|枚|本|宗|起|例|班|架次|艘次|课时|学时|标台|平米|部|支|艘|架|列|株|棵|平方|分贝|兆瓦|度电|个百分点|百分点|标准箱)"
)
_LATIN = "(?:[kcm]?m[2²3³]?|[kKMG]W(?:·?h)?|[km]?g|m?L|hm2|t|tce|h|Mbps|dB)"
_UNIT = f"(?:{_SCALE}{_COUNTER}|万亿|[万亿]|[%‰℃]|{_LATIN})"
_COMPOUND = f"{_UNIT}(?:/{_SCALE}(?:{_COUNTER}|年|月|日|[万千]|{_LATIN})){{0,2}}"
_NUMBER = "[+−-]?(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,14})(?:\\.[0-9]{1,9})?"
_OWN = f" ?(?P<unit>{_COMPOUND})"

FIGURES = (
    CellPattern(
        id="number",
        pattern=f"(?P<number>{_NUMBER})(?:{_OWN})?",
        yes=("12", "-0.5", "2,100", "12所", "18.2%", "3.6亿元", "35立方米/人", "０．５％"),
        no=(
            "007",
            "约12",
            "12左右",
            "1,23",
            "A12",
            "12年",
            "8条",
            "3级",
            "24年",
            "12个月",
            "5-6",
            "累计增加10",
            "13728. 6083",
        ),
    ),
    CellPattern(
        id="lower-bound",
        pattern=f"(?:[>≥]=?|不低于|不少于|不小于|高于|大于|超过) ?(?P<low>{_NUMBER})(?:{_OWN})?|(?P<low>{_NUMBER})(?:{_OWN})?(?:及以上|以上)",
        yes=("≥95%", ">3", "不低于90%", "30%以上", "60岁及以上"),
        no=("〉70", "达到30", "30%左右", "以上", "95%>"),
    ),
    CellPattern(
        id="upper-bound",
        pattern=f"(?:[<≤]=?|不高于|不大于|不超过|低于|小于|少于|控制在) ?(?P<high>{_NUMBER})(?:{_OWN})?(?:以内|以下)?"
        f"|(?P<high>{_NUMBER})(?:{_OWN})?(?:及以下|以下|以内)",
        yes=("≤10", "<3%", "不超过5%", "5%以内", "控制在5%以内", "6人以下"),
        no=("〈70", "5%", "以内"),
    ),
    CellPattern(
        id="between",
        pattern=f"(?P<low>{_NUMBER})(?P<same>{_COMPOUND})? ?[~至—–] ?(?P<high>{_NUMBER})(?:{_OWN})?",
        yes=("0.5%～1%", "20至30个", "5—6", "1.2–1.5"),
        no=("16—59周岁以下", "5-6", "2013～", "1~2~3"),
    ),
    CellPattern(
        id="between-hyphen",
        pattern=f"(?P<low>{_NUMBER})(?P<same>{_COMPOUND})? ?- ?(?P<high>{_NUMBER}){_OWN}",
        yes=("5-6%", "20-30个", "1%-2%"),
        no=("5-6", "3-1-2", "0871-65000000"),
    ),
)
"""A cell that holds a figure: its `number`, or the bounds `low` and `high`, and its `unit`.

A hyphen between bare numbers may be a date or a code, so it needs a unit. A bound is not said to be part of the range.
"""

DOUBTFUL = (
    CellPattern(id="year", pattern="(?:19|20)[0-9]{2}", yes=("2025",), no=("1850", "2025.5")),
    CellPattern(
        id="month",
        pattern="(?:19|20)[0-9]{2}\\.(?:0?[1-9]|1[0-2])",
        yes=("2024.12", "2024.6"),
        no=("2024.13", "3024.1"),
    ),
    CellPattern(id="code", pattern="[0-9]{7,}", yes=("13800000000", "6500000"), no=("650000", "6,500,000")),
)
"""A figure without any unit that may be no figure at all."""

UNIT_NAMES = (
    CellPattern(
        id="unit",
        pattern=f"{_COMPOUND}|{_SCALE}(?:年|条|级|度|{_COUNTER}标准煤)",
        yes=("%", "万元", "万人次", "万双", "条", "元/平方米", "毫克/升", "年", "吨标准煤/万元", "km2", "亿千瓦时"),
        no=("含临港区", "现价", "甲", "亿元、%", "2025年"),
    ),
)
"""A unit by itself: in a column of units, in a bracket, behind 单位：."""

UNIT_PLACES = (
    CellPattern(
        id="bracket",
        pattern=".*\\( ?(?:单位:)? ?(?P<unit>[^()]+?) ?\\)(?:\\[[0-9]+\\])?",
        yes=("管网漏损率(%)", "产量（万吨）", "金额（亿元）[3]"),
        no=("漏损率%", "(%)比重", "总量"),
    ),
    CellPattern(
        id="behind", pattern="[^()]*[^()±](?P<unit>[%‰])", yes=("比上年增长%",), no=("较上年±%", "%", "增长(%)")
    ),
    CellPattern(
        id="above",
        pattern="(?:.*\\(|(?:计量)?) ?单 ?位 ?: ?(?P<unit>.+?) ?\\)?",
        yes=("单位：万元", "（单位:人）", "表1　主要指标（单位：%）"),
        no=("单位", "责任单位：市水务局"),
    ),
)
"""Where a header, a row's name or the line above the table names its unit."""

UNIT_COLUMNS = (
    CellPattern(id="units", pattern="(?:计量)?单 ?位", yes=("单位", "计量单位", "单 位"), no=("责任单位", "单位名称")),
)
"""The header of the column that holds the unit of each row."""

IDENTIFIERS = (
    CellPattern(
        id="identifier",
        pattern=".*(?:序号|编号|号码|文号|证号|账号|桩号|点号|车号|房号|门牌|学号|编码|代码|代号|电话|手机|传真|邮编|邮政|联系|日期|时间|时限|期限"
        "|年份|年度|月份|届|坐标|经度|纬度|等级|级别|排名|位次|名次|网址|地址|版本|型号|规格|NO\\.?|No\\.?|[XYxy])|年|月|号|届次",
        yes=("联系电话", "行政区划代码", "完成时限", "年份", "排名", "X坐标", "规格型号"),
        no=("产量", "序", "年末数", "2025年"),
    ),
)
"""A header whose numbers count nothing."""

QUANTITIES = (
    CellPattern(
        id="quantity",
        pattern=".*(?:数量|总数|人数|户数|件数|次数|个数|[^参代号]数|量|总额|额|率|值|比重|占比|比例|面积|长度|里程|高度|金额|投资|资金|经费|收入|支出|利润|税"
        "|增长|增速|增幅|同比|环比|得分|分值|权重|人口|合计|总计|小计|累计|价格|单价|寿命|浓度|强度|密度|规模|容量|指数|系数)",
        yes=("年末数", "绝对数", "完成投资", "登记人数", "比上年增长", "权重", "产量", "合计"),
        no=("参数", "内容", "线路", "代数"),
    ),
)
"""A header whose numbers count or measure something."""

OWN_SCALES = (
    CellPattern(
        id="own-scale",
        pattern=".*(?:增长|增速|增幅|涨幅|降幅|同比|环比|比上年|较上年|比重|占比|比例|率|权重|分值|得分|指数|系数|数量|人数|户数|件数|次数|个数|家数)",
        yes=("比上年增长", "占比", "权重", "户数"),
        no=("产量", "2025年", "绝对数", "合计"),
    ),
)
"""A header whose numbers have a scale of their own, whatever the unit of the table is."""

ROW_MEASURES = (
    CellPattern(
        id="row-measure",
        pattern="(?:(?:指标|目标|现状|规划|计划|预期|基期|基准|完成|实际)(?:值|数|量)?|产 ?量|数 ?量|绝对数|总 ?量|累计(?:数|值)?|合 ?计|完成情况)",
        yes=("目标值", "产量", "绝对数", "现状"),
        no=("权重", "比上年增长", "目标任务"),
    ),
)
"""A header whose numbers are those of the indicator that names the row."""

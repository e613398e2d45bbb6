"""Random tables and the text that a page makes of them when it loses their grid: one cell, or a piece of one, a line.

They are made as tables are printed, not as the converter likes them: names and headers that no rule knows, values that
equal the next serial, missing cells, long cells broken over two lines, groups, headers printed again.
"""

from __future__ import annotations

import random
from typing import NamedTuple

SYLLABLES = "云岭柳塘石桥临汐溪口渠泵站管网绿地公园农田林带仓储物流电缆校舍床位车道河堤水质气象档案书屋展馆".strip()
NAMES = (
    "管网漏损率",
    "再生水利用率",
    "智能水表覆盖率",
    "节水型小区",
    "公园绿地面积",
    "新增停车位",
    "前10家企业占比",
    "图书馆藏书",
)
NOUNS = ("城区", "柳塘区", "石桥区", "临汐县", "溪口县", "高新区", "全市", "其中：农村")
NUMBERED = ("5G基站", "60岁以上人口", "万人口医生", "第2水厂", "3号泵站", "一类水体", "10千伏线路")
NAME_HEADS = ("指标", "项目名称", "主要指标", "地区", "事项", "县区", "线路", "建设内容", "类目")
MEASURES = (
    "产量",
    "绝对数",
    "完成投资",
    "覆盖范围",
    "总收入",
    "面积",
    "占比",
    "登记人数",
    "受理件数",
    "投放点",
    "完好情况",
)
BEFORE_NUMBERS = ("", "", "≥", "累计增加", "约")
UNITS = ("%", "亿元", "万人", "公里", "个")
NOUNS_OF_YEARS = ("", "", "完成", "目标值", "实际")
TERMS = (
    ("约束性", "预期性"),
    ("定量", "定性"),
    ("省级", "市级", "县级"),
    ("个", "万吨", "公里"),
    ("是", "否"),
    ("√", "×"),
)
TERM_HEADS = ("指标属性", "类型", "级别", "单位", "是否达标", "达标")
ORGANS = ("市水务局", "市住房城乡建设局", "市统计局", "市文化广电旅游局", "市科技局", "各县（区）人民政府")
ORGAN_HEADS = ("牵头单位", "责任单位", "备注", "承办机构", "配合部门")
GROUPS = ("一、供水方面", "二、用水方面（共3项）", "三、排水方面", "（一）城区", "（二）郊县")
NOTES = ("注：部分数据为预计数。", "注：1.不含农村。", "资料来源：云岭市统计局")
BELOW: tuple[list[str], ...] = (
    ["二、重点任务", "改造管网。"],
    ["全市上下要抓好落实。"],
    ["（二）主要任务", "一是改造管网。"],
    ["云岭市水务局", "2026年2月10日"],
    [],
)


class Column(NamedTuple):
    """A header and its cells."""

    head: str
    cells: list[str]
    kind: str


class Flat(NamedTuple):
    """A table as it was, covered places empty, and the text that a page made of it."""

    rows: list[list[str]]
    text: str


def flat(seed: int) -> Flat:
    """The table of a seed: 1 to 12 columns, 2 to 16 rows."""
    dice = random.Random(seed)  # noqa: S311
    count, year = dice.randint(2, 16), dice.randint(2015, 2020)
    columns = [_column(dice, kind, count, year + place) for place, kind in enumerate(_kinds(dice))]
    if dice.random() < 0.4:
        _lose_cells(dice, columns, count)
    heads = _heads(dice, columns)
    body = [list(row) for row in zip(*(column.cells for column in columns), strict=True)]
    printed: list[tuple[str, list[str]]] = [("row", row) for row in body]
    if dice.random() < 0.1:
        _insert(dice, printed, "group", [dice.choice(GROUPS)], dice.randint(1, 3))
    if dice.random() < 0.1 and len(heads) == 1:
        _insert(dice, printed, "again", heads[0], 1)
    width = len(columns)
    rows = [*heads, *((row + [""] * width)[:width] for _, row in printed)]
    return Flat(rows, _text(dice, heads, printed))


def _lose_cells(dice: random.Random, columns: list[Column], count: int) -> None:
    for _ in range(dice.randint(1, 3)):
        column = dice.choice(columns)
        if column.kind not in ("serial", "name"):
            column.cells[dice.randrange(count)] = ""
    if dice.random() < 0.1:
        columns[-1].cells[:] = [""] * count


def _insert(dice: random.Random, printed: list[tuple[str, list[str]]], kind: str, row: list[str], times: int) -> None:
    for _ in range(times):
        printed.insert(dice.randrange(kind == "again", len(printed)), (kind, row))


# ── columns ───────────────────────────────────────────────────────────────────────────────────────


def _kinds(dice: random.Random) -> list[str]:
    """At most twelve columns, most of them values; some tables number their rows."""
    rest = dice.randint(0, 10)
    values = dice.choice(("year", "measure"))
    kinds = ["name", *(dice.choice((values, values, values, "term", "organ", "measure")) for _ in range(rest))]
    return ["serial", *kinds] if dice.random() < 0.6 else kinds


def _column(dice: random.Random, kind: str, count: int, year: int) -> Column:
    style = dice.choice(("small", "large", "share", "mixed"))
    place = dice.randrange(len(TERMS))
    match kind:
        case "year":
            return Column(f"{year}年{dice.choice(NOUNS_OF_YEARS)}", [_number(dice, style) for _ in range(count)], kind)
        case "measure":
            unit = f"（{dice.choice(UNITS)}）" if dice.random() < 0.5 else ""
            return Column(dice.choice(MEASURES) + unit, [_number(dice, style) for _ in range(count)], kind)
        case "term":
            return Column(TERM_HEADS[place], [dice.choice(TERMS[place]) for _ in range(count)], kind)
        case "organ":
            return Column(dice.choice(ORGAN_HEADS), [dice.choice(ORGANS) for _ in range(count)], kind)
        case "serial":
            return Column(dice.choice(("序号", "序号", "编号")), [str(number) for number in range(1, count + 1)], kind)
        case _:
            return Column(dice.choice(NAME_HEADS), [_name(dice) for _ in range(count)], kind)


def _name(dice: random.Random) -> str:
    name = dice.choice(
        (
            dice.choice(NOUNS) + dice.choice(NAMES),
            dice.choice(NOUNS),
            dice.choice(NUMBERED),
            "".join(dice.choices(SYLLABLES, k=dice.randint(1, 14))),
        )
    )
    return f"{name}（{dice.choice(UNITS)}）" if dice.random() < 0.3 else name


def _number(dice: random.Random, style: str) -> str:
    match style:
        case "small":
            return str(dice.randint(0, 20))
        case "large":
            return str(dice.randint(100, 99999))
        case "share":
            return f"{dice.uniform(-20, 100):.1f}"
        case _:
            return dice.choice(
                (dice.choice(BEFORE_NUMBERS) + str(dice.randint(1, 99)), "—", "持平", f"{dice.random():.2f}")
            )


# ── headers ───────────────────────────────────────────────────────────────────────────────────────


def _heads(dice: random.Random, columns: list[Column]) -> list[list[str]]:
    """The rows of headers: one, or two where years stand below a header of their own."""
    names = [column.head for column in columns]
    years = 0
    while years < len(columns) and columns[-1 - years].kind == "year":
        years += 1
    if years < 2 or dice.random() < 0.7:
        return [names]
    first = len(columns) - years
    above = [*names[:first], dice.choice(("年度目标", "目标值", "分年度安排")), *[""] * (years - 1)]
    return [above, [*[""] * first, *(name[:5] for name in names[first:])]]


def _pieces(dice: random.Random, head: str) -> list[str]:
    """A header, now and then broken where a page breaks it, or anywhere."""
    if dice.random() < 0.7 or len(head) < 5:
        return [head]
    at = head.find("年") + 1 if head[:2] == "20" else head.find("（")
    if at in (-1, len(head)) or dice.random() < 0.2:
        at = dice.randint(2, len(head) - 2)
    return [head[:at], head[at:]]


# ── the page ──────────────────────────────────────────────────────────────────────────────────────


def _text(dice: random.Random, heads: list[list[str]], printed: list[tuple[str, list[str]]]) -> str:
    above = ["一、主要目标", "到2030年，城市运行效率明显提高。"]
    above += ["云岭市主要指标"] if dice.random() < 0.7 else []
    above += ["单位：万元、%"] if dice.random() < 0.3 else []
    lines = [piece for row in heads for head in row if head for piece in _pieces(dice, head)]
    breaks = dice.random() < 0.1
    for kind, row in printed:
        if kind == "again" and dice.random() < 0.5:
            lines += dice.choice((["续表"], ["续表1"], ["— 3 —"]))
        lines += [piece for cell in row if cell for piece in _broken(dice, cell, breaks)]
    below = [dice.choice(NOTES)] if dice.random() < 0.3 else []
    below += dice.choice(BELOW)
    return dice.choice(("\n", "\n\n")).join([*above, *lines, *below]) + "\n"


def _broken(dice: random.Random, cell: str, breaks: bool) -> list[str]:
    """A long cell, in tables where such cells break, on two lines."""
    if not breaks or len(cell) < 8 or dice.random() < 0.5:
        return [cell]
    at = dice.randint(3, len(cell) - 3)
    return [cell[:at], cell[at:]]

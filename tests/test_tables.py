"""Tables flattened to one cell a line come back exactly, or are refused; a silently wrong grid is what must not happen.

Run by hand for the long count: `TABLES=5000 pytest tests/test_tables.py -k random`.
"""

from __future__ import annotations

import os
import random
from typing import NamedTuple

import pytest

import converter
from converter.model import Document, Table

RUNS = int(os.environ.get("TABLES", "400"))
SEED = 20250601
MOST_WRONG = 0.005
FEWEST_REBUILT = 0.3

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
MEASURES = ("产量", "绝对数", "完成投资", "覆盖范围", "总收入", "面积", "占比", "登记人数", "受理件数")
BEFORE_NUMBERS = ("", "", "≥", "累计增加")
UNITS = ("%", "亿元", "万人", "公里", "个")
NOUNS_OF_YEARS = ("", "", "完成", "目标值", "实际")
TERMS = (("约束性", "预期性"), ("定量", "定性"), ("省级", "市级", "县级"), ("个", "万吨", "公里"))
TERM_HEADS = ("指标属性", "类型", "级别", "单位")
ORGANS = ("市水务局", "市住房城乡建设局", "市统计局", "市文化广电旅游局", "市科技局", "各县（区）人民政府")
ORGAN_HEADS = ("牵头单位", "责任单位", "备注", "承办机构")


class Column(NamedTuple):
    """A header and its cells."""

    head: str
    cells: list[str]
    kind: str


class Flat(NamedTuple):
    """A table as it was and the text that a page made of it."""

    rows: list[list[str]]
    text: str


def _names(dice: random.Random, count: int) -> list[str]:
    numbered = [f"{dice.choice(NOUNS)}{dice.choice(NAMES)}" for _ in range(count)]
    return [f"{name}（{dice.choice(UNITS)}）" if dice.random() < 0.4 else name for name in numbered]


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
                (f"{dice.randint(1, 99)}", f"≥{dice.randint(1, 99)}", "—", f"累计增加{dice.randint(1, 9)}")
            )


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
            return Column("序号", [str(number) for number in range(1, count + 1)], kind)
        case _:
            return Column(dice.choice(("指标", "项目名称", "主要指标", "地区", "事项")), _names(dice, count), kind)


def _kinds(dice: random.Random) -> list[str]:
    rest = dice.randint(0, 10)
    values = dice.choice(("year", "measure"))
    kinds = ["name", *(dice.choice((values, values, values, "term", "organ", "measure")) for _ in range(rest))]
    return ["serial", *kinds] if dice.random() < 0.6 else kinds


def _flat(seed: int) -> Flat:
    dice = random.Random(seed)  # noqa: S311
    count, year = dice.randint(2, 16), dice.randint(2015, 2020)
    columns = [_column(dice, kind, count, year + place) for place, kind in enumerate(_kinds(dice))]
    if dice.random() < 0.4:
        for _ in range(dice.randint(1, 3)):
            column = dice.choice(columns)
            if column.kind not in ("serial", "name"):
                column.cells[dice.randrange(count)] = ""
    if dice.random() < 0.05:
        columns[-1].cells[:] = [""] * count
    rows = [[column.head for column in columns], *map(list, zip(*(column.cells for column in columns), strict=True))]
    return Flat(rows, _printed(dice, rows))


def _printed(dice: random.Random, rows: list[list[str]]) -> str:
    heads = [piece for head in rows[0] for piece in _pieces(dice, head)]
    cells = [cell for row in rows[1:] for cell in row if cell]
    above = ["一、主要目标", "到2030年，城市运行效率明显提高。"]
    above += ["云岭市主要指标"] if dice.random() < 0.7 else []
    above += ["单位：万元、%"] if dice.random() < 0.3 else []
    below = ["注：部分数据为预计数。"] if dice.random() < 0.3 else []
    below += dice.choice((["二、重点任务", "改造管网。"], ["全市上下要抓好落实。"], []))
    return dice.choice(("\n", "\n\n")).join([*above, *heads, *cells, *below]) + "\n"


def _pieces(dice: random.Random, head: str) -> list[str]:
    """A header, now and then broken where a page breaks it, or anywhere."""
    if dice.random() < 0.7 or len(head) < 5:
        return [head]
    at = head.find("年") + 1 if head[:2] == "20" else head.find("（")
    if at in (-1, len(head)) or dice.random() < 0.2:
        at = dice.randint(2, len(head) - 2)
    return [head[:at], head[at:]]


def _table(document: Document) -> Table | None:
    tables = [node for node, _ in converter.walk(document) if isinstance(node, Table) and node.origin != "raw"]
    return tables[0] if tables else None


def _verdict(flat: Flat) -> str:
    """`refused`, `exact`, `flagged` (right but for cells that are marked as ambiguous), or `wrong`."""
    document = converter.convert_text(flat.text)
    assert converter.audit(document, flat.text) == []
    table = _table(document)
    if table is None:
        return "refused"
    want = {(row, col): text for row, cells in enumerate(flat.rows) for col, text in enumerate(cells) if text}
    got = {(cell.row, cell.col): cell.text for cell in table.cells}
    if want == got and table.num_cols == len(flat.rows[0]):
        return "exact"
    flagged = {cell.row for cell in table.cells if cell.ambiguous}
    sure = {(cell.row, cell.col): cell.text for cell in table.cells if not cell.ambiguous}
    whole = {place: text for place, text in want.items() if place[0] not in flagged}
    in_flagged = all(want.get(place) == text for place, text in sure.items())
    return "flagged" if in_flagged and whole.items() <= sure.items() else "wrong"


def test_random_tables_come_back_or_are_refused() -> None:
    flats = {seed: _flat(seed) for seed in range(SEED, SEED + RUNS)}
    verdicts = {seed: _verdict(flat) for seed, flat in flats.items()}
    wrong = [seed for seed, verdict in verdicts.items() if verdict == "wrong"]
    assert len(wrong) <= MOST_WRONG * RUNS, [flats[seed].text for seed in wrong[:3]]
    rebuilt = sum(verdict in ("exact", "flagged") for verdict in verdicts.values())
    assert rebuilt >= FEWEST_REBUILT * RUNS


@pytest.mark.parametrize("lost", ["serial", "header", "cells"])
def test_damaged_tables_are_refused(lost: str) -> None:
    lines = ["序号", "指标", "权重", "类型"]
    lines += [cell for row in range(1, 7) for cell in (str(row), f"{NOUNS[row]}指标", str(row * 10 + 5), "定量")]
    gone = {"serial": [12, 16], "header": [1, 2], "cells": [5, 11, 14, 18, 23]}[lost]
    text = "\n".join(line for place, line in enumerate(lines) if place not in gone) + "\n"
    assert _table(converter.convert_text(text)) is None

"""CONTRIBUTING's table, carried out: each row is followed once, in a copy of the project, and shown to work there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent

import pytest
from casefile import Case, read_cases
from conftest import ROOT
from dumps import converted, dump
from workbench import copy_project, run

import converter

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TABLE = re.findall(r"^\| (?!to add|---)([^|]+) \| ([^|]+) \| ([^|]+) \|$", TEXT, flags=re.MULTILINE)

Change = Callable[[str], str]


@dataclass(frozen=True)
class Recipe:
    """What one row of the table says to do: the changes by file, and the case (or the check) that shows it."""

    changes: dict[str, Change]
    case: str = ""
    check: str = ""
    """A command line that succeeds when the addition works, where no case can show it."""

    @property
    def title(self) -> str:
        return self.case.split("\n")[0].removeprefix("=== ")


# ── changes ───────────────────────────────────────────────────────────────────────────────────────


def at_end_of(table: str, row: str) -> Change:
    """Add `row` at the end of a table, which ends with a bracket at the beginning of a line."""

    def change(text: str) -> str:
        found = re.search(rf"^{table}\b.*?[({{]\n.*?(?=^[)}}])", text, flags=re.MULTILINE | re.DOTALL)
        assert found, f"there is no table {table}"
        return text[: found.end()] + row + text[found.end() :]

    return change


def before(anchor: str, lines: str) -> Change:
    """Add `lines` before the only place of `anchor`."""
    return instead(anchor, lines + anchor)


def instead(anchor: str, lines: str) -> Change:
    """Put `lines` in the only place of `anchor`."""

    def change(text: str) -> str:
        assert text.count(anchor) == 1, f"{anchor!r} stands {text.count(anchor)} times"
        return text.replace(anchor, lines)

    return change


def both(first: Change, second: Change) -> Change:
    return lambda text: second(first(text))


def new(text: str) -> Change:
    """A new file."""
    return lambda _: dedent(text)


def example(language: str) -> str:
    """A block of the worked example, as it stands in CONTRIBUTING."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", TEXT, flags=re.MULTILINE | re.DOTALL)
    assert len(found) == 1
    return str(found[0])


# ── the recipes, by the first column of the table ─────────────────────────────────────────────────


UTF_7 = "一、总体要求".encode("utf-7").decode()

RECIPES = {
    "a marker family": Recipe(
        {"converter/rules/families.py": at_end_of("FAMILIES", indent(example("py").rstrip(), "    ") + ",\n")},
        example("case"),
    ),
    "a numeral system": Recipe(
        {
            "converter/rules/numerals.py": at_end_of(
                "NUMERALS",
                '    NumeralSystem(id="bracketed-small", alphabet="⒜⒝⒞⒟⒠", pattern="[⒜-⒠]", chars="⒜⒝⒞⒟⒠"),\n',
            ),
            "converter/rules/families.py": instead(
                'numerals=("circled", "negative-circled")',
                'numerals=("circled", "negative-circled", "bracketed-small")',
            ),
        },
        """\
=== bracketed letters are numerals
--- input
⒜明确责任
各部门分工负责。
⒝按季更新
每季度末更新。
--- outline
⒜ 明确责任
  | 各部门分工负责。
⒝ 按季更新
  | 每季度末更新。
===
""",
    ),
    "a noise rule": Recipe(
        {
            "converter/rules/noise.py": at_end_of(
                "NOISE_RULES",
                """\
    NoiseRule(
        id="weather",
        zone="any",
        pattern="今日天气 ?:[^。]{0,20}",
        longest=30,
        yes=("今日天气:晴",),
        no=("今日天气晴好。",),
    ),
""",
            )
        },
        """\
=== the weather is the site's
--- input
一、总体要求
今日天气：晴
坚持先易后难。
--- removed
2 weather | 今日天气：晴
===
""",
    ),
    "a container of pages": Recipe(
        {
            "converter/rules/containers.py": at_end_of(
                "CONTAINERS",
                """\
    Container(
        id="shore",
        selector="section.shore-text",
        yes=('<section class="shore-text wide">',),
        no=('<section class="shore">',),
    ),
""",
            )
        },
        """\
=== the shore system has its text in a section
--- html
<div><p>云岭网提供新闻，欢迎访问。</p></div><section class="shore-text"><p>要管好河道，保持水面清洁。</p></section>
--- outline
| 要管好河道，保持水面清洁。
~outside-content 云岭网提供新闻，欢迎访问。
===
""",
    ),
    "a role of a line": Recipe(
        {
            "converter/rules/roles.py": at_end_of(
                "ROLES",
                """\
    RoleRule(
        id="drafter",
        pattern="起草单位 ?:[^。;]{2,40}",
        longest=50,
        yes=("起草单位:云岭市数据局",),
        no=("起草单位要加强协作。",),
    ),
""",
            ),
            "converter/zone/frame.py": at_end_of("_HEAD_ROLES", '    "drafter",\n'),
        },
        """\
=== who has drafted it stands under the title
--- input
云岭市数据管理办法
起草单位：云岭市数据局
一、总体要求
坚持先易后难。
--- outline
|title 云岭市数据管理办法
|drafter 起草单位：云岭市数据局
一、 总体要求
  | 坚持先易后难。
===
""",
    ),
    "a lead of list items": Recipe(
        {
            "converter/rules/leads.py": at_end_of(
                "LEADS",
                '    Lead(id="hand", style="bullet", pattern="☞ ?(?=[^ ])", begins="☞", '
                'yes=("☞查渠道",), no=("☞", "查☞")),\n',
            )
        },
        """\
=== hands point at items
--- input
一、工作安排
☞查渠道。
☞修泵站。
--- outline
一、 工作安排
  - ☞ 查渠道。
  - ☞ 修泵站。
===
""",
    ),
    "a closing cue": Recipe(
        {
            "converter/rules/closings.py": at_end_of(
                "CLOSINGS",
                '    Cue(id="at-last", reach="document", pattern="末了,", yes=("末了,望执行。",), no=("春末了结",)),\n',
            )
        },
        """\
=== a last word closes the document
--- input
一、总体要求
坚持先易后难。
二、保障措施
落实经费。
末了，望遵照执行。
--- outline
一、 总体要求
  | 坚持先易后难。
二、 保障措施
  | 落实经费。
| 末了，望遵照执行。
===
""",
    ),
    "a genre": Recipe(
        {"converter/rules/genres.py": instead("GENRES = (\n", 'GENRES = (\n    "通则",\n')},
        """\
=== general rules are a genre
--- input
云岭市河道管理通则
一、总体要求
坚持先易后难。
--- metadata
title: 云岭市河道管理通则
genre: 通则
language: zh-Hans
===
""",
    ),
    "a label of a page's metadata table": Recipe(
        {"converter/rules/fields.py": instead('"公文字号",', '"公文字号", "编发号",')},
        """\
=== another label of the number
--- input
索引号：000014349/2024-00012
编发号：云政发〔2024〕12号
发布日期：2024-03-05
云岭市人民政府关于公布文物保护单位的通知
一、总体要求
坚持先易后难。
--- metadata
title: 云岭市人民政府关于公布文物保护单位的通知
genre: 通知
issuers: 云岭市人民政府
doc_number: 云政发〔2024〕12号
index_number: 000014349/2024-00012
publish_date: 2024-03-05
language: zh-Hans
===
""",
    ),
    "a diagnostic": Recipe(
        {
            "converter/rules/codes.py": at_end_of(
                "CODES",
                """\
    Code(
        id="no-sections",
        severity="info",
        en="The text has no sections.",
        zh="正文没有分级标题。",
    ),
""",
            ),
            "converter/enrich/findings.py": before(
                "    return tuple(found)\n",
                """\
    if not any(isinstance(block, Section) for block in tree.children):
        found.append(Finding("no-sections", Extent(0, 0), {}))
""",
            ),
        },
        """\
=== a text without sections
--- input
坚持先易后难。
--- diagnostics
- no-sections (info)
===
""",
    ),
    "a finding of `validate`": Recipe(
        {
            "converter/rules/checks.py": at_end_of(
                "MEANING_CODES",
                """\
    Code(
        id="heading-spaced",
        severity="warning",
        en="The heading begins or ends in a blank.",
        zh="标题首尾有空格。",
    ),
""",
            ),
            "converter/checks/meaning.py": before(
                """\
    if node.marker is not None:
        yield from _marker(node, node.marker, node.heading_span or node.span)
""",
                """\
    if node.heading != node.heading.strip():
        yield _Odd(node, "heading-spaced", below=("heading",))
""",
            ),
        },
        check=(
            "printf '一、总则\\n甲。\\n' | gangmu convert - | sed 's/总则\",/总则 \",/' > a.json;"
            " ! gangmu validate a.json > said && grep -q 'section 一: meaning heading-spaced The heading begins' said"
            " && gangmu validate a.json --ignore heading-spaced"
        ),
    ),
    "a form of reports": Recipe(
        {
            "converter/cli/reports/to_count.py": new(
                """\
                \"""Findings as their number.\"""

                from __future__ import annotations

                from collections.abc import Sequence

                from . import Checked


                def whole(command: str, checked: Sequence[Checked]) -> str:
                    return f"{command} {sum(len(one.rows) for one in checked)}\\n"
                """
            ),
            "converter/cli/reports/__init__.py": at_end_of("_HOMES", '    "count": ("to_count", "whole"),\n'),
            "converter/settings.py": instead('"junit", "sarif")', '"junit", "sarif", "count")'),
        },
        check=(
            "printf '一、总则\\n三、附则\\n' > a.txt; ! gangmu check a.txt --format count > said"
            " && grep -qx 'check 1' said"
        ),
    ),
    "a metadata field": Recipe(
        {
            "converter/model.py": before(
                "    language: str | None", '    drafter: str | None = Field(description="起草单位")\n'
            ),
            "converter/plain.py": before('    "language": None,', '    "drafter": None,\n'),
            "converter/enrich/metadata.py": at_end_of("_READERS", '    ("drafter", "drafter", _plain),\n'),
            "converter/emit/tei_header.py": at_end_of(
                "OFFICIAL", """    ("drafter", '<note type="drafter">{}</note>'),\n"""
            ),
            "schemas/tei/gangmu.rng": before(
                "                <value>genre</value>\n", "                <value>drafter</value>\n"
            ),
            "schemas/tei/gangmu.odd": before(
                '                <valItem ident="genre">',
                '                <valItem ident="drafter"><desc>起草单位</desc></valItem>\n',
            ),
        },
        """\
=== who has drafted it is metadata
--- input
云岭市数据管理办法
起草单位：云岭市数据局
一、总体要求
坚持先易后难。
--- metadata
title: 云岭市数据管理办法
genre: 办法
drafter: 起草单位：云岭市数据局
language: zh-Hans
===
""",
        check=(
            "python -m converter schema > schemas/gangmu-1.schema.json && grep -q drafter schemas/gangmu-1.schema.json"
            " && python -m pytest -q tests/test_schema.py tests/test_tei_schema.py -k 'committed or values or metadata'"
            " && printf '云岭市数据管理办法\\n起草单位：云岭市数据局\\n一、甲\\n' | gangmu convert - --to tei"
            " | grep -q '<note type=\"drafter\">'"
        ),
    ),
    "an output format": Recipe(
        {
            "converter/emit/to_length.py": new(
                '''\
                """The document as the number of its characters."""

                from __future__ import annotations

                from ..model import Document


                def to_length(document: Document) -> str:
                    """One number on one line."""
                    return f"{document.source.length}\\n"
                '''
            ),
            "converter/emit/__init__.py": both(
                before(
                    "EMITTERS: ",
                    """\
def _to_length(document: Document) -> str:
    from .to_length import to_length

    return to_length(document)


""",
                ),
                at_end_of("EMITTERS", '    "length": Emitter(".length.txt", _to_length),\n'),
            ),
        },
        """\
=== how long it is
--- input
一、甲
--- length
4
===
""",
        check="gangmu convert samples --to length -o out && test -s out/plan/source.length.txt",
    ),
    "a heading with a name": Recipe(
        {"converter/rules/named.py": instead('pattern="序 ?言|', 'pattern="序 ?言|题 ?解|')},
        """\
=== an explanation of the title is a heading
--- input
题解
本规划所称河道，包括水库和沟渠。
一、总体要求
坚持先易后难。
二、保障措施
落实经费。
--- outline
[] 题解
  | 本规划所称河道，包括水库和沟渠。
一、 总体要求
  | 坚持先易后难。
二、 保障措施
  | 落实经费。
===
""",
    ),
    "an encoding": Recipe(
        {
            "converter/rules/encodings.py": both(
                at_end_of("BYTE_ORDER_MARKS", '    (b"+/v8-", "utf-7"),\n'),
                before('    "hz": "HZ",\n', '    "utf-7": "UTF-7",\n'),
            )
        },
        check=f"printf %s '+/v8-{UTF_7}' | gangmu outline - | grep -q '一、 总体要求'",
    ),
    "a kind of file that is refused with advice": Recipe(
        {
            "converter/rules/encodings.py": at_end_of(
                "BINARIES", """    (b"AT&TFORM", "it is a DjVu file", "save its text first"),\n"""
            ),
            "converter/rules/messages.py": at_end_of("CHINESE", """    "it is a DjVu file": "这是 DjVu 文件",\n"""),
        },
        check=(
            "! printf 'AT&TFORM' | gangmu outline - 2> said && grep -q 'it is a DjVu file; save its text first' said"
            " && ! printf 'AT&TFORM' | gangmu outline - --lang zh 2> said && grep -q '这是 DjVu 文件；请先' said"
        ),
    ),
    "a whole document": Recipe(
        {"samples/trial/source.txt": new("云岭市河道管理规定\n一、总体要求\n坚持先易后难。\n")},
        check=(
            "python -m pytest -q tests/test_samples.py -k 'trial and expectations' --accept"
            " && test -s samples/trial/expected.tei.xml"
            " && python -m pytest -q tests/test_samples.py -k 'trial and expectations'"
        ),
    ),
    "a view for cases": Recipe(
        {
            "tests/dumps.py": both(
                before(
                    "DUMPS: ",
                    '''\
def ids(document: Document, text: str) -> str:
    """Every id."""
    return _join(node.id for node, _ in converter.walk(document))


''',
                ),
                at_end_of("DUMPS", '    "ids": ids,\n'),
            )
        },
        """\
=== the ids alone
--- input
一、甲
乙丙。
--- ids
sec_1
sec_1__p_1
===
""",
    ),
}

ROWS = {re.sub(r" \(.*", "", what): (edit, place) for what, edit, place in TABLE}
each_recipe = pytest.mark.parametrize("what", RECIPES)


def test_the_table_and_the_recipes_are_the_same() -> None:
    assert list(ROWS) == list(RECIPES)


@each_recipe
def test_the_row_names_every_file(what: str) -> None:
    """What the table says to edit is what the recipe edits."""
    names = {
        f"{_in_project(code)}" for code in re.findall(r"`([\w/<>]+[./][\w.]*)`", ROWS[what][0]) if code != "schemas/"
    }
    patterns = {name: re.compile(re.sub(r"<\w+>", r"\\w+", name)) for name in names}
    changed = set(RECIPES[what].changes)
    assert {name for name, pattern in patterns.items() if not any(map(pattern.fullmatch, changed))} == set()
    assert {path for path in changed if not any(p.fullmatch(path) for p in patterns.values())} == set()


def _in_project(code: str) -> str:
    return code if code.startswith(("samples/", "schemas/", "tests/")) else f"converter/{code}"


# ── carried out ───────────────────────────────────────────────────────────────────────────────────


def _place(what: str) -> str:
    """The file that the recipe's case is written to, in the folder that the table names."""
    found = re.search("`(tests/cases/[a-z]+/)`", ROWS[what][1])
    return f"{found[1] if found else 'tests/cases/enrich/'}trial-{re.sub('[^a-z]+', '-', what)}.case"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which all recipes have been followed."""
    folder = copy_project(tmp_path_factory.mktemp("contributing") / "project")
    for what, recipe in RECIPES.items():
        for name, change in recipe.changes.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(change(path.read_text(encoding="utf-8") if path.exists() else ""), encoding="utf-8")
        if recipe.case:
            (folder / _place(what)).write_text(recipe.case, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as it is."""
    return copy_project(tmp_path_factory.mktemp("contributing") / "project")


@pytest.fixture(scope="module")
def report(house: Path) -> str:
    """What the tests of that copy say about the new rows and cases."""
    files = " ".join(f"tests/test_{name}.py" for name in ("cases", "rules", "architecture"))
    return run(house, f"python -m pytest -rA -q {files} -k 'trial or test_rules or test_architecture'").stdout


def _case(what: str, folder: Path) -> Case:
    path = folder / "trial.case"
    path.write_text(RECIPES[what].case, encoding="utf-8")
    (case,) = read_cases(path)
    return case


@pytest.mark.parametrize("what", [what for what, recipe in RECIPES.items() if recipe.case])
def test_the_case_fails_before_and_passes_after(what: str, tmp_path: Path, report: str) -> None:
    case = _case(what, tmp_path)
    document, text = converted(case)
    assert not all(_is_met(part.name, part.text, document, text) for part in case.expected), "it shows nothing"
    assert re.search(rf"^PASSED .*trial.*{re.escape(case.title)}\]$", report, flags=re.MULTILINE), report[-6000:]


def _is_met(name: str, expected: str, document: converter.Document, text: str) -> bool:
    try:
        return dump(name, document, text) == expected
    except KeyError:
        return False


@pytest.mark.parametrize("what", [what for what, recipe in RECIPES.items() if recipe.check])
def test_the_check_fails_before_and_passes_after(what: str, house: Path, plain: Path) -> None:
    assert run(plain, RECIPES[what].check).returncode != 0, "it shows nothing"
    done = run(house, RECIPES[what].check)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


@pytest.mark.parametrize(
    "row", ["FAMILIES:task", "NOISE_RULES:weather", "ROLES:drafter", "LEADS:hand", "CLOSINGS:at-last"]
)
def test_the_row_stands_its_examples(row: str, report: str) -> None:
    assert re.search(rf"^PASSED .*test_row_against_its_examples\[\w+\.{row}\]$", report, flags=re.MULTILINE)


@pytest.mark.parametrize("law", ["imports[emit/to_length.py]", "the_shelf_holds_data_only[rules/families.py]"])
def test_the_laws_of_the_house_still_hold(law: str, report: str) -> None:
    assert f"PASSED tests/test_architecture.py::test_{law}" in report

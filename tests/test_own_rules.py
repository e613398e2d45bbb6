"""Rules of the user's own: what a file may hold, what is refused and how it is said, and that the rules are used."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

import converter
from converter import ConverterError, Options, OwnRules
from converter.rules.messages import CHINESE

SLOGAN = """
[[noise]]
id = "local-slogan"
zone = "any"
pattern = "云岭数据,?一网通办!?"
yes = ["云岭数据，一网通办！", "云岭数据一网通办"]
no = ["云岭数据一网通办平台建成"]
"""
DETAIL = """
[[containers]]
id = "detail"
selector = "div.detail"
yes = ['<div class="detail wide">']
no = ['<div id="detail">', '<td class="detail">']
"""
TEXT = (
    "云岭市数据工作方案\n一、目标\n建成平台，归集数据，开放目录。\n"
    "云岭数据，一网通办！\n二、任务\n编好目录，管好数据。\n"
)


def rules_file(folder: Path, text: str) -> Path:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_noise_rule_of_ones_own_takes_its_lines(tmp_path: Path) -> None:
    own = converter.load_rules(rules_file(tmp_path, SLOGAN))
    document = converter.convert_text(TEXT, options=Options(rules=own))
    assert [(run.rule, run.zone, run.text) for run in document.removed] == [
        ("local-slogan", "body", "云岭数据，一网通办！")
    ]
    assert converter.convert_text(TEXT).removed == ()
    assert converter.audit(document, TEXT) == []
    (row,) = [row for row in converter.explain(TEXT.encode(), Options(rules=own)) if row.removed]
    assert (row.rule, row.evidence) == ("local-slogan", ("the whole line matches the rule",))


def test_a_rule_of_ones_own_takes_the_place_of_ours(tmp_path: Path) -> None:
    text = SLOGAN.replace("local-slogan", "end-mark")
    own = converter.load_rules(rules_file(tmp_path, text))
    assert converter.convert_text(TEXT + "END\n", options=Options(rules=own)).removed[-1].text == "云岭数据，一网通办！"


def test_a_container_of_ones_own_goes_before_all(tmp_path: Path) -> None:
    own = converter.load_rules(rules_file(tmp_path, DETAIL))
    page = (
        "<meta charset=utf-8><div id=zoom><p>本站提供云岭的新闻，欢迎大家来信、来电，我们会及时答复，谢谢。</p></div>"
        "<div class='detail'><p>一、总则</p><p>坚持开放。</p></div>"
    ).encode()
    ours, theirs = converter.convert(page, name="a.html"), converter.convert(page, Options(rules=own), name="a.html")
    assert [block.type for block in ours.children] == ["paragraph"]
    assert [block.type for block in theirs.children] == ["section"]
    assert "found by detail" in converter.explain(page, Options(rules=own), name="a.html")[0].evidence[0]


def test_an_empty_file_holds_no_rules(tmp_path: Path) -> None:
    assert converter.load_rules(rules_file(tmp_path, "")) == OwnRules()


def test_a_blank_example_is_no_line(tmp_path: Path) -> None:
    own = converter.load_rules(rules_file(tmp_path, SLOGAN.replace('no = ["', 'no = ["", " ", "')))
    assert own.noise[0].no == ("", " ", "云岭数据一网通办平台建成")


BROKEN = {
    "[[noise]": "it is not valid TOML (",
    "noise = 1": "noise is no list of tables",
    "[[family]]\nid = 'x'": "it has a table family, which is not known",
    SLOGAN.replace("pattern", "patern"): "noise 1 has a key patern, which is not known",
    SLOGAN.replace('zone = "any"', 'zone = "middle"'): "the zone of local-slogan is not one of any, head, tail",
    SLOGAN.replace('zone = "any"', "zone = 3"): "zone in noise 1 is not a text",
    SLOGAN.replace('zone = "any"\n', ""): "noise 1 has no zone",
    SLOGAN + "longest = true": "longest in noise 1 is not a whole number",
    SLOGAN + "longest = 0": "longest of local-slogan is not between 1 and 10000",
    SLOGAN + "anchor = 1": "anchor in noise 1 is not true or false",
    SLOGAN.replace('no = ["', "no = [1, '").replace('建成"]', "建成']"): "no in noise 1 is not a list of texts",
    SLOGAN.replace("local-slogan", "Local"): "Local cannot be an id",
    SLOGAN.replace("local-slogan", "site-tail"): "site-tail cannot be an id",
    SLOGAN + SLOGAN: "local-slogan is there twice",
    SLOGAN.replace("no = [", "# ["): "local-slogan has no examples",
    SLOGAN.replace("!?", "(?"): "the pattern of local-slogan is not valid (",
    SLOGAN.replace("!?", r"(!)\\1"): "the pattern of local-slogan names a group or refers back to one",
    SLOGAN.replace("!?", "(?P<end>!?)"): "the pattern of local-slogan names a group or refers back to one",
    SLOGAN.replace("!?", "(?i)!?"): "the pattern of local-slogan is not valid (global flags",
    SLOGAN + 'needs = "["': "the pattern of local-slogan is not valid (unterminated",
    SLOGAN.replace('"云岭数据一网通办"]', '"一网通办"]'): "local-slogan does not take its example 一网通办",
    SLOGAN.replace('"云岭数据一网通办"]', '""]'): "local-slogan does not take its example ",
    SLOGAN.replace("平台建成", ""): "local-slogan takes 云岭数据一网通办, which it should leave",
    DETAIL.replace("div.detail", "div > p"): "div > p is no selector of one element",
    DETAIL.replace("td class", "div class"): 'detail takes <div class="detail">, which it should leave',
}


@pytest.mark.parametrize("text", BROKEN, ids=list(BROKEN.values()))
def test_a_file_that_is_not_right_is_refused(text: str, tmp_path: Path) -> None:
    path = rules_file(tmp_path, text)
    with pytest.raises(ConverterError) as caught:
        converter.load_rules(path)
    assert caught.value.name == str(path)
    assert caught.value.reason.startswith(BROKEN[text])
    assert caught.value.hint


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConverterError, match=r"it cannot be read .*; check the path"):
        converter.load_rules(tmp_path / "rules.toml")


# ── the command ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def plan(command: Run, tmp_path: Path) -> Run:
    Path("plan.txt").write_text(TEXT, encoding="utf-8")
    rules_file(Path(), SLOGAN)
    return command


@pytest.mark.parametrize("name", ["outline", "explain", "convert"])
def test_commands_take_rules(plan: Run, name: str) -> None:
    plain = plan(name, "plan.txt").stdout
    shown = plan(name, "plan.txt", "--rules", "rules.toml").stdout
    assert "local-slogan" in shown
    assert "local-slogan" not in plain
    assert plan(name, "plan.txt", env={"GANGMU_RULES": "rules.toml"}).stdout == shown
    Path("pyproject.toml").write_text("[tool.gangmu]\nrules = 'rules.toml'\n", encoding="utf-8")
    assert plan(name, "plan.txt").stdout == shown


def test_check_takes_rules(plan: Run) -> None:
    Path("plan.txt").write_text("云岭数据，一网通办！\n", encoding="utf-8")
    assert plan("check", "plan.txt", "--rules", "rules.toml").stdout.startswith("plan.txt:1: warning body-empty ")


def test_a_broken_rules_file_is_wrong_usage(plan: Run) -> None:
    rules_file(Path(), SLOGAN.replace("any", "middle"))
    result = plan("convert", "plan.txt", "--rules", "rules.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "gangmu: rules.toml: the zone of local-slogan is not one of any, head, tail; correct the value\n"
    )
    chinese = plan("convert", "plan.txt", "--rules", "rules.toml", "--lang", "zh").stderr
    assert chinese == "gangmu：rules.toml：local-slogan 的 zone 不是 any, head, tail 之一；请改正这个值\n"
    assert "请改正这个值" in CHINESE.values()


def test_kept_noise_stands_in_its_place(plan: Run) -> None:
    Path("plan.txt").write_text(TEXT + "扫一扫在手机打开当前页\n", encoding="utf-8")
    shown = plan("outline", "plan.txt", "--rules", "rules.toml", "--keep-noise").stdout
    assert shown.splitlines() == [
        "|title 云岭市数据工作方案",
        "一、 目标",
        "  | 建成平台，归集数据，开放目录。",
        "  |noise 云岭数据，一网通办！",
        "二、 任务",
        "  | 编好目录，管好数据。",
        "|noise 扫一扫在手机打开当前页",
    ]
    assert plan("outline", "plan.txt", "--rules", "rules.toml", env={"GANGMU_KEEP_NOISE": "1"}).stdout == shown


def test_the_address_is_of_one_input(plan: Run) -> None:
    made = plan("convert", "plan.txt", "--uri", "https://www.yunling.example/1.txt").stdout
    assert '"uri": "https://www.yunling.example/1.txt"' in made
    Path("other.txt").write_text(TEXT, encoding="utf-8")
    result = plan("convert", "plan.txt", "other.txt", "-o", "out", "--uri", "https://www.yunling.example/")
    assert (result.exit_code, result.stderr) == (2, "gangmu: --uri names one input, and there are several\n")

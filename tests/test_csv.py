"""The tables of a document as CSV: what a reader of such files gets back, and where the files go."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import Run

import converter
from converter.emit.to_csv import csv_files
from converter.model import Document

HEADER = "<tr><th>县区</th><th>面积（公顷）</th><th>备注</th></tr>"
ONE = f"""<div id="zoom"><p>各单位要按表落实，按时完成。</p><p>表1 绿地面积</p><table>{HEADER}
<tr><td rowspan="2">柳塘区</td><td>12.5</td><td>含"东湖"，西岭</td></tr>
<tr><td>3</td><td><p>甲</p><p>乙</p></td></tr></table></div>"""
TWO = ONE.replace(
    "</table>", f"</table><p>表2 绿地面积</p><table>{HEADER}<tr><td>临汐县</td><td>7</td><td></td></tr></table>"
)
NONE = "一、总则\n坚持开放，稳步推进。\n"


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def _make(**texts: str) -> None:
    for name, text in texts.items():
        Path(f"{name}.html" if "<" in text else f"{name}.txt").write_text(text, encoding="utf-8")


def test_a_table_reads_back_as_its_grid() -> None:
    text = converter.emit(converter.convert(ONE.encode(), name="a.html"), "csv")
    assert _rows(text) == [
        ["县区", "面积（公顷）", "备注"],
        ["柳塘区", "12.5", '含"东湖"，西岭'],
        ["", "3", "甲\n乙"],
    ]
    assert text.count("\r\n") == 3


def test_the_manifest_says_what_the_grid_cannot() -> None:
    files = csv_files(converter.convert(TWO.encode(), name="a.html"))
    assert list(files) == ["table-1.csv", "table-2.csv", "manifest.csv"]
    first, second = csv.DictReader(io.StringIO(files["manifest.csv"], newline=""))
    assert (first["file"], first["id"], first["caption"], first["merged"]) == (
        "table-1.csv",
        "tbl_1",
        "表1 绿地面积",
        "A2:A3",
    )
    assert (second["rows"], second["columns"], second["header_rows"], second["origin"]) == ("2", "3", "1", "html")


def test_nothing_printed_stands_twice_or_is_lost() -> None:
    document = converter.convert(TWO.encode(), name="a.html")
    written = sorted(cell for row in _rows(converter.emit(document, "csv")) for cell in row if cell)
    tables = [block for block in document.children if block.type == "table"]
    assert written == sorted(cell.text for table in tables for cell in table.cells if cell.text)


@pytest.mark.parametrize("places", [(0, 0), (10**9, 10**9)])
def test_any_grid_can_be_written(places: tuple[int, int]) -> None:
    value = json.loads(converter.convert(ONE.encode(), name="a.html").model_dump_json())
    table = next(block for block in value["children"] if block["type"] == "table")
    table["num_rows"], table["num_cols"] = places
    table["cells"][0]["text"] = "\ud800\0\r"
    table["cells"][1] |= {"row": places[0], "col": places[1]}
    document = Document.model_validate(value)
    texts = converter.emit(document, "csv").encode("utf-8").decode("utf-8")
    assert "面积（公顷）" in texts
    assert "\ufffd\0\r" in texts


def test_one_table_goes_to_standard_output_or_a_file(command: Run) -> None:
    _make(plan=ONE)
    shown = command("convert", "plan.html", "--to", "csv")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert command("convert", "plan.html", "--to", "csv", "-o", "x.csv").exit_code == 0
    assert Path("x.csv").read_bytes() == shown.stdout_bytes
    assert shown.stdout_bytes.startswith(b"\xef\xbb\xbf\xe5")


def test_several_tables_in_one_file_are_said_to_be_several(command: Run) -> None:
    _make(plan=TWO)
    shown = command("convert", "plan.html", "--to", "csv")
    assert shown.stderr == "plan.html: 2 tables, parted by an empty line; -o FOLDER/ writes a file for each\n"
    assert shown.stdout_bytes.count(b"\r\n\r\n") == 1


def test_no_table_is_said_and_writes_no_folder(command: Run) -> None:
    _make(plan=NONE)
    shown = command("convert", "plan.txt", "--to", "csv")
    assert (shown.exit_code, shown.stdout, shown.stderr) == (0, "", "plan.txt: it holds no table\n")
    assert command("convert", "plan.txt", "--to", "csv", "-o", "out/").stderr == "plan.txt: it holds no table\n"
    assert not list(Path().rglob("*.tables"))


def test_a_folder_gets_a_folder_of_files_for_each_document(command: Run) -> None:
    Path("docs").mkdir()
    _make(**{"docs/a": TWO, "docs/b": NONE, "docs/c": ONE})
    done = command("convert", "docs", "--to", "csv", "-o", "out")
    assert done.exit_code == 0
    assert done.stderr.startswith("converted 3 of 3 documents, 0 failed, 3 tables, ")
    names = sorted(path.relative_to("out").as_posix() for path in Path("out").rglob("*"))
    assert names == [
        "a.tables",
        "a.tables/manifest.csv",
        "a.tables/table-1.csv",
        "a.tables/table-2.csv",
        "c.tables",
        "c.tables/manifest.csv",
        "c.tables/table-1.csv",
    ]
    assert Path("out/c.tables/table-1.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_earlier_result_is_replaced_whole_and_said(command: Run) -> None:
    _make(plan=TWO)
    command("convert", "plan.html", "--to", "csv", "-o", "out/")
    _make(plan=ONE)
    again = command("convert", "plan.html", "--to", "csv", "-o", "out/")
    assert again.stderr == "replaced 1 existing folder\n"
    assert sorted(path.name for path in Path("out/plan.tables").iterdir()) == ["manifest.csv", "table-1.csv"]
    assert [path.name for path in Path("out").iterdir()] == ["plan.tables"]


def test_a_folder_that_holds_other_things_is_left_alone(command: Run) -> None:
    _make(plan=ONE)
    command("convert", "plan.html", "--to", "csv", "-o", "out/")
    Path("out/plan.tables/table-1 edited.csv").write_text("x", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in Path("out/plan.tables").iterdir()}
    refused = command("convert", "plan.html", "--to", "csv", "-o", "out/")
    assert refused.exit_code == 1
    assert "holds table-1 edited.csv, which is no result; choose another place with -o" in refused.stderr
    assert {path.name: path.read_bytes() for path in Path("out/plan.tables").iterdir()} == before


def test_a_folder_that_cannot_be_written_leaves_the_old_one(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _make(plan=ONE)
    command("convert", "plan.html", "--to", "csv", "-o", "out/")
    before = {path.name: path.read_bytes() for path in Path("out/plan.tables").iterdir()}
    _make(plan=TWO)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    failed = command("convert", "plan.html", "--to", "csv", "-o", "out/")
    assert (failed.exit_code, failed.stdout) == (1, "")
    assert "cannot be written (no space left on device)" in failed.stderr
    assert {path.name: path.read_bytes() for path in Path("out/plan.tables").iterdir()} == before
    assert [path.name for path in Path("out").iterdir()] == ["plan.tables"]


def test_a_file_in_place_of_the_folder(command: Run) -> None:
    _make(plan=ONE)
    Path("out").mkdir()
    Path("out/plan.tables").write_text("x", encoding="utf-8")
    refused = command("convert", "plan.html", "--to", "csv", "-o", "out/")
    assert refused.exit_code == 1
    assert "plan.tables: cannot be written (not a directory)" in refused.stderr
    assert Path("out/plan.tables").read_text(encoding="utf-8") == "x"

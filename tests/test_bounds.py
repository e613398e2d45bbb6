"""What bounds a hostile input: an error that says what to do, or a document whose diagnostics say what was left."""

from __future__ import annotations

import io
from pathlib import Path
from time import process_time

import pytest
from conftest import Run
from laws import check_laws

import converter
from converter import ConverterError, Document, Options
from converter.options import DEFAULT, LIMITS
from converter.read.from_text import longer_line
from converter.validate import validate_file

GAPS = "一、总体要求\n三、保障措施\n" * 20
TABLE = "序号|县区|任务\n1|云岭县|12\n2|青砚市|30\n3|湖滨区|45\n"
PAGE = "<html><body><p>任务分解如下。</p><table>{}</table></body></html>"
SPANS = "<tr>" + "<td rowspan=9999 colspan=200>甲" * 40 + "<tr><td>乙<td>丙" * 200


def codes(document: Document) -> list[str]:
    return [one.code for one in document.diagnostics]


# ── errors ────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_input_beyond_its_size_is_refused() -> None:
    with pytest.raises(ConverterError) as caught:
        converter.convert("办好实事。".encode(), Options(max_bytes=14), name="a.txt")
    assert (
        str(caught.value)
        == "a.txt: it is larger than 14 bytes; split it first, or raise the limit with --limit bytes=N"
    )
    assert converter.convert("办好实事。".encode(), Options(max_bytes=15), name="a.txt").children


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_a_line_beyond_its_length_is_refused(end: str) -> None:
    text = f"总体要求{end}办好民生实事{end}"
    with pytest.raises(ConverterError) as caught:
        converter.convert_text(text, "a.txt", Options(max_line=5))
    assert str(caught.value) == (
        "a.txt: line 2 has more than 5 characters; break it into lines, or raise the limit with --limit line=N"
    )
    check_laws(converter.convert_text(text, "a.txt", Options(max_line=6)), text)


@pytest.mark.parametrize("limit", range(1, 8))
def test_lines_are_measured_as_they_are(limit: int) -> None:
    """The quick look at blocks finds what a look at every line finds, wherever the line stands."""
    for length in range(1, 10):
        for before in range(12):
            text = "\n" * before + "甲" * length + "\n乙"
            assert longer_line(text, limit) == (before + 1 if length > limit else None)


def test_a_file_to_validate_is_bounded_too() -> None:
    with pytest.raises(ConverterError, match="larger than 10 bytes"):
        list(validate_file(io.BytesIO(b"{" * 11), "a.json", max_bytes=10))


# ── diagnostics ───────────────────────────────────────────────────────────────────────────────────────────


def test_of_very_many_diagnostics_the_first_are_told() -> None:
    everything = converter.convert_text(GAPS, "a.txt").diagnostics
    document = converter.convert_text(GAPS, "a.txt", Options(max_diagnostics=5))
    assert document.diagnostics[:5] == everything[:5]
    assert [one.message for one in document.diagnostics[5:]] == [
        f"Only the first 5 diagnostics are told; there are {len(everything) - 5} more."
    ]
    check_laws(document, GAPS)
    exactly = converter.convert_text(GAPS, "a.txt", Options(max_diagnostics=len(everything)))
    assert exactly.diagnostics == everything


def test_a_table_of_very_many_lines_is_kept_as_they_are() -> None:
    document = converter.convert_text(TABLE, "a.txt", Options(max_table_lines=3))
    (table,) = document.children
    assert table.type == "table" and table.origin == "raw" and table.num_rows == 4
    assert codes(document) == ["table-raw"]
    assert document.diagnostics[0].message.endswith("it has more lines than the limit.")
    check_laws(document, TABLE)
    (table,) = converter.convert_text(TABLE, "a.txt", Options(max_table_lines=4)).children
    assert table.type == "table" and table.origin == "delimited"


def test_spans_that_cover_too_much_are_not_believed() -> None:
    page = PAGE.format(SPANS).encode()
    document = converter.convert(page, name="a.html")
    table = next(block for block in document.children if block.type == "table")
    assert {(cell.row_span, cell.col_span) for cell in table.cells} == {(1, 1)}
    assert any("spans cover far more places" in one.message for one in document.diagnostics)
    named = io.BytesIO(page)
    named.name = "a.html"
    check_laws(document, converter.read_source(named))


@pytest.mark.parametrize(
    "row",
    ["<tr>" + "<td rowspan=9999 colspan=200>甲", "<tr>" + "<td><b>甲</b>", "<tr><td>" + "<table><tr><td>甲"],
    ids=["spans", "bold", "nested"],
)
def test_a_table_costs_what_its_length_does(row: str) -> None:
    def cost(size: int) -> float:
        times = []
        for _ in range(3):
            begun = process_time()
            converter.convert(PAGE.format(row * size + "<tr><td>乙" * size).encode(), name="a.html")
            times.append(process_time() - begun)
        return min(times)

    assert cost(1600) < 10 * max(cost(400), 0.01)


# ── what cannot be raised: depth is the schema's, and nothing is ever expanded ────────────────────────────


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "blockquote", "table><tr><td"])
def test_elements_nest_as_deep_as_they_like(tag: str) -> None:
    page = f"<html><p>{'<' + tag + '>'}" + f"<{tag}>" * 5_000 + "办好民生实事。"
    assert "办好民生实事。" in converter.convert(page.encode(), name="a.html").model_dump_json()


BOMB = "<!DOCTYPE html [<!ENTITY a '哈哈'>{}]>".format(
    "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True))
)


def test_a_page_expands_no_entity() -> None:
    document = converter.convert(f"{BOMB}<html><p>办好实事&i;。</p><p>&xxe;</p></html>".encode(), name="a.html")
    assert len(document.model_dump_json()) < 10_000


def test_tei_expands_no_entity() -> None:
    bomb = BOMB.replace("html", "TEI") + '<TEI xmlns="http://www.tei-c.org/ns/1.0">&i;</TEI>'
    assert [finding.code for finding in converter.validate(bomb)] == ["doctype"]
    with pytest.raises(ConverterError, match="it cannot be read as XML"):
        converter.from_tei(bomb)


ARCHIVE = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n"
LEAF = "Content-Type: text/html\n\n<p>办好民生实事。</p>\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            "".join(f"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n" for i in range(3000))
            + "--b3000\n"
            + LEAF,
            "its parts lie too deep in one another",
        ),
        ("--b0\n" + "Content-Type: message/rfc822\n\n" * 3000 + LEAF, "its parts lie too deep in one another"),
        ("--b0\n" + LEAF.replace("html", "html" + "; a=b" * 2000, 1), "a header of it is longer than any page needs"),
        ("--b0\n" + LEAF.replace("html", "html" + ";\n a=b" * 2000, 1), "a header of it is longer than any page needs"),
    ],
    ids=["multiparts", "messages", "header", "folded header"],
)
def test_an_archive_that_nobody_saved_is_refused(data: str, said: str) -> None:
    with pytest.raises(ConverterError) as caught:
        converter.convert((ARCHIVE + data).encode(), name="a.mhtml")
    assert str(caught.value) == f"a.mhtml: {said}; save the page again"


def test_an_encoding_that_an_archive_made_up_does_not_stop_it() -> None:
    """`--encoding` is the user's and is held to; what the archive says is believed where it fits."""
    page = ARCHIVE + "--b0\n" + LEAF.replace("html", "html; charset=" + "a" * 5000)
    assert "办好民生实事。" in converter.convert(page.encode(), name="a.mhtml").model_dump_json()


def test_a_run_of_blanks_costs_what_its_length_does() -> None:
    """A separator that may begin with blanks was sought anew from each of them."""

    def cost(size: int) -> float:
        times = []
        for _ in range(3):
            begun = process_time()
            converter.convert_text(f"关于建设的通知\n办好实事。\n云岭市{' ' * size}办公室\n", "a.txt")
            times.append(process_time() - begun)
        return min(times)

    assert cost(80_000) < 10 * max(cost(20_000), 0.02)


# ── the option of the command ─────────────────────────────────────────────────────────────────────────────


def test_the_command_raises_and_lowers_them(command: Run) -> None:
    Path("a.txt").write_text(GAPS, encoding="utf-8")
    assert command("check", "a.txt").stdout.count("marker-gap") == 20
    lowered = command("check", "a.txt", "--limit", "line=6,diagnostics=1")
    assert [line.split()[2] for line in lowered.stdout.splitlines()] == ["marker-gap", "more-diagnostics"]
    assert command("check", "a.txt", env={"GANGMU_LIMIT": "diagnostics=2"}).stdout == (
        command("check", "a.txt", "--limit", "diagnostics=2").stdout
    )
    Path("pyproject.toml").write_text('[tool.gangmu]\nlimit = "line=5"\n', encoding="utf-8")
    refused = command("convert", "a.txt")
    assert (refused.exit_code, refused.stderr) == (
        3,
        "a.txt: line 1 has more than 5 characters; break it into lines, or raise the limit with --limit line=N\n",
    )
    assert command("convert", "a.txt", "--limit", "line=6").exit_code == 0


@pytest.mark.parametrize("name", ["convert", "outline", "explain", "check", "validate", "batch"])
def test_every_command_that_reads_knows_them(command: Run, name: str) -> None:
    Path("a.txt").write_text(GAPS, encoding="utf-8")
    where = ["-o", "out"] if name == "batch" else []
    result = command(name, "a.txt", "--limit", "bytes=10", *where)
    assert result.exit_code == 3
    told = Path("out/batch.jsonl").read_text(encoding="utf-8") if where else result.stderr
    assert "it is larger than 10 bytes; split it first, or raise the limit with --limit bytes=N" in told


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("colour=3", "--limit knows no 'colour' (known: bytes, line, table-lines, diagnostics)"),
        ("bytes", "--limit bytes needs a whole number from 1"),
        ("line=0", "--limit line needs a whole number from 1"),
        ("line=1e9", "--limit line needs a whole number from 1"),
    ],
)
def test_a_limit_that_cannot_be_meant_is_wrong_usage(command: Run, asked: str, said: str) -> None:
    result = command("convert", "a.txt", "--limit", asked)
    assert (result.exit_code, result.stderr) == (2, f"gangmu: {said}\n")


def test_every_bound_has_its_name() -> None:
    assert LIMITS == {
        "bytes": "max_bytes",
        "line": "max_line",
        "table-lines": "max_table_lines",
        "diagnostics": "max_diagnostics",
    }
    assert all(isinstance(getattr(DEFAULT, option), int) for option in LIMITS.values())

"""The command `batch`: one row for each input, whatever happens; the same result however often it is interrupted."""

from __future__ import annotations

import base64
import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
import tarfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

import converter
from converter.cli import batching
from converter.scale.columns import column_kinds
from converter.scale.frames import Frame
from converter.scale.inputs import WHOLE, Feed, Source
from converter.scale.journal import Journal
from converter.scale.names import Namer, safe
from converter.scale.progress import Progress
from converter.scale.queue import ANSWERS, widen
from converter.writing import write_all

PLAN = "青砚市人民政府关于湖岸步道的通知\n一、总体要求\n坚持开放。\n三、重点任务\n修复岸线{number}处。\n"
TESTS = Path(__file__).resolve().parent


def plan(number: int = 1) -> str:
    return PLAN.format(number=number)


@pytest.fixture
def docs(command: Run) -> Path:
    """A folder of three documents, in the empty folder that the command runs in."""
    folder = Path("docs/inner")
    folder.mkdir(parents=True)
    for number, name in enumerate(("docs/b.txt", "docs/a.txt", "docs/inner/c.txt")):
        Path(name).write_text(plan(number), encoding="utf-8")
    Path("docs/photo.jpg").write_bytes(b"\xff\xd8")
    return Path("docs")


def rows(path: str = "out/batch.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def content(folder: str) -> dict[str, bytes]:
    """Everything below a folder, hidden files too."""
    paths = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


# ── what goes in and what comes out ───────────────────────────────────────────────────────────────


def test_a_folder_becomes_files_and_a_row_for_each(command: Run, docs: Path) -> None:
    result = command("batch", "docs", "-o", "out", "--jobs", "2")
    assert (result.exit_code, result.stdout) == (0, "")
    assert sorted(content("out")) == ["a.json", "b.json", "batch.json", "batch.jsonl", "inner/c.json"]
    assert Path("out/inner/c.json").read_text(encoding="utf-8") == converter.emit(
        converter.convert("docs/inner/c.txt"), "json"
    )
    made = rows()
    assert [row["source"] for row in made] == ["docs/a.txt", "docs/b.txt", "docs/inner/c.txt"]
    assert [row["file"] for row in made] == ["a.json", "b.json", "inner/c.json"]
    assert made[0]["diagnostics"] == {"marker-gap": 1}
    assert list(made[0]) == list(column_kinds())
    assert "3 documents: ok 3\ndiagnostics: marker-gap 3\nskipped 1 of unknown suffix\n3 converted in " in result.stderr
    assert json.loads(Path("out/batch.json").read_bytes())["statuses"] == {"ok": 3}


@pytest.mark.parametrize("to", ["tei", "outline"])
def test_other_formats(command: Run, docs: Path, to: str) -> None:
    assert command("batch", "docs/a.txt", "-o", "out", "--to", to).exit_code == 0
    file = Path("out", rows()[0]["file"])
    assert file.read_text(encoding="utf-8") == converter.emit(converter.convert("docs/a.txt"), to)


def test_one_table_of_json_lines(command: Run, docs: Path) -> None:
    assert command("batch", "docs", "-o", "out", "--to", "jsonl").exit_code == 0
    assert sorted(content("out")) == ["batch.json", "batch.jsonl"]
    row = rows()[0]
    assert list(row) == [*column_kinds(), "document"]
    assert row["document"] == json.loads(converter.convert("docs/a.txt").model_dump_json())


def test_patterns_and_names_that_lead_nowhere(command: Run, docs: Path) -> None:
    result = command("batch", "docs/**/*.txt", "docs/a.txt", "gone.txt", "*.html", "-o", "out")
    assert result.exit_code == 1
    assert [(row["source"], row["file"], row["error"]) for row in rows()] == [
        ("docs/a.txt", "a.json", None),
        ("docs/b.txt", "b.json", None),
        ("docs/inner/c.txt", "inner/c.json", None),
        ("gone.txt", None, "no such file or folder"),
        ("*.html", None, "no such file or folder"),
    ]


def test_records_of_json_lines(command: Run) -> None:
    page = "<html><body><h1>湖岸通知</h1><p>修复岸线。</p></body></html>"
    lines = [
        json.dumps({"id": "one", "text": plan(), "url": "https://qy.example/1"}),
        "",
        json.dumps({"html": page}),
        "{no json",
        json.dumps({"id": "one", "bytes": base64.b64encode(plan().encode("gb18030")).decode(), "name": "一.txt"}),
    ]
    Path("crawl.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    assert command("batch", "crawl.jsonl.gz", "-o", "out").exit_code == 1
    assert [(row["source"], row["id"], row["uri"], row["status"], row["file"]) for row in rows()] == [
        ("crawl.jsonl.gz#1", "one", "https://qy.example/1", "ok", "crawl.jsonl.gz/one.json"),
        ("crawl.jsonl.gz#3", "crawl.jsonl.gz#3", None, "ok", "crawl.jsonl.gz/3.json"),
        ("crawl.jsonl.gz#4", "crawl.jsonl.gz#4", None, "unreadable", None),
        ("crawl.jsonl.gz#5", "one", None, "ok", "crawl.jsonl.gz/one-2.json"),
    ]
    assert json.loads(Path("out/crawl.jsonl.gz/one-2.json").read_bytes())["source"]["encoding"] == "gb18030"


def test_a_damaged_container_keeps_what_came_before(command: Run) -> None:
    lines = "".join(json.dumps({"id": str(number), "text": plan(number)}) + "\n" for number in range(20))
    packed = gzip.compress(lines.encode() + os.urandom(9000))
    Path("cut.jsonl.gz").write_bytes(packed[:-8000])
    Path("good.txt").write_text(plan(), encoding="utf-8")
    assert command("batch", "cut.jsonl.gz", "good.txt", "-o", "out", "--to", "jsonl").exit_code == 1
    made = rows()
    assert [row["id"] for row in made if row["status"] == "ok"] == [*map(str, range(20)), "good.txt"]
    assert made[-2]["error"] == "the file is damaged here (it ends in the middle)"


def tar_of(members: dict[str, bytes], mode: str = "w") -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return whole.getvalue()


def test_names_of_members_lead_nowhere_else(command: Run) -> None:
    text = plan().encode()
    names = [
        "a/one.txt",
        "../../above.txt",
        "/etc/root.txt",
        "a/../b.txt",
        "C:\\win.txt",
        "nul.txt",
        "x" * 300 + ".txt",
    ]
    Path("shard.tar.gz").write_bytes(tar_of({**dict.fromkeys(names, text), "a/one.json": b"{}"}, "w:gz"))
    result = command("batch", "shard.tar.gz", "-o", "out")
    assert result.exit_code == 0
    assert "skipped 1 of unknown suffix" in result.stderr
    assert [row["id"] for row in rows()] == names
    made = [path.removeprefix("shard.tar.gz/") for path in content("out") if path.startswith("shard.tar.gz/")]
    assert sorted(made)[:6] == ["C_/win.json", "_nul.json", "a/b.json", "a/one.json", "above.json", "etc/root.json"]
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["out", "shard.tar.gz"]


def test_a_tar_that_ends_in_the_middle(command: Run) -> None:
    whole = tar_of({"a.txt": plan().encode(), "b.txt": b"x" * 90_000})
    Path("cut.tar").write_bytes(whole[:30_000])
    assert command("batch", "cut.tar", "-o", "out").exit_code == 1
    assert [row["status"] for row in rows()] == ["ok", "unreadable"]


def warc_of(*responses: tuple[str, bytes], packed: bool = True) -> bytes:
    """A WARC file of HTTP answers, after a record about the crawl; each record packed by itself, as crawlers do."""
    records = [("warcinfo", "", b"software: none\r\n")]
    records += [("response", uri, answer) for uri, answer in responses]
    made = []
    for number, (kind, uri, block) in enumerate(records):
        lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{number}>"]
        lines += [f"WARC-Target-URI: {uri}"] if uri else []
        lines += [f"Content-Length: {len(block)}", "", ""]
        record = "\r\n".join(lines).encode() + block + b"\r\n\r\n"
        made.append(gzip.compress(record) if packed else record)
    return b"".join(made)


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body


PAGE = "<html><body><h1>湖岸通知</h1><p>修复岸线。</p></body></html>".encode()


def test_a_crawl_whose_length_is_no_number(command: Run) -> None:
    """Python reads no number of thousands of digits, and the main process reads this one."""
    whole = warc_of(("https://qy.example/1", answer(PAGE)), packed=False)
    Path("a.warc").write_bytes(whole + b"WARC/1.0\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n")
    assert command("batch", "a.warc", "-o", "out").exit_code == 1
    assert [row["status"] for row in rows()] == ["ok", "unreadable"]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_a_crawl(command: Run, packed: bool) -> None:
    html = "Content-Type: text/html; charset=iso-8859-1"
    chunked = b"".join(b"%x;x=y\r\n%b\r\n" % (len(piece), piece) for piece in (PAGE[:20], PAGE[20:])) + b"0\r\n\r\n"
    whole = warc_of(
        ("https://qy.example/art/1.html", answer(PAGE, html)),
        ("https://qy.example/art/2.html", answer(PAGE[:-60] + b"\xff" + PAGE[-60:], html)),
        ("https://qy.example/3?x=1", answer(gzip.compress(PAGE), html, "Content-Encoding: gzip")),
        ("https://qy.example/4", answer(chunked, html, "Transfer-Encoding: chunked")),
        ("https://qy.example/5", answer(PAGE, html, "Content-Encoding: gzip", "Transfer-Encoding: chunked")),
        ("https://qy.example/6", answer(b"", html, status="404 Not Found")),
        ("https://qy.example/7.png", answer(b"\x89PNG", "Content-Type: image/png")),
        ("https://qy.example/8", answer(b"\x01\x02", html, "Content-Encoding: br")),
        packed=packed,
    )
    Path("crawl.warc.gz" if packed else "crawl.warc").write_bytes(whole)
    result = command("batch", "crawl*", "-o", "out", "--to", "jsonl")
    assert result.exit_code == 1
    made = rows()
    assert [(row["uri"][-6:], row["status"]) for row in made] == [
        ("1.html", "ok"),
        ("2.html", "ok"),
        ("/3?x=1", "ok"),
        ("mple/4", "ok"),
        ("mple/5", "ok"),
        ("mple/8", "unreadable"),
    ]
    assert {row["title"] for row in made if row["status"] == "ok"} == {"湖岸通知"}
    assert (made[0]["id"], made[0]["encoding"]) == ("urn:uuid:1", "utf-8")
    assert made[-1]["error"] == "it is packed with br, which is not read"
    assert json.loads(Path("out/batch.json").read_bytes())["skipped"] == {
        "no document but a part of a page": 1,
        "no page but another answer of the server": 1,
    }


def test_a_crawl_that_ends_in_the_middle(command: Run) -> None:
    whole = warc_of(("https://qy.example/1", answer(PAGE, "Content-Type: text/html")), packed=False)
    Path("cut.warc").write_bytes(whole + whole[:-30])
    assert command("batch", "cut.warc", "-o", "out").exit_code == 1
    assert [row["status"] for row in rows()] == ["ok", "unreadable"]


def test_documents_that_are_too_large_are_not_read(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from converter.scale.containers import records

    def errors(name: str, data: bytes) -> list[str | None]:
        return [getattr(one, "problem", None) for one in records(io.BytesIO(data), name, 1000)]

    large = ("x" * 9000).encode()
    assert errors("a.tar", tar_of({"a.txt": large, "b.txt": b"x"})) == ["it is larger than 1000 bytes", None]
    assert errors("a.jsonl", b'{"text": "%s"}\n{"text": "x"}\n' % large) == ["its line is longer than 3000 bytes", None]
    packed = answer(gzip.compress(large), "Content-Encoding: gzip")
    assert errors("a.warc", warc_of(("https://qy.example/1", packed))) == ["it is larger than 1000 bytes"]
    huge = answer(b"x" * 70_000, "Content-Type: text/html")
    small = answer(b"x", "Content-Type: text/html")
    crawl = warc_of(("https://qy.example/1", huge), ("https://qy.example/2", small))
    assert errors("a.warc", crawl) == ["it is larger than 1000 bytes", None]


# ── Parquet and Zstandard, where they are installed ───────────────────────────────────────────────


def test_parquet_in_and_out(command: Run) -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    pq = pytest.importorskip("pyarrow.parquet")
    table = pa.table({"id": ["a", "b", "c"], "text": [plan(), None, ""], "bytes": [None, plan(2).encode(), None]})
    pq.write_table(table, "in.parquet")
    assert command("batch", "in.parquet", "-o", "out", "--to", "parquet").exit_code == 1
    made = pq.read_table("out/batch.parquet")
    assert made.column_names == [*column_kinds(), "document"]
    found = made.to_pylist()
    assert [(row["id"], row["status"]) for row in found] == [("a", "ok"), ("b", "ok"), ("c", "unreadable")]
    assert found[0]["diagnostics"] == [("marker-gap", 1)]
    assert found[0]["document"] == converter.convert_text(plan(), "a").model_dump_json()
    before = content("out")
    assert "\n0 converted in " in command("batch", "in.parquet", "-o", "out", "--to", "parquet").stderr
    assert content("out") == before


def test_a_parquet_table_is_taken_up(command: Run, docs: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    command("batch", "docs", "-o", "out", "--to", "parquet")
    Path("docs/aa.txt").write_text(plan(9), encoding="utf-8")
    assert "\n1 converted in " in command("batch", "docs", "-o", "out", "--to", "parquet").stderr
    command("batch", "docs", "-o", "quiet", "--to", "parquet")
    assert pq.read_table("out/batch.parquet").to_pylist() == pq.read_table("quiet/batch.parquet").to_pylist()
    assert content("out") == content("quiet")


def test_zstandard(command: Run) -> None:
    zstandard = pytest.importorskip("zstandard", reason="the extra zstd is not installed")
    line = json.dumps({"id": "a", "text": plan()}).encode() + b"\n"
    packed = zstandard.ZstdCompressor().compress(line)
    Path("a.jsonl.zst").write_bytes(packed + packed)
    Path("b.jsonl.zst").write_bytes(packed + packed[:-4])
    assert command("batch", "a.jsonl.zst", "b.jsonl.zst", "-o", "out", "--to", "jsonl").exit_code == 1
    assert [row["status"] for row in rows()] == ["ok", "ok", "ok", "unreadable"]


@pytest.mark.parametrize(("name", "package"), [("a.parquet", "pyarrow"), ("a.jsonl.zst", "zstandard")])
def test_a_package_that_lacks_is_one_sentence(
    command: Run, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    Path(name).write_bytes(b"PAR1" if name.endswith(".parquet") else b"\x28\xb5\x2f\xfd")
    for module in (package, f"{package}.parquet"):
        monkeypatch.setitem(sys.modules, module, None)
    result = command("batch", name, "-o", "out")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert f"needs the package {package}: pip install 'gangmu[" in result.stderr


# ── taken up again ────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_done_twice(command: Run, docs: Path) -> None:
    command("batch", "docs", "-o", "out")
    before = content("out")
    assert "\n0 converted in " in command("batch", "docs", "-o", "out").stderr
    assert content("out") == before


def test_only_what_is_missing_is_done(command: Run, docs: Path) -> None:
    command("batch", "docs", "-o", "out")
    Path("docs/aa.txt").write_text(plan(7), encoding="utf-8")
    Path("docs/b.txt").write_text("%PDF-1.7", encoding="utf-8")
    Path("out/a.json").unlink()
    assert "\n3 converted in " in command("batch", "docs", "-o", "out").stderr
    command("batch", "docs", "-o", "quiet")
    assert content("out") == content("quiet")
    assert "b.json" not in content("out")


def test_other_options_are_another_run(command: Run, docs: Path) -> None:
    command("batch", "docs", "-o", "out")
    before = content("out")
    result = command("batch", "docs", "-o", "out", "--keep-noise")
    assert (result.exit_code, content("out")) == (2, before)
    assert result.stderr == ("gangmu: out holds a run with other options: choose another -o, or add --fresh\n")
    assert command("batch", "docs", "-o", "out", "--keep-noise", "--fresh").exit_code == 0


def test_what_failed_is_done_again_on_demand(command: Run, docs: Path) -> None:
    Path("docs/b.txt").write_bytes(b"")
    assert command("batch", "docs", "-o", "out").exit_code == 1
    assert "\n0 converted in " in command("batch", "docs", "-o", "out").stderr
    assert "\n1 converted in " in command("batch", "docs", "-o", "out", "--retry").stderr


def test_shards_are_the_whole(command: Run, docs: Path) -> None:
    lines = [json.dumps({"id": f"{number}", "text": plan(number)}) for number in range(4)]
    Path("docs/a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    Path("docs/A.TXT").write_text(plan(50), encoding="utf-8")
    command("batch", "docs", "-o", "out")
    for count in (2, 7):
        for index in range(count):
            assert command("batch", "docs", "-o", f"by{count}", "--shard", f"{index}/{count}").exit_code == 0
        made = [row for path in sorted(Path(f"by{count}").glob("batch-*.jsonl")) for row in rows(str(path))]
        assert len(made) == len(rows())
        assert sorted(made, key=lambda row: row["source"]) == sorted(rows(), key=lambda row: row["source"])
        files = {name: data for name, data in content(f"by{count}").items() if not name.startswith("batch")}
        assert files == {name: data for name, data in content("out").items() if not name.startswith("batch")}


# ── killed ────────────────────────────────────────────────────────────────────────────────────────


def started(*arguments: str, code: str = "") -> subprocess.Popen[bytes]:
    """The command as a process of its own; `code` runs before it."""
    program = f"{code}\nfrom converter.cli import main\nmain()"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS)))}
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


@pytest.fixture
def many(command: Run) -> int:
    """Many hundred records and a few files, one of them hostile enough to fail."""
    Path("in").mkdir()
    lines = [json.dumps({"id": f"{number}", "text": plan(number) * 5}) for number in range(600)]
    Path("in/a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for number in range(50):
        Path(f"in/{number:03}.txt").write_text(plan(number) if number % 10 else "", encoding="utf-8")
    return 650


@pytest.mark.parametrize("to", ["json", "jsonl"])
def test_killed_again_and_again_the_result_is_the_same(command: Run, many: int, to: str) -> None:
    assert command("batch", "in", "-o", "quiet", "--to", to, "--jobs", "1").exit_code == 1
    dice = random.Random(20_000)  # noqa: S311 - any moments will do
    kills = 0
    for _ in range(5):
        process = started("batch", "in", "-o", "out", "--to", to, "--jobs", "2")
        _wait_for_rows(process, dice.randrange(1, 4000))
        process.kill()
        kills += process.wait() == -signal.SIGKILL
        process.communicate()
    assert kills >= 1, "nothing was interrupted: the test shows nothing"
    ended = started("batch", "in", "-o", "out", "--to", to, "--jobs", "2")
    _, said = ended.communicate(timeout=120)
    assert ended.returncode == 1, said.decode()
    assert content("out") == content("quiet")
    assert len({row["source"] for row in rows()}) == len(rows()) == many


def _wait_for_rows(process: subprocess.Popen[bytes], size: int) -> None:
    """Until the journal has grown by so many bytes, or all is done."""
    journal = Path("out/.gangmu-batch/journal")
    before = journal.stat().st_size if journal.exists() else 0
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if journal.stat().st_size >= before + size:
                return
        except FileNotFoundError:
            pass
        time.sleep(0.002)


def test_a_torn_journal_is_cut(command: Run, many: int) -> None:
    command("batch", "in", "-o", "quiet")
    process = started("batch", "in", "-o", "out")
    _wait_for_rows(process, 20_000)
    process.kill()
    process.communicate()
    journal = Path("out/.gangmu-batch/journal")
    with journal.open("r+b") as stream:
        stream.truncate(journal.stat().st_size - 7)
    result = command("batch", "in", "-o", "out")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 3), result.exception
    assert content("out") == content("quiet")


@pytest.mark.parametrize(
    "moment",
    [
        "import converter.scale.results as m; m.Results.write = die",
        "import converter.scale.tables as m; m.Lines._line = lambda _, row: die() if b'c.txt' in row.head else b'x'",
        "import converter.scale.journal as m; m.Journal.close = die",
        "import converter.scale.state as m; m.State.close = die",
        "import shutil as m; m.rmtree = die",
    ],
    ids=["before the table", "in the table", "behind the table", "behind the summary", "before the folder goes"],
)
def test_killed_at_the_end(command: Run, docs: Path, moment: str) -> None:
    command("batch", "docs", "-o", "quiet")
    code = f"import os\ndef die(*_, **__): os.kill(os.getpid(), 9)\n{moment}"
    process = started("batch", "docs", "-o", "out", code=code)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert "\n0 converted in " in command("batch", "docs", "-o", "out").stderr
    assert content("out") == content("quiet")


def test_what_was_torn_never_comes_back(tmp_path: Path) -> None:
    first, second = (Frame(json.dumps({"row": word * 9}).encode(), word.encode() * 99) for word in "ab")
    journal = Journal(tmp_path / "journal")
    assert list(journal.scan()) == []
    places = [journal.append(frame) for frame in (first, first, first)]
    journal.close()
    whole = (tmp_path / "journal").read_bytes()
    for cut in range(1, len(whole) // 3 + 1):
        (tmp_path / "journal").write_bytes(whole[:-cut])
        journal = Journal(tmp_path / "journal")
        assert [place for place, _ in journal.scan()] == places[:2]
        assert journal.append(second) == places[2]
        assert [journal.fetch(place) for place in places] == [first, first, second]
        journal.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are a matter of POSIX")
def test_an_interrupt_keeps_what_is_done(command: Run, many: int) -> None:
    process = started("batch", "in", "-o", "out")
    _wait_for_rows(process, 20_000)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.decode() == "what is done is kept; the same command does the rest\ngangmu: interrupted\n"
    visible = [name for name in content("out") if not name.startswith(".")]
    assert all(json.loads(Path("out", name).read_bytes()) for name in visible)
    assert not any(name.startswith("batch") for name in visible)


def test_two_runs_do_not_meet(command: Run, many: int) -> None:
    pytest.importorskip("fcntl", reason="locks are a matter of POSIX")
    process = started("batch", "in", "-o", "out")
    _wait_for_rows(process, 1000)
    result = command("batch", "in", "-o", "out")
    process.kill()
    process.communicate()
    assert result.exit_code == 2
    assert "another run is at work in out" in result.stderr


# ── hostile documents ─────────────────────────────────────────────────────────────────────────────

HOSTILE = (
    "import converter.scale.tasks as t; from dataclasses import replace; import converter.cli.batching as b;"
    "import converter.scale.run as r; real = r.run;"
    "r.run = lambda batch, show: real(replace(batch, setup=replace(batch.setup, work='misbehaving:work')), show)"
)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds the limit of memory")
def test_every_hostile_document_has_its_row(command: Run) -> None:
    words = {"005": "崩溃", "010": "卡死", "015": "吞内存", "020": "退出"}
    Path("in").mkdir()
    for number in range(40):
        text = words.get(f"{number:03}") or ("" if number % 7 == 3 else plan(number))
        Path(f"in/{number:03}.txt").write_text(text, encoding="utf-8")
    arguments = ("batch", "in", "-o", "out", "--to", "jsonl", "--jobs", "2", "--timeout", "1", "--memory", "512")
    process = started(*arguments, code=HOSTILE)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 1, said.decode()
    made = {row["id"][:3]: row["status"] for row in rows()}
    assert Counter(made.values()) == {"ok": 31, "unreadable": 5, "crash": 2, "timeout": 1, "memory": 1}
    assert [made[number] for number in words] == ["crash", "timeout", "memory", "crash"]
    assert b"40 documents: ok 31, unreadable 5, crash 2, " in said


def test_a_rule_that_hangs_costs_its_documents_only(command: Run) -> None:
    """No trick of the tests: a pattern of the user's own that takes exponential time."""
    Path("rules.toml").write_text(
        '[[noise]]\nid = "local-hang"\nzone = "any"\npattern = "(?:湖|湖湖)*岸"\nlongest = 200\n'
        'yes = ["湖岸"]\nno = ["山"]\n',
        encoding="utf-8",
    )
    Path("a.txt").write_text(plan(), encoding="utf-8")
    Path("b.txt").write_text(plan() + "湖" * 150 + "\n", encoding="utf-8")
    result = command("batch", "a.txt", "b.txt", "-o", "out", "--rules", "rules.toml", "--timeout", "2")
    assert result.exit_code == 1, result.stderr
    assert [row["status"] for row in rows()] == ["ok", "timeout"]


# ── names, links, full disks ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("a/b.txt", "a/b.txt"),
        ("../a", "a"),
        ("/a//b/", "a/b"),
        ("..", "_"),
        ("", "_"),
        ("a\x00b\n", "a_b_"),
        (".hidden", "_.hidden"),
        ("a\u202etxt", "a_txt"),
        ("con", "_con"),
        ("a. ", "a"),
        ("\udcff", "_"),
        ("规划*?.txt", "规划__.txt"),
    ],
)
def test_safe_names(name: str, plain: str) -> None:
    assert safe(name) == plain


def test_long_names_stay_apart() -> None:
    first, second = (safe("湖" * 200 + end) for end in "ab")
    assert first != second
    assert max(len(part.encode()) for part in (first, second)) <= 180
    assert len(safe("/".join(["湖岸"] * 500)).encode()) <= 800


def test_names_that_some_systems_take_for_one() -> None:
    namer = Namer(".json")
    assert [namer.file(name) for name in ("a.txt", "A.txt", "a.html", "a-2.txt")] == [
        "a.json",
        "A-2.json",
        "a-3.json",
        "a-2-2.json",
    ]


def test_a_document_called_like_our_own_files(command: Run) -> None:
    Path("batch.txt").write_text(plan(), encoding="utf-8")
    assert command("batch", "batch.txt", "-o", "out").exit_code == 0
    assert sorted(content("out")) == ["batch-2.json", "batch.json", "batch.jsonl"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_link_leads_out_of_the_results(command: Run, docs: Path) -> None:
    Path("out").mkdir()
    Path("elsewhere").mkdir()
    Path("secret").write_text("untouched", encoding="utf-8")
    Path("out/inner").symlink_to("../elsewhere")
    Path("out/a.json").symlink_to("../secret")
    assert command("batch", "docs", "-o", "out").exit_code == 1
    assert [row["error"] for row in rows()] == [None, None, "a link in its path leads out of the folder of the results"]
    assert Path("secret").read_text(encoding="utf-8") == "untouched"
    assert list(Path("elsewhere").iterdir()) == []
    assert not Path("out/a.json").is_symlink()


def test_a_folder_in_the_way_costs_one_document(command: Run, docs: Path) -> None:
    Path("out/a.json/x").mkdir(parents=True)
    assert command("batch", "docs", "-o", "out").exit_code == 1
    assert [row["error"] for row in rows()] == ["cannot be written (is a directory)", None, None]


def test_a_full_disk_is_one_sentence(command: Run, docs: Path) -> None:
    code = (
        "import errno, converter.writing as w; real = w.write_all\n"
        "def full(stream, data):\n"
        "    if b'children' in data:\n"
        "        real(stream, data[:100])\n"
        "        raise OSError(errno.ENOSPC, 'No space left on device', stream.name)\n"
        "    real(stream, data)\n"
        "w.write_all = full"
    )
    process = started("batch", "docs", "-o", "out", code=code)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.decode().endswith("cannot be written (no space left on device); choose another place with -o\n")
    assert said.count(b"\n") == 1
    assert [name for name in content("out") if not name.startswith(".")] == []
    assert command("batch", "docs", "-o", "out").exit_code == 0


def test_a_system_that_takes_few_bytes_at_a_time(tmp_path: Path) -> None:
    class Slow(io.FileIO):
        def write(self, data: Any) -> int:
            return super().write(data[:7])

    with Slow(tmp_path / "a", "w") as stream:
        write_all(stream, b"0123456789" * 3)
    assert (tmp_path / "a").read_bytes() == b"0123456789" * 3


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(command: Run, docs: Path) -> None:
    Path("out").mkdir(mode=0o555)
    result = command("batch", "docs", "-o", "out")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "cannot be written (permission denied); choose another place with -o" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["batch", "docs"],
        ["batch", "docs", "-o", "docs/a.txt"],
        ["batch", "-", "-o", "out"],
        ["batch", "docs", "-o", "."],
        ["batch", "docs", "-o", "out", "--shard", "2/2"],
        ["batch", "docs", "-o", "out", "--shard", "x"],
        ["batch", "docs", "-o", "out", "--jobs", "0"],
        ["batch", "docs", "-o", "out", "--to", "docx"],
    ],
)
def test_wrong_usage(command: Run, docs: Path, arguments: list[str]) -> None:
    before = content(".")
    result = command(*arguments)
    assert (result.exit_code, result.stdout, content(".")) == (2, "", before)
    assert result.stderr.count("\n") == 1


def test_every_input_unreadable(command: Run) -> None:
    assert command("batch", "gone.txt", "-o", "out").exit_code == 3


class Terminal(io.StringIO):
    """A stream that a person reads."""

    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = Feed([Source("a", "a", 100), Source("b", "b", 300)], WHOLE, None, 100)
    progress = Progress(feed)
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    shown = batching._Shown(quiet=False)  # noqa: SLF001
    shown(progress)
    feed.position = 100
    monkeypatch.setattr(Progress, "seconds", 20.0)
    for status in ("ok", "crash"):
        progress.done(f'{{"id":"a","status":"{status}"}}'.encode())
    shown(progress)
    shown.wipe()
    lines = [line.rstrip() for line in stream.getvalue().split("\r") if line.strip()]
    assert lines[0] == "[....................]   0% 0 documents, 0.0 a second, 0 failed"
    assert lines[1] == "[#####...............]  25% 2 documents, 0.1 a second, 1 failed, 1:00 left"


def test_progress_elsewhere_is_a_line_now_and_then(
    docs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    progress = Progress(Feed([Source("a", "a", 100)], WHOLE, None, 100))
    now = time.monotonic()
    shown = batching._Shown(quiet=False)  # noqa: SLF001
    for seconds in (0, 5, 11, 12, 30):
        monkeypatch.setattr(time, "monotonic", lambda then=now + seconds: then)
        shown(progress)
    assert capsys.readouterr().err.count("0 documents, ") == 2


def test_a_fresh_run_is_taken_up_too(command: Run, docs: Path) -> None:
    command("batch", "docs", "-o", "out")
    code = "import os; import converter.scale.results as r; r.Results.write = lambda *_: os.kill(os.getpid(), 9)"
    process = started("batch", "docs", "-o", "out", "--keep-noise", "--fresh", code=code)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert "\n0 converted in " in command("batch", "docs", "-o", "out", "--keep-noise").stderr


def test_quiet(command: Run, docs: Path) -> None:
    assert command("batch", "docs", "-o", "out", "-q").stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a batch from what somebody waits for")
def test_what_puts_answers_away_is_patient() -> None:
    with batching.patience():
        assert os.sched_getscheduler(0) == os.SCHED_BATCH
    assert os.sched_getscheduler(0) == os.SCHED_OTHER


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much a pipe holds")
def test_a_pipe_of_answers_holds_several() -> None:
    import fcntl

    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as pipe, os.fdopen(writer, "wb"):
        widen(pipe)
        assert fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ) >= ANSWERS

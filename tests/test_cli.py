"""The command `gangmu`: which inputs it takes, where results go, what it says and how it ends."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

import converter
from converter import batch, cli, files, pipeline, writing
from converter.cli import reading, say
from converter.emit import EMITTERS, Emitter
from converter.plain import Counts

PLAN = "青砚市人民政府关于湖岸步道的通知\n一、总体要求\n坚持开放。\n(一)基本原则\n先易后难。\n"
ROOT = Path(__file__).resolve().parent.parent


class Text(str):
    """A document as these tests know it: its text, and how many diagnostics it has."""

    __slots__ = ()

    @property
    def diagnostics(self) -> list[str]:
        return [line for line in self.splitlines() if line.startswith("?")]

    @property
    def counts(self) -> Counts:
        return Counts(0, codes=Counter(self.diagnostics))


@pytest.fixture
def run(command: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, run inside an empty folder, with the rooms replaced: a document is its text."""

    def draft(source: files.Input, options: converter.Options) -> Text:
        given = reading.given(source)
        data: bytes = given.read_bytes() if isinstance(given, Path) else given.read()
        if data.startswith(b"%PDF"):
            raise converter.ConverterError(Path(source.shown).name, "it is a PDF file", "save its text first")
        if data.startswith(b"BUG"):
            raise ZeroDivisionError("a fault of ours")
        return Text(data.decode(options.encoding or "utf-8"))

    def emit(document: Any, to: str) -> str:
        return f"[{to}] {document}"

    def emitter(to: str) -> Emitter:
        write = None if EMITTERS[to].write is None else lambda document: iter([emit(document, to).encode()])
        return EMITTERS[to]._replace(emit=lambda document: emit(document, to), write=write)

    monkeypatch.setattr(reading, "draft", draft)
    monkeypatch.setattr(pipeline, "document_of", lambda draft: draft)
    monkeypatch.setitem(vars(converter), "emit", emit)
    for to in ("json", "tei", "outline"):
        monkeypatch.setitem(EMITTERS, to, emitter(to))
    return command


@pytest.fixture
def make() -> Callable[..., None]:
    """Write files with small texts, folders included."""

    def write(*names: str, text: str = PLAN) -> None:
        for name in names:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, encoding="utf-8")

    return write


def tree(folder: str) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file())


def gangmu(*arguments: str, **keywords: Any) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own."""
    command = [sys.executable, "-m", "converter", *arguments]
    return subprocess.run(command, capture_output=True, cwd=ROOT, timeout=120, check=False, **keywords)


# ── where results go ──────────────────────────────────────────────────────────────────────────────


def test_one_input_goes_to_standard_output(run: Run, make: Callable[..., None]) -> None:
    make("plan.txt")
    result = run("convert", "plan.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == f"[json] {PLAN}".encode()


@pytest.mark.parametrize("name", ["-", "plan.txt"])
def test_dash_is_a_standard_stream(run: Run, make: Callable[..., None], name: str) -> None:
    make("plan.txt")
    result = run("convert", name, "-o", "-", "--to", "tei", input=PLAN)
    assert (result.exit_code, result.stdout) == (0, f"[tei] {PLAN}")


def test_standard_input_can_go_to_a_folder(run: Run) -> None:
    assert run("convert", "-", "-o", "out/", input=PLAN).exit_code == 0
    assert tree("out") == ["stdin.json"]


@pytest.mark.parametrize(
    ("to", "name"), [("json", "plan.json"), ("tei", "plan.tei.xml"), ("outline", "plan.outline.txt")]
)
def test_results_are_named_after_the_input(run: Run, make: Callable[..., None], to: str, name: str) -> None:
    make("plan.txt")
    assert run("convert", "plan.txt", "-t", to, "-o", "out/").exit_code == 0
    assert tree("out") == [name]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("plan.dat", "plan.json"),
        ("plan.v2.TXT", "plan.v2.json"),
        ("plan", "plan.json"),
        ("plan-1.2", "plan-1.2.json"),
        ("青砚规划.第2版", "青砚规划.第2版.json"),
    ],
)
def test_a_named_file_of_any_suffix_is_converted(run: Run, make: Callable[..., None], source: str, name: str) -> None:
    make(source)
    assert run("convert", source, "-o", "out/").exit_code == 0
    assert tree("out") == [name]


@pytest.mark.parametrize("out", ["out", "out/", "deep/er/out/"])
def test_what_names_a_folder(run: Run, make: Callable[..., None], out: str) -> None:
    make("a.txt")
    if out == "out":
        Path(out).mkdir()
    assert run("convert", "a.txt", "-o", out).exit_code == 0
    assert tree(out) == ["a.json"]


def test_what_names_a_file(run: Run, make: Callable[..., None]) -> None:
    make("a.txt")
    assert run("convert", "a.txt", "-o", "deep/result.xml", "--to", "tei").exit_code == 0
    assert Path("deep/result.xml").read_text(encoding="utf-8") == f"[tei] {PLAN}"


def test_a_folder_keeps_its_inner_structure(run: Run, make: Callable[..., None]) -> None:
    make("docs/a.txt", "docs/north/a.md", "docs/north/deep/b.text")
    result = run("convert", "docs", "-o", "out")
    assert result.exit_code == 0
    assert tree("out") == ["a.json", "north/a.json", "north/deep/b.json"]
    assert result.stdout == ""
    assert "converted 3 of 3 documents, 0 failed, 0 diagnostics, " in result.stderr


def test_results_use_plain_line_ends(run: Run, make: Callable[..., None]) -> None:
    make("a.txt")
    run("convert", "a.txt", "-o", "a.json")
    assert Path("a.json").read_bytes() == f"[json] {PLAN}".encode()


# ── what is taken from a folder ───────────────────────────────────────────────────────────────────


def test_unknown_suffixes_are_skipped_with_a_note(run: Run, make: Callable[..., None]) -> None:
    make("docs/a.txt", "docs/a.csv", "docs/b.csv", "docs/c.csv", "docs/d.csv", "docs/.hidden.txt", "docs/.git/a.txt")
    result = run("convert", "docs", "-o", "out")
    assert (result.exit_code, tree("out")) == (0, ["a.json"])
    assert "skipped 4 of unknown suffix: docs/a.csv, docs/b.csv, docs/c.csv, …" in result.stderr
    assert "skipped 2 hidden: docs/.git, docs/.hidden.txt" in result.stderr


def test_results_are_not_read_again(run: Run, make: Callable[..., None]) -> None:
    make("docs/a.txt")
    for _ in range(2):
        assert run("convert", "docs", "-o", "docs/out", "--to", "outline").exit_code == 0
        assert run("convert", "docs", "-o", "docs", "--to", "outline").exit_code == 0
    assert tree("docs") == ["a.outline.txt", "a.txt", "out/a.outline.txt"]


def test_links_to_folders_are_not_followed(run: Run, make: Callable[..., None]) -> None:
    make("docs/a.txt")
    Path("docs/loop").symlink_to(".", target_is_directory=True)
    Path("docs/gone.txt").symlink_to("nowhere")
    result = run("convert", "docs", "-o", "out")
    assert (result.exit_code, tree("out")) == (0, ["a.json"])
    assert "a link to a folder: docs/loop" in result.stderr
    assert "not a regular file: docs/gone.txt" in result.stderr


def test_a_folder_without_documents_is_a_problem(run: Run, make: Callable[..., None]) -> None:
    make("docs/a.csv")
    result = run("convert", "docs", "-o", "out")
    assert result.exit_code == 3
    assert "docs: no document in this folder" in result.stderr


# ── what is refused before any work ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("inputs", [["a/plan.txt", "b/plan.md"], ["a", "b"], ["a/plan.txt", "a/plan.txt"]])
def test_two_results_of_one_name_are_refused(run: Run, make: Callable[..., None], inputs: list[str]) -> None:
    make("a/plan.txt", "b/plan.md")
    result = run("convert", *inputs, "-o", "out")
    assert result.exit_code == 2
    assert "a/plan.txt" in result.stderr
    assert inputs[1] in result.stderr
    assert not Path("out").exists()


@pytest.mark.parametrize("out", ["plan.txt", "./plan.txt", "linked/plan.txt"])
def test_a_result_never_overwrites_an_input(run: Run, make: Callable[..., None], out: str) -> None:
    make("plan.txt")
    Path("linked").symlink_to(".", target_is_directory=True)
    result = run("convert", "plan.txt", "-o", out)
    assert result.exit_code == 2
    assert "would overwrite the input plan.txt" in result.stderr
    assert Path("plan.txt").read_text(encoding="utf-8") == PLAN


def test_a_result_never_overwrites_another_input(run: Run, make: Callable[..., None]) -> None:
    make("plan.txt", "plan.json")
    result = run("convert", "plan.txt", "plan.json", "-o", ".")
    assert result.exit_code == 2
    assert Path("plan.json").read_text(encoding="utf-8") == PLAN


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_link_leads_out_of_the_folder_of_results(run: Run, make: Callable[..., None]) -> None:
    make("docs/a.txt", "docs/inner/b.txt", "secret", "out/real.json")
    Path("out/inner").symlink_to("..")
    result = run("convert", "docs", "-o", "out")
    assert (result.exit_code, tree("out")) == (2, ["real.json"])
    assert "out/inner/b.json is a link that leads out of the folder of the results" in result.stderr
    Path("out/inner").unlink()
    Path("out/a.json").symlink_to("../secret")
    assert run("convert", "docs", "-o", "out").exit_code == 2
    assert Path("secret").read_text(encoding="utf-8") == PLAN
    Path("out/a.json").unlink()
    Path("out/a.json").symlink_to("real.json")
    assert run("convert", "docs", "-o", "out").exit_code == 0
    Path("linked").symlink_to("out")
    assert run("convert", "docs", "-o", "linked").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", "a.txt", "b.txt"],
        ["convert", "docs"],
        ["convert", "docs", "-o", "-"],
        ["convert", "a.txt", "b.txt", "-o", "b.csv"],
        ["convert", "a.txt", "-o", ""],
        ["convert", "a.txt", "--to", "docx"],
        ["convert", "a.txt", "--encoding", "klingon"],
        ["convert", ""],
        ["convert"],
        ["outline"],
        ["translate", "a.txt"],
    ],
)
def test_wrong_usage(run: Run, make: Callable[..., None], arguments: list[str]) -> None:
    make("a.txt", "b.txt", "b.csv", "docs/a.txt")
    before = tree(".")
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
    assert tree(".") == before


# ── what goes wrong, and how it ends ──────────────────────────────────────────────────────────────


def test_a_missing_input_is_one_sentence(run: Run) -> None:
    result = run("convert", "gone.txt")
    assert result.exit_code == 3
    assert result.stderr == "gone.txt: no such file or folder; check the name\n"


def test_the_others_are_still_converted(run: Run, make: Callable[..., None]) -> None:
    make("a.txt", "b.txt")
    make("in/scan.txt", text="%PDF-1.7")
    result = run("convert", "a.txt", "gone.txt", "in/scan.txt", "b.txt", "-o", "out")
    assert (result.exit_code, tree("out")) == (1, ["a.json", "b.json"])
    assert "gone.txt: no such file or folder" in result.stderr
    assert "in/scan.txt: it is a PDF file; save its text first\n" in result.stderr
    assert "converted 2 of 4 documents, 2 failed, 0 diagnostics, " in result.stderr


def test_every_input_unreadable(run: Run, make: Callable[..., None]) -> None:
    make("a.txt", "b.txt", text="%PDF-1.7")
    assert run("convert", "a.txt", "b.txt", "-o", "out").exit_code == 3
    assert not Path("out").exists()


def test_a_fault_of_ours_is_one_sentence(run: Run, make: Callable[..., None]) -> None:
    make("a.txt", text="BUG")
    make("b.txt")
    result = run("convert", "a.txt", "b.txt", "-o", "out")
    assert (result.exit_code, tree("out")) == (1, ["b.json"])
    assert "a.txt: internal error (ZeroDivisionError); please report it" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_fault_of_ours_can_be_looked_into(run: Run, make: Callable[..., None]) -> None:
    make("a.txt", text="BUG")
    result = run("convert", "a.txt", env={"GANGMU_DEBUG": "1"})
    assert result.exit_code == 1
    assert "ZeroDivisionError: a fault of ours" in result.stderr
    assert "Traceback" in result.stderr


def test_a_fault_outside_of_documents_is_one_sentence_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise KeyError("gone")

    monkeypatch.setattr(cli, "app", fail)
    with pytest.raises(SystemExit) as ending:
        cli.main()
    assert ending.value.code == 1
    assert capsys.readouterr().err.startswith("gangmu: internal error (KeyError)")


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ({}, 0),
        ({"done": 2, "replaced": 1}, 0),
        ({"done": 2, "unreadable": 1}, 1),
        ({"replaced": 1, "failed": 1}, 1),
        ({"failed": 1}, 1),
        ({"failed": 1, "unreadable": 1}, 1),
        ({"unreadable": 2}, 3),
    ],
)
def test_exit_codes(outcomes: dict[batch.Outcome, int], code: int) -> None:
    assert batch.exit_code(Counter(outcomes)) == code


def test_interrupt_ends_in_one_line(run: Run, make: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    make("a.txt", "b.txt")
    interrupted = EMITTERS["json"]._replace(write=lambda _: signal.raise_signal(signal.SIGINT))  # type: ignore[arg-type, return-value]
    monkeypatch.setitem(EMITTERS, "json", interrupted)
    result = run("convert", "a.txt", "b.txt", "-o", "out")
    assert (result.exit_code, result.stderr) == (130, "gangmu: interrupted\n")


# ── writing ───────────────────────────────────────────────────────────────────────────────────────


def test_replacing_is_allowed_but_not_silent(run: Run, make: Callable[..., None]) -> None:
    make("docs/a.txt", "docs/b.txt")
    assert "replaced" not in run("convert", "docs", "-o", "out").stderr
    make("docs/c.txt")
    assert " s, replaced 2 existing files\n" in run("convert", "docs", "-o", "out").stderr
    assert run("convert", "docs/a.txt", "-o", "out").stderr == "replaced 1 existing file\n"
    assert run("convert", "docs", "-o", "out", "-q").stderr == ""


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failed_write_leaves_the_old_file(
    run: Run, make: Callable[..., None], monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    make("a.txt")
    make("out/a.json", text="old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", fail)
    result = run("convert", "a.txt", "-o", "out")
    assert tree("out") == ["a.json"]
    assert Path("out/a.json").read_text(encoding="utf-8") == "old"
    if isinstance(error, OSError):
        assert result.exit_code == 1
        assert "out/a.json: cannot be written (no space left on device)" in result.stderr
    else:
        assert result.exit_code == 130


def test_a_full_disk_ends_the_run_in_one_sentence(
    run: Run, make: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    make("a.txt", "b.txt", "c.txt")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    result = run("convert", "a.txt", "b.txt", "c.txt", "-o", "out")
    assert (result.exit_code, tree("out")) == (1, [])
    assert result.stderr == (
        "gangmu: out/a.json: cannot be written (no space left on device); choose another place with -o\n"
    )


def test_a_result_that_cannot_be_written_stops_no_other(run: Run, make: Callable[..., None]) -> None:
    make("a.txt", "b.txt")
    Path("out/a.json").mkdir(parents=True)
    result = run("convert", "a.txt", "b.txt", "-o", "out")
    assert (result.exit_code, tree("out")) == (1, ["b.json"])
    assert "out/a.json: cannot be written" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a matter of POSIX")
def test_modes_are_those_of_a_normal_file(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        writing.write(tmp_path / "new.json", [b"{}"])
    finally:
        os.umask(old)
    assert (tmp_path / "new.json").stat().st_mode & 0o777 == 0o640
    (tmp_path / "new.json").chmod(0o604)
    assert writing.write(tmp_path / "new.json", [b"[]"])
    assert (tmp_path / "new.json").stat().st_mode & 0o777 == 0o604


def test_what_breaks_off_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"{" * 100_000
        raise ZeroDivisionError

    path = tmp_path / "old.json"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        writing.write(path, pieces())
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("old.json", b"old")]


def test_writing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old", encoding="utf-8")
    (tmp_path / "link.json").symlink_to("real.json")
    assert writing.write(tmp_path / "link.json", [b"ne", b"w"])
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no such device here")
def test_a_device_is_written_to_and_not_replaced(run: Run, make: Callable[..., None]) -> None:
    make("a.txt")
    result = run("convert", "a.txt", "-o", "/dev/null")
    assert (result.exit_code, result.stderr) == (0, "")
    assert Path("/dev/null").is_char_device()


# ── other commands ────────────────────────────────────────────────────────────────────────────────


def test_outline_of_one_input_has_no_header(run: Run, make: Callable[..., None]) -> None:
    make("a.txt")
    assert run("outline", "a.txt").stdout == f"[outline] {PLAN}"


def test_outline_of_several_has_headers(run: Run, make: Callable[..., None]) -> None:
    make("docs/a.txt", "docs/b.txt", text="一、甲\n")
    result = run("outline", "gone.txt", "docs")
    assert result.exit_code == 1
    assert result.stdout == "==> docs/a.txt <==\n[outline] 一、甲\n\n==> docs/b.txt <==\n[outline] 一、甲\n"


def test_version(run: Run) -> None:
    result = run("--version")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"gangmu {converter.__version__} (schema 1.")
    assert sys.version.split()[0] in result.stdout


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_help(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    for command in ("convert", "outline", "check", "validate", "rules", "schema"):
        assert command in result.stdout


# ── terminals and their encodings ─────────────────────────────────────────────────────────────────


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _jobs(*names: str) -> list[files.Job]:
    return [files.Job(files.Input(name, Path(name), Path(name)), None) for name in names]


def test_progress_shows_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, jobs, quiet, shown in (
        (_Terminal(), _jobs("a", "b"), False, True),
        (_Terminal(), _jobs("a", "b"), True, False),
        (_Terminal(), _jobs("a"), False, False),
        (io.StringIO(), _jobs("a", "b"), False, False),
    ):
        monkeypatch.setattr(sys, "stderr", stream)
        assert list(say.counted(jobs, quiet)) == jobs
        assert ("2/2" in stream.getvalue()) is shown
    screen = _Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys, "stdout", screen)
    assert list(say.counted(_jobs("a", "b"), quiet=False))
    assert screen.getvalue() == "", "results on the terminal are progress enough"


def test_names_that_would_break_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(buffer, encoding="ascii", errors="strict"))
    say.show("plan\udcff\x1b[2J青.txt: gone")
    assert buffer.getvalue() == b"plan\\udcff\\x1b[2J\\u9752.txt: gone\n"


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_lone_surrogates_in_file_names(run: Run, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    name = os.fsencode(tmp_path / "docs") + b"/plan\xff.txt"
    Path(os.fsdecode(name)).write_text(PLAN, encoding="utf-8")
    result = run("outline", "docs", os.fsdecode(name[:-4]) + "?.txt")
    assert result.exit_code == 1
    assert "plan\\udcff" in result.stdout
    assert "plan\\udcff?.txt: no such file" in result.stderr
    assert run("convert", "docs", "-o", "out").exit_code == 0
    assert [os.fsencode(path.name) for path in Path("out").iterdir()] == [b"plan\xff.json"]


# ── the real command, as a process ────────────────────────────────────────────────────────────────


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a run of the command loads."""
    code = (
        "import sys, converter.cli\n"
        f"sys.argv = ['gangmu', *{arguments!r}]\n"
        "try: converter.cli.main()\n"
        "except SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, timeout=60, check=True)
    return set(result.stderr.decode().split())


def test_help_loads_no_model_and_no_rooms() -> None:
    modules = loaded_by("--help")
    assert modules & {"pydantic", "pydantic_core", "lxml", "regex", "rich", "jsonschema"} == set()
    ours = {name.split(".")[1] for name in modules if name.startswith("converter.")}
    assert ours == {
        "batch",
        "cli",
        "collector",
        "emit",
        "errors",
        "files",
        "messages",
        "options",
        "patterns",
        "rules",
        "settings",
        "writing",
    }


@pytest.mark.parametrize("limits", [[], ["--limit", "bytes=90000", "--quiet"]])
def test_json_of_a_text_needs_no_model(limits: list[str]) -> None:
    """pydantic takes as long to load as a short document to convert; typer's would load it for any text."""
    modules = loaded_by("convert", "samples/notice/source.txt", *limits)
    assert "converter.build" in modules
    assert modules & {"pydantic", "lxml", "converter.model", "converter.cli.findings"} == set()


def test_bytes_in_bytes_out_whatever_the_locale() -> None:
    poor = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    result = gangmu("convert", "-", input=PLAN.encode("gb18030"), env=poor)
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"\r" not in result.stdout
    assert json.loads(result.stdout.decode("utf-8"))["source"]["name"] == "stdin"
    assert "坚持开放。" in result.stdout.decode("utf-8")


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["convert", "gone.txt"], 3), (["convert"], 2)])
def test_exit_codes_of_the_process(arguments: list[str], code: int) -> None:
    result = gangmu(*arguments)
    assert result.returncode == code
    assert b"Traceback" not in result.stderr


def test_real_results(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "scan.txt").write_bytes(b"%PDF-1.7")
    result = gangmu("convert", str(tmp_path), "-o", str(tmp_path / "out"))
    assert result.returncode == 1
    assert result.stderr.decode().startswith(str(tmp_path / "scan.txt") + ": ")
    assert json.loads((tmp_path / "out/plan.json").read_bytes())["source"]["name"] == "plan.txt"
    assert "一、" in gangmu("outline", str(tmp_path / "plan.txt")).stdout.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_real_results_of_an_undecodable_name(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/plan\xff.txt")
    Path(name).write_text(PLAN, encoding="utf-8")
    for to in converter.EMITTERS:
        result = gangmu("convert", name, "--to", to)
        assert (result.returncode, b"no table" in result.stderr or not result.stderr) == (0, True)


def test_real_schema() -> None:
    assert gangmu("schema").stdout.decode() == converter.schema_text()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
@pytest.mark.parametrize("arguments", [["schema"], ["outline", "-"], ["--help"]])
def test_a_reader_that_leaves_is_no_error(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "converter", *arguments]
    with os.fdopen(writer, "wb") as stdout:
        result = subprocess.run(
            command, stdout=stdout, stderr=subprocess.PIPE, input=PLAN.encode(), cwd=ROOT, timeout=60, check=False
        )
    assert result.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_is_one_sentence() -> None:
    with Path("/dev/full").open("wb") as stdout:
        command = [sys.executable, "-m", "converter", "schema"]
        result = subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, cwd=ROOT, timeout=60, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith(b"gangmu: standard output: cannot be written (no space left on device)")
    assert result.stderr.count(b"\n") == 1

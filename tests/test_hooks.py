"""What other teams put into their pipelines: the hooks of pre-commit, the action of GitHub, the job of GitLab."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from lxml import etree
from ruamel.yaml import YAML
from test_cli_findings import GAP, GOOD
from workbench import _pretend_venv

import converter
from converter.checks.records import SUFFIXES as CONVERTED
from converter.files import SUFFIXES

HOOKS = ".pre-commit-hooks.yaml"
ACTION = "action.yml"
JOB = ".ci/gangmu.gitlab-ci.yml"


def loaded(name: str) -> Any:
    return YAML(typ="safe").load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Somebody's project: a good document, a bad one, and a source with a gap."""
    folder = tmp_path / "their project"
    documents = folder / "documents"
    documents.mkdir(parents=True)
    good = converter.convert_text(GOOD).model_dump_json()
    (documents / "good.json").write_text(good, encoding="utf-8")
    (documents / "bad one.json").write_text(good.replace('"level":1', '"level":"1"', 1), encoding="utf-8")
    (folder / "plan.txt").write_text(GAP, encoding="utf-8")
    return folder


def bash(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("the scripts are written for bash")
    own = {"PYTHONPATH": str(ROOT), "GANGMU_LANG": "en", "PYTHONDONTWRITEBYTECODE": "1"}
    # As GitHub runs a step of a composite action, and GitLab a line of a job.
    command = [shell, "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    environment = os.environ | own | variables
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def judged(name: str, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# ── pre-commit ────────────────────────────────────────────────────────────────────────────────────


def test_each_hook_takes_the_files_of_its_command() -> None:
    validate, check = loaded(HOOKS)
    for suffix in CONVERTED:
        assert re.search(validate["files"], f"documents/plan{suffix}")
    for suffix in SUFFIXES:
        assert re.search(check["files"], f"sources/plan{suffix}")
    for name in ("plan.json5", "plan.xml", "json", "plan.txt.bak"):
        assert not re.search(validate["files"], name) and not re.search(check["files"], name)


def test_hooks_have_what_pre_commit_demands() -> None:
    for hook in loaded(HOOKS):
        assert {"id", "name", "entry", "language"} <= set(hook)
        assert hook["language"] == "python"
        assert all(isinstance(value, str) for value in hook.values())
    assert [hook["id"] for hook in loaded(HOOKS)] == ["gangmu-validate", "gangmu-check"]


def pre_commit(*arguments: str, folder: Path, path: str = "") -> subprocess.CompletedProcess[str]:
    own = {"PYTHONPATH": str(ROOT), "PRE_COMMIT_HOME": str(folder / "home"), "GANGMU_LANG": "en"}
    own["PATH"] = f"{path}{os.pathsep}{os.environ['PATH']}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | own
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_pre_commit_accepts_the_hooks(tmp_path: Path) -> None:
    done = pre_commit("validate-manifest", str(ROOT / HOOKS), folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("git") is None, reason="pre-commit works on a repository of git")
def test_pre_commit_runs_the_hooks(project: Path) -> None:
    """As `try-repo` would, but for the installation, which needs a network: the program is the one at hand."""
    _pretend_venv(project / "env" / "bin")
    hooks = [{**hook, "language": "system"} for hook in loaded(HOOKS)]
    config = {"repos": [{"repo": "local", "hooks": hooks}], "exclude": "^(env|home)/|config"}
    (project / ".pre-commit-config.yaml").write_text(json.dumps(config), encoding="utf-8")
    for command in ("git init -q", "git add documents/good.json .pre-commit-config.yaml"):
        subprocess.run(command.split(), cwd=project, check=True)
    done = pre_commit("run", "--all-files", folder=project, path=str(project / "env" / "bin"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Passed") == 1 and done.stdout.count("Skipped") == 1, done.stdout
    subprocess.run(["git", "add", "documents", "plan.txt"], cwd=project, check=True)  # noqa: S607
    done = pre_commit("run", "--all-files", folder=project, path=str(project / "env" / "bin"))
    assert done.returncode == 1
    for words in (
        "id: gangmu-validate",
        "documents/bad one.json:1:",
        "id: gangmu-check",
        "plan.txt:6: warning marker-gap",
    ):
        assert words in done.stdout


# ── GitHub ────────────────────────────────────────────────────────────────────────────────────────


def test_github_accepts_the_action() -> None:
    judged(ACTION, "vendor.github-actions")


def test_inputs_of_the_action_are_no_text_of_its_scripts() -> None:
    for step in loaded(ACTION)["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize(
    ("command", "files", "options", "code", "words"),
    [
        ("validate", "documents/good.json\n", "", 0, ""),
        (
            "validate",
            "documents/good.json\ndocuments/bad one.json\n",
            "",
            1,
            "::error file=documents/bad one.json,line=1,",
        ),
        ("validate", "documents/*.json", "", 1, "title=gangmu wrong-type::"),
        ("validate", "documents", "--ignore=wrong-type", 0, ""),
        ("validate", "documents", "--exit-zero\n--lang=zh\n", 0, "应为整数，实为文本。"),
        (
            "check",
            "plan.txt",
            "--ignore=marker-repaired",
            1,
            "::warning file=plan.txt,line=6,title=gangmu marker-gap::",
        ),
        ("validate", "$(touch forged)", "", 3, ""),
    ],
)
def test_the_action_runs(project: Path, command: str, files: str, options: str, code: int, words: str) -> None:
    _pretend_venv(project / "temp" / "gangmu" / "bin")
    [step] = [step for step in loaded(ACTION)["runs"]["steps"] if step.get("name") == "Run"]
    assert set(step["env"]) == {"COMMAND", "FILES", "OPTIONS"}
    done = bash(step["run"], project, RUNNER_TEMP=str(project / "temp"), COMMAND=command, FILES=files, OPTIONS=options)
    assert done.returncode == code, done.stderr
    assert words in done.stdout and bool(words) is bool(done.stdout)
    assert not (project / "forged").exists()


# ── GitLab ────────────────────────────────────────────────────────────────────────────────────────


def test_gitlab_accepts_the_job() -> None:
    judged(JOB, "vendor.gitlab-ci")


@pytest.mark.parametrize(("documents", "code", "failures"), [("documents/good.json", 0, "0"), ("documents", 1, "1")])
def test_the_job_runs_and_leaves_its_report(project: Path, documents: str, code: int, failures: str) -> None:
    [job] = loaded(JOB).values()
    _pretend_venv(project / ".gangmu" / "bin")
    done = bash("\n".join(job["script"]), project, DOCUMENTS=documents)
    assert done.returncode == code, done.stderr
    report = etree.parse(str(project / job["artifacts"]["reports"]["junit"])).getroot()
    assert report.get("failures") == failures


def test_what_the_readmes_show_is_what_there_is() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        blocks = re.findall(
            r"^```yaml\n(.*?)^```$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        )
        hooks, [step] = (YAML(typ="safe").load(block) for block in blocks)
        [repository] = hooks["repos"]
        assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in loaded(HOOKS)]
        assert set(step["with"]) <= set(loaded(ACTION)["inputs"])
        assert all(re.compile(hook["files"]) for hook in repository["hooks"])

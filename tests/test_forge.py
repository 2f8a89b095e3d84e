"""What the forge reads: workflow, issue forms and hooks, held against real linters; none of them uses the network."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest
import yaml
from project import PROJECT

WORKFLOW = PROJECT / ".github" / "workflows" / "check.yml"
FORMS = PROJECT / ".github" / "ISSUE_TEMPLATE"
SCHEMAS = {
    "vendor.github-workflows": [".github/workflows/check.yml"],
    "custom.github-workflows-require-timeout": [".github/workflows/check.yml"],
    "vendor.github-issue-forms": [
        ".github/ISSUE_TEMPLATE/wrong-cell.yml",
        ".github/ISSUE_TEMPLATE/propose-article.yml",
    ],
    "vendor.github-issue-config": [".github/ISSUE_TEMPLATE/config.yml"],
    "vendor.dependabot": [".github/dependabot.yml"],
    "vendor.citation-file-format": ["CITATION.cff"],
}


def schema_check(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--no-cache", "--builtin-schema", schema, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def audit(folder: Path) -> list[str]:
    """The names of what zizmor finds in the workflows, hooks and update rules of a folder."""
    program = shutil.which("zizmor", path=os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")]))
    assert program, "zizmor is one of the test dependencies"
    options = ["--offline", "--no-config", "--no-ignores", "--collect=all", "--strict-collection", "--persona=auditor"]
    done = subprocess.run(
        [program, *options, "--format=json", str(folder)], capture_output=True, text=True, check=False
    )
    assert done.stdout, done.stderr
    return [finding["ident"] for finding in json.loads(done.stdout)]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_each_file_is_what_its_schema_says(schema):
    done = schema_check(schema, *(PROJECT / file for file in SCHEMAS[schema]))
    assert done.returncode == 0, done.stdout


def test_no_file_of_the_forge_is_left_out():
    files = {file for names in SCHEMAS.values() for file in names if file.startswith(".github/")}
    found = {file.relative_to(PROJECT).as_posix() for file in (PROJECT / ".github").rglob("*.yml")}
    assert found == files


def test_a_wrong_key_of_a_workflow_is_found(tmp_path):
    wrong = tmp_path / "check.yml"
    wrong.write_text(WORKFLOW.read_text(encoding="utf-8").replace("runs-on:", "run-on:"), encoding="utf-8")
    assert schema_check("vendor.github-workflows", wrong).returncode == 1


def test_the_workflow_gives_a_stranger_nothing(tmp_path):
    for name in (".github/workflows", ".github/dependabot.yml", ".pre-commit-config.yaml", ".pre-commit-hooks.yaml"):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (PROJECT / name).is_dir() else shutil.copy)(PROJECT / name, target)
    assert audit(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('run: comity diff "origin/$BASE"', "run: comity diff ${{ github.head_ref }}", "template-injection"),
        (re.compile(r"checkout@\w+ # v[\d.]+"), "checkout@v7", "unpinned-uses"),
        ("  pull_request:\n", "  pull_request_target:\n", "dangerous-triggers"),
        ("permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("persist-credentials: false", "persist-credentials: true", "artipacked"),
    ],
)
def test_a_hole_in_the_workflow_is_found(tmp_path, old, new, found):
    text = WORKFLOW.read_text(encoding="utf-8")
    holed = old.sub(new, text) if isinstance(old, re.Pattern) else text.replace(old, new)
    assert holed != text
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "check.yml").write_text(holed, encoding="utf-8")
    assert found in audit(tmp_path)


def workflow() -> dict:
    # YAML 1.1 takes `on` for a truth value, GitHub does not.
    return yaml.load(WORKFLOW.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps() -> list[dict]:
    return [step for job in workflow()["jobs"].values() for step in job["steps"]]


def test_no_script_holds_an_expression():
    scripts = [step["run"] for step in steps() if "run" in step]
    assert scripts
    assert not [script for script in scripts if "${{" in script]


def test_every_job_has_a_bound_and_can_only_read():
    for job in workflow()["jobs"].values():
        assert int(job["timeout-minutes"]) <= 20
        assert job["permissions"] == {"contents": "read"}
    assert workflow()["permissions"] == {}


def test_only_pinned_and_hashed_packages_are_installed():
    installs = [line for step in steps() for line in step.get("run", "").splitlines() if "pip install" in line]
    assert installs
    assert all("--require-hashes -r requirements.lock" in line or "--no-deps" in line for line in installs)


def test_the_tests_run_on_every_version_that_is_promised():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = [entry.rsplit(" ", 1)[1] for entry in project["classifiers"] if "Python :: 3." in entry]
    assert workflow()["jobs"]["tests"]["strategy"]["matrix"]["python"] == promised


def test_the_scripts_are_shell():
    if not shutil.which("bash"):
        pytest.skip("needs bash")
    for step in steps():
        done = subprocess.run(["bash", "-n"], input=step.get("run", ""), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_the_hooks_run_what_there_is():
    (local,) = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    entries = {hook["id"]: hook["entry"].split() for hook in local["hooks"]}
    assert entries["comity-check"] == ["python", "build_data.py", "--check"]
    assert {tuple(entry[:3]) for name, entry in entries.items() if name != "comity-check"} == {("python", "-m", "ruff")}
    (hook,) = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == "comity-check"
    assert re.search(hook["files"], "codings/a.yaml")
    assert not re.search(hook["files"], "tests/codings/a.yaml")
    assert hook["entry"].split() == ["comity", "check"]


def test_the_forms_ask_for_tables_that_there_are():
    from comity.tables import TABLES, VOCABULARIES

    form = yaml.safe_load((FORMS / "wrong-cell.yml").read_text(encoding="utf-8"))
    (tables,) = (part["attributes"]["options"] for part in form["body"] if part.get("id") == "table")
    assert set(tables[:-1]) == set(TABLES) - set(VOCABULARIES)

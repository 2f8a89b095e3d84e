"""The ways of CONTRIBUTING.md, gone as a newcomer goes them: a third article, and one wrong cell, to a green check."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from project import VISIT, build_in, copy_valid, one_coder, plant, spot

import comity
from comity import cli

ID = "oman-estonia-port-memorandum"
DIGEST = f"""\
---
id: {ID}
title: "Oman and Estonia agree on ports"
publisher: Example Herald
published: 2031-04-10
url: https://news.example.org/2031/ports
language: en
text: digest
---

A delegation from Oman visited Estonia from 7 to 8 April 2031.
On 8 April 2031, Oman and Estonia signed a memorandum of understanding on port management in Tallinn.
Estonia asked Oman to open its market to Estonian timber.
"""
# What the reviewer calls the records that the coder drafts, by the beginning of their ids.
OWN_IDS = {
    "agreement": "oman-estonia-port-management-memorandum",
    "visit": "omani-delegation-visits-estonia",
    "signing": "oman-estonia-port-management-memorandum-signed",
    "proposal": "estonia-asks-for-access-of-timber",
}


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with one_coder():
        yield


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition of two articles that has been built."""
    root = copy_valid(tmp_path / "project")
    assert build_in(root) == 0
    monkeypatch.chdir(root)
    return root


def check(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, int, int]]:
    """The problems that the check finds."""
    capsys.readouterr()
    code = cli.main(["check", "--format", "json"])
    said = json.loads(capsys.readouterr().out)
    assert code == (1 if said["errors"] else 0)
    return [(one["code"], one["path"], one["line"], one["column"]) for one in said["problems"]]


def test_a_third_article_with_a_draft_that_is_reviewed(project, capsys):
    assert check(capsys) == []
    (project / f"articles/{ID}.md").write_text(DIGEST, encoding="utf-8")
    assert cli.main(["draft", f"articles/{ID}.md"]) == 0
    coding = project / f"codings/{ID}.yaml"
    text = re.sub(r"# A machine draft:[^\n]*\n", "", coding.read_text(encoding="utf-8"))
    for kind, own in OWN_IDS.items():
        assert f"id: {ID}-{kind}-" in text, f"the coder drafts a {kind}"
        text = re.sub(rf"{ID}-{kind}-[0-9a-f]+", own, text)
    coding.write_text(
        text.replace(f"    agreement: {OWN_IDS['agreement']}\n", "    agreement: oman-estonia-port\n"), "utf-8"
    )
    # A slip of the pen is told where it is, and nothing else.
    place = spot(project, f"codings/{ID}.yaml", "oman-estonia-port\n")
    assert check(capsys) == [("C030", place.path, place.line, place.column)]
    coding.write_text(text, encoding="utf-8")
    # Now only the tables are behind; building mends that.
    assert {code for code, *_ in check(capsys)} == {"P004"}
    assert cli.main(["build"]) == 0
    assert check(capsys) == []
    tables = comity.load(project)
    events = tables["events"].set_index("event_id")
    assert events.loc[OWN_IDS["signing"], "agreement_id"] == OWN_IDS["agreement"]
    assert tables["articles"].set_index("article_id").loc[ID, "coding"] == "reviewed"


def test_one_wrong_cell(project, capsys):
    plant(project / f"codings/{VISIT}.yaml", "value: 140", "value: 150")
    found = check(capsys)
    figures = spot(project, "datasets/figures.csv", "140")
    assert ("P004", figures.path, figures.line, figures.column) in found
    assert {code for code, *_ in found} == {"P004"}
    assert cli.main(["build"]) == 0
    assert check(capsys) == []


def test_one_wrong_sentence(project, capsys):
    plant(project / f"articles/{VISIT}.md", "about 140 Kenyan", "about 150 Kenyan")
    coding = f"codings/{VISIT}.yaml"
    found = check(capsys)
    assert {code for code, *_ in found} == {"C010", "C019"}
    said = project / coding
    text = said.read_text(encoding="utf-8").replace("about 140 Kenyan", "about 150 Kenyan")
    said.write_text(text.replace("value: 140", "value: 150"), encoding="utf-8")
    (stale,) = check(capsys)
    assert stale[0] == "C010"
    assert cli.main(["check", "--format", "json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    plant(said, problem["value"], problem["expected"])
    assert {code for code, *_ in check(capsys)} == {"P004"}
    assert cli.main(["build"]) == 0
    assert check(capsys) == []

"""Every mistake of docs/diagnostics.yaml gives its code where it is said to, and nothing else; a sound edition gives none.

So every diagnostic has an example that fails and one that is mended. To add a diagnostic, declare its rule and write an
entry with a mistake into docs/diagnostics.yaml.
"""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import planting
import pytest
from planting import EXPLANATIONS, MISTAKES
from project import CODEBOOK, copy_valid, one_coder

import comity
from comity import diagnostics
from comity.mistakes import Mistake

# What needs the history of a repository is tried with one, in tests/test_gitfiles.py and tests/test_release.py.
ELSEWHERE = {"D001", "D002", *(f"R00{number}" for number in range(1, 6))}


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    with one_coder(), planting.read_once():
        yield


@pytest.mark.parametrize("mistake", MISTAKES, ids=str)
def test_a_mistake_gives_its_code_where_it_was_made_and_nothing_else(mistake: Mistake, tmp_path: Path, package: Path):
    root = tmp_path / "edition"
    planting.plant_all(mistake, root, package)
    problems = [problem for problem in planting.found(mistake, root) if problem.rule.code not in _besides(mistake)]
    assert {problem.rule.code for problem in problems} == {mistake.code}, problems
    shown = {str(problem.place).replace(f"{root}/", "").replace(str(root), ".") for problem in problems}
    assert shown == set(map(str, planting.places(mistake, root)))
    if "says" in mistake.keys:
        said = [problem.message.replace(f"{root}/", "").replace(str(root), ".") for problem in problems]
        assert mistake.keys["says"] in said
    if mistake.code[0] not in "DR":
        assert all(problem.value or problem.expected for problem in problems), "a value, or what was expected"


def _besides(mistake: Mistake) -> list[str]:
    return list(mistake.keys.get("besides", ()))


@pytest.mark.parametrize("mistake", [one for one in MISTAKES if {"file", "latin-1"} & one.keys.keys()], ids=str)
def test_a_wrong_file_is_mended_by_what_the_entry_says(mistake: Mistake, tmp_path: Path, package: Path):
    root = tmp_path / "edition"
    planting.plant_all(mistake, root, package)
    if mistake.path.startswith(("codings/kenya", "codebook/", "older/")):
        return  # it overwrites a file of the edition, which is sound
    planting.mend(mistake, root)
    assert planting.found(mistake, root) == []


@pytest.mark.parametrize("mistake", [one for one in MISTAKES if one.get("command") and one.get("mended")], ids=str)
def test_a_wrong_command_line_is_mended_by_what_the_entry_says(mistake: Mistake, tmp_path: Path, package: Path):
    root = tmp_path / "edition"
    planting.plant_all(mistake, root, package)
    assert planting.run(mistake.keys["mended"], root) == []


@pytest.mark.parametrize("with_codebook", [False, True])
def test_the_edition_in_which_they_are_made_gives_neither_error_nor_warning(tmp_path: Path, with_codebook: bool):
    root = copy_valid(tmp_path / "edition")
    if with_codebook:
        shutil.copytree(CODEBOOK, root / "codebook")
    assert planting.checked(root) == []


def test_nor_does_the_edition_once_it_is_built(package: Path):
    assert planting.checked(package) == []


def test_every_diagnostic_has_an_entry_and_a_mistake():
    for module in pkgutil.walk_packages(comity.__path__, "comity."):
        importlib.import_module(module.name)
    assert sorted(diagnostics.RULES) == list(EXPLANATIONS), "write an entry for the code into docs/diagnostics.yaml"
    for code, explanation in EXPLANATIONS.items():
        assert explanation.mistakes or code in ELSEWHERE, code
        assert explanation.means.endswith("."), code
        assert explanation.why.endswith("."), code


def test_mistakes_are_made_wherever_people_write():
    places = Counter(mistake.path.partition("/")[0] for mistake in MISTAKES if "table" not in mistake.keys)
    assert min(places[name] for name in ("articles", "codings", "codebook", "datasets")) >= 5, places
    assert sum(places.values()) >= 100

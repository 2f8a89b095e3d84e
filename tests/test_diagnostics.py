"""Problems, their order, and the registry of codes."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
import re

import pytest

import comity
from comity import diagnostics
from comity.diagnostics import InputError, Place, Problem, Rule, Severity, did_you_mean, has_errors, listed, misspelt
from comity.spelling import nearest

ERROR = Rule("X001", "An error", "Mend it.")
WARNING = Rule("X002", "A warning", "Look at it.", Severity.WARNING)


@pytest.fixture(scope="module")
def rules() -> dict[str, Rule]:
    """The rules of every module."""
    for module in pkgutil.walk_packages(comity.__path__, "comity."):
        importlib.import_module(module.name)
    return diagnostics.RULES


def test_a_code_is_declared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnostics, "RULES", {})
    first = diagnostics.rule("X001", "A title", "Mend it.")
    assert first.code == "X001"
    with pytest.raises(ValueError, match="X001 is declared twice"):
        diagnostics.rule("X001", "Another title", "Mend it.")


def test_every_rule_says_what_is_wrong_and_how_to_mend_it(rules: dict[str, Rule]) -> None:
    assert len(rules) > 20
    for code, rule in rules.items():
        assert code == rule.code
        assert re.fullmatch(r"[A-Z][0-9]{3}", code)
        assert rule.title[0].isupper(), code
        assert rule.title[-1] not in ".!?", code
        assert rule.help.endswith("."), code


def test_titles_tell_the_rules_apart(rules: dict[str, Rule]) -> None:
    titles = [rule.title for rule in rules.values()]
    assert sorted(titles) == sorted(set(titles))


def test_problems_sort_from_top_to_bottom_of_each_file() -> None:
    problems = [
        Problem(WARNING, Place("b.md", 1), "later file"),
        Problem(WARNING, Place("a.md", 10), "line 10"),
        Problem(WARNING, Place("a.md", 9, 12), "later column"),
        Problem(WARNING, Place("a.md", 9, 2), "later code"),
        Problem(ERROR, Place("a.md", 9, 2), "z"),
        Problem(ERROR, Place("a.md", 9, 2), "a"),
    ]
    assert sorted(problems, key=lambda problem: problem.sort_key) == problems[::-1]


def test_a_place_reads_as_editors_read_it() -> None:
    assert str(Place("codings/a.yaml", 3, 7)) == "codings/a.yaml:3:7"
    assert str(Place("codings")) == "codings:1:1"


def test_an_input_error_tells_every_problem() -> None:
    problems = [Problem(ERROR, Place("a.md", 2), "one"), Problem(WARNING, Place("b.md", 3), "two")]
    error = InputError(problems)
    assert error.problems == tuple(problems)
    assert str(error) == "a.md:2:1: X001 one; b.md:3:1: X002 two"


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("fischeries", " (did you mean `fisheries`?)"),
        ("fisheries", " (did you mean `fisheries`?)"),
        ("forestr", " (did you mean `forestry`?)"),
        ("zoology", ""),
        ("", ""),
    ],
)
def test_did_you_mean_names_the_nearest_or_nothing(value: str, hint: str) -> None:
    assert did_you_mean(nearest(value, {"forestry", "fisheries", "trade"})) == hint


def test_did_you_mean_knows_nothing_of_an_empty_vocabulary() -> None:
    assert did_you_mean(nearest("trade", [])) == ""


def test_warnings_alone_stop_nothing() -> None:
    warning = Problem(WARNING, Place("a.md"), "look")
    assert not has_errors([])
    assert not has_errors([warning])
    assert has_errors([warning, Problem(ERROR, Place("a.md"), "mend")])


def test_an_input_error_comes_whole_out_of_another_process() -> None:
    error = InputError([Problem(ERROR, Place("a.md", 2), "one", "v", "w", "x")])
    again = pickle.loads(pickle.dumps(error))
    assert again.problems == error.problems
    assert str(again) == str(error)


def test_long_lists_are_capped_and_counted() -> None:
    assert listed(["a", "b"]) == "`a`, `b`"
    assert listed(map(str, range(44)), most=3) == "`0`, `1`, `2` and 41 more"
    assert listed([]) == ""


def test_a_misspelt_value_is_told_with_the_nearest_and_with_what_could_stand_there() -> None:
    problem = misspelt(ERROR, Place("a.md"), "`trad`", "trad", ["forestry", "trade"])
    assert problem.message == "`trad` (did you mean `trade`?)"
    assert (problem.value, problem.expected, problem.nearest) == ("trad", "one of `forestry`, `trade`", "trade")
    told = misspelt(ERROR, Place("a.md"), "`zoo`", "zoo", ["forestry"], "a sector")
    assert (told.message, told.expected, told.nearest) == ("`zoo`", "a sector", None)


def test_every_rule_has_its_section_of_the_page() -> None:
    assert ERROR.page == "docs/diagnostics.md#x001"

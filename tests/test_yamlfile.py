"""YAML: all scalars are strings, everything has its place, and nothing clever is read."""

from __future__ import annotations

import re
from typing import Annotated

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from comity import yamlfile
from comity.diagnostics import InputError, Place, Problem, Rule
from comity.terms import Status

LOADERS = [yaml.BaseLoader] + ([yaml.CBaseLoader] if yaml.__with_libyaml__ else [])


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__, autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything holds with and without libyaml."""
    monkeypatch.setattr(yamlfile, "_Loader", request.param)


def problems_of(text: str, first_line: int = 1) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as error:
        yamlfile.parse(text, "a.yaml", first_line)
    return [(problem.rule.code, str(problem.place)) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: NO", {"a": "NO"}),
        ("[no, yes, on, off, true, False]", ["no", "yes", "on", "off", "true", "False"]),
        ("a: NA", {"a": "NA"}),
        ("NO: Oslo", {"NO": "Oslo"}),
        ("a: 2031-02-30", {"a": "2031-02-30"}),
        ("a: 2031-02-03 04:05:06", {"a": "2031-02-03 04:05:06"}),
        ("a: 0123", {"a": "0123"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 1e3", {"a": "1e3"}),
        ("a: 12:30:00", {"a": "12:30:00"}),
        ("a: .inf", {"a": ".inf"}),
        ("a:", {"a": None}),
        ("a: ~", {"a": None}),
        ("a: null", {"a": None}),
        ("a: Null", {"a": "Null"}),
        ("a: ''", {"a": ""}),
        ("a: 'null'", {"a": "null"}),
        ('a: "~"', {"a": "~"}),
        ("a: |\n  null\n", {"a": "null\n"}),
        ("<<: b", {"<<": "b"}),
        ("a: [b, {c: d}]", {"a": ["b", {"c": "d"}]}),
        ("a: >-\n  one\n  two", {"a": "one two"}),
        ('a: "“Kenya’s” \\u00e4"', {"a": "“Kenya’s” ä"}),
        ("a: Ko\u0308ykka\u0308", {"a": "Köykkä"}),
        ("\ufeffa: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("# only a comment", None),
        ("", None),
        ("just words", "just words"),
    ],
)
def test_scalars_are_strings_and_nothing_is_guessed(text: str, data: object) -> None:
    assert yamlfile.parse(text, "a.yaml").data == data


def test_values_and_keys_know_their_place() -> None:
    document = yamlfile.parse("events:\n  - id: one\n    target: [kenya, finland]\n", "a.yaml", first_line=5)
    assert document.place(("events",)) == Place("a.yaml", 6, 3)
    assert document.key_place(("events",)) == Place("a.yaml", 5, 1)
    assert document.place(("events", 0, "id")) == Place("a.yaml", 6, 9)
    assert document.key_place(("events", 0, "id")) == Place("a.yaml", 6, 5)
    assert document.place(("events", 0, "target", 1)) == Place("a.yaml", 7, 21)
    assert document.key_place(("events", 0, "target", 1)) == Place("a.yaml", 7, 21)


def test_what_has_no_place_is_placed_at_what_holds_it() -> None:
    document = yamlfile.parse("events:\n  - id: one\n", "a.yaml")
    assert document.place(("events", 0, "date")) == document.place(("events", 0)) == Place("a.yaml", 2, 5)
    assert document.place(("figures", 3)) == Place("a.yaml", 1, 1)
    assert yamlfile.parse("", "a.yaml", 2).place(("id",)) == Place("a.yaml", 2, 1)


def test_a_single_value_stands_for_a_list_of_one() -> None:
    document = yamlfile.parse("event:\n  quote: {exact: so}\n  target: kenya\n", "a.yaml")
    assert document.place(("event", "quote", 0, "exact")) == Place("a.yaml", 2, 18)
    assert document.key_place(("event", "quote", 0, "exact")) == Place("a.yaml", 2, 11)
    assert document.place(("event", "target", 0)) == Place("a.yaml", 3, 11)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b: c", ("Y001", "a.yaml:1:5")),
        ("title: Kenya: a visit", ("Y001", "a.yaml:1:13")),
        ("a: 1\nb: [c, d", ("Y001", "a.yaml:2:4")),
        ("a: 1\nb: [c, d\n\n", ("Y001", "a.yaml:2:4")),
        ('a: 1\nb: "c\nd: 2\n', ("Y001", "a.yaml:2:4")),
        ("ok: 1\n\tb: 2", ("Y001", "a.yaml:2:1")),
        ("a: b\n---\nc: d", ("Y001", "a.yaml:2:1")),
        ("a: 1\n? [b, c]\n: d", ("Y001", "a.yaml:2:3")),
        ("a: 1\n{b: c}: d", ("Y001", "a.yaml:2:1")),
        ("a: 1\nb: 2\na: 3", ("Y002", "a.yaml:3:1")),
        ("x:\n  - {a: 1, b: 2, a: 3}", ("Y002", "a.yaml:2:18")),
        ("a: 1\n'a': 3", ("Y002", "a.yaml:2:1")),
        ("a: &x 1\nb: *x", ("Y003", "a.yaml:1:4")),
        ("b: 1\na: *x", ("Y003", "a.yaml:2:4")),
        ("a: !!int 1", ("Y003", "a.yaml:1:4")),
        ("a: 1\nb: !!python/object/apply:os.system ['true']", ("Y003", "a.yaml:2:4")),
        ("a: " + "[" * 20 + "]" * 20, ("Y004", "a.yaml:1:19")),
        ("a: " + "[" * 100_000, ("Y004", "a.yaml:1:19")),
        ("a: 1\nb: x\x07", ("Y005", "a.yaml:2:5")),
        ("a: 1\nb: ab\u202ec", ("Y005", "a.yaml:2:6")),
        ("a: 1\nb: ab\u200fc", ("Y005", "a.yaml:2:6")),
        ("a: 1\nb: x\ud800", ("Y005", "a.yaml:2:5")),
        ('a: 1\nb: "x\\a"', ("Y005", "a.yaml:2:4")),
        ('a: 1\nb: "x\\u202e"', ("Y005", "a.yaml:2:4")),
        ('a: 1\n"\\e": x', ("Y005", "a.yaml:2:1")),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_each_fault_is_told_with_its_code_and_spot(text: str, expected: tuple[str, str]) -> None:
    assert problems_of(text) == [expected]


@pytest.mark.parametrize(
    "text", ['a: "\\ud800"', 'a: "\\U00110000"', 'a: "\\UFFFFFFFF"', "a: \x00", "@", "%a", 'a: "\\q"', "a: `b`"]
)
def test_what_no_loader_can_read_is_an_input_error(text: str) -> None:
    assert problems_of(text)


def test_lines_count_from_the_first_line_of_the_text() -> None:
    assert problems_of("a: 1\nb: 2\na: 3", first_line=10) == [("Y002", "a.yaml:12:1")]
    assert problems_of("a: 1\nb: [\n\n", first_line=10) == [("Y001", "a.yaml:11:5")]
    assert problems_of("a: 1\nb: x\x07", first_line=10) == [("Y005", "a.yaml:11:5")]


def test_all_duplicates_are_told_with_the_line_of_the_first() -> None:
    with pytest.raises(InputError) as error:
        yamlfile.parse("a: 1\nb: 2\na: 3\nb: 4\n", "a.yaml")
    assert [(p.place.line, p.message) for p in error.value.problems] == [
        (3, "`a` stands in line 1 too"),
        (4, "`b` stands in line 2 too"),
    ]


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))
    assert problems_of(bomb) == [("Y003", "a.yaml:1:5")]


def test_the_number_of_values_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlfile, "MAX_VALUES", 10)
    least = "\n".join(["a:", *["- b"] * 7])
    assert yamlfile.parse(least, "a.yaml").data == {"a": ["b"] * 7}
    assert problems_of(f"{least}\n- c") == [("Y006", "a.yaml:9:3")]


def test_sixteen_levels_are_read() -> None:
    assert yamlfile.parse("[" * 16 + "]" * 16, "a.yaml").data
    assert problems_of("[" * 17 + "]" * 17) == [("Y004", "a.yaml:1:17")]


YAMLISH = st.lists(
    st.sampled_from(
        [*"ab:-?,[]{}#&*!|>'\"%@`~ \n\t\\0xu", "a: ", "\n  ", "- ", "---", "...", "<<", "\\u202e", "\\ud800"]
    )
).map("".join)
ANY = st.text(st.characters())  # lone surrogates too


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), ANY, YAMLISH))
@example("\ud800")
@example('"\\U00110000"')
@example("? ? a")
def test_any_string_is_a_document_or_an_input_error(text: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        document = yamlfile.parse(text, "a.yaml")
    except InputError as error:
        problems = error.problems
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in problems)
    assert problems or document.place(()).path == "a.yaml"


class _Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    status: Status = Status.OCCURRED


class _Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    inner: list[_Inner] = []
    named: dict[Annotated[str, StringConstraints(pattern=r"^[a-z]+$")], _Inner] = {}


RULE = Rule("X001", "Field", "Mend it.")


def field_problems(text: str) -> list[Problem]:
    document = yamlfile.parse(text, "a.yaml")
    with pytest.raises(ValidationError) as error:
        _Outer.model_validate(document.data)
    known = {1: _Outer.model_fields, 3: _Inner.model_fields}
    return list(yamlfile.field_problems(error.value, document, RULE, lambda path: known[len(path)]))


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("iner:\n  - status: ongoing", "a.yaml:1:1", r"`iner`: .* \(did you mean `inner`\?\)"),
        ("inner:\n  - statos:\n      - x", "a.yaml:2:5", r"`inner\.0\.statos`: .* \(did you mean `status`\?\)"),
        ("inner:\n  - status: ongoin", "a.yaml:2:13", r"`inner\.0\.status`: .* \(did you mean `ongoing`\?\)"),
        ("inner:\n  - status: propose", "a.yaml:2:13", r"`inner\.0\.status`: .* \(did you mean `proposed`\?\)"),
        ("inner:\n  - status: zzz", "a.yaml:2:13", r"`inner\.0\.status`: Input should be [^(]*"),
        ("named:\n  A1:\n    status: ongoing", "a.yaml:2:3", r"`named\.A1`: String should match pattern .*"),
        ("inner: x", "a.yaml:1:8", r"`inner`: Input should be a valid list"),
    ],
)
def test_a_wrong_field_is_told_where_it_stands_with_the_nearest_right_one(text: str, place: str, message: str) -> None:
    (problem,) = field_problems(text)
    assert (problem.rule, str(problem.place)) == (RULE, place)
    assert re.fullmatch(message, problem.message)

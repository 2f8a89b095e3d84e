"""The inflection of verbs, and frames compiled from a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.coder import lexicon
from comity.coder.lexicon import Kind, Lexicon, inflect
from comity.diagnostics import InputError

IRREGULAR = {"hold": ("held", "held"), "give": ("gave", "given"), "put": ("put", "put")}

FORMS = {
    "sign": "sign signs signing signed",
    "agree": "agree agrees agreeing agreed",
    "arrive": "arrive arrives arriving arrived",
    "ratify": "ratify ratifies ratifying ratified",
    "convey": "convey conveys conveying conveyed",
    "ban": "ban bans banning banned",
    "pass": "pass passes passing passed",
    "tax": "tax taxes taxing taxed",
    "veto": "veto vetoes vetoing vetoed",
    "train": "train trains training trained",
    "open": "open opens opening openning opened openned",  # both spellings, whichever English has
    "cancel": "cancel cancels canceling cancelling canceled cancelled",
    "hold": "hold holds holding held",
    "give": "give gives giving gave given",
    "call off": "call off, calls off, calling off, called off",
    "be": "be is are was were been being",
}


@pytest.mark.parametrize(("lemma", "forms"), FORMS.items())
def test_forms(lemma: str, forms: str) -> None:
    expected = forms.split(", ") if ", " in forms else forms.split()
    assert {surface for surface, _ in inflect(lemma, IRREGULAR)} == set(expected)


def test_codes_of_forms() -> None:
    assert dict(inflect("give", IRREGULAR)) == {"give": "b", "gives": "s", "giving": "g", "gave": "p", "given": "n"}
    assert dict(inflect("hold", IRREGULAR)) == {"hold": "b", "holds": "s", "holding": "g", "held": "d"}
    assert dict(inflect("sign", {})) == {"sign": "b", "signs": "s", "signing": "g", "signed": "d"}


@given(st.text("abcdefgilmnoprstuy", min_size=2, max_size=10))
def test_every_verb_has_each_form(lemma: str) -> None:
    assert {form for _, form in inflect(lemma, {})} >= {"b", "s", "g", "d"}


HEAD = """\
irregular: {hold: [held, held]}
light_verbs: [hold, pay]
cancelling: [cancel]
planning: [plan]
wishing: [suggest]
classes:
  goods: [wheat, food aid]
  ships: [ship]
singular: [goods]
patterns:
  goods: ['tonnes? of \\w+']
words: {commitment: [readiness]}
frames:
"""
FRAMES = """\
  meeting:
    - noun: [talks, round of talks]
      roles: {between: participant}
  visit:
    - verb: [visit, call on]
      roles: {subject: initiator, object: target}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "frames.yaml").write_text(HEAD + FRAMES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def compiled(folder: Path) -> Lexicon:
    return lexicon.load(folder, ["treaty", "memorandum"])


def hits(compiled: Lexicon, text: str) -> list[tuple[str, list[str]]]:
    return [(text[hit.start : hit.end], [entry.lemma for entry in hit.entries]) for hit in compiled.hits(text)]


class TestHits:
    def test_in_order_with_their_lemmas(self, compiled: Lexicon) -> None:
        assert hits(compiled, "kenya held talks and visited peru") == [
            ("held", ["hold"]), ("talks", ["talks"]), ("visited", ["visit"]),
        ]  # fmt: skip

    def test_of_overlapping_ones_the_longest(self, compiled: Lexicon) -> None:
        assert hits(compiled, "a round of talks") == [("round of talks", ["round of talks"])]

    def test_whole_words_only(self, compiled: Lexicon) -> None:
        assert hits(compiled, "revisited the holdings of wheatland") == []

    def test_document_nouns_are_a_class(self, compiled: Lexicon) -> None:
        assert hits(compiled, "a treaty") == [("treaty", ["document"])]

    def test_patterns_add_to_a_class(self, compiled: Lexicon) -> None:
        assert hits(compiled, "20 tonnes of rice") == [("tonnes of rice", ["goods"])]

    def test_classes_have_both_numbers_unless_told_otherwise(self, compiled: Lexicon) -> None:
        assert hits(compiled, "ships with wheat") == [("ships", ["ships"]), ("wheat", ["goods"])]
        assert hits(compiled, "food aids") == []

    def test_an_entry_holds_its_frames_with_their_type(self, compiled: Lexicon) -> None:
        (hit,) = compiled.hits("she called on him")
        (entry,) = hit.entries
        assert (entry.kind, entry.form) == (Kind.VERB, "d")
        assert [(frame.type, frame.roles) for frame in entry.frames] == [
            ("visit", {"subject": "initiator", "object": "target"})
        ]

    def test_nothing_in_nothing(self, compiled: Lexicon) -> None:
        assert compiled.hits("") == []


REAL = lexicon.load(Path(__file__).parent.parent / "codebook", ["treaty"])


@given(st.lists(st.sampled_from("held talks round of visit call on wheat food aid treaty x , tonnes rice".split())))
def test_hits_do_not_hold_each_other(words: list[str]) -> None:
    found = REAL.hits(" ".join(words))
    assert [hit.start for hit in found] == sorted(hit.start for hit in found)
    assert [hit.end for hit in found] == sorted({hit.end for hit in found})


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("  visit:\n    - {verb: [visit], roles: {subjekt: initiator}}\n", "subjekt"),
        ("  visit:\n    - {verb: [visit], role: {subject: initiator}}\n", "role"),
        ("  visit:\n    - {verb: [visit]}\n", "roles"),
    ],
)
def test_a_wrong_frame_is_told_with_its_line(wrong: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "frames.yaml").write_text(HEAD + wrong, encoding="utf-8")
    with pytest.raises(InputError) as error:
        lexicon.load(tmp_path)
    problem = error.value.problems[0]
    assert problem.rule.code == "B010"
    assert told in problem.message
    assert problem.place.line >= HEAD.count("\n") + 1

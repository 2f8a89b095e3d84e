from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.coder.phrases import Phrases, fold, longest, spellings


def found(phrases: list[str], text: str) -> list[str]:
    compiled = Phrases((phrase, number) for number, phrase in enumerate(phrases))
    return [text[start:end] for start, end, _ in longest(compiled.hits(text, fold(text)))]


@pytest.mark.parametrize(
    ("phrase", "written"),
    [
        ("port[s]", {"port", "ports"}),
        ("defen[c|s]e", {"defence", "defense"}),
        ("cyber-security", {"cyber security", "cybersecurity"}),
        ("oil and gas", {"oil and gas", "oil & gas"}),
        ("lorr[y|ies]", {"lorry", "lorries"}),
        ("people’s", {"people's"}),
    ],
)
def test_a_phrase_stands_for_several_spellings(phrase: str, written: set[str]) -> None:
    assert set(spellings(phrase)) == written


@pytest.mark.parametrize(
    "text", ["cyber security", "Cyber-Security", "CYBERSECURITY", "cyber–security", "cyber\nsecurity"]
)
def test_hyphens_dashes_spaces_and_capitals_are_the_same(text: str) -> None:
    assert found(["cyber-security"], text) == [text]


def test_curly_apostrophes_are_straight_ones() -> None:
    assert found(["people's diplomacy"], "in people’s diplomacy") == ["people’s diplomacy"]


def test_capitals_of_a_phrase_are_asked_for() -> None:
    assert found(["IT"], "It helps IT firms, it said") == ["IT"]


def test_the_phrase_with_most_capitals_is_the_most_specific() -> None:
    compiled = Phrases([("labour party", 1), ("Labour Party", 2)])
    assert [row for _, _, row in compiled.hits("Labour Party", fold("Labour Party"))] == [2]
    assert [row for _, _, row in compiled.hits("labour party", fold("labour party"))] == [1]


def test_only_whole_words_count() -> None:
    assert found(["port"], "passport, porter, port, airport") == ["port"]


def test_the_first_wins_and_then_the_longest() -> None:
    assert found(["food", "food security", "security council"], "food security council") == ["food security"]


def test_a_paragraph_end_parts_phrases() -> None:
    assert found(["food security"], "food\n\nsecurity") == []


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)

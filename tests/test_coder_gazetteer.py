from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import codebook
from comity.coder import gazetteer, titles
from comity.coder.gazetteer import Gazetteer
from comity.diagnostics import InputError

FOLDER = Path(__file__).parent.parent / "codebook"


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    return gazetteer.compile(codebook.load(FOLDER))


def found(names: Gazetteer, text: str) -> list[tuple[str, str]]:
    folded = gazetteer.fold(text)
    return [(text[hit.start : hit.end], hit.entry.tag) for hit in names.find(folded)]


def tag(names: Gazetteer, word: str) -> str:
    return "".join(names.cut(gazetteer.fold(word), 0, len(word))[2])


# Folding


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Türkiye", "Turkiye"),
        ("Việt Nam", "Viet Nam"),
        ("Đà Nẵng", "Da Nang"),
        ("Łódź", "Lodz"),
        ("Kenya’s", "Kenya's"),
        ("“Quoted”", '"Quoted"'),
        ("2024–2026", "2024-2026"),
        ("Sri\u00a0Lanka\nand", "Sri Lanka and"),
        ("plain", "plain"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert gazetteer.fold(text) == folded


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(gazetteer.fold(text)) == len(text)


@given(st.text())
def test_parts_cover_the_text(names: Gazetteer, text: str) -> None:
    folded = gazetteer.fold(text)
    parts, starts, tags = names.cut(folded, 0, len(folded))
    assert "".join(parts) == folded
    assert starts[-1] == len(folded)
    assert len(tags) == len(parts)


# Names of one part


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Kenya", "C"),
        ("Kenyan", "J"),
        ("Nairobi", "K"),
        ("Mombasa", "L"),
        ("NATO", "B"),
        ("US", "C"),
        ("us", "x"),
        ("Turkey", "C"),
        ("turkey", "x"),
        ("KENYA", "C"),
        ("chad", "x"),
        ("President", "T"),
        ("president", "l"),
        ("ministers", "l"),
        ("Mr", "H"),
        ("mr", "x"),
        ("visiting", "v"),
        ("Ministry", "G"),
        ("ministry", "g"),
        ("Health", "F"),
        ("health", "f"),
        ("University", "Y"),
        ("Province", "Q"),
        ("Safaricomx", "N"),
        ("Monday", "D"),
        ("2025", "0"),
        ("bin", "q"),
        ("The", "t"),
        ("To", "O"),
        ("pm", "x"),
        ("PM", "T"),
        ("however", "x"),
        ("However", "x"),
        ("J", "I"),
        (" ", " "),
        ("?", "."),
    ],
)
def test_tag_of_a_word(names: Gazetteer, word: str, expected: str) -> None:
    assert tag(names, word) == expected


def test_country_names_fold_spelling_and_case_of_headlines(names: Gazetteer) -> None:
    for spelling in ("Türkiye", "Turkiye", "TÜRKIYE", "Turkey"):
        entry = names.entries[gazetteer.fold(spelling)]
        assert (entry.tag, entry.actors) == ("C", ("turkiye",)), spelling


# Names of several parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Viet Nam won", [("Viet Nam", "C")]),
        ("Việt Nam won", [("Việt Nam", "C")]),
        ("the U.S. and the U.A.E.", [("U.S.", "C"), ("U.A.E.", "C")]),
        ("Guinea-Bissau and Guinea", [("Guinea-Bissau", "C")]),
        ("Papua New Guinea", [("Papua New Guinea", "C")]),
        ("the Republic of Kenya", [("Republic of Kenya", "C")]),
        ("Prime Minister of State", [("Prime Minister", "T")]),
        ("the prime minister", [("prime minister", "l")]),
        ("PRIME MINISTER", [("PRIME MINISTER", "T")]),
        ("Deputy Minister of Foreign Affairs", [("Minister of Foreign Affairs", "T")]),
        ("Gulf of Oman", [("Gulf of Oman", "W")]),
        ("a Chinese New Year party", [("Chinese New Year", "W")]),
        ("Sri\nLanka won", [("Sri\nLanka", "C")]),
        ("South Koreans", [("South Koreans", "J")]),
        ("XViet Nam", []),
        ("Viet Namese", []),
    ],
)
def test_longest_names_first(names: Gazetteer, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(names, text) == expected


def test_hits_do_not_overlap(names: Gazetteer) -> None:
    text = "Ministry of Foreign Affairs of the Democratic Republic of the Congo, United Nations Security Council"
    hits = names.find(text)
    assert hits
    assert all(left.end <= right.start for left, right in pairwise(hits))


def test_shared_names_keep_all_their_bearers(names: Gazetteer) -> None:
    assert set(names.entries["Congo"].actors) == {"congo", "dr-congo"}
    assert names.entries["Congo"].doubtful


def test_one_gazetteer_a_codebook() -> None:
    book = codebook.load(FOLDER)
    assert gazetteer.compile(book) is gazetteer.compile(book)


def test_country_codes(names: Gazetteer) -> None:
    assert names.country_code("kenya") == "KEN"
    assert names.country_code(None) is None
    assert names.country_code("nobody") is None


def test_unknown_kinds_are_refused(tmp_path: Path) -> None:
    (tmp_path / "name_words.csv").write_text(
        "word,kind,actor_type,position,standard\nfoo,bar,,,\n", encoding="utf-8"
    )  # fmt: skip
    with pytest.raises(InputError, match=r"name_words.csv:2:5: B003 `kind`: .*: 'bar'"):
        gazetteer._load_words(tmp_path)


# Titles


def test_plurals_of_titles() -> None:
    by_title = {row.title: row for row in titles.load(FOLDER)}
    assert by_title["prime minister"].plural == "prime ministers"
    assert by_title["secretary general"].plural == "secretaries general"
    assert by_title["secretary"].plural == "secretaries"
    assert by_title["chairman"].plural == "chairmen"


def test_titles_are_called_by_their_own_words() -> None:
    by_title = {row.title: row for row in titles.load(FOLDER)}
    assert {"ambassador", "diplomat"} <= by_title["ambassador"].later
    assert by_title["king"].gender == "m"
    assert by_title["minister"].takes_field
    assert not by_title["president"].takes_field


def test_body_types_of_titles_are_actor_types() -> None:
    types = set(codebook.load(FOLDER).actor_types) | {""}
    assert {row.body_type for row in titles.load(FOLDER)} <= types


def test_dictionaries_of_names_are_sorted_and_without_doubles() -> None:
    for name in ("titles.csv", "name_words.csv"):
        lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]
        keys = [tuple(line.split(",")[:2]) for line in lines]
        assert [k[0].casefold() for k in keys] == sorted(k[0].casefold() for k in keys), name
        assert len(set(keys)) == len(keys), name

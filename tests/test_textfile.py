"""Text files: bytes to clean text, or the exact spot of what is wrong."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import textfile
from comity.diagnostics import InputError, Place, Rule

UNREADABLE = Rule("X001", "Unreadable", "Mend it.")
CHARACTER = Rule("X002", "Odd character", "Delete it.")


def problems_of(raw: str) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as error:
        textfile.clean(raw, "a.md", CHARACTER, first_line=3)
    assert all(problem.rule is CHARACTER for problem in error.value.problems)
    return [(str(problem.place), problem.message) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\ufeffKenya", "Kenya"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("Ko\u0308ykka\u0308", "K\u00f6ykk\u00e4"),
        ("a\tb\u00a0c\u200bd", "a\tb\u00a0c\u200bd"),
        ("“Kenya’s”", "“Kenya’s”"),
        ("", ""),
    ],
)
def test_clean_text_has_no_bom_line_feeds_and_nfc(raw: str, text: str) -> None:
    assert textfile.clean(raw, "a.md", CHARACTER) == text


@pytest.mark.parametrize(
    "character",
    [*"\x00\x07\x08\x0b\x0c\x1b\x1f\x7f\x85\x9f", *"\u2028\u2029\u202a\u202e\u2066\u2069\ufffe\ud800"],
    ids=ascii,
)
def test_control_and_bidirectional_characters_are_refused_at_their_spot(character: str) -> None:
    message = f"U+{ord(character):04X} is not allowed"
    assert problems_of(f"\ufeffone\r\ntwo\r\nthr{character}ee") == [("a.md:5:4", message)]


def test_each_odd_character_is_told_up_to_twenty() -> None:
    assert [place for place, _ in problems_of("a\x07\nb\x07\x07")] == ["a.md:3:2", "a.md:4:2", "a.md:4:3"]
    assert len(problems_of("\x07" * 100)) == 20


def test_thirty_marks_on_a_letter_are_kept_and_more_are_refused() -> None:
    marks = "\u0300\u0316" * 15
    assert unicodedata.is_normalized("NFC", textfile.clean(f"q{marks}", "a.md", CHARACTER))
    expected = [("a.md:3:32", "more than 30 combining marks on one letter")]
    assert problems_of(f"q{marks}\u0300") == expected
    assert problems_of(f"q{marks * 20_000}") == expected


def test_long_runs_of_signs_are_no_marks() -> None:
    assert textfile.clean("—" * 100, "a.md", CHARACTER) == "—" * 100


@given(st.text())
def test_clean_text_stays_as_it_is(raw: str) -> None:
    try:
        text = textfile.clean(raw, "a.md", CHARACTER)
    except InputError:
        return
    assert "\r" not in text
    assert unicodedata.is_normalized("NFC", text)
    assert textfile.clean(f"\ufeff{text}", "a.md", CHARACTER) == text


def test_a_file_is_read_as_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("Käköla\r\n".encode())
    assert textfile.read(tmp_path / "a.md", "a.md", 100, UNREADABLE) == "Käköla\r\n"


@pytest.mark.parametrize(
    ("raw", "place", "message"),
    [
        (b"one\ntw\xff", "a.md:2:3", "byte 0xff is not UTF-8"),
        (b"one\r\ntwo\r\nK\xc3\xa4k\xf6la", "a.md:3:4", "byte 0xf6 is not UTF-8"),
        (b"one\rtwo\xe9", "a.md:2:4", "byte 0xe9 is not UTF-8"),
        ("one".encode("utf-16"), "a.md:1:1", "byte 0xff is not UTF-8"),
        (b"cut \xe2\x82", "a.md:1:5", "byte 0xe2 is not UTF-8"),
    ],
)
def test_a_wrong_byte_is_told_with_line_and_column(tmp_path: Path, raw: bytes, place: str, message: str) -> None:
    (tmp_path / "a.md").write_bytes(raw)
    with pytest.raises(InputError) as error:
        textfile.read(tmp_path / "a.md", "a.md", 100, UNREADABLE)
    assert [(p.rule, str(p.place), p.message) for p in error.value.problems] == [(UNREADABLE, place, message)]


def test_a_file_beyond_the_bound_is_refused_and_one_at_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"x" * 1001)
    with pytest.raises(InputError, match="1,001 bytes, at most 1,000 are read"):
        textfile.read(tmp_path / "a.md", "a.md", 1000, UNREADABLE)
    assert len(textfile.read(tmp_path / "a.md", "a.md", 1001, UNREADABLE)) == 1001


@pytest.mark.parametrize(("name", "message"), [("gone.md", "No such file or directory"), ("", "Is a directory")])
def test_what_cannot_be_opened_is_told(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(InputError, match=f"x.md:1:1: X001 {message}"):
        textfile.read(tmp_path / name, "x.md", 1_000_000, UNREADABLE)


def test_paths_are_shown_relative_to_the_root_and_printable() -> None:
    assert textfile.shown(Path("/top/articles/a.md"), Path("/top")) == "articles/a.md"
    assert textfile.shown(Path("/other/a.md"), Path("/top")) == "/other/a.md"
    assert textfile.shown(Path("/top/k\udce4.md"), Path("/top")) == "k\\xe4.md"


def test_a_place_counts_lines_and_columns_from_one() -> None:
    text = "one\n\nthree"
    assert textfile.place_at(text, 0, "a", 7) == Place("a", 7, 1)
    assert textfile.place_at(text, 4, "a", 7) == Place("a", 8, 1)
    assert textfile.place_at(text, 7, "a", 7) == Place("a", 9, 3)
    assert textfile.place_at(text, len(text), "a", 7) == Place("a", 9, 6)

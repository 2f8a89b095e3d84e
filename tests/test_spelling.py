"""The nearest known word, as `difflib` would choose it of all."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project import book

from comity import spelling


@pytest.mark.parametrize(
    ("value", "near"),
    [("vist", "visit"), ("visits", "visit"), ("Visit", "visit"), ("metting", "meeting"), ("xyz", None), ("", None)],
)
def test_the_nearest_word_is_found(value, near):
    assert spelling.nearest(value, book().event_types) == near


def test_what_is_too_long_is_no_misspelling():
    assert spelling.nearest("visit" * 30, ["visit" * 30]) is None
    assert spelling.nearest("visit" * 20, ["visit" * 20]) == "visit" * 20


def test_of_equally_near_words_the_choice_does_not_depend_on_their_order():
    words = [f"w{letter}rd" for letter in "aeiou" * 3]
    assert spelling.nearest("wrd", words) == spelling.nearest("wrd", reversed(words))


@settings(max_examples=30)
@given(st.sampled_from(sorted(book().actors)), st.integers(0, 60), st.sampled_from([*"aeinorst-", ""]))
def test_one_slip_in_a_name_is_told_as_by_comparing_all(actor, at, letter):
    """A letter more, less or another: what is found is as near as the nearest."""
    value = actor[:at] + letter + actor[at + 1 :]
    known = list(book().actors)
    found, best = spelling.nearest(value, known), difflib.get_close_matches(value, known, n=1, cutoff=0.6)
    if not best:
        assert found is None
        return
    assert found is not None
    ratio = difflib.SequenceMatcher(None, b=value)
    ratio.set_seq1(found)
    least = ratio.ratio()
    ratio.set_seq1(best[0])
    assert least == ratio.ratio()

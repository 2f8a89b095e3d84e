"""Words of mixed alphabets and invisible characters are found; names of any one alphabet are let be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project import book

from comity import lookalikes


@pytest.mark.parametrize(
    ("name", "flaw"),
    [
        ("\u0412elarus", "`\u0412elarus` mixes Cyrillic and Latin letters: U+0412 CYRILLIC CAPITAL LETTER VE"),
        ("Ken\u0443a Tea Board", "`Ken\u0443a` mixes Cyrillic and Latin letters: U+0443 CYRILLIC SMALL LETTER U"),
        ("\u0391thens", "`\u0391thens` mixes Greek and Latin letters: U+0391 GREEK CAPITAL LETTER ALPHA"),
        ("\u13aapple", "`\u13aapple` mixes Cherokee and Latin letters: U+13AA CHEROKEE LETTER GO"),
        ("\u0421\u043e\u0441\u043e Bank", "`\u0421\u043e\u0441\u043e` looks Latin, but is Cyrillic: U+0421 CYRILLIC CAPITAL LETTER ES"),
        ("\uff2benya", "`\uff2benya`: U+FF2B FULLWIDTH LATIN CAPITAL LETTER K stands for a plain letter"),
        ("\U0001d40aenya", "`\U0001d40aenya`: U+1D40A MATHEMATICAL BOLD CAPITAL K stands for a plain letter"),
        ("Ken\u200bya", "U+200B is invisible"),
        ("Ken\u00adya", "U+00AD is invisible"),
        ("Ke\u200fnya", "U+200F is invisible"),
        ("Kenya\U000e0041", "U+E0041 is invisible"),
    ],
    ids=lambda value: ascii(value)[:20],
)  # fmt: skip
def test_what_may_mislead_is_told(name, flaw):
    assert list(lookalikes.flaws(name)) == [flaw]


@pytest.mark.parametrize(
    "name",
    [
        "Kenya",
        "Nguyễn Phú Trọng",
        "Nguye\u0302\u0303n",
        "Đà Nẵng",
        "Diyarbakır",
        "Köykkä-Niemi",
        "Côte d’Ivoire",
        "Ḥamad bin ʿĪsā",
        "Lukashenko (Лукашенко)",
        "А. Лукашенко, Minsk",
        "СССР",
        "Ελλάδα",
        "北京 Beijing",
        "β-carotene",
        "µSystems",
        "1ª Brigada",
    ],
)
def test_names_in_their_own_letters_are_let_be(name):
    assert list(lookalikes.flaws(name)) == []


def test_the_codebook_has_no_such_name():
    names = [name for actor in book().actors.values() for name, _ in actor.names]
    names += [name for row in book().places for name in (row.place, *row.aliases)]
    assert {name: flaws for name in names if (flaws := list(lookalikes.flaws(name)))} == {}


@given(st.text(st.characters()))
def test_any_text_can_be_looked_at(name):
    assert all(isinstance(flaw, str) for flaw in lookalikes.flaws(name))

"""Sentences: where they end, where they do not, and that nothing of the text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.sentences import paragraphs, sentences

# Each text with a bar wherever one sentence ends and the next begins.
CASES = {
    "plain": "Kenya signed.| Finland paid.",
    "no punctuation": "Kenya and Finland signed a treaty",
    "question": "Will Kenya sign?| Finland hopes so.",
    "exclamation": "Welcome to Nairobi!| The talks began.",
    "question, then lower case": '"Will you come?" she asked.| He nodded.',
    "quote after the stop": 'He said: "We agree."| The talks went on.',
    "curly quote after the stop": "He said: “We agree.”| The talks went on.",
    "single curly quote after the stop": "They called it ‘a start.’| The talks went on.",
    "guillemet after the stop": "He said: «We agree.»| The talks went on.",
    "quote before the stop": "They called it 'a start'.| The talks went on.",
    "quote opens the next": 'He left.| "We agree," she said.',
    "question within a closing quote": 'She asked: "Why?"| Nobody knew.',
    "bracket after the stop": "(Both sides agreed.)| The talks went on.",
    "bracket before the stop": "Both sides agreed (for now).| The talks went on.",
    "emphasis after the stop": "**They signed.**| The talks went on.",
    "ellipsis after an abbreviation": "They sold it to Savanna Inc...| Kenya wept.",
    "title after a quote": "She said: 'Mr. Kamau left.'| Finland paid.",
    "Mr.": "Mr. Kamau met Mrs. Lindqvist.| Both left.",
    "Dr.": "Dr. Achieng spoke.| Prof. Virtanen replied.",
    "Smt., Rt. Hon.": "Smt. Rao spoke.| Rt. Hon. Banda replied.| Engr. Okoro left.",
    "Gen.": "Gen. Otieno and Lt. Col. Heikkinen met.| They talked.",
    "joined titles": "Lt.Gen. Otieno met Maj.-Gen. Heikkinen.| They talked.",
    "H.E.": "H.E. The President received H.E. Mr. Virtanen.| They talked.",
    "St. of a place": "They met in St. Petersburg.| Talks went on.",
    "St. of a street": "The office is in Moi St. Nairobi.",
    "initials": "J. K. Mwangi wrote to A.B. Salo.| Both agreed.",
    "middle initial": "Peter S. Mwangi signed.| Finland paid.",
    "initial and a short family name": "The delegate N. An left.",
    "initial at the end": "They chose Plan B.| The talks went on.",
    "possessive at the end": "The ship is Kenya's.| Finland built it.",
    "U.S. and a name": "The U.S. Senate met the U.K. Parliament.| They talked.",
    "U.N. and a name": "The U.N. Security Council met.| Kenya spoke.",
    "U.S. at the end": "She flew to the U.S.| In May she returned.",
    "U.K. at the end": "Tea goes to the U.K.| The trade grows.",
    "a.m. within": "They met at 9 a.m. on Monday.| Talks went on.",
    "p.m. and a day": "They met at 5 p.m. Monday.| Talks went on.",
    "p.m. and a zone": "They met at 5 p.m. GMT.| Talks went on.",
    "p.m. and a place's time": "They met at 5 p.m. Nairobi time.| Talks went on.",
    "p.m. at the end": "They met at 5 p.m.| Ministers then left.",
    "hours with a dash": "They met from 3 p.m. – 5 p.m. in Oulu.",
    "decimal": "Trade rose by 3.5 per cent.| Exports fell.",
    "number at the end": "They signed in 2031.| Finland paid 3.| Kenya paid 4.",
    "No. before a number": "Decree No. 5 took effect.| Decree No. 6 did not.",
    "Nos. before numbers": "Decrees Nos. 5 and 6 took effect.",
    "No. before a sign": "Resolution No. A/71/1 was adopted.",
    "no at the end": "Kenya said no.| Finland agreed.",
    "Art. before a number": "Art. 4 and Art. IV differ.| Both hold.",
    "art at the end": "They talked about art.| Kenya sent sculptors.",
    "Rs. before a number": "India gave Rs. 500 million.| Nepal thanked it.",
    "ellipsis within": "We hope ... and we wait.",
    "ellipsis character within": "We hope… and we wait.",
    "ellipsis at the end": "We hope...| Then came the rain.",
    "spaced ellipsis": "We hope . . . and we wait.",
    "Inc. within": "Savanna Inc. of Nairobi paid.| Finland did not.",
    "Co., Ltd.": "Savanna Co., Ltd. signed.| Finland paid.",
    "Inc. at the end": "The buyer is Savanna Inc.| The price is secret.",
    "et al.": "The study is by Mwangi et al.| The forest grew.",
    "e.g.": "Some goods, e.g. Kenyan tea, are free.| Others, i.e. The Economist, are not.",
    "vs.": "Kenya vs. Finland ended in a draw.",
    "month and day": "They met on Jan. 5 and on Sept. 12.| Talks went on.",
    "mid-month": "They met in mid-Jan. 2031.| Talks went on.",
    "month at the end": "They meet in Dec.| The date is open.",
    "a word like an abbreviation": "They sat.| Kenya spoke.| They saw the sun.| Finland spoke.",
    "agency's end": "Kenya signed./.",
    "agency's end within": "Kenya signed./.| Finland paid.",
    "closing dots": "Kenya signed ..",
    "no space after the stop": "See example.org for more.",
    "dateline": "NAIROBI, Jan. 5 (EXW) -- Kenya signed.| Finland paid.",
    "enumerators": "1. Kenya signed.| 2. Finland paid.",
    "lettered list": "a) Kenya signed.| b) Finland paid.| (c) Both left.",
    "hard-wrapped": "Kenya signed a\ntreaty with Finland.| The\ntreaty is short.",
    "hard-wrapped after a title": "The guest was Dr.\nAchieng of Kenya.| She\nspoke.",
    "stop at the end of a line": "Kenya signed.|\nFinland paid.",
    "list without stops": "- tea\n- timber\n- radios",
    "paragraphs": "Kenya signed|\n\nFinland paid",
    "paragraphs with blanks between": "Kenya signed|\n \t\u00a0\nFinland paid|\n\n\n\nBoth left",
    "abbreviation at the end of a paragraph": "Kenya paid Savanna Inc.|\n\nFinland paid Mr.|\n\nBoth left.",
    "accents": "Ōtepoti is far.| Ålesund is near.| Đà Nẵng is warm.",
    "next starts with a figure": "Kenya signed.| 15 ministers watched.",
    "next starts with a dash": "Kenya signed.| – Finland paid.",
    "next starts with lower case": "The firm is iTea Ltd. and small.| Kenya. iTea pays.",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_sentences_end_where_the_bars_stand(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [text[s.start : s.end] for s in sentences(text)] == expected


def test_sentences_know_their_number_and_paragraph() -> None:
    found = sentences("Kenya signed. Finland paid.\n\nBoth left.")
    assert [(s.index, s.paragraph) for s in found] == [(0, 0), (1, 0), (2, 1)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \t\n\u00a0\n"])
def test_blank_text_has_no_sentence(text: str) -> None:
    assert sentences(text) == ()
    assert list(paragraphs(text)) == []


# Many stops, quotes, blanks and capitals, so that the rules are met often.
NEWSLIKE = st.lists(
    st.sampled_from([*"aKx5 .!?…\"”'’()/-–\n\t\u00a0。", "Mr.", "p.m.", "No.", "U.S.", "Inc.", "The "])
).map("".join)


@given(st.one_of(st.text(), NEWSLIKE))
def test_every_character_that_is_not_blank_is_in_one_sentence(text: str) -> None:
    covered = [offset for s in sentences(text) for offset in range(s.start, s.end)]
    assert covered == sorted(set(covered))
    assert all(text[offset].isspace() for offset in set(range(len(text))) - set(covered))


@given(st.one_of(st.text(), NEWSLIKE))
def test_sentences_are_ordered_stripped_and_within_their_paragraph(text: str) -> None:
    spans = list(paragraphs(text))
    found = sentences(text)
    assert [s.index for s in found] == list(range(len(found)))
    for s in found:
        start, end = spans[s.paragraph]
        assert start <= s.start < s.end <= end
        assert text[s.start : s.end] == text[s.start : s.end].strip()


@pytest.mark.parametrize(
    "unit",
    [".", ". ", '."', ".\n", "?!", "-", "a.", "\n", " ", "(", "A. ", "No. ", "\n \n", "a\n", "Mr. "],
    ids=repr,
)
def test_long_monotonous_texts_are_read(unit: str) -> None:
    """Quadratic rules would not come back from these in the life of a test run."""
    text = f"Kenya{unit * (400_000 // len(unit))}x"
    found = sentences(text)
    assert found[0].start == 0
    assert found[-1].end == len(text)

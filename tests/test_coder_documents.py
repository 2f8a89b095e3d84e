from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.coder import documents, lexicon
from comity.coder.document import DateMention, Mention, MentionKind, SectorMention
from comity.coder.documents import DocumentMention
from comity.coder.grammar import Sentence

CODEBOOK = Path(__file__).parents[1] / "codebook"
NOUNS = documents.load(CODEBOOK)
PARTNERSHIPS = (
    "comprehensive strategic partnership",
    "strategic partnership",
    "strategic partners",
    "strategic partner",
)

K = MentionKind
NAMES = {
    "Kenya": ("kenya", K.COUNTRY),
    "Kenyan": ("kenya", K.ADJECTIVE),
    "Norway": ("norway", K.COUNTRY),
    "Norwegian": ("norway", K.ADJECTIVE),
    "the Republic of Fiji": ("fiji", K.COUNTRY),
    "Fiji": ("fiji", K.COUNTRY),
    "Peru": ("peru", K.COUNTRY),
    "the European Union": ("european-union", K.BODY),
    "the EU": ("european-union", K.BODY),
    "the Government of Kenya": ("government-of-kenya", K.BODY),
    "the Government of Norway": ("government-of-norway", K.BODY),
    "the Ministry of Health of Peru": ("ministry-of-health-of-peru", K.BODY),
    "the Fijian Ministry of Health": ("ministry-of-health-of-fiji", K.BODY),
    "the University of Oslo": ("university-of-oslo", K.BODY),
    "Egerton University": ("egerton-university", K.BODY),
    "the two countries": ("kenya norway", K.GROUP),
    "Nakuru": ("nakuru", K.PLACE),
    "Eldoret": ("eldoret", K.PLACE),
    "Nairobi": ("kenya", K.CAPITAL),
    "the Coastal Treaty Organization": ("coastal-treaty-organization", K.BODY),
    "Prime Minister Ole Berg": ("ole-berg", K.PERSON),
}
_NAME = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True)) + r")\b")
_HEAD = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, [*NOUNS, *PARTNERSHIPS]), key=len, reverse=True)) + r")\b", re.I
)
_PERIOD = re.compile(r"\b([0-9]{4})[-–]([0-9]{4})\b")
_YEAR = re.compile(r"(?<![0-9-])(?:[0-9]{1,2} May )?[0-9]{4}(?![0-9-])")


def sentence(text: str) -> Sentence:
    mentions = []
    for match in _NAME.finditer(text):
        actors, kind = NAMES[match[0]]
        possessive = text[match.end() : match.end() + 2] == "'s"
        mentions.append(Mention(match.start(), match.end(), kind, tuple(actors.split()), possessive))
    return Sentence(text, 0, len(text), mentions)


def dates(text: str) -> list[DateMention]:
    periods = [DateMention(m.start(), m.end(), f"{m[1]}/{m[2]}", nominal=True) for m in _PERIOD.finditer(text)]
    years = [DateMention(m.start(), m.end(), m[0][-4:]) for m in _YEAR.finditer(text)]
    return sorted([*periods, *years], key=lambda date: date.start)


def find(text: str, fields: tuple[SectorMention, ...] = ()) -> list[DocumentMention]:
    heads = [match.span() for match in _HEAD.finditer(text)]
    return documents.find(sentence(text), heads, NOUNS, dates(text), fields)


def titles(text: str) -> list[str]:
    return [document.title for document in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They signed an agreement on inland fisheries.", ["Agreement on inland fisheries"]),
        ("They signed a free trade agreement.", ["Free trade agreement"]),
        ("They signed a new bilateral air services agreement.", ["Air services agreement"]),
        ("They signed a $30 million loan agreement.", ["Loan agreement"]),
        ("They signed a trade and investment agreement.", ["Trade and investment agreement"]),
        (
            "They signed an agreement on the transfer of prisoners in Nairobi.",
            ["Agreement on the transfer of prisoners"],
        ),
        ("They signed an agreement on prisoners on 3 May 2021.", ["Agreement on prisoners"]),
        ("They signed an agreement on boats, Prime Minister Ole Berg said.", ["Agreement on boats"]),
        ("They signed an agreement on boats after the talks.", ["Agreement on boats"]),
        ("They signed an agreement to train divers.", ["Agreement to train divers"]),
        ("They signed an agreement exempting sailors from visas.", ["Agreement exempting sailors from visas"]),
        ("They signed an agreement that spares sailors long queues.", ["Agreement that spares sailors long queues"]),
        ("They signed a treaty on their sea borders.", ["Treaty on sea borders"]),
        (
            "They signed a memorandum of understanding in the field of archives.",
            ["Memorandum of understanding in the field of archives"],
        ),
        (
            'They signed an agreement on "Mutual Recognition of Diplomas".',
            ["Agreement on Mutual Recognition of Diplomas"],
        ),
        ("The Status of Forces Agreement stands.", ["Status of Forces Agreement"]),
        ("The Treaty of Friendship and Cooperation stands.", ["Treaty of Friendship and Cooperation"]),
        ("They signed the Agreement on Visa Exemption (AVE) there.", ["Agreement on Visa Exemption"]),
        ("An agreement on seeds entered into force in May 2020.", ["Agreement on seeds"]),
        ("They signed an agreement on how to share data and met the press.", ["Agreement on how to share data"]),
        ("They signed a contract to build a 40-kilometre (25-mile) road.", ["Contract to build a 40-kilometre road"]),
        (
            "They signed a contract to lay track between Nakuru and Eldoret.",
            ["Contract to lay track between Nakuru and Eldoret"],
        ),
        ("They adopted a joint statement to show goodwill.", ["Joint statement"]),
        ("They signed a Memorandum of Understanding, (MOU), on nets.", ["Memorandum of Understanding"]),
        ("Kenya, Norway sign fisheries pact", ["Fisheries pact"]),
    ],
)
def test_a_title_is_the_noun_phrase_without_what_is_said_of_it(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They signed MoUs on customs, trade promotion and higher education.",
            ["MoU on customs", "MoU on trade promotion", "MoU on higher education"],
        ),
        (
            "They signed two memoranda of understanding on tourism and sport.",
            ["Memorandum of understanding on tourism", "Memorandum of understanding on sport"],
        ),
        (
            "They signed agreements on cooperation in nursing and dentistry.",
            ["Agreement on cooperation in nursing", "Agreement on cooperation in dentistry"],
        ),
        (
            "They signed an agreement on roads, one on bridges and another on tunnels.",
            ["Agreement on roads", "Agreement on bridges", "Agreement on tunnels"],
        ),
        (
            "They signed an agreement on roads and a protocol on bridges.",
            ["Agreement on roads", "Protocol on bridges"],
        ),
        ("They signed six agreements on roads and bridges.", ["Six agreements on roads and bridges"]),
        ("They signed several agreements on roads and bridges.", ["Agreements on roads and bridges"]),
        ("They signed an agreement on roads and bridges.", ["Agreement on roads and bridges"]),
        ("They signed agreements in areas from law to sport.", ["Agreements in areas from law to sport"]),
        ("They signed agreements and memoranda of understanding.", ["Agreements and memoranda of understanding"]),
    ],
)
def test_a_list_of_documents_is_one_for_each_named_one(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


def test_a_field_of_two_words_is_one_topic() -> None:
    text = "They signed MoUs on science and technology and farming."
    start = text.index("science")
    science = SectorMention(start, start + len("science and technology"), "science_technology")
    assert [d.title for d in find(text, (science,))] == ["MoU on science and technology", "MoU on farming"]


@pytest.mark.parametrize(
    ("text", "title", "parties"),
    [
        (
            "The Agreement between the Government of Kenya and the Government of Norway on Fish Stocks was signed.",
            "Agreement on Fish Stocks",
            ("government-of-kenya", "government-of-norway"),
        ),
        (
            "They signed the Agreement on Fish Stocks between Kenya and Norway.",
            "Agreement on Fish Stocks",
            ("kenya", "norway"),
        ),
        (
            "It is a memorandum between the Ministry of Health of Peru and the Fijian Ministry of Health on blood.",
            "Memorandum on blood",
            ("ministry-of-health-of-peru", "ministry-of-health-of-fiji"),
        ),
        (
            "They signed a contract with Egerton University to train cooks.",
            "Contract to train cooks",
            ("egerton-university",),
        ),
        ("Kenya's fisheries agreement with Norway runs out.", "Fisheries agreement", ("kenya", "norway")),
        ("The Kenya-Norway tax treaty stands.", "Kenya-Norway tax treaty", ("kenya", "norway")),
        ("The EU-Peru trade deal stands.", "EU-Peru trade deal", ("peru",)),
        ("The Kenyan-Norwegian 25-year pact stands.", "Pact", ("kenya", "norway")),
        ("They signed a plan of the two countries.", "Plan", ()),
        ("They signed a work plan of the two countries.", "Work plan", ("kenya", "norway")),
        ("An agreement was also signed between Kenya and Norway on seeds.", "Agreement on seeds", ("kenya", "norway")),
        (
            "They signed a roadmap for cooperation between the University of Oslo and Egerton University in geology.",
            "Roadmap for cooperation in geology",
            ("university-of-oslo", "egerton-university"),
        ),
        (
            "A joint declaration by Kenya and Norway calls for calm.",
            "Joint declaration by Kenya and Norway",
            ("kenya", "norway"),
        ),
        ("They signed an agreement between Peru and Fiji.", "Agreement between Peru and Fiji", ("peru", "fiji")),
    ],
)
def test_parties_are_read_off_the_phrase(text: str, title: str, parties: tuple[str, ...]) -> None:
    found = [document for document in find(text) if document.title == title]
    assert [document.parties for document in found] == ([parties] if parties or "work" in text else [])


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("agreement", "agreement"),
        ("accord", "agreement"),
        ("exchange of notes", "agreement"),
        ("treaty", "treaty"),
        ("convention", "treaty"),
        ("memorandum of understanding", "memorandum"),
        ("MoU", "memorandum"),
        ("letter of intent", "memorandum"),
        ("declaration of intent", "memorandum"),
        ("joint communiqué", "joint_statement"),
        ("protocol", "protocol"),
        ("programme", "programme"),
        ("action plan", "plan"),
        ("roadmap", "plan"),
        ("contract", "contract"),
        ("strategic partnership", "partnership"),
    ],
)
def test_the_head_noun_tells_the_type(noun: str, kind: str) -> None:
    assert [document.type for document in find(f"They signed a {noun} on seaweed.")] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "They were in agreement on everything.",
        "They reached agreement that boats may land.",
        "He said that agreement was reached on Monday.",
        "They reached an agreement that the two countries would share water.",
        "There was no agreement on water.",
        "Neither agreement was read out.",
        "It was the first time that such an agreement was signed.",
        "They learned a great deal from each other.",
        "She deals with passports.",
        "The talks lasted 40 minutes.",
        "After a few minutes they left.",
        "He notes the weather.",
        "The Coastal Treaty Organization met.",
        "They spoke for the treaty organisation.",
        "They back the Paris Agreement and the UN Charter.",
        "The coalition agreement was published.",
        "Kenya's agreement to take part was welcomed.",
    ],
)
def test_what_is_no_document_is_left_out(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("They signed the agreement.", {"definite"}),
        ("They signed their agreement on tax.", {"definite", "named"}),
        ("They signed an agreement.", set()),
        ("They signed agreements.", {"plural"}),
        ("They signed the Tax Agreement.", {"definite", "named", "capitalised"}),
        ("A proposed tax treaty is near.", {"named", "prospective"}),
        ("It is Fiji's first agreement with Peru.", {"definite", "exclusive", "explicit"}),
        ("Tax agreements are rare.", {"plural", "named"}),
    ],
)
def test_how_a_document_is_referred_to(text: str, flags: set[str]) -> None:
    names = ("definite", "named", "plural", "capitalised", "prospective", "exclusive", "explicit")
    assert {name for name in names if getattr(find(text)[0], name)} == flags


def test_numbers_of_documents_are_counted_and_sums_are_not() -> None:
    assert [(d.count, d.plural) for d in find("They signed twelve agreements.")] == [(12, True)]
    assert [(d.count, d.plural) for d in find("They signed a $12 million agreement.")] == [(None, False)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("They signed a programme for 2026-2028.", ("2026", "2028")),
        ("They signed a programme of cooperation for the 2026–2028 period.", ("2026", "2028")),
        ("They signed a programme of cooperation in May 2026.", (None, None)),
    ],
)
def test_a_nominal_period_is_the_validity_and_no_part_of_the_title(text: str, period: tuple[str | None, ...]) -> None:
    (document,) = find(text)
    assert document.period == period
    assert "20" not in document.title


def test_a_period_belongs_to_the_document_beside_it() -> None:
    found = find("They signed a tax treaty and a joint action plan for 2026-2028.")
    assert [(d.type, d.period) for d in found] == [("treaty", (None, None)), ("plan", ("2026", "2028"))]


@pytest.mark.parametrize("text", ["The 2009 treaty on seals stands.", "The treaty of 4 May 2009 stands."])
def test_the_year_of_a_document_is_kept(text: str) -> None:
    assert [document.dated for document in find(text)] == ["2009"]


def test_a_document_in_the_title_of_another_one_is_nested() -> None:
    found = find("They signed a programme to carry out the Treaty on Seals.")
    assert [(d.title, d.nested) for d in found] == [
        ("Programme to carry out the Treaty on Seals", False),
        ("Treaty on Seals", True),
    ]


def test_a_partnership_that_modifies_a_document_is_none() -> None:
    assert [(d.type, d.title) for d in find("They signed a strategic partnership agreement.")] == [
        ("agreement", "Strategic partnership agreement")
    ]


@pytest.mark.parametrize(
    ("text", "definite"),
    [
        ("Kenya and Norway are strategic partners.", True),
        ("Kenya is now a strategic partner of Norway.", True),
        ("Kenya seeks a strategic partner.", False),
        ("Their strategic partnership is young.", True),
    ],
)
def test_partners_by_predicate_exist(text: str, definite: bool) -> None:
    assert [document.definite for document in find(text)] == [definite]


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("They signed three documents: a treaty on seals, a protocol on fish and an MoU on nets.", True),
        ("The following documents were signed:", True),
        ("The documents include a treaty on seals.", True),
        ("They signed six documents, including a treaty on seals.", False),
        ("They signed several documents, including a treaty on seals.", True),
        ("They signed two documents – a treaty on seals and an MoU on nets.", True),
        ("They signed documents.", False),
    ],
)
def test_a_plural_may_announce_a_list(text: str, lists: bool) -> None:
    assert find(text)[0].lists is lists


def test_a_framework_of_documents_is_one_body() -> None:
    found = find("They built a legal framework of about 50 documents.")
    assert [(d.title, d.whole_body) for d in found] == [("Legal framework of about 50 documents", True)]


def test_an_item_without_a_document_noun_takes_that_of_the_announcement() -> None:
    (header,) = find("The six MoUs are as follows:")
    item = documents.item(sentence("Cooperation in sport between Kenya and Norway"), header)
    assert (item.title, item.type, item.parties) == (
        "MoU on cooperation in sport between Kenya and Norway",
        "memorandum",
        ("kenya", "norway"),
    )


@pytest.mark.parametrize(
    ("line", "bullet"),
    [
        ("- Treaty", "-"),
        ("(ii) Treaty", "(a)"),
        ("12. Treaty", "1."),
        ("a) Treaty", "a)"),
        ("• Treaty", "•"),
        ("A Treaty", ""),
    ],
)
def test_bullets_of_one_kind_are_alike(line: str, bullet: str) -> None:
    text = f"They signed:\n{line}"
    assert documents.bullet(text, text.index("Treaty")) == bullet


def test_acronyms_that_the_text_defines_stand_for_the_document() -> None:
    text = "They signed a Seal Protection Agreement (SPA). The SPA runs on. The CIA watched the Red House (RH) and RH."
    assert [text[start:end] for start, end in documents.acronyms(text, NOUNS)] == ["SPA"]
    assert find("They met.") == []
    start = text.index("SPA runs")
    mention = documents.find(
        Sentence(text, text.index("The SPA"), text.index("The CIA"), ()), [(start, start + 3)], NOUNS
    )
    assert [(d.acronym, d.type, d.definite) for d in mention] == [("SPA", "agreement", True)]


def test_titles_fit_the_table() -> None:
    for document in find(f"They signed =an agreement on {'very ' * 90}big nets and a treaty on @seals."):
        assert 0 < len(document.title) <= 300
        assert document.title[0] not in "=@+\t"


def test_the_dictionary_is_sound() -> None:
    with (CODEBOOK / "agreement_types.csv").open(encoding="utf-8", newline="") as file:
        types = {row["agreement_type"] for row in csv.DictReader(file)}
    assert {noun.type for noun in NOUNS.values()} - {""} <= types
    assert list(NOUNS) == sorted(NOUNS)
    assert all(term == term.lower().strip() for term in NOUNS)
    assert lexicon.load(CODEBOOK, NOUNS).hits("a memorandum of understanding")[-1].end == len(
        "a memorandum of understanding"
    )


_BITS = st.sampled_from([*"ab,.:;()-–'\"&1", "the", "agreement", "MoUs", "on", "and", "Kenya", "between", "to", "2001"])


@given(st.lists(_BITS, max_size=24).map(" ".join))
@settings(max_examples=80, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for document in find(text):
        assert document.lead <= document.head < document.end <= len(text)

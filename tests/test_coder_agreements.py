"""Agreements end to end: a text, and the agreements that the coder finds in it, with their events."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity import articles, codebook, edtf
from comity.coder import acts, pacts
from comity.coder.acts import Outlook
from comity.coder.pipeline import Coder
from comity.coding import Agreement, Coding, Event
from comity.terms import Level, Status

CODEBOOK = Path(__file__).parents[1] / "codebook"


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(codebook.load(CODEBOOK))


def code(coder: Coder, text: str, published: str = "2024-06-20") -> Coding:
    head = f'---\nid: a\ntitle: "Ties"\npublisher: Wire\npublished: {published}\nlanguage: en\ntext: original\n---\n\n'
    return coder.code(articles.parse(head + text + "\n", "a.md"))


def agreements(coder: Coder, text: str) -> list[Agreement]:
    return list(code(coder, text).agreements)


def one(coder: Coder, text: str) -> Agreement:
    (agreement,) = agreements(coder, text)
    return agreement


def signings(coding: Coding) -> list[Event]:
    return [event for event in coding.events if event.type == "signing"]


# What counts


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("Kenya and Norway signed an agreement on fish stocks.", "agreement", "Agreement on fish stocks"),
        ("Kenya and Norway signed an MoU on archives in Oslo.", "memorandum", "MoU on archives"),
        ("Kenya and Norway adopted a joint statement on oceans.", "joint_statement", "Joint statement on oceans"),
        ("A protocol on seals was signed by Kenya and Norway.", "protocol", "Protocol on seals"),
        ("Kenya and Norway exchanged notes on lighthouses.", "agreement", "Notes on lighthouses"),
        ("The Treaty on Seals between Peru and Fiji entered into force on 1 May 2020.", "treaty", "Treaty on Seals"),
        ("Peru and Fiji are negotiating a free trade agreement.", "agreement", "Free trade agreement"),
        ("Peru proposed to Fiji an agreement on prisoner transfers.", "agreement", "Agreement on prisoner transfers"),
        ("Under the 2004 treaty on seals, Peru and Fiji count them yearly.", "treaty", "Treaty on seals"),
        ("Peru and Fiji implement the extradition treaty without delay.", "treaty", "Extradition treaty"),
        ("Latvia and Georgia are strategic partners.", "partnership", "Strategic partnership"),
        ("Latvia and Georgia elevated their ties to a strategic partnership.", "partnership", "Strategic partnership"),
        ("The Peru–Fiji Trade Agreement took effect in 2016.", "agreement", "Peru–Fiji Trade Agreement"),
        ("Peru and Fiji signed six agreements in Suva.", "agreement", "Six agreements"),
        ("Peru and Fiji signed a joint action plan for 2024-2026.", "plan", "Joint action plan"),
    ],
)
def test_documents_that_count(coder: Coder, text: str, kind: str, title: str) -> None:
    found = one(coder, text)
    assert (found.type, found.title) == (kind, title)
    assert len(found.party) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Norway did not sign an agreement on fish stocks.",
        "Kenya and Norway left the talks in Oslo without an agreement on fish stocks.",
        "Kenya rejected an agreement with Norway on fish stocks.",
        "No agreement between Kenya and Norway has been signed so far.",
        "Kenya and Norway failed to reach an agreement on fish stocks.",
        "Kenya told Norway that agreement was reached that boats may land.",
        "Kenya was in full agreement with Norway on the matter.",
        "In a statement, Kenya congratulated Norway on its election.",
        "The programme of the Kenyan president in Oslo includes a television programme about Norway.",
        "Kenya has a plan to build a port, and Norway has a programme to train nurses.",
        "The Kenyan minister deals with requests from Norway every day.",
        "After 20 minutes the Kenyan and Norwegian ministers left the room.",
        "Kenya and Norway back the Paris Agreement and the UN Charter.",
        "The Geneva Agreement was discussed by scholars from Kenya and Norway.",
        "Kenya has a coalition agreement, and Norway wants one too.",
        "Kenya and Norway share a long partnership in research.",
        "Contract workers from Nepal were paid late in Qatar.",
        "The documents show that Peru and Fiji traded shells in 1929.",
        "Two Norwegian brothers signed a contract with a bank in Bergen.",
    ],
)
def test_documents_that_do_not_count(coder: Coder, text: str) -> None:
    assert agreements(coder, text) == []


def test_an_existing_document_has_no_event_of_its_own(coder: Coder) -> None:
    found = code(coder, "Under the 2004 treaty on seals, Peru and Fiji count them yearly.")
    assert [agreement.status for agreement in found.agreements] == [Status.ONGOING]
    assert signings(found) == []


# Lists


LIST = """Kenya and Norway signed three documents in Oslo on Monday:

- Agreement between the Government of Kenya and the Government of Norway on fish stocks;

- Memorandum of Understanding between the Ministry of Health of Kenya and the Norwegian Ministry of Health on blood;

- Cooperation in the care of archives.

The king of Norway gave a dinner."""


def test_each_item_of_a_list_is_an_agreement_of_one_signing(coder: Coder) -> None:
    found = code(coder, LIST)
    assert [(a.title, a.level) for a in found.agreements] == [
        ("Agreement on fish stocks", Level.STATE),
        ("Memorandum of Understanding on blood", Level.MINISTRY),
        ("Cooperation in the care of archives", Level.STATE),
    ]
    assert [a.signed for a in found.agreements] == ["2024-06-17"] * 3
    (signing,) = signings(found)
    assert signing.agreement == found.agreements[0].id


def test_numbered_paragraphs_after_a_list_are_no_items(coder: Coder) -> None:
    text = (
        "1. Peru and Fiji held talks.\n\n2. The following documents were signed:\n\n(i) Agreement on nets\n\n"
        "(ii) Protocol on boats\n\n3. Peru and Fiji thanked their hosts in Suva."
    )
    assert [a.title for a in agreements(coder, text)] == ["Agreement on nets", "Protocol on boats"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "Peru and Fiji signed MoUs on customs, sport and higher education.",
            ["MoU on customs", "MoU on sport", "MoU on higher education"],
        ),
        (
            "Peru and Fiji signed an agreement on nets and a protocol on boats in Lima.",
            ["Agreement on nets", "Protocol on boats"],
        ),
        (
            "The presidents of Peru and Fiji watched the signing of three documents: a treaty on seals, a protocol on "
            "boats and an MoU on nets.",
            ["Treaty on seals", "Protocol on boats", "MoU on nets"],
        ),
        (
            "Peru and Fiji signed several MoUs. The MoUs include an agreement on nets and a protocol on boats.",
            ["Agreement on nets", "Protocol on boats"],
        ),
        (
            "Peru and Fiji signed a number of documents. They include an agreement on nets and another on boats.",
            ["Agreement on nets", "Agreement on boats"],
        ),
        (
            "Peru and Fiji signed six agreements, including a treaty on seals.",
            ["Six agreements", "Treaty on seals"],
        ),
        (
            "Peru and Fiji signed two agreements, among them a treaty on seals and a protocol on boats.",
            ["Treaty on seals", "Protocol on boats"],
        ),
        (
            "Peru and Fiji signed a number of agreements, including a treaty on seals.",
            ["Treaty on seals"],
        ),
        (
            "Peru and Fiji signed several deals. Peru and Fiji signed a treaty on seals. Fiji and Peru also signed a "
            "protocol on boats.",
            ["Treaty on seals", "Protocol on boats"],
        ),
        (
            "Peru and Fiji signed an MoU on nets, and a third on the care of whales.",
            ["MoU on nets", "MoU on the care of whales"],
        ),
        (
            "Peru and Fiji signed two MoUs on political and economic dialogue.",
            ["MoU on political dialogue", "MoU on economic dialogue"],
        ),
        (
            "Peru and Fiji signed a Memorandum of Understanding (MoU) on nets. Fiji and Peru then signed a Memorandum of "
            "Understanding (MoU) on whales.",
            ["Memorandum of Understanding on nets", "Memorandum of Understanding on whales"],
        ),
        (
            "Peru and Fiji signed two memoranda. They signed a memorandum on nets. Peru also signed a memorandum on "
            "boats with Fiji.",
            ["Memorandum on nets", "Memorandum on boats"],
        ),
    ],
)
def test_lists_in_sentences(coder: Coder, text: str, titles: list[str]) -> None:
    found = code(coder, text)
    assert [agreement.title for agreement in found.agreements] == titles
    assert {agreement.status for agreement in found.agreements} == {Status.OCCURRED}


def test_documents_signed_together_are_one_signing_and_those_told_apart_are_two(coder: Coder) -> None:
    together = code(coder, "Peru and Fiji signed an agreement on nets and a protocol on boats.")
    apart = code(
        coder, "Peru and Fiji signed an agreement on nets. Later, Peru and Fiji adopted a joint statement on boats."
    )
    assert (len(signings(together)), len(signings(apart))) == (1, 2)


# Parties and levels


@pytest.mark.parametrize(
    ("text", "parties", "level"),
    [
        ("Kenya and Norway signed an agreement on nets.", {"kenya", "norway"}, Level.STATE),
        (
            "The Agreement between the Government of Kenya and the Government of Norway on Nets was signed.",
            {"kenya", "norway"},
            Level.STATE,
        ),
        (
            "Kenyan Foreign Minister Wanja Kamau and her Norwegian counterpart Ole Berg signed an agreement on nets.",
            {"kenya", "norway"},
            Level.STATE,
        ),
        (
            "The Ministry of Health of Kenya and the Ministry of Health of Norway signed a memorandum on blood banks.",
            {"ministry-of-health-of-kenya", "ministry-of-health-of-norway"},
            Level.MINISTRY,
        ),
        (
            "Egerton University and the University of Oslo signed a memorandum on soil science.",
            {"egerton-university", "university-of-oslo"},
            Level.INSTITUTION,
        ),
        (
            "The mayor of Turin, Carla Bo, and the mayor of Mombasa, Ali Omar, signed a friendship pact.",
            {"turin", "mombasa"},
            Level.SUBNATIONAL,
        ),
        (
            "Estonia, Latvia and Lithuania signed an agreement on power grids.",
            {"estonia", "latvia", "lithuania"},
            Level.MULTILATERAL,
        ),
        ("The European Union and Kenya signed a trade agreement.", {"european-union", "kenya"}, Level.MULTILATERAL),
        (
            "Both Kenya and Uganda are parties to the African Union-China Trade Agreement.",
            {"african-union", "china", "kenya", "uganda"},
            Level.MULTILATERAL,
        ),
    ],
)
def test_parties_and_level(coder: Coder, text: str, parties: set[str], level: Level) -> None:
    found = one(coder, text)
    assert (set(found.party), found.level) == (parties, level)


def test_who_signs_for_a_country_is_signatory_and_who_watches_is_witness(coder: Coder) -> None:
    found = one(
        coder,
        "Kenyan Trade Minister Wanja Kamau and Norwegian Trade Minister Ole Berg signed an agreement on nets in the "
        "presence of Norwegian Prime Minister Siri Dahl.",
    )
    assert (found.party, found.signatory, found.witness) == (
        ("kenya", "norway"),
        ("wanja-kamau", "ole-berg"),
        ("siri-dahl",),
    )


@pytest.mark.parametrize(
    "text",
    [
        "On the Omani side the pact on seals was signed by Minister Salim Al Harthy, on the Fijian side by Envoy Jone Tora.",
        "The pact on seals was signed for Oman by Minister Salim Al Harthy and for Fiji by Ambassador Jone Tora.",
        "The pact on seals was signed by Minister Salim Al Harthy for the Omani side and by Ambassador Jone Tora for the "
        "Fijian side.",
        "Minister Salim Al Harthy signed the pact on seals from the Omani side and Ambassador Jone Tora from the Fijian "
        "side.",
        "Minister Salim Al Harthy signed the pact on seals for Oman, while Ambassador Jone Tora signed for Fiji.",
    ],
)
def test_who_signs_for_which_side(coder: Coder, text: str) -> None:
    (signing,) = signings(code(coder, text.replace("Envoy", "Ambassador")))
    assert set(signing.signatory) == {"salim-al-harthy", "jone-tora"}
    assert set(signing.participant) == {"oman", "fiji"}


def test_who_visits_while_others_sign_signs_nothing(coder: Coder) -> None:
    text = "Oman and Fiji signed a pact on seals during a visit by Omani Minister Salim Al Harthy to Suva."
    (signing,) = signings(code(coder, text))
    assert signing.signatory == ("oman", "fiji")


def test_who_is_present_is_a_witness(coder: Coder) -> None:
    text = "Oman and Fiji signed a pact on seals. It was signed in presence of Fijian President Jone Tora."
    (signing,) = signings(code(coder, text))
    assert signing.witness == ("jone-tora",)


@pytest.mark.parametrize(
    "text",
    [
        "Fijian President Jone Tora witnessed the signing ceremony.",
        "The signing was witnessed by Fijian President Jone Tora.",
        "Fijian President Jone Tora was present at the signing ceremony on Monday.",
    ],
)
def test_witnesses_in_a_sentence_of_their_own(coder: Coder, text: str) -> None:
    (signing,) = signings(code(coder, f"Oman and Fiji signed a pact on seals. {text}"))
    assert signing.witness == ("jone-tora",)


@pytest.mark.parametrize(
    "text",
    [
        "A pact on seals was signed by Oman and Fiji on Monday before Fijian President Jone Tora.",
        "Oman and Fiji signed a pact on seals, with Fijian President Jone Tora looking on.",
    ],
)
def test_before_whom_a_document_is_signed(coder: Coder, text: str) -> None:
    (signing,) = signings(code(coder, text))
    assert signing.witness == ("jone-tora",)


def test_who_attends_something_else_witnesses_nothing(coder: Coder) -> None:
    text = "Oman and Fiji signed a pact on seals. Fijian President Jone Tora attended a dinner and praised the signing."
    (signing,) = signings(code(coder, text))
    assert signing.witness == ()


def test_a_list_announced_without_a_colon(coder: Coder) -> None:
    text = (
        "Following are the agreements signed between Oman and Fiji.\n\n"
        "1. Memorandum of Understanding between the Sea Institute (SI) of Oman and the University of Suva.\n\n"
        "2. Memorandum of Understanding between the University of Nizwa and the Suva School of Economics.\n\n"
        "3. Memorandum of Understanding on the supply of ICT equipment.\n"
    )
    titles = [agreement.title for agreement in agreements(coder, text)]
    assert len(titles) == 3
    assert titles[-1] == "Memorandum of Understanding on the supply of ICT equipment"
    assert all(title.count("(") == title.count(")") for title in titles)


def test_where_a_document_is_signed_is_no_party(coder: Coder) -> None:
    text = "Oman and Fiji met. Fiji and Oman have ships. The pact on seals was signed at the Ministry of Trade of Fiji on Monday."
    (signing,) = signings(code(coder, text))
    assert set(signing.signatory) == {"oman", "fiji"}


def test_who_visits_meanwhile_is_no_signer(coder: Coder) -> None:
    text = (
        "Coinciding with the visit of Omani Prime Minister Salim Al Harthy to Fiji, two pacts were signed between Fiji "
        "and Oman."
    )
    (signing,) = signings(code(coder, text))
    assert set(signing.signatory) == {"oman", "fiji"}


def test_headlines_in_capitals_keep_their_verb(coder: Coder) -> None:
    found = one(coder, "Oman And Fiji Sign Five Memoranda Of Understanding On Seals.")
    assert found.title.lower() == "five memoranda of understanding on seals"


def test_years_before_a_title_are_the_validity(coder: Coder) -> None:
    agreement = one(coder, "Oman and Fiji signed the 2031-2033 Cultural Exchange Programme in Suva.")
    assert (agreement.signed, agreement.valid_from, agreement.valid_until) == (None, "2031", "2033")


def test_the_two_countries_of_an_article_lend_themselves_to_its_document(coder: Coder) -> None:
    text = (
        "Kenya and Norway held talks in Oslo. Kenya thanked Norway for nets. Norway praised Kenya.\n\n"
        "A treaty on seals was signed in 2019."
    )
    assert [set(a.party) for a in agreements(coder, text)] == [{"kenya", "norway"}]
    crowded = text.replace("Kenya thanked", "Uganda, Chad, Mali, Chad and Uganda thanked")
    assert agreements(coder, crowded) == []


# What refers back


ANAPHORA = """Latvia and Oman signed an agreement on air transport in Riga on 3 May 2022. Under the agreement, airlines
may fly daily. It entered into force on 1 February 2023. The document covers cargo, too, and runs until 2030."""


def test_the_agreement_is_the_one_named_before(coder: Coder) -> None:
    found = code(coder, ANAPHORA)
    (agreement,) = found.agreements
    assert (agreement.signed, agreement.in_force, agreement.valid_until) == ("2022-05-03", "2023-02-01", "2030")
    assert agreement.status is Status.ONGOING
    assert {event.type: event.agreement for event in found.events}.items() >= {
        ("signing", agreement.id),
        ("entry_into_force", agreement.id),
    }


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "Peru and Fiji signed a treaty on seals in 1998. Peru and Fiji renewed the treaty in 2018.",
            ["Treaty on seals"],
        ),
        (
            "Peru and Fiji signed a treaty on seals. The deal, which Peru and Fiji initialled in May, is new.",
            ["Treaty on seals"],
        ),
        (
            "Peru and Fiji signed a labour agreement. Fiji and Peru signed a protocol on boats. It runs until 2030.",
            ["Labour agreement", "Protocol on boats"],
        ),
        (
            "Peru and Fiji signed a treaty on seals. Peru and Fiji signed a treaty on whales.",
            ["Treaty on seals", "Treaty on whales"],
        ),
        ("Peru signed a tax treaty with Fiji. Peru signed a tax treaty with Samoa.", ["Tax treaty", "Tax treaty"]),
        (
            "Peru and Fiji signed the Seal Protection Agreement (SPA) in 2001. The SPA took effect in 2002.",
            ["Seal Protection Agreement"],
        ),
        (
            "Peru and Fiji initialled the Whale Care Agreement (WCA), which is to take effect in May.",
            ["Whale Care Agreement"],
        ),
        ("Peru and Fiji signed a Treaty on Strategic Partnership.", ["Treaty on Strategic Partnership"]),
        (
            "Peru and Fiji approved a Strategic Partnership and Youth Programme.",
            ["Strategic Partnership and Youth Programme"],
        ),
        ("Peru and Fiji signed a cultural exchange programme.", ["Cultural exchange programme"]),
        (
            "The texts are the Joint Communique of Peace between Peru and Fiji of 2001 and the Agreement between the "
            "Government of Peru and the Government of Fiji on Whales of 2005.",
            ["Joint Communique of Peace", "Agreement on Whales"],
        ),
        ("Peru and Fiji signed an agreement on a Peru-Fiji Work Plan.", ["Agreement on a Peru-Fiji Work Plan"]),
        ("Notes to this effect were exchanged in May between Peru and Fiji.", ["Notes"]),
        (
            "Peru and Fiji will sign in May a protocol amending the 2015 Peru-Fiji tax treaty.",
            ["Protocol amending the 2015 Peru-Fiji tax treaty", "Peru-Fiji tax treaty"],
        ),
        ("The CEPA between Peru and Fiji took effect in 2023.", ["CEPA between Peru and Fiji"]),
        (
            "Peru and Fiji are strategic partners. Their strategic partnership is ten years old.",
            ["Strategic partnership"],
        ),
        (
            "Peru and Fiji discussed a programme for students. The programme is to be signed by both in August 2024.",
            ["Programme for students"],
        ),
    ],
)
def test_one_document_told_twice_is_one_and_two_are_two(coder: Coder, text: str, titles: list[str]) -> None:
    assert [agreement.title for agreement in agreements(coder, text)] == titles


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru has approved a draft agreement with Fiji on a joint commission.", Status.PROPOSED),
        ("Fiji's committee is finalising an agreement with Peru on nets.", Status.PROPOSED),
    ],
)
def test_what_is_drafted_is_not_signed(coder: Coder, text: str, status: Status) -> None:
    found = code(coder, text)
    assert [agreement.status for agreement in found.agreements] == [status]
    assert signings(found) == []


def test_a_joint_statement_in_which_two_speak_is_one_of_theirs(coder: Coder) -> None:
    found = one(coder, "In a joint statement, the presidents of Peru and Fiji praised the care of whales.")
    assert (found.type, set(found.party), found.status) == ("joint_statement", {"peru", "fiji"}, Status.OCCURRED)


def test_each_of_two_documents_has_the_party_that_it_names(coder: Coder) -> None:
    found = code(coder, "Kenya's Cabinet approved a tax treaty with Peru and a sport accord with Fiji.")
    assert [set(agreement.party) for agreement in found.agreements] == [{"kenya", "peru"}, {"kenya", "fiji"}]


def test_what_is_said_of_validity_is_no_topic(coder: Coder) -> None:
    found = one(coder, "Peru and Fiji have an agreement on the supply of nets that is valid until 2026.")
    assert (found.title, found.valid_until) == ("Agreement on the supply of nets", "2026")


def test_who_tells_of_a_document_is_no_party(coder: Coder) -> None:
    found = one(coder, "Kenya and Oman signed MoUs on nets, a text carried by the Oman News Agency showed.")
    assert set(found.party) == {"kenya", "oman"}


def test_a_signing_told_twice_has_the_day_that_is_told_not_that_of_the_visit(coder: Coder) -> None:
    found = code(
        coder,
        "Peruvian President Ana Quispe visited Fiji on May 6-9. During the visit, Peru and Fiji signed a treaty on seals. "
        "The treaty on seals was signed by Peru and Fiji on May 8.",
    )
    assert [event.date for event in signings(found)] == ["2024-05-08"]
    assert [agreement.signed for agreement in found.agreements] == ["2024-05-08"]


def test_a_signing_has_the_sectors_of_what_is_signed(coder: Coder) -> None:
    found = code(coder, "Peru and Fiji signed a memorandum. It provides for the training of nurses.")
    assert signings(found)[0].sectors == found.agreements[0].sectors == ("training", "health")


def test_what_an_agreement_is_about_may_follow_under_which(coder: Coder) -> None:
    assert "agriculture" in one(coder, "Peru and Fiji signed an MoU under which Fiji will buy tea.").sectors


def test_the_documents_are_those_named_together_before(coder: Coder) -> None:
    found = agreements(
        coder,
        "Peru and Fiji signed a labour agreement and a memorandum on health in Suva. The two documents were signed by "
        "Peruvian Labour Minister Ana Quispe and Fijian Labour Minister Jone Vula.",
    )
    assert [agreement.signatory for agreement in found] == [("ana-quispe", "jone-vula")] * 2


def test_a_caption_tells_of_the_document_below_it(coder: Coder) -> None:
    text = (
        "Peruvian Minister Ana Quispe and Fijian Minister Jone Vula sign the agreement in Lima. (Photo: Wire)\n\n"
        "LIMA (Wire) - Peru and Fiji signed an agreement on boat safety on Tuesday, the foreign ministry of Peru said."
    )
    assert [agreement.title for agreement in agreements(coder, text)] == ["Agreement on boat safety"]


# Dates, status, sectors


@pytest.mark.parametrize(
    ("text", "status", "signed", "in_force"),
    [
        ("Peru and Fiji signed a treaty on seals in May 2019.", Status.OCCURRED, "2019-05", None),
        ("Peru and Fiji will sign a treaty on seals in August 2024.", Status.SCHEDULED, "2024-08", None),
        ("The treaty on seals between Peru and Fiji, which was signed in 2011, holds.", Status.OCCURRED, "2011", None),
        ("The Peru–Fiji Seal Treaty, in force since February 2020, holds.", Status.ONGOING, None, "2020-02"),
        ("Peru and Fiji are negotiating a treaty on seals.", Status.PROPOSED, None, None),
        ("Peru suggested to Fiji a treaty on seals.", Status.PROPOSED, None, None),
        ("The 2004 treaty on seals binds Peru and Fiji.", Status.ONGOING, "2004", None),
    ],
)
def test_status_and_dates(coder: Coder, text: str, status: Status, signed: str | None, in_force: str | None) -> None:
    found = one(coder, text)
    assert (found.status, found.signed, found.in_force) == (status, signed, in_force)


def test_a_period_is_the_validity(coder: Coder) -> None:
    found = one(coder, "Peru and Fiji signed a programme of cooperation for 2026-2028.")
    assert (found.valid_from, found.valid_until) == ("2026", "2028")


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("Peru and Fiji signed an agreement on fisheries.", {"fisheries"}),
        ("Peru and Fiji signed an agreement. It covers tourism and customs.", {"tourism", "customs"}),
        ("Peru and Fiji signed a protocol, which covers mining.", {"mining"}),
        ("Peru and Fiji are strategic partners.", {"politics_diplomacy"}),
        ("The mayor of Turin, Carla Bo, and the mayor of Mombasa, Ali Omar, signed a pact.", {"local_cooperation"}),
    ],
)
def test_sectors_are_of_the_title_and_of_what_the_text_says_of_the_content(
    coder: Coder, text: str, sectors: set[str]
) -> None:
    assert set(one(coder, text).sectors) == sectors


# Validity


BITS = [
    "Kenya and Norway signed an agreement on nets in 2020.",
    "The agreement entered into force on 1 May 2019.",
    "It runs until 2018.",
    "A protocol on boats for 2028-2026 was signed.",
    "The two documents were signed by Kenya.",
    "They include a treaty on seals and another on whales.",
    "Kenya and Norway signed =three documents:",
    "- MoU between Kenya and Norway on @archives",
    "Their strategic partnership grew.",
    "Norway proposed a contract.",
    "Both sides adopted a joint statement (JS).",
    "The JS was issued by Norway and Chad.",
]


@given(st.lists(st.sampled_from(BITS), min_size=1, max_size=7, unique=True))
@settings(max_examples=40, deadline=None)
def test_every_agreement_is_valid(coder: Coder, bits: list[str]) -> None:
    text = "\n\n".join(bits)
    found = code(coder, text)
    for agreement in found.agreements:
        assert len(set(agreement.party)) >= 2
        assert len(agreement.title) <= 300
        assert agreement.title[0] not in "=@+\t"
        assert agreement.quote
        assert not set(agreement.signatory) & set(agreement.party)
        for quote in (*agreement.quote, *(q for quotes in agreement.quotes.values() for q in quotes)):
            assert quote.start is not None
            assert quote.exact
        for first, second in (("signed", "in_force"), ("in_force", "valid_until"), ("valid_from", "valid_until")):
            assert in_order(getattr(agreement, first), getattr(agreement, second))
    known = {agreement.id for agreement in found.agreements}
    assert all(event.agreement in known for event in found.events if event.type == "signing")


def in_order(first: str | None, second: str | None) -> bool:
    if first is None or second is None:
        return True
    return (edtf.parse(first).start or date.min) <= (edtf.parse(second).end or date.max)


def test_the_id_of_an_agreement_does_not_hang_on_the_rest_of_the_text(coder: Coder) -> None:
    alone = one(coder, "Peru and Fiji signed a treaty on seals.")
    more = agreements(
        coder, "Chad sings. Peru and Fiji signed a treaty on seals. Peru and Fiji signed a treaty on whales."
    )
    assert alone.id == more[0].id


# The parts


def test_content_words_are_those_that_tell_titles_apart() -> None:
    assert pacts.content_words("Memorandum of Understanding on the Fields of Customs") == {"custom"}
    assert pacts.content_words("Bilateral Cooperation Agreement") == frozenset()
    assert pacts.title_words("the EAEU FTA") == {"eaeu", "free", "trade", "agreement"}


def test_cues_inflect() -> None:
    cues = acts.load(CODEBOOK)
    assert cues.says["negotiated",] is Outlook.SOUGHT
    assert cues.says["without",] is Outlook.DENIED
    assert cues.says["proposing",] is Outlook.WISHED
    assert {"covers", "focused"} <= cues.content
    assert "runs" in cues.lasts

"""Subjects, objects, prepositions and verb groups of single sentences, by hand-made mentions and in whole articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import events, sentence

from comity.coder.grammar import Sentence
from comity.coder.verb_groups import VerbGroup
from comity.terms import Status


def group(found: Sentence, verb: str, form: str) -> VerbGroup:
    return found.verb_group(found.index(found.text.index(verb)), form)


def actors(found: Sentence, numbers: list[int]) -> list[str]:
    return [actor for number in numbers for actor in found.mentions[number].actors]


SUBJECTS = [
    ("Kenya signed the pact.", "signed", ["kenya"]),
    ("Kenya and Peru signed the pact.", "signed", ["kenya", "peru"]),
    ("Kenya, Peru and Ghana signed the pact.", "signed", ["kenya", "peru", "ghana"]),
    ("Kenya, Peru, and Ghana signed the pact.", "signed", ["kenya", "peru", "ghana"]),
    ("Kenya, along with Peru, signed the pact.", "signed", ["kenya"]),  # and "with" governs Peru
    ("Kenya as well as Peru signed the pact.", "signed", ["kenya", "peru"]),
    ("Otieno, who had studied in Chile, signed the pact.", "signed", ["otieno"]),
    ("Otieno, whose father was born in Peru, signed the pact.", "signed", ["otieno"]),
    ("Otieno (left) and Rojas (right) signed the pact.", "signed", ["otieno", "rojas"]),
    ("Otieno of Kenya signed the pact.", "signed", ["otieno"]),
    ("Kenya's Otieno signed the pact.", "signed", ["otieno"]),
    ("In Lima, Otieno signed the pact.", "signed", ["otieno"]),
    ("At talks with Rojas, Otieno signed the pact.", "signed", ["otieno"]),
    ("Otieno met Rojas and signed the pact.", "signed", ["otieno"]),
    ("Otieno met Rojas and later signed the pact.", "signed", ["otieno"]),
    ("Kenya said that Peru signed the pact.", "signed", ["peru"]),
    ("While Kenya waited, Peru signed the pact.", "waited", ["kenya"]),
    ("The ministers of Kenya and Peru signed the pact.", "signed", ["kenya", "peru"]),
    ("Kenya's delegation signed the pact.", "signed", ["kenya"]),
    ("It is the pact that Kenya signed.", "signed", ["kenya"]),
    ("The pact was signed on Monday.", "signed", []),
]


@pytest.mark.parametrize(("text", "verb", "expected"), SUBJECTS)
def test_subject(text: str, verb: str, expected: list[str]) -> None:
    found = sentence(text)
    assert actors(found, found.subject(group(found, verb, "d"))) == expected


OBJECTS = [
    ("Otieno met Rojas in Lima.", "met", ["rojas"]),
    ("Otieno met Rojas, Mensah and Wambui in Lima.", "met", ["rojas", "mensah", "wambui"]),
    ("Otieno met with Rojas.", "met", []),
    ("Otieno met the visiting Rojas.", "met", ["rojas"]),
]


@pytest.mark.parametrize(("text", "verb", "expected"), OBJECTS)
def test_object(text: str, verb: str, expected: list[str]) -> None:
    found = sentence(text)
    after = found.index(text.index(verb)) + 1
    assert actors(found, found.objects(after, len(found.tokens))) == expected


GOVERNORS = [
    ("Otieno flew to Peru.", "Peru", ("to",)),
    ("Otieno spoke to the people of Peru.", "Peru", ("of", "to")),
    ("A pact between Kenya and Peru took effect.", "Peru", ("between",)),
    ("A pact with Kenya, Peru and Ghana took effect.", "Ghana", ("with",)),
    ("Envoys of Kenya met Peru.", "Peru", ()),
    ("Otieno was scheduled to visit Peru.", "Peru", ()),
    ("After Peru ordered ships, prices rose.", "Peru", ()),
    ("After talks with Peru, prices rose.", "Peru", ("with",)),
    ("After meeting Rojas, Otieno left.", "Rojas", ()),
    ("In the presence of Rojas, Otieno and Mensah signed.", "Otieno", ()),
]


@pytest.mark.parametrize(("text", "name", "expected"), GOVERNORS)
def test_governors(text: str, name: str, expected: tuple[str, ...]) -> None:
    found = sentence(text)
    number = next(n for n, mention in enumerate(found.mentions) if mention.start == text.index(name))
    assert found.governors(number) == expected


STATUSES = [
    ("Kenya signed the pact.", "signed", "d", Status.OCCURRED),
    ("Kenya has signed the pact.", "signed", "d", Status.OCCURRED),
    ("Kenya will sign the pact.", "sign", "b", Status.SCHEDULED),
    ("Kenya is to sign the pact.", "sign", "b", Status.SCHEDULED),
    ("Kenya is due to sign the pact.", "sign", "b", Status.SCHEDULED),
    ("Kenya agreed to sign the pact.", "sign", "b", Status.SCHEDULED),
    ("Kenya would also sign the pact.", "sign", "b", Status.SCHEDULED),
    ("Kenya plans to build a port, sign the pact and pay.", "sign", "b", Status.SCHEDULED),
    ("Kenya may sign the pact.", "sign", "b", Status.PROPOSED),
    ("Kenya should sign the pact.", "sign", "b", Status.PROPOSED),
    ("Kenya hopes to sign the pact.", "sign", "b", Status.PROPOSED),
    ("Kenya invited Peru to sign the pact.", "sign", "b", Status.PROPOSED),
    ("Kenya proposed that Peru sign the pact.", "sign", "b", Status.PROPOSED),
    ("If Kenya signed the pact, Peru would pay.", "signed", "d", Status.PROPOSED),
    ("Peru will pay if Kenya agrees.", "pay", "b", Status.PROPOSED),
    ("If Kenya agrees, Peru will pay.", "pay", "b", Status.PROPOSED),
    ("They spoke of the possibility of signing the pact.", "signing", "g", Status.PROPOSED),
    ("Kenya is signing the pact.", "signing", "g", Status.ONGOING),
    ("Otieno is due to see Lima before visiting Chile.", "visiting", "g", Status.SCHEDULED),
    ("Kenya was the first to sign the pact.", "sign", "b", Status.OCCURRED),
    ("Kenya did not sign the pact.", "sign", "b", None),
    ("Kenya never signed the pact.", "signed", "d", None),
    ("Kenya has yet to sign the pact.", "sign", "b", None),
    ("Kenya refused to sign the pact.", "sign", "b", None),
    ("Kenya failed to sign the pact.", "sign", "b", None),
    ("Neither Kenya nor Peru signed the pact.", "signed", "d", None),
    ("Otieno denied that Kenya signed the pact.", "signed", "d", None),
    ("Otieno flew to Lima to sign the pact.", "sign", "b", None),
]


@pytest.mark.parametrize(("text", "verb", "form", "expected"), STATUSES)
def test_how_real_an_act_is(text: str, verb: str, form: str, expected: Status | None) -> None:
    assert group(sentence(text), verb, form).status is expected


def test_a_purpose_is_real_in_a_caption() -> None:
    text = "Otieno and Rojas in Lima to sign the pact."
    assert group(sentence(text), "sign", "b").status is None
    assert group(sentence(text, caption=True), "sign", "b").status is Status.SCHEDULED


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("The pact was signed by Kenya.", True),
        ("The pact has been signed by Kenya.", True),
        ("The pact will be signed by Kenya.", True),
        ("The pact got signed in the end.", True),
        ("Kenya signed the pact.", False),
        ("Kenya has signed the pact.", False),
    ],
)
def test_passive(text: str, passive: bool) -> None:
    assert group(sentence(text), "signed", "d").passive is passive


def test_what_was_agreed_is_told() -> None:
    assert group(sentence("Kenya agreed to sign the pact."), "sign", "b").agreed
    assert not group(sentence("Kenya is due to sign the pact."), "sign", "b").agreed


class TestClauses:
    def clause(self, text: str, verb: str) -> str:
        found = sentence(text)
        index = found.index(text.index(verb))
        left, right = found.left_edge(index), found.right_edge(index + 1)
        return text[found.tokens[left].start : found.tokens[right - 1].end]

    @pytest.mark.parametrize(
        ("text", "verb", "expected"),
        [
            ("Kenya paid; Peru signed.", "signed", "Peru signed."),
            ("Kenya paid – Peru signed.", "signed", "Peru signed."),
            ("Kenya paid, while Peru signed.", "signed", "Peru signed."),
            ("Kenya said that Peru signed.", "signed", "Peru signed."),
            ("Kenya paid Peru and was thanked.", "paid", "Kenya paid Peru"),
            ("Kenya paid Peru, which was thanked.", "paid", "Kenya paid Peru,"),
            ("Otieno, who arrived in Lima on Monday, met Rojas.", "arrived", "Otieno, who arrived in Lima on Monday"),
            ("Kenya-Peru ties and the 5:30 train helped.", "helped", "Kenya-Peru ties and the 5:30 train helped."),
        ],
    )
    def test_edges(self, text: str, verb: str, expected: str) -> None:
        assert self.clause(text, verb) == expected


# Words that may be noun or verb.
@pytest.mark.parametrize(
    ("text", "word", "noun"),
    [
        ("The visit was short.", "visit", True),
        ("Kenya's visit was short.", "visit", True),
        ("The Kenyan visit was short.", "visit", True),
        ("Leaders visit Lima.", "visit", True),  # two nouns or noun and verb: as far as the words go, a noun
        ("Kenya and Peru visit Lima.", "visit", False),
        ("They will visit Lima.", "visit", False),
        ("They often visit Lima.", "visit", False),
    ],
)
def test_noun_or_verb(text: str, word: str, noun: bool) -> None:
    found = sentence(text)
    assert found.is_noun(found.index(text.index(word))) is noun


@given(
    st.lists(
        st.sampled_from(
            "Kenya Peru Otieno Rojas Lima the two countries and , ; – - who which that to of with by after meeting signed "
            "was be will not if has yet agreed her ( ) ' ’s . 5 – it Ghana's Neither before flying".split()
        ),
        min_size=1,
        max_size=40,
    ).map(" ".join)
)
def test_every_question_has_an_answer(text: str) -> None:
    found = sentence(text)
    for number in range(len(found.mentions)):
        assert len(found.governors(number)) <= 3
    for index in range(len(found.tokens)):
        assert 0 <= found.left_edge(index) <= index
        assert index <= found.right_edge(index) <= len(found.tokens)
        for form in "bsdng":
            verb = found.verb_group(index, form)
            assert 0 <= verb.first <= index
            assert set(found.subject(verb)) <= set(range(len(found.mentions)))
        assert set(found.objects(index, len(found.tokens))) <= set(range(len(found.mentions)))


# --- Through the whole coder -----------------------------------------------------------------------------------------

OTIENO = "Kenyan Foreign Minister Amina Otieno"
ROJAS = "Peruvian Foreign Minister Luis Rojas"

WHOLE = {
    "relative clause": (
        f"{OTIENO}, who arrived in Lima on Monday, met {ROJAS}.",
        ["visit occurred 2025-05-12 initiator=amina-otieno target=peru", "meeting occurred - participant=amina-otieno+luis-rojas"],
    ),
    "relative clause with a possessor": (
        f"{ROJAS}, whose father was born in Chile, visited Kenya in March 2024.",
        ["visit occurred 2024-03 initiator=luis-rojas target=kenya"],
    ),
    "object of a relative clause": (
        "The agreement, which Kenya and Peru signed in 2023, will take effect on 1 June 2025.",
        ["signing occurred 2023 signatory=kenya+peru", "entry_into_force scheduled 2025-06-01 participant=kenya+peru"],
    ),
    "object of a clause without pronoun": (
        "The agreement Kenya and Peru signed in 2023 will take effect on 1 June 2025.",
        ["signing occurred 2023 signatory=kenya+peru", "entry_into_force scheduled 2025-06-01 participant=kenya+peru"],
    ),
    "three signatories": (
        "Kenya, Peru and Ghana signed an agreement on fisheries on 5 May 2025.",
        ["signing occurred 2025-05-05 signatory=ghana+kenya+peru"],
    ),
    "ministers of two countries": (
        "The foreign ministers of Kenya and Peru met in Geneva on Monday.",
        ["meeting occurred 2025-05-12 participant=kenya+peru"],
    ),
    "coordinate verbs": (
        f"{ROJAS} visited Kenya in April 2025 and met Kenyan President Grace Wambui.",
        ["visit occurred 2025-04 initiator=luis-rojas target=kenya", "meeting occurred 2025-04 participant=grace-wambui+luis-rojas"],
    ),
    "passive": (
        "An agreement on fisheries was signed by Kenya and Peru on 5 May 2025.",
        ["signing occurred 2025-05-05 signatory=kenya+peru"],
    ),
    "passive with two objects": (
        "Kenya was given 200 tonnes of wheat by Peru in March 2025.",
        ["aid occurred 2025-03 initiator=peru target=kenya"],
    ),
    "reduced passive": (
        "An agreement on fisheries signed by Kenya and Peru in 2019 has opened the coast to research ships.",
        ["signing occurred 2019 signatory=kenya+peru"],
    ),
    "reduced passive of a gift": (
        "200 tonnes of wheat donated by Peru arrived in Kenya in March 2025.",
        ["aid occurred 2025-03 initiator=peru target=kenya"],
    ),
    "gerund before the main clause": (
        f"After meeting {ROJAS} on Monday, {OTIENO} thanked Peru.",
        ["meeting occurred 2025-05-12 participant=amina-otieno+luis-rojas"],
    ),
    "caption": (
        f"{OTIENO} (left) meets {ROJAS} (right) in Lima on May 5. (Photo: Some Wire)",
        ["meeting occurred 2025-05-05 participant=amina-otieno+luis-rojas"],
    ),
    "caption in the present": (
        "Kenya paid.\n\nKenyan President Amina Otieno and Peruvian President Luis Rojas sign an agreement on visas in Lima on May 5. (Photo: Some Wire)",
        ["signing occurred 2025-05-05 participant=kenya+peru signatory=amina-otieno+luis-rojas"],
    ),
    "infinitive of purpose": (
        f"{OTIENO} travelled to Lima on Monday to sign an agreement on fisheries with Peru.",
        ["visit occurred 2025-05-12 initiator=amina-otieno target=peru"],
    ),
    "to be": (f"{OTIENO} is to visit Peru in June 2025.", ["visit scheduled 2025-06 initiator=amina-otieno target=peru"]),
    "present participle of what is under way": (f"{ROJAS} is visiting Kenya.", ["visit occurred - initiator=luis-rojas target=kenya"]),
    "things do not travel": ("The trucks, made by a company in Lima, will arrive in Kenya in 2026.", []),
    "not": ("Kenya did not sign the agreement with Peru.", []),
    "no": ("No agreement was signed by Kenya and Peru.", []),
    "neither": ("Neither Kenya nor Peru signed the declaration.", []),
    "yet to": ("Kenya has yet to sign the fisheries agreement with Peru.", []),
    "refused": ("Kenya refused to sign an agreement with Peru on fisheries.", []),
    "might": ("Kenya might sign an agreement with Peru.", []),
    "should": ("Kenya and Peru should sign an agreement on visas.", []),
    "if": ("If Peru signs the agreement, Kenya will open its ports.", []),
    "asked": ("Peru asked Kenya to send vaccines.", []),
    "cancelled": (f"{OTIENO} cancelled her visit to Peru.", []),
    "postponed": (f"A visit by {OTIENO} to Peru was postponed.", []),
    "denied": (f"{ROJAS} denied that he had met {OTIENO}.", []),
    "agreed without a date": ("Kenya and Peru agreed to hold talks on visas.", []),
    "agreed with a date": (
        "Kenya and Peru agreed on Monday to hold talks in June 2025.", ["meeting scheduled 2025-06 participant=kenya+peru"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WHOLE.values(), ids=WHOLE)
def test_in_an_article(text: str, expected: list[str]) -> None:
    assert events(text) == expected

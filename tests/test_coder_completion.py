"""The other side of an event: whom its sentence, its article or the visit it is part of leaves to be understood."""

from __future__ import annotations

import pytest
from scenes import candidate, cast, events, sentence, sides

from comity.coder import completion, visits
from comity.coder.candidates import Candidate
from comity.coder.sides import Sides


def completed(text: str, trigger: str, event_type: str, **roles: str) -> dict[str, list[str]]:
    found = candidate(text, trigger, event_type, **roles)
    completion.complete(found, sentence(text), sides(text))
    assert found.partial is (len(sides(text).of_all(found.actors())) < 2)
    return found.roles


class TestFromTheSentence:
    def test_the_next_country(self) -> None:
        assert completed("Kenya donated wheat, which pleased Peru.", "donated", "aid", initiator="kenya") == {
            "initiator": ["kenya"], "target": ["peru"],
        }  # fmt: skip

    def test_the_open_role(self) -> None:
        text = "Wheat reached Kenya from Peru."
        assert completed(text, "reached", "aid", target="kenya") == {"target": ["kenya"], "initiator": ["peru"]}
        text = "Otieno signed the pact with Rojas."
        assert completed(text, "signed", "signing", signatory="otieno") == {
            "signatory": ["otieno"],
            "participant": ["rojas"],
        }

    def test_nobody_of_the_same_side(self) -> None:
        text = "Kenya donated wheat, said Otieno."
        assert completed(text, "donated", "aid", initiator="kenya") == {"initiator": ["kenya"]}

    def test_whole_pairs_are_left_alone(self) -> None:
        text = "Kenya donated wheat to Peru, said Mensah."
        roles = completed(text, "donated", "aid", initiator="kenya", target="peru")
        assert roles == {"initiator": ["kenya"], "target": ["peru"]}

    @pytest.mark.parametrize("event_type", ["meeting", "negotiation", "signing", "partnership", "award"])
    def test_a_venue_is_no_side(self, event_type: str) -> None:
        text = "Otieno spoke in Lima."
        assert completed(text, "spoke", event_type, participant="otieno") == {"participant": ["otieno"]}

    def test_a_capital_that_acts_is_a_side(self) -> None:
        text = "Otieno held talks after Lima had protested."
        assert completed(text, "talks", "conflict", initiator="otieno") == {"initiator": ["otieno"], "target": ["peru"]}

    def test_talks_take_no_side_from_another_clause(self) -> None:
        text = "Otieno held talks; Peru was not named."
        found = candidate(text, "talks", "meeting", participant="otieno")
        found.edges = (0, text.index(";"))
        completion.complete(found, sentence(text), sides(text))
        assert found.roles == {"participant": ["otieno"]}

    def test_an_era_is_no_side(self) -> None:
        text = "Kenya opened a mission in the Peru era."
        assert completed(text, "opened", "institution", initiator="kenya") == {"initiator": ["kenya"]}


class TestVisits:
    def test_a_person_stands_for_the_host(self) -> None:
        text = "The trip of Otieno included talks with President Rojas."
        assert completed(text, "talks", "visit", initiator="otieno") == {"initiator": ["otieno"], "target": ["peru"]}

    def test_who_acts_in_a_by_phrase_does_not_host(self) -> None:
        text = "Otieno arrived on a ship built by Peru."
        assert completed(text, "arrived", "visit", initiator="otieno") == {"initiator": ["otieno"]}

    def test_things_do_not_travel(self) -> None:
        text = "The trucks of Peru arrived in Kenya."
        assert completed(text, "arrived", "visit", target="kenya") == {"target": ["kenya"]}

    def test_a_participle_has_its_subject_elsewhere(self) -> None:
        text = "Arriving in Kenya, Rojas waved."
        assert completed(text, "Arriving", "visit", target="kenya") == {"target": ["kenya"], "initiator": ["rojas"]}

    @pytest.mark.parametrize("described", ["to the island nation", "in the country", "to the tiny kingdom"])
    def test_the_host_described(self, described: str) -> None:
        text = f"Otieno's trip {described} ended. Kenya, Kenya, Peru and Peru smiled."
        found = candidate(text, "trip", "visit", initiator="otieno")
        completion.complete_by_description(found, sentence(text), sides(text))
        assert (found.roles, found.partial) == ({"initiator": ["otieno"], "target": ["peru"]}, False)

    def test_a_description_without_two_sides_says_nothing(self) -> None:
        text = "Otieno's trip to the island nation ended."
        found = candidate(text, "trip", "visit", initiator="otieno")
        completion.complete_by_description(found, sentence(text), sides(text))
        assert found.partial


class TestLeaders:
    def led(self, text: str, trigger: str, event_type: str, **roles: str) -> dict[str, list[str]]:
        found = candidate(text, trigger, event_type, **roles)
        completion.name_leader(found, sentence(text), sides(text))
        return found.roles

    def test_the_leader_travels_for_the_country(self) -> None:
        text = "The Kenyan delegation led by Minister Otieno arrived in Peru."
        assert self.led(text, "arrived", "visit", initiator="kenya", target="peru") == {
            "initiator": ["otieno"], "target": ["peru"],
        }  # fmt: skip

    def test_each_for_his_own(self) -> None:
        text = "Kenya's team, headed by Otieno, met that of Peru, headed by Rojas."
        assert self.led(text, "met", "meeting", participant="kenya peru") == {"participant": ["rojas", "otieno"]}

    def test_a_body_stays(self) -> None:
        text = "A group of the African Union led by Otieno visited Peru."
        roles = self.led(text, "visited", "visit", initiator="african-union", target="peru")
        assert roles["initiator"] == ["african-union"]

    def test_who_only_acts_leads_nobody(self) -> None:
        text = "Kenya met Peru in a hall built by Otieno."
        assert self.led(text, "met", "meeting", participant="kenya peru") == {"participant": ["kenya", "peru"]}


TWO = "Kenya Kenya Kenya Peru Peru Peru."  # an article about two countries


class TestFromTheArticle:
    def test_the_two_sides(self) -> None:
        known = sides(TWO + " Ghana.")
        assert (known.main, known.bilateral) == (("KEN", "PER"), True)
        assert not sides("Kenya Kenya Kenya Peru Peru Peru Ghana Ghana Ghana.").bilateral
        assert not sides("Kenya Kenya Kenya.").bilateral

    def test_an_organisation_is_a_side(self) -> None:
        known = sides("Kenya Kenya Kenya and the African Union, the African Union, the African Union.")
        assert known.main == ("KEN", "african-union")
        assert known.country_ids["african-union"] == "african-union"

    def test_a_document_is_theirs(self) -> None:
        found = candidate(TWO, "Kenya", "signing")
        found.documents = [0]
        completion.complete_by_dyad([found], True, [sentence(TWO)], sides(TWO))
        assert (found.roles, found.partial) == ({"participant": ["kenya", "peru"]}, False)

    def test_talks_are_not(self) -> None:
        found = candidate(TWO, "Kenya", "meeting")
        completion.complete_by_dyad([found], True, [sentence(TWO)], sides(TWO))
        assert found.partial

    def test_relations_are_theirs(self) -> None:
        text = "Relations were established in 1996."
        found = candidate(text, "established", "diplomatic_relations")
        completion.complete_by_dyad([found], False, [sentence(text)], sides(TWO))
        assert found.roles == {"participant": ["kenya", "peru"]}

    @pytest.mark.parametrize(
        ("text", "trigger", "span"),
        [
            ("Relations with Ghana were established.", "established", None),
            ("The market was opened in 1996.", "opened", (4, 10)),
        ],
    )
    def test_what_may_be_others_is_not(self, text: str, trigger: str, span: tuple[int, int] | None) -> None:
        found = candidate(text, trigger, "institution" if span else "diplomatic_relations")
        found.object_span = span
        completion.complete_by_dyad([found], False, [sentence(text)], sides(TWO + " Ghana."))
        assert found.partial

    def test_help_is_for_the_other(self) -> None:
        text = "Kenya donated wheat."
        found = candidate(text, "donated", "aid", initiator="kenya")
        completion.complete_gifts_by_dyad([found], [sentence(text)], sides(TWO))
        assert found.roles == {"initiator": ["kenya"], "target": ["peru"]}

    def test_help_is_from_the_other(self) -> None:
        text = "Wheat was handed to Peru."
        found = candidate(text, "handed", "aid", target="peru")
        completion.complete_gifts_by_dyad([found], [sentence(text)], sides(TWO))
        assert found.roles == {"target": ["peru"], "initiator": ["kenya"]}

    def test_help_with_a_third_in_the_sentence_is_left_open(self) -> None:
        text = "Kenya donated wheat, Ghana said."
        found = candidate(text, "donated", "aid", initiator="kenya")
        completion.complete_gifts_by_dyad([found], [sentence(text)], sides(TWO))
        assert found.partial

    def test_a_school_stands_for_its_country(self) -> None:
        text = "Kenya donated wheat to a school."
        found = candidate(text, "donated", "aid", initiator="kenya", target="school")
        completion.complete_by_home([found], sides(TWO))
        assert found.roles == {"initiator": ["kenya"], "target": ["school", "peru"]}


class TestFromTheVisit:
    visit = candidate("Otieno visited Peru.", "visited", "visit", initiator="otieno", target="peru")

    def after_visit(self, event_type: str, **roles: str) -> Candidate:
        found = candidate("Then they gave it.", "gave", event_type, **roles)
        visits.complete_by_visit([self.visit, found], Sides(cast(""), {"KEN": "kenya", "PER": "peru"}))
        return found

    def test_what_a_traveller_gives_is_for_the_host(self) -> None:
        assert self.after_visit("gift", initiator="otieno").roles == {"initiator": ["otieno"], "target": ["peru"]}

    def test_an_honour_by_the_host_is_for_the_traveller(self) -> None:
        assert self.after_visit("award", initiator="rojas").roles == {"initiator": ["rojas"], "target": ["otieno"]}

    def test_others_are_left_open(self) -> None:
        assert self.after_visit("gift", initiator="mensah").partial
        assert self.after_visit("meeting", participant="otieno").partial


# --- Through the whole coder -----------------------------------------------------------------------------------------

OTIENO = "Kenyan President Amina Otieno"
ROJAS = "Peruvian President Luis Rojas"

WHOLE = {
    "a third country as venue": (
        f"{OTIENO} held talks with {ROJAS} in Paris on Monday.",
        ["meeting occurred 2025-05-12 participant=amina-otieno+luis-rojas"],
    ),
    "the venue of a signing": (
        "Kenya and Peru signed an agreement on visas in Washington on Monday.",
        ["signing occurred 2025-05-12 signatory=kenya+peru"],
    ),
    "talks with nobody": ("The Kenyan foreign minister held talks in Geneva on Monday.", []),
    "an embassy abroad": (
        "Kenya opened an embassy in Lima on Monday.", ["institution occurred 2025-05-12 initiator=kenya target=peru"],
    ),
    "a delegation and its leader": (
        "The Kenyan delegation led by Amina Otieno, Minister of Foreign Affairs, arrived in Lima on Monday.",
        ["visit occurred 2025-05-12 initiator=amina-otieno target=peru"],
    ),
    "the host in the passive": (
        f"{ROJAS} was received by {OTIENO} in Nairobi on Monday.",
        ["meeting occurred 2025-05-12 participant=amina-otieno+luis-rojas"],
    ),
    "the country of the visit": (
        f"""
        {OTIENO} on Wednesday received visiting {ROJAS} in Nairobi.

        Rojas, who arrived in the country on Tuesday for a three-day visit, said Peru would think of Kenya.
        """,
        [
            "meeting occurred 2025-05-14 participant=amina-otieno+luis-rojas",
            "visit occurred 2025-05-13/2025-05-15 initiator=luis-rojas target=kenya",
        ],
    ),
    "a gift on a visit": (
        f"{OTIENO} visited Peru from 5 to 7 May 2025. She laid a wreath at the Monument of Heroes.",
        [
            "visit occurred 2025-05-05/2025-05-07 initiator=amina-otieno target=peru",
            "gift occurred 2025-05-05/2025-05-07 initiator=amina-otieno target=peru",
        ],
    ),
    "the signing told without its sides": (
        f"""
        {OTIENO} held talks with {ROJAS} in Lima on 5 May 2025. Kenya and Peru want more trade, and Peru buys tea in Kenya.

        After the talks, an agreement on fisheries was signed.
        """,
        [
            "meeting occurred 2025-05-05 participant=amina-otieno+luis-rojas",
            "signing occurred 2025-05-05 signatory=kenya+peru",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WHOLE.values(), ids=WHOLE)
def test_in_an_article(text: str, expected: list[str]) -> None:
    assert events(text) == expected

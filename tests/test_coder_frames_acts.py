"""Acts between states as newswire tells them: who gives, honours, trains, opens, expels, and whom."""

from __future__ import annotations

import pytest
from scenes import code, events

_VISIT = "visit occurred 2025-05-12 initiator=dina-boluarte target=kenya"


class TestHosts:
    @pytest.mark.parametrize(
        "text",
        [
            "Kenyan President William Ruto hosted Peruvian President Dina Boluarte for a state visit on Monday.",
            "Kenya welcomed a visit by Peruvian President Dina Boluarte on Monday.",
            "Peruvian President Dina Boluarte was welcomed by President William Ruto on a state visit to Kenya on Monday.",
        ],
    )
    def test_who_hosts_somebody_is_visited(self, text: str) -> None:
        assert [event for event in events(text) if event.startswith("visit")] == [_VISIT]

    def test_a_host_of_the_future(self) -> None:
        text = "Kenya will host Peruvian President Dina Boluarte for a state visit on December 1."
        assert "visit scheduled 2025-12-01 initiator=dina-boluarte target=kenya" in events(text)


class TestAid:
    @pytest.mark.parametrize(
        "text",
        [
            "Kenya gifted disaster relief materials to Peru.",
            "Peruvian Foreign Minister Elmer Schialer thanked Kenya for providing humanitarian assistance.",
            "Peruvian Foreign Minister Elmer Schialer thanked Kenya for supporting Peru with medical supplies.",
            "Peru received a donation of tents from Kenya.",
            "The Peruvian Ministry of Health was honoured to receive a donation of medical items from Kenya.",
            "Peru received N$800,000 from Kenya for the victims of the drought.",
        ],
    )
    def test_giver_and_receiver(self, text: str) -> None:
        (event,) = events(text)
        giver, receiver = event.partition(" initiator=")[2].split(" target=")
        assert (event.split()[0], giver.split("-of-")[-1], receiver.split("-of-")[-1]) == (
            "aid", "kenya", "peru",
        ) or "elmer-schialer" in receiver  # fmt: skip

    def test_help_told_again_is_no_other_help(self) -> None:
        text = """
            Kenya has provided relief materials to flood victims in Peru.
            Kenyan Ambassador Jane Wambui handed over relief items to Defence Minister Walter Astudillo on Monday.
            The minister thanked Kenya for providing humanitarian assistance.
            """
        assert len(events(text)) == 1

    def test_food_and_medicine_are_two(self) -> None:
        text = "Kenya sent medical supplies to Peru on Monday. Kenya delivered food aid to Peru on Tuesday."
        assert len(events(text)) == 2

    def test_who_tells_of_help_does_not_get_it(self) -> None:
        text = '"Kenya will donate another batch of food aid to Peru this year," Ambassador Jane Wambui said.'
        assert events(text) == ["aid scheduled 2025 initiator=kenya target=peru"]

    def test_help_that_was_promised_before_is_no_new_promise(self) -> None:
        assert events("The equipment is part of Kenya's grant aid committed to the health sector of Peru.") == []


class TestConflict:
    def test_an_expulsion_and_the_summons_that_answers_it(self) -> None:
        text = "Peru on Tuesday summoned the Kenyan ambassador after Kenya's decision to expel 35 Peruvian diplomats."
        assert [event.partition(" - ")[2] or event for event in events(text)] == [
            "conflict occurred 2025-05-13 initiator=peru target=kenya",
            "initiator=kenya target=peru",
        ]

    def test_an_expulsion_is_done_when_it_is_announced(self) -> None:
        text = (
            "Peru announced the expulsion of two Kenyan diplomats. Kenya's embassy was told of the expulsion on Monday."
        )
        assert events(text)[0].startswith("conflict occurred")

    def test_fire_at_positions(self) -> None:
        assert events("Peruvian troops opened fire at Kenyan positions on Monday.")[0].startswith("conflict occurred")

    def test_fighting_elsewhere_is_background(self) -> None:
        text = (
            "Peruvian and Kenyan guards clashed on Monday against the background of fighting between Ghana and Chile."
        )
        assert not any("ghana" in event for event in events(text))

    def test_banned_goods_are_no_trade(self) -> None:
        text = "Peru expanded a ban on imported goods from Kenya on Saturday."
        assert events(text) == ["conflict occurred 2025-05-10 initiator=peru target=kenya"]


class TestPartnership:
    @pytest.mark.parametrize("verb", ["upgraded", "agreed to upgrade", "decided to upgrade"])
    def test_an_agreed_upgrade_is_one(self, verb: str) -> None:
        text = f"On Monday, Kenya and Peru {verb} ties from a partnership to a comprehensive strategic partnership."
        assert events(text) == ["partnership occurred 2025-05-12 participant=kenya+peru"]


class TestAwards:
    def test_headlines_leave_was_out(self) -> None:
        text = "Kenya honours envoy\n\nOutgoing Kenyan ambassador Jane Wambui awarded Peru's Order of the Sun."
        assert events(text) == ["award occurred - initiator=peru target=jane-wambui"]


class TestNoAct:
    @pytest.mark.parametrize(
        "text",
        [
            "Talks in Lima continued, marking the 60th anniversary of diplomatic ties between Kenya and Peru.",
            "Peru conveyed congratulations on the establishment of diplomatic relations with Kenya.",
            "The minister travelled at the invitation of Peru, said Kenya.",
        ],
    )
    def test_what_is_only_named(self, text: str) -> None:
        assert not [event for event in events(text) if not event.startswith(("visit", "meeting"))]

    def test_the_summit_on_whose_margins_two_meet(self) -> None:
        text = (
            "Kenyan Foreign Minister Musalia Mudavadi met his Peruvian counterpart Elmer Schialer "
            "on the sidelines of the African Union Summit."
        )
        assert len(events(text)) == 1

    def test_talks_that_a_document_is_on(self) -> None:
        text = (
            "A memorandum was signed for political consultation between the Foreign Ministry of Kenya "
            "and the Foreign Ministry of Peru."
        )
        assert [event.split()[0] for event in events(text)] == ["signing"]

    def test_a_reception_for_a_guest_is_no_culture(self) -> None:
        text = "Kenyan Deputy Minister Anne Wanjiku hosted a reception for Peruvian Ambassador Rosa Quispe."
        assert [event.split()[0] for event in events(text)] == ["meeting"]


class TestDates:
    @pytest.mark.parametrize(
        "text",
        [
            "Peru opened an embassy in Kenya, its second in Africa since it took office in January 2021.",
            "Peru donated tents to Kenya after rivers rose in April.",
        ],
    )
    def test_a_clause_of_time_has_its_own_date(self, text: str) -> None:
        assert all(event.split()[2] == "-" for event in events(text))

    def test_what_two_sign_during_a_visit_has_its_days(self) -> None:
        text = "Kenya and Peru signed a fisheries agreement during Peruvian President Dina Boluarte's visit to Nairobi on Monday."
        assert any(event.startswith("signing occurred 2025-05-12") for event in events(text))


class TestSides:
    def test_talks_are_not_those_of_their_mediator(self) -> None:
        text = "Envoys from Kenya and Peru ended two days of Ghanaian-mediated talks on their border on Monday."
        assert events(text) == ["negotiation occurred 2025-05-11/2025-05-12 participant=kenya+peru mediator=ghana"]

    def test_who_gives_in_whose_name(self) -> None:
        text = "Ambassador Jane Wambui, on behalf of the Government of Kenya, handed over two ambulances to Peru."
        (event,) = events(text)
        assert "initiator=jane-wambui+kenya target=peru" in event

    def test_a_school_stands_for_its_country(self) -> None:
        text = "Kenya provided a grant to rebuild Queen Victoria School in Tailevu, Peru."
        assert "peru" in events(text)[0]

    def test_a_place_at_home_is_a_venue(self) -> None:
        text = "Kenya will give Peru a loan to train nurses in Nairobi."
        assert {event.split(" initiator=")[1] for event in events(text)} == {"kenya target=peru"}

    def test_built_with_whose_help(self) -> None:
        text = "Peru opened a hospital built with Kenyan assistance in Cusco on Monday."
        assert any(event.startswith("aid") and "initiator=kenya" in event for event in events(text))

    def test_what_is_handed_over_receives_nothing(self) -> None:
        text = "Kenya handed over the Jomo Kenyatta Hospital to the government of Peru on Monday."
        assert events(text) == ["aid occurred 2025-05-12 initiator=kenya target=peru"]

    def test_help_of_many_years_is_no_single_delivery(self) -> None:
        text = """
            Kenya on Monday gifted ten ambulances to Peru.
            Kenya has gifted 900 ambulances to Peru since 1994.
            """
        assert len(events(text)) == 2

    def test_announced_help_is_still_to_come(self) -> None:
        assert events("Kenya announced new security assistance for Peru.") == [
            "aid scheduled - initiator=kenya target=peru"
        ]

    def test_two_clauses_two_acts(self) -> None:
        text = "Kenyan troops left Lima on Monday, and a Peruvian society was founded in Nairobi."
        assert not any("society" in event and "2025-05-12" in event for event in events(text))

    def test_a_compound_of_two_nations(self) -> None:
        text = "A Sino-Kenyan joint naval exercise began on Monday."
        assert events(text) == ["training occurred 2025-05-12 participant=china+kenya"]


class TestRuptures:
    @pytest.mark.parametrize(
        "text",
        [
            "Kenya announced the severance of diplomatic relations with Peru on Monday.",
            "Kenya lowered the level of diplomatic relations with Peru on Monday.",
            "Kenya suspended the operations of its embassy in Peru on Monday.",
            "Kenya shot down a Peruvian fighter jet on Monday.",
            "Kenya on Monday summoned the Peruvian ambassador after planes had come close to the Ghanaian border.",
        ],
    )
    def test_who_breaks_with_whom(self, text: str) -> None:
        (event,) = events(text)
        assert event.startswith("conflict occurred 2025-05-12")
        assert event.endswith("kenya target=peru")

    @pytest.mark.parametrize(
        "text",
        [
            "Police arrested three Kenyan nationals in Peru after finding cocaine in a lorry from Ghana.",
            "Kenyan jets were seen close to the border of Peru on Monday.",
        ],
    )
    def test_crime_and_things_are_no_acts_of_states(self, text: str) -> None:
        assert events(text) == []


class TestBodies:
    def test_the_sides_in_the_name_of_a_body(self) -> None:
        text = "Kenya and Peru are far apart. The Kenya-Peru Friendship Association was launched in Lima on Monday."
        (event,) = events(text)
        assert event.startswith("institution occurred 2025-05-12 participant=kenya+peru")

    def test_a_session_of_a_joint_body_is_that_of_the_two(self) -> None:
        text = """
            Kenya and Peru want more trade. Kenya and Peru have agreed on it. Kenya sells tea to Peru.
            The second session of the Joint Economic Commission was held in Nairobi on April 17.
            """
        assert any(event.startswith("meeting occurred 2025-04-17") and "kenya+peru" in event for event in events(text))

    def test_cities_are_twinned_not_their_mayors(self) -> None:
        text = (
            "The Mayor of Kisumu, John Otieno, and the Mayor of Cusco, Rosa Quispe, "
            "signed a twinning agreement in Nairobi on Monday."
        )
        assert any(event.startswith("institution") and "cusco+kisumu" in event for event in events(text))

    def test_what_is_exported_first_is_told_once(self) -> None:
        text = "Kenya exported its first consignment of avocados to Peru last month."
        assert len(events(text)) == 1

    def test_whom_a_replica_is_of_does_not_get_it(self) -> None:
        text = "Kenyan President William Ruto gave Peruvian President Dina Boluarte a replica of a Chilean sword."
        assert not any("chile" in event for event in events(text))


def test_the_highest_accolade_is_an_award() -> None:
    text = "Peruvian President Dina Boluarte was honoured with Kenya's highest national accolade on Monday."
    assert events(text) == ["award occurred 2025-05-12 initiator=kenya target=dina-boluarte"]


def test_talks_with_officials_train_nobody() -> None:
    text = "Peruvian President Dina Boluarte held talks with officials in Kenya on Monday on means of working together."
    assert not [event for event in events(text) if event.startswith("training")]


def test_a_discussion_is_a_meeting() -> None:
    text = "Peruvian President Dina Boluarte on Monday held discussion with Kenyan President William Ruto."
    assert events(text) == ["meeting occurred 2025-05-12 participant=dina-boluarte+william-ruto"]


def test_the_two_states_of_a_continent() -> None:
    text = "Kenya and Ghana are friends. The two West African states signed an agreement on tea on Monday."
    assert events(text) == ["signing occurred 2025-05-12 signatory=ghana+kenya"]


class TestDocuments:
    @pytest.mark.parametrize("documents", ["agreements", "memoranda of understanding", "several agreements and MoUs"])
    def test_documents_are_exchanged(self, documents: str) -> None:
        text = f"The presidents of Kenya and Peru witnessed the exchange of {documents} on Monday."
        assert events(text) == ["signing occurred 2025-05-12 signatory=kenya+peru"]

    @pytest.mark.parametrize("what", ["views on the treaty", "students under the treaty"])
    def test_so_is_much_else(self, what: str) -> None:
        assert not [event for event in events(f"Kenya and Peru spoke of the exchange of {what}.") if "signing" in event]

    def test_a_draft_is_not_signed(self) -> None:
        assert events("Kenya and Peru have finalised the draft agreement on their border.") == []

    def test_an_acronym_keeps_its_capitals(self) -> None:
        record = code("The presidents of Kenya and Peru witnessed the signing of several agreements and MoUs.")
        assert [agreement.title for agreement in record.agreements] == ["Agreements and MoUs"]


def test_a_tariff_of_so_many_per_cent() -> None:
    text = "Kenya imposed a 25 per cent tariff on Peru on Monday."
    assert events(text) == ["conflict occurred 2025-05-12 initiator=kenya target=peru"]


def test_foreign_office_consultations_are_no_office() -> None:
    text = "The third round of Foreign Office Consultations between Kenya and Peru was held in Lima on 5 May 2025."
    assert events(text) == ["meeting occurred 2025-05-05 participant=kenya+peru"]

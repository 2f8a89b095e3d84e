"""Visits and meetings as articles tell them over several sentences: who came, who received whom, what points back."""

from __future__ import annotations

import pytest
from scenes import events

_LEADS = "Kenyan Foreign Minister James Otieno"
_TOLD = [
    (
        "Ecuador's ambassador to Poland, Rosa Villacis, paid a courtesy visit to the Agriculture Minister of Poland, Marek Kowalik, on Monday.",
        ["meeting occurred 2025-05-12 participant=marek-kowalik+rosa-villacis"],
    ),
    (
        "Two Japanese frigates made a courtesy visit to Sri Lanka on Monday.",
        ["visit occurred 2025-05-12 initiator=japan target=sri-lanka"],
    ),
    (
        f"{_LEADS} arrived here on Monday on a two-day visit. Peru's ports are to be shown to the Kenyan guest.",
        ["visit occurred 2025-05-12/2025-05-13 initiator=james-otieno target=peru"],
    ),
    (
        f"Ana Rios, spokeswoman of the Peruvian Foreign Ministry, announced on Monday that {_LEADS} is to pay a visit "
        "to Peru.",
        ["visit scheduled - initiator=james-otieno target=peru"],
    ),
    (
        f"{_LEADS}, accompanied by his wife, Doctor Mary Otieno, was received by Peruvian President Dina Boluarte.",
        ["meeting occurred - participant=dina-boluarte+james-otieno"],
    ),
    (
        f"{_LEADS} ended his Peru visit on Monday.",
        ["visit occurred 2025-05-12 initiator=james-otieno target=peru"],
    ),
    (
        f"Peruvian President Dina Boluarte received {_LEADS} on Monday. During the visit, Kenya and Peru spoke of tea.",
        [
            "meeting occurred 2025-05-12 participant=dina-boluarte+james-otieno",
            "visit occurred 2025-05-12 initiator=james-otieno target=peru",
        ],
    ),
    (
        "Peruvian President Dina Boluarte received Kenya's ambassador, James Otieno, on Monday. "
        "The visit to the palace took an hour.",
        ["meeting occurred 2025-05-12 participant=dina-boluarte+james-otieno"],
    ),
    (
        f"{_LEADS} visited Peru on Monday. During his visit, Otieno will meet President Ollanta Vargas.",
        [
            "visit occurred 2025-05-12 initiator=james-otieno target=peru",
            "meeting scheduled - participant=james-otieno+ollanta-vargas",
        ],
    ),
    (
        f"{_LEADS} is scheduled to visit Peru in June. The two countries prepare documents for this visit.",
        ["visit scheduled 2025-06 initiator=james-otieno target=peru"],
    ),
    (
        "A Kenyan parliamentary delegation led by Senator James Otieno visited Peru on Monday. "
        "The delegation met Peruvian President Dina Boluarte.",
        [
            "visit occurred 2025-05-12 initiator=james-otieno target=peru",
            "meeting occurred 2025-05-12 participant=dina-boluarte+james-otieno",
        ],
    ),
    (
        f"{_LEADS} arrived in Lima on Monday. Peruvian Minister Ana Rios showed the guest a school in Peru. "
        "The guest toured the university.",
        [
            "visit occurred 2025-05-12 initiator=james-otieno target=peru",
            "visit occurred - initiator=james-otieno target=peru",
        ],
    ),
    (
        "Geneva hosted talks between Kenya and Peru on Monday.",
        ["meeting occurred 2025-05-12 participant=kenya+peru"],
    ),
    (
        "The two ministers discussed the Kenya and Peru talks with reporters of Chile.",
        [],
    ),
    (
        f"{_LEADS} came to Lima at Peruvian President Dina Boluarte's invitation on Monday.",
        ["visit occurred 2025-05-12 initiator=james-otieno target=peru"],
    ),
    (
        f"{_LEADS} will visit Lima next week for talks with his Peruvian counterpart Ana Rios.",
        [
            "visit scheduled 2025-05-19/2025-05-25 initiator=james-otieno target=peru",
            "meeting scheduled 2025-05-19/2025-05-25 participant=ana-rios+james-otieno",
        ],
    ),
    (
        f"{_LEADS} laid a wreath in Lima on Monday before his talks with Peruvian President Dina Boluarte.",
        ["meeting occurred - participant=dina-boluarte+james-otieno"],
    ),
    (
        f"{_LEADS} plans to meet Peruvian President Dina Boluarte on June 7, as he himself told reporters.",
        ["meeting scheduled 2025-06-07 participant=dina-boluarte+james-otieno"],
    ),
    (
        "Peruvian President Dina Boluarte stressed the mutual visits between Kenya and Peru in December.",
        [],
    ),
    (
        "Kenyan President William Ruto received the letters of credence of new envoys accredited to Kenya.",
        [],
    ),
    (
        "Kenyan President William Ruto received the letters of credence of Ana Rios, Ambassador of Peru, and Ama Boateng, "
        "High Commissioner of Ghana, on Monday.",
        [
            "meeting occurred 2025-05-12 participant=ana-rios+william-ruto",
            "meeting occurred 2025-05-12 participant=ama-boateng+william-ruto",
        ],
    ),
    (
        "Peruvian President Dina Boluarte spoke to the press. Peruvian Foreign Minister Ana Rios met Kenyan Foreign "
        "Minister James Otieno on Monday. Otieno invited Rios to visit Nairobi. Rios accepted the invitation.",
        [
            "meeting occurred 2025-05-12 participant=ana-rios+james-otieno",
            "visit proposed - initiator=ana-rios target=kenya",
        ],
    ),
    (
        f"{_LEADS} was granted an audience by Peruvian President Dina Boluarte on Monday.",
        ["meeting occurred 2025-05-12 participant=dina-boluarte+james-otieno"],
    ),
    (
        f"{_LEADS}, whose three-day visit to Peru began on Monday, praised the ports.",
        ["visit occurred 2025-05-12/2025-05-14 initiator=james-otieno target=peru"],
    ),
    (
        f"{_LEADS} is expected in Lima in June, his second trip to Peru.",
        ["visit scheduled 2025-06 initiator=james-otieno target=peru"],
    ),
    (
        "The two foreign ministers, James Otieno of Kenya and Ana Rios of Peru, agreed in Lima to hold political "
        "consultations in Nairobi in June. Kenya and Peru are friends.",
        ["meeting scheduled 2025-06 participant=kenya+peru"],
    ),
    (
        "The second session of the Kenya-Peru Joint Commission was held in Lima on Monday.",
        ["meeting occurred 2025-05-12 participant=kenya+kenya-peru-joint-commission+peru"],
    ),
    (
        f"{_LEADS} will attend the World Coffee Forum in Lima in June with pleasure.",
        [],
    ),
    (
        f"{_LEADS} was to have met Peruvian President Dina Boluarte in Lima on Monday.",
        [],
    ),
    (
        f"{_LEADS} arrived in the country on Monday and leaves on Thursday. Peru welcomed the guest from Kenya.",
        ["visit occurred 2025-05-12/2025-05-15 initiator=james-otieno target=peru"],
    ),
    (
        f"{_LEADS} met Peruvian President Dina Boluarte on Monday under an agreement of November 2022. "
        f"On the same day, Otieno met Minister Ana Rios of Peru.",
        [
            "meeting occurred 2025-05-12 participant=dina-boluarte+james-otieno",
            "meeting occurred 2025-05-12 participant=ana-rios+james-otieno",
        ],
    ),
    (
        f"{_LEADS}, who met Minister Ana Rios of Peru on Sunday, had on Monday called on Peruvian President Dina Boluarte.",
        [
            "meeting occurred 2025-05-11 participant=ana-rios+james-otieno",
            "meeting occurred 2025-05-12 participant=dina-boluarte+james-otieno",
        ],
    ),
    (
        "The Foreign Minister of Kenya, James Otieno, met the Minister of Foreign Affairs and Worship of Peru, Ana Rios, "
        "in Lima on Monday.",
        ["meeting occurred 2025-05-12 participant=ana-rios+james-otieno"],
    ),
    (
        "The Swiss Confederation returned 38 textiles to Peru on Monday.",
        [],
    ),
    (
        "Kenyan Foreign Minister James Otieno returned to Lima on Monday.",
        ["visit occurred 2025-05-12 initiator=james-otieno target=peru"],
    ),
    (
        "The two foreign ministries were instructed to convene the third meeting of the Kenya-Peru Joint Commission. "
        "Kenya and Peru founded it.",
        ["meeting scheduled - participant=kenya+kenya-peru-joint-commission+peru"],
    ),
    (
        f"{_LEADS}, in Rome for the Africa summit, held separate meetings on Monday with Italian Prime Minister Marta "
        "Galli and Somali President Ahmed Warsame.",
        [
            "meeting occurred 2025-05-12 participant=james-otieno+marta-galli",
            "meeting occurred 2025-05-12 participant=ahmed-warsame+james-otieno",
        ],
    ),
    (
        "Uruguayan Foreign Minister Laura Pons flew to Bucharest, where Romanian President Ion Dumitru received her on "
        "Monday.",
        [
            "visit occurred - initiator=laura-pons target=romania",
            "meeting occurred 2025-05-12 participant=ion-dumitru+laura-pons",
        ],
    ),
    (
        "Kenya and Peru held talks on Monday. Kenya and Peru are friends. The Prime Minister is to travel to Peru in June. "
        "The shipments will travel to Kenya in May.",
        [
            "meeting occurred 2025-05-12 participant=kenya+peru",
            "visit scheduled 2025-06 initiator=kenya target=peru",
        ],
    ),
    (
        "A team of Kenyan officials is in Lima this week to inspect the port.",
        ["visit occurred 2025-05-12/2025-05-18 initiator=kenya target=peru"],
    ),
    (
        "A visit to Lima by Kenyan lawmakers that had been planned for June will not go ahead.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), _TOLD)
def test_who_came_and_who_met_whom(text: str, expected: list[str]) -> None:
    assert [event for event in events(text) if event.startswith(("visit", "meeting"))] == expected


def test_an_invitation_that_brings_somebody_is_no_new_one() -> None:
    text = f"{_LEADS} came to Lima at the kind invitation of Peruvian President Dina Boluarte on Monday."
    assert not [event for event in events(text) if event.startswith("proposal")]


def test_talks_that_somebody_brokers_are_negotiations() -> None:
    text = (
        "After three days of talks brokered by Chile, negotiators from Kenya and Peru agreed on Monday to reopen the "
        "border."
    )
    assert "negotiation occurred 2025-05-10/2025-05-12 participant=kenya+peru mediator=chile" in events(text)

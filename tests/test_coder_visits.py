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
]


@pytest.mark.parametrize(("text", "expected"), _TOLD)
def test_who_came_and_who_met_whom(text: str, expected: list[str]) -> None:
    assert [event for event in events(text) if event.startswith(("visit", "meeting"))] == expected


def test_an_invitation_that_brings_somebody_is_no_new_one() -> None:
    text = f"{_LEADS} came to Lima at the kind invitation of Peruvian President Dina Boluarte on Monday."
    assert not [event for event in events(text) if event.startswith("proposal")]

"""Cities that only tell where an event was, and those that act."""

from __future__ import annotations

import pytest
from scenes import events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya sent 20 tents to Nampula in Mozambique after the floods.",
            "aid occurred - initiator=kenya target=mozambique",
        ),
        (
            "Kenyan President Jane Wambui visited Arequipa in Peru on Monday.",
            "visit occurred 2025-05-12 initiator=jane-wambui target=peru",
        ),
        (
            "Mombasa and Arequipa became sister cities in May 2023.",
            "institution occurred 2023-05 participant=arequipa+mombasa",
        ),
    ],
)
def test_a_country_stands_for_its_cities(text: str, expected: str) -> None:
    assert expected in events(text)


def test_a_city_whose_mayor_speaks_stands_for_itself() -> None:
    text = "The Mayor of Arequipa, Luis Rojas, spoke. A delegation of Kenya will travel to Arequipa on Friday."
    assert [event for event in events(text) if event.startswith("visit") and "target=arequipa" in event]

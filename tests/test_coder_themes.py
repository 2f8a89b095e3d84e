"""What events are about, told in sentences other than their own."""

from __future__ import annotations

import pytest
from scenes import code, sides

from comity.coder import themes
from comity.coder.reports import Report
from comity.terms import Status


def sectors_of(text: str, kind: str) -> tuple[str, ...]:
    """The sectors of the first event of a kind in a text about Kenya and Peru."""
    return next(tuple(event.sectors) for event in code(text).events if event.type == kind)


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("Kenyan and Peruvian ministers met in Lima on Monday. They discussed mining and sport.", ("mining", "sport")),
        ("Kenyan and Peruvian ministers met in Lima on Monday. Rain fell on the hotels.", ("politics_diplomacy",)),
        (
            "Kenyan and Peruvian ministers met in Lima on Monday. In May, Peru and Kenya signed a treaty on sport, and "
            "they discussed mining.",
            ("politics_diplomacy",),
        ),
        (
            "Kenya's new ambassador to Peru presented her credentials to President Luis Rojas. Mr Rojas highlighted "
            "the mining sector.",
            ("politics_diplomacy",),
        ),
    ],
)
def test_a_meeting_is_about_what_the_sentences_after_it_say_was_talked_of(text: str, sectors: tuple[str, ...]) -> None:
    assert sectors_of(text, "meeting") == sectors


def test_a_signing_is_about_all_that_is_signed() -> None:
    text = (
        "The mayors of Nairobi and Lima signed a twinning agreement. The agreement covers sport and water management."
    )
    assert {"sport", "water_resources"} <= set(sectors_of(text, "signing"))


@pytest.mark.parametrize(
    ("kind", "text", "fields"),
    [
        ("meeting", "Mombasa met Lima", ["local_cooperation"]),
        ("conflict", "Mombasa met Lima", []),
        ("meeting", "Mombasa met Peru", []),
        ("visit", "Mombasa met Peru", ["local_cooperation"]),
    ],
)
def test_cities_that_act_on_both_sides_have_a_field_of_their_own(kind: str, text: str, fields: list[str]) -> None:
    host = "lima" if "Lima" in text else "peru"
    report = Report(kind, Status.OCCURRED, {"initiator": ["mombasa"], "participant": [host]}, [])
    themes.of_actors(report, sides(text))
    assert report.sectors == fields

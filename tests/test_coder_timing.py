"""The dates of events: which date of a sentence is whose, days of known length, occasions and visits."""

from __future__ import annotations

from typing import ClassVar

import pytest
from scenes import PUBLISHED, candidate, cast, code, events, sentence

from comity import edtf
from comity.coder import dates, timing
from comity.coder.reports import Report
from comity.coder.sides import Sides
from comity.terms import Status


def dated(text: str, trigger: str, event_type: str = "meeting", *others: tuple[str, str]) -> list[str | None]:
    """The dates of a trigger in a sentence of which the whole is its clause: its own, and those coordinated."""
    found = candidate(text, trigger, event_type, participant="kenya peru")
    rivals = [found, *(candidate(text, word, kind, participant="kenya peru") for word, kind in others)]
    mentioned = dates.find(text, 0, len(text), edtf.parse(PUBLISHED))
    further = timing.assign_date(found, mentioned, text, rivals)
    timing.span_days(found, text)
    return [found.date, *further]


ONE_SENTENCE = [
    ("They met on 5 May 2025.", "met", "meeting", ["2025-05-05"]),
    ("On 5 May 2025 they met.", "met", "meeting", ["2025-05-05"]),
    ("They met.", "met", "meeting", [None]),
    ("They met in 2019 and talked again in 2020.", "met", "meeting", ["2019"]),
    ("They met in 1957 and 1961.", "met", "visit", ["1957", "1961"]),
    ("They met in 1957, 1961 and 1970.", "met", "visit", ["1957", "1961", "1970"]),
    ("They gave it in 1957 and 1961.", "gave", "aid", ["1957"]),
    ("They will meet, the ministry announced on Wednesday.", "meet", "meeting", [None]),
    ("They met on 5 May, the ministry announced on Monday.", "met", "meeting", ["2025-05-05"]),
    ("On Monday the ministry said that they met.", "met", "meeting", [None]),
    ("The ministry said on Monday they met.", "met", "meeting", [None]),
    ("They met to carry out the plan for 2026-2030.", "met", "meeting", [None]),
    ("They met to discuss the 2015 agreement.", "met", "meeting", [None]),
    ("They must sign by 2030.", "sign", "signing", [None]),
    ("They sold more than in 2022.", "sold", "trade", [None]),
    ("They met the men who landed on Monday.", "met", "meeting", [None]),
    ("They toured a plant on Thursday before meeting farmers.", "meeting", "meeting", [None]),
    ("They held a three-day meeting on 5 May 2025.", "held", "meeting", ["2025-05-05"]),
    ("They began a three-day meeting on 5 May 2025.", "meeting", "meeting", ["2025-05-05/2025-05-07"]),
    ("They ended a three-day meeting on 5 May 2025.", "meeting", "meeting", ["2025-05-03/2025-05-05"]),
    ("They concluded two days of talks on 5 May 2025.", "talks", "meeting", ["2025-05-04/2025-05-05"]),
    ("They arrived on Monday for a 3-day visit.", "visit", "visit", ["2025-05-12/2025-05-14"]),
    ("They began a one-day visit on Monday.", "visit", "visit", ["2025-05-12"]),
    ("They began a three-day visit in May 2025.", "visit", "visit", ["2025-05"]),
    ("They set up ties in 1975.", "set up", "diplomatic_relations", ["1975"]),
    ("They have had ties since 1975.", "had ties", "diplomatic_relations", ["1975"]),
]


@pytest.mark.parametrize(("text", "trigger", "event_type", "expected"), ONE_SENTENCE)
def test_one_sentence(text: str, trigger: str, event_type: str, expected: list[str | None]) -> None:
    assert dated(text, trigger, event_type) == expected


def test_each_trigger_has_its_own_date() -> None:
    text = "The pact, signed on 5 May 2023, took effect on 1 March 2025."
    assert dated(text, "signed", "signing", ("took effect", "entry_into_force")) == ["2023-05-05"]
    assert dated(text, "took effect", "entry_into_force", ("signed", "signing")) == ["2025-03-01"]


def test_a_nearer_trigger_has_the_only_date() -> None:
    text = "They spoke of the pact that they signed on 5 May 2023."
    assert dated(text, "spoke", "meeting", ("signed", "signing")) == [None]


def test_what_was_agreed_has_no_date_from_the_agreeing() -> None:
    text = "They agreed on Monday to sign."
    found = candidate(text, "sign", "signing", Status.SCHEDULED, signatory="kenya peru")
    found.agreed = True
    timing.assign_date(found, dates.find(text, 0, len(text), edtf.parse(PUBLISHED)), text, [found])
    assert found.date is None


def test_a_lasting_act_goes_on_since_its_date() -> None:
    text = "Peru has trained nurses since 2019."
    found = candidate(text, "trained", "training", initiator="peru", target="kenya")
    timing.assign_date(found, dates.find(text, 0, len(text), None), text, [found])
    assert (found.date, found.status) == ("2019/..", Status.ONGOING)


class TestPlace:
    def placed(self, text: str, trigger: str, event_type: str) -> str | None:
        found = candidate(text, trigger, event_type, participant="kenya peru")
        timing.assign_place(found, sentence(text))
        return found.place

    def test_where_it_was(self) -> None:
        assert self.placed("Kenya and Peru met in Lima.", "met", "meeting") == "Lima"
        assert self.placed("Kenya and Peru met at Mombasa.", "met", "meeting") == "Mombasa"

    def test_where_it_went(self) -> None:
        assert self.placed("Otieno flew to Lima.", "flew", "visit") == "Lima"

    def test_where_somebody_came_from_is_no_place(self) -> None:
        assert self.placed("Envoys from Mombasa met.", "met", "meeting") is None


def report(
    event_type: str, date: str | None = None, status: Status = Status.OCCURRED, unit: int = 0, **roles: str
) -> Report:
    text = "Then it was done."
    source = candidate(text, "done", event_type, status, **roles)
    source.unit = unit
    found = Report(event_type, status, dict(source.roles), [source])
    if date is not None:
        source.date = date
        found.date, found.date_source = date, source
    return found


SIDES = Sides(cast(""), {"KEN": "kenya", "PER": "peru"})


class TestOccasions:
    TALKS: ClassVar = {"participant": "otieno rojas"}

    def told(self, text: str, before: list[Report], what: Report, paragraph: int = 0) -> Report:
        what.candidates[0].unit = len(before)
        texts = [*("Before." for _ in before), text]
        timing.date_by_occasion([*before, what], texts, [*(0 for _ in before), paragraph], SIDES)
        return what

    @pytest.mark.parametrize(
        "words",
        ["After the talks", "Following the bilateral talks", "At the end of the meeting", "During their conversation",
         "On the sidelines of the summit", "At the conclusion of the consultations"],
    )  # fmt: skip
    def test_after_the_talks(self, words: str) -> None:
        before = [
            report("meeting", "2025-05-05", **self.TALKS),
            report("signing", "2025-05-01", signatory="kenya peru"),
        ]
        assert (
            self.told(f"{words} they signed.", before, report("signing", signatory="kenya peru")).date == "2025-05-05"
        )

    def test_talks_that_nothing_reports_are_part_of_the_visit(self) -> None:
        visit = report("visit", "2025-05-05/2025-05-07", initiator="otieno", target="peru")
        what = self.told("After the talks they signed.", [visit], report("signing", signatory="kenya peru"))
        assert (what.date, what.during) == ("2025-05-05/2025-05-07", visit)

    def test_not_of_a_visit_by_others(self) -> None:
        visit = report("visit", "2025-05-05/2025-05-07", initiator="mensah", target="peru")
        assert (
            self.told("After the talks they signed.", [visit], report("signing", signatory="kenya peru")).date is None
        )

    def test_at_the_ceremony(self) -> None:
        before = [
            report("visit", "2025-05-05/2025-05-07", initiator="otieno", target="peru"),
            report("institution", "2025-05-06", initiator="kenya", target="peru"),
        ]
        what = self.told("Before the ceremony she met him.", before, report("meeting", **self.TALKS))
        assert what.date == "2025-05-06"

    def test_a_year_is_no_occasion(self) -> None:
        before = [report("aid", "2016", initiator="kenya", target="peru")]
        assert (
            self.told("At the ceremony she gave it.", before, report("gift", initiator="otieno", target="peru")).date
            is None
        )

    def test_nor_a_month_the_same_day(self) -> None:
        before = [
            report("meeting", "2025-06-21", **self.TALKS),
            report("signing", "2025-05", signatory="kenya peru"),
        ]
        gift = report("gift", initiator="otieno", target="peru")
        assert self.told("Later in the day she gave it.", before, gift).date == "2025-06-21"

    def test_the_next_sentence_goes_on(self) -> None:
        opening = report("cultural_event", "2025-05-05", initiator="kenya", target="peru")
        gift = report("gift", initiator="otieno", target="peru", unit=1)
        award = report("award", initiator="otieno", target="rojas", unit=2)
        texts = ["They opened it.", "During the ceremony she gave it.", "She also honoured him."]
        timing.date_by_occasion([opening, gift, award], texts, [0, 1, 1], SIDES)
        assert [gift.date, award.date] == ["2025-05-05", "2025-05-05"]

    def test_the_next_paragraph_does_not(self) -> None:
        opening = report("cultural_event", "2025-05-05", initiator="kenya", target="peru")
        gift = report("gift", initiator="otieno", target="peru", unit=1)
        award = report("award", initiator="otieno", target="rojas", unit=2)
        texts = ["They opened it.", "During the ceremony she gave it.", "She also honoured him."]
        timing.date_by_occasion([opening, gift, award], texts, [0, 1, 2], SIDES)
        assert award.date is None

    def test_own_dates_stay(self) -> None:
        before = [report("meeting", "2025-05-05", **self.TALKS)]
        what = self.told(
            "After the talks they signed.", before, report("signing", "2025-05-06", signatory="kenya peru")
        )
        assert what.date == "2025-05-06"

    def test_what_is_planned_does_not_take_a_past_date(self) -> None:
        before = [report("meeting", "2025-05-05", **self.TALKS)]
        what = report("signing", None, Status.SCHEDULED, signatory="kenya peru")
        assert self.told("After the talks they will sign.", before, what).date is None


class TestVisits:
    def test_a_part_of_the_visit(self) -> None:
        visit = report("visit", "2025-05-05/2025-05-07", initiator="otieno", target="peru")
        meeting = report("meeting", participant="otieno rojas")
        timing.date_by_visit([visit, meeting], SIDES)
        assert (meeting.date, meeting.during) == ("2025-05-05/2025-05-07", visit)

    def test_not_where_the_traveller_has_no_part(self) -> None:
        visit = report("visit", "2025-05-05/2025-05-07", initiator="otieno", target="peru")
        meeting = report("meeting", participant="wambui rojas")
        timing.date_by_visit([visit, meeting], SIDES)
        assert (meeting.date, meeting.during) == (None, None)

    def test_not_of_one_visit_of_several(self) -> None:
        visits = [report("visit", day, initiator="otieno", target="peru") for day in ("2024-05-05", "2025-05-05")]
        meeting = report("meeting", participant="otieno rojas")
        timing.date_by_visit([*visits, meeting], SIDES)
        assert meeting.date is None

    def test_from_arrival_to_departure(self) -> None:
        visit = report("visit", "2025-05-05", initiator="otieno", target="peru")
        onward = report("visit", "2025-05-07", initiator="otieno", target="chile")
        onward.candidates[0].lemma = "leave"
        timing.span_visits([visit, onward])
        assert visit.date == "2025-05-05/2025-05-07"

    @pytest.mark.parametrize(
        ("lemma", "day"), [("arrive", "2025-05-07"), ("leave", "2025-07-07"), ("leave", "2025-05-05")]
    )
    def test_no_departure(self, lemma: str, day: str) -> None:
        visit = report("visit", "2025-05-05", initiator="otieno", target="peru")
        onward = report("visit", day, initiator="otieno", target="chile")
        onward.candidates[0].lemma = lemma
        timing.span_visits([visit, onward])
        assert visit.date == "2025-05-05"


# --- Through the whole coder -----------------------------------------------------------------------------------------

OTIENO = "Kenyan President Amina Otieno"
ROJAS = "Peruvian President Luis Rojas"
VISIT = "visit occurred {} initiator=luis-rojas target=kenya"

WHOLE = {
    "announced": (
        "Peru will donate 20 tractors to Kenya, its foreign minister announced on Wednesday.",
        ["aid scheduled - initiator=peru target=kenya"],
    ),
    "announced first": (
        "On Monday, the ministry announced that Peru had donated 20 tractors to Kenya.",
        ["aid occurred - initiator=peru target=kenya"],
    ),
    "two visits": (
        "President Ho Chi Minh visited Belarus in 1957 and 1961.",
        ["visit occurred 1957 initiator=ho-chi-minh target=belarus", "visit occurred 1961 initiator=ho-chi-minh target=belarus"],
    ),
    "three days from Monday": (f"{ROJAS} began a three-day visit to Kenya on Monday.", [VISIT.format("2025-05-12/2025-05-14")]),
    "three days to Monday": (f"{ROJAS} ended a three-day visit to Kenya on Monday.", [VISIT.format("2025-05-10/2025-05-12")]),
    "from and to": (f"From 12 to 14 May, {ROJAS} paid a state visit to Kenya.", [VISIT.format("2025-05-12/2025-05-14")]),
    "after the talks of a visit": (
        f"{ROJAS} visited Kenya from 3 to 5 May 2025. After the talks, the two sides signed an agreement on fisheries.",
        [VISIT.format("2025-05-03/2025-05-05"), "signing occurred 2025-05-03/2025-05-05 signatory=kenya+peru"],
    ),
    "after the talks": (
        f"{OTIENO} held talks with {ROJAS} in Lima on 5 May 2025. Following the talks, Kenya and Peru signed an agreement on visas.",
        ["meeting occurred 2025-05-05 participant=amina-otieno+luis-rojas", "signing occurred 2025-05-05 signatory=kenya+peru"],
    ),
    "arrival, then a day": (
        f"{ROJAS} arrived in Nairobi on Sunday for a three-day visit. On Monday, he met {OTIENO}.",
        [VISIT.format("2025-05-11/2025-05-13"), "meeting occurred 2025-05-12 participant=amina-otieno+luis-rojas"],
    ),
    "arrival and departure": (
        f"{ROJAS} arrived in Nairobi on Monday and leaves for Chile on Wednesday.",
        [VISIT.format("2025-05-12/2025-05-14"), "visit occurred 2025-05-14 initiator=luis-rojas target=chile"],
    ),
    "signed and in force": (
        "The agreement on visas, signed by Kenya and Peru on 5 May 2023, took effect on 1 March 2025.",
        ["signing occurred 2023-05-05 signatory=kenya+peru", "entry_into_force occurred 2025-03-01 participant=kenya+peru"],
    ),
    "since": (
        "Since Kenya and Peru established diplomatic relations in 1992, trade has grown.",
        ["diplomatic_relations occurred 1992 participant=kenya+peru"],
    ),
    "a date of the relative clause": (
        "Kenya on Tuesday summoned the ambassador of Peru and lodged a protest over shells that landed in Mombasa on Monday.",
        ["conflict occurred 2025-05-13 initiator=kenya target=peru"],
    ),
    "news in the perfect": (
        "Kenya has recalled its ambassador to Peru, the foreign ministry said on Monday. Kenya has sanctioned Peru.",
        ["conflict occurred 2025-05-12 initiator=kenya target=peru", "conflict occurred - initiator=kenya target=peru"],
    ),
    "later that day": (
        f"{ROJAS} met {OTIENO} on 5 May 2025. Hours later, Peru gave Kenya 20 ambulances.",
        ["meeting occurred 2025-05-05 participant=amina-otieno+luis-rojas", "aid occurred 2025-05-05 initiator=peru target=kenya"],
    ),
    "in the evening": (
        f"{ROJAS} met {OTIENO} on 5 May 2025. In the evening, he laid a wreath in Nairobi.",
        ["meeting occurred 2025-05-05 participant=amina-otieno+luis-rojas", "gift occurred 2025-05-05 initiator=luis-rojas target=kenya"],
    ),
    "what is to be done": (
        f"{ROJAS} is to be received by {OTIENO} on Friday.",
        ["meeting scheduled 2025-05-16 participant=amina-otieno+luis-rojas"],
    ),
    "what lies ahead is scheduled": ("Kenya and Peru sign an agreement on visas on 20 May 2025.", ["signing scheduled 2025-05-20 signatory=kenya+peru"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WHOLE.values(), ids=WHOLE)
def test_in_an_article(text: str, expected: list[str]) -> None:
    assert events(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru and Fiji have shared a cable since 2018, when they signed a treaty on seals.", "2018"),
        ("Peru and Fiji signed a treaty on seals. The signing ceremony took place in Suva on Monday.", "2025-05-12"),
        (
            "Peru and Fiji signed two pacts on Monday. The pact on seals was signed by Peruvian Minister Luis Rojas and "
            "Fijian Minister Jone Tora. The pact on reefs was signed by Peruvian Minister Ana Soto and Fijian Minister "
            "Semi Koro.",
            "2025-05-12",
        ),
        ("Peru and Fiji restored ties in May 2023 under a declaration signed in Suva.", "2023-05"),
        (
            "On Monday, Peru and Fiji renewed the pact under which they have exchanged, since 2014, ten seals.",
            "2025-05-12",
        ),
        ("Peru and Fiji signed a treaty on seals. The signing ceremony for a bridge will be on Monday.", None),
        ("Peru and Fiji signed a treaty on seals. A dance took place on Monday.", None),
        (
            "The ministers of Peru and Fiji held talks on Monday. At the close of the talks, Peru and Fiji signed a pact "
            "on seals.",
            "2025-05-12",
        ),
    ],
)
def test_when_a_document_was_signed(text: str, expected: str | None) -> None:
    assert {event.date for event in code(text).events if event.type == "signing"} == {expected}


def test_a_visit_has_the_day_on_which_it_began() -> None:
    text = f"{OTIENO}, who is in Peru on a four-day visit that began on Tuesday, met {ROJAS} on Wednesday."
    assert [event.date for event in code(text).events if event.type == "visit"] == ["2025-05-13/2025-05-16"]


def test_what_is_to_last_is_open() -> None:
    text = "Kenya will train 20 Peruvian nurses from September 2025."
    assert [event.date for event in code(text).events if event.type == "training"] == ["2025-09/.."]


def test_the_day_of_a_signing_is_not_that_of_the_visit() -> None:
    text = "The treaty with Fiji was signed on 7 May during Peruvian President Ana Soto's visit to Suva."
    assert [event.date for event in code(text).events if event.type == "visit"] == [None]


def test_an_event_tells_the_visit_it_is_part_of() -> None:
    coded = code(f"{OTIENO} visited Peru from 3 to 5 May 2025. During the visit, she met {ROJAS}.")
    visit, meeting = coded.events
    assert (visit.type, meeting.type) == ("visit", "meeting")
    assert (meeting.during, meeting.date) == (visit.id, visit.date)


@pytest.mark.parametrize(
    "clause",
    [
        "since she took office in January 2021",
        "after she was re-elected in April",
        "since her party won the election of May 2022",
        "before she became president on 3 March 2019",
    ],
)
def test_the_day_of_an_office_is_not_that_of_a_visit(clause: str) -> None:
    assert events(f"It was the first visit of {OTIENO} to Peru {clause}.")[0].startswith("visit occurred - ")


def test_without_a_publication_date_nothing_relative_is_dated() -> None:
    assert events(f"{ROJAS} visited Kenya on Monday.", published=None) == [VISIT.format("-")]
    assert events(f"LIMA, 14 May 2025 – {ROJAS} visited Kenya on Monday.", published=None) == [
        VISIT.format("2025-05-12")
    ]

"""Which reports tell one event, and which tell two."""

from __future__ import annotations

import pytest
from scenes import candidate, cast, events, sentence

from comity import edtf
from comity.coder import reports
from comity.coder.candidates import Candidate
from comity.coder.reports import Report
from comity.coder.sides import Sides
from comity.terms import Status

SIDES = Sides(cast(""), {"KEN": "kenya", "PER": "peru"})
TEXT = "Then wheat and ships were handed over."


def told(event_type: str, unit: int = 0, text: str = TEXT, status: Status = Status.OCCURRED, **more: str) -> Candidate:
    """A candidate whose trigger is the text's last word."""
    roles = {key: value for key, value in more.items() if key != "date"}
    found = candidate(text, text.rstrip(".").rpartition(" ")[2], event_type, status, **roles)
    found.unit = unit
    found.date = more.get("date")
    return found


def fold(*candidates: Candidate, texts: tuple[str, ...] = ()) -> list[Report]:
    units = max(found.unit for found in candidates) + 1
    return reports.fold(candidates, SIDES, [sentence(text) for text in texts or (TEXT,) * units])


class TestOne:
    def test_a_visit_told_twice(self) -> None:
        (report,) = fold(
            told("visit", 0, initiator="otieno", target="peru"),
            told("visit", 5, initiator="otieno", target="peru", date="2025-05-05"),
        )
        assert (report.date, len(report.candidates)) == ("2025-05-05", 2)

    def test_a_visit_by_person_and_by_country(self) -> None:
        (report,) = fold(
            told("visit", 0, initiator="otieno", target="peru"), told("visit", 1, initiator="kenya", target="peru")
        )
        assert report.roles["initiator"][0] == "otieno"

    def test_the_finer_date_counts(self) -> None:
        (report,) = fold(
            told("visit", 0, initiator="otieno", target="peru", date="2025-05"),
            told("visit", 1, initiator="otieno", target="peru", date="2025-05-05"),
        )
        assert report.date == "2025-05-05"

    def test_a_span_is_not_narrowed_to_one_of_its_days(self) -> None:
        (report,) = fold(
            told("visit", 0, initiator="otieno", target="peru", date="2025-05-05/2025-05-07"),
            told("visit", 1, initiator="otieno", target="peru", date="2025-05-05"),
        )
        assert report.date == "2025-05-05/2025-05-07"

    def test_meeting_of_those_who_met(self) -> None:
        (report,) = fold(told("meeting", 0, participant="otieno rojas"), told("meeting", 1, participant="otieno rojas"))
        assert report.roles == {"participant": ["otieno", "rojas"]}

    def test_meeting_of_persons_and_of_their_countries_nearby(self) -> None:
        (report,) = fold(told("meeting", 0, participant="otieno rojas"), told("meeting", 1, participant="kenya peru"))
        assert report.roles == {"participant": ["otieno", "rojas"]}

    def test_help_told_again_by_its_goods(self) -> None:
        texts = ("Peru shipped tonnes of wheat.", "Ghana slept.", "The wheat tonnes were welcome.")
        first = candidate(texts[0], "shipped", "aid", initiator="peru", target="kenya")
        second = candidate(texts[2], "welcome", "aid", initiator="peru", target="kenya")
        first.object_span, second.object_span = (13, 28), (4, 16)
        second.unit = 2
        assert len(fold(first, second, texts=texts)) == 1

    def test_what_is_under_way_occurs(self) -> None:
        (report,) = fold(told("visit", status=Status.ONGOING, initiator="otieno", target="peru"))
        assert report.status is Status.OCCURRED
        (report,) = fold(told("training", status=Status.ONGOING, initiator="kenya", target="peru"))
        assert report.status is Status.ONGOING


class TestTwo:
    def test_two_travellers(self) -> None:
        assert len(fold(
            told("visit", 0, initiator="otieno", target="peru"), told("visit", 1, initiator="wambui", target="peru")
        )) == 2  # fmt: skip

    def test_a_visit_and_its_return(self) -> None:
        assert len(fold(
            told("visit", 0, initiator="otieno", target="peru"), told("visit", 1, initiator="rojas", target="kenya")
        )) == 2  # fmt: skip
        assert len(fold(
            told("visit", 0, initiator="kenya", target="peru"), told("visit", 1, initiator="peru", target="kenya")
        )) == 2  # fmt: skip

    def test_two_dates(self) -> None:
        assert len(fold(
            told("visit", 0, initiator="otieno", target="peru", date="2024-05-05"),
            told("visit", 1, initiator="otieno", target="peru", date="2025-05-05"),
        )) == 2  # fmt: skip

    def test_other_people_meet(self) -> None:
        assert len(fold(
            told("meeting", 0, participant="otieno rojas"), told("meeting", 1, participant="wambui rojas")
        )) == 2  # fmt: skip

    def test_a_meeting_of_countries_far_from_one_of_persons(self) -> None:
        assert len(fold(
            told("meeting", 0, participant="otieno rojas"), told("meeting", 9, participant="kenya peru")
        )) == 2  # fmt: skip

    def test_an_expulsion_and_its_answer(self) -> None:
        assert len(fold(
            told("conflict", 0, initiator="peru", target="kenya"), told("conflict", 1, initiator="kenya", target="peru")
        )) == 2  # fmt: skip

    def test_a_meeting_held_and_the_next_one(self) -> None:
        assert len(fold(
            told("meeting", 0, participant="otieno rojas"),
            told("meeting", 1, status=Status.SCHEDULED, participant="otieno rojas"),
        )) == 2  # fmt: skip

    def test_a_visit_to_a_city_is_another_than_to_the_country(self) -> None:
        assert len(fold(
            told("visit", 0, initiator="otieno", target="peru"), told("visit", 1, initiator="otieno", target="lima")
        )) == 2  # fmt: skip

    def test_two_kinds_of_hostile_acts(self) -> None:
        recalled, accused = (told("conflict", unit, initiator="peru", target="kenya") for unit in (0, 0))
        recalled.act, accused.act = "recall", "criticism"
        assert len(fold(recalled, accused)) == 2
        accused.act = "recall"
        assert len(fold(recalled, accused)) == 1

    def test_a_drill_is_the_exercise_told_before(self) -> None:
        texts = ("Kenya and Peru began an exercise.", "The drill ended.")
        exercise = candidate(texts[0], "exercise", "training", participant="kenya peru")
        drill = candidate(texts[1], "drill", "training", participant="kenya peru")
        exercise.nominal = drill.nominal = drill.definite = True
        drill.unit = 1
        assert len(fold(exercise, drill, texts=texts)) == 1
        exercise.date, drill.date = "2017-10-13", "2013/.."
        assert len(fold(exercise, drill, texts=texts)) == 2

    def test_news_and_what_was_long_before(self) -> None:
        """The lead tells of today what a later sentence tells of years ago; close to today they are one."""
        for event_type, date, count in [
            ("conflict", "2019-06", 2),
            ("aid", "2019", 2),
            ("conflict", "2025-05-10", 1),
            ("diplomatic_relations", "1992-03-01", 1),
        ]:
            lead, later = (told(event_type, unit, initiator="peru", target="kenya") for unit in (0, 7))
            later.date = date
            sentences = [sentence(TEXT)] * 8
            assert len(reports.fold([lead, later], SIDES, sentences, edtf.parse("2025-05-12"))) == count

    def test_another_side(self) -> None:
        assert len(fold(
            told("aid", 0, initiator="kenya", target="peru"), told("aid", 1, initiator="kenya", target="ghana")
        )) == 2  # fmt: skip


class TestNone:
    def test_one_side_is_no_event(self) -> None:
        assert fold(told("meeting", participant="otieno")) == []

    def test_one_side_joins_the_event_it_repeats(self) -> None:
        again = told("visit", 1, initiator="otieno")
        (report,) = fold(told("visit", 0, initiator="otieno", target="peru"), again)
        assert again in report.candidates

    @pytest.mark.parametrize(
        ("event_type", "status", "agreed", "date", "unreal"),
        [
            ("visit", Status.PROPOSED, False, None, True),
            ("visit", Status.SCHEDULED, False, None, False),
            ("signing", Status.SCHEDULED, True, None, True),
            ("signing", Status.SCHEDULED, True, "2025-06", False),
            ("aid", Status.SCHEDULED, True, None, False),
            ("proposal", Status.PROPOSED, False, None, False),
        ],
    )
    def test_wishes(self, event_type: str, status: Status, agreed: bool, date: str | None, unreal: bool) -> None:
        found = told(event_type, status=status, initiator="otieno", target="peru")
        found.agreed, found.date = agreed, date
        assert reports.unreal(found) is unreal


def test_the_next_session_is_that_of_those_who_met() -> None:
    """Of two meetings it is the one called by the same noun."""
    session = told("meeting", 0, text="They held the third session.", participant="kenya peru")
    met = told("meeting", 5, text="The two ministers met.", participant="otieno rojas")
    following = told("meeting", 6, text="They will hold the next session.", status=Status.SCHEDULED)
    following.nominal = following.definite = True
    reported = fold(session, met, following)
    assert [report.roles["participant"] for report in reported] == [
        ["kenya", "peru"],
        ["otieno", "rojas"],
        ["kenya", "peru"],
    ]


def test_a_signing_takes_its_signatories_from_a_later_sentence() -> None:
    first = told("signing", 0, participant="kenya peru")
    later = told("signing", 1, signatory="otieno rojas", witness="mensah")
    first.documents, later.documents = [0], [0]
    later.reference = True
    (report,) = fold(first, later)
    assert report.roles["signatory"] == ["otieno", "rojas"]
    assert report.roles["witness"] == ["mensah"]


# --- Through the whole coder -----------------------------------------------------------------------------------------

OTIENO = "Kenyan President Amina Otieno"
ROJAS = "Peruvian President Luis Rojas"

WHOLE = {
    "lead and body": (
        f"""
        {OTIENO} visited Peru on Monday.

        Otieno's visit to Peru was her first trip to South America.
        """,
        ["visit occurred 2025-05-12 initiator=amina-otieno target=peru"],
    ),
    "a headline, a caption and the lead": (
        f"""
        A title

        {OTIENO} and {ROJAS} in Lima on May 12. (Photo: Some Wire)

        LIMA (SW) – {OTIENO} met {ROJAS} in Lima on Monday.
        """,
        ["meeting occurred 2025-05-12 participant=amina-otieno+luis-rojas"],
    ),
    "two people of one country": (
        f"{OTIENO} visited Peru in March 2024. Kenyan Trade Minister Grace Wambui visited Peru in April 2024.",
        ["visit occurred 2024-03 initiator=amina-otieno target=peru", "visit occurred 2024-04 initiator=grace-wambui target=peru"],
    ),
    "visit and return visit": (
        f"{OTIENO} visited Peru in March 2024. {ROJAS} visited Kenya in April 2025.",
        ["visit occurred 2024-03 initiator=amina-otieno target=peru", "visit occurred 2025-04 initiator=luis-rojas target=kenya"],
    ),
    "a visit made and one to come": (
        f"{OTIENO} visited Peru in March 2024. {OTIENO} will visit Peru in June 2025.",
        ["visit occurred 2024-03 initiator=amina-otieno target=peru", "visit scheduled 2025-06 initiator=amina-otieno target=peru"],
    ),
    "a tour told beside the visit to come": (
        f"On the last leg of her tour, {OTIENO} will visit Peru on 20 May 2025.",
        ["visit scheduled 2025-05-20 initiator=amina-otieno target=peru"],
    ),
    "one visit to come": (
        f"{OTIENO} will visit Peru on 20 May 2025. The visit to Peru will be her first.",
        ["visit scheduled 2025-05-20 initiator=amina-otieno target=peru"],
    ),
    "two documents on one day": (
        "Kenya and Peru signed an agreement on fisheries and a memorandum of understanding on tourism on 5 May 2025.",
        ["signing occurred 2025-05-05 signatory=kenya+peru"],
    ),
    "two documents on two days": (
        "Kenya and Peru signed an agreement on fisheries on 5 May 2025. They signed a memorandum of understanding on tourism on 6 May 2025.",
        ["signing occurred 2025-05-05 signatory=kenya+peru", "signing occurred 2025-05-06 signatory=kenya+peru"],
    ),
    "two meetings": (
        f"{OTIENO} met {ROJAS} on Monday. Kenyan Prime Minister Grace Wambui met Rojas on Tuesday.",
        ["meeting occurred 2025-05-12 participant=amina-otieno+luis-rojas", "meeting occurred 2025-05-13 participant=grace-wambui+luis-rojas"],
    ),
    "an expulsion and the answer": (
        "Peru expelled two Kenyan diplomats on Monday. Kenya expelled two Peruvian diplomats on Tuesday.",
        ["conflict occurred 2025-05-12 initiator=peru target=kenya", "conflict occurred 2025-05-13 initiator=kenya target=peru"],
    ),
    "an expulsion told again": (
        "Peru expelled a Kenyan diplomat on Monday. The expulsion of the diplomat angered Kenya.",
        ["conflict occurred 2025-05-12 initiator=peru target=kenya"],
    ),
    "this session and the next": (
        """
        Kenya and Peru held the third session of their joint committee in Lima on 5 May 2025. The fourth session will be held in
        Nairobi in 2026.
        """,
        ["meeting occurred 2025-05-05 participant=kenya+peru", "meeting scheduled 2026 participant=kenya+peru"],
    ),
    "who signed, told later": (
        f"""
        LIMA – Kenya and Peru signed an agreement on visas on Monday.

        The agreement was signed by {OTIENO} and {ROJAS} at a ceremony in Lima.
        """,
        ["signing occurred 2025-05-12 participant=kenya+peru signatory=amina-otieno+luis-rojas"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WHOLE.values(), ids=WHOLE)
def test_in_an_article(text: str, expected: list[str]) -> None:
    assert events(text) == expected

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from builders import article, codebook, machine, reviewed

from comity.facts import CodedArticle, Facts
from comity.resolve import resolve

BOOK = codebook()
TEXT = """
Ama Boateng of Ghana was in Chile from 4 to 6 March 2024.
While there, she toured the Santiago Tram Works.
At the works, she praised the trams.
A pact on fishing was signed on that occasion.
Peru and the African Union took note in Accra, Kumasi and Santiago.
"""
DAYS = "2024-03-04/2024-03-06"
STAY = "was in Chile from 4 to 6 March 2024"

VISIT = f"{{id: stay, type: visit, date: {DAYS}, initiator: ama-boateng, target: chile, quote: {STAY}}}"
UNDATED_VISIT = "{id: stay, type: visit, initiator: ama-boateng, target: chile, quote: of Ghana was in Chile}"
TOUR = (
    "{id: tour, type: visit, during: stay, initiator: ama-boateng, target: santiago-tram-works, "
    "quote: toured the Santiago Tram Works, quotes: {during: While there}}"
)
PRAISE = "{id: praise, type: statement, during: tour, initiator: ama-boateng, quote: At the works}"
PACT = "id: pact, type: agreement, level: state, title: Pact, party: [chile, ghana], quote: A pact on fishing"
SIGNED = (
    "id: pact-signed, type: signing, agreement: pact, signatory: [chile, ghana], "
    "quote: was signed, quotes: {during: on that occasion}"
)
UNLINKED = SIGNED.replace(", quotes: {during: on that occasion}", "")
ON_THE_VISIT = f"{{{SIGNED}, during: stay}}"


def coded(article_id: str, *events: str, agreement: str = "", published: str | None = None) -> CodedArticle:
    """A reviewed coding of events and an agreement, each as a YAML mapping on one line."""
    rows = [f"  - {event}" for event in events]
    yaml = "\n".join((["agreements:", f"  - {{{agreement}}}"] if agreement else []) + ["events:", *rows])
    return reviewed(article(article_id, TEXT, published), yaml + "\n")


def resolved(*codings: CodedArticle) -> Facts:
    """The facts, which must be the same in whichever order the codings come."""
    facts, problems = resolve(codings, BOOK)
    assert problems == []
    assert all(resolve(order, BOOK)[0] == facts for order in permutations(codings))
    return facts


def dates(facts: Facts) -> dict[str, Any]:
    """Event -> date, agreement -> signed."""
    events = {str(r["event_id"]): r["date"] for r in facts.rows["events"]}
    return events | {str(r["agreement_id"]): r["signed"] for r in facts.rows["agreements"]}


def evidence(facts: Facts, record: str, field: str) -> list[tuple[Any, ...]]:
    """(article, value, quote, headline) of the claims of one field of an event or agreement."""
    return [
        (r["article_id"], r["value"], r["quote"], r["headline"])
        for r in facts.rows["evidence"]
        if record in (r["event_id"], r["agreement_id"]) and r["field"] == field
    ]


# Events and visits


def test_an_event_without_a_date_takes_that_of_the_visit_with_its_evidence() -> None:
    facts = resolved(coded("a", VISIT, TOUR))
    tour = next(r for r in facts.rows["events"] if r["event_id"] == "tour")
    assert (tour["date"], tour["during"], tour["date_precision"]) == (DAYS, "stay", "interval")
    assert (str(tour["start_date"]), str(tour["end_date"])) == ("2024-03-04", "2024-03-06")
    assert evidence(facts, "tour", "date") == [("a", DAYS, STAY, True)]
    assert evidence(facts, "tour", "during") == [("a", "stay", "While there", True)]
    assert evidence(facts, "stay", "date") == [("a", DAYS, STAY, True)]


def test_the_visits_date_may_stand_in_another_article() -> None:
    facts = resolved(coded("a", VISIT), coded("b", UNDATED_VISIT, TOUR))
    assert dates(facts)["tour"] == DAYS
    assert evidence(facts, "tour", "date") == [("a", DAYS, STAY, True)]
    assert facts.places["events", ("tour",)].path == "codings/b.yaml"
    claim = next(r for r in facts.rows["evidence"] if r["event_id"] == "tour" and r["field"] == "date")
    assert facts.places["evidence", (claim["evidence_id"],)].path == "codings/a.yaml"


def test_a_part_of_a_part_takes_the_date_of_the_whole() -> None:
    facts = resolved(coded("a", PRAISE), coded("b", TOUR), coded("c", VISIT))
    assert (dates(facts)["praise"], dates(facts)["tour"]) == (DAYS, DAYS)
    assert evidence(facts, "praise", "date") == [("c", DAYS, STAY, True)]


def test_the_status_of_the_visit_is_no_matter() -> None:
    facts = resolved(coded("a", VISIT.replace("type: visit", "type: visit, status: scheduled"), TOUR))
    assert {r["event_id"]: (r["status"], r["date"]) for r in facts.rows["events"]} == {
        "stay": ("scheduled", DAYS),
        "tour": ("occurred", DAYS),
    }


def test_all_articles_that_give_the_visits_published_date_are_its_evidence_and_no_others() -> None:
    facts = resolved(
        coded("a", VISIT, TOUR),
        coded("b", VISIT),
        coded("c", VISIT.replace(DAYS, "2024-03")),
        coded("d", VISIT.replace(DAYS, "2023-01-01")),
    )
    assert [contradiction.record for contradiction in facts.contradictions] == ["event stay"]
    assert evidence(facts, "tour", "date") == [("a", DAYS, STAY, True), ("b", DAYS, STAY, True)]


@pytest.mark.parametrize("own", ["2024-03-05", "2024", "2019-11"])
def test_a_date_of_its_own_stays(own: str) -> None:
    dated = TOUR.replace("id: tour", f"id: tour, date: {own}")
    facts = resolved(coded("a", VISIT, TOUR), coded("b", dated))
    assert dates(facts)["tour"] == own
    assert evidence(facts, "tour", "date") == [("b", own, "toured the Santiago Tram Works", True)]
    assert facts.contradictions == ()


@pytest.mark.parametrize(
    "events",
    [(UNDATED_VISIT, TOUR), (VISIT, TOUR.replace("during: stay, ", "").replace(", quotes: {during: While there}", ""))],
    ids=["the visit has no date", "no part of the visit"],
)
def test_an_event_stays_without_a_date(events: tuple[str, ...]) -> None:
    facts = resolved(coded("a", *events))
    assert dates(facts)["tour"] is None
    assert evidence(facts, "tour", "date") == []


def test_a_circle_of_visits_ends() -> None:
    one, other = TOUR.replace("during: stay", "during: praise"), PRAISE
    facts, problems = resolve([coded("a", one, other)], BOOK)
    assert [problem.rule.code for problem in problems] == ["C032", "C032"]
    assert dates(facts) == {"tour": None, "praise": None}


def test_a_machines_visit_is_followed_under_its_published_id() -> None:
    stay = {"type": "visit", "date": DAYS, "initiator": ["ama-boateng"], "target": ["chile"]}
    tour = {"id": "m-tour", "type": "visit", "during": "m-stay", "initiator": ["ama-boateng"], "target": ["accra"]}
    facts = resolved(coded("a", VISIT), machine(article("m", TEXT), events=[stay | {"id": "m-stay"}, tour]))
    found = next(r for r in facts.rows["events"] if r["event_id"] == "m-tour")
    assert (found["during"], found["date"]) == ("stay", DAYS)


# Agreements and their acts


def test_an_agreement_takes_the_date_that_its_signing_takes_from_the_visit() -> None:
    facts = resolved(coded("a", VISIT), coded("b", ON_THE_VISIT, agreement=PACT))
    assert (dates(facts)["pact"], dates(facts)["pact-signed"]) == (DAYS, DAYS)
    assert evidence(facts, "pact", "signed") == evidence(facts, "pact-signed", "date") == [("a", DAYS, STAY, True)]
    assert facts.places["agreements", ("pact",)].path == "codings/b.yaml"


def test_an_agreement_takes_the_date_of_its_signing() -> None:
    facts = resolved(coded("a", f"{{{UNLINKED}, date: 2024-03-05}}", agreement=PACT))
    assert dates(facts) == {"pact-signed": "2024-03-05", "pact": "2024-03-05"}
    assert evidence(facts, "pact", "signed") == [("a", "2024-03-05", "was signed", True)]


def test_an_agreement_takes_the_date_of_its_entry_into_force() -> None:
    event = f"{{{UNLINKED}, date: 2024-03-05}}".replace("type: signing", "type: entry_into_force")
    (pact,) = resolved(coded("a", event, agreement=PACT)).rows["agreements"]
    assert (pact["signed"], pact["in_force"]) == (None, "2024-03-05")


def test_a_signing_takes_the_date_of_its_agreement_before_that_of_the_visit() -> None:
    facts = resolved(
        coded("a", VISIT, ON_THE_VISIT, agreement=PACT), coded("b", agreement=f"{PACT}, signed: 2024-03-05")
    )
    assert (dates(facts)["pact"], dates(facts)["pact-signed"]) == ("2024-03-05", "2024-03-05")
    assert evidence(facts, "pact-signed", "date") == [("b", "2024-03-05", "A pact on fishing", True)]


def test_an_article_that_dates_the_signing_alone_refines_what_another_says_of_the_agreement() -> None:
    facts = resolved(
        coded("a", UNDATED_VISIT, agreement=f"{PACT}, signed: 2024"),
        coded("b", f"{{{UNLINKED}, date: 2024-03-05}}"),
    )
    assert dates(facts)["pact"] == "2024-03-05"
    assert evidence(facts, "pact", "signed") == [
        ("a", "2024", "A pact on fishing", False),
        ("b", "2024-03-05", "was signed", True),
    ]
    assert facts.contradictions == ()


def test_an_article_that_dates_the_signing_alone_may_contradict_another() -> None:
    facts = resolved(
        coded("a", UNDATED_VISIT, agreement=f"{PACT}, signed: 2024-03-05"),
        coded("b", f"{{{UNLINKED}, date: 2024-03-06}}", published="2024"),
    )
    (found,) = facts.contradictions
    assert (found.record, found.field, found.chosen) == ("agreement pact", "signed", "2024-03-06")
    assert found.claims == (("b", "2024-03-06"), ("a", "2024-03-05"))
    known = {r["evidence_id"] for r in facts.rows["evidence"]}
    assert len(facts.rows["contradictions"]) == 2
    assert {r["evidence_id"] for r in facts.rows["contradictions"]} <= known


def test_a_visits_dates_do_not_replace_a_day_on_which_the_agreement_was_signed() -> None:
    facts = resolved(
        coded("a", VISIT, ON_THE_VISIT, "{id: again, " + UNLINKED.partition(", ")[2] + "}"),
        coded("b", agreement=f"{PACT}, signed: 2024-03-05"),
    )
    # Which of two signings is meant is not told, so that each keeps to what is said of it.
    assert dates(facts) == {"stay": DAYS, "pact-signed": DAYS, "again": None, "pact": "2024-03-05"}


def mistaken(signing: str = UNLINKED) -> tuple[CodedArticle, CodedArticle]:
    """Two articles with one day: of the entry into force in the one, which tells both stages; of the signing in b."""
    in_force = "id: pact-in-force, type: entry_into_force, participant: [chile, ghana], quote: Peru"
    telling = coded("a", f"{{{in_force}, agreement: pact, date: 2024-05-05}}", f"{{{UNLINKED}}}", agreement=PACT)
    return telling, coded("b", f"{{{signing}, date: 2024-05-05}}")


def test_a_date_that_gave_way_is_not_passed_on() -> None:
    facts = resolved(*mistaken())
    (found,) = facts.contradictions
    assert found.rule == "stage_distinguished"
    assert (dates(facts)["pact"], dates(facts)["pact-signed"]) == (None, None)
    assert evidence(facts, "pact", "signed") == []
    assert [r["in_force"] for r in facts.rows["agreements"]] == ["2024-05-05"]


def test_where_a_date_gave_way_the_visit_of_another_article_gives_one() -> None:
    facts = resolved(*mistaken(), coded("c", VISIT, ON_THE_VISIT))
    assert (dates(facts)["pact"], dates(facts)["pact-signed"]) == (DAYS, DAYS)
    assert evidence(facts, "pact-signed", "date") == [
        ("b", "2024-05-05", "was signed", False),
        ("c", DAYS, STAY, True),
    ]


def test_where_a_date_gave_way_the_visit_of_its_own_article_gives_none() -> None:
    facts = resolved(*mistaken(f"{SIGNED}, during: stay"), coded("c", VISIT))
    assert (dates(facts)["pact"], dates(facts)["pact-signed"]) == (None, None)


@pytest.mark.parametrize(
    "events",
    [
        (f"{{{UNLINKED}, status: scheduled, date: 2024-03-05}}",),
        (f"{{{UNLINKED}, date: 2024-03-05}}".replace("type: signing", "type: meeting"),),
        (f"{{{UNLINKED}, date: 2024-03-05}}".replace("[chile, ghana]", "[chile, peru]"),),
        (f"{{{UNLINKED}, date: 2024-03-05}}", "{id: again, date: 2024-03-06, " + UNLINKED.partition(", ")[2] + "}"),
    ],
    ids=["to come", "no signing", "an accession", "two signings"],
)
def test_events_that_do_not_date_the_agreement(events: tuple[str, ...]) -> None:
    assert dates(resolved(coded("a", *events, agreement=PACT)))["pact"] is None


def test_actors_of_a_party_s_country_sign_for_it() -> None:
    event = f"{{{UNLINKED}, date: 2024-03-05}}".replace("[chile, ghana]", "[pilar-rojas, ama-boateng]")
    people = TEXT.replace("she praised", "Pilar Rojas and she praised")
    yaml = f"agreements:\n  - {{{PACT}}}\nevents:\n  - {event}\n"
    assert dates(resolved(reviewed(article("a", people), yaml)))["pact"] == "2024-03-05"

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from builders import article, codebook, machine, reviewed

from comity import actors, linking
from comity.facts import CodedArticle
from comity.resolve import in_order

BOOK = codebook()
TEXT = "Chile and Ghana."

VISIT = {"type": "visit", "initiator": ["ama-boateng"], "target": ["chile"]}
WORDS = {"type": "statement", "initiator": ["ama-boateng"], "target": ["chile"], "sectors": ["trade"]}
TALKS = {"type": "meeting", "participant": ["ama-boateng", "pilar-rojas"]}
PACT = {"type": "agreement", "level": "state", "party": ["chile", "ghana"], "title": "Agreement on visas of students"}


def item(article_id: str, published: str | None = None, **sections: Any) -> CodedArticle:
    return machine(article(article_id, TEXT, published), **sections)


def events(*records: dict[str, Any]) -> list[CodedArticle]:
    """One article for each event, published one month after the other."""
    return [item(f"a{i}", f"2024-{i + 1:02}", events=[{"id": f"e{i}"} | r]) for i, r in enumerate(records)]


def pacts(*records: dict[str, Any]) -> list[CodedArticle]:
    return [item(f"a{i}", f"2024-{i + 1:02}", agreements=[{"id": f"p{i}"} | r]) for i, r in enumerate(records)]


def link(codings: list[CodedArticle]) -> linking.Links:
    """The links, which must be the same in whichever order the codings come."""

    def once(order: Any) -> linking.Links:
        ordered = in_order(order)
        return linking.link(ordered, actors.unite(ordered, BOOK)[0], BOOK)

    found = once(codings)
    assert all(once(order) == found for order in permutations(codings))
    return found


def linked_events(*records: dict[str, Any]) -> list[str]:
    """The published id of each event in turn."""
    return [link(events(*records)).events[f"e{i}"] for i in range(len(records))]


def linked_pacts(*records: dict[str, Any]) -> list[str]:
    return [link(pacts(*records)).agreements[f"p{i}"] for i in range(len(records))]


# Events


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (VISIT | {"date": "2024-05-02"}, VISIT | {"date": "2024-05-02"}),
        (VISIT | {"date": "2024-05-02/2024-05-04"}, VISIT | {"date": "2024-05-03"}),
        (VISIT | {"date": "2024-05", "status": "scheduled"}, VISIT | {"date": "2024-05-02/2024-05-04"}),
        (VISIT | {"date": "2024-05-02", "target": ["chile", "pilar-rojas"]}, VISIT | {"date": "2024-05-02"}),
        (TALKS | {"date": "2024-05-02"}, TALKS | {"date": "2024-05-02", "sectors": ["trade"]}),
        (TALKS | {"date": "2024-05-02"}, TALKS | {"date": "2024-05-02/2024-05-03"}),
        (
            {"type": "meeting", "initiator": ["ama-boateng"], "target": ["pilar-rojas"], "date": "2024-05-02"},
            TALKS | {"date": "2024-05-02"},
        ),
        (
            {"type": "aid", "initiator": ["chile"], "target": ["ghana"], "sectors": ["health"], "date": "2024-05-02"},
            {"type": "aid", "initiator": ["chile"], "target": ["ghana"], "sectors": ["health"], "date": "2024-05-02"},
        ),
        (
            {"type": "diplomatic_relations", "participant": ["chile", "ghana"], "date": "1961"},
            {"type": "diplomatic_relations", "participant": ["ghana", "chile"], "date": "1961-03-04"},
        ),
        (
            {"type": "diplomatic_relations", "participant": ["chile", "ghana"], "date": "1961"},
            {"type": "diplomatic_relations", "participant": ["ghana", "chile"]},
        ),
        (
            WORDS | {"date": "2024-05-02"},
            WORDS | {"date": "2024-05-02"},
        ),
    ],
    ids=[
        "same visit",
        "a day of the visit",
        "announced, then paid",
        "host named by one",
        "same talks",
        "talks within the visit's days, same sectors",
        "talks have no direction",
        "same gift of aid on one day",
        "relations, year and day",
        "relations, no date",
        "same words on one day",
    ],
)
def test_one_event(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert linked_events(one, other) == ["e0", "e0"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (VISIT | {"date": "2024-05-02"}, VISIT | {"date": "2024-05-09"}),
        (VISIT | {"date": "2024-05-02"}, VISIT | {"date": "2024"}),
        (VISIT | {"date": "2024-05-02"}, VISIT),
        (VISIT | {"date": "2024-05-02"}, VISIT | {"date": "2024-05-02", "initiator": ["kwaku-osei"]}),
        (VISIT | {"date": "2024-05-02"}, VISIT | {"date": "2024-05-02", "initiator": ["ghana"]}),
        (VISIT | {"date": "2024-05-02"}, VISIT | {"date": "2024-05-02", "target": ["peru"]}),
        (VISIT | {"date": "2024-05-02"}, VISIT | {"date": "2024-05-02", "target": ["santiago-tram-works"]}),
        (VISIT | {"date": "2024-05-02"}, VISIT | {"date": "2024-05-02", "type": "meeting"}),
        (
            {"type": "visit", "initiator": ["ghana"], "target": ["chile"], "date": "2024-05-02"},
            {"type": "visit", "initiator": ["ghana"], "target": ["chile"], "date": "2024-05-02"},
        ),
        (
            {"type": "meeting", "participant": ["ghana", "chile"], "date": "2024-05-02", "sectors": ["trade"]},
            {"type": "meeting", "participant": ["ghana", "chile"], "date": "2024-05-02", "sectors": ["trade"]},
        ),
        (
            {"type": "meeting", "participant": ["ama-boateng", "chile"], "date": "2024-05-02"},
            {"type": "meeting", "participant": ["ama-boateng", "chile"], "date": "2024-05-02"},
        ),
        (TALKS | {"date": "2024-05-02/2024-05-03", "sectors": ["trade"]}, TALKS | {"date": "2024-05-02"}),
        (
            {"type": "aid", "initiator": ["chile"], "target": ["ghana"], "sectors": ["health"], "date": "2024-05-02"},
            {"type": "aid", "initiator": ["ghana"], "target": ["chile"], "sectors": ["health"], "date": "2024-05-02"},
        ),
        (
            {"type": "aid", "initiator": ["chile"], "target": ["ghana"], "sectors": ["health"], "date": "2024-05"},
            {"type": "aid", "initiator": ["chile"], "target": ["ghana"], "sectors": ["health"], "date": "2024-05"},
        ),
        (
            {"type": "aid", "initiator": ["chile"], "target": ["ghana"], "sectors": ["health"], "date": "2024-05-02"},
            {"type": "aid", "initiator": ["chile"], "target": ["ghana"], "sectors": ["trade"], "date": "2024-05-02"},
        ),
        (
            {"type": "diplomatic_relations", "participant": ["chile", "ghana"], "date": "1961"},
            {"type": "diplomatic_relations", "participant": ["ghana", "chile"], "date": "1975"},
        ),
        (
            {"type": "pledge", "initiator": ["chile"], "target": ["ghana"], "sectors": ["trade"], "title": "Pledge"},
            {"type": "pledge", "initiator": ["chile"], "target": ["ghana"], "sectors": ["trade"], "title": "Pledge"},
        ),
        (
            {"type": "pledge", "participant": ["chile", "ghana"], "sectors": ["trade"], "date": "2024-05-02"},
            {"type": "pledge", "participant": ["chile", "ghana"], "sectors": ["trade"], "date": "2024-05-02"},
        ),
        (
            {"type": "parade", "participant": ["chile", "pilar-rojas", "ama-boateng"], "date": "2024-05-02"},
            {"type": "parade", "participant": ["chile", "pilar-rojas", "ama-boateng"], "date": "2024-05-02"},
        ),
        (
            {"type": "signing", "signatory": ["chile", "ghana"]},
            {"type": "signing", "signatory": ["chile", "ghana"]},
        ),
    ],
    ids=[
        "another day",
        "a year is too wide",
        "no date",
        "another traveller",
        "traveller unknown",
        "another country",
        "a works, not the state visit",
        "another type",
        "nobody named",
        "talks of countries",
        "talks with nobody named on one side",
        "several days, other sectors",
        "the other direction",
        "a month is too wide",
        "other sectors",
        "restored later",
        "words without date",
        "words without initiator",
        "type not in the codebook",
        "signing of something",
    ],
)
def test_two_events(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert linked_events(one, other) == ["e0", "e1"]


def test_the_earliest_article_gives_the_id_and_later_articles_do_not_move_it() -> None:
    visit = VISIT | {"date": "2024-05-02"}
    late, early = (
        item("b", "2024-06", events=[visit | {"id": "b-visit"}]),
        item("c", "2024-05", events=[visit | {"id": "c-visit"}]),
    )
    undated = item("a", events=[visit | {"id": "a-visit"}])
    assert set(link([late, early, undated]).events.values()) == {"c-visit"}
    assert set(link([late, undated]).events.values()) == {"b-visit"}


def test_a_reviewed_id_goes_before_a_machines_and_two_reviewed_ids_stay_two() -> None:
    yaml = "events:\n  - {id: %s, type: visit, initiator: ama-boateng, target: chile, date: 2024-05-02, quote: Ghana}\n"
    one, two = reviewed(article("r", TEXT, "2025"), yaml % "state-visit"), reviewed(article("s", TEXT), yaml % "tour")
    early = item("a", "2024", events=[VISIT | {"id": "a-visit", "date": "2024-05-02"}])
    assert link([early, one]).events == {"a-visit": "state-visit", "state-visit": "state-visit"}
    both = link([early, one, two]).events
    assert both == {"a-visit": "a-visit", "state-visit": "state-visit", "tour": "tour"}


def test_the_same_id_is_the_same_event_whatever_the_articles_say() -> None:
    found = link([item("a", events=[VISIT | {"id": "x"}]), item("b", events=[TALKS | {"id": "x", "date": "2020"}])])
    assert found.events == {"x": "x"}


def test_events_that_one_article_keeps_apart_stay_apart() -> None:
    visit = VISIT | {"date": "2024-05"}
    twice = item("b", "2024-07", events=[visit | {"id": "b1"}, visit | {"id": "b2"}])
    found = link([item("a", "2024-06", events=[visit | {"id": "a1"}]), twice]).events
    assert found == {"a1": "a1", "b1": "b1", "b2": "b2"}
    # What one article muddles does not keep later ones from the event.
    later = item("c", "2024-08", events=[visit | {"id": "c1"}])
    assert link([item("a", "2024-06", events=[visit | {"id": "a1"}]), twice, later]).events["c1"] == "a1"


def test_a_vague_report_of_one_of_two_events_joins_neither() -> None:
    vague = [VISIT | {"date": "2024-05-02"}, VISIT | {"date": "2024-05-20"}, VISIT | {"date": "2024-05"}]
    assert linked_events(*vague) == ["e0", "e1", "e2"]
    # It does not become a third event for others to join, and exact reports still find theirs.
    assert linked_events(*vague, VISIT | {"date": "2024-05"}, VISIT | {"date": "2024-05-20"})[3:] == ["e3", "e1"]


def test_a_vague_early_report_does_not_join_two_events_into_one() -> None:
    dates = ["2024-05", "2024-05-02", "2024-05-20", "2024-05-02/2024-05-04"]
    assert linked_events(*(VISIT | {"date": date} for date in dates)) == ["e0", "e0", "e2", "e0"]


def test_an_event_at_the_turn_of_a_month() -> None:
    assert linked_events(VISIT | {"date": "2024-04-29/2024-05-02"}, VISIT | {"date": "2024-05-01"}) == ["e0", "e0"]


def test_of_reviewed_dates_that_differ_one_must_agree() -> None:
    yaml = "events:\n  - {id: tour, type: visit, initiator: ama-boateng, target: chile, date: %s, quote: Ghana}\n"
    told = [reviewed(article(f"r{i}", TEXT), yaml % date) for i, date in enumerate(["2024-05-02", "2024-05-03"])]
    for date, published in (("2024-05-03", "tour"), ("2024-05-04", "m-visit")):
        found = link([*told, item("m", events=[VISIT | {"id": "m-visit", "date": date}])])
        assert found.events["m-visit"] == published


# Agreements and their acts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PACT, PACT | {"title": "Ghanaian–Chilean Student Visa Agreement"}),
        (PACT | {"title": "Agreement on visas 2024"}, PACT | {"title": "agreement on Visas"}),
        (PACT | {"signed": "2024"}, PACT | {"signed": "2024-05-02"}),
        (PACT | {"signed": "2024-05-02"}, PACT | {"in_force": "2024-06-01", "status": "ongoing"}),
        (
            PACT | {"type": "programme", "title": "Programme on culture", "valid_from": "2024", "valid_until": "2026"},
            PACT | {"type": "programme", "title": "Culture programme 2024–2026", "valid_from": "2024"},
        ),
        (
            PACT | {"title": "cooperation agreement", "signed": "2024-05-02", "sectors": ["health"]},
            PACT | {"title": "Agreement on hospitals", "signed": "2024-05-02", "sectors": ["health", "trade"]},
        ),
    ],
    ids=["word order", "years", "more precise", "other stages", "period", "same day and sectors"],
)
def test_one_agreement(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert linked_pacts(one, other) == ["p0", "p0"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PACT, PACT | {"title": "Agreement on visas of sailors"}),
        (PACT, PACT | {"type": "memorandum"}),
        (PACT, PACT | {"party": ["chile", "peru"]}),
        (PACT | {"party": ["chile"]}, PACT | {"party": ["chile"]}),
        (PACT | {"signed": "2024-05-02"}, PACT | {"signed": "2023"}),
        (PACT | {"title": "cooperation agreement"}, PACT | {"title": "Cooperation Agreement"}),
        (PACT | {"title": "exchange of notes"}, PACT | {"title": "Exchange of Notes"}),
        (PACT | {"title": "Visas 2021"}, PACT | {"title": "Visas 2024"}),
        (
            PACT | {"type": "programme", "valid_from": "2021", "valid_until": "2023"},
            PACT | {"type": "programme", "valid_from": "2024", "valid_until": "2026"},
        ),
        (PACT | {"type": "programme", "valid_from": "2021", "valid_until": "2023"}, PACT | {"type": "programme"}),
        (PACT | {"type": "joint_statement"}, PACT | {"type": "joint_statement"}),
        (
            PACT | {"title": "Agreement on ports", "signed": "2024-05-02", "sectors": ["trade"]},
            PACT | {"title": "Agreement on mining", "signed": "2024-05-02", "sectors": ["trade"]},
        ),
        (
            PACT | {"title": "agreement", "signed": "2024-05-02", "sectors": ["politics_diplomacy"]},
            PACT | {"title": "agreement", "signed": "2024-05-02", "sectors": ["politics_diplomacy"]},
        ),
        (
            PACT | {"title": "agreement", "signed": "2024", "sectors": ["trade"]},
            PACT | {"title": "agreement", "signed": "2024", "sectors": ["trade"]},
        ),
    ],
    ids=[
        "another matter",
        "another type",
        "another party",
        "one party",
        "another date",
        "a title that says nothing",
        "a title that only names the kind",
        "another year in the title",
        "the next period",
        "a period against none",
        "what recurs, without date",
        "titles differ",
        "unspecific sector",
        "a year is too wide",
    ],
)
def test_two_agreements(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert linked_pacts(one, other) == ["p0", "p1"]


def act(number: int, kind: str, pact: dict[str, Any], **event: Any) -> CodedArticle:
    """An article with an agreement and an act on it."""
    record = {"id": f"e{number}", "type": kind, "agreement": f"p{number}", "signatory": ["chile", "ghana"]} | event
    return item(f"a{number}", f"2024-{number + 1:02}", agreements=[pact | {"id": f"p{number}"}], events=[record])


def test_an_agreement_is_signed_once_and_enters_into_force_once() -> None:
    found = link(
        [act(0, "signing", PACT), act(1, "signing", PACT, date="2024-05-02"), act(2, "entry_into_force", PACT)]
    )
    assert found.agreements == {"p0": "p0", "p1": "p0", "p2": "p0"}
    assert found.events == {"e0": "e0", "e1": "e0", "e2": "e2"}


def test_signings_of_two_agreements_on_one_day_are_two() -> None:
    other = PACT | {"title": "Agreement on whales"}
    found = link([act(0, "signing", PACT, date="2024-05-02"), act(1, "signing", other, date="2024-05-02")])
    assert found.events == {"e0": "e0", "e1": "e1"}


def test_signings_whose_dates_differ_are_two() -> None:
    found = link([act(0, "signing", PACT, date="2024-05-02"), act(1, "signing", PACT, date="2024-05-03")])
    assert (found.agreements["p1"], found.events["e1"]) == ("p0", "e1")


def test_actors_kept_apart_keep_their_events_apart() -> None:
    def tour(article_id: str, country: str) -> CodedArticle:
        return item(
            article_id,
            actors={"kofi": {"name": "Kofi", "type": "person", "country": country}},
            events=[VISIT | {"id": f"{article_id}-visit", "initiator": ["kofi"], "date": "2024-05-02"}],
        )

    assert link([tour("a", "GHA"), tour("b", "PER")]).events == {"a-visit": "a-visit", "b-visit": "b-visit"}
    assert link([tour("a", "GHA"), tour("b", "GHA")]).events == {"a-visit": "a-visit", "b-visit": "a-visit"}

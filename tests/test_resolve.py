from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from builders import HEADER_LINES, article, codebook, machine, reviewed

from comity.facts import CodedArticle, Contradiction, Facts
from comity.resolve import KEYS, resolve

BOOK = codebook()
TEXT = """
Chile, Ghana and Peru met in Accra and in Santiago, near Kumasi.
They spoke of visas, of fishing and of many other things.
The Santiago Tram Works sent Pilar Rojas and Ama Boateng of Ghana.
"""
QUOTE = "They spoke of visas"


def coded(article_id: str, yaml: str, published: str | None = None) -> CodedArticle:
    return reviewed(article(article_id, TEXT, published), yaml)


def resolved(*codings: CodedArticle) -> Facts:
    """The facts, which must be the same in whichever order the codings come."""
    facts, problems = resolve(codings, BOOK)
    assert problems == []
    assert all(resolve(order, BOOK)[0] == facts for order in permutations(codings))
    return facts


def row(facts: Facts, table: str, **cells: Any) -> dict[str, Any]:
    """The one row with these cells."""
    (found,) = (r for r in facts.rows[table] if all(r[name] == value for name, value in cells.items()))
    return dict(found)


def event(article_id: str, published: str | None = None, **fields: str) -> CodedArticle:
    """An article with one event, `meet`."""
    cells = {"id": "meet", "type": "meeting", "participant": "[chile, ghana]", "quote": f'"{QUOTE}"'} | fields
    lines = "\n".join(f"    {name}: {value}" for name, value in cells.items())
    return coded(article_id, f"events:\n  -\n{lines}\n", published)


def headlines(facts: Facts, field: str) -> dict[tuple[str, str], bool]:
    """(article, value) -> headline, of the claims of one field."""
    return {(r["article_id"], r["value"]): r["headline"] for r in facts.rows["evidence"] if r["field"] == field}


# Rows


WHOLE = """
actors:
  pilar-rojas:
    offices: {title: Rector, body: santiago, quote: "sent Pilar Rojas"}
  ama-boateng:
    offices:
      - {title: Envoy, body: ghana, date: 2019, quote: "Ama Boateng of Ghana"}
  tram-friends:
    name: Friends of the Tram
    type: company
    country: CHL
    part_of: santiago-tram-works
    aliases: Tram Friends
    quote: "many other things"
agreements:
  - id: visa-pact
    type: agreement
    level: state
    title: Pact on visas
    signed: 2024-05
    party: [chile, ghana]
    witness: pilar-rojas
    sectors: consular
    quote: "They spoke of visas"
events:
  - id: visa-pact-signed
    type: signing
    date: 2024-05
    place: Accra
    title: Chile and Ghana sign a pact on visas
    agreement: visa-pact
    signatory: [chile, ghana]
    sectors: [consular, tourism]
    quote: "They spoke of visas"
cooperation:
  - {stage: existing, between: [ghana, chile], sectors: fisheries, quote: "of fishing"}
figures:
  - id: things
    measure: other things
    value: 12.5
    qualifier: about
    unit: thing
    event: visa-pact-signed
    agreement: visa-pact
    actors: [tram-friends, ghana]
    quote: "many other things"
"""


def test_all_rows_of_one_article() -> None:
    facts = resolved(coded("accra-talks", WHOLE, "2024-06"))
    assert set(facts.rows) == set(KEYS)
    assert row(facts, "articles") == {
        "article_id": "accra-talks",
        "title": "Title of accra-talks",
        "publisher": None,
        "published": "2024-06",
        "language": "en",
        "url": None,
        "text_sha256": article("accra-talks", TEXT).text_sha256,
        "coding": "reviewed",
    }
    assert row(facts, "events") == {
        "event_id": "visa-pact-signed",
        "event_type": "signing",
        "status": "occurred",
        "date": "2024-05",
        "start_date": dt.date(2024, 5, 1),
        "end_date": dt.date(2024, 5, 31),
        "date_precision": "month",
        "place": "Accra",
        "title": "Chile and Ghana sign a pact on visas",
        "agreement_id": "visa-pact",
        "during": None,
    }
    assert row(facts, "agreements") == {
        "agreement_id": "visa-pact",
        "title": "Pact on visas",
        "agreement_type": "agreement",
        "level": "state",
        "status": "occurred",
        "signed": "2024-05",
        "in_force": None,
        "valid_from": None,
        "valid_until": None,
    }
    assert row(facts, "cooperation") == {
        "cooperation_id": "chile.ghana.fisheries.existing",
        "actor_a": "chile",
        "actor_b": "ghana",
        "sector_id": "fisheries",
        "stage": "existing",
    }
    assert row(facts, "figures") == {
        "figure_id": "things",
        "measure": "other things",
        "value": Decimal("12.5"),
        "qualifier": "about",
        "unit": "thing",
        "date": None,
        "event_id": "visa-pact-signed",
        "agreement_id": "visa-pact",
    }
    links = {
        "event_actors": [("visa-pact-signed", "chile", "signatory"), ("visa-pact-signed", "ghana", "signatory")],
        "event_sectors": [("visa-pact-signed", "consular"), ("visa-pact-signed", "tourism")],
        "agreement_actors": [
            ("visa-pact", "chile", "party"),
            ("visa-pact", "ghana", "party"),
            ("visa-pact", "pilar-rojas", "witness"),
        ],
        "agreement_sectors": [("visa-pact", "consular")],
        "figure_actors": [("things", "ghana"), ("things", "tram-friends")],
    }
    assert {table: [tuple(r.values()) for r in facts.rows[table]] for table in links} == links
    assert facts.rows["contradictions"] == ()
    assert facts.contradictions == ()


def test_actors_are_those_used_with_all_that_they_are_a_part_of() -> None:
    facts = resolved(coded("accra-talks", WHOLE, "2024-06"))
    ids = [r["actor_id"] for r in facts.rows["actors"]]
    assert ids == ["ama-boateng", "chile", "ghana", "pilar-rojas", "santiago", "santiago-tram-works", "tram-friends"]
    assert row(facts, "actors", actor_id="tram-friends") == {
        "actor_id": "tram-friends",
        "name": "Friends of the Tram",
        "actor_type": "company",
        "country_code": "CHL",
        "iso_3166_2": None,
        "part_of": "santiago-tram-works",
    }
    names = [tuple(r.values()) for r in facts.rows["actor_names"] if "tram" in str(r["actor_id"])]
    assert names == [
        ("santiago-tram-works", "STW", "acronym"),
        ("santiago-tram-works", "Santiago Tram Works", "preferred"),
        ("tram-friends", "Friends of the Tram", "preferred"),
        ("tram-friends", "Tram Friends", "alias"),
    ]


def test_an_office_without_date_takes_the_articles() -> None:
    facts = resolved(coded("accra-talks", WHOLE, "2024-06"))
    assert [tuple(r.values()) for r in facts.rows["offices"]] == [
        ("ama-boateng", "Envoy", "ghana", "2019"),
        ("pilar-rojas", "Rector", "santiago", "2024-06"),
    ]
    undated = resolved(coded("accra-talks", WHOLE))
    assert row(undated, "offices", office="Rector")["date"] is None


def test_every_filled_cell_and_link_has_a_headline_claim() -> None:
    facts = resolved(coded("accra-talks", WHOLE, "2024-06"))
    claimed = {
        (r[f"{kind}_id"], r["field"], r["value"])
        for r in facts.rows["evidence"]
        for kind in ("event", "agreement", "cooperation", "figure")
        if r["headline"]
    }
    derived = {"start_date", "end_date", "date_precision"}
    for table in ("events", "agreements", "cooperation", "figures"):
        (key,) = KEYS[table]
        for r in facts.rows[table]:
            for name, value in r.items():
                assert name == key or name in derived or value is None or (r[key], name, str(value)) in claimed
    for r in facts.rows["event_actors"]:
        assert (r["event_id"], r["role"], r["actor_id"]) in claimed
    for r in facts.rows["event_sectors"]:
        assert (r["event_id"], "sector_id", r["sector_id"]) in claimed


def test_evidence_names_one_record_and_stands_in_the_text() -> None:
    item = coded("accra-talks", WHOLE, "2024-06")
    for r in resolved(item).rows["evidence"]:
        kinds = [kind for kind in ("event", "agreement", "cooperation", "figure", "actor") if r[f"{kind}_id"]]
        assert len(kinds) == 1
        assert item.article.text[r["char_start"] : r["char_end"]] == r["quote"]
    office = row(resolved(item), "evidence", field="office", value="Rector")
    assert (office["actor_id"], office["quote"], office["sentence"]) == ("pilar-rojas", "sent Pilar Rojas", 2)


def test_places_lead_to_the_line_that_a_person_mends() -> None:
    facts = resolved(coded("accra-talks", WHOLE, "2024-06"))
    lines = WHOLE.strip("\n").split("\n")

    def line(table: str, *key: str) -> str:
        place = facts.places[table, key]
        assert place.path == "codings/accra-talks.yaml"
        return lines[place.line - 1 - HEADER_LINES].strip()

    assert line("events", "visa-pact-signed") == "- id: visa-pact-signed"
    assert line("event_sectors", "visa-pact-signed", "tourism") == "sectors: [consular, tourism]"
    assert line("agreement_actors", "visa-pact", "pilar-rojas", "witness") == "witness: pilar-rojas"
    assert line("offices", "ama-boateng", "Envoy", "2019").startswith("- {title: Envoy")
    assert line("offices", "pilar-rojas", "Rector", "2024-06").startswith("offices: {title: Rector")
    assert line("cooperation", "chile.ghana.fisheries.existing").startswith("- {stage: existing")
    assert str(facts.places["actors", ("ghana",)]) == "codebook/countries.csv:3:1"
    assert str(facts.places["articles", ("accra-talks",)]) == "articles/accra-talks.md:1:1"
    assert {(table, tuple(r[c] for c in KEYS[table])) for table in KEYS for r in facts.rows[table]} == set(facts.places)


def test_two_codings_of_one_article_are_refused() -> None:
    with pytest.raises(ValueError, match="two codings of one article: accra-talks"):
        resolve([coded("accra-talks", WHOLE), coded("accra-talks", WHOLE)], BOOK)


# References between codings


def test_a_record_of_another_coding_may_be_named_and_an_unknown_one_may_not() -> None:
    facts = resolved(coded("accra-talks", WHOLE), event("later", agreement="visa-pact"))
    assert row(facts, "events", event_id="meet")["agreement_id"] == "visa-pact"
    figure = "figures:\n  - {id: n, measure: m, value: 1, unit: u, event: met, agreement: pact, quote: 'of visas'}\n"
    _, problems = resolve([event("later", agreement="visa-pakt"), coded("more", figure), coded("z", WHOLE)], BOOK)
    assert [(p.rule.code, p.place.path, p.message) for p in problems] == [
        ("C030", "codings/later.yaml", "no coding holds the agreement `visa-pakt` (did you mean `visa-pact`?)"),
        ("C030", "codings/more.yaml", "no coding holds the event `met` (did you mean `meet`?)"),
        ("C030", "codings/more.yaml", "no coding holds the agreement `pact` (did you mean `visa-pact`?)"),
    ]
    assert problems[0].place.line == 9


def test_the_visit_may_be_another_coding_s_and_an_unknown_one_is_told() -> None:
    visit = event("a", id="visit", type="visit")
    assert row(resolved(visit, event("b", during="visit")), "events", event_id="meet")["during"] == "visit"
    _, (problem,) = resolve([visit, event("b", during="visits")], BOOK)
    assert (problem.rule.code, str(problem.place)) == ("C030", "codings/b.yaml:9:13")
    assert problem.message == "no coding holds the event `visits` (did you mean `visit`?)"


def test_an_event_is_no_part_of_itself() -> None:
    _, (problem,) = resolve([event("a", during="meet")], BOOK)
    assert (problem.rule.code, str(problem.place)) == ("C032", "codings/a.yaml:9:13")
    assert problem.message == "`meet` is said to be a part of itself"


def test_a_circle_is_told_at_each_of_its_links_and_at_no_other() -> None:
    codings = [
        event("a", id="x", during="y"),
        event("b", id="y", during="z"),
        event("c", id="z", during="x"),
        event("d", id="outside", during="x"),
        event("e", id="w"),
    ]
    found = {str(order): resolve(order, BOOK)[1] for order in permutations(codings)}
    for problems in found.values():
        assert [(p.rule.code, p.place.path, p.message) for p in problems] == [
            ("C032", "codings/a.yaml", "`x` is said to be a part of `y`, which is a part of it"),
            ("C032", "codings/b.yaml", "`y` is said to be a part of `z`, which is a part of it"),
            ("C032", "codings/c.yaml", "`z` is said to be a part of `x`, which is a part of it"),
        ]


# One record in several articles


def test_fields_are_merged_and_links_united() -> None:
    facts = resolved(
        event("a", "2024", participant="[chile, ghana]", sectors="trade"),
        event("b", "2025", participant="[chile, peru]", sectors="[trade, culture]", date="2024-05-02"),
    )
    assert row(facts, "events")["date"] == "2024-05-02"
    assert [r["actor_id"] for r in facts.rows["event_actors"]] == ["chile", "ghana", "peru"]
    assert [r["sector_id"] for r in facts.rows["event_sectors"]] == ["culture", "trade"]
    assert headlines(facts, "participant") == dict.fromkeys(
        [("a", "chile"), ("a", "ghana"), ("b", "chile"), ("b", "peru")], True
    )
    assert facts.places["events", ("meet",)].path == "codings/a.yaml"
    assert facts.contradictions == ()


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ("2024", "2024-05-02", "2024-05-02"),
        ("2024-05", "2024-21", "2024-05"),
        ("2024-05-02", "2024-05-02/2024-05-03", "2024-05-02/2024-05-03"),
        ("1992", "1992-01-24/..", "1992-01-24/.."),
        ("2024~", "2024", "2024"),
    ],
)
def test_the_more_precise_of_two_compatible_dates_is_published(one: str, other: str, published: str) -> None:
    facts = resolved(event("a", date=one), event("b", date=other))
    assert row(facts, "events")["date"] == published
    assert headlines(facts, "date") == {("a", one): one == published, ("b", other): other == published}
    assert facts.contradictions == ()


@pytest.mark.parametrize(
    ("kind", "statuses", "published"),
    [
        ("events", ["scheduled", "occurred"], "occurred"),
        ("events", ["proposed", "ongoing", "scheduled"], "ongoing"),
        ("events", ["occurred", "ongoing"], "occurred"),
        ("agreements", ["occurred", "ongoing"], "ongoing"),
        ("agreements", ["proposed", "scheduled"], "scheduled"),
    ],
)
def test_a_status_moves_on_without_contradiction(kind: str, statuses: Sequence[str], published: str) -> None:
    if kind == "events":
        codings = [event(f"a{i}", status=status) for i, status in enumerate(statuses)]
    else:
        codings = [agreement(f"a{i}", status=status) for i, status in enumerate(statuses)]
    facts = resolved(*codings)
    assert row(facts, kind)["status"] == published
    assert facts.contradictions == ()
    assert {value for (_, value), headline in headlines(facts, "status").items() if headline} == {published}


def agreement(article_id: str, published: str | None = None, **fields: str) -> CodedArticle:
    """An article with one agreement, `pact`."""
    cells = {"id": "pact", "type": "agreement", "level": "state", "title": "Pact", "party": "[chile, ghana]"} | fields
    lines = "\n".join(f"    {name}: {value}" for name, value in (cells | {"quote": f'"{QUOTE}"'}).items())
    return coded(article_id, f"agreements:\n  -\n{lines}\n", published)


def test_wordings_differ_without_contradiction_and_the_first_reviewed_article_words() -> None:
    facts = resolved(
        event("b", "2024-02", title="The talks", place="Accra"),
        event("a", "2024-03", title="Talks in Accra", place="Santiago"),
        event("c", place="Kumasi"),
        machine(
            article("m", TEXT, "2023"),
            events=[{"id": "meet", "type": "meeting", "participant": ["chile", "ghana"], "title": "Machine's"}],
        ),
    )
    assert (row(facts, "events")["title"], row(facts, "events")["place"]) == ("The talks", "Accra")
    assert headlines(facts, "title") == {
        ("a", "Talks in Accra"): False,
        ("b", "The talks"): True,
        ("m", "Machine's"): False,
    }
    assert facts.contradictions == ()


def only(facts: Facts) -> Contradiction:
    (contradiction,) = facts.contradictions
    return contradiction


def test_reviewed_over_machine() -> None:
    other = {"id": "meet", "type": "visit", "participant": ["chile", "ghana"]}
    facts = resolved(
        event("a", "2020", type="meeting"),
        machine(article("m", TEXT, "2024"), events=[other]),
        machine(article("n", TEXT, "2024"), events=[other]),
    )
    assert row(facts, "events")["event_type"] == "meeting"
    assert only(facts) == Contradiction(
        rule="reviewed_over_machine",
        record="event meet",
        field="event_type",
        chosen="meeting",
        claims=(("a", "meeting"), ("m", "visit"), ("n", "visit")),
        note="a gives meeting; m and n give visit: `reviewed_over_machine` publishes meeting.",
    )


def test_most_articles() -> None:
    facts = resolved(
        event("a", date="2024-05-02"), event("b", date="2024-05-02"), event("c", "2025", date="2024-05-03")
    )
    assert row(facts, "events")["date"] == "2024-05-02"
    assert only(facts).rule == "most_articles"
    assert headlines(facts, "date") == {
        ("a", "2024-05-02"): True,
        ("b", "2024-05-02"): True,
        ("c", "2024-05-03"): False,
    }


def test_most_precise() -> None:
    facts = resolved(event("a", date="2024-06"), event("b", "2023", date="2024-05-02"), event("c", date="2024"))
    assert (row(facts, "events")["date"], only(facts).rule) == ("2024-05-02", "most_precise")
    assert only(facts).claims == (("b", "2024-05-02"), ("a", "2024-06"))


def test_latest_article() -> None:
    facts = resolved(event("a", "2024-06", date="2024-05-02"), event("b", "2024-05", date="2024-05-03"), event("c"))
    assert (row(facts, "events")["date"], only(facts).rule) == ("2024-05-02", "latest_article")


def test_first_article_id() -> None:
    facts = resolved(event("b", "2024", date="2024-05-02"), event("a", "2024", date="2024-05-03"))
    assert (row(facts, "events")["date"], only(facts).rule) == ("2024-05-03", "first_article_id")


def test_different_spans_of_days_contradict_each_other() -> None:
    facts = resolved(event("a", "2023", date="2024-05-02/2024-05-03"), event("b", "2024", date="2024-05-02/2024-05-04"))
    assert (row(facts, "events")["date"], only(facts).rule) == ("2024-05-02/2024-05-03", "most_precise")


def test_a_contradiction_links_its_evidence() -> None:
    facts = resolved(event("b", date="2024-05-02"), event("a", date="2024-05-03"), event("c", date="2024"))
    evidence = {r["evidence_id"]: r for r in facts.rows["evidence"]}
    found = [(r, evidence[r["evidence_id"]]) for r in facts.rows["contradictions"]]
    assert [(e["article_id"], e["field"], e["value"], e["headline"]) for _, e in found] == [
        ("a", "date", "2024-05-03", True),
        ("b", "date", "2024-05-02", False),
    ]
    for r, _ in found:
        assert r["contradiction_id"] == "event.meet.date.first_article_id"
        assert (r["rule"], r["record_type"], r["record_id"], r["field"], r["chosen"], r["note"]) == (
            "first_article_id",
            "event",
            "meet",
            "date",
            "2024-05-03",
            only(facts).note,
        )


def test_a_figures_unit_and_qualifier_are_those_of_its_published_value() -> None:
    def figure(article_id: str, value: str, qualifier: str, unit: str) -> CodedArticle:
        fields = f"measure: aid, value: {value}, qualifier: {qualifier}, unit: {unit}"
        return coded(article_id, f"figures:\n  - {{id: aid, {fields}, quote: '{QUOTE}'}}\n")

    facts = resolved(
        figure("a", "5", "about", "USD"), figure("b", "5.0", "exact", "USD"), figure("c", "4", "exact", "EUR")
    )
    assert tuple(row(facts, "figures").values())[2:5] == (Decimal(5), "about", "USD")
    assert (only(facts).field, only(facts).rule, only(facts).chosen) == ("value", "most_articles", "5")
    assert headlines(facts, "unit") == {("a", "USD"): True, ("b", "USD"): True, ("c", "EUR"): False}


# One date, two stages

BOTH = """
agreements:
  - {id: visas, type: agreement, level: state, title: T, party: [chile, ghana], in_force: 2025-01-30, quote: of visas}
events:
  - {id: visas-signed, type: signing, agreement: visas, signatory: [chile, ghana], quote: "of visas"}
  - {id: visas-in-force, type: entry_into_force, agreement: visas, date: 2025-01-30, target: ghana, quote: of visas}
"""
SIGNED = """
agreements:
  - {id: visas, type: agreement, level: state, title: T, party: [chile, ghana], signed: 2025-01-30, quote: of visas}
events:
  - {id: visas-signed, type: signing, agreement: visas, date: 2025-01-30, signatory: [chile, ghana], quote: "of visas"}
"""


def stage_dates(facts: Facts) -> dict[str, Any]:
    pact = row(facts, "agreements", agreement_id="visas")
    acts = {str(r["event_id"]): r["date"] for r in facts.rows["events"]}
    return {"signed": pact["signed"], "in_force": pact["in_force"], **acts}


def test_who_tells_signing_and_entry_into_force_apart_prevails() -> None:
    facts = resolved(coded("a", BOTH, "2025-05"), coded("b", SIGNED, "2025-06"))
    assert stage_dates(facts) == {
        "signed": None,
        "in_force": "2025-01-30",
        "visas-signed": None,
        "visas-in-force": "2025-01-30",
    }
    found = only(facts)
    assert (found.rule, found.record, found.field, found.chosen) == (
        "stage_distinguished",
        "agreement visas",
        "signed",
        None,
    )
    assert found.claims == (("a", "2025-01-30"), ("b", "2025-01-30"))
    assert found.note == (
        "2025-01-30 stands for two stages, as `signed` in b, as `in_force` in a: `stage_distinguished` leaves "
        "`signed` empty."
    )
    evidence = {r["evidence_id"]: r for r in facts.rows["evidence"]}
    linked = [(r, evidence[r["evidence_id"]]) for r in facts.rows["contradictions"]]
    assert {
        (e["article_id"], r["record_type"], r["record_id"], e["field"], r["chosen"], e["headline"]) for r, e in linked
    } == {
        ("a", "agreement", "visas", "in_force", "2025-01-30", True),
        ("a", "event", "visas-in-force", "date", "2025-01-30", True),
        ("b", "agreement", "visas", "signed", None, False),
        ("b", "event", "visas-signed", "date", None, False),
    }


def test_another_claim_of_the_losing_stage_is_published() -> None:
    facts = resolved(
        coded("a", BOTH, "2025-05"), coded("b", SIGNED, "2025-06"), coded("c", SIGNED.replace("2025-01-30", "2024-11"))
    )
    assert stage_dates(facts)["signed"] == stage_dates(facts)["visas-signed"] == "2024-11"
    assert (only(facts).rule, only(facts).chosen) == ("stage_distinguished", "2024-11")


def test_who_merely_names_both_stages_gives_way_to_who_dates_the_later_one() -> None:
    named = (
        SIGNED
        + "  - {id: visas-in-force, type: entry_into_force, agreement: visas, participant: ghana, quote: of visas}\n"
    )
    facts = resolved(coded("a", BOTH), coded("b", named))
    assert (stage_dates(facts)["signed"], only(facts).rule) == (None, "stage_distinguished")


def test_who_names_both_stages_prevails_over_who_names_one() -> None:
    in_force = """
    agreements:
      - id: visas
        type: agreement
        level: state
        title: Visas
        party: [chile, ghana]
        in_force: 2025-01-30
        quote: "of visas"
    """
    named = (
        SIGNED
        + '  - {id: visas-in-force, type: entry_into_force, agreement: visas, participant: ghana, quote: "of visas"}\n'
    )
    facts = resolved(coded("a", in_force), coded("b", named))
    assert (stage_dates(facts)["signed"], stage_dates(facts)["in_force"]) == ("2025-01-30", None)
    assert (only(facts).rule, only(facts).field) == ("stage_distinguished", "in_force")


def test_where_nobody_tells_stages_apart_both_are_published() -> None:
    in_force = SIGNED.replace("signed: 2025", "in_force: 2025").split("events:")[0]
    facts = resolved(coded("a", in_force), coded("b", SIGNED))
    assert (stage_dates(facts)["signed"], stage_dates(facts)["in_force"]) == ("2025-01-30", "2025-01-30")
    assert only(facts).rule == "one_date_two_stages"
    assert "both are published" in only(facts).note


def test_a_person_s_reading_of_the_stage_goes_before_a_machine_s() -> None:
    quote = {"id": "visas", "type": "agreement", "level": "state", "title": "Visas", "party": ["chile", "ghana"]}
    telling = machine(
        article("m", TEXT),
        agreements=[quote | {"in_force": "2025-01-30"}],
        events=[{"id": "m-signed", "type": "signing", "agreement": "visas", "signatory": ["chile", "ghana"]}],
    )
    facts = resolved(telling, coded("b", SIGNED))
    assert (stage_dates(facts)["signed"], stage_dates(facts)["in_force"]) == ("2025-01-30", None)
    assert only(facts).rule == "reviewed_over_machine"


@pytest.mark.parametrize(
    "other",
    [
        SIGNED.replace("2025-01-30", "2025-01-29"),
        SIGNED.replace("signed: 2025-01-30", "signed: 2025-01-30, in_force: 2025-01-30"),
        SIGNED.replace("2025-01-30", "2025"),
    ],
    ids=["another day", "gives the day to both", "a year is no sign"],
)
def test_two_stages_without_contradiction(other: str) -> None:
    facts = resolved(coded("a", BOTH), coded("b", other))
    assert facts.contradictions == ()


# One period, two agreements


def city_pacts(*pacts: str) -> str:
    rows = "".join(
        f'  - {{type: programme, level: subnational, title: Pact, {pact}, quote: "of visas"}}\n' for pact in pacts
    )
    return "agreements:\n" + rows


PERIOD = "valid_from: 2024, valid_until: 2026"
KUMASI = "id: kumasi-santiago, party: [kumasi, santiago]"
ACCRA = "id: accra-santiago, party: [accra, santiago]"


def test_one_period_given_to_two_agreements_that_share_a_party() -> None:
    facts = resolved(
        coded("a", city_pacts(f"{ACCRA}, signed: 2023", f"{KUMASI}, signed: 2024-09-23, {PERIOD}"), "2025-04"),
        coded("b", city_pacts(f"{ACCRA}, {PERIOD}"), "2025-05"),
    )
    accra = row(facts, "agreements", agreement_id="accra-santiago")
    assert (accra["signed"], accra["valid_from"], accra["valid_until"]) == ("2023", "2024", "2026")
    assert row(facts, "agreements", agreement_id="kumasi-santiago")["valid_until"] == "2026"
    assert only(facts) == Contradiction(
        rule="one_period_two_agreements",
        record="agreement accra-santiago",
        field="valid_from",
        chosen="2024",
        claims=(("a", "2024"), ("b", "2024")),
        note=(
            "One period, 2024/2026, for two agreements: b gives it to accra-santiago, a gives it to kumasi-santiago; "
            "both stay published. a has accra-santiago signed 2023, without the period."
        ),
    )
    evidence = {r["evidence_id"]: r for r in facts.rows["evidence"]}
    linked = {
        (e["article_id"], e["agreement_id"], e["field"], e["value"], e["headline"])
        for e in (evidence[r["evidence_id"]] for r in facts.rows["contradictions"])
    }
    assert linked == {
        ("a", "accra-santiago", "signed", "2023", True),
        ("a", "kumasi-santiago", "valid_from", "2024", True),
        ("a", "kumasi-santiago", "valid_until", "2026", True),
        ("b", "accra-santiago", "valid_from", "2024", True),
        ("b", "accra-santiago", "valid_until", "2026", True),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([f"{ACCRA}, {PERIOD}"], [f"{KUMASI}, valid_from: 2024, valid_until: 2027"]),
        ([f"{ACCRA}, {PERIOD}"], [f"id: accra-too, party: [accra, santiago], {PERIOD}"]),
        ([f"{ACCRA}, {PERIOD}"], [f"id: peru-santiago, party: [peru, santiago], {PERIOD}"]),
        ([f"{ACCRA}, {PERIOD}", f"{KUMASI}, {PERIOD}"], [f"{KUMASI}, {PERIOD}"]),
        ([f"{ACCRA}, {PERIOD}"], [f"id: k, party: [kumasi, santiago-tram-works], {PERIOD}"]),
    ],
    ids=["other period", "same parties", "another country", "one article gives both", "no party shared"],
)
def test_one_period_without_contradiction(one: Sequence[str], other: Sequence[str]) -> None:
    assert resolved(coded("a", city_pacts(*one)), coded("b", city_pacts(*other))).contradictions == ()


# Machine codings: linking's own cases stand in test_linking.py

VISIT = {"type": "visit", "initiator": ["ama-boateng"], "target": ["chile"], "date": "2024-05-02"}


def test_linked_records_are_one_row_with_all_evidence() -> None:
    facts = resolved(
        machine(article("m", TEXT, "2024-05"), events=[VISIT | {"id": "m-visit"}]),
        machine(
            article("n", TEXT, "2024-04"),
            events=[VISIT | {"id": "n-visit", "status": "scheduled", "date": "2024-05", "agreement": "n-pact"}],
            agreements=[
                {"id": "n-pact", "type": "agreement", "level": "state", "title": "Visas", "party": ["chile", "ghana"]}
            ],
            figures=[{"id": "n-figure", "measure": "guests", "value": 3, "unit": "person", "event": "n-visit"}],
        ),
        coded("a", "events:\n  - {id: state-visit, type: visit, initiator: ama-boateng, target: chile, "
                   f"date: 2024-05-02, quote: '{QUOTE}'}}\n", "2024-06"),
    )  # fmt: skip
    visit = row(facts, "events")
    assert (visit["event_id"], visit["status"], visit["date"]) == ("state-visit", "occurred", "2024-05-02")
    assert visit["agreement_id"] == "n-pact"
    assert row(facts, "figures")["event_id"] == "state-visit"
    assert headlines(facts, "date") == {("a", "2024-05-02"): True, ("m", "2024-05-02"): True, ("n", "2024-05"): False}
    assert {r["event_id"] for r in facts.rows["evidence"] if r["field"] == "initiator"} == {"state-visit"}
    assert facts.places["events", ("state-visit",)].path == "codings/a.yaml"


def test_actors_kept_apart_are_kept_apart_everywhere() -> None:
    def about(article_id: str, country: str, published: str) -> CodedArticle:
        other = "ghana" if country == "CHL" else "chile"
        return machine(
            article(article_id, TEXT, published),
            actors={"port": {"name": "The Port", "type": "company", "country": country}},
            events=[{"id": f"{article_id}-visit", "type": "visit", "initiator": ["port"], "target": [other]}],
            cooperation=[{"stage": "existing", "between": ["port", "port-a"], "sectors": ["trade"]}],
        )

    facts = resolved(about("m", "CHL", "2024-01"), about("n", "GHA", "2024-02"))
    assert [r["actor_id"] for r in facts.rows["actors"] if "port" in str(r["actor_id"])] == ["port", "port-gha"]
    initiators = [(r["event_id"], r["actor_id"]) for r in facts.rows["event_actors"] if r["role"] == "initiator"]
    assert initiators == [("m-visit", "port"), ("n-visit", "port-gha")]
    assert [tuple(r.values())[:3] for r in facts.rows["cooperation"]] == [
        ("port-a.port-gha.trade.existing", "port-a", "port-gha"),
        ("port.port-a.trade.existing", "port", "port-a"),
    ]
    claims = {(r["article_id"], r["field"], r["value"]) for r in facts.rows["evidence"] if r["cooperation_id"]}
    assert {("m", "actor_a", "port"), ("n", "actor_b", "port-gha"), ("n", "actor_a", "port-a")} <= claims
    assert {r["value"] for r in facts.rows["evidence"] if r["field"] == "initiator"} == {"port", "port-gha"}


def test_reviewed_definitions_of_one_actor_must_not_differ() -> None:
    def defining(article_id: str, country: str) -> CodedArticle:
        actor = f"  port: {{name: The Port, type: company, country: {country}, quote: 'of fishing'}}\n"
        return coded(article_id, f"actors:\n{actor}")

    facts, problems = resolve([defining("b", "GHA"), defining("a", "CHL")], BOOK)
    assert [(p.rule.code, str(p.place)) for p in problems] == [("C031", "codings/b.yaml:4:50")]
    assert problems[0].message == "`port` has country 'GHA' here, 'CHL' in codings/a.yaml:4:9"
    assert row(facts, "actors", actor_id="port")["country_code"] == "CHL"


def test_the_hash_seed_changes_nothing() -> None:
    here = Path(__file__).parent
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_resolve as t; "
        "f = t.resolve([t.coded('a', t.WHOLE), t.coded('b', t.BOTH), t.coded('c', t.SIGNED)], t.BOOK)[0]; "
        "print(f.rows, f.contradictions, list(f.places.items()))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, str(here)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(here.parent)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1

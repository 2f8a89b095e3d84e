from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from mini import Rows, day, mini_articles, mini_codebook, mini_facts, mini_rows, put, row

from comity import checks, constraints, frames
from comity.diagnostics import RULES, Problem
from comity.locate import Context
from comity.provenance import Coverage, coverage

Change = Callable[[Rows], Any]


def problems(change: Change | None = None, **replaced: Any) -> list[Problem]:
    facts, codebook = mini_facts(change), mini_codebook()
    context = dataclasses.replace(Context.of(facts, codebook, mini_articles()), **replaced)
    return checks.check(frames.build(facts, codebook), context)


def shown(change: Change | None = None, **replaced: Any) -> list[str]:
    return [f"{p.place.path}:{p.place.line} {p.rule.code} {p.message}" for p in problems(change, **replaced)]


def found_by(check: checks.Check, change: Change) -> list[str]:
    """The codes that one check alone reports."""
    facts, codebook = mini_facts(change), mini_codebook()
    context = Context.of(facts, codebook, mini_articles())
    return [problem.rule.code for problem in check(frames.build(facts, codebook), context)]


def add(table: str, **cells: Any) -> Change:
    return lambda rows: rows[table].append(cells)


def drop(table: str, **cells: Any) -> Change:
    """Delete the rows that hold all these cells."""

    def change(rows: Rows) -> None:
        rows[table] = [found for found in rows[table] if any(found.get(k) != v for k, v in cells.items())]

    return change


def both(*changes: Change) -> Change:
    def change(rows: Rows) -> None:
        for one in changes:
            one(rows)

    return change


def claim(like: str, **cells: Any) -> Change:
    """Add evidence with the quote of another claim."""
    return lambda rows: rows["evidence"].append(
        row(rows, "evidence", like) | {"evidence_id": f"{like}-more", "headline": True} | cells
    )


MEMORANDUM = "forestry-memorandum"
VISIT = "stubb-visits-kenya"
SIGNING = "forestry-memorandum-agreed"
# What articles/forestry-note.md says of the signing; not published, since the two articles differ.
UNPUBLISHED = "forestry-note:0020"

PLANTED: list[tuple[str, Change, list[str]]] = [
    (
        "required cell",
        put("articles", "forestry-note", language=None),
        ["codings/articles.yaml:2 T001 articles `forestry-note`: `language` is empty"],
    ),
    (
        "word for a number",
        put("evidence", UNPUBLISHED, sentence="one"),
        [f"codings/evidence.yaml:21 T002 evidence `{UNPUBLISHED}`: `sentence` is no integer: 'one'"],
    ),
    (
        "term outside the vocabulary",
        put("articles", "forestry-note", coding="reviewd"),
        [
            "codings/articles.yaml:2 T003 articles `forestry-note`: `coding` is `reviewd` (did you mean `reviewed`?)",
        ],
    ),
    (
        "wrong form",
        put("articles", "forestry-note", language="English"),
        ["codings/articles.yaml:2 T004 articles `forestry-note`: `language` is 'English'"],
    ),
    (
        "negative offset",
        put("evidence", UNPUBLISHED, sentence=-1),
        [
            f"codings/evidence.yaml:21 T004 evidence `{UNPUBLISHED}`: `sentence` is -1",
            f"codings/evidence.yaml:21 T025 evidence `{UNPUBLISHED}`: "
            "the quote begins in sentence 0 of forestry-note, not -1",
        ],
    ),
    (
        "empty text",
        put("articles", "forestry-note", publisher=""),
        ["codings/articles.yaml:2 T005 articles `forestry-note`: `publisher` is ''"],
    ),
    (
        "empty text under a pattern",
        put("articles", "forestry-note", url=""),
        ["codings/articles.yaml:2 T005 articles `forestry-note`: `url` is ''"],
    ),
    (
        "unknown column",
        put("articles", "forestry-note", author="x"),
        ["datasets/articles.csv:1 T006 articles has no use for the column `author`"],
    ),
    (
        "duplicate key",
        add("event_sectors", event_id=SIGNING, sector_id="forestry"),
        [f"codings/event_sectors.yaml:1 T007 event_sectors `{SIGNING} / forestry`: another row has this key"],
    ),
    (
        "duplicate key with a null",
        add("offices", actor_id="alexander-stubb", office="President of Finland", body_id="kenya", date=None),
        [
            "codings/offices.yaml:1 T007 offices `alexander-stubb / President of Finland`: another row has this key",
        ],
    ),
    (
        "lost reference",
        put("offices", ("alexander-stubb", "President of Finland", None), body_id="finnland"),
        [
            "codings/offices.yaml:1 T008 offices `alexander-stubb / President of Finland`: "
            "`body_id`: no row `finnland` in actors (did you mean `finland`?)",
        ],
    ),
    (
        "lost reference to a vocabulary",
        put("actors", "kenya", actor_type="contry"),
        [
            "codings/actors.yaml:3 T008 actors `kenya`: "
            "`actor_type`: no row `contry` in actor_types (did you mean `country`?)",
        ],
    ),
    (
        "control character",
        put("articles", "forestry-note", publisher="Daily\x07Note"),
        ["codings/articles.yaml:2 T009 articles `forestry-note`: `publisher` is 'Daily\\x07Note'"],
    ),
    (
        "bidirectional override",
        put("articles", "forestry-note", publisher="Daily\u202eNote"),
        ["codings/articles.yaml:2 T009 articles `forestry-note`: `publisher` is 'Daily\\u202eNote'"],
    ),
    (
        "formula",
        put("articles", "forestry-note", publisher='=HYPERLINK("https://example.org")'),
        [
            "codings/articles.yaml:2 T010 articles `forestry-note`: "
            "`publisher` is '=HYPERLINK(\"https://example.org\")'",
        ],
    ),
    (
        "formula that calls",
        put("articles", "forestry-note", publisher="-2+3+cmd|' /C calc'!A0"),
        ["codings/articles.yaml:2 T010 articles `forestry-note`: `publisher` is \"-2+3+cmd|' /C calc'!A0\""],
    ),
    (
        "mixed alphabets",
        put("articles", "forestry-note", publisher="D\u0430ily Note"),
        [
            "codings/articles.yaml:2 T030 articles `forestry-note`: `publisher`: "
            "`D\u0430ily` mixes Cyrillic and Latin letters: U+0430 CYRILLIC SMALL LETTER A"
        ],
    ),
    (
        "formula by plus",
        put("articles", "forestry-note", publisher="+SUM(A1)"),
        ["codings/articles.yaml:2 T010 articles `forestry-note`: `publisher` is '+SUM(A1)'"],
    ),
    (
        "white space",
        put("articles", "forestry-note", publisher="Daily Note "),
        ["codings/articles.yaml:2 T011 articles `forestry-note`: `publisher` is 'Daily Note '"],
    ),
    (
        "no EDTF",
        put("articles", "forestry-note", published="2 June 2025"),
        [
            "codings/articles.yaml:2 T012 articles `forestry-note`: `published`: '2 June 2025' is not an EDTF date; "
            "write 1957, 2023-12, 2025-05-11, 199X or an interval 2024/2026",
        ],
    ),
    (
        "start out of step",
        put("events", VISIT, start_date=day("2025-05-11")),
        [
            f"codings/evidence.yaml:3 T013 events `{VISIT}`: `start_date` is 2025-05-11, "
            "which is not what the date 2025-05-12/2025-05-14 means",
        ],
    ),
    (
        "precision out of step",
        put("events", SIGNING, date_precision="day"),
        [
            f"codings/evidence.yaml:9 T013 events `{SIGNING}`: `date_precision` is day, "
            "which is not what the date 2025-05 means",
        ],
    ),
    (
        "dates out of order",
        both(
            put("agreements", MEMORANDUM, valid_from="2029"),
            claim("forestry-note:0024", field="valid_from", value="2029"),
        ),
        [
            f"codings/evidence.yaml:25 T014 agreements `{MEMORANDUM}`: "
            "`valid_from` 2029 is later than `valid_until` 2028",
        ],
    ),
    (
        "end before start",
        put("events", VISIT, end_date=day("2025-05-10")),
        [
            f"codings/evidence.yaml:3 T013 events `{VISIT}`: `end_date` is 2025-05-10, "
            "which is not what the date 2025-05-12/2025-05-14 means",
            f"codings/evidence.yaml:3 T014 events `{VISIT}`: `start_date` 2025-05-12 is later than `end_date` 2025-05-10",
        ],
    ),
    (
        "reported before it occurred",
        put("articles", "finland-kenya-visit", published="2025-05-11"),
        [
            f"codings/evidence.yaml:3 T015 events `{VISIT}`: occurred on 2025-05-12/2025-05-14, "
            "after every article that reports it had appeared",
        ],
    ),
    (
        "event without an actor",
        both(drop("event_actors", event_id=SIGNING), drop("evidence", field="signatory")),
        [f"codings/events.yaml:2 T016 events `{SIGNING}`: no actor takes part in it"],
    ),
    (
        "visit without a target",
        both(drop("event_actors", role="target"), drop("evidence", field="target")),
        [f"codings/events.yaml:1 T017 events `{VISIT}`: the visit has no target"],
    ),
    (
        "agreement with one party",
        both(
            drop("agreement_actors", actor_id="finland"),
            drop("evidence", field="party", value="finland"),
        ),
        [f"codings/agreements.yaml:1 T018 agreements `{MEMORANDUM}`: 1 of at least two parties are named"],
    ),
    (
        "unused actor",
        both(
            add("actors", actor_id="sweden", name="Sweden", actor_type="country", country_code="SWE"),
            add("actor_names", actor_id="sweden", name="Sweden", kind="preferred"),
        ),
        ["datasets/actors.csv:1 T019 actors `sweden`: no record refers to the actor"],
    ),
    (
        "circle",
        both(put("actors", "kenya", part_of="finland"), put("actors", "finland", part_of="kenya")),
        [
            "codings/actors.yaml:2 T020 actors `finland`: `part_of` leads back to the row",
            "codings/actors.yaml:3 T020 actors `kenya`: `part_of` leads back to the row",
        ],
    ),
    (
        "shared name",
        add("actor_names", actor_id="kenya", name="SUOMI", kind="alias"),
        [
            "codebook/countries.csv:7 T021 actor_names `kenya / SUOMI`: it is a name of `finland` too",
            "codings/actor_names.yaml:3 T021 actor_names `finland / Suomi`: it is a name of `kenya` too",
        ],
    ),
    (
        "other preferred name",
        put("actors", "kenya", name="Republic of Kenya"),
        [
            "codings/actors.yaml:3 T022 actors `kenya`: its name is 'Republic of Kenya', "
            "its preferred names are ['Kenya']",
        ],
    ),
    (
        "record without evidence",
        drop("evidence", cooperation_id="finland.kenya.education.existing"),
        [
            "codings/cooperation.yaml:1 T023 cooperation `finland.kenya.education.existing`: no evidence is about it",
            *(
                "codings/cooperation.yaml:1 T026 cooperation `finland.kenya.education.existing`: "
                f"no claim supports `{field}` = '{value}'"
                for field, value in (
                    ("actor_a", "finland"),
                    ("actor_b", "kenya"),
                    ("sector_id", "education"),
                    ("stage", "existing"),
                )
            ),
        ],
    ),
    (
        "evidence about two records",
        put("evidence", UNPUBLISHED, event_id=VISIT),
        [f"codings/evidence.yaml:21 T024 evidence `{UNPUBLISHED}`: names `event_id`, `agreement_id`"],
    ),
    (
        "evidence about nothing",
        put("evidence", UNPUBLISHED, agreement_id=None),
        [f"codings/evidence.yaml:21 T024 evidence `{UNPUBLISHED}`: names no record"],
    ),
    (
        "altered quote",
        put("evidence", UNPUBLISHED, quote="A memorandum of Kenya"),
        [
            f"codings/evidence.yaml:21 T025 evidence `{UNPUBLISHED}`: characters 0 to 71 of forestry-note are "
            "'The forestry memorandum of Kenya and Finland was signed on 1', not 'A memorandum of Kenya'",
        ],
    ),
    (
        "wrong sentence",
        put("evidence", "forestry-note:0024", sentence=0),
        [
            "codings/evidence.yaml:25 T025 evidence `forestry-note:0024`: "
            "the quote begins in sentence 1 of forestry-note, not 0",
        ],
    ),
    (
        "cell without a claim",
        drop("evidence", event_id=SIGNING, field="place"),
        [f"codings/events.yaml:2 T026 events `{SIGNING}`: no claim supports `place` = 'Nairobi'"],
    ),
    (
        "link without a claim",
        drop("evidence", agreement_id=MEMORANDUM, field="sector_id"),
        [
            f"codings/agreement_sectors.yaml:1 T026 agreement_sectors `{MEMORANDUM} / forestry`: "
            "no claim supports `sector_id` = 'forestry'",
        ],
    ),
    (
        "headline that is not published",
        put("evidence", UNPUBLISHED, headline=True),
        [
            f"codings/evidence.yaml:21 T027 evidence `{UNPUBLISHED}`: "
            "`signed` = '2025-05-14' is not what the tables publish, but `headline` is True",
        ],
    ),
    (
        "published and no headline",
        claim("forestry-note:0024", headline=False),
        [
            "articles/forestry-note.md:10 T027 evidence `forestry-note:0024-more`: "
            "`valid_until` = '2028' is what the tables publish, but `headline` is False",
        ],
    ),
    (
        "claim of no field",
        claim("forestry-note:0024", field="colour", value="green"),
        [
            "articles/forestry-note.md:10 T027 evidence `forestry-note:0024-more`: "
            "`colour` = 'green' is not what the tables publish, but `headline` is True",
        ],
    ),
    (
        "lost contradiction",
        drop("contradictions", rule="stages"),
        [
            f"codings/evidence.yaml:16 T028 agreement {MEMORANDUM}: no evidence holds the claims about `in_force`",
        ],
    ),
]


def test_the_mini_data_set_is_sound():
    assert shown() == []


@pytest.mark.parametrize(("change", "expected"), [case[1:] for case in PLANTED], ids=[case[0] for case in PLANTED])
def test_a_planted_error_is_reported_with_its_row_and_nothing_else(change, expected):
    assert shown(change) == expected


def test_every_code_has_a_planted_error():
    planted = {line.split()[1] for _, _, expected in PLANTED for line in expected}
    assert planted == {code for code in RULES if code.startswith("T")}


def test_all_problems_are_reported_at_once_and_sorted():
    changes = {case[0]: case for case in PLANTED}
    chosen = ["required cell", "white space", "altered quote", "unused actor", "other preferred name", "unknown column"]
    expected = sorted(line for name in chosen for line in changes[name][2])
    found = shown(both(*(changes[name][1] for name in chosen)))
    assert sorted(found) == expected
    keys = [problem.sort_key for problem in problems(both(*(changes[name][1] for name in chosen)))]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("first", "second", "in_order"),
    [
        ("2029", "2028", False),
        ("2028-12-31", "2028", True),
        ("2029-01-01", "2028", False),
        ("2029~", "2028", True),
        ("2029", "2028?", True),
        ("2029/..", "2028", False),
        ("2029", "../2028", False),
        ("../2029", "2028", True),
        ("202X", "2028", True),
        ("203X", "2028", False),
    ],
)
def test_partial_dates_are_compared_conservatively(first, second, in_order):
    change = put("agreements", MEMORANDUM, valid_from=first, valid_until=second)
    assert found_by(checks.dates_in_order, change) == ([] if in_order else ["T014"])


@pytest.mark.parametrize(
    "published",
    ["2025-05", "2025", "2025-05-12", None, "2025-05-01~", "2025-04/.."],
    ids=lambda text: text or "unknown",
)
def test_an_event_may_have_occurred_before_an_article_that_can_be_later(published):
    change = put("articles", "finland-kenya-visit", published=published)
    assert found_by(checks.occurred_before_published, change) == []


def test_one_later_article_is_enough():
    told_again = claim("finland-kenya-visit:0001", article_id="forestry-note", char_start=0, char_end=3, quote="The")
    early = put("articles", "finland-kenya-visit", published="2025-05-11")
    assert shown(both(early, told_again)) == []


@pytest.mark.parametrize(
    "text", ["+254 20 123", "-5.5", "- item", "- item (one)", "–", "NA", "None", "null", "a=b", "50 %", "1/2"]
)
def test_harmless_text_is_no_formula(text):
    assert found_by(constraints.clean_text, put("articles", "forestry-note", publisher=text)) == []


def test_lines_of_an_article_may_break_within_a_quote():
    article = mini_articles()[1]
    broken = dataclasses.replace(article, text=article.text.replace("and Finland", "and\nFinland"))
    wrapped = row(mini_rows(), "evidence", UNPUBLISHED)["quote"].replace("and Finland", "and\nFinland")

    def change(rows: Rows) -> None:
        for found in rows["evidence"]:
            if found["article_id"] == article.id and found["char_start"] == 0:
                found["quote"] = wrapped

    assert shown(change, articles={item.id: item for item in (mini_articles()[0], broken)}) == []


def test_an_unnamed_batch_may_be_signed():
    change = both(put("events", SIGNING, agreement_id=None), drop("evidence", event_id=SIGNING, field="agreement_id"))
    assert shown(change) == []


def test_a_country_is_used_where_its_code_is():
    change = both(
        add("actors", actor_id="sweden", name="Sweden", actor_type="country", country_code="SWE"),
        add("actor_names", actor_id="sweden", name="Sweden", kind="preferred"),
        put("actors", "alexander-stubb", country_code="SWE"),
    )
    assert shown(change) == []


def test_a_name_listed_as_ambiguous_may_be_shared():
    change = both(
        add("actor_names", actor_id="kenya", name="Congo", kind="alias"),
        add("actor_names", actor_id="finland", name="CONGO", kind="alias"),
    )
    assert shown(change) == []


def test_other_names_and_offices_are_claims_too():
    change = both(
        claim("finland-kenya-visit:0035", field="alias", value="Stubb"),
        claim("forestry-note:0024", agreement_id=None, actor_id="kenya", field="country_code", value="KEN"),
    )
    assert shown(change) == []


def test_a_table_without_a_column_is_reported_and_nothing_crashes():
    facts, codebook = mini_facts(), mini_codebook()
    tables = frames.build(facts, codebook)
    tables["events"] = tables["events"].drop(columns="place")
    found = checks.check(tables, Context.of(facts, codebook, mini_articles()))
    assert [(problem.rule.code, problem.message) for problem in found] == [("T006", "events lacks the column `place`")]


def test_a_column_of_another_type_is_reported_as_a_whole():
    facts, codebook = mini_facts(), mini_codebook()
    tables = frames.build(facts, codebook)
    tables["evidence"] = tables["evidence"].assign(sentence=tables["evidence"]["sentence"].astype("float64"))
    found = checks.check(tables, Context.of(facts, codebook, mini_articles()))
    assert [(problem.rule.code, problem.message) for problem in found] == [
        ("T002", "evidence: `sentence` has the type float64, not integer")
    ]


def test_rows_of_the_codebook_are_mended_in_the_codebook():
    codebook = mini_codebook()
    sectors = dict(codebook.sectors)
    sectors["agriculture"] = sectors["agriculture"].model_copy(update={"parent_id": "forestry"})
    codebook = dataclasses.replace(codebook, sectors=sectors)
    facts = mini_facts()
    found = checks.check(frames.build(facts, codebook), Context.of(facts, codebook, mini_articles()))
    assert [(str(problem.place), problem.rule.code) for problem in found] == [
        ("codebook/sectors.csv:3:1", "T020"),
        ("codebook/sectors.csv:4:1", "T020"),
    ]


def test_links_are_mended_where_their_record_is():
    facts, codebook = (
        mini_facts(add("event_actors", event_id=VISIT, actor_id="finland", role="witness")),
        mini_codebook(),
    )
    found = checks.check(frames.build(facts, codebook), Context.of(facts, codebook, mini_articles()))
    assert [(str(problem.place), problem.rule.code) for problem in found] == [("codings/events.yaml:1:1", "T026")]


def test_coverage_counts_cells_and_links():
    facts, codebook = mini_facts(), mini_codebook()
    whole = coverage(frames.build(facts, codebook))
    assert whole == Coverage(34, 34)
    fewer = mini_facts(both(drop("evidence", event_id=SIGNING), put("evidence", "forestry-note:0024", headline=False)))
    assert coverage(frames.build(fewer, codebook)) == Coverage(24, 34)


def test_frames_with_another_index_are_checked_by_position():
    facts, codebook = mini_facts(put("articles", "forestry-note", language=None)), mini_codebook()
    tables = {
        name: frame.set_index(pd.Index(range(100, 100 + len(frame))))
        for name, frame in frames.build(facts, codebook).items()
    }
    found = checks.check(tables, Context.of(facts, codebook, mini_articles()))
    assert [(str(problem.place), problem.rule.code) for problem in found] == [("codings/articles.yaml:2:1", "T001")]

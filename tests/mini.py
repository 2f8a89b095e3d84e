"""A small whole data set about Finland and Kenya: codebook, articles and facts, sound in every check."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from comity import articles, edtf
from comity.articles import Article
from comity.codebook import Actor, ActorType, AgreementType, Codebook, EventType, Sector
from comity.columns import key_of
from comity.diagnostics import Place
from comity.facts import Contradiction, Facts
from comity.tables import TABLES
from comity.terms import NameKind

VISIT_TEXT = """\
President Alexander Stubb of Finland paid a state visit to Kenya from 12 to 14 May 2025.
In Nairobi, the two governments agreed a memorandum on "forestry, soil and water".
The memorandum took effect on 14 May 2025.

Finland and Kenya already work together in education.
About 40.5 million seedlings are to be grown."""

NOTE_TEXT = """\
The forestry memorandum of Kenya and Finland was signed on 14 May 2025.
It runs until 2028."""

Rows = dict[str, list[dict[str, Any]]]


def article(article_id: str, title: str, text: str, **fields: Any) -> Article:
    return Article(article_id, title, text, f"articles/{article_id}.md", first_line=9, **fields)


def mini_articles() -> tuple[Article, ...]:
    return (
        article(
            "finland-kenya-visit",
            "Finland's president visits Kenya",
            VISIT_TEXT,
            publisher="NA",
            published="2025-05",
            url="https://example.org/visit?a=1,2",
            kind=articles.TextKind.DIGEST,
        ),
        article("forestry-note", 'Note: a "forestry" memorandum', NOTE_TEXT, published="2025-06-02"),
    )


def mini_codebook() -> Codebook:
    words = {"label": "Label", "definition": "What it is.", "example": "It is.", "near_miss": "It is not."}

    def event_type(code: str, weight: str) -> EventType:
        return EventType.model_validate(
            words
            | {"event_type": code, "weight": weight, "plover_type": "CONSULT", "plover_mode": None, "cameo_code": "042"}
        )

    def sector(code: str, parent: str | None = None) -> Sector:
        return Sector.model_validate(
            words | {"sector_id": code, "parent_id": parent, "isic_rev4": None, "crs_code": "312"}
        )

    def actor(actor_id: str, name: str, kind: str, country: str) -> Actor:
        names = ((name, NameKind.PREFERRED),)
        return Actor(actor_id, kind, country, None, None, names, Place("codebook/countries.csv", 7))

    actors = (actor("finland", "Finland", "country", "FIN"), actor("kenya", "Kenya", "country", "KEN"))
    return Codebook(
        folder=Path("codebook"),
        event_types={code: event_type(code, "hard") for code in ("visit", "signing", "entry_into_force")},
        sectors={
            "education": sector("education"),
            "agriculture": sector("agriculture"),
            "forestry": sector("forestry", "agriculture"),
        },
        agreement_types={
            "memorandum": AgreementType.model_validate(words | {"agreement_type": "memorandum"}),
        },
        actor_types={
            code: ActorType.model_validate(words | {"actor_type": code, "cameo_role": None})
            for code in ("country", "person")
        },
        countries={},
        actors={actor.id: actor for actor in actors},
        places=(),
        ambiguous=frozenset({"congo"}),
    )


def mini_rows() -> Rows:
    """The rows of every table but the vocabularies, with evidence for every cell."""
    rows = _records()
    rows["evidence"] = _evidence()
    rows["contradictions"] = [
        {
            "contradiction_id": "agreement.forestry-memorandum.in_force.stages",
            "evidence_id": row["evidence_id"],
            "rule": "stages",
            "record_type": "agreement",
            "record_id": "forestry-memorandum",
            "field": row["field"],
            "chosen": "2025-05-14" if row["field"] == "in_force" else None,
            "note": mini_contradictions()[0].note,
        }
        for row in rows["evidence"]
        if row["field"] in ("in_force", "signed")
    ]
    return rows


def _records() -> Rows:
    def event(event_id: str, event_type: str, date: str, title: str, **more: Any) -> dict[str, Any]:
        parsed = edtf.parse(date)
        return {
            "event_id": event_id,
            "event_type": event_type,
            "status": "occurred",
            "date": date,
            "start_date": parsed.start,
            "end_date": parsed.end,
            "date_precision": parsed.precision.value,
            "place": None,
            "title": title,
            "agreement_id": None,
        } | more

    def actor(actor_id: str, name: str, kind: str, country: str) -> dict[str, Any]:
        return {"actor_id": actor_id, "name": name, "actor_type": kind, "country_code": country}

    def name(actor_id: str, text: str, kind: str = "preferred") -> dict[str, Any]:
        return {"actor_id": actor_id, "name": text, "kind": kind}

    return {
        "articles": [
            {
                "article_id": item.id,
                "title": item.title,
                "publisher": item.publisher,
                "published": item.published,
                "language": item.language,
                "url": item.url,
                "text_sha256": item.text_sha256,
                "coding": "reviewed",
            }
            for item in mini_articles()
        ],
        "actors": [
            actor("alexander-stubb", "Alexander Stubb", "person", "FIN"),
            actor("finland", "Finland", "country", "FIN"),
            actor("kenya", "Kenya", "country", "KEN"),
        ],
        "actor_names": [
            name("alexander-stubb", "Alexander Stubb"),
            name("finland", "Finland"),
            name("finland", "Suomi", "alias"),
            name("kenya", "Kenya"),
        ],
        "offices": [
            {"actor_id": "alexander-stubb", "office": "President of Finland", "body_id": "finland", "date": None},
            {"actor_id": "alexander-stubb", "office": "President of Finland", "body_id": "finland", "date": "2025-05"},
        ],
        "events": [
            event("stubb-visits-kenya", "visit", "2025-05-12/2025-05-14", "State visit of Alexander Stubb to Kenya"),
            event(
                "forestry-memorandum-agreed",
                "signing",
                "2025-05",
                "Forestry memorandum agreed",
                place="Nairobi",
                agreement_id="forestry-memorandum",
            ),
        ],
        "event_actors": [
            {"event_id": "stubb-visits-kenya", "actor_id": "alexander-stubb", "role": "initiator"},
            {"event_id": "stubb-visits-kenya", "actor_id": "kenya", "role": "target"},
            {"event_id": "forestry-memorandum-agreed", "actor_id": "finland", "role": "signatory"},
            {"event_id": "forestry-memorandum-agreed", "actor_id": "kenya", "role": "signatory"},
        ],
        "event_sectors": [{"event_id": "forestry-memorandum-agreed", "sector_id": "forestry"}],
        "agreements": [
            {
                "agreement_id": "forestry-memorandum",
                "title": "Memorandum on forestry",
                "agreement_type": "memorandum",
                "level": "state",
                "status": "ongoing",
                "signed": None,
                "in_force": "2025-05-14",
                "valid_from": None,
                "valid_until": "2028",
            }
        ],
        "agreement_actors": [
            {"agreement_id": "forestry-memorandum", "actor_id": "finland", "role": "party"},
            {"agreement_id": "forestry-memorandum", "actor_id": "kenya", "role": "party"},
        ],
        "agreement_sectors": [{"agreement_id": "forestry-memorandum", "sector_id": "forestry"}],
        "cooperation": [
            {
                "cooperation_id": "finland.kenya.education.existing",
                "actor_a": "finland",
                "actor_b": "kenya",
                "sector_id": "education",
                "stage": "existing",
            }
        ],
        "figures": [
            {
                "figure_id": "seedlings",
                "measure": "seedlings to be grown",
                "value": Decimal("40500000.50"),
                "qualifier": "about",
                "unit": "seedling",
                "date": None,
                "event_id": None,
                "agreement_id": "forestry-memorandum",
            }
        ],
        "figure_actors": [{"figure_id": "seedlings", "actor_id": "kenya"}],
    }


def _evidence() -> list[dict[str, Any]]:
    texts = {item.id: item for item in mini_articles()}
    found: list[dict[str, Any]] = []

    def claims(record: str, record_id: str, article_id: str, quote: str, fields: dict[str, Any]) -> None:
        start = texts[article_id].text.index(quote)
        for name, values in fields.items():
            headline = not name.startswith("!")
            for value in values if isinstance(values, list) else [values]:
                found.append(
                    {
                        "evidence_id": f"{article_id}:{len(found):04d}",
                        f"{record}_id": record_id,
                        "field": name.removeprefix("!"),
                        "value": value,
                        "article_id": article_id,
                        "sentence": texts[article_id].sentence_at(start).index,
                        "char_start": start,
                        "char_end": start + len(quote),
                        "quote": quote,
                        "headline": headline,
                    }
                )

    visit, note = "finland-kenya-visit", "forestry-note"
    claims(
        "event",
        "stubb-visits-kenya",
        visit,
        "Alexander Stubb of Finland paid a state visit to Kenya from 12 to 14 May 2025",
        {
            "event_type": "visit",
            "status": "occurred",
            "date": "2025-05-12/2025-05-14",
            "title": "State visit of Alexander Stubb to Kenya",
            "initiator": "alexander-stubb",
            "target": "kenya",
        },
    )
    claims(
        "event",
        "forestry-memorandum-agreed",
        visit,
        'In Nairobi, the two governments agreed a memorandum on "forestry, soil and water".',
        {
            "event_type": "signing",
            "status": "occurred",
            "date": "2025-05",
            "place": "Nairobi",
            "title": "Forestry memorandum agreed",
            "agreement_id": "forestry-memorandum",
            "signatory": ["finland", "kenya"],
            "sector_id": "forestry",
        },
    )
    claims("agreement", "forestry-memorandum", visit, "took effect on 14 May 2025", {"in_force": "2025-05-14"})
    claims(
        "agreement",
        "forestry-memorandum",
        note,
        "The forestry memorandum of Kenya and Finland was signed on 14 May 2025.",
        {
            "title": "Memorandum on forestry",
            "agreement_type": "memorandum",
            "level": "state",
            "status": "ongoing",
            "!signed": "2025-05-14",
            "party": ["finland", "kenya"],
            "sector_id": "forestry",
        },
    )
    claims("agreement", "forestry-memorandum", note, "runs until 2028", {"valid_until": "2028"})
    claims(
        "cooperation",
        "finland.kenya.education.existing",
        visit,
        "Finland and Kenya already work together in education.",
        {"actor_a": "finland", "actor_b": "kenya", "sector_id": "education", "stage": "existing"},
    )
    claims(
        "figure",
        "seedlings",
        visit,
        "About 40.5 million seedlings are to be grown",
        {
            "measure": "seedlings to be grown",
            "value": "40500000.5",
            "qualifier": "about",
            "unit": "seedling",
            "agreement_id": "forestry-memorandum",
            "actor_id": "kenya",
        },
    )
    claims("actor", "alexander-stubb", visit, "Alexander Stubb", {"name": "Alexander Stubb"})
    claims("actor", "alexander-stubb", visit, "President", {"office": "President of Finland"})
    return found


def mini_contradictions() -> tuple[Contradiction, ...]:
    return (
        Contradiction(
            rule="stages",
            record="agreement forestry-memorandum",
            field="in_force",
            chosen="2025-05-14",
            claims=(("finland-kenya-visit", "2025-05-14"), ("forestry-note", "2025-05-14")),
            note="One article says that it took effect on the day on which the other says that it was signed.",
        ),
    )


def mini_facts(change: Callable[[Rows], None] | None = None) -> Facts:
    """The facts, after `change` has had its way with the rows. Every row is mended on a line of its own."""
    rows = mini_rows()
    places = {}
    for name, found in rows.items():
        key = key_of(TABLES[name])
        for line, row in enumerate(copy.deepcopy(found), start=1):
            places[name, tuple(row.get(column) for column in key)] = Place(f"codings/{name}.yaml", line)
    if change:
        change(rows)
    return Facts(rows, places, mini_contradictions())


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def row(rows: Rows, table: str, *key: Any) -> dict[str, Any]:
    """The row of a table with this key."""
    columns: Sequence[str] = key_of(TABLES[table])
    return next(found for found in rows[table] if tuple(found.get(column) for column in columns) == key)


def put(table: str, key: Any, **cells: Any) -> Callable[[Rows], None]:
    """A change of some cells of the row with this key: a value, or a tuple of them."""
    return lambda rows: row(rows, table, *(key if isinstance(key, tuple) else (key,))).update(cells)

"""A small codebook, articles and coded articles in memory, about Chile and Ghana."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from comity import coding
from comity.articles import Article
from comity.codebook import Actor, ActorType, AgreementType, Codebook, Country, EventType, Sector
from comity.diagnostics import Place
from comity.facts import CodedArticle
from comity.terms import CodingOrigin, NameKind

# The lines that `reviewed` writes above a coding's YAML.
HEADER_LINES = 2
FIRST_LINE = 9

_WORDS = {"label": "Label", "definition": "What it is.", "example": "It is.", "near_miss": "It is not."}
_HARD = (
    "aid award cultural_event diplomatic_relations entry_into_force institution meeting negotiation partnership "
    "signing training visit"
).split()
_SOFT = "pledge proposal statement".split()
_SECTORS = "agriculture consular culture education fisheries health politics_diplomacy tourism trade".split()
_AGREEMENT_TYPES = "agreement joint_statement memorandum partnership programme".split()
_ACTOR_TYPES = "company country government international_organization person subnational".split()
_COUNTRIES = (
    ("chile", "Chile", "CHL", "Chilean", "Chileans"),
    ("ghana", "Ghana", "GHA", "Ghanaian", "Ghanaians"),
    ("peru", "Peru", "PER", "Peruvian", "Peruvians"),
)
# id, name, type, country, whole, aliases, acronyms
_ACTORS = (
    ("accra", "Accra", "subnational", "GHA", "ghana", (), ()),
    ("kumasi", "Kumasi", "subnational", "GHA", "ghana", (), ()),
    ("santiago", "Santiago", "subnational", "CHL", "chile", (), ()),
    ("santiago-tram-works", "Santiago Tram Works", "company", "CHL", "santiago", (), ("STW",)),
    ("ministry-of-health-of-ghana", "Ministry of Health of Ghana", "government", "GHA", "ghana", (), ()),
    ("women-s-league-of-chile", "Women's League of Chile", "government", "CHL", "chile", (), ()),
    ("african-union", "African Union", "international_organization", None, None, (), ("AU",)),
    ("ama-boateng", "Ama Boateng", "person", "GHA", None, (), ()),
    ("kwaku-osei", "Kwaku Osei", "person", "GHA", None, ("Kwaku Osei Junior",), ()),
    ("pilar-rojas", "Pilar Rojas", "person", "CHL", None, (), ()),
)


def codebook() -> Codebook:
    countries = {row[0]: _country(*row) for row in _COUNTRIES}
    actors = {
        actor_id: Actor(actor_id, "country", code, None, None, ((name, NameKind.PREFERRED),), _place(2 + i))
        for i, (actor_id, name, code, _, _) in enumerate(_COUNTRIES)
    }
    for i, (actor_id, name, kind, country, whole, aliases, acronyms) in enumerate(_ACTORS):
        names = [(name, NameKind.PREFERRED), *((alias, NameKind.ALIAS) for alias in aliases)]
        names += [(acronym, NameKind.ACRONYM) for acronym in acronyms]
        actors[actor_id] = Actor(actor_id, kind, country, None, whole, tuple(names), _place(2 + i, "actors"))
    return Codebook(
        folder=Path("codebook"),
        event_types={code: _event_type(code, "hard" if code in _HARD else "soft") for code in [*_HARD, *_SOFT]},
        sectors={
            code: Sector.model_validate(
                _WORDS | {"sector_id": code, "parent_id": None, "isic_rev4": "", "crs_code": ""}
            )
            for code in _SECTORS
        },
        agreement_types={
            code: AgreementType.model_validate(_WORDS | {"agreement_type": code}) for code in _AGREEMENT_TYPES
        },
        actor_types={
            code: ActorType.model_validate(_WORDS | {"actor_type": code, "cameo_role": ""}) for code in _ACTOR_TYPES
        },
        countries=countries,
        actors=actors,
        places=(),
        ambiguous=frozenset(),
    )


def _place(line: int, name: str = "countries") -> Place:
    return Place(f"codebook/{name}.csv", line)


def _country(actor_id: str, name: str, code: str, adjective: str, demonym: str) -> Country:
    cells = {"actor_id": actor_id, "name": name, "country_code": code, "adjectives": adjective, "demonyms": demonym}
    empty = dict.fromkeys(("official_name", "aliases", "capital", "capital_aliases"), "")
    return Country.model_validate(cells | empty)


def _event_type(code: str, weight: str) -> EventType:
    scheme = {"plover_type": "CONSULT", "plover_mode": "", "cameo_code": "040"}
    return EventType.model_validate(_WORDS | scheme | {"event_type": code, "weight": weight})


def article(article_id: str, text: str, published: str | None = None) -> Article:
    """An article whose text begins in line 9 of its file."""
    return Article(
        id=article_id,
        title=f"Title of {article_id}",
        text=textwrap.dedent(text).strip(),
        path=f"articles/{article_id}.md",
        first_line=FIRST_LINE,
        published=published,
    )


def reviewed(item: Article, yaml: str, text_sha256: str | None = None) -> CodedArticle:
    """A reviewed coding; line n of `yaml` is line n + HEADER_LINES of its file."""
    head = f"article: {item.id}\ntext_sha256: {text_sha256 or item.text_sha256}\n"
    parsed, document = coding.parse(head + textwrap.dedent(yaml).lstrip("\n"), f"codings/{item.id}.yaml")
    return CodedArticle(item, parsed, CodingOrigin.REVIEWED, document)


def machine(item: Article, **sections: Any) -> CodedArticle:
    """A machine coding of plain dicts; a record without `quote` has the article's whole text as evidence."""
    data: dict[str, Any] = {"article": item.id, "text_sha256": item.text_sha256}
    whole = {"quote": {"exact": item.text, "start": 0}}
    for section, records in sections.items():
        data[section] = (
            {name: whole | entry for name, entry in records.items()}
            if isinstance(records, dict)
            else [whole | record for record in records]
        )
    return CodedArticle(item, coding.Coding.model_validate(data), CodingOrigin.MACHINE)

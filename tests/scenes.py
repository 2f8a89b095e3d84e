"""Short articles about Kenya and Peru, coded, and sentences with mentions made by hand."""

from __future__ import annotations

import re
import textwrap
from functools import cache
from pathlib import Path

from comity import codebook, coding
from comity.articles import Article
from comity.codebook import Codebook
from comity.coder.candidates import Candidate
from comity.coder.document import Cast, CastActor, Mention, MentionKind
from comity.coder.grammar import Sentence
from comity.coder.pipeline import Coder
from comity.coder.sides import Sides
from comity.terms import Status

FOLDER = Path(__file__).parent.parent / "codebook"
PUBLISHED = "2025-05-14"  # a Wednesday
ROLES = ("initiator", "target", "participant", "signatory", "witness", "mediator", "mentioned")

COUNTRIES = {"kenya": "KEN", "peru": "PER", "ghana": "GHA", "chile": "CHL"}
_ACTORS = {
    **{name: ("country", code) for name, code in COUNTRIES.items()},
    "otieno": ("person", "KEN"),
    "wambui": ("person", "KEN"),
    "rojas": ("person", "PER"),
    "mensah": ("person", "GHA"),
    "ministry": ("government", None),
    "embassy-of-peru-in-kenya": ("embassy", "PER"),
    "african-union": ("international_organization", None),
    "lima": ("subnational", "PER"),
    "mombasa": ("subnational", "KEN"),
    "school": ("university", None),
}
_K = MentionKind
# What a stretch of text is: its kind, its actors, the place that it names.
_NAMES: dict[str, tuple[MentionKind, tuple[str, ...], str | None]] = {
    **{name.capitalize(): (_K.COUNTRY, (name,), None) for name in COUNTRIES},
    "Kenyan": (_K.ADJECTIVE, ("kenya",), None),
    "Peruvian": (_K.ADJECTIVE, ("peru",), None),
    "Ghanaian": (_K.ADJECTIVE, ("ghana",), None),
    "Nairobi": (_K.CAPITAL, ("kenya",), "Nairobi"),
    "Lima": (_K.CAPITAL, ("peru",), "Lima"),
    "Mombasa": (_K.PLACE, ("mombasa",), "Mombasa"),
    "Minister Otieno": (_K.PERSON, ("otieno",), None),
    "Otieno": (_K.PERSON, ("otieno",), None),
    "Wambui": (_K.PERSON, ("wambui",), None),
    "President Rojas": (_K.PERSON, ("rojas",), None),
    "Rojas": (_K.PERSON, ("rojas",), None),
    "Mensah": (_K.PERSON, ("mensah",), None),
    "the ministry": (_K.BODY, ("ministry",), None),
    "the Embassy of Peru in Kenya": (_K.BODY, ("embassy-of-peru-in-kenya",), None),
    "the African Union": (_K.BODY, ("african-union",), None),
    "a school": (_K.BODY, ("school",), None),
    "the two countries": (_K.GROUP, ("kenya", "peru"), None),
    "both sides": (_K.GROUP, ("kenya", "peru"), None),
    "she": (_K.PRONOUN, ("otieno",), None),
    "her": (_K.PRONOUN, ("otieno",), None),
    "they": (_K.PRONOUN, ("kenya", "peru"), None),
}
_PATTERN = re.compile(
    r"\b(?:" + "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True)) + r")\b", re.IGNORECASE
)
_BY_LOW = {name.lower(): value for name, value in _NAMES.items()}


def cast(text: str) -> Cast:
    """The actors above, and their mentions in a text."""
    actors = {
        name: CastActor(name, name.capitalize(), kind, country, None, (0, 1))
        for name, (kind, country) in _ACTORS.items()
    }
    mentions = []
    for match in _PATTERN.finditer(text):
        kind, named, place = _BY_LOW[match.group().lower()]
        owned = text[match.end() : match.end() + 2] == "'s" or match.group().lower() == "her"
        mentions.append(Mention(match.start(), match.end(), kind, named, owned, place))
    return Cast(actors, tuple(mentions))


def sentence(text: str, caption: bool = False) -> Sentence:
    """One sentence with the mentions of `cast`."""
    return Sentence(text, 0, len(text), cast(text).mentions, caption)


def sides(text: str) -> Sides:
    """The sides of a text's cast."""
    return Sides(cast(text), {code: name for name, code in COUNTRIES.items()})


def candidate(text: str, trigger: str, event_type: str, status: Status = Status.OCCURRED, **roles: str) -> Candidate:
    """A candidate whose clause is the whole text; `roles` are actor ids parted by blanks."""
    start = text.index(trigger)
    members = {role: actors.split() for role, actors in roles.items()}
    known = sides(text)
    have = known.of_all({actor for listed in members.values() for actor in listed})
    return Candidate(
        type=event_type,
        status=status,
        roles=members,
        unit=0,
        start=start,
        end=start + len(trigger),
        edges=(0, len(text)),
        partial=len(have) < 2,
        lemma=trigger,
    )


@cache
def book() -> Codebook:
    """The repository's codebook."""
    return codebook.load(FOLDER)


@cache
def coder() -> Coder:
    """A coder by the repository's codebook."""
    return Coder(book())


def article(text: str, published: str | None = PUBLISHED, article_id: str = "a", title: str = "A title") -> Article:
    return Article(article_id, title, textwrap.dedent(text).strip(), f"articles/{article_id}.md", published=published)


def code(text: str, published: str | None = PUBLISHED) -> coding.Coding:
    return coder().code(article(text, published))


def shown(event: coding.Event) -> str:
    """An event in short: "visit occurred 2025-05-12 initiator=rojas target=kenya"."""
    roles = (f"{role}={'+'.join(sorted(getattr(event, role)))}" for role in ROLES if getattr(event, role))
    return " ".join([event.type, event.status.value, event.date or "-", *roles])


def events(text: str, published: str | None = PUBLISHED) -> list[str]:
    """The hard events of a text, in short."""
    types = book().event_types
    return [shown(event) for event in code(text, published).events if types[event.type].weight == "hard"]

"""What the steps of the coder hand to each other: a document, and the mentions found in it.

All spans are half-open character offsets into the article's text (NFC).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from comity import coding
from comity.edtf import Edtf


class Part(StrEnum):
    """What a sentence is in the layout of an article."""

    HEADLINE = "headline"
    CAPTION = "caption"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence to code: its span without dateline or photo credit, its paragraph, and its part of the layout."""

    start: int
    end: int
    paragraph: int
    part: Part


@dataclass(frozen=True)
class Document:
    """An article prepared for coding: furniture, teasers and repeated paragraphs are left out of `units`."""

    article_id: str
    text: str
    units: tuple[Unit, ...]
    published: Edtf | None
    dateline_place: str | None
    publisher: str | None = None


class MentionKind(StrEnum):
    """How a stretch of text refers to its actors."""

    COUNTRY = "country"  # Viet Nam, the Republic of Belarus
    ADJECTIVE = "adjective"  # Vietnamese; the parts of "Vietnam-Belarus relations"
    CAPITAL = "capital"  # a capital's name, which may stand for the government or for the city
    PLACE = "place"  # any other city or subdivision by its bare name: a place first, an actor where it acts
    PERSON = "person"  # a person's name, with its titles and offices
    OFFICE = "office"  # a person by office alone: "the ambassador", "the visiting leader"
    BODY = "body"  # a ministry, parliament, party, embassy, company, university, organisation, city committee
    GROUP = "group"  # "the two countries", "both sides", "the two leaders"
    PRONOUN = "pronoun"  # he, she, his, her, it, its, they, their, resolved to actors


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that refers to actors of the cast.

    The span covers the whole noun phrase of the reference ("Vietnamese Foreign Minister Bui Thanh Son"); mentions do
    not overlap. `actors` are keys of `Cast.actors`, several for a group. `possessive` is true for "Poland's", "his".
    `place` is the name of a place as the text has it, where the mention is one ("Mombasa") or a venue ("in Beijing").
    """

    start: int
    end: int
    kind: MentionKind
    actors: tuple[str, ...]
    possessive: bool = False
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """What an article says of an actor that is not in the codebook."""

    subdivision: str | None = None
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CastActor:
    """An actor that the article names: from the codebook (`definition` is None) or defined by the article."""

    id: str
    name: str
    type: str
    country_code: str | None
    part_of: str | None
    quote: tuple[int, int]  # the first span that names it
    definition: Definition | None = None
    offices: tuple[coding.Office, ...] = ()


@dataclass(frozen=True)
class Cast:
    """All actors of an article by id, and every mention of them in text order."""

    actors: Mapping[str, CastActor]
    mentions: tuple[Mention, ...]

    def holds(self, actor: str, words: frozenset[str]) -> bool:
        """Whether a word of one of an actor's offices is among some words in lower case."""
        known = self.actors.get(actor)
        return known is not None and any(not words.isdisjoint(office.title.lower().split()) for office in known.offices)


class DateRelation(StrEnum):
    """How a date bounds what it dates, as the words before it say; `edtf` has the bound already."""

    ON = "on"  # in May, on Monday, from 11 to 13 May: the date or period itself
    SINCE = "since"  # since 1992: `1992/..`
    FROM = "from"  # takes effect from 1 July: the plain date, which dates an act that starts then
    UNTIL = "until"  # until 2030, through June: `../2030`
    BY = "by"  # by 2030, no later than May: `../2030`
    BEFORE = "before"  # before 2030: `../2029`
    AFTER = "after"  # after 2020: `2021/..`
    COMPARED = "compared"  # up 5 percent from 2022, than in 2022: the plain date, which dates no act of the sentence


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period in the text.

    `nominal` marks a period that belongs to a document or plan ("the 2024-2026 period", "for 2026-2028") rather than to
    an act. `attributive` marks a date that belongs to the noun it stands with rather than to the clause ("the 2015
    agreement", "the treaty of 1992", "Monday's talks").
    """

    start: int
    end: int
    edtf: str
    nominal: bool = False
    relation: DateRelation = DateRelation.ON
    attributive: bool = False


@dataclass(frozen=True, slots=True)
class SectorMention:
    """A term of a sector in the text."""

    start: int
    end: int
    sector_id: str

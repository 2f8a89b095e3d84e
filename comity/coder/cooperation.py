"""Fields of cooperation: in which sectors two actors cooperate, could cooperate, or face a challenge together.

What counts is what a text says of fields, by the words of `codebook/cooperation_cues.csv` (see `cues`), not the bare
fact that a document was signed. `statements` reads what a sentence says, `dyads` between whom.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from comity import coding
from comity.coder.cues import Cues, compile  # noqa: A004
from comity.coder.document import Cast, Document, SectorMention, Unit
from comity.coder.documents import bullet
from comity.coder.dyads import Dyads, Pair
from comity.coder.statements import Sentence
from comity.terms import Stage

__all__ = ["Cues", "compile", "find"]


def find(
    document: Document,
    cast: Cast,
    sector_mentions: Sequence[SectorMention],
    cues: Cues,
    countries: Mapping[str, str] | None = None,
    main: Pair | None = None,
) -> tuple[coding.Cooperation, ...]:
    """The fields of cooperation that an article names, as one record per pair, stage and sentence.

    A sector that a pair has at one stage is coded once, where it stands first; later sentences add evidence to it.
    `countries` maps ISO 3166-1 alpha-3 codes to actor ids, for countries that only their people or bodies stand for.
    `main`: the two sides that the article is clearly about, if any.
    """
    who = Dyads(document.text, cast, countries or {}, main)
    book = _Book(document.text, {name: actor.quote[0] for name, actor in cast.actors.items()})
    starts = [mention.start for mention in sector_mentions]
    listing = _Listing(document.text)
    for unit in document.units:
        inside = sector_mentions[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]
        header = listing.header_of(unit)
        people = who.between(header.start if header else unit.start, header.end if header else unit.end)
        if inside and listing.told:
            listing.add(inside, unit, book)
        elif inside and who.may_pair(people):
            whole = replace(unit, start=header.start) if header else unit
            mentions = cast.mentions[people.start : people.stop]
            for statement in Sentence(document.text, whole, inside, mentions, cues).statements():
                for pair in who.pairs(statement.at, statement.clause, people, statement.explicit):
                    book.add(pair, statement.stage, statement.sectors, unit)
                    if header:
                        listing.told.append((pair, statement.stage))
        if header is None:
            who.remember(people)
    return book.records()


class _Listing:
    """A list below a sentence that ends with a colon: what its first item says of whom, its other items say too."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._header: Unit | None = None
        self.told: list[tuple[Pair, Stage]] = []

    def header_of(self, unit: Unit) -> Unit | None:
        """The sentence below which a unit is an item, if it is one; a unit with a colon opens a list."""
        if self._header is not None and bullet(self._text, unit.start):
            return self._header
        self.told = []
        opens = self._text[unit.start : unit.end].rstrip().endswith(":")
        self._header = unit if opens else None
        return None

    def add(self, mentions: Sequence[SectorMention], unit: Unit, book: _Book) -> None:
        """Enter the sectors of a further item."""
        ids = tuple(dict.fromkeys(mention.sector_id for mention in mentions))
        for pair, stage in dict.fromkeys(self.told):
            book.add(pair, stage, ids, unit)


class _Entry(NamedTuple):
    """A record in the making; `more` holds later sentences that say the same of a sector."""

    pair: Pair
    stage: Stage
    sectors: list[str]
    unit: Unit
    more: dict[str, list[Unit]]


class _Book:
    """Collects statements, each pair, sector and stage once."""

    def __init__(self, text: str, order: Mapping[str, int]) -> None:
        self._text = text
        self._order = order
        self._entries: dict[tuple[Pair, Stage, int], _Entry] = {}
        self._first: dict[tuple[Pair, Stage, str], _Entry] = {}
        self._quotes: dict[int, coding.Quote] = {}

    def add(self, pair: Pair, stage: Stage, ids: Sequence[str], unit: Unit) -> None:
        """Enter sectors of a pair at a stage, with the sentence that says so."""
        if pair[0] == pair[1]:
            return
        pair = self._in_order(pair)
        for sector in ids:
            entry = self._first.get((pair, stage, sector))
            if entry is None:
                entry = self._entries.setdefault((pair, stage, unit.start), _Entry(pair, stage, [], unit, {}))
                entry.sectors.append(sector)
                self._first[pair, stage, sector] = entry
                continue
            others = entry.more.get(sector, [entry.unit])
            if others[-1].start != unit.start:
                entry.more.setdefault(sector, [entry.unit]).append(unit)

    def _in_order(self, pair: Pair) -> Pair:
        """The two actors as the article names them first."""
        last = len(self._text)
        first, second = sorted(pair, key=lambda name: (self._order.get(name, last), name))
        return first, second

    def records(self) -> tuple[coding.Cooperation, ...]:
        """The records in the order of the text."""
        return tuple(
            coding.Cooperation(
                stage=entry.stage,
                between=entry.pair,
                sectors=tuple(entry.sectors),
                quote=(self._quote(entry.unit),),
                quotes={
                    f"sectors.{sector}": tuple(self._quote(unit) for unit in units)
                    for sector, units in entry.more.items()
                },
            )
            for entry in self._entries.values()
        )

    def _quote(self, unit: Unit) -> coding.Quote:
        """The quote of a sentence; many records share it."""
        quote = self._quotes.get(unit.start)
        if quote is None:
            quote = coding.Quote(exact=self._text[unit.start : unit.end], start=unit.start)
            self._quotes[unit.start] = quote
        return quote

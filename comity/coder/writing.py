"""From reports and agreements to the records of a coding: ids, quotes, actors, titles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from comity import coding
from comity.articles import Article
from comity.coder import figures, parties
from comity.coder.document import CastActor, MentionKind
from comity.coder.pacts import Pact
from comity.coder.reports import Report
from comity.coder.work import Work
from comity.edtf import parse as parse_edtf
from comity.terms import Status

# A cell that begins so would be a formula to a spreadsheet.
_FORMULA = "=@+-\t ＝＠＋－"
_ROLE_ORDER = ("initiator", "target", "participant", "signatory", "witness", "mediator", "mentioned")


class Writer:
    """Writes records of the coding, with quotes and ids."""

    def __init__(self, article: Article, work: Work) -> None:
        self.article = article
        self.work = work
        self._ids: set[str] = set()
        self._unit_quotes: dict[int, coding.Quote] = {}

    def _id(self, kind: str, key: str) -> str:
        """An id from the article's id and what the record says, so that edits elsewhere in the text leave it alone."""
        count = 0
        while True:
            digest = hashlib.blake2s(f"{kind}|{key}|{count}".encode(), digest_size=4).hexdigest()
            name = f"{self.article.id}-{kind}-{digest}"
            if name not in self._ids:
                self._ids.add(name)
                return name
            count += 1

    def _actor(self, known: CastActor) -> coding.Actor:
        quote = (self._quote(*known.quote),)
        if known.definition is None:
            return coding.Actor(offices=known.offices, quote=quote)
        return coding.Actor(
            name=" ".join(known.name.split())[:300],
            type=known.type,
            country=known.country_code,
            subdivision=known.definition.subdivision,
            part_of=known.part_of,
            aliases=known.definition.aliases,
            acronyms=known.definition.acronyms,
            offices=known.offices,
            quote=quote,
        )

    def _quote(self, start: int, end: int) -> coding.Quote:
        while start < end - 1 and self.article.text[start] in _FORMULA:
            start += 1
        return coding.Quote(exact=self.article.text[start:end], start=start)

    def _unit_quote(self, unit: int) -> coding.Quote:
        """The quote of a sentence; many records share it."""
        quote = self._unit_quotes.get(unit)
        if quote is None:
            span = self.work.document.units[unit]
            quote = self._unit_quotes[unit] = self._quote(span.start, span.end)
        return quote

    def _unit_text(self, unit: int) -> str:
        span = self.work.document.units[unit]
        return " ".join(self.article.text[span.start : span.end].split())

    def pact_id(self, pact: Pact) -> str:
        """The id of an agreement."""
        return self._id("agreement", f"{pact.type}|{pact.title}")

    def events(self, found: Sequence[Report], of_report: Mapping[int, str]) -> list[coding.Event]:
        """The event records of the reports that are whole; visits first get their ids, which others refer to."""
        whole = [report for report in found if _is_whole(report)]
        ids = [self._id(r.type.replace("_", "-"), self._unit_text(r.candidates[0].unit)) for r in whole]
        visits = {id(report): name for report, name in zip(whole, ids, strict=True) if report.type == "visit"}
        return [self._event(r, name, of_report.get(id(r)), visits) for r, name in zip(whole, ids, strict=True)]

    def _event(self, report: Report, name: str, agreement: str | None, visits: Mapping[int, str]) -> coding.Event:
        units = list(dict.fromkeys(c.unit for c in report.candidates if c.type == report.type))
        roles = {role: tuple(report.roles[role]) for role in _ROLE_ORDER if report.roles.get(role)}
        quotes: dict[str, tuple[coding.Quote, ...]] = {}
        if report.date and report.date_source and report.date_source.date_span:
            quotes["date"] = (self._unit_quote(report.date_source.unit),)
        if report.place and report.place_source:
            quotes["place"] = (self._unit_quote(report.place_source.unit),)
        return coding.Event(
            id=name,
            type=report.type,
            status=self._status(report),
            date=report.date,
            place=report.place,
            title=self._title(report),
            agreement=agreement,
            during=visits.get(id(report.during)),
            sectors=tuple(report.sectors) or ("politics_diplomacy",),
            quote=tuple(self._unit_quote(unit) for unit in units),
            quotes=quotes,
            **roles,
        )

    def _status(self, report: Report) -> Status:
        """What lies after the article's own date has not occurred yet, whatever the tense."""
        published = self.work.document.published
        if report.type == "proposal":
            return Status.PROPOSED
        if report.status is Status.OCCURRED and report.date and published and published.end:
            start = parse_edtf(report.date).start
            if start and start > published.end:
                return Status.SCHEDULED
        return report.status

    def _title(self, report: Report) -> str:
        names = [self.work.cast.actors[a].name for a in report.actors_in_order() if a in self.work.cast.actors]
        label = report.type.replace("_", " ").capitalize()
        return f"{label}: {', '.join(names[:4])}"[:300] if names else label

    def agreement(self, pact: Pact, name: str) -> coding.Agreement:
        """The agreement record of a pact."""
        units = list(dict.fromkeys(self.work.documents.units[index] for index in pact.mentions))
        told = {column: unit for column, (_, unit) in pact.dates.items() if unit not in units}
        told |= {f"party.{p}": unit for p in pact.parties if (unit := self._unit_naming(p, units, pact)) is not None}
        quotes: dict[str, coding.Quotes] = {key: (self._unit_quote(unit),) for key, unit in told.items()}
        dates = {column: value for column, (value, _) in pact.dates.items()}
        return coding.Agreement(
            id=name,
            type=pact.type,
            level=parties.level(pact.parties, self.work.sides),
            title=pact.title[:300],
            status=pact.status or Status.ONGOING,
            signed=dates.get("signed"),
            in_force=dates.get("in_force"),
            valid_from=dates.get("valid_from"),
            valid_until=dates.get("valid_until"),
            party=tuple(pact.parties),
            signatory=tuple(pact.signatories),
            witness=tuple(pact.witnesses),
            sectors=pact.sectors,
            quote=tuple(self._unit_quote(unit) for unit in units),
            quotes=quotes,
        )

    def _unit_naming(self, party: str, units: Sequence[int], pact: Pact) -> int | None:
        """The sentence that names a party where the agreement's own don't: one of an act on it, else the first."""
        if any(self._names(unit, party) for unit in units):
            return None
        acting = (c.unit for report in (pact.signed, pact.in_force) if report for c in report.candidates)
        return next((unit for unit in acting if self._names(unit, party)), self._first_unit.get(self._sides_key(party)))

    def _names(self, unit: int, party: str) -> bool:
        """Whether a sentence names a party, or for a country somebody who stands for it."""
        wanted = self._sides_key(party)
        return any(actor == party or self._sides_key(actor) == wanted for actor in self._actors_in(unit))

    def _sides_key(self, actor: str) -> str:
        """A country's code for it and all who stand for it; the actor itself for a party that is no country."""
        country = self.work.sides.country_ids.get(self.work.sides.of(actor))
        return country if country is not None else actor

    @cached_property
    def _first_unit(self) -> dict[str, int]:
        """The first sentence that names each side."""
        first: dict[str, int] = {}
        for number in range(len(self.work.sentences)):
            for actor in self._actors_in(number):
                first.setdefault(self._sides_key(actor), number)
        return first

    def _actors_in(self, unit: int) -> set[str]:
        return {actor for mention in self.work.sentences[unit].mentions for actor in mention.actors}

    def figure_rows(self, units: figures.Units, adjectives: Mapping[str, Sequence[str]]) -> list[coding.Figure]:
        """The figures of the relation: of sentences that name two sides, or no third where the article is about two."""
        rows: list[coding.Figure] = []
        if self.work.off_topic:
            return rows
        for number, sentence in enumerate(self.work.sentences):
            actors = list(dict.fromkeys(a for m in sentence.mentions for a in m.actors))
            if not self._about_both(actors):
                continue
            spans = [(m.start, m.end) for m in sentence.mentions]
            nationals = [(m.start, m.end) for m in sentence.mentions if m.kind is MentionKind.ADJECTIVE]
            dates = self.work.dates[number]
            text = self.article.text
            for row in figures.find(text, sentence.start, sentence.end, dates, spans, units, nationals):
                found = self._figure(row, number, actors)
                of = [adjective for actor in found.actors for adjective in adjectives.get(actor, ())]
                rows.append(found.model_copy(update={"unit": units.national(found.unit, of)}) if of else found)
        return rows

    def _about_both(self, actors: Sequence[str]) -> bool:
        """Whether a sentence tells of the relation: it names two sides, or no third in an article about two."""
        sides = self.work.sides
        named = sides.of_all(actors)
        countries = {side for side in named if side in sides.country_ids}
        return len(named) > 1 or (sides.about_two and countries <= set(sides.main))

    def _figure(self, row: figures.FigureMention, unit: int, actors: Sequence[str]) -> coding.Figure:
        return coding.Figure(
            id=self._id("figure", f"{self._unit_text(unit)}|{row.measure}|{row.value}"),
            measure=row.measure[:300],
            value=row.value,
            qualifier=row.qualifier,
            unit=row.unit,
            date=row.date,
            actors=self._figure_actors(actors),
            quote=(self._unit_quote(unit),),
        )

    def _figure_actors(self, actors: Sequence[str]) -> tuple[str, ...]:
        """The countries of the sentence; the article's two sides where it names but one of them or none."""
        sides = self.work.sides
        named = [a for a in actors if sides.kind(a) == "country"]
        if len(sides.of_all(named)) < 2 and sides.about_two:
            main = [sides.country_ids[code] for code in sides.main if code in sides.country_ids]
            named += [a for a in main if a in self.work.cast.actors and a not in named]
        return tuple(named)

    def actors(self, used: Iterable[str]) -> dict[str, coding.Actor]:
        """The actors of the records, and those that they belong to or hold office in, each with its first naming."""
        queue = list(dict.fromkeys(used))
        rows: dict[str, coding.Actor] = {}
        while queue:
            actor = queue.pop(0)
            known = self.work.cast.actors.get(actor)
            if actor in rows or known is None:
                continue
            rows[actor] = self._actor(known)
            queue += [other for other in (known.part_of, *(office.body for office in known.offices)) if other]
        return rows


def _is_whole(report: Report) -> bool:
    """Whether the tables can take the event: it has actors, and a visit a traveller and a host."""
    filled = {role for role, members in report.roles.items() if members}
    return bool(filled) and (report.type != "visit" or {"initiator", "target"} <= filled)

"""The coder as one line: article -> document -> mentions -> candidates -> reports and agreements -> Coding."""

from __future__ import annotations

import gc
import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from comity import coding
from comity.articles import Article
from comity.codebook import Codebook
from comity.coder import (
    act_objects,
    acts,
    agreements,
    completion,
    cooperation,
    dates,
    documents,
    figures,
    frames,
    furniture,
    gazetteer,
    lexicon,
    names,
    parties,
    reading,
    reports,
    scope,
    sectors,
    themes,
    timing,
)
from comity.coder.acts import Outlook
from comity.coder.candidates import SOFT, Candidate
from comity.coder.document import Cast, CastActor, DateMention, Document, Mention, MentionKind, Part, SectorMention
from comity.coder.document_lists import Documents
from comity.coder.documents import DocumentMention
from comity.coder.gathering import gather
from comity.coder.grammar import Sentence
from comity.coder.lexicon import Entry, Hit, Kind
from comity.coder.pacts import Naming, Pact, content_words
from comity.coder.reports import Report
from comity.coder.scene import Scene
from comity.coder.sides import Sides
from comity.edtf import Edtf
from comity.edtf import parse as parse_edtf
from comity.terms import Status

# A cell that begins so would be a formula to a spreadsheet.
_FORMULA = "=@+-\t ＝＠＋－"
_ROLE_ORDER = ("initiator", "target", "participant", "signatory", "witness", "mediator", "mentioned")


@dataclass
class _Work:
    """Everything known of one article while it is coded."""

    document: Document
    cast: Cast
    sides: Sides
    sentences: list[Sentence] = field(default_factory=list)
    dates: list[tuple[DateMention, ...]] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    documents: Documents = field(default_factory=Documents)
    sector_mentions: tuple[SectorMention, ...] = ()
    off_topic: bool = False  # the article is not about relations between states

    @cached_property
    def names(self) -> list[tuple[int, int]]:
        """The spans of the names of persons and bodies, in order: a word in them names no sector."""
        return [(m.start, m.end) for m in self.cast.mentions if m.kind in _NAMES]

    def names_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The names that share a character with a stretch of text; names do not overlap."""
        first = max(0, bisect_left(self.names, (start,)) - 1)
        return self.names[first : bisect_left(self.names, (end,))]

    @cached_property
    def _sector_starts(self) -> list[int]:
        return [mention.start for mention in self.sector_mentions]

    def sectors_in(self, start: int, end: int) -> tuple[SectorMention, ...]:
        """The mentions of sectors that begin in a stretch of text."""
        starts = self._sector_starts
        return self.sector_mentions[bisect_left(starts, start) : bisect_left(starts, end)]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Without the collector of cycles, which would look through growing dictionaries, or an article's mentions, again
    and again. There is nothing for it to find: what is not kept goes by itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Coder:
    """Codes articles by one codebook. Compiles the dictionaries once; coding an article changes nothing."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        with _without_collector():
            self._compile(codebook)
            gc.freeze()  # the dictionaries stay as long as the program runs

    def _compile(self, codebook: Codebook) -> None:
        folder = codebook.folder
        self._furniture = furniture.load(codebook)
        self._document_nouns = documents.load(folder)
        self._document_cues = acts.load(folder)
        self._lexicon = lexicon.load(folder, self._document_nouns, codebook.event_types)
        self._gazetteer = gazetteer.compile(codebook)
        self._sector_terms = sectors.compile(folder)
        self._cues = cooperation.compile(folder)
        self._off_topic = scope.load(folder)
        self._units = figures.load_units(folder)

    @cached_property
    def _country_ids(self) -> dict[str, str]:
        return {row.country_code: row.actor_id for row in self.codebook.countries.values()}

    def code(self, article: Article) -> coding.Coding:
        """The coding of one article: the same text gives the same coding, whatever else is coded.

        The rules are for English; an article in another language gets a coding without records.
        """
        if not article.language.startswith("en"):
            return coding.Coding(article=article.id, text_sha256=article.text_sha256)
        with _without_collector():
            return self._code(article)

    def _code(self, article: Article) -> coding.Coding:
        document = reading.prepare(article, self._furniture)
        cast = names.read(document, self._gazetteer)
        work = _Work(document, cast, Sides(cast, self._country_ids, self._country_of))
        self._read_sentences(work)
        if scope.off_topic(document, lower(document.text), cast, self._off_topic):
            work.off_topic = True
            work.candidates = [candidate for candidate in work.candidates if candidate.type in SOFT]
            work.documents.clear()
        named = self._named(work)
        found = self._reports(work)
        grouped, pacts = self._agreements(work, found, named)
        return self._write(article, work, grouped, pacts)

    # Reading

    def _read_sentences(self, work: _Work) -> None:
        """Find everything that single sentences hold: dates, documents, candidates."""
        text = work.document.text
        low = lower(text)
        hits = self._lexicon.hits(low)
        hits = _with_acronyms(hits, documents.acronyms(text, self._document_nouns))
        starts = [hit.start for hit in hits]
        work.sector_mentions = sectors.find(text, self._sector_terms, work.names)
        mentions = _by_unit(work.document, work.cast.mentions)
        anchor: Edtf | None = None
        header: int | None = None
        for number, unit in enumerate(work.document.units):
            found_dates = dates.find(text, unit.start, unit.end, work.document.published, anchor)
            work.dates.append(found_dates)
            of_acts = [date for date in found_dates if not date.nominal]
            anchor = parse_edtf(of_acts[-1].edtf) if of_acts else anchor
            sentence = Sentence(text, unit.start, unit.end, mentions[number], unit.part is not Part.BODY)
            work.sentences.append(sentence)
            of_unit = hits[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]
            known = len(work.documents.mentions)
            if of_unit:
                self._read_sentence(work, number, sentence, of_unit, low)
            if header is not None or len(work.documents.mentions) > known:
                header = work.documents.continue_list(number, header, work.sentences, work.candidates)

    def _read_sentence(self, work: _Work, number: int, sentence: Sentence, hits: list[Hit], low: str) -> None:
        heads = [(hit.start, hit.end) for hit in hits if not _DOCUMENT_CLASSES.isdisjoint(hit.classes)]
        if not heads and not any(hit.triggers for hit in hits):
            return
        fields = work.sectors_in(sentence.start, sentence.end)
        found = documents.find(sentence, heads, self._document_nouns, work.dates[number], fields) if heads else []
        scene = Scene(sentence, work.cast, hits, low, number, self._lexicon.words)
        candidates = frames.candidates(scene)
        candidates = [
            c
            for c in candidates
            if not _in_a_title(c, found)
            and not _without_document(c, heads, found)
            and not act_objects.apart(c, sentence, found)
        ]
        reading = acts.read(sentence, hits, found, candidates, number, self._document_cues)
        candidates = sorted([*candidates, *reading.missed], key=lambda candidate: candidate.start)
        pronouns = ((pronoun, Outlook.STANDS) for pronoun in reading.pronouns)
        offset = work.documents.add(number, [*zip(found, reading.outlooks, strict=True), *pronouns])
        mentions = work.documents.mentions[offset:]
        for candidate in candidates:
            act_objects.refit(candidate, sentence, found)
            linked = act_objects.concerned(candidate, sentence, mentions)
            candidate.documents.extend(offset + n for n in linked)
            candidate.document_types = frozenset(mentions[n].type for n in linked)
            points_back = bool(linked) and all(_points_back(mentions[n]) for n in linked)
            candidate.reference = candidate.type == "signing" and points_back
            if linked and candidate.nominal and all(mentions[n].prospective for n in linked):
                candidate.status = Status.PROPOSED
            act_objects.move_witnesses(candidate, sentence)
            act_objects.end_before_date(candidate, work.dates[number])
        work.candidates.extend(self._complete(work, number, sentence, candidates))

    def _complete(
        self, work: _Work, number: int, sentence: Sentence, candidates: list[Candidate]
    ) -> Iterator[Candidate]:
        for candidate in candidates:
            further = timing.assign_date(candidate, work.dates[number], work.document.text, candidates)
            if reports.unreal(candidate):
                continue
            completion.complete_by_description(candidate, work.document.text, work.sides)
            completion.stand_for_host(candidate, work.sides)
            completion.stand_for_city(candidate, sentence, work.sides)
            completion.complete_by_body(candidate, sentence, work.sides)
            completion.complete(candidate, sentence, work.sides)
            completion.add_home(candidate, sentence, work.sides)
            completion.name_leader(candidate, sentence, work.sides)
            timing.span_days(candidate, work.document.text)
            timing.assign_place(candidate, sentence)
            candidate.sectors = sectors.within(work.sectors_in(*candidate.edges), *candidate.edges)
            yield candidate
            for value in further:
                yield replace(candidate, date=value)

    # Events and agreements

    def _reports(self, work: _Work) -> list[Report]:
        hard = [c for c in work.candidates if c.type not in SOFT]
        # A headline tells shortly what the text tells in full: it joins the text's events, not they its.
        hard.sort(key=lambda candidate: work.document.units[candidate.unit].part is Part.HEADLINE)
        completion.complete_by_visit(hard, work.sides)
        completion.complete_by_home(hard, work.sides)
        completion.complete_gifts_by_dyad(hard, work.sentences, work.sides)
        completion.complete_by_dyad(hard, bool(work.documents.mentions), work.sides)
        soft = [c for c in work.candidates if c.type in SOFT and not c.partial]
        found = reports.fold(hard, work.sides, work.sentences)
        found = [report for report in found if reports.concerns_states(report, work.sides)]
        busy = {c.unit for report in found for c in report.candidates}
        found += reports.fold(
            [c for c in soft if c.unit not in busy or c.type != "statement"], work.sides, work.sentences
        )
        found.sort(key=lambda report: (report.candidates[0].start, report.type))
        units = work.document.units
        texts = [work.document.text[unit.start : unit.end] for unit in units]
        timing.span_visits(found)
        timing.date_by_occasion(found, texts, [unit.paragraph for unit in units], work.sides)
        timing.date_by_visit(found, work.sides)
        themes.of_talks(found, units, work.document.text, partial(sectors.within, work.sector_mentions))
        return found

    def _named(self, work: _Work) -> tuple[list[Naming], list[Pact]]:
        """The documents that the text names; acts on them without actors are completed by their parties."""
        asides = frozenset(n for n, unit in enumerate(work.document.units) if unit.part is not Part.BODY)
        namings = work.documents.namings(work.candidates, asides)
        pacts = gather(namings, self._country_words, self._city_names, work.documents.lists, work.sides)
        finder = parties.Parties(namings, work.sentences, work.sides, self._places_of)
        for pact in pacts:
            pact.parties = finder.of(pact, ())
        agreements.complete(work.candidates, pacts, work.sides)
        return namings, pacts

    def _agreements(
        self, work: _Work, found: Sequence[Report], named: tuple[list[Naming], list[Pact]]
    ) -> tuple[list[tuple[Report, list[int]]], list[Pact]]:
        """The agreements, and the events each with the numbers of the agreements that it concerns."""
        namings, pacts = named
        finder = parties.Parties(namings, work.sentences, work.sides, self._places_of)
        for pact, concerned in zip(pacts, agreements.concerning(pacts, found), strict=True):
            pact.parties = finder.of(pact, concerned)
        pacts = [pact for pact in pacts if len(pact.parties) >= 2]
        grouped = agreements.regroup(found, pacts, work.sides)
        for pact, concerned in zip(pacts, agreements.by_pact(pacts, grouped), strict=True):
            agreements.settle(pact, concerned, namings, work.sentences, work.sides)
            agreements.settle_dates(pact, namings, work.sentences, work.dates, self._document_cues)
            pact.sectors = self._agreement_sectors(work, pact, namings)
        for report, of in grouped:
            themes.of_agreements(report, [pacts[number] for number in of])
            themes.of_actors(report, work.sides)
        return [(report, of) for report, of in grouped if of or report.type != "signing"], pacts

    def _agreement_sectors(self, work: _Work, pact: Pact, namings: Sequence[Naming]) -> tuple[str, ...]:
        """The sectors of an agreement's title and of what the text says that it covers, else of its events."""
        stretches = [pact.span(namings), *agreements.contents(pact, namings, work.sentences, self._document_cues)]
        found: list[str] = []
        for start, end in stretches:
            masked = work.names_in(start, end)
            found += sectors.of_phrase(work.document.text, start, end, self._sector_terms, masked)
        if not found and pact.signed is not None:
            found += pact.signed.sectors
        return agreements.sectors_of(found, pact, work.sides)

    @cached_property
    def _adjectives(self) -> dict[str, tuple[str, ...]]:
        """The adjectives of each country, by its actor id."""
        return {row.actor_id: tuple(row.adjectives) for row in self.codebook.countries.values()}

    @cached_property
    def _places_of(self) -> dict[str, str]:
        """City and provincial authorities of the codebook: actor -> the city or province."""
        rows = self.codebook.actors
        parts = [(name, row.part_of) for name, row in rows.items() if row.type == "government" and row.part_of]
        return {name: whole for name, whole in parts if whole in rows and rows[whole].type == "subnational"}

    @cached_property
    def _city_names(self) -> frozenset[str]:
        capitals = (row.capital for row in self.codebook.countries.values() if row.capital)
        return frozenset(name.casefold() for name in (*capitals, *(row.place for row in self.codebook.places)))

    @cached_property
    def _country_of(self) -> dict[str, str]:
        """The country of a word that is a country's whole name or its adjective."""
        return {
            name.lower(): row.actor_id
            for row in self.codebook.countries.values()
            for name in (*row.adjectives, *row.aliases, row.name)
            if name.isalpha() and not name.isupper()
        }

    @cached_property
    def _country_words(self) -> frozenset[str]:
        return frozenset(
            word
            for row in self.codebook.countries.values()
            for name in (row.name, *row.adjectives)
            for word in content_words(name)
        )

    # Writing

    def _write(
        self, article: Article, work: _Work, found: Sequence[tuple[Report, list[int]]], pacts: Sequence[Pact]
    ) -> coding.Coding:
        writer = _Writer(article, work)
        pact_ids = [writer.pact_id(pact) for pact in pacts]
        of_report = {id(report): pact_ids[of[0]] for report, of in found if of}
        events = writer.events([report for report, _ in found], of_report)
        records = [writer.agreement(pact, pact_ids[n]) for n, pact in enumerate(pacts)]
        main = work.sides.pair
        fields = cooperation.find(work.document, work.cast, work.sector_mentions, self._cues, self._country_ids, main)
        numbers = writer.figure_rows(self._units, self._adjectives)
        used = [actor for event in events for _, actor in event.roles()]
        used += [actor for record in records for _, actor in record.roles()]
        used += [actor for row in fields for actor in row.between] + [a for row in numbers for a in row.actors]
        return coding.Coding(
            article=article.id,
            text_sha256=article.text_sha256,
            actors=writer.actors(used),
            events=tuple(events),
            agreements=tuple(records),
            cooperation=tuple(fields),
            figures=tuple(numbers),
        )


_NAMES = frozenset({MentionKind.PERSON, MentionKind.BODY, MentionKind.OFFICE})
_DOCUMENT_CLASSES = frozenset({"document", "partnership"})


def lower(text: str) -> str:
    """Lower case without changing any offset."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _by_unit(document: Document, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions of each unit; both are in text order."""
    grouped: list[list[Mention]] = [[] for _ in document.units]
    number = 0
    for mention in mentions:
        while number < len(document.units) and document.units[number].end <= mention.start:
            number += 1
        if number < len(document.units) and document.units[number].start <= mention.start:
            grouped[number].append(mention)
    return grouped


def _in_a_title(candidate: Candidate, found: Sequence[DocumentMention]) -> bool:
    """A trigger inside a document's title tells what the document is about, not what happened."""
    if candidate.type in ("partnership", "diplomatic_relations"):
        return False
    if candidate.type == "trade" and not candidate.nominal:
        return False  # "a contract to build a railway" is for a railway to come
    return any(document.start < candidate.start and candidate.end <= document.end for document in found)


def _without_document(candidate: Candidate, heads: Sequence[tuple[int, int]], found: Sequence[DocumentMention]) -> bool:
    """A signing of what turned out to be no document ("reached agreement that ...") is none."""
    if candidate.type != "signing" or candidate.object_span is None:
        return False
    at = candidate.object_span[0]
    if any(at < start < candidate.start and not _covered(start, found) for start, _ in heads):
        return True
    return any(start == at for start, _ in heads) and not any(document.head == at for document in found)


def _covered(start: int, found: Sequence[DocumentMention]) -> bool:
    """Whether a document noun belongs to one of the documents, as their noun or within their title."""
    return any(document.start <= start < document.end or document.head == start for document in found)


def _with_acronyms(hits: list[Hit], spans: Sequence[tuple[int, int]]) -> list[Hit]:
    """The hits, and the acronyms that the text gives to documents, which stand for document nouns."""
    if not spans:
        return hits
    entry = Entry(Kind.CLASS, "document", "")
    taken = {hit.start for hit in hits}
    own = [Hit(start, end, (entry,), (), frozenset({"document"})) for start, end in spans if start not in taken]
    return sorted([*hits, *own], key=lambda hit: hit.start)


def _points_back(document: DocumentMention) -> bool:
    """ "the documents" point back to documents named before; those that announce a list do not."""
    return document.definite and not document.named and not document.lists and not document.explicit


def _is_whole(report: Report) -> bool:
    """Whether the tables can take the event: it has actors, and a visit a traveller and a host."""
    filled = {role for role, members in report.roles.items() if members}
    return bool(filled) and (report.type != "visit" or {"initiator", "target"} <= filled)


class _Writer:
    """Writes records of the coding, with quotes and ids."""

    def __init__(self, article: Article, work: _Work) -> None:
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

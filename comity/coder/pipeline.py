"""The coder as one line: article -> document -> mentions -> candidates -> reports and agreements -> Coding."""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial

from comity import coding
from comity.articles import Article
from comity.codebook import Codebook
from comity.coder import (
    act_objects,
    acts,
    agreements,
    ceremonies,
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
    venues,
    visits,
)
from comity.coder.acts import Outlook
from comity.coder.candidates import SOFT, Candidate
from comity.coder.document import Document, Mention, Part
from comity.coder.documents import DocumentMention
from comity.coder.gathering import gather
from comity.coder.grammar import Sentence
from comity.coder.lexicon import Entry, Hit, Kind
from comity.coder.pacts import Naming, Pact, content_words
from comity.coder.reports import Report
from comity.coder.scene import Scene
from comity.coder.sides import Sides
from comity.coder.work import Work
from comity.coder.writing import Writer
from comity.edtf import Edtf
from comity.edtf import parse as parse_edtf
from comity.terms import DatePrecision, Status


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
        work = Work(document, cast, Sides(cast, self._country_ids, self._country_of))
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

    def _read_sentences(self, work: Work) -> None:
        """Find everything that single sentences hold: dates, documents, candidates."""
        text = work.document.text
        low = lower(text)
        hits = self._lexicon.hits(low)
        hits = _with_acronyms(hits, documents.acronyms(text, self._document_nouns))
        starts = [hit.start for hit in hits]
        work.sector_mentions = sectors.find(text, self._sector_terms, work.names)
        mentions = _by_unit(work.document, work.cast.mentions)
        anchor: Edtf | None = None
        day: Edtf | None = None  # what "the same day" means: the first day of the last sentence that has one
        header: int | None = None
        for number, unit in enumerate(work.document.units):
            same_day = low.find("same day", unit.start, unit.end) >= 0
            found_dates = dates.find(text, unit.start, unit.end, work.document.published, day if same_day else anchor)
            work.dates.append(found_dates)
            of_acts = [parse_edtf(date.edtf) for date in found_dates if not date.nominal]
            anchor = of_acts[-1] if of_acts else anchor
            day = next((date for date in of_acts if date.precision is DatePrecision.DAY), day)
            sentence = Sentence(text, unit.start, unit.end, mentions[number], unit.part is not Part.BODY)
            work.sentences.append(sentence)
            of_unit = hits[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]
            known = len(work.documents.mentions)
            if of_unit:
                self._read_sentence(work, number, sentence, of_unit, low)
            if header is not None or len(work.documents.mentions) > known:
                header = work.documents.continue_list(number, header, work.sentences, work.candidates)

    def _read_sentence(self, work: Work, number: int, sentence: Sentence, hits: list[Hit], low: str) -> None:
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
            if (c.contracted or not _in_a_title(c, found))
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
        self, work: Work, number: int, sentence: Sentence, candidates: list[Candidate]
    ) -> Iterator[Candidate]:
        for candidate in candidates:
            further = timing.assign_date(candidate, work.dates[number], work.document.text, candidates)
            if number == work.lead:
                timing.date_of_news(candidate, work.dates[number], work.document.text, work.document.published)
            if reports.unreal(candidate):
                continue
            completion.complete_by_description(candidate, sentence, work.sides)
            visits.stand_for_host(candidate, work.sides)
            completion.stand_for_city(candidate, sentence, work.sides)
            completion.complete_by_body(candidate, sentence, work.sides)
            completion.complete(candidate, sentence, work.sides)
            completion.seat_joint_body(candidate, sentence, work.sides)
            completion.add_home(candidate, sentence, work.sides)
            venues.stand_for_country(candidate, sentence, work.sides)
            completion.name_leader(candidate, sentence, work.sides)
            timing.span_days(candidate, work.document.text)
            timing.assign_place(candidate, sentence)
            candidate.sectors = sectors.within(work.sectors_in(*candidate.edges), *candidate.edges)
            yield candidate
            for value in further:
                yield replace(candidate, date=value)

    # Events and agreements

    def _reports(self, work: Work) -> list[Report]:
        hard = [c for c in work.candidates if c.type not in SOFT]
        # A headline tells shortly what the text tells in full: it joins the text's events, not they its.
        hard.sort(key=lambda candidate: work.document.units[candidate.unit].part is Part.HEADLINE)
        visits.complete_visits_told_of(hard, work.sentences, work.sides)
        visits.complete_by_visit(hard, work.sides)
        completion.complete_by_home(hard, work.sides)
        completion.complete_gifts_by_dyad(hard, work.sentences, work.sides)
        completion.complete_by_dyad(hard, bool(work.documents.mentions), work.sentences, work.sides)
        soft = [c for c in work.candidates if c.type in SOFT and not c.partial]
        found = reports.fold(hard, work.sides, work.sentences, work.document.published)
        found = [report for report in found if reports.concerns_states(report, work.sides)]
        busy = {c.unit for report in found for c in report.candidates}
        found += reports.fold(
            [c for c in soft if c.unit not in busy or c.type != "statement"], work.sides, work.sentences
        )
        found.sort(key=lambda report: (report.candidates[0].start, report.type))
        units = work.document.units
        texts = [work.document.text[unit.start : unit.end] for unit in units]
        timing.span_visits(found)
        ceremonies.complete(found, work.documents.mentions, work.sentences, work.dates, work.sides)
        timing.date_by_occasion(found, texts, [unit.paragraph for unit in units], work.sides)
        timing.date_by_visit(found, work.sides)
        themes.of_talks(found, units, work.document.text, partial(sectors.within, work.sector_mentions))
        return found

    def _named(self, work: Work) -> tuple[list[Naming], list[Pact]]:
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
        self, work: Work, found: Sequence[Report], named: tuple[list[Naming], list[Pact]]
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

    def _agreement_sectors(self, work: Work, pact: Pact, namings: Sequence[Naming]) -> tuple[str, ...]:
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
        self, article: Article, work: Work, found: Sequence[tuple[Report, list[int]]], pacts: Sequence[Pact]
    ) -> coding.Coding:
        writer = Writer(article, work)
        pact_ids = [writer.pact_id(pact) for pact in pacts]
        of_report = {id(report): pact_ids[of[0]] for report, of in found if of}
        events = writer.events([report for report, _ in found], of_report)
        records = [writer.agreement(pact, pact_ids[n]) for n, pact in enumerate(pacts)]
        main = work.sides.pair
        fields = cooperation.find(work.document, work.cast, work.sector_mentions, self._cues, self._country_ids, main)
        # An article that tells of no relation gives no figures of one.
        numbers = writer.figure_rows(self._units, self._adjectives) if events or records or fields else []
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

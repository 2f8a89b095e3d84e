"""The coder as one line: article -> document -> mentions -> candidates -> reports and agreements -> Coding."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from comity import coding
from comity.articles import Article
from comity.codebook import Codebook
from comity.coder import agreements, cooperation, dates, documents, figures, gazetteer, home, lexicon, names, reading, sectors
from comity.coder import reports as reporting
from comity.coder.agreements import Pact
from comity.coder.document import Cast, DateMention, Document, Mention, MentionKind, Part, SectorMention
from comity.coder.documents import DocumentMention
from comity.coder.frames import SOFT, Candidate, Matcher
from comity.coder.grammar import Sentence
from comity.coder.lexicon import Hit
from comity.coder.reports import Report, Sides
from comity.edtf import Edtf
from comity.edtf import parse as parse_edtf
from comity.terms import Status

# A cell that begins so would be a formula to a spreadsheet.
_FORMULA = "=@+\t"
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
    documents: list[DocumentMention] = field(default_factory=list)
    document_units: list[int] = field(default_factory=list)
    sector_mentions: tuple[SectorMention, ...] = ()


class Coder:
    """Codes articles by one codebook. Compiles the dictionaries once; coding an article changes nothing."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        folder = codebook.folder
        self._furniture = reading.load_furniture(folder)
        self._document_types = documents.load(folder)
        self._lexicon = lexicon.load(folder, self._document_types)
        self._gazetteer = gazetteer.compile(codebook)
        self._sector_terms = sectors.compile(folder)
        self._cues = cooperation.compile(folder)
        self._places = home.places(codebook)
        self._units = figures.load_units(folder)

    @cached_property
    def _country_ids(self) -> dict[str, str]:
        return {row.country_code: row.actor_id for row in self.codebook.countries.values()}

    def code(self, article: Article) -> coding.Coding:
        """The coding of one article: the same text gives the same coding, whatever else is coded."""
        document = reading.prepare(article, self._furniture)
        cast = names.read(document, self._gazetteer)
        cast = home.settle(cast, document, self._places, self._country_ids)
        work = _Work(document, cast, Sides(cast, self._country_ids))
        self._read_sentences(work)
        found = self._reports(work)
        pacts = self._agreements(work, found)
        return self._write(article, work, found, pacts)

    # Reading

    def _read_sentences(self, work: _Work) -> None:
        """Find everything that single sentences hold: dates, documents, candidates."""
        text = work.document.text
        low = lower(text)
        hits = self._lexicon.hits(low)
        starts = [hit.start for hit in hits]
        masked = [(m.start, m.end) for m in work.cast.mentions if m.kind in _NAMES]
        work.sector_mentions = sectors.find(text, self._sector_terms, masked)
        mentions = _by_unit(work.document, work.cast.mentions)
        anchor: Edtf | None = None
        listing: Candidate | None = None
        for number, unit in enumerate(work.document.units):
            found_dates = dates.find(text, unit.start, unit.end, work.document.published, anchor)
            work.dates.append(found_dates)
            acts = [date for date in found_dates if not date.nominal]
            anchor = parse_edtf(acts[-1].edtf) if acts else anchor
            sentence = Sentence(text, unit.start, unit.end, mentions[number], unit.part is not Part.BODY)
            work.sentences.append(sentence)
            of_unit = hits[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]
            if not of_unit:
                continue
            candidates = self._read_sentence(work, number, sentence, of_unit, low)
            listing = self._continue_list(work, number, listing, candidates)

    def _read_sentence(
        self, work: _Work, number: int, sentence: Sentence, hits: list[Hit], low: str
    ) -> list[Candidate]:
        heads = [(hit.start, hit.end) for hit in hits if any(e.lemma in _DOCUMENT_CLASSES for e in hit.entries)]
        found = documents.find(sentence, heads, self._document_types, work.dates[number])
        offset = len(work.documents)
        work.documents.extend(found)
        work.document_units.extend([number] * len(found))
        candidates = Matcher(sentence, work.cast, hits, low, number, self._lexicon.words).candidates()
        candidates = [c for c in candidates if not _in_a_title(c, found)]
        for candidate in candidates:
            _link_documents(candidate, found, offset)
        complete = list(self._complete(work, number, sentence, candidates))
        work.candidates.extend(complete)
        return complete

    def _continue_list(
        self, work: _Work, number: int, listing: Candidate | None, candidates: list[Candidate]
    ) -> Candidate | None:
        """Items below "the following documents were signed:" belong to that signing."""
        unit = work.document.units[number]
        opened = next((c for c in candidates if c.type == "signing"), None)
        if opened and work.document.text[unit.start : unit.end].rstrip().endswith(":"):
            return opened
        if listing is None or any(c.type not in SOFT for c in candidates):
            return None
        items = [i for i, of_unit in enumerate(work.document_units) if of_unit == number]
        if not items:
            return None
        listing.documents.append(items[0])
        return listing

    def _complete(
        self, work: _Work, number: int, sentence: Sentence, candidates: list[Candidate]
    ) -> Iterator[Candidate]:
        for candidate in candidates:
            further = reporting.assign_date(candidate, work.dates[number], work.document.text, candidates)
            if reporting.unreal(candidate):
                continue
            reporting.complete_by_description(candidate, work.document.text, work.sides)
            reporting.complete(candidate, sentence, work.sides)
            reporting.span_days(candidate, work.document.text)
            reporting.assign_place(candidate, sentence)
            candidate.sectors = sectors.within(work.sector_mentions, *candidate.edges)
            yield candidate
            for value in further:
                yield replace(candidate, date=value)

    # Events and agreements

    def _reports(self, work: _Work) -> list[Report]:
        hard = [c for c in work.candidates if c.type not in SOFT]
        reporting.complete_by_visit(hard, work.sides)
        reporting.complete_by_home(hard, work.sides)
        reporting.complete_gifts_by_dyad(hard, work.sentences, work.sides)
        reporting.complete_by_dyad(hard, bool(work.documents), work.sides)
        soft = [c for c in work.candidates if c.type in SOFT and not c.partial]
        found = reporting.fold(hard, work.sides, work.sentences)
        busy = {c.unit for report in found for c in report.candidates}
        found += reporting.fold(
            [c for c in soft if c.unit not in busy or c.type != "statement"], work.sides, work.sentences
        )
        found.sort(key=lambda report: (report.candidates[0].start, report.type))
        reporting.date_by_occasion(found, [work.document.text[u.start : u.end] for u in work.document.units])
        reporting.date_by_visit(found, work.sides)
        return found

    def _agreements(self, work: _Work, found: Sequence[Report]) -> list[Pact]:
        linked: dict[int, list[Candidate]] = defaultdict(list)
        for report in found:
            for candidate in report.candidates:
                for index in candidate.documents:
                    linked[index].append(candidate)
        pacts = agreements.gather(work.documents, work.document_units, linked, self._country_words)
        for pact in pacts:
            for index in pact.mentions:
                sentence = work.sentences[work.document_units[index]]
                pact.parties = pact.parties or agreements.named_parties(
                    work.documents[index], sentence, work.cast, work.sides
                )
            concerned = [r for r in found if set(r.documents) & set(pact.mentions)]
            agreements.settle(pact, concerned, work.sides, self._country_ids)
            pact.sectors = tuple(
                dict.fromkeys(
                    sector
                    for index in pact.mentions
                    for sector in sectors.within(
                        work.sector_mentions, work.documents[index].start, work.documents[index].end
                    )
                )
            )
        return [pact for pact in pacts if len(pact.parties) >= 2]

    @cached_property
    def _country_words(self) -> frozenset[str]:
        return frozenset(
            word
            for row in self.codebook.countries.values()
            for name in (row.name, *row.adjectives)
            for word in agreements.content_words(name)
        )

    # Writing

    def _write(self, article: Article, work: _Work, found: Sequence[Report], pacts: Sequence[Pact]) -> coding.Coding:
        writer = _Writer(article, work)
        pact_ids = [writer.pact_id(pact) for pact in pacts]
        by_mention = {index: pact_ids[n] for n, pact in enumerate(pacts) for index in pact.mentions}
        events = [event for report in found if (event := writer.event(report, by_mention)) is not None]
        records = [writer.agreement(pact, pact_ids[n]) for n, pact in enumerate(pacts)]
        fields = cooperation.find(work.document, work.cast, work.sector_mentions, self._cues, self._country_ids)
        numbers = writer.figures(self._units)
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
    return any(document.start < candidate.start and candidate.end <= document.end for document in found)


def _link_documents(candidate: Candidate, found: Sequence[DocumentMention], offset: int) -> None:
    """Link the document that is the candidate's object, and those listed after it in its clause."""
    if candidate.object_span is None or candidate.type not in _CONCERNS_DOCUMENT:
        return
    start, end = candidate.object_span
    for index, document in enumerate(found):
        listed = candidate.type == "signing" and start < document.start < candidate.edges[1]
        if (document.head < end and start < document.end) or listed:
            candidate.documents.append(offset + index)
    linked = [found[index - offset] for index in candidate.documents]
    candidate.reference = bool(linked) and all(_points_back(document) for document in linked)


def _points_back(document: DocumentMention) -> bool:
    """ "the documents" point back to documents named before; "the following documents" do not."""
    return document.definite and not document.named and "following" not in document.title.lower()


_CONCERNS_DOCUMENT = frozenset({"signing", "entry_into_force", "negotiation", "partnership"})


class _Writer:
    """Writes records of the coding, with quotes and ids."""

    def __init__(self, article: Article, work: _Work) -> None:
        self.article = article
        self.work = work
        self._ids: set[str] = set()

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

    def _quote(self, start: int, end: int) -> coding.Quote:
        while start < end - 1 and self.article.text[start] in _FORMULA:
            start += 1
        return coding.Quote(exact=self.article.text[start:end], start=start)

    def _unit_quote(self, unit: int) -> coding.Quote:
        span = self.work.document.units[unit]
        return self._quote(span.start, span.end)

    def _unit_text(self, unit: int) -> str:
        span = self.work.document.units[unit]
        return " ".join(self.article.text[span.start : span.end].split())

    def pact_id(self, pact: Pact) -> str:
        """The id of an agreement."""
        return self._id("agreement", f"{pact.type}|{pact.title}")

    def event(self, report: Report, by_mention: Mapping[int, str]) -> coding.Event | None:
        """The event record of a report."""
        first = report.candidates[0]
        units = list(dict.fromkeys(c.unit for c in report.candidates if c.type == report.type))
        roles = {role: tuple(report.roles[role]) for role in _ROLE_ORDER if report.roles.get(role)}
        if not roles or (report.type == "visit" and not {"initiator", "target"} <= roles.keys()):
            return None
        agreement = next((by_mention[d] for d in report.documents if d in by_mention), None)
        quotes: dict[str, tuple[coding.Quote, ...]] = {}
        if report.date and report.date_source and report.date_source.date_span:
            quotes["date"] = (self._unit_quote(report.date_source.unit),)
        if report.place and report.place_source:
            quotes["place"] = (self._unit_quote(report.place_source.unit),)
        return coding.Event(
            id=self._id(report.type.replace("_", "-"), self._unit_text(first.unit)),
            type=report.type,
            status=self._status(report),
            date=report.date,
            place=report.place,
            title=self._title(report),
            agreement=agreement,
            during=None,  # the coder gives such an event the date of its visit itself
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
        units = list(dict.fromkeys(self.work.document_units[index] for index in pact.mentions))
        quotes: dict[str, tuple[coding.Quote, ...]] = {}
        for column, report in (("signed", pact.signed), ("in_force", pact.in_force)):
            if report and report.date and report.date_source:
                quotes[column] = (self._unit_quote(report.date_source.unit),)
        for party in pact.parties:
            source = pact.signed or pact.in_force
            if source and not any(party in self._actors_in(unit) for unit in units):
                quotes[f"party.{party}"] = (self._unit_quote(source.candidates[0].unit),)
        signed = pact.signed.date if pact.signed and pact.signed.status is Status.OCCURRED else None
        return coding.Agreement(
            id=name,
            type=pact.type,
            level=agreements.level(pact.parties, self.work.sides),
            title=pact.title[:300],
            status=pact.status or Status.ONGOING,
            signed=signed,
            in_force=pact.in_force.date if pact.in_force else None,
            valid_from=pact.period[0],
            valid_until=pact.period[1],
            party=tuple(pact.parties),
            signatory=tuple(pact.signatories),
            witness=tuple(pact.witnesses),
            sectors=pact.sectors or ("politics_diplomacy",),
            quote=tuple(self._unit_quote(unit) for unit in units),
            quotes={k: v for k, v in quotes.items() if k != "signed" or signed},
        )

    def _actors_in(self, unit: int) -> set[str]:
        return {actor for mention in self.work.sentences[unit].mentions for actor in mention.actors}

    def figures(self, units: figures.Units) -> list[coding.Figure]:
        """The figures of all sentences that name an actor of the relation."""
        rows: list[coding.Figure] = []
        for number, sentence in enumerate(self.work.sentences):
            actors = list(dict.fromkeys(a for m in sentence.mentions for a in m.actors))
            if len(self.work.sides.of_all(actors)) < 2:
                continue
            spans = [(m.start, m.end) for m in sentence.mentions]
            for row in figures.find(
                self.article.text, sentence.start, sentence.end, self.work.dates[number], spans, units
            ):
                rows.append(self._figure(row, number, actors))
        return rows

    def _figure(self, row: figures.FigureMention, unit: int, actors: Sequence[str]) -> coding.Figure:
        return coding.Figure(
            id=self._id("figure", f"{self._unit_text(unit)}|{row.measure}|{row.value}"),
            measure=row.measure[:300],
            value=row.value,
            qualifier=row.qualifier,
            unit=row.unit,
            date=row.date,
            actors=tuple(a for a in actors if self.work.sides.kind(a) == "country"),
            quote=(self._unit_quote(unit),),
        )

    def actors(self, used: Iterable[str]) -> dict[str, coding.Actor]:
        """The actors of the records, and those that they are a part of or hold office in, each with its first naming."""
        queue = list(dict.fromkeys(used))
        rows: dict[str, coding.Actor] = {}
        while queue:
            actor = queue.pop(0)
            known = self.work.cast.actors.get(actor)
            if actor in rows or known is None:
                continue
            base = known.definition or coding.Actor()
            rows[actor] = base.model_copy(update={"quote": (self._quote(*known.quote),), "offices": known.offices})
            queue += [other for other in (known.part_of, *(office.body for office in known.offices)) if other]
        return rows

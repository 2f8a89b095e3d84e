"""Many codings -> one set of facts: the rows of every table, their evidence, and where articles contradict each other.

The same id in two codings is the same record, and `linking` finds records of machine codings that are one. Scalar
fields take the headline value (`headlines`), links are united, and every claim stays in `evidence`. The result depends
on the codings and the codebook alone, not on the order in which they come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from comity import actors as casting
from comity import contradictions, edtf, grounding, headlines, implied, linking
from comity.actors import Actors
from comity.codebook import Codebook
from comity.contradictions import Finding
from comity.diagnostics import Place, Problem, misspelt, rule
from comity.facts import CodedArticle, Facts, Row, RowKey, Value
from comity.grounding import Assertion, Claim
from comity.headlines import Record, Report
from comity.linking import Links
from comity.terms import AgreementRole, RecordType, Role

UNKNOWN_RECORD = rule(
    "C030",
    "Reference to a record that no coding holds",
    "Name the id of an event or agreement that a coding holds, or add the record.",
)
CIRCLE = rule("C032", "An event is reported as part of itself", "Delete or correct a `during` of the circle.")

# Each table's key, by which its rows are sorted and told apart.
KEYS: Mapping[str, tuple[str, ...]] = {
    "articles": ("article_id",),
    "actors": ("actor_id",),
    "actor_names": ("actor_id", "name"),
    "offices": ("actor_id", "office", "date"),
    "events": ("event_id",),
    "event_actors": ("event_id", "actor_id", "role"),
    "event_sectors": ("event_id", "sector_id"),
    "agreements": ("agreement_id",),
    "agreement_actors": ("agreement_id", "actor_id", "role"),
    "agreement_sectors": ("agreement_id", "sector_id"),
    "cooperation": ("cooperation_id",),
    "figures": ("figure_id",),
    "figure_actors": ("figure_id", "actor_id"),
    "evidence": ("evidence_id",),
    "contradictions": ("contradiction_id", "evidence_id"),
}
_ID_COLUMNS = {kind: f"{kind.value}_id" for kind in RecordType}
_NO_IDS: Row = dict.fromkeys(_ID_COLUMNS.values())
_MAIN_TABLES = {
    RecordType.EVENT: "events",
    RecordType.AGREEMENT: "agreements",
    RecordType.COOPERATION: "cooperation",
    RecordType.FIGURE: "figures",
}
_FIELDS = {
    RecordType.EVENT: ("event_type", "status", "date", "place", "title", "agreement_id", "during"),
    RecordType.AGREEMENT: (
        "title", "agreement_type", "level", "status", "signed", "in_force", "valid_from", "valid_until",
    ),
    RecordType.COOPERATION: ("actor_a", "actor_b", "sector_id", "stage"),
    RecordType.FIGURE: ("measure", "value", "qualifier", "unit", "date", "event_id", "agreement_id"),
}  # fmt: skip
_ROLES = {RecordType.EVENT: Role, RecordType.AGREEMENT: AgreementRole}
# Fields whose values are ids of actors.
_ID_OF_ACTOR = frozenset({"actor_id", "actor_a", "actor_b", "part_of", *Role, *AgreementRole})

_Book = dict[Record, dict[str, list[Report]]]


def in_order(codings: Sequence[CodedArticle]) -> list[CodedArticle]:
    """The codings by their articles' date of publication, unknown ones last, then by article id."""

    def key(coded: CodedArticle) -> tuple[dt.date, str]:
        return (headlines.published_start(coded) or dt.date.max, coded.article.id)

    return sorted(codings, key=key)


def resolve(codings: Sequence[CodedArticle], codebook: Codebook) -> tuple[Facts, list[Problem]]:
    """The facts that the codings of all articles add up to, and the problems between codings (C030 to C032).

    Problems within a coding are `grounding.problems`' to find: here a snippet that is not in the text yields no
    evidence. Raises ValueError where two codings are of one article.
    """
    ordered = in_order(codings)
    ids = [coded.article.id for coded in ordered]
    if len(set(ids)) < len(ids):
        raise ValueError(f"two codings of one article: {', '.join(sorted({i for i in ids if ids.count(i) > 1}))}")
    actors, problems = casting.unite(ordered, codebook)
    problems.extend(_unknown_records(ordered))
    links = linking.link(ordered, actors, codebook)
    book = _book(ordered, actors, links, codebook)
    problems.extend(_circles(book))
    published, findings = _headlines(book, actors)

    rows = _Rows()
    _add_articles(rows, ordered)
    _add_actors(rows, ordered, actors)
    _add_offices(rows, ordered, actors)
    _add_records(rows, book, published)
    _add_evidence(rows, book, published)
    _add_contradictions(rows, findings, published)
    problems.sort(key=lambda problem: problem.sort_key)
    return Facts(rows.sorted(), rows.places, tuple(finding.contradiction for finding in findings)), problems


def _unknown_records(ordered: Sequence[CodedArticle]) -> Iterator[Problem]:
    events = {event.id for coded in ordered for event in coded.coding.events}
    agreements = {agreement.id for coded in ordered for agreement in coded.coding.agreements}
    for coded in ordered:
        references = [
            *((("events", i, "agreement"), event.agreement) for i, event in enumerate(coded.coding.events)),
            *((("events", i, "during"), event.during) for i, event in enumerate(coded.coding.events)),
            *((("figures", i, "agreement"), figure.agreement) for i, figure in enumerate(coded.coding.figures)),
            *((("figures", i, "event"), figure.event) for i, figure in enumerate(coded.coding.figures)),
        ]
        for path, name in references:
            kind, known = ("agreement", agreements) if path[-1] == "agreement" else ("event", events)
            if name is not None and name not in known:
                message = f"no coding holds the {kind} `{name}`"
                yield misspelt(UNKNOWN_RECORD, coded.place(path), message, name, known, f"the id of an {kind}")


# What all articles report


def _book(ordered: Sequence[CodedArticle], actors: Actors, links: Links, codebook: Codebook) -> _Book:
    """All reports by record and field, under published ids; reviewed ones first, then by the articles' order."""
    book: _Book = {}
    for rank, coded in enumerate(ordered):
        for assertion in grounding.assertions(coded, codebook):
            record, name, value = _published(assertion, coded.article.id, actors, links)
            claims = tuple(grounding.claims_of(assertion, coded))
            report = Report(rank, coded, record, name, value, assertion.path, claims)
            book.setdefault(record, {}).setdefault(name, []).append(report)
    for fields in book.values():
        for reports in fields.values():
            if len(reports) > 1:
                reports.sort(key=lambda report: report.preference)
    return book


def _published(assertion: Assertion, article_id: str, actors: Actors, links: Links) -> tuple[Record, str, str]:
    """An assertion's record, field and value under published ids."""
    kind, name, value = assertion.record_type, assertion.field, assertion.value
    if name in _ID_OF_ACTOR:
        value = actors.id(article_id, value)
    elif name == "agreement_id":
        value = links.agreements.get(value, value)
    elif name in {"event_id", "during"}:
        value = links.events.get(value, value)
    record_id = assertion.record_id
    if kind is RecordType.EVENT:
        record_id = links.events[record_id]
    elif kind is RecordType.AGREEMENT:
        record_id = links.agreements[record_id]
    elif kind is RecordType.ACTOR:
        record_id = actors.id(article_id, record_id)
        actor = actors.get(record_id)
        if name == "name" and actor:
            value = actor.name
    elif kind is RecordType.COOPERATION:
        first, second, sector, stage = record_id.split(".")
        first, second = sorted((actors.id(article_id, first), actors.id(article_id, second)))
        record_id = grounding.cooperation_id(first, second, sector, stage)
        if name in {"actor_a", "actor_b"}:
            name = "actor_a" if value == first else "actor_b"
    return Record(kind, record_id), name, value


def _circles(book: _Book) -> Iterator[Problem]:
    """Each report that makes an event a part of itself, however long the way round."""
    links = {record.id: fields["during"] for record, fields in book.items() if "during" in fields}
    for event_id, reports in links.items():
        for report in reports:
            queue, reached = [report.value], {report.value}
            while queue:
                further = {link.value for link in links.get(queue.pop(), ())} - reached
                queue.extend(further)
                reached |= further
            if event_id in reached:
                way = "itself" if report.value == event_id else f"`{report.value}`, which is a part of it"
                message = f"`{event_id}` is said to be a part of {way}"
                yield Problem(CIRCLE, report.place, message, report.value, "an event that is no part of this one")


def _headlines(book: _Book, actors: Actors) -> tuple[dict[tuple[Record, str], str], list[Finding]]:
    """The published value of every scalar field, and all contradictions, by record; implied dates join the book."""
    stages = contradictions.one_date_two_stages(book)
    withheld = {report for conflict in stages for report in conflict.withheld}
    for report in implied.dates(book, withheld, actors):
        book[report.record].setdefault(report.field, []).append(report)
    published: dict[tuple[Record, str], str] = {}
    findings: list[Finding] = []
    for record in sorted(record for record in book if record.type in _FIELDS):
        for name in _FIELDS[record.type]:
            reports = [report for report in book[record].get(name, ()) if report not in withheld]
            leader = headlines.FOLLOWS.get((record.type, name))
            if leader:
                articles = {r.article_id for r in book[record][leader] if r.value == published[record, leader]}
                reports = [report for report in reports if report.article_id in articles]
            if not reports:
                continue
            choice = headlines.choose(reports)
            published[record, name] = choice.value
            if choice.contested:
                findings.append(contradictions.within_field(record, name, choice))
    findings.extend(conflict.finding(published) for conflict in stages)
    findings.extend(contradictions.one_period_two_agreements(book, published, actors))
    return published, sorted(findings, key=lambda finding: (finding.contradiction.record, finding.id))


# Rows


@dataclass
class _Rows:
    """Collects the rows of all tables; of rows with one key the first stays."""

    tables: dict[str, dict[tuple[Value, ...], Row]] = field(default_factory=lambda: {name: {} for name in KEYS})
    places: dict[RowKey, Place] = field(default_factory=dict)

    def add(self, table: str, row: Row, place: Place) -> None:
        """Add a row and where it is mended."""
        key = tuple(row[column] for column in KEYS[table])
        if key not in self.tables[table]:
            self.tables[table][key] = row
            self.places[table, key] = place

    def sorted(self) -> dict[str, tuple[Row, ...]]:
        """The rows of each table in the order of their keys, empty cells last."""

        def order(key: tuple[Value, ...]) -> tuple[tuple[bool, str], ...]:
            return tuple((cell is None, str(cell)) for cell in key)

        return {name: tuple(rows[key] for key in sorted(rows, key=order)) for name, rows in self.tables.items()}


def _add_articles(rows: _Rows, ordered: Sequence[CodedArticle]) -> None:
    for coded in ordered:
        article = coded.article
        row: Row = {
            "article_id": article.id,
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published,
            "language": article.language,
            "url": article.url,
            "text_sha256": article.text_sha256,
            "coding": coded.origin.value,
        }
        rows.add("articles", row, Place(article.path))


def _add_actors(rows: _Rows, ordered: Sequence[CodedArticle], actors: Actors) -> None:
    """The actors that codings use, with all that they are a part of."""
    used = {
        actors.id(coded.article.id, actor_id) for coded in ordered for actor_id, _ in casting.uses(coded.coding)
    }  # fmt: skip
    queue, seen = sorted(used), set(used)
    while queue:
        actor = actors.get(queue.pop())
        if actor is None:
            continue
        row: Row = {
            "actor_id": actor.id,
            "name": actor.name,
            "actor_type": actor.type,
            "country_code": actor.country_code,
            "iso_3166_2": actor.iso_3166_2,
            "part_of": actor.part_of,
        }
        rows.add("actors", row, actor.place)
        for name, kind in actor.names:
            rows.add("actor_names", {"actor_id": actor.id, "name": name, "kind": kind.value}, actor.place)
        if actor.part_of is not None and actor.part_of not in seen:
            seen.add(actor.part_of)
            queue.append(actor.part_of)


def _add_offices(rows: _Rows, ordered: Sequence[CodedArticle], actors: Actors) -> None:
    """Offices, dated by the article where they have no date of their own; reviewed ones first."""
    for coded in sorted(ordered, key=lambda coded: coded.origin.value != "reviewed"):
        for actor_id, entry in coded.coding.actors.items():
            for i, office in enumerate(entry.offices):
                row: Row = {
                    "actor_id": actors.id(coded.article.id, actor_id),
                    "office": office.title,
                    "body_id": actors.id(coded.article.id, office.body) if office.body else None,
                    "date": office.date or coded.article.published,
                }
                rows.add("offices", row, grounding.place_of(coded, ("actors", actor_id, "offices", i)))


def _add_records(rows: _Rows, book: _Book, published: Mapping[tuple[Record, str], str]) -> None:
    for record, fields in book.items():
        if record.type not in _MAIN_TABLES:
            continue
        table, id_column = _MAIN_TABLES[record.type], _ID_COLUMNS[record.type]
        said = [report for reports in fields.values() for report in reports if not report.implied]
        first = min(said, key=lambda report: report.preference)
        cells = {name: published.get((record, name)) for name in _FIELDS[record.type]}
        rows.add(table, {id_column: record.id, **_typed(record.type, cells)}, first.record_place)
        for role in _ROLES.get(record.type, ()):
            for report in fields.get(role.value, ()):
                row: Row = {id_column: record.id, "actor_id": report.value, "role": role.value}
                rows.add(f"{record.type.value}_actors", row, report.place)
        for name, link in (("sector_id", "sectors"), ("actor_id", "actors")):
            link_table = f"{record.type.value}_{link}"
            for report in fields.get(name, ()) if link_table in KEYS else ():
                rows.add(link_table, {id_column: record.id, name: report.value}, report.place)


def _typed(kind: RecordType, cells: Mapping[str, str | None]) -> dict[str, Value]:
    """The cells of a record as the tables hold them, the columns that follow from others included."""
    row: dict[str, Value] = dict(cells)
    if kind is RecordType.FIGURE:
        row["value"] = Decimal(cells["value"] or 0)
    elif kind is RecordType.EVENT:
        date = edtf.parse(cells["date"]) if cells["date"] else None
        row["start_date"] = date.start if date else None
        row["end_date"] = date.end if date else None
        row["date_precision"] = date.precision.value if date else None
    return row


def _add_evidence(rows: _Rows, book: _Book, published: Mapping[tuple[Record, str], str]) -> None:
    for record, fields in book.items():
        for name, reports in fields.items():
            # Links, names and offices are united, so that all their claims stand in the tables.
            scalar = name in _FIELDS.get(record.type, ())
            for report in reports:
                headline = not scalar or published.get((record, name)) == report.value
                for claim in report.claims:
                    rows.add("evidence", _evidence(report, claim, headline), claim.place)


def _evidence(report: Report, claim: Claim, headline: bool) -> Row:
    return {
        "evidence_id": claim.evidence_id,
        **_NO_IDS,
        _ID_COLUMNS[report.record.type]: report.record.id,
        "field": report.field,
        "value": report.value,
        "article_id": claim.article_id,
        "sentence": claim.sentence,
        "char_start": claim.char_start,
        "char_end": claim.char_end,
        "quote": claim.quote,
        "headline": headline,
    }


def _add_contradictions(rows: _Rows, findings: Iterable[Finding], published: Mapping[tuple[Record, str], str]) -> None:
    """One row a claim that takes part: each tells its own record and field, and what is published there."""
    for finding in findings:
        for report in finding.reports:
            for claim in report.claims:
                row: Row = {
                    "contradiction_id": finding.id,
                    "evidence_id": claim.evidence_id,
                    "rule": finding.contradiction.rule,
                    "record_type": report.record.type.value,
                    "record_id": report.record.id,
                    "field": report.field,
                    "chosen": published.get((report.record, report.field)),
                    "note": finding.contradiction.note,
                }
                rows.add("contradictions", row, claim.place)

"""Dates that articles give by way of another record: an event's by its visit, an agreement's by its signing.

Two conventions of the codebook. An event reported as part of a visit, without a date of its own, takes the visit's
dates. And the act of a stage has the date of that stage: a signing that of `signed`, an entry into force that of
`in_force`. Such a date is borne out by the claims that give it to the other record. Only published dates are passed
on, none that gave way to another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from comity import headlines
from comity.actors import Actors
from comity.contradictions import STAGES, Book
from comity.headlines import Record, Report
from comity.terms import AgreementRole, RecordType, Role, Status

_DOING = (Role.INITIATOR, Role.TARGET, Role.PARTICIPANT, Role.SIGNATORY)

Cell = tuple[Record, str]  # a record and one of its fields


def dates(book: Book, withheld: Collection[Report], actors: Actors) -> list[Report]:
    """The reports of dates that follow from other records' dates, each with that record's claims as its own.

    `withheld` are reports that are not published. Where articles date a stage themselves, only those that date the act
    alone are added; a visit's dates go to what has no date otherwise.
    """
    told = _Told(book, frozenset(withheld))
    acts: dict[Cell, list[Record]] = {}
    for cell, act in _acts(told, actors):
        acts.setdefault(cell, []).append(act)
    found: dict[Cell, list[Report]] = {}
    for (agreement, stage), events in acts.items():
        found.update(_in_step(agreement, stage, events, told))
    for event, fields in book.items():
        if "during" in fields and not told.reports(event, "date") and not found.get((event, "date")):
            found[event, "date"] = _of_the_visit(event, told, found)
    for (agreement, stage), events in acts.items():
        if not told.reports(agreement, stage) and not found.get((agreement, stage)):
            inherited = [report for event in events for report in found.get((event, "date"), ())]
            found[agreement, stage] = _passed_on(inherited, agreement, stage)
    return [report for reports in found.values() for report in reports]


@dataclass(frozen=True, slots=True)
class _Told:
    """What articles say of a record themselves, as far as it is published."""

    book: Book
    withheld: frozenset[Report]

    def reports(self, record: Record, field: str) -> list[Report]:
        """The reports of a field, but for those withheld."""
        return [report for report in self.book.get(record, {}).get(field, ()) if report not in self.withheld]

    def headline(self, record: Record, field: str) -> list[Report]:
        """The reports of the value that is published."""
        reports = self.reports(record, field)
        value = headlines.choose(reports).value if reports else None
        return [report for report in reports if report.value == value]

    def value(self, record: Record, field: str) -> str | None:
        """The value that is published."""
        return next((report.value for report in self.headline(record, field)), None)


# Acts and stages


def _acts(told: _Told, actors: Actors) -> Iterator[tuple[Cell, Record]]:
    """Each event that has occurred and is the act of a stage of an agreement, with the cell of that stage."""
    stages = {event_type: stage for stage, event_type in STAGES.items()}
    for event, fields in told.book.items():
        if event.type is not RecordType.EVENT or "agreement_id" not in fields:
            continue
        agreement = Record(RecordType.AGREEMENT, told.value(event, "agreement_id") or "")
        stage = stages.get(told.value(event, "event_type") or "")
        occurred = told.value(event, "status") == Status.OCCURRED
        if stage and occurred and _of_all_parties(fields, told.book.get(agreement, {}), actors):
            yield (agreement, stage), event


def _of_all_parties(
    act: Mapping[str, Sequence[Report]], agreement: Mapping[str, Sequence[Report]], actors: Actors
) -> bool:
    """Whether every party, or another actor of its country, has a part in the act.

    One state's accession to a treaty is a signing too, but not that of the treaty.
    """
    parties = {report.value for report in agreement.get(AgreementRole.PARTY.value, ())}
    doing = {actors.country(report.value) for role in _DOING for report in act.get(role.value, ())}
    return len(parties) > 1 and {actors.country(party) for party in parties} <= doing


def _in_step(agreement: Record, stage: str, events: Sequence[Record], told: _Told) -> dict[Cell, list[Report]]:
    """The date of a stage from its act, article by article; the act's from the stage where it has none.

    Nothing where several acts have different dates, or where the stage may mean one of several.
    """
    acts = [report for event in events for report in told.headline(event, "date")]
    if acts:
        saying = {report.article_id for report in told.book[agreement].get(stage, ())}
        silent = [report for report in acts if report.article_id not in saying] if _one_value(acts) else []
        return {(agreement, stage): _passed_on(silent, agreement, stage)}
    if len(events) == 1:
        return {(events[0], "date"): _passed_on(told.headline(agreement, stage), events[0], "date")}
    return {}


# Events and visits


def _of_the_visit(event: Record, told: _Told, found: Mapping[Cell, Sequence[Report]]) -> list[Report]:
    """The report of a date taken from the visit, or from the visit of which that is a part, and so on."""
    link = _link(event, told)
    seen, at = {event}, link
    while link and at:
        visit = Record(RecordType.EVENT, at.value)
        sources = told.headline(visit, "date") or found.get((visit, "date"), ())
        if sources:
            return [_report(sources, link, event, "date")]
        at = None if visit in seen else _link(visit, told)
        seen.add(visit)
    return []


def _link(event: Record, told: _Told) -> Report | None:
    """The report that says of which visit an event is a part; none from an article that dates the event itself."""
    dating = {report.article_id for report in told.book.get(event, {}).get("date", ())}
    return next((report for report in told.headline(event, "during") if report.article_id not in dating), None)


# Reports


def _passed_on(reports: Sequence[Report], record: Record, field: str) -> list[Report]:
    """Each report as one of another record's field; none where they differ."""
    return [_report([report], report, record, field) for report in reports] if _one_value(reports) else []


def _one_value(reports: Sequence[Report]) -> bool:
    return len({report.value for report in reports}) == 1


def _report(sources: Sequence[Report], by: Report, record: Record, field: str) -> Report:
    """What the sources give, as said by the article of `by`, with the sources' evidence."""
    value = sources[0].value
    claims = tuple(
        replace(claim, record_type=record.type, record_id=record.id, field=field, value=value)
        for source in sources
        for claim in source.claims
    )
    return replace(by, record=record, field=field, value=value, claims=claims, implied=True)

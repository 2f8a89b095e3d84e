"""Where articles contradict each other: within a field, and across fields and records.

A `Finding` is a contradiction with the reports that take part in it, so that the tables can link their evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from comity import edtf
from comity.actors import Actors
from comity.facts import Contradiction
from comity.headlines import Choice, Record, Report, reviewed_over_machine
from comity.terms import AgreementRole, DatePrecision, RecordType

Book = Mapping[Record, Mapping[str, Sequence[Report]]]
Published = Mapping[tuple[Record, str], str]

# The stages of an agreement that articles mix up, earlier first: column -> the event type of the act itself.
STAGES = {"signed": "signing", "in_force": "entry_into_force"}
_STAGE_OF = {event_type: stage for stage, event_type in STAGES.items()}


@dataclass(frozen=True)
class Finding:
    """A contradiction with the reports that take part in it."""

    contradiction: Contradiction
    reports: tuple[Report, ...]

    @property
    def id(self) -> str:
        """Record, field and rule, dotted; no part of it is a value that a later article may correct."""
        return ".".join((*self.contradiction.record.split(" ", 1), self.contradiction.field, self.contradiction.rule))


def within_field(record: Record, field: str, choice: Choice) -> Finding:
    """The finding of a contested choice: articles give values for one field that cannot all be true."""
    reports = sorted(choice.contested, key=lambda report: (report.rank, report.value))
    said = "; ".join(f"{articles} {_gives(articles)} {value}" for value, articles in _by_value(reports))
    note = f"{said}: `{choice.rule}` publishes {choice.value}."
    contradiction = Contradiction(
        rule=choice.rule or "",
        record=str(record),
        field=field,
        chosen=choice.value,
        claims=tuple(dict.fromkeys((report.article_id, report.value) for report in reports)),
        note=note,
    )
    return Finding(contradiction, tuple(reports))


def _by_value(reports: Iterable[Report]) -> list[tuple[str, str]]:
    """Each value with the articles that give it, in the reports' order."""
    articles: dict[str, dict[str, None]] = {}
    for report in reports:
        articles.setdefault(report.value, {})[report.article_id] = None
    return [(value, _and(names)) for value, names in articles.items()]


def _and(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _gives(articles: str) -> str:
    return "give" if " and " in articles else "gives"


# One date, two stages


@dataclass(frozen=True, slots=True)
class Mention:
    """An article says that an agreement reached a stage, with the date that it gives (if any) and its report of it."""

    stage: str
    date: str | None
    report: Report


@dataclass(frozen=True)
class StageConflict:
    """Articles give one date to two stages of an agreement; `losing` is the stage for which it is not published."""

    agreement: Record
    date: str
    rule: str
    losing: str | None
    mentions: tuple[Mention, ...]

    @property
    def withheld(self) -> tuple[Report, ...]:
        """The reports that stay in the evidence but are not published."""
        return tuple(mention.report for mention in self.mentions if mention.stage == self.losing)

    def finding(self, published: Published) -> Finding:
        """The finding, once it is known what is published instead."""
        field = self.losing or "in_force"
        chosen = published.get((self.agreement, field))
        articles = {
            stage: _and(dict.fromkeys(m.report.article_id for m in self.mentions if m.stage == stage))
            for stage in STAGES
        }
        said = ", ".join(f"as `{stage}` in {names}" for stage, names in articles.items())
        if self.losing is None:
            outcome = "nothing tells which is meant, so both are published"
        elif chosen is None:
            outcome = f"`{self.rule}` leaves `{field}` empty"
        else:
            outcome = f"`{self.rule}` publishes {chosen} as `{field}`"
        contradiction = Contradiction(
            rule=self.rule,
            record=str(self.agreement),
            field=field,
            chosen=chosen,
            claims=tuple(dict.fromkeys((mention.report.article_id, self.date) for mention in self.mentions)),
            note=f"{self.date} stands for two stages, {said}: {outcome}.",
        )
        return Finding(contradiction, tuple(mention.report for mention in self.mentions))


def one_date_two_stages(book: Book) -> list[StageConflict]:
    """Agreements of which different articles give one day as the date of different stages.

    `signed` in one and `in_force` in another, and neither gives that day for both: a reporter has taken one for the
    other. The act's own event counts as the stage too (`signing`, `entry_into_force`). Months and years are no sign
    of a mistake.
    """
    found: list[StageConflict] = []
    for agreement, mentions in sorted(_stage_mentions(book).items()):
        days = {m.date for m in mentions if m.date and edtf.parse(m.date).precision is DatePrecision.DAY}
        for date in sorted(days):
            dated = [m for m in mentions if m.date == date]
            articles = [{m.report.article_id for m in dated if m.stage == stage} for stage in STAGES]
            of_both = articles[0] & articles[1]
            contested = sorted(
                (m for m in dated if m.report.article_id not in of_both),
                key=lambda m: (m.report.rank, m.stage, m.report.record),
            )
            if {m.stage for m in contested} == set(STAGES):
                losing, rule = _losing_stage(contested, mentions)
                found.append(StageConflict(agreement, date, rule, losing, tuple(contested)))
    return found


def _stage_mentions(book: Book) -> dict[Record, list[Mention]]:
    mentions: dict[Record, list[Mention]] = {}
    for record, fields in book.items():
        if record.type is RecordType.AGREEMENT:
            for stage in STAGES:
                for report in fields.get(stage, ()):
                    mentions.setdefault(record, []).append(Mention(stage, report.value, report))
        elif record.type is RecordType.EVENT:
            agreements = {report.article_id: report.value for report in fields.get("agreement_id", ())}
            dates = {report.article_id: report for report in fields.get("date", ())}
            for report in fields.get("event_type", ()):
                act, agreement_id = _STAGE_OF.get(report.value), agreements.get(report.article_id)
                if act and agreement_id:
                    dated = dates.get(report.article_id)
                    mention = Mention(act, dated.value, dated) if dated else Mention(act, None, report)
                    mentions.setdefault(Record(RecordType.AGREEMENT, agreement_id), []).append(mention)
    return mentions


def _losing_stage(contested: Sequence[Mention], mentions: Sequence[Mention]) -> tuple[str | None, str]:
    """The stage whose date gives way, and the rule: a person's reading first, then the one that tells stages apart."""
    best = reviewed_over_machine([mention.report for mention in contested])
    left = [mention for mention in contested if mention.report in best]
    strength = dict.fromkeys(STAGES, -1)
    for mention in left:
        apart = stage_distinguished(mention.report.article_id, mentions)
        strength[mention.stage] = max(strength[mention.stage], apart)
    earlier, later = STAGES
    if strength[earlier] == strength[later]:
        return None, one_date_two_stages.__name__
    losing = min(STAGES, key=lambda stage: strength[stage])
    return losing, (reviewed_over_machine if strength[losing] < 0 else stage_distinguished).__name__


def stage_distinguished(article_id: str, mentions: Sequence[Mention]) -> int:
    """How well an article tells the stages of an agreement apart.

    2: it dates the later stage and names the earlier one; 1: it names both; 0: it names one alone, and may mean the
    other. Reporters call a date that they know of a document its date of signing; who writes that it took effect then,
    and speaks of the signing besides, has told them apart.
    """
    its_own = [mention for mention in mentions if mention.report.article_id == article_id]
    if {mention.stage for mention in its_own} != set(STAGES):
        return 0
    later = list(STAGES)[-1]
    return 2 if any(mention.stage == later and mention.date for mention in its_own) else 1


# One period, two agreements


@dataclass(frozen=True)
class _Period:
    """The validity period that articles give to one agreement: the reports of both ends, by article."""

    agreement: Record
    reports: Mapping[str, tuple[Report, Report]]


def one_period_two_agreements(book: Book, published: Published, actors: Actors) -> list[Finding]:
    """Pairs of agreements that may be mixed up, because different articles give one period to the one and the other.

    The period is published for both; they have the same level, a party in common and another that differs but is of
    the same country (two cities' programmes with the same city); and no article gives the period to both. Nothing
    decides, so nothing is withdrawn.
    """
    groups: dict[tuple[str, str, str, frozenset[str]], list[_Period]] = {}
    for record, fields in sorted(book.items()):
        if record.type is RecordType.AGREEMENT:
            countries = frozenset(map(actors.country, _parties(fields)))
            for (start, end), period in _periods(record, fields).items():
                if (start, end) != (published.get((record, "valid_from")), published.get((record, "valid_until"))):
                    continue
                groups.setdefault((start, end, published.get((record, "level"), ""), countries), []).append(period)
    found: list[Finding] = []
    for (start, end, _, _), group in groups.items():
        for one, other in combinations(group, 2):
            parties = [_parties(book[period.agreement]) for period in (one, other)]
            mixed_up = parties[0] & parties[1] and parties[0] - parties[1] and parties[1] - parties[0]
            if mixed_up and not set(one.reports) & set(other.reports):
                found.append(_period_finding(f"{start}/{end}", one, other, book))
    return sorted(found, key=lambda finding: finding.id)


def _parties(fields: Mapping[str, Sequence[Report]]) -> set[str]:
    return {report.value for report in fields.get(AgreementRole.PARTY.value, ())}


def _periods(record: Record, fields: Mapping[str, Sequence[Report]]) -> dict[tuple[str, str], _Period]:
    ends = {report.article_id: report for report in fields.get("valid_until", ())}
    by_period: dict[tuple[str, str], dict[str, tuple[Report, Report]]] = {}
    for start in fields.get("valid_from", ()):
        end = ends.get(start.article_id)
        if end:
            by_period.setdefault((start.value, end.value), {})[start.article_id] = (start, end)
    return {period: _Period(record, reports) for period, reports in by_period.items()}


def _period_finding(period: str, one: _Period, other: _Period, book: Book) -> Finding:
    suspect = _suspect(one, other, book)
    reports = [report for given in (one, other) for pair in given.reports.values() for report in pair]
    said = (
        f"{articles} {_gives(articles)} it to {given.agreement.id}"
        for given in (one, other)
        if (articles := _and(given.reports))
    )
    note = f"One period, {period}, for two agreements: {', '.join(said)}; both stay published."
    for given in (one, other):
        signed = [r for r in book[given.agreement].get("signed", ()) if r.article_id not in given.reports]
        for report in signed:
            note += f" {report.article_id} has {given.agreement.id} signed {report.value}, without the period."
        reports.extend(signed)
    reports.sort(key=lambda report: (report.rank, report.record, report.field))
    starts = [report for report in reports if report.field == "valid_from"]
    contradiction = Contradiction(
        rule=one_period_two_agreements.__name__,
        record=str(suspect),
        field="valid_from",
        chosen=starts[0].value,
        claims=tuple(dict.fromkeys((report.article_id, report.value) for report in starts)),
        note=note,
    )
    return Finding(contradiction, tuple(reports))


def _suspect(one: _Period, other: _Period, book: Book) -> Record:
    """The agreement that an article knows without the period which it gives to the other one, else the first."""
    for given, rival in ((one, other), (other, one)):
        articles = {report.article_id for reports in book[given.agreement].values() for report in reports}
        if articles & set(rival.reports):
            return given.agreement
    return one.agreement

"""Which value the tables publish where articles give several for one field of one record.

What merely refines, or moves a status on, or words the same thing otherwise, is no contradiction. All else is one, and
the first of `DECIDING` that leaves a single value decides and names it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from comity import dating, edtf
from comity.diagnostics import Place
from comity.facts import CodedArticle
from comity.grounding import Claim, place_of
from comity.terms import CodingOrigin, RecordType, Status
from comity.yamlfile import Path

DATES = frozenset({"date", "signed", "in_force", "valid_from", "valid_until"})
# Free text: two wordings do not contradict each other. Nor do a figure's measure, or how exactly one number is given.
WORDINGS = frozenset({"title", "place", "measure", "qualifier"})
# How far a status has come. An event under way is over later; an agreement is signed first, then in force.
PROGRESS: Mapping[RecordType, tuple[str, ...]] = {
    RecordType.EVENT: (Status.PROPOSED, Status.SCHEDULED, Status.ONGOING, Status.OCCURRED),
    RecordType.AGREEMENT: (Status.PROPOSED, Status.SCHEDULED, Status.OCCURRED, Status.ONGOING),
}
# Fields that belong to the value of another: a number's unit is that of the article whose number is published.
FOLLOWS: Mapping[tuple[RecordType, str], str] = {
    (RecordType.FIGURE, "qualifier"): "value",
    (RecordType.FIGURE, "unit"): "value",
}


class Record(NamedTuple):
    """A row of one of the main tables, under its published id."""

    type: RecordType
    id: str

    def __str__(self) -> str:
        return f"{self.type.value} {self.id}"


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """What one article reports of one field of one record, under published ids, with its evidence.

    `rank` is the article's place in the fixed order (by publication, then id). `implied` is true where the value
    follows from what is said of another record; the claims are then those about the other record, made this one's.
    """

    rank: int
    coded: CodedArticle
    record: Record
    field: str
    value: str
    path: Path
    claims: tuple[Claim, ...]
    implied: bool = False

    @property
    def article_id(self) -> str:
        """The id of the reporting article."""
        return self.coded.article.id

    @property
    def reviewed(self) -> bool:
        """True where a person wrote or reviewed the coding."""
        return self.coded.origin is CodingOrigin.REVIEWED

    @property
    def preference(self) -> tuple[bool, int]:
        """Reviewed reports first, then earlier articles."""
        return (not self.reviewed, self.rank)

    @property
    def place(self) -> Place:
        """Where the value is mended."""
        return place_of(self.coded, self.path)

    @property
    def record_place(self) -> Place:
        """Where the record that holds the value is mended."""
        return place_of(self.coded, self.path[:2])


@dataclass(frozen=True, slots=True)
class Choice:
    """The published value of a field, and where articles contradict each other the deciding rule and their reports."""

    value: str
    rule: str | None = None
    contested: tuple[Report, ...] = ()


def published_start(coded: CodedArticle) -> dt.date | None:
    """The first day on which the article can have been published; None where that is unknown."""
    published = coded.article.published
    return edtf.parse(published).start if published else None


def choose(reports: Sequence[Report]) -> Choice:
    """The headline value of one field of one record, from all reports of it (at least one)."""
    first = min(reports, key=lambda report: report.preference)
    record, field = first.record, first.field
    values = sorted({report.value for report in reports})
    if len(values) == 1 or field in WORDINGS:
        return Choice(first.value)
    if field == "status" and record.type in PROGRESS:
        return Choice(max(values, key=PROGRESS[record.type].index))
    if field in DATES:
        values = dating.most_precise(values)
        if len(values) == 1:
            return Choice(values[0])
    contested = tuple(report for report in reports if report.value in values)
    value, rule = _decide(contested)
    return Choice(value, rule, contested)


def _decide(reports: Sequence[Report]) -> tuple[str, str]:
    """The value that the rules leave, and the name of the one that left it alone."""
    left = list(reports)
    for rule in DECIDING:
        left = rule(left)
        if len({report.value for report in left}) == 1:
            return left[0].value, rule.__name__
    return min(_values(left)), DECIDING[-1].__name__


Deciding = Callable[[list[Report]], list[Report]]


def reviewed_over_machine(reports: list[Report]) -> list[Report]:
    """What a person coded goes before what the automatic coder did."""
    return [report for report in reports if report.reviewed] or reports


def most_articles(reports: list[Report]) -> list[Report]:
    """The value that more articles give."""
    articles = {value: len({r.article_id for r in reports if r.value == value}) for value in _values(reports)}
    return [report for report in reports if articles[report.value] == max(articles.values())]


def most_precise(reports: list[Report]) -> list[Report]:
    """The date that can mean the fewest days; other values are equally precise."""
    if reports[0].field not in DATES:
        return reports
    spans = {value: dating.days(edtf.parse(value)) for value in _values(reports)}
    known = [span for span in spans.values() if span is not None]
    return [report for report in reports if not known or spans[report.value] == min(known)]


def latest_article(reports: list[Report]) -> list[Report]:
    """What the article that was published last gives; an unknown date of publication counts as the earliest."""
    days = {report.article_id: published_start(report.coded) or dt.date.min for report in reports}
    return [report for report in reports if days[report.article_id] == max(days.values())]


def first_article_id(reports: list[Report]) -> list[Report]:
    """What the first article by its id gives, so that there is an answer."""
    first = min(report.article_id for report in reports)
    return [report for report in reports if report.article_id == first]


DECIDING: tuple[Deciding, ...] = (
    reviewed_over_machine,
    most_articles,
    most_precise,
    latest_article,
    first_article_id,
)


def _values(reports: Iterable[Report]) -> set[str]:
    return {report.value for report in reports}

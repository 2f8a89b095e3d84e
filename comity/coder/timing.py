"""When and where an event was: from its clause, from the occasion it is tied to, from the visit it is part of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from comity import edtf
from comity.coder.document import DateMention, DateRelation
from comity.coder.frames import SOFT, Candidate
from comity.coder.grammar import Sentence
from comity.coder.reports import ARRIVING, Report
from comity.coder.sides import Sides
from comity.terms import DatePrecision, Role, Status

_LOOK_BACK = 30
_BESIDE = 20  # characters between a noun and the date that belongs to it: "Monday's talks"
_JOINS = frozenset({"", "and", "and in", "and again in", "and then in"})
_ACT_OF_VISIT = frozenset({"meeting", "signing", "award", "gift", "partnership", "institution", "visit"})
_LASTING = frozenset({"training", "aid", "trade", "cultural_event", "negotiation"})
_REPORTING = re.compile(
    r"\b(?:said|announced|stated|reported|told|noted|added|declared|confirmed|according to|disclosed|revealed)\b"
    r"[^.;]{0,40}\Z"
)
_DAYS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_NUMBER = "two|three|four|five|six|seven|eight|nine|ten|[2-9]|1[0-4]"
_LENGTH = re.compile(rf"\b(?:(?P<words>{_NUMBER})-day|(?P<days>{_NUMBER}) days of)\b")
_ENDING = re.compile(r"\b(?:end|ended|ends|ending|conclud\w+|wrap\w*|complet\w+|finish\w*|closed)\b")
_BEGINNING = re.compile(r"\b(?:beg[aiu]n\w*|start\w*|arriv\w+|kick\w*|open\w*|embark\w*|for an?|on an?)\b")
_OCCASION = re.compile(
    r"\b(?:(?:following|after|before|during|at|in|on the (?:sidelines|margins) of|at the (?:end|conclusion|close) of) "
    r"(?:the|their|his|her) (?:same )?"
    r"(?P<noun>talks|meeting|session|visit|trip|ceremony|event|signing|summit|forum|opening)"
    r"|on the same (?:occasion|day)|later (?:in the|that|the same) (?:day|evening)|earlier in the day|in their presence"
    r"|on the occasion(?! of))\b",
    re.IGNORECASE,
)
_MEETINGS = frozenset({"meeting", "negotiation"})
_VISITS = frozenset({"visit"})
_OCCASIONS = {
    "talks": _MEETINGS, "meeting": _MEETINGS, "session": _MEETINGS, "summit": _MEETINGS, "forum": _MEETINGS,
    "visit": _VISITS, "trip": _VISITS, "signing": frozenset({"signing"}),
}  # fmt: skip
_STATES = frozenset({"diplomatic_relations", "partnership", "entry_into_force", "institution"})


def assign_date(
    candidate: Candidate, dates: Sequence[DateMention], text: str, others: Sequence[Candidate]
) -> list[str]:
    """Date the candidate from the dates of its sentence.

    Returns the further dates of a coordination: of "visited in 1957 and 1961" the second.
    """
    usable = [date for date in dates if _dates_an_act(date, candidate)]
    inside = [date for date in usable if candidate.edges[0] <= date.start < candidate.edges[1]]
    after = [date for date in inside if date.start >= candidate.end and not _of_report(text, candidate.end, date)]
    chosen: DateMention | None = None
    if after:
        nearest = after[0]
        closer = any(
            other is not candidate and other.type != candidate.type and candidate.end <= other.start < nearest.start
            for other in others
        )
        chosen = None if closer and len(inside) == len(after) and _own_clause(candidate, others, nearest) else nearest
    if chosen is None:
        before = [date for date in inside if date.end <= candidate.start]
        told = [
            date
            for date in before
            if not _of_report(text, candidate.edges[0], date) and not _of_another(date, candidate, others)
        ]
        chosen = told[-1] if told else None
    if chosen is None and len(usable) == 1 and not inside:
        lead = usable[0]
        if not text[lead.end : lead.end + 40].lstrip(" ,").startswith(("when", "after", "before")):
            chosen = lead if all(other.type in SOFT or other is candidate for other in others) else None
    if chosen is None:
        return []
    value = chosen.edtf
    if value.endswith("/..") and candidate.type in _LASTING and candidate.status is Status.OCCURRED:
        candidate.status = Status.ONGOING
    if value.endswith("/..") and candidate.status is not Status.ONGOING:
        if candidate.type not in _STATES and not text.startswith(", when", chosen.end):
            return []
        value = value.removesuffix("/..")
    candidate.date, candidate.date_span = value, (chosen.start, chosen.end)
    further = []
    position = chosen
    for date in after:
        if date.start > position.end and text[position.end : date.start].strip(" ,") in _JOINS:
            further.append(date.edtf)
            position = date
    return further if candidate.type in ("visit", "meeting") else []


def _dates_an_act(date: DateMention, candidate: Candidate) -> bool:
    """Whether a date can be that of the act: no plan's period, no bound, no comparison, no other noun's date."""
    if date.nominal or date.relation is DateRelation.COMPARED or date.edtf.startswith("../"):
        return False
    near = candidate.start - _BESIDE <= date.start <= candidate.end + _BESIDE
    return not date.attributive or (candidate.nominal and near)


def _of_another(date: DateMention, candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a date before the trigger follows another one: "the treaty, signed in May 2021, enters into force"."""
    return any(
        candidate.edges[0] <= other.start < other.end <= date.start and other.type != candidate.type
        for other in others
        if other.type not in SOFT
    )


def _of_report(text: str, start: int, date: DateMention) -> bool:
    """Whether the date says when something was said or announced, rather than when it happened."""
    return bool(_REPORTING.search(text, max(start, date.start - 60), date.start))


def span_days(candidate: Candidate, text: str) -> None:
    """The days of an act of known length: "began a three-day visit on Monday", "ended two days of talks on Friday"."""
    if candidate.date is None or candidate.type not in ("visit", "meeting", "negotiation"):
        return
    day = edtf.parse(candidate.date)
    if day.precision is not DatePrecision.DAY or day.start is None:
        return
    clause = text[candidate.edges[0] : candidate.edges[1]].lower()
    length = _LENGTH.search(clause)
    if length is None:
        return
    days = _DAYS.get(length["words"] or length["days"]) or int(length["words"] or length["days"])
    extent = dt.timedelta(days=days - 1)
    if days > 1 and _ENDING.search(clause):
        candidate.date = f"{day.start - extent}/{day.start}"
    elif days > 1 and _BEGINNING.search(clause):
        candidate.date = f"{day.start}/{day.start + extent}"


def _own_clause(candidate: Candidate, others: Sequence[Candidate], date: DateMention) -> bool:
    """Whether another trigger between the candidate and the date has a better claim to it."""
    return any(candidate.end <= other.start < date.start and other.type not in SOFT for other in others)


def assign_place(candidate: Candidate, sentence: Sentence) -> None:
    """The venue: a place governed by "in" or "at" in the candidate's clause; for a visit where it goes."""
    wanted = (("in",), ("at",)) if candidate.type != "visit" else (("to",), ("in",))
    for number, mention in enumerate(sentence.mentions):
        if not candidate.edges[0] <= mention.start < candidate.edges[1]:
            continue
        if mention.place and sentence.governors(number)[:1] in wanted:
            candidate.place, candidate.place_span = mention.place, (mention.start, mention.end)
            return


def date_by_occasion(found: Sequence[Report], texts: Sequence[str]) -> None:
    """What the text ties to an occasion told before ("after the talks", "at the same ceremony") has that one's date.

    `texts` are the units' texts.
    """
    for position, report in enumerate(found):
        first = report.candidates[0]
        cue = _OCCASION.search(texts[first.unit])
        if report.date or cue is None:
            continue
        wanted = _OCCASIONS.get(cue["noun"] or "", frozenset())
        for other in reversed(found[max(0, position - _LOOK_BACK) : position]):
            fits = other.type in wanted if wanted else other.type not in SOFT
            if other.date and fits and other.status is report.status:
                report.date, report.date_source = other.date, other.date_source
                break


def date_by_visit(found: Sequence[Report], sides: Sides) -> None:
    """What is reported as part of a visit, without a date of its own, takes the visit's date."""
    visits = [r for r in found if r.type == "visit" and r.date and r.status is not Status.PROPOSED]
    if len(visits) != 1:
        return
    visit = visits[0]
    if visit.date_source and visit.date_source.lemma in ARRIVING:
        return  # the day of arrival is not the visit's
    travellers = set(visit.roles.get(Role.INITIATOR.value, ()))
    for report in found:
        if report.date or report.type not in _ACT_OF_VISIT or report is visit or report.status is not visit.status:
            continue
        together = sides.of_all(report.actors()) <= sides.of_all(visit.actors())
        if together and (travellers & report.actors()):
            report.date, report.date_source, report.during = visit.date, visit.date_source, visit

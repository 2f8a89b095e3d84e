"""When and where an event was: from its clause, from the occasion it is tied to, from the visit it is part of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from comity import edtf
from comity.coder.candidates import SOFT, Candidate
from comity.coder.document import DateMention, DateRelation
from comity.coder.grammar import Sentence
from comity.coder.reports import Report
from comity.coder.sameness import ARRIVING
from comity.coder.sides import Sides
from comity.terms import DatePrecision, Role, Status

_LOOK_BACK = 30
_BESIDE = 20  # characters between a noun and the date that belongs to it: "Monday's talks"
_JOINS = frozenset({"", "and", "and in", "and again in", "and then in"})
_ACT_OF_VISIT = frozenset({"meeting", "signing", "award", "gift", "partnership", "institution", "visit"})
_MOMENTARY = frozenset({"meeting", "signing", "award", "gift"})
_LASTING = frozenset({"training", "aid", "trade", "cultural_event", "negotiation"})
_SAYING = r"\b(?:said|announced|stated|reported|told|noted|added|declared|confirmed|according to|disclosed|revealed)\b"
_SAID_BEFORE = re.compile(_SAYING + r"[^.;]{0,40}\Z")
_SAID = re.compile(_SAYING)
_RELATIVE = re.compile(
    r"\b(?:that|which|who) (?:(?:had|have|has|was|were|is|are) )?(?:[a-z]+ed|fell|hit|struck|took|began)\b"
    r"|\b(?:under|of|for|with|to|in|by|from|at) (?:whom|which|whose)\b"
)
_BUILT = re.compile(r"\b(?:built|founded|born|erected|constructed) (?:here |there )?(?:back )?in\b")
_ITS_COURSE = re.compile(
    r"(?: to [\w ]{3,30}?)? (?:that|which) (?:began|begins|started|starts|opened|opens|took place)\b"
)
_CLAUSE_OF_TIME = re.compile(
    r"\b(?:since|after|when|before|until|once) (?:(?:he|she|it|they|who)\b|(?:[\w'’.-]+ ){1,6}"
    r"(?:was|were|took|won|came|became|began|had|fell|broke|left|rose|hit|struck|swept|swore|went|[a-z]+ed) )"
)
# What somebody became or began once: "since he took office in May", "after she was re-elected in 2020".
_EARLIER = re.compile(
    r"\b(?:since|after|before|until|once) (?:(?:he|she|it|they)|(?:[\w'’.-]+ ){1,5}?)\s?"
    r"(?:was|were|took|became|won|assumed|came|had been|gained|left) "
)
_TIME_NEXT = re.compile(r"(?<=[^,] )(?:after|before|when|since|while) [^,]*\Z")  # "ordered in May, after A had imposed"
_HAD_THEN = re.compile(r", (?:had|has|have|will|would|was|were|is) (?:on )?\Z")  # "X, who met Y, had [on Monday] ..."
_PROPOSED = re.compile(r"\b(?:to|that|for)\b")
# "arrived on Monday and leaves on [Friday]"
_LEAVES_ON = re.compile(r"\b(?:leaves?|leaving|departs?|fly home|flies home|returns? home)\b[^,;.]{0,30}\bon \Z")
_RIGHT_AFTER = re.compile(r" (?:after|following) (?:\w+ ){0,3}")
_RELATIVE_CLAUSE = re.compile(r"\b(?:which|who|whose|where)\b")
_DURING_NEXT = re.compile(
    r"\b(?:during|on the (?:occasion|sidelines|margins) of|as part of) [^,;]*\Z"
)  # no visit's own day
_WHEN_NEXT = re.compile(r",? when\b")
_UNDER = re.compile(r" (?:under|through|with|by) an? [^,;]{3,80}")  # "restored ties in May under a pact signed in Rome"
_GERUND_NEXT = re.compile(r"\b(?:before|after)\s\Z")  # "toured a plant on Thursday before flying to Rome"
_DAYS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_NUMBER = "two|three|four|five|six|seven|eight|nine|ten|[2-9]|1[0-4]"
_LENGTH = re.compile(rf"\b(?:(?P<words>{_NUMBER})-day|(?P<days>{_NUMBER}) days of)\b")
_ENDING = re.compile(r"\b(?:after \w+ days of|end|ended|ends|ending|conclud\w+|wrap\w*|complet\w+|finish\w*|closed)\b")
_BEGINNING = re.compile(r"\b(?:beg[aiu]n\w*|start\w*|arriv\w+|kick\w*|open\w*|embark\w*|for an?|on an?)\b")
_OCCASION = re.compile(
    r"\b(?:(?:following|after|before|prior to|during|at|in|on the (?:sidelines|margins|occasion) of|"
    r"at the (?:end|conclusion|close) of) "
    r"(?:the|their|his|her) (?:same )?"
    r"(?:[a-z]+ )?(?P<noun>talks|meeting|session|consultations|negotiations|discussions|dialogue|conference|call|"
    r"conversation|visit|trip|tour|ceremony|event|reception|signing|summit|forum|opening)"
    r"|(?:on|at|upon) (?:the )?(?:conclusion|close|end) of (?:the|their) (?P<ended>talks|meeting|session|consultations|"
    r"negotiations|conference|summit|forum|visit)"
    r"|\A(?:the|this) (?P<acting>meeting|session|conference|summit|forum) (?:also )?"
    r"(?:adopted|approved|endorsed|issued)"
    r"|on the same (?:occasion|day)|that (?:morning|afternoon|evening|day)|earlier in the day"
    r"|\A(?:in the (?:morning|afternoon|evening)"
    r"|(?:hours|minutes|moments|shortly) (?:later|earlier|before|after)(?:hand|wards?)?)"
    r"|later (?:in the|that|the same) (?:day|evening)|in their presence"
    r"|on the occasion(?! of))\b",
    re.IGNORECASE,
)
_CONTINUING = re.compile(r"\b(?:also|in addition|additionally|then)\b", re.IGNORECASE)
_MEETINGS = frozenset({"meeting", "negotiation"})
_VISITS = frozenset({"visit"})
_TALKS = (
    "talks meeting session consultations negotiations discussions dialogue conference call conversation summit forum"
)
_OCCASIONS = dict.fromkeys(_TALKS.split(), _MEETINGS) | {
    "visit": _VISITS,
    "trip": _VISITS,
    "tour": _VISITS,
    "signing": frozenset({"signing"}),
}
_OF_DOCUMENTS = frozenset({"partnership", "diplomatic_relations", "institution"})
_STATES = frozenset({"diplomatic_relations", "partnership", "entry_into_force", "institution"})
_LONGEST_OCCASION = dt.timedelta(days=31)
_SAME_DAYS = dt.timedelta(days=7)  # "later in the day", "on the same occasion": no month is meant
# A traveller who arrives and, within so many days, leaves for elsewhere was there from the one day to the other.
_LONGEST_STAY = dt.timedelta(days=14)
_LEAVING_WITHIN = 60  # characters
_LEAVING = frozenset({"leave", "depart"})
_PERFECT = re.compile(r"\b(?:has|have) (?:been )?(?:\w+ly |also |now |both )?\Z")


def assign_date(
    candidate: Candidate, dates: Sequence[DateMention], text: str, others: Sequence[Candidate]
) -> list[str]:
    """Date the candidate from the dates of its sentence; `others` are the sentence's candidates.

    Returns the further dates of a coordination: of "visited in 1957 and 1961" the second.
    """
    usable = [date for date in dates if _dates_an_act(date, candidate, text)]
    if candidate.type in _MOMENTARY:  # "on Thursday, A renewed the pact under which B has paid since 2014"
        usable = [date for date in usable if not date.edtf.endswith("/..")] or usable
    inside = [date for date in usable if candidate.edges[0] <= date.start < candidate.edges[1]]
    after = [date for date in inside if date.start >= candidate.end and not _is_elses(text, candidate.end, date)]
    chosen = _after(candidate, inside, after, others) or _before(candidate, inside, text, others)
    if chosen is None and not after:
        chosen = _when(candidate, usable, text, others)
    if chosen is None and not after and candidate.type == "signing":
        chosen = next((date for date in reversed(inside) if _UNDER.fullmatch(text, date.end, candidate.start)), None)
    if chosen is None and not inside:
        chosen = _elsewhere(candidate, usable, text, others)
    if chosen is None:
        return []
    value = _bounded(candidate, chosen, text)
    if value is None:
        return []
    candidate.date, candidate.date_span = value, (chosen.start, chosen.end)
    if candidate.type == "visit" and candidate.lemma in ARRIVING | {"reach"}:
        candidate.date = _until_left(value, [date for date in usable if date.start > chosen.end], text)
    return _coordinated(chosen, after, text) if candidate.type in ("visit", "meeting") else []


def date_of_news(candidate: Candidate, dates: Sequence[DateMention], text: str, published: edtf.Edtf | None) -> None:
    """What an article's first sentence tells in the perfect happened on the day on which it was announced.

    That day is the sentence's own ("has recalled its envoy, the ministry said on Friday"), else the article's.
    """
    if candidate.date or candidate.status is not Status.OCCURRED or candidate.type in SOFT | _LASTING:
        return
    if _PERFECT.search(text, candidate.edges[0], candidate.start) is None:
        return
    told = [edtf.parse(date.edtf) for date in dates if not date.nominal] or ([published] if published else [])
    days = [day for day in told if day.precision is DatePrecision.DAY]
    if days:
        candidate.date = days[-1].text


def _until_left(value: str, later: Sequence[DateMention], text: str) -> str:
    """From the day of arrival to that on which the sentence says that the guest leaves."""
    left = next((d for d in later if _LEAVES_ON.search(text, max(0, d.start - _LEAVING_WITHIN), d.start)), None)
    first, last = edtf.parse(value), edtf.parse(left.edtf) if left is not None else None
    if last is None or first.start is None or last.start is None or last.precision is not DatePrecision.DAY:
        return value
    return f"{value}/{left.edtf}" if left and dt.timedelta(0) < last.start - first.start <= _LONGEST_STAY else value


def _dates_an_act(date: DateMention, candidate: Candidate, text: str) -> bool:
    """Whether a date can be that of the act: no plan's period, no bound, no comparison, no other noun's date."""
    if date.nominal or date.relation is DateRelation.COMPARED or date.edtf.startswith("../"):
        return False
    if candidate.type == "proposal" and date.start > candidate.end:
        return not _PROPOSED.search(text, candidate.end, date.start)  # "invited Y to come [in June]"
    near = candidate.start - _BESIDE <= date.start <= candidate.end + _BESIDE
    return not date.attributive or (candidate.nominal and near)


def _after(
    candidate: Candidate, inside: Sequence[DateMention], after: Sequence[DateMention], others: Sequence[Candidate]
) -> DateMention | None:
    """The first date behind the trigger, unless another trigger stands between and no date stands before."""
    if not after:
        return None
    between = [other for other in others if candidate.end <= other.start < after[0].start and other.type not in SOFT]
    closer = any(_has_own_date(candidate, other) for other in between)
    return None if closer else after[0]


def _has_own_date(candidate: Candidate, other: Candidate) -> bool:
    """Whether a date behind two triggers is only the nearer one's.

    What a document is about or follows shares its day: "signed a declaration on a partnership after talks on Monday".
    """
    if candidate.type == "signing" and (other.type in _OF_DOCUMENTS or (other.background and other.type in _MEETINGS)):
        return False
    return other.type != candidate.type or (other.nominal and other.roles != candidate.roles)


def _before(
    candidate: Candidate, inside: Sequence[DateMention], text: str, others: Sequence[Candidate]
) -> DateMention | None:
    """The last date before the trigger that belongs to no other trigger and tells of no statement or promise."""
    if candidate.agreed:
        return None  # "agreed on Monday to sign"
    told = [
        date
        for date in inside
        if date.end <= candidate.start
        and not _is_told(text, candidate.edges[0], date)
        and not _SAID.search(text, date.end, candidate.start)
        and not _GERUND_NEXT.search(text, date.end, candidate.start)
        and (not _TIME_NEXT.search(text, date.end, candidate.start) or _follows_talks(text, date, candidate))
        and not (candidate.type in _VISITS and _DURING_NEXT.search(text, date.end, candidate.start))
        and not _of_another(date, candidate, others, text)
    ]
    return told[-1] if told else None


def _when(
    candidate: Candidate, usable: Sequence[DateMention], text: str, others: Sequence[Candidate]
) -> DateMention | None:
    """The date that a clause explains: "since 2018, [when] they signed a treaty"."""
    for date in reversed(usable):
        if date.end <= candidate.start and _WHEN_NEXT.match(text, date.end, candidate.start):
            return None if any(date.end <= other.start < candidate.start for other in others) else date
    return None


def _follows_talks(text: str, date: DateMention, candidate: Candidate) -> bool:
    """Whether what is dated only follows the talks right behind the date: "said on Monday after talks with X"."""
    talks = candidate.nominal and candidate.type in _MEETINGS
    return talks and bool(_RIGHT_AFTER.fullmatch(text, date.end, candidate.start))


def _elsewhere(
    candidate: Candidate, usable: Sequence[DateMention], text: str, others: Sequence[Candidate]
) -> DateMention | None:
    """The only date of the sentence, in another clause, where nothing else in the sentence could have it."""
    if len(usable) != 1 or any(other.type not in SOFT and other is not candidate for other in others):
        return None
    date = usable[0]
    if text[date.end : date.end + 40].lstrip(" ,").startswith(("when", "after", "before")):
        return None
    told = _is_told(text, 0, date) or _SAID.search(text, date.end, max(date.end, candidate.start))
    between = candidate.end, max(candidate.end, date.start)
    aside = _RELATIVE_CLAUSE.search(text, *between) or _EARLIER.search(text, *between)
    return None if told or aside else date


def _of_another(date: DateMention, candidate: Candidate, others: Sequence[Candidate], text: str) -> bool:
    """Whether a date before the trigger follows another one: "the treaty, signed in May 2021, enters into force"."""
    return any(
        candidate.edges[0] <= other.start < other.end <= date.start and other.type != candidate.type
        for other in others
        if other.type not in SOFT and not _HAD_THEN.search(text, other.end, date.start)
    )


def _is_elses(text: str, start: int, date: DateMention) -> bool:
    """Whether a date behind the trigger is a statement's or another clause's: "shells that fell on Monday"."""
    if _is_told(text, start, date) or _BUILT.search(text, start, date.start):
        return True
    if _RELATIVE.search(text, start, date.start) and not _ITS_COURSE.match(text, start, date.start):
        return True
    return bool(_CLAUSE_OF_TIME.search(text, start, date.start))


def _is_told(text: str, start: int, date: DateMention) -> bool:
    """Whether the date says when something was said or announced, rather than when it happened."""
    return bool(_SAID_BEFORE.search(text, max(start, date.start - 60), date.start))


def _bounded(candidate: Candidate, date: DateMention, text: str) -> str | None:
    """The date's value for the candidate: "since 2019" makes what lasts ongoing, and dates the founding of a state."""
    value = date.edtf
    lasts = candidate.type in _LASTING
    if lasts and date.relation is DateRelation.FROM and "/" not in value:
        value = f"{value}/.."  # "gas will be supplied from 2025"
    if not value.endswith("/.."):
        return value
    if lasts and candidate.status is Status.SCHEDULED:
        return value
    if candidate.type in _LASTING and candidate.status is Status.OCCURRED:
        candidate.status = Status.ONGOING
    if candidate.status is Status.ONGOING:
        return value
    if candidate.type in _STATES or text.startswith(", when", date.end):
        return value.removesuffix("/..")
    return None


def _coordinated(chosen: DateMention, after: Sequence[DateMention], text: str) -> list[str]:
    """The dates joined to the chosen one by "and" and commas."""
    further: list[str] = []
    last = chosen
    for date in after:
        if date.start > last.end and text[last.end : date.start].strip(" ,") in _JOINS:
            further.append(date.edtf)
            last = date
    return further


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


def assign_place(candidate: Candidate, sentence: Sentence) -> None:
    """The venue: a place governed by "in" or "at" in the candidate's clause; for a visit where it goes."""
    wanted = (("in",), ("at",)) if candidate.type != "visit" else (("to",), ("in",))
    for number, mention in enumerate(sentence.mentions):
        if not candidate.edges[0] <= mention.start < candidate.edges[1]:
            continue
        if mention.place and sentence.governors(number)[:1] in wanted:
            candidate.place, candidate.place_span = mention.place, (mention.start, mention.end)
            return


def date_by_occasion(found: Sequence[Report], texts: Sequence[str], paragraphs: Sequence[int], sides: Sides) -> None:
    """What the text ties to an occasion told before ("after the talks", "at the same ceremony") has that one's date.

    `texts` and `paragraphs` are the units' texts and the numbers of their paragraphs.
    """
    dated: dict[int, Report] = {}
    for position, report in enumerate(found):
        unit = report.candidates[0].unit
        near = [*found[max(0, position - _LOOK_BACK) : position]]
        cue = _OCCASION.search(texts[unit])
        occasion: Report | None = None
        if cue is not None:
            noun = cue["noun"] or cue["ended"] or cue["acting"] or ""
            occasion = _occasion(report, noun.lower(), near, sides)
        elif _CONTINUING.search(texts[unit]) and paragraphs[unit] == paragraphs[max(unit - 1, 0)]:
            before = dated.get(unit - 1)  # "She also decorated ..." goes on with the occasion of the sentence before
            occasion = before if before is not None and before.actors() & report.actors() else None
        if occasion is not None and _is_open(report, occasion):
            _take_date(report, occasion)
            dated[unit] = report


def _occasion(report: Report, noun: str, near: Sequence[Report], sides: Sides) -> Report | None:
    """The last dated event that an occasion's noun can mean; talks that nothing reports are part of the visit."""
    wanted = _OCCASIONS.get(noun)
    if wanted is not None:
        fitting = [other for other in near if other.type in wanted]
    else:
        fitting = [other for other in near if other.type not in SOFT | _VISITS]
    visits = [other for other in near if other.type in _VISITS and _are_together(report, other, sides)]
    longest = _LONGEST_OCCASION if noun else _SAME_DAYS
    dated = [o for o in [*visits, *fitting] if o.status is report.status and _is_of_days(o.date, longest)]
    return dated[-1] if dated else None


def _is_of_days(date: str | None, longest: dt.timedelta = _LONGEST_OCCASION) -> bool:
    """Whether a date is a day or a few: no year is an occasion's date."""
    if date is None:
        return False
    day = edtf.parse(date)
    return day.start is not None and day.end is not None and day.end - day.start <= longest


def _are_together(report: Report, visit: Report, sides: Sides) -> bool:
    """Whether the sides of an event are those of a visit."""
    return sides.of_all(report.actors()) == sides.of_all(visit.actors())


def _is_open(report: Report, occasion: Report) -> bool:
    """Whether an event lacks a date, or has from another sentence one that says less than its occasion's."""
    if report.date is None or report.date_source is None or occasion.date is None:
        return report.date is None
    elsewhere = report.date_source.unit != report.candidates[0].unit
    mine, theirs = edtf.parse(report.date), edtf.parse(occasion.date)
    return elsewhere and mine.contains(theirs) and not theirs.contains(mine)


def _take_date(report: Report, occasion: Report) -> None:
    report.date, report.date_source = occasion.date, occasion.date_source
    report.during = occasion if occasion.type in _VISITS else occasion.during


def span_visits(found: Sequence[Report]) -> None:
    """A visit that the text gives two days of, arrival and departure, lasts from the one to the other."""
    visits = [report for report in found if report.type in _VISITS and report.date and report.date_source]
    for visit, onward in pairwise(visits):
        first, last = edtf.parse(visit.date or ""), edtf.parse(onward.date or "")
        lemmas = {candidate.lemma for candidate in onward.candidates}
        same = visit.roles.get(Role.INITIATOR.value) == onward.roles.get(Role.INITIATOR.value)
        if not same or lemmas.isdisjoint(_LEAVING) or last.start is None or first.start is None:
            continue
        single = first.precision is DatePrecision.DAY and last.precision is DatePrecision.DAY
        if single and dt.timedelta(0) < last.start - first.start <= _LONGEST_STAY:
            visit.date = f"{first.start}/{last.start}"


def date_by_visit(found: Sequence[Report], sides: Sides) -> None:
    """What is reported as part of a visit, without a date of its own, takes the visit's date."""
    visits = [r for r in found if r.type == "visit" and r.date and r.status is not Status.PROPOSED]
    visits = [visit for visit in visits if not all(candidate.background for candidate in visit.candidates)]
    if len(visits) != 1:
        return
    visit = visits[0]
    lasts = edtf.parse(visit.date or "").precision is DatePrecision.INTERVAL
    if visit.date_source and visit.date_source.lemma in ARRIVING and not lasts:
        return  # the day of arrival is not the visit's
    travellers = set(visit.roles.get(Role.INITIATOR.value, ()))
    for report in found:
        if report.date or report.type not in _ACT_OF_VISIT or report is visit or report.status is not visit.status:
            continue
        together = sides.of_all(report.actors()) <= sides.of_all(visit.actors())
        countries = not any(sides.kind(actor) == "person" for actor in report.actors())
        beside = countries and report.candidates[0].unit in {candidate.unit for candidate in visit.candidates}
        if together and (beside or travellers & report.actors()):
            report.date, report.date_source, report.during = visit.date, visit.date_source, visit

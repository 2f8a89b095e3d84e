"""From the candidates of single sentences to the events of an article.

Completes what a sentence leaves to its context (the other side, the date of the visit it belongs to) and folds the
candidates that report one event into one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from comity import edtf
from comity.coder.document import Cast, DateMention, Mention, MentionKind
from comity.coder.frames import SOFT, Candidate
from comity.coder.grammar import Sentence
from comity.terms import DatePrecision, Role, Status

_ORDER = {Status.PROPOSED: 0, Status.SCHEDULED: 1, Status.ONGOING: 2, Status.OCCURRED: 3}
_ACT_OF_VISIT = frozenset({"meeting", "signing", "award", "gift", "partnership", "institution", "visit"})
_LASTING = frozenset({"training", "aid", "trade", "cultural_event", "negotiation"})
_NATIONAL = frozenset({"country", "person", "government", "legislature", "international_organization"})
_ARRIVING = frozenset({"arrive", "land", "touch down", "travel", "fly", "leave", "depart", "head"})
# Mentions that tell what an article is about; capitals are left out, since they are mostly venues.
_COUNTED = frozenset({MentionKind.COUNTRY, MentionKind.ADJECTIVE, MentionKind.PERSON, MentionKind.BODY})
_REPORTING = re.compile(
    r"\b(?:said|announced|stated|reported|told|noted|added|declared|confirmed|according to|disclosed|revealed)\b[^.;]{0,40}\Z"
)
_DAYS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_NUMBER = "two|three|four|five|six|seven|eight|nine|ten|[2-9]|1[0-4]"
_LENGTH = re.compile(rf"\b(?:(?P<words>{_NUMBER})-day|(?P<days>{_NUMBER}) days of)\b")
_ENDING = re.compile(r"\b(?:end|ended|ends|ending|conclud\w+|wrap\w*|complet\w+|finish\w*|closed)\b")
_BEGINNING = re.compile(r"\b(?:beg[aiu]n\w*|start\w*|arriv\w+|kick\w*|open\w*|embark\w*|for an?|on an?)\b")
_OCCASION = re.compile(
    r"\b(?:(?:[Ff]ollowing|[Aa]fter|[Bb]efore|[Dd]uring|[Aa]t|[Ii]n|[Oo]n the (?:sidelines|margins) of|[Aa]t the (?:end|conclusion|close) of) "
    r"(?:the|their|his|her) (?:same )?(?P<noun>talks|meeting|session|visit|trip|ceremony|event|signing|summit|forum|opening)"
    r"|[Oo]n the same (?:occasion|day)|[Ll]ater (?:in the|that|the same) (?:day|evening)|[Ee]arlier in the day|[Ii]n their presence"
    r"|[Oo]n the occasion)\b"
)
_MEETINGS = frozenset({"meeting", "negotiation"})
_VISITS = frozenset({"visit"})
_OCCASIONS = {
    "talks": _MEETINGS, "meeting": _MEETINGS, "session": _MEETINGS, "summit": _MEETINGS, "forum": _MEETINGS,
    "visit": _VISITS, "trip": _VISITS, "signing": frozenset({"signing"}),
}  # fmt: skip
_DESCRIBED = re.compile(r"\b(?:to|in) the (?:[\w-]+ ){0,3}(?:nation|country|kingdom|republic|sultanate|emirate|island)\b")
_STATES = frozenset({"diplomatic_relations", "partnership", "entry_into_force", "institution"})
_IN_CLAUSE = frozenset({"visit", "meeting", "negotiation"})
_TOLD_TWICE = frozenset({"aid", "conflict", "award", "gift", "training"})
_LOCAL = frozenset({"university", "company", "government", "association", "other", "subnational", "military"})
_HELP = frozenset({"aid", "training", "cultural_event"})
_ON_DOCUMENTS = frozenset({"signing", "entry_into_force", "negotiation"})
_FOR_THE_HOST = frozenset({"gift", "aid", "award", "training", "institution", "cultural_event"})
_COMMITTING = frozenset(
    {"signing", "meeting", "negotiation", "partnership", "diplomatic_relations", "entry_into_force"}
)


@dataclass
class Report:
    """An event of the article: the candidates that report it, the best of them first."""

    type: str
    status: Status
    roles: dict[str, list[str]]
    candidates: list[Candidate]
    date: str | None = None
    date_source: Candidate | None = None
    place: str | None = None
    place_source: Candidate | None = None
    documents: list[int] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)

    def actors(self) -> set[str]:
        """Everybody in the event."""
        return {actor for members in self.roles.values() for actor in members}

    def actors_in_order(self) -> list[str]:
        """Everybody in the event, each once, in the order of the roles."""
        return list(dict.fromkeys(actor for members in self.roles.values() for actor in members))


class Sides:
    """Which country an actor belongs to, and which two countries the article is about."""

    def __init__(self, cast: Cast, country_ids: Mapping[str, str]) -> None:
        self.cast = cast
        self.country_ids = dict(country_ids)
        counts: Counter[str] = Counter()
        for mention in cast.mentions:
            if mention.kind in _COUNTED:
                counts.update(side for side in map(self._main_side, mention.actors) if side)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        self.main = tuple(code for code, _ in ranked[:2])

    def _main_side(self, actor: str) -> str | None:
        """What an actor counts for as one of the article's two sides: its country, or itself as an organization."""
        known = self.cast.actors.get(actor)
        if known is None:
            return None
        if known.type == "international_organization":
            self.country_ids.setdefault(actor, actor)
            return actor
        return known.country_code

    def of(self, actor: str) -> str:
        """The actor's country, or the actor itself where it has none."""
        known = self.cast.actors.get(actor)
        return (known.country_code if known else None) or actor

    def of_all(self, actors: Sequence[str] | set[str]) -> set[str]:
        """The sides of several actors."""
        return {self.of(actor) for actor in actors}

    def kind(self, actor: str) -> str:
        """The actor's type."""
        known = self.cast.actors.get(actor)
        return known.type if known else ""


def complete(candidate: Candidate, sentence: Sentence, sides: Sides) -> None:
    """Give a candidate with one side the other one, from the rest of its sentence."""
    if not candidate.partial or (candidate.nominal and candidate.definite and not candidate.roles):
        return
    have = set(candidate.actors())
    role = _open_role(candidate)
    for host in _hosts_of_missions(have, sides):
        candidate.roles.setdefault(Role.TARGET.value, []).append(host)
        candidate.partial = False
        return
    for within in (True, False):
        if not within and candidate.type in _IN_CLAUSE:
            return
        for number, mention in enumerate(sentence.mentions):
            if (candidate.edges[0] <= mention.start < candidate.edges[1]) is not within:
                continue
            if _is_era(sentence, number) or not _may_complete(candidate, mention, sentence.governors(number)[:1]):
                continue
            known = sides.of_all(have)
            new = [actor for actor in mention.actors if actor not in have and sides.of(actor) not in known]
            candidate.roles.setdefault(role, []).extend(new)
            have.update(new)
            if len(known | sides.of_all(new)) >= 2:
                candidate.partial = False
                return


def complete_by_description(candidate: Candidate, text: str, sides: Sides) -> None:
    """ "a visit to the island nation": the country of the article's two that the traveller is not from."""
    have = sides.of_all(candidate.actors())
    if not candidate.partial or candidate.type != "visit" or len(sides.main) < 2 or len(have) != 1:
        return
    others = [code for code in sides.main if code not in have]
    described = _DESCRIBED.search(text, candidate.end, candidate.edges[1])
    if described and len(others) == 1 and others[0] in sides.country_ids:
        candidate.roles.setdefault(Role.TARGET.value, []).append(sides.country_ids[others[0]])
        candidate.partial = False


def _may_complete(candidate: Candidate, mention: Mention, governor: tuple[str, ...]) -> bool:
    """A venue is no side of talks; who acts in a "by" phrase is no traveller."""
    if candidate.type == "visit":
        return governor != ("by",)
    venue = mention.kind in (MentionKind.PLACE, MentionKind.CAPITAL) and governor in (("in",), ("at",))
    return not (venue and candidate.type in ("meeting", "negotiation", "signing", "partnership", "conflict", "award"))


def _hosts_of_missions(actors: set[str], sides: Sides) -> list[str]:
    """The host country that a mission's own name tells: "its embassy in Tanzania"."""
    hosts = [actor.rpartition("-in-")[2] for actor in sorted(actors) if sides.kind(actor) == "embassy"]
    return [host for host in hosts if host in sides.country_ids.values()]


def _is_era(sentence: Sentence, number: int) -> bool:
    """ "the Soviet era" names a time, no actor."""
    end = sentence.spans[number][1]
    return any(token.low in ("era", "times", "period", "days", "rule", "-era") for token in sentence.tokens[end : end + 2])


def complete_by_dyad(candidates: Sequence[Candidate], documents_linked: bool, sides: Sides) -> None:
    """An act on a document, told without its sides in an article about two countries, is theirs."""
    if len(sides.main) < 2 or not documents_linked:
        return
    for candidate in candidates:
        if candidate.partial and candidate.type in _ON_DOCUMENTS and candidate.documents:
            have = sides.of_all(candidate.actors())
            if have <= set(sides.main):
                role = _open_role(candidate)
                new = [sides.country_ids[code] for code in sides.main if code not in have and code in sides.country_ids]
                candidate.roles.setdefault(role, []).extend(new)
                candidate.partial = not new


def complete_gifts_by_dyad(candidates: Sequence[Candidate], sentences: Sequence[Sentence], sides: Sides) -> None:
    """Help that one of an article's two sides gives, in a sentence that names no other country, is for the other side."""
    if len(sides.main) < 2:
        return
    for candidate in candidates:
        if not candidate.partial or candidate.type not in _HELP or Role.INITIATOR.value not in candidate.roles:
            continue
        have = sides.of_all(candidate.actors())
        named = {sides.of(actor) for mention in sentences[candidate.unit].mentions for actor in mention.actors}
        if len(have) == 1 and have <= set(sides.main) and named <= have:
            other = next(code for code in sides.main if code not in have)
            if other in sides.country_ids:
                candidate.roles.setdefault(Role.TARGET.value, []).append(sides.country_ids[other])
                candidate.partial = False


def complete_by_home(candidates: Sequence[Candidate], sides: Sides) -> None:
    """A school or office of no known country, helped by one of the article's two sides, stands with the other side."""
    for candidate in candidates:
        if candidate.type not in _HELP | {"gift", "award", "institution"} or len(sides.main) < 2:
            continue
        for members in list(candidate.roles.values()):
            unknown = [a for a in members if sides.of(a) == a and sides.kind(a) in _LOCAL]
            rest = sides.of_all(set(candidate.actors()) - set(unknown))
            other = [code for code in sides.main if code not in rest]
            if unknown and len(rest) == 1 and len(other) == 1 and other[0] in sides.country_ids:
                members.append(sides.country_ids[other[0]])


def complete_by_visit(candidates: Sequence[Candidate], sides: Sides) -> None:
    """What a traveller gives, attends or announces while on a visit, without a second side named, is for the host."""
    visits = [c for c in candidates if c.type == "visit" and not c.partial and c.roles.get(Role.TARGET.value)]
    for candidate in candidates:
        if not candidate.partial or candidate.type not in _FOR_THE_HOST:
            continue
        actors = set(candidate.actors())
        for visit in visits:
            travellers = visit.roles.get(Role.INITIATOR.value, [])
            host = visit.roles[Role.TARGET.value][0]
            other: list[str] = []
            if actors & set(travellers) and sides.of(host) not in sides.of_all(actors):
                other = [host]
            elif sides.of_all(actors) == {sides.of(host)} and sides.of(host) not in sides.of_all(travellers):
                other = travellers[:1] if candidate.type in ("award", "gift") else []
            if other:
                candidate.roles.setdefault(_open_role(candidate), []).extend(other)
                candidate.partial = False
                break


def _open_role(candidate: Candidate) -> str:
    roles = candidate.roles
    if Role.INITIATOR in roles and Role.TARGET not in roles:
        return Role.TARGET.value
    if Role.TARGET in roles and Role.INITIATOR not in roles:
        return Role.INITIATOR.value
    if Role.SIGNATORY in roles:
        return Role.PARTICIPANT.value
    return (
        Role.PARTICIPANT.value if candidate.type not in SOFT | {"visit", "aid", "award", "gift"} else Role.TARGET.value
    )


def unreal(candidate: Candidate) -> bool:
    """Whether a hard event is only a wish, or an intention to agree on something; the soft types tell those."""
    if candidate.type in SOFT:
        return False
    if candidate.status is Status.PROPOSED:
        return True
    intended = candidate.status is Status.SCHEDULED and candidate.agreed and candidate.type in _COMMITTING
    return intended and candidate.date is None


def assign_date(
    candidate: Candidate, dates: Sequence[DateMention], text: str, others: Sequence[Candidate]
) -> list[str]:
    """Date the candidate from the dates of its sentence; further dates of a coordination ("in 1957 and 1961") are returned."""
    usable = [date for date in dates if not date.nominal and not date.edtf.startswith("../")]
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
        before = [date for date in inside if date.end <= candidate.start and not _of_report(text, candidate.edges[0], date)]
        chosen = before[-1] if before else None
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
        told = text[chosen.end : chosen.end + 6].startswith(", when") or candidate.type in _STATES
        if not told:
            return []
        value = value.removesuffix("/..")
    candidate.date, candidate.date_span = value, (chosen.start, chosen.end)
    further = []
    position = chosen
    for date in after:
        if date.start > position.end and text[position.end : date.start].strip(" ,") in (
            "and",
            "",
            "and in",
            "and again in",
            "and then in",
        ):
            further.append(date.edtf)
            position = date
    return further if candidate.type in ("visit", "meeting") else []


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
    wanted = ("in", "at") if candidate.type != "visit" else ("to", "in")
    for number, mention in enumerate(sentence.mentions):
        if not candidate.edges[0] <= mention.start < candidate.edges[1]:
            continue
        place = getattr(mention, "place", None)
        if place and sentence.governors(number)[:1] and sentence.governors(number)[0] in wanted:
            candidate.place, candidate.place_span = place, (mention.start, mention.end)
            return


def fold(candidates: Sequence[Candidate], sides: Sides, sentences: Sequence[Sentence]) -> list[Report]:
    """Candidates that report one event become one Report, in text order."""
    reports: list[Report] = []
    for candidate in candidates:
        match = next((report for report in reports if _same(report, candidate, sides, sentences)), None)
        if match is None:
            if not candidate.partial and not (candidate.reference and candidate.reduced):
                reports.append(_report(candidate))
            continue
        _join(match, candidate)
    return reports


def _report(candidate: Candidate) -> Report:
    report = Report(candidate.type, candidate.status, {r: list(a) for r, a in candidate.roles.items()}, [candidate])
    report.documents = list(candidate.documents)
    report.sectors = list(candidate.sectors)
    if candidate.date:
        report.date, report.date_source = candidate.date, candidate
    if candidate.place:
        report.place, report.place_source = candidate.place, candidate
    return report


def _join(report: Report, candidate: Candidate) -> None:
    report.candidates.append(candidate)
    if candidate.reference and not candidate.partial and report.type == "signing":
        for role in ("signatory", "witness"):
            if role in candidate.roles:
                report.roles[role] = list(candidate.roles[role])
    if _ORDER[candidate.status] > _ORDER[report.status]:
        report.status = candidate.status
    if candidate.date and (report.date is None or _finer(candidate.date, report.date)):
        report.date, report.date_source = candidate.date, candidate
    if candidate.place and report.place is None:
        report.place, report.place_source = candidate.place, candidate
    if not candidate.partial:
        present = report.actors()
        for role, members in candidate.roles.items():
            new = [actor for actor in members if actor not in present]
            if new and role in report.roles:
                report.roles[role].extend(new)
            elif new and candidate.type not in SOFT:
                report.roles[role] = new
    report.documents.extend(d for d in candidate.documents if d not in report.documents)
    report.sectors.extend(s for s in candidate.sectors if s not in report.sectors)


def _finer(new: str, old: str) -> bool:
    """Whether a date tells more than the one so far; a span of days is never narrowed to one of them."""
    a, b = edtf.parse(new), edtf.parse(old)
    if b.precision is DatePrecision.INTERVAL or a.precision is DatePrecision.INTERVAL:
        return a.precision is DatePrecision.INTERVAL and a.contains(b) and not b.contains(a)
    return b.contains(a) and not a.contains(b)


def _same(report: Report, candidate: Candidate, sides: Sides, sentences: Sequence[Sentence]) -> bool:
    if report.type != candidate.type:
        return False
    if candidate.type in SOFT:
        return report.candidates[0].unit == candidate.unit
    if candidate.date and report.date and not edtf.parse(candidate.date).compatible(edtf.parse(report.date)):
        return False
    if candidate.reference and candidate.type == "signing":
        return candidate.unit - report.candidates[-1].unit <= 3 and _subset(candidate, report, sides)
    if candidate.documents and report.documents and candidate.type in ("signing", "entry_into_force", "negotiation"):
        same_unit = candidate.type == "signing" and report.candidates[-1].unit == candidate.unit
        return bool(set(candidate.documents) & set(report.documents)) or same_unit
    mine, theirs = sides.of_all(candidate.actors()), sides.of_all(report.actors())
    if not (mine <= theirs or theirs <= mine):
        return False
    if not mine and not (candidate.definite or candidate.nominal):
        return False
    if not _persons_agree(report, candidate, sides):
        return False
    if candidate.type in ("visit", "meeting", "negotiation", "diplomatic_relations", "partnership"):
        ceremony = {"ceremony" in candidate.lemma, "ceremony" in report.candidates[0].lemma}
        if len(ceremony) == 2:
            return False
        if candidate.type == "visit" and not candidate.partial and mine == theirs:
            return _direction(report, candidate, sides) and _same_host(report, candidate, sides)
        return candidate.type not in ("meeting", "negotiation") or _near(report, candidate, sides)
    if candidate.partial and candidate.definite:
        return True
    if {report.status, candidate.status} == {Status.SCHEDULED, Status.OCCURRED} and not candidate.definite:
        return False
    together = report.candidates[-1].unit == candidate.unit and set(candidate.actors()) == report.actors()
    if together and candidate.type in _TOLD_TWICE:
        return True
    return bool(_object_words(candidate, sentences) & _object_words(report.candidates[0], sentences))


def _subset(candidate: Candidate, report: Report, sides: Sides) -> bool:
    mine, theirs = sides.of_all(candidate.actors()), sides.of_all(report.actors())
    return mine <= theirs or theirs <= mine


def _persons(members: Mapping[str, Sequence[str]], sides: Sides) -> set[str]:
    return {actor for listed in members.values() for actor in listed if sides.kind(actor) == "person"}


def _near(report: Report, candidate: Candidate, sides: Sides) -> bool:
    """Talks of two people and talks of two countries are one event only where they are told close together."""
    a, b = _persons(report.roles, sides), _persons(candidate.roles, sides)
    if bool(a) == bool(b):
        return True
    return min(abs(candidate.unit - other.unit) for other in report.candidates) <= 2


def _persons_agree(report: Report, candidate: Candidate, sides: Sides) -> bool:
    """Two reports that name different people of one side tell different events."""
    for role in (Role.INITIATOR, Role.PARTICIPANT, Role.SIGNATORY, Role.TARGET):
        a = {x for x in report.roles.get(role.value, ()) if sides.kind(x) == "person"}
        b = {x for x in candidate.roles.get(role.value, ()) if sides.kind(x) == "person"}
        for person in b - a:
            rivals = {x for x in a if sides.of(x) == sides.of(person)}
            if rivals and not rivals & b:
                return False
    return True


def _direction(report: Report, candidate: Candidate, sides: Sides) -> bool:
    """A visit and its return are two visits."""
    a = sides.of_all(report.roles.get(Role.INITIATOR.value, []))
    b = sides.of_all(candidate.roles.get(Role.INITIATOR.value, []))
    return not a or not b or bool(a & b)


def _same_host(report: Report, candidate: Candidate, sides: Sides) -> bool:
    """A visit to a plant or a province is another one than the visit to the country, unless it tells the arrival."""
    hosts = [
        {sides.kind(a) for a in members.get(Role.TARGET.value, ())} for members in (report.roles, candidate.roles)
    ]
    if not all(hosts) or any(candidate.lemma in _ARRIVING for candidate in (candidate, report.candidates[0])):
        return True
    local = [bool(kinds) and not kinds & _NATIONAL for kinds in hosts]
    if local[0] != local[1]:
        return False
    return not local[0] or bool(set(report.roles[Role.TARGET.value]) & set(candidate.roles[Role.TARGET.value]))


def _object_words(candidate: Candidate, sentences: Sequence[Sentence]) -> set[str]:
    if candidate.object_span is None:
        return {candidate.lemma}
    sentence = sentences[candidate.unit]
    text = sentence.text[candidate.object_span[0] : candidate.object_span[1]].lower()
    return {word.rstrip("s") for word in text.split() if len(word) > 3}


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
        earlier = [
            r
            for r in found[:position]
            if r.date and r.status is report.status and (r.type in wanted if wanted else r.type not in SOFT)
        ]
        if earlier:
            report.date, report.date_source = earlier[-1].date, earlier[-1].date_source


def date_by_visit(found: Sequence[Report], sides: Sides) -> None:
    """What is reported as part of a visit, without a date of its own, takes the visit's date."""
    visits = [r for r in found if r.type == "visit" and r.date and r.status is not Status.PROPOSED]
    if len(visits) != 1:
        return
    visit = visits[0]
    if visit.date_source and visit.date_source.lemma in _ARRIVING:
        return  # the day of arrival is not the visit's
    travellers = set(visit.roles.get(Role.INITIATOR.value, ()))
    for report in found:
        if report.date or report.type not in _ACT_OF_VISIT or report is visit or report.status is not visit.status:
            continue
        together = sides.of_all(report.actors()) <= sides.of_all(visit.actors())
        if together and (travellers & report.actors()):
            report.date, report.date_source = visit.date, visit.date_source

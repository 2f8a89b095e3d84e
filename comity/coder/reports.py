"""From the candidates of single sentences to the events of an article: those that report one event become one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from comity import edtf
from comity.coder.candidates import SOFT, Candidate
from comity.coder.grammar import Sentence
from comity.coder.sides import Sides
from comity.terms import DatePrecision, Role, Status

# How many events of a type a new report is held against: an article rarely tells more, a long file may.
_MEMORY = 100
_STEM = 3  # letters that "expel" and "expulsion" share
_ANY_DOCUMENT = frozenset({"agreement"})
_SAME_SESSION = 3  # sentences
# A report that tells both knows better who did it to whom than one that tells one of them.
_DIRECTED_ROLES = frozenset({Role.INITIATOR.value, Role.TARGET.value})
_ORDER = {Status.PROPOSED: 0, Status.SCHEDULED: 1, Status.ONGOING: 2, Status.OCCURRED: 3}
_NATIONAL = frozenset({"country", "person", "government", "legislature", "international_organization"})
ARRIVING = frozenset({"arrive", "land", "touch down", "travel", "fly", "leave", "depart", "head"})
_TOLD_TWICE = frozenset({"aid", "conflict", "award", "gift", "training"})
# Acts that are done once: of one under way newswire says both that it occurs and that it occurred.
_SINGLE = frozenset(
    "visit meeting signing entry_into_force award gift partnership diplomatic_relations conflict".split()
)
# What any help may be called when a text returns to it, and what narrows that down.
_ANY_AID = frozenset(
    (
        "aid relief assistance good item supplie support donation help consignment material donate supply package "
        "emergency humanitarian disaster shipment equipment batch"
    ).split()
)
_KINDS_OF_AID = frozenset("food medical financial military technical budget".split())
_COMMITTING = frozenset({"signing", "meeting", "negotiation", "entry_into_force"})


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
    during: Report | None = None

    def actors(self) -> set[str]:
        """Everybody in the event."""
        return {actor for members in self.roles.values() for actor in members}

    def actors_in_order(self) -> list[str]:
        """Everybody in the event, each once, in the order of the roles."""
        return list(dict.fromkeys(actor for members in self.roles.values() for actor in members))


def unreal(candidate: Candidate) -> bool:
    """Whether a hard event is only a wish, or an intention to agree on something; the soft types tell those.

    Help that is offered is coded with its type: who offers it wants to give it.
    """
    if candidate.type in SOFT:
        return False
    if candidate.status is Status.PROPOSED:
        return not candidate.offered
    intended = candidate.status is Status.SCHEDULED and candidate.agreed and candidate.type in _COMMITTING
    return intended and candidate.date is None


def fold(candidates: Sequence[Candidate], sides: Sides, sentences: Sequence[Sentence]) -> list[Report]:
    """Candidates that report one event become one Report, in text order."""
    reports: list[Report] = []
    recent: dict[str, deque[Report]] = defaultdict(lambda: deque(maxlen=_MEMORY))
    for candidate in candidates:
        if candidate.status is Status.ONGOING and candidate.type in _SINGLE:
            candidate.status = Status.OCCURRED
        match = next((report for report in recent[candidate.type] if _same(report, candidate, sides, sentences)), None)
        if match is None:
            _meet_again(candidate, recent["meeting"])
        if match is not None:
            _join(match, candidate, sides)
        elif not candidate.partial and not (candidate.reference and candidate.reduced):
            reports.append(_report(candidate))
            recent[candidate.type].append(reports[-1])
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


def _join(report: Report, candidate: Candidate, sides: Sides) -> None:
    if report.type == "visit" and _beside(report, candidate):
        report.status = candidate.status
    report.candidates.append(candidate)
    if candidate.reference and not candidate.partial and report.type == "signing":
        for role in ("signatory", "witness"):
            if role in candidate.roles:
                report.roles[role] = list(candidate.roles[role])
    only_named = candidate.type == "visit" and candidate.definite and not candidate.roles  # "during this visit"
    if _ORDER[candidate.status] > _ORDER[report.status] and not only_named:
        report.status = candidate.status
    if candidate.date and (report.date is None or _finer(candidate.date, report.date)):
        report.date, report.date_source = candidate.date, candidate
    if candidate.place and report.place is None:
        report.place, report.place_source = candidate.place, candidate
    if not candidate.partial:
        _join_roles(report, candidate, sides)
    report.documents.extend(d for d in candidate.documents if d not in report.documents)
    report.sectors.extend(s for s in candidate.sectors if s not in report.sectors)


def _join_roles(report: Report, candidate: Candidate, sides: Sides) -> None:
    """Add the candidate's actors; a country adds nothing beside the person who acts for it."""
    if candidate.roles.keys() >= _DIRECTED_ROLES and not report.roles.keys() >= _DIRECTED_ROLES:
        report.roles = {role: list(members) for role, members in candidate.roles.items()}
    present = report.actors()
    known = sides.of_all(present) if report.type == "meeting" else set()
    for role, members in candidate.roles.items():
        new = [a for a in members if a not in present and not (sides.kind(a) == "country" and sides.of(a) in known)]
        if new and role in report.roles:
            report.roles[role].extend(new)
        elif new and candidate.type not in SOFT:
            report.roles[role] = new
        by_person = sides.of_all([a for a in new if sides.kind(a) == "person"]) if report.type == "meeting" else set()
        if by_person and role in report.roles:
            members_now = report.roles[role]
            members_now[:] = [a for a in members_now if sides.kind(a) != "country" or sides.of(a) not in by_person]


def _finer(new: str, old: str) -> bool:
    """Whether a date tells more than the one so far; a span of days is never narrowed to one of them."""
    a, b = edtf.parse(new), edtf.parse(old)
    if b.precision is DatePrecision.INTERVAL or a.precision is DatePrecision.INTERVAL:
        return a.precision is DatePrecision.INTERVAL and a.contains(b) and not b.contains(a)
    return b.contains(a) and not a.contains(b)


def _same(report: Report, candidate: Candidate, sides: Sides, sentences: Sequence[Sentence]) -> bool:
    if report.type != candidate.type or report.candidates[0].local is not candidate.local:
        return False
    if candidate.type in SOFT:
        return report.candidates[0].unit == candidate.unit
    if candidate.date and report.date and not edtf.parse(candidate.date).compatible(edtf.parse(report.date)):
        return False
    if candidate.type == "aid" and _lasts(candidate.date) != _lasts(report.date):
        return False  # what was given over the years is no single delivery
    apart = {report.status, candidate.status} == {Status.SCHEDULED, Status.OCCURRED}
    if apart and candidate.type in ("meeting", "negotiation"):
        return False
    if apart and candidate.type == "visit" and candidate.status is Status.SCHEDULED and not candidate.nominal:
        return _beside(report, candidate)
    if candidate.within and candidate.unit - report.candidates[-1].unit <= _SAME_SESSION:
        return _subset(candidate, report, sides)
    if candidate.reference and candidate.type == "signing":
        near = candidate.unit - report.candidates[-1].unit <= _SAME_SESSION
        return near and _alike(report, candidate) and _subset(candidate, report, sides)
    if candidate.documents and report.documents and candidate.type in ("signing", "entry_into_force", "negotiation"):
        same_unit = candidate.type == "signing" and report.candidates[-1].unit == candidate.unit
        return bool(set(candidate.documents) & set(report.documents)) or same_unit
    mine, theirs = _known_sides(candidate.actors(), sides), _known_sides(report.actors(), sides)
    if not (mine <= theirs or theirs <= mine) or not _direction(report, candidate, sides):
        return False
    if _of_others(candidate, mine, theirs):
        return False
    if not mine and not (candidate.definite or candidate.nominal):
        return False
    if not _persons_agree(report, candidate, sides):
        return False
    if candidate.type in ("visit", "meeting", "negotiation", "diplomatic_relations", "partnership"):
        ceremony = {"ceremony" in candidate.lemma, "ceremony" in report.candidates[0].lemma}
        if len(ceremony) == 2:
            return False
        if candidate.local:
            return bool(_object_words(candidate, sentences) & _object_words(report.candidates[0], sentences))
        if candidate.type == "visit" and not candidate.partial and mine == theirs:
            return _same_host(report, candidate, sides)
        return candidate.type not in ("meeting", "negotiation") or _near(report, candidate, sides)
    if candidate.partial and candidate.definite:
        return True
    if apart and not candidate.definite:
        return False
    together = report.candidates[-1].unit == candidate.unit and set(candidate.actors()) == report.actors()
    if together and candidate.type in _TOLD_TWICE:
        return True
    mine_of, theirs_of = _object_words(candidate, sentences), _object_words(report.candidates[0], sentences)
    if candidate.type == "conflict" and mine == theirs and _of_one_stem(candidate, report.candidates[0]):
        return True
    if candidate.type == "aid" and (_is_any_aid(mine_of, theirs_of) or _is_handover(report, candidate, sides)):
        return True
    return bool(mine_of & theirs_of)


def _of_others(candidate: Candidate, mine: set[str], theirs: set[str]) -> bool:
    """Whether a meeting of three is told and one of two of them, or the other way round."""
    talks = candidate.type in ("meeting", "negotiation") and not (candidate.partial or candidate.definite)
    return talks and mine != theirs and len(mine | theirs) > 2


def _beside(report: Report, candidate: Candidate) -> bool:
    """Whether a noun of the sentence tells the same as the verb: "on the last leg of his tour, A will visit B"."""
    noun = report.candidates[-1]
    same = noun.roles == candidate.roles and noun.date == candidate.date
    return noun.nominal and not candidate.nominal and noun.unit == candidate.unit and same


def _lasts(date: str | None) -> bool:
    return date is not None and date.endswith("/..")


def _of_one_stem(one: Candidate, other: Candidate) -> bool:
    """Whether two acts are told by verb and noun of one stem: "expelled" and "the expulsion"."""
    return one.lemma[:_STEM] == other.lemma[:_STEM] and len(one.lemma) > _STEM


def _is_handover(report: Report, candidate: Candidate, sides: Sides) -> bool:
    """Whether a person hands over what the sentence before says that his country gives."""
    givers = [members.get(Role.INITIATOR.value, ()) for members in (report.roles, candidate.roles)]
    persons = [bool(members) and all(sides.kind(a) == "person" for a in members) for members in givers]
    near = abs(candidate.unit - report.candidates[-1].unit) == 1
    return near and all(givers) and persons[0] != persons[1]


def _is_any_aid(one: set[str], other: set[str]) -> bool:
    """Whether one of two objects of help is such that it can mean the other: "the assistance" and "rice"."""
    kinds = one & _KINDS_OF_AID, other & _KINDS_OF_AID
    if all(kinds) and kinds[0].isdisjoint(kinds[1]):
        return False
    return one <= _ANY_AID | _KINDS_OF_AID or other <= _ANY_AID | _KINDS_OF_AID


def concerns_states(report: Report, sides: Sides) -> bool:
    """Whether an event is one between states: people of no known country quarrel and meet at home."""
    known = {sides.of(actor) for actor in report.actors() if sides.is_known(actor)}
    if report.type == "conflict":
        return len(known) > 1
    return sides.bilateral or bool(known)


def _alike(report: Report, candidate: Candidate) -> bool:
    """Whether what a signing points back to may be what was signed: "the protocol" is no roadmap."""
    known = frozenset[str]().union(*(other.document_types for other in report.candidates))
    either = _ANY_DOCUMENT | known
    return not candidate.document_types or not known or not candidate.document_types.isdisjoint(either)


def _known_sides(actors: Iterable[str], sides: Sides) -> set[str]:
    """The sides of some actors, without people of whom no country is known, where others are in it."""
    named = list(actors)
    known = [actor for actor in named if not (sides.kind(actor) == "person" and sides.of(actor) == actor)]
    return sides.of_all(known if len(sides.of_all(known)) > 0 else named)


def _meet_again(candidate: Candidate, meetings: Iterable[Report]) -> None:
    """The next session of those who met ("the third session will be held in May") is theirs again."""
    if not candidate.partial or candidate.type != "meeting" or candidate.status is not Status.SCHEDULED:
        return
    held = [report for report in meetings if report.status is Status.OCCURRED]
    alike = [report for report in held if any(_share_noun(candidate, other) for other in report.candidates)]
    if held and candidate.nominal:
        candidate.roles = {role: list(members) for role, members in (alike or held)[-1].roles.items()}
        candidate.partial = False


def _share_noun(candidate: Candidate, other: Candidate) -> bool:
    """Whether two meetings are called by one noun: "the next round" and "the third round of consultations"."""
    return bool(set(candidate.lemma.split()) & set(other.lemma.split()) - {"of", "the"})


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
    """A visit and its return are two visits, an expulsion and the answer to it two expulsions."""
    a = sides.of_all(report.roles.get(Role.INITIATOR.value, []))
    b = sides.of_all(candidate.roles.get(Role.INITIATOR.value, []))
    return not a or not b or bool(a & b)


def _same_host(report: Report, candidate: Candidate, sides: Sides) -> bool:
    """A visit to a plant or a province is another one than the visit to the country, unless it tells the arrival."""
    hosts = [{sides.kind(a) for a in members.get(Role.TARGET.value, ())} for members in (report.roles, candidate.roles)]
    if not all(hosts) or any(candidate.lemma in ARRIVING for candidate in (candidate, report.candidates[0])):
        return True
    local = [bool(kinds) and not kinds & _NATIONAL for kinds in hosts]
    if local[0] != local[1]:
        return False
    return not local[0] or bool(set(report.roles[Role.TARGET.value]) & set(candidate.roles[Role.TARGET.value]))


def _object_words(candidate: Candidate, sentences: Sequence[Sentence]) -> set[str]:
    if candidate.object_span is None:
        return set(candidate.lemma.split()) if candidate.nominal else {candidate.lemma}
    sentence = sentences[candidate.unit]
    text = sentence.text[candidate.object_span[0] : candidate.object_span[1]].lower()
    return {word.rstrip("s") for word in text.split() if len(word) > 2}

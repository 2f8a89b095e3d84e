"""From the candidates of single sentences to the events of an article: those that report one event become one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from comity import edtf
from comity.coder.candidates import SOFT, Candidate
from comity.coder.grammar import Sentence
from comity.coder.sameness import Pair, same, tells_beside
from comity.coder.sides import Sides
from comity.edtf import Edtf
from comity.terms import DatePrecision, Role, Status

# How many events of a type a new report is held against: an article rarely tells more, a long file may.
_MEMORY = 100
# A report that tells both knows better who did it to whom than one that tells one of them.
_DIRECTED_ROLES = frozenset({Role.INITIATOR.value, Role.TARGET.value})
_ORDER = {Status.PROPOSED: 0, Status.SCHEDULED: 1, Status.ONGOING: 2, Status.OCCURRED: 3}
# Acts that are done once: of one under way newswire says both that it occurs and that it occurred.
_SINGLE = frozenset(
    "visit meeting signing entry_into_force award gift partnership diplomatic_relations conflict".split()
)
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
        return not (candidate.offered or candidate.lemma == "accept")  # who accepts an invitation is to come
    intended = candidate.status is Status.SCHEDULED and candidate.agreed and candidate.type in _COMMITTING
    return intended and candidate.date is None


def fold(
    candidates: Sequence[Candidate], sides: Sides, sentences: Sequence[Sentence], published: Edtf | None = None
) -> list[Report]:
    """Candidates that report one event become one Report, in text order; `published` is the article's date."""
    day = published.end if published else None
    reports: list[Report] = []
    recent: dict[str, deque[Report]] = defaultdict(lambda: deque(maxlen=_MEMORY))
    for candidate in candidates:
        if candidate.status is Status.ONGOING and candidate.type in _SINGLE:
            candidate.status = Status.OCCURRED
        pairs = (Pair(report, candidate, sides, sentences, day) for report in recent[candidate.type])
        match = next((pair.report for pair in pairs if same(pair)), None)
        if match is None:
            _meet_again(candidate, recent["meeting"], sides)
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
    if report.type == "visit" and tells_beside(report, candidate):
        report.status = candidate.status
    report.candidates.append(candidate)
    if candidate.reference and not candidate.partial and report.type == "signing":
        for role in ("signatory", "witness"):
            if role in candidate.roles:
                report.roles[role] = list(candidate.roles[role])
    only_named = candidate.type == "visit" and candidate.definite and candidate.assumed
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
        seated = report.type != "meeting" or any(sides.kind(actor) == "other" for actor in present)
        by_person = set() if seated else sides.of_all([a for a in new if sides.kind(a) == "person"])
        if by_person and role in report.roles:
            members_now = report.roles[role]
            members_now[:] = [a for a in members_now if sides.kind(a) != "country" or sides.of(a) not in by_person]


def _finer(new: str, old: str) -> bool:
    """Whether a date tells more than the one so far; a span of days is never narrowed to one of them."""
    a, b = edtf.parse(new), edtf.parse(old)
    if b.precision is DatePrecision.INTERVAL or a.precision is DatePrecision.INTERVAL:
        return a.precision is DatePrecision.INTERVAL and a.contains(b) and not b.contains(a)
    return b.contains(a) and not a.contains(b)


def concerns_states(report: Report, sides: Sides) -> bool:
    """Whether an event is one between states: people of no known country quarrel and meet at home."""
    known = {sides.of(actor) for actor in report.actors() if sides.is_known(actor)}
    if report.type == "conflict":
        return len(known) > 1
    return sides.bilateral or bool(known)


def _meet_again(candidate: Candidate, meetings: Iterable[Report], sides: Sides) -> None:
    """The next session of those who met ("the third session will be held in May") is their states' again."""
    if not candidate.partial or candidate.type != "meeting" or candidate.status is not Status.SCHEDULED:
        return
    held = [report for report in meetings if report.status is Status.OCCURRED]
    alike = [report for report in held if any(_share_noun(candidate, other) for other in report.candidates)]
    if held and candidate.nominal:
        own = any(sides.kind(actor) == "person" for actor in candidate.actors())
        candidate.roles = {
            role: list(dict.fromkeys(a if own else _state_for_person(a, sides) for a in members))
            for role, members in (alike or held)[-1].roles.items()
        }
        candidate.partial = False


def _state_for_person(actor: str, sides: Sides) -> str:
    return sides.country_ids.get(sides.of(actor), actor) if sides.kind(actor) == "person" else actor


def _share_noun(candidate: Candidate, other: Candidate) -> bool:
    """Whether two meetings are called by one noun: "the next round" and "the third round of consultations"."""
    return bool(set(candidate.lemma.split()) & set(other.lemma.split()) - {"of", "the"})

"""Whether two candidates report one event: a small rule for each type, behind what holds for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from comity import edtf
from comity.coder.candidates import SOFT, Candidate
from comity.coder.grammar import Sentence
from comity.coder.sides import Sides
from comity.terms import Role, Status

if TYPE_CHECKING:
    from comity.coder.reports import Report

ARRIVING = frozenset({"arrive", "land", "touch down", "travel", "fly", "leave", "depart", "head"})
_STEM = 3  # letters that "expel" and "expulsion" share
_ANY_DOCUMENT = frozenset({"agreement"})
_SAME_SESSION = 3  # sentences
_NATIONAL = frozenset({"country", "person", "government", "legislature", "international_organization"})
# What any help may be called when a text returns to it, and what narrows that down.
_ANY_AID = frozenset(
    (
        "aid relief assistance good item supplie support donation help consignment material donate supply package "
        "emergency humanitarian disaster shipment equipment batch"
    ).split()
)
_KINDS_OF_AID = frozenset("food medical financial military technical budget".split())
_EXERCISES = frozenset("exercise exercises drill drills manoeuvre manoeuvres maneuvers".split())
_AIR_LINKS = frozenset("flight flights air route airline".split())
# Where an article begins it tells what is new; what it dates long before is another occasion.
_LEAD = 3  # sentences
_NEWS = dt.timedelta(days=60)
# States last: undated in the lead and dated below they are one.
_LASTING = frozenset("diplomatic_relations partnership institution entry_into_force signing negotiation".split())


@dataclass(frozen=True)
class Pair:
    """A report of an event, and a candidate that may tell it again; `published` is the article's last day."""

    report: Report
    candidate: Candidate
    sides: Sides
    sentences: Sequence[Sentence]
    published: dt.date | None = None

    @cached_property
    def first(self) -> Candidate:
        """The candidate that told the event first."""
        return self.report.candidates[0]

    @cached_property
    def apart(self) -> bool:
        """Whether one tells what is to come and the other what was."""
        return {self.report.status, self.candidate.status} == {Status.SCHEDULED, Status.OCCURRED}

    @cached_property
    def mine(self) -> set[str]:
        """The candidate's sides."""
        return _known_sides(self.candidate.actors(), self.sides)

    @cached_property
    def theirs(self) -> set[str]:
        """The report's sides."""
        return _known_sides(self.report.actors(), self.sides)

    def near(self) -> bool:
        """Whether the candidate stands where the report was told last."""
        return self.candidate.unit - self.report.candidates[-1].unit <= _SAME_SESSION

    def subset(self) -> bool:
        """Whether the one names nobody of a side that the other doesn't."""
        mine, theirs = self.sides.of_all(self.candidate.actors()), self.sides.of_all(self.report.actors())
        return mine <= theirs or theirs <= mine

    def shares_documents(self) -> bool | None:
        """Whether both concern one document; None where one of them names none."""
        if not self.candidate.documents or not self.report.documents:
            return None
        return not set(self.candidate.documents).isdisjoint(self.report.documents)

    def same_people(self) -> bool:
        """Whether those may be the same who do it to the same."""
        if not (self.mine <= self.theirs or self.theirs <= self.mine) or not _same_direction(self):
            return False
        if not self.mine and not (self.candidate.definite or self.candidate.nominal):
            return False
        return _same_persons(self)

    def told_twice(self) -> bool:
        """Whether the sentence in which the report was told last tells the candidate of the same actors."""
        beside = self.report.candidates[-1].unit == self.candidate.unit
        return beside and set(self.candidate.actors()) == self.report.actors() and self.same_people()

    def shares_object(self) -> bool:
        """Whether a word of what is acted upon is the same."""
        return not _object_words(self.candidate, self.sentences).isdisjoint(_object_words(self.first, self.sentences))


def same(pair: Pair) -> bool:
    """Whether a candidate tells the event of a report."""
    report, candidate = pair.report, pair.candidate
    if report.type != candidate.type or pair.first.local is not candidate.local:
        return False
    if candidate.type in SOFT:
        return pair.first.unit == candidate.unit
    if candidate.date and report.date and not edtf.parse(candidate.date).compatible(edtf.parse(report.date)):
        return False
    if _is_of_another_time(pair):
        return False
    return _RULES.get(candidate.type, _same_act)(pair)


# The rules of the types


def _same_talks(pair: Pair) -> bool:
    """Talks that were held are not those to come, nor talks of two people those of their states told far away."""
    if pair.apart:
        return False
    if pair.candidate.within and pair.near():
        return pair.subset()
    if pair.candidate.type == "negotiation" and (shared := pair.shares_documents()) is not None:
        return shared
    one_ceremony = ("ceremony" in pair.candidate.lemma) is ("ceremony" in pair.first.lemma)
    return pair.same_people() and one_ceremony and _same_rank(pair) and not _of_others(pair)


def _same_visit(pair: Pair) -> bool:
    """A visit announced beside one that was, or one to a farm beside one to a country, is another one."""
    candidate = pair.candidate
    if pair.apart and candidate.status is Status.SCHEDULED and not candidate.nominal:
        return tells_beside(pair.report, candidate)
    if not pair.same_people():
        return False
    if candidate.local:
        return pair.shares_object()
    if not candidate.partial and pair.mine == pair.theirs:
        return _same_host(pair)
    return True


def _same_signing(pair: Pair) -> bool:
    """What is signed tells signings apart; "the signing" points back to what may be called so."""
    if pair.candidate.reference:
        return pair.near() and _alike(pair.report, pair.candidate) and pair.subset()
    if (shared := pair.shares_documents()) is not None:
        return shared or pair.report.candidates[-1].unit == pair.candidate.unit
    return _same_act(pair)


def _same_entry(pair: Pair) -> bool:
    """What enters into force tells entries into force apart."""
    shared = pair.shares_documents()
    return shared if shared is not None else _same_act(pair)


def _same_state(pair: Pair) -> bool:
    """Relations are established once."""
    return pair.same_people()


def _same_conflict(pair: Pair) -> bool:
    """Hostile acts of one side are one where they are of one kind: to recall an ambassador is not to accuse."""
    settled = _settled(pair)
    if settled is not None:
        return settled
    one, other = pair.candidate, pair.first
    if one.act and other.act:
        return one.act == other.act
    return (pair.mine == pair.theirs and _of_one_stem(one, other)) or pair.shares_object()


def _same_aid(pair: Pair) -> bool:
    """Help returns under other names; what was given over the years is no single delivery."""
    if _lasts(pair.candidate.date) != _lasts(pair.report.date):
        return False
    if _same_gift(pair):
        return True
    if not pair.same_people() or (pair.apart and not pair.candidate.definite):
        return False
    mine, theirs = _object_words(pair.candidate, pair.sentences), _object_words(pair.first, pair.sentences)
    return _is_any_aid(mine, theirs) or _is_handover(pair)


def _same_gift(pair: Pair) -> bool:
    """What one sentence tells twice of the same two is one award, gift or course."""
    return (not pair.apart and pair.told_twice()) or _same_act(pair)


def _same_training(pair: Pair) -> bool:
    """A joint exercise is also called a drill; what was done again and again over the years is none of them."""
    if pair.candidate.date and pair.report.date and _lasts(pair.candidate.date) != _lasts(pair.report.date):
        return False
    words = [_object_words(told, pair.sentences) for told in (pair.candidate, pair.first)]
    exercises = all(not word.isdisjoint(_EXERCISES) for word in words)
    return (exercises and pair.candidate.definite and pair.same_people()) or _same_gift(pair)


def _same_trade(pair: Pair) -> bool:
    """A new air link is told by its flight, its service and its route."""
    words = [_object_words(told, pair.sentences) for told in (pair.candidate, pair.first)]
    links = all(not word.isdisjoint(_AIR_LINKS) for word in words) and not pair.apart and pair.near()
    return (links and pair.same_people()) or _same_act(pair)


def _same_event(pair: Pair) -> bool:
    """A festival is named by noun and verb in one sentence, as is who is its guest of honour."""
    return (pair.candidate.nominal and pair.told_twice()) or _same_act(pair)


def _same_act(pair: Pair) -> bool:
    """Acts of the same to the same are one where they are on the same thing."""
    settled = _settled(pair)
    return pair.shares_object() if settled is None else settled


def _settled(pair: Pair) -> bool | None:
    """Whether they are one as far as who acts and how it is told can tell; None where the thing itself must."""
    if not pair.same_people():
        return False
    if pair.candidate.partial and pair.candidate.definite:
        return True
    return False if pair.apart and not pair.candidate.definite else None


_RULES: Mapping[str, Callable[[Pair], bool]] = {
    "aid": _same_aid,
    "award": _same_gift,
    "conflict": _same_conflict,
    "cultural_event": _same_event,
    "diplomatic_relations": _same_state,
    "entry_into_force": _same_entry,
    "gift": _same_gift,
    "meeting": _same_talks,
    "negotiation": _same_talks,
    "partnership": _same_state,
    "signing": _same_signing,
    "trade": _same_trade,
    "training": _same_training,
    "visit": _same_visit,
}


# When


def _is_of_another_time(pair: Pair) -> bool:
    """Whether the lead tells without a date what is new, and the other one, dated, what was long before."""
    one, other = pair.first, pair.candidate
    if pair.published is None or one.type in _LASTING or bool(pair.report.date) == bool(other.date):
        return False
    if pair.apart or Status.ONGOING in (pair.report.status, other.status):
        return False
    undated, date = (one, other.date) if other.date else (other, pair.report.date)
    last = edtf.parse(date or "").end
    old = last is not None and last < pair.published - _NEWS
    return old and undated.unit < _LEAD and not (undated.partial or undated.definite)


def _lasts(date: str | None) -> bool:
    return date is not None and date.endswith("/..")


# Who


def _known_sides(actors: Iterable[str], sides: Sides) -> set[str]:
    """The sides of some actors, without people of whom no country is known, where others are in it."""
    named = list(actors)
    known = [actor for actor in named if not (sides.kind(actor) == "person" and sides.of(actor) == actor)]
    return sides.of_all(known if len(sides.of_all(known)) > 0 else named)


def _same_direction(pair: Pair) -> bool:
    """A visit and its return are two visits, an expulsion and the answer to it two expulsions."""
    a = pair.sides.of_all(pair.report.roles.get(Role.INITIATOR.value, []))
    b = pair.sides.of_all(pair.candidate.roles.get(Role.INITIATOR.value, []))
    return not a or not b or bool(a & b)


def _same_persons(pair: Pair) -> bool:
    """Two reports that name different people of one side tell different events."""
    sides = pair.sides
    for role in (Role.INITIATOR, Role.PARTICIPANT, Role.SIGNATORY, Role.TARGET):
        a = {x for x in pair.report.roles.get(role.value, ()) if sides.kind(x) == "person"}
        b = {x for x in pair.candidate.roles.get(role.value, ()) if sides.kind(x) == "person"}
        for person in b - a:
            rivals = {x for x in a if sides.of(x) == sides.of(person)}
            if rivals and not rivals & b:
                return False
        # Who met one and then another whose countries are not told met twice.
        if len(a & b) == 1 and a - b and any(sides.of(person) == person for person in (a ^ b)) and b - a:
            return False
    return True


def _persons(members: Mapping[str, Sequence[str]], sides: Sides) -> set[str]:
    return {actor for listed in members.values() for actor in listed if sides.kind(actor) == "person"}


def _of_others(pair: Pair) -> bool:
    """Whether a meeting of three is told and one of two of them, or the other way round."""
    pointing = pair.candidate.partial or pair.candidate.definite
    return not pointing and pair.mine != pair.theirs and len(pair.mine | pair.theirs) > 2


def _same_rank(pair: Pair) -> bool:
    """Talks of two people and talks of two countries are one event only where they are told close together."""
    a, b = _persons(pair.report.roles, pair.sides), _persons(pair.candidate.roles, pair.sides)
    if bool(a) == bool(b):
        return True
    return min(abs(pair.candidate.unit - other.unit) for other in pair.report.candidates) <= 2


def _same_host(pair: Pair) -> bool:
    """A visit to a plant or a province is another one than the visit to the country, unless it tells the arrival."""
    report, candidate = pair.report, pair.candidate
    targets = [members.get(Role.TARGET.value, ()) for members in (report.roles, candidate.roles)]
    hosts = [{pair.sides.kind(a) for a in members} for members in targets]
    if not all(hosts) or any(told.lemma in ARRIVING for told in (candidate, pair.first)):
        return True
    local = [bool(kinds) and not kinds & _NATIONAL for kinds in hosts]
    if local[0] != local[1]:
        return False
    return not local[0] or not set(targets[0]).isdisjoint(targets[1])


# What


def tells_beside(report: Report, candidate: Candidate) -> bool:
    """Whether a noun of the sentence tells the same as the verb: "on the last leg of his tour, A will visit B"."""
    noun = report.candidates[-1]
    alike = noun.roles == candidate.roles and noun.date == candidate.date
    return noun.nominal and not candidate.nominal and noun.unit == candidate.unit and alike


def _alike(report: Report, candidate: Candidate) -> bool:
    """Whether what a signing points back to may be what was signed: "the protocol" is no roadmap."""
    known = frozenset[str]().union(*(other.document_types for other in report.candidates))
    either = _ANY_DOCUMENT | known
    return not candidate.document_types or not known or not candidate.document_types.isdisjoint(either)


def _of_one_stem(one: Candidate, other: Candidate) -> bool:
    """Whether two acts are told by verb and noun of one stem: "expelled" and "the expulsion"."""
    return one.lemma[:_STEM] == other.lemma[:_STEM] and len(one.lemma) > _STEM


def _is_handover(pair: Pair) -> bool:
    """Whether a person hands over what the sentence before says that his country gives."""
    givers = [members.get(Role.INITIATOR.value, ()) for members in (pair.report.roles, pair.candidate.roles)]
    persons = [bool(members) and all(pair.sides.kind(a) == "person" for a in members) for members in givers]
    near = abs(pair.candidate.unit - pair.report.candidates[-1].unit) <= 1
    return near and all(givers) and persons[0] != persons[1]


def _is_any_aid(one: set[str], other: set[str]) -> bool:
    """Whether one of two objects of help is such that it can mean the other: "the assistance" and "rice"."""
    kinds = one & _KINDS_OF_AID, other & _KINDS_OF_AID
    if all(kinds) and kinds[0].isdisjoint(kinds[1]):
        return False
    return one <= _ANY_AID | _KINDS_OF_AID or other <= _ANY_AID | _KINDS_OF_AID


def _object_words(candidate: Candidate, sentences: Sequence[Sentence]) -> set[str]:
    if candidate.object_span is None:
        return set(candidate.lemma.split()) if candidate.nominal else {candidate.lemma}
    sentence = sentences[candidate.unit]
    text = sentence.text[candidate.object_span[0] : candidate.object_span[1]].lower()
    return {word.rstrip("s") for word in text.split() if len(word) > 2}

"""Visits by what the whole article tells: who came whom it only points back to, who hosted, what was done on them."""

from __future__ import annotations

from collections.abc import Sequence

from comity.coder.candidates import Candidate
from comity.coder.completion import FOR_THE_HOST, complete, complete_by_other_side, open_role
from comity.coder.grammar import Sentence
from comity.coder.sides import Sides
from comity.terms import Role, Status

_CALLING = frozenset({"call on", "call upon"})
_RECEIVING = _CALLING | {"receive", "welcome", "host", "greet"}
# Offices whose holders need no visit to be received.
_RESIDENT = frozenset("ambassador commissioner chargé charge resident representative consul coordinator".split())


def complete_visits_told_of(candidates: Sequence[Candidate], sentences: Sequence[Sentence], sides: Sides) -> None:
    """A visit that the text only points back to: "his visit" is a traveller's, "the visit" that of a guest received."""
    told = {sides.of(a) for c in candidates if _is_full_visit(c) for a in c.roles.get(Role.INITIATOR.value, ())}
    for candidate in candidates:
        if candidate.lemma == "accept" and candidate.type == "visit" and candidate.partial:
            complete_by_other_side(candidate, sides)  # "Y accepted the invitation"
        if candidate.type != "visit" or not candidate.partial or not candidate.definite or candidate.local:
            continue
        travellers = candidate.roles.get(Role.INITIATOR.value, [])
        if travellers and sides.of_all(travellers).isdisjoint(told):
            complete(candidate, sentences[candidate.unit], sides, late=True)
        elif not candidate.roles and not told:
            _complete_by_reception(candidate, candidates, sides)
        if not candidate.partial:
            told |= sides.of_all(candidate.roles.get(Role.INITIATOR.value, []))


def _is_full_visit(candidate: Candidate) -> bool:
    return candidate.type == "visit" and not candidate.partial and not candidate.local


def _complete_by_reception(visit: Candidate, candidates: Sequence[Candidate], sides: Sides) -> None:
    """In an article that speaks of "the visit", who is received by an official of another state pays it to that."""
    for meeting in candidates:
        people = meeting.roles.get(Role.PARTICIPANT.value, [])
        if meeting.type != "meeting" or meeting.partial or meeting.lemma not in _RECEIVING or len(people) != 2:
            continue
        guest, host = people if meeting.lemma in _CALLING else (people[1], people[0])
        country = sides.country_ids.get(sides.of(host))
        if country is None or sides.of(guest) not in sides.country_ids or sides.of(guest) == sides.of(host):
            continue
        if meeting.status is Status.OCCURRED and not any(sides.cast.holds(actor, _RESIDENT) for actor in people):
            visit.roles = {Role.INITIATOR.value: [guest], Role.TARGET.value: [country]}
            visit.partial = False
            if visit.date is None:
                visit.date, visit.date_span = meeting.date, meeting.date_span
            return


def stand_for_host(candidate: Candidate, sides: Sides) -> None:
    """Whom somebody visits stands for the country: "was received by [the President] on a visit"."""
    targets = candidate.roles.get(Role.TARGET.value, [])
    if candidate.type != "visit" or not any(sides.kind(actor) == "person" for actor in targets):
        return
    travellers = sides.of_all(candidate.roles.get(Role.INITIATOR.value, []))
    places = [
        sides.country_ids.get(sides.of(actor), actor) if sides.kind(actor) == "person" else actor for actor in targets
    ]
    new = [actor for actor in dict.fromkeys(places) if sides.of(actor) not in travellers and sides.is_known(actor)]
    if new:
        candidate.roles[Role.TARGET.value] = new
    elif travellers:
        del candidate.roles[Role.TARGET.value]
        candidate.partial = True


def complete_by_visit(candidates: Sequence[Candidate], sides: Sides) -> None:
    """What a traveller gives, attends or announces while on a visit, without a second side named, is for the host."""
    by_traveller: dict[str, Candidate] = {}
    by_host: dict[str, Candidate] = {}
    for visit in candidates:
        if visit.type == "visit" and not visit.partial and visit.roles.get(Role.TARGET.value):
            by_host.setdefault(sides.of(visit.roles[Role.TARGET.value][0]), visit)
            for traveller in visit.roles.get(Role.INITIATOR.value, []):
                by_traveller.setdefault(traveller, visit)
    for candidate in candidates:
        if not candidate.partial or not (candidate.local or candidate.type in FOR_THE_HOST):
            continue
        actors = candidate.actors()
        own = sides.of_all(actors)
        visit_of = next((by_traveller[actor] for actor in actors if actor in by_traveller), None)
        hosted = by_host.get(next(iter(own))) if len(own) == 1 and candidate.type in ("award", "gift", "aid") else None
        other: list[str] = []
        if visit_of and sides.of(visit_of.roles[Role.TARGET.value][0]) not in own:
            other = visit_of.roles[Role.TARGET.value][:1]
        elif hosted and not own & sides.of_all(hosted.roles.get(Role.INITIATOR.value, [])):
            other = hosted.roles.get(Role.INITIATOR.value, [])[:1]
        if other:
            candidate.roles.setdefault(open_role(candidate), []).extend(other)
            candidate.partial = False

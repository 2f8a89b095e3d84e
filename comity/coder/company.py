"""What company tells of people: a country from fellow travellers or a visit hosted, an office from a counterpart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comity.coder.clustering import People, Person, tokens
from comity.coder.found import FoundLine

_INVITED = re.compile(r"\bat the (?:official )?invitation of\b")
_VISIT = re.compile(r"\b(?:visit|visits|visited|visiting|trip|arrive|arrived|arrives|travel|travels|travelled)\b")
_TRAVEL = re.compile(r"(?<!\w)(?:arriv|visit|trip|travel|tour|delegation|depart|le(?:ft|aves?)|flew)")
_DELEGATION = re.compile(
    r"(?P<noun>\b(?:delegation|team|side))\b[^.;]{0,60}?\b(?:(?:led|headed) by|includ|compris|consist|made up of)"
)
_WHOSE = frozenset(["of", "of the", "from", "from the"])


def countries(lines: Sequence[FoundLine], known: People) -> None:
    """Give people the country of the traveller whom they accompany, or of the delegation to which they belong.

    Only where nothing else tells theirs.
    """
    for item in lines:
        _members(item, known)
        _hosts(item, known)
        start, end = item.line.unit.start, item.line.unit.end
        at = item.line.folded.find("accompanied by ", start, end)
        if at < 0 or item.line.loud or not _TRAVEL.search(item.line.folded, start, end):
            continue
        refs = [ref for ref in item.people.people if ref.person >= 0]
        before = [known.all[ref.person] for ref in refs if item.line.starts[ref.first] < at]
        for run in item.people.runs:
            named = known.named(tokens(item.line.word(run.first, run.last)))
            before += named if len(named) == 1 and item.line.starts[run.first] < at else []
        countries = {person.country for person in before}
        if len(countries) != 1 or (country := countries.pop()) is None:
            continue
        for ref in refs:
            person = known.all[ref.person]
            if item.line.starts[ref.first] > at and person.country is None and person.known is None:
                person.country = country


def _hosts(item: FoundLine, known: People) -> None:
    """ "A visit to Kenya at the invitation of Y": who invites is of the country visited."""
    line = item.line
    start, end = line.unit.start, line.unit.end
    said = not line.loud and line.folded.find("invitation of", start, end) >= 0
    invited = None if not said else _INVITED.search(line.folded, start, end)
    visit = _VISIT.search(line.folded, start, invited.start()) if invited is not None else None
    if invited is None or visit is None:
        return
    between = {
        place.countries
        for place in item.places
        if visit.end() <= line.starts[place.first] < invited.start() and len(place.countries) == 1
    }
    host = next((ref for ref in item.people.people if line.starts[ref.first] >= invited.end()), None)
    if len(between) != 1 or host is None or host.person < 0 or line.starts[host.first] > invited.end() + 8:
        return
    person = known.all[host.person]
    if person.country is None and person.known is None:
        ((person.country,),) = between


def _members(item: FoundLine, known: People) -> None:
    """ "The delegation of Kenya was led by X and included Y": the people named after a delegation's country."""
    line = item.line
    stated = "s" in item.unmarked and item.people.people and not line.loud
    match = _DELEGATION.search(line.folded, line.unit.start, line.unit.end) if stated else None
    if match is None:
        return
    noun = match.end("noun")
    countries = {
        place.countries[0]
        for place in item.places
        if len(place.countries) == 1
        and (
            line.starts[place.first] < noun <= line.starts[place.last]
            or line.folded[noun : line.starts[place.first]].strip() in _WHOSE
        )
    }
    if len(countries) != 1:
        return
    (country,) = countries
    for ref in item.people.people:
        person = known.all[ref.person] if ref.person >= 0 else None
        if person is None or person.country is not None or person.known is not None:
            continue
        if line.starts[ref.first] >= match.end():
            person.country = country


def offices(lines: Sequence[FoundLine], known: People) -> None:
    """Give counterparts ("her Peruvian counterpart X") the office of the person named before them."""
    before: list[Person] = []
    for item in lines:
        if item.line.loud:
            continue
        here: list[Person] = []
        for ref in item.people.people:
            if ref.person < 0:
                continue
            person = known.all[ref.person]
            other = next(reversed(here or before), None) if ref.counterpart else None
            held = [t for t in (other.titles if other else ()) if t[0].title.use.value in ("office", "noble")]
            own_office = any(t[0].title.use.value in ("office", "noble") for t in person.titles)
            if held and other is not person and not own_office and held[0][0].body is None:
                own = replace(held[0][0], body=None, country=None, place=None)
                person.add(own, ref, item.line)
                known.entitle(person)
            here.append(person)
        before = here or before

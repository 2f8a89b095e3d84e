"""How often an article names each country and each organisation of states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from comity.coder import bodyrefs
from comity.coder.clustering import People
from comity.coder.document import MentionKind, Part
from comity.coder.found import FoundLine


def of_countries(lines: Sequence[FoundLine], known: People) -> dict[str, float]:
    """How often each country is named: in the headline threefold, in the lead twofold."""
    counts: defaultdict[str, float] = defaultdict(float)
    lead = next((r.line.unit.paragraph for r in lines if r.line.unit.part is Part.BODY), -1)
    for item in lines:
        unit = item.line.unit
        weight = 3.0 if unit.part is Part.HEADLINE else 2.0 if unit.paragraph == lead else 1.0
        for place in item.places:
            for country in place.countries if place.kind is not MentionKind.PLACE else ():
                counts[country] += weight
        for person in item.people.people:
            country_of = known.all[person.person].country if person.person >= 0 else None
            if country_of is not None:
                counts[country_of] += weight
        for office in item.people.offices:
            for country in office.countries:
                counts[country] += weight
        for body in item.bodies:
            for one in body.bodies:
                country_of = bodyrefs.country_of(one, item.line.gazetteer)
                if country_of is not None:
                    counts[country_of] += weight
    return counts


def of_organisations(lines: Sequence[FoundLine]) -> dict[str, float]:
    """How often each organisation of states is named, the headline and the lead weighing more."""
    counts: defaultdict[str, float] = defaultdict(float)
    lead = next((r.line.unit.paragraph for r in lines if r.line.unit.part is Part.BODY), -1)
    for item in lines:
        unit = item.line.unit
        weight = 3.0 if unit.part is Part.HEADLINE else 2.0 if unit.paragraph == lead else 1.0
        actors = item.line.gazetteer.codebook.actors
        for body in item.bodies:
            for one in body.bodies:
                if one.actor is not None and actors[one.actor].type == "international_organization":
                    counts[one.actor] += weight
    return counts

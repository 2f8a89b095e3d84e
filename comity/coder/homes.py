"""Of which country people are whose words do not say it.

Newswire marks the officials of other states ("Peruvian Foreign Minister X") and leaves its own unmarked ("Foreign
Minister Y"). Where an article is about two countries and only one of them is ever marked, the unmarked officials are
the other's; so is a minister whose colleague of the same office is marked. Where that leaves two readings, the
country stays unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from comity.coder.bodyrefs import Body
from comity.coder.clustering import People, Person
from comity.coder.document import Document
from comity.coder.gazetteer import Gazetteer, fold
from comity.coder.offices import TitleRef
from comity.coder.people import PersonRef
from comity.coder.titles import STATE_BODIES, Use

Dyad = tuple[str, str]
_SYNONYMS = {"external": "foreign", "defense": "defence"}
_EMPTY = frozenset(["affairs", "relations", "of", "and", "for", "the"])
_UNION = "european-union"
_IN_PASSING = 1.0
_HEADS = frozenset(["head of state", "head of government"])


def find(
    document: Document,
    dyad: Dyad,
    people: Iterable[PersonRef],
    gazetteer: Gazetteer,
    counts: Mapping[str, float],
) -> str | None:
    """The one of an article's two countries whose officials it leaves unmarked; None where that is not clear.

    `counts` tells how often each country is named: once in passing makes no party.
    """
    marked = Counter(ref.country for ref in people if ref.country in dyad and ref.known is None)
    told = _told(document, dyad, gazetteer)
    unmarked = [country for country in dyad if not marked[country] and counts.get(country, 0) > _IN_PASSING]
    if len(unmarked) == 1:
        return unmarked[0] if told in (None, unmarked[0]) else None
    return told if told in unmarked else None


def _told(document: Document, dyad: Dyad, gazetteer: Gazetteer) -> str | None:
    """The country of the publisher, by its name. A dateline tells where the report was written, not for whom."""
    countries = _named(document.publisher or "", gazetteer)
    inside = [country for country in dyad if country in countries]
    return inside[0] if len(inside) == 1 else None


def _named(source: str, gazetteer: Gazetteer) -> set[str]:
    folded = fold(source)
    parts, _, _ = gazetteer.cut(folded, 0, len(folded))
    entries = [gazetteer.entries.get(part) for part in parts] + [hit.entry for hit in gazetteer.find(folded)]
    codes = gazetteer.codebook.country_of_code
    found: set[str] = set()
    for entry in entries:
        if entry is None or entry.doubtful:
            continue
        if entry.tag in "CJK" and len(entry.actors) == 1:
            found.add(entry.actors[0])
        elif entry.tag == "B" and len(entry.actors) == 1:
            code = gazetteer.codebook.actors[entry.actors[0]].country_code
            found.update([codes[code].actor_id] if code in codes else ())
        elif entry.tag == "L":
            found.update(codes[row.country_code].actor_id for row in entry.places if row.country_code in codes)
    return found


def settle(people: People, dyad: Dyad, home: str | None) -> None:
    """Give the people without a country theirs, where it is certain."""
    open_ = [person for person in people.all if person.country is None and person.known is None and _of_state(person)]
    for person, country in [(person, _country(person, open_, people.all, dyad, home)) for person in open_]:
        person.country = country
    people.count_stateless()


def settle_one(people: People, country: str, organisation: str) -> None:
    """Give officials without a country the only one that an article about it and an organisation deals with.

    Heads of state only beside the European Union: elsewhere they may speak for the organisation that they chair.
    """
    for person in people.all:
        leads = organisation != _UNION and any(_leads(title) for title, _, _ in person.titles)
        if person.country is None and person.known is None and not leads and _of_state(person):
            rivals = (other for other in people.all[:200] if other is not person and other.country == country)
            if not any(_same_post(person, other) for other in rivals):
                person.country = country
    people.count_stateless()


def _of_state(person: Person) -> bool:
    """Whether the person holds an office of a state, and none of another body."""
    titles = [(title, ref) for title, ref, _ in person.titles if title.title.use in (Use.OFFICE, Use.NOBLE)]
    if not titles or any(_owned(title.body) or _owned(ref.organisation) for title, ref in titles):
        return False
    return any(title.title.body_type in STATE_BODIES or title.title.use is Use.NOBLE for title, _ in titles)


def _owned(body: Body | None) -> bool:
    """Whether a body is more than an organ of some state ("the Cabinet of Ministers")."""
    return body is not None and not (body.generic and not body.countries)


def _country(
    person: Person, open_: Sequence[Person], people: Sequence[Person], dyad: Dyad, home: str | None
) -> str | None:
    hosts = {title.host for title, _, _ in person.titles if title.host in dyad}
    if len(hosts) == 1:
        return _other(dyad, hosts.pop())
    if any(title.title.body_type == "embassy" for title, _, _ in person.titles):
        return None
    if any(other is not person and _same_post(person, other) for other in open_[:50]):
        return None
    marked = [other for other in people[:200] if other.country is not None]
    rivals = {other.country for other in marked if _same_post(person, other)} or {
        other.country for other in marked if _same_office(person, other)
    }
    if len(rivals) == 1 and (rival := rivals.pop()) in dyad:
        return _other(dyad, rival)
    return home if home is not None and not rivals else None


def _other(dyad: Dyad, country: str | None) -> str:
    return dyad[1] if country == dyad[0] else dyad[0]


def _same_office(one: Person, other: Person) -> bool:
    """Whether two people hold the same office, or are both at the head of a state: one of each to a country."""
    return any(
        (a.title.title == b.title.title and a.fields == b.fields and a.rank == b.rank) or (_leads(a) and _leads(b))
        for a, _, _ in one.titles
        for b, _, _ in other.titles
    )


def _same_post(one: Person, other: Person) -> bool:
    """Whether one country cannot have both: two prime ministers, a king and a president."""
    return any(
        (_post(a) == _post(b) and a.rank == b.rank)
        or (not (a.rank or b.rank or a.former or b.former) and not a.title.later.isdisjoint(b.title.later & _HEADS))
        for a, _, _ in one.titles
        for b, _, _ in other.titles
    )


def _post(title: TitleRef) -> tuple[str, frozenset[str]]:
    """An office however it is put: "Foreign Minister", "Minister of Foreign Affairs", "External Affairs Minister"."""
    words = title.title.title.split()
    fields = {_SYNONYMS.get(word, word) for word in (*title.fields, *words[:-1])} - _EMPTY
    return words[-1], frozenset(fields)


def _leads(title: TitleRef) -> bool:
    return "leader" in title.title.later and not title.rank and not title.former

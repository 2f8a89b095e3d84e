"""The actors of an article: people, bodies, places and countries gathered under ids.

Actors of the codebook have its id; others an id made from their name, with the country for names that many countries
share ("ministry-of-culture-of-belarus").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from comity import coding
from comity.articles import slug
from comity.codebook import PlaceRow
from comity.coder.bodyrefs import Body
from comity.coder.clustering import People, Person
from comity.coder.document import CastActor, Definition
from comity.coder.gazetteer import Gazetteer, fold
from comity.coder.offices import TitleRef
from comity.coder.patterns import Line
from comity.coder.people import PersonRef
from comity.coder.titles import STATE_BODIES, Use

_LONG_TEXT = 200_000
_PART_OF_STATE = frozenset(["government", "legislature", "embassy", "military", "subnational"])
_PART_OF_NAME = ("sheikh", "sheikha")
# "The Peruvian government", "the Royal Government of Cambodia" is the country that acts.
_OF_WHOLE_STATE = re.compile(
    r"(?:(?:Royal|Federal|Central|National|Interim|Transitional|Provisional|Caretaker) )*Government\Z"
    r"|Government of \b",
    re.IGNORECASE,
)
# Countries whose names take an article beside those that have it in their official name ("Republic of the Gambia").
_WITH_ARTICLE = re.compile(r"(?:United|Central African|Dominican|Czech|Democratic|Republic) |.* (?:Islands|Republic)\Z")


@dataclass
class Cast:
    """The actors of an article while they are gathered; `finish` gives the final ones."""

    gazetteer: Gazetteer
    people: People
    text: str
    _ids: dict[str, CastActor] = field(default_factory=dict)
    _named: set[str] = field(default_factory=set)
    _aliases: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _acronyms: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _subdivisions: dict[str, str] = field(default_factory=dict)
    _keys: dict[tuple[str, str | None, str | None], str] = field(default_factory=dict)
    _generic: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    _person_ids: dict[int, str] = field(default_factory=dict)
    home: str | None = None  # the country whose own offices and ministries the article names without saying whose
    dyad: tuple[str, str] | None = None

    def country(self, actor_id: str, span: tuple[int, int], named: bool = False) -> str:
        """Enter a country; a span that names it is the better quote than one that only refers to it."""
        if named and actor_id not in self._named:
            self._named.add(actor_id)
            self._ids.pop(actor_id, None)
        elif not named and actor_id in self._named:
            return actor_id
        return self._known(actor_id, span)

    def country_of(self, actor_id: str) -> str | None:
        """The country of an actor entered before."""
        code = self._ids[actor_id].country_code
        return self._country_id(code) if code else None

    def _known(self, actor_id: str, span: tuple[int, int]) -> str:
        seen = self._ids.get(actor_id)
        if seen is None or span < seen.quote:
            actor = self.gazetteer.codebook.actors[actor_id]
            self._ids[actor_id] = CastActor(
                actor.id, actor.name, actor.type, actor.country_code, actor.part_of, span
            )  # fmt: skip
        return actor_id

    def _free(self, wanted: str, kind: str) -> str:
        """An id that no actor of another kind bears."""
        known = self.gazetteer.codebook.actors.get(wanted)
        mine = self._ids.get(wanted)
        if (known is None or known.type == kind) and (mine is None or mine.type == kind):
            return wanted
        return f"{wanted}-{kind.replace('_', '-')}"

    def person(self, person: Person) -> str:
        """Enter a person; the id is made of the name."""
        known = self._person_ids.get(person.index)
        if known is not None:
            return known
        noble = next((title for title in _PART_OF_NAME if title in person.honours), None)
        if person.known is None and noble is not None and " " not in person.name:
            person.name = f"{noble.title()} {person.name}"  # "Sheikh Tamim": the first name alone names nobody
        if person.known is not None:
            actor_id = self._known(person.known, person.span)
        else:
            actor_id = self._free(_slug(person.name), "person")
            in_codebook = self.gazetteer.codebook.actors.get(actor_id)
            if in_codebook is not None:
                person.known = actor_id
                self._known(actor_id, person.span)
            elif actor_id not in self._ids:
                self._ids[actor_id] = CastActor(actor_id, person.name, "person", None, None, person.span)
        self._person_ids[person.index] = actor_id
        return actor_id

    def place(self, row: PlaceRow, span: tuple[int, int]) -> str:
        """Enter a city or subdivision."""
        known = self.gazetteer.cities.get(fold(row.place))
        if known is not None and self.gazetteer.codebook.actors[known].country_code == row.country_code:
            return self._known(known, span)
        actor_id = _slug(row.place)
        taken = self._ids.get(actor_id)
        if actor_id in self.gazetteer.codebook.actors or (
            taken is not None and (taken.type != "subnational" or taken.country_code != row.country_code)
        ):
            actor_id = f"{actor_id}-{row.country_code.lower()}"
        return self._define(actor_id, row.place, "subnational", self._country_id(row.country_code), None, span, row)

    def _country_id(self, code: str) -> str | None:
        country = self.gazetteer.codebook.country_of_code.get(code)
        return country.actor_id if country else None

    def _define(
        self,
        actor_id: str,
        name: str,
        kind: str,
        country: str | None,
        parent: str | None,
        span: tuple[int, int],
        row: PlaceRow | None = None,
    ) -> str:
        seen = self._ids.get(actor_id)
        if seen is None:
            code = self.gazetteer.country_code(country)
            part_of = parent or (country if kind in _PART_OF_STATE else None)
            self._ids[actor_id] = CastActor(actor_id, name, kind, code, part_of, span)
        elif span < seen.quote:
            self._ids[actor_id] = replace(seen, quote=span)
        if row is not None and row.iso_3166_2:
            self._subdivisions[actor_id] = row.iso_3166_2
        return actor_id

    def body(self, body: Body, span: tuple[int, int], owner: str | None = None) -> str | None:
        """Enter a body; `owner` is the country of "its embassy". None where it stays unknown whose it is."""
        codebook = self.gazetteer.codebook
        if body.actor is not None:
            known = codebook.actors[body.actor]
            whole = known.part_of
            if whole is not None and whole in codebook.countries and _OF_WHOLE_STATE.match(known.name):
                return self.country(whole, span)
            return self._known(body.actor, span)
        country = owner or (body.countries[0] if body.countries else None)
        if country is not None and body.generic and _OF_WHOLE_STATE.fullmatch(body.name):
            return self.country(country, span)
        name, key = self._names(body, country)
        if not name:
            return None
        if body.generic and country is None:
            same = self._generic.get(body.name.lower(), {})
            if len(same) == 1:
                return next(iter(same))
            country = self.home
            if country is None and " " not in body.name:
                return None
            if country is not None and _OF_WHOLE_STATE.fullmatch(body.name):
                return self.country(country, span)
            name, key = self._names(body, country)
        if body.type == "embassy" and body.host is None and country is not None:
            same = self._generic.get(f"{body.name} {country}".lower(), {})
            if len(same) == 1:
                return next(iter(same))
            if self.dyad is not None and country in self.dyad and body.name == "Embassy":
                body = replace(body, host=self.dyad[0] if country == self.dyad[1] else self.dyad[1])
                name, key = self._names(body, country)
        entry = self.gazetteer.entries.get(fold(name))
        if entry is not None and entry.tag == "B" and len(entry.actors) == 1:
            actor_id = self._known(entry.actors[0], span)
        elif body.place is not None and body.type == "subnational":
            actor_id = self.place(body.place, span)
        else:
            actor_id = self._free(_slug(key), body.type)
            if actor_id in codebook.actors:
                self._known(actor_id, span)
            else:
                parent = self.body(body.parent, span) if body.parent else None
                self._define(actor_id, name, body.type, country, parent, span)
        if body.generic:
            self._generic[body.name.lower()][actor_id] = None
            if body.type == "embassy" and body.host:
                self._generic[f"{body.name} {country}".lower()][actor_id] = None
        return actor_id

    def _names(self, body: Body, country: str | None) -> tuple[str, str]:
        """The full name of a body and the name from which its id is made."""
        countries = self.gazetteer.codebook.actors
        if not body.generic:
            return body.name, body.key or body.name
        name = body.name
        row = self.gazetteer.codebook.countries.get(country) if country is not None else None
        if body.type == "military" and row is not None and row.adjectives:
            name = f"{row.adjectives[0]} {name}"  # "Indian Navy", as armed forces are called
        elif country is not None:
            name = f"{name} of {self._in_phrase(country)}"
        if body.host is not None:
            name += f" in {self._in_phrase(body.host) if body.host in countries else body.host}"
        return name, name

    def _in_phrase(self, actor_id: str) -> str:
        """The name of a country as it stands in a phrase: "the Philippines", "Peru"."""
        codebook = self.gazetteer.codebook
        name, row = codebook.actors[actor_id].name, codebook.countries.get(actor_id)
        official = (row.official_name or "") if row is not None and actor_id != "sudan" else ""
        article = row is not None and (f" of the {name}" in official or _WITH_ARTICLE.match(name) is not None)
        return f"the {name}" if article else name

    def alias(self, actor_id: str, name: str) -> None:
        """Another name that the article gives an actor."""
        known = self._ids.get(actor_id)
        if known is not None and known.name != name and name:
            self._aliases[actor_id][name] = None

    def acronym(self, actor_id: str, name: str) -> None:
        """An acronym that the article gives an actor in brackets."""
        self._acronyms[actor_id][name] = None

    def finish(self) -> dict[str, CastActor]:
        """The final actors, by id in the order of their first spans, with definitions and offices."""
        offices: dict[str, list[coding.Office]] = {}
        for person in self.people.all:
            if (actor_id := self._person_ids.get(person.index)) is not None:
                offices.setdefault(actor_id, []).extend(self._offices(person, offices.get(actor_id, ())))
        people = {self._person_ids[p.index]: p for p in reversed(self.people.all) if p.index in self._person_ids}
        done: dict[str, CastActor] = {}
        for actor in sorted(self._ids.values(), key=lambda a: (a.quote, a.id)):
            done[actor.id] = self._finished(actor, people.get(actor.id), tuple(offices.get(actor.id, ())))
        return done

    def _finished(self, actor: CastActor, person: Person | None, offices: tuple[coding.Office, ...]) -> CastActor:
        if actor.id in self.gazetteer.codebook.actors:
            return replace(actor, offices=offices) if offices else actor
        country_code = actor.country_code
        aliases = self._aliases.get(actor.id, {})
        if person is not None:
            bodies = (self._ids[office.body].country_code for office in offices if office.body in self._ids)
            country_code = self.gazetteer.country_code(person.country) or next((c for c in bodies if c), None)
            aliases = dict.fromkeys(v for v in person.variants if v != actor.name)
        definition = Definition(
            self._subdivisions.get(actor.id),
            tuple(dict.fromkeys(_line(a) for a in aliases)),
            tuple(self._acronyms.get(actor.id, ())),
        )
        return replace(actor, country_code=country_code, definition=definition, offices=offices)

    def _offices(self, person: Person, known: Sequence[coding.Office]) -> Iterator[coding.Office]:
        seen = {(office.title.lower(), office.body) for office in known}
        titles = sorted(person.titles, key=lambda item: item[2].starts[item[1].first])
        held: list[tuple[str, str | None, tuple[int, int]]] = []
        for title, ref, line in titles:
            if title.title.use in (Use.REFERENCE, Use.RANK) or _repeats(title, titles):
                continue
            span = (line.starts[ref.first], line.starts[ref.last])
            body = self.office_body(title, ref, person, span)
            held.append((title.bare if body is not None else title.text, body, span))
        told = {text.lower() for text, body, _ in held if body is not None}
        for text, body, span in held:
            key = (text.lower(), body)
            if key not in seen and (body is not None or text.lower() not in told):
                seen.add(key)
                yield coding.Office(title=_line(text), body=body, quote=self.quote(span))

    def office_body(self, title: TitleRef, ref: PersonRef, person: Person, span: tuple[int, int]) -> str | None:
        """The actor in which an office is held: the body or place named with it, else the country of the state."""
        country = person.country
        if title.body is not None:
            return self._office_body(title.body, title.body_span or span, country)
        if ref.organisation is not None and title is ref.titles[0]:
            return self._office_body(ref.organisation, ref.organisation_span or span, country)
        if title.place is not None:
            entry = self.gazetteer.entries.get(fold(title.place))
            rows = [
                p
                for p in (entry.places if entry is not None else ())
                if self._country_id(p.country_code) == title.country
            ]
            return self.place(rows[0], span) if rows else None
        state = title.title.body_type in STATE_BODIES or title.title.use is Use.NOBLE
        return self.country(country, span) if state and country is not None else None

    def _office_body(self, body: Body, span: tuple[int, int], country: str | None) -> str | None:
        own = (body.generic or body.type == "subnational") and not body.countries
        if body.generic and own and country is None and body.head not in ("ministry", "department"):
            return None
        return self.body(body, span, country if own else None)

    def quote(self, span: tuple[int, int]) -> tuple[coding.Quote, ...]:
        """A snippet as a coding names it: with its offset only where it stands in the text more than once."""
        exact = self.text[span[0] : span[1]]
        # In a very long text the search for a second place would cost more than the offset does.
        once = len(self.text) < _LONG_TEXT and self.text.find(exact, self.text.find(exact) + 1) < 0
        return (coding.Quote(exact=exact, start=None if once else span[0]),)


def _repeats(title: TitleRef, titles: Sequence[tuple[TitleRef, PersonRef, Line]]) -> bool:
    """Whether a bare "Minister" or "Ambassador" only repeats a fuller title of the same person."""
    if not (title.title.takes_field or title.title.body_type == "embassy"):
        return False
    word = title.text.lower()
    fuller = [other.text.lower() for other, _, _ in titles if len(other.text) > len(word)]
    return any(
        text.startswith((f"{word} of ", f"{word} for ", f"{word} to ")) or word in text.split() for text in fuller
    )


def _slug(name: str) -> str:
    """An id; letters without a decomposition (ł, ø) are folded first, so that none is lost: peoples-committee."""
    return slug(fold(name).replace("'", ""))


def _line(text: str) -> str:
    return " ".join(text.split())[:300]

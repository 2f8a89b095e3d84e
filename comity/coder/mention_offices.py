"""Mentions of people by their office alone: "the minister", "the two presidents", "Kenyan leaders"."""

from __future__ import annotations

from dataclasses import replace

from comity.codebook import PlaceRow
from comity.coder import gazetteer, people
from comity.coder.clustering import Person
from comity.coder.document import MentionKind, Part
from comity.coder.mention_maker import Made, MentionMaker
from comity.coder.people import OfficeRef, PersonRef
from comity.coder.titles import Use

_GENERAL = frozenset(["head of state", "head of government"])
_OF_STATES = frozenset(["government", "legislature", "military", "embassy", "country"])


class OfficeMentions(MentionMaker):
    """The mentions of offices in one line."""

    def office(self, ref: OfficeRef) -> Made | None:
        """The mention of who holds an office; else of its place, country or body, if the words give one."""
        span = self.span(ref.first, ref.last)
        plural = ref.titles[-1].plural
        if plural:
            return self._offices(ref, span)
        if ref.the_countrys and (country := self.memory.the_country()) is not None:
            ref.countries, ref.definite = (country,), True
        if ref.pronoun:
            held = self.memory.other() if ref.titles[0].title.title in ("host", "guest") else []
            if len(held) != 1:
                return None
        elif len(ref.countries) == 1 and ref.titles[0].title.title in people.COUNTERPARTS:
            held = self.memory.counterpart(ref.countries[0])
        else:
            held = self.memory.office(ref, self.line.unit.part is Part.HEADLINE)
        if len(held) == 1:
            person = held[0]
            if person.country is None and len(ref.countries) == 1:
                person.country = ref.countries[0]
            self._also(person, ref)
            actor = self.cast.person(person)
            return self.make(ref.first, ref.last, MentionKind.OFFICE, (actor,), (person,))
        row = self._seat(ref)
        if row is not None:
            return self.make(ref.first, ref.last, MentionKind.OFFICE, (self.cast.place(row, span),))
        own = ref.organisation is not None and ref.organisation.type not in _OF_STATES
        if len(ref.countries) == 1 and not own:
            actors = (self.cast.country(ref.countries[0], span),)
            return self.make(ref.first, ref.last, MentionKind.OFFICE, actors, (), ref.countries)
        if ref.organisation is not None and ref.definite and (body := self.cast.body(ref.organisation, span)):
            return self.make(ref.first, ref.last, MentionKind.OFFICE, (body,), (), ref.organisation.countries)
        return None

    def _also(self, person: Person, ref: OfficeRef) -> None:
        """ "The head of state" is an office of its own; other words only repeat one that the person holds.

        Of who has been called nothing but head of state, "the President" tells the office.
        """
        title = ref.titles[0]
        general = {held.title.title for held, _, _ in person.titles} <= _GENERAL
        concrete = general and title.title.use in (Use.OFFICE, Use.NOBLE) and not title.former
        if title.title.title in _GENERAL or concrete:
            source = PersonRef(ref.first, ref.last, ref.first, ref.last, (title,), person.country, ref.organisation)
            person.add(title, source, self.line)

    def _seat(self, ref: OfficeRef) -> PlaceRow | None:
        """The city or region of "the Governor of Bavaria"."""
        place = ref.titles[0].place if not ref.titles[0].plural else None
        entry = self.known.gazetteer.entries.get(gazetteer.fold(place)) if place else None
        return entry.places[0] if entry is not None and len(entry.places) == 1 else None

    def _offices(self, ref: OfficeRef, span: tuple[int, int]) -> Made | None:
        """ "the two ministers", "the presidents of A and B", "Kenyan leaders"."""
        if len(ref.countries) > 1:
            single = [replace(ref, countries=(c,), two=False) for c in ref.countries]
            held = [self.memory.office(one) for one in single]
            persons = tuple(p[0] for p in held if len(p) == 1)
            actors = tuple(
                self.cast.person(p[0]) if len(p) == 1 else self.cast.country(c, span)
                for p, c in zip(held, ref.countries, strict=True)
            )
            return self.make(ref.first, ref.last, MentionKind.GROUP, actors, persons, ref.countries)
        if ref.titles[0].place is not None:
            return None
        if len(ref.countries) == 1:
            actors = (self.cast.country(ref.countries[0], span),)
            return self.make(ref.first, ref.last, MentionKind.COUNTRY, actors, (), ref.countries)
        if ref.pronoun or ref.organisation is not None or not (ref.definite or ref.two):
            return None
        vague = ref.titles[0].title.title in ("official", "dignitary", "politician", "diplomat")
        held_by = self.memory.two(ref) or (self.memory.two_people() if vague else [])
        if vague and not held_by:
            return None
        if held_by:
            actors = tuple(self.cast.person(p) for p in held_by)
            return self.make(ref.first, ref.last, MentionKind.GROUP, actors, tuple(held_by))
        pair = self.memory.pair() if ref.two else None
        return self.pair(ref.first, ref.last, pair) if pair else None

"""The mentions of a line, made in text order while memory follows.

People, offices and groups have makers of their own (`mention_people`, `mention_offices`, `mention_groups`); bodies,
places and pronouns are made here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from comity.coder import coreference, places
from comity.coder.bodyrefs import BodyRef
from comity.coder.casting import Cast as Gathered
from comity.coder.clustering import People
from comity.coder.coreference import Memory
from comity.coder.document import Mention, MentionKind
from comity.coder.found import FoundLine
from comity.coder.mention_groups import GroupMentions, GroupRef
from comity.coder.mention_maker import Made, MentionMaker
from comity.coder.mention_offices import OfficeMentions
from comity.coder.mention_people import PeopleMentions
from comity.coder.people import OfficeRef, PersonRef, Run
from comity.coder.places import PlaceRef

_PLACES = re.compile("[CJKL]")
_PRONOUN = re.compile("[hmO]")
_SEAT = ("belgium", "european-union")  # in an article about the Union, Brussels is its seat
_SEATS = re.compile(r"(?:Palace|Hall|House|Castle|Residence|Office|Kremlin)\b")
_LEADING = re.compile(r"(?:led|headed|chaired) by (?:\w+ ){0,2}\Z")
_OF = re.compile(r"delegation (?:of|from) (?:the )?\Z")
_NEAR = 24  # characters between "Kenyan" and "delegation"
_AFTER_OBJECT = tuple("oriutnaD")  # "received her [on] Monday": no noun of hers
_SPEECH = frozenset(
    "said says added adds noted stressed told tweeted wrote stated continued explained affirmed concluded".split()
)


class _Pronoun(NamedTuple):
    first: int


_Ref = PersonRef | OfficeRef | BodyRef | PlaceRef | Run | _Pronoun | GroupRef
_FIRST = attrgetter("first")


class Mentions(MentionMaker):
    """The mentions of one line, made in order while memory follows."""

    def __init__(self, item: FoundLine, known: People, cast: Gathered, memory: Memory) -> None:
        super().__init__(item, known, cast, memory)
        self.people = PeopleMentions(item, known, cast, memory)
        self.offices = OfficeMentions(item, known, cast, memory)
        self.groups = GroupMentions(item, known, cast, memory)

    def all(self) -> Iterator[Mention]:
        """Every mention of the line, in order."""
        line, item = self.line, self.item
        found = item.people
        refs: list[_Ref] = [*found.people, *found.offices, *found.runs, *item.bodies, *item.places]
        refs.extend(self.groups.refs())
        refs.extend(_Pronoun(match.start()) for match in _PRONOUN.finditer(line.tags))
        refs.sort(key=_FIRST)
        reach = 0
        for ref in refs:
            if ref.first < reach:
                continue
            made = tuple(_MAKERS[type(ref)](self, ref))
            if not made and isinstance(ref, (PersonRef, OfficeRef, BodyRef)):
                made = self._within(ref.first, ref.last)
            for mention, last in made:
                reach = last
                yield mention
        self._note_delegation()

    def _note_delegation(self) -> None:
        """Remember who leads the delegation that the line tells of, else whose it is."""
        line = self.line
        at = line.folded.find("delegation", line.unit.start, line.unit.end)
        if at < 0 or line.loud:
            return
        led = whose = None
        for seen in self.memory.current:
            before = line.folded[max(line.unit.start, seen.start - 24) : seen.start]
            if seen.persons and seen.start > at and _LEADING.search(before):
                led = led or seen
            elif len(seen.countries) == 1 and not seen.persons:
                near = seen.end <= at <= seen.end + _NEAR or (seen.start > at and _OF.search(before))
                whose = whose or (seen if near else None)
        found = led or whose
        if found is not None:
            self.memory.delegation = found

    def _within(self, first: int, last: int) -> tuple[Made, ...]:
        """The countries and places inside a phrase that stands for nobody: "leaders of Peru"."""
        line = self.line
        if not _PLACES.search(self.item.unmarked, first, last):
            return ()
        marked, line.tags = line.tags, self.item.unmarked
        inside = places.read(line, first, last)
        line.tags = marked
        return tuple(self.place(ref) for ref in inside)

    def body(self, ref: BodyRef) -> Made | None:
        """The mention of bodies, or none where the words name none that is known."""
        span = self.span(ref.name_first, ref.name_last)
        if ref.weak:
            return None
        if ref.bare and (not ref.bodies[0].name or ref.bodies[0].generic):
            return self._bare_body(ref, span)
        owner = None
        if ref.pronoun:
            word = self.line.parts[ref.first].lower()
            seen = self.memory.pronoun(word if word in ("his", "her") else "its", "", opens=False)
            if seen is None or len(seen.countries) != 1:
                return None
            owner = seen.countries[0]
        ids: list[str] = []
        for body in ref.bodies:
            actor = self.cast.body(body, span, owner)
            if actor is None:
                continue
            ids.append(actor)
            if body.head:
                self.memory.add_body(body.head, actor)
            if ref.acronym and len(ref.bodies) == 1:
                self.cast.acronym(actor, ref.acronym)
            if not body.generic and body.actor is None and body.name:
                self.cast.alias(actor, body.name)
        if not ids:
            return None
        actors = tuple(dict.fromkeys(ids))
        countries = tuple(dict.fromkeys(c for a in actors for c in self.country_of(a)))
        name = self.line.name(ref.name_first, ref.name_last)
        seat = _SEATS.search(name) is not None and places.after_in(self.line, ref.first)
        return self.make(
            ref.first, ref.last, MentionKind.BODY, actors, (), countries, place=name if seat else None
        )  # fmt: skip

    def _bare_body(self, ref: BodyRef, span: tuple[int, int]) -> Made | None:
        actor = self.memory.body(ref.bodies[0].head)
        if actor is None:
            return None
        return self.make(ref.first, ref.last, MentionKind.BODY, (actor,), (), self.country_of(actor))

    def place(self, ref: PlaceRef) -> Made:
        """The mention of a country, capital or other place."""
        span = self.span(ref.first, ref.last)
        if ref.kind is MentionKind.PLACE and ref.row is not None:
            actors: tuple[str, ...] = (self.cast.place(ref.row, span),)
            countries: tuple[str, ...] = ()
        elif ref.countries == (_SEAT[0],) and ref.kind is MentionKind.CAPITAL and _SEAT[1] in (self.memory.dyad or ()):
            actors, countries = (self.cast.country(_SEAT[1], span),), ()
        else:
            actors = tuple(self.cast.country(c, span, named=True) for c in ref.countries)
            countries = ref.countries
        return self.make(
            ref.first, ref.last, ref.kind, actors, (), countries, possessive=ref.possessive, place=ref.place
        )

    def pronoun(self, first: int) -> Made | None:
        """The mention of whom a pronoun refers to, if anybody."""
        word = self.line.parts[first]
        low = word.lower()
        if low not in coreference.PRONOUNS:
            return None
        if word != low and self.line.tags[first + 1 : first + 3] == " N":
            return None
        before = self.line.parts[first - 2].lower() if first >= 2 else ""
        after = self.line.tags[first + 1 : first + 3]
        objective = low == "him" or (low == "her" and (after[:1] in ("", ".", ",") or after[1:2] in _AFTER_OBJECT))
        owned = low in ("his", "its", "their") or (low == "her" and not objective)
        seen = self.memory.pronoun(low, before, self.line.opens(first), self._speaks(first), objective)
        if seen is None:
            return None
        return self.make(
            first, first + 1, MentionKind.PRONOUN, seen.actors, seen.persons, seen.countries, possessive=owned
        )

    def _speaks(self, first: int) -> bool:
        """Whether a pronoun is who said the sentence that it ends: the ports will grow, he added."""
        tags, after = self.line.tags, first + 3
        return (
            tags[max(0, first - 2) : first] in (", ", '" ')
            and self.line.parts[first + 2 : after] != []
            and self.line.parts[first + 2].lower() in _SPEECH
            and tags[after : after + 1] in ("", ".", ",")
        )


def _few(made: Made | None) -> tuple[Made, ...]:
    return () if made is None else (made,)


# How each kind of reference becomes mentions.
_MAKERS: dict[type, Callable[[Mentions, Any], Iterable[Made]]] = {
    PersonRef: lambda line, ref: _few(line.people.person(ref)),
    OfficeRef: lambda line, ref: _few(line.offices.office(ref)),
    BodyRef: lambda line, ref: _few(line.body(ref)),
    PlaceRef: lambda line, ref: (line.place(ref),),
    Run: lambda line, ref: line.people.run(ref),
    _Pronoun: lambda line, ref: _few(line.pronoun(ref.first)),
    GroupRef: lambda line, ref: _few(line.groups.group(ref.shape, ref.match)),
}

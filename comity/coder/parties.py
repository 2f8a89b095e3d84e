"""Who is party to an agreement, and between whom it therefore holds.

People act for somebody: a mayor for the city, a rector for the university, a minister for the country. The parties of a
document are those that its title names, else those who act on it, else those whom its sentence or article is about.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from comity.coder.document import MentionKind
from comity.coder.grammar import Sentence
from comity.coder.pacts import BODIES, Naming, Pact
from comity.coder.reports import Report
from comity.coder.sides import Sides
from comity.terms import Level, Role

_PLACES_OF_WORK = frozenset({"subnational", "company", "university", "association", "media"})
_GOVERNMENT = re.compile(
    r"(?:(?:Royal|Federal|National|Provisional|Central) )?Government\b|.* [Gg]overnment\Z"
    r"|Council of Ministers\b|Cabinet\b"
)
_TELLING = frozenset({MentionKind.COUNTRY, MentionKind.ADJECTIVE, MentionKind.PERSON, MentionKind.BODY})
_OPENERS = frozenset({"between", "among", "with"})
_THE_SIDES = frozenset(
    "two both them sides countries governments ministries ministers parliaments states nations parties peoples "
    "capitals cities universities agencies authorities institutions neighbours neighbors".split()
)
_ASIDE = (Role.WITNESS.value, Role.MEDIATOR.value, Role.MENTIONED.value)
_MEMBERS = frozenset("member members party parties signatory signatories acceded joined".split())


def parties_of(actors: Sequence[str], sides: Sides, places: Mapping[str, str]) -> list[str]:
    """The parties for whom actors act: bodies for themselves, mayors for their city, ministers for their country.

    `places`: authorities of cities and provinces -> the city or province.
    """
    found = list(dict.fromkeys(p for actor in actors if (p := _party(actor, sides, places)) is not None))
    if any(sides.kind(p) == "country" for p in found):
        told = [p for p in found if sides.kind(p) != "media"]  # who tells of it is no party
        found = told if len(sides.of_all(told)) > 1 else found
        found = list(dict.fromkeys(_state(p, sides) for p in found))
    special = {sides.of(p) for p in found if sides.kind(p) != "country"}
    lean = [p for p in found if sides.kind(p) != "country" or sides.of(p) not in special]
    return lean if len(sides.of_all(lean)) >= 2 else found


def _state(party: str, sides: Sides) -> str:
    """A parliament or ministry that stands beside a country stands for its own."""
    if sides.kind(party) in ("legislature", "government", "military"):
        return sides.country_ids.get(sides.of(party), party)
    return party


def _party(actor: str, sides: Sides, places: Mapping[str, str]) -> str | None:
    known = sides.cast.actors.get(actor)
    if known is None:
        return None
    country = sides.country_ids.get(known.country_code or "")
    if known.type == "person":
        bodies = [office.body for office in known.offices if office.body]
        work = next((body for body in bodies if sides.kind(body) in _PLACES_OF_WORK), None)
        union = next((body for body in bodies if sides.kind(body) == "international_organization"), None)
        return work or country or union
    whole = sides.cast.actors.get(known.part_of or "")
    if known.type == "government":
        if actor in places or (whole is not None and whole.type == "subnational"):
            return places.get(actor) or known.part_of
        return country or actor if _GOVERNMENT.match(known.name) else actor
    if known.type == "embassy":
        return country or actor
    if known.type == "international_organization" and whole is not None and whole.type == known.type:
        return whole.id
    return None if known.type == "other" and known.country_code is None else actor


def level(parties: Sequence[str], sides: Sides) -> Level:
    """Between whom an agreement holds, from its parties."""
    kinds = {sides.kind(party) for party in parties}
    if "international_organization" in kinds or (len(parties) > 2 and kinds == {"country"}):
        return Level.MULTILATERAL
    if kinds & BODIES:
        return Level.INSTITUTION
    if "subnational" in kinds:
        return Level.SUBNATIONAL
    return Level.MINISTRY if "government" in kinds else Level.STATE


class Parties:
    """Finds the parties of an article's agreements. `places`: authorities of cities and provinces -> the place."""

    def __init__(
        self, namings: Sequence[Naming], sentences: Sequence[Sentence], sides: Sides, places: Mapping[str, str]
    ) -> None:
        self.namings = namings
        self.sentences = sentences
        self.sides = sides
        self.places = places
        self._venues_of: dict[int, set[str]] = {}
        self._named: defaultdict[int, set[str]] = defaultdict(set)
        for naming in namings:
            self._named[naming.unit].update(naming.document.parties)

    def of(self, pact: Pact, reports: Sequence[Report]) -> list[str]:
        """The parties of an agreement: those of its title, else of its events, of its sentence, of the article.

        An article about two countries lends them to a document without parties, unless the document names others.
        """
        own = list(pact.own)
        namings = [self.namings[index] for index in pact.mentions]
        members = [actor for naming in namings for actor in _members(naming, self.sentences)]
        if found := self._enough([*own, *members] if len(self.sides.of_all(own)) >= 2 else own):
            return found
        others = {actor for naming in namings for actor in self._named[naming.unit]} - set(own) if own else set()
        for report in reports:
            acting = [actor for actor in self._acting(report) if actor not in others]  # "X with A and Y with B"
            told = [a for a in report.roles.get(Role.SIGNATORY.value, ()) if a in acting]
            for actors in (told, [*own, *told], acting, [*own, *acting]):
                if found := self._enough(actors):
                    return found
        if pact.type == "contract" and not own:
            return []
        if any(naming.document.explicit and _unknown_names(naming, self.sentences) for naming in namings):
            return []
        around = next(filter(None, (self._around(naming.unit) for naming in namings)), [])
        pair = self._dyad(own)
        if pair and not self.sides.of_all(around) <= self.sides.of_all(pair):
            around = []
        return self._enough([*own, *around]) or self._enough(around) or self._enough(pair)

    def _enough(self, actors: Sequence[str]) -> list[str]:
        """The parties for whom actors act, where they are of two sides."""
        parties = parties_of(actors, self.sides, self.places)
        return parties if len(self.sides.of_all(parties)) >= 2 else []

    def _dyad(self, own: Sequence[str]) -> list[str]:
        """The two sides that the article is clearly about, where the document names no other."""
        sides = self.sides
        main = [sides.country_ids[code] for code in sides.main if code in sides.country_ids]
        pair = [actor for actor in main if actor in sides.cast.actors]
        clear = (sides.bilateral or self._clearly_two) and sides.of_all(own) <= set(sides.main)
        return pair[:2] if clear and len(pair) > 1 else []

    def _acting(self, report: Report) -> list[str]:
        """The actors of a report but for witnesses, mediators, and cities that are only its venue."""
        venues = {actor for unit in {c.unit for c in report.candidates} for actor in self._venues(unit)}
        aside = {a for role in _ASIDE for a in report.roles.get(role, ())}
        return [a for a in report.actors_in_order() if a not in venues and a not in aside]

    def _around(self, unit: int) -> list[str]:
        """The two sides that a sentence is about: "both countries", or the two that it names."""
        mentions = self.sentences[unit].mentions
        for mention in mentions:
            if mention.kind is MentionKind.GROUP or (mention.kind is MentionKind.PRONOUN and len(mention.actors) > 1):
                return list(mention.actors)
        venues = self._venues(unit)
        acting = (a for m in mentions for a in m.actors if a not in venues)
        named = dict.fromkeys(c for a in acting if (c := self.sides.country_ids.get(self.sides.of(a))) is not None)
        return list(named) if len(named) == 2 else []

    def _venues(self, unit: int) -> set[str]:
        """The actors that a sentence names only as a place, found once: a long sentence holds many documents."""
        if unit not in self._venues_of:
            self._venues_of[unit] = _venues(self.sentences[unit])
        return self._venues_of[unit]

    @cached_property
    def _clearly_two(self) -> bool:
        """Whether the article names two sides more than once, and both at least twice as often as any third."""
        sides = self.sides
        known = {*sides.country_ids, *sides.country_ids.values()}
        telling = (mention for mention in sides.cast.mentions if mention.kind in _TELLING)
        counts = Counter(side for m in telling for side in dict.fromkeys(map(sides.of, m.actors)) if side in known)
        ranked = [count for _, count in counts.most_common(3)]
        return len(ranked) > 1 and ranked[1] > 1 and (len(ranked) == 2 or ranked[1] >= 2 * ranked[2])


def _venues(sentence: Sentence) -> set[str]:
    """Actors that a sentence names only as a place: "in Geneva", "at the Ministry of Trade"."""
    as_place: set[str] = set()
    acting: set[str] = set()
    for number, mention in enumerate(sentence.mentions):
        city = mention.kind in (MentionKind.CAPITAL, MentionKind.PLACE)
        governor = sentence.governors(number)[:1]
        place = (city and governor in (("in",), ("at",))) or (mention.kind is MentionKind.BODY and governor == ("at",))
        (as_place if place else acting).update(mention.actors)
    return as_place - acting


def _members(naming: Naming, sentences: Sequence[Sentence]) -> Iterator[str]:
    """Who "are members of the agreement" or "joined the agreement"."""
    sentence = sentences[naming.unit]
    lead = sentence.index(naming.document.lead)
    if not any(token.low in _MEMBERS for token in sentence.tokens[max(0, lead - 4) : lead]):
        return
    for number, mention in enumerate(sentence.mentions):
        if sentence.spans[number][1] <= lead and mention.kind in (MentionKind.COUNTRY, MentionKind.GROUP):
            yield from mention.actors


def _unknown_names(naming: Naming, sentences: Sequence[Sentence]) -> bool:
    """Whether the phrase tells of parties that are no known actors: "between lions and lambs"."""
    sentence, document = sentences[naming.unit], naming.document
    first, last = sentence.index(document.head) + 1, sentence.index(document.end - 1)
    opener = next((n for n in range(first, last + 1) if sentence.tokens[n].low in _OPENERS), None)
    if opener is None:
        return False
    rest = range(opener + 1, last + 1)
    if any(sentence.at[n] < 0 and sentence.text[sentence.tokens[n].start].isupper() for n in rest):
        return True
    told = {sentence.tokens[n].low for n in rest}
    return sentence.tokens[opener].low == "between" and not document.parties and not told & _THE_SIDES

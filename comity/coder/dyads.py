"""Between whom: the pairs of actors that a statement of cooperation is about.

Nearly always two countries, by the grammar of the clause, else of the sentence, else by the sentence before: "between A
and B", "the two sides", "A ... with B". Persons, ministries and embassies stand for their country; two cities,
universities or other bodies of one type side by side stand for themselves; an international organisation is a side
where it acts, not where others meet in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product
from typing import NamedTuple

from comity.coder.document import Cast, CastActor, Mention, MentionKind

Pair = tuple[str, str]

_COORDINATION = re.compile(
    r"\s*(?:,|/|-|–|&|,?\s*and|,?\s*as well as)\s*(?:(?:the|its|his|her|both)\s+)?(?:(?:republic|kingdom) of\s+)?",
    re.IGNORECASE,
)
_WITH = re.compile(r"\bwith\s+(?:(?:the|its|their|his|her)\s+)?(?:[a-z]+\s+){0,2}\Z", re.IGNORECASE)
_AT = re.compile(
    r"(?:\b(?:in|at|from|to|near|outside|of|within|under|through|by)\s+(?:the\s+)?(?:capital\s+)?|\()\Z", re.I
)
# Bodies that cooperate in their own name where both sides are of one such type.
_OWN_NAME = frozenset("subnational university company association media party legislature".split())
_OF_THE_TWO = re.compile(
    r"\b(?:[Bb]ilateral|[Tt]wo-way|[Mm]utual|[Cc]ross-border) (?:[a-z]+ )?(?:trade|turnover|investment|relations|ties)"
)
_FORUM = "international_organization"
_MOST_SIDES = 3


def _countries(cast: Cast) -> dict[str, str]:
    return {
        actor.country_code: actor.id for actor in cast.actors.values() if actor.type == "country" and actor.country_code
    }


class _Side(NamedTuple):
    """What a mention stands for in a pair: its countries, and itself where it may act in its own name."""

    mention: Mention
    countries: tuple[str, ...]
    own: tuple[tuple[str, str, str | None], ...]  # actor type, id, country code of those who act in their own name
    forum: bool  # an international organisation: a side, or the place where others meet
    direct: bool  # names a country or a group, not a person or body of it


class _Candidate(NamedTuple):
    at: int
    pairs: tuple[Pair, ...]


class Dyads:
    """Which pairs of actors a statement is about. Mentions are meant by their numbers in the cast.

    `main`: the two sides that the article is about, where it clearly is about two.
    """

    def __init__(self, text: str, cast: Cast, countries: Mapping[str, str], main: Pair | None = None) -> None:
        self._text = text
        self._main = main
        self._cast = cast
        self._countries = {**countries, **_countries(cast)}
        self._starts = [mention.start for mention in cast.mentions]
        self._known: list[_Side | None] = [None] * len(cast.mentions)
        self._last: tuple[Pair, ...] = ()
        self._unread: list[range] = []

    def between(self, start: int, end: int) -> range:
        """The mentions that begin between two offsets."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def remember(self, people: range) -> None:
        """Keep a sentence for those after it that name their pair by halves or not at all."""
        if self._are_several(people):
            self._unread.append(people)

    def may_pair(self, people: range) -> bool:
        """Whether `pairs` can find any for a sentence: it mentions several actors, or one before it did."""
        return bool(self._main or self._last or self._unread) or self._are_several(people)

    def _are_several(self, people: range) -> bool:
        return len(people) > 1 or any(len(self._cast.mentions[number].actors) > 1 for number in people)

    def pairs(self, at: int, clause: tuple[int, int], people: range, explicit: bool) -> tuple[Pair, ...]:
        """The pairs of a statement whose enumeration begins at `at`: those of its clause, its sentence, or before."""
        here = self.between(*clause)
        for numbers in (here, people) if len(here) < len(people) else (people,):
            candidates = self._candidates(self._sides(numbers))
            if candidates:
                return min(candidates, key=lambda candidate: _distance(candidate.at, at)).pairs
        if explicit:
            return ()
        sides = self._sides(people)
        named = {country for side in sides for country in side.countries if not _is_venue(side)}
        if len(named) > 1:
            return ()
        if self._main is not None and named and named <= set(self._main):
            return (self._main,)
        if self._main is not None and not named and _OF_THE_TWO.search(self._text, *clause):
            return (self._main,)
        # Cities, universities and the like are taken from before only where nobody else is named.
        return tuple(pair for pair in self._latest() if named <= set(pair) and (not sides or self._are_countries(pair)))

    def _are_countries(self, pair: Pair) -> bool:
        return all(name not in self._cast.actors or self._cast.actors[name].type not in _OWN_NAME for name in pair)

    def _latest(self) -> tuple[Pair, ...]:
        """The pair of the last sentence before this one that names exactly one."""
        unread, self._unread = self._unread, []
        for people in reversed(unread):
            named = [one.pairs for one in self._candidates(self._sides(people)) if len(one.pairs) == 1]
            if named:
                self._last = named[-1]
                break
        return self._last or ((self._main,) if self._main is not None else ())

    def _sides(self, numbers: range) -> list[_Side]:
        sides = [self._known[number] or self._side(number) for number in numbers]
        return sides if self._main is None else [side for side in sides if not self._is_elsewhere(side)]

    def _is_elsewhere(self, side: _Side) -> bool:
        """Whether a city only tells where the two sides of the article meet: "in Geneva"."""
        city = side.mention.kind in (MentionKind.CAPITAL, MentionKind.PLACE)
        return city and self._main is not None and not set(side.countries) & set(self._main)

    def _side(self, number: int) -> _Side:
        mention = self._cast.mentions[number]
        countries: dict[str, None] = {}
        own: list[tuple[str, str, str | None]] = []
        forum = False
        for name in mention.actors:
            actor = self._cast.actors.get(name)
            if actor is None:
                continue
            own.extend(self._bodies_of(actor))
            if actor.type == _FORUM and actor.country_code is None:
                forum = mention.kind is MentionKind.BODY and actor.id not in (self._main or ())
                countries[actor.id] = None
                continue
            country = actor.id if actor.type == "country" else self._countries.get(actor.country_code or "")
            if country is not None:
                countries[country] = None
        direct = mention.kind in (MentionKind.COUNTRY, MentionKind.ADJECTIVE, MentionKind.GROUP, MentionKind.PRONOUN)
        known = self._main or ()
        if mention.kind is MentionKind.GROUP and len(countries) == 2 and len(countries.keys() & set(known)) == 1:
            countries = dict.fromkeys(known)  # "the parties" of an article about two are these
        side = self._known[number] = _Side(mention, tuple(countries), tuple(own), forum, direct)
        return side

    def _bodies_of(self, actor: CastActor) -> Iterator[tuple[str, str, str | None]]:
        """The bodies that an actor is or speaks for which may act in their own name: a mayor's city."""
        bodies = [actor, *(self._cast.actors.get(office.body or "") for office in actor.offices)]
        for body in bodies:
            if body is not None and body.type in _OWN_NAME:
                yield body.type, body.id, body.country_code

    def _candidates(self, sides: list[_Side]) -> list[_Candidate]:
        """The pairs that the grammar offers, each with its place: "A and B", "the two sides", "A with B"."""
        found: list[_Candidate] = []
        sides = [side for side in sides if not (side.forum and self._is_at(side))]
        groups = self._coordinated(sides)
        for number, group in enumerate(groups):
            at = group[0].mention.start
            own = _own_pair(group)
            members = _unique(group)
            if number and _WITH.search(self._text, max(0, at - 40), at):
                partner = self._before(groups[:number], members)
                if partner and members and len(partner) * len(members) <= _MOST_SIDES:
                    found.append(_Candidate(at, tuple(product(partner, members))))
            elif own is not None:
                found.append(_Candidate(at, (own,)))
            elif len(members) >= 2 and not all(side.forum for side in group):
                pairs = tuple(combinations(members, 2)) if len(members) <= _MOST_SIDES else ()
                found.append(_Candidate(at, pairs))
        if found:
            return found
        acting = [side for side in sides if not self._is_place(side)]
        states = [side for side in acting if not side.forum]
        if not any(side.direct for side in states) and (pair := _own_pair(states)) is not None:
            return [_Candidate(states[0].mention.start, (pair,))]
        for some in ([side for side in states if side.direct], states, acting):
            members = _unique(some)
            if len(members) == 2:
                return [_Candidate(some[0].mention.start, ((members[0], members[1]),))]
            if len(members) > 2:
                return [_Candidate(side.mention.start, (pair,)) for side, pair in _neighbours(some)]
        return []

    def _coordinated(self, sides: list[_Side]) -> list[list[_Side]]:
        groups: list[list[_Side]] = []
        for side in sides:
            if groups:
                gap = self._text[groups[-1][-1].mention.end : side.mention.start]
                if len(gap) <= 30 and _COORDINATION.fullmatch(gap):
                    groups[-1].append(side)
                    continue
            groups.append([side])
        return groups

    def _before(self, groups: list[list[_Side]], members: tuple[str, ...]) -> tuple[str, ...]:
        """The nearest side before "with" that is another than its object."""
        for group in reversed(groups):
            countries = tuple(country for country in _unique(group) if country not in members)
            if countries and not (len(group) == 1 and self._is_place(group[0])):
                return countries
        return ()

    def _is_place(self, side: _Side) -> bool:
        """Whether a mention only says where something happens: "in Lima", "at the United Nations"."""
        return side.mention.kind is MentionKind.PLACE or (_is_venue(side) and self._is_at(side))

    def _is_at(self, side: _Side) -> bool:
        start = side.mention.start
        return bool(_AT.search(self._text, max(0, start - 20), start))


def _is_venue(side: _Side) -> bool:
    return side.forum or side.mention.kind in (MentionKind.CAPITAL, MentionKind.PLACE)


def _unique(sides: Sequence[_Side]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(country for side in sides for country in side.countries))


def _own_pair(group: Sequence[_Side]) -> Pair | None:
    """Two bodies of one type and of different countries, side by side: they cooperate in their own name."""
    own = list(dict.fromkeys(actor for side in group for actor in side.own))
    if len(own) != 2 or any(not side.own for side in group):
        return None
    (first_type, first, here), (second_type, second, there) = own
    return (first, second) if first_type == second_type and here != there else None


def _neighbours(sides: Sequence[_Side]) -> Iterator[tuple[_Side, Pair]]:
    for first, second in pairwise(sides):
        if len(first.countries) == len(second.countries) == 1 and first.countries != second.countries:
            yield second, (first.countries[0], second.countries[0])


def _distance(at: int, target: int) -> int:
    """Actors before a list of fields are likelier its own than those behind it."""
    return target - at if at <= target else at - target + 40

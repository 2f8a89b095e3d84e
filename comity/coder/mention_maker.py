"""The making of one mention: where it stands, whom it means, and that memory follows."""

from __future__ import annotations

from comity.coder import coreference, places
from comity.coder.casting import Cast as Gathered
from comity.coder.clustering import People, Person
from comity.coder.coreference import Memory, Seen
from comity.coder.document import Mention, MentionKind
from comity.coder.found import FoundLine

Made = tuple[Mention, int]  # a mention, and the part of the line after it


class MentionMaker:
    """Makes mentions of one line; what they mean is the matter of those who build on it."""

    def __init__(self, item: FoundLine, known: People, cast: Gathered, memory: Memory) -> None:
        self.item = item
        self.line = item.line
        self.known = known
        self.cast = cast
        self.memory = memory

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where parts of the line stand in the text."""
        return self.line.starts[first], self.line.starts[last]

    def _possessive(self, last: int) -> bool:
        return places.possessive(self.line, last)

    def make(
        self,
        first: int,
        last: int,
        kind: MentionKind,
        actors: tuple[str, ...],
        persons: tuple[Person, ...] = (),
        countries: tuple[str, ...] = (),
        possessive: bool | None = None,
        place: str | None = None,
    ) -> Made:
        """The mention that parts of the line make; memory takes note of it."""
        start, end = self.span(first, last)
        owned = self._possessive(last) if possessive is None else possessive
        countries = countries or tuple(p.country for p in persons if p.country)
        free = coreference.is_free(self.line, first) and not owned
        self.memory.add(Seen(start, end, kind, actors, persons, countries, free))
        return Mention(start, end, kind, actors, owned, place), last

    def pair(self, first: int, last: int, pair: tuple[str, str]) -> Made:
        """The mention of two countries as one group."""
        span = self.span(first, last)
        actors = tuple(self.cast.country(c, span) for c in pair)
        return self.make(first, last, MentionKind.GROUP, actors, (), pair)

    def country_of(self, actor_id: str) -> tuple[str, ...]:
        """The country of an actor, if it has one."""
        country = self.cast.country_of(actor_id)
        return (country,) if country else ()

"""Mentions of several at once: "both sides", "the two ministries", "the three ministers", "the two cities"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from comity.coder import coreference
from comity.coder.document import MentionKind
from comity.coder.mention_maker import Made, MentionMaker

_NUMBERED = re.compile(r"\b(?:[Tt]hree|[Ff]our|[Ff]ive) ")
_LOCAL_NOUNS = frozenset("city town municipality province region capital state prefecture county district".split())
_MOST_PEOPLE = 50
_INTRODUCED = frozenset("led headed comprising consisting from including of's".split())


class GroupRef(NamedTuple):
    """Words that stand for a group: their first part, and the shape that they match."""

    first: int
    shape: re.Pattern[str]
    match: re.Match[str]


class GroupMentions(MentionMaker):
    """The mentions of groups in one line."""

    def refs(self) -> Iterator[GroupRef]:
        """The words of the line that may stand for groups."""
        line = self.line
        if "d" in line.tags or "z" in line.tags:
            yield from self._groups()
        if line.folded.find("delegation", line.unit.start, line.unit.end) >= 0:
            yield from (GroupRef(m.start(), coreference.DELEGATION, m) for m in self._delegations())
        if _NUMBERED.search(line.folded, line.unit.start, line.unit.end):
            yield from self._several()

    def _delegations(self) -> Iterator[re.Match[str]]:
        """Where the line speaks of "the delegation", and does not say whose it is."""
        for match in coreference.DELEGATION.finditer(self.line.tags):
            after = self.line.parts[match.end() : match.end() + 3]
            told = _INTRODUCED.isdisjoint(part.lower() for part in after)
            if self.line.parts[match.end() - 1].lower().endswith("delegation") and told:
                yield match

    def _several(self) -> Iterator[GroupRef]:
        for match in coreference.SEVERAL.finditer(self.item.unmarked):
            if self.line.parts[match.start("number")].lower() in coreference.NUMBERS:
                yield GroupRef(match.start(), coreference.SEVERAL, match)

    def _groups(self) -> Iterator[GroupRef]:
        for shape in (coreference.GROUP, coreference.BODIES, coreference.DELEGATIONS):
            for match in shape.finditer(self.line.tags):
                yield GroupRef(match.start(), shape, match)

    def group(self, shape: re.Pattern[str], match: re.Match[str]) -> Made | None:
        """The mention of a group, or none where nothing in mind answers to it."""
        if shape is coreference.SEVERAL:
            return self._all_of(match)
        if shape is coreference.DELEGATION:
            seen = self.memory.delegation
            if seen is None:
                return None
            return self.make(
                match.start(), match.end(), MentionKind.OFFICE, seen.actors, seen.persons, seen.countries
            )  # fmt: skip
        if shape is coreference.BODIES:
            entry = self.line.entry(match.start("head"))
            head = entry.word.standard.lower() if entry and entry.word else ""
            ids = self.memory.two_bodies(head)
            states = self.memory.pair() if not ids and head == "government" else None
            if states is not None:
                return self.pair(match.start(), match.end(), states)
            ids = ids or (self._two_places() if head in _LOCAL_NOUNS else ())
            if not ids:
                return None
            countries = tuple(c for a in ids for c in self.country_of(a))
            return self.make(match.start(), match.end(), MentionKind.GROUP, ids, (), countries)
        if shape is coreference.GROUP and "d" not in match.group() and not coreference.bare_group(self.line, match):
            return None
        pair = self.memory.pair()
        return self.pair(match.start(), match.end(), pair) if pair else None

    def _all_of(self, match: re.Match[str]) -> Made | None:
        """ "the three ministers": people of as many countries, or else the countries."""
        number = coreference.NUMBERS[self.line.parts[match.start("number")].lower()]
        entry = self.line.entry(match.end() - 1 if match["noun"] == "z" else self._last(match.end()))
        title = entry.title if entry is not None else None
        held = self.memory.several_people(title, number) if title is not None else []
        if held:
            actors = tuple(self.cast.person(person) for person in held)
            return self.make(match.start(), match.end(), MentionKind.GROUP, actors, tuple(held))
        if title is not None and not (entry is not None and entry.plural):
            return None
        countries = self.memory.several(number)
        if not countries:
            return None
        span = self.span(match.start(), match.end())
        ids = tuple(self.cast.country(country, span) for country in countries)
        return self.make(match.start(), match.end(), MentionKind.GROUP, ids, (), countries)

    def _last(self, end: int) -> int:
        """The first part of the name that ends at a part."""
        index = end - 1
        while self.item.unmarked[index] == "_":
            index -= 1
        return index

    def _two_places(self) -> tuple[str, ...]:
        """ "the two cities": those of the mayors of the article, else the only two that are in mind."""
        governed: dict[str, None] = {}
        for person in self.known.all[:_MOST_PEOPLE]:
            for title, ref, line in person.titles:
                if title.place is not None and title.title.body_type == "subnational":
                    span = (line.starts[ref.first], line.starts[ref.last])
                    governed[self.cast.office_body(title, ref, person, span) or ""] = None
        governed.pop("", None)
        seen = [s for s in (*self.memory.previous, *self.memory.current) if s.kind is MentionKind.PLACE]
        ids = tuple(governed) if len(governed) == 2 else tuple(dict.fromkeys(a for s in seen for a in s.actors))
        return ids if len(ids) == 2 else ()

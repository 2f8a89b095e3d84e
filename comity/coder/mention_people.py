"""Mentions of people: by a title with a name, or by a name that is known from elsewhere in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comity.coder.clustering import Person, tokens
from comity.coder.document import MentionKind
from comity.coder.mention_maker import Made, MentionMaker
from comity.coder.people import PersonRef, Run

_LED_BY = re.compile(r"^,? ?(?:\w+ ){0,3}(?:led|headed) by $")


class PeopleMentions(MentionMaker):
    """The mentions of people in one line."""

    def person(self, ref: PersonRef) -> Made | None:
        """The mention of a person named with a title, or of the country where no name settles who it is."""
        if self.line.loud:
            return self._loud_person(ref)
        if ref.person < 0:
            return self._unnamed(ref)
        person = self.known.all[ref.person]
        if ref.the_countrys and person.country is None:
            person.country = self.memory.the_country()
        self._complete(person, ref)
        actor = self.cast.person(person)
        return self.make(ref.first, ref.last, MentionKind.PERSON, (actor,), (person,))

    def _complete(self, person: Person, ref: PersonRef) -> None:
        """What the sentence before a name adds: the country of the delegation led."""
        if person.country is None and self.memory.current:
            last = self.memory.current[-1]
            between = self.cast.text[last.end : min(last.end + 80, self.line.starts[ref.first])]
            if last.kind is MentionKind.COUNTRY and len(last.actors) == 1 and _LED_BY.match(between):
                person.country = last.actors[0]

    def _loud_person(self, ref: PersonRef) -> Made | None:
        """In a headline in title case a name ends where the known name ends."""
        found = self._known_name(ref.name_first, ref.name_last, ref)
        if found is None:
            return self._unnamed(ref)
        person, _, last = found
        actor = self.cast.person(person)
        return self.make(ref.first, last, MentionKind.PERSON, (actor,), (person,))

    def _unnamed(self, ref: PersonRef) -> Made | None:
        """A person whom no name settles stands for the country, where the words give one."""
        if ref.country is None or not ref.titles:
            return None
        span = self.span(ref.first, ref.last)
        return self.make(
            ref.first, ref.name_first - 1 if self.line.loud else ref.last, MentionKind.OFFICE,
            (self.cast.country(ref.country, span),), (), (ref.country,),
        )  # fmt: skip

    def _known_name(self, first: int, last: int, ref: PersonRef | None = None) -> tuple[Person, int, int] | None:
        """The longest run of parts that is a known name; of a titled person (`ref`) it begins at `first`."""
        starts = [i for i in range(first, last) if self.line.parts[i][0].isalnum()]
        for length in range(min(len(starts), 8), 0, -1):
            for begin in range(1 if ref else len(starts) - length + 1):
                left = starts[begin]
                right = starts[begin + length] if begin + length < len(starts) else last
                while not self.line.parts[right - 1][0].isalnum():
                    right -= 1
                words = tokens(self.line.word(left, right))
                person = self._one(self.known.named(words), words, ref) if words else None
                if person is not None:
                    return person, left, right
        return None

    def _one(self, people_: list[Person], words: tuple[str, ...], ref: PersonRef | None) -> Person | None:
        """Of the people who bear a name the one who is meant: by title, or because only one has been named so far."""
        if ref is not None:
            people_ = [p for p in people_ if _compatible(p, ref)]
            if len(people_) > 1:
                people_ = [p for p in people_ if any(p.holds(title) for title in ref.titles)]
        elif len(people_) > 1:
            known = self.memory.called.get(words)
            people_ = [known] if known is not None else [p for p in people_ if p.index in self.memory.met]
            if len(people_) == 1:
                self.memory.called[words] = people_[0]
        return people_[0] if len(people_) == 1 else None

    def run(self, run: Run) -> Iterator[Made]:
        """Capitalised words: the people among them who are introduced elsewhere."""
        first = run.first
        if self.known.words.isdisjoint(map(str.casefold, self.line.parts[first : run.last])):
            return
        while first < run.last:
            found = self._known_name(first, run.last)
            if found is None:
                return
            person, left, right = found
            words = len(tokens(self.line.word(left, right)))
            alone = (left == run.first and right >= run.last - (self.line.tags[run.last - 1] == ".")) or self.line.loud
            if words > 1 or alone:
                actor = self.cast.person(person)
                yield self.make(left, right, MentionKind.PERSON, (actor,), (person,))
            first = right + 1


def _compatible(person: Person, ref: PersonRef) -> bool:
    return ref.country is None or person.country is None or ref.country == person.country

"""Later mentions: "the ambassador", "the Kenyan leader", "the two countries", "he", "its", "the ministry".

Each rule names actors only where one reading is left; a wrong merge is worse than a missed one. What was said is kept
for the current and the previous sentence of a paragraph; the two countries that an article is about are those named
most, the headline counting threefold and the lead twofold.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from comity.coder.casting import Cast
from comity.coder.clustering import People, Person
from comity.coder.document import MentionKind
from comity.coder.offices import TitleRef
from comity.coder.patterns import Line, pattern
from comity.coder.people import OfficeRef
from comity.coder.titles import Title, Use

PRONOUNS = frozenset("he him his she her it its they them their".split())
# "the two countries", "both sides", "our two nations", "the parties"
GROUP = pattern(r"(?:[th] )?d (?:[xvfFkMX](?: |-)){0,2}[zRw](?! o )|t z")
BODIES = pattern(r"(?:[th] )?d (?:[xvfFkM](?: |-)){0,2}(?P<head>[gbeyc])")
DELEGATIONS = pattern(r"(?:[th] )?d (?:[xvfFkM](?: |-)){0,2}s")
# "the delegation", "the visiting delegation"
DELEGATION = pattern(r"[th] (?:[xvfFkM](?: |-)){0,2}s(?! o )")
# "the three countries", "the four foreign ministers"
SEVERAL = pattern(r"(?:t )?(?P<number>x) (?:[xvfFkM] )?(?P<noun>z|(?:[MkfF] ){0,2}l)")
NUMBERS = {"three": 3, "four": 4, "five": 5}
# The first verb behind a person that tells which of two is guest.
_COMING = re.compile(
    r"[^.;]*?\b(?:(?P<comes>paid|pays|arrived|reached|visited|is visiting|called on|calls on|is on an?|was received)"
    r"|received|hosted|welcomed|greeted|met|held)\b"
)
_SENTENCE = 200  # characters
_GUESTS = frozenset(["guest", "dignitary"])
_ANYBODY = frozenset(["official", "dignitary", "guest", "politician"])
_BARE_GROUPS = frozenset(["sides", "parties"])
_MASCULINE, _FEMININE = frozenset(["he", "him", "his"]), frozenset(["she", "her"])
_SAYING = frozenset("said says saying adding added stressed noted that".split())
_ACTING = frozenset([MentionKind.COUNTRY, MentionKind.CAPITAL, MentionKind.BODY])
_CERTAIN = 1.5
_PARTY = 3.0  # so often an organisation is named that is a side of its own
_SPAN = 32  # so many mentions of a sentence are kept in mind, and so many people compared


@dataclass(slots=True)
class Seen:
    """A mention as memory keeps it: where it began and ended, its actors, persons, and countries."""

    start: int
    end: int
    kind: MentionKind
    actors: tuple[str, ...]
    persons: tuple[Person, ...] = ()
    countries: tuple[str, ...] = ()
    free: bool = True  # no preposition and no possessive: may be a subject


@dataclass
class Memory:
    """What the reader of the current sentence has in mind."""

    people: People
    cast: Cast
    dyad: tuple[str, str] | None
    counts: Mapping[str, float] = field(default_factory=dict)
    current: deque[Seen] = field(default_factory=lambda: deque(maxlen=_SPAN))
    previous: Sequence[Seen] = ()
    earlier: Sequence[Seen] = ()
    met: dict[int, Person] = field(default_factory=dict)
    bodies: dict[str, dict[str, None]] = field(default_factory=dict)
    called: dict[tuple[str, ...], Person] = field(default_factory=dict)
    delegation: Seen | None = None  # who leads the delegation told of last, or whose it is

    def sentence(self, goes_on: bool) -> None:
        """A new sentence begins; it goes on from the one before unless that was a headline or a caption."""
        self.earlier = self.previous if goes_on else ()
        self.previous = self.current if goes_on else ()
        self.current = deque(maxlen=_SPAN)

    def add(self, seen: Seen) -> None:
        """Remember a mention."""
        self.current.append(seen)
        for person in seen.persons:
            self.met[person.index] = person

    def add_body(self, head: str, actor: str) -> None:
        """Remember a body by its head noun ("ministry")."""
        self.bodies.setdefault(head, {})[actor] = None

    def persons(self, sentences: Iterable[Sequence[Seen]]) -> list[Person]:
        """The people of some sentences, in order, each once."""
        return list({p.index: p for seen in sentences for mention in seen for p in mention.persons}.values())

    # Countries

    def pair(self) -> tuple[str, str] | None:
        """The two countries that "the two countries" are here."""
        local = _countries(self.current)
        if len(local) < 2:
            local = _countries([*self.previous, *self.current])
        if self.dyad and (len(local) != 2 or set(local) == set(self.dyad)):
            return self.dyad
        return (local[0], local[1]) if len(local) == 2 else None

    def several(self, number: int) -> tuple[str, ...]:
        """The countries that "the three countries" are: those named here, else those that stand out in the article."""
        for local in (_countries(self.current), _countries([*self.previous, *self.current])):
            if len(local) == number:
                return tuple(local)
        ranked = Counter(self.counts).most_common(number + 1)
        if len(ranked) < number or (len(ranked) > number and ranked[number - 1][1] < _CERTAIN * ranked[number][1]):
            return ()
        return tuple(country for country, _ in ranked[:number])

    def several_people(self, title: Title, number: int) -> list[Person]:
        """Who "the three ministers" are: the only people in mind, of as many countries, who are called so."""
        for known in (self.current, [*self.previous, *self.current]):
            fit = [p for p in self.persons((known,)) if any(title.title in held.title.later for held, _, _ in p.titles)]
            if len(fit) == number and len({p.country for p in fit}) == number:
                return fit
        return []

    # People

    def office(self, ref: OfficeRef, headline: bool = False) -> list[Person]:
        """Who may hold an office named without a name: the one that fits, else all that fit.

        Headlines leave "the" out, and come before those they speak of.
        """
        if not (ref.definite or headline) or ref.pronoun:
            return []
        wanted = ref.titles[0]
        country = ref.countries[0] if len(ref.countries) == 1 else None
        known = self._holders(ref.titles, everyone=bool(country) or headline)
        fit = [p for p in known if _fits(p, wanted, ref)]
        if country is None:
            return self._nearest(fit) or (self.guest() if wanted.title.title in _GUESTS else [])
        own = [p for p in fit if p.country == country]
        if not own:
            # Nobody of that country: the only one of whom no country is known, if there is no other such person.
            if wanted.title.use is Use.REFERENCE:
                known = [p for p in self.met.values() if p.country == country]
                if known:
                    return known if len(known) == 1 and wanted.title.title in _ANYBODY else []
            stateless = [p for p in fit if p.country is None and p.index in self.met]
            own = stateless if len(stateless) == self.people.stateless == 1 else []
            if headline and not own:
                # "Peruvian President leaves" above "President X Y left": the only one of that office left over.
                unknown = [p for p in fit if p.country is None]
                own = unknown if len(unknown) == 1 else []
        return self._nearest(own)

    def _holders(self, titles: Iterable[TitleRef], everyone: bool) -> list[Person]:
        """The people who may be called by one of some titles, of all or of those met so far."""
        words = {title: title.title.full.lower() or title.title.title for title in titles}
        found = (p for title, word in words.items() for p in self.people.called_by(word, _SPAN) if p.holds(title))
        return [p for p in dict.fromkeys(found) if everyone or p.index in self.met]

    def _nearest(self, fit: list[Person]) -> list[Person]:
        if len(fit) <= 1:
            return fit
        for sentences in ((self.current,), (self.previous,), (self.previous, self.current)):
            near = [p for p in self.persons(sentences) if p in fit]
            if len(near) == 1:
                return [] if self._is_he(near[0], fit) else near
            if near:
                return []
        return []

    def _is_he(self, person: Person, fit: Sequence[Person]) -> bool:
        """ "He paid a call on the president": where "he" is one of two presidents, the other may be meant."""
        here = [s for s in self.current if person in s.persons]
        return bool(here) and all(s.kind is MentionKind.PRONOUN for s in here) and len(fit) > 1

    def the_country(self) -> str | None:
        """What "the country" means: the one named last in this sentence, else the only one of the last."""
        named = (MentionKind.COUNTRY, MentionKind.CAPITAL)
        here = [s.countries for s in self.current if s.kind in named and len(s.countries) == 1]
        if here:
            return here[-1][0]
        before = _countries(s for s in self.previous if s.kind in named)
        return before[0] if len(before) == 1 else None

    def counterpart(self, country: str) -> list[Person]:
        """ "Her Peruvian counterpart": who holds in that country the office of the only person of the sentence."""
        here = self.persons((self.current,)) or self.persons((self.previous,))
        if len(here) != 1:
            return []
        held = [title for title, _, _ in here[0].titles if title.title.use in (Use.OFFICE, Use.NOBLE)]
        fit = [p for title in held for p in self.people.called_by(title.title.title, _SPAN) if p.holds(title)]
        own = [p for p in dict.fromkeys(fit) if p.country == country and p is not here[0]]
        return own if len(own) == 1 else []

    def two(self, ref: OfficeRef) -> list[Person]:
        """ "the two leaders": the last two people of that kind, of two countries."""
        wanted = ref.titles[0]
        for known in (self.current, [*self.previous, *self.current]):
            fit = [p for p in self.persons((known,)) if p.holds(wanted)]
            if len(fit) == 2 and _apart(fit):
                return fit
            if len(fit) > 2:
                return []
        fit = self._holders(ref.titles, everyone=False)
        return fit if len(fit) == 2 and _apart(fit) else []

    def two_people(self) -> list[Person]:
        """ "the two officials": the only two people of this and the last sentence, of two countries."""
        people = self.persons((self.previous, self.current))
        return people if len(people) == 2 and _apart(people) else []

    def other(self) -> list[Person]:
        """ "his host": of two people in mind, the one who is not the subject."""
        here = self.persons((self.current,))
        people = self.persons((self.current, self.previous))
        return people[1:] if len(here) in (1, 2) and len(people) == 2 and _apart(people) else []

    def guest(self) -> list[Person]:
        """ "the guest": the first person so far who is of the other of the two countries than the article's own."""
        if self.dyad is None:
            return []
        known = [p for p in self.met.values() if p.country in self.dyad]
        if self.cast.home is None:
            travelling = [p for p in known if self._travels(p)]
            return travelling if len(travelling) == 1 else []
        return [p for p in known if p.country != self.cast.home][:1]

    def _travels(self, person: Person) -> bool:
        """Whether the sentence that names a person first says that he comes to the other side."""
        match = _COMING.match(self.cast.text, person.first, person.first + _SENTENCE)
        return match is not None and match["comes"] is not None

    # Bodies

    def body(self, head: str) -> str | None:
        """The body that "the ministry" means: the only one of its kind so far."""
        known = self.bodies.get(head, {})
        return next(iter(known)) if len(known) == 1 else None

    def two_bodies(self, head: str) -> tuple[str, ...]:
        """ "the two universities"."""
        known = self.bodies.get(head, {})
        return tuple(known) if len(known) == 2 else ()

    # Pronouns

    def pronoun(
        self, word: str, before: str, opens: bool, speaker: bool = False, objective: bool = False
    ) -> Seen | None:
        """The mention for which a pronoun stands; `before` is the word left of it.

        `speaker`: it is who said the sentence (", he added"), hence nobody named in it. `objective`: it is the object
        of a verb ("received her"), hence not who acts.
        """
        low = word.lower()
        if low in _MASCULINE or low in _FEMININE:
            acting = [s for s in self.current if s.persons and s.free] if objective else []
            others = [s for s in self.current if not acting or s.persons != acting[-1].persons]
            return self._person(low, () if speaker else others)
        if low in ("its", "it"):
            return self._thing(low, before, opens)
        return self._several()

    def _person(self, low: str, current: Sequence[Seen]) -> Seen | None:
        gender = "m" if low in _MASCULINE else "f"
        here = [s for s in current if s.persons]
        people = [p for p in self.persons((current,)) if p.gender in ("", gender)]
        if len(people) == 1:
            return next((s for s in here if s.persons == (people[0],)), None)
        if len(people) > 1:
            # Of several people a nominative means the subject; a possessive may mean either.
            subject = here[0] if low in ("he", "she") and here[0].free else None
            return subject if subject is not None and len(subject.persons) == 1 else None
        last = self.previous if any(s.persons for s in self.previous) else self.earlier
        before = [s for s in last if s.persons]
        people = [p for p in self.persons((last,)) if p.gender in ("", gender)]
        if len(people) == 1:
            return next((s for s in before if s.persons == (people[0],)), None)
        if before and before[0].free and len(before[0].persons) == 1 and before[0].persons[0].gender in ("", gender):
            return before[0]
        return None

    def _thing(self, low: str, before: str, opens: bool) -> Seen | None:
        if low == "it" and (opens or before not in _SAYING):
            return None
        if opens and not self.current and not any(s.persons for s in self.previous):
            things = [s for s in self.previous if s.kind in _ACTING and len(s.actors) == 1]
            return things[0] if len({s.actors for s in things}) == 1 else None
        here = [s for s in self.current if s.kind in _ACTING and len(s.actors) == 1]
        if len({s.actors for s in here}) == 1 and not any(s.persons for s in self.current):
            return here[0]
        return here[0] if here and here[0] is self.current[0] and here[0].free and len(self.current) == 1 else None

    def _several(self) -> Seen | None:
        for sentence in (self.current, self.previous):
            groups = [s for s in sentence if s.kind is MentionKind.GROUP and len(s.actors) > 1]
            first = sentence[0] if sentence else None
            if first is not None and self.delegation is not None and first.actors == self.delegation.actors:
                return first if first.kind is MentionKind.OFFICE else None  # "the delegation ... they"
            if groups:
                return groups[-1] if len({s.actors for s in groups}) == 1 else None
            pair = self._coordinated(sentence)
            if pair is not None:
                return pair
            if sentence:
                return None
        return None

    def _coordinated(self, sentence: Sequence[Seen]) -> Seen | None:
        """ "Kenya and Japan ... their": the first two mentions joined by "and"."""
        named = [s for s in sentence if s.kind is not MentionKind.ADJECTIVE]
        if len(named) < 2 or not (named[0].free and _joined(self.cast.text, named[0], named[1])):
            return None
        if len(named) > 2 and _joined(self.cast.text, named[1], named[2]):
            return None
        one, two = named[:2]
        return Seen(
            one.start, two.end, MentionKind.GROUP, (*one.actors, *two.actors), (*one.persons, *two.persons),
            (*one.countries, *two.countries),
        )  # fmt: skip


def _joined(text: str, one: Seen, two: Seen) -> bool:
    return text[one.end : two.start].strip().lower() in ("and", "and the", "and his", "and her", "and its", "&")


def _fits(person: Person, wanted: TitleRef, ref: OfficeRef) -> bool:
    if ref.organisation is None or wanted.title.use is Use.REFERENCE:
        return True
    named = [t.body or r.organisation for t, r, _ in person.titles]
    return any(b is not None and b.head == ref.organisation.head for b in named) or not any(named)


def _apart(people: Sequence[Person]) -> bool:
    """Not of one country, as far as is known."""
    return people[0].country != people[1].country or people[0].country is None


def _countries(seen: Iterable[Seen]) -> list[str]:
    return list(dict.fromkeys(c for s in seen for c in s.countries))


def dyad(counts: Mapping[str, float], organisations: Mapping[str, float] | None = None) -> tuple[str, str] | None:
    """The two sides that an article is about, where they stand out from all others.

    They are two countries, or a country and an organisation of states (the European Union) that is named more often
    than any second country.
    """
    ranked = Counter(counts).most_common(3)
    others = Counter(organisations or {}).most_common(2)
    if ranked and others:
        second = max(ranked[1][1] if len(ranked) > 1 else 0.0, others[1][1] if len(others) > 1 else 0.0)
        if others[0][1] >= max(_PARTY, _CERTAIN * second) and ranked[0][1] >= _CERTAIN * second:
            return (ranked[0][0], others[0][0])
    if len(ranked) < 2:
        return None
    if len(ranked) == 3 and ranked[1][1] < _CERTAIN * ranked[2][1]:
        return None
    return (ranked[0][0], ranked[1][0])


def bare_group(line: Line, match: re.Match[str]) -> bool:
    """Whether a group noun without "two" or "both" is one all the same: "the sides", "the parties"."""
    return line.parts[match.end() - 1].lower() in _BARE_GROUPS


def is_free(line: Line, first: int) -> bool:
    """Whether no preposition stands before a mention."""
    index = first - 2
    return index < 0 or (line.tags[index] not in "oriu" and line.parts[index].lower() not in _PREPOSITIONS)


_PREPOSITIONS = frozenset("with by between of to for from in on at against after before during towards among".split())

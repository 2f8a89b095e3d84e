"""Who is who in an article: every actor, and every mention of one, in text order.

Bodies are read first, then people and offices, then what is left of countries and places; all of it introduces actors.
A second pass follows the text and resolves what refers back (see `coreference`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, NamedTuple

from comity.codebook import PlaceRow
from comity.coder import bodies, coreference, gazetteer, homes, patterns, people, places
from comity.coder.bodies import BodyRef
from comity.coder.casting import Cast as Gathered
from comity.coder.clustering import People, Person, tokens
from comity.coder.coreference import Memory, Seen
from comity.coder.document import Cast, Document, Mention, MentionKind, Part
from comity.coder.gazetteer import Gazetteer
from comity.coder.patterns import Line
from comity.coder.people import OfficeRef, PersonRef, Run
from comity.coder.places import PlaceRef
from comity.coder.titles import Use

_COUNTRY = re.compile("[CJ]")
_PLACES = re.compile("[CJKL]")
_PRONOUN = re.compile("[hmO]")
_LED_BY = re.compile(r"^,? ?(?:\w+ ){0,3}(?:led|headed) by $")
_SONS = frozenset(["bin", "bint", "binti", "ibn"])
_PATRONYMIC = re.compile(r"[a-z](?:ovich|evich|ovna|evna|yevich|yevna)\Z")
_KOREAN = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{2,6}")
_BETWEEN = frozenset("in turn also then later further".split())
_HUMAN_ACTS = frozenset(
    "said says told noted stressed added thanked expressed underlined emphasised emphasized congratulated recalled "
    "conveyed praised hailed underscored highlighted explained remarked pointed spoke arrived".split()
)
# What organisations and newspapers do not do.
_PERSONAL_ACTS = frozenset(
    "thanked congratulated recalled arrived visited met travelled traveled flew chaired co-chaired told spoke".split()
)
_SEAT = ("belgium", "european-union")  # in an article about the Union, Brussels is its seat
_NUMBERED = re.compile(r"\b(?:[Tt]hree|[Ff]our|[Ff]ive) ")
_GENERAL = frozenset(["head of state", "head of government"])
_INVITED = re.compile(r"\bat the (?:official )?invitation of\b")
_VISIT = re.compile(r"\b(?:visit|visits|visited|visiting|trip|arrive|arrived|arrives|travel|travels|travelled)\b")
_OF_STATES = frozenset(["government", "legislature", "military", "embassy", "country"])
_LOCAL_NOUNS = frozenset("city town municipality province region capital state prefecture county district".split())
_MOST_PEOPLE = 50
_TRAVEL = re.compile(r"(?<!\w)(?:arriv|visit|trip|travel|tour|delegation|depart|le(?:ft|aves?)|flew)")
_DELEGATION = re.compile(
    r"(?P<noun>\b(?:delegation|team|side))\b[^.;]{0,60}?\b(?:(?:led|headed) by|includ|compris|consist|made up of)"
)
_WHOSE = frozenset(["of", "of the", "from", "from the"])
_SEATS = re.compile(r"(?:Palace|Hall|House|Castle|Residence|Office|Kremlin)\b")


class _Pronoun(NamedTuple):
    first: int


class _Group(NamedTuple):
    first: int
    shape: re.Pattern[str]
    match: re.Match[str]


_Ref = PersonRef | OfficeRef | BodyRef | PlaceRef | Run | _Pronoun | _Group
_FIRST = attrgetter("first")


@dataclass(slots=True)
class _Read:
    """A line with everything that was found in it."""

    line: Line
    bodies: list[BodyRef]
    people: people.Found
    places: list[PlaceRef]
    unmarked: str  # the tags before what was found was marked


def read(document: Document, gazetteer_: Gazetteer) -> Cast:
    """The cast of a document: its actors and all mentions of them, in order, without overlaps."""
    lines = _lines(document, gazetteer_)
    found = [bodies.read(line) for line in lines]
    acronyms = bodies.introduced(ref for refs in found for ref in refs)
    if acronyms:
        found = [bodies.by_acronym(line, refs, acronyms) for line, refs in zip(lines, found, strict=True)]
    read_lines = [_read_line(line, refs) for line, refs in zip(lines, found, strict=True)]
    _bare_names(read_lines)
    known = People(gazetteer_)
    quiet = [(r.line, ref) for r in read_lines if not r.line.loud for ref in r.people.people]
    known.introduce(quiet)
    _company(read_lines, known)
    _equal(read_lines, known)
    counts = _counts(read_lines, known)
    pair = coreference.dyad(counts, _organisations(read_lines))
    cast = Gathered(gazetteer_, known, document.text, dyad=pair)
    if pair is not None and pair[1] not in counts:
        cast.home = pair[0]
        homes.settle_one(known, *pair)
    elif pair is not None:
        cast.home = homes.find(document, pair, [ref for _, ref in quiet], gazetteer_, counts)
        homes.settle(known, pair, cast.home)
    memory = Memory(known, cast, pair, counts)
    mentions: list[Mention] = []
    part: Part | None = None
    for item in read_lines:
        memory.sentence(item.line.unit.part is part)
        part = item.line.unit.part
        mentions.extend(_Mentions(item, known, cast, memory).all())
    return Cast(cast.finish(), tuple(mentions))


def _lines(document: Document, gazetteer_: Gazetteer) -> list[Line]:
    folded = gazetteer.fold(document.text)
    hits = gazetteer_.find(folded)
    starts = [hit.start for hit in hits]
    named: set[str] = set()
    lines: list[Line] = []
    for unit in document.units:
        own = hits[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]
        own = [hit for hit in own if hit.end <= unit.end]
        line = patterns.read(document.text, folded, unit, own, gazetteer_, named)
        lines.append(line)
        for match in _COUNTRY.finditer(line.tags):
            entry = line.entry(match.start())
            if entry is not None and len(entry.actors) == 1 and not entry.doubtful:
                named.add(entry.actors[0])
    return lines


def _read_line(line: Line, found: list[BodyRef]) -> _Read:
    persons = people.read(line, found)
    spans = [*people.spans(persons), *((ref.first, ref.last) for ref in found)]
    unmarked = line.tags
    if spans:
        line.mark(spans, "*")
    return _Read(line, found, persons, places.read(line), unmarked)


def _bare_names(lines: Sequence[_Read]) -> None:
    """Make people of names without a title that the text itself shows to be people's.

    Either another sentence calls them by the last name alone ("Lindqvist said", "Ms Lindqvist"), or the words go on as
    they do after people alone ("Anna Lindqvist thanked"), or the name is built as only people's are (Ivan Ivanovich).
    """
    called = {
        item.line.parts[ref.name_last - 1]
        for item in lines
        for ref in item.people.people
        if not item.line.loud and ref.name_last == ref.name_first + 1
    }
    called |= {
        item.line.parts[run.first]
        for item in lines
        for run in item.people.runs
        if run.last == run.first + 1
        and not item.line.loud
        and (_acts(item.line, run.last) or not item.line.opens(run.first))
    }
    for item in lines:
        line = item.line
        if line.loud or not item.people.runs:
            continue
        found = [run for run in item.people.runs if _is_person(line, run, called)]
        if found:
            item.people.runs = [run for run in item.people.runs if run not in found]
            item.people.people.extend(_untitled(line, run) for run in found)
            item.people.people.sort(key=lambda ref: ref.first)


def _is_person(line: Line, run: Run, called: set[str]) -> bool:
    """Whether a run of two to five capitalised words is the name of a person."""
    first, last = run.first, run.last
    words = sum(tag in "NIO" for tag in line.tags[first:last])
    if not 2 <= words <= 5 or " " not in line.tags[first:last] or places.after_in(line, first):
        return False
    if line.parts[last - 1] in called or _built_as_a_persons(line, first, last):
        return True
    the = first >= 2 and line.tags[first - 2] in "ta"
    return not the and line.tags[last : last + 2] == " x" and line.parts[last + 1] in _PERSONAL_ACTS


def _untitled(line: Line, run: Run) -> PersonRef:
    """A person without a title; "Sudan's X Y" tells the country."""
    ref = PersonRef(run.first, run.last, run.first, run.last)
    if run.first >= 3 and line.tags[run.first - 3 : run.first] == "Cp ":
        ref.country = bodies.country(line, run.first - 3)
    return ref


def _built_as_a_persons(line: Line, first: int, last: int) -> bool:
    """A patronymic in the middle (Ivan Petrovich Sokolov), "bin" or "bint" before a name, a Korean given name."""
    words = line.word(first, last).split()
    if any(word in _SONS for word in words[1:-1]) or any(_PATRONYMIC.search(word) for word in words[1:-1]):
        return True
    return len(words) == 2 and _KOREAN.fullmatch(words[1]) is not None and words[0].isalpha()


def _acts(line: Line, last: int) -> bool:
    """Whether the next word says what people do: "said", "thanked"."""
    after = [part for part in line.parts[last : last + 8] if part != " "]
    while after and after[0] in _BETWEEN:
        del after[0]
    return bool(after) and after[0] in _HUMAN_ACTS


def _company(lines: Sequence[_Read], known: People) -> None:
    """Give people the country of the traveller whom they accompany, or of the delegation to which they belong.

    Only where nothing else tells theirs.
    """
    for item in lines:
        _members(item, known)
        _hosts(item, known)
        start, end = item.line.unit.start, item.line.unit.end
        at = item.line.folded.find("accompanied by ", start, end)
        if at < 0 or item.line.loud or not _TRAVEL.search(item.line.folded, start, end):
            continue
        refs = [ref for ref in item.people.people if ref.person >= 0]
        before = [known.all[ref.person] for ref in refs if item.line.starts[ref.first] < at]
        for run in item.people.runs:
            named = known.named(tokens(item.line.word(run.first, run.last)))
            before += named if len(named) == 1 and item.line.starts[run.first] < at else []
        countries = {person.country for person in before}
        if len(countries) != 1 or (country := countries.pop()) is None:
            continue
        for ref in refs:
            person = known.all[ref.person]
            if item.line.starts[ref.first] > at and person.country is None and person.known is None:
                person.country = country


def _hosts(item: _Read, known: People) -> None:
    """ "A visit to Kenya at the invitation of Y": who invites is of the country visited."""
    line = item.line
    start, end = line.unit.start, line.unit.end
    said = not line.loud and line.folded.find("invitation of", start, end) >= 0
    invited = None if not said else _INVITED.search(line.folded, start, end)
    visit = _VISIT.search(line.folded, start, invited.start()) if invited is not None else None
    if invited is None or visit is None:
        return
    between = {
        place.countries
        for place in item.places
        if visit.end() <= line.starts[place.first] < invited.start() and len(place.countries) == 1
    }
    host = next((ref for ref in item.people.people if line.starts[ref.first] >= invited.end()), None)
    if len(between) != 1 or host is None or host.person < 0 or line.starts[host.first] > invited.end() + 8:
        return
    person = known.all[host.person]
    if person.country is None and person.known is None:
        ((person.country,),) = between


def _members(item: _Read, known: People) -> None:
    """ "The delegation of Kenya was led by X and included Y": the people named after a delegation's country."""
    line = item.line
    stated = "s" in item.unmarked and item.people.people and not line.loud
    match = _DELEGATION.search(line.folded, line.unit.start, line.unit.end) if stated else None
    if match is None:
        return
    noun = match.end("noun")
    countries = {
        place.countries[0]
        for place in item.places
        if len(place.countries) == 1
        and (
            line.starts[place.first] < noun <= line.starts[place.last]
            or line.folded[noun : line.starts[place.first]].strip() in _WHOSE
        )
    }
    if len(countries) != 1:
        return
    (country,) = countries
    for ref in item.people.people:
        person = known.all[ref.person] if ref.person >= 0 else None
        if person is None or person.country is not None or person.known is not None:
            continue
        if line.starts[ref.first] >= match.end():
            person.country = country


def _equal(lines: Sequence[_Read], known: People) -> None:
    """Give counterparts ("her Peruvian counterpart X") the office of the person named before them."""
    before: list[Person] = []
    for item in lines:
        if item.line.loud:
            continue
        here: list[Person] = []
        for ref in item.people.people:
            if ref.person < 0:
                continue
            person = known.all[ref.person]
            other = next(reversed(here or before), None) if ref.counterpart else None
            held = [t for t in (other.titles if other else ()) if t[0].title.use.value in ("office", "noble")]
            own_office = any(t[0].title.use.value in ("office", "noble") for t in person.titles)
            if held and other is not person and not own_office and held[0][0].body is None:
                own = replace(held[0][0], body=None, country=None, place=None)
                person.add(own, ref, item.line)
                known.entitle(person)
            here.append(person)
        before = here or before


def _counts(lines: Sequence[_Read], known: People) -> dict[str, float]:
    """How often each country is named: in the headline threefold, in the lead twofold."""
    counts: defaultdict[str, float] = defaultdict(float)
    lead = next((r.line.unit.paragraph for r in lines if r.line.unit.part is Part.BODY), -1)
    for item in lines:
        unit = item.line.unit
        weight = 3.0 if unit.part is Part.HEADLINE else 2.0 if unit.paragraph == lead else 1.0
        for place in item.places:
            for country in place.countries if place.kind is not MentionKind.PLACE else ():
                counts[country] += weight
        for person in item.people.people:
            country_of = known.all[person.person].country if person.person >= 0 else None
            if country_of is not None:
                counts[country_of] += weight
        for office in item.people.offices:
            for country in office.countries:
                counts[country] += weight
        for body in item.bodies:
            for one in body.bodies:
                country_of = bodies.country_of(one, item.line.gazetteer)
                if country_of is not None:
                    counts[country_of] += weight
    return counts


def _organisations(lines: Sequence[_Read]) -> dict[str, float]:
    """How often each organisation of states is named, the headline and the lead weighing more."""
    counts: defaultdict[str, float] = defaultdict(float)
    lead = next((r.line.unit.paragraph for r in lines if r.line.unit.part is Part.BODY), -1)
    for item in lines:
        unit = item.line.unit
        weight = 3.0 if unit.part is Part.HEADLINE else 2.0 if unit.paragraph == lead else 1.0
        actors = item.line.gazetteer.codebook.actors
        for body in item.bodies:
            for one in body.bodies:
                if one.actor is not None and actors[one.actor].type == "international_organization":
                    counts[one.actor] += weight
    return counts


class _Mentions:
    """The mentions of one line, made in order while memory follows."""

    def __init__(self, item: _Read, known: People, cast: Gathered, memory: Memory) -> None:
        self.item = item
        self.line = item.line
        self.known = known
        self.cast = cast
        self.memory = memory
        self.taken: list[tuple[int, int]] = []

    def all(self) -> Iterator[Mention]:
        """Every mention of the line, in order."""
        line, item = self.line, self.item
        found = item.people
        refs: list[_Ref] = [*found.people, *found.offices, *found.runs, *item.bodies, *item.places]
        if "d" in line.tags or "z" in line.tags:
            refs.extend(self._groups())
        if _NUMBERED.search(line.folded, line.unit.start, line.unit.end):
            refs.extend(self._several())
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

    def _within(self, first: int, last: int) -> tuple[_Made, ...]:
        """The countries and places inside a phrase that stands for nobody: "leaders of Peru"."""
        line = self.line
        if not _PLACES.search(self.item.unmarked, first, last):
            return ()
        marked, line.tags = line.tags, self.item.unmarked
        inside = places.read(line, first, last)
        line.tags = marked
        return tuple(self.place(ref) for ref in inside)

    def _several(self) -> Iterator[_Group]:
        for match in coreference.SEVERAL.finditer(self.item.unmarked):
            if self.line.parts[match.start("number")].lower() in coreference.NUMBERS:
                yield _Group(match.start(), coreference.SEVERAL, match)

    def _groups(self) -> Iterator[_Group]:
        for shape in (coreference.GROUP, coreference.BODIES, coreference.DELEGATIONS):
            for match in shape.finditer(self.line.tags):
                yield _Group(match.start(), shape, match)

    def _span(self, first: int, last: int) -> tuple[int, int]:
        return self.line.starts[first], self.line.starts[last]

    def _possessive(self, last: int) -> bool:
        return places.possessive(self.line, last)

    def _mention(
        self,
        first: int,
        last: int,
        kind: MentionKind,
        actors: tuple[str, ...],
        persons: tuple[Person, ...] = (),
        countries: tuple[str, ...] = (),
        possessive: bool | None = None,
        place: str | None = None,
    ) -> _Made:
        start, end = self._span(first, last)
        owned = self._possessive(last) if possessive is None else possessive
        countries = countries or tuple(p.country for p in persons if p.country)
        free = coreference.is_free(self.line, first) and not owned
        self.memory.add(Seen(start, end, kind, actors, persons, countries, free))
        return Mention(start, end, kind, actors, owned, place), last

    # People

    def person(self, ref: PersonRef) -> _Made | None:
        if self.line.loud:
            return self._loud_person(ref)
        if ref.person < 0:
            return self._unnamed(ref)
        person = self.known.all[ref.person]
        if ref.the_countrys and person.country is None:
            person.country = self.memory.the_country()
        self._complete(person, ref)
        actor = self.cast.person(person)
        return self._mention(ref.first, ref.last, MentionKind.PERSON, (actor,), (person,))

    def _complete(self, person: Person, ref: PersonRef) -> None:
        """What the sentence before a name adds: the country of the delegation led."""
        if person.country is None and self.memory.current:
            last = self.memory.current[-1]
            between = self.cast.text[last.end : min(last.end + 80, self.line.starts[ref.first])]
            if last.kind is MentionKind.COUNTRY and len(last.actors) == 1 and _LED_BY.match(between):
                person.country = last.actors[0]

    def _loud_person(self, ref: PersonRef) -> _Made | None:
        """In a headline in title case a name ends where the known name ends."""
        found = self._known_name(ref.name_first, ref.name_last, ref)
        if found is None:
            return self._unnamed(ref)
        person, _, last = found
        actor = self.cast.person(person)
        return self._mention(ref.first, last, MentionKind.PERSON, (actor,), (person,))

    def _unnamed(self, ref: PersonRef) -> _Made | None:
        """A person whom no name settles stands for the country, where the words give one."""
        if ref.country is None or not ref.titles:
            return None
        span = self._span(ref.first, ref.last)
        return self._mention(
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

    def run(self, run: Run) -> Iterator[_Made]:
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
                yield self._mention(left, right, MentionKind.PERSON, (actor,), (person,))
            first = right + 1

    def office(self, ref: OfficeRef) -> _Made | None:
        span = self._span(ref.first, ref.last)
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
            return self._mention(ref.first, ref.last, MentionKind.OFFICE, (actor,), (person,))
        row = self._seat(ref)
        if row is not None:
            return self._mention(ref.first, ref.last, MentionKind.OFFICE, (self.cast.place(row, span),))
        own = ref.organisation is not None and ref.organisation.type not in _OF_STATES
        if len(ref.countries) == 1 and not own:
            actors = (self.cast.country(ref.countries[0], span),)
            return self._mention(ref.first, ref.last, MentionKind.OFFICE, actors, (), ref.countries)
        if ref.organisation is not None and ref.definite and (body := self.cast.body(ref.organisation, span)):
            return self._mention(ref.first, ref.last, MentionKind.OFFICE, (body,), (), ref.organisation.countries)
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

    def _offices(self, ref: OfficeRef, span: tuple[int, int]) -> _Made | None:
        """ "the two ministers", "the presidents of A and B", "Kenyan leaders"."""
        if len(ref.countries) > 1:
            single = [replace(ref, countries=(c,), two=False) for c in ref.countries]
            held = [self.memory.office(one) for one in single]
            persons = tuple(p[0] for p in held if len(p) == 1)
            actors = tuple(
                self.cast.person(p[0]) if len(p) == 1 else self.cast.country(c, span)
                for p, c in zip(held, ref.countries, strict=True)
            )
            return self._mention(ref.first, ref.last, MentionKind.GROUP, actors, persons, ref.countries)
        if ref.titles[0].place is not None:
            return None
        if len(ref.countries) == 1:
            actors = (self.cast.country(ref.countries[0], span),)
            return self._mention(ref.first, ref.last, MentionKind.COUNTRY, actors, (), ref.countries)
        if ref.pronoun or ref.organisation is not None or not (ref.definite or ref.two):
            return None
        vague = ref.titles[0].title.title in ("official", "dignitary", "politician", "diplomat")
        held_by = self.memory.two(ref) or (self.memory.two_people() if vague else [])
        if vague and not held_by:
            return None
        if held_by:
            actors = tuple(self.cast.person(p) for p in held_by)
            return self._mention(ref.first, ref.last, MentionKind.GROUP, actors, tuple(held_by))
        pair = self.memory.pair() if ref.two else None
        return self._pair(ref.first, ref.last, pair) if pair else None

    # Bodies, places, groups, pronouns

    def body(self, ref: BodyRef) -> _Made | None:
        span = self._span(ref.name_first, ref.name_last)
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
        countries = tuple(dict.fromkeys(c for a in actors for c in self._country_of(a)))
        name = self.line.name(ref.name_first, ref.name_last)
        seat = _SEATS.search(name) is not None and places.after_in(self.line, ref.first)
        return self._mention(
            ref.first, ref.last, MentionKind.BODY, actors, (), countries, place=name if seat else None
        )  # fmt: skip

    def _bare_body(self, ref: BodyRef, span: tuple[int, int]) -> _Made | None:
        actor = self.memory.body(ref.bodies[0].head)
        if actor is None:
            return None
        return self._mention(ref.first, ref.last, MentionKind.BODY, (actor,), (), self._country_of(actor))

    def _country_of(self, actor_id: str) -> tuple[str, ...]:
        country = self.cast.country_of(actor_id)
        return (country,) if country else ()

    def place(self, ref: PlaceRef) -> _Made:
        span = self._span(ref.first, ref.last)
        if ref.kind is MentionKind.PLACE and ref.row is not None:
            actors: tuple[str, ...] = (self.cast.place(ref.row, span),)
            countries: tuple[str, ...] = ()
        elif ref.countries == (_SEAT[0],) and ref.kind is MentionKind.CAPITAL and _SEAT[1] in (self.memory.dyad or ()):
            actors, countries = (self.cast.country(_SEAT[1], span),), ()
        else:
            actors = tuple(self.cast.country(c, span, named=True) for c in ref.countries)
            countries = ref.countries
        return self._mention(
            ref.first, ref.last, ref.kind, actors, (), countries, possessive=ref.possessive, place=ref.place
        )

    def group(self, shape: re.Pattern[str], match: re.Match[str]) -> _Made | None:
        if shape is coreference.SEVERAL:
            return self._all_of(match)
        if shape is coreference.BODIES:
            entry = self.line.entry(match.start("head"))
            head = entry.word.standard.lower() if entry and entry.word else ""
            ids = self.memory.two_bodies(head)
            states = self.memory.pair() if not ids and head == "government" else None
            if states is not None:
                return self._pair(match.start(), match.end(), states)
            ids = ids or (self._two_places() if head in _LOCAL_NOUNS else ())
            if not ids:
                return None
            countries = tuple(c for a in ids for c in self._country_of(a))
            return self._mention(match.start(), match.end(), MentionKind.GROUP, ids, (), countries)
        if shape is coreference.GROUP and "d" not in match.group() and not coreference.bare_group(self.line, match):
            return None
        pair = self.memory.pair()
        return self._pair(match.start(), match.end(), pair) if pair else None

    def _all_of(self, match: re.Match[str]) -> _Made | None:
        """ "the three ministers": people of as many countries, or else the countries."""
        number = coreference.NUMBERS[self.line.parts[match.start("number")].lower()]
        entry = self.line.entry(match.end() - 1 if match["noun"] == "z" else self._last(match.end()))
        title = entry.title if entry is not None else None
        held = self.memory.several_people(title, number) if title is not None else []
        if held:
            actors = tuple(self.cast.person(person) for person in held)
            return self._mention(match.start(), match.end(), MentionKind.GROUP, actors, tuple(held))
        if title is not None and not (entry is not None and entry.plural):
            return None
        countries = self.memory.several(number)
        if not countries:
            return None
        span = self._span(match.start(), match.end())
        ids = tuple(self.cast.country(country, span) for country in countries)
        return self._mention(match.start(), match.end(), MentionKind.GROUP, ids, (), countries)

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

    def _pair(self, first: int, last: int, pair: tuple[str, str]) -> _Made:
        span = self._span(first, last)
        actors = tuple(self.cast.country(c, span) for c in pair)
        return self._mention(first, last, MentionKind.GROUP, actors, (), pair)

    def pronoun(self, first: int) -> _Made | None:
        word = self.line.parts[first]
        low = word.lower()
        if low not in coreference.PRONOUNS:
            return None
        if word != low and self.line.tags[first + 1 : first + 3] == " N":
            return None
        before = self.line.parts[first - 2].lower() if first >= 2 else ""
        seen = self.memory.pronoun(low, before, self.line.opens(first), self._speaks(first))
        if seen is None:
            return None
        owned = low in ("his", "its", "their") or (
            low == "her" and self.line.tags[first + 1 : first + 3] not in ("", ".", ". ")
        )
        return self._mention(
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


_SPEECH = frozenset(
    "said says added adds noted stressed told tweeted wrote stated continued explained affirmed concluded".split()
)
_Made = tuple[Mention, int]


def _few(made: _Made | None) -> tuple[_Made, ...]:
    return () if made is None else (made,)


# How each kind of reference becomes mentions.
_MAKERS: dict[type, Callable[[_Mentions, Any], Iterable[_Made]]] = {
    PersonRef: lambda line, ref: _few(line.person(ref)),
    OfficeRef: lambda line, ref: _few(line.office(ref)),
    BodyRef: lambda line, ref: _few(line.body(ref)),
    PlaceRef: lambda line, ref: (line.place(ref),),
    Run: lambda line, ref: line.run(ref),
    _Pronoun: lambda line, ref: _few(line.pronoun(ref.first)),
    _Group: lambda line, ref: _few(line.group(ref.shape, ref.match)),
}


def _compatible(person: Person, ref: PersonRef) -> bool:
    return ref.country is None or person.country is None or ref.country == person.country

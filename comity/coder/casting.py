"""Who is who: the references of an article gathered into actors.

People are clustered by name: "President Ruto" belongs to "William Ruto" where titles and countries agree. Bodies and
places get the codebook's id where it knows them, and else an id made from their name, with the country for names that
many countries share ("ministry-of-culture-of-belarus"). Two people are never merged on a doubt.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from comity import coding
from comity.articles import slug
from comity.codebook import PlaceRow
from comity.coder.bodies import Body
from comity.coder.document import CastActor
from comity.coder.gazetteer import Gazetteer, fold
from comity.coder.patterns import Line
from comity.coder.people import PersonRef, TitleRef
from comity.coder.titles import STATE_BODIES, Use

_NICKNAME = re.compile(r'\s*["“”„«»][^"“”„«»]*["“”„«»]\s*')
_ANY_RANK = frozenset(["diplomat", "secretary", "minister"])  # what a deputy may be called too
_UNLIKE = frozenset(["first lady", "first gentleman"])  # who bears the name of another office-holder
_NEAR = 40  # so many people of one surname are compared, no more: cost stays linear
_LONG_TEXT = 200_000
_PART_OF_STATE = frozenset(["government", "legislature", "embassy", "military", "subnational"])


@dataclass(eq=False)
class Person:
    """A person of the article: name parts, all references to them, and what those say."""

    index: int
    tokens: tuple[str, ...]
    name: str
    known: str | None = None
    gender: str = ""
    country: str | None = None
    first: int = 0
    forms: list[tuple[str, ...]] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)
    titles: list[tuple[TitleRef, PersonRef, Line]] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)
    _told: set[tuple[str, str | None, str | None, str | None]] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    honours: set[str] = field(default_factory=set)
    span: tuple[int, int] = (0, 0)

    def add(self, title: TitleRef, ref: PersonRef, line: Line) -> None:
        """Add an office that a reference gives the person, where it says something new."""
        key = (title.text.lower(), title.body.name if title.body else None, title.country or ref.country, title.host)
        if key not in self._told:
            self._told.add(key)
            self.titles.append((title, ref, line))

    def holds(self, wanted: TitleRef) -> bool:
        """Whether the person may be called so: "the minister" for a foreign minister."""
        return any(_calls(wanted, title) for title, _, _ in self.titles)


def _calls(wanted: TitleRef, held: TitleRef) -> bool:
    if held.former and not wanted.former:
        return False
    name = wanted.title.title
    if name not in held.title.later and name != held.title.title:
        return False
    if held.rank and not wanted.rank and name not in _ANY_RANK:
        return False
    if wanted.fields and not wanted.fields <= (held.fields | set(held.title.title.split())):
        return False
    return not (wanted.host and held.host and wanted.host != held.host)


def tokens(name: str) -> tuple[str, ...]:
    """The words of a name for comparison: folded, without case, stops and nicknames."""
    bare = _NICKNAME.sub(" ", fold(name)).replace(".", " ").casefold()
    return tuple(bare.split())


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the words of one name stand in another in the same order; an initial stands for a word."""
    rest = iter(long)
    return all(any(word == other or (len(word) == 1 and other[:1] == word) for other in rest) for word in short)


class People:
    """The people of an article, clustered by name."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.all: list[Person] = []
        self._by_token: dict[str, list[Person]] = defaultdict(list)
        self._forms: dict[tuple[str, ...], set[int]] = {}
        self.words: set[str] = set()
        self._by_id: dict[str, Person] = {}
        self._by_title: dict[str, list[Person]] = defaultdict(list)
        self.stateless = 0

    def introduce(self, refs: Iterable[tuple[Line, PersonRef]]) -> None:
        """Cluster references, the longest names first, so that short ones find the person they belong to."""
        ordered = [(tokens(line.name(ref.name_first, ref.name_last)), line, ref) for line, ref in refs]
        ordered = [item for item in ordered if item[0]]
        for words, line, ref in sorted(ordered, key=lambda item: -len(item[0])):
            person = self._find(words, ref)
            if person is None:
                if len(words) == 1 and self._crowded(words[0]):
                    continue
                person = self._new(words, line, ref)
            ref.person = person.index
            self._learn(person, words, line, ref)
        for person in self.all:
            self._settle(person)
            for word in {word for title, _, _ in person.titles for word in title.title.later}:
                self._by_title[word].append(person)
        self.count_stateless()
        self._index_forms()

    def count_stateless(self) -> None:
        """Count the people whose country is unknown."""
        self.stateless = sum(person.country is None for person in self.all)

    def called_by(self, title: str) -> list[Person]:
        """The people who may be called by a title or by a word for its holders."""
        return self._by_title.get(title, [])

    def _crowded(self, word: str) -> bool:
        return len(self._by_token.get(word, ())) > 1

    def _new(self, words: tuple[str, ...], line: Line, ref: PersonRef) -> Person:
        person = Person(len(self.all), words, "", first=line.starts[ref.first])
        self.all.append(person)
        for word in dict.fromkeys(words):
            self._by_token[word].append(person)
        return person

    def _find(self, words: tuple[str, ...], ref: PersonRef) -> Person | None:
        if ref.known is not None:
            same = self._by_id.get(ref.known)
            if same is not None:
                return same
        near = self._by_token.get(words[-1], [])[:_NEAR]
        if len(words) == 1:
            near = [p for p in near if self._same_office(p, ref) and _agree(p.country, ref.country)]
            ends = [p for p in near if words[0] in (p.tokens[-1], p.tokens[0])]
            near = ends or near
            return near[0] if len(near) == 1 else None
        whole = [p for p in near if p.tokens == words]
        if whole:
            return whole[0]
        first = self._by_token.get(words[0], [])[:_NEAR]
        inside = [
            p
            for p in dict.fromkeys((*near, *first))
            if _agree(p.country, ref.country) and _agree(p.gender, ref.gender) and _within(words, p.tokens)
        ] if near or first else []  # fmt: skip
        if len(inside) == 1:
            return inside[0]
        spelled = [
            p
            for p in near
            if p.tokens[-1] == words[-1]
            and p.tokens[0][:1] == words[0][:1]
            and len(p.tokens) == len(words)
            and ref.titles
            and any(t.title.title == held.title.title for t in ref.titles for held, _, _ in p.titles)
            and _agree(p.country, ref.country)
            and _alike(p.tokens[0], words[0])
        ]
        return spelled[0] if len(spelled) == 1 else None

    def _same_office(self, person: Person, ref: PersonRef) -> bool:
        if not _agree(person.gender, ref.gender):
            return False
        titles = [t for t in ref.titles if t.title.use is not Use.RANK]
        if any(t.title.title in person.honours for t in titles):
            return True
        spouse = any(t.title.title in _UNLIKE for t in titles)
        return not titles or spouse == any(held.title.title in _UNLIKE for held, _, _ in person.titles)

    def _learn(self, person: Person, words: tuple[str, ...], line: Line, ref: PersonRef) -> None:
        start = line.starts[ref.name_first]
        name = _NICKNAME.sub(" ", line.name(ref.name_first, ref.name_last)).strip()
        if words not in person.forms:
            person.forms.append(words)
        if len(words) > 1:
            person.variants.append(name)
        elif ref.titles or line.starts[ref.first] < start:
            person.called.add(words[0])
        better = len(words) > 1 and (len(tokens(person.name)) < 2 or start < person.span[0])
        if not person.name or better:
            person.name = name
            person.span = (start, line.starts[ref.name_last])
        person.first = min(person.first, line.starts[ref.first])
        person.known = person.known or ref.known
        person.gender = person.gender or ref.gender
        person.honours |= ref.honours
        person.country = person.country or ref.country
        if not ref.counterpart:
            for title in ref.titles:
                person.add(title, ref, line)
        if ref.country is not None:
            person.countries[ref.country] += 1
        if ref.known is not None:
            self._by_id.setdefault(ref.known, person)

    def _settle(self, person: Person) -> None:
        """The country that most references give; a person of the codebook has the codebook's."""
        if person.known is not None:
            codebook = self.gazetteer.codebook
            code = codebook.actors[person.known].country_code
            if code in codebook.country_of_code:
                person.country = codebook.country_of_code[code].actor_id
            return
        if person.countries:
            person.country = person.countries.most_common(1)[0][0]

    def _index_forms(self) -> None:
        self._forms = {}
        for person in self.all:
            for form in self._later_forms(person):
                self._forms.setdefault(form, set()).add(person.index)
                self.words.update(re.findall(r"\w+", " ".join(form)))

    def _later_forms(self, person: Person) -> Iterator[tuple[str, ...]]:
        """By what parts of the name a person may be called without a title."""
        for words in person.forms:
            count = len(words)
            for length in range(2, count + 1):
                for start in range(count - length + 1):
                    yield words[start : start + length]
            if count == 1:
                yield words
                continue
            yield words[-1:]
            if "-" in words[-1] and self.gazetteer.kind(words[-1].partition("-")[0], "particle"):
                yield (words[-1].partition("-")[2],)
            if words[0] in person.called or self._family_first(person, words):
                yield words[:1]
            for word in words[1:-1]:
                if word in person.called:
                    yield (word,)

    def _family_first(self, person: Person, words: tuple[str, ...]) -> bool:
        if words[0].capitalize() in self.gazetteer.kinds["family name"]:
            return True
        code = self.gazetteer.country_code(person.country) or ""
        return code in self.gazetteer.kinds["family first"] or code in self.gazetteer.kinds["first name"]

    def named(self, words: tuple[str, ...]) -> list[Person]:
        """The people whom these words may name without a title."""
        return [self.all[index] for index in sorted(self._forms.get(words, ()))]


def _agree(one: str | None, other: str | None) -> bool:
    return not one or not other or one == other


def _alike(one: str, other: str) -> bool:
    """Spellings of one given name: Aleksandr, Alexander; they share most of their consonants."""
    a, b = (re.sub(r"[aeiouyhj]", "", w.replace("x", "ks").replace("w", "v").replace("c", "k")) for w in (one, other))
    return a == b


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
    heads: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
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
            actor_id = self._known(body.actor, span)
            name = codebook.actors[actor_id].name
            self.heads[body.head or _last_word(name)][actor_id] = None
            if codebook.actors[actor_id].type == "government" and name.startswith("Ministry"):
                self.heads["ministry"][actor_id] = None
            return actor_id
        country = owner or (body.countries[0] if body.countries else None)
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
        self.heads[body.head][actor_id] = None
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
        if country is not None:
            name = f"{name} of {countries[country].name}"
        if body.host is not None:
            name += f" in {countries[body.host].name if body.host in countries else body.host}"
        return name, name

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
            return replace(actor, offices=offices)
        country_code = actor.country_code
        aliases = self._aliases.get(actor.id, {})
        if person is not None:
            bodies = (self._ids[office.body].country_code for office in offices if office.body in self._ids)
            country_code = self.gazetteer.country_code(person.country) or next((c for c in bodies if c), None)
            aliases = dict.fromkeys(v for v in person.variants if v != actor.name)
        definition = coding.Actor(
            name=_line(actor.name),
            type=actor.type,
            country=country_code,
            subdivision=self._subdivisions.get(actor.id),
            part_of=actor.part_of,
            aliases=tuple(dict.fromkeys(_line(a) for a in aliases)),
            acronyms=tuple(self._acronyms.get(actor.id, ())),
            offices=offices,
            quote=self.quote(actor.quote),
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
            rows = [p for p in (entry.places if entry is not None else ()) if self._country_id(p.country_code) == title.country]
            return self.place(rows[0], span) if len(rows) == 1 else None
        state = title.title.body_type in STATE_BODIES or title.title.use is Use.NOBLE
        return self.country(country, span) if state and country is not None else None

    def _office_body(self, body: Body, span: tuple[int, int], country: str | None) -> str | None:
        own = (body.generic or body.type == "subnational") and not body.countries
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
    return any(text.startswith((f"{word} of ", f"{word} for ", f"{word} to ")) or word in text.split() for text in fuller)


def _slug(name: str) -> str:
    """An id; letters without a decomposition (ł, ø) are folded first, so that none is lost: peoples-committee."""
    return slug(fold(name).replace("'", ""))


def _last_word(name: str) -> str:
    return name.split()[-1].lower() if name.split() else ""


def _line(text: str) -> str:
    return " ".join(text.split())[:300]

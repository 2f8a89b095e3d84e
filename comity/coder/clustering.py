"""The people of an article, clustered by name.

"President Ruto" belongs to "William Ruto" where nothing speaks against it: country, gender, or a spouse's title. Two
people are never merged on a doubt.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from comity.coder.gazetteer import Gazetteer, fold
from comity.coder.offices import TitleRef
from comity.coder.patterns import Line
from comity.coder.people import PersonRef
from comity.coder.titles import Use

_NICKNAME = re.compile(r'\s*["“”„«»][^"“”„«»]*["“”„«»]\s*')
_ANY_RANK = frozenset(["diplomat", "secretary", "minister"])  # what a deputy may be called too
_UNLIKE = frozenset(["first lady", "first gentleman"])  # who bears the name of another office-holder
_JUNIOR = frozenset({"jr", "sr"})  # "Joseph Biden Jr." is called Biden
# Honorifics before the first name: Sheikh Tamim, Prince Faisal.
_BY_FIRST_NAME = frozenset(["sheikh", "shaikh", "sheikha", "prince", "princess", "pope", "tengku", "tunku"])
_SON_OF = frozenset(["bin", "ibn", "bint", "binti", "ben", "ould", "mint"])
_NEAR = 40  # so many people of one surname are compared, no more: cost stays linear


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
    forms: dict[tuple[str, ...], None] = field(default_factory=dict)
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
    name = wanted.title.full.lower() or wanted.title.title  # "EAM" calls an external affairs minister
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
    """Whether the words of one name stand in another in the same order; an initial stands for a word.

    What begins with the name after "bin" or "ibn" is the name of the father.
    """
    if short[0] != long[0] and short[0] not in _SON_OF and _fathers(short[0], long):
        return False
    rest = iter(long)
    return all(any(word == other or (len(word) == 1 and other[:1] == word) for other in rest) for word in short)


def _fathers(word: str, name: Sequence[str]) -> bool:
    """Whether a word of a name is only that of the father or grandfather: Salman of "Khalid bin Salman"."""
    return any(before in _SON_OF and word == after for before, after in pairwise(name)) and word != name[0]


class People:
    """The people of an article, clustered by name."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.all: list[Person] = []
        self._by_token: dict[str, list[Person]] = defaultdict(list)
        self._forms: dict[tuple[str, ...], set[int]] = {}
        self.words: set[str] = set()
        self._by_id: dict[str, Person] = {}
        self._by_title: dict[str, dict[Person, None]] = defaultdict(dict)
        self.stateless = 0

    def introduce(self, refs: Iterable[tuple[Line, PersonRef]]) -> None:
        """Cluster references, the longest names first, so that short ones find the person they belong to."""
        ordered = [(tokens(line.name(ref.name_first, ref.name_last)), line, ref) for line, ref in refs]
        ordered = [item for item in ordered if item[0]]
        for words, line, ref in sorted(ordered, key=lambda item: -len(item[0])):
            person = self._find(words, ref, line.starts[ref.first])
            if person is None:
                if len(words) == 1 and self._crowded(words[0]):
                    continue
                person = self._new(words, line, ref)
            ref.person = person.index
            self._learn(person, words, line, ref)
        for person in self.all:
            self._settle(person)
            self.entitle(person)
        self.count_stateless()
        self._index_forms()

    def entitle(self, person: Person) -> None:
        """Note by which titles a person may be called."""
        for word in {word for title, _, _ in person.titles for word in title.title.later}:
            self._by_title[word][person] = None

    def count_stateless(self) -> None:
        """Count the people whose country is unknown."""
        self.stateless = sum(person.country is None for person in self.all)

    def called_by(self, title: str, most: int) -> list[Person]:
        """The first people, `most` at the most, who may be called by a title or by a word for its holders."""
        return list(islice(self._by_title.get(title, ()), most))

    def _crowded(self, word: str) -> bool:
        return len(self._by_token.get(word, ())) > 1

    def _new(self, words: tuple[str, ...], line: Line, ref: PersonRef) -> Person:
        person = Person(len(self.all), words, "", first=line.starts[ref.first])
        self.all.append(person)
        for word in dict.fromkeys(words):
            self._by_token[word].append(person)
        return person

    def _find(self, words: tuple[str, ...], ref: PersonRef, start: int) -> Person | None:
        if ref.known is not None:
            same = self._by_id.get(ref.known)
            if same is not None:
                return same
        near = self._by_token.get(words[-1], [])[:_NEAR]
        if len(words) == 1:
            noble = _by_first_name(ref)
            near = [p for p in near if self._same_office(p, ref) and _agree(p.country, ref.country)]
            near = [p for p in near if p.tokens[0] == words[0] or not (noble or _fathers(words[0], p.tokens))]
            ends = [p for p in near if words[0] in (p.tokens[-1], p.tokens[0])]
            near = ends or near
            if len(near) > 1:  # "Sheikh Mohamed" beside "Crown Prince Mohamed"; then who has been named so far
                near = [p for p in near if _called_alike(p, ref)] or near
            if len(near) > 1:
                near = [p for p in near if p.first < start]
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
        person.forms[words] = None
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
        for title in ref.titles:
            if not (ref.counterpart and title is ref.titles[0]):
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
            yield words[-2:-1] if words[-1] in _JUNIOR and count > 2 else words[-1:]
            if "-" in words[-1] and self.gazetteer.kind(words[-1].partition("-")[0], "particle"):
                yield (words[-1].partition("-")[2],)
            if words[0] in person.called or self._family_first(person, words):
                yield words[:1]
            middle = (self.gazetteer.country_code(person.country) or "") in self.gazetteer.kinds["middle name"]
            for word in words[1:-1]:
                if word in person.called or (middle and not self.gazetteer.kind(word, "particle")):
                    yield (word,)

    def _family_first(self, person: Person, words: tuple[str, ...]) -> bool:
        if words[0].capitalize() in self.gazetteer.kinds["family name"]:
            return True
        code = self.gazetteer.country_code(person.country) or ""
        return code in self.gazetteer.kinds["family first"] or code in self.gazetteer.kinds["first name"]

    def named(self, words: tuple[str, ...]) -> list[Person]:
        """The people whom these words may name without a title."""
        return [self.all[index] for index in sorted(self._forms.get(words, ()))]


def _called_alike(person: Person, ref: PersonRef) -> bool:
    """Whether a person bears the honorific or noble title of a reference."""
    if not ref.honours.isdisjoint(person.honours & _BY_FIRST_NAME):
        return True
    nobles = [t for t in ref.titles if t.title.use is Use.NOBLE or t.title.title in _BY_FIRST_NAME]
    held = {word for title, _, _ in person.titles for word in title.title.later}
    return any(t.title.title in held for t in nobles)


def _by_first_name(ref: PersonRef) -> bool:
    """Whether the words before a single name say that it is a first name: King Salman, Prince Faisal, Sheikh Tamim."""
    return not ref.honours.isdisjoint(_BY_FIRST_NAME) or any(
        t.title.use is Use.NOBLE or t.title.title in _BY_FIRST_NAME for t in ref.titles
    )


def _agree(one: str | None, other: str | None) -> bool:
    return not one or not other or one == other


def _alike(one: str, other: str) -> bool:
    """Spellings of one given name: Aleksandr, Alexander; they share most of their consonants."""
    a, b = (re.sub(r"[aeiouyhj]", "", w.replace("x", "ks").replace("w", "v").replace("c", "k")) for w in (one, other))
    return a == b

"""The dictionaries as the coder searches them: every name and every word that belongs to names, compiled once.

A text is cut into parts (words, marks, blanks). Each part gets a tag, one letter that says what the part can be in a
name (`C` a country, `T` a title, `F` a field of a ministry ...). One-word names are looked up part by part; names of
several parts are found by one Aho-Corasick pass over the text, overlapping, of which the longest that begin first are
kept. The grammars of `people`, `bodies` and `places` are regular expressions over the string of tags.

Names match by case: "US" and "Turkey" do, "us" and "turkey" do not. Spelling is folded in the text and in the
dictionaries alike: letters lose their marks, curly quotes and dashes become straight, and every character stays one
character, so that offsets hold.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Literal, NamedTuple

import ahocorasick_rs

from comity.codebook import AmbiguousName, Codebook, PlaceRow, Text
from comity.coder import titles
from comity.coder.titles import Title, Use
from comity.csvfile import Row, sound_rows
from comity.csvfile import read as read_csv

FILE, KEY = "name_words.csv", ("word", "kind")

# The tags. Capital letters are capitalised words, small letters the same words in small letters.
TAGS = {
    "C": "country",
    "J": "adjective or word for the people of a country",
    "K": "capital",
    "L": "other city or subdivision",
    "B": "other actor of the codebook, and every body once it is found",
    "P": "person of the codebook",
    "W": "name that is no actor: Gulf of Oman, Swiss franc",
    "T": "title, small l",
    "H": "honorific",
    "M": "word that is part of a title: deputy, small k",
    "v": "word before a title and no part of it: visiting",
    "G": "ministry, small g",
    "A": "state organ: parliament, government, army, small b",
    "E": "embassy, small e",
    "Y": "other body: university, committee, company, small y",
    "Q": "subnational unit: province, city, small c",
    "U": "its authorities: people's committee, city council",
    "R": "word for a state: republic, kingdom, small w",
    "F": "field of a ministry: health, small f",
    "X": "capitalised word that belongs to no actor's name: summit, sea, visits",
    "D": "day or month",
    "N": "any other capitalised word",
    "I": "single capital letter",
    "O": "capitalised function word, which may be a syllable of a name: To, Do, An",
    "s": "people who act for their country: delegation, officials",
    "z": "noun after the two: countries, sides",
    "q": "particle inside a name: bin, van der",
    "t": "the",
    "a": "a, an",
    "o": "of",
    "n": "and, &",
    "r": "for, on",
    "u": "to",
    "i": "in, at, from, near",
    "h": "his, her, its, their, our",
    "m": "he, she, it, they, him, them",
    "d": "two, both",
    "p": "'s",
    "x": "any other word",
}
_FUNCTION_WORDS = {
    "the": "t", "a": "a", "an": "a", "of": "o", "and": "n", "&": "n", "for": "r", "on": "r", "to": "u", "in": "i",
    "at": "i", "from": "i", "near": "i", "his": "h", "her": "h", "its": "h", "their": "h", "our": "h", "two": "d",
    "both": "d", "'s": "p", "'S": "p", "he": "m", "she": "m", "him": "m", "it": "m", "they": "m", "them": "m",
}  # fmt: skip
# Function words that are family names or syllables of names in other languages.
_SYLLABLES = frozenset("To In On An At He She Do So No My Be You If As Or It Is Are Can Than Han We Am Me".split())
# Initials of two letters, as romanisations have them: "Zh. Kulubaev".
_LETTERS = frozenset({"Zh", "Kh", "Sh", "Ch", "Ts", "Dz", "Gh"})
_PUNCTUATION = frozenset(",.-()\"/:;'")
_PART = re.compile(r"[A-Z]{1,3}\$|[A-Za-z]+(?!\w)|\s+|\w+|'[sS]\b|[^\w\s]")  # "US$" is no country
_WORD = re.compile(r"\w+|&|'[sS]")
_REMEMBERED = 50_000
_SMALL = frozenset("of and to for the in on at de ad".split())

WordKind = Literal[
    "ministry", "organ", "embassy", "local", "group", "subnational", "body", "firm", "realm", "side", "joint", "field",
    "world", "water", "thing", "day", "particle", "place prefix", "combining form", "given name", "family name",
    "family first", "first name", "middle name", "opener",
]  # fmt: skip

# kind of codebook/name_words.csv -> tag of the capitalised and of the small form ("" = none)
_KINDS: Mapping[WordKind, tuple[str, str]] = {
    "ministry": ("G", "g"),
    "organ": ("A", "b"),
    "embassy": ("E", "e"),
    "local": ("U", "U"),
    "group": ("", "z"),
    "subnational": ("Q", "c"),
    "body": ("Y", "y"),
    "firm": ("", "y"),
    "realm": ("R", "w"),
    "side": ("", "s"),
    "joint": ("F", "f"),
    "field": ("F", "f"),
    "world": ("X", ""),
    "water": ("X", ""),
    "thing": ("X", ""),
    "day": ("D", ""),
    "particle": ("", "q"),
    "place prefix": ("", ""),
    "combining form": ("", ""),
    "given name": ("", ""),
    "family name": ("", ""),
    "family first": ("", ""),  # countries by code whose people are called by the first part of the name: Xi
    "first name": ("", ""),  # ... which is their given name: Anwar
    "middle name": ("", ""),  # ... by a part within the name: Lula, Sánchez
    "opener": ("x", ""),
}


class Word(NamedTuple):
    """A row of codebook/name_words.csv: a word that makes a name a body's name, or belongs to names otherwise.

    `position` says whether a body's own name stands before the word ("after": X Airlines) or also behind it
    ("both": University of X); `standard` is the form under which names are compared.
    """

    word: str
    kind: WordKind
    actor_type: str
    position: str
    standard: str


class Entry(NamedTuple):
    """What the dictionaries know of one spelling: its tag, the actors that bear it, and what it says of them."""

    tag: str
    actors: tuple[str, ...] = ()
    word: Word | None = None
    title: Title | None = None
    plural: bool = False
    doubtful: bool = False  # in ambiguous_names.csv: not to be decided by the name alone
    places: tuple[PlaceRow, ...] = ()


class Hit(NamedTuple):
    """A name of several parts found in a text."""

    start: int
    end: int
    entry: Entry


class _Runs(dict[str, tuple[tuple[str, ...], str]]):
    """The parts and tags of a run of text without blanks ("minister,"), and the blank behind it.

    Most runs of an article have been met before, so what they hold is remembered. Parts outside the dictionaries are
    judged by their first letter.
    """

    def __init__(self, tags: Mapping[str, str]) -> None:
        super().__init__()
        self._tags = tags

    def __missing__(self, run: str) -> tuple[tuple[str, ...], str]:
        found = self.read(run)
        if len(self) < _REMEMBERED:
            self[run] = found
        return found

    def read(self, run: str) -> tuple[tuple[str, ...], str]:
        """The parts and tags of a text with a blank behind it."""
        parts = (*_PART.findall(run), " ")
        return parts, "".join(self._tags.get(part) or self._judged(part) for part in parts)

    def _judged(self, part: str) -> str:
        first = part[0]
        if first.isspace():
            return " "
        if first.isdigit():
            return "0"
        if first.isalpha():
            if not first.isupper():
                return "x"
            return "I" if len(part) == 1 or part in _LETTERS else "N"
        return first if first in _PUNCTUATION else "."


@dataclass(frozen=True)
class Gazetteer:
    """Everything that the steps of `names.read` look up. Made by `compile`, shared by all articles."""

    codebook: Codebook
    entries: Mapping[str, Entry]
    tags: Mapping[str, str]
    kinds: Mapping[str, frozenset[str]]
    cities: Mapping[str, str]  # folded name -> id of a subnational actor of the codebook
    combining: Mapping[str, Entry]  # Sino-, Franco-
    _automaton: ahocorasick_rs.AhoCorasick
    _phrases: tuple[str, ...]

    def find(self, folded: str) -> list[Hit]:
        """The names of several parts in a folded text, in order: of those that overlap the first, then the longest."""
        spans = [
            (start, -end, number)
            for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if not (start and folded[start - 1].isalnum() and folded[start].isalnum())
            and not (end < len(folded) and folded[end].isalnum() and folded[end - 1].isalnum())
        ]
        spans.sort()
        hits: list[Hit] = []
        reach = 0
        for start, end, number in spans:
            if start >= reach:
                reach = -end
                hits.append(Hit(start, reach, self.entries[self._phrases[number]]))
        return hits

    def kind(self, word: str, kind: str) -> bool:
        """Whether a folded word is of a kind of codebook/name_words.csv."""
        return word in self.kinds[kind]

    @cached_property
    def _runs(self) -> _Runs:
        return _Runs(self.tags)

    def cut(self, folded: str, start: int, end: int) -> tuple[list[str], list[int], list[str]]:
        """The parts of a stretch of folded text, their offsets with that of the end added, and their tags."""
        stretch = folded[start:end]
        runs = stretch.split(" ")
        single = runs == stretch.split()  # several blanks together are one part
        parts: list[str] = []
        tags: list[str] = []
        for some_parts, some_tags in map(self._runs.__getitem__, runs) if single else [self._runs.read(stretch)]:
            parts += some_parts
            tags += some_tags
        del parts[-1], tags[-1]  # the blank behind the last run
        return parts, list(accumulate(map(len, parts), initial=start)), tags

    def country_code(self, actor_id: str | None) -> str | None:
        """The ISO 3166-1 code of a country's actor id."""
        actor = self.codebook.actors.get(actor_id) if actor_id else None
        return actor.country_code if actor else None


def _folding() -> dict[str, str]:
    table = dict.fromkeys("‘’ʼʻ`´′", "'")
    table |= dict.fromkeys("“”„«»″", '"')
    table |= dict.fromkeys("‐‑‒–−", "-")
    table |= dict.fromkeys("\n\t\xa0\u2007\u2009\u202f", " ")
    table |= {"đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ħ": "h", "Ħ": "H", "ŧ": "t"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letters = [c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c)]
        if len(letters) == 1 and letters[0].isascii() and letters[0].isalpha():
            table[chr(code)] = letters[0]
    return table


_FOLDING = _folding()
_FOLDABLE = re.compile(f"[{re.escape(''.join(_FOLDING))}]")


def fold(text: str) -> str:
    """A text without diacritics, with straight quotes and dashes and plain blanks; as long as before, case kept."""
    if text.isascii() and "\n" not in text:
        return text.replace("\t", " ").replace("`", "'")
    for character in sorted(set(_FOLDABLE.findall(text))):
        text = text.replace(character, _FOLDING[character])
    return text


def spread(tags: list[str], starts: list[int], hits: Iterable[Hit]) -> dict[int, Entry]:
    """Write the tags of names of several parts over those of their parts ("C____"); the entries by first part."""
    found: dict[int, Entry] = {}
    for hit in hits:
        first, last = bisect_left(starts, hit.start), bisect_left(starts, hit.end)
        if starts[first] == hit.start and starts[last] == hit.end:
            tags[first:last] = hit.entry.tag + "_" * (last - first - 1)
            found[first] = hit.entry
    return found


_compiled: list[Gazetteer] = []


def compile(codebook: Codebook) -> Gazetteer:  # noqa: A001
    """The gazetteer of a codebook; the last one made is kept, so that many articles share it.

    Raises InputError (B001 to B004) where titles.csv or name_words.csv cannot be used.
    """
    if not _compiled or _compiled[0].codebook is not codebook:
        _compiled[:] = [_compile(codebook)]
    return _compiled[0]


def _compile(codebook: Codebook) -> Gazetteer:
    words = _load_words(codebook.folder)
    entries: dict[str, Entry] = {}
    doubtful = {fold(name).casefold() for name in codebook.ambiguous}
    # What comes first keeps the spelling: names that are no actors, then countries, places, bodies, then words.
    for name, entry in _name_entries(codebook):
        _add(entries, name, entry._replace(doubtful=True) if fold(name).casefold() in doubtful else entry)
    for name, entry in _title_entries(titles.load(codebook.folder)):
        entries.setdefault(name, entry)
    for name, entry in _word_entries(words):
        entries.setdefault(name, entry)
    tags = {name: entry.tag for name, entry in entries.items() if _WORD.fullmatch(name)}
    tags |= _FUNCTION_WORDS
    tags |= {word.capitalize(): tag for word, tag in _FUNCTION_WORDS.items() if word.isalpha()}
    tags |= {word.upper(): _FUNCTION_WORDS[word] for word in ("the", "of", "and", "for")}
    tags |= dict.fromkeys(_SYLLABLES, "O")
    phrases = tuple(name for name in entries if not _WORD.fullmatch(name))
    kinds: dict[str, frozenset[str]] = {
        kind: frozenset(fold(word.word) for word in words if word.kind == kind) for kind in _KINDS
    }
    cities = {
        fold(name): actor.id
        for actor in codebook.actors.values()
        if actor.type == "subnational"
        for name, _ in actor.names
    }
    combining = {
        word.word: Entry("J", (word.standard,))
        for word in words
        if word.kind == "combining form" and word.standard in codebook.actors
    }
    return Gazetteer(codebook, entries, tags, kinds, cities, combining, ahocorasick_rs.AhoCorasick(phrases), phrases)


class WordRow(Row):
    """One row of name_words.csv; see `Word`."""

    word: Text
    kind: WordKind
    actor_type: str
    position: Literal["after", "both", ""]
    standard: str


def _load_words(folder: Path) -> list[Word]:
    rows = (row for row, _ in sound_rows(folder, FILE, WordRow, KEY))
    words = [Word(row.word, row.kind, row.actor_type, row.position, row.standard or row.word) for row in rows]
    return sorted(words, key=lambda word: list(_KINDS).index(word.kind))


def _add(entries: dict[str, Entry], name: str, entry: Entry) -> None:
    """Enter a name, folded, and in capitals for headlines; who bears the same kind of name already shares it."""
    folded = fold(name)
    forms = [folded]
    if len(folded) > 3 and not folded.isupper():
        forms.append(folded.upper())
    for form in forms:
        known = entries.get(form)
        if known is None:
            entries[form] = entry
        elif known.tag == "K" and entry.tag == "L":
            entries[form] = known._replace(places=(*known.places, *entry.places))
        elif known.tag == entry.tag:
            actors = tuple(dict.fromkeys((*known.actors, *entry.actors)))
            places = (*known.places, *(row for row in entry.places if row not in known.places))
            entries[form] = known._replace(actors=actors, places=places)


def _name_entries(codebook: Codebook) -> Iterator[tuple[str, Entry]]:
    """Names of the dictionaries, in the order in which one spelling goes to one kind of actor."""
    borne = {fold(name).casefold() for actor in codebook.actors.values() for name, _ in actor.names}
    borne |= {
        fold(name).casefold()
        for row in codebook.countries.values()
        for name in (*row.adjectives, *row.demonyms, row.capital, *row.capital_aliases)
        if name
    }
    borne |= {fold(name).casefold() for row in codebook.places for name in (row.place, *row.aliases)}
    for name in _ambiguous_names(codebook):
        if fold(name).casefold() not in borne:
            yield name, Entry("W")
    for actor in codebook.actors.values():
        if actor.type == "country":
            for name, _ in actor.names:
                yield name, Entry("C", (actor.id,))
    for row in codebook.countries.values():
        for name in dict.fromkeys((*row.adjectives, *row.demonyms)):
            yield name, Entry("J", (row.actor_id,))
    for row in codebook.countries.values():
        for capital in (row.capital, *row.capital_aliases):
            if capital:
                yield capital, Entry("K", (row.actor_id,))
    for place in codebook.places:
        for name in (place.place, *place.aliases):
            yield name, Entry("L", (), places=(place,))
    for actor in codebook.actors.values():
        if actor.type != "country":
            for name, _ in actor.names:
                # A delegation is no body: it acts for its country.
                if not name.endswith("delegation"):
                    yield name, Entry("P" if actor.type == "person" else "B", (actor.id,))


def _ambiguous_names(codebook: Codebook) -> list[str]:
    """The names of ambiguous_names.csv in their own spelling (the codebook keeps them without case)."""
    rows = read_csv(codebook.folder, "ambiguous_names.csv", AmbiguousName)
    return [row.name for row, _ in rows.sound]


def _forms(word: str) -> Iterator[tuple[str, bool]]:
    """The spellings of a word of the lexicon, each with whether it is capitalised: minister, Minister, MINISTER."""
    folded = fold(word)
    if folded != folded.lower():
        yield folded, True
        return
    yield folded, False
    yield folded[0].upper() + folded[1:], True
    yield " ".join(_capital(part) for part in folded.split(" ")), True
    if "-" in folded:
        yield "-".join(part if part in _SMALL else part[:1].upper() + part[1:] for part in folded.split("-")), True
    yield folded.upper(), True


def _capital(part: str) -> str:
    if part in _SMALL or part.startswith("d'"):
        return part[:2] + part[2:].capitalize() if part.startswith("d'") else part
    return part[0].upper() + part[1:]


def _title_entries(rows: Iterable[Title]) -> Iterator[tuple[str, Entry]]:
    letters = {Use.HONORIFIC: ("H", ""), Use.RANK: ("T", ""), Use.MODIFIER: ("M", "k"), Use.QUALIFIER: ("v", "v")}
    for title in rows:
        capital, small = letters.get(title.use, ("T", "l"))
        numbers = (False,) if title.use in letters else (False, True)
        for plural in numbers:
            for form, capitalised in _forms(title.plural if plural else title.form):
                tag = capital if capitalised else small
                if tag:
                    yield form, Entry(tag, title=title, plural=plural)
                    if title.use in (Use.HONORIFIC, Use.RANK) and "." in form:
                        yield form + ".", Entry(tag, title=title)


def _word_entries(words: Iterable[Word]) -> Iterator[tuple[str, Entry]]:
    for word in words:
        capital, small = _KINDS[word.kind]
        for form, capitalised in _forms(word.word):
            tag = capital if capitalised else small
            if tag:
                yield form, Entry(tag, word=word)

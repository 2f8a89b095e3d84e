"""The frames of `codebook/frames.yaml`, compiled once: every inflected form, found in one pass over a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args

import ahocorasick_rs
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from comity import textfile, yamlfile
from comity.csvfile import MAX_BYTES, UNREADABLE
from comity.diagnostics import InputError, Problem, misspelt, rule

FRAMES = rule("B010", "Frame is wrong", "See the head of codebook/frames.yaml for the fields of a frame.")

FILE = "frames.yaml"
DOCUMENT = "document"

Slot = Literal[
    "subject", "object", "by", "of", "to", "with", "between", "from", "for", "in", "at", "against", "on", "upon",
    "into", "over", "under", "alongside", "venue", "possessive", "any",
]  # fmt: skip


def _tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else tuple(value)


# What a frame may name as its object instead of a class of nouns.
ACTORS = frozenset({"person", "actor", "country"})
_NEEDS_OF_ACTORS = frozenset({*get_args(Slot), "stated", "pair_subject"})

Words = Annotated[tuple[str, ...], BeforeValidator(_tuple)]


class Frame(BaseModel):
    """One way in which newswire reports an event of a type; codebook/frames.yaml explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verb: Words = ()
    noun: Words = ()
    object: str | None = None
    theme: str | None = None
    about: str | None = None
    needs: Words = ()
    then: str | None = None
    unlike: str | None = None
    roles: dict[Slot, str]
    unless: Words = ()
    unless_before: Words = ()
    status: str | None = None
    act: str = ""
    subject_is: Words = ()
    type: str = ""

    @cached_property
    def things(self) -> frozenset[str]:
        """The classes of which a sentence must hold a noun to fit the frame."""
        named = {self.object, self.about, self.theme} - ACTORS
        if self.theme == "document":  # "it entered into force" has a pronoun
            named.remove(self.theme)
        return frozenset(name for name in named if name)

    @cached_property
    def unless_begins(self) -> frozenset[str]:
        """The words with which those of `unless` begin: where a sentence has none of them, it has none of those."""
        return _first_words(self.unless)

    @cached_property
    def unless_before_begins(self) -> frozenset[str]:
        """The words with which those of `unless_before` begin."""
        return _first_words(self.unless_before)

    @cached_property
    def needs_mention(self) -> bool:
        """Whether a sentence must mention an actor to fit the frame."""
        return self.object in ACTORS or not _NEEDS_OF_ACTORS.isdisjoint(self.needs)


def _first_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(re.split(r"\W", phrase, maxsplit=1)[0] for phrase in phrases)


class FrameFile(BaseModel):
    """The whole of codebook/frames.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    irregular: dict[str, tuple[str, str]]
    light_verbs: Words
    cancelling: Words
    planning: Words
    wishing: Words
    classes: dict[str, Words]
    singular: Words = ()
    patterns: dict[str, Words]
    words: dict[str, Words]
    frames: dict[str, tuple[Frame, ...]]


class Kind(StrEnum):
    """What a term of the lexicon is to a sentence."""

    VERB = "verb"
    NOUN = "noun"
    CLASS = "class"
    LIGHT = "light"
    CANCEL = "cancel"
    PLAN = "plan"
    WISH = "wish"


class Entry(NamedTuple):
    """A term: `form` of a verb is b (base), s, d (past, participle too where regular), n (participle), g (-ing)."""

    kind: Kind
    lemma: str
    form: str
    frames: tuple[Frame, ...] = ()


class Hit(NamedTuple):
    """A term found in the text: its entries, those of them that have frames, and the classes of nouns that it is in."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    triggers: tuple[Entry, ...]
    classes: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """The compiled frames. `entries` are those of the automaton's terms, then one for each pattern."""

    automaton: Any
    entries: tuple[tuple[Entry, ...], ...]
    words: Mapping[str, frozenset[str]]
    patterns: tuple[re.Pattern[str], ...]

    @cached_property
    def _told(self) -> list[tuple[tuple[Entry, ...], tuple[Entry, ...], frozenset[str]]]:
        """What a hit tells of each term."""
        return [
            (
                term,
                tuple(entry for entry in term if entry.frames),
                frozenset(entry.lemma for entry in term if entry.kind is Kind.CLASS),
            )
            for term in self.entries
        ]

    def hits(self, low: str) -> list[Hit]:
        """All terms of a lower-cased text in order, whole words only; of overlapping ones the longest."""
        found = [
            (start, -end, index)
            for index, start, end in self.automaton.find_matches_as_indexes(low, overlapping=True)
            if not (start and low[start - 1].isalnum()) and not (end < len(low) and low[end].isalnum())
        ]
        for index, pattern in enumerate(self.patterns, len(self.entries) - len(self.patterns)):
            found.extend((start, -end, index) for start, end in _whole_words(pattern, low))
        found.sort()
        hits: list[Hit] = []
        reach = -1
        for start, minus_end, index in found:
            if -minus_end > reach:
                hits.append(Hit(start, -minus_end, *self._told[index]))
                reach = -minus_end
        return hits


def _whole_words(pattern: re.Pattern[str], low: str) -> Iterator[tuple[int, int]]:
    """The spans of what a pattern finds where a word begins.

    A pattern that began with `\\b` would be tried at every letter; one that begins with a letter is searched for.
    """
    position = 0
    while match := pattern.search(low, position):
        start, end = match.span()
        if start and (low[start - 1].isalnum() or low[start - 1] == "_"):
            position = start + 1
        else:
            yield start, end
            position = end


def read(folder: Path, event_types: Collection[str] | None = None) -> FrameFile:
    """Read frames.yaml; without `event_types` a frame may be of any type.

    Raises InputError (B001, B010, Y001 to Y005) with every problem found.
    """
    path = f"{folder.name}/{FILE}"
    document = yamlfile.parse(textfile.read(folder / FILE, path, MAX_BYTES, UNREADABLE), path)
    try:
        file = FrameFile.model_validate(document.data)
    except ValidationError as error:
        raise InputError(list(yamlfile.field_problems(error, document, FRAMES, _fields_at))) from error
    problems = list(_unknown_names(file, document))
    for name in file.frames:
        if event_types is not None and name not in event_types:
            place = document.key_place(("frames", name))
            problems.append(misspelt(FRAMES, place, f"`frames`: no event type `{name}`", name, event_types))
    if problems:
        raise InputError(problems)
    return file


def _fields_at(path: tuple[str | int, ...]) -> list[str]:
    return list((Frame if len(path) > 1 else FrameFile).model_fields)


def _unknown_names(file: FrameFile, document: yamlfile.Document) -> Iterator[Problem]:
    """Classes and lists of words that a frame names and the file does not hold, and patterns that cannot be read."""
    classes = {*file.classes, *file.patterns, DOCUMENT, *ACTORS}
    for event_type, frames in file.frames.items():
        for number, frame in enumerate(frames):
            at = ("frames", event_type, number)
            for field in ("object", "theme", "about"):
                name = getattr(frame, field)
                if name is not None and name not in classes:
                    message = f"`{field}`: no class `{name}`"
                    yield misspelt(FRAMES, document.place((*at, field)), message, name, classes, "a class of the file")
            lists: list[tuple[tuple[str | int, ...], str | None]] = [
                (("then",), frame.then),
                (("unlike",), frame.unlike),
                *((("unless", i), name[1:]) for i, name in enumerate(frame.unless) if name.startswith("+")),
            ]
            for path, name in lists:
                if name is not None and name not in file.words:
                    place = document.place((*at, *path))
                    message = f"`{path[0]}`: no list of words `{name}`"
                    yield misspelt(FRAMES, place, message, name, file.words, "a list of `words`")
    for name, forms in file.patterns.items():
        for number, form in enumerate(forms):
            try:
                re.compile(form)
            except re.error as error:
                place = document.place(("patterns", name, number))
                yield Problem(FRAMES, place, f"`patterns`: {error}: {form!r}", form, "a regular expression")


def load(folder: Path, documents: Iterable[str] = (), event_types: Collection[str] | None = None) -> Lexicon:
    """Compile frames.yaml; `documents` are the document nouns, which form the class `document`.

    Raises InputError (B001, B010, Y001 to Y005) with every problem found.
    """
    file = read(folder, event_types)
    terms: dict[str, list[Entry]] = defaultdict(list)
    grouped: dict[tuple[Kind, str], list[Frame]] = defaultdict(list)
    for event_type, frames in file.frames.items():
        for frame in frames:
            guards = {
                name: tuple(word for listed in words for word in _expand(listed, file.words))
                for name, words in (("unless", frame.unless), ("unless_before", frame.unless_before))
            }
            typed = frame.model_copy(update={"type": event_type, **guards})
            for lemma in frame.verb:
                grouped[Kind.VERB, lemma].append(typed)
            for noun in frame.noun:
                grouped[Kind.NOUN, noun].append(typed)
    for (kind, lemma), frames_of in grouped.items():
        if kind is Kind.VERB:
            for surface, form in inflect(lemma, file.irregular):
                terms[surface].append(Entry(kind, lemma, form, tuple(frames_of)))
        else:
            terms[lemma].append(Entry(kind, lemma, "", tuple(frames_of)))
    for kind, lemmas in (
        (Kind.LIGHT, file.light_verbs),
        (Kind.CANCEL, file.cancelling),
        (Kind.PLAN, file.planning),
        (Kind.WISH, file.wishing),
    ):
        for lemma in lemmas:
            for surface, form in inflect(lemma, file.irregular):
                terms[surface].append(Entry(kind, lemma, form))
    classes = {name: frozenset(members) for name, members in file.classes.items()} | {"document": frozenset(documents)}
    for name, members in classes.items():
        plural = name != "document" and name not in file.singular
        for surface in {form for member in members for form in _numbers(member)} if plural else members:
            terms[surface].append(Entry(Kind.CLASS, name, ""))
    _inherit(terms)
    words = {name: frozenset(listed) for name, listed in file.words.items()}
    patterns = [(name, re.compile(rf"(?:{form})\b")) for name, forms in file.patterns.items() for form in forms]
    surfaces = sorted(terms)
    automaton = ahocorasick_rs.AhoCorasick(surfaces)
    of_patterns = ((Entry(Kind.CLASS, name, ""),) for name, _ in patterns)
    entries = (*(tuple(terms[surface]) for surface in surfaces), *of_patterns)
    return Lexicon(automaton, entries, words, tuple(pattern for _, pattern in patterns))


def _inherit(terms: dict[str, list[Entry]]) -> None:
    """A class word that ends with another one is in that one's classes too: an "oil refinery" is a "refinery"."""
    for surface, entries in terms.items():
        if not any(entry.kind is Kind.CLASS for entry in entries):
            continue
        rest = surface
        while " " in rest:
            rest = rest.partition(" ")[2]
            known = {entry.lemma for entry in entries if entry.kind is Kind.CLASS} | {"document"}
            inner = [e for e in terms.get(rest, ()) if e.kind is Kind.CLASS and e.lemma not in known]
            entries.extend(inner)


def _numbers(word: str) -> tuple[str, ...]:
    """A class word and its regular plural."""
    return (word,) if word.endswith("s") or " of " in f"{word} " else (word, _third(word))


def _expand(name: str, words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words of a list of frames.yaml that is named with a plus sign ("+sport"); any other word is itself."""
    return words[name[1:]] if name.startswith("+") else (name,)


def inflect(lemma: str, irregular: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Every form of a verb (its first word inflects), with the form's code (see Entry)."""
    head, _, rest = lemma.partition(" ")
    tail = f" {rest}" if rest else ""
    if head == "be":
        for word, form in (
            ("be", "b"),
            ("is", "s"),
            ("are", "s"),
            ("was", "d"),
            ("were", "d"),
            ("been", "n"),
            ("being", "g"),
        ):
            yield word + tail, form
        return
    yield head + tail, "b"
    yield _third(head) + tail, "s"
    for word in _ing(head):
        yield word + tail, "g"
    if head in irregular:
        past, participle = irregular[head]
        if past == participle:
            yield past + tail, "d"
        else:
            yield past + tail, "p"
            yield participle + tail, "n"
        return
    for word in _past(head):
        yield word + tail, "d"


_DOUBLING = re.compile(r"(?:[a-z]*[^aeiou])?[aeiou][bdglmnprt]")


def _third(head: str) -> str:
    if head == "have":
        return "has"
    if re.search(r"(?:s|x|z|ch|sh|o)\Z", head):
        return head + "es"
    return head[:-1] + "ies" if re.search(r"[^aeiou]y\Z", head) else head + "s"


def _stems(head: str) -> list[str]:
    """The stem before -ed and -ing; both spellings where English has both (cancelled, canceled)."""
    if head.endswith(("ial", "uel", "iel")):
        return [head, head + head[-1]]  # initialed, initialled
    if not _DOUBLING.fullmatch(head) or re.search(r"[aeiou]{2}.\Z", head):
        return [head]
    doubled = head + head[-1]
    one_syllable = len(re.findall(r"[aeiou]+", head)) == 1
    return [doubled] if one_syllable else [head, doubled]


def _ing(head: str) -> list[str]:
    if head.endswith("e") and not head.endswith(("ee", "oe", "ye")):
        return [head[:-1] + "ing"]
    return [stem + "ing" for stem in _stems(head)]


def _past(head: str) -> list[str]:
    if head.endswith("e"):
        return [head + "d"]
    if re.search(r"[^aeiou]y\Z", head):
        return [head[:-1] + "ied"]
    return [stem + "ed" for stem in _stems(head)]

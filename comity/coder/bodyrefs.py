"""Bodies as the words give them, and what the steps that find them ask of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.codebook import PlaceRow
from comity.coder.gazetteer import Gazetteer, Word
from comity.coder.patterns import Line

COUNTRY = re.compile("[CJ]")
_SMALL = frozenset("of and to for the in on at de".split())


@dataclass(frozen=True, slots=True)
class Body:
    """A body as the words give it. `generic`: its name is one of many countries' ("Ministry of Health")."""

    name: str
    type: str
    head: str
    countries: tuple[str, ...] = ()
    generic: bool = False
    joint: bool = False
    host: str | None = None
    place: PlaceRow | None = None
    actor: str | None = None
    parent: Body | None = None
    key: str = ""  # the name with each country under its usual name: two spellings, one body


@dataclass(slots=True)
class BodyRef:
    """A noun phrase that names bodies: its parts, those of the bare name, and what it names.

    `pronoun`: owned by "its" or "their"; `bare`: "the ministry"; `weak`: too vague to be an actor.
    """

    first: int
    last: int
    name_first: int
    name_last: int
    bodies: tuple[Body, ...]
    acronym: str | None = None
    pronoun: bool = False
    bare: bool = False
    weak: bool = False


def country(line: Line, index: int) -> str | None:
    """The id of the country that the name at part `index` names, or in which the place lies; None where unsure."""
    entry = line.entry(index)
    if entry is None:
        return None
    codes = line.gazetteer.codebook.country_of_code
    if entry.tag == "B" and len(entry.actors) == 1:
        code = line.gazetteer.codebook.actors[entry.actors[0]].country_code
        return codes[code].actor_id if code in codes else None
    ids = entry.actors or tuple(
        dict.fromkeys(codes[p.country_code].actor_id for p in entry.places if p.country_code in codes)
    )
    if len(ids) == 1 and not entry.doubtful:
        return ids[0]
    named = [actor for actor in ids if actor in line.named]
    return named[0] if len(named) == 1 else None


def country_of(body: Body, gazetteer: Gazetteer) -> str | None:
    """The id of the country to which a body belongs, by its own words or by the codebook."""
    if body.actor is None:
        return body.countries[0] if body.countries else None
    code = gazetteer.codebook.actors[body.actor].country_code
    found = gazetteer.codebook.country_of_code.get(code) if code else None
    return found.actor_id if found else None


def countries_in(line: Line, span: tuple[int, int]) -> tuple[str, ...]:
    """The countries named between two parts."""
    first, last = span
    if first < 0:
        return ()
    found = (country(line, m.start()) for m in COUNTRY.finditer(line.tags, first, last))
    return tuple(dict.fromkeys(c for c in found if c))


def either_span(match: re.Match[str], *names: str) -> tuple[int, int]:
    """The span of the first of some groups that took part in a match; (-1, -1) where none did."""
    for name in names:
        if name in match.re.groupindex and match[name] is not None:
            return match.span(name)
    return (-1, -1)


def from_the(line: Line, first: int) -> int:
    """Where a noun phrase begins whose name begins at `first`: at its "the"."""
    return first - 2 if first >= 2 and line.tags[first - 2] == "t" and line.tags[first - 1] == " " else first


def past_the(line: Line, first: int) -> int:
    """Where a name begins whose phrase begins at `first`: after its "the"."""
    return first + 2 if line.tags[first] == "t" else first


def word_at(line: Line, index: int) -> Word | None:
    """The word of codebook/name_words.csv at a part of a line, if it is one."""
    entry = line.entry(index)
    return entry.word if entry else None


def head_of(line: Line, span: tuple[int, int]) -> str:
    """The head noun of a body in its standard form: "ministries" -> "ministry"."""
    word = word_at(line, span[0])
    return word.standard if word else line.word(*span).lower()


def titled(words: str) -> str:
    """Words with the capitals of a title: "ministry of health" -> "Ministry of Health"."""
    return " ".join(
        w if w in _SMALL or w[:1].isupper() or w[1:2] in ("'", "’") else w[:1].upper() + w[1:] for w in words.split()
    )


def parts_after(line: Line, index: int) -> int:
    """How many more parts the name at `index` has."""
    end = index + 1
    while end < len(line.tags) and line.tags[end] == "_":
        end += 1
    return end - index - 1


def country_id(line: Line, place: PlaceRow) -> str | None:
    """The id of the country in which a place lies."""
    found = line.gazetteer.codebook.country_of_code.get(place.country_code)
    return found.actor_id if found else None

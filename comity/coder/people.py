"""People by title and name, and offices without a name, as the words of a line give them.

`read` runs after `bodies.read`. A title with a name introduces a person ("Kenya's President William Ruto", "the
President of Kenya, William Ruto", "William Ruto, the President of Kenya"); a title alone is an office, of which
`coreference` says who holds it; capitalised words alone are kept as runs, in which names introduced elsewhere may be
found. Who is called by honorifics alone ("Sheikh Tamim") is a person too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from comity.coder.bodies import Body, BodyRef, country, country_of, titled
from comity.coder.gazetteer import Entry
from comity.coder.patterns import FIELD, FIELDS, NAME, Line, pattern
from comity.coder.titles import Title, Use

_OWNER = r"(?P<owner>(?:(?P<pronoun>h) )?(?:v[ -])*(?:[JCBKL](?:p|')?(?:(?:, n |, | n |-)(?:t )?[JC](?:p|')?){0,3}|h|xp)[ -])"
_PEEK = r"[hvJCBKLMkFfYyQcGgAbTl]"
_HEAD = r"(?P<head>(?:[MkFfYyQcGgAb](?:[ -]|, n |, | n )){0,6}(?P<title>[Tl]))"
_LEAD = rf"(?:(?P<det>[ta]) )?(?:(?P<two>d) )?(?:(?P<early>(?:[vMk][ -]){{1,3}})(?={_PEEK}))?(?:{_OWNER})?(?:v[ -]){{0,2}}{_HEAD}"
_HONORIFICS = r"(?:[HT]\.? (?!q)){1,4}"
_FIRST = r"(?:[JCKLX](?: |-)(?=[NI])|T (?=q))?"  # words that are more than a name elsewhere: Israel, Mark, Sultan
_ANCHOR = pattern(
    rf"(?=[tahdvxJCBKLMkFfYyQcGgAbTlHNIOqP])(?:(?P<lead>(?=[^NIOHPq]){_LEAD})|(?P<honorific>{_HONORIFICS})(?P<called>{_FIRST}{NAME})|(?P<run>{NAME})|(?P<known>P))"
)
_APPOSITION = pattern(rf",? (?:(?P<det>[ta]) )?(?P<early>(?:[vMk][ -]){{1,3}})?(?:{_OWNER})?(?:v[ -]){{0,2}}{_HEAD}")
_NAME = pattern(rf"(?P<comma>,)?(?: \()? (?P<honorific>(?:[HT]\.? (?!q)){{0,4}})(?P<name>{_FIRST}{NAME}|P)")
_AND_NAME = pattern(rf"(?:, n |, | n )(?P<honorific>(?:[HT]\.? ){{0,4}})(?P<name>{NAME}|P)")
_OF_COUNTRY = pattern(r" o (?:t )?(?:v )?(?P<country>C)(?!(?:p)?-)")
_OF_BODY = pattern(r" o (?P<body>B)")
_NEXT_TITLE = pattern(r"(?:, n |, | n )(?=(?:[MkFfYyQcGgAb](?:[ -]| n )){0,6}[Tl])")
_HEAD_ONLY = pattern(_HEAD)
_MORE_FIELDS = pattern(rf"(?:(?:, n |, | n ){FIELD})+")
_COMPLEMENTS = (
    ("field", pattern(rf" [or] (?:t )?(?P<what>{FIELDS}(?: n N(?=[,.;)]))?|X(?:-X)?)")),
    ("office", pattern(
        rf" [oru] t (?:Y o (?:t )?)?(?:(?P<what>[CJ])(?:p)? )?(?:[MkFf] ){{0,3}}[Tl](?: [or] (?:t )?{FIELDS})?"
    )),
    ("country", pattern(r" o (?:t )?(?:v )?(?P<what>C)(?!(?:p)? ?[GAEYTl])")),
    ("body", pattern(r" [ori] (?P<what>B)")),
    ("host", pattern(r" [u] (?:t )?(?P<what>[CBK])(?:(?:, n |, | n )(?:t )?C){0,4}")),
    ("seat", pattern(r" [i] (?:t )?(?P<what>[CK])")),
    ("whose", pattern(r" o (?:t )?(?P<what>[JC])(?:p)?(?: [xfFyYks]){1,4}(?=[,.;)]| [iNH]|_*$)")),
    ("place", pattern(r" o (?:t )?(?P<what>[KL]|N)(?: [Qc])?")),
)
_FAMILY_NAME = re.compile(r" [FXYM](?:[,.;)p]| x|$)")
_LED = frozenset(["led", "headed", "chaired"])
_HEAD_WORD = re.compile(r"([A-Za-z])_*(?:[ -]|, n |, | n )")
_CLOSED = re.compile(r"(?:[,.;:)(\"]| n |_*$)")
_MARK = re.compile("[JCBKL]")


@dataclass(frozen=True, slots=True)
class TitleRef:
    """An office as the words give it: its full text, and the body, country, host or place that they add."""

    text: str
    title: Title
    fields: frozenset[str]
    plural: bool
    body: Body | None = None
    country: str | None = None
    host: str | None = None
    place: str | None = None
    body_span: tuple[int, int] | None = None
    bare: str = ""  # the text without the body
    rank: frozenset[str] = frozenset()  # "vice", "deputy": who holds the office is not its head

    @property
    def former(self) -> bool:
        """Whether the words say that the office is over."""
        return self.text.lower().startswith(("former ", "ex-", "ex "))


@dataclass(slots=True)
class PersonRef:
    """A noun phrase that names a person: its parts, those of the bare name, titles, and the country it gives."""

    first: int
    last: int
    name_first: int
    name_last: int
    titles: tuple[TitleRef, ...] = ()
    country: str | None = None
    organisation: Body | None = None
    organisation_span: tuple[int, int] | None = None
    gender: str = ""
    honours: frozenset[str] = frozenset()
    counterpart: bool = False
    known: str | None = None
    person: int = -1


@dataclass(slots=True)
class OfficeRef:
    """A noun phrase that names an office or a reference to its holder, without a name.

    `countries`: whose; `pronoun`: "his", "its"; `definite`: after "the" or whose; `two`: after "the two" or "both".
    """

    first: int
    last: int
    titles: tuple[TitleRef, ...]
    countries: tuple[str, ...]
    organisation: Body | None
    definite: bool
    two: bool
    pronoun: bool
    visiting: bool


@dataclass(slots=True)
class Run:
    """Capitalised words that are no name of the dictionaries."""

    first: int
    last: int


@dataclass(slots=True)
class Found:
    """What `read` found in a line, in order."""

    people: list[PersonRef] = field(default_factory=list)
    offices: list[OfficeRef] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


def read(line: Line, bodies: list[BodyRef]) -> Found:
    """The people, offices and runs of a line."""
    found = Found()
    if line.present.isdisjoint("TlHNIOP"):
        return found
    reader = _Reader(line, {ref.first: ref for ref in bodies})
    position = 0
    while match := _ANCHOR.search(line.tags, position):
        if match["lead"] is not None:
            position = reader.titled(match, found)
        elif match["honorific"] is not None:
            position = reader.called(match, found)
        elif match["known"] is not None:
            position = reader.person(match.start(), match.end(), found)
        else:
            position = reader.run(match, found)
    return found


class _Reader:
    def __init__(self, line: Line, bodies: dict[int, BodyRef]) -> None:
        self.line = line
        self.tags = line.tags
        self.bodies = bodies

    def titled(self, match: re.Match[str], found: Found) -> int:
        """A title: with the names after it people, without a name an office. Returns where reading goes on."""
        line = self.line
        titles, end = self.titles(match)
        entry = titles[0].title
        start, owners = self.owners(match, titles[-1].plural)
        body = self.owner_body(match)
        countries = owners or tuple(t.country for t in titles if t.country)
        reference = all(t.title.title in _COUNTERPARTS for t in titles)
        name = _NAME.match(self.tags, end)
        owned = bool(countries or body or reference or match["owner"]) or any(t.body or t.place for t in titles)
        if name is not None and self.names(name, titles, match, owned):
            return self.named(start, titles, countries, body, name, found)
        definite = match["det"] == "t" or match["owner"] is not None or bool(countries)
        more = self.countries_after(end, titles)
        if more:
            countries, end = more
        qualifiers = line.word(start, match.start("head")).lower()
        office = OfficeRef(
            start, end, titles, countries,
            body.bodies[0] if body else next((t.body for t in titles if t.body), None), definite,
            match["two"] is not None, match["owner"] is not None and not owners and body is None,
            "visiting" in qualifiers,
        )  # fmt: skip
        if entry.use is not Use.RANK or match["det"]:
            found.offices.append(office)
        return end

    def names(self, name: re.Match[str], titles: tuple[TitleRef, ...], match: re.Match[str], owned: bool) -> bool:
        """Whether the capitalised words after a title are its holder's name."""
        first, last = name.span("name")
        comma = name["comma"] is not None
        if titles[-1].plural and comma:
            return False
        if comma:
            tight = self.tags[last : last + 1] in (",", ".", ")", ";", "") or match["pronoun"] is not None
            known = self.tags[first] == "P"
            return owned and tight and (known or " " in self.tags[first:last]) and match["det"] != "a"
        return True

    def named(
        self,
        start: int,
        titles: tuple[TitleRef, ...],
        countries: tuple[str, ...],
        body: BodyRef | None,
        name: re.Match[str],
        found: Found,
    ) -> int:
        """The people after a title: one, or several after a plural ("Presidents A of X and B of Y")."""
        plural = titles[-1].plural
        number = 0
        first = start
        while True:
            country = countries[number] if plural and number < len(countries) > 1 else (countries[:1] or (None,))[0]
            person = PersonRef(first, name.end(), *name.span("name"), titles, country)
            self.set_organisation(person, body)
            person.counterpart = any(t.title.title in _COUNTERPARTS for t in titles)
            self.finish(person, name)
            found.people.append(person)
            number += 1
            following = _AND_NAME.match(self.tags, person.last) if plural else None
            if following is None:
                return person.last
            name, first = following, following.start("honorific")

    def finish(self, person: PersonRef, name: re.Match[str]) -> None:
        """What the words around a name add: gender, the country behind it, titles in apposition, closing bracket."""
        line = self.line
        person.gender, person.honours, more = self.honours(name.start("honorific"), person.name_first, person.titles)
        person.titles = (*person.titles, *more)
        person.name_last = self.end_of_name(person.name_first, person.name_last)
        person.last = max(person.name_last, person.name_first + 1)
        if self.tags[person.name_first] == "P":
            entry = line.entry(person.name_first)
            person.known = entry.actors[0] if entry and len(entry.actors) == 1 else None
        country_after = _OF_COUNTRY.match(self.tags, person.last)
        if country_after is not None and person.country is None:
            person.country = country(line, country_after.start("country"))
            person.last = country_after.end("country")
        body_after = _OF_BODY.match(self.tags, person.last)
        if body_after is not None and person.titles and person.organisation is None:
            ref = self.bodies.get(body_after.start("body"))
            if ref is not None and not ref.weak and not ref.bare:
                self.set_organisation(person, ref)
                person.last = body_after.end()
        self.apposition(person)

    def end_of_name(self, first: int, last: int) -> int:
        """Names keep the stop of "Jr.", and a family name that is also a month."""
        if self.tags[last : last + 1] == "." and self.line.parts[last - 1] in ("Jr", "Sr"):
            return last + 1
        if last == first + 1 and not self.line.loud and _FAMILY_NAME.match(self.tags, last):
            return last + 2  # Condoleezza Rice, Samantha Power
        month = self.tags[last : last + 2] == " D" and self.tags[last + 2 : last + 4] != " 0"
        if month and last == first + 1 and self.line.parts[last + 1] in ("May", "June", "April", "August"):
            return last + 2
        return last

    def apposition(self, person: PersonRef) -> None:
        """ "William Ruto, President of Kenya and Chairman of X": titles after a name."""
        match = _APPOSITION.match(self.tags, person.last)
        if match is None or not match.group().startswith(","):
            return
        titles, end = self.titles(match, listed=True)
        _, owners = self.owners(match, plural=False)
        whose = any(t.country or t.body or t.host or t.fields or t.place for t in titles)
        if match["det"] == "t" and not owners and not whose and self.owner_body(match) is None:
            return
        if any(t.plural or t.title.use in (Use.REFERENCE, Use.RANK) for t in titles) and not owners:
            return
        following = _NAME.match(self.tags, end)
        if following is not None and (following["comma"] is None or following["honorific"]):
            return  # the title is that of the next person
        told = owners[:1] or tuple(t.country for t in titles if t.country)
        if person.country is not None and told and told[0] != person.country:
            return
        if not _CLOSED.match(self.tags, end) and not self.tags.startswith((" x", " i", " r"), end):
            return
        person.titles = (*person.titles, *titles)
        person.country = person.country or (owners[:1] or (None,))[0] or next((t.country for t in titles if t.country), None)
        self.set_organisation(person, self.owner_body(match))
        person.last = end

    def called(self, match: re.Match[str], found: Found) -> int:
        """ "Mr Ruto", "Sheikh Tamim bin Hamad"."""
        person = PersonRef(match.start(), match.end(), *match.span("called"))
        self.finish(person, match)
        found.people.append(person)
        return person.last

    def person(self, first: int, last: int, found: Found) -> int:
        """A person of the codebook by name."""
        entry = self.line.entry(first)
        known = entry.actors[0] if entry and len(entry.actors) == 1 else None
        person = PersonRef(first, last, first, last, known=known)
        self.apposition(person)
        found.people.append(person)
        return person.last

    def run(self, match: re.Match[str], found: Found) -> int:
        """Capitalised words: a person where titles follow in apposition, else kept for later."""
        first, last = match.span("run")
        if " " in self.tags[first:last] and not self.line.loud and not self._is_place(first):
            person = PersonRef(first, self.end_of_name(first, last), first, self.end_of_name(first, last))
            self.apposition(person)
            if person.titles or self._leads(first):
                found.people.append(person)
                return person.last
        found.runs.append(Run(first, last))
        return last

    def _leads(self, first: int) -> bool:
        """ "a delegation led by X Y": only people lead."""
        return first >= 4 and self.line.parts[first - 2] == "by" and self.line.parts[first - 4] in _LED

    def _is_place(self, first: int) -> bool:
        """ "in Cox Bazar, the ambassador ...": capitalised words after "in" or "at" are a place."""
        return first >= 2 and self.tags[first - 2] == "i" and self.line.parts[first - 2].lower() in ("in", "at", "near")

    # Titles

    def titles(self, match: re.Match[str], listed: bool = False) -> tuple[tuple[TitleRef, ...], int]:
        """The titles that begin at a match of _HEAD, and where they end; `listed`: commas may join them."""
        found: list[TitleRef] = []
        head = match
        while True:
            title, end = self.title(head)
            found.append(title)
            following = _NEXT_TITLE.match(self.tags, end)
            if following is None or len(found) == 4 or title.plural:
                return tuple(found), end
            if following.group() == ", " and not listed:
                return tuple(found), end
            next_head = _HEAD_ONLY.match(self.tags, following.end())
            if next_head is None or not self._joins(next_head):
                return tuple(found), end
            head = next_head

    def _joins(self, head: re.Match[str]) -> bool:
        entry = self.line.entry(head.start("title"))
        if entry is None or entry.title is None or entry.title.use in (Use.REFERENCE, Use.RANK, Use.NOBLE):
            return False
        return not (entry.title.gender == "f" and entry.title.title == "first lady")

    def title(self, head: re.Match[str]) -> tuple[TitleRef, int]:
        """One title with its complements, and where it ends."""
        line = self.line
        at = head.start("title")
        entry = line.entry(at)
        assert entry is not None
        assert entry.title is not None  # tags T and l are given to titles alone
        first, end = self._start(head, entry), head.end("title")
        pieces = [f"{line.name(first, at)} {_singular(line, at, entry)}" if entry.plural else line.name(first, end)]
        early = self._early(head)
        pieces.insert(0, early)
        words = [w.lower() for w in re.findall(r"\w+", f"{early} {line.word(first, at)}")]
        known: dict[str, str | Body | None] = {}
        bare: str | None = None
        span: tuple[int, int] | None = None
        if entry.title.takes_field and " of " in entry.title.title + " " and (more := _MORE_FIELDS.match(self.tags, end)):
            pieces.append(line.name(end, more.end()))
            words += [w.lower() for w in re.findall(r"\w+", more.group())]
            end = more.end()
        for _ in range(4):
            step = self._complement(entry.title, end, known)
            if step is None:
                break
            kind, what, stop = step
            if kind == "body" or (kind == "place" and bare is None):
                bare = _joined(pieces)
            if kind != "country":
                pieces.append(line.name(end, stop))
            if kind == "body":
                ref = self.bodies[what[0]]
                span = (line.starts[ref.name_first], line.starts[ref.name_last])
            if kind == "field":
                words += [w.lower() for w in re.findall(r"[^\W\d_]+", line.word(*what))]
            end = stop
        text = _joined(pieces)
        body = known.get("body")
        title = TitleRef(
            text, entry.title, frozenset(words) - _NO_FIELD, entry.plural,
            body if isinstance(body, Body) else None,
            _string(known.get("country")), _string(known.get("host") or known.get("seat")), _string(known.get("place")),
            span, bare or text, frozenset(w for w in words if w in _LOWER_RANKS),
        )  # fmt: skip
        return title, end

    def _early(self, head: re.Match[str]) -> str:
        """What belongs to a title before its owner: "Former Finnish President"."""
        if "early" not in head.re.groupindex or head["early"] is None:
            return ""
        spans = _HEAD_WORD.finditer(self.tags, *head.span("early"))
        return " ".join(self.line.name(m.start(), m.end()) for m in spans if m[1] in "Mk")

    def _start(self, head: re.Match[str], entry: Entry) -> int:
        """Where the words of a title begin: fields belong to it only where it takes them."""
        at = head.start("title")
        start = head.start("head")
        if entry.title is not None and entry.title.takes_field:
            return start
        first = at
        for match in _HEAD_WORD.finditer(self.tags, start, at):
            first = min(first, match.start()) if match[1] in "MkFYQ" else at
        return first

    def _complement(
        self, title: Title, end: int, known: dict[str, str | Body | None]
    ) -> tuple[str, tuple[int, int], int] | None:
        for kind, shape in _COMPLEMENTS:
            if kind in known and kind != "field":
                continue
            match = shape.match(self.tags, end)
            if match is None:
                continue
            what = match.span("what")
            if kind == "field":
                if not title.takes_field and title.body_type in ("country", "embassy"):
                    continue
                known["field"] = ""
            elif kind == "body":
                ref = self.bodies.get(what[0])
                if ref is None or not ref.bodies:
                    continue
                vague = ref.weak or ref.bare
                known["body"] = None if vague else ref.bodies[0]
                if ref.bodies[0].countries and not vague:
                    known.setdefault("country", ref.bodies[0].countries[0])
            elif kind == "place":
                if title.body_type not in ("subnational", "country") or title.title in ("president", "first lady"):
                    continue
                if self.tags[what[0]] == "N" and title.body_type != "subnational":
                    continue
                known["place"] = self.line.name(*what)
                known.setdefault("country", country(self.line, what[0]) if self.tags[what[0]] != "N" else None)
            elif kind == "seat":
                if title.body_type != "embassy" and "envoy" not in title.later:
                    continue
                known["seat"] = country(self.line, what[0])
            elif kind == "whose":
                if title.body_type:
                    continue
                known["country"] = country(self.line, what[0])
            elif kind == "office":
                if what[0] >= 0:
                    known["country"] = country(self.line, what[0])
            elif kind == "host":
                if title.body_type != "embassy" and "envoy" not in title.later:
                    continue
                known["host"] = country(self.line, what[0])
            else:
                known["country"] = country(self.line, what[0])
            return kind, what, match.end()
        return None

    def owners(self, match: re.Match[str], plural: bool) -> tuple[int, tuple[str, ...]]:
        """Where the phrase of a title begins, and the countries named before it; one, unless the title is a plural."""
        start = match.start()
        if match["owner"] is None:
            return start, ()
        ids: list[str] = []
        marks = list(_MARK.finditer(self.tags, *match.span("owner")))
        if len(marks) > 1 and not plural:
            marks = marks[-1:]
            start = marks[0].start()
            start -= 2 if self.tags[start - 2 : start] == "t " else 0
        for mark in marks:
            ref = self.bodies.get(mark.start())
            if ref is not None:
                ids.extend(c for body in ref.bodies if (c := country_of(body, self.line.gazetteer)))
            elif found := country(self.line, mark.start()):
                ids.append(found)
        return start, tuple(dict.fromkeys(ids))

    def owner_body(self, match: re.Match[str]) -> BodyRef | None:
        """The body named before a title: "NATO Secretary General"."""
        if match["owner"] is None:
            return None
        marks = [mark.start() for mark in _MARK.finditer(self.tags, *match.span("owner"))]
        ref = self.bodies.get(marks[-1]) if marks else None
        return ref if ref is not None and not ref.weak and not ref.bare else None

    def set_organisation(self, person: PersonRef, ref: BodyRef | None) -> None:
        """The body before a title is where the office is held."""
        if ref is not None and person.organisation is None:
            person.organisation = ref.bodies[0]
            person.organisation_span = (self.line.starts[ref.name_first], self.line.starts[ref.name_last])

    def countries_after(self, end: int, titles: tuple[TitleRef, ...]) -> tuple[tuple[str, ...], int] | None:
        """ "foreign ministers of Argentina and Morocco": whose, after a plural."""
        if not titles[-1].plural or titles[-1].country is None:
            return None
        ids: list[str | None] = [titles[-1].country]
        for match in _MORE_COUNTRIES.finditer(self.tags, end):
            if match.start() != end:
                break
            ids.append(country(self.line, match.start("country")))
            end = match.end()
        return tuple(dict.fromkeys(i for i in ids if i)), end

    def honours(
        self, first: int, last: int, titles: tuple[TitleRef, ...]
    ) -> tuple[str, frozenset[str], tuple[TitleRef, ...]]:
        """m or f where titles tell; the words between office and name ("Prince"); the offices among them ("Senator")."""
        genders = {t.title.gender for t in titles}
        words: set[str] = set()
        more: list[TitleRef] = []
        for mark in re.finditer("[HT]", self.tags[first:last]):
            entry = self.line.entry(first + mark.start())
            if entry is None or entry.title is None:
                continue
            genders.add(entry.title.gender)
            words.add(entry.title.title)
            if entry.title.use in (Use.OFFICE, Use.NOBLE):
                text = self.line.name(first + mark.start(), self._end(first + mark.start()))
                more.append(TitleRef(text, entry.title, frozenset(), False, bare=text))
        genders.discard("")
        return (genders.pop() if len(genders) == 1 else ""), frozenset(words), tuple(more)

    def _end(self, index: int) -> int:
        end = index + 1
        while end < len(self.tags) and self.tags[end] == "_":
            end += 1
        return end


_MORE_COUNTRIES = pattern(r"(?:, n |, | n )(?:t )?(?P<country>C)(?!(?:p))")
_COUNTERPARTS = frozenset(["counterpart", "colleague", "opposite number"])
_LOWER_RANKS = frozenset("vice deputy assistant under associate".split())
_NO_FIELD = frozenset("of and for the to deputy vice first former acting state".split())


def _singular(line: Line, at: int, entry: Entry) -> str:
    """The singular of a title that stands in the plural, with its capitals."""
    title = entry.title.title if entry.title else ""
    return titled(title) if line.parts[at][:1].isupper() else title


def _joined(pieces: list[str]) -> str:
    """A title of its pieces; the party is told by the body, not by the title."""
    text = " ".join(" ".join(pieces).split())
    return text.removeprefix("Party ") if text.startswith(("Party General", "Party Secretary")) else text


def _string(value: str | Body | None) -> str | None:
    return value if isinstance(value, str) and value else None


def spans(found: Found) -> Iterator[tuple[int, int]]:
    """The spans of parts that people and offices of a line cover."""
    for ref in (*found.people, *found.offices):
        yield ref.first, ref.last

"""People by title and name, and offices without a name, as the words of a line give them.

`read` runs after `bodies.read`. A title with a name introduces a person ("Kenya's President William Ruto", "the
President of Kenya, William Ruto", "William Ruto, the President of Kenya"); a title alone is an office, of which
`coreference` says who holds it; capitalised words alone are kept as runs, in which names introduced elsewhere may be
found. Who is called by honorifics alone ("Sheikh Tamim") is a person too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from comity.coder.bodyrefs import Body, BodyRef, country
from comity.coder.offices import HEAD, LEAD, OWNER, Reader, TitleRef
from comity.coder.patterns import NAME, Line, pattern
from comity.coder.titles import Use

_HONORIFICS = r"(?:[HT]\.? (?!q)){1,4}"
_FIRST = r"(?:[JCKLX](?: |-)(?=[NI])|T (?=q))?"  # words that are more than a name elsewhere: Israel, Mark, Sultan
_LIKE_A_PLACE = r"(?P<like>[KLC])(?=[,.;)p]| [xvinruo]|_*$)"  # Sheikh Sabah
_NAMED = rf"(?P<honorific>{_HONORIFICS})(?P<called>{_FIRST}{NAME}|{_LIKE_A_PLACE})|(?P<run>{NAME})|(?P<known>P)"
_ANCHOR = pattern(rf"(?=[tahdvxJCBKLMkFfYyQcGgAbTlHNIOqP])(?:(?P<lead>(?=[^NIOHPq]){LEAD})|{_NAMED})")
_ANCHOR_UNTITLED = pattern(rf"(?=[HNIOqP])(?:(?P<lead>(?!))|{_NAMED})")  # the same for a line without titles
_ANY = re.compile("[TlHNIOP]")
_TITLE = re.compile("[Tl]")
_APPOSITION = pattern(rf",? (?:(?P<det>[ta]) )?(?P<early>(?:[vMk][ -]){{1,3}})?(?:{OWNER})?(?:v[ -]){{0,2}}{HEAD}")
_NAME = pattern(rf"(?P<comma>,)?(?: \()? (?:t (?=H))?(?P<honorific>(?:[HT]\.? (?!q)){{0,4}})(?P<name>{_FIRST}{NAME}|P)")
_AND_NAME = pattern(rf"(?:, n |, | n )(?P<honorific>(?:[HT]\.? ){{0,4}})(?P<name>{_FIRST}{NAME}|P)")
_IN_BRACKETS = pattern(r" \((?:(?P<country>C)|[F](?:(?: |, | n |, n )[F]){0,6})\)")  # Presidents X (Chile) and Y (Peru)
_ONE = rf"(?:[HT]\.? ){{0,3}}{NAME}"
_LISTED_NAMES = pattern(rf", (?P<names>{_ONE}(?:, {_ONE}){{0,3}},? n {_ONE})(?=[,.;)]|_*$| [xi])")
_NAMES_LISTED = pattern(rf"(?P<names>{_ONE}(?:, {_ONE}){{0,3}},? n {_ONE}), (?=(?:t )?(?:[MkFfJC] ){{0,4}}[Tl])")
_LISTED_NAME = pattern(rf"(?:(?<=^)|(?<= ))(?P<honorific>(?:[HT]\.? ){{0,3}})(?P<name>{NAME})(?:,? n |, )?")
_BETWEEN = pattern(rf"(?:,| (?=\())[ (](?P<honorific>(?:[HT]\.? ){{0,3}})(?P<name>{NAME})(?:\)|(?=,|\.|_*$| [xi]))")
_NEXT_COUNTRY = pattern(r"(?:,|,? n)(?: o)?(?: t)? (?P<country>C)(?=,? )")
_LEAD_ONLY = pattern(LEAD)
_COUNTRY_WORDS = frozenset(["country", "nation", "republic", "kingdom", "sultanate", "emirate"])
_OF_COUNTRY = pattern(r" o (?:t )?(?:v )?(?P<country>C)(?!(?:p)?-)")
_OF_PLACE = pattern(r" o (?:t )?(?P<place>[KL])(?!p)")
_OF_BODY = pattern(r" o (?P<body>B)")
_NEXT_OWNER = pattern(r" n (?:t )?[JC](?:p)? (?:[MkFf] ){0,4}[Tl]")
_FAMILY_NAME = re.compile(r" [FXYM](?:[,.;)p]| x|$)")
_AFTER_NAME = re.compile(r" T(?![_A-Za-z])")
_LETTERS = re.compile(r" (?:M\.P|J\.P|T\.D|Q\.C|K\.C|O\.B\.E)\.?\Z")
_POSTNOMINALS = frozenset(["MP"])
_LED = frozenset(["led", "headed", "chaired"])
_CLOSED = re.compile(r"(?:[,.;:)(\"]| n | o |_*$)")


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
    the_countrys: bool = False  # "the country's president": the country is that named last
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
    the_countrys: bool = False


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
    if _ANY.search(line.tags) is None:
        return found
    reader = _Reader(line, {ref.first: ref for ref in bodies})
    anchor = _ANCHOR if _TITLE.search(line.tags) else _ANCHOR_UNTITLED
    position = 0
    while match := anchor.search(line.tags, position):
        if match["lead"] is not None:
            position = reader.titled(match, found)
        elif match["honorific"] is not None:
            position = reader.called(match, found)
        elif match["known"] is not None:
            position = reader.person(match.start(), match.end(), found)
        else:
            position = reader.run(match, found)
    return found


class _Reader(Reader):
    """Reads the people of a line: titles with names."""

    def titled(self, match: re.Match[str], found: Found) -> int:
        """A title: with the names after it people, without a name an office. Returns where reading goes on."""
        line = self.line
        titles, end = self.titles(match)
        entry = titles[0].title
        start, owners = self.owners(match, titles[-1].plural)
        body = self.owner_body(match)
        countries = owners or tuple(t.country for t in titles if t.country)
        reference = all(t.title.title in COUNTERPARTS for t in titles)
        name = _NAME.match(self.tags, end)
        owned = bool(countries or body or reference or match["owner"]) or any(t.body or t.place for t in titles)
        the_countrys = self.the_countrys(match)
        if name is not None and self.names(name, titles, match, owned or the_countrys):
            number = len(found.people)
            last = self.named(start, titles, countries, body, name, found)
            found.people[number].the_countrys = the_countrys
            return last
        short = bool(entry.full) and line.parts[match.start("title")].isupper()  # "EAM met", "PM to visit Japan"
        definite = match["det"] == "t" or match["owner"] is not None or bool(countries) or short
        if titles[-1].plural and (between := self.names_between(start, end, titles, found)) is not None:
            return between
        more = self.countries_after(end, titles)
        if more:
            countries, end = more
            if (listed := self.names_after(start, end, titles, countries, found)) is not None:
                return listed
        qualifiers = line.word(start, match.start("head")).lower()
        office = OfficeRef(
            start, end, titles, countries,
            body.bodies[0] if body else next((t.body for t in titles if t.body), None), definite,
            match["two"] is not None, match["owner"] is not None and not owners and body is None and not the_countrys,
            "visiting" in qualifiers, the_countrys,
        )  # fmt: skip
        if entry.use is not Use.RANK or match["det"]:
            found.offices.append(office)
        return end

    def the_countrys(self, match: re.Match[str]) -> bool:
        """Whether the owner of a title is "the country"."""
        if match["owner"] is None or match["pronoun"] is not None:
            return False
        words = self.line.word(*match.span("owner")).lower().split("'")[0].split()
        return bool(words) and words[-1] in _COUNTRY_WORDS

    def names_after(
        self, start: int, end: int, titles: tuple[TitleRef, ...], countries: tuple[str, ...], found: Found
    ) -> int | None:
        """ "the foreign ministers of A and B, X and Y,": as many names as countries, in their order."""
        match = _LISTED_NAMES.match(self.tags, end)
        if match is None:
            return None
        names = list(_LISTED_NAME.finditer(self.tags, match.start("names"), match.end("names")))
        if len(names) != len(countries):
            return None
        self.list_of_people(start, names, titles, countries, found)
        return match.end("names")

    def names_between(self, start: int, end: int, titles: tuple[TitleRef, ...], found: Found) -> int | None:
        """ "the presidents of A, X, and B, Y", "the presidents of A (X) and B (Y)": each name behind its country."""
        names: list[re.Match[str]] = []
        countries = [title.country for title in titles if title.country][:1]
        firsts = [start]
        while len(names) < len(countries) and (name := _BETWEEN.match(self.tags, end)):
            names.append(name)
            end = name.end()
            if (following := _NEXT_COUNTRY.match(self.tags, end)) is None:
                break
            where = country(self.line, following.start("country"))
            if where is None:
                break
            countries.append(where)
            firsts.append(following.start("country"))
            end = following.end()
        if len(names) < 2 or len(names) != len(countries):
            return None
        number = len(found.people)
        self.list_of_people(start, names, tuple(titles), tuple(countries), found)
        for person, first, name in zip(found.people[number:], firsts, names, strict=True):
            person.first, person.last = first, name.end()
        return names[-1].end()

    def names_before(self, match: re.Match[str], found: Found) -> int | None:
        """ "X, Y and Z, the foreign ministers of A, B and C": the same the other way round."""
        names = list(_LISTED_NAME.finditer(self.tags, match.start("names"), match.end("names")))
        lead = _LEAD_ONLY.match(self.tags, match.end())
        if lead is None:
            return None
        titles, end = self.titles(lead)
        more = self.countries_after(end, titles)
        countries = more[0] if more else self.owners(lead, plural=True)[1]
        if not titles[-1].plural or len(countries) != len(names):
            return None
        self.list_of_people(match.start(), names, titles, countries, found)
        found.people[-1].last = more[1] if more else end
        return found.people[-1].last

    def list_of_people(
        self,
        start: int,
        names: list[re.Match[str]],
        titles: tuple[TitleRef, ...],
        countries: tuple[str, ...],
        found: Found,
    ) -> None:
        """People who hold one office in several countries."""
        first = start
        for name, whose in zip(names, countries, strict=True):
            own = tuple(replace(title, country=None) for title in titles)
            person = PersonRef(first, name.end("name"), *name.span("name"), own, whose)
            person.gender, person.honours, _ = self.honours(name.start("honorific"), person.name_first, own)
            found.people.append(person)
            first = name.end() if name is not names[-1] else first
            first = max(first, person.last)

    def names(self, name: re.Match[str], titles: tuple[TitleRef, ...], match: re.Match[str], owned: bool) -> bool:
        """Whether the capitalised words after a title are its holder's name."""
        first, last = name.span("name")
        comma = name["comma"] is not None
        if titles[-1].plural and comma:
            return False
        if comma:
            tight = self.tags[last : last + 1] in (",", ".", ")", ";", "") or match["pronoun"] is not None
            # "Kenya's president, X Y and Chad's, Z" goes on; "Kenya's president, X Y will" is one where it opens.
            tight = tight or (owned and (match.start() == 0 or _NEXT_OWNER.match(self.tags, last) is not None))
            tight = tight or (name["honorific"] != "" and not self.tags.startswith(", ", match.start() - 2))
            whose = owned or match["det"] == "t" or any(t.fields or t.title.title == "first lady" for t in titles)
            known = self.tags[first] == "P"
            return whose and tight and (known or " " in self.tags[first:last]) and match["det"] != "a"
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
            person.counterpart = any(t.title.title in COUNTERPARTS for t in titles)
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
        person.name_last = self.before_letters(person.name_first, person.last)
        if self.tags[person.name_first] == "P":
            entry = line.entry(person.name_first)
            person.known = entry.actors[0] if entry and len(entry.actors) == 1 else None
        person.last = self.end_of_letters(person.last)
        country_after = _OF_COUNTRY.match(self.tags, person.last)
        if country_after is not None and person.country is None:
            person.country = country(line, country_after.start("country"))
            person.last = country_after.end("country")
        in_brackets = _IN_BRACKETS.match(self.tags, person.last) if person.titles else None
        if in_brackets is not None:
            if in_brackets["country"] is not None and person.country is None:
                person.country = country(line, in_brackets.start("country"))
            person.last = in_brackets.end()
        self.place_after(person)
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

    def place_after(self, person: PersonRef) -> None:
        """ "Governor X of Puno": where a local office is held."""
        if not person.titles or person.titles[0].title.body_type != "subnational" or person.titles[0].place:
            return
        match = _OF_PLACE.match(self.tags, person.last)
        if match is None:
            return
        where = country(self.line, match.start("place"))
        if where is None or person.country not in (None, where):
            return
        first = replace(person.titles[0], place=self.line.name(*match.span("place")), country=where)
        person.titles = (first, *person.titles[1:])
        person.country = where
        person.last = match.end()

    def before_letters(self, first: int, last: int) -> int:
        """Where a name ends without the letters behind it: "Charles L. Banda M.P."."""
        letters = _LETTERS.search(self.line.word(first, last))
        if letters is None or letters.start() == 0:
            return last
        end = self.line.starts[first] + letters.start()
        while last > first + 1 and self.line.starts[last] > end:
            last -= 1
        return last

    def end_of_letters(self, last: int) -> int:
        """Where a name ends with the letters behind it: "David Lammy MP"."""
        after = _AFTER_NAME.match(self.tags, last)
        return last + 2 if after is not None and self.line.parts[last + 1] in _POSTNOMINALS else last

    def apposition(self, person: PersonRef) -> None:
        """ "William Ruto, President of Kenya and Chairman of X": titles after a name."""
        match = _APPOSITION.match(self.tags, person.last)
        if match is None:
            return
        # "Her Excellency X Y Minister of Health": without a comma only behind an honorific, and only with a field.
        bare = not match.group().startswith(",")
        if bare and not (person.honours and not person.titles and self.tags[match.start("title")] == "T"):
            return
        titles, end = self.titles(match, listed=True)
        if bare and not (titles[0].fields and " of " in titles[0].text):
            return
        _, owners = self.owners(match, plural=False)
        whose = any(t.country or t.body or t.host or t.fields or t.place for t in titles)
        if match["det"] == "t" and not owners and not whose and self.owner_body(match) is None:
            return
        if any(t.plural or t.title.use in (Use.REFERENCE, Use.RANK) for t in titles) and not owners:
            return
        following = _NAME.match(self.tags, end)
        if following is not None and following["comma"] is None and len(titles) > 1:
            first, end = self.title(match)  # "X, Minister of Health, and Ambassador Y"
            titles, following = (first,), None
        if following is not None and (following["comma"] is None or (following["honorific"] and person.titles)):
            return  # the title is that of the next person
        told = owners[:1] or tuple(t.country for t in titles if t.country)
        if person.country is not None and told and told[0] != person.country:
            return
        if not _CLOSED.match(self.tags, end) and not self.tags.startswith((" x", " i", " r"), end):
            return
        person.titles = (*person.titles, *titles)
        person.country = (
            person.country or (owners[:1] or (None,))[0] or next((t.country for t in titles if t.country), None)
        )
        self.set_organisation(person, self.owner_body(match))
        person.last = end

    def called(self, match: re.Match[str], found: Found) -> int:
        """ "Mr Ruto", "Sheikh Tamim bin Hamad"; "Sheikh Sabah", whose name is that of a region too."""
        person = PersonRef(match.start(), match.end(), *match.span("called"))
        self.finish(person, match)
        if match["like"] is not None and person.honours.isdisjoint(_PERSONAL):
            return match.start("like")
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
        listed = _NAMES_LISTED.match(self.tags, first)
        if listed is not None and not self.line.loud and (end_of_list := self.names_before(listed, found)) is not None:
            return end_of_list
        if " " in self.tags[first:last] and not self.line.loud and not self._is_place(first):
            end = self.end_of_name(first, last)
            person = PersonRef(first, self.end_of_letters(end), first, end)
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

    def set_organisation(self, person: PersonRef, ref: BodyRef | None) -> None:
        """The body before a title is where the office is held."""
        if ref is not None and person.organisation is None:
            person.organisation = ref.bodies[0]
            person.organisation_span = (self.line.starts[ref.name_first], self.line.starts[ref.name_last])

    def honours(
        self, first: int, last: int, titles: tuple[TitleRef, ...]
    ) -> tuple[str, frozenset[str], tuple[TitleRef, ...]]:
        """m or f where titles tell; the words between office and name; the offices among them ("Senator")."""
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


# Honorifics that never stand before the name of a country or place.
_PERSONAL = frozenset("mr mrs ms miss sheikh shaikh sheikha lord lady sir".split())
COUNTERPARTS = frozenset(["counterpart", "colleague", "opposite number"])


def spans(found: Found) -> Iterator[tuple[int, int]]:
    """The spans of parts that people and offices of a line cover."""
    yield from ((person.first, person.last) for person in found.people)
    yield from ((office.first, office.last) for office in found.offices)

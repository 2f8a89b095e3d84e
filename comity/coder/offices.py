"""Titles as the words of a line give them: "Deputy Minister of Industry and Trade", "Ambassador of Japan to Kenya".

A title has a head ("Minister") with the words before it that belong to it, and complements: a field, a body, a country,
a host. `Reader` reads them at a match of a pattern that has the groups of `HEAD` and, before it, of `OWNER`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from comity.coder.bodyrefs import Body, BodyRef, country, country_of, titled
from comity.coder.gazetteer import Entry
from comity.coder.patterns import FIELD, FIELDS, Line, pattern
from comity.coder.titles import Title, Use

# Whose office: "his Kuwaiti", "Kenya's", "NATO", "the country's".
OWNER = (
    r"(?P<owner>(?:(?P<pronoun>h) )?(?:v[ -])*"
    r"(?:[JCBKL](?:p|')?(?:(?:, n |, | n |-)(?:t )?[JC](?:p|')?){0,3}|h|xp)[ -])"
)
_PEEK = r"[hvJCBKLMkFfYyQcGgAbTl]"
_BEFORE = r"[MkFfYyQcGgAb]"  # words that may stand before a title and belong to it
HEAD = rf"(?P<head>(?:{_BEFORE}(?:[ -]|, n |, | n )){{0,6}}(?P<title>[Tl]))"
LEAD = (
    rf"(?:(?P<det>[ta]) )?(?:(?P<two>d) )?(?:(?P<early>(?:[vMk][ -]){{1,3}})(?={_PEEK}))?"
    rf"(?:{OWNER})?(?:v[ -]){{0,2}}{HEAD}"
)
_NEXT_TITLE = pattern(rf"(?:, n |, | n | - )(?=(?:{_BEFORE}(?:[ -]| n )){{0,6}}[Tl])")
_HEAD_ONLY = pattern(HEAD)
_MORE_FIELDS = pattern(rf"(?:(?:, n |, | n ){FIELD})+| n N(?= o (?:t )?C)")  # "... and Worship of Costa Rica"
_MORE_COUNTRIES = pattern(r"(?:, n |, | n )(?:t )?(?P<country>C)(?!(?:p))")
_COMPLEMENTS = (
    ("field", pattern(rf" [or] (?:t )?(?P<what>{FIELDS}(?: n N(?=[,.;)]| o (?:t )?C))?|X(?:-X)?)")),
    ("field", pattern(r" (?P<what>F(?:[ -]F){0,3})(?= (?:H )?N)")),  # Secretary Foreign Affairs X
    ("office", pattern(
        rf" [oru] t (?:Y o (?:t )?)?(?:(?P<what>[CJ])(?:p)? )?(?:[MkFf] ){{0,3}}[Tl](?: [or] (?:t )?{FIELDS})?"
    )),
    ("country", pattern(r" o (?:t )?(?:v )?(?P<what>C)(?!(?:p)? ?[GAEYTl])")),
    ("body", pattern(r" [ori] (?P<what>B)")),
    ("body", pattern(r" (?P<what>B)(?= (?:H )?N)")),  # Speaker National Assembly X
    ("host", pattern(r" [u] (?:t )?(?P<what>[CBK])(?:(?:, n |, | n )(?:t )?C){0,4}")),
    ("seat", pattern(r" [i] (?:t )?(?P<what>[CK])")),
    ("whose", pattern(r" o (?:t )?(?P<what>[JC])(?:p)?(?: [xfFyYks]){1,4}(?=[,.;)]| [iNH]|_*$)")),
    ("place", pattern(r" o (?:t )?(?P<what>[KL]|N)(?: [Qc])?")),
)  # fmt: skip
_HEAD_WORD = re.compile(r"([A-Za-z])_*(?:[ -]|, n |, | n )")
_MARK = re.compile("[JCBKL]")
_THEN_NAME = pattern(r"(?:, n | n | - )[MFTl]| (?:[HT]\.? )*[NIP]")
_HEADS_OF_GOVERNMENT = frozenset(["prime minister", "premier", "deputy prime minister", "vice president"])
_LOWER_RANKS = frozenset("vice deputy assistant under associate".split())
_NO_FIELD = frozenset("of and for the to deputy vice first former acting state".split())
_MOST_TITLES = 4


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
    several: tuple[str, ...] = ()  # "speakers of the parliaments of A and B": the countries of the bodies

    @property
    def former(self) -> bool:
        """Whether the words say that the office is over."""
        return self.text.lower().startswith(("former ", "ex-", "ex "))


@dataclass(slots=True)
class _Told:
    """What the complements of one title have said so far."""

    kinds: set[str] = field(default_factory=set)
    body: Body | None = None
    body_span: tuple[int, int] | None = None
    country: str | None = None
    host: str | None = None
    place: str | None = None
    several: tuple[str, ...] = ()


class Reader:
    """Reads titles in one line; `bodies` are those found there, by their first part."""

    def __init__(self, line: Line, bodies: dict[int, BodyRef]) -> None:
        self.line = line
        self.tags = line.tags
        self.bodies = bodies

    def titles(self, match: re.Match[str], listed: bool = False) -> tuple[tuple[TitleRef, ...], int]:
        """The titles that begin at a match of HEAD, and where they end; `listed`: commas may join them."""
        found: list[TitleRef] = []
        head = match
        while True:
            title, end = self.title(head)
            found.append(title)
            following = _NEXT_TITLE.match(self.tags, end)
            if following is None or len(found) == _MOST_TITLES or title.plural:
                return tuple(found), end
            if following.group() == ", " and not (listed or self._doubles(found[-1], following.end())):
                return tuple(found), end
            next_head = _HEAD_ONLY.match(self.tags, following.end())
            if next_head is None or not self._joins(next_head):
                return tuple(found), end
            head = next_head

    def _doubles(self, first: TitleRef, at: int) -> bool:
        """ "Deputy Prime Minister, Minister of Defence X": heads of government and deputies also hold a ministry."""
        if not (first.title.title in _HEADS_OF_GOVERNMENT or first.rank):
            return False
        following = _HEAD_ONLY.match(self.tags, at)
        entry = self.line.entry(following.start("title")) if following is not None else None
        if following is None or entry is None or entry.title is None or entry.title.title != "minister":
            return False
        _, end = self.title(following)
        return _THEN_NAME.match(self.tags, end) is not None

    def _joins(self, head: re.Match[str]) -> bool:
        """Whether a title after "and" may be one more office of the same person."""
        entry = self.line.entry(head.start("title"))
        if entry is None or entry.title is None or entry.title.use in (Use.REFERENCE, Use.RANK, Use.NOBLE):
            return False
        return entry.title.title != "first lady"

    def title(self, head: re.Match[str]) -> tuple[TitleRef, int]:
        """One title with its complements, and where it ends."""
        line = self.line
        at = head.start("title")
        entry = line.entry(at)
        assert entry is not None
        assert entry.title is not None  # tags T and l are given to titles alone
        first, end = self._start(head, entry), head.end("title")
        early = self._early(head)
        pieces = [early, line.name(first, at), _word(line, at, end, entry)]
        words = _words(f"{early} {line.word(first, at)}")
        more = _MORE_FIELDS.match(self.tags, end) if entry.title.takes_field and " of " in entry.title.title else None
        if more is not None:
            pieces.append(line.name(end, more.end()))
            words += _words(line.word(end, more.end()))
            end = more.end()
        told = _Told()
        bare: str | None = None
        while (step := self._complement(entry.title, end, told)) is not None:
            kind, what, stop = step
            if kind == "body" or (kind == "place" and bare is None):
                bare = _joined(pieces)
            if kind != "country":
                pieces.append(line.name(end, stop))
            if kind == "field":
                words += _words(line.word(*what))
            end = stop
        text = _joined(pieces)
        fields = frozenset(words) - _NO_FIELD
        own = entry.title.country if told.body is None and self._has_it(entry.title, words) else None
        state = told.country or own
        title = TitleRef(
            text, entry.title, fields, entry.plural, told.body, state, told.host,
            told.place, told.body_span, bare or text, frozenset(words) & _LOWER_RANKS, told.several,
        )  # fmt: skip
        return title, end

    def _has_it(self, title: Title, words: list[str]) -> bool:
        """Whether a title of one state is its: a Secretary of State for a field may be British."""
        return title.country in self.line.gazetteer.codebook.actors and not (
            title.title == "secretary of state" and words
        )

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

    def _complement(self, title: Title, end: int, told: _Told) -> tuple[str, tuple[int, int], int] | None:
        """The complement that begins at `end`: its kind, the parts that name something, and where it ends."""
        if len(told.kinds) >= _MOST_TITLES:
            return None
        for kind, shape in _COMPLEMENTS:
            if kind in told.kinds and kind != "field":
                continue
            match = shape.match(self.tags, end)
            if match is not None and self._tells(kind, title, match.span("what"), told):
                told.kinds.add(kind)
                return kind, match.span("what"), match.end()
        return None

    def _tells(self, kind: str, title: Title, what: tuple[int, int], told: _Told) -> bool:
        """Note what a complement says; False where a title of this sort has none of its kind."""
        abroad = title.body_type == "embassy" or "envoy" in title.later
        where = country(self.line, what[0]) if kind not in ("field", "body") and what[0] >= 0 else None
        match kind:
            case "field":
                return title.takes_field or title.body_type not in ("country", "embassy")
            case "body":
                ref = self.bodies.get(what[0])
                if ref is None or not ref.bodies:
                    return False
                organ = ref.bare and ref.bodies[0].generic and ref.bodies[0].name != ""
                if not ref.weak and (organ or not ref.bare):
                    told.body = ref.bodies[0]
                    told.body_span = (self.line.starts[ref.name_first], self.line.starts[ref.name_last])
                    whose = [country_of(body, self.line.gazetteer) for body in ref.bodies]
                    told.several = tuple(dict.fromkeys(c for c in whose if c)) if len(whose) > 1 else ()
                    told.country = told.country or whose[0]
            case "place":
                unknown = self.tags[what[0]] == "N"
                if title.body_type != "subnational" and (unknown or title.body_type != "country"):
                    return False
                if title.title in ("president", "first lady"):
                    return False
                told.place = self.line.name(*what)
                told.country = told.country or where
            case "host" | "seat":
                if not abroad:
                    return False
                told.host = told.host or where
            case "whose":
                if title.body_type:
                    return False
                told.country = where
            case _:
                told.country = where or told.country
        return True

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

    def countries_after(self, end: int, titles: tuple[TitleRef, ...]) -> tuple[tuple[str, ...], int] | None:
        """ "foreign ministers of Argentina and Morocco": whose, after a plural, and where that ends."""
        if not titles[-1].plural or titles[-1].country is None:
            return None
        if len(titles[-1].several) > 1:
            return titles[-1].several, end
        ids: list[str | None] = [titles[-1].country]
        while (match := _MORE_COUNTRIES.match(self.tags, end)) is not None:
            ids.append(country(self.line, match.start("country")))
            end = match.end()
        return tuple(dict.fromkeys(i for i in ids if i)), end


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _word(line: Line, at: int, end: int, entry: Entry) -> str:
    """The head of a title: abbreviations in full, plurals in the singular, with their capitals."""
    title = entry.title
    if title is None or not (entry.plural or title.full):
        return line.name(at, end)
    word = title.full or title.title
    return titled(word) if line.parts[at][:1].isupper() else word


def _joined(pieces: list[str]) -> str:
    """A title of its pieces; the party is told by the body, not by the title."""
    text = " ".join(" ".join(pieces).split()).replace("- ", "-")
    return text.removeprefix("Party ") if text.startswith(("Party General", "Party Secretary")) else text

"""The dateline of a news report: "KUWAIT, March 3 (KUNA) --", "Hanoi (VNA) –", "ASTANA. October 9. /KZ/.".

Agencies join the same elements in different ways: a place with its region or country, a date, a sign of the agency,
and a dash, colon or stop. They are read in whatever order they come; what makes them a dateline is that they stand
together at the head of a paragraph and end as a dateline does. A bare name before a dash or colon is one only where it
is a known place, or stands in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from comity import edtf
from comity.codebook import fold
from comity.coder import dates
from comity.coder.datewords import MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS, names
from comity.edtf import Edtf
from comity.terms import DatePrecision

REACH = 140  # no dateline is longer

_MONTH = rf"(?:{names((*MONTHS, *MONTH_ABBREVIATIONS))})\.?(?![a-zA-Z])"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9])"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_WEEKDAY = rf"(?:{names(WEEKDAYS)}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)(?![a-zA-Z])\.?"
_LUNAR_MONTH = r"[A-Z][a-zA-Z'’-]+(?: [a-zA-Z'’-]+)?"
_LUNAR = rf"(?:{_LUNAR_MONTH} [0-3]?[0-9]|[0-3]?[0-9] {_LUNAR_MONTH}),? 1[345][0-9]{{2}}(?![0-9])(?: ?A?H\b)?"
_DATE = re.compile(
    rf"(?:{_WEEKDAY},?\s{{1,2}})?(?:{_MONTH}\s?{_DAY}(?:\s?[,/]?\s?{_YEAR})?"
    rf"|{_DAY}\s?(?:of\s)?{_MONTH}(?:[,/]?\s{{0,2}}{_YEAR})?"
    rf"|[0-3]?[0-9][./-][01]?[0-9][./-]{_YEAR}|{_YEAR}-[01][0-9]-[0-3][0-9]|{_LUNAR})"
    rf"|{_WEEKDAY}(?=\s?[-–—.:,(])"
)
_DAY_SLASH_YEAR = re.compile(r"(?<=[A-Za-z] [0-9])/(?=[0-9]{4}\Z)|(?<=[A-Za-z] [0-9]{2})/(?=[0-9]{4}\Z)")  # May 5/2025
_BRACKETS = re.compile(r"\((?P<round>[^()\n]{2,40})\)|\[(?P<square>[^\[\]\n]{2,40})\]|/(?P<slash>[^/\n]{2,30})/")
_CLOSE = re.compile(r"--+|[–—:|]|-(?=\s|\Z)|-(?<=[.)\]]-)")
_WIRE = re.compile(r"[A-Z][A-Z&-]+(?: [A-Z][A-Z&-]+){0,2}(?=[.,;]|\s?[-–—:|])")
_PARTED = re.compile(r"[\s,.;]{0,4}")
# A word of a place's name: São, N'Djamena, Port-au-Prince, St., D.C.
_WORD = r"(?:(?:St|Ste|Mt|Ft|Pt|ST|STE|MT|FT)\.|(?:[A-Z]\.){2,3}|[^\W\d_a-z][\w'’‘ʻ]*(?:-[\w'’]+)*)"
_PARTICLE = r"(?:(?:de|del|da|do|dos|di|la|las|los|le|el|al|as|es|ed|of|the|ash|na|and|sur|am)\s)"
_NAME = rf"{_WORD}(?:\s(?:{_PARTICLE}{{1,2}})?{_WORD}){{0,4}}"
_PLACE = re.compile(rf"{_NAME}(?:/{_NAME}){{0,2}}")
_REGION = re.compile(rf",\s?{_NAME}")
_BRACKETED_REGION = re.compile(rf"\s?(?:\[{_NAME}\]|\({_NAME}\)(?=,))")  # New Delhi [India], London (UK),
_MONTH_LAST = re.compile(rf"\s{_MONTH}\Z")
_BRACKETED_PLACE = re.compile(r"[\[(](?P<place>[^\[\]()=\n]{2,30})=[^\[\]()=\n]{2,30}[\])]")
_OPENS_TEXT = re.compile(r"\s*[\"“”'‘’«(\[*_]*(?:[^\W_a-z]|al-)")
_YEARS = re.compile(r"[0-9]{3}")
# Words that begin a sentence or a title, never the name of a place.
_NO_PLACE = frozenset(
    (
        "mr mrs ms dr prof sir lord lady president minister ambassador king queen prince princess a an in on at by "
        "from to of for with after before during as if when while he she it they we i this that these those there "
        "but and or"
    ).split()
)
_NO_AGENCY = frozenset("l r c left right center centre file photo l-r from".split())


class _Kind(Enum):
    PLACE = auto()
    DATE = auto()
    AGENCY = auto()  # in brackets or between slashes
    WIRE = auto()  # an agency's name in capitals without brackets
    CLOSE = auto()  # a dash, colon or bar


@dataclass(frozen=True, slots=True)
class _Element:
    kind: _Kind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: where the text after it begins, the place that it names, and its day where it tells a full one."""

    end: int
    place: str | None
    day: Edtf | None


@dataclass(frozen=True)
class Known:
    """What the codebook knows of datelines, folded: places, countries, agencies, and labels that are none of them."""

    places: Collection[str] = frozenset()
    countries: Collection[str] = frozenset()
    agencies: Collection[str] = frozenset()
    labels: Collection[str] = frozenset()


def read(text: str, start: int, end: int, known: Known, published: Edtf | None = None) -> Dateline | None:
    """The dateline that opens the paragraph from `start` to `end`, or None.

    A paragraph that is nothing but a dateline ("ANKARA", "New York, 5 May 2025") ends with it. A date without a year
    is read against `published`.
    """
    stop = min(end, start + REACH)
    bracketed = _BRACKETED_PLACE.match(text, start, stop)  # [Seoul=Yonhap]
    if bracketed:
        return Dateline(_past_blanks(text, bracketed.end(), end), _cased(bracketed["place"]), None)
    elements = _elements(text, start, stop)
    for count in range(len(elements), 0, -1):
        some = elements[:count]
        if _is_dateline(text, some, end, known):
            return Dateline(_past_mark(text, some[-1].end, end), _place(some), _day(some, published))
    return None


# Elements


def _elements(text: str, start: int, stop: int) -> list[_Element]:
    """The elements at the head of a text, up to the first words that are none."""
    found: list[_Element] = []
    position = start
    while True:
        parted = _PARTED.match(text, position, stop)
        begin = parted.end() if parted else position
        element = _element(text, begin, stop, [element.kind for element in found])
        if element is None and found and found[-1].text == "|":
            element = _wire(text, begin, stop)  # "Kampala, Uganda | THE AGENCY |"
        if element is None:
            return found
        found.append(element)
        position = element.end


def _element(text: str, begin: int, stop: int, before: Sequence[_Kind]) -> _Element | None:
    if match := _DATE.match(text, begin, stop):
        return _Element(_Kind.DATE, begin, match.end(), match.group())
    if match := _CLOSE.match(text, begin, stop):
        return _Element(_Kind.CLOSE, begin, match.end(), match.group())
    if before and _Kind.AGENCY not in before and (match := _BRACKETS.match(text, begin, stop)):
        return _bracketed(match)
    if before and before[-1] is not _Kind.CLOSE and (wire := _wire(text, begin, stop)):
        return wire
    if _Kind.PLACE not in before and (match := _PLACE.match(text, begin, stop)):
        return _place_element(text, match, stop)
    return None


def _wire(text: str, begin: int, stop: int) -> _Element | None:
    match = _WIRE.match(text, begin, stop)
    return _Element(_Kind.WIRE, begin, match.end(), match.group()) if match else None


def _bracketed(match: re.Match[str]) -> _Element | None:
    inside = match[match.lastgroup or 0]
    if _DATE.fullmatch(inside):
        return _Element(_Kind.DATE, match.start(), match.end(), inside)
    if inside.casefold().strip(" .") in _NO_AGENCY or _YEARS.search(inside):
        return None
    return _Element(_Kind.AGENCY, match.start(), match.end(), inside)


def _place_element(text: str, match: re.Match[str], stop: int) -> _Element | None:
    """A place with its regions: "Ottawa, Ontario", "WASHINGTON, D.C."; a month behind it belongs to the date."""
    name, end = match.group(), match.end()
    if fold(name).split()[0] in _NO_PLACE:
        return None
    month = _MONTH_LAST.search(name)
    if month:  # "Nicosia May 5"
        return _Element(_Kind.PLACE, match.start(), match.start() + month.start(), name[: month.start()])
    bracketed = _BRACKETED_REGION.match(text, end, stop)
    if bracketed:
        end = bracketed.end()
    for _ in range(2):
        region = _REGION.match(text, end, stop)
        if region is None:
            break
        inner = end + len(region.group()) - len(region.group()[1:].lstrip())
        if _DATE.match(text, inner, stop) or _WIRE.match(text, inner, stop):
            break
        month = _MONTH_LAST.search(region.group())  # "NAIROBI, Kenya May 5"
        end = end + month.start() if month else region.end()
    return _Element(_Kind.PLACE, match.start(), end, name)


# Judgement


def _is_dateline(text: str, elements: Sequence[_Element], end: int, known: Known) -> bool:
    """Whether some elements end as a dateline does, and hold enough to be one."""
    kinds = {element.kind for element in elements}
    place = _place_name(elements)
    if not _is_closed(text, elements[-1], end):
        return False
    if place is None:
        return {_Kind.DATE, _Kind.AGENCY} <= kinds
    if fold(place) in known.labels:
        return False
    if _Kind.DATE in kinds or any(_is_known_agency(element, known) for element in elements):
        return True
    if not kinds.isdisjoint({_Kind.AGENCY, _Kind.WIRE}) or elements[-1].end == end:
        return _is_known(place, known) or (place.isupper() and _Kind.AGENCY in kinds)
    return len(elements) == 2 and _is_bare_place(text, place, elements[-1], end, known)


def _is_closed(text: str, last: _Element, end: int) -> bool:
    """Whether a dateline may end here: with a dash or colon, a stop, the paragraph, or a bracket before a capital."""
    after = text[last.end : min(end, last.end + 3)]
    if last.kind is _Kind.PLACE:
        return not after
    if last.kind is _Kind.CLOSE or not after.strip():
        return True
    if after[0] == "." or last.text.endswith("."):
        return bool(_OPENS_TEXT.match(text, last.end + (after[0] == "."), end))
    return last.kind is _Kind.AGENCY and after[0].isspace() and bool(_OPENS_TEXT.match(text, last.end, end))


def _is_bare_place(text: str, place: str, close: _Element, end: int, known: Known) -> bool:
    """Whether a name with nothing but a dash or colon behind it is a dateline's place.

    "Moscow – the Russian capital – ..." goes on in lower case, "Hanoi - Minsk cooperation" with another place.
    """
    if not _OPENS_TEXT.match(text, close.end, end):
        return False
    if not _is_known(place, known):
        acronym = " " not in place and len(place) <= 5
        return place.isupper() and close.text not in (":", "|") and not acronym
    following = _PLACE.match(text, _past_blanks(text, close.end, end), end)
    first = fold(following.group().split()[0]) if following else ""
    return place.isupper() or close.text == ":" or not (first in known.places or first in known.countries)


def _is_known(place: str, known: Known) -> bool:
    return any(fold(part) in known.places for part in (place, *place.split("/")))


def _is_known_agency(element: _Element, known: Known) -> bool:
    if element.kind not in (_Kind.AGENCY, _Kind.WIRE):
        return False
    return any(fold(part) in known.agencies for part in (element.text, *re.split(r"[/–—-]", element.text)))


# What it tells


def _place_name(elements: Sequence[_Element]) -> str | None:
    return next((element.text for element in elements if element.kind is _Kind.PLACE), None)


def _place(elements: Sequence[_Element]) -> str | None:
    name = _place_name(elements)
    return _cased(name.partition("/")[0]) if name else None


def _cased(name: str) -> str:
    """A place in capitals as running text would have it: Port-au-Prince, St. John's, N'Djamena."""
    plain = name.strip()
    return re.sub(r"[^\W\d_]+", _capitalised, plain) if plain.isupper() else plain


def _capitalised(word: re.Match[str]) -> str:
    low = word.group().lower()
    before = word.string[word.start() - 1] if word.start() else " "
    joined = before == "-" and low in ("au", "de", "la", "sur", "el", "al", "of")
    ending = before in "'’" and (len(low) <= 2 or word.start() > 3)  # JOHN'S and NUKU'ALOFA, but N'DJAMENA
    return low if joined or ending else low.capitalize()


def _day(elements: Sequence[_Element], published: Edtf | None) -> Edtf | None:
    for element in elements:
        if element.kind is not _Kind.DATE:
            continue
        written = _DAY_SLASH_YEAR.sub(", ", element.text)
        for found in dates.find(written, 0, len(written), published):
            day = edtf.parse(found.edtf)
            if day.precision is DatePrecision.DAY:
                return day
    return None


def _past_mark(text: str, position: int, end: int) -> int:
    """Past the stop that closes a dateline, and the blanks after it."""
    if position < end and text[position] in ".;,":
        position += 1
    return _past_blanks(text, position, end)


def _past_blanks(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position

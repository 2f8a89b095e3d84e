"""The dateline of a news report: "KUWAIT, March 3 (KUNA) --", "Hanoi (VNA) –", "ASTANA. October 9. /KZ/.".

Agencies join the same elements in different ways: a place, perhaps its region or country, a date, a sign of the agency,
and a dash, colon or stop. They are read in any order; what makes them a dateline is that they stand together and end
so. A bare name before a dash or colon counts where it is a known place, or stands in capitals as places do there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from comity import edtf
from comity.codebook import fold
from comity.coder import dates
from comity.coder.dateforms import MONTH_ABBREVIATIONS, MONTHS, WEEKDAYS, names
from comity.edtf import Edtf
from comity.terms import DatePrecision

REACH = 140  # no dateline is longer

_MONTH = rf"(?:{names((*MONTHS, *MONTH_ABBREVIATIONS))})\.?(?![a-zA-Z])"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9])"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_WEEKDAY = rf"(?:{names(WEEKDAYS)}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)(?![a-zA-Z])\.?"
_HIJRI = r"(?:[A-Z][a-zA-Z'’-]+(?: [a-zA-Z'’-]+)? [0-3]?[0-9]|[0-3]?[0-9] [A-Z][a-zA-Z'’-]+(?: [a-zA-Z'’-]+)?),? 1[345][0-9]{2}(?: ?A?H\b)?"
_DATE = re.compile(
    rf"(?:{_WEEKDAY},?\s{{1,2}})?(?:{_MONTH}\s?{_DAY}(?:\s?[,/]?\s?{_YEAR})?|{_DAY}\s?(?:of\s)?{_MONTH}(?:[,/]?\s{{0,2}}{_YEAR})?"
    rf"|[0-3]?[0-9][./-][01]?[0-9][./-]{_YEAR}|{_YEAR}-[01][0-9]-[0-3][0-9]|{_HIJRI})|{_WEEKDAY}(?=\s?[-–—.:,(])"
)
_BRACKETS = re.compile(r"\((?P<round>[^()\n]{2,40})\)|\[(?P<square>[^\[\]\n]{2,40})\]|/(?P<slash>[^/\n]{2,30})/")
_CLOSE = re.compile(r"--+|[–—:|]|-(?=\s|\Z)|-(?<=[.)\]]-)")
_WIRE = re.compile(r"[A-Z][A-Z&-]+(?: [A-Z][A-Z&-]+){0,2}(?=[.,;]|\s?[-–—:|])")
_PARTED = re.compile(r"[\s,.;]{0,4}")
# A word of a place's name: São, N'Djamena, Port-au-Prince, St., D.C.
_WORD = r"(?:(?:St|Ste|Mt|Ft|Pt|ST|STE|MT|FT)\.|(?:[A-Z]\.){2,3}|[^\W\d_a-z][\w'’‘ʻ]*(?:-[\w'’]+)*)"
_PARTICLE = r"(?:(?:de|del|da|do|dos|di|la|las|los|le|el|al|as|es|ed|of|on|upon|the|ash|an|na|and|sur|am)\s)"
_NAME = rf"{_WORD}(?:\s(?:{_PARTICLE}{{1,2}})?{_WORD}){{0,4}}"
_PLACE = re.compile(rf"{_NAME}(?:/{_NAME}){{0,2}}")
_REGION = re.compile(rf",\s?{_NAME}")
_EQUATION = re.compile(r"[\[(](?P<place>[^\[\]()=\n]{2,30})=[^\[\]()=\n]{2,30}[\])]")
_OPENS_TEXT = re.compile(r"\s*[\"“”'‘’«(\[*_]*(?:[^\W_a-z]|al-)")
# Words that begin a sentence or a title, never the name of a place.
_NO_PLACE = frozenset(
    "mr mrs ms dr prof sir lord lady president minister ambassador king queen prince princess a an in on at by from "
    "to of for with after before during as if when while he she it they we i this that these those there but and or"
    .split()
)
_NO_AGENCY = frozenset("l r c left right center centre file photo l-r from".split())


class _Kind(Enum):
    PLACE = auto()
    DATE = auto()
    AGENCY = auto()
    WIRE = auto()  # an agency's name in capitals without brackets
    CLOSE = auto()


@dataclass(frozen=True, slots=True)
class _Element:
    kind: _Kind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: where the text after it begins, the place where the report was written, and the day, as far as told."""

    end: int
    place: str | None
    day: Edtf | None


@dataclass(frozen=True)
class Known:
    """What the codebook knows of datelines, all folded: names of places, of agencies, and labels that are neither."""

    places: Collection[str] = frozenset()
    agencies: Collection[str] = frozenset()
    labels: Collection[str] = frozenset()


def read(text: str, start: int, end: int, known: Known, published: Edtf | None = None) -> Dateline | None:
    """The dateline that opens a paragraph, or None. One that is the whole paragraph ends where the paragraph does."""
    stop = min(end, start + REACH)
    equation = _EQUATION.match(text, start, stop)
    if equation:
        return Dateline(_past_blanks(text, equation.end(), end), _named(equation["place"]), None)
    elements = _elements(text, start, stop)
    for count in range(len(elements), 0, -1):
        some = elements[:count]
        after = some[-1].end
        if _is_dateline(text, some, elements[count:], end, known):
            cut = _past_mark(text, after, end)
            return Dateline(cut, _place(some, known), _day(text, some, published))
    return None


def _elements(text: str, start: int, stop: int) -> list[_Element]:
    """The elements at the head of a text, up to the first words that are none."""
    found: list[_Element] = []
    position = start
    while True:
        parted = _PARTED.match(text, position, stop)
        begin = parted.end() if parted else position
        element = _element(text, begin, stop, found)
        if element is None:
            return found
        found.append(element)
        position = element.end


def _element(text: str, begin: int, stop: int, found: Sequence[_Element]) -> _Element | None:
    kinds = [element.kind for element in found]
    if match := _DATE.match(text, begin, stop):
        return _Element(_Kind.DATE, begin, match.end(), match.group())
    if match := _CLOSE.match(text, begin, stop):
        return _Element(_Kind.CLOSE, begin, match.end(), match.group())
    match = _BRACKETS.match(text, begin, stop)
    if match and _Kind.AGENCY not in kinds and kinds:
        inside = match[match.lastgroup or 0]
        if _DATE.fullmatch(inside):
            return _Element(_Kind.DATE, begin, match.end(), inside)
        return None if _is_no_agency(inside) else _Element(_Kind.AGENCY, begin, match.end(), inside)
    if kinds and kinds[-1] is not _Kind.CLOSE and (match := _WIRE.match(text, begin, stop)):
        return _Element(_Kind.WIRE, begin, match.end(), match.group())
    if _Kind.PLACE not in kinds and (match := _PLACE.match(text, begin, stop)):
        return _place_element(text, match, stop)
    return None


def _place_element(text: str, match: re.Match[str], stop: int) -> _Element | None:
    """A place with its regions: "Ottawa, Ontario", "WASHINGTON, D.C."; a month that ends it belongs to the date."""
    name, end = match.group(), match.end()
    if fold(name).split()[0] in _NO_PLACE:
        return None
    month = re.search(rf"\s{_MONTH}\Z", name)
    if month:  # "Nicosia May 5"
        return _Element(_Kind.PLACE, match.start(), match.start() + month.start(), name[: month.start()])
    for _ in range(2):
        region = _REGION.match(text, end, stop)
        if region is None or re.match(rf",\s?(?:{_MONTH}|{_WEEKDAY})", region.group()) or _WIRE.match(text, end + 2, stop):
            break
        if re.match(rf"\s{_DAY}", text[region.end() : region.end() + 4]) and not _PARTED.match(text, region.end()):
            break
        end = region.end()
    return _Element(_Kind.PLACE, match.start(), end, name)


def _is_no_agency(inside: str) -> bool:
    return inside.casefold().strip(" .") in _NO_AGENCY or any(character.isdigit() for character in inside)


def _is_dateline(
    text: str, elements: Sequence[_Element], rest: Sequence[_Element], end: int, known: Known
) -> bool:
    """Whether some elements end as a dateline does, and hold enough to be one."""
    last = elements[-1]
    kinds = {element.kind for element in elements}
    if _Kind.PLACE not in kinds and not {_Kind.AGENCY, _Kind.WIRE, _Kind.CLOSE} <= kinds | {_Kind.WIRE}:
        return False
    place = next((element.text for element in elements if element.kind is _Kind.PLACE), None)
    if place is None:
        return _Kind.DATE in kinds and _closed(text, elements, end)
    if fold(place) in known.labels:
        return False
    if _Kind.DATE in kinds or any(_is_known_agency(element, known) for element in elements):
        return _closed(text, elements, end) and (_Kind.PLACE is not last.kind)
    familiar = _is_known(place, known)
    if _Kind.AGENCY in kinds:
        return (familiar or place.isupper()) and _closed(text, elements, end)
    if last.kind is _Kind.PLACE:
        return familiar and last.end == end
    if last.kind is not _Kind.CLOSE or not _OPENS_TEXT.match(text, last.end, end):
        return False
    return _bare_is_place(text, place, last, end, known)


def _bare_is_place(text: str, place: str, close: _Element, end: int, known: Known) -> bool:
    """Whether a name with nothing but a dash or colon behind it is a dateline's place."""
    if _is_known(place, known):
        following = _PLACE.match(text, _past_blanks(text, close.end, end), end)
        return place.isupper() or not (following and _is_known(following.group().split()[0], known))
    acronym = " " not in place and len(place) <= 5
    return place.isupper() and close.text != ":" and not acronym


def _closed(text: str, elements: Sequence[_Element], end: int) -> bool:
    """Whether the dateline ends here: with a dash or colon, a stop, its paragraph, or a bracket before a capital."""
    last = elements[-1]
    if last.kind is _Kind.PLACE:
        return last.end == end
    after = text[last.end : min(end, last.end + 3)]
    if last.kind is _Kind.CLOSE or not after.strip():
        return True
    if after[0] == "." or last.text.endswith("."):
        return bool(_OPENS_TEXT.match(text, last.end + (after[0] == "."), end))
    return last.kind is _Kind.AGENCY and after[0].isspace() and bool(_OPENS_TEXT.match(text, last.end, end))


def _is_known(place: str, known: Known) -> bool:
    return any(fold(part) in known.places for part in (place, *place.split("/")))


def _is_known_agency(element: _Element, known: Known) -> bool:
    if element.kind not in (_Kind.AGENCY, _Kind.WIRE):
        return False
    parts = re.split(r"[/–—-]", element.text)
    return any(fold(part) in known.agencies for part in (element.text, *parts))


def _place(elements: Sequence[_Element], known: Known) -> str | None:
    name = next((element.text for element in elements if element.kind is _Kind.PLACE), None)
    return _named(name) if name else None


def _named(name: str) -> str:
    """A place as a text would write it: "PORT-AU-PRINCE" is Port-au-Prince, "ST. JOHN'S" is St. John's."""
    plain = name.strip().partition("/")[0]
    if not plain.isupper():
        return plain
    words = re.sub(r"[^\W\d_]+", lambda word: _cased(word, plain), plain)
    return words


def _cased(word: re.Match[str], name: str) -> str:
    low = word.group().lower()
    after = name[word.start() - 1] if word.start() else " "
    if after == "-" and low in ("au", "de", "la", "sur", "el", "al", "of"):
        return low
    if after in "'’" and (len(low) <= 2 or word.start() > 3):  # "JOHN'S", "NUKU'ALOFA", but "N'DJAMENA"
        return low
    return low.capitalize()


def _day(text: str, elements: Sequence[_Element], published: Edtf | None) -> Edtf | None:
    """The full date of a dateline; one without a year needs the publication's."""
    for element in elements:
        if element.kind is not _Kind.DATE:
            continue
        for found in dates.find(text, element.start, element.end, published):
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

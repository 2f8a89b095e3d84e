"""Countries, their adjectives, capitals and other places by name, where no person's or body's name holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.codebook import PlaceRow
from comity.coder.bodyrefs import country
from comity.coder.document import MentionKind
from comity.coder.patterns import Line, pattern

_NAME = re.compile(r"([CJKL])_*")
# "a high-level Vietnamese delegation", "the Kenyan and Rwandan sides", "Kenya's delegation"
_SIDE = pattern(
    r"(?:[ta] )?(?:d )?(?:(?:[xvfFkM]|x-x) ){0,3}(?P<whose>[CJ](?:p)?(?:(?:, n |, | n |-)(?:t )?[CJ](?:p)?){0,2}) "
    r"(?:(?:[xvfFkM]|x-x) ){0,3}s"
)
_COUNTRY = re.compile("[CJ]")
_GEOGRAPHY = ("sea", "gulf", "bay", "strait", "straits", "isthmus", "channel")
_VENUE = frozenset("in at to from near outside around inside into via through toward towards for".split())
_TRAVEL = frozenset(
    "visit visits visited visiting reach reached leave left leaving tour toured touring capital city downtown".split()
)
_BETWEEN = frozenset("the central downtown capital city nearby historic neighbouring neighboring city's".split())


@dataclass(slots=True)
class PlaceRef:
    """A name of a country or place: its parts, what it is, whose it is; `place` where it is a venue."""

    first: int
    last: int
    kind: MentionKind
    countries: tuple[str, ...]
    row: PlaceRow | None = None
    place: str | None = None
    possessive: bool = False


def read(line: Line, first: int = 0, last: int | None = None) -> list[PlaceRef]:
    """The countries and places of a line, or of some of its parts; parts that other names cover are tagged `*`."""
    found: list[PlaceRef] = []
    taken = first
    stop = len(line.tags) if last is None else last
    sides = _SIDE.finditer(line.tags, first, stop) if "s" in line.tags else ()
    covered = [(m.start(), m.end(), m) for m in sides]
    number = 0
    for match in _NAME.finditer(line.tags, first, stop):
        first, last = match.span()
        if first < taken:
            continue
        while number < len(covered) and covered[number][1] <= first:
            number += 1
        if number < len(covered) and covered[number][0] <= first:
            side = _side(line, covered[number][2])
            taken = covered[number][1]
            if side is not None:
                found.append(side)
                continue
        ref = _read(line, match[1], first, last, found)
        if ref is not None:
            found.append(ref)
            taken = ref.last
    return found


def _side(line: Line, match: re.Match[str]) -> PlaceRef | None:
    ids = tuple(
        dict.fromkeys(c for m in _COUNTRY.finditer(line.tags, *match.span("whose")) if (c := country(line, m.start())))
    )
    if not ids:
        return None
    kind = MentionKind.GROUP if len(ids) > 1 else MentionKind.COUNTRY
    return PlaceRef(match.start(), match.end(), kind, ids, possessive=possessive(line, match.end()))


def _read(line: Line, tag: str, first: int, last: int, before: list[PlaceRef]) -> PlaceRef | None:
    if _inside_name(line, tag, first, last) or line.parts[last : last + 1] == ["$"]:  # NZ$
        return None
    where = country(line, first)
    owned = possessive(line, last)
    if tag == "L":
        return _place(line, first, last, before, owned)
    if where is None:
        return None
    if tag == "K":
        end = _with_country(line, last, where)
        venue = line.name(first, last) if _is_venue(line, first, before) else None
        return PlaceRef(first, end, MentionKind.CAPITAL, (where,), place=venue, possessive=owned)
    if tag == "C" and _is_state_of_america(line, first, last):
        return None
    compound = tag == "J" or _hyphened(line, first, last)
    kind = MentionKind.ADJECTIVE if compound else MentionKind.COUNTRY
    return PlaceRef(first, last, kind, (where,), possessive=owned)


def _place(line: Line, first: int, last: int, before: list[PlaceRef], owned: bool) -> PlaceRef | None:
    entry = line.entry(first)
    if entry is None or not entry.places:
        return None
    where = country(line, first)
    codes = line.gazetteer.codebook.country_of_code
    rows = [p for p in entry.places if p.country_code in codes and codes[p.country_code].actor_id == where]
    if where is None or len(rows) != 1:
        return None
    end = _with_country(line, last, where)
    return PlaceRef(first, end, MentionKind.PLACE, (where,), rows[0], place=line.name(first, last), possessive=owned)


def after_in(line: Line, first: int) -> bool:
    """Whether "in" or "at" stands before a name."""
    return first >= 2 and line.parts[first - 2].lower() in ("in", "at", "inside", "outside", "near")


def possessive(line: Line, last: int) -> bool:
    """Whether "'s" follows, or an apostrophe after -s."""
    return line.tags[last : last + 1] == "p" or (
        line.tags[last : last + 2] == "' " and line.folded[line.starts[last] - 1] == "s"
    )


def _with_country(line: Line, last: int, where: str) -> int:
    """Where "Nairobi, Kenya" ends: the country after a place only says where it lies."""
    if line.tags[last : last + 3] == ", C" and country(line, last + 2) == where:
        end = last + 3
        while end < len(line.tags) and line.tags[end] == "_":
            end += 1
        if line.tags[end : end + 1] not in ("p", "-") and not line.tags.startswith(" n ", end):
            return end
    return last


def _inside_name(line: Line, tag: str, first: int, last: int) -> bool:
    """Whether the name is a part of a longer one: Michael Jordan, New Mexico, Hanoi Opera, Gulf of Oman."""
    tags, gazetteer = line.tags, line.gazetteer
    left = tags[first - 2 : first] if first >= 2 else ""
    word_left = line.parts[first - 2] if first >= 2 else ""
    name = line.word(first, last)
    if gazetteer.kind(word_left.lower(), "place prefix") and word_left[:1].isupper() and left[1:] == " ":
        return True
    if tags[first - 1 : first] == "-" and first >= 2 and tags[first - 2] in "NI_" and not _actor_left(line, first):
        return True
    if first >= 4 and tags[first - 4 : first] in ("X o ", "x o ") and line.parts[first - 4].lower() in _GEOGRAPHY:
        return True
    if tags[last : last + 2] == " X" and gazetteer.kind(line.parts[last + 1].lower(), "water"):
        return True
    if line.loud:
        return False
    if tag == "J":
        return False
    follows = tags[last : last + 2]
    if left in ("N ", "I ", "_ ") and _name_left(line, first) and not _opens(line, first, name):
        return True
    if tags[first - 2 : first] == ". " and tags[first - 3 : first - 2] == "I":
        return True
    if follows == " N" and gazetteer.kind(name, "given name"):
        return True
    return tag in "KL" and follows in (" N", " X", " F", " Y", " M") and line.parts[last + 1] not in ("City",)


def _actor_left(line: Line, first: int) -> bool:
    """Whether the name before the hyphen is an actor's: "Vietnam-Belarus"."""
    index = first - 2
    while index >= 0 and line.tags[index] == "_":
        index -= 1
    return index >= 0 and line.tags[index] in "CJKLB*"


def _name_left(line: Line, first: int) -> bool:
    index = first - 2
    while index >= 0 and line.tags[index] == "_":
        index -= 1
    return index >= 0 and line.tags[index] in "NI"


def _opens(line: Line, first: int, name: str) -> bool:
    """Whether the capitalised word before only begins the sentence: "Visiting Kenya"."""
    word = line.parts[first - 2]
    if not line.opens(first - 2) or len(word) == 1:
        return False
    return not line.gazetteer.kind(name, "given name") or word.endswith(("ing", "ed", "ly"))


def _hyphened(line: Line, first: int, last: int) -> bool:
    """ "Vietnam-Belarus relations", "US-led", "anti-Russia"."""
    tags = line.tags
    right = tags[last : last + 1] == "-" and tags[last + 1 : last + 2] not in ("", " ")
    left = first >= 2 and tags[first - 1] == "-" and tags[first - 2] != " "
    return right or left


def _is_state_of_america(line: Line, first: int, last: int) -> bool:
    """ "Atlanta, Georgia", "the state of Georgia": a name that a state of the United States shares."""
    if f"state of {line.word(first, last).casefold()}" not in line.gazetteer.codebook.ambiguous:
        return False
    before = line.tags[max(0, first - 4) : first]
    if before.endswith(" o ") and line.parts[first - 4].lower() == "state":
        return True
    if not before.endswith(", "):
        return False
    index = first - 3
    while index >= 0 and line.tags[index] == "_":
        index -= 1
    if index < 0 or line.tags[index] not in "NKL":
        return False
    return line.tags[index] == "N" or country(line, index) != country(line, first)


def _is_venue(line: Line, first: int, before: list[PlaceRef]) -> bool:
    """Whether a capital is where something happens: after "in", "to", "visited", or listed with such a place."""
    index = first - 2
    while index >= 0 and line.parts[index].lower() in _BETWEEN:
        if line.parts[index].lower() in ("capital", "city"):
            return True
        index -= 2
    if index < 0:
        return False
    word = line.parts[index].lower()
    if word in _VENUE or word in _TRAVEL:
        return True
    return bool(
        word == "and"
        and before
        and before[-1].kind is MentionKind.CAPITAL
        and before[-1].last == index - 1
        and before[-1].place
    )

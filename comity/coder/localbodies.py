"""Cities, provinces and their authorities by their shape."""

from __future__ import annotations

import re
from dataclasses import replace

from comity.codebook import PlaceRow
from comity.coder.bodyrefs import (
    Body,
    BodyRef,
    countries_in,
    country,
    country_id,
    either_span,
    from_the,
    head_of,
    parts_after,
    titled,
)
from comity.coder.patterns import Line, pattern

LOCAL = pattern(
    r"(?=[tCJNKLFMU])(?:(?:t )?(?P<owner>[CJ](?:p)?) )?"
    r"(?:(?P<place>[NKLC](?: [NKL]){0,2}(?:(?: [Qc])|(?:p))?) (?P<head>(?:[FM] ){0,2}U)"
    r"|(?P<head_of>(?:[FM] ){0,2}U) o (?:t )?(?:(?P<whose>[CJ](?:p)?) )?(?:c o )?"
    r"(?P<place_of>[KLN](?: N){0,2}(?: [Qc])?))"
)
SUBNATIONAL = pattern(
    r"(?=[tCJNKLQc])(?:(?:t )?(?P<owner>[CJ](?:p)?) )?"
    r"(?:(?P<place>[NKL](?:[ -][NKL]){0,2}) (?P<head>[Qc])(?! o )"
    r"|(?:t )?(?:x ){0,1}(?P<head_of>[Qc]) o (?:t )?(?P<place_of>[NKL](?: N){0,2}))"
)
GOVERNED = pattern(r"(?P<title>[Tl]) o (?:t )?(?P<name>N(?:[ -]N(?=[,.;)]| [xi]))?)")
_OWNER_BEFORE = re.compile(r"(?:t )?C_*p $")
_PLACE = re.compile("[CKL]")


def _place(line: Line, index: int) -> PlaceRow | None:
    entry = line.gazetteer.entries.get(line.word(index, index + 1 + parts_after(line, index)))
    if entry is None:
        entry = line.entry(index)
    if entry is None or not entry.places:
        return None
    where = country(line, index)
    rows = [p for p in entry.places if len(entry.places) == 1 or country_id(line, p) == where]
    return rows[0] if len(rows) == 1 else None


def _where(line: Line, owner: tuple[int, int], place: tuple[int, int]) -> tuple[str, ...]:
    """The country of a local body: that of its owner, or in which its place lies."""
    named = countries_in(line, owner)
    if named:
        return named[:1]
    inside = (country(line, m.start()) for m in _PLACE.finditer(line.tags, *place))
    return tuple(dict.fromkeys(c for c in inside if c))[:1]


def read_local(line: Line, match: re.Match[str]) -> BodyRef:
    """ "Lima City Council", "the Governor's Office of Puno"."""
    place, head = either_span(match, "place", "place_of"), either_span(match, "head", "head_of")
    whose = countries_in(line, either_span(match, "owner")) or _where(line, either_span(match, "whose"), place)
    if match["head"] is not None:
        name_first, name = place[0], titled(line.name(place[0], head[1]))
    else:
        name_first = head[0]
        name = titled(f"{line.name(*head)} of {line.name(*place)}")
    first = from_the(line, match.start())
    body = Body(name, "subnational", head_of(line, (head[1] - 1, head[1])), whose)
    return BodyRef(first, match.end(), name_first, match.end(), (body,))


def read_subnational(line: Line, match: re.Match[str]) -> BodyRef | None:
    """ "Puno province", "the city of Lima"."""
    place, head = either_span(match, "place", "place_of"), either_span(match, "head", "head_of")
    after = match["place"] is not None
    small = line.tags[head[0]] == "c"
    unknown = not re.search("[KL]", line.tags[place[0] : place[1]])
    if unknown and after and (line.opens(place[0]) or small) and match["owner"] is None:
        return None
    if unknown and line.loud:
        return None
    kind = head_of(line, head)
    owner = either_span(match, "owner")
    row = _place(line, place[0]) if place[1] - place[0] == 1 + parts_after(line, place[0]) else None
    bare = line.name(*place)
    city = kind in ("city", "town", "capital city", "municipality", "port city", "metropolitan city")
    if row is not None and row.kind == "city" and not city:
        row = None  # the province of Nampula, not its capital
    if not after and kind == "state" and not unknown and _where(line, owner, place) == ():
        return None
    name = bare if city or (not after and row) else f"{bare} {titled(kind)}"
    body = Body(name, "subnational", kind, _where(line, owner, place), place=row)
    actor = line.gazetteer.cities.get(line.word(*place)) if city or not after else None
    actor = actor or line.gazetteer.cities.get(line.word(place[0], head[1]) if after else "")
    first = from_the(line, match.start())
    name_first = place[0] if after else head[0]
    return BodyRef(first, match.end(), name_first, match.end(), (replace(body, actor=actor),))


def read_governed(line: Line, match: re.Match[str]) -> BodyRef | None:
    """ "the Mayor of Oulu": a city or region that the dictionaries lack, told by who governs it."""
    entry = line.entry(match.start("title"))
    if entry is None or entry.title is None or entry.title.body_type != "subnational":
        return None
    first, last = match.span("name")
    body = Body(line.name(first, last), "subnational", "city")
    return BodyRef(first, last, first, last, (body,))


def read_region(line: Line, first: int, last: int) -> BodyRef | None:
    """ "Guangdong Province": a subdivision under its full name is its authorities."""
    row = _place(line, first)
    head = line.parts[last - 1].lower()
    if row is None or row.kind != "region" or last == first + 1 or not line.gazetteer.kind(head, "subnational"):
        return None
    where = country(line, first)
    actor = line.gazetteer.cities.get(line.word(first, last))
    body = Body(row.place, "subnational", head, (where,) if where else (), place=row, actor=actor)
    owner = _OWNER_BEFORE.search(line.tags, max(0, first - 24), first)
    return BodyRef(owner.start() if owner else from_the(line, first), last, first, last, (body,))

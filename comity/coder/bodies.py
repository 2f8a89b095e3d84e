"""Bodies by their shape: ministries, state organs, embassies, local authorities, universities, companies, parties ...

`read` finds them in a line and tags each `B`. What a body is called and of which country it is comes from the words
themselves ("Kenya's Ministry of Health", "the Ministries of Culture of A and B"); nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from comity.codebook import PlaceRow
from comity.coder.gazetteer import Gazetteer, Word
from comity.coder.patterns import FIELDS, FIELDS_CAPITAL, OWNER, Line, pattern

_OF = r"(?: o (?P<of>(?:t )?C)(?P<more>(?:(?:, n |, | n )(?:t )?C){0,4}))?"
_OF_AFTER = _OF.replace("of>", "of_after>").replace("more>", "more_after>")
_REALM = pattern(r"(?=[tRQw])(?:t )?(?P<realm>[RQw]) o (?:t )?(?P<country>C)(?!(?:p)?[ -][NY])")
_MINISTRY = pattern(
    rf"(?=[tJChFfGg])(?:{OWNER})?(?:(?P<head>G|g) [or] (?:t )?(?P<field>{FIELDS}){_OF}"
    rf"|(?P<field_before>{FIELDS}) (?P<head_after>G|g){_OF_AFTER})"
)
_ORGAN = pattern(rf"(?=[tJChFAb])(?:(?:F )?{OWNER})?(?P<name>(?:F ){{0,3}}(?P<head>[Ab])){_OF}")
_EMBASSY = pattern(rf"(?=[tJChMEe])(?:{OWNER})?(?:M )?(?P<head>[Ee]){_OF}(?: [iu] (?:t )?(?:c )?(?P<host>[CKL]))?")
_LOCAL = pattern(
    r"(?=[tCJNKLFMU])(?:(?:t )?(?P<owner>[CJ](?:p)?) )?"
    r"(?:(?P<place>[NKLC](?: [NKL]){0,2}(?:(?: [Qc])|(?:p))?) (?P<head>(?:[FM] ){0,2}U)"
    r"|(?P<head_of>(?:[FM] ){0,2}U) o (?:t )?(?:(?P<whose>[CJ](?:p)?) )?(?:c o )?"
    r"(?P<place_of>[KLN](?: N){0,2}(?: [Qc])?))"
)
_SUBNATIONAL = pattern(
    r"(?=[tCJNKLQc])(?:(?:t )?(?P<owner>[CJ](?:p)?) )?"
    r"(?:(?P<place>[NKL](?:[ -][NKL]){0,2}) (?P<head>[Qc])(?! o )"
    r"|(?:t )?(?:x ){0,1}(?P<head_of>[Qc]) o (?:t )?(?P<place_of>[NKL](?: N){0,2}))"
)
_W = r"(?:[NIJCKLFMRQXBGAUHOY](?:p|\.)?)"
_TAIL = (
    rf"(?: [or] (?:t )?(?:(?:J )?{FIELDS_CAPITAL}(?: Y)?|Y|[NJ](?:[ -][NF]){{0,3}}(?: n {FIELDS_CAPITAL})?"
    r"|[CKL](?: n [CKL])?))"
)
_NAMED = pattern(
    rf"(?=[tNIJCKLFMRQXBGAUHOTY])(?:(?P<owner>(?:t )?[CKL]p) )?"
    rf"(?P<name>(?:(?:T ){{0,2}}(?:{_W}(?: - |[ -]|' |\. )|F(?:, n |, | n |')(?=F)){{1,9}}(?P<head>Y){_TAIL}{{0,2}}"
    rf"|(?P<head_of>Y){_TAIL}{{1,3}}))"
)
_FIRM = pattern(
    r"(?=[taCJ])(?:[ta] )?(?P<owner>[CJ](?:p)?)[ -](?:[xfFkMv](?: |-)){0,3}(?P<head>[yc]) "
    r"(?P<name>[NI](?:[ -][NIF]|\.){0,3})"
)
# "a Kyrgyz-Hungarian friendship society", "the US-Japan joint commission"
_PAIRED = pattern(r"(?P<name>[CJ]-[CJ] (?:[fx] ){0,2}(?P<head>y))")
_PAIRED_HEADS = frozenset(
    "commission committee council society association federation chamber board league foundation".split()
)
_GOVERNED = pattern(r"(?P<title>[Tl]) o (?:t )?(?P<name>N(?:[ -]N(?=[,.;)]| [xi]))?)")
_BARE = pattern(r"t (?P<head>[GAEYgbey])(?![ -]?[A-Za-z]?[ -]?[o])")
_OWNER_BEFORE = re.compile(r"(?:t )?C_*p $")
_ACRONYM = pattern(r" \((?P<acronym>[NBC])\)")
_OF_COUNTRY = pattern(r" o (?:t )?(?P<country>C)(?!(?:p))")
_INSIDE = re.compile("[CJKLB]")
_COUNTRY = re.compile("[CJ]")
_UNKNOWN = re.compile("N")
_PLACE = re.compile("[CKL]")
_OF_A_STATE = ("National ", "State ", "Federal ")
_JOINT_HEADS = frozenset(["committee", "commission", "council", "board", "working group", "group", "task force"])
_JOINERS = frozenset([" at ", " at the ", " of ", " of the ", " under ", " under the ", " - "])
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


def introduced(refs: Iterable[BodyRef]) -> dict[str, Body]:
    """The bodies that are given an acronym in brackets, by it; cities that the dictionaries lack, by name."""
    known: dict[str, Body] = {}
    for ref in refs:
        body = ref.bodies[0] if ref.bodies and not ref.weak and not ref.bare else None
        if body is not None and ref.acronym is not None:
            known[ref.acronym] = body
        elif body is not None and body.type == "subnational" and body.place is None and body.actor is None:
            known.setdefault(body.name, body)
    return known


def by_acronym(line: Line, refs: list[BodyRef], known: Mapping[str, Body]) -> list[BodyRef]:
    """The bodies of a line with those that it calls by an acronym introduced elsewhere in the article."""
    found = [
        BodyRef(_the(line, m.start()), m.end(), m.start(), m.end(), (known[line.parts[m.start()]],))
        for m in _UNKNOWN.finditer(line.tags)
        if line.parts[m.start()] in known
    ]
    if not found:
        return refs
    line.mark(((ref.first, ref.last) for ref in found), "B")
    return sorted((*refs, *found), key=lambda ref: ref.first)


def read(line: Line) -> list[BodyRef]:
    """The bodies of a line in order; their parts are tagged `B`, states' long names `C`."""
    refs: list[BodyRef] = []
    present = set(line.tags)
    if not present.isdisjoint("RQw"):
        _realms(line)
    for letters, shape, make in _STEPS:
        if present.isdisjoint(letters):
            continue
        found = [ref for match in shape.finditer(line.tags) if (ref := make(line, match)) is not None]
        if found:
            line.mark(((ref.first, ref.last) for ref in found), "B")
            refs.extend(found)
    if not present.isdisjoint("BL"):
        refs.extend(_dictionary(line, {ref.first for ref in refs}))
    refs.sort(key=lambda ref: ref.first)
    if refs:
        refs = _parents(line, refs)
        _acronyms(line, refs)
        line.mark(((ref.first, ref.last) for ref in refs), "B")
    return refs


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


def _countries(line: Line, span: tuple[int, int]) -> tuple[str, ...]:
    """The countries named between two parts."""
    first, last = span
    if first < 0:
        return ()
    found = (country(line, m.start()) for m in _COUNTRY.finditer(line.tags, first, last))
    return tuple(dict.fromkeys(c for c in found if c))


def _either(match: re.Match[str], *names: str) -> tuple[int, int]:
    """The span of the first of some groups that took part in a match; (-1, -1) where none did."""
    for name in names:
        if name in match.re.groupindex and match[name] is not None:
            return match.span(name)
    return (-1, -1)


def _the(line: Line, first: int) -> int:
    """Where a noun phrase begins whose name begins at `first`: at its "the"."""
    return first - 2 if first >= 2 and line.tags[first - 2] == "t" and line.tags[first - 1] == " " else first


def _name(line: Line, first: int) -> int:
    """Where a name begins whose phrase begins at `first`: after its "the"."""
    return first + 2 if line.tags[first] == "t" else first


def _word(line: Line, index: int) -> Word | None:
    entry = line.entry(index)
    return entry.word if entry else None


def _head(line: Line, span: tuple[int, int]) -> str:
    word = _word(line, span[0])
    return word.standard if word else line.word(*span).lower()


def titled(words: str) -> str:
    """Words with the capitals of a title: "ministry of health" -> "Ministry of Health"."""
    return " ".join(
        w if w in _SMALL or w[:1].isupper() or w[1:2] in ("'", "’") else w[:1].upper() + w[1:] for w in words.split()
    )


def _realms(line: Line) -> None:
    found: list[tuple[int, int]] = []
    for match in _REALM.finditer(line.tags):
        if not line.gazetteer.kind(line.word(*match.span("realm")).lower(), "realm"):
            continue
        at = match.start("country")
        entry = line.entry(at)
        if entry is None or (entry.actors == ("georgia",) and line.word(*match.span("realm")).lower() == "state"):
            continue
        found.append(match.span())
        line.entries[match.start()] = entry
    if found:
        line.mark(found, "C")


def _ministry(line: Line, match: re.Match[str]) -> BodyRef | None:
    head, fields = _either(match, "head", "head_after"), _either(match, "field", "field_before")
    plural = line.word(*head).lower().endswith("ies")
    start, countries, end = _of_whom(line, match, plural)
    small = line.tags[head[0]] == "g" and line.tags[fields[0]] == "f" and match["owner"] is None
    if small and not countries and _the(line, start) == start:
        return None
    whole = _field(line, *fields)
    names = re.split(r",? and |, ", whole) if plural and len(countries) < 2 else [whole]
    title = titled(_head(line, head))
    joint = f" {line.word(head[1], fields[0]).strip()} " if head[1] <= fields[0] else " of "
    bodies = tuple(
        Body(f"{title}{joint}{name}", "government", "ministry", (c,) if c else (), generic=True)
        for name in names
        for c in countries or (None,)
    )
    return BodyRef(_the(line, start), end, _name(line, start), end, bodies, pronoun=_owned(line, match))


def _of_whom(line: Line, match: re.Match[str], plural: bool) -> tuple[int, tuple[str, ...], int]:
    """Where the phrase of a state's body begins, whose it is, and where it ends.

    One ministry has one country: in "Norway and Ghana's ministry" and "the ministry of Norway and Ghana" the other
    country stands for itself.
    """
    start, end = match.span()
    owner, of, more = (_either(match, f"{name}", f"{name}_after") for name in ("owner", "of", "more"))
    if owner[0] >= 0:
        marks = [m.start() for m in _COUNTRY.finditer(line.tags, *owner)]
        if len(marks) > 1 and not plural:
            start = marks[-1]
            owner = (start, owner[1])
    if of[0] >= 0 and not plural and more[1] == end:
        end = of[1]
    elif plural:
        of = (of[0], max(of[1], more[1]))
    return start, _countries(line, owner) or _countries(line, of), end


def _field(line: Line, first: int, last: int) -> str:
    """A ministry's field in its usual form: "defense" -> "Defence", "foreign" -> "Foreign Affairs"."""
    words: list[str] = []
    for index in range(first, last):
        word = _word(line, index) if line.tags[index] in "Ff" else None
        if word is not None and word.standard != word.word and (word.word != "foreign" or last - first == 1):
            words.append(word.standard)
        else:
            words.append(line.parts[index])
    return titled("".join(words))


def _owned(line: Line, match: re.Match[str]) -> bool:
    return match["owner"] is not None and line.tags[match.end("owner") - 1] == "h"


def _organ(line: Line, match: re.Match[str]) -> BodyRef | None:
    at = match.start("head")
    word = _word(line, at)
    if word is None:
        return None
    plural = word.standard != word.word
    start, countries, end = _of_whom(line, match, plural)
    owned = _owned(line, match)
    if line.tags[at] == "b" and not countries and not owned:
        return None
    name = titled(f"{line.name(match.start('name'), at)} {word.standard}")
    bodies = tuple(
        Body(name, word.actor_type, word.standard, (c,) if c else (), generic=True) for c in countries or (None,)
    )
    first = _the(line, start)
    bare = not countries and not owned and first < start
    return BodyRef(first, end, _name(line, start), end, bodies, pronoun=owned, bare=bare)


def _embassy(line: Line, match: re.Match[str]) -> BodyRef | None:
    head, host = match.span("head"), match.span("host")
    standard = _head(line, head)
    plural = standard != line.word(*head).lower()
    start, countries, end = _of_whom(line, match, plural)
    if not countries and not _owned(line, match):
        return None
    where = None
    if host[0] >= 0:
        where = country(line, host[0])
        if "consul" in standard or where is None:
            where = line.name(*host)
    bodies = tuple(
        Body(titled(standard), "embassy", standard, (c,) if c else (), generic=True, host=where)
        for c in countries or (None,)
    )
    return BodyRef(_the(line, start), end, _name(line, start), end, bodies, pronoun=_owned(line, match))


def _place(line: Line, index: int) -> PlaceRow | None:
    entry = line.gazetteer.entries.get(line.word(index, index + 1 + _run(line, index)))
    if entry is None:
        entry = line.entry(index)
    if entry is None or not entry.places:
        return None
    where = country(line, index)
    rows = [p for p in entry.places if len(entry.places) == 1 or _id(line, p) == where]
    return rows[0] if len(rows) == 1 else None


def _run(line: Line, index: int) -> int:
    """How many more parts the name at `index` has."""
    end = index + 1
    while end < len(line.tags) and line.tags[end] == "_":
        end += 1
    return end - index - 1


def _id(line: Line, place: PlaceRow) -> str | None:
    found = line.gazetteer.codebook.country_of_code.get(place.country_code)
    return found.actor_id if found else None


def _where(line: Line, owner: tuple[int, int], place: tuple[int, int]) -> tuple[str, ...]:
    """The country of a local body: that of its owner, or in which its place lies."""
    named = _countries(line, owner)
    if named:
        return named[:1]
    inside = (country(line, m.start()) for m in _PLACE.finditer(line.tags, *place))
    return tuple(dict.fromkeys(c for c in inside if c))[:1]


def _local(line: Line, match: re.Match[str]) -> BodyRef:
    place, head = _either(match, "place", "place_of"), _either(match, "head", "head_of")
    whose = _countries(line, _either(match, "owner")) or _where(line, _either(match, "whose"), place)
    if match["head"] is not None:
        name_first, name = place[0], titled(line.name(place[0], head[1]))
    else:
        name_first = head[0]
        name = titled(f"{line.name(*head)} of {line.name(*place)}")
    first = _the(line, match.start())
    body = Body(name, "subnational", _head(line, (head[1] - 1, head[1])), whose)
    return BodyRef(first, match.end(), name_first, match.end(), (body,))


def _subnational(line: Line, match: re.Match[str]) -> BodyRef | None:
    place, head = _either(match, "place", "place_of"), _either(match, "head", "head_of")
    after = match["place"] is not None
    small = line.tags[head[0]] == "c"
    unknown = not re.search("[KL]", line.tags[place[0] : place[1]])
    if unknown and after and (line.opens(place[0]) or small) and match["owner"] is None:
        return None
    if unknown and line.loud:
        return None
    kind = _head(line, head)
    owner = _either(match, "owner")
    row = _place(line, place[0]) if place[1] - place[0] == 1 + _run(line, place[0]) else None
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
    first = _the(line, match.start())
    name_first = place[0] if after else head[0]
    return BodyRef(first, match.end(), name_first, match.end(), (replace(body, actor=actor),))


def _named(line: Line, match: re.Match[str]) -> BodyRef | None:
    head = _either(match, "head", "head_of")
    word = _word(line, head[0])
    if word is None or (match["head_of"] is not None and word.position == "after"):
        return None
    first, last = match.span("name")
    tags = line.tags[first:last]
    owner = _countries(line, _either(match, "owner"))
    inside = tuple(
        dict.fromkeys(c for m in _INSIDE.finditer(line.tags, first, last) if (c := country(line, m.start())))
    )
    joint = word.standard.lower() in _JOINT_HEADS and (
        len(_countries(line, (first, last))) > 1
        or any(line.gazetteer.kind(p.lower(), "joint") for p in line.word(first, last).replace("-", " ").split())
        or "intergovernmental" in line.word(first, last).lower()
    )
    proper = re.search("[NIJCKLBX]", tags) is not None
    weak = not joint and not owner and not proper and not _state_name(line.word(first, last))
    name = line.name(first, last)
    kind = "other" if joint else word.actor_type
    countries = () if joint else owner or (inside if len(inside) == 1 else ())
    # "Mozambique's Agricultural Research Institute": nothing in the name itself says of which country.
    generic = not joint and (not proper or (_state_name(line.word(first, last)) and not inside))
    body = Body(name, kind, word.standard.lower(), countries, generic, joint, key=_key(line, first, last))
    return BodyRef(_the(line, match.start()), last, first, last, (body,), weak=weak)


def _state_name(name: str) -> bool:
    """Whether a name begins as those of a state's bodies do, and so may be borne in several states."""
    return name.startswith(_OF_A_STATE)


def _key(line: Line, first: int, last: int) -> str:
    """A name with each country under its usual name, so that "Vietnam" and "Viet Nam" make one key."""
    pieces: list[str] = []
    index = first
    while index < last:
        found = country(line, index) if line.tags[index] == "C" else None
        end = index + 1 + _run(line, index)
        if found and " of " in line.word(index, end) and pieces[-2:] == ["the", " "]:
            del pieces[-2:]  # "of the Republic of Peru" is "of Peru"
        pieces.append(line.gazetteer.codebook.actors[found].name if found else line.word(index, end))
        index = end
    return "".join(pieces)


def _paired(line: Line, match: re.Match[str]) -> BodyRef | None:
    """A body of two countries in small letters."""
    first, last = match.span("name")
    word = _word(line, match.start("head"))
    if word is None or word.standard.split()[-1] not in _PAIRED_HEADS or line.parts[last - 1].endswith("s"):
        return None
    head = word.standard.lower()
    joint = head in _JOINT_HEADS
    body = Body(
        line.name(first, last),
        "other" if joint else word.actor_type,
        head,
        (),
        False,
        joint,
        key=_key(line, first, last),
    )
    return BodyRef(_the(line, first), last, first, last, (body,))


def _governed(line: Line, match: re.Match[str]) -> BodyRef | None:
    """ "the Mayor of Oulu": a city or region that the dictionaries lack, told by who governs it."""
    entry = line.entry(match.start("title"))
    if entry is None or entry.title is None or entry.title.body_type != "subnational":
        return None
    first, last = match.span("name")
    body = Body(line.name(first, last), "subnational", "city")
    return BodyRef(first, last, first, last, (body,))


def _firm(line: Line, match: re.Match[str]) -> BodyRef | None:
    entry = line.entry(match.start("head"))
    head = line.word(*match.span("head")).lower()
    if not line.gazetteer.kind(head, "firm") or line.loud or entry is None or entry.word is None:
        return None
    kinds = {"city": "subnational", "town": "subnational"}
    kind = next((w for w in (entry.word.actor_type, kinds.get(head)) if w), "company")
    where = _countries(line, match.span("owner"))
    first, last = match.span("name")
    body = Body(line.name(first, last), kind, head, where)
    return BodyRef(match.start(), last, first, last, (body,))


def _bare(line: Line, match: re.Match[str]) -> BodyRef | None:
    """ "the ministry": a body named before; "the National Library": one of its kind in its country."""
    at = match.start("head")
    word = _word(line, at)
    if word is None:
        return None
    if line.tags[at] == "Y" and _state_name(line.word(*match.span("head"))):
        body = Body(titled(word.standard), word.actor_type, word.standard.lower(), (), generic=True)
        return BodyRef(match.start(), match.end(), at, match.end(), (body,))
    body = Body("", word.actor_type, word.standard.lower(), ())
    return BodyRef(match.start(), match.end(), match.start("head"), match.end(), (body,), bare=True)


def _dictionary(line: Line, taken: set[int]) -> Iterator[BodyRef]:
    """The bodies that the codebook knows by the name that stands there."""
    for match in re.finditer("[BL]_*", line.tags):
        first, last = match.span()
        entry = line.entry(first)
        if first in taken or entry is None or entry.tag not in "BL":
            continue
        if entry.tag == "L":
            if line.tags[first] == "L" and (region := _region(line, first, last)) is not None:
                yield region
            continue
        ids = entry.actors
        if len(ids) > 1 or entry.doubtful:
            ids = _decided(line, ids)
        bodies = tuple(
            Body(line.name(first, last), line.gazetteer.codebook.actors[actor].type, "", actor=actor) for actor in ids
        )
        yield BodyRef(_the(line, first), last, first, last, bodies[:1], weak=len(bodies) != 1)


def _region(line: Line, first: int, last: int) -> BodyRef | None:
    """ "Guangdong Province": a subdivision under its full name is its authorities."""
    row = _place(line, first)
    head = line.parts[last - 1].lower()
    if row is None or row.kind != "region" or last == first + 1 or not line.gazetteer.kind(head, "subnational"):
        return None
    where = country(line, first)
    actor = line.gazetteer.cities.get(line.word(first, last))
    body = Body(row.place, "subnational", head, (where,) if where else (), place=row, actor=actor)
    owner = _OWNER_BEFORE.search(line.tags, max(0, first - 24), first)
    return BodyRef(owner.start() if owner else _the(line, first), last, first, last, (body,))


def _decided(line: Line, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Of several bodies that share a name, the one whose country the article names."""
    codes = line.gazetteer.codebook.country_of_code
    actors = [line.gazetteer.codebook.actors[actor] for actor in ids]
    near = [a.id for a in actors if a.country_code in codes and codes[a.country_code].actor_id in line.named]
    return tuple(near) if len(near) == 1 else ()


def _parents(line: Line, refs: list[BodyRef]) -> list[BodyRef]:
    """ "the Faculty of Law at the University of X" is one phrase about the faculty."""
    kept: list[BodyRef] = [refs[0]]
    for ref in refs[1:]:
        child = kept[-1]
        universities = all(r.bodies and r.bodies[0].type == "university" and not r.bare for r in (child, ref))
        if universities and child.bodies[0].parent is None and line.word(child.last, ref.name_first) in _JOINERS:
            part, whole = child.bodies[0], ref.bodies[0]
            name = f"{part.name} of {whole.name}" if part.generic else part.name
            child.bodies = (replace(part, parent=whole, countries=whole.countries, name=name, key="", generic=False),)
            child.last = ref.last
            child.weak = False
        else:
            kept.append(ref)
    return kept


def _acronyms(line: Line, refs: list[BodyRef]) -> None:
    """ "Minsk Tractor Works (MTZ)": the brackets give another name."""
    for ref in refs:
        match = _ACRONYM.match(line.tags, ref.last)
        if match is None or ref.bare or len(ref.bodies) != 1:
            continue
        text = line.name(*match.span("acronym"))
        if 1 < len(text) <= 12 and sum(c.isupper() for c in text) > 1:
            ref.acronym = text
            ref.weak = False
            ref.last = match.end()
            _owned_after(line, ref)


def _owned_after(line: Line, ref: BodyRef) -> None:
    """ "the Department of Trade and Industry (DTI) of the Philippines"."""
    match = _OF_COUNTRY.match(line.tags, ref.last)
    where = country(line, match.start("country")) if match is not None else None
    if match is not None and where is not None and ref.bodies[0].generic and not ref.bodies[0].countries:
        ref.bodies = (replace(ref.bodies[0], countries=(where,)),)
        ref.last = match.end()


_STEPS: tuple[tuple[str, re.Pattern[str], Callable[[Line, re.Match[str]], BodyRef | None]], ...] = (
    ("Uu", _LOCAL, _local),
    ("Gg", _MINISTRY, _ministry),
    ("Y", _NAMED, _named),
    ("Ab", _ORGAN, _organ),
    ("Ee", _EMBASSY, _embassy),
    ("Qc", _SUBNATIONAL, _subnational),
    ("yc", _FIRM, _firm),
    ("y", _PAIRED, _paired),
    ("GAEYgbey", _BARE, _bare),
    ("Tl", _GOVERNED, _governed),
)

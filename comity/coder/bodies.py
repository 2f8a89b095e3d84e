"""Bodies by their shape: ministries, state organs, embassies, local authorities, universities, companies, parties ...

`read` finds them in a line and tags each `B`. What a body is called and of which country it is comes from the words
themselves ("Kenya's Ministry of Health", "the Ministries of Culture of A and B"); nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from comity.coder.bodyrefs import (
    Body,
    BodyRef,
    countries_in,
    country,
    either_span,
    from_the,
    parts_after,
    titled,
    word_at,
)
from comity.coder.localbodies import (
    GOVERNED,
    LOCAL,
    SUBNATIONAL,
    read_governed,
    read_local,
    read_region,
    read_subnational,
)
from comity.coder.patterns import FIELDS_CAPITAL, Line, pattern
from comity.coder.statebodies import EMBASSY, MINISTRY, ORGAN, read_embassy, read_ministry, read_organ, read_realms

_W = r"(?:[NIJCKLFMRQXBGAUHOY](?:p|\.)?)"
_TAIL = (
    rf"(?: [or] (?:t )?(?:(?:J )?{FIELDS_CAPITAL}(?: Y)?|Y|[NJ](?:[ -][NF]){{0,3}}(?: n {FIELDS_CAPITAL})?"
    r"|[CKL](?: n [CKL])?))"
)
_NAMED = pattern(
    rf"(?=[tNIJCKLFMRQXBGAUHOTY])(?:(?P<owner>(?:t )?[CKL]p) )?"
    rf"(?P<name>(?:(?:T ){{0,2}}(?:{_W}(?: - |[ -]|' |\. )|F(?:, n |, | n |')(?=F)){{1,9}}(?P<head>Y){_TAIL}{{0,2}}"
    rf"|(?P<head_of>Y)(?:{_TAIL}{{1,3}}|(?: [NTKLI]){{0,3}} q (?:q )?[NTKLIC](?: [NKLI]){{0,3}})))"
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
_BARE = pattern(r"t (?P<head>[GAEYgbey])(?![ -]?[A-Za-z]?[ -]?[o])")
_ACRONYM = pattern(r" \((?P<acronym>[NBC])\)")
_OF_COUNTRY = pattern(r" o (?:t )?(?P<country>C)(?!(?:p))")
_INSIDE = re.compile("[CJKLB]")
_UNKNOWN = re.compile("N")
_OF_A_STATE = ("National ", "State ", "Federal ")
_JOINT_HEADS = frozenset(["committee", "commission", "council", "board", "working group", "group", "task force"])
_JOINERS = frozenset([" at ", " at the ", " of ", " of the ", " under ", " under the ", " - "])


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
        BodyRef(from_the(line, m.start()), m.end(), m.start(), m.end(), (known[line.parts[m.start()]],))
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
        read_realms(line)
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


def _named(line: Line, match: re.Match[str]) -> BodyRef | None:
    head = either_span(match, "head", "head_of")
    word = word_at(line, head[0])
    if word is None or (match["head_of"] is not None and word.position == "after"):
        return None
    first, last = match.span("name")
    tags = line.tags[first:last]
    owner = countries_in(line, either_span(match, "owner"))
    inside = tuple(
        dict.fromkeys(c for m in _INSIDE.finditer(line.tags, first, last) if (c := country(line, m.start())))
    )
    joint = word.standard.lower() in _JOINT_HEADS and (
        len(countries_in(line, (first, last))) > 1
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
    return BodyRef(from_the(line, match.start()), last, first, last, (body,), weak=weak)


def _state_name(name: str) -> bool:
    """Whether a name begins as those of a state's bodies do, and so may be borne in several states."""
    return name.startswith(_OF_A_STATE)


def _key(line: Line, first: int, last: int) -> str:
    """A name with each country under its usual name, so that "Vietnam" and "Viet Nam" make one key."""
    pieces: list[str] = []
    index = first
    while index < last:
        found = country(line, index) if line.tags[index] == "C" else None
        end = index + 1 + parts_after(line, index)
        word = line.word(index, end)
        usual = line.gazetteer.codebook.actors[found].name if found else word
        if found and pieces[-2:] == ["the", " "] and (" of " in word or (" " in word and " " not in usual)):
            del pieces[-2:]  # "of the Republic of Peru" is "of Peru", "of the Czech Republic" is "of Czechia"
        pieces.append(usual)
        index = end
    return "".join(pieces)


def _paired(line: Line, match: re.Match[str]) -> BodyRef | None:
    """A body of two countries in small letters."""
    first, last = match.span("name")
    word = word_at(line, match.start("head"))
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
    return BodyRef(from_the(line, first), last, first, last, (body,))


def _firm(line: Line, match: re.Match[str]) -> BodyRef | None:
    entry = line.entry(match.start("head"))
    head = line.word(*match.span("head")).lower()
    if not line.gazetteer.kind(head, "firm") or line.loud or entry is None or entry.word is None:
        return None
    kinds = {"city": "subnational", "town": "subnational"}
    kind = next((w for w in (entry.word.actor_type, kinds.get(head)) if w), "company")
    where = countries_in(line, match.span("owner"))
    first, last = match.span("name")
    body = Body(line.name(first, last), kind, head, where)
    return BodyRef(match.start(), last, first, last, (body,))


def _bare(line: Line, match: re.Match[str]) -> BodyRef | None:
    """ "the ministry": a body named before; "the National Library": one of its kind in its country."""
    at = match.start("head")
    word = word_at(line, at)
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
            if line.tags[first] == "L" and (region := read_region(line, first, last)) is not None:
                yield region
            continue
        ids = entry.actors
        if len(ids) > 1 or entry.doubtful:
            ids = _decided(line, ids)
        bodies = tuple(
            Body(line.name(first, last), line.gazetteer.codebook.actors[actor].type, "", actor=actor) for actor in ids
        )
        yield BodyRef(from_the(line, first), last, first, last, bodies[:1], weak=len(bodies) != 1)


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
    ("Uu", LOCAL, read_local),
    ("Gg", MINISTRY, read_ministry),
    ("Y", _NAMED, _named),
    ("Ab", ORGAN, read_organ),
    ("Ee", EMBASSY, read_embassy),
    ("Qc", SUBNATIONAL, read_subnational),
    ("yc", _FIRM, _firm),
    ("y", _PAIRED, _paired),
    ("GAEYgbey", _BARE, _bare),
    ("Tl", GOVERNED, read_governed),
)

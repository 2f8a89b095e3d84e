"""Bodies of states by their shape: ministries, organs, embassies; and the long names of states themselves."""

from __future__ import annotations

import re

from comity.coder.bodyrefs import (
    COUNTRY,
    Body,
    BodyRef,
    countries_in,
    country,
    either_span,
    from_the,
    head_of,
    past_the,
    titled,
    word_at,
)
from comity.coder.patterns import FIELDS, OWNER, Line, pattern

_OF = r"(?: o (?P<of>(?:t )?C)(?P<more>(?:(?:, n |, | n )(?:t )?C){0,4}))?"
_OF_AFTER = _OF.replace("of>", "of_after>").replace("more>", "more_after>")
_REALM = pattern(r"(?=[tRQw])(?:t )?(?P<realm>[RQw]) o (?:t )?(?P<country>C)(?!(?:p)?[ -][NY])")
MINISTRY = pattern(
    rf"(?=[tJChFfGg])(?:{OWNER})?(?:(?P<head>G|g) [or] (?:t )?(?P<field>{FIELDS}){_OF}"
    rf"|(?P<field_before>{FIELDS}) (?P<head_after>G|g){_OF_AFTER})"
)
ORGAN = pattern(rf"(?=[tJChFAb])(?:(?:F )?{OWNER})?(?P<name>(?:F ){{0,3}}(?P<head>[Ab])){_OF}")
EMBASSY = pattern(rf"(?=[tJChMEe])(?:{OWNER})?(?:M )?(?P<head>[Ee]){_OF}(?: [iu] (?:t )?(?:c )?(?P<host>[CKL]))?")


def read_realms(line: Line) -> None:
    """Tag the long names of states: "the Republic of Peru"."""
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


def read_ministry(line: Line, match: re.Match[str]) -> BodyRef | None:
    """ "Peru's Ministry of Health", "the Ministries of Culture of A and B"."""
    head, fields = either_span(match, "head", "head_after"), either_span(match, "field", "field_before")
    plural = line.word(*head).lower().endswith("ies")
    start, countries, end = _of_whom(line, match, plural)
    small = line.tags[head[0]] == "g" and line.tags[fields[0]] == "f" and match["owner"] is None
    if small and not countries and from_the(line, start) == start:
        return None
    whole = _field(line, *fields)
    names = re.split(r",? and |, ", whole) if plural and len(countries) < 2 else [whole]
    title = titled(head_of(line, head))
    joint = f" {line.word(head[1], fields[0]).strip()} " if head[1] <= fields[0] else " of "
    bodies = tuple(
        Body(f"{title}{joint}{name}", "government", "ministry", (c,) if c else (), generic=True)
        for name in names
        for c in countries or (None,)
    )
    return BodyRef(from_the(line, start), end, past_the(line, start), end, bodies, pronoun=_owned(line, match))


def _of_whom(line: Line, match: re.Match[str], plural: bool) -> tuple[int, tuple[str, ...], int]:
    """Where the phrase of a state's body begins, whose it is, and where it ends.

    One ministry has one country: in "Norway and Ghana's ministry" and "the ministry of Norway and Ghana" the other
    country stands for itself.
    """
    start, end = match.span()
    owner, of, more = (either_span(match, f"{name}", f"{name}_after") for name in ("owner", "of", "more"))
    if owner[0] >= 0:
        marks = [m.start() for m in COUNTRY.finditer(line.tags, *owner)]
        if len(marks) > 1 and not plural:
            start = marks[-1]
            owner = (start, owner[1])
    if of[0] >= 0 and not plural and more[1] == end:
        end = of[1]
    elif plural:
        of = (of[0], max(of[1], more[1]))
    return start, countries_in(line, owner) or countries_in(line, of), end


def _field(line: Line, first: int, last: int) -> str:
    """A ministry's field in its usual form: "defense" -> "Defence", "foreign" -> "Foreign Affairs"."""
    words: list[str] = []
    for index in range(first, last):
        word = word_at(line, index) if line.tags[index] in "Ff" else None
        if word is not None and word.standard != word.word and (word.word != "foreign" or last - first == 1):
            words.append(word.standard)
        else:
            words.append(line.parts[index])
    return titled("".join(words))


def _owned(line: Line, match: re.Match[str]) -> bool:
    return match["owner"] is not None and line.tags[match.end("owner") - 1] == "h"


def read_organ(line: Line, match: re.Match[str]) -> BodyRef | None:
    """ "the Peruvian parliament", "the National Assembly of Zambia"."""
    at = match.start("head")
    word = word_at(line, at)
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
    first = from_the(line, start)
    bare = not countries and not owned and first < start
    return BodyRef(first, end, past_the(line, start), end, bodies, pronoun=owned, bare=bare)


def read_embassy(line: Line, match: re.Match[str]) -> BodyRef | None:
    """ "the Embassy of Japan in Kenya", "its consulate in Lima"."""
    head, host = match.span("head"), match.span("host")
    standard = head_of(line, head)
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
    return BodyRef(from_the(line, start), end, past_the(line, start), end, bodies, pronoun=_owned(line, match))

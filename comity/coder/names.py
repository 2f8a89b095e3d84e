"""Who is who in an article: every actor, and every mention of one, in text order.

Bodies are read first, then people and offices, then what is left of countries and places; all of it introduces actors.
A second pass follows the text and resolves what refers back (see `coreference`).
"""

from __future__ import annotations

import re
from bisect import bisect_left

from comity.coder import (
    bodies,
    company,
    coreference,
    gazetteer,
    homes,
    patterns,
    people,
    places,
    prominence,
    untitled,
)
from comity.coder.bodyrefs import BodyRef
from comity.coder.casting import Cast as Gathered
from comity.coder.clustering import People
from comity.coder.coreference import Memory
from comity.coder.document import Cast, Document, Mention, Part
from comity.coder.found import FoundLine
from comity.coder.gazetteer import Gazetteer
from comity.coder.mentions import Mentions
from comity.coder.patterns import Line

_COUNTRY = re.compile("[CJ]")


def read(document: Document, gazetteer_: Gazetteer) -> Cast:
    """The cast of a document: its actors and all mentions of them, in order, without overlaps."""
    lines = _lines(document, gazetteer_)
    found = [bodies.read(line) for line in lines]
    acronyms = bodies.introduced(ref for refs in found for ref in refs)
    if acronyms:
        found = [bodies.by_acronym(line, refs, acronyms) for line, refs in zip(lines, found, strict=True)]
    read_lines = [_read_line(line, refs) for line, refs in zip(lines, found, strict=True)]
    untitled.find(read_lines)
    known = People(gazetteer_)
    quiet = [(r.line, ref) for r in read_lines if not r.line.loud for ref in r.people.people]
    known.introduce(quiet)
    company.countries(read_lines, known)
    company.offices(read_lines, known)
    counts = prominence.of_countries(read_lines, known)
    pair = coreference.dyad(counts, prominence.of_organisations(read_lines))
    cast = Gathered(gazetteer_, known, document.text, dyad=pair)
    if pair is not None and pair[1] not in counts:
        cast.home = pair[0]
        homes.settle_one(known, *pair)
    elif pair is not None:
        cast.home = homes.find(document, pair, [ref for _, ref in quiet], gazetteer_, counts)
        homes.settle(known, pair, cast.home)
    memory = Memory(known, cast, pair, counts)
    mentions: list[Mention] = []
    part: Part | None = None
    for item in read_lines:
        memory.sentence(item.line.unit.part is part)
        part = item.line.unit.part
        mentions.extend(Mentions(item, known, cast, memory).all())
    return Cast(cast.finish(), tuple(mentions))


def _lines(document: Document, gazetteer_: Gazetteer) -> list[Line]:
    folded = gazetteer.fold(document.text)
    hits = gazetteer_.find(folded)
    starts = [hit.start for hit in hits]
    named: set[str] = set()
    lines: list[Line] = []
    for unit in document.units:
        own = hits[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]
        own = [hit for hit in own if hit.end <= unit.end]
        line = patterns.read(document.text, folded, unit, own, gazetteer_, named)
        lines.append(line)
        for match in _COUNTRY.finditer(line.tags):
            entry = line.entry(match.start())
            if entry is not None and len(entry.actors) == 1 and not entry.doubtful:
                named.add(entry.actors[0])
    return lines


def _read_line(line: Line, found: list[BodyRef]) -> FoundLine:
    persons = people.read(line, found)
    spans = [*people.spans(persons), *((ref.first, ref.last) for ref in found)]
    unmarked = line.tags
    if spans:
        line.mark(spans, "*")
    return FoundLine(line, found, persons, places.read(line), unmarked)

"""Sectors: which fields of `codebook/sectors.csv` a text names, by the wordings of `codebook/sector_terms.csv`.

The column `use` of sector_terms.csv tells when a wording counts:

- `always`: it names the sector wherever it stands;
- `field`: it names the sector as a field only: after a `before` phrase ("in the field of security"), as modifier of an
  `after` word ("security cooperation"), beside a wording that counts, or in an enumeration of three or more;
- `never`: a guard; the phrase has another sense and hides the wordings inside it ("Security Council");
- `before`, `after`: phrases that make the words next to them a field;
- `office_before`, `office_after`: words whose neighbours name an office or body, not a field ("minister of trade").

Of overlapping wordings the first counts, of those that begin together the longest: "food security" is not security.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import model_validator

from comity.codebook import REFERENCE, List, Optional, Sector, Text
from comity.coder.document import SectorMention
from comity.coder.phrases import Phrases, fold, longest, spellings
from comity.csvfile import Row, sound_rows
from comity.diagnostics import InputError, misspelt

FILE, KEY = "sector_terms.csv", ("term", "use")

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[^\w\s]")
_SEPARATORS = frozenset(", ; / & - – — and or to plus also as well along together with including especially".split())
_LIST_WORDS = _SEPARATORS | frozenset(
    "in on of for the their its both a an other all new modern advanced joint mutual bilateral traditional such key "
    "high local public civil human international regional national sustainable development promotion protection "
    "management conservation products production services training education research industry industries sector "
    "sectors technologies technology security safety resources support more most particularly notably not only but "
    "between among across through at various many several high-level high-quality green smart digital".split()
)
_PURE = frozenset([",", "and", "&", "the", "of"])
_LIST_LENGTH = 12
_FRAME_GAP = re.compile(r"[ ,:]*(?:[^\W_]+(?:['’ -]+[^\W_]+){0,2}['’]?s?[ ]+)?", re.UNICODE)
_OFFICE_GAP = re.compile(r"\s+(?:(?:[A-Z][\w'’-]*,?|and|the|of|&)\s+){0,5}")
_LONGEST_GAP = 48


class Use(StrEnum):
    """When a wording counts; see the module."""

    ALWAYS = "always"
    FIELD = "field"
    NEVER = "never"
    BEFORE = "before"
    AFTER = "after"
    OFFICE_BEFORE = "office_before"
    OFFICE_AFTER = "office_after"


class TermRow(Row):
    """One row of sector_terms.csv; `sector_id` may list several sectors that one phrase names together."""

    term: Text
    sector_id: List
    use: Use
    note: Optional

    @model_validator(mode="after")
    def _a_sector_where_one_is_named(self) -> TermRow:
        if (self.use in (Use.ALWAYS, Use.FIELD)) != bool(self.sector_id):
            raise ValueError("`always` and `field` need a `sector_id`, the other uses have none")
        return self


@dataclass(frozen=True)
class SectorTerms:
    """The compiled wordings. `terms` holds always, field and never; the rows are those of the file."""

    terms: Phrases
    frames: Phrases
    sectors: tuple[tuple[str, ...], ...]
    uses: tuple[Use, ...]
    parents: Mapping[str, str | None]
    after_words: frozenset[str]


class _Candidate(NamedTuple):
    start: int
    end: int
    row: int


class _Frames(NamedTuple):
    before: list[int]  # ends, ascending
    after: frozenset[int]  # starts
    office_before: list[int]
    office_after: frozenset[int]


@cache
def compile(codebook_folder: Path) -> SectorTerms:  # noqa: A001
    """Read sector_terms.csv and sectors.csv and compile them. Raises InputError (B001 to B005)."""
    parents = {
        row.sector_id: row.parent_id for row, _ in sound_rows(codebook_folder, "sectors.csv", Sector, ["sector_id"])
    }
    rows = sound_rows(codebook_folder, FILE, TermRow, KEY)
    problems = [
        misspelt(REFERENCE, line.item(1, sector), f"`sector_id`: no sector `{sector}`", sector, parents)
        for row, line in rows
        for sector in row.sector_id
        if sector not in parents
    ]
    if problems:
        raise InputError(problems)
    wordings = (Use.ALWAYS, Use.FIELD, Use.NEVER)
    numbered = [(row, number) for number, (row, _) in enumerate(rows)]
    return SectorTerms(
        terms=Phrases((row.term, number) for row, number in numbered if row.use in wordings),
        frames=Phrases((row.term, number) for row, number in numbered if row.use not in wordings),
        sectors=tuple(row.sector_id for row, _ in rows),
        uses=tuple(row.use for row, _ in rows),
        parents=parents,
        after_words=frozenset(word.lower() for row, _ in rows if row.use is Use.AFTER for word in spellings(row.term)),
    )


def find(
    text: str, terms: SectorTerms, masked: Sequence[tuple[int, int]] = (), *, theme: bool = False
) -> tuple[SectorMention, ...]:
    """The sectors that a text names, in order.

    Inside `masked` spans (names of persons, ministries, organisations) nothing counts. `theme`: the whole text is the
    theme of something, an agreement's title say, so that a `field` wording needs no frame. Mentions do not overlap,
    but a wording of several sectors ("food and energy security") makes a mention of each with one span.
    """
    folded = fold(text)
    hits = terms.terms.hits(text, folded)
    if masked and hits:
        hits = _outside(hits, masked)
    found = [_Candidate(*hit) for hit in longest(hits)]
    candidates = [item for item in found if terms.uses[item.row] is not Use.NEVER]
    if not candidates:
        return ()
    frames = _frames(text, folded, terms)
    candidates = _without_offices(text, candidates, frames)
    if not theme:
        candidates = _without_unframed(text, candidates, frames, terms)
    candidates = _without_parents(text, candidates, terms)
    return tuple(
        SectorMention(item.start, item.end, sector) for item in candidates for sector in terms.sectors[item.row]
    )


def of_phrase(
    text: str,
    start: int,
    end: int,
    terms: SectorTerms,
    masked: Iterable[tuple[int, int]] = (),
    *,
    theme: bool = True,
) -> tuple[str, ...]:
    """The sector ids of the stretch `start` to `end`, such as an agreement's title: in order, each once.

    Read by itself, so that words around it do not matter. `theme` as in `find`.
    """
    inside = [(max(left, start) - start, right - start) for left, right in masked if left < end and right > start]
    return tuple(dict.fromkeys(mention.sector_id for mention in find(text[start:end], terms, inside, theme=theme)))


def within(mentions: Sequence[SectorMention], start: int, end: int) -> tuple[str, ...]:
    """The sector ids of those mentions of a whole text that lie between `start` and `end`: in order, each once."""
    ids: dict[str, None] = {}
    for at in range(bisect_left(mentions, start, key=_start_of), len(mentions)):
        mention = mentions[at]
        if mention.start >= end:
            break
        if mention.end <= end:
            ids[mention.sector_id] = None
    return tuple(ids)


def enumerations(
    text: str, mentions: Sequence[SectorMention], after_words: frozenset[str]
) -> list[list[SectorMention]]:
    """Mentions grouped into enumerations: "trade, investment and culture" is one, "in trade and in culture" two."""
    groups: list[list[SectorMention]] = []
    for mention in mentions:
        if groups:
            end = groups[-1][-1].end
            words = () if mention.start < end else _joint(text, end, mention.start, after_words)
            if words is not None and "in" not in words and "on" not in words:
                groups[-1].append(mention)
                continue
        groups.append([mention])
    return groups


def _start_of(mention: SectorMention) -> int:
    return mention.start


def _without_parents(text: str, candidates: list[_Candidate], terms: SectorTerms) -> list[_Candidate]:
    """Leave out a sector beside its own part, with only a space between ("oil and gas energy projects")."""
    kept: list[_Candidate] = []
    for number, item in enumerate(candidates):
        beside = [
            other
            for other in (*candidates[max(0, number - 1) : number], *candidates[number + 1 : number + 2])
            if text[min(item.end, other.end) : max(item.start, other.start)] == " "
        ]
        parents = {terms.parents.get(sector) for other in beside for sector in terms.sectors[other.row]}
        if not parents.issuperset(terms.sectors[item.row]):
            kept.append(item)
    return kept


def _outside(hits: list[tuple[int, int, int]], masked: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    spans = sorted(masked)
    kept: list[tuple[int, int, int]] = []
    at = 0
    reach = 0
    for hit in hits:
        while at < len(spans) and spans[at][0] <= hit[0]:
            reach = max(reach, spans[at][1])
            at += 1
        if hit[0] >= reach and not (at < len(spans) and spans[at][0] < -hit[1]):
            kept.append(hit)
    return kept


def _frames(text: str, folded: str, terms: SectorTerms) -> _Frames:
    before: list[int] = []
    after: set[int] = set()
    office_before: list[int] = []
    office_after: set[int] = set()
    for start, minus_end, row in terms.frames.hits(text, folded):
        use = terms.uses[row]
        if use is Use.BEFORE:
            before.append(-minus_end)
        elif use is Use.AFTER:
            after.add(start)
        elif use is Use.OFFICE_BEFORE:
            office_before.append(-minus_end)
        else:
            office_after.add(start)
    return _Frames(sorted(before), frozenset(after), sorted(office_before), frozenset(office_after))


def _joint(text: str, start: int, end: int, after_words: frozenset[str]) -> Sequence[str] | None:
    """The words between two members of an enumeration; None where they part sentences, clauses or phrases."""
    if end - start > _LONGEST_GAP:
        return None
    gap = text[start:end]
    if "\n\n" in gap:
        return None
    words = _TOKEN.findall(gap.lower())
    if not words:
        return words  # "renewable energy", where both words are wordings
    if len(words) > _LIST_LENGTH or not _SEPARATORS.intersection(words):
        return None
    if all(word in _LIST_WORDS or word in after_words for word in words):
        return words
    return None


def _without_offices(text: str, candidates: list[_Candidate], frames: _Frames) -> list[_Candidate]:
    """Leave out wordings in the name of an office or body ("minister of culture, sports and tourism")."""
    if not frames.office_before and not frames.office_after:
        return candidates
    office = [False] * len(candidates)
    for number, item in enumerate(candidates):
        at = bisect_right(frames.office_before, item.start) - 1
        if at >= 0:
            left = frames.office_before[at]
            if item.start - left <= _LONGEST_GAP and _OFFICE_GAP.fullmatch(text, left, item.start):
                office[number] = True
        if number and office[number - 1] and _is_pure(text, candidates[number - 1].end, item.start):
            office[number] = True
    for number in range(len(candidates) - 1, -1, -1):
        item = candidates[number]
        if item.end + 1 in frames.office_after and text[item.end] in " -–":
            office[number] = True
            back = number
            while (
                back
                and _is_pure(text, candidates[back - 1].end, candidates[back].start)
                and text[candidates[back - 1].start].isupper() == text[item.start].isupper()
            ):
                back -= 1
                office[back] = True
    return [item for item, is_office in zip(candidates, office, strict=True) if not is_office]


def _is_pure(text: str, start: int, end: int) -> bool:
    if end - start > 10:
        return False
    words = _TOKEN.findall(text[start:end].lower())
    return bool(words) and all(word in _PURE for word in words)


def _without_unframed(text: str, candidates: list[_Candidate], frames: _Frames, terms: SectorTerms) -> list[_Candidate]:
    """Leave out `field` wordings that stand neither in a frame nor beside a wording that counts."""
    if all(terms.uses[item.row] is Use.ALWAYS for item in candidates):
        return candidates
    kept: list[_Candidate] = []
    group: list[_Candidate] = []
    floor = 0
    for number, item in enumerate(candidates):
        if terms.uses[item.row] is Use.FIELD and _is_part(text, candidates, number, terms):
            continue
        if group and _joint(text, group[-1].end, item.start, terms.after_words) is None:
            kept.extend(_counted(text, group, floor, frames, terms))
            floor = group[-1].end
            group = []
        group.append(item)
    kept.extend(_counted(text, group, floor, frames, terms))
    return kept


def _is_part(text: str, candidates: list[_Candidate], number: int, terms: SectorTerms) -> bool:
    """Whether a `field` wording is the head or modifier of the one beside it: "tourism industry", "port logistics"."""
    item = candidates[number]
    if number and text[candidates[number - 1].end : item.start] == " ":
        return True
    after = candidates[number + 1] if number + 1 < len(candidates) else None
    return after is not None and terms.uses[after.row] is Use.ALWAYS and text[item.end : after.start] == " "


def _counted(text: str, group: list[_Candidate], floor: int, frames: _Frames, terms: SectorTerms) -> list[_Candidate]:
    """The group if it counts, else nothing; a frame before it must begin behind `floor`, the wording before."""
    if len(group) >= 3 or any(terms.uses[item.row] is Use.ALWAYS for item in group):
        return group
    if any(item.end + 1 in frames.after and text[item.end] in " -–" for item in group):
        return group
    start = group[0].start
    at = bisect_right(frames.before, start) - 1
    left = frames.before[at] if at >= 0 else -1
    if left >= floor and start - left <= _LONGEST_GAP and _FRAME_GAP.fullmatch(text, left, start):
        return group
    return []

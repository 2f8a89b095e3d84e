"""What a sentence says of fields of cooperation: which sectors, at which stage, tied to which words.

The stage of an enumeration of sectors is that of the strongest cue before it in its clause: a `fields` or `problem`
cue that introduces it, then `given`, then `wish` and `talk`, then the first `act`; without one, cues behind it
("cooperation in mining has grown"); without any, `existing`. So "agreed to strengthen cooperation in trade" is
potential; "agreed to further strengthen" or "continue cooperation in trade" is existing: the text says that it exists.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from comity.coder import sectors
from comity.coder.cues import Cue, Cues, Kind
from comity.coder.document import Mention, MentionKind, SectorMention, Unit
from comity.terms import Stage

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[^\w\s]")
_REACH = 6
_LONGEST_SENTENCE = 3000
_JOINT = "joint"  # "joint exercises": in a sector's wording it says that actors cooperate
_GOVERNING = frozenset(
    "in on of for between among across as like such including covering especially particularly namely notably within "
    "into through over about : from regarding concerning".split()
)
_PREDICATE = frozenset(
    "is are was were has have had will would could can should may might must as remain remains also offer offers "
    "continue continues provide provides represent represents".split()
)
_DETERMINERS = frozenset(
    "the this that a an these those such its their other another several some two three four five six seven eight "
    "nine ten".split()
)
_SINCE_A_YEAR = re.compile(r"\bsince\s+(?:[A-Za-z]+\s+)?(?:19|20)[0-9]{2}\b")
_TRAINED = re.compile(r"\btrained\b")  # of "have trained midwives" the field is health
_PERFECT = re.compile(r"\b(?:have|has)\b")
_FLOW_TO = re.compile(r"\b(?:to|from|with|between|in)\s+(?:the\s+)?\Z", re.IGNORECASE)
_NAMED = frozenset((MentionKind.BODY, MentionKind.PERSON, MentionKind.OFFICE))
_INTRODUCING = frozenset((Kind.FIELDS, Kind.PROBLEM))
_TALKING = (Kind.TALK, Kind.NEGOTIATION)
_MODAL = (Kind.WISH, *_TALKING)
_GIVEN = (Kind.GIVEN, Kind.BASIS)
_STAGED = frozenset((*_GIVEN, *_MODAL, Kind.BEYOND, Kind.ACT, Kind.QUALITY))
_PARTING = frozenset((*_INTRODUCING, *_MODAL))
_ANCHORS = frozenset((Kind.COOPERATION, Kind.RECIPROCAL, Kind.FIELDS))
_OPENING = frozenset((*_ANCHORS, Kind.PROBLEM, *_TALKING, Kind.MEASURE, Kind.PRACTICE))
_OFF = frozenset((Kind.NEGATION, Kind.DOCUMENT, Kind.SIGNING))
_VISAS = "consular"
_FLOWS = frozenset(("trade", "investment"))
_LINKING = frozenset((Kind.COOPERATION, Kind.RECIPROCAL, *_STAGED, *_INTRODUCING))


class Statement(NamedTuple):
    """That actors cooperate, could cooperate or face a challenge in some sectors."""

    stage: Stage
    sectors: tuple[str, ...]
    at: int  # where the enumeration begins
    clause: tuple[int, int]
    explicit: bool  # the actors must stand in the sentence


class _Link(NamedTuple):
    """How an enumeration is tied to the language of cooperation."""

    stage: Stage
    base: Stage  # the stage without the problem that introduces it
    explicit: bool


class _Around(NamedTuple):
    """An enumeration and what stands around it in its clause."""

    left: int
    right: int
    clause: tuple[int, int]
    near: list[Cue]  # before it, behind the enumeration before
    before: list[Cue]
    after: list[Cue]
    kinds: set[Kind]  # of all cues before, inside and after


@dataclass
class Sentence:
    """A sentence with its sectors and the actors that it mentions."""

    text: str
    unit: Unit
    mentions: Sequence[SectorMention]
    people: Sequence[Mention]
    cues: Cues
    groups: list[list[SectorMention]] = field(init=False)
    found: list[Cue] = field(init=False)
    starts: list[int] = field(init=False)
    joint: list[int] = field(init=False)  # where words of cooperation are part of a sector's wording
    practice: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        named = [(one.start, one.end) for one in self.people if one.kind in _NAMED]
        self.found = [
            cue
            for cue in self.cues.find(self.text, self.unit.start, self.unit.end)
            if not any(first <= cue.start < last for first, last in named)
        ]
        self.mentions = [one for one in self.mentions if not _TRAINED.search(self.text, one.start, one.end)]
        self.groups = []
        self.starts = [cue.start for cue in self.found]
        self.joint = []

    def statements(self) -> Iterator[Statement]:
        """What the sentence says of each enumeration of sectors that cooperation governs."""
        kinds = {cue.kind for cue in self.found}
        practice = Kind.PRACTICE in kinds or (Kind.CIRCUMSTANCE in kinds and self._has_lasted())
        flows = Kind.ACT in kinds and any(mention.sector_id in _FLOWS for mention in self.mentions)
        if not (kinds & _OPENING or practice or flows or (Kind.WISH in kinds and Kind.ACT in kinds)):
            return
        if self.unit.end - self.unit.start > _LONGEST_SENTENCE:
            return  # a list or table without full stops; also keeps the work linear in the text
        self.practice = practice and not kinds & _OFF
        self._part_clauses()
        previous: _Link | None = None
        reach = self.unit.start
        for number, group in enumerate(self.groups):
            left, right = group[0].start, group[-1].end
            until = self.groups[number + 1][0].start if number + 1 < len(self.groups) else self.unit.end
            clause = self._clause(left, right)
            if previous is not None and self._carries_on(reach, left):
                stage = previous.base if self._has_preposition(reach, left) else previous.stage
                link: _Link | None = previous._replace(stage=stage)
            else:
                around = self._around(left, right, clause, max(reach, clause[0]), until)
                link = self._stated(around) or self._shown(group, around)
            previous = link
            reach = right
            if link is not None:
                ids = tuple(dict.fromkeys(mention.sector_id for mention in group))
                yield Statement(link.stage, ids, left, clause, link.explicit)

    def _has_lasted(self) -> bool:
        """Whether the sentence tells a lasting practice: "have trained ... since 2009"."""
        start, end = self.unit.start, self.unit.end
        return bool(_SINCE_A_YEAR.search(self.text, start, end) and _PERFECT.search(self.text, start, end))

    def _part_clauses(self) -> None:
        """Enumerations, and where clauses begin: cues inside an enumeration are words of the list."""
        self.groups = []
        for group in sectors.enumerations(self.text, self.mentions, self.cues.after_words):
            self.groups.extend(self._parted(group))
        starts = [mention.start for mention in self.mentions]
        edges = [group[0].start for group in self.groups]
        kept: list[Cue] = []
        for cue in self.found:
            if self._is_in_term(cue, bisect_right(starts, cue.start) - 1):
                if cue.kind is Kind.COOPERATION or self.text[cue.start : cue.end].lower() == _JOINT:
                    self.joint.append(cue.start)
            elif cue.kind is not Kind.CLAUSE or not self._is_in_list(cue, bisect_right(edges, cue.start) - 1):
                kept.append(cue)
        self.found = kept
        self.starts = [cue.start for cue in self.found]

    def _parted(self, group: list[SectorMention]) -> Iterator[list[SectorMention]]:
        """An enumeration, parted where a cue between its members makes a new statement of the rest."""
        cuts = [cue.start for cue in self._between(group[0].end, group[-1].start) if cue.kind in _PARTING]
        part = [group[0]]
        for before, mention in pairwise(group):
            if cuts and bisect_left(cuts, before.end) < bisect_left(cuts, mention.start):
                yield part
                part = []
            part.append(mention)
        yield part

    def _is_in_term(self, cue: Cue, number: int) -> bool:
        """Whether a cue is part of the sector's name before it, or of a member of a list ("coffee growing")."""
        if number < 0:
            return False
        end = self.mentions[number].end
        listed = cue.kind is Kind.ACT and self.text[cue.end : cue.end + 5].startswith((",", " and "))
        return cue.end <= end or (listed and cue.start == end + 1)

    def _is_in_list(self, cue: Cue, number: int) -> bool:
        return number >= 0 and cue.start < self.groups[number][-1].end

    def _clause(self, left: int, right: int) -> tuple[int, int]:
        """The clause around an enumeration; a circumstance ends at the comma after it."""
        start, end = self.unit.start, self.unit.end
        at = bisect_left(self.starts, left)
        for cue in reversed(self.found[:at]):
            if cue.kind is Kind.CLAUSE:
                start = cue.end
                break
            if cue.kind is Kind.CIRCUMSTANCE or cue.kind is Kind.OCCASION:
                comma = self._comma(cue.end, left)
                if comma is None and cue.kind is Kind.OCCASION and self._resumes(cue.end, left):
                    continue
                start = cue.end if comma is None else comma
                if comma is None:
                    end = self._comma(right, end) or end
                break
        for cue in self.found[at:]:
            if cue.start >= right and cue.kind in (Kind.CLAUSE, Kind.CIRCUMSTANCE, Kind.OCCASION):
                return start, min(end, cue.start)
        return start, end

    def _resumes(self, start: int, end: int) -> bool:
        """Whether the statement goes on after an occasion: "discussed during the session enhancing cooperation"."""
        return any(cue.kind in _LINKING for cue in self._between(start, end))

    def _comma(self, start: int, end: int) -> int | None:
        """The end of the first comma between two offsets that no enumeration holds."""
        at = self.text.find(",", start, end)
        while at >= 0:
            if not any(group[0].start <= at < group[-1].end for group in self.groups):
                return at + 1
            at = self.text.find(",", at + 1, end)
        return None

    def _in_circumstance(self, clause: tuple[int, int]) -> bool:
        return any(cue.kind in (Kind.CIRCUMSTANCE, Kind.OCCASION) and cue.end == clause[0] for cue in self.found)

    def _between(self, start: int, end: int) -> list[Cue]:
        return [
            cue for cue in self.found[bisect_left(self.starts, start) : bisect_left(self.starts, end)] if cue.end <= end
        ]

    def _around(self, left: int, right: int, clause: tuple[int, int], window: int, until: int) -> _Around:
        before = self._between(clause[0], left)
        after = self._between(right, min(until, clause[1]))
        first = bisect_left(self.starts, left)
        first -= first > 0 and self.found[first - 1].end > left  # "[largest trading] partner"
        inside = self.found[first : bisect_left(self.starts, right)]
        kinds = {cue.kind for cue in (*before, *inside, *after)}
        return _Around(left, right, clause, [cue for cue in before if cue.start >= window], before, after, kinds)

    def _stated(self, around: _Around) -> _Link | None:
        """What words of cooperation say of an enumeration, if they are tied to it."""
        left, right, clause, near, before, after, kinds = around
        if Kind.NEGATION in kinds or self._is_of_document(around):
            return None
        joint = any(left <= start < right for start in self.joint)
        if not (joint or self._follows(around) or self._is_governed(before, left) or self._is_subject(around)):
            return None
        of_document = self._has_document_as_subject(around)
        earlier = [] if self._in_circumstance(clause) else self._between(self.unit.start, left)
        if of_document:  # what a document covers is still to be done
            near, after, earlier = (
                [cue for cue in cues if not self._is_of_content(cue)] for cues in (near, after, earlier)
            )
        base = _stage(near) or _stage(after) or _quality([*near, *after]) or _stage(earlier)
        base = base or (Stage.POTENTIAL if of_document else Stage.EXISTING)
        stage = self._introduced(before, left) or (Stage.CHALLENGE if _is_problem(after, right) else base)
        if joint or kinds & {Kind.COOPERATION, Kind.FIELDS} or any(cue.kind is Kind.COOPERATION for cue in earlier):
            return _Link(stage, base, explicit=False)
        staged = bool(kinds & _STAGED) or stage is Stage.CHALLENGE
        shared = Kind.RECIPROCAL in kinds and staged and Kind.MEASURE not in kinds
        if shared or of_document or any(cue.kind in _TALKING for cue in before):
            return _Link(stage, base, explicit=False)
        acts = any(cue.kind is Kind.ACT and cue.stage is Stage.POTENTIAL for cue in before)
        wants = any(cue.kind in _MODAL for cue in (*before, *after, *earlier))
        if wants and (stage is Stage.CHALLENGE or (stage is Stage.POTENTIAL and acts)):
            return _Link(stage, base, explicit=True)
        return None

    def _shown(self, group: list[SectorMention], around: _Around) -> _Link | None:
        """What figures, flows and lasting practice show of an enumeration without words of cooperation."""
        if around.kinds & _OFF:
            return None
        if any(mention.sector_id in _FLOWS for mention in group):
            rest = self._between(around.right, around.clause[1])
            grows = any(cue.kind is Kind.ACT and cue.stage is Stage.EXISTING for cue in rest)
            if grows or Kind.MEASURE in around.kinds or any(cue.kind is Kind.MEASURE for cue in rest):
                return self._flow(Stage.POTENTIAL if Kind.WISH in around.kinds else Stage.EXISTING)
        only_visas = all(mention.sector_id == _VISAS for mention in group)  # "has waived visas since 2019" took effect
        return _Link(Stage.EXISTING, Stage.EXISTING, explicit=True) if self.practice and not only_visas else None

    def _flow(self, stage: Stage) -> _Link | None:
        """Trade or investment between two sides; "Kenya's exports grew" names one side only and says nothing."""
        named = [person for person in self.people if len(person.actors) == 1]
        alone = len(named) == 1 and not _FLOW_TO.search(self.text, max(0, named[0].start - 12), named[0].start)
        return None if alone else _Link(stage, stage, explicit=False)

    def _introduced(self, before: list[Cue], left: int) -> Stage | None:
        """The stage of the `fields` or `problem` cue that introduces the enumeration at `left`."""
        for cue in reversed(before):
            if cue.kind in _INTRODUCING:
                if cue.stage is None:
                    continue
                words = _TOKEN.findall(self.text[cue.end : left].lower())
                return cue.stage if len(words) <= 2 * _REACH else None
            if cue.kind in (*_GIVEN, *_MODAL) or (cue.kind is Kind.ACT and cue.stage is Stage.POTENTIAL):
                return None
        return None

    def _is_governed(self, before: list[Cue], left: int) -> bool:
        """Whether words of cooperation stand before the enumeration and reach it."""
        linking = [cue for cue in before if cue.kind in _LINKING]
        if not linking:
            return False
        nearest = linking[-1].end
        floor = max(nearest, self.unit.start)
        tokens = list(_TOKEN.finditer(self.text, floor, left))
        for token in reversed(tokens[-_REACH:]):
            low = token.group().lower()
            if low in _GOVERNING:
                return True
            if low in ("and", ",", "or", "/", "-", "–", "to"):
                return not any(nearest <= person.start < left and not _refers(person) for person in self.people)
            if any(person.start <= token.start() < person.end and not _refers(person) for person in self.people):
                return False
        return len(tokens) <= _REACH

    def _follows(self, around: _Around) -> bool:
        """Whether a word of cooperation follows at once: "trade and cultural ties"."""
        return any(
            cue.kind is Kind.COOPERATION and self._words(around.right, cue.start) <= 1 for cue in around.after[:2]
        )

    def _is_subject(self, around: _Around) -> bool:
        """Whether the enumeration is what a statement of cooperation is about: "tourism is a promising area"."""
        if not any(cue.kind in (Kind.FIELDS, Kind.COOPERATION, Kind.PROBLEM) for cue in around.after):
            return False
        words = _TOKEN.findall(self.text[around.right : around.right + 40].lower())[:3]
        return any(word in _PREDICATE for word in words)

    def _is_of_document(self, around: _Around) -> bool:
        """Whether the enumeration is the theme of a document or body: "agreement on cooperation in customs"."""
        right, clause, before, after = around.right, around.clause, around.before, around.after
        documents = {Kind.DOCUMENT}
        signed = any(cue.kind is Kind.SIGNING for cue in self._between(self.unit.start, clause[1]))
        if signed:
            documents.add(Kind.PLAN)
        if self._has_document_as_subject(around):
            return signed
        first = self.found[0] if self.found else None
        if first and first.kind in (Kind.DOCUMENT, Kind.PLAN) and self._words(self.unit.start, first.start) == 0:
            return True  # an item of a list of documents
        if any(cue.kind is Kind.NEGOTIATION for cue in before):
            return False  # what is negotiated is not there yet
        for cue in after[:2]:
            if cue.kind in documents and self._words(right, cue.start) <= 1:
                return True
            if cue.kind is not Kind.COOPERATION:
                break
        if any(cue.kind is Kind.BASIS for cue in self._between(right, self.unit.end)):
            return False
        earlier = self._between(self.unit.start, clause[0]) if signed else []
        for cue in reversed([*earlier, *before]):
            if cue.kind in documents:
                return True
            passed = cue.kind in (Kind.COOPERATION, Kind.RECIPROCAL, Kind.FIELDS) and cue.stage is None
            if not passed and not (signed and self._is_of_content(cue)):
                return False
        return False

    def _is_of_content(self, cue: Cue) -> bool:
        """Whether a cue may stand between a document that is signed and what it is on: "deals worth ... covering"."""
        told = self.text[cue.start : cue.end].lower().startswith(("cover", "span", "includ"))
        return told or cue.kind in (Kind.PROBLEM, Kind.MEASURE, Kind.CLAUSE)

    def _words(self, start: int, end: int) -> int:
        return len(_TOKEN.findall(self.text, start, end))

    def _has_document_as_subject(self, around: _Around) -> bool:
        """Whether the subject is a document: "The programme promotes the exchange of teachers, and ... sport"."""
        clause = around.clause
        for start in {clause[0], self.unit.start}:
            at = bisect_left(self.starts, start)
            if at == len(self.found) or self.found[at].kind not in (Kind.DOCUMENT, Kind.PLAN):
                continue
            words = _TOKEN.findall(self.text[start : self.found[at].start].lower())
            if not words or len(words) > _REACH or words[0] not in _DETERMINERS:
                continue
            if start == clause[0] or not self._has_subject(clause[0], around.right):
                return True
        return False

    def _has_subject(self, start: int, end: int) -> bool:
        """Whether a clause has actors of its own near its beginning."""
        return any(start <= person.start < end and self._words(start, person.start) <= 2 for person in self.people)

    def _carries_on(self, reach: int, left: int) -> bool:
        """Whether an enumeration goes on after words that name no sector."""
        if left - reach > 90 or any(cue.kind is not Kind.CLAUSE for cue in self._between(reach, left)):
            return False
        if any(reach <= person.start < left for person in self.people):
            return False
        words = set(_TOKEN.findall(self.text[reach:left].lower()))
        return bool(words & {",", ";", "and", "or", "as", "including", "to"})

    def _has_preposition(self, reach: int, left: int) -> bool:
        return bool({"in", "on"} & set(_TOKEN.findall(self.text[reach:left].lower())))


def _refers(person: Mention) -> bool:
    """Whether a mention may belong to the list itself: "their localities", "Kenya's farms"."""
    return person.possessive or person.kind in (MentionKind.GROUP, MentionKind.PRONOUN)


def _stage(cues: Sequence[Cue]) -> Stage | None:
    """The stage for which cues speak together: `given` before `wish` before the first `act`."""
    staged = [cue for cue in cues if cue.stage is not None and cue.kind is not Kind.QUALITY]
    if not staged:
        return None
    if staged[-1].kind is Kind.BEYOND:
        return staged[-1].stage
    for kinds in (_GIVEN, _MODAL):
        if any(cue.kind in kinds for cue in staged):
            return next(cue.stage for cue in staged if cue.kind in kinds)
    return next((cue.stage for cue in staged if cue.kind in (Kind.ACT, Kind.COOPERATION, Kind.FIELDS)), None)


def _is_problem(after: Sequence[Cue], right: int) -> bool:
    """Whether the enumeration says what kind of problem: "security threats"."""
    return bool(after) and after[0].kind is Kind.PROBLEM and after[0].start - right <= 1


def _quality(cues: Sequence[Cue]) -> Stage | None:
    return next((cue.stage for cue in cues if cue.kind is Kind.QUALITY), None)

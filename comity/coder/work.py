"""What has been read of one article so far: each step of the coder adds its part."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from comity.coder.candidates import Candidate
from comity.coder.document import Cast, DateMention, Document, MentionKind, Part, SectorMention
from comity.coder.document_lists import Documents
from comity.coder.grammar import Sentence
from comity.coder.sides import Sides

_NAMES = frozenset({MentionKind.PERSON, MentionKind.BODY, MentionKind.OFFICE})


@dataclass
class Work:
    """Everything known of one article while it is coded."""

    document: Document
    cast: Cast
    sides: Sides
    sentences: list[Sentence] = field(default_factory=list)
    dates: list[tuple[DateMention, ...]] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    documents: Documents = field(default_factory=Documents)
    sector_mentions: tuple[SectorMention, ...] = ()
    off_topic: bool = False  # the article is not about relations between states

    @cached_property
    def lead(self) -> int:
        """The number of the body's first sentence; -1 where there is none."""
        return next((number for number, unit in enumerate(self.document.units) if unit.part is Part.BODY), -1)

    @cached_property
    def names(self) -> list[tuple[int, int]]:
        """The spans of the names of persons and bodies, in order: a word in them names no sector."""
        return [(m.start, m.end) for m in self.cast.mentions if m.kind in _NAMES]

    def names_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The names that share a character with a stretch of text; names do not overlap."""
        first = max(0, bisect_left(self.names, (start,)) - 1)
        return self.names[first : bisect_left(self.names, (end,))]

    @cached_property
    def _sector_starts(self) -> list[int]:
        return [mention.start for mention in self.sector_mentions]

    def sectors_in(self, start: int, end: int) -> tuple[SectorMention, ...]:
        """The mentions of sectors that begin in a stretch of text."""
        starts = self._sector_starts
        return self.sector_mentions[bisect_left(starts, start) : bisect_left(starts, end)]

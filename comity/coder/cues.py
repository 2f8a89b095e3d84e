"""The words by which a text speaks of cooperation: `codebook/cooperation_cues.csv`, compiled.

The column `kind` tells what a cue does, `stage` which stage it speaks for:

- `cooperation`: says by itself that actors cooperate; `reciprocal`: says that two sides share something;
- `fields`: head of a list of fields ("promising areas such as"); `problem`: what is addressed ("combat", "threats");
- `given`: presupposes that they cooperate ("continue to", "further strengthen"); `beyond`: so does what follows;
- `basis`: so does this, also of an agreement ("the agreement on cooperation in mining remains the basis");
- `wish`: they could, want to or plan to; `talk`: they talk about it, which makes it potential without more words;
  `negotiation`: so does this, also of an agreement that is not there yet;
- `act`: a verb of cooperation, `potential` in its base form (still to do) and `existing` in the past, or where it
  assesses ("praised", "has grown"); `quality`: an adjective ("fruitful");
- `measure`: a figure or flow, which makes trade and investment existing; `practice`: something done again and again
  between two countries ("every year"; so does "since 2009"), existing too;
- `document`, `plan` (a document where it is signed), `signing`: the fields are a document's, coded with it, not here;
- `clause`: a new clause; `circumstance` and `occasion`: what follows up to the comma is no part of the statement;
- `negation`: no cooperation; `none`: a phrase with another sense.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator

from comity.codebook import Optional, Text
from comity.coder import sectors
from comity.coder.phrases import Phrases, fold, longest
from comity.csvfile import Row, sound_rows
from comity.terms import Stage

FILE, KEY = "cooperation_cues.csv", ("cue",)


class Kind(StrEnum):
    """What a cue does; see the module."""

    COOPERATION = "cooperation"
    RECIPROCAL = "reciprocal"
    FIELDS = "fields"
    PROBLEM = "problem"
    GIVEN = "given"
    BASIS = "basis"
    BEYOND = "beyond"
    WISH = "wish"
    TALK = "talk"
    NEGOTIATION = "negotiation"
    ACT = "act"
    QUALITY = "quality"
    PRACTICE = "practice"
    DOCUMENT = "document"
    PLAN = "plan"
    SIGNING = "signing"
    CLAUSE = "clause"
    CIRCUMSTANCE = "circumstance"
    OCCASION = "occasion"
    NEGATION = "negation"
    MEASURE = "measure"
    NONE = "none"


class CueRow(Row):
    """One row of cooperation_cues.csv."""

    cue: Text
    stage: Annotated[Stage | None, BeforeValidator(lambda value: value or None)]
    kind: Kind
    note: Optional


@dataclass(frozen=True)
class Cues:
    """The compiled cues, and the words that may stand between the members of an enumeration of sectors."""

    phrases: Phrases
    kinds: tuple[Kind, ...]
    stages: tuple[Stage | None, ...]
    after_words: frozenset[str]

    def find(self, text: str, start: int, end: int) -> list[Cue]:
        """The cues between two offsets of a text, in order, without overlaps."""
        raw = text[start:end]
        return [
            Cue(left + start, right + start, self.kinds[row], self.stages[row])
            for left, right, row in longest(self.phrases.hits(raw, fold(raw)))
            if self.kinds[row] is not Kind.NONE
        ]


class Cue(NamedTuple):
    """A cue in the text."""

    start: int
    end: int
    kind: Kind
    stage: Stage | None


@cache
def compile(codebook_folder: Path) -> Cues:  # noqa: A001
    """Read and compile cooperation_cues.csv. Raises InputError (B001 to B005)."""
    rows = [row for row, _ in sound_rows(codebook_folder, FILE, CueRow, KEY)]
    return Cues(
        phrases=Phrases((row.cue, number) for number, row in enumerate(rows)),
        kinds=tuple(row.kind for row in rows),
        stages=tuple(row.stage for row in rows),
        after_words=sectors.compile(codebook_folder).after_words,
    )

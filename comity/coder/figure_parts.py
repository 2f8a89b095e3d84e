"""What the readers of figures share: a figure before its date is known, and the sentence under work."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from comity.coder.units import Unit, Units
from comity.terms import Qualifier

_ENDINGS_OF_NATIONS = ("an", "ese", "ish", "i", "ic")


class Found(NamedTuple):
    """A figure before its date is known."""

    start: int
    end: int
    value: Decimal
    qualifier: Qualifier
    unit: Unit
    measure: str


class Spans:
    """Stretches of text, for the question whether another one overlaps any of them."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlap(self, span: tuple[int, int]) -> bool:
        """Whether one of them shares a character with `span`."""
        last = bisect_left(self._starts, span[1]) - 1
        return last >= 0 and self._ends[last] > span[0]


class Sentence(NamedTuple):
    """The span under work with the spans of names in it; `limit` is where the next date starts."""

    text: str
    start: int
    limit: int
    names: Spans
    units: Units
    nationals: frozenset[tuple[int, int]]


def lowered(measure: str, sentence: Sentence) -> str:
    """Without the capital that a common word has because a sentence starts with it."""
    at = sentence.text.find(measure.rsplit(" in ", 1)[-1], sentence.start, sentence.start + 40)
    word = measure.rsplit(" in ", 1)[-1].split(" ", 1)[0]
    opens = at >= 0 and not any(letter.isalnum() for letter in sentence.text[sentence.start : at])
    if not opens or not word[1:].islower() or word.lower().endswith(_ENDINGS_OF_NATIONS):
        return measure
    if sentence.names.overlap((at, at + len(word))):
        return measure
    return measure.replace(word, word.lower(), 1)

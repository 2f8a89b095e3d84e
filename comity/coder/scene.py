"""A sentence with all that was found in it: what the frames are held against."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from comity.coder.document import Cast
from comity.coder.grammar import Sentence
from comity.coder.lexicon import Entry, Frame, Hit
from comity.coder.word_classes import PREPOSITIONS

# Events that a sentence may tell without their sides: those of the talks or document that it goes on about.
OF_KNOWN_SIDES = frozenset({"meeting", "negotiation", "signing", "entry_into_force"})
_WORD = re.compile(r"\w+")
_DENYING = frozenset({"no", "neither", "without"})
_ENDING_A_PHRASE = PREPOSITIONS | {"the", "a", "an", ",", "and"}


class Trigger(NamedTuple):
    """A term that tells an act: its entry in the lexicon, where it stands, its first and its last token."""

    entry: Entry
    hit: Hit
    first: int
    last: int


@dataclass(frozen=True)
class Scene:
    """A sentence, the terms of the lexicon in it, and the article's cast. `low` is the article's lower-cased text."""

    sentence: Sentence
    cast: Cast
    hits: Sequence[Hit]
    low: str
    unit: int
    words: Mapping[str, frozenset[str]]

    def may_fit(self, frame: Frame) -> bool:
        """A quick look before the grammar: has the sentence the nouns and actors without which the frame never fits?"""
        if not self.sentence.mentions and (
            frame.needs_mention or ("pair" in frame.needs and frame.type not in OF_KNOWN_SIDES)
        ):
            return False
        return frame.things <= self._things

    @cached_property
    def _things(self) -> set[str]:
        """The classes of which the sentence holds nouns. What it mentions may be an institution."""
        named = set().union(*(hit.classes for hit in self.hits))
        return {*named, "institution_things"} if self.sentence.mentions else named

    @cached_property
    def _single_words(self) -> set[str]:
        """The words of the sentence, those of compounds one by one."""
        return set(_WORD.findall(self.low, self.sentence.start, self.sentence.end))

    def kind(self, actor: str) -> str:
        """The type of an actor."""
        known = self.cast.actors.get(actor)
        return known.type if known else ""

    def side(self, actor: str) -> str:
        """The country of an actor, or the actor itself where it has none."""
        known = self.cast.actors.get(actor)
        return (known.country_code if known else None) or actor

    def is_followed(self, name: str, last: int, right: int) -> bool:
        """Whether one of the words of a list of frames.yaml follows token `last` within its clause."""
        words = [token.low for token in self.sentence.tokens[last + 1 : min(right, last + 20)]]
        if name == "commitment":
            return words[:1] in (["to"], ["on"]) or not self.words[name].isdisjoint(words[:5])
        return not self.words[name].isdisjoint(words)

    def is_denied(self, index: int) -> bool:
        """Whether the noun phrase that holds token `index` begins with "no": "received [no] vaccines"."""
        for step in range(index - 1, max(-1, index - 5), -1):
            low = self.sentence.tokens[step].low
            if low in _DENYING:
                return True
            if low in _ENDING_A_PHRASE or self.sentence.at[step] >= 0:
                return False
        return False

    def betrays(self, frame: Frame, left: int, right: int) -> bool:
        """Whether words of the clause between two tokens betray that the frame's trigger has another sense in it."""
        if right <= left or frame.unless_begins.isdisjoint(self._single_words):
            return False
        tokens = self.sentence.tokens
        return betrays(frame, self.low[tokens[left].start : tokens[right - 1].end])


def in_class(hit: Hit, name: str) -> bool:
    """Whether a term is in a class of nouns."""
    return name in hit.classes


def betrays(frame: Frame, clause: str) -> bool:
    """Whether words of a lower-cased clause betray that a frame's trigger has another sense in it."""
    return bool(frame.unless) and bool(_any_of(frame.unless).search(clause))


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")

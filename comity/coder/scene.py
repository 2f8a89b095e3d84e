"""A sentence with all that was found in it: what the frames are held against."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from comity.coder.document import Cast
from comity.coder.grammar import Sentence
from comity.coder.lexicon import Entry, Frame, Hit, Kind
from comity.coder.word_classes import PREPOSITIONS

# Events that a sentence may tell without their sides: those of the talks or document that it goes on about.
OF_KNOWN_SIDES = frozenset({"meeting", "negotiation", "signing", "entry_into_force"})
_BODIES = frozenset({"institution_things", "joint_bodies"})
_BEFORE_NOUN = 4  # tokens
_WORD = re.compile(r"\w+")
_PLANS = frozenset("plan plans intention need date word".split())
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
        named: set[str] = set().union(*(hit.classes for hit in self.hits))
        return named | _BODIES if self.sentence.mentions else named

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
            if self._of_plans(step):
                continue  # "have no plans for a meeting"
            if low in _ENDING_A_PHRASE or self.sentence.at[step] >= 0:
                return False
        return False

    def _of_plans(self, step: int) -> bool:
        """Whether token `step` leads from plans to what is planned: "plans [for a] meeting"."""
        before = [token.low for token in self.sentence.tokens[max(0, step - 2) : step + 1]]
        if before[-1] in ("a", "the", "any"):
            before.pop()
        return len(before) > 1 and before[-1] in ("for", "of") and before[-2] in _PLANS

    def betrays(self, frame: Frame, trigger: Trigger, first: int, left: int, right: int) -> bool:
        """Whether words of the clause between two tokens betray that the frame's trigger has another sense in it.

        What somebody goes or acts for betrays nothing: "travelled to Lima [to discuss aid]".
        """
        if right <= left:
            return False
        if self._may_betray(frame.unless_begins) and betrays(frame, self._low(left, right)):
            end = self._purpose(trigger.last + 1, right)
            if end == right or betrays(frame, self._low(left, end)):
                return True
        if not self._may_betray(frame.unless_before_begins):
            return False
        near = left if trigger.entry.kind is Kind.VERB else max(left, first - _BEFORE_NOUN)
        return first > near and bool(_any_of(frame.unless_before).search(self._low(near, first)))

    def _may_betray(self, begins: frozenset[str]) -> bool:
        """A quick look: has the sentence a word with which a guard begins?"""
        return not begins.isdisjoint(self._single_words)

    def _low(self, left: int, right: int) -> str:
        tokens = self.sentence.tokens
        return self.low[tokens[left].start : tokens[right - 1].end]

    def _purpose(self, begin: int, right: int) -> int:
        """Where an infinitive begins that follows token `begin`: "flew to Lima [to attend a match]"."""
        tokens = self.sentence.tokens
        for step in range(begin + 1, min(right, len(tokens) - 1)):
            if tokens[step].low == "to" and not self.sentence.is_preposition(step):
                return step
        return right


def in_class(hit: Hit, name: str) -> bool:
    """Whether a term is in a class of nouns."""
    return name in hit.classes


def betrays(frame: Frame, clause: str) -> bool:
    """Whether words of a lower-cased clause betray that a frame's trigger has another sense in it."""
    return bool(frame.unless) and bool(_any_of(frame.unless).search(clause))


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")

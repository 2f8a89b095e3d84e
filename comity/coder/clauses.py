"""Where the clause around a word begins and ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from comity.coder.governors import Governed
from comity.coder.word_classes import ADVERBS, CLAUSAL, HARD, REACH, RELATIVE, TIMES

_SAYING = frozenset(
    "said says say saying told noting adding stressing saw hope hopes believe believes know means show shows fact view "
    "belief confidence conviction idea statement , is was hear heard think thinks".split()
)
_BETWEEN_SAID = frozenset("on in a the late statement interview reporters journalists media .".split())
_SUBJECT_WITHIN = 12  # tokens from "and" to the verb of its clause
_OPENING_SUBJECT = frozenset("the a an his her its their both two three several some".split())
_ENDING_SUBJECT = frozenset(", and or but who which that to with on at".split())
_FINITE = frozenset(
    (
        "was were is are will would has have had met held signed paid made took gave became began came went won left"
    ).split()
)
_DASHES = frozenset("—–-")
_STOPS = frozenset(";:")
_ASIDE = 14  # tokens between two dashes
_SUBORDINATE = frozenset("while whereas although though because if unless whether so but".split())


@dataclass
class Clauses(Governed):
    """A sentence with the edges of its clauses."""

    _left_edges: dict[int, int] = field(init=False, default_factory=dict)

    @cached_property
    def nested(self) -> list[int]:
        """For each token that closes a relative clause set off by commas, where that clause begins; else -1."""
        opened = -1
        ends = [-1] * len(self.tokens)
        for index, token in enumerate(self.tokens):
            if token.low in RELATIVE and index and self.tokens[index - 1].low == ",":
                opened = index - 1
            elif token.low == "," and opened >= 0 and index > opened + 2:
                ends[index] = opened
                opened = -1
        return ends

    @cached_property
    def asides(self) -> dict[int, int]:
        """The two dashes around an aside, each with the other one: "X - a former banker - met Y"."""
        dashes = [i for i, token in enumerate(self.tokens) if token.low in _DASHES and not self.is_tight(i)]
        pairs: dict[int, int] = {}
        for left, right in pairwise(dashes):
            short = 1 < right - left <= _ASIDE and left > 0 and self.tokens[left].low == self.tokens[right].low
            if short and left not in pairs and not any(t.low in _STOPS for t in self.tokens[left + 1 : right]):
                pairs[left], pairs[right] = right, left
        return pairs

    def left_edge(self, index: int) -> int:
        """The first token of the clause that holds token `index`; every frame of a verb asks for it."""
        known = self._left_edges.get(index)
        if known is None:
            known = self._left_edges[index] = self._find_left_edge(index)
        return known

    def _find_left_edge(self, index: int) -> int:
        step = index - 1
        floor = max(-1, index - REACH)
        while step > floor:
            low = self.tokens[step].low
            if self.at[step] < 0:
                if low in HARD and not self.is_tight(step):
                    if self.asides.get(step, step) >= step:
                        return step + 1
                    step = self.asides[step]
                if low in _SUBORDINATE or (low == "that" and step + 1 < index and self._is_complement(step)):
                    return step + 1
                if low in ("and", "but") and self._joins_clauses(step, index):
                    return step + 1
                if low in ("when", "where") and self._opens_last(step, index):
                    return step + 1
            step -= 1
        return step + 1

    def _opens_last(self, step: int, index: int) -> bool:
        """Whether ", when" at `step` opens a clause that no comma closes before `index`."""
        led = 0 < step < index - 1 and self.tokens[step - 1].low == ","
        return led and step - 1 not in self.nested[step + 1 : index]

    def _is_complement(self, index: int) -> bool:
        """Whether "that" opens what somebody says or agrees, rather than a relative clause after a noun."""
        if index and self.at[index - 1] >= 0:
            return True
        step = index - 1
        while step > 0 and (self.tokens[step].low in TIMES or self.tokens[step].low in _BETWEEN_SAID):
            step -= 1  # "announced [on Monday] that"
        before = self.tokens[step].low if index else ""
        return before in _SAYING or before.endswith("ed")

    def right_edge(self, index: int) -> int:
        """One past the last token of the clause that holds token `index`."""
        step = index
        roof = min(len(self.tokens), index + REACH)
        while step < roof:
            low = self.tokens[step].low
            if self.at[step] < 0:
                if low in HARD and not self.is_tight(step):
                    if self.asides.get(step, step) <= step:
                        return step
                    step = self.asides[step]
                if low in _SUBORDINATE and step > index:
                    return step
                if low in RELATIVE and step > index + 1 and self.tokens[step - 1].low == ",":
                    return step
                if low == "," and self.verb_follows(step + 1) and self._in_relative(index):
                    return step  # "A, who arrived on Monday, [said] ..."
                if low in ("and", "then", "before", "after") and step > index and self.verb_follows(step + 1):
                    return step
                if low == "," and step > index and self._clause_follows(step + 1, roof):
                    return step
                if low in CLAUSAL and step > index and self._begins_clause(step + 1):
                    return step  # "expelled two diplomats [after X recalled its ambassador]"
            step += 1
        return roof

    def _joins_clauses(self, step: int, index: int) -> bool:
        """Whether ", and" at `step` parts the clause of the verb at `index` from one before that has its own verb."""
        if step < 2 or self.tokens[step - 1].low != "," or index - step > _SUBJECT_WITHIN:
            return False
        between = range(step + 1, index)
        if not any(self._is_noun_like(at) for at in between) or any(self.verb_follows(at) for at in between):
            return False
        floor = max(0, step - REACH)
        return any(self.at[at] < 0 and (self._finite(at) or self.verb_follows(at)) for at in range(floor, step - 1))

    def _clause_follows(self, index: int, roof: int) -> bool:
        """Whether "and", a subject and its verb stand from `index` on: ", [and a society was founded]"."""
        if index >= roof or self.tokens[index].low != "and" or index + 1 >= len(self.tokens):
            return False
        if self._begins_clause(index + 1):
            return True  # ", and [Kenya sent] ..."
        if self.at[index + 1] < 0 and self.tokens[index + 1].low not in _OPENING_SUBJECT:
            return False
        for step in range(index + 2, min(roof, index + _SUBJECT_WITHIN)):
            if self.at[step] < 0 and (self.tokens[step].low in _ENDING_SUBJECT or self.tokens[step].low in HARD):
                return False
            if self.at[step] < 0 and self._finite(step):
                return True
        return False

    def _finite(self, index: int) -> bool:
        """Whether an auxiliary of the third person or a plain past stands at `index`."""
        return self.tokens[index].low in _FINITE

    def _is_noun_like(self, index: int) -> bool:
        low = self.tokens[index].low
        return self.at[index] >= 0 or (low.isalpha() and low not in ADVERBS and not low.endswith("ly"))

    def _begins_clause(self, index: int) -> bool:
        """Whether a mention stands at `index` and a verb behind it."""
        number = self.at[index] if index < len(self.tokens) else -1
        return number >= 0 and not self.mentions[number].possessive and self.verb_follows(self.spans[number][1])

    def _in_relative(self, index: int) -> bool:
        """Whether a token stands in a relative clause that a comma sets off."""
        for step in range(index - 1, max(0, index - 12), -1):
            low = self.tokens[step].low
            if low in RELATIVE:
                return self.tokens[step - 1].low == ","
            if low in HARD or low == ",":
                return False
        return False

    def is_tight(self, index: int) -> bool:
        """A dash or colon inside a word or number (Vietnam-Belarus, 5:30) is no edge."""
        token = self.tokens[index]
        inside = index > 0 and self.tokens[index - 1].end == token.start
        return inside and index + 1 < len(self.tokens) and self.tokens[index + 1].start == token.end

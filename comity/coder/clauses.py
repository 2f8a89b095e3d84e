"""Where the clause around a word begins and ends."""

from __future__ import annotations

from functools import cached_property

from comity.coder.governors import Governed
from comity.coder.word_classes import HARD, REACH, RELATIVE

_SAYING = frozenset(
    "said says say saying told noting adding stressing saw hope hopes believe believes know means show shows fact view "
    "belief confidence conviction idea statement , is was hear heard think thinks".split()
)
_SUBORDINATE = frozenset("while whereas although though because if unless whether so but".split())


class Clauses(Governed):
    """A sentence with the edges of its clauses."""

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

    def left_edge(self, index: int) -> int:
        """The first token of the clause that holds token `index`."""
        step = index - 1
        floor = max(-1, index - REACH)
        while step > floor:
            low = self.tokens[step].low
            if self.at[step] < 0:
                if low in HARD and not self.is_tight(step):
                    return step + 1
                if low in _SUBORDINATE or (low == "that" and step + 1 < index and self._is_complement(step)):
                    return step + 1
            step -= 1
        return step + 1

    def _is_complement(self, index: int) -> bool:
        """Whether "that" opens what somebody says or agrees, rather than a relative clause after a noun."""
        before = self.tokens[index - 1].low if index else ""
        return before in _SAYING or before.endswith("ed") or (index > 0 and self.at[index - 1] >= 0)

    def right_edge(self, index: int) -> int:
        """One past the last token of the clause that holds token `index`."""
        step = index
        roof = min(len(self.tokens), index + REACH)
        while step < roof:
            low = self.tokens[step].low
            if self.at[step] < 0:
                if low in HARD and not self.is_tight(step):
                    return step
                if low in _SUBORDINATE and step > index:
                    return step
                if low in RELATIVE and step > index + 1 and self.tokens[step - 1].low == ",":
                    return step
                if low == "," and self.verb_follows(step + 1) and self._in_relative(index):
                    return step  # "A, who arrived on Monday, [said] ..."
                if low in ("and", "then", "before", "after") and step > index and self.verb_follows(step + 1):
                    return step
            step += 1
        return roof

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

"""The words and marks of a sentence, and the mentions on them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from comity.coder.document import Mention

_TOKEN = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*|\S")


class Token(NamedTuple):
    """A word or mark: its span and its lower-cased text with straight quotes."""

    start: int
    end: int
    low: str


@dataclass
class Tokens:
    """A stretch of text in words and marks, with the mentions in it. `caption` is true for headlines too."""

    text: str
    start: int
    end: int
    mentions: Sequence[Mention]
    caption: bool = False

    @cached_property
    def tokens(self) -> list[Token]:
        """The words and marks, cut when they are first asked for: many sentences report nothing."""
        found = _TOKEN.finditer(self.text, self.start, self.end)
        return [Token(*match.span(), match[0].lower().replace("’", "'")) for match in found]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The tokens of each mention: the first, and one past the last."""
        return [(self.index(mention.start), bisect_left(self._starts, mention.end)) for mention in self.mentions]

    @cached_property
    def at(self) -> list[int]:
        """The number of the mention that each token belongs to, -1 for none."""
        at = [-1] * len(self.tokens)
        for number, (first, last) in enumerate(self.spans):
            at[first:last] = [number] * (last - first)
        return at

    def mentioned(self, left: int, right: int) -> list[int]:
        """The numbers of the mentions on the tokens of a stretch; "Kenyan-Peruvian" is one token with two."""
        found: dict[int, None] = {}
        for number in self.at[left:right]:
            if number > 0 and self.spans[number - 1] == self.spans[number]:
                found[number - 1] = None
            if number >= 0:
                found[number] = None
        return list(found)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def index(self, offset: int) -> int:
        """The number of the token that holds the character at `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

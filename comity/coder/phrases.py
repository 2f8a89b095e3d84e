"""Dictionaries of phrases, compiled once and found in a text in one pass.

How a phrase of the codebook is written:

- a space also matches a hyphen or dash; a hyphen also matches a space or nothing (`cyber-security`);
- `[a|b]` stands for one of several spellings, `[s]` for a part that may be missing (`port[s]`, `defen[c|s]e`);
- ` and ` also matches ` & `;
- a capital letter must be a capital in the text (`ICT`, `Labour Party`), a small letter may be either.

Apostrophes and dashes of all kinds are the same. Only whole words count.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import ahocorasick_rs

_ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")
# Each stands for the mark after it. Replaced one by one: `str.translate` is ten times slower on text beyond ASCII.
_FOLDED = (
    *((mark, " ") for mark in "-‐‑‒–—―−\t\n\r\u00a0\u2009\u202f"),
    *((mark, "'") for mark in "’‘ʼ`´"),
    *((mark, '"') for mark in "“”„«»"),
)


def fold(text: str) -> str:
    """The text as phrases are compared: lower case, straight quotes, hyphens as spaces. As long as the text."""
    for mark, plain in _FOLDED:
        text = text.replace(mark, plain)
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    # A few capitals (İ) have two small letters.
    return "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)


def spellings(phrase: str) -> Iterator[str]:
    """Every spelling that a phrase of the codebook stands for, hyphens written as spaces, capitals kept."""
    parts = _ALTERNATIVES.split(phrase)
    choices: list[tuple[str, ...]] = []
    for number, part in enumerate(parts):
        if number % 2:
            options = tuple(part.split("|"))
            choices.append(options if len(options) > 1 else (*options, ""))
        else:
            choices.extend(_joints(part))
    for chosen in itertools.product(*choices):
        yield "".join(chosen)


def _joints(part: str) -> Iterator[tuple[str, ...]]:
    for piece in re.split(r"(-| and )", part.replace("’", "'")):
        if piece == "-":
            yield (" ", "")
        elif piece == " and ":
            yield (" and ", " & ")
        else:
            yield (piece,)


class Phrases:
    """Phrases, each with the number of its row; one Aho-Corasick automaton over all their spellings."""

    def __init__(self, phrases: Iterable[tuple[str, int]]) -> None:
        found: defaultdict[str, dict[tuple[int, ...], int]] = defaultdict(dict)
        for phrase, row in phrases:
            for spelling in spellings(phrase):
                capitals = tuple(at for at, letter in enumerate(spelling) if letter.isupper())
                found[spelling.lower()].setdefault(capitals, row)
        self._patterns = sorted(found)
        # The spelling with most capitals is the most specific.
        self._senses = [sorted(found[pattern].items(), reverse=True) for pattern in self._patterns]
        self._automaton: Any = ahocorasick_rs.AhoCorasick(self._patterns) if self._patterns else None

    def hits(self, text: str, folded: str) -> list[tuple[int, int, int]]:
        """(start, -end, row) of every phrase in a text, also of overlapping ones; the longest first at each start."""
        if self._automaton is None:
            return []
        found: list[tuple[int, int, int]] = []
        size = len(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if end < size and folded[end].isalnum() and folded[end - 1].isalnum():
                continue
            if start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            for capitals, row in self._senses[index]:
                if not capitals or all(text[start + at].isupper() for at in capitals):
                    found.append((start, -end, row))
                    break
        found.sort()
        return found


def longest(hits: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """(start, end, row) of the hits that remain where the first wins, and of those at one start the longest."""
    kept: list[tuple[int, int, int]] = []
    reach = 0
    for start, minus_end, row in hits:
        if start >= reach:
            reach = -minus_end
            kept.append((start, reach, row))
    return kept

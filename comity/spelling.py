"""The known word that a misspelt one is nearest to, found without comparing it with each of many."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from heapq import nsmallest

_LIKE_ENOUGH = 0.6
_MOST_COMPARED = 8
# A word of this length is no misspelling; comparing it would take long.
_LONGEST = 100


def nearest(value: str, known: Iterable[str]) -> str | None:
    """The known value that is spelt most like `value`; None where none is near.

    Of all, those are compared (by `difflib`) that share the most pairs of letters with it.
    """
    if len(value) > _LONGEST:
        return None
    index = _index(tuple(known))
    shared = Counter(word for pair in _pairs(value) for word in index.get(pair, ()))
    compared = nsmallest(_MOST_COMPARED, shared, key=lambda word: (-shared[word], word))
    near = difflib.get_close_matches(value, compared, n=1, cutoff=_LIKE_ENOUGH)
    return near[0] if near else None


@lru_cache(maxsize=16)
def _index(known: tuple[str, ...]) -> Mapping[str, list[str]]:
    """The words by each pair of letters in them."""
    found: dict[str, list[str]] = {}
    for word in dict.fromkeys(known):
        for pair in _pairs(word):
            found.setdefault(pair, []).append(word)
    return found


def _pairs(word: str) -> set[str]:
    framed = f"\n{word}\n"
    return {framed[i : i + 2] for i in range(len(framed) - 1)}

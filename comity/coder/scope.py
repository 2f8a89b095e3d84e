"""Whether an article tells of relations between states at all.

Sport borrows the words of diplomacy ("Croatia visit Wales", "a meeting of old rivals"), stories have ambassadors and
wars of their own, recipes join Greek yoghurt and Turkish honey. An article with many words of such a domain, and few
officials, reports no hard event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ahocorasick_rs

from comity.codebook import Code, Text
from comity.coder.document import Cast, Document, MentionKind
from comity.coder.phrases import longest
from comity.csvfile import Row, sound_rows

FILE, KEY = "off_topic.csv", ("term",)
_MANY = 5
_OFFICIAL = frozenset({"government", "legislature", "embassy", "party", "international_organization"})
# So many words of a domain an official outweighs. The characters of a story hold offices too.
_WEIGHT = 2
_WEIGHTS = {"fiction": 1}


@dataclass(frozen=True)
class OffTopic:
    """The terms of codebook/off_topic.csv, searched in lower-cased text all at once, and each term's domain."""

    automaton: Any
    domains: tuple[str, ...]

    def most(self, low: str) -> int:
        """How many terms there are at most in a text, counted at once, words within words too."""
        return len(self.automaton.find_matches_as_indexes(low, overlapping=True))

    def found(self, low: str) -> Iterator[str]:
        """The domain of every term in a text, whole words only; of overlapping ones the first, then the longest."""
        hits = sorted(
            (start, -end, number)
            for number, start, end in self.automaton.find_matches_as_indexes(low, overlapping=True)
            if not (start and low[start - 1].isalnum()) and not (end < len(low) and low[end].isalnum())
        )
        return (self.domains[number] for _, _, number in longest(hits))


class TermRow(Row):
    """One row of off_topic.csv: a term in lower case, and the domain that it betrays."""

    term: Text
    domain: Code


def load(folder: Path) -> OffTopic:
    """Read codebook/off_topic.csv. Raises InputError (B001 to B004) with every problem found."""
    domains = {row.term: row.domain for row, _ in sound_rows(folder, FILE, TermRow, KEY)}
    return OffTopic(ahocorasick_rs.AhoCorasick(list(domains)), tuple(domains.values()))


def off_topic(document: Document, low: str, cast: Cast, terms: OffTopic) -> bool:
    """Whether an article, of which `low` is the lower-cased text, is about another domain than politics."""
    if terms.most(low) < _MANY:
        return False
    counts = Counter(domain for unit in document.units for domain in terms.found(low[unit.start : unit.end]))
    suspected = [domain for domain, count in counts.items() if count >= _MANY]
    if not suspected:
        return False
    officials = _officials(cast)
    return any(counts[domain] > _WEIGHTS.get(domain, _WEIGHT) * officials for domain in suspected)


def _officials(cast: Cast) -> int:
    """How often officials, offices and bodies of states are mentioned."""
    return sum(_is_official(mention.actors, cast) for mention in cast.mentions if mention.kind in _NAMED) + sum(
        mention.kind is MentionKind.OFFICE for mention in cast.mentions
    )


_NAMED = frozenset({MentionKind.PERSON, MentionKind.BODY})


def _is_official(actors: tuple[str, ...], cast: Cast) -> bool:
    known = [cast.actors[actor] for actor in actors if actor in cast.actors]
    return any(actor.offices or actor.type in _OFFICIAL for actor in known)

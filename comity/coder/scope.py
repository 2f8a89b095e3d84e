"""Whether an article tells of relations between states at all.

Sport borrows the words of diplomacy ("Croatia visit Wales", "a meeting of old rivals") and the names of countries. An
article with many sport terms and few officials reports no hard event.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

from comity.coder.document import Cast, MentionKind

_MANY = 5
_OFFICIAL = frozenset({"government", "legislature", "embassy", "party", "international_organization"})


@lru_cache(maxsize=4)
def load(folder: Path) -> re.Pattern[str]:
    """The terms of codebook/off_topic.csv (term, domain) as one pattern over lower-cased text."""
    with (folder / "off_topic.csv").open(encoding="utf-8", newline="") as file:
        terms = [row["term"] for row in csv.DictReader(file)]
    return re.compile(r"\b(?:" + "|".join(re.escape(term) for term in terms) + r")\b")


def off_topic(low: str, cast: Cast, terms: re.Pattern[str]) -> bool:
    """Whether a lower-cased text is about sport: many of its terms, more than it names officials and offices."""
    found = sum(1 for _ in terms.finditer(low))
    if found < _MANY:
        return False
    officials = 0
    for mention in cast.mentions:
        if mention.kind is MentionKind.OFFICE:
            officials += 1
        elif mention.kind in (MentionKind.PERSON, MentionKind.BODY):
            known = [cast.actors[actor] for actor in mention.actors if actor in cast.actors]
            officials += any(actor.offices or actor.type in _OFFICIAL for actor in known)
    return found > 2 * officials

"""The sides of an article: which country an actor stands for, and which two the article is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from comity.coder.document import Cast, MentionKind

_WORD = re.compile(r"[^\W\d_]+")
_OFTEN = 2
# Mentions that tell what an article is about; capitals are left out, since they are mostly venues.
_COUNTED = frozenset({MentionKind.COUNTRY, MentionKind.ADJECTIVE, MentionKind.PERSON, MentionKind.BODY})


class Sides:
    """Which country an actor belongs to, and which two countries the article is about."""

    def __init__(self, cast: Cast, country_ids: Mapping[str, str], words: Mapping[str, str] | None = None) -> None:
        self.cast = cast
        self.country_ids = dict(country_ids)
        self._codes = {country: code for code, country in country_ids.items()}
        self._words = words or {}
        counts: Counter[str] = Counter()
        for mention in cast.mentions:
            if mention.kind in _COUNTED:
                counts.update(side for side in map(self._main_side, mention.actors) if side)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        self.main = tuple(code for code, _ in ranked[:2])
        named = [count for _, count in ranked]
        # Clearly about two: the second is named often, and at least twice as often as any third.
        clear = len(named) > 1 and (len(named) == 2 or named[1] >= 2 * named[2])
        self.bilateral = clear and named[1] >= _OFTEN
        # About two, as far as one can tell: the second is named at all, and at least twice as often as any third.
        self.about_two = clear
        self._told_twice = clear and named[1] > 1

    @property
    def pair(self) -> tuple[str, str] | None:
        """The two sides as actors, where the article is clearly about two."""
        names = [self.country_ids[code] for code in self.main if code in self.country_ids]
        return (names[0], names[1]) if self._told_twice and len(names) == 2 else None

    def _main_side(self, actor: str) -> str | None:
        """What an actor counts for as one of the article's two sides: its country, or itself as an organization."""
        known = self.cast.actors.get(actor)
        if known is None:
            return None
        if known.type == "international_organization":
            self.country_ids.setdefault(actor, actor)
            return actor
        return known.country_code

    def office_city(self, actor: str) -> str | None:
        """The city or province in which a person holds office."""
        known = self.cast.actors.get(actor)
        bodies = [office.body for office in known.offices if office.body] if known else []
        return next((body for body in bodies if self.kind(body) == "subnational"), None)

    def of(self, actor: str) -> str:
        """The actor's country, or the actor itself where it has none."""
        known = self.cast.actors.get(actor)
        return (known.country_code if known else None) or self._codes.get(actor, actor)

    def in_name(self, actor: str) -> list[str]:
        """The countries in the name of a joint body: those of "the Kenya-Peru Joint Commission"."""
        known = self.cast.actors.get(actor)
        low = known.name.lower() if known else ""
        words = _WORD.findall(low)
        found = dict.fromkeys(self._words[word] for word in words if word in self._words)
        # Countries of several words, which the article names elsewhere too.
        found |= {name: None for name in self._codes if "-" in name and name.replace("-", " ") in low}
        return list(found)

    def is_known(self, actor: str) -> bool:
        """Whether an actor is a state or an organization of states, or belongs to a state."""
        if actor in self._codes:
            return True
        known = self.cast.actors.get(actor)
        if known is None:
            return actor in self.country_ids.values()
        return known.country_code is not None or known.type == "international_organization"

    def of_all(self, actors: Sequence[str] | set[str]) -> set[str]:
        """The sides of several actors."""
        return {self.of(actor) for actor in actors}

    def kind(self, actor: str) -> str:
        """The actor's type."""
        known = self.cast.actors.get(actor)
        return known.type if known else ""

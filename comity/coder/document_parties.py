"""Between whom a document is: the names right of its noun, after "between", "with", "by" or "of"."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from comity.coder.document import MentionKind
from comity.coder.document_words import CLAUSES, MARKS, PARTY_KINDS, TOPIC_OPENERS, VERBS_AFTER, Phrases
from comity.coder.word_classes import AUXILIARIES

_REACH_PARTIES = 44
BETWEEN = frozenset({"between", "among", "amongst"})


@dataclass(frozen=True, slots=True)
class Noun:
    """What the right side needs to know of its noun: plural, joint ("joint statement by A and B"), with a capital."""

    plural: bool = False
    joint: bool = False
    capital: bool = False


@dataclass(slots=True)
class Right:
    """What stands right of a document noun: `end` is one past its last token; topics and title parts are token ranges.

    `opener` is the preposition of the topics, `parties` are numbers of names, `explicit` tells that parties are named,
    be they known or not, `first_party` is where.
    """

    end: int
    topics: list[tuple[int, int]] = field(default_factory=list)
    opener: str = ""
    parts: list[tuple[int, int]] = field(default_factory=list)
    parties: list[int] = field(default_factory=list)
    explicit: bool = False
    first_party: tuple[int, int] | None = None
    dated: str | None = None


class PartyReader(Phrases):
    """Reads the parties right of document nouns; every look-around is bounded."""

    _stops: Container[int] = frozenset()

    def _opens_parties(self, right: Right, noun: Noun) -> bool:
        low = self.low(right.end)
        if low in BETWEEN:
            return True
        named = self.names_near(right.end + 1)
        return named and ((low == "with" and not right.parties) or (low == "by" and noun.joint))

    def _party_after(self, index: int) -> bool:
        """Whether "of" leads to an actor, not to a topic: "a plan of [the two commissions]"."""
        for step in range(index, min(len(self.tokens), index + 3)):
            if self.at[step] >= 0:
                return self.kind(step) in PARTY_KINDS
            if self.low(step) not in ("the", "two", "both"):
                return step > index and self.low(step - 1) in ("two", "both")
        return False

    def _party_part(self, right: Right, opener: int) -> int | None:
        """The names after "between", "with", "by" or "of" up to the topic or the verb."""
        begin = step = end = opener + 1
        joined = False
        while step < len(self.tokens) and step - begin < _REACH_PARTIES:
            number = self.at[step]
            if step > begin and step in self._stops:
                break
            if number >= 0:
                if self.low(step - 1) not in ("in", "at"):
                    right.parties.append(number)
                step = end = max(step + 1, self.sentence.spans[number][1])
                continue
            if self._ends_parties(right, opener, step, joined):
                break
            low = self.low(step)
            if low == "(" and (closed := self.close(step)):
                step = closed  # "between the Sea Institute (SI) and ..."
                continue
            joined = joined or low == "and"
            step += 1
            if low not in ("and", ",", "the"):
                end = step
        if end == begin:
            return None
        right.explicit = True
        right.first_party = right.first_party or (opener, end)
        return end

    def _ends_parties(self, right: Right, opener: int, step: int, joined: bool) -> bool:
        low = self.low(step)
        if (
            (low in MARKS and low != "(")
            or low in VERBS_AFTER
            or low in CLAUSES
            or (low in AUXILIARIES and low != "to")
        ):
            return True
        if low == "of" and right.parties and self.date_at(step + 1) is not None:
            return True
        if low in TOPIC_OPENERS and self._parties_complete(right, opener, step, joined):
            return low != "of" or self._party_after(step + 1)
        told = bool(right.parties) and (low == "," or joined or self.low(opener) == "of")
        return low in (",", "and") and told and not self._more_parties(step + 1)

    def _parties_complete(self, right: Right, opener: int, step: int, joined: bool) -> bool:
        """Whether the names so far can be all: two after "between", one after "with"."""
        if any(self.sentence.mentions[number].kind is MentionKind.GROUP for number in right.parties):
            return True
        if step - opener > 3 and self.words(opener + 1, step) & {"two", "both"}:
            return True
        if self.low(opener) in BETWEEN and len(right.parties) == 1 and not joined:
            return self.low(step) not in ("in", "at", "of", "for", "on")
        return joined or bool(right.parties)

    def _more_parties(self, index: int) -> bool:
        return any(self.kind(step) in PARTY_KINDS for step in range(index, index + 4))

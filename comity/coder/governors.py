"""Which preposition governs which mention, and which mentions stand in one list."""

from __future__ import annotations

from dataclasses import dataclass, field

from comity.coder.document import MentionKind
from comity.coder.tokens import Tokens
from comity.coder.word_classes import (
    ADVERBS,
    AUXILIARIES,
    BEFORE_GERUND,
    CLAUSAL,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVE,
    TIMES,
)

# What may stand between a mention and one that only specifies it: "Kenya's capital Nairobi".
_BEFORE_TO = frozenset("according thanks due owing prior addition regard relation reference response contrary".split())
_SPECIFYING = frozenset("and , & or / - – the its his her 's as well capital city".split())
# What may stand between two members of one list of actors, captions' "(left)" included.
_ADJECTIVAL = ("ing", "ern", "torn", "hit", "rich", "nearby", "central", "locked", "stricken", "ravaged", "devastated")
_GLUE = frozenset("and , & / - – the his her its their as well both with along ( ) l r c left right standing".split())
_COUNTED = frozenset({MentionKind.ADJECTIVE, MentionKind.COUNTRY})  # "12 Kenyan nurses", "12 Russian diplomats"
_BEFORE_COUNT = frozenset("to for in from by with of between into".split())  # but not "over 12", "more than 12"
_IN_ANSWER = frozenset("reply response retaliation turn answer protest".split())
_BEFORE_ING = frozenset("for of by in on from".split())
_NO_GERUNDS = frozenset(
    (
        "visiting outgoing incoming neighbouring neighboring participating developing existing remaining leading "
        "according including sitting acting presiding governing ruling rising growing emerging meeting training "
        "building housing banking engineering beijing during regarding concerning following opposing warring"
    ).split()
)
# What is in a country without anything being done to it: "in response to the war in X".
_TROUBLES = frozenset(
    (
        "war wars conflict crisis situation invasion attack attacks events aggression violence coup election elections "
        "earthquake floods disaster pandemic peace famine drought"
    ).split()
)
_BASE = frozenset(
    "visit meet hold sign attend discuss tour open pay lay deliver inaugurate receive exchange present hand send "
    "launch provide train build address review witness".split()
)
_INTENDING = frozenset("plans wants hopes intends expects seeks aims prepares wishes agrees".split())
_PAST = frozenset(
    "met held paid made signed took gave sent went left saw told said spoke began brought received is was".split()
)


@dataclass
class Governed(Tokens):
    """A sentence of which it is known what governs each mention, and which mentions are listed together."""

    _governors: dict[int, tuple[str, ...]] = field(init=False, default_factory=dict)

    def governors(self, number: int) -> tuple[str, ...]:
        """The prepositions over mention `number`, nearest first; () where it is a subject or object itself."""
        known = self._governors.get(number)
        if known is None:
            known = self._governors[number] = self._find_governors(number, 3)
        return known

    def _find_governors(self, number: int, depth: int) -> tuple[str, ...]:
        index = self.spans[number][0] - 1
        floor = max(-1, index - 12)
        while index > floor:
            low = self.tokens[index].low
            other = self.at[index]
            if other >= 0 and other != number:
                # "A, B and C": B and C are governed as A is; "Kenya's capital X": X as "Kenya's" is.
                return self.governors(other) if self._joined(other, number) else ()
            if low in CLAUSAL and self.verb_follows(self.spans[number][1]):
                return ()  # "after X ordered ...": a conjunction, and X its clause's subject
            if low == "to" and not self.is_preposition(index):
                return ()  # "scheduled to visit X"
            if low in PREPOSITIONS:
                if self.tokens[index + 1].low in _IN_ANSWER:
                    return ()  # "In reply Kenya froze all cooperation"
                if low == "as" and index and self.tokens[index - 1].low == "well":
                    index -= 3
                    continue
                rest = self._outer(index, depth) if low in ("of", "in", "at", "from") else ()
                return (self._preposition(index), *rest)
            if low in TIMES:
                return ()  # "received on Monday the envoy of X": the phrase of time ends before X
            if low in ("and", ",", "&", "or", "/"):
                before = self.at[index - 1] if index else -1
                if low == "and" and self._opens_clause(index, number):
                    return ()
                if before < 0 and index and low == "and" and self.tokens[index - 1].low == ",":
                    before = self.at[index - 2] if index > 1 else -1
                if before >= 0 and before != number and self._parallel(before, number):
                    return ()
                if before >= 0 and before != number:
                    listed = low != "," or (self._in_list(before, number) and not self._leads(before))
                    return self.governors(before) if listed else ()
                return ()
            if low.endswith("ing") and index and self._is_gerund(index):
                return ()  # "after meeting X", "for supporting X"
            counted = index == self.spans[number][0] - 1 and self._is_count(index, number)
            if low in DETERMINERS or low.endswith("'s") or low in ("-", "–") or low.isalpha() or counted:
                if low in AUXILIARIES or low in RELATIVE or low == "that" or low.endswith("ed"):
                    return ()
                index -= 1
                continue
            return ()
        return ()

    def _is_count(self, index: int, number: int) -> bool:
        """Whether a figure counts those whom an adjective names: "to [12] Kenyan nurses", not "in [2019] Kenyan"."""
        low = self.tokens[index].low
        before = [token.low for token in self.tokens[max(0, index - 2) : index]]
        year = len(low) == 4 and low[:2] in ("18", "19", "20")
        governed = before[-1:] != [] and before[-1] in _BEFORE_COUNT and before[0] != "up"
        return low[0].isdigit() and not year and governed and self.mentions[number].kind in _COUNTED

    def _opens_clause(self, index: int, number: int) -> bool:
        """ "sent aid to A, and [B] will send more": B is the subject of what follows, and in no list with A."""
        other = self.at[index - 2] if index > 1 and self.tokens[index - 1].low == "," else -1
        if other < 0 or other == number or not self.verb_follows(self.spans[number][1]):
            return False
        first = self.spans[other][0]
        return not first or self.tokens[first - 1].low != ","

    def _is_gerund(self, index: int) -> bool:
        """Whether an -ing form after a preposition is a verb with an object of its own, no adjective or noun."""
        before = self.tokens[index - 1].low
        return before in BEFORE_GERUND or (before in _BEFORE_ING and self.tokens[index].low not in _NO_GERUNDS)

    def _parallel(self, left: int, right: int) -> bool:
        """ "X in A and Y in B": Y stands beside X, not beside A."""
        end = self.spans[right][1]
        return self.governors(left)[:1] == ("in",) and end < len(self.tokens) and self.tokens[end].low == "in"

    def _joined(self, left: int, right: int) -> bool:
        """Whether two mentions stand in one list or the left one only specifies the right."""
        words = [token.low for token in self.tokens[self.spans[left][1] : self.spans[right][0]]]
        return len(words) <= 4 and all(word in _SPECIFYING for word in words)

    def _in_list(self, left: int, right: int) -> bool:
        """A comma joins a list only where an "and" follows within it."""
        after = [token.low for token in self.tokens[self.spans[right][1] : self.spans[right][1] + 3]]
        return bool(after) and (after[0] == "and" or (after[0] == "," and len(after) > 1))

    def _leads(self, number: int) -> bool:
        """Whether a mention ends a phrase that opens the sentence: "In the presence of X, A and B signed"."""
        first = self.spans[number][0]
        opens = self.tokens[0].low in PREPOSITIONS or self.tokens[0].low in ("along", "together")
        return first <= 8 and opens and "," not in (t.low for t in self.tokens[:first])

    def _outer(self, index: int, depth: int) -> tuple[str, ...]:
        """The preposition over the noun before the one at `index`: ("of", "to") for "to the people of X"."""
        if depth <= 1:
            return ()
        if self.tokens[index].low == "in" and index and self.tokens[index - 1].low in _TROUBLES:
            return ()
        for step in range(index - 1, max(-1, index - 7), -1):
            low = self.tokens[step].low
            if low == "to" and not self.is_preposition(step):
                return ()
            if low in PREPOSITIONS:
                return (low, *self._outer(step, depth - 1)) if low == "of" else (self._preposition(step),)
            if self.at[step] >= 0:
                return self.governors(self.at[step])
            if low in AUXILIARIES or low in (",", ";", "that") or low in RELATIVE or low.endswith("ed"):
                return ()
            if low in TIMES:
                return ()
        return ()

    def _preposition(self, index: int) -> str:
        """The preposition at `index`; of "according to X" and "in response to X" no plain "to"."""
        before = self.tokens[index - 1].low if index else ""
        low = self.tokens[index].low
        return f"{before} {low}" if low == "to" and before in _BEFORE_TO else low

    def is_preposition(self, index: int) -> bool:
        """Whether "to" governs a noun: a determiner, a mention or a capital follows, not the base form of a verb."""
        following = self.tokens[index + 1]
        return (
            following.low in DETERMINERS
            or self.at[index + 1] >= 0
            or self.text[following.start].isupper()
            or (following.low.endswith("s") and not following.low.endswith("ss"))
            or following.low.endswith(_ADJECTIVAL)
            or following.low[0].isdigit()
        )

    def group(self, number: int, rightmost: int) -> list[int]:
        """A mention and those that follow it in one list ("A, B and C"), up to token `rightmost`."""
        members = [number]
        while members[-1] + 1 < len(self.mentions):
            following = members[-1] + 1
            if self.spans[following][0] >= rightmost or not self.listed(members[-1], following):
                break
            members.append(following)
        return members

    def listed(self, left: int, right: int) -> bool:
        """Whether two mentions that follow each other are members of one list."""
        between = range(self.spans[left][1], self.spans[right][0])
        words = [self.tokens[step].low for step in between if not self._is_adjective(step)]
        if not words or len(words) > 8:
            return False
        if not any(word in ("and", ",", "&", "/", "-", "–") for word in words) and words[:3] != ["as", "well", "as"]:
            return False
        if words == [","]:
            return self._in_list(left, right)
        return all(word in _GLUE for word in words)

    def _is_adjective(self, index: int) -> bool:
        """Whether a token is the adjective of a country: "Kisumu and the [Peruvian] city of Cusco"."""
        number = self.at[index]
        return number >= 0 and self.mentions[number].kind is MentionKind.ADJECTIVE

    def verb_follows(self, index: int) -> bool:
        """Whether the word at `index` looks like a verb: an auxiliary, or -ed/-ing with no mention."""
        while index < len(self.tokens) and (self.tokens[index].low in ADVERBS or self.tokens[index].low.endswith("ly")):
            index += 1
        if index >= len(self.tokens) or self.at[index] >= 0:
            return False
        low = self.tokens[index].low
        if low in _INTENDING and self.tokens[min(index + 1, len(self.tokens) - 1)].low == "to":
            return True
        return low in AUXILIARIES or low in _PAST or (low.endswith("ed") and len(low) > 4) or self._base_verb(index)

    def _base_verb(self, index: int) -> bool:
        """Whether a word that may be noun or verb is the base form of one: "will meet X and [visit] Y"."""
        if self.tokens[index].low not in _BASE or index + 1 >= len(self.tokens):
            return False
        following = self.tokens[index + 1].low
        return self.at[index + 1] >= 0 or following in DETERMINERS or following in ("with", "on")

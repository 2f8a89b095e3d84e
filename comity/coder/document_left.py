"""What stands left of a document noun: its title's words, whose it is, how many and how certain it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from comity.coder.document import MentionKind
from comity.coder.document_words import (
    COMPOUNDS,
    COUNTS,
    DEFINITE,
    DESCRIBING,
    INDEFINITE,
    LOOSE,
    MADE_OF,
    MARKS,
    MASS,
    NAME_KINDS,
    NO_MODIFIER,
    PARTY_KINDS,
    QUANTITIES,
    REFUSING,
    ROUNDS,
    SMALL,
    TOPIC_OPENERS,
    YEAR,
    Phrases,
)
from comity.coder.word_classes import AUXILIARIES, PREPOSITIONS

_REACH = 14
_REACH_LOOSE = 9
_REACH_EXCHANGED = 7
_TRAILING = frozenset("and , - – of the & in for on".split())
_COORDINATORS = frozenset({"and", ",", "&", "or", ";", "plus", "also"})
_OPEN_CLAUSE = DEFINITE | INDEFINITE | REFUSING | {"there", "it", "all", "no"}
_SIGN = frozenset("sign signs signed ink inks inked conclude concludes adopt adopts".split())
_MADE = frozenset({"made", "struck", "reached", "brought", "sought"})


@dataclass(slots=True)
class Left:
    """What stands left of a document noun: tokens `lead` (the phrase) and `begin` (the title), and what they say.

    `owners` are the numbers of the names in it: of parties in the title and of possessors before it.
    """

    begin: int
    lead: int
    determiner: str = ""
    count: int | None = None
    many: bool = False
    loose: set[str] = field(default_factory=set)
    owners: list[int] = field(default_factory=list)
    dated: str | None = None

    @property
    def definite(self) -> bool:
        """Whether the phrase points to a known document: "the", "their", "Kenya's"."""
        return self.determiner in DEFINITE or self.determiner == "'s"


class LeftReader(Phrases):
    """Reads the left side of document nouns; every look-around is bounded."""

    _nouns: set[int]

    def read(self, start: int, end: int, heads: Sequence[tuple[int, int]]) -> Left | None:
        """What stands before the noun at `start`; None where it is no document at all."""
        self._nouns = {self.sentence.index(head) for head, _ in heads}
        first, last = self.sentence.index(start), self.sentence.index(end - 1)
        if self.kind(first) in NAME_KINDS or self._modifies(last, heads):
            return None
        left = self._title_words(first)
        self._loose_words(left)
        term = self.sentence.text[start:end].lower()
        return None if self._refused(left, first, last, term) else left

    def coordinated(self, index: int) -> bool:
        """Whether the phrase at `index` follows "and", a comma or the like, where the document before it ends."""
        before = self.low(index - 1)
        return before in _COORDINATORS or (before == "as" and self.low(index - 2) == "well")

    def body_of_documents(self, left: Left) -> int | None:
        """Where "a [legal framework of about 50] documents" begins: all that two sides have concluded, together."""
        for step in range(left.lead - 1, max(0, left.lead - 7), -1):
            if self.low(step) in ("framework", "basis", "base"):
                return step - 1 if self._modifier(step - 1) else step
            if self.low(step) not in MADE_OF:
                return None
        return None

    # The title

    def _modifies(self, last: int, heads: Sequence[tuple[int, int]]) -> bool:
        """ "strategic partnership [agreement]", "treaty [organisation]": the noun only modifies the next one."""
        if last + 1 >= len(self.tokens):
            return False
        after = self.tokens[last + 1]
        starts = {start for start, _ in heads}
        if after.low == "and" and self.upper(last) and self.upper(last + 2) and last + 3 < len(self.tokens):
            return self.tokens[last + 3].start in starts  # "[Strategic Partnership] and Alliance Programme"
        return after.low in COMPOUNDS or after.start in starts

    def _title_words(self, first: int) -> Left:
        left = Left(first, first)
        index = first
        while index > 0 and first - index < _REACH:
            number = self.at[index - 1]
            step = self._over_name(left, index, number) if number >= 0 else self._over_word(index)
            if step is None:
                break
            index = step
        while index < first and self.low(index) in _TRAILING:
            index += 1
        left.begin = left.lead = index
        return left

    def _over_name(self, left: Left, index: int, number: int) -> int | None:
        """A name before the noun: an owner ends the title ("Kenya's agreement"), a party is part of it."""
        if self._possesses(index, number):
            left.determiner = "'s"
            left.owners[:0] = self._owners(number)
            return None
        kind = self.sentence.mentions[number].kind
        if kind not in PARTY_KINDS or kind is MentionKind.GROUP:
            return None
        return self._over_pair(left, number)

    def _over_pair(self, left: Left, number: int) -> int:
        """Take up a party, with the one before it that a hyphen makes one token with it: "[Kenya-Norway] treaty"."""
        spans = self.sentence.spans
        members = [number]
        while members[0] > 0 and spans[members[0] - 1][1] > spans[members[0]][0]:
            members.insert(0, members[0] - 1)
        left.owners[:0] = members
        return spans[members[0]][0]

    def _possesses(self, index: int, number: int) -> bool:
        return self.sentence.mentions[number].possessive or self.low(index - 1).endswith(("'s", "s'"))

    def _owners(self, number: int) -> list[int]:
        """The possessor with those listed before it: "Kenya and Uganda's agreement"."""
        members = [number]
        end = self.sentence.spans[number][1]
        while members[0] > 0 and number in self.sentence.group(members[0] - 1, end):
            members.insert(0, members[0] - 1)
        return members

    def _over_word(self, index: int) -> int | None:
        """The token before the one at `index`, where it belongs to the title."""
        low = self.low(index - 1)
        if low in ("-", "–", "/") and index > 1:
            return index - 1
        if low == ")":
            return next((step for step in range(index - 2, max(-1, index - 6), -1) if self.low(step) == "("), None)
        if self._capital_word(index - 1):
            return None if self._begins_sentence(index - 1) else index - 1
        if low in SMALL and self._inside_title(index - 1):
            return index - 1
        if low == "and" and index > 1 and self._pair(index - 1):
            return index - 1
        return index - 1 if self._modifier(index - 1) else None

    def _capital_word(self, index: int) -> bool:
        low = self.low(index)
        if low in _SIGN or (low in COUNTS and self.low(index - 1) in _SIGN):
            return False  # headlines in capitals: "Oman And Fiji [Sign Five] Agreements"
        return self.upper(index) and self.upper(index + 1) and low not in DEFINITE | INDEFINITE and self.is_word(index)

    def _begins_sentence(self, index: int) -> bool:
        """Whether only its place gives a vague word its capital: "New Partnership Agreement ..."."""
        begins = index == 0 or self.low(index - 1) in MARKS
        return begins and (self.low(index) in LOOSE | NO_MODIFIER or self.low(index) in COUNTS)

    def _inside_title(self, index: int) -> bool:
        """ "Status [of] Forces Agreement": a small word between two capitalised words of one title."""
        before = index - 2 if self.low(index - 1) in SMALL and index > 1 else index - 1
        after = index + 2 if self.low(index + 1) in SMALL else index + 1
        plain = before >= 0 and self.at[before] < 0 and self.low(before) not in DEFINITE | INDEFINITE
        return plain and self.upper(before) and self.upper(after)

    def _pair(self, index: int) -> bool:
        """ "trade [and] investment agreement": modifiers of one case on both sides."""
        same = self.upper(index - 1) == self.upper(index + 1)
        return same and self.at[index - 1] < 0 and self._modifier(index - 1) and self._modifier(index + 1)

    def _modifier(self, index: int) -> bool:
        low = self.low(index)
        if index in self._nouns and low.endswith("s"):
            return False
        if low in PREPOSITIONS or low in AUXILIARIES or low in NO_MODIFIER or low in LOOSE or low in QUANTITIES:
            return False
        if low in COUNTS or low in DEFINITE or low in INDEFINITE or low in REFUSING or not self.is_word(index):
            return False
        if self.upper(index) and index > 0:
            return True
        return low in DESCRIBING or not (low.endswith("ly") or (low.endswith("ed") and len(low) > 4))

    # Before the title

    def _loose_words(self, left: Left) -> None:
        """Go on left over numbers, names and adjectives of no weight to the determiner."""
        index = left.begin
        while index > 0 and left.begin - index < _REACH_LOOSE and not left.determiner:
            low = self.low(index - 1)
            number = self.at[index - 1]
            if number >= 0:
                step = self._over_loose_name(left, index, number)
                if step is None:
                    break
                index = step
                continue
            if low in DEFINITE or low in INDEFINITE or low in REFUSING:
                if low == "that" and not self._points(index - 1):
                    break
                left.determiner = low
                left.loose |= {low} | ({"such"} if self.low(index - 2) == "such" else set())
            elif not self._loose(left, index - 1):
                break
            index -= 1
        left.lead = index

    def _over_loose_name(self, left: Left, index: int, number: int) -> int | None:
        """ "[Kenya's] new agreement", "the [Iran-China] 25-year agreement"."""
        kind = self.sentence.mentions[number].kind
        if self._possesses(index, number):
            left.determiner = "'s"
            left.owners[:0] = self._owners(number)
        elif kind in PARTY_KINDS and kind is not MentionKind.GROUP and left.loose:
            return self._over_pair(left, number)
        else:
            return None
        return self.sentence.spans[number][0]

    def _points(self, index: int) -> bool:
        """Whether "that" points ("under that agreement") and opens no clause ("said that agreement was reached")."""
        return index == 0 or self.low(index - 1) in PREPOSITIONS

    def _loose(self, left: Left, index: int) -> bool:
        low = self.low(index)
        if YEAR.fullmatch(low):
            left.dated = low
        elif low in COUNTS or (low.isdigit() and len(low) < 4):
            left.count = COUNTS.get(low) or int(low)
        elif low in QUANTITIES:
            left.many = True
        elif low == "of":
            return bool(self.words(index - 3, index) & QUANTITIES)
        elif low in ("million", "billion", "trillion", "year", "month") or low[0].isdigit() or low in "$€£¥.-–%\"“”'":
            left.count = None
        elif low not in LOOSE and not self._describes(low):
            return False
        left.loose.add(low)
        return True

    @staticmethod
    def _describes(low: str) -> bool:
        return low.endswith(("ly", "-year", "ed")) and len(low) > 4 and low not in NO_MODIFIER

    # What is no document

    def _refused(self, left: Left, first: int, last: int, term: str) -> bool:
        before, after = self.low(left.lead - 1), self.low(last + 1)
        if left.determiner in REFUSING or "such" in left.loose:
            return True
        if term in ("deal", "deals") and (
            self._verbal_deal(before, last) or self.words(left.begin, first) & {"great", "good"}
        ):
            return True
        if term == "notes" and before.startswith("exchang"):
            return False
        if term == "notes" and "exchanged" in self.words(last + 1, last + _REACH_EXCHANGED):
            return False
        if term in ("minutes", "notes"):
            return left.determiner not in DEFINITE or left.count is not None or bool(left.loose & ROUNDS)
        if after == "that" and self._content_clause(last + 2):
            return True
        bare = not left.determiner and left.begin == first and left.count is None and not left.many
        opens = before == "" or before in MARKS
        return term in MASS and bare and not (opens and after in TOPIC_OPENERS | {"between", "with", "among"})

    def _verbal_deal(self, before: str, last: int) -> bool:
        return before == "to" or (self.low(last + 1) == "with" and not self.names_near(last + 2))

    def _content_clause(self, index: int) -> bool:
        """ "an agreement that [the two sides] should ...": what is agreed, no document."""
        if index >= len(self.tokens):
            return True
        return not self._gap(index) and (self.at[index] >= 0 or self.low(index) in _OPEN_CLAUSE)

    def _gap(self, index: int) -> bool:
        """ "an accord that [Qatar brokered] was ...": a verb without object, so that the accord is its object."""
        for step in range(index, min(len(self.tokens) - 1, index + 8)):
            low = self.low(step)
            if self.at[step] < 0 and (low.endswith("ed") or low in _MADE):
                after = self.low(step + 1)
                return (
                    after in AUXILIARIES
                    or after in MARKS
                    or after in ("in", "last")
                    or self.date_at(step + 1) is not None
                )
        return False

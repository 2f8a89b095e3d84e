"""What stands right of a document noun: between whom it is, what it is on, from when and for how long."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from comity.coder.document import MentionKind
from comity.coder.document_parties import BETWEEN, Noun, PartyReader, Right
from comity.coder.document_words import (
    CLAUSES,
    CONTENT_OPENERS,
    DEFINITE,
    DESCRIBING,
    INDEFINITE,
    MARKS,
    NO_TOPIC,
    NO_TOPIC_ELSEWHERE,
    NOT_ACTS,
    ORDINALS,
    PASSIVE,
    QUOTES,
    REFUSING,
    SIGNED,
    SMALL_IN_TITLES,
    TOPIC_OPENERS,
    VERBS_AFTER,
)
from comity.coder.word_classes import AUXILIARIES, PREPOSITIONS

_REACH_TOPIC = 34
_MOST_PARTS = 6
_PERIOD_OPENERS = frozenset({"of", "for", "in", "covering", "on", "dated", "to", "during"})
_PERIOD_WORDS = frozenset({"the", "period", "years", "year", "of", "from", "a"})
_NAMED_BY = frozenset({"cooperation", "friendship", "understanding", "intent", "amity", "about"})
_MEETINGS = frozenset({"meeting", "session", "summit", "round", "consultations", "talks"})
_TRAILING = frozenset({",", "and", "as", "well", "also", "-", "–", "of", "on", "in", "for", "from", "at", "the"})
# "an agreement that [is valid until May]" tells nothing of what it is on.
_NO_CONTENT = frozenset("was is has does takes comes runs expires lasts remains".split())
_VENUES = frozenset({MentionKind.COUNTRY, MentionKind.CAPITAL, MentionKind.PLACE, MentionKind.BODY})


class RightReader(PartyReader):
    """Reads the right side of document nouns; every look-around is bounded."""

    def read(self, index: int, noun: Noun, known: Container[str], stops: Container[int], new: bool) -> Right:
        """What follows the noun that ends before token `index`.

        `known` are the document nouns, `stops` the tokens where another document's phrase begins. `new`: the document
        is named for the first time, so that what follows its verb may tell more of it.
        """
        right = Right(index)
        self._stops = stops
        self._read_on(right, noun, known, stops)
        after = self._past_verb(right.end) if new and not right.parts else None
        if after is None:
            return right
        told = replace(right, end=after, parties=list(right.parties))
        self._read_on(told, noun, known, stops)
        return replace(told, end=right.end) if told.end > after else right

    def parties(self, index: int) -> Right:
        """The names after the "between" at `index`."""
        right = Right(index)
        self._party_part(right, index)
        return right

    def _read_on(self, right: Right, noun: Noun, known: Container[str], stops: Container[int]) -> None:
        for _ in range(_MOST_PARTS):
            step = self._further(right, noun, known, stops)
            if step is None or step <= right.end:
                break
            right.end = step

    def _past_verb(self, index: int) -> int | None:
        """ "An agreement [was also signed] between A and B": the phrase goes on after the verb."""
        step = index
        while step - index < 5 and self.low(step) in PASSIVE:
            step += 1
        if step == index or self.low(step) not in SIGNED:
            return None
        goes_on = self.low(step + 1) in ("between", "to", "on", "for", "concerning", "regarding")
        return step + 1 if goes_on else None

    def _further(self, right: Right, noun: Noun, known: Container[str], stops: Container[int]) -> int | None:
        """Read one more part of the phrase; where it ends, or None."""
        index = right.end
        low = self.low(index)
        if not low or index in stops or self._for_side(index):
            return None
        if low == "(":
            return self.close(index)
        if self._opens_parties(right, noun):
            return self._party_part(right, index)
        if low in _PERIOD_OPENERS and (period := self._period_part(right, index)):
            return period
        if low == "of" and not right.topics and self._party_after(index + 1):
            return self._party_part(right, index)
        if low in ("on", "for", "concerning") and (quoted := self._quoted(right, index)):
            return quoted
        if not right.topics and (past := self._past_venue(index)) and self._opens_topic(right, past, noun, known):
            index = past
        if self._opens_topic(right, index, noun, known):
            return self._topic_part(right, index, noun, stops)
        return None

    def _past_venue(self, index: int) -> int | None:
        """ "signed an agreement [in Accra on Thursday] for a grant": where the phrase goes on after place and time."""
        step = index
        for _ in range(3):
            determined = self.low(step + 1) in ("the", "a", "an")
            after = step + 1 + determined if self.low(step) in ("in", "at", "on") else step
            date = self.date_at(after)
            if date is not None:
                step = self.sentence.index(date.end - 1) + 1
            elif after > step and self.kind(after) in _VENUES:
                step = self.sentence.spans[self.at[after]][1]
            else:
                break
        return step if step > index and self.low(step) in ("on", "for", "concerning", "regarding", "covering") else None

    def _quoted(self, right: Right, index: int) -> int | None:
        """ "a memorandum on the ["Joint Research Centre"]": what stands in quotation marks, whole."""
        begin = index + 2 if self.low(index + 1) == "the" else index + 1
        closing = QUOTES.get(self.low(begin))
        if closing is None:
            return None
        for step in range(begin + 2, min(len(self.tokens), begin + _REACH_TOPIC)):
            if self.low(step) == closing:
                right.opener, right.topics = right.opener or self.low(index), right.topics or [(begin + 1, step)]
                right.parts.append((index, step + 1))
                return step + 1
        return None

    # Periods

    def _period_part(self, right: Right, index: int) -> int | None:
        """ "for the 2024-2026 period", "of 12 May 1992": a date, no topic."""
        for step in range(index + 1, min(len(self.tokens), index + 7)):
            date = self.date_at(step)
            if date is not None:
                if self.low(index) in ("of", "dated") and not date.nominal:
                    right.dated = date.edtf
                elif not date.nominal:
                    return None
                end = self.sentence.index(date.end - 1) + 1
                return end + 1 if self.low(end) == "period" else end
            if self.low(step) not in _PERIOD_WORDS:
                return None
        return None

    # Topics

    def _opens_topic(self, right: Right, index: int, noun: Noun, known: Container[str]) -> bool:
        low, following = self.low(index), self.low(index + 1)
        if low in CONTENT_OPENERS:
            return True
        if low == "that":
            return following.isalpha() and following[-1:] == "s" and following not in _NO_CONTENT
        if low not in TOPIC_OPENERS or not following or following in MARKS or self.date_at(index + 1):
            return False
        if self._no_topic(index) and not self.fielded(index):
            return False
        if low == "in":
            return self._in_field(right, index, noun.plural)
        if low == "to":
            return not noun.joint and self._to_act(index, known)
        if low == "of":
            return self.upper(index + 1) or following in _NAMED_BY or bool(self.words(index + 1, index + 6) & _MEETINGS)
        if low == "aimed":
            return following == "at"
        return self.kind(index + 1) is not MentionKind.PERSON

    def _no_topic(self, index: int) -> bool:
        """Whether a preposition opens a time, a place or a set phrase: "on [the sidelines]"."""
        never = NO_TOPIC.get(self.low(index), NO_TOPIC_ELSEWHERE)
        after = index + 2 if self.low(index + 1) in ("the", "a", "an") else index + 1
        return self.low(after) in never

    def _in_field(self, right: Right, index: int, plural: bool) -> bool:
        if self.fielded(index) or self._names_field(index):
            return True
        told = plural or bool(right.topics) or "cooperation" in self.words(index - 14, index)
        return told and self.at[index + 1] < 0 and not self.upper(index + 1)

    def _names_field(self, index: int) -> bool:
        """ "a memorandum [in higher education]": what follows the "in" at `index` is a sector."""
        start = self.tokens[index + 1].start
        return any(item.start == start for item in self.fields)

    def _to_act(self, index: int, known: Container[str]) -> bool:
        low = self.low(index + 1)
        if low in ("the", "its"):
            return (self.upper(index + 2) and self.kind(index + 2) is None) or self.low(index + 2) in known
        return self.at[index + 1] < 0 and low.isalpha() and low not in NOT_ACTS

    def _topic_part(self, right: Right, index: int, noun: Noun, stops: Container[int]) -> int | None:
        opener = self.low(index)
        begin = index + 1 if opener in TOPIC_OPENERS else index
        items: list[tuple[int, int]] = []
        step = item = begin
        while step < len(self.tokens) and step - begin < _REACH_TOPIC and step not in stops:
            low = self.low(step)
            if low == "(" and step > begin and (closed := self.close(step)):
                step = closed
                continue
            if self._ends_topic(step, begin, opener, right.explicit) or (
                noun.capital and self._after_title(step, begin)
            ):
                break
            if low in (",", "and") and step > item and not self._within_field(step):
                if (
                    step + 1 in stops
                    or self._refusal(step + 1)
                    or (low == "," and not self._list_goes_on(step, noun.plural))
                ):
                    break
                items.append((item, step))
                step += 2 if low == "," and self.low(step + 1) == "and" else 1
                item = step
                continue
            step += 1
        while step > begin and (self.low(step - 1) in _TRAILING or (step - begin == 1 and self.low(begin) in DEFINITE)):
            step -= 1
        if step > item:
            items.append((item, step))
        if not items:
            return None
        if not right.topics:
            right.opener, right.topics = opener, items
        right.parts.append((index, step))
        return step

    def _ends_topic(self, step: int, begin: int, opener: str, with_parties: bool) -> bool:
        """Whether the topic that begins at `begin` ends before token `step`."""
        low = self.low(step)
        if self.at[step] >= 0 or (step <= begin + 1 and (opener == "that" or opener in CONTENT_OPENERS)):
            return False
        if (low in MARKS and not self.tight(step)) or (step > begin and self.date_at(step) is not None):
            return True
        if low in BETWEEN:
            return not (self._way(step) or with_parties)
        if low in VERBS_AFTER or low in CLAUSES or low in ("that", "than"):
            if low == "from" and self.words(begin, step) & {"exempt", "exempts", "exempting"}:
                return False
            return not self._plain_after(step)
        if low in ("in", "on", "for") and step > begin:
            return self._place_or_time(step)
        if low.endswith("ed") and step > begin and low not in DESCRIBING:
            after = self.low(step + 1)
            return (
                after in PREPOSITIONS | DEFINITE | INDEFINITE
                or after in ("", ".", ",", "earlier", "last", "this")
                or bool(self.date_at(step + 1))
            )
        return low == "and" and (self._verb_next(step + 1) or self.low(step + 1) in INDEFINITE)

    def _after_title(self, step: int, begin: int) -> bool:
        """Whether a lower-case word follows the last capital of an official title: "on Visa Exemption [stands]"."""
        low = self.low(step)
        if step == begin or self.upper(step) or low in SMALL_IN_TITLES or not self.is_word(step):
            return False
        first = begin + 1 if self.low(begin) in ("the", "a", "an") else begin
        official = self.upper(first) and self.kind(first) is None and not self._abbreviates(step - 1)
        before = step - 1
        while before > begin and (self.low(before) == ")" or self.low(before - 1) == "("):
            before -= 1
        before -= self.low(before) == "("
        return official and self.upper(before) and self.kind(before) is None and not self.upper(step + 1)

    def _abbreviates(self, index: int) -> bool:
        """Whether a token is an acronym, which may modify what follows it: "the supply of [ICT] equipment"."""
        token = self.tokens[index]
        return token.end - token.start > 1 and self.sentence.text[token.start : token.end].isupper()

    def _way(self, index: int) -> bool:
        """ "a railway [between Tabora and Isaka]": two places, no parties."""
        kinds = {kind for step in range(index + 1, index + 5) if (kind := self.kind(step)) is not None}
        return kinds == {MentionKind.PLACE}

    def _plain_after(self, step: int) -> bool:
        """A preposition stays in a topic before a plain lower-case noun: "trade [with] third parties"."""
        if self.low(step) not in ("with", "from") or step + 1 >= len(self.tokens) or self.date_at(step + 1):
            return False
        low = self.low(step + 1)
        plain = self.at[step + 1] < 0 and not self.upper(step + 1)
        return plain and low not in DEFINITE | INDEFINITE | {"talks"} and low not in NO_TOPIC_ELSEWHERE

    def _place_or_time(self, step: int) -> bool:
        """Whether "in", "on" or "for" at `step` leads away from the topic: "in Rome", "on Monday", "in the capital"."""
        determined = self.low(step + 1) in ("the", "a", "an", "its", "their")
        if determined and self.fielded(step):
            return False
        after = step + 2 if determined else step + 1
        if after >= len(self.tokens) or self.date_at(after) or self._no_topic(step):
            return True
        return (self.kind(after) in _VENUES and self.low(step) != "for") or self._for_side(step)

    def _for_side(self, step: int) -> bool:
        """ "signed the agreement [for] Peru, while B signed for Chile"."""
        if self.low(step) != "for" or self.kind(step + 1) is not MentionKind.COUNTRY:
            return False
        return self.low(self.sentence.spans[self.at[step + 1]][1]) in (",", "and", "while")

    def _verb_next(self, index: int) -> bool:
        low = self.low(index)
        if index < len(self.at) and self.at[index] >= 0:
            return low in ("he", "she", "they")
        return (
            low in AUXILIARIES or low in VERBS_AFTER or (low.endswith("ed") and len(low) > 4 and low not in DESCRIBING)
        )

    def sibling(self, index: int) -> int | None:
        """Where another document of the kind is told with a pronoun: "..., and [another] on the building of roads"."""
        step = index
        while self.low(step) in (",", "and", ";") and step - index < 3:
            step += 1
        if step > index and self.low(step) in ("a", "the") and self.low(step + 1) in ORDINALS:
            step += 1
        told = self.low(step) in ORDINALS or self.low(step) == "one"
        if step > index and told and self.low(step + 1) in ("on", "for", "concerning", "regarding"):
            return step
        return None

    def _refusal(self, index: int) -> bool:
        """ "..., and no": what follows is said of something else, or of another document."""
        if self.sibling(index - 1) is not None:
            return True
        return self.low(index) in REFUSING or (self.low(index) == "and" and self.low(index + 1) in REFUSING)

    def _list_goes_on(self, step: int, plural: bool) -> bool:
        """Whether a comma continues the list of topics: an "and" stands before the next stop."""
        following = step + 1
        if self.kind(following) is not None or (not plural and self.low(following) in DEFINITE | INDEFINITE):
            return False
        for index in range(following, min(len(self.tokens), following + 14)):
            low = self.low(index)
            if low == "and":
                return True
            if low in VERBS_AFTER or low in CLAUSES or low in MARKS or low in AUXILIARIES:
                return False
        return False

    def _within_field(self, step: int) -> bool:
        """Whether a comma or "and" stands within the name of one field: "science [and] technology"."""
        token = self.tokens[step]
        return any(item.start < token.start and token.end < item.end for item in self.fields)

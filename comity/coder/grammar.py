"""A shallow grammar of newswire sentences: who is the subject, what is the object, which preposition governs whom.

No parser and no model: closed word classes, the order of words, and the mentions that the names step found. Each
look-around is bounded by the clause and by `REACH` tokens, so that cost is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from comity.coder import verb_groups
from comity.coder.clauses import Clauses
from comity.coder.document import MentionKind
from comity.coder.verb_groups import VerbGroup
from comity.coder.word_classes import ADVERBS, AUXILIARIES, DETERMINERS, PREPOSITIONS, REACH, RELATIVE, TIMES
from comity.terms import Status

_POSSESSIVE_PRONOUNS = frozenset("his her its their our".split())
_SCHEDULED_ADJECTIVES = frozenset(
    (
        "upcoming forthcoming planned scheduled coming expected future next impending imminent possible potential "
        "proposed prospective"
    ).split()
)
_PROPOSED_ADJECTIVES = frozenset("proposed possible potential prospective future".split())
_LEADING = frozenset("the a an newly recently of and , by".split())
_GERUND_LEADS = frozenset("after before while by when since in for of on without through".split())
_THANKING = frozenset(
    (
        "thank thanks thanked thanking praise praised praises praising commend commended commends commending "
        "applaud applauded lauded laud hailed congratulated appreciated appreciate appreciates gratitude appreciation "
        "thankful grateful condemned criticised criticized accused blamed acknowledged honoured honored"
    ).split()
)
_ACCUSING = frozenset("accuse accused accuses accusing suspected suspects".split())
_SAID = frozenset("said says announced told added noted stressed reported stated confirmed explained tweeted".split())
_RESOLVING = frozenset("decision plan plans move pledge promise intention threat offer bid order".split())
_NOUN_LEADS = frozenset("of during after before following for on with from by at in since ahead under first".split())
_MADE_BY = frozenset("built made funded financed donated run owned backed sponsored brokered mediated led".split())


class Sentence(Clauses):
    """A sentence ready for frames: tokens, mentions by token, clause edges. Made once, asked often."""

    def verb_group(self, index: int, form: str) -> VerbGroup:
        """The verb group whose main verb (in `form`, see lexicon.Entry) is token `index`."""
        return verb_groups.read(self, index, form)

    def is_noun(self, index: int) -> bool:
        """Whether a word that may be noun or verb (visit, award, launch) is a noun where it stands."""
        if index == 0:
            return True
        before = self.tokens[index - 1]
        if self.at[index - 1] >= 0:
            number = self.at[index - 1]
            mention = self.mentions[number]
            return (
                mention.possessive
                or mention.kind is MentionKind.ADJECTIVE
                or before.low.endswith(("'s", "s'"))
                or before.low in _POSSESSIVE_PRONOUNS
                or self._is_owned(number)
                or (self.tokens[index].low.endswith("s") and self._ends_free_list(number))
            )
        if before.low in DETERMINERS or before.low in _NOUN_LEADS or before.low.endswith(("'s", "s'")):
            return before.low not in ("that", "both", "all", "each", "these", "those") or before.low in (
                "these",
                "those",
            )
        if before.low in AUXILIARIES or before.low in RELATIVE or before.low in ADVERBS or before.low.endswith("ly"):
            return False
        if before.low in ("and", ",", "or"):
            return False
        return before.low[0].isalnum()

    def _ends_free_list(self, number: int) -> bool:
        """ "discussed the Kenya and [Peru] talks": of two names before a form in "-s" it is no verb."""
        return number > 0 and not self.governors(number) and self.listed(number - 1, number)

    def _is_owned(self, number: int) -> bool:
        """Whether somebody's or a definite noun follows on a name: "its [Kenya] visit", "A's [Peru] trip"."""
        first = self.spans[number][0]
        before = self.tokens[first - 1].low if first else ""
        owned = self.at[first - 1] >= 0 and self.mentions[self.at[first - 1]].possessive if first else False
        return owned or before in _POSSESSIVE_PRONOUNS

    def scheduled_adjective(self, index: int) -> Status | None:
        """What an adjective before a noun trigger says of its reality: "the planned visit"."""
        for step in range(index - 1, max(-1, index - 5), -1):
            low = self.tokens[step].low
            if low in _PROPOSED_ADJECTIVES:
                return Status.PROPOSED
            if low in _SCHEDULED_ADJECTIVES:
                return Status.SCHEDULED
            if low in PREPOSITIONS or low in AUXILIARIES:
                return None
        return None

    def subject(self, group: VerbGroup) -> list[int]:
        """The mentions that are the subject of a verb group; [] where the clause shows none."""
        before = self.tokens[group.first - 1].low if group.first else ""
        if before == "that" and group.first >= 2:  # "shells that landed": the noun before it, whoever's it is
            number = self.at[group.first - 2]
            return [number] if number >= 0 else []
        edge = self.left_edge(group.first)
        if before in ("for", "of") and (thanked := self.thanked(edge, group.first - 1)) is not None:
            return thanked
        if before in _RESOLVING and (owners := self._owners(group.first - 1)):
            return owners
        if group.first and (resolved := self._resolves(self.at[group.first - 1])):
            return resolved
        free = self.free(edge, group.first)
        resumed = before == "," and self.nested[group.first - 1] >= edge  # "X, which has two members, stays"
        second = group.coordinate and not resumed
        if not free:
            told = second and self._first_verb(edge, group.first) is not None
            return [] if told else self._subject_of(edge, group.first)
        if before in RELATIVE and group.first >= 2:
            near = [number for number in free if self.spans[number][1] >= group.first - 3]
            if near:
                return self._leftwards(near[-1], free)
            if before in ("which", "who"):  # the noun before it, which no actor is, or one that a preposition governs
                comma = self.tokens[group.first - 2].low == ","
                number = self.at[max(0, group.first - 2 - comma)]
                return [number] if number >= 0 else []
        if second or (group.purpose and not group.passive) or before in _GERUND_LEADS:
            first = self._first_verb(edge, group.first)
            if first is not None and self.spans[free[0]][0] > first:
                return []  # "she received X and signed": X is no subject
            return self._with_list(free[0], free)
        members = self._leftwards(free[-1], free)
        return self._adjectives_before(members[0]) + members

    def _owners(self, index: int) -> list[int]:
        """Whose decision or plan the noun at `index` is: "[Kenya's] earlier decision to expel"."""
        for step in range(index - 1, max(-1, index - 4), -1):
            number = self.at[step]
            if number >= 0:
                mention = self.mentions[number]
                return [number] if mention.possessive or mention.kind is MentionKind.ADJECTIVE else []
        return []

    def _resolves(self, number: int) -> list[int]:
        """Whose decision it is to do something: "the decision of [Kenya] to send aid"."""
        if number < 0 or self.governors(number)[:1] != ("of",):
            return []
        first = self.spans[number][0]
        of = next((step for step in range(first - 1, max(0, first - 4), -1) if self.tokens[step].low == "of"), 0)
        return [number] if of and self.tokens[of - 1].low in _RESOLVING else []

    def belongs(self, number: int) -> bool:
        """Whether a mention only tells whose or from where a noun is: "[Kenyan]", "[Peru's]", "of [Peru]"."""
        mention = self.mentions[number]
        return mention.possessive or mention.kind is MentionKind.ADJECTIVE or bool(self.governors(number))

    def thanked(self, edge: int, stop: int) -> list[int] | None:
        """Who is thanked "for", blamed "for" or accused "of" something; None where nobody is.

        `stop` is the token "for" or "of": "A thanked [B] for providing help", "accused [B] of shelling a village".
        """
        words = _ACCUSING if self.tokens[stop].low == "of" else _THANKING
        for step in range(stop - 1, max(edge, stop - REACH) - 1, -1):
            low = self.tokens[step].low
            if low in words and self.at[step] < 0:
                people = self.objects(step + 1, stop)
                return people or [n for _, n in self.prepositional(step + 1, stop)]
            if low in RELATIVE or low == ";":
                return None
        return None

    def _first_verb(self, edge: int, stop: int) -> int | None:
        """The first word between two tokens that looks like a verb and is no participle before its noun."""
        for step in range(edge, stop):
            if self.at[step] < 0 and self.verb_follows(step) and not (step and self.tokens[step - 1].low in _LEADING):
                return step
        return None

    def _adjectives_before(self, number: int) -> list[int]:
        """ "the [Egyptian] and Saudi air forces": adjectives that share the noun of the mention after them."""
        found: list[int] = []
        while number and self.mentions[number - 1].kind is MentionKind.ADJECTIVE:
            between = [token.low for token in self.tokens[self.spans[number - 1][1] : self.spans[number][0]]]
            if between not in (["and"], [","]) or self.governors(number - 1):
                break
            number -= 1
            found.insert(0, number)
        return found

    def _subject_of(self, edge: int, stop: int) -> list[int]:
        """Where the subject is a noun that the text does not name, who it belongs to.

        "The ministers [of A and B] met", "[Italian] officers train", "[A's] envoy was received".
        """
        numbers = self.mentioned(edge, stop)
        governed = (("of",), ("from",))
        return [
            n
            for n in numbers
            if self.governors(n) in governed
            or (self.governors(n) == ("by",) and self._led_by(n))
            or self.mentions[n].possessive
            or (self.mentions[n].kind is MentionKind.ADJECTIVE and not self.governors(n))
        ][:4]

    def _led_by(self, number: int) -> bool:
        """ "a delegation [led by X]": X leads the subject."""
        first = self.spans[number][0]
        return any(token.low in ("led", "headed") for token in self.tokens[max(0, first - 4) : first])

    def free(self, edge: int, stop: int) -> list[int]:
        """Mentions between two tokens that no preposition governs and that stand in no relative clause."""
        numbers: list[int] = []
        index = stop - 1
        while index >= edge:
            opened = self.nested[index]
            if opened >= edge and index < stop - 1:
                index = opened - 1
                continue
            number = self.at[index]
            if number >= 0:
                mention = self.mentions[number]
                index = self.spans[number][0]
                if not self.governors(number) and not mention.possessive and mention.kind is not MentionKind.ADJECTIVE:
                    numbers.append(number)
            index -= 1
        return numbers[::-1]

    def _leftwards(self, number: int, free: list[int]) -> list[int]:
        members = [number]
        for other in reversed(free[: free.index(number)]):
            if not self.listed(other, members[0]):
                break
            members.insert(0, other)
        return members

    def _with_list(self, number: int, free: list[int]) -> list[int]:
        members = [number]
        for other in free[free.index(number) + 1 :]:
            if not self.listed(members[-1], other):
                break
            members.append(other)
        return members

    def objects(self, index: int, edge: int) -> list[int]:
        """The mentions right of token `index` that are the verb's direct object."""
        passed = False
        for step in range(index, min(edge, index + 14)):
            number = self.at[step]
            low = self.tokens[step].low
            if number >= 0:
                mention = self.mentions[number]
                if self.governors(number) or mention.possessive or self.says(number):
                    passed = True
                    continue
                if mention.kind is MentionKind.ADJECTIVE and self._leads_to_mention(number, edge):
                    continue
                return self.group(number, edge)
            if low in PREPOSITIONS and low not in ("of", "as", "both") and not self._opens_time(step):
                return []
            if low == "," and passed:
                return []
        return []

    def says(self, number: int) -> bool:
        """Whether a mention after a comma only tells what stands before it: "A donated wheat, [B] said"."""
        first, end = self.spans[number]
        led = any(token.low in (",", '"', "”", "''") for token in self.tokens[max(0, first - 7) : first])
        if not led or end >= len(self.tokens):
            return False
        after = [token.low for token in self.tokens[end : end + 2]]
        return after[0] in _SAID or (after[0] == "," and after[-1] in _SAID)

    def _leads_to_mention(self, number: int, edge: int) -> bool:
        """Whether an adjective belongs to the name right after it, not to a noun of its own ("Kenyan fishermen")."""
        end = self.spans[number][1]
        return end < edge and self.at[end] >= 0

    def _opens_time(self, index: int) -> bool:
        """Whether the preposition at `index` opens a phrase of time, which may part a verb from its object."""
        return any(token.low in TIMES for token in self.tokens[index + 1 : index + 3])

    def prepositional(self, left: int, right: int) -> Iterator[tuple[str, int]]:
        """(preposition, mention number) for every governed mention between two tokens, nearest governor first."""
        step = left
        while step < right:
            number = self.at[step]
            if number < 0:
                step += 1
                continue
            governors = self.governors(number)
            inward = governors[:1] in (("of",), ("from",))
            if governors and number and self.spans[number - 1] == self.spans[number]:
                yield governors[0], number - 1  # "Kenyan-Peruvian"
            for position, governor in enumerate(governors):
                if inward or position == 0 or governor in ("to", "into", "with", "between"):
                    yield governor, number
            if self.compound(number) in _MADE_BY:
                yield "by", number
            step = max(step + 1, self.spans[number][1])

    def compound(self, number: int) -> str:
        """The word after the hyphen of a compound that a mention begins: "built" of "Chinese-built"."""
        first, end = self.spans[number]
        low = self.tokens[first].low
        if end - first == 1 and "-" in low:
            return low.rpartition("-")[2]
        return self.tokens[end + 1].low if end + 1 < len(self.tokens) and self.tokens[end].low == "-" else ""

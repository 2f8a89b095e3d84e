"""A shallow grammar of newswire sentences: who is the subject, what is the object, which preposition governs whom.

No parser and no model: closed word classes, the order of words, and the mentions that the names step found. Each
look-around is bounded by the clause and by `REACH` tokens, so that cost is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from comity.coder.document import Mention, MentionKind
from comity.terms import Status

REACH = 60
_TOKEN = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*|\S")

PREPOSITIONS = frozenset(
    (
        "of by to with between among from for in at on upon against into over about during after before under "
        "through within across toward towards near alongside amid amidst ahead behind including via per despite "
        "regarding concerning without throughout until since as like than"
    ).split()
)
_DETERMINERS = frozenset(
    (
        "the a an his her its their our your my this that these those both all each every some any no another "
        "several two three four five other many more most such"
    ).split()
)
_POSSESSIVE_PRONOUNS = frozenset("his her its their our".split())
AUXILIARIES = frozenset(
    (
        "has have had having is are was were be been being am do does did will would shall should can could may "
        "might must 'll 've 're cannot won't didn't don't doesn't hasn't haven't hadn't isn't aren't wasn't "
        "weren't wouldn't couldn't shouldn't not never to get got gets"
    ).split()
)
_BE = frozenset("is are was were be been being am get got gets".split())
_HAVE = frozenset("has have had having".split())
_NEGATION = frozenset(
    (
        "not never no neither nor without cannot won't didn't don't doesn't hasn't haven't hadn't isn't aren't "
        "wasn't weren't wouldn't couldn't shouldn't nobody nothing barely hardly"
    ).split()
)
_CONDITIONS = frozenset({"if", "unless"})
_NOBODY = frozenset("neither none nobody".split())
_FUTURE = frozenset("will shall 'll would won't".split())
_MODAL = frozenset("should could can may might must ought cannot couldn't shouldn't".split())
_ADVERBS = frozenset(
    (
        "also already recently now then soon just still once again later yet ever even only first today yesterday "
        "together both all each instead further thus therefore always often twice"
    ).split()
)
_SCHEDULING = frozenset(
    (
        "scheduled expected due set slated planned planning plans plan planned poised expects schedules preparing "
        "prepares prepared about going intends intend intending ready anticipated agreed agree agrees agreeing "
        "decided decides promised promises pledged pledges vowed vows committed undertook undertaken arranged "
        "decision deal contract agreement accord memorandum mou"
    ).split()
)
_AGREEING = frozenset(
    "agreed agree agrees agreeing decided decides promised promises pledged pledges vowed vows committed undertook "
    "undertaken intends intend intending ready plans plan planned".split()
)
_WISHING = frozenset(
    (
        "wants want wanted wishes wish wished hopes hope hoped seeks seek sought proposed proposes propose "
        "proposal aims aim aimed invited invites invite asked asks urged urges requested requests offered offers "
        "offer willing keen eager looking called calls suggested recommends recommended desire desires interested "
        "encouraged try trying tries tried considers considering likely invitation opportunity possibility ways "
        "intention willingness readiness determination desire need efforts effort bid plans right authorised "
        "authorized able unable possible impossible"
    ).split()
)
_MOOTED = frozenset(
    "possibility possibilities prospect prospects idea plan plans discuss discussed discussing discussions talks ways "
    "aim aimed view hope hopes interest proposal potential opportunity opportunities intention feasibility".split()
)
_SAYING = frozenset(
    "said says say saying told noting adding stressing saw hope hopes believe believes know means show shows fact view "
    "belief confidence conviction idea statement , is was hear heard think thinks".split()
)
_DENYING = frozenset(
    (
        "deny denied denies denying doubt doubted doubts refuted refutes dismissed dismisses rumours rumors unlikely"
    ).split()
)
_CONTRACTS = frozenset("deal contract agreement accord memorandum mou".split())
_ORDINALS = frozenset("first second third latest last only".split())
_FAILING = frozenset("refused refuses failed fails declined declines unable threatened threatens".split())
_SCHEDULED_ADJECTIVES = frozenset(
    (
        "upcoming forthcoming planned scheduled coming expected future next impending imminent possible potential "
        "proposed prospective"
    ).split()
)
_PROPOSED_ADJECTIVES = frozenset("proposed possible potential prospective future".split())
_HARD = frozenset(";:—–-|")
_RELATIVE = frozenset("who whom whose which where when".split())
_SUBORDINATE = frozenset("while whereas although though because if unless whether so but".split())
_VERB_COORDINATORS = frozenset(["and", "then", ",", "or", "but", "also"])
# What may stand between a mention and one that only specifies it: "Kenya's capital Nairobi".
_SPECIFYING = frozenset("and , & or / - – the its his her 's as well capital city".split())
_CLAUSAL = frozenset({"after", "before", "since", "until", "as"})
_BEFORE_GERUND = frozenset("after before while when since without".split())
_GERUND_LEADS = frozenset("after before while by when since in for of on without through".split())
_NOUN_LEADS = frozenset("of during after before following for on with from by at in since ahead under first".split())


class Token(NamedTuple):
    """A word or mark: its span and its lower-cased text with straight quotes."""

    start: int
    end: int
    low: str


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: where it begins, how real the act is (None: negated), and whether it is passive."""

    first: int
    status: Status | None
    passive: bool
    coordinate: bool
    agreed: bool = False
    contracted: bool = False  # what a contract or deal is for, which is still to come


@dataclass
class Sentence:
    """A sentence ready for frames: tokens, mentions by token, clause edges. Made once, asked often."""

    text: str
    start: int
    end: int
    mentions: Sequence[Mention]
    caption: bool = False
    _governors: dict[int, tuple[str, ...]] = field(init=False, default_factory=dict)

    @cached_property
    def tokens(self) -> list[Token]:
        """The words and marks, cut when they are first asked for: many sentences report nothing."""
        return [
            Token(m.start(), m.end(), m.group().lower().replace("’", "'"))
            for m in _TOKEN.finditer(self.text, self.start, self.end)
        ]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The tokens of each mention: the first, and one past the last."""
        return [(self.index(mention.start), bisect_left(self._starts, mention.end)) for mention in self.mentions]

    @cached_property
    def at(self) -> list[int]:
        """The number of the mention that each token belongs to, -1 for none."""
        at = [-1] * len(self.tokens)
        for number, (first, last) in enumerate(self.spans):
            at[first:last] = [number] * (last - first)
        return at

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def index(self, offset: int) -> int:
        """The number of the token that holds the character at `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

    @cached_property
    def _nested(self) -> list[int]:
        """For each token that closes a relative clause set off by commas, where that clause begins; else -1."""
        opened = -1
        ends = [-1] * len(self.tokens)
        for index, token in enumerate(self.tokens):
            if token.low in _RELATIVE and index and self.tokens[index - 1].low == ",":
                opened = index - 1
            elif token.low == "," and opened >= 0 and index > opened + 2:
                ends[index] = opened
                opened = -1
        return ends

    # Governors

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
            if low in _CLAUSAL and self._verb_follows(self.spans[number][1]):
                return ()  # "after X ordered ...": a conjunction, and X its clause's subject
            if low == "to" and not self.is_preposition(index):
                return ()  # "scheduled to visit X"
            if low in PREPOSITIONS:
                if low == "as" and index and self.tokens[index - 1].low == "well":
                    index -= 3
                    continue
                rest = self._outer(index, depth) if low in ("of", "in", "at", "from") else ()
                return (low, *rest)
            if low in _TIMES:
                return ()  # "received on Monday the envoy of X": the phrase of time ends before X
            if low in ("and", ",", "&", "or", "/"):
                before = self.at[index - 1] if index else -1
                if before < 0 and index and low == "and" and self.tokens[index - 1].low == ",":
                    before = self.at[index - 2] if index > 1 else -1
                if before >= 0 and before != number and self._parallel(before, number):
                    return ()
                if before >= 0 and before != number:
                    listed = low != "," or (self._in_list(before, number) and not self._leads(before))
                    return self.governors(before) if listed else ()
                return ()
            if low.endswith("ing") and index and self.tokens[index - 1].low in _BEFORE_GERUND:
                return ()  # "after meeting X"
            if low in _DETERMINERS or low.endswith("'s") or low in ("-", "–") or low.isalpha():
                if low in AUXILIARIES or low in _RELATIVE or low == "that" or low.endswith("ed"):
                    return ()
                index -= 1
                continue
            return ()
        return ()

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
        return first <= 8 and self.tokens[0].low in PREPOSITIONS and "," not in (t.low for t in self.tokens[:first])

    def _outer(self, index: int, depth: int) -> tuple[str, ...]:
        """The preposition over the noun before the one at `index`: ("of", "to") for "to the people of X"."""
        if depth <= 1:
            return ()
        for step in range(index - 1, max(-1, index - 7), -1):
            low = self.tokens[step].low
            if low == "to" and not self.is_preposition(step):
                return ()
            if low in PREPOSITIONS:
                return (low, *self._outer(step, depth - 1)) if low == "of" else (low,)
            if self.at[step] >= 0:
                return self.governors(self.at[step])
            if low in AUXILIARIES or low in (",", ";", "that") or low in _RELATIVE or low.endswith("ed"):
                return ()
            if low in _TIMES:
                return ()
        return ()

    def is_preposition(self, index: int) -> bool:
        """Whether "to" governs a noun: a determiner, a mention or a capital follows, not the base form of a verb."""
        following = self.tokens[index + 1]
        return (
            following.low in _DETERMINERS
            or self.at[index + 1] >= 0
            or self.text[following.start].isupper()
            or (following.low.endswith("s") and not following.low.endswith("ss"))
            or following.low.endswith(_ADJECTIVAL)
        )

    def group(self, number: int, rightmost: int) -> list[int]:
        """A mention and those that follow it in one list ("A, B and C"), up to token `rightmost`."""
        members = [number]
        while members[-1] + 1 < len(self.mentions):
            following = members[-1] + 1
            if self.spans[following][0] >= rightmost or not self._listed(members[-1], following):
                break
            members.append(following)
        return members

    def _listed(self, left: int, right: int) -> bool:
        words = [token.low for token in self.tokens[self.spans[left][1] : self.spans[right][0]]]
        if not words or len(words) > 8:
            return False
        glue = _GLUE
        if not any(word in ("and", ",", "&", "/", "-", "–") for word in words) and words[:3] != ["as", "well", "as"]:
            return False
        if words == [","]:
            return self._in_list(left, right)
        return all(word in glue for word in words)

    # Verbs

    def is_noun(self, index: int) -> bool:
        """Whether a word that may be noun or verb (visit, award, launch) is a noun where it stands."""
        if index == 0:
            return True
        before = self.tokens[index - 1]
        if self.at[index - 1] >= 0:
            mention = self.mentions[self.at[index - 1]]
            return (
                mention.possessive
                or mention.kind is MentionKind.ADJECTIVE
                or before.low.endswith(("'s", "s'"))
                or before.low in _POSSESSIVE_PRONOUNS
            )
        if before.low in _DETERMINERS or before.low in _NOUN_LEADS or before.low.endswith(("'s", "s'")):
            return before.low not in ("that", "both", "all", "each", "these", "those") or before.low in (
                "these",
                "those",
            )
        if before.low in AUXILIARIES or before.low in _RELATIVE or before.low in _ADVERBS or before.low.endswith("ly"):
            return False
        if before.low in ("and", ",", "or"):
            return False
        return before.low[0].isalpha()

    def verb_group(self, index: int, form: str) -> VerbGroup:
        """The verb group whose main verb (in `form`, see lexicon.Entry) is token `index`."""
        first = index
        words: list[str] = []
        while first > 0 and index - first < 8:
            low = self.tokens[first - 1].low
            if self.at[first - 1] >= 0:
                break
            if low in AUXILIARIES or low in _ADVERBS or low in _NEGATION or (low.endswith("ly") and low.isalpha()):
                first -= 1
                words.append(low)
                continue
            break
        negated = any(word in _NEGATION for word in words) or self._none_did(first) or self._denied(first)
        auxiliary = set(words)
        infinitive = "to" in auxiliary
        controller = None
        passive = form in ("d", "n") and bool(auxiliary & _BE)
        if infinitive:
            negated = negated or "yet" in auxiliary  # "has yet to be signed"
            controller = self._controller(first)
            status, undone = self._infinitive_status(controller)
            if controller is None and (self._ordinal(first) or auxiliary & _ORDINALS):
                status = Status.OCCURRED  # "the first country to establish ties with X"
                return VerbGroup(first, None if negated else status, passive, False)
            purpose = controller is None and not auxiliary & _BE and not self.caption and not self._future_before(first)
            negated = negated or undone or purpose
        elif auxiliary & _FUTURE:
            status = Status.SCHEDULED
        elif auxiliary & _MODAL:
            status = Status.PROPOSED
        elif form == "g" and auxiliary & _BE and not auxiliary & _HAVE:
            status = Status.ONGOING
        else:
            status = Status.OCCURRED
        if form == "g" and first == index and self._mooted(first):
            status = Status.PROPOSED
        elif form == "g" and first == index and self._planned_before(first):
            status = Status.SCHEDULED
        if form == "b" and not words:
            shared, undone = self._shared_auxiliary(first)
            status, negated = shared or status, negated or undone
        hinges = status is Status.SCHEDULED and self._hinges(first, index)
        if hinges or self._conditional(first) or (form == "b" and self._wished(first)):
            status = Status.PROPOSED
        before = self.tokens[first - 1].low if first else ""
        coordinate = before in _VERB_COORDINATORS and (first < 2 or self.at[first - 1] < 0)
        agreed = controller is not None and self.tokens[controller].low in _AGREEING
        contracted = controller is not None and self.tokens[controller].low in _CONTRACTS
        return VerbGroup(first, None if negated else status, passive, coordinate, agreed, contracted)

    def _shared_auxiliary(self, first: int) -> tuple[Status | None, bool]:
        """The status that a base form has from the first verb of its list: "plans to A, [B] and C"."""
        if first == 0 or self.at[first - 1] >= 0 or self.tokens[first - 1].low not in (",", "and", "or"):
            return None, False
        for index in range(first - 2, max(-1, first - 30), -1):
            low = self.tokens[index].low
            if low in _HARD or low == "that":
                break
            if low in _FUTURE:
                return Status.SCHEDULED, False
            if low in _MODAL:
                return Status.PROPOSED, False
            if low == "to" and not self.is_preposition(index):
                controller = self._controller(index)
                status, undone = self._infinitive_status(controller)
                return status, undone or controller is None
        return None, False

    def _none_did(self, first: int) -> bool:
        """Whether the subject denies the verb: "[Neither] A nor B signed"."""
        return any(token.low in _NOBODY for token in self.tokens[self.left_edge(first) : first])

    def _ordinal(self, first: int) -> bool:
        """Whether an infinitive says what the first or last of a kind did: "the [latest] country to open"."""
        return any(token.low in _ORDINALS for token in self.tokens[max(0, first - 5) : first])

    def _controller(self, first: int) -> int | None:
        """The word that governs an infinitive: "agreed [to sign]", "invited B [to visit]"."""
        for index in range(first - 1, max(-1, first - 14), -1):
            low = self.tokens[index].low
            if low in _SCHEDULING or low in _WISHING or low in _FAILING:
                return index
            if low in _HARD or low in (",", "that") or low in _RELATIVE:
                return None
        return None

    def _infinitive_status(self, controller: int | None) -> tuple[Status, bool]:
        if controller is None:
            return Status.SCHEDULED, False
        low = self.tokens[controller].low
        window = [token.low for token in self.tokens[max(0, controller - 3) : controller]]
        undone = low in _FAILING or any(word in _NEGATION for word in window)
        return (Status.SCHEDULED if low in _SCHEDULING else Status.PROPOSED), undone

    def _denied(self, first: int) -> bool:
        """Whether the clause is what somebody denies or doubts: "denied reports that A [had signed]"."""
        if any(token.low in _DENYING for token in self.tokens[max(0, first - 2) : first]):
            return self.tokens[first - 1].low != "and"
        for index in range(first - 1, max(0, first - 20), -1):
            low = self.tokens[index].low
            if low == "that":
                return any(token.low in _DENYING for token in self.tokens[max(0, index - 4) : index])
            if low in _HARD:
                return False
        return False

    def _conditional(self, first: int) -> bool:
        """Within "if ..." or "whether ...", or after "Had A ...", nothing has happened."""
        if self.tokens[0].low in ("had", "were", "should") and first < 12:
            return True
        for index in range(first - 1, max(-1, first - 12), -1):
            low = self.tokens[index].low
            if low in _CONDITIONS or low == "whether":
                return True
            if low in _HARD or low == ",":
                return False
        return False

    def _hinges(self, first: int, last: int) -> bool:
        """Whether what is to come hangs on a condition: "If A agrees, B [will sign]", "B [will sign] if A agrees"."""
        if self.tokens[0].low in _CONDITIONS and any(token.low == "," for token in self.tokens[:first]):
            return True
        for token in self.tokens[last + 1 : last + REACH]:
            if token.low in _CONDITIONS:
                return True
            if token.low in _HARD or token.low == ",":
                return False
        return False

    def _future_before(self, first: int) -> bool:
        """Whether the clause's main verb is in the future: "will travel to Rome [to open] an exhibition"."""
        return any(token.low in _FUTURE for token in self.tokens[self.left_edge(first) : first])

    def _planned_before(self, first: int) -> bool:
        """Whether a bare -ing form follows on what is to come: "is due to tour a plant before [flying] to Rome"."""
        if self.tokens[first - 1].low not in _BEFORE_GERUND:
            return False
        words = [token.low for token in self.tokens[self.left_edge(first) : first]]
        return not _FUTURE.isdisjoint(words) or any(
            low in _SCHEDULING and following == "to" for low, following in pairwise(words)
        )

    def _mooted(self, first: int) -> bool:
        """Whether a bare -ing form is only talked of: "the possibility of [opening] flights"."""
        before = [token.low for token in self.tokens[max(0, first - 5) : first]]
        return bool(before) and before[-1] in PREPOSITIONS and not _MOOTED.isdisjoint(before)

    def _wished(self, first: int) -> bool:
        """Whether a base form stands in a clause that a wish opens: "suggested that A and B [resume] talks"."""
        for index in range(first - 1, max(0, first - 14), -1):
            if self.tokens[index].low == "that":
                return self.tokens[index - 1].low in _WISHING
            if self.tokens[index].low in _HARD:
                return False
        return False

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

    # Arguments

    def left_edge(self, index: int) -> int:
        """The first token of the clause that holds token `index`."""
        step = index - 1
        floor = max(-1, index - REACH)
        while step > floor:
            low = self.tokens[step].low
            if self.at[step] < 0:
                if low in _HARD and not self._tight(step):
                    return step + 1
                if low in _SUBORDINATE or (low == "that" and step + 1 < index and self._is_complement(step)):
                    return step + 1
            step -= 1
        return step + 1

    def _is_complement(self, index: int) -> bool:
        """Whether "that" opens what somebody says or agrees, rather than a relative clause after a noun."""
        before = self.tokens[index - 1].low if index else ""
        return before in _SAYING or before.endswith("ed") or (index > 0 and self.at[index - 1] >= 0)

    def right_edge(self, index: int) -> int:
        """One past the last token of the clause that holds token `index`."""
        step = index
        roof = min(len(self.tokens), index + REACH)
        while step < roof:
            low = self.tokens[step].low
            if self.at[step] < 0:
                if low in _HARD and not self._tight(step):
                    return step
                if low in _SUBORDINATE and step > index:
                    return step
                if low in _RELATIVE and step > index + 1 and self.tokens[step - 1].low == ",":
                    return step
                if low == "," and self._verb_follows(step + 1) and self._in_relative(index):
                    return step  # "A, who arrived on Monday, [said] ..."
                if low in ("and", "then", "before", "after") and step > index and self._verb_follows(step + 1):
                    return step
            step += 1
        return roof

    def _in_relative(self, index: int) -> bool:
        """Whether a token stands in a relative clause that a comma sets off."""
        for step in range(index - 1, max(0, index - 12), -1):
            low = self.tokens[step].low
            if low in _RELATIVE:
                return self.tokens[step - 1].low == ","
            if low in _HARD or low == ",":
                return False
        return False

    def _tight(self, index: int) -> bool:
        """A dash or colon inside a word or number (Vietnam-Belarus, 5:30) is no edge."""
        token = self.tokens[index]
        inside = index > 0 and self.tokens[index - 1].end == token.start
        return inside and index + 1 < len(self.tokens) and self.tokens[index + 1].start == token.end

    def _verb_follows(self, index: int) -> bool:
        """Whether the word at `index` looks like a verb: an auxiliary, or -ed/-ing with no mention."""
        while index < len(self.tokens) and (
            self.tokens[index].low in _ADVERBS or self.tokens[index].low.endswith("ly")
        ):
            index += 1
        if index >= len(self.tokens) or self.at[index] >= 0:
            return False
        low = self.tokens[index].low
        return low in AUXILIARIES or low in _PAST or (low.endswith("ed") and len(low) > 4)

    def subject(self, group: VerbGroup) -> list[int]:
        """The mentions that are the subject of a verb group; [] where the clause shows none."""
        before = self.tokens[group.first - 1].low if group.first else ""
        if before == "that" and group.first >= 2:  # "shells that landed": the noun before it, whoever's it is
            number = self.at[group.first - 2]
            return [number] if number >= 0 else []
        edge = self.left_edge(group.first)
        free = self.free(edge, group.first)
        if not free:
            return self._subject_of(edge, group.first)
        if before in _RELATIVE and group.first >= 2:
            near = [number for number in free if self.spans[number][1] >= group.first - 3]
            if near:
                return self._leftwards(near[-1], free)
        if group.coordinate or before in _GERUND_LEADS:
            return self._with_list(free[0], free)
        members = self._leftwards(free[-1], free)
        return self._adjectives_before(members[0]) + members

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
        numbers = dict.fromkeys(n for n in self.at[edge:stop] if n >= 0)
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
            opened = self._nested[index]
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
            if not self._listed(other, members[0]):
                break
            members.insert(0, other)
        return members

    def _with_list(self, number: int, free: list[int]) -> list[int]:
        members = [number]
        for other in free[free.index(number) + 1 :]:
            if not self._listed(members[-1], other):
                break
            members.append(other)
        return members

    def objects(self, index: int, edge: int) -> list[int]:
        """The mentions right of token `index` that are the verb's direct object."""
        for step in range(index, min(edge, index + 14)):
            number = self.at[step]
            low = self.tokens[step].low
            if number >= 0:
                mention = self.mentions[number]
                if self.governors(number) or mention.possessive:
                    continue
                if mention.kind is MentionKind.ADJECTIVE and self._leads_to_mention(number, edge):
                    continue
                return self.group(number, edge)
            if low in PREPOSITIONS and low not in ("of", "as", "both") and not self._opens_time(step):
                return []
        return []

    def _leads_to_mention(self, number: int, edge: int) -> bool:
        """Whether an adjective belongs to the name right after it, not to a noun of its own ("Kenyan fishermen")."""
        end = self.spans[number][1]
        return end < edge and self.at[end] >= 0

    def _opens_time(self, index: int) -> bool:
        """Whether the preposition at `index` opens a phrase of time, which may part a verb from its object."""
        return any(token.low in _TIMES for token in self.tokens[index + 1 : index + 3])

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
            for position, governor in enumerate(governors):
                if inward or position == 0 or governor in ("to", "into", "with", "between"):
                    yield governor, number
            if self._compound(number) in _MADE_BY:
                yield "by", number
            step = max(step + 1, self.spans[number][1])

    def _compound(self, number: int) -> str:
        """The word after the hyphen of a compound that a mention begins: "built" of "Chinese-built"."""
        first, end = self.spans[number]
        low = self.tokens[first].low
        if end - first == 1 and "-" in low:
            return low.rpartition("-")[2]
        return self.tokens[end + 1].low if end + 1 < len(self.tokens) and self.tokens[end].low == "-" else ""


_TIMES = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight "
        "january february march april june july august september october november december "
        "morning afternoon evening night week month year"
    ).split()
)
_MADE_BY = frozenset("built made funded financed donated run owned backed sponsored brokered mediated led".split())
# What may stand between two members of one list of actors, captions' "(left)" included.
_ADJECTIVAL = ("ing", "ern", "torn", "hit", "rich", "nearby", "central", "locked", "stricken", "ravaged", "devastated")
_GLUE = frozenset("and , & / - – the his her its their as well both with along ( ) l r c left right standing".split())
_PAST = frozenset(
    "met held paid made signed took gave sent went left saw told said spoke began brought received is was".split()
)

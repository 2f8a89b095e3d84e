"""Verbs with their auxiliaries: how real the act is that they tell, and whether they are passive.

An act is real by tense and mood ("signed", "will sign", "may sign"), by the word that governs an infinitive ("agreed
to sign", "refused to sign"), and by conditions, wishes and denials around the clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from comity.coder.clauses import Clauses
from comity.coder.word_classes import ADVERBS, AUXILIARIES, BEFORE_GERUND, HARD, PREPOSITIONS, REACH, RELATIVE
from comity.terms import Status

_BE = frozenset("is are was were be been being am get got gets".split())
_WAS_TO = frozenset({"was", "were"})
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
_SCHEDULING = frozenset(
    (
        "scheduled expected due set slated planned planning plans plan planned poised expects schedules preparing "
        "prepares prepared about going intends intend intending ready anticipated agreed agree agrees agreeing "
        "instructed directed tasked mandated decided decides promised promises pledged pledges vowed vows committed "
        "undertook undertaken arranged "
        "decision deal contract agreement accord memorandum mou"
    ).split()
)
_AGREEING = frozenset(
    (
        "agreed agree agrees agreeing decided decides decision promised promises pledged pledges vowed vows committed "
        "undertook undertaken intends intend intending ready plans plan planned"
    ).split()
)
_WISHING = frozenset(
    (
        "wants want wanted wishes wish wished hopes hope hoped seeks seek sought proposed proposes propose "
        "proposal aims aim aimed invited invites invite asked asks urged urges requested requests offered offers "
        "offer willing keen eager looking called calls suggested recommends recommended desire desires interested "
        "encouraged try trying tries tried considers considering likely invitation opportunity possibility ways "
        "intention willingness readiness determination desire need efforts effort bid plans right authorised "
        "aspiration aspirations eagerness keenness authorized able unable possible impossible"
    ).split()
)
_MOOTED = frozenset(
    "possibility possibilities prospect prospects idea plan plans discuss discussed discussing discussions talks ways "
    "aim aimed view hope hopes interest proposal potential opportunity opportunities intention feasibility".split()
)
_DENYING = frozenset(
    (
        "deny denied denies denying doubt doubted doubts refuted refutes dismissed dismisses rumours rumors unlikely "
        "rumoured rumored speculated speculation"
    ).split()
)
# Nouns before a "that" whose clause nobody vouches for; a plural only where it is no verb ("the agency claims that").
_HEARSAY = frozenset("report claim rumour rumor allegation suggestion insinuation".split())
_BEFORE_HEARSAY = frozenset("media press news false earlier recent such these denied rejected on at by as of".split())
_SHORT_OF = tuple([verb, "short", "of"] for verb in ("stopped", "stops", "stop", "stopping", "falls", "fell"))
_OFFERING = frozenset("offered offers offering".split())
_CONTRACTS = frozenset("deal contract agreement accord memorandum mou".split())
_ORDINALS = frozenset("first second third latest last only".split())
_PLEASED = frozenset("pleased delighted honoured honored happy proud glad privileged managed".split())
_FAILING = frozenset("refused refuses failed fails declined declines unable threatened threatens".split())
_VERB_COORDINATORS = frozenset(["and", "then", ",", "or", "but", "also"])


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: where it begins, how real the act is (None: negated), and whether it is passive."""

    first: int
    status: Status | None
    passive: bool
    coordinate: bool
    agreed: bool = False
    contracted: bool = False  # what a contract or deal is for, which is still to come
    offered: bool = False  # what somebody offers to do
    purpose: bool = False  # what something else is done for: "gave money [to train] officers"


def read(sentence: Clauses, index: int, form: str) -> VerbGroup:
    """The verb group whose main verb (in `form`, see lexicon.Entry) is token `index`."""
    first = index
    words: list[str] = []
    while first > 0 and index - first < 8:
        low = sentence.tokens[first - 1].low
        if sentence.at[first - 1] >= 0:
            break
        if low in AUXILIARIES or low in ADVERBS or low in _NEGATION or (low.endswith("ly") and low.isalpha()):
            first -= 1
            words.append(low)
            continue
        break
    negated = any(word in _NEGATION for word in words) or _none_did(sentence, first) or _denied(sentence, first)
    auxiliary = set(words)
    infinitive = "to" in auxiliary
    controller = None
    passive = form in ("d", "n") and bool(auxiliary & _BE)
    if infinitive:
        negated = negated or "yet" in auxiliary  # "has yet to be signed"
        controller = _controller(sentence, first)
        status, undone = _infinitive_status(sentence, controller)
        if controller is None and (_ordinal(sentence, first) or auxiliary & _ORDINALS):
            status = Status.OCCURRED  # "the first country to establish ties with X"
            return VerbGroup(first, None if negated else status, passive, False)
        if controller is None and first and sentence.tokens[first - 1].low in _PLEASED:
            if any(token.low in _MODAL or token.low == "would" for token in sentence.tokens[max(0, first - 4) : first]):
                return VerbGroup(first, None if negated else Status.PROPOSED, passive, False)
            return VerbGroup(first, None if negated else Status.OCCURRED, passive, False)
        purpose = (
            controller is None and not auxiliary & _BE and not sentence.caption and not _future_before(sentence, first)
        )
        foregone = bool(auxiliary & _WAS_TO) and "have" in auxiliary  # "was to have met": it did not come about
        negated = negated or undone or purpose or foregone
    elif auxiliary & _FUTURE:
        status = Status.SCHEDULED
    elif auxiliary & _MODAL:
        status = Status.PROPOSED
    elif form == "g" and auxiliary & _BE and not auxiliary & _HAVE:
        status = Status.ONGOING
    else:
        status = Status.OCCURRED
    if form == "g" and first == index and _mooted(sentence, first):
        status = Status.PROPOSED
    elif form == "g" and first == index and _planned_before(sentence, first):
        status = Status.SCHEDULED
    if form == "b" and not words:
        shared, undone = _shared_auxiliary(sentence, first)
        status, negated = shared or status, negated or undone
    hinges = status is Status.SCHEDULED and _hinges(sentence, first, index)
    if hinges or _conditional(sentence, first) or (form == "b" and _wished(sentence, first)):
        status = Status.PROPOSED
    before = sentence.tokens[first - 1].low if first else ""
    coordinate = before in _VERB_COORDINATORS and (first < 2 or sentence.at[first - 1] < 0)
    agreed = controller is not None and sentence.tokens[controller].low in _AGREEING
    contracted = controller is not None and sentence.tokens[controller].low in _CONTRACTS
    offered = controller is not None and sentence.tokens[controller].low in _OFFERING
    purpose = infinitive and controller is None and not auxiliary & _BE
    return VerbGroup(first, None if negated else status, passive, coordinate, agreed, contracted, offered, purpose)


def _shared_auxiliary(sentence: Clauses, first: int) -> tuple[Status | None, bool]:
    """The status that a base form has from the first verb of its list: "plans to A, [B] and C"."""
    if first == 0 or sentence.at[first - 1] >= 0 or sentence.tokens[first - 1].low not in (",", "and", "or"):
        return None, False
    for index in range(first - 2, max(-1, first - 30), -1):
        low = sentence.tokens[index].low
        if low in HARD or low == "that":
            break
        if low in _FUTURE:
            return Status.SCHEDULED, False
        if low in _MODAL:
            return Status.PROPOSED, False
        if low == "to" and not sentence.is_preposition(index):
            if index and sentence.tokens[index - 1].low in _BE:
                return Status.SCHEDULED, False  # "are to meet and sign"
            controller = _controller(sentence, index)
            status, undone = _infinitive_status(sentence, controller)
            return status, undone or controller is None
    return None, False


def _none_did(sentence: Clauses, first: int) -> bool:
    """Whether the subject denies the verb: "[Neither] A nor B signed"."""
    return any(token.low in _NOBODY for token in sentence.tokens[sentence.left_edge(first) : first])


def _ordinal(sentence: Clauses, first: int) -> bool:
    """Whether an infinitive says what the first or last of a kind did: "the [latest] country to open"."""
    return any(token.low in _ORDINALS for token in sentence.tokens[max(0, first - 5) : first])


def _controller(sentence: Clauses, first: int) -> int | None:
    """The word that governs an infinitive: "agreed [to sign]", "invited B [to visit]"."""
    for index in range(first - 1, max(-1, first - 14), -1):
        low = sentence.tokens[index].low
        if low in _SCHEDULING or low in _WISHING or low in _FAILING:
            return index
        if low in HARD or low in (",", "that") or low in RELATIVE:
            return None
    return None


def _infinitive_status(sentence: Clauses, controller: int | None) -> tuple[Status, bool]:
    if controller is None:
        return Status.SCHEDULED, False
    low = sentence.tokens[controller].low
    window = [token.low for token in sentence.tokens[max(0, controller - 3) : controller]]
    undone = low in _FAILING or any(word in _NEGATION for word in window)
    return (Status.SCHEDULED if low in _SCHEDULING else Status.PROPOSED), undone


def _denied(sentence: Clauses, first: int) -> bool:
    """Whether the clause is what somebody denies or doubts: "denied reports that A [had signed]"."""
    if any(token.low in _DENYING for token in sentence.tokens[max(0, first - 2) : first]):
        return sentence.tokens[first - 1].low != "and"
    if [token.low for token in sentence.tokens[max(0, first - 3) : first]] in _SHORT_OF:
        return True
    for index in range(first - 1, max(0, first - 20), -1):
        low = sentence.tokens[index].low
        if low == "that":
            unvouched = any(token.low in _DENYING for token in sentence.tokens[max(0, index - 4) : index])
            return unvouched or _hearsay(sentence, index - 1)
        if low in HARD:
            return False
    return False


def _hearsay(sentence: Clauses, index: int) -> bool:
    """Whether the word at `index` is a noun for what somebody has heard: "a [claim] that A left", "[Reports] that"."""
    low = sentence.tokens[index].low
    if low in _HEARSAY:
        return True
    before = sentence.tokens[index - 1].low if index else ""
    return low[:-1] in _HEARSAY and low.endswith("s") and (before in _BEFORE_HEARSAY or not index)


def _conditional(sentence: Clauses, first: int) -> bool:
    """Within "if ..." or "whether ...", or after "Had A ...", nothing has happened."""
    if sentence.tokens[0].low in ("had", "were", "should") and first < 12:
        return True
    for index in range(first - 1, max(-1, first - 12), -1):
        low = sentence.tokens[index].low
        if low in _CONDITIONS or low == "whether":
            return True
        if low in HARD or low == ",":
            return False
    return False


def _hinges(sentence: Clauses, first: int, last: int) -> bool:
    """Whether what is to come hangs on a condition: "If A agrees, B [will sign]", "B [will sign] if A agrees"."""
    if sentence.tokens[0].low in _CONDITIONS and any(token.low == "," for token in sentence.tokens[:first]):
        return True
    for token in sentence.tokens[last + 1 : last + REACH]:
        if token.low in _CONDITIONS:
            return True
        if token.low in HARD or token.low == ",":
            return False
    return False


def _future_before(sentence: Clauses, first: int) -> bool:
    """Whether the clause's main verb is in the future: "will travel to Rome [to open] an exhibition"."""
    return any(token.low in _FUTURE for token in sentence.tokens[sentence.left_edge(first) : first])


def _planned_before(sentence: Clauses, first: int) -> bool:
    """Whether a bare -ing form follows on what is to come: "is due to tour a plant before [flying] to Rome"."""
    if sentence.tokens[first - 1].low not in BEFORE_GERUND:
        return False
    words = [token.low for token in sentence.tokens[sentence.left_edge(first) : first]]
    return not _FUTURE.isdisjoint(words) or any(
        low in _SCHEDULING and following == "to" for low, following in pairwise(words)
    )


def _mooted(sentence: Clauses, first: int) -> bool:
    """Whether a bare -ing form is only talked of: "the possibility of [opening] flights"."""
    before = [token.low for token in sentence.tokens[max(0, first - 5) : first]]
    return bool(before) and before[-1] in PREPOSITIONS and not _MOOTED.isdisjoint(before)


def _wished(sentence: Clauses, first: int) -> bool:
    """Whether a base form stands in a clause that a wish opens: "suggested that A and B [resume] talks"."""
    for index in range(first - 1, max(0, first - 14), -1):
        if sentence.tokens[index].low == "that":
            return sentence.tokens[index - 1].low in _WISHING
        if sentence.tokens[index].low in HARD:
            return False
    return False

"""What the words around a noun trigger say: how real the act is, and who does it ("[paid] a visit")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from comity.coder.lexicon import Kind
from comity.coder.scene import Scene, in_class
from comity.coder.word_classes import AUXILIARIES, PREPOSITIONS, TIMES
from comity.terms import Status

_TAKES_PLACE = re.compile(
    r"\b(?:(?P<future>(?:will|shall)(?! not)|(?:is|are) (?:to|scheduled|set|due|expected|planned))"
    r"|(?P<undone>(?:was|were|has been|have been|had been) "
    r"(?:cancelled|canceled|postponed|called off|put off|shelved|scrapped|abandoned|suspended|broken off|ruled out)"
    r"|(?:will|would|did|does) not|failed to|collapsed|broke down|fell through"
    r"|never (?:took place|happened|materiali[sz]ed)))\b"
)
_IN_SESSION = re.compile(
    r"\b(?:during|at|in) (?:the|their|this|his|her) (?:\w+ ){0,2}"
    r"(?:meeting|session|talks|call|conversation|consultations|discussions|encounter|audience)\b"
)
_AHEAD = frozenset({"ahead", "before", "upcoming", "forthcoming", "prior"})
_SOON = 16  # characters
_PARTITIVE = frozenset("round rounds series session meeting number cycle".split())
_NAMED_WITHIN = 8  # tokens
_MARGINS = frozenset("sidelines margins fringes sideline margin".split())
_SIGNED = frozenset("signed inked concluded initialled initialed".split())
_ABOUT = frozenset("on about regarding concerning".split())
_TAKING_PLACE = frozenset("held hosted in at on".split())
_BY_WAY_OF = frozenset("at on upon by following honour honor response accept accepts accepted accepting".split())
_POINTING = frozenset("the their this his her".split())
_FOR = frozenset({"for", "in"})  # "for talks", "in conjunction with the summit"
_TO_COME = frozenset("is are plans plan due scheduled expected set".split())
_GRANTING = frozenset({"grant", "accord", "give"})
_LEADS = frozenset("a an the his her its their".split())


@dataclass(frozen=True)
class Carrier:
    """What the verb before a noun trigger says: how real the act is (None: not at all), by whom, whether agreed."""

    status: Status | None
    slots: dict[str, list[int]] = field(default_factory=dict)
    agreed: bool = False
    announced: bool = False
    lemma: str = ""


def before(scene: Scene, index: int, left: int) -> Carrier:
    """What the verb before a noun trigger says: "[paid] a visit", "[cancelled] talks", "[proposed] a meeting"."""
    sentence = scene.sentence
    floor = max(left, index - 9)
    for hit in reversed(scene.hits):
        if hit.end > sentence.tokens[index].start or sentence.index(hit.start) < floor:
            continue
        place = sentence.index(hit.start)
        last = sentence.index(hit.end - 1)
        if sentence.at[place] >= 0:
            continue
        for entry in hit.entries:
            if entry.kind not in (Kind.LIGHT, Kind.CANCEL, Kind.PLAN, Kind.WISH):
                continue
            if entry.form in ("b", "s", "g") and sentence.is_noun(place):
                continue
            if not _reaches(scene, last + 1, index):
                continue
            if entry.form in ("d", "n") and place and sentence.tokens[place - 1].low in _LEADS:
                continue  # "put off a [planned] trip"
            group = sentence.verb_group(place, entry.form)
            if entry.kind is Kind.CANCEL or group.status is None:
                return Carrier(None)
            granted = entry.lemma in _GRANTING  # "X was granted an audience"
            slots = {} if group.passive and not granted else {"subject": sentence.subject(group)}
            beside = [n for governor, n in sentence.prepositional(last + 1, index) if governor == "with"]
            if beside:
                slots["with"] = beside  # "took part with B in the exercise"
            if entry.kind is Kind.WISH:
                return Carrier(Status.PROPOSED, slots, lemma=entry.lemma)
            if entry.kind is Kind.PLAN:
                done = entry.lemma == "announce" and group.status is Status.OCCURRED
                return Carrier(Status.SCHEDULED, slots, announced=done, lemma=entry.lemma)
            status = Status.OCCURRED if group.status is Status.ONGOING else group.status
            return Carrier(status, slots, group.agreed, lemma=entry.lemma)
    return Carrier(_led_by(scene, index, left))


def _reaches(scene: Scene, begin: int, index: int) -> bool:
    """Whether only the noun phrase's own words stand between the carrying verb and its noun."""
    for step in range(begin, index):
        low = scene.sentence.tokens[step].low
        if low in PREPOSITIONS and low not in ("of", "on", "in", "for", "with"):
            return False
        if low == "and" and 0 <= scene.sentence.at[step - 1] < scene.sentence.at[step + 1]:
            continue  # "discussed the [A and B] talks"
        if low in ("and", "that", "who", "which", ";"):
            return False
    return True


def _led_by(scene: Scene, index: int, left: int) -> Status:
    """What the words before a noun without a verb say: "[ahead of] the talks", "[will travel] to Lima for talks"."""
    tokens = scene.sentence.tokens
    purpose = False
    for step in range(index - 1, max(-1, index - 7), -1):
        low = tokens[step].low
        if low == "before" and tokens[step + 1].low in _POINTING:
            return Status.OCCURRED  # "received a medal before their talks"
        if low in _AHEAD:
            return Status.SCHEDULED
        if low in ("during", "after", "following", "since"):
            return Status.OCCURRED
        purpose = purpose or low in _FOR
    if not purpose:
        return Status.OCCURRED
    words = [token.low for token in tokens[left:index]]
    to_come = "will" in words or any(low in _TO_COME and "to" in words[at + 1 : at + 3] for at, low in enumerate(words))
    return Status.SCHEDULED if to_come else Status.OCCURRED


def told_after(scene: Scene, status: Status, last: int, right: int) -> Status | None:
    """What the verb after a noun trigger says: "the talks [will be held]", "the visit [was cancelled]"."""
    if last + 1 >= right:
        return status
    tokens = scene.sentence.tokens
    stop = min(right, last + 40)
    window = scene.low[tokens[last + 1].start : tokens[stop - 1].end]
    match = _TAKES_PLACE.search(window)
    if match is None:
        return status
    if match["undone"]:
        return None
    if tokens[last + 1].low in ("that", "which") and match.start() < _SOON:
        return Status.SCHEDULED  # "a tour that will take her to Lima"
    return Status.SCHEDULED if status is Status.OCCURRED and not in_phrase(scene, last) else status


def in_phrase(scene: Scene, last: int) -> bool:
    """A trigger within "during his visit to X, A will ..." is no subject of the verb that follows."""
    tokens = scene.sentence.tokens
    for step in range(last - 1, max(-1, last - 6), -1):
        if tokens[step].low == "of" and step and tokens[step - 1].low in _PARTITIVE:
            return False
        if tokens[step].low in PREPOSITIONS:
            return True
    return False


def in_session(scene: Scene, left: int, right: int) -> bool:
    """Whether a clause tells what happens within talks told elsewhere: "during the meeting", "at their talks"."""
    tokens = scene.sentence.tokens
    return bool(_IN_SESSION.search(scene.low, tokens[left].start, tokens[right - 1].end))


def is_circumstance(scene: Scene, index: int) -> bool:
    """Whether a noun only says how or why something else happens: "came [at] X's invitation", "to honour a request"."""
    for step in range(index - 1, max(-1, index - 9), -1):
        low = scene.sentence.tokens[step].low
        if low in _BY_WAY_OF:
            return True
        if low in AUXILIARIES or low in (",", ";"):
            return False
    return False


def is_background(scene: Scene, index: int) -> bool:
    """Whether a noun only tells what something else follows: "contracts signed [after] the president's visit"."""
    for step in range(index - 1, max(-1, index - 7), -1):
        if scene.sentence.tokens[step].low in PREPOSITIONS and scene.sentence.tokens[step].low != "of":
            return scene.sentence.tokens[step].low in ("after", "since")
        if scene.sentence.tokens[step].low == "following":
            return True
    return False


def is_only_named(scene: Scene, index: int, last: int) -> bool:
    """Whether talks are only spoken of or come beside something else.

    "Exchanged views [on] the dialogue between A and B", "the pact was signed [for] consultations", "on the sidelines
    [of] the summit", or the consultations for which a state recalls its ambassador.
    """
    tokens = scene.sentence.tokens
    for step in range(index - 1, max(0, index - _NAMED_WITHIN), -1):
        low = tokens[step].low
        if low in _ABOUT or low == "for":
            after = tokens[last + 1].low if last + 1 < len(tokens) else ""
            if _ends_document(scene, step - 1) or (low != "for" and after not in _TAKING_PLACE):
                return True
            alone = not any(token.low in ("with", "between") for token in tokens[last + 1 : last + 3])
            return low == "for" and tokens[last].low == "consultations" and alone
        if low == "of" and tokens[step - 1].low in _MARGINS:
            return True
        if low in PREPOSITIONS or low in TIMES or low == ",":
            return False
    return False


def _ends_document(scene: Scene, index: int) -> bool:
    """Whether token `index` ends the name of a document, or says that one was signed."""
    token = scene.sentence.tokens[index]
    return token.low in _SIGNED or any(hit.end == token.end and in_class(hit, "document") for hit in scene.hits)

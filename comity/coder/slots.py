"""Who stands in which grammatical slot of a trigger: owners, prepositional phrases, the subjects of participles."""

from __future__ import annotations

from comity.coder.document import MentionKind
from comity.coder.lexicon import Frame
from comity.coder.scene import Scene
from comity.coder.word_classes import PREPOSITIONS
from comity.terms import Status

_HIS = frozenset({"his", "her", "their"})
_DESTINATIONS = frozenset({MentionKind.COUNTRY, MentionKind.CAPITAL, MentionKind.PLACE})
_ON_TRAVEL = frozenset("for on during after following of".split())
_FRONTING = frozenset("after at during following in".split())
_DEFINITE = frozenset("the this that these those".split())
_THANKED_FOR = 4  # tokens from "for" to the act

_ONCE: frozenset[str] = frozenset()

Slots = dict[str, list[int]]  # mention numbers by the names of slots, see lexicon.Slot

# Who does this to somebody "for" or "on" a visit is the host, every form.
_HOSTING = {
    form: code
    for forms in ("host hosts hosted hosting", "welcome welcomes welcomed welcoming",
                  "receive receives received receiving", "greet greets greeted greeting")
    for form, code in zip(forms.split(), "bsdg", strict=True)
}  # fmt: skip
_HOSTED_WITHIN = 25  # tokens between the verb and the visit
_ON_A_VISIT = frozenset({"for", "on", "during"})
# "Omani-mediated talks" are not Oman's.
MEDIATED = frozenset("mediated brokered facilitated sponsored hosted".split())
_AFTER_ANOTHER = frozenset("to for from on in at".split())  # "the invitation [extended to] X by Y"
_BROKERED = frozenset("brokered mediated".split())
_STRIFE = frozenset("fighting war wars violence hostilities tensions tension conflict dispute clashes".split())
_WHOSE = ((), ("of",), ("from",))  # "negotiators from [A and B] agreed"
_PARTING = frozenset("who which that whom and where when ;".split())


def fill_right(
    scene: Scene, slots: Slots, left: int, right: int, thing: tuple[int, int] | None, repeated: frozenset[str] = _ONCE
) -> None:
    """Add the prepositional phrases between two tokens; `thing` is what the trigger is about.

    `repeated` are the prepositions whose phrases add up: "was signed for Peru by A and for Chile by B".
    """
    for governor, number in scene.sentence.prepositional(left, right):
        if governor == "of" and not _specifies(scene, number, left, thing):
            continue
        if governor == "by" and _is_of_another(scene, number, left):
            continue
        if governor == "between" and _is_of_strife(scene, number, left):
            continue
        members = slots.setdefault("between" if governor == "among" else governor, [])
        # A slot is filled by one phrase: "to A and B", not by a later "to C" of another one.
        if not members or (
            number not in members and (governor in repeated or number in scene.sentence.group(members[-1], right))
        ):
            members.append(number)


def _is_of_another(scene: Scene, number: int, left: int) -> bool:
    """Whether "by" follows another participle: "was built under the agreement [signed] by A"."""
    tokens = scene.sentence.tokens
    first = scene.sentence.spans[number][0]
    for step in range(first - 1, max(left, first - 12), -1):
        if tokens[step].low == "by" and scene.sentence.at[step] < 0:
            return any(
                tokens[at].low.endswith("ed")
                and tokens[at].low not in _BROKERED
                and (at + 1 == step or tokens[at + 1].low in _AFTER_ANOTHER)
                for at in range(left, step)
            )
    return False


def _is_of_strife(scene: Scene, number: int, left: int) -> bool:
    """Whether "between" tells who fights elsewhere: "amid [fighting] between A and B"."""
    tokens = scene.sentence.tokens
    first = scene.sentence.spans[number][0]
    for step in range(first - 1, max(left, first - 12), -1):
        if tokens[step].low == "between":
            return step - 1 >= left and tokens[step - 1].low in _STRIFE
    return False


def _specifies(scene: Scene, number: int, left: int, thing: tuple[int, int] | None) -> bool:
    """Whether "of X" belongs to the trigger or its object, not to some other noun ("at the invitation of X")."""
    tokens = scene.sentence.tokens
    for step in range(scene.sentence.spans[number][0] - 1, left - 2, -1):
        if tokens[step].low == "of" and scene.sentence.at[step] < 0:
            noun = tokens[step - 1]
            inside = thing is not None and thing[0] <= noun.start < thing[1]
            return step - 1 < left or inside or noun.low in ("side", "sides", "behalf", "part")
    return False


def possessives(scene: Scene, left: int, thing: tuple[int, int]) -> list[int]:
    """Who owns the thing that a verb acts on: "signed [Kenya's] treaty"."""
    stop = scene.sentence.index(thing[0])
    return [
        number
        for number in scene.sentence.mentioned(left, stop)
        if scene.sentence.mentions[number].possessive or scene.sentence.mentions[number].kind is MentionKind.ADJECTIVE
    ]


def move_owners(scene: Scene, frame: Frame, slots: Slots) -> None:
    """Who only tells whose or from where the subject of a passive is: "a [Korean] order was awarded to X"."""
    mentions = scene.sentence.mentions
    subject = slots.get("object", [])
    owners = [n for n in subject if mentions[n].possessive or mentions[n].kind is MentionKind.ADJECTIVE]
    if owners and "possessive" in frame.roles:
        slots["possessive"] = owners
        slots["object"] = [n for n in subject if n not in owners]
    if "from" in frame.roles:
        slots["object"] = [n for n in slots["object"] if scene.sentence.governors(n) != ("from",)]


def absolute_subject(scene: Scene, index: int) -> int | None:
    """The subject of a participle after "with": "with [the minister] presenting a vase"."""
    number = scene.sentence.at[index - 1] if index else -1
    return number if number >= 0 and scene.sentence.governors(number)[:1] == ("with",) else None


def owner(scene: Scene, index: int) -> list[int]:
    """The possessor of a noun trigger: "[Kenya's] visit", "[his] talks", "[French] donation"."""
    for step in range(index - 1, max(-1, index - 6), -1):
        number = scene.sentence.at[step]
        if number >= 0:
            if scene.sentence.compound(number) in MEDIATED:
                continue
            mention = scene.sentence.mentions[number]
            if mention.possessive or mention.kind is MentionKind.ADJECTIVE:
                return owners(scene, number)
            if step == index - 1:
                return owners(scene, number)
            return []
        low = scene.sentence.tokens[step].low
        if low == "whose":
            comma = scene.sentence.tokens[step - 1].low == ","
            number = scene.sentence.at[max(0, step - 1 - comma)]
            return [number] if number >= 0 else []
        if low in PREPOSITIONS or low in (",", "and", "the", "a", "an"):
            return []
    return []


def turn_destination(scene: Scene, slots: Slots, owned_by: list[int]) -> list[int]:
    """Whose a visit is; a country's bare name before it is its goal: "ended [his] Kenya visit"."""
    sentence = scene.sentence
    mentions = [sentence.mentions[number] for number in owned_by]
    own = bool(mentions) and all(mention.possessive for mention in mentions[:-1])
    if not own or mentions[-1].possessive or mentions[-1].kind not in _DESTINATIONS:
        return owned_by
    slots["to"] = owned_by[-1:]
    return owned_by[:-1] or owner(scene, sentence.spans[owned_by[-1]][0])


def owners(scene: Scene, number: int) -> list[int]:
    """A mention with those before it in its list or compound: "[Kenya, Peru and Ghana's] talks"."""
    numbers = [number]
    while numbers[0] > 0 and scene.sentence.listed(numbers[0] - 1, numbers[0]):
        numbers.insert(0, numbers[0] - 1)
    while numbers[0] > 0 and scene.sentence.spans[numbers[0] - 1] == scene.sentence.spans[numbers[0]]:
        numbers.insert(0, numbers[0] - 1)  # "Sino-Russian"
    while numbers[0] > 0 and scene.sentence.spans[numbers[0] - 1][1] in (
        scene.sentence.spans[numbers[0]][0],
        scene.sentence.spans[numbers[0]][0] - 1,
    ):
        before = scene.sentence.spans[numbers[0] - 1][1]
        if before < scene.sentence.spans[numbers[0]][0] and scene.sentence.tokens[before].low not in ("-", "–"):
            break
        numbers.insert(0, numbers[0] - 1)
    return numbers


def turn_host(scene: Scene, slots: Slots, left: int, index: int) -> Status | None:
    """Who hosts somebody for a visit is its target: "A hosted B for a visit", "B was received by A on a visit".

    Returns how real the hosting is, None where there is none.
    """
    sentence = scene.sentence
    if slots.get("possessive"):
        return None  # "received B during his visit"
    for step in range(index - 1, max(left - 1, index - _HOSTED_WITHIN), -1):
        low = sentence.tokens[step].low
        if sentence.at[step] < 0 and low in _PARTING:
            return None
        if low not in _HOSTING or sentence.at[step] >= 0:
            continue
        form = _HOSTING[low]
        if form in ("b", "s") and sentence.is_noun(step):
            return None
        group = sentence.verb_group(step, form)
        direct = not any(token.low in _ON_A_VISIT for token in sentence.tokens[step + 1 : index])
        if group.status is None or (direct and group.passive):
            return None
        subject, rest = sentence.subject(group), sentence.objects(step + 1, index)
        hosts = [n for governor, n in sentence.prepositional(step + 1, index) if governor == "by"]
        host, guest = (hosts, subject) if group.passive else (subject, rest)
        if direct:
            guest = [n for slot in ("by", "of", "from") for n in slots.get(slot, [])]
        if direct and not guest:
            return None
        slots["subject"] = guest
        if host and not slots.get("to") and not slots.get("in"):
            slots["to"] = host
        return group.status
    return None


def add_traveller(scene: Scene, slots: Slots, left: int, index: int, right: int) -> None:
    """Who travels and where, of a phrase like "is in X [for a visit]": the clause's subject, and its place."""
    sentence = scene.sentence
    near = {token.low for token in sentence.tokens[max(left, index - 4) : index]}
    if (slots.get("possessive") or near & _HIS) and slots.get("of") and not slots.get("to"):
        slots["to"] = slots.pop("of")  # "wrapped up his visit of Chile"
    before = [token.low for token in sentence.tokens[max(left, index - 6) : index]]
    if near & _DEFINITE and not slots.get("to") and not slots.get("in"):
        return  # "during the visit" points back to one that is told elsewhere
    if _ON_TRAVEL.isdisjoint(before) or any(slots.get(slot) for slot in ("subject", "possessive", "by", "of")):
        return
    free = sentence.free(left, index)
    if free:
        slots["subject"] = [_from_elsewhere(scene, free[0], slots, left, index)]
    elif near & _HIS and sentence.tokens[left].low in _FRONTING:
        slots["subject"] = main_subject(scene, index, right)  # "During her stay in Accra, [X] met Y"
    if not slots.get("to") and not slots.get("in"):
        for governor, number in sentence.prepositional(left, index):
            if governor in ("to", "in"):
                slots.setdefault(governor, []).append(number)


def _from_elsewhere(scene: Scene, subject: int, slots: Slots, left: int, index: int) -> int:
    """Who travels is no host: "A met [B], who is on a visit to A's country", "A held talks with [B], on a visit"."""
    mentions = scene.sentence.mentions
    goal = {scene.side(a) for slot in ("to", "in") for n in slots.get(slot, []) for a in mentions[n].actors}
    if goal.isdisjoint(scene.side(a) for a in mentions[subject].actors):
        return subject
    guests = [
        n
        for n in scene.sentence.mentioned(left, index)
        if n > subject
        and mentions[n].kind in (MentionKind.PERSON, MentionKind.OFFICE)
        and goal.isdisjoint(scene.side(a) for a in mentions[n].actors)
    ]
    return guests[-1] if guests else subject


def add_fronted_subject(scene: Scene, slots: Slots, left: int, last: int, right: int) -> None:
    """Who talks, of a phrase that opens the sentence: "After talks with X, [Y] said", "At a meeting, [X and Y] ..."."""
    sentence = scene.sentence
    if sentence.tokens[left].low not in _FRONTING or any(map(slots.get, ("subject", "possessive", "between"))):
        return
    if slots.get("by") and _BROKERED.isdisjoint(token.low for token in sentence.tokens[last : last + 3]):
        return
    members = main_subject(scene, last, right)
    sides = {scene.side(actor) for n in members for actor in sentence.mentions[n].actors}
    indefinite = _DEFINITE.isdisjoint(token.low for token in sentence.tokens[left:last])
    if slots.get("with") or (len(sides) > 1 and indefinite):
        slots["subject"] = members


def add_clause_subject(scene: Scene, slots: Slots, left: int, index: int) -> None:
    """Who talks, of a phrase that ends a clause: "[X and Y] announced after talks in Rome"."""
    sentence = scene.sentence
    before = [token.low for token in sentence.tokens[max(left, index - 4) : index]]
    if _FRONTING.isdisjoint(before) or not _DEFINITE.isdisjoint(before):
        return
    if any(map(slots.get, ("subject", "possessive", "between", "by"))):
        return
    free = sentence.free(left, index)
    groups = (sentence.group(number, index) for number in free)
    members = next((group for group in groups if free[-1] in group), [])
    sides = {scene.side(actor) for n in members for actor in sentence.mentions[n].actors}
    if slots.get("with") or len(sides) > 1:
        slots["subject"] = members


def main_subject(scene: Scene, last: int, right: int) -> list[int]:
    """The subject of the main clause after a phrase that opens the sentence: "Receiving X, [Y] said"."""
    sentence = scene.sentence
    comma = next((step for step in range(last + 1, right) if sentence.tokens[step].low == ","), right)
    number = next((n for n in sentence.at[comma + 1 : min(right, comma + 4)] if n >= 0), None)
    governed = sentence.governors(number)[:1] if number is not None else ()
    if number is None or governed not in _WHOSE or sentence.mentions[number].possessive:
        return []
    return sentence.group(number, right)


def add_thanked(scene: Scene, slots: Slots, left: int, index: int) -> None:
    """Who is thanked for an act did it: "thanked [Japan] for the donation"."""
    tokens = scene.sentence.tokens
    near = range(index - 1, max(left, index - _THANKED_FOR) - 1, -1)
    reason = next((step for step in near if tokens[step].low == "for"), None)
    thanked = scene.sentence.thanked(left, reason) if reason is not None else None
    if thanked:
        slots["possessive"] = thanked
        slots.pop("subject", None)

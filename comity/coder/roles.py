"""From slots to roles: who does an act to whom, and whether that is all that a frame needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.coder.candidates import Candidate
from comity.coder.document import MentionKind
from comity.coder.lexicon import Entry, Frame, Kind
from comity.coder.scene import OF_KNOWN_SIDES, Scene, Trigger
from comity.coder.slots import Slots, owners
from comity.coder.word_classes import PREPOSITIONS, TIMES
from comity.terms import Role, Status

# What both sides may do together.
_MUTUAL = frozenset({"cultural_event", "institution", "training", "trade", "conflict", "aid"})
_MUTUAL_ACTS = frozenset({"attack", "rupture", "closure"})
_GIVING = frozenset({"aid", "gift", "award"})
_WITNESSING = frozenset({"witness", "witnessed", "witnesses", "attended", "oversaw"})
_FOR_OTHERS = frozenset({"aid", "training", "gift", "award"})
_BETWEEN_OTHERS = frozenset({"meeting", "negotiation", "signing"})
_AFTER_SIDE = frozenset({"by", ",", "and", "while", "."})
_SIGNED_TOO = frozenset({",", "signed", "inked", "it", "them"})
_MEDIATING = frozenset("mediated brokered facilitated".split())
_ARRANGING = frozenset("organized organised hosted convened arranged".split())
_REPRESENTED = frozenset({"country", "government"})
_WHEN_OR_WHERE = frozenset("in on at last this here earlier also of notes".split())
_CONTRACT_WITHIN = 6  # tokens from "contract for" to what it is for
_ENVOYS = frozenset({"ambassador", "commissioner", "envoy"})
_COUNTRIES = frozenset("country kingdom nation republic sultanate emirate island".split())
_AFTER_VERB = frozenset({"and", "back", "home"})


def fill(
    scene: Scene, frame: Frame, trigger: Trigger, slots: Slots, left: int, right: int, status: Status
) -> Candidate | None:
    """The candidate of a frame in the clause between two tokens; None where it lacks what it needs."""
    roles: dict[str, list[str]] = {}
    used: set[int] = set()
    for slot, role in frame.roles.items():
        if _is_other(frame, slot, role, slots):
            continue
        numbers = slots.get(slot, []) if slot != "any" else _others(scene, left, right, used)
        for number in numbers:
            if number in used:
                continue
            used.add(number)
            for actor in scene.sentence.mentions[number].actors:
                if not any(actor in members for members in roles.values()):
                    roles.setdefault(role, []).append(actor)
    if frame.subject_is and not _subject_is(scene, frame.subject_is, slots.get("subject", [])):
        return None
    _take_intermediaries(scene, frame, slots, roles, left, right)
    if frame.type in _FOR_OTHERS:
        _leave_out_own_side(scene, roles)
    if frame.type == "signing":
        _take_witnesses(scene, roles, left, right)
        _add_represented(scene, roles)
    if frame.type in ("meeting", "visit"):
        _leave_out_represented(scene, roles)
    if frame.type == "conflict" and not _leave_own(scene, roles, frame.object == "moves" or frame.act == "recall"):
        return None
    if frame.type in _GIVING:
        _add_principal(scene, roles, left, right)
    _leave_venue(scene, roles, [a for slot in ("in", "at") for n in slots.get(slot, []) for a in _actors(scene, n)])
    sides = {side for members in roles.values() for side in map(scene.side, members)}
    alone = len(sides) > 1 and set(roles) == {"initiator"}
    mutual = (
        alone and frame.type in _MUTUAL and not (frame.type == "conflict" and _lacks_target(scene, frame, left, right))
    )
    if mutual:
        roles = {"participant": roles["initiator"]}
    needs = [need for need in frame.needs if need != "subject" or Role.INITIATOR.value not in roles]
    if not all(_need_met(scene, need, frame, slots, sides, left, right, trigger) for need in needs):
        return None
    if not roles and "pair" in frame.needs and frame.type not in OF_KNOWN_SIDES:
        return None
    return Candidate(
        type=frame.type,
        status=status,
        roles=roles,
        unit=scene.unit,
        start=trigger.hit.start,
        end=trigger.hit.end,
        edges=(scene.sentence.tokens[left].start, scene.sentence.tokens[max(left, right - 1)].end),
        partial=len(sides) < 2 or (alone and not mutual and frame.type == "conflict"),
    )


def one_for_each(scene: Scene, candidate: Candidate) -> list[Candidate]:
    """The envoys of several states present their credentials one by one: each is a meeting of its own."""
    people = candidate.actors()
    envoys = [actor for actor in people if scene.cast.holds(actor, _ENVOYS)]
    hosts = [a for a in people if a not in envoys and scene.kind(a) == "person"]
    hosts = hosts or [actor for actor in people if actor not in envoys]
    if len(envoys) < 2 or not hosts:
        return [candidate]
    return [replace(candidate, roles={Role.PARTICIPANT.value: [envoy, *hosts]}, documents=[]) for envoy in envoys]


def separately(scene: Scene, candidate: Candidate) -> list[Candidate]:
    """ "Held separate talks with B and C": who stands first meets the others one by one."""
    first, *others = candidate.roles.get(Role.PARTICIPANT.value, [""])
    if len({scene.side(actor) for actor in others}) < 2:
        return [candidate]
    return [replace(candidate, roles={Role.PARTICIPANT.value: [first, other]}, documents=[]) for other in others]


def _lacks_target(scene: Scene, frame: Frame, left: int, right: int) -> bool:
    """Whether two who act together act against a third, whom the clause does not name: "A and B warned"."""
    if frame.act in _MUTUAL_ACTS:
        return False
    return not any(
        token.low.startswith(("other", "another")) for token in scene.sentence.tokens[left:right]
    )  # "each other"


def _is_other(frame: Frame, slot: str, role: str, slots: Slots) -> bool:
    """Whether a slot holds something else beside another one that has its role.

    Of "gave the hospital to A" the hospital is no receiver; of "A summoned the envoy close to the border" nobody but A
    summons.
    """
    if role == Role.TARGET.value and slot == "object":
        return frame.type in _GIVING and frame.roles.get("to") == role and bool(slots.get("to"))
    acting = role == Role.INITIATOR.value and slot in ("to", "at", "by")
    return acting and frame.type == "conflict" and bool(slots.get("subject"))


def _actors(scene: Scene, number: int) -> Sequence[str]:
    return scene.sentence.mentions[number].actors


def _leave_own(scene: Scene, roles: dict[str, list[str]], of_own: bool) -> bool:
    """Nobody acts against his own side: "Russia told the ambassador of Estonia to leave [Russia]".

    Returns whether the act is one between two sides, as far as is known. Where one's own may be the object (`of_own`),
    the other side is told elsewhere: "condemned the expulsion of [its envoy]", "recalled its envoy, [Ivan Petrov]".
    """
    own = {scene.side(actor) for actor in roles.get(Role.INITIATOR.value, [])}
    targets = roles.get(Role.TARGET.value, [])
    if not own:
        return len({scene.side(actor) for actor in targets}) < 2  # who of the two acts is not told
    others = [actor for actor in targets if scene.side(actor) not in own]
    if others and len(others) < len(targets):
        roles[Role.TARGET.value] = others
    if of_own and targets and not others:
        del roles[Role.TARGET.value]
        return True
    return bool(others) or not targets


def _leave_venue(scene: Scene, roles: dict[str, list[str]], places: Sequence[str]) -> None:
    """A place at home is a venue, no receiver: "Australia trains nurses of Fiji in [Darwin]"."""
    home = {scene.side(actor) for actor in roles.get(Role.INITIATOR.value, [])}
    targets = roles.get(Role.TARGET.value, [])
    venues = [actor for actor in targets if actor in places and scene.side(actor) in home]
    if venues and len(home) == 1:
        roles[Role.TARGET.value] = [actor for actor in targets if actor not in venues]
        if not roles[Role.TARGET.value]:
            del roles[Role.TARGET.value]


def _add_principal(scene: Scene, roles: dict[str, list[str]], left: int, right: int) -> None:
    """In whose name somebody gives, gives too: "on behalf of [the government]"."""
    tokens = scene.sentence.tokens
    for step in range(left, min(right, len(tokens)) - 2):
        if tokens[step].low != "behalf" or tokens[step + 1].low != "of":
            continue
        number = next((n for n in scene.sentence.at[step + 2 : step + 7] if n >= 0), None)
        if number is None:
            return
        principals = [a for a in _actors(scene, number) if not any(a in members for members in roles.values())]
        home = {scene.side(actor) for actor in roles.get(Role.TARGET.value, [])}
        new = [actor for actor in principals if scene.side(actor) not in home]
        if new:
            roles.setdefault(Role.INITIATOR.value, []).extend(new)
        return


def _need_met(
    scene: Scene,
    need: str,
    frame: Frame,
    slots: Slots,
    sides: set[str],
    left: int,
    right: int,
    trigger: Trigger,
) -> bool:
    """Whether a frame's need is met. `pair` is for the whole article: `completion` may find the other side."""
    if need == "pair":
        return True
    if need == "carried":
        return bool(slots.get("subject"))
    if need == "stated":
        return len(sides) > 1
    if need in ("alone", "transitive"):
        return _intransitive(scene, trigger.last) is (need == "alone")
    if need == "contracted":
        return _is_contracted(scene, trigger)
    if need == "since":
        return any(token.low == "since" for token in scene.sentence.tokens[left:right])
    if need == "pair_subject":
        numbers = [number for slot in ("subject", "with") for number in slots.get(slot, [])]
        return len({scene.side(a) for n in numbers for a in scene.sentence.mentions[n].actors}) > 1
    if need == "subject":
        if frame.type == "aid" and slots.get("object") is not None and any(map(slots.get, ("to", "for", "in"))):
            return True  # "food was sent to Kenya": who sent it may be told elsewhere
        initiators = [slot for slot, role in frame.roles.items() if role == frame.roles.get("subject")]
        return any(slots.get(slot) for slot in initiators if slot in ("subject", "from", "with", "possessive"))
    return bool(slots.get(need) or (need == "in" and (slots.get("at") or _is_described(scene, trigger.last))))


def _is_described(scene: Scene, last: int) -> bool:
    """Whether a goal is told without its name: "arrived [here]", "landed [in the Kingdom]"."""
    after = [token.low for token in scene.sentence.tokens[last + 1 : last + 4]]
    return after[:1] == ["here"] or (
        after[:1] == ["in"] and after[1:2] in (["the"], ["our"]) and after[-1] in _COUNTRIES
    )


def _is_contracted(scene: Scene, trigger: Trigger) -> bool:
    """Whether a document that somebody signs is on the noun: "a contract for the [supply] of oil", "a [loan] deal"."""
    tokens = scene.sentence.tokens
    signed = any(entry.kind is Kind.VERB and _signs(entry) for hit in scene.hits for entry in hit.triggers)
    if not signed:
        return False
    after = tokens[trigger.last + 1].start if trigger.last + 1 < len(tokens) else -1
    if any(hit.start == after and "document" in hit.classes for hit in scene.hits):
        return True
    for step in range(trigger.first - 1, max(0, trigger.first - _CONTRACT_WITHIN), -1):
        if tokens[step].low in ("for", "on"):
            return _follows_document(scene, step)
        if tokens[step].low in PREPOSITIONS or tokens[step].low.endswith("ing"):
            return False
    return False


def _follows_document(scene: Scene, step: int) -> bool:
    """Whether nothing but a time or place parts the token from a document: "a contract last Thursday [for] ..."."""
    ends = {hit.end for hit in scene.hits if "document" in hit.classes}
    for before in range(step - 1, max(0, step - _CONTRACT_WITHIN - 1), -1):
        token = scene.sentence.tokens[before]
        if token.end in ends:
            return True
        aside = token.low in TIMES or token.low in _WHEN_OR_WHERE or token.low[0].isdigit()
        if not aside and scene.sentence.at[before] < 0:
            return False
    return False


def _signs(entry: Entry) -> bool:
    return any(frame.type == "signing" for frame in entry.frames)


def _intransitive(scene: Scene, last: int) -> bool:
    """Whether no object follows a verb: "the embassy opened in May", "flew next week to A"."""
    behind = [token.low for token in scene.sentence.tokens[last + 1 : last + 3]]
    if not behind:
        return True
    following = behind[0]
    if following in ("this", "next", "last"):
        return behind[-1] in TIMES
    return (
        not following[0].isalnum()
        or following in PREPOSITIONS
        or following in _AFTER_VERB
        or following in TIMES
        or following.endswith("ly")
    )


def _subject_is(scene: Scene, types: tuple[str, ...], numbers: Sequence[int]) -> bool:
    if numbers and all(scene.sentence.governors(number) == ("of",) for number in numbers):
        return True  # "the director of the port": who acts is not named
    mentions = [scene.sentence.mentions[number] for number in numbers]
    if any(mention.kind is MentionKind.OFFICE for mention in mentions):
        return "person" in types
    kinds = {scene.kind(actor) for mention in mentions for actor in mention.actors}
    if any(mention.kind is MentionKind.ADJECTIVE for mention in mentions):
        kinds = {"other"}  # "Danish firms", "a Danish delegation"
    return not kinds or bool(kinds & set(types))


def _take_witnesses(scene: Scene, roles: dict[str, list[str]], left: int, right: int) -> None:
    """Who a document was signed "in the presence of", or who is otherwise told to have attended, is a witness."""
    tokens = scene.sentence.tokens
    for number, mention in enumerate(scene.sentence.mentions):
        first, end = scene.sentence.spans[number]
        if not left <= first < right:
            continue
        governed = scene.sentence.governors(number)[:1]
        before = [token.low for token in tokens[max(left, first - 12) : first]]
        present = governed == ("of",) and "presence" in before
        present = present or (governed == ("by",) and any(w in before for w in ("witnessed", "attended", "overseen")))
        following = [token.low for token in tokens[end : end + 2]]
        present = present or (governed == ("with",) and following == ["looking", "on"])
        present = present or (governed == ("before",) and mention.kind is MentionKind.PERSON)
        witnesses = list(mention.actors)
        if any(token.low in _WITNESSING for token in tokens[end : end + 2]):
            present = True
            witnesses = [a for n in owners(scene, number) for a in scene.sentence.mentions[n].actors]
        if present:
            for members in roles.values():
                members[:] = [actor for actor in members if actor not in witnesses]
            roles.setdefault("witness", []).extend(witnesses)
    for role in [role for role, members in roles.items() if not members]:
        del roles[role]


def _add_represented(scene: Scene, roles: dict[str, list[str]]) -> None:
    """For whom a document is signed takes part: "on the [Fijian] side by A", "for [Oman] by A"."""
    signers = roles.get(Role.SIGNATORY.value, [])
    if not any(scene.kind(actor) == "person" for actor in signers):
        return
    sentence, tokens = scene.sentence, scene.sentence.tokens
    for number, mention in enumerate(sentence.mentions):
        if mention.kind is MentionKind.PERSON and _signs_too(scene, number):
            signers.extend(a for a in mention.actors if not any(a in members for members in roles.values()))
        if mention.kind is not MentionKind.COUNTRY:
            continue
        first, end = sentence.spans[number]
        before = [token.low for token in tokens[max(0, first - 2) : first]]
        side = tokens[end - 1].low == "side" and before[-1:] in (["on"], ["from"], ["for"])
        alone = end >= len(tokens) or tokens[end].low in _AFTER_SIDE
        if side or (alone and before[-1:] == ["for"]) or before == ["behalf", "of"]:
            new = [actor for actor in mention.actors if not any(actor in members for members in roles.values())]
            if new:
                roles.setdefault(Role.PARTICIPANT.value, []).extend(new)


def _signs_too(scene: Scene, number: int) -> bool:
    """Whether somebody signs for one side beside who signs for the other: "while B [signed for] Chile"."""
    sentence, tokens = scene.sentence, scene.sentence.tokens
    at = sentence.spans[number][1]
    while at < len(tokens) and tokens[at].low in _SIGNED_TOO:
        at += 1
    following = [token.low for token in tokens[at : at + 4]]
    at += 3 if following[:3] == ["on", "behalf", "of"] else 1 if following[:1] in (["for"], ["from"], ["on"]) else 0
    at += at < len(tokens) and tokens[at].low == "the"
    whom = sentence.at[at] if following and at < len(tokens) else -1
    if whom < 0 or at == sentence.spans[number][1] or sentence.mentions[whom].kind is not MentionKind.COUNTRY:
        return False
    return (
        following[0] not in ("from", "on")
        or following[1] == "behalf"
        or tokens[sentence.spans[whom][1] - 1].low == "side"
    )


def _take_intermediaries(
    scene: Scene, frame: Frame, slots: Slots, roles: dict[str, list[str]], left: int, right: int
) -> None:
    """Who talks or documents were "brokered by" is a mediator; who they were "organised by" takes no part in them."""
    if frame.type not in _BETWEEN_OTHERS:
        return
    sentence = scene.sentence
    named = [n for n in sentence.mentioned(left, right) if sentence.compound(n) in _MEDIATING]  # "Omani-mediated talks"
    for number in dict.fromkeys([*slots.get("by", []), *named]):
        first = sentence.spans[number][0]
        before = {token.low.rpartition("-")[2] for token in sentence.tokens[max(0, first - 4) : first + 3]}
        if before.isdisjoint(_MEDIATING | _ARRANGING):
            continue
        for members in roles.values():
            members[:] = [actor for actor in members if actor not in sentence.mentions[number].actors]
        if not before.isdisjoint(_MEDIATING):
            roles.setdefault("mediator", []).extend(sentence.mentions[number].actors)
    for role in [role for role, members in roles.items() if not members]:
        del roles[role]


def _leave_out_own_side(scene: Scene, roles: dict[str, list[str]]) -> None:
    """Who gives and who gets belong to two sides, where the clause names two."""
    givers = {scene.side(actor) for actor in roles.get("initiator", ())}
    others = [actor for actor in roles.get("target", ()) if scene.side(actor) not in givers]
    if givers and others:
        roles["target"] = others


def _leave_out_represented(scene: Scene, roles: dict[str, list[str]]) -> None:
    """A state or ministry adds nothing beside the person who meets or travels for it."""
    for role, members in roles.items():
        if role == "target":
            continue
        by_person = {scene.side(actor) for actor in members if scene.kind(actor) == "person"}
        members[:] = [a for a in members if scene.kind(a) not in _REPRESENTED or scene.side(a) not in by_person]


def _others(scene: Scene, left: int, right: int, used: set[int]) -> list[int]:
    told = scene.sentence.mentioned(left, right)
    numbers = [number for number in told if number not in used and not scene.sentence.says(number)]
    return [n for n in numbers if not all(scene.kind(a) == "media" for a in scene.sentence.mentions[n].actors)]


def turn_honoured(scene: Scene, candidate: Candidate, slots: Slots) -> None:
    """Headlines leave "was" out: in "A awarded [B's] order" it is B's country that honours A."""
    owners_of, subject = slots.get("possessive", []), slots.get("subject", [])
    if Role.TARGET.value in candidate.roles or not owners_of or not subject:
        return
    honoured = [a for n in subject for a in scene.sentence.mentions[n].actors]
    givers = [a for n in owners_of for a in scene.sentence.mentions[n].actors]
    if {scene.side(a) for a in honoured}.isdisjoint(scene.side(a) for a in givers):
        candidate.roles = {Role.INITIATOR.value: givers, Role.TARGET.value: honoured}


def add_mission(scene: Scene, candidate: Candidate, span: tuple[int, int]) -> None:
    """The mission or joint body that is opened is mentioned in the event."""
    present = set(candidate.actors())
    for mention in scene.sentence.mentions:
        if mention.kind is MentionKind.BODY and mention.start < span[1] and span[0] < mention.end:
            new = [actor for actor in mention.actors if actor not in present]
            if new:
                candidate.roles.setdefault("mentioned", []).extend(new)
            bodies = [known for actor in mention.actors if (known := scene.cast.actors.get(actor))]
            states = [body.part_of for body in bodies if body.part_of]
            if states and "initiator" not in candidate.roles and "participant" not in candidate.roles:
                candidate.roles["initiator"] = [state for state in states if state not in present]
    candidate.partial = len({scene.side(a) for r, ms in candidate.roles.items() if r != "mentioned" for a in ms}) < 2

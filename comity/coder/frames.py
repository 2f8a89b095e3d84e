"""Frames against sentences: each report of an event becomes a Candidate."""

from __future__ import annotations

from comity.coder import carriers, objects, roles, slots, told_together, triggers
from comity.coder.candidates import SOFT, Candidate, retold
from comity.coder.lexicon import ACTORS, Frame, Kind
from comity.coder.scene import Scene, Trigger
from comity.coder.slots import Slots
from comity.coder.verb_groups import VerbGroup
from comity.coder.word_classes import PREPOSITIONS
from comity.terms import Status

# What the present tense tells of: practice ("Angola exports oil to Brazil"), or what is fixed ("enters into force").
_PRESENT = {
    "trade": Status.ONGOING,
    "training": Status.ONGOING,
    "aid": Status.ONGOING,
    "entry_into_force": Status.SCHEDULED,
}
_GIVING = frozenset({"aid", "training", "award", "gift"})
_AT_ONCE = frozenset({"envoys", "ties_cut"})
_DECIDED = frozenset({"decided", "decides", "decision"})
_TALKS = frozenset({"meeting", "negotiation"})
_DONE_BY_SAYING = frozenset({"conflict", "diplomatic_relations", "partnership"})
_THANKED_FOR = 8  # tokens from "for" to the participle
_GOING = frozenset({"go", "come", "head", "return"})
_GATHERINGS = frozenset("summit conference forum symposium".split()) | {"plenary session", "mini-summit"}
_ATTENDING = frozenset({"attend", "participate in", "take part in", "join", "address"})
_SPEAKING = frozenset({"discuss", "exchange views", "hold discussions", "review ways", "discuss ways", "explore ways"})
_STATIVE = ("be ", "can ", "may ")
_CELEBRATED = frozenset({"anniversary", "congratulations", "anniversaries", "years", "decades", "jubilee"})
_NOTHING = frozenset({"no", "none", "nothing", "neither"})
_BY_EACH = frozenset({"by"})
_POINTING = frozenset("the this that his her its their".split())


def candidates(scene: Scene) -> list[Candidate]:
    """Every event that a sentence reports, in text order."""
    found: list[Candidate] = []
    sentence = scene.sentence
    for hit in scene.hits:
        entries = [entry for entry in hit.triggers if any(map(scene.may_fit, entry.frames))] if hit.triggers else ()
        if not entries:
            continue
        index = sentence.index(hit.start)
        if sentence.at[index] >= 0 and triggers.is_in_name(scene, index):
            continue
        last = sentence.index(hit.end - 1)
        if sentence.tokens[index].start != hit.start or sentence.tokens[last].end != hit.end:
            continue  # part of a compound: "quake-hit", "visit-related"
        for entry in entries:
            told = _told_by(scene, Trigger(entry, hit, index, last))
            found.extend(told)
            if any(candidate.type not in SOFT for candidate in told):
                break
    told_together.share_signers(found)
    found = told_together.without_carried(found)
    return [c for c in found if not (retold(c, found) or told_together.only_calls_help(scene, c, found))]


def _told_by(scene: Scene, trigger: Trigger) -> list[Candidate]:
    if trigger.entry.kind is Kind.NOUN:
        return _told_by_noun(scene, trigger) if triggers.is_noun_trigger(scene, trigger) else []
    return _told_by_verb(scene, trigger) if triggers.is_verb_trigger(scene, trigger) else []


def _told_by_noun(scene: Scene, trigger: Trigger) -> list[Candidate]:
    """What the first frame of a noun that fits tells; frames that ask for an object come first."""
    specific_first = sorted(trigger.entry.frames, key=_is_general)
    fitting = (frame for frame in specific_first if scene.may_fit(frame))
    found = next((candidate for frame in fitting if (candidate := _nominal(scene, frame, trigger))), None)
    if found is None:
        return []
    before = scene.sentence.tokens[trigger.first - 1].low if trigger.first else ""
    return roles.separately(scene, found) if before == "separate" and found.type in _TALKS else [found]


def _is_general(frame: Frame) -> bool:
    """Whether a frame asks for nothing but its noun."""
    return frame.object is None and frame.about is None and frame.then is None


def _told_by_verb(scene: Scene, trigger: Trigger) -> list[Candidate]:
    form, index = trigger.entry.form, trigger.first
    group = scene.sentence.verb_group(index, form)
    before = scene.sentence.tokens[group.first - 1].low if group.first else ""
    if form in ("b", "g") and (beginning := triggers.BEGINNING.get(before)):  # "began supplying"
        return _told_by_frames(scene, trigger, scene.sentence.verb_group(group.first - 1, beginning), False)
    reduced = form in ("d", "n") and not group.passive and triggers.is_reduced_passive(scene, trigger, group)
    if form == "n" and not group.passive and not reduced and group.first == index:
        return []
    if form in ("d", "n") and group.first == index and not reduced and triggers.is_adjectival(scene, index):
        return []
    if form == "g" and group.first == index and not triggers.tells_participle(scene, index):
        return []
    return _told_by_frames(scene, trigger, group, reduced)


def _told_by_frames(scene: Scene, trigger: Trigger, group: VerbGroup, reduced: bool) -> list[Candidate]:
    """What the frames of a verb find; `group` may be that of "began" in "began supplying"."""
    if group.status is None:
        return []
    bare = trigger.entry.form == "g" and group.first == trigger.first
    if bare and _counts_years(scene, group.first):
        return []
    found: list[Candidate] = []
    for frame in trigger.entry.frames:
        if bare and ("pair_subject" in frame.needs or frame.object == "anniversary"):
            continue  # "..., discussing emerging issues", "..., marking the anniversary" add no act of their own
        if not scene.may_fit(frame) or any(frame.type == other.type for other in found):
            continue  # one trigger tells one event of a type
        candidate = _verbal(scene, frame, trigger, group, reduced)
        if candidate:
            found.extend(roles.one_for_each(scene, candidate) if frame.object == "credentials" else [candidate])
    if any(candidate.object_span for candidate in found):  # "discussed a direct flight" is no general talk
        found = [candidate for candidate in found if candidate.object_span or candidate.type in SOFT]
    return found


# Verbs


def _verbal(scene: Scene, frame: Frame, trigger: Trigger, group: VerbGroup, reduced: bool) -> Candidate | None:
    sentence = scene.sentence
    last = trigger.last
    left, right = sentence.left_edge(group.first), sentence.right_edge(last + 1)
    if frame.status == "none" or scene.betrays(frame, trigger, group.first, left, right):
        return None
    if last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].low in _NOTHING:
        return None
    if not _words_fit(scene, frame, last, right) or _goes_to_act(scene, frame, trigger):
        return None
    passive = group.passive or reduced
    thing: tuple[int, int] | None = None
    if frame.object and frame.object not in ACTORS:
        thing = objects.of_verb(scene, frame.object, left, group, last, right, passive)
        if thing is None:
            return None
    if frame.theme or (frame.object is None and "object" not in frame.roles):
        passive = group.passive  # no participle of an intransitive verb is passive
    if frame.theme:
        thing = objects.theme(scene, frame.theme, left, group.first)
        if thing is None:
            return None
    if thing and scene.is_denied(sentence.index(thing[0])):
        return None
    filled = _slots_of_verb(scene, frame, trigger, group, left, right, passive, thing, passive and not group.passive)
    if frame.object in ACTORS and not objects.is_actor(scene, frame.object, filled.get("object", []), passive):
        return None
    status = Status(frame.status) if frame.status else group.status or Status.OCCURRED
    candidate = roles.fill(scene, frame, trigger, filled, left, right, status)
    if candidate is None:
        return None
    candidate.lemma = trigger.entry.lemma
    candidate.act = frame.act
    candidate.nominal = frame.theme == "joint_bodies"
    candidate.local = frame.object == "sites"
    candidate.agreed = group.agreed
    candidate.offered = group.offered and frame.type in _GIVING
    if group.contracted:
        candidate.edges = (trigger.hit.start, candidate.edges[1])  # the day before "to build" is that of the contract
    candidate.reduced = passive and not group.passive
    if frame.object == "institution_things" and thing:
        roles.add_mission(scene, candidate, thing)
    candidate.object_span = thing
    if trigger.entry.lemma in _SPEAKING and carriers.in_session(scene, left, right):
        candidate.within = True  # what is spoken of "during the talks" is part of them
    candidate.status = _status_by_tense(candidate, trigger, group, sentence.caption)
    if candidate.reduced and frame.status == Status.SCHEDULED and not filled.get("subject"):
        return None  # "the funds pledged for the dam" tells of no new promise
    if group.agreed and sentence.tokens[group.first - 1].low in _DECIDED and frame.object in _AT_ONCE:
        candidate.status = Status.OCCURRED  # an expulsion that is decided on is one
    if group.agreed and frame.type == "partnership" and candidate.status is Status.SCHEDULED:
        candidate.status, candidate.agreed = Status.OCCURRED, False  # to agree on a partnership is to establish it
    if frame.type == "award":
        roles.turn_honoured(scene, candidate, filled)
    return candidate


def _goes_to_act(scene: Scene, frame: Frame, trigger: Trigger) -> bool:
    """Whether a verb of going only tells what will be done: "is going [to export] rice to Kenya"."""
    tokens = scene.sentence.tokens
    after = trigger.last + 1
    if frame.type != "visit" or trigger.entry.lemma not in _GOING or after + 1 >= len(tokens):
        return False
    return tokens[after].low == "to" and not scene.sentence.is_preposition(after)


def _words_fit(scene: Scene, frame: Frame, last: int, right: int) -> bool:
    """Whether the words after a verb are such as its frame asks for, and not such as it excludes."""
    if frame.then and not scene.is_followed(frame.then, last, right):
        return False
    if frame.unlike and scene.is_followed(frame.unlike, last, right):
        return False
    return not frame.about or objects.is_sought(scene, frame.about, last, right)


def _slots_of_verb(
    scene: Scene,
    frame: Frame,
    trigger: Trigger,
    group: VerbGroup,
    left: int,
    right: int,
    passive: bool,
    thing: tuple[int, int] | None,
    reduced: bool,
) -> Slots:
    """Who stands around a verb, a passive turned round: of "was signed by A", A is the subject."""
    sentence = scene.sentence
    last = trigger.last
    filled: Slots = {}
    leading = slots.absolute_subject(scene, trigger.first)
    subject = sentence.subject(group) if leading is None else [leading]
    opening = trigger.entry.form == "g" or sentence.tokens[group.first].low == "having"
    if not subject and opening and group.first == left:
        subject = slots.main_subject(scene, last, right)
    if passive or frame.theme:
        filled["object" if passive else "subject"] = subject
        if reduced:
            filled["object"] = [n for n in subject if sentence.belongs(n)]
        for governor, number in sentence.prepositional(left, group.first):
            # "X, accompanied by Y, was received by Z"; "during the visit of A, documents with B were signed"
            before = thing is not None and sentence.mentions[number].start < thing[0]
            signed_apart = frame.type == "signing" and before and governor in ("of", "with")
            if not (passive and governor == "by") and not signed_apart:
                filled.setdefault(governor, []).append(number)
        if frame.theme and not passive and "object" in frame.roles:
            filled["object"] = sentence.objects(last + 1, right)  # "the cargo reached [Kenya]"
    else:
        filled["subject"] = subject
        filled["object"] = sentence.objects(last + 1, right)
    signing = frame.type == "signing"
    slots.fill_right(scene, filled, last + 1, right, thing, _BY_EACH if signing and passive else frozenset())
    if signing and filled.get("subject") and not passive:
        filled.pop("by", None)  # "signed a pact during a visit by the king"
    if passive:
        filled["subject"] = filled.pop("by", []) or (_thanked_for(scene, left, group.first) if reduced else [])
        if thing and thing[0] < trigger.hit.start:
            slots.move_owners(scene, frame, filled)
        if "venue" in frame.roles:
            filled["venue"] = filled.pop("in", [])
    governing = trigger.entry.lemma.rpartition(" ")[2]
    if governing in PREPOSITIONS:  # of "called on the minister" the minister is the object
        filled["object"] = filled.pop(governing, [])
    owners = slots.possessives(scene, last + 1, thing) if thing and not passive else []
    if owners:
        filled["possessive"] = owners
    return filled


def _thanked_for(scene: Scene, left: int, first: int) -> list[int]:
    """Who is thanked for what a participle describes: "thanked [Kenya] for the tents sent after the flood"."""
    tokens = scene.sentence.tokens
    near = range(first - 1, max(left, first - _THANKED_FOR) - 1, -1)
    reason = next((step for step in near if tokens[step].low == "for"), None)
    return (scene.sentence.thanked(left, reason) or []) if reason is not None else []


def _status_by_tense(candidate: Candidate, trigger: Trigger, group: VerbGroup, caption: bool) -> Status:
    """The status, corrected by the tense: the present tells practice, in a caption what the picture shows."""
    if caption:
        return Status.OCCURRED if candidate.status is Status.ONGOING else candidate.status
    present = trigger.entry.form in ("b", "s") and group.first == trigger.first
    habitual = present and not trigger.entry.lemma.startswith(_STATIVE)
    if habitual and candidate.status is Status.OCCURRED:
        return _PRESENT.get(candidate.type, candidate.status)
    return candidate.status


# Nouns


def _nominal(scene: Scene, frame: Frame, trigger: Trigger) -> Candidate | None:
    sentence = scene.sentence
    index, last = trigger.first, trigger.last
    left, right = sentence.left_edge(index), sentence.right_edge(last + 1)
    if [token.low for token in sentence.tokens[last + 1 : last + 3]] in ([",", "which"], [",", "who"]):
        right = last + 1  # who stands in the relative clause has a part in its verb
    if scene.betrays(frame, trigger, index, left, right) or _is_anniversary(scene, frame, index):
        return None
    of_thing = frame.object is not None and frame.object not in ACTORS
    thing = objects.of_noun(scene, frame.object, index, last, right) if frame.object and of_thing else None
    if of_thing and thing is None:
        return None
    if frame.about and not objects.is_about(scene, frame.about, last, right):
        return None
    if frame.then and not scene.is_followed(frame.then, last, right):
        return None
    if frame.type == "proposal" and carriers.is_circumstance(scene, index):
        return None  # "arrived at the invitation of X" tells of no new one
    if frame.type == "meeting" and carriers.is_only_named(scene, index, last):
        return None
    carrier = carriers.before(scene, index, left)
    status = None if scene.is_denied(index) else _status_of_noun(scene, carrier, trigger, right)
    if status is None:
        return None
    filled = carrier.slots
    owned_by = slots.owner(scene, index)
    if frame.type == "visit":
        owned_by = slots.turn_destination(scene, filled, owned_by)
    if owned_by:
        filled["possessive"] = owned_by
        filled.pop("subject", None)  # who hosts or witnesses somebody's visit does not pay it
    slots.fill_right(scene, filled, last + 1, _end_of_phrases(scene, frame, trigger, right), thing)
    if frame.type == "signing":  # "the signing coincided with the king's visit"
        filled["with"] = [number for number in filled.get("with", []) if not sentence.mentions[number].possessive]
    if frame.object in ACTORS:
        paid_to = [number for slot in ("to", "on") for number in filled.get(slot, [])]
        if not objects.is_actor(scene, frame.object, paid_to, False):
            return None
    if not owned_by:
        slots.add_thanked(scene, filled, left, index)
    if carrier.lemma == "receive" and frame.type in _GIVING and not filled.get("to"):
        filled["to"] = filled.pop("subject", [])
    if frame.type == "visit":
        if _planned_by_both(scene, carrier):
            filled.pop("subject", None)
        hosted = slots.turn_host(scene, filled, left, index)
        status = hosted if hosted and status is Status.OCCURRED else status
        if hosted is None:
            slots.add_traveller(scene, filled, left, index, right)
    elif frame.type in _TALKS:
        if _is_of_many(scene, carrier, trigger, filled):
            return None
        if carrier.lemma == "host" and filled.get("between"):
            filled.pop("subject", None)  # who hosts talks between others has no part in them
        slots.add_fronted_subject(scene, filled, left, last, right)
        slots.add_clause_subject(scene, filled, left, index)
    if carrier.announced and frame.type in _DONE_BY_SAYING:
        status = Status.OCCURRED  # who announces an expulsion expels
    status = Status(frame.status) if frame.status else status
    candidate = roles.fill(scene, frame, trigger, filled, left, right, status)
    if candidate is None or (candidate.partial and _is_gathering(candidate, trigger)):
        return None
    candidate.nominal = True
    candidate.contracted = "contracted" in frame.needs
    candidate.agreed = carrier.agreed
    candidate.lemma = trigger.entry.lemma
    candidate.act = frame.act
    candidate.object_span = thing
    before = sentence.tokens[index - 1].low if index else ""
    candidate.definite = bool(owned_by) or before in _POINTING
    candidate.background = carriers.is_background(scene, index)
    candidate.assumed = not carrier.lemma and status is Status.OCCURRED
    return candidate


def _planned_by_both(scene: Scene, carrier: carriers.Carrier) -> bool:
    """Whether both sides plan or discuss a visit, which one of them pays: "Kenya and Peru prepare a visit"."""
    mentions = (scene.sentence.mentions[number] for number in carrier.slots.get("subject", []))
    sides = {scene.side(actor) for mention in mentions for actor in mention.actors}
    return carrier.status in (Status.SCHEDULED, Status.PROPOSED) and len(sides) > 1


def _end_of_phrases(scene: Scene, frame: Frame, trigger: Trigger, right: int) -> int:
    """Where the phrases of a noun end: before the verb behind a phrase of its own ("in Rome for [talks], met ...")."""
    right = _next_of_type(scene, frame, trigger, right)
    tokens = scene.sentence.tokens
    if frame.type not in _TALKS or not carriers.in_phrase(scene, trigger.last):
        return right
    ends = (step for step in range(trigger.last + 1, right) if tokens[step].low == ",")
    return next((step for step in ends if scene.sentence.verb_follows(step + 1)), right)


def _next_of_type(scene: Scene, frame: Frame, trigger: Trigger, right: int) -> int:
    """Where the phrases of a noun end: at the next noun of its type ("a visit that follows Y's [trip] to Lima")."""
    if frame.type != "visit":
        return right
    after = trigger.last + 1
    if after < right and scene.sentence.tokens[after].low == ",":
        return after
    nouns = (
        scene.sentence.index(hit.start)
        for hit in scene.hits
        if hit.start > trigger.hit.end
        and any(e.kind is Kind.NOUN and any(f.type == frame.type for f in e.frames) for e in hit.entries)
    )
    return min([right, *nouns])


def _is_gathering(candidate: Candidate, trigger: Trigger) -> bool:
    """Whether a partial meeting is a gathering of many that somebody goes to: "attended the summit in Lima"."""
    return trigger.entry.lemma in _GATHERINGS and candidate.type == "meeting" and bool(candidate.roles)


def _is_of_many(scene: Scene, carrier: carriers.Carrier, trigger: Trigger, filled: Slots) -> bool:
    """Whether somebody goes to a gathering of many, which is no talk of those who go: "attended the forum in Lima"."""
    if carrier.lemma not in _ATTENDING or any(map(filled.get, ("with", "between", "possessive"))):
        return False
    hosts = [scene.kind(a) for n in filled.get("of", []) for a in scene.sentence.mentions[n].actors]
    return trigger.entry.lemma in _GATHERINGS or "international_organization" in hosts


def _is_anniversary(scene: Scene, frame: Frame, index: int) -> bool:
    """Whether a noun only names what is celebrated: "the tenth anniversary of the [establishment] of relations"."""
    return frame.type != "cultural_event" and _counts_years(scene, index)


def _counts_years(scene: Scene, index: int) -> bool:
    return any(token.low in _CELEBRATED for token in scene.sentence.tokens[max(0, index - 5) : index])


def _status_of_noun(scene: Scene, carrier: carriers.Carrier, trigger: Trigger, right: int) -> Status | None:
    """How real the act of a noun is by the words around it; None where it does not happen."""
    status = carrier.status
    if status is None:
        return None
    adjective = scene.sentence.scheduled_adjective(trigger.first)
    if adjective and status is Status.OCCURRED:
        status = adjective
    return carriers.told_after(scene, status, trigger.last, right)

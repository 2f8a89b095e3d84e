"""Frames against sentences: each report of an event becomes a Candidate.

A candidate is one mention of an event: its type, how real it is, who fills which role. Several candidates of one
event become one record later, in `assemble`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from comity.coder.document import Cast, MentionKind
from comity.coder.grammar import AUXILIARIES, PREPOSITIONS, Sentence, VerbGroup
from comity.coder.lexicon import ACTORS, Entry, Frame, Hit, Kind
from comity.terms import Status

SOFT = frozenset({"pledge", "proposal", "statement"})
# Events that a sentence may tell without their sides: those of the talks or document that it goes on about.
_OF_KNOWN_SIDES = frozenset({"meeting", "negotiation", "signing", "entry_into_force"})
_TAKES_PLACE = re.compile(
    r"\b(?:(?P<future>will|shall|(?:is|are) (?:to|scheduled|set|due|expected|planned))"
    r"|(?P<undone>(?:was|were|has been|have been) "
    r"(?:cancelled|canceled|postponed|called off|suspended|broken off|ruled out)"
    r"|did not|failed to|collapsed|broke down|never took place|never happened))\b"
)
_AHEAD = frozenset({"ahead", "before", "upcoming", "forthcoming", "prior"})
_MAX_OBJECT_GAP = 14
_RELATIVE_OBJECTS = frozenset({"which", "that"})
_ANTECEDENT_WITHIN = 5
_SAME_PHRASE = 40  # characters
_RELATIVE_REACH = 12  # tokens between a noun and the relative clause about it


@dataclass
class Candidate:
    """One report of an event. `roles`: actor ids by role, in text order. `sides`: countries (or ids) involved."""

    type: str
    status: Status
    roles: dict[str, list[str]]
    unit: int
    start: int
    end: int
    edges: tuple[int, int]
    partial: bool = False
    object_span: tuple[int, int] | None = None
    nominal: bool = False
    definite: bool = False
    agreed: bool = False
    reduced: bool = False
    reference: bool = False
    lemma: str = ""
    documents: list[int] = field(default_factory=list)
    date: str | None = None
    date_span: tuple[int, int] | None = None
    place: str | None = None
    place_span: tuple[int, int] | None = None
    sectors: tuple[str, ...] = ()

    def actors(self) -> list[str]:
        """All actors, each once, in the order of the roles."""
        return list(dict.fromkeys(actor for members in self.roles.values() for actor in members))


@dataclass(frozen=True)
class _Carrier:
    """What the verb before a noun trigger says: how real the act is (None: not at all), by whom, whether agreed."""

    status: Status | None
    slots: dict[str, list[int]] = field(default_factory=dict)
    agreed: bool = False


@dataclass(frozen=True)
class Matcher:
    """Matches the hits of one sentence. `cast` tells the side (country) that an actor belongs to."""

    sentence: Sentence
    cast: Cast
    hits: Sequence[Hit]
    low: str
    unit: int
    words: Mapping[str, frozenset[str]]

    def candidates(self) -> list[Candidate]:
        """Every event that the sentence reports, in text order."""
        found: list[Candidate] = []
        for hit in self.hits:
            triggers = [entry for entry in hit.entries if any(map(self._may_fit, entry.frames))]
            if not triggers:
                continue
            index = self.sentence.index(hit.start)
            if self.sentence.at[index] >= 0 and self._inside_name(index):
                continue
            for entry in triggers:
                candidate = self._entry(entry, hit, index)
                if candidate:
                    found.extend(candidate)
                    if any(c.type not in SOFT for c in candidate):
                        break
        return [candidate for candidate in found if not _retold(candidate, found)]

    def _may_fit(self, frame: Frame) -> bool:
        """A quick look before the grammar: has the sentence the nouns and actors without which the frame never fits?"""
        if not self.sentence.mentions and (
            frame.needs_mention or ("pair" in frame.needs and frame.type not in _OF_KNOWN_SIDES)
        ):
            return False
        return frame.things <= self._things

    @cached_property
    def _things(self) -> set[str]:
        """The classes of which the sentence holds nouns. What it mentions may be an institution."""
        named = {entry.lemma for hit in self.hits for entry in hit.entries if entry.kind is Kind.CLASS}
        return {*named, "institution_things"} if self.sentence.mentions else named

    def _inside_name(self, index: int) -> bool:
        kind = self.sentence.mentions[self.sentence.at[index]].kind
        return kind not in (MentionKind.PRONOUN, MentionKind.GROUP)

    def _entry(self, entry: Entry, hit: Hit, index: int) -> list[Candidate]:
        last = self.sentence.index(hit.end - 1)
        if entry.kind is Kind.NOUN:
            if not self._noun_use(entry, hit, index):
                return []
            specific_first = sorted(entry.frames, key=lambda frame: frame.object is None and frame.about is None)
            fitting = (frame for frame in specific_first if self._may_fit(frame))
            return next(([c] for frame in fitting if (c := self._nominal(frame, entry, hit, index, last))), [])
        if not self._verb_use(entry, index):
            return []
        group = self.sentence.verb_group(index, entry.form)
        before = self.sentence.tokens[group.first - 1].low if group.first else ""
        if entry.form in ("b", "g") and (form := _BEGINNING.get(before)):
            return self._found(entry, hit, index, last, self.sentence.verb_group(group.first - 1, form), False)
        reduced = entry.form in ("d", "n") and not group.passive and self._reduced_passive(index, last, group)
        if entry.form == "n" and not group.passive and not reduced and group.first == index:
            return []
        if entry.form == "g" and group.first == index and not self._participle(index):
            return []
        if group.status is None:
            return []
        return self._found(entry, hit, index, last, group, reduced)

    def _found(self, entry: Entry, hit: Hit, index: int, last: int, group: VerbGroup, reduced: bool) -> list[Candidate]:
        """What the frames of a verb find; `group` may be that of "began" in "began supplying"."""
        if group.status is None:
            return []
        bare = entry.form == "g" and group.first == index
        found: list[Candidate] = []
        for frame in entry.frames:
            if bare and "pair_subject" in frame.needs:
                continue  # "..., discussing emerging issues" adds no talks of its own
            if not self._may_fit(frame) or any(frame.type == other.type for other in found):
                continue  # one trigger tells one event of a type
            candidate = self._verbal(frame, entry, hit, index, last, group, group.passive or reduced)
            if candidate:
                found.append(candidate)
        if any(candidate.object_span for candidate in found):  # "discussed a direct flight" is no general talk
            found = [candidate for candidate in found if candidate.object_span or candidate.type in SOFT]
        return found

    def _noun_use(self, entry: Entry, hit: Hit, index: int) -> bool:
        if " " in entry.lemma or entry.lemma.endswith(("tion", "ment", "ing-ceremony")):
            return True
        if index == 0:
            return True
        before = self.sentence.tokens[index - 1].low
        verbs = any(other.kind is Kind.VERB for other in hit.entries)
        if verbs:
            return self.sentence.is_noun(index)
        return before not in ("to", "will", "would", "can", "could", "should", "may", "must")

    def _verb_use(self, entry: Entry, index: int) -> bool:
        never_noun = entry.form == "s" and entry.lemma.partition(" ")[0] not in self.words["also_nouns"]
        if entry.lemma.startswith(("be ", "can ", "may ", "no ")):
            return True
        if entry.form in ("b", "s") and not never_noun and self.sentence.is_noun(index):
            return False
        if entry.form == "g" and not self._opens_participle(index) and self.sentence.is_noun(index):
            before = self.sentence.tokens[index - 1].low
            return before in ("after", "before", "by", "for", "of", "on", "in", "since", "following", "from", "at")
        return True

    def _participle(self, index: int) -> bool:
        """A bare -ing form that tells an act: after a conjunction or comma, or as subject of its clause."""
        if index == 0 or self._opens_participle(index):
            return True
        before = self.sentence.tokens[index - 1].low
        return before in (
            ",",
            "after",
            "before",
            "by",
            "while",
            "and",
            "when",
            "in",
            "on",
            "for",
            "since",
            "of",
            "following",
            "-",
            "–",
            "—",
        )

    def _opens_participle(self, index: int) -> bool:
        """Whether what stands before an -ing form lets it tell an act: "a communique [establishing] relations"."""
        if index == 0:
            return False
        token = self.sentence.tokens[index - 1]
        document = any(hit.end == token.end and _in_class(hit, "document") for hit in self.hits)
        return document or token.low in _BEGINNING or self._absolute(index) is not None

    def _reduced_passive(self, index: int, last: int, group: VerbGroup) -> bool:
        """ "an agreement [signed] in Rome": no auxiliary, a noun right before, and by/in/on/at right after."""
        if group.first != index or index == 0 or last + 1 >= len(self.sentence.tokens):
            return False
        after = self.sentence.tokens[last + 1].low
        before = self.sentence.tokens[index - 1]
        if self.sentence.at[index - 1] >= 0 or before.low in PREPOSITIONS or before.low in (",", "and", "who", "which"):
            told = index > 1 and any(
                hit.end == self.sentence.tokens[index - 2].end and _in_class(hit, "document") for hit in self.hits
            )
            return before.low == "," and (after == "by" or (told and after in _AFTER_PARTICIPLE))
        subject = self.sentence.subject(group)
        near = bool(subject) and self.sentence.spans[subject[-1]][1] >= index - 1
        return not near and after in _AFTER_PARTICIPLE

    # Verbs

    def _verbal(
        self, frame: Frame, entry: Entry, hit: Hit, index: int, last: int, group: VerbGroup, passive: bool
    ) -> Candidate | None:
        if not self._may_fit(frame):
            return None
        sentence = self.sentence
        left, right = sentence.left_edge(group.first), sentence.right_edge(last + 1)
        if frame.status == "none" or self._blocked(frame, left, right):
            return None
        if last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].low in ("no", "none", "nothing", "neither"):
            return None
        if frame.then and not self._then(frame.then, last, right):
            return None
        if frame.unlike and self._then(frame.unlike, last, right):
            return None
        if frame.about and not self._sought(frame.about, last, right):
            return None
        object_hit = None
        if frame.object and frame.object not in ACTORS:
            object_hit = self._object_class(frame.object, left, group.first, last, right, passive)
            if object_hit is None and passive and frame.object in _AFTER_PASSIVE:
                object_hit = self._object_class(frame.object, left, group.first, last, right, False)
            if object_hit is None and not passive:
                object_hit = self._antecedent(frame.object, group)
            if object_hit is None and not passive:
                object_hit = self._relative_object(frame.object, group.first)
            if object_hit is None:
                return None
        if frame.object is None and "object" not in frame.roles:
            passive = group.passive  # no participle of an intransitive verb is passive
        if frame.theme:
            passive = group.passive
            object_hit = self._theme(frame.theme, left, group.first)
            if object_hit is None:
                return None
        if object_hit and self._none_of(sentence.index(object_hit[0])):
            return None
        slots: dict[str, list[int]] = {}
        subject = [number] if (number := self._absolute(index)) is not None else self.sentence.subject(group)
        if passive or frame.theme:
            slots["object" if passive else "subject"] = subject
            for governor, number in sentence.prepositional(left, group.first):
                slots.setdefault(governor, []).append(number)
        else:
            slots["subject"] = subject
            slots["object"] = sentence.objects(last + 1, right)
        self._right_slots(slots, last + 1, right, object_hit)
        if passive:
            slots["subject"] = slots.pop("by", [])
            if object_hit and object_hit[0] < hit.start:
                self._move_owners(frame, slots)
            if "venue" in frame.roles:
                slots["venue"] = slots.pop("in", [])
        governing = entry.lemma.rpartition(" ")[2]
        if governing in PREPOSITIONS:  # of "called on the minister" the minister is the object
            slots["object"] = slots.pop(governing, [])
        if frame.object in ACTORS and not self._object_fits(frame.object, slots.get("object", [])):
            return None
        possessive = self._possessives(last + 1, object_hit) if object_hit and not passive else []
        if possessive:
            slots["possessive"] = possessive
        status = Status(frame.status) if frame.status else group.status or Status.OCCURRED
        candidate = self._fill(frame, slots, left, right, hit, status, last)
        if candidate is None:
            return None
        candidate.lemma = entry.lemma
        candidate.agreed = group.agreed
        if group.contracted:
            candidate.edges = (hit.start, candidate.edges[1])  # the day before "to build" is that of the contract
        candidate.reduced = passive and not group.passive
        if frame.object == "institution_things" and object_hit:
            self._add_mission(candidate, object_hit)
        if object_hit:
            candidate.object_span = object_hit
        habitual = entry.form in ("b", "s") and group.first == index and not sentence.caption
        habitual = habitual and not entry.lemma.startswith(("be ", "can ", "may "))
        if habitual and candidate.status is Status.OCCURRED:
            candidate.status = _PRESENT.get(candidate.type, candidate.status)
        if sentence.caption and candidate.status is Status.ONGOING:
            candidate.status = Status.OCCURRED
        return candidate

    def _move_owners(self, frame: Frame, slots: dict[str, list[int]]) -> None:
        """Who only tells whose or from where the subject of a passive is: "a [Korean] order was awarded to X"."""
        mentions = self.sentence.mentions
        subject = slots.get("object", [])
        owners = [n for n in subject if mentions[n].possessive or mentions[n].kind is MentionKind.ADJECTIVE]
        if owners and "possessive" in frame.roles:
            slots["possessive"] = owners
            slots["object"] = [n for n in subject if n not in owners]
        if "from" in frame.roles:
            slots["object"] = [n for n in slots["object"] if self.sentence.governors(n) != ("from",)]

    def _none_of(self, index: int) -> bool:
        """Whether the noun phrase that holds token `index` begins with "no": "received [no] vaccines"."""
        for step in range(index - 1, max(-1, index - 5), -1):
            low = self.sentence.tokens[step].low
            if low in ("no", "neither", "without"):
                return True
            if low in PREPOSITIONS or low in ("the", "a", "an", ",", "and") or self.sentence.at[step] >= 0:
                return False
        return False

    def _absolute(self, index: int) -> int | None:
        """The subject of a participle after "with": "with [the minister] presenting a vase"."""
        number = self.sentence.at[index - 1] if index else -1
        return number if number >= 0 and self.sentence.governors(number)[:1] == ("with",) else None

    def _theme(self, name: str, left: int, first: int) -> tuple[int, int] | None:
        """What "entered into force" or "took place": a noun of the class, or a pronoun, left of the verb."""
        tokens = self.sentence.tokens
        for hit in reversed(self.hits):
            if tokens[left].start <= hit.start < tokens[first].start and _in_class(hit, name):
                return hit.start, hit.end
        for step in range(first - 1, max(left - 1, first - 4), -1) if name == "document" else ():
            if tokens[step].low in ("it", "which", "that", "they", "both", "move", "measure"):
                return tokens[step].start, tokens[step].end
        return None

    def _right_slots(
        self, slots: dict[str, list[int]], left: int, right: int, object_hit: tuple[int, int] | None
    ) -> None:
        for governor, number in self.sentence.prepositional(left, right):
            if governor == "of" and not self._specifies(number, left, object_hit):
                continue
            members = slots.setdefault(governor, [])
            # A slot is filled by one phrase: "to A and B", not by a later "to C" of another one.
            if not members or (number not in members and number in self.sentence.group(members[-1], right)):
                members.append(number)

    def _specifies(self, number: int, left: int, object_hit: tuple[int, int] | None) -> bool:
        """Whether "of X" belongs to the trigger or its object, not to some other noun ("at the invitation of X")."""
        tokens = self.sentence.tokens
        for step in range(self.sentence.spans[number][0] - 1, left - 2, -1):
            if tokens[step].low == "of":
                noun = tokens[step - 1]
                inside = object_hit is not None and object_hit[0] <= noun.start < object_hit[1]
                return step - 1 < left or inside or noun.low in ("side", "sides", "behalf", "part")
        return False

    def _possessives(self, left: int, object_hit: tuple[int, int]) -> list[int]:
        stop = self.sentence.index(object_hit[0])
        return [
            number
            for number in dict.fromkeys(n for n in self.sentence.at[left:stop] if n >= 0)
            if self.sentence.mentions[number].possessive or self.sentence.mentions[number].kind is MentionKind.ADJECTIVE
        ]

    def _object_class(
        self, name: str, left: int, first: int, last: int, right: int, passive: bool
    ) -> tuple[int, int] | None:
        sentence = self.sentence
        tokens = sentence.tokens
        if passive:
            low, high = tokens[left].start, tokens[first].start
        else:
            low = tokens[last].end
            high = tokens[min(right, last + 1 + _MAX_OBJECT_GAP) - 1].end
        for hit in self.hits:
            if hit.start < low or hit.start >= high or not _in_class(hit, name):
                continue
            if name in _AS_HEADS and self._modifies(hit):
                continue
            place = sentence.index(hit.start)
            if passive:
                if not self._governed_noun(left, place):
                    return hit.start, hit.end
            elif not self._cut_off(last + 1, place, name):
                return hit.start, hit.end
        if name == "institution_things":
            return self._body_object(left if passive else last + 1, first if passive else right)
        return None

    def _antecedent(self, name: str, group: VerbGroup) -> tuple[int, int] | None:
        """The object of a relative clause, before it: "the agreement, [which] A and B signed", "the pact A signed"."""
        tokens = self.sentence.tokens
        subject = self.sentence.subject(group)
        step = self.sentence.spans[subject[0]][0] - 1 if subject else -1
        reach = 0
        if step > 0 and tokens[step].low in _RELATIVE_OBJECTS:
            reach = _ANTECEDENT_WITHIN
            step -= 2 if tokens[step - 1].low == "," else 1
        for hit in reversed(self.hits):
            end = self.sentence.index(hit.end - 1)
            if _in_class(hit, name) and step - reach <= end <= step:
                between = (token.low for token in tokens[end + 1 : step + 1])
                return None if any(low in AUXILIARIES or low == "," for low in between) else (hit.start, hit.end)
        return None

    def _relative_object(self, name: str, first: int) -> tuple[int, int] | None:
        """The noun that a relative clause is about: "[the loan] that China granted"."""
        tokens = self.sentence.tokens
        step = next((s for s in range(first - 1, max(0, first - 8), -1) if tokens[s].low in ("that", "which")), None)
        if step is None or not any(number >= 0 for number in self.sentence.at[step:first]):
            return None
        for hit in reversed(self.hits):
            if hit.end <= tokens[step].start and step - self.sentence.index(hit.end - 1) <= _RELATIVE_REACH:
                if _in_class(hit, name):
                    return hit.start, hit.end
                if any(entry.kind is Kind.VERB and entry.form in ("d", "s", "p") for entry in hit.entries):
                    return None
        return None

    def _modifies(self, hit: Hit) -> bool:
        """Whether the noun only modifies the next one: "undersea cable surveillance"."""
        following = self.sentence.index(hit.end - 1) + 1
        if following >= len(self.sentence.tokens) or self.sentence.at[following] >= 0:
            return False
        low = self.sentence.tokens[following].low
        return low.isalpha() and low not in PREPOSITIONS and low not in _AFTER_NOUN and not low.endswith(("ed", "ing"))

    def _body_object(self, left: int, right: int) -> tuple[int, int] | None:
        """An embassy or joint body that the names step already took as an actor."""
        for index in range(left, min(right, left + _MAX_OBJECT_GAP)):
            number = self.sentence.at[index]
            if number >= 0 and not self.sentence.governors(number):
                mention = self.sentence.mentions[number]
                types = {self.cast.actors[actor].type for actor in mention.actors if actor in self.cast.actors}
                if mention.kind is MentionKind.BODY and types & {"embassy", "other", "association"}:
                    return mention.start, mention.end
        return None

    def _add_mission(self, candidate: Candidate, span: tuple[int, int]) -> None:
        """The mission or joint body that is opened is mentioned in the event."""
        present = set(candidate.actors())
        for mention in self.sentence.mentions:
            if mention.kind is MentionKind.BODY and mention.start < span[1] and span[0] < mention.end:
                new = [actor for actor in mention.actors if actor not in present]
                if new:
                    candidate.roles.setdefault("mentioned", []).extend(new)
                bodies = [known for actor in mention.actors if (known := self.cast.actors.get(actor))]
                states = [body.part_of for body in bodies if body.part_of]
                if states and "initiator" not in candidate.roles and "participant" not in candidate.roles:
                    candidate.roles["initiator"] = [state for state in states if state not in present]

    def _governed_noun(self, left: int, index: int) -> bool:
        """Whether a preposition governs the noun at `index` in its clause."""
        for step in range(index - 1, max(left - 1, index - 8), -1):
            low = self.sentence.tokens[step].low
            if low in PREPOSITIONS and low not in ("of",):
                return True
            if low in ("the", "a", "an", ",") or self.sentence.at[step] >= 0:
                return False
        return False

    def _cut_off(self, begin: int, index: int, name: str) -> bool:
        """Whether a preposition parts the verb from the noun, so that it is no direct object."""
        tokens = self.sentence.tokens
        for step in range(begin, index):
            if tokens[step].low in ("which", "who") or (tokens[step].low == "that" and tokens[step + 1].low != "of"):
                return True  # a clause of its own begins
        if tokens[begin].low == "to" and not self.sentence.is_preposition(begin):
            return True  # "offered [to train] soldiers": the object is the infinitive's
        through = _THROUGH.get(name, _OF)
        return any(
            tokens[step].low in PREPOSITIONS and tokens[step].low not in through and self._governs_further(step, index)
            for step in range(begin, index)
        )

    def _governs_further(self, preposition: int, index: int) -> bool:
        """A short phrase of place or time ("signed in Rome an agreement") lets the object through."""
        between = self.sentence.tokens[preposition + 1 : index]
        return not any(token.low in ("a", "an", "the", "two", "several", "six", "three") for token in between[1:])

    def _object_fits(self, wanted: str, numbers: Sequence[int]) -> bool:
        for number in numbers:
            mention = self.sentence.mentions[number]
            if wanted == "person" and mention.kind is MentionKind.OFFICE:
                return True
            for actor in mention.actors:
                if wanted == "actor" or self.kind(actor) == wanted:
                    return True
        return False

    def _then(self, name: str, last: int, right: int) -> bool:
        words = [token.low for token in self.sentence.tokens[last + 1 : min(right, last + 20)]]
        if name == "commitment":
            return words[:1] in (["to"], ["on"]) or not self.words[name].isdisjoint(words[:5])
        return not self.words[name].isdisjoint(words)

    # Nouns

    def _nominal(self, frame: Frame, entry: Entry, hit: Hit, index: int, last: int) -> Candidate | None:
        if not self._may_fit(frame):
            return None
        sentence = self.sentence
        left, right = sentence.left_edge(index), sentence.right_edge(last + 1)
        if self._blocked(frame, left, right):
            return None
        if frame.type != "cultural_event" and any(
            token.low == "anniversary" for token in sentence.tokens[max(0, index - 5) : index]
        ):
            return None
        object_hit = None
        if frame.object:
            object_hit = self._nominal_object(frame.object, index, last, right)
            if object_hit is None:
                return None
        if frame.about and not self._is_about(frame.about, last, right):
            return None
        if frame.then and not self._then(frame.then, last, right):
            return None
        carrier = self._carrier(index, left)
        status, slots = carrier.status, carrier.slots
        if status is None or self._none_of(index):
            return None
        adjective = sentence.scheduled_adjective(index)
        if adjective and status is Status.OCCURRED:
            status = adjective
        status = self._afterwards(status, last, right)
        if status is None:
            return None
        status = Status(frame.status) if frame.status else status
        possessive = self._owner(index)
        if possessive:
            slots["possessive"] = possessive
            slots.pop("subject", None)  # who hosts or witnesses somebody's visit does not pay it
        self._right_slots(slots, last + 1, right, object_hit)
        if frame.type == "visit":
            self._traveller(slots, left, index)
        candidate = self._fill(frame, slots, left, right, hit, status, last)
        if candidate is None:
            return None
        candidate.nominal = True
        candidate.agreed = carrier.agreed
        candidate.lemma = entry.lemma
        candidate.object_span = object_hit
        before = sentence.tokens[index - 1].low if index else ""
        candidate.definite = bool(possessive) or before in ("the", "this", "that", "his", "her", "its", "their")
        return candidate

    def _traveller(self, slots: dict[str, list[int]], left: int, index: int) -> None:
        """Who travels and where, of a phrase like "is in X [for a visit]": the clause's subject, and its place."""
        sentence = self.sentence
        before = [token.low for token in sentence.tokens[max(left, index - 6) : index]]
        if not {"for", "on"} & set(before) or any(slots.get(slot) for slot in ("subject", "possessive", "by", "of")):
            return
        free = sentence.free(left, index)
        if free:
            slots["subject"] = [free[0]]
        if not slots.get("to") and not slots.get("in"):
            for governor, number in sentence.prepositional(left, index):
                if governor in ("to", "in"):
                    slots.setdefault(governor, []).append(number)

    def _nominal_object(self, name: str, index: int, last: int, right: int) -> tuple[int, int] | None:
        tokens = self.sentence.tokens
        for hit in self.hits:
            if not _in_class(hit, name):
                continue
            place = self.sentence.index(hit.start)
            after = last < place <= min(right, last + 10) and self._adjoins(last, place)
            before = index - 2 <= self.sentence.index(hit.end - 1) < index
            raised = name == "partnership" and last < place < right and self._to_level(place)
            if after or before or raised:
                return hit.start, hit.end
        if name == "institution_things" and last + 1 < right and tokens[last + 1].low == "of":
            for step in range(last + 2, min(right, last + 8)):
                number = self.sentence.at[step]
                if number >= 0 and self.sentence.mentions[number].kind is MentionKind.BODY:
                    return self.sentence.mentions[number].start, self.sentence.mentions[number].end
        return None

    def _sought(self, name: str, last: int, right: int) -> bool:
        """Whether the object of a verb is a thing not there yet: "discussing [an] agreement"."""
        places = [self.sentence.index(hit.start) for hit in self.hits if _in_class(hit, name)]
        place = next((place for place in places if last < place < right), last)
        words = (token.low for token in self.sentence.tokens[max(last + 1, place - 7) : place])
        return not _ARTICLES.isdisjoint(words)

    def _to_level(self, place: int) -> bool:
        """ "the upgrade of ties between X and Y [to a] strategic partnership"."""
        return any(token.low in ("to", "into") for token in self.sentence.tokens[max(0, place - 4) : place])

    def _is_about(self, name: str, last: int, right: int) -> bool:
        """Whether talks are on a thing of the class; a document must still be sought, as "a treaty" is."""
        tokens = self.sentence.tokens
        for hit in self.hits:
            place = self.sentence.index(hit.start)
            if not last < place < right or not _in_class(hit, name):
                continue
            between = [token.low for token in tokens[last + 1 : place]]
            before = between[-7:]
            sought = name != "document" or not _ARTICLES.isdisjoint(before)
            if sought and "," not in between and any(word in _ABOUT for word in before):
                return True
        return False

    def _adjoins(self, last: int, place: int) -> bool:
        """Whether the noun at `place` is what the action noun is of: "the signing [of two new] agreements"."""
        tokens = self.sentence.tokens
        if tokens[last + 1].low not in ("of", "to", "for", "the", "on"):
            return False
        return not any(
            token.low in PREPOSITIONS and tokens[last + 1 + offset].low not in ("number", "series", "package", "dozens")
            for offset, token in enumerate(tokens[last + 2 : place])
        )

    def _carrier(self, index: int, left: int) -> _Carrier:
        """What the verb before a noun trigger says: "[paid] a visit", "[cancelled] talks", "[proposed] a meeting"."""
        sentence = self.sentence
        floor = max(left, index - 9)
        for hit in reversed(self.hits):
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
                if not self._reaches(last + 1, index):
                    continue
                if entry.form in ("d", "n") and place and sentence.tokens[place - 1].low in _LEADS:
                    continue  # "put off a [planned] trip"
                group = sentence.verb_group(place, entry.form)
                if entry.kind is Kind.CANCEL or group.status is None:
                    return _Carrier(None)
                slots = {} if group.passive else {"subject": sentence.subject(group)}
                if entry.kind is Kind.WISH:
                    return _Carrier(Status.PROPOSED, slots)
                if entry.kind is Kind.PLAN:
                    return _Carrier(Status.SCHEDULED, slots)
                status = Status.OCCURRED if group.status is Status.ONGOING else group.status
                return _Carrier(status, slots, group.agreed)
        return _Carrier(self._led_by(index))

    def _reaches(self, begin: int, index: int) -> bool:
        """Whether only the noun phrase's own words stand between the carrying verb and its noun."""
        for step in range(begin, index):
            low = self.sentence.tokens[step].low
            if low in PREPOSITIONS and low not in ("of", "on", "in", "for", "with"):
                return False
            if low in ("and", "that", "who", "which", ";"):
                return False
        return True

    def _led_by(self, index: int) -> Status:
        for step in range(index - 1, max(-1, index - 7), -1):
            low = self.sentence.tokens[step].low
            if low in _AHEAD:
                return Status.SCHEDULED
            if low in ("during", "after", "following", "since"):
                return Status.OCCURRED
        return Status.OCCURRED

    def _afterwards(self, status: Status, last: int, right: int) -> Status | None:
        """What the verb after a noun trigger says: "the talks [will be held]", "the visit [was cancelled]"."""
        if last + 1 >= right:
            return status
        tokens = self.sentence.tokens
        stop = min(right, last + 40)
        window = self.low[tokens[last + 1].start : tokens[stop - 1].end]
        match = _TAKES_PLACE.search(window)
        if match is None:
            return status
        if match["undone"]:
            return None
        return Status.SCHEDULED if status is Status.OCCURRED and not self._in_phrase(last) else status

    def _in_phrase(self, last: int) -> bool:
        """A trigger within "during his visit to X, A will ..." is no subject of the verb that follows."""
        for step in range(last - 1, max(-1, last - 6), -1):
            if self.sentence.tokens[step].low in ("during", "after", "following", "since", "in", "at", "on", "from"):
                return True
        return False

    def _owner(self, index: int) -> list[int]:
        """The possessor of a noun trigger: "[Kenya's] visit", "[his] talks", "[French] donation"."""
        for step in range(index - 1, max(-1, index - 6), -1):
            number = self.sentence.at[step]
            if number >= 0:
                mention = self.sentence.mentions[number]
                if mention.possessive or mention.kind is MentionKind.ADJECTIVE:
                    return self._owners(number)
                if step == index - 1:
                    return self._owners(number)
                return []
            low = self.sentence.tokens[step].low
            if low in PREPOSITIONS or low in (",", "and", "the", "a", "an"):
                return []
        return []

    def _owners(self, number: int) -> list[int]:
        numbers = [number]
        while numbers[0] > 0 and self.sentence._listed(numbers[0] - 1, numbers[0]):
            numbers.insert(0, numbers[0] - 1)
        while numbers[0] > 0 and self.sentence.spans[numbers[0] - 1][1] in (
            self.sentence.spans[numbers[0]][0],
            self.sentence.spans[numbers[0]][0] - 1,
        ):
            before = self.sentence.spans[numbers[0] - 1][1]
            if before < self.sentence.spans[numbers[0]][0] and self.sentence.tokens[before].low not in ("-", "–"):
                break
            numbers.insert(0, numbers[0] - 1)
        return numbers

    # Both

    def _blocked(self, frame: Frame, left: int, right: int) -> bool:
        if not frame.unless or right <= left:
            return False
        tokens = self.sentence.tokens
        clause = self.low[tokens[left].start : tokens[right - 1].end]
        return betrays(frame, clause)

    def _fill(
        self, frame: Frame, slots: Mapping[str, list[int]], left: int, right: int, hit: Hit, status: Status, last: int
    ) -> Candidate | None:
        roles: dict[str, list[str]] = {}
        used: set[int] = set()
        for slot, role in frame.roles.items():
            numbers = slots.get(slot, []) if slot != "any" else self._others(left, right, used)
            for number in numbers:
                if number in used:
                    continue
                used.add(number)
                for actor in self.sentence.mentions[number].actors:
                    if not any(actor in members for members in roles.values()):
                        roles.setdefault(role, []).append(actor)
        if frame.subject_is and not self._subject_is(frame.subject_is, slots.get("subject", [])):
            return None
        if frame.type == "signing":
            self._take_witnesses(roles, left, right)
        sides = {side for members in roles.values() for side in map(self.side, members)}
        if len(sides) > 1 and set(roles) == {"initiator"} and frame.type in _MUTUAL:
            roles = {"participant": roles["initiator"]}
        if not all(self._need_met(need, frame, slots, sides, left, right, last) for need in frame.needs):
            return None
        if not roles and "pair" in frame.needs and frame.type not in _OF_KNOWN_SIDES:
            return None
        return Candidate(
            type=frame.type,
            status=status,
            roles=roles,
            unit=self.unit,
            start=hit.start,
            end=hit.end,
            edges=(self.sentence.tokens[left].start, self.sentence.tokens[max(left, right - 1)].end),
            partial=len(sides) < 2,
        )

    def _need_met(
        self,
        need: str,
        frame: Frame,
        slots: Mapping[str, list[int]],
        sides: set[str],
        left: int,
        right: int,
        last: int,
    ) -> bool:
        """Whether a frame's need is met. `pair` is for the whole article: `completion` may find the other side."""
        if need == "pair":
            return True
        if need == "carried":
            return bool(slots.get("subject"))
        if need == "stated":
            return len(sides) > 1
        if need in ("alone", "transitive"):
            return self._intransitive(last) is (need == "alone")
        if need == "since":
            return any(token.low == "since" for token in self.sentence.tokens[left:right])
        if need == "pair_subject":
            numbers = [number for slot in ("subject", "with") for number in slots.get(slot, [])]
            return len({self.side(a) for n in numbers for a in self.sentence.mentions[n].actors}) > 1
        if need == "subject":
            initiators = [slot for slot, role in frame.roles.items() if role == frame.roles.get("subject")]
            return any(slots.get(slot) for slot in initiators if slot in ("subject", "from", "with", "possessive"))
        return bool(slots.get(need) or (need == "in" and slots.get("at")))

    def _intransitive(self, last: int) -> bool:
        """Whether no object follows a verb: "the embassy opened in May"."""
        if last + 1 >= len(self.sentence.tokens):
            return True
        following = self.sentence.tokens[last + 1].low
        return not following[0].isalnum() or following in PREPOSITIONS or following in _AFTER_VERB

    def _subject_is(self, types: tuple[str, ...], numbers: Sequence[int]) -> bool:
        mentions = [self.sentence.mentions[number] for number in numbers]
        kinds = {self.kind(actor) for mention in mentions for actor in mention.actors}
        if any(mention.kind is MentionKind.ADJECTIVE for mention in mentions):
            kinds = {"other"}  # "Danish firms", "a Danish delegation"
        return not kinds or bool(kinds & set(types))

    def kind(self, actor: str) -> str:
        """The type of an actor."""
        known = self.cast.actors.get(actor)
        return known.type if known else ""

    def _take_witnesses(self, roles: dict[str, list[str]], left: int, right: int) -> None:
        """Who a document was signed "in the presence of", or who is otherwise told to have attended, is a witness."""
        tokens = self.sentence.tokens
        for number, mention in enumerate(self.sentence.mentions):
            first, end = self.sentence.spans[number]
            if not left <= first < right:
                continue
            governed = self.sentence.governors(number)[:1]
            before = [token.low for token in tokens[max(left, first - 12) : first]]
            present = governed == ("of",) and "presence" in before
            present = present or (
                governed == ("by",) and any(w in before for w in ("witnessed", "attended", "overseen"))
            )
            witnesses = list(mention.actors)
            if any(token.low in _WITNESSING for token in tokens[end : end + 2]):
                present = True
                witnesses = [a for n in self._owners(number) for a in self.sentence.mentions[n].actors]
            if present:
                for members in roles.values():
                    members[:] = [actor for actor in members if actor not in witnesses]
                roles.setdefault("witness", []).extend(witnesses)
        for role in [role for role, members in roles.items() if not members]:
            del roles[role]

    def _others(self, left: int, right: int, used: set[int]) -> list[int]:
        numbers = dict.fromkeys(n for n in self.sentence.at[left:right] if n >= 0 and n not in used)
        return list(numbers)

    def side(self, actor: str) -> str:
        """The country of an actor, or the actor itself where it has none."""
        known = self.cast.actors.get(actor)
        return (known.country_code if known else None) or actor


_AFTER_PARTICIPLE = frozenset("by in on at between with during last this earlier to under for".split())
_WITNESSING = frozenset({"witness", "witnessed", "witnesses", "attended", "oversaw"})
_AFTER_VERB = frozenset({"officially", "formally", "today", "and"})
_ABOUT = frozenset("settle resolve end defuse on for about regarding concerning over of toward towards".split())
_ARTICLES = frozenset({"a", "an"})
_LEADS = frozenset("a an the his her its their".split())
# Classes whose nouns count only as heads: "an attack", no "attack helicopter".
_AS_HEADS = frozenset({"projects", "hostile_things"})
_AFTER_NOUN = AUXILIARIES | {
    "and",
    "or",
    "that",
    "which",
    "where",
    "who",
    "project",
    "complex",
    "next",
    "last",
    "this",
    "built",
    "run",
}
# What the present tense tells of: practice ("Angola exports oil to Brazil"), or what is fixed ("enters into force").
_PRESENT = {
    "trade": Status.ONGOING,
    "training": Status.ONGOING,
    "aid": Status.ONGOING,
    "entry_into_force": Status.SCHEDULED,
}
# Verbs that say that an act begins; the act follows as "-ing" or "to" with its base form.
_BEGINNING = {
    "begin": "b", "begins": "s", "began": "d", "begun": "n",
    "start": "b", "starts": "s", "started": "d", "continued": "d",
    "resume": "b", "resumes": "s", "resumed": "d", "finished": "d",
    "commence": "b", "commences": "s", "commenced": "d", "completed": "d",
}  # fmt: skip
# What both sides may do together.
_MUTUAL = frozenset({"cultural_event", "institution", "training", "trade", "conflict", "aid"})
# Things that are given to or presented with: the receiver may stand before them.
_GIVEN = frozenset({"decoration", "aid_goods", "goods", "gift_things", "training_things"})
# Prepositions through which a verb reaches an object of a class.
_OF = frozenset({"of", "as", "than"})
_THROUGH = dict.fromkeys(_GIVEN, _OF | {"to", "with"}) | {
    "aid_goods": _OF | {"to", "with", "in", "worth"},  # "20 million euros in humanitarian aid"
    "goods": _OF | {"to", "with", "in", "worth"},
    "envoys": _OF | {"to"},  # "told Canada to withdraw diplomats"
    "market": _OF | {"to", "in", "on"},  # "access to the market"
    "partnership": _OF | {"to", "into"},
    "visa_free": _OF | {"to"},  # "allowed citizens of X to enter without a visa"
    "visas": _OF | {"from"},  # "exempted citizens of X from visas"
}
# What may follow a passive: "ties were upgraded [to a partnership]", "he was awarded [the order]".
_AFTER_PASSIVE = _GIVEN | {"partnership", "visas"}


def _retold(candidate: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a meeting is only the talks that a negotiation beside it is: "mediated [talks] between A and B"."""
    return candidate.type == "meeting" and any(
        other.type == "negotiation"
        and abs(other.start - candidate.start) < _SAME_PHRASE
        and not set(other.actors()).isdisjoint(candidate.actors())
        for other in found
    )


def _in_class(hit: Hit, name: str) -> bool:
    return any(entry.kind is Kind.CLASS and entry.lemma == name for entry in hit.entries)


def betrays(frame: Frame, clause: str) -> bool:
    """Whether words of a lower-cased clause betray that a frame's trigger has another sense in it."""
    return bool(frame.unless) and bool(_any_of(frame.unless).search(clause))


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")

"""Whether a term that may tell an act is a trigger where it stands: verb or noun, participle or name."""

from __future__ import annotations

from comity.coder.document import MentionKind
from comity.coder.lexicon import Hit, Kind
from comity.coder.scene import Scene, Trigger, in_class
from comity.coder.slots import absolute_subject
from comity.coder.verb_groups import VerbGroup
from comity.coder.word_classes import AUXILIARIES, PREPOSITIONS

# Verbs that say that an act begins; the act follows as "-ing" or "to" with its base form.
BEGINNING = {
    "begin": "b", "begins": "s", "began": "d", "begun": "n",
    "start": "b", "starts": "s", "started": "d", "continued": "d",
    "resume": "b", "resumes": "s", "resumed": "d", "finished": "d",
    "commence": "b", "commences": "s", "commenced": "d", "completed": "d",
}  # fmt: skip
_PURPOSES = (["aimed", "at"], ["aiming", "at"])
_AFTER_PARTICIPLE = frozenset(
    "by in on at between with during last this earlier to under for after following when".split()
)
_BEFORE_PARTICIPLE = frozenset(", after before by while and when in on for since of following - – —".split())
_BEFORE_ING_NOUN = frozenset("after before by for of on in since following from at".split())
_BEFORE_ADJECTIVE = frozenset("on of for in from with by to the a an its their his her these some more new".split())
_PHRASE = 8  # tokens of a document's name behind its noun
_SINGULAR = frozenset({MentionKind.BODY, MentionKind.COUNTRY, MentionKind.PERSON})
_BEFORE_VERB = frozenset("to will would can could should may must".split())


def _follows_one(scene: Scene, index: int) -> bool:
    """Whether a base form stands right behind one actor, who would want "-s": "the Kenyan navy [ship]"."""
    sentence = scene.sentence
    number = sentence.at[index - 1] if index else -1
    if number < 0 or sentence.caption or sentence.governors(number) or len(sentence.mentions[number].actors) != 1:
        return False
    single = sentence.mentions[number].kind in _SINGULAR
    return single and not (number and sentence.listed(number - 1, number))


def _joins_its_like(scene: Scene, hit: Hit, index: int) -> bool:
    """Whether "and" joins a noun of the same class: "loans and [grants]"."""
    if index < 2 or scene.sentence.tokens[index - 1].low not in ("and", "or"):
        return False
    before = scene.sentence.tokens[index - 2].end
    return any(other.end == before and not other.classes.isdisjoint(hit.classes) for other in scene.hits)


def is_in_name(scene: Scene, index: int) -> bool:
    """Whether token `index`, which a mention holds, is part of a name: "the [Trade] Ministry"."""
    kind = scene.sentence.mentions[scene.sentence.at[index]].kind
    return kind not in (MentionKind.PRONOUN, MentionKind.GROUP)


def is_noun_trigger(scene: Scene, trigger: Trigger) -> bool:
    """Whether a noun of the lexicon is one here, and no verb spelled like it."""
    entry, hit, index, _ = trigger
    if index > 1 and [token.low for token in scene.sentence.tokens[index - 2 : index]] in _PURPOSES:
        return False
    if " " in entry.lemma or entry.lemma.endswith(("tion", "ment", "ing-ceremony")):
        return True
    if index == 0:
        return True
    before = scene.sentence.tokens[index - 1].low
    verbs = any(other.kind is Kind.VERB for other in hit.entries)
    if verbs:
        return scene.sentence.is_noun(index)
    return before not in _BEFORE_VERB


def is_verb_trigger(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb of the lexicon is one here, and no noun spelled like it."""
    entry, hit, index, _ = trigger
    never_noun = entry.form == "s" and entry.lemma.partition(" ")[0] not in scene.words["also_nouns"]
    if entry.lemma.startswith(("be ", "can ", "may ", "no ")):
        return True
    if entry.form in ("b", "s") and not never_noun and scene.sentence.is_noun(index):
        return False
    if entry.form == "b" and _follows_one(scene, index):
        return False
    if entry.form == "s" and not never_noun and _joins_its_like(scene, hit, index):
        return False
    if entry.form == "g" and index and not _opens_participle(scene, index) and scene.sentence.is_noun(index):
        before = scene.sentence.tokens[index - 1].low
        return before in _BEFORE_ING_NOUN
    return True


def tells_participle(scene: Scene, index: int) -> bool:
    """A bare -ing form that tells an act: after a conjunction or comma, or as subject of its clause."""
    if index == 0 or _opens_participle(scene, index):
        return True
    if scene.sentence.caption and scene.sentence.at[index - 1] >= 0:
        return True  # headlines leave "is" out: "Lima [hosting] a film week"
    return scene.sentence.tokens[index - 1].low in _BEFORE_PARTICIPLE


def _opens_participle(scene: Scene, index: int) -> bool:
    """Whether what stands before an -ing form lets it tell an act: "a communique [establishing] relations"."""
    if index == 0:
        return False
    token = scene.sentence.tokens[index - 1]
    document = any(hit.end == token.end and in_class(hit, "document") for hit in scene.hits)
    return document or token.low in BEGINNING or absolute_subject(scene, index) is not None


def is_adjectival(scene: Scene, index: int) -> bool:
    """Whether a participle only describes the noun after it: "a ban on [imported] goods"."""
    before = scene.sentence.tokens[index - 1] if index else None
    if before is None or scene.sentence.at[index - 1] >= 0 or index + 1 >= len(scene.sentence.tokens):
        return False
    after = scene.sentence.tokens[index + 1].low
    return before.low in _BEFORE_ADJECTIVE and after.isalpha() and after not in PREPOSITIONS


def is_reduced_passive(scene: Scene, trigger: Trigger, group: VerbGroup) -> bool:
    """ "an agreement [signed] in Rome": no auxiliary, a noun right before, and by/in/on/at right after."""
    _, _, index, last = trigger
    if group.first != index or index == 0 or last + 1 >= len(scene.sentence.tokens):
        return False
    after = scene.sentence.tokens[last + 1].low
    before = scene.sentence.tokens[index - 1]
    if scene.sentence.at[index - 1] >= 0 or before.low in PREPOSITIONS or before.low in (",", "and", "who", "which"):
        told = index > 1 and (_document_before(scene, index - 2) or _built_before(scene, index - 2))
        return before.low == "," and (after == "by" or (told and after in _AFTER_PARTICIPLE))
    subject = scene.sentence.subject(group)
    near = bool(subject) and scene.sentence.spans[subject[-1]][1] >= index - 1
    return not near and after in _AFTER_PARTICIPLE


def _built_before(scene: Scene, index: int) -> bool:
    """Whether what is built ends with token `index`: "a school, built by Kenya"."""
    return any(hit.end == scene.sentence.tokens[index].end and in_class(hit, "built") for hit in scene.hits)


def _document_before(scene: Scene, index: int) -> bool:
    """Whether the noun phrase that ends with token `index` is a document: "[the pact of the two banks], signed"."""
    tokens = scene.sentence.tokens
    for hit in reversed(scene.hits):
        if hit.start <= tokens[index].start and in_class(hit, "document"):
            between = [token.low for token in tokens[scene.sentence.index(hit.end - 1) + 1 : index + 1]]
            return len(between) <= _PHRASE and AUXILIARIES.isdisjoint(between) and "," not in between
    return False

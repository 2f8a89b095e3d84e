"""The thing that an act is about: an agreement that is signed, aid that is given, an embassy that is opened."""

from __future__ import annotations

from collections.abc import Sequence

from comity.coder.document import MentionKind
from comity.coder.grammar import Sentence
from comity.coder.lexicon import Hit, Kind
from comity.coder.scene import Scene, in_class
from comity.coder.verb_groups import VerbGroup
from comity.coder.word_classes import AUXILIARIES, PREPOSITIONS

_MAX_OBJECT_GAP = 14
_RELATIVE_OBJECTS = frozenset({"which", "that"})
_ANTECEDENT_WITHIN = 5
_RELATIVE_REACH = 12  # tokens between a noun and the relative clause about it
_STANDING_FOR_THINGS = frozenset({"it", "they", "these", "both"})
_CARING = ("hospital", "school", "clinic", "stadium", "hotel", "museum", "airport", "party")  # no joint bodies
_ABOUT = frozenset("settle resolve end defuse on for about regarding concerning over of toward towards".split())
_CARRYING = frozenset("carrying with bringing transporting".split())
# Of a passive that only people undergo: "they were received by the governor".
_STANDING_FOR_PEOPLE = frozenset({MentionKind.PRONOUN, MentionKind.GROUP})
_TALKS = frozenset("negotiations negotiation talks".split())
_ARTICLES = frozenset({"a", "an"})
# Classes whose nouns count only as heads: "an attack", no "attack helicopter".
_AS_HEADS = frozenset({"projects", "hostile_things"})
_AFTER_NOUN = AUXILIARIES | frozenset("and or that which where who project complex next last this built run".split())
# Things that are given to or presented with: the receiver may stand before them.
_GIVEN = frozenset({"decoration", "aid_goods", "goods", "gift_things", "training_things", "training_grants"})
# Prepositions through which a verb reaches an object of a class.
_OF = frozenset({"of", "as", "than"})
_THROUGH = dict.fromkeys(_GIVEN, _OF | {"to", "with"}) | {
    "aid_goods": _OF | {"to", "with", "in", "worth"},  # "20 million euros in humanitarian aid"
    "goods": _OF | {"to", "with", "in", "worth"},
    "money": _OF | {"with"},  # "provided Jordan with 50 million euros"
    "envoys": _OF | {"to"},  # "told Canada to withdraw diplomats"
    "market": _OF | {"to", "in", "on"},  # "access to the market"
    "partnership": _OF | {"to", "into", "from"},
    "looser_partnership": _OF | {"to", "into", "from"},
    "visa_free": _OF | {"to"},  # "allowed citizens of X to enter without a visa"
    "visas": _OF | {"from"},  # "exempted citizens of X from visas"
}
_ROUGHLY = frozenset({"about", "over", "around", "under", "near"})
_NUMBERS = frozenset(
    (
        "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty "
        "seventy eighty ninety hundred half"
    ).split()
)
# What may follow a passive: "ties were upgraded [to a partnership]", "he was awarded [the order]".
_AFTER_PASSIVE = _GIVEN | {"partnership", "looser_partnership", "visas"}


def of_verb(
    scene: Scene, name: str, left: int, group: VerbGroup, last: int, right: int, passive: bool
) -> tuple[int, int] | None:
    """The noun of a class that a verb acts on: object, subject of a passive, or what a relative clause is about."""
    if passive:
        thing = _direct(scene, name, left, group.first, last, right, True)
        if thing is None and name in _AFTER_PASSIVE:
            thing = _direct(scene, name, left, group.first, last, right, False)
        if thing is None and name in _GIVEN and scene.sentence.tokens[group.first - 1].low in _STANDING_FOR_THINGS:
            thing = _named_before(scene, name, group.first)
        return thing
    return (
        _direct(scene, name, left, group.first, last, right, False)
        or _antecedent(scene, name, group)
        or _before_relative(scene, name, group.first)
    )


def _named_before(scene: Scene, name: str, first: int) -> tuple[int, int] | None:
    """The last noun of a class before a verb: "a consignment of [doses] landed, where it was received by A"."""
    start = scene.sentence.tokens[first].start
    return next(((hit.start, hit.end) for hit in reversed(scene.hits) if hit.end < start and in_class(hit, name)), None)


def _direct(
    scene: Scene, name: str, left: int, first: int, last: int, right: int, passive: bool
) -> tuple[int, int] | None:
    sentence = scene.sentence
    tokens = sentence.tokens
    if passive:
        low, high = tokens[left].start, tokens[first].start
    else:
        low = tokens[last].end
        high = tokens[_reach(sentence, last + 1, right) - 1].end
    hits = scene.hits if name != "partnership" or passive else _raised_first(scene, low, high)
    for hit in hits:
        if hit.start < low or hit.start >= high or not in_class(hit, name):
            continue
        if (name in _AS_HEADS and _modifies(scene, hit)) or (name == "document" and _of_talks(scene, hit)):
            continue
        place = sentence.index(hit.start)
        if passive:
            if not _governed_noun(scene, left, place):
                return hit.start, hit.end
        elif not _cut_off(scene, last + 1, place, name) or (name == "aid_goods" and _is_carried(scene, last, place)):
            return hit.start, hit.end
    if name == "institution_things":
        return _body_object(scene, left if passive else last + 1, first if passive else right)
    return None


def _reach(sentence: Sentence, begin: int, right: int) -> int:
    """One past the last token in which a verb's object may begin; a name counts as one word, however long it is."""
    step = begin
    for _ in range(_MAX_OBJECT_GAP):
        if step >= right:
            return right
        number = sentence.at[step]
        step = sentence.spans[number][1] if number >= 0 else step + 1
    return min(step, right)


def _raised_first(scene: Scene, low: int, high: int) -> Sequence[Hit]:
    """The terms, a partnership after "to" before that after "from": "from a strategic [to a comprehensive] one"."""
    levels = [hit for hit in scene.hits if low <= hit.start < high and in_class(hit, "partnership")]
    return [*(hit for hit in levels if _to_level(scene, scene.sentence.index(hit.start))), *levels]


def _antecedent(scene: Scene, name: str, group: VerbGroup) -> tuple[int, int] | None:
    """The object of a relative clause, before it: "the agreement, [which] A and B signed", "the pact A signed"."""
    tokens = scene.sentence.tokens
    subject = scene.sentence.subject(group)
    step = scene.sentence.spans[subject[0]][0] - 1 if subject else -1
    reach = 0
    if step > 0 and tokens[step].low in _RELATIVE_OBJECTS:
        reach = _ANTECEDENT_WITHIN
        step -= 2 if tokens[step - 1].low == "," else 1
    for hit in reversed(scene.hits):
        end = scene.sentence.index(hit.end - 1)
        if in_class(hit, name) and step - reach <= end <= step:
            between = (token.low for token in tokens[end + 1 : step + 1])
            return None if any(low in AUXILIARIES or low == "," for low in between) else (hit.start, hit.end)
    return None


def _before_relative(scene: Scene, name: str, first: int) -> tuple[int, int] | None:
    """The noun that a relative clause is about: "[the loan] that China granted"."""
    tokens = scene.sentence.tokens
    step = next((s for s in range(first - 1, max(0, first - 8), -1) if tokens[s].low in ("that", "which")), None)
    if step is None or not any(number >= 0 for number in scene.sentence.at[step:first]):
        return None
    for hit in reversed(scene.hits):
        if hit.end <= tokens[step].start and step - scene.sentence.index(hit.end - 1) <= _RELATIVE_REACH:
            if in_class(hit, name):
                return hit.start, hit.end
            if any(entry.kind is Kind.VERB and entry.form in ("d", "s", "p") for entry in hit.entries):
                return None
    return None


def _modifies(scene: Scene, hit: Hit) -> bool:
    """Whether the noun only modifies the next one: "undersea cable surveillance"."""
    following = scene.sentence.index(hit.end - 1) + 1
    if following >= len(scene.sentence.tokens) or scene.sentence.at[following] >= 0:
        return False
    low = scene.sentence.tokens[following].low
    return low.isalpha() and low not in PREPOSITIONS and low not in _AFTER_NOUN and not low.endswith(("ed", "ing"))


def _of_talks(scene: Scene, hit: Hit) -> bool:
    """Whether a document only tells what talks are on: "concluded the free trade agreement (FTA) [negotiations]"."""
    following = scene.sentence.tokens[scene.sentence.index(hit.end - 1) + 1 :][:4]
    return any(token.low in _TALKS for token in following) and following[0].low in ("(", *_TALKS)


def _body_object(scene: Scene, left: int, right: int) -> tuple[int, int] | None:
    """An embassy or joint body that the names step already took as an actor."""
    for index in range(left, min(right, left + _MAX_OBJECT_GAP)):
        number = scene.sentence.at[index]
        if number >= 0 and not scene.sentence.governors(number):
            mention = scene.sentence.mentions[number]
            types = {scene.cast.actors[actor].type for actor in mention.actors if actor in scene.cast.actors}
            low = scene.low[mention.start : mention.end]
            if any(word in low for word in _CARING):
                continue
            if mention.kind is MentionKind.BODY and types & {"embassy", "other", "association"}:
                return mention.start, mention.end
    return None


def _governed_noun(scene: Scene, left: int, index: int) -> bool:
    """Whether a preposition governs the noun at `index` in its clause."""
    for step in range(index - 1, max(left - 1, index - 8), -1):
        low = scene.sentence.tokens[step].low
        if low in PREPOSITIONS and low not in ("of",):
            return True
        if low in ("the", "a", "an", ",") or scene.sentence.at[step] >= 0:
            return False
    return False


def _cut_off(scene: Scene, begin: int, index: int, name: str) -> bool:
    """Whether a preposition parts the verb from the noun, so that it is no direct object."""
    tokens = scene.sentence.tokens
    for step in range(begin, index):
        if tokens[step].low in ("which", "who") or (tokens[step].low == "that" and tokens[step + 1].low != "of"):
            return True  # a clause of its own begins
    if tokens[begin].low == "to" and not scene.sentence.is_preposition(begin):
        return True  # "offered [to train] soldiers": the object is the infinitive's
    through = _THROUGH.get(name, _OF)
    return any(
        tokens[step].low in PREPOSITIONS and tokens[step].low not in through and _governs_further(scene, step, index)
        for step in range(begin, index)
    )


def _is_carried(scene: Scene, last: int, place: int) -> bool:
    """Whether somebody goes with the noun at `place`: "took off from Lima [carrying] ten tonnes of relief goods"."""
    return any(token.low in _CARRYING for token in scene.sentence.tokens[max(last + 1, place - 7) : place])


def _governs_further(scene: Scene, preposition: int, index: int) -> bool:
    """A short phrase of place or time ("signed in Rome an agreement") lets the object through."""
    between = scene.sentence.tokens[preposition + 1 : index]
    if scene.sentence.tokens[preposition].low == "per":
        return False  # "a 25 per cent tariff"
    if scene.sentence.tokens[preposition].low in _ROUGHLY and between and _is_number(between[0].low):
        return False  # "handed over [about] six tonnes of medicines"
    return not any(token.low in ("a", "an", "the", "two", "several", "six", "three") for token in between[1:])


def _is_number(low: str) -> bool:
    return low[0].isdigit() or low in _NUMBERS


def is_actor(scene: Scene, wanted: str, numbers: Sequence[int], passive: bool) -> bool:
    """Whether one of the mentions is an actor of the type that a frame wants as its object."""
    for number in numbers:
        mention = scene.sentence.mentions[number]
        if wanted == "person" and mention.kind is MentionKind.OFFICE:
            return True
        for actor in mention.actors:
            if passive and wanted == "person" and mention.kind in _STANDING_FOR_PEOPLE:
                return True
            if wanted == "actor" or scene.kind(actor) == wanted:
                return True
    return False


def theme(scene: Scene, name: str, left: int, first: int) -> tuple[int, int] | None:
    """What "entered into force" or "took place": a noun of the class, or a pronoun, left of the verb."""
    tokens = scene.sentence.tokens
    for hit in reversed(scene.hits):
        if tokens[left].start <= hit.start < tokens[first].start and in_class(hit, name):
            return hit.start, hit.end
    if name == "joint_bodies":
        return _body_object(scene, left, first)
    for step in range(first - 1, max(left - 1, first - 4), -1) if name == "document" else ():
        if tokens[step].low in ("it", "which", "that", "they", "both", "move", "measure"):
            return tokens[step].start, tokens[step].end
    return None


def of_noun(scene: Scene, name: str, index: int, last: int, right: int) -> tuple[int, int] | None:
    """The noun of a class that an action noun is of or about: "the signing of [the pact]"."""
    tokens = scene.sentence.tokens
    for hit in scene.hits:
        if not in_class(hit, name):
            continue
        place = scene.sentence.index(hit.start)
        after = last < place <= min(right, last + 10) and _adjoins(scene, last, place)
        before = index - 2 <= scene.sentence.index(hit.end - 1) < index
        raised = name == "partnership" and last < place < right and _to_level(scene, place)
        if after or before or raised:
            return hit.start, hit.end
    if name == "institution_things" and last + 1 < right and tokens[last + 1].low == "of":
        for step in range(last + 2, min(right, last + 8)):
            number = scene.sentence.at[step]
            if number >= 0 and scene.sentence.mentions[number].kind is MentionKind.BODY:
                return scene.sentence.mentions[number].start, scene.sentence.mentions[number].end
    return None


def is_sought(scene: Scene, name: str, last: int, right: int) -> bool:
    """Whether the object of a verb is a thing not there yet: "discussing [an] agreement"."""
    places = [scene.sentence.index(hit.start) for hit in scene.hits if in_class(hit, name)]
    place = next((place for place in places if last < place < right), last)
    words = (token.low for token in scene.sentence.tokens[max(last + 1, place - 7) : place])
    return not _ARTICLES.isdisjoint(words)


def _to_level(scene: Scene, place: int) -> bool:
    """ "the upgrade of ties between X and Y [to a] strategic partnership"."""
    return any(token.low in ("to", "into") for token in scene.sentence.tokens[max(0, place - 4) : place])


def is_about(scene: Scene, name: str, last: int, right: int) -> bool:
    """Whether talks are on a thing of the class; a document must still be sought, as "a treaty" is."""
    tokens = scene.sentence.tokens
    for hit in scene.hits:
        place = scene.sentence.index(hit.start)
        if not last < place < right or not in_class(hit, name):
            continue
        between = [token.low for token in tokens[last + 1 : place]]
        before = between[-7:]
        sought = name != "document" or not _ARTICLES.isdisjoint(before)
        told = any(map(scene.sentence.verb_follows, range(last + 1, place)))  # "held talks and A signed a treaty"
        if sought and not told and "," not in between and any(word in _ABOUT for word in before):
            return True
    return False


def _adjoins(scene: Scene, last: int, place: int) -> bool:
    """Whether the noun at `place` is what the action noun is of: "the signing [of two new] agreements"."""
    tokens = scene.sentence.tokens
    if tokens[last + 1].low not in ("of", "to", "for", "the", "on"):
        return False
    return not any(
        token.low in PREPOSITIONS and tokens[last + 1 + offset].low not in ("number", "series", "package", "dozens")
        for offset, token in enumerate(tokens[last + 2 : place])
    )

"""Cities that only tell where something happens: the country stands for them in the event.

"Fiji sent tents to Nampula" is help for Mozambique. A city acts in its own name where nothing governs it ("Oulu and
Walvis Bay became sister cities"), where the text speaks of it as a body ("the city of Oulu", "Puno province"), and
where its mayor has a part in the article.
"""

from __future__ import annotations

from comity.coder.candidates import Candidate
from comity.coder.document import MentionKind
from comity.coder.grammar import Sentence
from comity.coder.sides import Sides
from comity.terms import Role

_TYPES = frozenset("aid award cultural_event gift institution meeting trade training visit conflict".split())
_GOVERNING = frozenset({("in",), ("to",), ("at",), ("from",), ("near",), ("for",), ("of",), ("into",), ("between",)})
_ACTING = (Role.INITIATOR.value, Role.TARGET.value, Role.PARTICIPANT.value)


def stand_for_country(candidate: Candidate, sentence: Sentence, sides: Sides) -> None:
    """Put the country in the place of each city of the candidate that is only a place in the sentence."""
    if candidate.type not in _TYPES:
        return
    for role in _ACTING:
        members = candidate.roles.get(role)
        if not members or not any(sides.kind(actor) == "subnational" for actor in members):
            continue
        others = {sides.of(a) for r in _ACTING if r != role for a in candidate.roles.get(r, ())}
        visited = candidate.type == "visit" and role == Role.TARGET.value
        found = [_stands(actor, sentence, sides, visited) for actor in members]
        kept = [new for new, old in zip(found, members, strict=True) if new == old or sides.of(new) not in others]
        candidate.roles[role] = list(dict.fromkeys(kept or found))


def _stands(actor: str, sentence: Sentence, sides: Sides, visited: bool) -> str:
    """The actor itself, or the country of a city that is only a place."""
    if sides.kind(actor) != "subnational" or any(sides.office_city(other) == actor for other in sides.cast.actors):
        return actor  # its mayor speaks in the article: it acts for itself
    numbers = [number for number, mention in enumerate(sentence.mentions) if actor in mention.actors]
    only_places = numbers and all(
        sentence.mentions[number].kind is MentionKind.PLACE
        and (visited or sentence.governors(number)[:1] in _GOVERNING)
        for number in numbers
    )
    country = sides.country_ids.get(sides.of(actor))
    return country if only_places and country is not None and country in sides.cast.actors else actor

"""The home country of an article: whose officials it names without saying whose they are.

A newswire writes "the Italian foreign minister" of a guest and "Foreign Minister X" of its own. Where an article is
clearly about two countries, officials and organs of state left without a country are those of the home country: the
publisher's, else the one whose officials are the unmarked ones, else the dateline's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from comity.codebook import Codebook, fold
from comity.coder.document import Cast, CastActor, Document, MentionKind

_OF_A_STATE = frozenset({"government", "legislature", "military", "embassy", "party"})
_MIN_MENTIONS = 2
_CLEARLY = 4


def places(codebook: Codebook) -> dict[str, str]:
    """The country code of each capital, city and publisher that the codebook knows, by folded name."""
    known: dict[str, str] = {}
    for place in codebook.places:
        for name in (place.place, *place.aliases):
            known.setdefault(fold(name), place.country_code)
    for country in codebook.countries.values():
        for capital in (country.capital, *country.capital_aliases):
            if capital:
                known[fold(capital)] = country.country_code
    for actor in codebook.actors.values():
        if actor.type == "media" and actor.country_code:
            known.update((fold(name), actor.country_code) for name, _ in actor.names)
    return known


def settle(cast: Cast, document: Document, known: Mapping[str, str], country_ids: Mapping[str, str]) -> Cast:
    """The cast with the home country given to officials and organs of state that have none."""
    titled = _titled(cast, document.text)
    open_ones = [actor for actor in cast.actors.values() if _is_open(actor, titled)]
    if not open_ones:
        return cast
    home = _home(cast, document, known)
    if home is None:
        return cast
    actors = dict(cast.actors)
    for actor in open_ones:
        definition = actor.definition
        if definition is not None:
            definition = definition.model_copy(update={"country": home})
        part_of = actor.part_of or (country_ids.get(home) if actor.type in _OF_A_STATE else None)
        if definition is not None and part_of and actor.type in _OF_A_STATE:
            definition = definition.model_copy(update={"part_of": part_of})
        actors[actor.id] = replace(actor, country_code=home, part_of=part_of, definition=definition)
    return Cast(actors, cast.mentions)


def _titled(cast: Cast, text: str) -> frozenset[str]:
    """The persons whom the text somewhere names with an office before or after the name."""
    return frozenset(
        actor
        for mention in cast.mentions
        if mention.kind is MentionKind.PERSON
        for actor in mention.actors
        if actor in cast.actors and text[mention.start : mention.end].strip() not in cast.actors[actor].name
    )


def _is_open(actor: CastActor, titled: frozenset[str]) -> bool:
    """Whether the actor is an organ of a state, or a person introduced by an office, of a country not told."""
    if actor.country_code is not None or actor.definition is None:
        return False
    if actor.type == "person":
        return bool(actor.offices) or actor.id in titled
    return actor.type in _OF_A_STATE


def _home(cast: Cast, document: Document, known: Mapping[str, str]) -> str | None:
    named: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for mention in cast.mentions:
        for key in mention.actors:
            actor = cast.actors.get(key)
            if actor is None or actor.country_code is None:
                continue
            named[actor.country_code] += 1
            if mention.kind in (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.BODY):
                marked[actor.country_code] += 1
    ranked = sorted(named.items(), key=lambda item: (-item[1], item[0]))
    main = [code for code, count in ranked[:2] if count >= _MIN_MENTIONS]
    if not main:
        return None
    publisher = known.get(fold(document.publisher)) if document.publisher else None
    if publisher in main:
        return publisher
    dateline = known.get(fold(document.dateline_place)) if document.dateline_place else None
    if len(main) == 1:
        return dateline if dateline == main[0] else None
    if dateline in main:
        return dateline
    clear = marked[main[0]] != marked[main[1]] and min(named[code] for code in main) >= _CLEARLY
    return min(main, key=lambda code: marked[code]) if clear else None

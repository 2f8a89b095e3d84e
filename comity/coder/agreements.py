"""From documents named in sentences to the agreements of an article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from comity.coder.document import Cast
from comity.coder.documents import DocumentMention
from comity.coder.frames import Candidate
from comity.coder.grammar import Sentence
from comity.coder.reports import Report, Sides
from comity.terms import Level, Status

_STOP = frozenset(
    (
        "the a an of on for in and to between with at by from its their his her this that both two countries "
        "sides field fields area areas regarding concerning about memorandum memoranda understanding mou mous "
        "agreement agreements deal pact accord treaty protocol programme program plan document documents "
        "convention joint statement declaration contract cooperation new bilateral contracts deals protocols "
        "period strategic partnership comprehensive letter intent exchange notes"
    ).split()
)
_INSTITUTIONAL = frozenset(
    {"company", "university", "association", "media", "party", "military", "legislature", "other"}
)
_GENERIC_TYPES = frozenset({"agreement"})


@dataclass
class Pact:
    """An agreement of the article while it is put together: its mentions, parties and what the events say of it."""

    type: str
    title: str
    mentions: list[int]
    capitalised: bool
    plural: bool
    unit: int
    parties: list[str] = field(default_factory=list)
    signatories: list[str] = field(default_factory=list)
    witnesses: list[str] = field(default_factory=list)
    status: Status | None = None
    signed: Report | None = None
    in_force: Report | None = None
    period: tuple[str | None, str | None] = (None, None)
    period_mention: int | None = None
    sectors: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()


def content_words(title: str) -> frozenset[str]:
    """The words by which two titles are compared: folded, without document nouns and function words."""
    folded = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return frozenset(w.rstrip("s") for w in re.findall(r"[a-z]+", folded) if w not in _STOP and len(w) > 1)


def gather(
    documents: Sequence[DocumentMention],
    units: Sequence[int],
    linked: Mapping[int, Sequence[Candidate]],
    names: frozenset[str],
) -> list[Pact]:
    """Fold the document mentions (with the unit of each) into agreements; `linked` are the candidates that concern one.

    `names` are words of country names, which tell no agreement from another.
    """
    pacts: list[Pact] = []
    for index, document in enumerate(documents):
        events = linked.get(index, ())
        words = content_words(document.title) - names
        match = _find(pacts, document, words)
        if match is None:
            if not _worth(document, events):
                continue
            pacts.append(
                Pact(
                    document.type,
                    document.title,
                    [index],
                    document.capitalised,
                    document.plural,
                    units[index],
                    words=words,
                )
            )
            match = pacts[-1]
        else:
            match.mentions.append(index)
            if document.named and (not match.words or (document.capitalised and not match.capitalised)):
                match.title, match.capitalised = document.title, document.capitalised
            match.words |= words
        if document.period != (None, None) and match.period == (None, None):
            match.period, match.period_mention = document.period, index
    return pacts


def _worth(document: DocumentMention, events: Sequence[Candidate]) -> bool:
    """A document is an agreement where an event concerns it, or where the text names it as a thing that exists."""
    if events:
        return True
    return document.capitalised and document.named and not document.plural and document.type != "plan"


def _find(pacts: Sequence[Pact], document: DocumentMention, words: frozenset[str]) -> Pact | None:
    if not words:
        if not document.definite or document.plural:
            return None
        for pact in reversed(pacts):
            if pact.type == document.type or document.type in _GENERIC_TYPES:
                return pact
        return None
    for pact in reversed(pacts):
        family = pact.type == document.type or "agreement" in (pact.type, document.type)
        if not family or not pact.words or pact.plural != document.plural:
            continue
        common = pact.words & words
        if common and (len(common) / len(pact.words | words) >= 0.5 or (document.definite and words <= pact.words)):
            return pact
    return None


def settle(pact: Pact, reports: Sequence[Report], sides: Sides, country_ids: Mapping[str, str]) -> None:
    """Read parties, signatories, dates and status of an agreement off the events that concern it."""
    for report in reports:
        members = report.roles
        if report.type == "signing":
            pact.signed = pact.signed or report
            pact.signatories.extend(a for a in members.get("signatory", []) if a not in pact.signatories)
            pact.witnesses.extend(a for a in members.get("witness", []) if a not in pact.witnesses)
            pact.status = pact.status or report.status
        elif report.type == "entry_into_force":
            pact.in_force = pact.in_force or report
            if report.status in (Status.OCCURRED, Status.ONGOING):
                pact.status = Status.ONGOING
        elif report.type == "negotiation":
            pact.status = pact.status or Status.PROPOSED
        elif report.type == "partnership":
            pact.status = Status.ONGOING if report.status is Status.OCCURRED else report.status
    if len(pact.parties) < 2:
        actors = [a for report in reports for a in report.actors_in_order()]
        parties = parties_of(actors, sides, country_ids)
        if len(sides.of_all(parties)) >= 2:
            pact.parties = parties
    pact.signatories = [a for a in pact.signatories if a not in pact.parties]
    pact.status = pact.status or Status.ONGOING


def parties_of(actors: Sequence[str], sides: Sides, country_ids: Mapping[str, str]) -> list[str]:
    """The parties for whom actors act: institutions for themselves, persons and governments for their country."""
    institutions = [a for a in actors if sides.kind(a) in _INSTITUTIONAL | {"subnational"}]
    if len(sides.of_all(institutions)) >= 2:
        return list(dict.fromkeys(institutions))
    ministries = [a for a in actors if sides.kind(a) == "government"]
    if len(sides.of_all(ministries)) >= 2:
        return list(dict.fromkeys(ministries))
    parties: dict[str, None] = {}
    for actor in actors:
        kind = sides.kind(actor)
        code = sides.of(actor)
        if kind in ("international_organization", "country"):
            parties[actor] = None
        elif code in country_ids:
            parties[country_ids[code]] = None
        elif kind != "person":
            parties[actor] = None
    return list(parties)


def level(parties: Sequence[str], sides: Sides) -> Level:
    """Between whom an agreement holds, from its parties."""
    kinds = {sides.kind(party) for party in parties}
    if len(parties) > 2 and kinds <= {"country", "international_organization"}:
        return Level.MULTILATERAL
    if "international_organization" in kinds:
        return Level.MULTILATERAL
    if kinds & _INSTITUTIONAL:
        return Level.INSTITUTION
    if "subnational" in kinds:
        return Level.SUBNATIONAL
    if "government" in kinds:
        return Level.MINISTRY
    return Level.STATE


def named_parties(document: DocumentMention, sentence: Sentence, cast: Cast, sides: Sides) -> list[str]:
    """The parties that the sentence names with the document: "between A and B", or both in its title."""
    found: list[str] = []
    first = sentence.index(document.start)
    edge = sentence.right_edge(sentence.index(document.end - 1))
    for number, mention in enumerate(sentence.mentions):
        place = sentence.spans[number][0]
        within = document.start <= mention.start < document.end or (first <= place < edge)
        if within and (sentence.governors(number)[:1] in (("between",), ("among",)) or mention.start < document.end):
            found.extend(a for a in mention.actors if a not in found and a in cast.actors)
    return found if len(sides.of_all(found)) >= 2 else []

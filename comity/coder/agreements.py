"""What the events of an article say of its agreements, and which events are of which agreement.

Completes acts on an agreement by its parties, gives each event the agreements that it concerns, and reads signatories,
status, dates and sectors of an agreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from comity import edtf
from comity.coder.acts import Cues, Outlook, content_follows
from comity.coder.candidates import Candidate
from comity.coder.document import DateMention, DateRelation
from comity.coder.documents import PARTNERSHIP, DocumentMention
from comity.coder.grammar import Sentence
from comity.coder.pacts import CONCERNING, Naming, Pact, compatible
from comity.coder.parties import parties_of
from comity.coder.reports import Report
from comity.coder.sides import Sides
from comity.terms import Status

_ACTS = CONCERNING - {"negotiation"}
_REACH_HOLDS = 12
_BYSTANDERS = frozenset({"witness", "mediator", "mentioned"})
_ORDER = {Status.PROPOSED: 0, Status.SCHEDULED: 1, Status.OCCURRED: 2, Status.ONGOING: 3}
_ALWAYS_IMPLIED = frozenset({"local_cooperation", "party_relations"})
_OF_PARTIES = {
    "subnational": "local_cooperation",
    "party": "party_relations",
    "university": "education",
    "legislature": "parliamentary",
}


def complete(candidates: Sequence[Candidate], pacts: Sequence[Pact], sides: Sides) -> None:
    """An act on an agreement that its sentence tells without two sides is the act of the agreement's parties."""
    of_mention = {mention: pact for pact in reversed(pacts) for mention in pact.mentions}
    for candidate in candidates:
        if not candidate.partial or candidate.type not in _ACTS:
            continue
        pact = next((of_mention[d] for d in candidate.documents if d in of_mention), None)
        if pact is None or len(pact.parties) < 2 or (pact.type == PARTNERSHIP) != (candidate.type == "partnership"):
            continue
        told = {role: actors for role, actors in candidate.roles.items() if role in _BYSTANDERS | {"signatory"}}
        have = sides.of_all([actor for actors in told.values() for actor in actors])
        linked = [of_mention[d] for d in candidate.documents if d in of_mention]
        rest = [party for party in _common_parties(linked, sides) if sides.of(party) not in have]
        candidate.roles = {**told, "participant": rest} if rest else told
        candidate.partial = False


def _common_parties(pacts: Sequence[Pact], sides: Sides) -> list[str]:
    """The parties of one agreement; of several with parties of their own the countries that these are of."""
    if all(pact is pacts[0] for pact in pacts):
        return list(pacts[0].parties)
    countries = (sides.country_ids.get(sides.of(party)) for pact in pacts for party in pact.parties)
    found = list(dict.fromkeys(country for country in countries if country is not None))
    return found if len(found) >= 2 else list(pacts[0].parties)


def concerning(pacts: Sequence[Pact], found: Sequence[Report]) -> list[list[Report]]:
    """The reports that concern each agreement, before they are given to agreements."""
    of_mention: defaultdict[int, list[Report]] = defaultdict(list)
    for report in found:
        for mention in report.documents:
            of_mention[mention].append(report)
    return [list({id(r): r for m in pact.mentions for r in of_mention.get(m, ())}.values()) for pact in pacts]


def by_pact(pacts: Sequence[Pact], grouped: Sequence[tuple[Report, list[int]]]) -> list[list[Report]]:
    """The reports of each agreement."""
    lists: list[list[Report]] = [[] for _ in pacts]
    for report, numbers in grouped:
        for number in numbers:
            lists[number].append(report)
    return lists


def regroup(found: Sequence[Report], pacts: Sequence[Pact], sides: Sides) -> list[tuple[Report, list[int]]]:
    """Give each event the agreements that it concerns: (report, their numbers), the first of them its own.

    Documents told as signed together are one signing. Several reports of the signing of one document become one; so do
    those of a list and of "the documents" in the next sentence.
    """
    of_mention: defaultdict[int, list[int]] = defaultdict(list)
    for number, pact in enumerate(pacts):
        for mention in pact.mentions:
            of_mention[mention].append(number)
    out: list[tuple[Report, list[int]]] = []
    told: defaultdict[tuple[str, int], list[tuple[Report, list[int]]]] = defaultdict(list)
    for report in found:
        numbers = _concerned(report, pacts, of_mention)
        earlier = (item for n in numbers for item in told[report.type, n])
        same = next((item for item in earlier if _dated_alike(item[0], report)), None)
        if same is None:
            own = replace(report, roles={r: list(a) for r, a in report.roles.items()}) if numbers else report
            same = (own, numbers)
            out.append(same)
        else:
            _merge(same[0], report)
            same[1].extend(n for n in numbers if not told[report.type, n])
        for n in same[1]:
            if same not in told[report.type, n]:
                told[report.type, n].append(same)
    for report, numbers in out:
        if report.type == "signing" and numbers:
            _settle_signers(report, [pacts[n] for n in numbers], sides)
    return out


def _concerned(report: Report, pacts: Sequence[Pact], of_mention: Mapping[int, Sequence[int]]) -> list[int]:
    if report.type not in CONCERNING:
        return []
    named = [d for candidate in report.candidates if not candidate.reference for d in candidate.documents]
    numbers = list(dict.fromkeys(n for d in named or report.documents for n in of_mention.get(d, ())))
    if report.type == "partnership":
        return [n for n in numbers if pacts[n].type == PARTNERSHIP][:1]
    return numbers


def _dated_alike(a: Report, b: Report) -> bool:
    """Whether two reports can be of one day; what a report has from a visit or another occasion decides nothing."""
    if not a.date or not b.date or compatible(a.date, b.date):
        return True
    return _is_told(a) != _is_told(b)


def _is_told(report: Report) -> bool:
    """Whether a report tells its date itself."""
    return any(candidate is report.date_source for candidate in report.candidates)


def _merge(report: Report, other: Report) -> None:
    present = report.actors()
    for role, actors in other.roles.items():
        new = [actor for actor in actors if actor not in present]
        if new:
            report.roles.setdefault(role, []).extend(new)
    if other.date and (not report.date or _is_told(other) > _is_told(report)):
        report.date, report.date_source = other.date, other.date_source
    report.candidates = [*report.candidates, *(c for c in other.candidates if c not in report.candidates)]
    report.documents = list(dict.fromkeys([*report.documents, *other.documents]))
    if other.place and not report.place:
        report.place, report.place_source = other.place, other.place_source
    report.status = max(report.status, other.status, key=lambda status: _ORDER[status])


def _settle_signers(report: Report, pacts: Sequence[Pact], sides: Sides) -> None:
    """Who signs is signatory, for whom he signs participant; where nobody is told, the parties are signatories."""
    parties = list(dict.fromkeys(party for pact in pacts for party in pact.parties))
    told = [actor for actor in report.roles.get("signatory", []) if sides.kind(actor) != "media" or actor in parties]
    persons = [actor for actor in told if sides.kind(actor) == "person"]
    acting = [parties_of([actor], sides, {})[:1] or [actor] for actor in told]
    bodies = [actor if sides.kind(p) != "country" else p for actor, (p, *_) in zip(told, acting, strict=True)]
    signers = persons or [actor for actor in dict.fromkeys(bodies) if sides.kind(actor) != "person"]
    report.roles = {role: list(actors) for role, actors in report.roles.items() if role in _BYSTANDERS}
    unknown = any(sides.of(person) == person for person in persons)  # of which of two parties he is, is not told
    if len(pacts) > 1 and not persons:  # each document has parties of its own
        signers = list(dict.fromkeys([*signers, *parties]))
    elif len(sides.of_all(signers)) < 2 and not (unknown and len(parties) > 1):
        signers = list(dict.fromkeys([*signers, *(p for p in parties if sides.of(p) not in sides.of_all(signers))]))
    report.roles["witness"] = [a for a in report.roles.get("witness", []) if a not in signers]
    behind = (
        parties
        if persons
        else [sides.country_ids.get(sides.of(a), "") for a in signers if sides.kind(a) == "government"]
    )
    report.roles["participant"] = [a for a in dict.fromkeys(behind) if a in sides.cast.actors and a not in signers]
    report.roles["signatory"] = signers


def settle(
    pact: Pact,
    reports: Sequence[Report],
    namings: Sequence[Naming],
    sentences: Sequence[Sentence],
    sides: Sides,
) -> None:
    """Read signatories, witnesses and status of an agreement off the events that concern it."""
    status: Status | None = None
    for report in reports:
        if report.type == "signing":
            pact.signed = pact.signed or report
            told = (a for c in report.candidates for a in c.roles.get("signatory", ()))
            signers = [a for a in told if a in report.roles["signatory"] and _signs_for(a, pact, sides)]
            pact.signatories.extend(a for a in dict.fromkeys(signers) if a not in pact.signatories)
            pact.witnesses.extend(a for a in report.roles.get("witness", []) if a not in pact.witnesses)
            status = _further(status, Status.OCCURRED if report.status is Status.ONGOING else report.status)
        elif report.type == "entry_into_force":
            pact.in_force = pact.in_force or report
            if report.status in (Status.OCCURRED, Status.ONGOING):
                status = Status.ONGOING
        elif report.type == "negotiation":
            status = status or Status.PROPOSED
        elif report.type == "partnership":
            status = _further(status, report.status)
    if status is None and pact.type == "joint_statement":
        status = Status.OCCURRED
    if status is None:
        outlooks = [namings[index].outlook for index in sorted(pact.mentions)]
        first = next((outlook for outlook in outlooks if outlook is not Outlook.NEW), Outlook.NEW)
        looks = dict.fromkeys((Outlook.STANDS, Outlook.USED, Outlook.HELD), Status.ONGOING)
        agreed = any(namings[i].outlook is Outlook.AGREED for i in pact.mentions)
        status = Status.SCHEDULED if agreed else looks.get(first, Status.PROPOSED)
    if status is Status.OCCURRED and any(_holds(namings[i], pact, sentences) for i in pact.mentions):
        status = Status.ONGOING
    pact.status = status
    pact.signatories = [a for a in pact.signatories if a not in pact.parties]
    pact.witnesses = [a for a in pact.witnesses if a not in pact.parties and a not in pact.signatories]


def _holds(naming: Naming, pact: Pact, sentences: Sequence[Sentence]) -> bool:
    """Whether a mention tells that a document that was signed is in use: it is carried out, or remains what it is."""
    document = naming.document
    if naming.outlook is Outlook.HELD:
        return document.named
    if pact.type == PARTNERSHIP:
        return document.definite and naming.outlook is Outlook.STANDS and not naming.events and not naming.aside
    sentence = sentences[naming.unit]
    following = sentence.tokens[sentence.index(document.end - 1) + 1 :][:_REACH_HOLDS]
    return any(token.low in ("remains", "remain") for token in following)


def _signs_for(actor: str, pact: Pact, sides: Sides) -> bool:
    """Whether somebody signed for a party: a person or an authority, of its side."""
    known = sides.cast.actors.get(actor)
    if known is not None and known.type == "person" and known.country_code is None:
        return True
    acts = sides.kind(actor) in ("person", "embassy") or (
        sides.kind(actor) == "government" and actor not in pact.parties
    )
    return acts and sides.of(actor) in sides.of_all(pact.parties)


def _further(a: Status | None, b: Status) -> Status:
    return b if a is None or _ORDER[b] > _ORDER[a] else a


def sectors_of(found: Sequence[str], pact: Pact, sides: Sides) -> tuple[str, ...]:
    """Sectors found in the text, with the field that an agreement of cities, parties or universities is in anyway."""
    kinds = {sides.kind(party) for party in pact.parties}
    implied = [sector for kind, sector in _OF_PARTIES.items() if kind in kinds]
    kept = [sector for sector in implied if sector in _ALWAYS_IMPLIED or not found]
    return tuple(dict.fromkeys([*kept, *found])) or ("politics_diplomacy",)


def contents(
    pact: Pact, namings: Sequence[Naming], sentences: Sequence[Sentence], cues: Cues
) -> Iterator[tuple[int, int]]:
    """Where the text tells what an agreement is about, after its mentions and after an "it" in the next sentence."""
    for index in pact.mentions:
        naming = namings[index]
        if naming.document.plural and not pact.plural:
            continue
        after = content_follows(sentences[naming.unit], naming.document.end, cues)
        if after is not None:
            yield after
        following = sentences[naming.unit + 1] if naming.unit + 1 < len(sentences) else None
        if following is not None and following.tokens and following.tokens[0].low in ("it", "they"):
            told = content_follows(following, following.tokens[0].end, cues)
            if told is not None:
                yield told


# Dates


def settle_dates(
    pact: Pact,
    namings: Sequence[Naming],
    sentences: Sequence[Sentence],
    dates: Sequence[Sequence[DateMention]],
    cues: Cues,
) -> None:
    """The dates of an agreement, each with the unit that tells it, without those that cannot be in order."""
    found: dict[str, tuple[str, int]] = {}
    for column, report in (("signed", pact.signed), ("in_force", pact.in_force)):
        if report is not None and report.date and report.date_source is not None and not report.date.startswith("../"):
            found[column] = (report.date.removesuffix("/.."), report.date_source.unit)
    for index in pact.mentions:
        naming = namings[index]
        document = naming.document
        if document.dated and "signed" not in found and not document.dated.startswith("../"):
            found["signed"] = (document.dated, naming.unit)
        for column, value in zip(("valid_from", "valid_until"), document.period, strict=True):
            if value:
                found.setdefault(column, (value, naming.unit))
        until = _lasts_until(sentences[naming.unit], document, dates[naming.unit], cues)
        if until:
            found.setdefault("valid_until", (until, naming.unit))
    pact.dates = _in_order(found)


def _lasts_until(sentence: Sentence, document: DocumentMention, dates: Sequence[DateMention], cues: Cues) -> str | None:
    """The end of validity: "the agreement ... [runs until the end of 2028]"."""
    for date in dates:
        if date.relation is not DateRelation.UNTIL or date.start < document.end or not date.edtf.startswith("../"):
            continue
        index = sentence.index(date.start)
        if any(token.low in cues.lasts for token in sentence.tokens[max(0, index - 7) : index]):
            return date.edtf.removeprefix("../")
    return None


def _in_order(found: Mapping[str, tuple[str, int]]) -> dict[str, tuple[str, int]]:
    """Without the dates that contradict the one before them: signed, in force, valid until; valid from, valid until."""
    kept = dict(found)
    for first, second in (
        ("signed", "in_force"),
        ("signed", "valid_until"),
        ("in_force", "valid_until"),
        ("valid_from", "valid_until"),
    ):
        if first in kept and second in kept and _later(kept[first][0], kept[second][0]):
            del kept[second]
    return kept


def _later(a: str, b: str) -> bool:
    """Whether one date cannot but be after another."""
    start, end = edtf.parse(a).start, edtf.parse(b).end
    return start is not None and end is not None and start > end

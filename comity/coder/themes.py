"""What events are about beyond their own clause: what was talked of, what was signed, who acted.

A meeting without a field of its own has those of the sentences after it that tell what was talked of; an act on an
agreement has the agreement's; parties, parliaments and cities that act have the field that is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from comity.coder.document import Part, Unit
from comity.coder.pacts import Pact
from comity.coder.reports import Report
from comity.coder.sides import Sides

_GENERAL = "politics_diplomacy"
_SOFT = frozenset({"pledge", "proposal", "statement"})
_REACH = 3  # sentences after the meeting's own that may tell what was talked of
_TALKED = re.compile(
    r"\b(?:discuss|talk|review|exchang|explor|address|focus|touch|cover|consider|rais|stress|underlin|highlight|emphasi|"
    r"underscor|agree|reaffirm|reiterat|pledg|agenda|topic|negotiat|propos|conversation)[a-z]*\b",
    re.IGNORECASE,
)
_CREDENTIALS = re.compile(r"\bcredentials\b")
_MEETINGS = frozenset({"meeting", "negotiation"})
# The field that bodies of one kind share where they act on both sides.
_OF_KIND = {"party": "party_relations", "legislature": "parliamentary", "subnational": "local_cooperation"}
_BETWEEN_BODIES = frozenset({"visit", "meeting", "signing", "training", "partnership", "institution", "negotiation"})


def of_talks(
    found: Sequence[Report], units: Sequence[Unit], text: str, sectors_in: Callable[[int, int], tuple[str, ...]]
) -> None:
    """Give meetings without a sector those of the next sentences, up to one that reports another concrete event."""
    busy = {c.unit: report for report in found if report.type not in _SOFT for c in report.candidates}
    for report in found:
        if report.type not in _MEETINGS or report.sectors:
            continue
        last = max(candidate.unit for candidate in report.candidates)
        if _CREDENTIALS.search(text, units[last].start, units[last].end):
            continue
        talked = _TALKED.search(text, _end_in(report, last), units[last].end)
        if talked is not None:  # "held phone talks and discussed ..."
            report.sectors.extend(sectors_in(talked.start(), units[last].end))
        if report.sectors:
            continue
        for number in range(last + 1, min(len(units), last + 1 + _REACH)):
            unit = units[number]
            if unit.part is not Part.BODY or busy.get(number, report) is not report:
                break
            if not _TALKED.search(text, unit.start, unit.end):
                break
            report.sectors.extend(s for s in sectors_in(unit.start, unit.end) if s not in report.sectors)


def _end_in(report: Report, unit: int) -> int:
    """Where the trigger of the report in a unit ends."""
    return max(candidate.end for candidate in report.candidates if candidate.unit == unit)


def of_agreements(report: Report, pacts: Sequence[Pact]) -> None:
    """Add the sectors of the agreements that an event acts on."""
    told = [sector for pact in pacts for sector in pact.sectors if sector != _GENERAL]
    report.sectors.extend(sector for sector in dict.fromkeys(told) if sector not in report.sectors)


def of_actors(report: Report, sides: Sides) -> None:
    """Add the field of parties, parliaments or cities that act on both sides, or go to the other."""
    if report.type not in _BETWEEN_BODIES:
        return
    acting = [a for role in ("initiator", "participant", "signatory") for a in report.roles.get(role, ())]
    for kind, sector in _OF_KIND.items():
        of_kind = [actor for actor in acting if _kind(actor, sides) == kind]
        enough = len(sides.of_all(of_kind)) > 1 or (report.type == "visit" and bool(of_kind))
        if enough and sector not in report.sectors:
            report.sectors.append(sector)


def _kind(actor: str, sides: Sides) -> str:
    """The kind of body that an actor is or, as a person, holds office in."""
    known = sides.cast.actors.get(actor)
    if known is None or known.type != "person":
        return sides.kind(actor)
    kinds = {sides.kind(office.body) for office in known.offices if office.body}
    return next((kind for kind in _OF_KIND if kind in kinds), "person")

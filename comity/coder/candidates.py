"""A candidate: one mention of an event in a sentence. Several candidates of one event become one record later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from comity.terms import Status

SOFT = frozenset({"pledge", "proposal", "statement"})
_HANDED = frozenset({"aid", "trade"})
_GIVEN = frozenset({"aid", "training", "gift"})
_OBJECT = 30  # characters from a verb of giving to the noun that it gives
_STUDYING = frozenset({"pursue", "study", "begin", "start", "complete", "take up", "train"})
_REACHING = frozenset({"arrive", "reach", "dock"})  # "a convoy left A and [reached] B"
_SAME_PHRASE = 40  # characters


@dataclass
class Candidate:
    """One report of an event. `roles`: actor ids by role, in text order. `edges`: the span of its clause.

    `assumed` is an act that the text only names ("during the visit", "his second trip"), so that nothing tells how real
    it is. `partial` means that it names one side only, `offered` that the giver offers to do it, `contracted` that a
    document is signed on it. `reference` is a signing told of before, `reduced` a participle without an auxiliary ("the
    pact signed in Rome"), `definite` a noun that points back ("the visit"), `within` what is spoken of in talks told
    elsewhere, `background` what something else only follows ("after the visit in May"), `local` the tour of a farm or
    museum within a visit, `act` the kind of a hostile act (see frames.yaml).
    """

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
    assumed: bool = False
    agreed: bool = False
    offered: bool = False
    contracted: bool = False
    reduced: bool = False
    reference: bool = False
    within: bool = False
    background: bool = False
    local: bool = False
    lemma: str = ""
    act: str = ""
    documents: list[int] = field(default_factory=list)
    document_types: frozenset[str] = frozenset()
    date: str | None = None
    date_span: tuple[int, int] | None = None
    place: str | None = None
    place_span: tuple[int, int] | None = None
    sectors: tuple[str, ...] = ()

    def actors(self) -> list[str]:
        """All actors, each once, in the order of the roles."""
        return list(dict.fromkeys(actor for members in self.roles.values() for actor in members))


def retold(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a candidate tells what another one beside it tells.

    A meeting is only the talks that a negotiation is: "mediated [talks] between A and B". What scholarships are for is
    no training of its own: "grants scholarships for [pursuing studies] in A"; "donated a [batch] of rice" is one gift.
    Who "[offered] to train nurses" proposes nothing besides.
    """
    if candidate.type in _HANDED and candidate.nominal:
        return any(
            other.type == candidate.type and not other.nominal and 0 < candidate.start - other.end < _OBJECT
            for other in others
        )
    if candidate.type == "proposal" and candidate.lemma == "offer":
        return any(other.type in _GIVEN and 0 <= other.start - candidate.start < _OBJECT for other in others)
    if candidate.type == "trade" and candidate.lemma in _REACHING:
        return any(other.type == "trade" and other.start < candidate.start for other in others)
    if candidate.type == "training" and candidate.lemma in _STUDYING:
        return any(other.type == "training" and other.start < candidate.start for other in others)
    return candidate.type == "meeting" and any(
        other.type == "negotiation"
        and abs(other.start - candidate.start) < _SAME_PHRASE
        and not set(other.actors()).isdisjoint(candidate.actors())
        for other in others
    )

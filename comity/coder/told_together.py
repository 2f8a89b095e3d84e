"""What the candidates of one sentence tell together: a contract and what it is for, a verb and the act it carries."""

from __future__ import annotations

from collections.abc import Sequence

from comity.coder.candidates import Candidate
from comity.coder.scene import Scene
from comity.terms import Role

_ANY_GIFT = frozenset({"gift", "gifts", "present", "presents"})


def without_carried(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without the nouns of hostile acts that a verb carries: "launched an [attack] on Kenya" is one."""
    kept: list[Candidate] = []
    for noun in found:
        carrying = [other for other in found if noun.nominal and _carries(other, noun)]
        if noun.type == "conflict" and carrying:
            for role, members in noun.roles.items():
                carrying[0].roles.setdefault(role, members)
            carrying[0].partial &= not carrying[0].roles.keys() >= {Role.INITIATOR.value, Role.TARGET.value}
            continue
        kept.append(noun)
    return kept


def _carries(verb: Candidate, noun: Candidate) -> bool:
    """Whether a verb only carries the noun of an act; who condemns an expulsion does something else."""
    span = verb.object_span
    return (
        verb.act != "criticism"
        and verb.type == noun.type
        and not verb.nominal
        and span is not None
        and span[0] <= noun.start < span[1]
    )


def only_calls_help(scene: Scene, candidate: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether a gift is only what help is called: "a consignment of vaccines, a [gift] from A, landed"."""
    if candidate.type != "gift" or candidate.object_span is None:
        return False
    called = scene.low[slice(*candidate.object_span)] in _ANY_GIFT
    return called and any(other.type == "aid" for other in found)


def share_signers(found: Sequence[Candidate]) -> None:
    """What a contract is for is done by those who sign it, where nothing tells more: "a contract for the supply"."""
    for candidate in found:
        before = [other for other in found if other.type == "signing" and other.start < candidate.start]
        if not candidate.contracted or not before:
            continue
        present = candidate.actors()
        signers = [actor for actor in before[-1].actors() if actor not in present]
        acts = Role.TARGET.value in candidate.roles and Role.INITIATOR.value not in candidate.roles
        role = Role.INITIATOR if acts else Role.TARGET if Role.INITIATOR.value in candidate.roles else Role.PARTICIPANT
        if signers:
            candidate.roles[role.value] = signers
            candidate.partial = len(present) + len(signers) < 2

"""What newswire says when an event of each type is reported, in many constructions, and what only looks so."""

from __future__ import annotations

from functools import cache

import pytest
from probes import NEAR_MISSES, REPORTED
from scenes import book, code

from comity import coding

_ACTING = ("initiator", "signatory", "participant", "mediator")


def lines(probes: dict[str, str]) -> list[tuple[str, str]]:
    return [(kind, line) for kind, listed in probes.items() for line in listed.strip().splitlines()]


@cache
def countries() -> dict[str, str]:
    """Country names, as the probes have them, by country code."""
    return {row.country_code: row.name for row in book().countries.values()}


def sides(result: coding.Coding, event: coding.Event, roles: tuple[str, ...]) -> set[str]:
    """The countries of those who fill some roles of an event."""
    found = set()
    for role in roles:
        for actor in getattr(event, role):
            known = book().countries.get(actor) or book().actors.get(actor)
            row = result.actors.get(actor)
            code_of = getattr(known, "country_code", None) or getattr(row, "country", None)
            found.add(countries().get(code_of, actor))
    return found


def told(sentence: str, kind: str) -> list[tuple[str, set[str], set[str]]]:
    """The events of a type in a sentence: status, who acts, who is acted upon."""
    result = code(sentence)
    return [
        (event.status.value, sides(result, event, _ACTING), sides(result, event, ("target",)))
        for event in result.events
        if event.type == kind
    ]


@pytest.mark.parametrize(("kind", "probe"), lines(REPORTED))
def test_an_event_is_told(kind: str, probe: str) -> None:
    sentence, status, expected = (part.strip() for part in probe.split(" | "))
    found = told(sentence, kind)
    acting, _, target = expected.partition(" > ")
    if target:
        assert (status, {acting}, {target}) in found
    else:
        assert (status, set(expected.split(" + "))) in [(real, one | other) for real, one, other in found]


@pytest.mark.parametrize(("kind", "sentence"), lines(NEAR_MISSES))
def test_what_only_looks_like_an_event_is_none(kind: str, sentence: str) -> None:
    assert told(sentence, kind) == []


@pytest.mark.parametrize("kind", REPORTED)
def test_every_type_has_its_probes(kind: str) -> None:
    assert kind in book().event_types
    assert len(NEAR_MISSES[kind].strip().splitlines()) >= 8


def test_an_ambassador_recalled_by_name_is_recalled_from_his_host() -> None:
    text = (
        "Malta and Fiji signed a tax treaty in Suva. Fiji later left the treaty. "
        "Malta has recalled its ambassador to Fiji, Karl Borg, for consultations."
    )
    assert told(text, "conflict")[-1] == ("occurred", {"Malta"}, {"Fiji"})

"""The codebook's own examples, executed: the coder reads each as its row says, and each near miss as no such thing."""

from __future__ import annotations

import csv

import pytest
from scenes import FOLDER, book, code


def examples(table: str, key: str) -> list[tuple[str, str, str]]:
    """The key, the example and the near miss of every row of a vocabulary."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [(row[key], row["example"], row["near_miss"]) for row in csv.DictReader(file)]


EVENT_TYPES = examples("event_types", "event_type")
AGREEMENT_TYPES = examples("agreement_types", "agreement_type")
ACTOR_TYPES = examples("actor_types", "actor_type")


@pytest.mark.parametrize(("kind", "example", "near_miss"), EVENT_TYPES)
class TestEventTypes:
    def test_the_example_is_such_an_event(self, kind: str, example: str, near_miss: str) -> None:
        assert kind in {event.type for event in code(example).events}

    def test_the_near_miss_is_none(self, kind: str, example: str, near_miss: str) -> None:
        assert kind not in {event.type for event in code(near_miss).events}


@pytest.mark.parametrize(("kind", "example", "near_miss"), AGREEMENT_TYPES)
class TestAgreementTypes:
    def test_the_example_is_such_an_agreement(self, kind: str, example: str, near_miss: str) -> None:
        assert kind in {agreement.type for agreement in code(example).agreements}

    def test_the_near_miss_is_none(self, kind: str, example: str, near_miss: str) -> None:
        assert kind not in {agreement.type for agreement in code(near_miss).agreements}


def actor_types(text: str) -> set[str]:
    """The types of the actors of a text's records."""
    known = {**dict.fromkeys(book().countries, "country"), **{n: row.type for n, row in book().actors.items()}}
    return {row.type or known.get(name, "") for name, row in code(text).actors.items()}


@pytest.mark.parametrize(("kind", "example", "near_miss"), ACTOR_TYPES)
class TestActorTypes:
    def test_the_example_has_such_an_actor(self, kind: str, example: str, near_miss: str) -> None:
        assert kind in actor_types(example)

    def test_the_near_miss_has_none(self, kind: str, example: str, near_miss: str) -> None:
        assert kind not in actor_types(near_miss)

"""The closed vocabularies are part of the table contract: their values never change unnoticed."""

from __future__ import annotations

import pytest

from comity import terms
from comity.terms import Term

CONTRACT = {
    "Status": "proposed scheduled occurred ongoing",
    "Role": "initiator target participant signatory witness mediator mentioned",
    "AgreementRole": "party signatory witness",
    "Level": "state ministry subnational institution multilateral",
    "Stage": "existing potential challenge",
    "Qualifier": "exact about at_least at_most",
    "NameKind": "preferred alias acronym",
    "DatePrecision": "day month season year decade interval",
    "RecordType": "event agreement cooperation figure actor",
    "CodingOrigin": "reviewed machine",
    "TextKind": "digest original",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_a_vocabulary_has_the_terms_of_the_contract(name: str) -> None:
    assert [str(term) for term in getattr(terms, name)] == CONTRACT[name].split()


def test_every_vocabulary_is_in_the_contract() -> None:
    declared = {name for name, found in vars(terms).items() if isinstance(found, type) and issubclass(found, Term)}
    assert declared - {"Term"} == set(CONTRACT)


@pytest.mark.parametrize("vocabulary", Term.__subclasses__(), ids=lambda v: v.__name__)
def test_every_term_is_defined_apart_from_the_others(vocabulary: type[Term]) -> None:
    definitions = [term.definition for term in vocabulary]
    assert all(len(definition) > 10 and definition[0].islower() for definition in definitions)
    assert len(set(definitions)) == len(definitions)


def test_a_term_is_its_value() -> None:
    assert terms.Status("ongoing") is terms.Status.ONGOING
    assert str(terms.Status.ONGOING) == "ongoing"
    assert f"{terms.Status.ONGOING}" == "ongoing"


def test_an_unknown_value_is_refused() -> None:
    with pytest.raises(ValueError, match="'over' is not a valid Status"):
        terms.Status("over")

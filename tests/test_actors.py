from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from builders import article, codebook, machine, reviewed

from comity import actors, coding
from comity.actors import Actors
from comity.diagnostics import Place
from comity.facts import CodedArticle
from comity.resolve import in_order
from comity.terms import NameKind

BOOK = codebook()
TEXT = "Chile and Ghana."


def defining(article_id: str, published: str | None = None, **fields: Any) -> CodedArticle:
    """A machine coding that defines `port`."""
    entry = {"name": "The Port", "type": "company"} | fields
    return machine(article(article_id, TEXT, published), actors={"port": entry})


def united(*codings: CodedArticle) -> Actors:
    found, problems = actors.unite(in_order(codings), BOOK)
    assert problems == []
    for order in permutations(codings):
        assert actors.unite(in_order(order), BOOK)[0] == found
    return found


def ids(*codings: CodedArticle) -> list[str]:
    found = united(*codings)
    return [found.id(coded.article.id, "port") for coded in codings]


def test_the_same_type_and_country_is_the_same_actor() -> None:
    found = united(
        defining("a", country="CHL", aliases="Puerto"),
        defining("b", country="CHL", name="The Port!", acronyms="TP", subdivision="CL-VS"),
        defining("c", part_of="chile"),
    )
    assert found.renamed == {}
    port = found.get("port")
    assert port is not None
    assert (port.type, port.country_code, port.iso_3166_2, port.part_of) == ("company", "CHL", "CL-VS", "chile")
    assert port.names == (
        ("The Port", NameKind.PREFERRED),
        ("Puerto", NameKind.ALIAS),
        ("The Port!", NameKind.ALIAS),
        ("TP", NameKind.ACRONYM),
    )


def test_another_country_or_type_is_another_actor_and_the_first_keeps_its_id() -> None:
    codings = [
        defining("d", "2024-01", country="CHL"),
        defining("c", "2024-02", country="GHA"),
        defining("b", "2024-03", country="GHA"),
        defining("a", "2024-04", country="CHL", type="university"),
        defining("e", "2024-05", country="CHL", type="military"),
        defining("f", "2024-06", type="media"),
    ]
    assert ids(*codings) == ["port", "port-gha", "port-gha", "port-chl", "port-military", "port-media"]


def test_an_unknown_country_that_could_be_either_is_neither() -> None:
    codings = [defining("a", "2021", country="CHL"), defining("b", "2022", country="GHA"), defining("c", "2023")]
    assert ids(*codings) == ["port", "port-gha", "port-company"]


def test_a_new_id_is_never_one_that_is_taken() -> None:
    other = machine(article("z", TEXT), actors={"port-gha": {"name": "Another", "type": "person"}})
    codings = [defining("a", country="CHL"), defining("b", country="GHA")]
    assert united(*codings, other).id("b", "port") == "port-company"


def test_a_reviewed_definition_keeps_the_id() -> None:
    yaml = "actors:\n  port: {name: The Port, type: company, country: GHA, quote: Ghana}\n"
    own = reviewed(article("z", TEXT, "2025"), yaml)
    assert ids(own, defining("a", "2024", country="CHL"), defining("b", "2024", country="GHA")) == [
        "port",
        "port-chl",
        "port",
    ]


def test_the_codebooks_actors_are_never_redefined() -> None:
    coded = machine(article("a", TEXT), actors={"ghana": {"name": "Gold Coast", "type": "company"}})
    found = united(coded)
    assert found.defined == {}
    ghana = found.get("ghana")
    assert ghana is not None
    assert ghana.name == "Ghana"
    assert actors.known(coded, "ghana", BOOK) is BOOK.actors["ghana"]


def test_the_whole_of_a_renamed_part_is_renamed_too() -> None:
    def pair(article_id: str, country: str) -> CodedArticle:
        quay = {"name": "Quay", "type": "company", "country": country, "part_of": "port"}
        entry = {"name": "The Port", "type": "company", "country": country}
        return machine(article(article_id, TEXT), actors={"quay": quay, "port": entry})

    found = united(pair("a", "CHL"), pair("b", "GHA"))
    assert {name: actor.part_of for name, actor in found.defined.items()} == {
        "quay": "port",
        "port": None,
        "quay-gha": "port-gha",
        "port-gha": None,
    }


def test_what_tells_sides_apart_is_the_country_or_the_actor_itself() -> None:
    found = united(defining("a"))
    assert [found.country(name) for name in ("accra", "african-union", "port", "nobody")] == [
        "GHA",
        "african-union",
        "port",
        "nobody",
    ]


def test_an_entry_without_name_defines_nothing() -> None:
    with pytest.raises(ValueError, match="`x` is not defined here"):
        actors.define("x", coding.Actor(), Place("codings/a.yaml"))

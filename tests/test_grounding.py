from __future__ import annotations

import pytest
from builders import FIRST_LINE, HEADER_LINES, article, codebook, machine, reviewed

from comity import grounding
from comity.facts import CodedArticle
from comity.terms import CodingOrigin, RecordType

BOOK = codebook()
TEXT = """
Chile and Ghana opened talks on fishing rights in Accra.
The talks went well, Chile's envoy Pilar Rojas said.

SANTIAGO TRAM WORKS – STW for short – wants to sell trams to Santiago and to “every city”.
The talks went well, the Ghanaians said too.
"""
SOUND = """
events:
  - id: fishing-talks
    type: negotiation
    participant: [chile, ghana]
    sectors: fisheries
    quote: "Chile and Ghana opened talks on fishing rights"
"""


def coded(yaml: str, text: str = TEXT) -> CodedArticle:
    return reviewed(article("talks", text), yaml)


def found(item: CodedArticle) -> list[tuple[str, int, str]]:
    """Code, line within the YAML and message of each problem."""
    problems = grounding.problems(item, BOOK)
    assert all(problem.place.path == "codings/talks.yaml" for problem in problems)
    return [(problem.rule.code, problem.place.line - HEADER_LINES, problem.message) for problem in problems]


def codes(item: CodedArticle) -> list[tuple[str, int]]:
    return [(code, line) for code, line, _ in found(item)]


def names(item: CodedArticle) -> dict[str, str]:
    """Actor -> the form of its name that the text has."""
    return {c.record_id: c.quote for c in grounding.claims(item, BOOK) if c.field == "name"}


def test_a_sound_coding_has_no_problems() -> None:
    assert found(coded(SOUND)) == []


# Problems


def test_a_changed_text_asks_for_another_review_and_tells_its_hash() -> None:
    item = reviewed(article("talks", TEXT), SOUND.lstrip(), text_sha256="0" * 64)
    (problem,) = grounding.problems(item, BOOK)
    assert (problem.rule.code, problem.place.line) == ("C010", 2)
    assert item.article.text_sha256 in problem.message
    assert "review it again" in problem.message


@pytest.mark.parametrize(
    ("line", "wrong", "code", "message"),
    [
        (3, "    type: negotiations", "C011", "`negotiations` (did you mean `negotiation`?)"),
        (5, "    sectors: [trade, fishery]", "C012", "`fishery` (did you mean `fisheries`?)"),
        (4, "    participant: [chile, gana]", "C016", "`gana` (did you mean `ghana`?)"),
    ],
)
def test_unknown_codes_of_an_event(line: int, wrong: str, code: str, message: str) -> None:
    lines = SOUND.strip("\n").split("\n")
    lines[line - 1] = wrong
    assert found(coded("\n".join(lines))) == [(code, line, message)]


def test_unknown_agreement_type_is_told_with_its_line() -> None:
    yaml = """
    agreements:
      - id: fishing-pact
        type: memo
        level: state
        title: Pact on fishing
        party: [chile, ghana]
        quote: "Chile and Ghana opened talks on fishing rights"
    """
    assert found(coded(yaml))[0][:2] == ("C013", 3)


def test_unknown_sector_and_actor_of_cooperation_and_figures() -> None:
    yaml = """
    cooperation:
      - stage: existing
        between: [chile, atlantis]
        sectors: magic
        quote: "Chile and Ghana"
    figures:
      - id: trams
        measure: trams
        value: 3
        unit: tram
        actors: atlantis
        quote: "wants to sell trams"
    """
    assert codes(coded(yaml)) == [("C016", 3), ("C012", 4), ("C016", 11)]


def test_unknown_actor_type_and_country_of_a_definition() -> None:
    yaml = """
    actors:
      pilar-rojas-foundation:
        name: Pilar Rojas
        type: compani
        country: CHI
        part_of: chille
    """
    assert found(coded(yaml)) == [
        ("C014", 4, "`compani` (did you mean `company`?)"),
        ("C015", 5, "`CHI` (did you mean `CHL`?)"),
        ("C016", 6, "`chille` (did you mean `chile`?)"),
    ]


def test_an_unknown_actor_may_be_one_that_the_coding_defines() -> None:
    yaml = """
    actors:
      tram-friends: {name: The talks, type: company}
    events:
      - {id: a, type: meeting, participant: [tram-freinds, chile], quote: "Chile and Ghana"}
    """
    ((_, line, message),) = found(coded(yaml))
    assert (line, message) == (4, "`tram-freinds` (did you mean `tram-friends`?)")


def test_a_listed_actor_without_definition_must_be_in_the_codebook() -> None:
    assert codes(coded('actors:\n  nobody: "The talks went well, Chile"\n')) == [("C016", 2)]


def test_an_actor_of_the_codebook_is_not_defined_again() -> None:
    yaml = """
    actors:
      ghana:
        name: Ghana
        type: country
    """
    ((code, line, message),) = found(coded(yaml))
    assert (code, line) == ("C017", 3)
    assert "codebook/countries.csv:3" in message


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("sector", "no field `sector` (did you mean `sectors`?)"),
        ("id", "no field `id`"),
        ("date", "the record gives no `date`"),
        ("sectors.trade", "`sectors` has no value `trade`"),
        ("participant.gana", "`participant` has no value `gana` (did you mean `ghana`?)"),
        ("type.visit", "`type` has no value `visit`"),
    ],
)
def test_a_key_of_quotes_names_a_field_or_one_of_its_values(key: str, message: str) -> None:
    yaml = SOUND + f'    quotes:\n      sectors.fisheries: "fishing rights"\n      {key}: "Pilar Rojas said"\n'
    assert found(coded(yaml)) == [("C018", 9, f"`{key}`: {message}")]


def test_the_snippet_that_makes_an_event_a_part_of_a_visit() -> None:
    yaml = SOUND + '    during: visit-to-accra\n    quotes: {during: "in Accra"}\n'
    assert found(coded(yaml)) == []
    claims = {(c.field, c.value, c.quote) for c in grounding.claims(coded(yaml), BOOK)}
    assert ("during", "visit-to-accra", "in Accra") in claims
    assert found(coded(SOUND + '    quotes: {during: "in Accra"}\n')) == [
        ("C018", 7, "`during`: the record gives no `during`")
    ]


def test_keys_of_quotes_of_actors_offices_and_cooperation() -> None:
    yaml = """
    actors:
      pilar-rojas:
        quotes: {country: "Chile's envoy", aliases: "Chile's envoy"}
        offices:
          title: Envoy
          quotes: {title: "Chile's envoy", body: "Chile's envoy"}
    cooperation:
      - stage: existing
        between: [chile, ghana]
        sectors: fisheries
        quotes:
          sectors.fisheries: "fishing rights"
          between.peru: "Chile and Ghana"
    """
    assert codes(coded(yaml)) == [("C018", 3), ("C018", 6), ("C018", 13)]


def test_a_snippet_that_is_not_in_the_text() -> None:
    yaml = SOUND.replace("Chile and Ghana opened talks", "Peru sold a lighthouse")
    assert found(coded(yaml)) == [("C019", 6, '"Peru sold a lighthouse on fishing rights"')]


def test_a_snippet_that_differs_in_spaces_quotation_marks_or_case_is_shown_as_the_text_has_it() -> None:
    yaml = SOUND.replace("Chile and Ghana opened talks on fishing rights", 'santiago  and to \\"every city\\"')
    ((code, line, message),) = found(coded(yaml))
    assert (code, line) == ("C019", 6)
    assert message.endswith(
        f'line {FIRST_LINE + 3} has it but for spaces, quotation marks, dashes or case: "Santiago and to “every city”"'
    )


def test_a_snippet_with_a_wrong_word_is_shown_the_nearest_sentence() -> None:
    yaml = SOUND.replace("Chile and Ghana opened talks", "Chile and Ghana opened negotiations")
    ((_, _, message),) = found(coded(yaml))
    assert f'nearest sentence is in line {FIRST_LINE}: "Chile and Ghana opened talks on fishing' in message


def test_a_snippet_that_stands_twice() -> None:
    yaml = SOUND.replace("Chile and Ghana opened talks on fishing rights", "The talks went well")
    ((code, line, message),) = found(coded(yaml))
    assert (code, line) == ("C020", 6)
    assert f"stands 2 times in the text (lines {FIRST_LINE + 1}, {FIRST_LINE + 4} of articles/talks.md)" in message
    assert message.endswith("make it longer")


def test_start_settles_which_of_two_is_meant() -> None:
    second = article("talks", TEXT).text.rindex("The talks went well")
    yaml = SOUND.replace(
        '"Chile and Ghana opened talks on fishing rights"', f'{{exact: "The talks went well", start: {second}}}'
    )
    item = coded(yaml)
    assert found(item) == []
    assert {c.char_start for c in grounding.claims(item, BOOK) if c.record_type is RecordType.EVENT} == {second}


def test_a_start_at_which_the_snippet_does_not_stand() -> None:
    quote = '\n      exact: "Pilar Rojas said"\n      start: 7'
    yaml = SOUND.replace(' "Chile and Ghana opened talks on fishing rights"', quote)
    where = article("talks", TEXT).text.index("Pilar Rojas said")
    assert found(coded(yaml)) == [("C021", 8, f'"Pilar Rojas said" does not start at 7, but at {where}')]


def test_a_record_without_evidence_and_a_field_without() -> None:
    yaml = """
    events:
      - id: bare
        type: meeting
        participant: [chile, ghana]
      - id: half
        type: meeting
        date: 2024
        participant: [chile, ghana]
        quotes: {type: "opened talks", participant.chile: "Chile and Ghana"}
    """
    assert found(coded(yaml)) == [
        ("C022", 2, "`bare` has no snippet"),
        ("C022", 5, "`half` has no snippet for status, date, participant"),
    ]


def test_an_office_without_evidence() -> None:
    yaml = """
    actors:
      pilar-rojas:
        offices:
          - {title: Envoy, body: chile}
          - {title: Rector, quote: "envoy Pilar Rojas"}
    """
    assert codes(coded(yaml)) == [("C023", 4)]


def test_an_actor_that_the_text_does_not_name() -> None:
    yaml = SOUND.replace("[chile, ghana]", "[chile, peru]")
    assert found(coded(yaml)) == [("C024", 4, "no name of `peru` (Peru) stands in the text")]
    assert found(coded(yaml + '\nactors:\n  peru: "every city"\n')) == []


def test_the_whole_of_a_part_needs_no_name_in_the_text() -> None:
    yaml = 'actors:\n  tram-friends: {name: the talks, type: company, part_of: peru, quote: "too"}\n'
    assert found(coded(yaml)) == []


def test_problems_are_sorted_from_top_to_bottom() -> None:
    yaml = SOUND.replace("fisheries", "fishery").replace("negotiation", "talk").replace("opened talks", "sang")
    lines = [line for _, line in codes(coded(yaml))]
    assert lines == sorted(lines)
    assert len(lines) == 3


def test_a_machine_coding_is_placed_at_its_article() -> None:
    item = machine(article("talks", TEXT), events=[{"id": "a", "type": "parade", "participant": ["chile", "ghana"]}])
    (problem,) = grounding.problems(item, BOOK)
    assert (problem.rule.code, str(problem.place)) == ("C011", "articles/talks.md:1:1")


# Claims


def test_every_value_has_a_claim_under_its_column() -> None:
    yaml = """
    agreements:
      - id: pact
        type: agreement
        level: state
        title: Pact
        signed: 2024
        party: [chile, ghana]
        quote: "Chile and Ghana"
    events:
      - id: talks
        type: negotiation
        agreement: pact
        initiator: chile
        sectors: [trade, fisheries]
        quote: "opened talks"
        quotes: {sectors.fisheries: "fishing rights"}
    figures:
      - {id: n, measure: trams, value: 50.0, unit: tram, event: talks, actors: chile, quote: "wants to sell trams"}
    """
    said = {
        (c.record_id, c.field, c.value, c.quote)
        for c in grounding.claims(coded(yaml), BOOK)
        if c.record_type is not RecordType.ACTOR
    }
    assert said == {
        ("pact", "agreement_type", "agreement", "Chile and Ghana"),
        ("pact", "level", "state", "Chile and Ghana"),
        ("pact", "title", "Pact", "Chile and Ghana"),
        ("pact", "status", "occurred", "Chile and Ghana"),
        ("pact", "signed", "2024", "Chile and Ghana"),
        ("pact", "party", "chile", "Chile and Ghana"),
        ("pact", "party", "ghana", "Chile and Ghana"),
        ("talks", "event_type", "negotiation", "opened talks"),
        ("talks", "status", "occurred", "opened talks"),
        ("talks", "agreement_id", "pact", "opened talks"),
        ("talks", "initiator", "chile", "opened talks"),
        ("talks", "sector_id", "trade", "opened talks"),
        ("talks", "sector_id", "fisheries", "fishing rights"),
        ("n", "measure", "trams", "wants to sell trams"),
        ("n", "value", "50", "wants to sell trams"),
        ("n", "qualifier", "exact", "wants to sell trams"),
        ("n", "unit", "tram", "wants to sell trams"),
        ("n", "event_id", "talks", "wants to sell trams"),
        ("n", "actor_id", "chile", "wants to sell trams"),
    }


def test_a_claim_tells_where_it_stands() -> None:
    item = coded(SOUND.replace("Chile and Ghana opened talks on fishing rights", "the Ghanaians said"))
    claim = next(c for c in grounding.claims(item, BOOK) if c.field == "participant")
    assert item.article.text[claim.char_start : claim.char_end] == claim.quote == "the Ghanaians said"
    assert (claim.sentence, claim.article_id, claim.origin) == (3, "talks", CodingOrigin.REVIEWED)
    assert claim.place.line == HEADER_LINES + 4


def test_each_snippet_is_a_claim_and_a_repeated_one_is_one() -> None:
    yaml = SOUND.replace(
        '"Chile and Ghana opened talks on fishing rights"',
        '["Chile and Ghana", "fishing rights", {exact: "The talks", start: 57}, {exact: "The talks", start: 202}]',
    )
    item = coded(yaml)
    assert found(item) == []
    quotes = [c.quote for c in grounding.claims(item, BOOK) if c.field == "status"]
    assert quotes == ["Chile and Ghana", "fishing rights", "The talks"]


def test_evidence_ids_do_not_depend_on_offsets() -> None:
    before = grounding.claims(coded(SOUND), BOOK)
    after = grounding.claims(coded(SOUND, "It rained.\n" + TEXT), BOOK)
    assert [c.evidence_id for c in before] == [c.evidence_id for c in after]
    assert [c.char_start for c in before] != [c.char_start for c in after]
    assert len({c.evidence_id for c in before}) == len(before)
    assert before[0].evidence_id.startswith("talks:")


def test_cooperation_has_one_record_for_each_sector_under_a_stable_id() -> None:
    yaml = """
    cooperation:
      - stage: potential
        between: [ghana, chile]
        sectors: [trade, fisheries]
        quote: "Chile and Ghana"
        quotes: {sectors.fisheries: "fishing rights"}
    """
    said = [
        (c.record_id, c.field, c.value, c.quote)
        for c in grounding.claims(coded(yaml), BOOK)
        if c.record_type is RecordType.COOPERATION
    ]
    assert said == [
        ("chile.ghana.trade.potential", "actor_a", "chile", "Chile and Ghana"),
        ("chile.ghana.trade.potential", "actor_b", "ghana", "Chile and Ghana"),
        ("chile.ghana.trade.potential", "sector_id", "trade", "Chile and Ghana"),
        ("chile.ghana.trade.potential", "stage", "potential", "Chile and Ghana"),
        ("chile.ghana.fisheries.potential", "actor_a", "chile", "Chile and Ghana"),
        ("chile.ghana.fisheries.potential", "actor_b", "ghana", "Chile and Ghana"),
        ("chile.ghana.fisheries.potential", "sector_id", "fisheries", "fishing rights"),
        ("chile.ghana.fisheries.potential", "stage", "potential", "Chile and Ghana"),
    ]


def test_cooperation_with_snippets_for_its_sectors_alone_is_grounded() -> None:
    yaml = """
    cooperation:
      - stage: potential
        between: [chile, ghana]
        sectors: [fisheries, trade]
        quotes: {sectors.fisheries: "fishing rights", sectors.trade: "wants to sell trams"}
    """
    item = coded(yaml)
    assert found(item) == []
    stages = {c.record_id: c.quote for c in grounding.claims(item, BOOK) if c.field == "stage"}
    assert stages == {
        "chile.ghana.fisheries.potential": "fishing rights",
        "chile.ghana.trade.potential": "wants to sell trams",
    }


def test_an_actor_is_named_by_the_first_occurrence_of_one_of_its_names() -> None:
    assert names(coded(SOUND)) == {"chile": "Chile", "ghana": "Ghana"}
    claim = next(c for c in grounding.claims(coded(SOUND), BOOK) if c.field == "name")
    assert (claim.record_type, claim.value, claim.char_start, claim.sentence) == (RecordType.ACTOR, "Chile", 0, 0)


def test_the_longest_name_wins_its_spot_and_capitals_count() -> None:
    yaml = SOUND.replace("[chile, ghana]", "[santiago, santiago-tram-works]")
    item = coded(yaml)
    assert names(item) == {"santiago": "Santiago", "santiago-tram-works": "SANTIAGO TRAM WORKS"}
    spans = {c.record_id: c.char_start for c in grounding.claims(item, BOOK) if c.field == "name"}
    assert spans["santiago"] > spans["santiago-tram-works"]


def test_a_name_within_a_longer_one_counts_where_it_stands_nowhere_else() -> None:
    text = "The Santiago Tram Works opened a shop in Accra."
    yaml = SOUND.replace("[chile, ghana]", "[santiago, santiago-tram-works]")
    assert names(coded(yaml, text)) == {"santiago": "Santiago", "santiago-tram-works": "Santiago Tram Works"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chileans and chile sauce.", {}),
        ("A Women’s League of Chile was founded.", {"women-s-league-of-chile": "Women’s League of Chile"}),
        ("AUs and AU$ 5 but no union.", {}),
        ("Talks of the AU.", {"african-union": "AU"}),
    ],
)
def test_names_are_whole_words_in_their_letter_case(text: str, expected: dict[str, str]) -> None:
    sought = {name: [form for form, _ in BOOK.actors[name].names] for name in ("african-union", "chile")}
    sought["women-s-league-of-chile"] = ["Women's League of Chile"]
    hits = grounding.first_names(text, sought)
    assert {
        name: text[start:end] for name, (start, end) in hits.items() if name != "chile" or "League" not in text
    } == expected


def test_a_country_that_no_name_names_is_named_by_its_people() -> None:
    assert names(coded(SOUND, "The Ghanaians met the Chilean guests.")) == {"chile": "Chilean", "ghana": "Ghanaians"}


def test_the_actors_own_snippet_goes_before_its_name() -> None:
    item = coded(SOUND + '\nactors:\n  ghana: "the Ghanaians"\n  chile: {quotes: {name: "Chile\'s envoy"}}\n')
    assert names(item) == {"ghana": "the Ghanaians", "chile": "Chile's envoy"}
    assert {c.value for c in grounding.claims(item, BOOK) if c.field == "name"} == {"Ghana", "Chile"}


def test_a_snippet_given_for_an_office_does_not_name_the_person_unless_it_holds_the_name() -> None:
    text = "Pilar Rojas came. The envoy of Chile sang. Envoy Pilar Rojas left."
    office = "    offices: {title: Envoy, body: chile}\n"
    only_office = coded('actors:\n  pilar-rojas:\n    quote: "The envoy of Chile"\n' + office, text)
    with_name = coded('actors:\n  pilar-rojas:\n    quote: "Envoy Pilar Rojas"\n' + office, text)
    assert names(only_office) == {"pilar-rojas": "Pilar Rojas", "chile": "Chile"}
    assert names(with_name) == {"pilar-rojas": "Envoy Pilar Rojas", "chile": "Chile"}
    for item, quote in ((only_office, "The envoy of Chile"), (with_name, "Envoy Pilar Rojas")):
        offices = [(c.record_id, c.value, c.quote) for c in grounding.claims(item, BOOK) if c.field == "office"]
        assert offices == [("pilar-rojas", "Envoy", quote)]


def test_what_a_text_seldom_says_of_an_actor_is_claimed_only_with_a_snippet_of_its_own() -> None:
    yaml = """
    actors:
      pilar-rojas: {quotes: {country: "Chile's envoy"}}
      tram-friends:
        name: STW for short
        type: company
        country: CHL
        part_of: chile
        quote: "every city"
        quotes: {type: "wants to sell trams"}
    """
    fields = {(c.record_id, c.field, c.value) for c in grounding.claims(coded(yaml), BOOK) if c.field not in {"name"}}
    assert fields == {("pilar-rojas", "country_code", "CHL"), ("tram-friends", "actor_type", "company")}


def test_snippets_that_are_not_there_once_yield_no_claims() -> None:
    yaml = SOUND.replace("Chile and Ghana opened talks on fishing rights", "The talks went well")
    assert {c.record_type for c in grounding.claims(coded(yaml), BOOK)} == {RecordType.ACTOR}


def test_composed_and_decomposed_letters_are_one() -> None:
    item = coded(
        SOUND.replace("Chile and Ghana opened talks on fishing rights", "cafe\u0301"), "Chile and Ghana: café."
    )
    assert found(item) == []
    assert {c.quote for c in grounding.claims(item, BOOK) if c.field == "status"} == {"café"}

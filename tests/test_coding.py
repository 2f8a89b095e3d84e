"""Codings: YAML in, records out, and every problem with its line."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from comity import coding, textfile
from comity.coding import Coding, Event, Quote
from comity.diagnostics import InputError
from comity.terms import AgreementRole, Level, Qualifier, Role, Stage, Status

VALID = Path(__file__).parent / "data" / "valid"
PATH = "codings/forest-visit.yaml"
HEAD = f"article: forest-visit\ntext_sha256: {'0' * 64}\n"  # two lines

EVENTS = """\
events:
  - id: visit
    type: visit
    target: kenya
    quote: "flew to Kenya"
"""


def parse(body: str) -> Coding:
    return coding.parse(HEAD + body, PATH)[0]


def problems_of(text: str, path: str = PATH) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as error:
        coding.parse(text, path)
    return [
        (problem.rule.code, str(problem.place).removeprefix(f"{path}:"), problem.message)
        for problem in error.value.problems
    ]


def test_a_coding_holds_what_its_article_reports() -> None:
    record = parse(
        """\
actors:
  aino-koykka:
    name: Aino Köykkä
    type: person
    country: FIN
    aliases: [A. Köykkä, Minister Köykkä]
    offices: {title: Minister, body: finland, date: 2031-03, quote: "Minister Köykkä"}
  kenya:
  finland: "the Finns"
agreements:
  - {id: memo, type: memorandum, level: ministry, title: Forest memo, signed: 2031-03-04, party: [finland, kenya],
     signatory: aino-koykka, quote: "signed a memo"}
events:
  - {id: visit, type: visit, date: 2031-03-03/2031-03-05, initiator: aino-koykka, target: kenya, agreement: memo,
     sectors: forestry, quote: ["flew to Kenya", {exact: "Kenya", start: 40}], quotes: {date: "from 3 to 5 March"}}
cooperation:
  - {stage: potential, between: [finland, kenya], sectors: [space, trade], quote: "want to trade"}
figures:
  - {id: tea, measure: tea sold, value: 40.5, qualifier: about, unit: tonne, actors: kenya, quote: "40.5 tonnes"}
"""
    )
    person, visit, memo = record.actors["aino-koykka"], record.events[0], record.agreements[0]
    assert person.offices[0].title == "Minister"
    assert person.offices[0].quote == (Quote(exact="Minister Köykkä"),)
    assert person.aliases == ("A. Köykkä", "Minister Köykkä")
    assert record.actors["kenya"].quote == ()
    assert record.actors["finland"].quote == (Quote(exact="the Finns"),)
    assert list(visit.roles()) == [(Role.INITIATOR, "aino-koykka"), (Role.TARGET, "kenya")]
    assert visit.quote == (Quote(exact="flew to Kenya"), Quote(exact="Kenya", start=40))
    assert (visit.status, visit.sectors) == (Status.OCCURRED, ("forestry",))
    assert (memo.level, memo.status) == (Level.MINISTRY, Status.OCCURRED)
    assert list(memo.roles()) == [
        (AgreementRole.PARTY, "finland"),
        (AgreementRole.PARTY, "kenya"),
        (AgreementRole.SIGNATORY, "aino-koykka"),
    ]
    assert (record.cooperation[0].stage, record.cooperation[0].between) == (Stage.POTENTIAL, ("finland", "kenya"))
    assert (record.figures[0].value, record.figures[0].qualifier) == (Decimal("40.5"), Qualifier.ABOUT)


@pytest.mark.parametrize("body", ["", "events:\n", "events: []\nactors:\nagreements: ~\n", "# nothing\n"])
def test_a_coding_may_report_nothing(body: str) -> None:
    record = parse(body)
    assert (dict(record.actors), record.events, record.agreements, record.cooperation, record.figures) == (
        {}, (), (), (), ()
    )  # fmt: skip


def test_words_that_yaml_would_change_stay_words() -> None:
    record = parse("events:\n  - {id: no, type: visit, place: NO, title: 1_000, date: 2031, target: [yes, off]}\n")
    assert (record.events[0].id, record.events[0].place, record.events[0].title) == ("no", "NO", "1_000")
    assert (record.events[0].date, record.events[0].target) == ("2031", ("yes", "off"))


def test_a_snippet_keeps_its_white_space_and_its_quotes() -> None:
    record = parse('events:\n  - {id: a, type: visit, quote: [" \'tis ", “so”]}\n')
    assert [quote.exact for quote in record.events[0].quote] == [" 'tis ", "“so”"]


@pytest.mark.parametrize(
    ("field", "value", "snippet"),
    [
        ("sectors", "trade", "of the value"),
        ("sectors", "space", "of the field"),
        ("date", "2031", "of the record"),
        ("target", "kenya", "of the record"),
    ],
)
def test_the_most_specific_snippet_is_the_evidence(field: str, value: str, snippet: str) -> None:
    record = parse(
        "events:\n  - {id: a, type: visit, quote: of the record,"
        " quotes: {sectors: of the field, sectors.trade: of the value, date: }}\n"
    )
    assert [quote.exact for quote in record.events[0].evidence(field, value)] == [snippet]


EVENT = "events:\n  - id: visit\n    type: visit\n    "
ONE = "events:\n  - {id: a, type: b, "
FIGURE = "figures:\n  - {id: a, measure: m, unit: u, value: "
PAIR = "cooperation:\n  - {stage: existing, between: "

# What is wrong, with a bar at its spot, and the message (a regular expression).
WRONG = {
    "section": ("|evnts: []", r"`evnts`: .*not permitted \(did you mean `events`\?\)"),
    "section of records": ("|evnts:\n  - id: visit", r"`evnts`: .*not permitted \(did you mean `events`\?\)"),
    "field": (EVENT + "|targt: kenya", r"`events\.0\.targt`: .*\(did you mean `target`\?\)"),
    "field of a list": (EVENT + "|sector:\n      - space", r".*\(did you mean `sectors`\?\)"),
    "field like no other": (EVENT + "|colour: green", r"`events\.0\.colour`: Extra inputs are not permitted"),
    "field of an actor": (
        "actors:\n  aino:\n    |office: x",
        r"`actors\.aino\.office`: .*\(did you mean `offices`\?\)",
    ),
    "field of an office": ("actors:\n  a:\n    offices: {title: x, |bodi: y}", r".*\(did you mean `body`\?\)"),
    "field of a second office": ("actors:\n  a:\n    offices: [{title: x}, {title: x, |bodi: y}]", r".*`body`\?\)"),
    "field of a snippet": (ONE + "quote: {exact: x, |start_at: 1}}", r"`events\.0\.quote\.0\.start_at`: .*"),
    "status": (EVENT + "status: |occured", r"`events\.0\.status`: .*\(did you mean `occurred`\?\)"),
    "status at the end of the list": (EVENT + "status: |ongoin", r".*\(did you mean `ongoing`\?\)"),
    "status like no other": (EVENT + "status: |done", r"`events\.0\.status`: Input should be [^(]*"),
    "no id": ("events:\n  - |type: visit", r"`events\.0\.id`: Field required"),
    "empty id": ("events:\n  - id:|\n    type: visit", r"`events\.0\.id`: Input should be a valid string"),
    "id": ("events:\n  - {id: |A b, type: visit}", r"`events\.0\.id`: String should match pattern.*"),
    "actor": (EVENT + "target: [peru, |Kenya]", r"`events\.0\.target\.1`: .*pattern.*"),
    "only actor": (EVENT + "target: |Kenya", r"`events\.0\.target\.0`: .*pattern.*"),
    "actor's id": ("actors:\n  |Kenya:\n    name: Kenya\n    type: country", r"`actors\.Kenya`: .*pattern.*"),
    "type": ("events:\n  - {id: a, type: |a visit}", r"`events\.0\.type`: .*pattern.*"),
    "impossible date": (EVENT + "date: |2031-02-30", r"`events\.0\.date`: '2031-02-30' is impossible: .* 28 days"),
    "date in words": (EVENT + "date: |3 March 2031", r"`events\.0\.date`: '3 March 2031' is not an EDTF date.*"),
    "backward interval": (EVENT + "date: |2031/2030", r".*'2031/2030' ends before it starts"),
    "country": ("actors:\n  a: {name: A, type: person, country: |Finland}", r"`actors\.a\.country`: .*pattern.*"),
    "title of two lines": (EVENT + "title: ||\n      a\n      b", r"`events\.0\.title`: .*pattern.*"),
    "empty title": (EVENT + "title: |''", r"`events\.0\.title`: .*at least 1 character"),
    "long title": (EVENT + f"title: |{'x' * 301}", r"`events\.0\.title`: .*at most 300 characters"),
    "empty snippet": (EVENT + "quote: |''", r"`events\.0\.quote\.0\.exact`: .*at least 1 character"),
    "empty snippet of several": (EVENT + "quote: [x, |'']", r"`events\.0\.quote\.1\.exact`: .*at least 1 character"),
    "start": (ONE + "quote: {exact: x, start: |-1}}", r"`events\.0\.quote\.0\.start`: .*greater than or equal to 0"),
    "events as a mapping": ("events:\n  |visit: {type: visit}", r"`events`: Input should be a valid tuple"),
    "an event as a word": ("events: [|visit]", r"`events\.0`: Input should be a valid dictionary.*"),
    "actors as a list": ("actors: |[kenya]", r"`actors`: Input should be a valid dictionary"),
    "actor without a name": ("actors:\n  a: |{type: person}", r"`actors\.a`: an actor new to .* needs a `name`"),
    "actor without a type": ("actors:\n  a: |{name: Aino}", r"`actors\.a`: an actor new to .* needs a `type`"),
    "three sides": (PAIR + "|[a, b, c], sectors: trade}", r"`cooperation\.0\.between`: .*at most 2 items.*"),
    "one side": (PAIR + "|[a], sectors: trade}", r"`cooperation\.0\.between\.1`: Field required"),
    "one side twice": ("cooperation:\n  - |{stage: existing, between: [a, a], sectors: trade}", r".*`a` twice.*"),
    "no sector": (
        "cooperation:\n  - |{stage: existing, between: [a, b]}",
        r"`cooperation\.0\.sectors`: Field required",
    ),
    "sectors left empty": (PAIR + "[a, b], sectors: |[]}", r"`cooperation\.0\.sectors`: .*at least 1 item.*"),
    "level": ("agreements:\n  - {id: a, type: b, title: T, level: |states}", r".*\(did you mean `state`\?\)"),
    "no level": ("agreements:\n  - |{id: a, type: b, title: T}", r"`agreements\.0\.level`: Field required"),
    "value in words": (FIGURE + "|ten}", r"`figures\.0\.value`: .*valid decimal"),
    "value with a comma": (FIGURE + "|'1,000'}", r"`figures\.0\.value`: .*valid decimal"),
    "infinite value": (FIGURE + "|inf}", r"`figures\.0\.value`: .*finite number"),
    "boundless value": (FIGURE + "|1e999}", r"`figures\.0\.value`: .*no more than 15 digits in total"),
}


@pytest.mark.parametrize(("marked", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_field_is_told_with_its_line_and_column(marked: str, message: str) -> None:
    before, _, after = (HEAD + marked).partition("|")
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    ((code, where, what),) = problems_of(before + after)
    assert (code, where) == ("C002", place)
    assert re.fullmatch(message, what), what


@pytest.mark.parametrize("text", ["", "# nothing", "- a\n- b", "just words"])
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    assert [(code, place) for code, place, _ in problems_of(text)] == [("C002", "1:1")]


def test_article_and_hash_are_required() -> None:
    assert [(code, message) for code, _, message in problems_of("events: []\n")] == [
        ("C002", "`article`: Field required"),
        ("C002", "`text_sha256`: Field required"),
    ]


def test_all_wrong_fields_are_told_at_once() -> None:
    body = "events:\n  - {id: a, type: visit, date: soon}\n  - {id: B, type: visit}\nfigurs: []\n"
    assert sorted((code, place) for code, place, _ in problems_of(HEAD + body)) == [
        ("C002", "4:32"),
        ("C002", "5:10"),
        ("C002", "6:1"),
    ]


def test_a_coding_is_named_after_its_article() -> None:
    assert problems_of("# a note\n" + HEAD, "codings/other.yaml") == [
        ("C003", "2:10", "`article` is `forest-visit`, the file is `other.yaml`")
    ]


@pytest.mark.parametrize(
    ("section", "record"),
    [
        ("events", "{id: one, type: visit}"),
        ("agreements", "{id: one, type: treaty, level: state, title: T}"),
        ("figures", "{id: one, measure: m, value: 1, unit: u}"),
    ],
)
def test_an_id_stands_once_in_a_section(section: str, record: str) -> None:
    body = f"{section}:\n  - {record}\n  - {record.replace('one', 'two')}\n  - {record}\n  - {record}\n"
    assert problems_of(HEAD + body) == [
        ("C004", "6:10", "`one` is the id of line 4 too"),
        ("C004", "7:10", "`one` is the id of line 4 too"),
    ]


def test_an_event_and_an_agreement_may_have_one_id() -> None:
    record = parse(EVENTS + "agreements:\n  - {id: visit, type: treaty, level: state, title: T}\n")
    assert record.events[0].id == record.agreements[0].id


def test_name_and_duplicates_are_told_at_once() -> None:
    body = EVENTS + EVENTS.split("\n", 1)[1]
    assert sorted(code for code, _, _ in problems_of(HEAD + body, "codings/other.yaml")) == ["C003", "C004"]


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ("events: [x", "Y001", "3:9"),
        ("events:\nevents:\n", "Y002", "4:1"),
        ("events: &a []\n", "Y003", "3:9"),
        ("events: " + "[" * 17 + "]" * 17, "Y004", "3:24"),
        ("actors:\n  aino: {name: A\u202eino}", "Y005", "4:17"),
    ],
)
def test_yaml_that_cannot_be_read_is_told_with_its_line(body: str, code: str, place: str) -> None:
    assert [found[:2] for found in problems_of(HEAD + body)] == [(code, place)]


def test_the_document_tells_where_values_stand() -> None:
    _, document = coding.parse(HEAD + EVENTS, PATH)
    assert str(document.place(("events", 0, "target"))) == f"{PATH}:6:13"


def test_a_file_is_read_whatever_its_line_ends_bom_and_letters(tmp_path: Path) -> None:
    text = HEAD + EVENTS + "    title: Köykkä\n"
    expected = coding.parse(text, PATH)[0]
    for raw in (
        text,
        "\ufeff" + text,
        text.replace("\n", "\r\n"),
        text.replace("ö", "o\u0308").replace("ä", "a\u0308"),
    ):
        (tmp_path / "forest-visit.yaml").write_bytes(raw.encode())
        assert coding.read(tmp_path / "forest-visit.yaml", tmp_path)[0] == expected


def test_files_that_cannot_be_read_are_told_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "codings" / "forest-visit.yaml"
    file.parent.mkdir()

    def problem() -> tuple[str, str, str]:
        with pytest.raises(InputError) as error:
            coding.read(file, tmp_path)
        (found,) = error.value.problems
        return found.rule.code, str(found.place), found.message

    assert problem() == ("C001", f"{PATH}:1:1", "No such file or directory")
    file.write_bytes(HEAD.encode() + b"# K\xf6ln\n")
    assert problem() == ("C001", f"{PATH}:3:4", "byte 0xf6 is not UTF-8")
    with file.open("wb") as stream:
        stream.truncate(coding.MAX_BYTES + 1)
    assert problem() == ("C001", f"{PATH}:1:1", "5,000,001 bytes, at most 5,000,000 are read")


LINES = st.text(st.sampled_from("abß é“’:#-'\"[]{}&*!|>%@`,0"), min_size=1).map(str.strip).filter(bool)


@given(LINES, st.lists(LINES, max_size=3))
def test_titles_and_snippets_survive_any_punctuation(title: str, snippets: list[str]) -> None:
    def quoted(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    quotes = ", ".join(map(quoted, snippets))
    record = parse(f"events:\n  - id: a\n    type: visit\n    title: {quoted(title)}\n    quote: [{quotes}]\n")
    assert record.events[0].title == title
    assert [quote.exact for quote in record.events[0].quote] == snippets


@given(st.one_of(st.text(), st.text(st.characters()), st.text(st.sampled_from("eventsidactor: \n-[]{}x0'"))))
def test_any_string_is_a_coding_or_an_input_error(body: str) -> None:
    try:
        record, document = coding.parse(HEAD + body, PATH)
    except InputError as error:
        found = error.problems
    else:
        found = ()
        assert record.article == "forest-visit"
        assert document.place(("article",)).line == 1
    assert all(problem.place.path == PATH and problem.place.line >= 1 for problem in found)


def test_records_do_not_change() -> None:
    event = Event(id="a", type="visit")
    with pytest.raises(ValidationError, match="frozen"):
        event.type = "meeting"


@pytest.mark.parametrize("file", sorted((VALID / "codings").glob("*.yaml")), ids=lambda file: file.stem)
def test_the_valid_data_set_is_read(file: Path) -> None:
    record, document = coding.read(file, VALID)
    assert record.article == file.stem
    assert record.events
    assert document.place(("article",)).path == textfile.shown(file, VALID)

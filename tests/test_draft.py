"""A draft is what the coder found, for a person to read: it reads back the same, and shows the sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from project import CORPUS, book, coder

from comity import articles as article_files
from comity import coding, draft, grounding
from comity.articles import Article
from comity.coder.batch import code_all
from comity.coding import Coding
from comity.diagnostics import has_errors
from comity.facts import CodedArticle
from comity.snippets import occurrences
from comity.terms import CodingOrigin

BARE = Article(
    "visit-to-chile",
    "Ghana's president visits Chile",
    "Ghana's president visits Chile\n\nGhana's President Ama Boateng visited Chile on 3 May 2031. Chile thanked Ghana.",
    "articles/Visit to Chile.txt",
)
ARTICLES = [*article_files.read_all(CORPUS / "articles", CORPUS)[0], BARE]


@pytest.fixture(scope="module")
def machine() -> dict[str, Coding]:
    """The machine codings of all articles."""
    return {record.article: record for record in code_all(ARTICLES, coder())}


def read_back(article: Article, record: Coding) -> Coding:
    return coding.parse(draft.render(article, record), f"codings/{article.id}.yaml")[0]


def told(article: Article, record: Coding) -> list[tuple[str, ...]]:
    """Every claim with its place in the text."""
    coded = CodedArticle(article, record, CodingOrigin.REVIEWED)
    return [
        (claim.evidence_id, str(claim.char_start), str(claim.char_end)) for claim in grounding.claims(coded, book())
    ]


def without_snippets(record: Coding) -> Any:
    """All that a coding says but for its evidence, which `told` compares."""
    snippets: Any = {"quote": True, "quotes": True}
    each: Any = {"__all__": snippets}
    actors = {"__all__": {**snippets, "offices": each}}
    return record.model_dump(
        exclude={"events": each, "agreements": each, "cooperation": each, "figures": each, "actors": actors}
    )


def records(text: str) -> Iterator[tuple[list[str], str]]:
    """Each record of a draft: the comments over it, and its lines."""
    body = text.partition("\ntext_sha256: ")[2].partition("\n")[2]
    for found in re.finditer(r"((?:^  # .*\n)*)(^  (?:- |[a-z]).*\n(?:^    .*\n)*)", body, re.MULTILINE):
        yield [line.removeprefix("  # ") for line in found[1].splitlines()], found[2]


@pytest.mark.parametrize("article", ARTICLES, ids=[article.id for article in ARTICLES])
class TestCorpus:
    def test_it_reads_back_as_the_coding_that_it_shows(self, article, machine):
        record = machine[article.id]
        back = read_back(article, record)
        assert without_snippets(back) == without_snippets(record)
        assert told(article, back) == told(article, record)

    def test_nothing_in_it_is_wrong(self, article, machine):
        text = draft.render(article, machine[article.id])
        record, document = coding.parse(text, f"codings/{article.id}.yaml")
        coded = CodedArticle(article, record, CodingOrigin.REVIEWED, document)
        assert not has_errors(grounding.problems(coded, book()))

    def test_over_each_record_stand_the_sentences_that_it_quotes(self, article, machine):
        record = machine[article.id]
        sentences = {" ".join(article.text[s.start : s.end].split()) for s in article.sentences}
        shown = list(records(draft.render(article, record)))
        parts = (record.actors, record.agreements, record.events, record.cooperation, record.figures)
        assert len(shown) == sum(map(len, parts))
        last: list[str] = []
        for comments, lines in shown:
            last = last if comments == ["(as above)"] else comments
            assert set(last) <= sentences
            if "quote:" in lines:
                assert last

    def test_offsets_stand_only_where_a_snippet_stands_twice(self, article, machine):
        for quote in re.finditer(
            r'\{exact: ("(?:[^"\\]|\\.)*"), start: \d+\}', draft.render(article, machine[article.id])
        ):
            assert len(occurrences(article.text, str(yaml.safe_load(quote[1])))) > 1


TEXT = "Kenya met Peru. Kenya's envoy, a “friend”,\nspoke of trade.\n\nPeru said: yes # no.\nKenya thanked Peru."
HERE = Article("meeting-in-lima", "Kenya met Peru", TEXT, "articles/meeting-in-lima.md")


def render(**sections: Any) -> str:
    return draft.render(HERE, made(**sections))


def made(**sections: Any) -> Coding:
    return Coding.model_validate({"article": HERE.id, "text_sha256": HERE.text_sha256, **sections})


MEETING = {"id": "a-meeting", "type": "meeting", "participant": ["kenya", "peru"], "quote": "Kenya met Peru"}


class TestWords:
    """How a draft is written."""

    def test_a_whole_draft(self):
        text = render(
            actors={"peru": {"quote": [{"exact": "Peru", "start": 10}]}},
            events=[
                {
                    **MEETING,
                    "title": "Kenya: a meeting",
                    "quote": [{"exact": "Kenya met Peru", "start": 0}],
                    "quotes": {"date": [{"exact": "Kenya", "start": 81}], "participant.peru": "Kenya met Peru"},
                    "date": "2031-05",
                },
            ],
            figures=[{"id": "friends", "measure": "friends", "value": "1E+3", "unit": "person", "quote": "a “friend”"}],
        )
        assert text == (
            "# yaml-language-server: $schema=../schemas/editor/coding.schema.json\n"
            "# A machine draft: read each record against its sentence, mend it, give it your own id, "
            "delete this line.\n"
            "article: meeting-in-lima\n"
            f"text_sha256: {HERE.text_sha256}\n"
            "\n"
            "actors:\n"
            "  # Kenya met Peru.\n"
            "  peru:\n"
            '    quote: {exact: "Peru", start: 10}\n'
            "\n"
            "events:\n"
            "  # Kenya met Peru.\n"
            "  - id: a-meeting\n"
            "    type: meeting\n"
            "    status: occurred\n"
            "    date: 2031-05\n"
            '    title: "Kenya: a meeting"\n'
            "    participant: [kenya, peru]\n"
            '    quote: "Kenya met Peru"\n'
            "    quotes:\n"
            '      date: {exact: "Kenya", start: 81}\n'
            '      participant.peru: "Kenya met Peru"\n'
            "\n"
            "figures:\n"
            "  # Kenya's envoy, a “friend”, spoke of trade.\n"
            "  - id: friends\n"
            "    measure: friends\n"
            "    value: 1000\n"
            "    unit: person\n"
            '    quote: "a “friend”"\n'
        )

    def test_a_fields_snippet_that_is_the_records_own_is_left_out(self):
        same = {"quote": "Kenya met Peru", "quotes": {"type": "Kenya met Peru", "participant.peru": "Kenya met Peru"}}
        assert "quotes:" not in render(events=[{**MEETING, **same}])

    def test_a_values_snippet_stays_where_its_field_has_another(self):
        quotes = {"participant": "Kenya thanked Peru", "participant.peru": "Kenya met Peru"}
        text = render(events=[{**MEETING, "quotes": quotes}])
        assert '      participant: "Kenya thanked Peru"\n      participant.peru: "Kenya met Peru"\n' in text

    def test_a_sentence_is_not_repeated_from_record_to_record(self):
        text = render(events=[MEETING, {**MEETING, "id": "another"}])
        assert re.findall(r"^  # (.*)$", text, re.MULTILINE) == ["Kenya met Peru.", "(as above)"]

    def test_a_sentence_of_two_lines_is_one_comment_and_two_sentences_are_two(self):
        text = render(events=[{**MEETING, "quote": "Kenya met Peru. Kenya's envoy"}])
        assert re.findall(r"^  # (.*)$", text, re.MULTILINE) == [
            "Kenya met Peru.",
            "Kenya's envoy, a “friend”, spoke of trade.",
        ]

    def test_a_record_that_only_its_fields_quote(self):
        text = render(events=[{**MEETING, "quote": [], "quotes": {"participant": "Kenya thanked Peru"}}])
        assert "  # Kenya thanked Peru.\n  - id: a-meeting\n" in text

    def test_offices_are_written_below_their_actor(self):
        offices = [{"title": "Envoy", "body": "kenya", "quote": "Kenya's envoy"}, {"title": "Friend"}]
        text = render(actors={"ama-boateng": {"name": "Ama Boateng", "type": "person", "offices": offices}})
        assert text.endswith(
            "  ama-boateng:\n"
            '    name: "Ama Boateng"\n'
            "    type: person\n"
            "    offices:\n"
            "      - title: Envoy\n"
            "        body: kenya\n"
            '        quote: "Kenya\'s envoy"\n'
            "      - title: Friend\n"
        )

    def test_an_article_that_reports_nothing(self):
        assert render().endswith(f"text_sha256: {HERE.text_sha256}\n")
        assert read_back(HERE, made()) == made()

    @pytest.mark.parametrize("word", ["yes", "NO", "null", "on", "~", "12 May", "a: b", "- a", "#a", "'", '"', "a\\"])
    def test_words_that_yaml_might_take_for_something_else(self, word):
        record = made(events=[{**MEETING, "title": word, "place": word}])
        assert read_back(HERE, record) == record

    def test_what_is_not_to_be_seen_is_written_as_an_escape(self):
        article = Article("marks", "Marks", "Kenya\u200b met\u200f Peru.", "articles/marks.md")
        record = Coding.model_validate(
            {
                "article": "marks",
                "text_sha256": article.text_sha256,
                "events": [{**MEETING, "quote": article.text, "title": "\u200f\U000e0041"}],
            }
        )
        text = draft.render(article, record)
        assert text.replace("\n", "").isprintable()
        assert read_back(article, record) == record


REORDERING = "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e"
LINE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"], exclude_characters=REORDERING),
    min_size=1,
    max_size=30,
)


@st.composite
def coded(draw: st.DrawFn) -> tuple[Article, Coding]:
    """An article of any words, and a coding that quotes any parts of it."""
    text = "\n".join(draw(st.lists(LINE, min_size=1, max_size=4)))
    article = article_files.parse(text, "any.txt") if text.strip() and not text.startswith("---") else BARE

    def quote() -> dict[str, Any]:
        start = draw(st.integers(0, len(article.text) - 1))
        end = draw(st.integers(start + 1, min(len(article.text), start + 12)))
        return {"exact": article.text[start:end], "start": start}

    def line() -> str | None:
        word = unicodedata.normalize("NFC", draw(LINE)).strip()  # as every file is read
        return word or None

    events = [
        {
            "id": f"event-{number}",
            "type": "visit",
            "title": line(),
            "place": line(),
            "date": draw(st.sampled_from([None, "2031", "2031-05/..", "2031-05-03"])),
            "status": draw(st.sampled_from(["occurred", "proposed"])),
            "initiator": draw(st.lists(st.sampled_from(["kenya", "peru", "on"]), unique=True)),
            "quote": [quote() for _ in range(draw(st.integers(1, 2)))],
            "quotes": {key: quote() for key in draw(st.sets(st.sampled_from(["date", "initiator", "initiator.on"])))},
        }
        for number in range(draw(st.integers(0, 3)))
    ]
    figure = {"id": "n", "measure": line() or "n", "value": str(draw(st.decimals(0, 10**6, places=2))), "unit": "x"}
    sections = {"events": events, "figures": [{**figure, "quote": quote()}]}
    return article, Coding.model_validate({"article": article.id, "text_sha256": article.text_sha256, **sections})


def located(article: Article, record: Coding) -> Any:
    """A coding with each snippet's offset told, and the evidence of each field told."""
    found = without_snippets(record)
    for section in ("events", "figures"):
        for plain, one in zip(found[section], getattr(record, section), strict=True):
            for field, value in (("date", ""), ("initiator", "kenya"), ("initiator", "on"), ("title", "")):
                plain[f"evidence of {field}.{value}"] = [
                    (quote.exact, article.text.find(quote.exact) if quote.start is None else quote.start)
                    for quote in one.evidence(field, value)
                ]
    return found


@given(coded())
def test_any_coding_of_any_text_reads_back(found):
    article, record = found
    assert located(article, read_back(article, record)) == located(article, record)

"""The coder as a whole: whatever the text, its coding is grounded, stable and complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scenes import FOLDER, article, book, code, coder, events

from comity import articles, build, coding, grounding
from comity.articles import Article
from comity.coder.batch import code_all
from comity.coding import Coding
from comity.diagnostics import InputError, has_errors
from comity.facts import CodedArticle
from comity.terms import CodingOrigin

CORPUS = Path(__file__).parent / "corpus" / "articles"

NEWS = """
LIMA, 14 May 2025 (SW) – Kenyan President Amina Otieno on Wednesday began a three-day state visit to Peru.

During the visit, she held talks with Peruvian President Luis Rojas on trade and fisheries. The two presidents signed an
agreement on visas and a memorandum of understanding on tourism in the presence of Foreign Minister Grace Wambui.

Kenya and Peru established diplomatic relations on 24 January 1975. In 2023, Peru donated 20 tractors to Kenya. Trade
between the two countries rose by 5 percent to 20 million dollars in 2024.
"""
PARAGRAPHS = NEWS.strip().split("\n\n")


def quotes(record: Coding) -> Iterator[coding.Quote]:
    """Every quote of a coding."""
    for listed in (record.actors.values(), record.events, record.agreements, record.cooperation, record.figures):
        for item in listed:
            yield from item.quote
            yield from (quote for several in getattr(item, "quotes", {}).values() for quote in several)


def check(found: Article) -> Coding:
    """The article's coding, after a look at what must hold for every coding."""
    record = coder().code(found)
    assert (record.article, record.text_sha256) == (found.id, found.text_sha256)
    problems = grounding.problems(CodedArticle(found, record, CodingOrigin.MACHINE), book())
    assert not has_errors(problems), problems
    for quote in quotes(record):
        assert quote.start is not None
        assert found.text.startswith(quote.exact, quote.start)
    ids = [item.id for item in (*record.events, *record.agreements, *record.figures)]
    assert len(ids) == len(set(ids))
    return record


# Pieces of newswire, and what no newswire should have.
PIECES = (
    "Kenyan President Amina Otieno|Peruvian Foreign Minister Luis Rojas|Kenya|Peru|the two countries|she|their|Lima|in Nairobi|"
    "the Embassy of Peru in Kenya|the African Union|visited|met|signed|will sign|has not signed|held talks with|donated|"
    "an agreement on visas|a memorandum of understanding|strategic partnership|took effect|on 5 May 2025|on Monday|since 1992|"
    "in 1957 and 1961|20 tractors|about 5.5 million dollars|after the talks|during the visit|led by|, who |, which |that|and|"
    ", |; |. |.\n|\n\n|: |– |(Photo: SW)|- |1. |“|”|'s|Related news|See more|LIMA (SW) – |5 May 2025|trade|agriculture|İ|ß|ﬁ|"
    "=1+1|@|\u00a0|\u2028|é|Ñ|越南|🙂|Dr. |U.S. |5%|$|…|(((|)))|''"
).split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from(["", " "]))
@example(["Kenya", " donated ", "20 tractors", " to ", "Peru", "."], "")
@settings(max_examples=150)
def test_any_mixture_is_coded(pieces: list[str], glue: str) -> None:
    try:
        found = articles.parse(glue.join(pieces), "a.txt")
    except InputError:
        return
    check(found)


@given(st.text(max_size=300))
@settings(max_examples=100)
def test_any_text_is_coded(text: str) -> None:
    try:
        found = articles.parse(text, "a.txt")
    except InputError:
        return
    check(found)


@given(st.data())
@settings(max_examples=60)
def test_a_torn_article_is_coded(data: st.DataObject) -> None:
    """A real article with pieces cut out, doubled or cased otherwise."""
    text = NEWS
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 80)))
        piece = data.draw(st.sampled_from(["", text[start:end] * 2, text[start:end].upper(), "\n", "\n\n", " "]))
        text = text[:start] + piece + text[end:]
    try:
        found = articles.parse(text, "a.txt")
    except InputError:
        return
    check(found)


@pytest.fixture(scope="module")
def corpus() -> list[Article]:
    found, problems = articles.read_all(CORPUS, CORPUS)
    assert problems == []
    return found


class TestCorpus:
    def test_every_coding_is_grounded(self, corpus: list[Article]) -> None:
        assert sum(bool(check(found).events) for found in corpus) > len(corpus) // 2

    def test_the_tables_of_machine_codings_are_without_errors(self) -> None:
        layout = build.Layout(CORPUS.parent, CORPUS, None, FOLDER, CORPUS.parent)
        built = build.build(layout)
        assert not built.failed, [str(problem) for problem in built.problems]
        assert len(built.tables["events"]) > len(built.tables["articles"])
        assert len(built.tables["evidence"]) > len(built.tables["events"])

    def test_order_and_company_change_nothing(self, corpus: list[Article]) -> None:
        few = corpus[::6]
        assert code_all(few[::-1], coder()) == [coder().code(found) for found in few][::-1]


class TestIds:
    def ids(self, text: str) -> set[str]:
        record = coder().code(article(text, None))
        return {item.id for item in (*record.events, *record.agreements)}

    def test_an_edit_of_another_paragraph_leaves_them(self) -> None:
        before = self.ids(NEWS)
        assert len(before) >= 5
        kept = self.ids("\n\n".join([PARAGRAPHS[0], PARAGRAPHS[1], "Nothing else was said."]))
        assert before & kept == kept
        assert len(kept) >= 3

    def test_a_new_paragraph_leaves_them(self) -> None:
        assert self.ids(NEWS) <= self.ids("\n\n".join([*PARAGRAPHS, "Ghana gave Chile 500 tonnes of wheat in 2019."]))

    def test_line_breaks_leave_them(self) -> None:
        joined = "\n\n".join(" ".join(paragraph.split()) for paragraph in PARAGRAPHS)
        assert self.ids(NEWS) == self.ids(joined)

    def test_they_are_the_articles_own(self) -> None:
        one, two = (coder().code(article(NEWS, None, name)) for name in ("one", "two"))
        assert not {event.id for event in one.events} & {event.id for event in two.events}
        assert [event.type for event in one.events] == [event.type for event in two.events]


class TestRecords:
    def test_what_an_article_yields(self) -> None:
        record = check(article(NEWS))
        assert {event.type for event in record.events} >= {
            "visit", "meeting", "signing", "diplomatic_relations", "aid",
        }  # fmt: skip
        assert {agreement.type for agreement in record.agreements} == {"agreement", "memorandum"}
        signing = next(event for event in record.events if event.type == "signing")
        assert signing.agreement in {agreement.id for agreement in record.agreements}
        assert {actor for event in record.events for _, actor in event.roles()} <= set(record.actors)

    def test_another_language_yields_nothing(self) -> None:
        found = Article("a", "Titre", NEWS, "a.md", language="fr")
        assert coder().code(found) == Coding(article="a", text_sha256=found.text_sha256)

    def test_teasers_and_furniture_yield_nothing(self) -> None:
        text = f"{PARAGRAPHS[0]}\n\nSee more\n\nGhana gave Chile 500 tonnes of wheat in 2019."
        assert events(text) == events(PARAGRAPHS[0])

    def test_no_cell_begins_as_a_formula(self) -> None:
        record = check(
            article("=Kenyan President Amina Otieno visited Peru on Monday.\n\n+Kenya donated 20 tractors to Peru.")
        )
        assert not [quote for quote in quotes(record) if quote.exact[0] in "=+@\t"]

    def test_a_text_without_states_yields_nothing(self) -> None:
        record = code("The cat sat on the mat. It was signed by nobody on Monday.")
        assert (record.events, record.agreements, record.actors) == ((), (), {})


class TestLongTexts:
    def test_one_endless_sentence(self) -> None:
        clause = "Kenya and Peru signed an agreement on fisheries, and President Amina Otieno, who visited Lima, met Luis Rojas"
        text = ", and ".join([clause] * (200_000 // len(clause))) + "."
        record = check(article(text))
        assert record.events

    def test_one_endless_word(self) -> None:
        check(article("Kenya" * 40_000 + " visited Peru."))

    def test_endless_punctuation(self) -> None:
        for mark in ("(", ". ", "- ", "\n", "“", "Photo: ", "5 ", "and ", "Kenya, ", "of the ", "| "):
            check(article(f"Kenya visited Peru. {mark * 20_000} end."))

    def test_a_book(self) -> None:
        """A megabyte: each paragraph is told of other people, so that nothing repeats."""
        names = ["Otieno", "Wambui", "Mwangi", "Kamau", "Njoroge", "Achieng", "Barasa", "Chebet"]
        paragraphs = [
            re.sub("Otieno", names[number % len(names)], NEWS.strip()).replace("1975", str(1000 + number % 900))
            for number in range(1_000_000 // len(NEWS))
        ]
        record = check(article("\n\n".join(paragraphs)))
        assert record.events
        assert record.agreements


def test_a_figure_may_stand_in_a_sentence_without_names_where_the_article_is_about_two() -> None:
    told = "Kenya and Peru held talks in Lima. Peru thanked Kenya. "
    (figure,) = code(told + "Trade came to $20 million.").figures
    assert set(figure.actors) == {"kenya", "peru"}
    assert code(told + "Trade with Chad and Mali came to $20 million, and Chad, Mali, Chad and Mali agreed.").figures
    assert not code("Kenya, Chad, Mali and Peru held talks in Lima. Trade came to $20 million.").figures


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Kenya and Peru agreed to cooperate in the following areas:\n\n- energy\n\n- forestry\n\nRain fell on a hotel.",
            [("potential", "energy"), ("potential", "forestry")],
        ),
        (
            "Kenya and Peru cooperate in the following fields:\n\n1. Energy\n\n2. Forestry\n\n3. Extradition",
            [("existing", "energy"), ("existing", "forestry"), ("existing", "justice")],
        ),
        ("Kenya and Peru met in a hotel:\n\n- energy\n\n- forestry", []),
    ],
)
def test_the_items_of_a_list_are_fields_of_the_sentence_above_it(text: str, rows: list[tuple[str, str]]) -> None:
    assert [(row.stage.value, sector) for row in code(text).cooperation for sector in row.sectors] == rows


def test_mayors_cooperate_for_their_cities() -> None:
    text = (
        "The mayor of Turin, Carla Bo, and the mayor of Mombasa, Ali Omar, signed a friendship pact. The pact focuses on "
        "sport and tourism."
    )
    (row,) = code(text).cooperation
    assert (set(row.between), row.sectors) == ({"turin", "mombasa"}, ("sport", "tourism"))

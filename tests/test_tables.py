from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from mini import mini_codebook, mini_facts, row

from comity import frames, typed
from comity.columns import ARTICLE, EDTF, NONE, Column, Kind, columns_of, description_of, key_of, name_of
from comity.facts import Facts
from comity.tables import MODELS, TABLES, VOCABULARIES

KEYS = {
    "articles": "article_id",
    "actors": "actor_id",
    "actor_names": "actor_id name",
    "offices": "actor_id office date",
    "events": "event_id",
    "event_actors": "event_id actor_id role",
    "event_sectors": "event_id sector_id",
    "agreements": "agreement_id",
    "agreement_actors": "agreement_id actor_id role",
    "agreement_sectors": "agreement_id sector_id",
    "cooperation": "cooperation_id",
    "figures": "figure_id",
    "figure_actors": "figure_id actor_id",
    "evidence": "evidence_id",
    "contradictions": "contradiction_id evidence_id",
    "sectors": "sector_id",
    "event_types": "event_type",
    "agreement_types": "agreement_type",
    "actor_types": "actor_type",
}
DTYPES = {
    Kind.TEXT: "string",
    Kind.CATEGORY: "category",
    Kind.INTEGER: "Int64",
    Kind.NUMBER: "Float64",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date32[day][pyarrow]",
}


def column(table: str, name: str) -> Column:
    return next(column for column in columns_of(TABLES[table]) if column.name == name)


class TestDeclarations:
    def test_tables_and_keys_are_those_of_the_contract(self):
        assert {name: " ".join(key_of(model)) for name, model in TABLES.items()} == KEYS
        assert list(TABLES) == list(KEYS)

    @pytest.mark.parametrize("model", MODELS, ids=name_of)
    def test_everything_is_described(self, model):
        assert description_of(model)
        assert all(column.description for column in columns_of(model))

    @pytest.mark.parametrize("model", MODELS, ids=name_of)
    def test_references_name_keys_of_other_tables(self, model):
        for column in columns_of(model):
            if column.references:
                assert key_of(TABLES[column.references.table]) == (column.references.column,)

    def test_grounding_is_an_article_a_column_or_none(self):
        for model in MODELS:
            names = {column.name for column in columns_of(model)}
            for column in columns_of(model):
                source = column.grounding.removeprefix("derived:")
                assert column.grounding in (ARTICLE, NONE) or source in names

    def test_pandera_accepts_each_table_alone(self):
        for name, frame in frames.build(mini_facts(), mini_codebook()).items():
            assert TABLES[name].validate(frame, lazy=True) is not None

    def test_words_of_the_declaration_are_read_back(self):
        found = column("events", "date_precision")
        assert (found.kind, found.required, found.key) == (Kind.CATEGORY, False, False)
        assert found.grounding == "derived:date"
        assert column("event_types", "example").title == "Example"
        assert column("offices", "date").key
        assert not column("offices", "date").required


class TestBuild:
    def test_all_tables_are_there_even_without_rows(self):
        built = frames.build(Facts({}, {}), mini_codebook())
        assert list(built) == list(TABLES)
        assert all(len(built[name]) == 0 for name in TABLES if name not in VOCABULARIES)
        assert len(built["sectors"]) == 3

    @pytest.mark.parametrize("facts", [Facts({}, {}), mini_facts()], ids=["empty", "mini"])
    def test_columns_have_their_types(self, facts):
        for name, frame in frames.build(facts, mini_codebook()).items():
            for column in columns_of(TABLES[name]):
                assert str(frame[column.name].dtype) == DTYPES[column.kind], (name, column.name)
            assert list(frame.columns) == [column.name for column in columns_of(TABLES[name])]

    def test_rows_are_sorted_by_key_with_nulls_last(self):
        built = frames.build(mini_facts(lambda rows: [found.reverse() for found in rows.values()]), mini_codebook())
        for name, frame in built.items():
            keys = [
                tuple((pd.isna(cell), str(cell)) for cell in key)
                for key in zip(*_key_columns(name, frame), strict=True)
            ]
            assert keys == sorted(keys), name

    def test_categories_are_the_vocabularies(self):
        built = frames.build(mini_facts(), mini_codebook())
        assert list(built["events"]["status"].cat.categories) == ["proposed", "scheduled", "occurred", "ongoing"]
        assert list(built["events"]["event_type"].cat.categories) == ["visit", "signing", "entry_into_force"]
        assert list(built["sectors"]["parent_id"].cat.categories) == ["education", "agriculture", "forestry"]

    def test_a_term_outside_the_vocabulary_is_kept(self):
        def change(rows):
            row(rows, "articles", "forestry-note")["coding"] = "guessed"

        articles = frames.build(mini_facts(change), mini_codebook())["articles"]
        assert list(articles["coding"]) == ["reviewed", "guessed"]

    def test_rows_of_an_undeclared_table_are_refused(self):
        with pytest.raises(ValueError, match="undeclared tables: rumours"):
            frames.build(Facts({"rumours": []}, {}), mini_codebook())

    def test_values_come_through(self):
        built = frames.build(mini_facts(), mini_codebook())
        visit = built["events"].set_index("event_id").loc["stubb-visits-kenya"]
        assert visit["start_date"] == dt.date(2025, 5, 12)
        assert visit["place"] is pd.NA
        assert built["figures"]["value"].tolist() == [40500000.5]
        assert built["articles"]["publisher"].tolist() == ["NA", pd.NA]
        assert built["event_types"]["weight"].tolist() == ["hard"] * 3


def _key_columns(name: str, frame: pd.DataFrame) -> list[list[object]]:
    return [list(frame[column]) for column in key_of(TABLES[name])]


@pytest.mark.parametrize(
    ("kind", "values", "wrong"),
    [
        (Kind.TEXT, ["a", None, 5, b"b", "\ud800"], [2, 3, 4]),
        (Kind.CATEGORY, ["a", 1.5], [1]),
        (Kind.INTEGER, [1, 1.5, "1", True, 2**63, None, Decimal(1)], [1, 2, 3, 4, 6]),
        (Kind.NUMBER, [1, 1.5, Decimal("0.1"), "1", True, float("nan"), float("inf")], [3, 4, 5, 6]),
        (Kind.NUMBER, [Decimal("123456789012345678"), Decimal("1e400"), 10**400], [0, 1, 2]),
        (Kind.BOOLEAN, [True, 1, "true", None], [1, 2]),
        (Kind.DATE, [dt.date(2025, 1, 1), dt.datetime(2025, 1, 1, 5), "2025-01-01", 3], [1, 2, 3]),
    ],
)
def test_values_that_do_not_fit_are_kept_and_found(kind, values, wrong):
    declared = next(column for model in MODELS for column in columns_of(model) if column.kind is kind)
    frame = typed.from_rows([{declared.name: value} for value in values], [declared], {declared.name: ["a"]})
    series = frame[declared.name]
    assert series.dtype == object
    assert list(series)[wrong[0]] is values[wrong[0]]
    assert typed.misfits(series, kind).tolist() == wrong
    mended = typed.without_misfits(frame, [declared], {declared.name: ["a"]})[declared.name]
    assert str(mended.dtype) == DTYPES[kind]
    assert [i for i, value in enumerate(mended) if pd.isna(value)] == sorted(
        {*wrong, *(i for i, value in enumerate(values) if value is None)}
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (50.0, "50"),
        (16.7, "16.7"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e22, "10000000000000000000000"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (-12.5, "-12.5"),
        (100.0, "100"),
    ],
)
def test_numbers_have_one_way_to_be_written(value, text):
    assert typed.number_text(value) == text
    assert float(text) == value


def test_texts_are_what_tables_write():
    assert typed.texts(pd.Series([True, None], dtype="boolean")).to_pylist() == ["true", None]
    dates = pd.Series([dt.date(957, 1, 2)], dtype=pd.ArrowDtype(pa.date32()))
    assert typed.texts(dates).to_pylist() == ["0957-01-02"]
    assert typed.texts(pd.Series([1.5, None, 2.0], dtype="Float64")).to_pylist() == ["1.5", None, "2"]


def test_look_ups_do_not_match_nulls():
    known = pa.array(["a", None])
    assert typed.is_in(pa.array(["a", "b", None]), known).tolist() == [True, False, False]
    assert typed.index_in(pa.array(["b", "a"]), known).tolist() == [-1, 0]
    same = typed.same(pa.array(["a", "a", None, None]), pa.array(["a", "b", None, "b"]))
    assert same.tolist() == [True, False, True, False]
    assert isinstance(same, np.ndarray)


@pytest.mark.parametrize(
    "text", ["1957", "2023-12", "2025-05-11", "199X", "2025-21", "2025~", "1992-01-24/..", "../2030"]
)
def test_the_pattern_of_dates_accepts_what_the_parser_does(text):
    assert pd.Series([text]).str.fullmatch(EDTF).all()


@pytest.mark.parametrize("text", ["May 2025", "2025-5-1", "2025/", "", "2025-05-11T10", "20250511", "2024/2025/2026"])
def test_the_pattern_of_dates_refuses_the_rest(text):
    assert not pd.Series([text]).str.fullmatch(EDTF).any()

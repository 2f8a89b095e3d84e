"""What a data user imports: comity.load, comity.tables, comity.explain."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from project import run_python

import comity
from comity import outputs
from comity.columns import Kind, columns_of
from comity.diagnostics import InputError
from comity.tables import TABLES

DTYPES = {
    Kind.TEXT: pd.StringDtype("pyarrow", pd.NA),
    Kind.INTEGER: pd.Int64Dtype(),
    Kind.NUMBER: pd.Float64Dtype(),
    Kind.BOOLEAN: pd.BooleanDtype(),
    Kind.DATE: pd.ArrowDtype(pa.date32()),
}


@pytest.fixture(scope="module")
def loaded(package: Path) -> dict[str, pd.DataFrame]:
    return comity.load(package)


class TestLoad:
    def test_every_table_with_its_columns_in_their_order(self, loaded):
        assert {name: list(frame.columns) for name, frame in loaded.items()} == comity.tables()

    @pytest.mark.parametrize("name", TABLES)
    def test_columns_have_the_types_that_are_promised(self, loaded, name):
        for column in columns_of(TABLES[name]):
            dtype = loaded[name][column.name].dtype
            if column.kind is Kind.CATEGORY:
                assert isinstance(dtype, pd.CategoricalDtype), column.name
            else:
                assert dtype == DTYPES[column.kind], column.name

    def test_dates_sort_and_subtract(self, loaded):
        events = loaded["events"].set_index("event_id")
        visit = events.loc["koykka-niemi-visits-kenya"]
        assert (visit["start_date"].isoformat(), visit["end_date"].isoformat()) == ("2031-03-03", "2031-03-05")
        assert events["start_date"].min().isoformat() == "2024-01-01"
        assert pd.isna(events.loc["kenya-asks-for-access-of-tea", "start_date"])

    def test_vocabularies_are_categories_with_all_their_terms(self, loaded):
        assert "negotiation" in loaded["events"]["event_type"].cat.categories
        assert list(loaded["cooperation"]["stage"].cat.categories) == ["existing", "potential", "challenge"]
        assert set(loaded["event_sectors"]["sector_id"].cat.categories) == set(loaded["sectors"]["sector_id"])

    def test_a_missing_value_is_missing_and_no_text_is_empty(self, loaded):
        assert loaded["articles"]["url"].isna().tolist() == [False, True]
        for frame in loaded.values():
            for name in frame.select_dtypes("string").columns:
                assert not (frame[name] == "").any()

    def test_references_can_be_joined(self, loaded):
        joined = loaded["event_actors"].merge(loaded["actors"], on="actor_id").merge(loaded["events"], on="event_id")
        assert len(joined) == len(loaded["event_actors"])

    def test_a_path_may_be_text_and_is_here_by_default(self, package, monkeypatch, loaded):
        monkeypatch.chdir(package)
        for read in (comity.load(), comity.load(str(package))):
            pd.testing.assert_frame_equal(read["events"], loaded["events"])

    def test_csv_and_parquet_are_loaded_alike(self, tmp_path, package, loaded):
        copy = Path(shutil.copytree(package, tmp_path / "copy"))
        for file in copy.glob("datasets/*.parquet"):
            file.unlink()
        for name, frame in comity.load(copy).items():
            pd.testing.assert_frame_equal(frame, loaded[name], check_categorical=False)
            assert list(frame.dtypes.map(str)) == list(loaded[name].dtypes.map(str))

    def test_a_folder_without_tables(self, tmp_path):
        with pytest.raises(FileNotFoundError):
            comity.load(tmp_path)

    def test_a_file_that_is_no_table(self, tmp_path, package):
        copy = Path(shutil.copytree(package, tmp_path / "copy"))
        (copy / "datasets/events.parquet").write_bytes(b"something else")
        with pytest.raises(ValueError, match="Parquet"):
            comity.load(copy)

    def test_tables_that_are_being_replaced(self, tmp_path, package, monkeypatch):
        monkeypatch.setattr(outputs, "is_unfinished", lambda folder: folder == tmp_path)
        with pytest.raises(InputError, match="P003"):
            comity.load(tmp_path)


class TestTables:
    def test_names_and_columns_of_the_contract(self):
        columns = comity.tables()
        assert list(columns) == [
            "articles", "actors", "actor_names", "offices", "events", "event_actors", "event_sectors", "agreements",
            "agreement_actors", "agreement_sectors", "cooperation", "figures", "figure_actors", "evidence",
            "contradictions", "sectors", "event_types", "agreement_types", "actor_types",
        ]  # fmt: skip
        promised = {
            "articles": "article_id title publisher published language url text_sha256 coding",
            "actors": "actor_id name actor_type country_code iso_3166_2 part_of",
            "actor_names": "actor_id name kind",
            "offices": "actor_id office body_id date",
            "events": "event_id event_type status date start_date end_date date_precision place title agreement_id",
            "event_actors": "event_id actor_id role",
            "event_sectors": "event_id sector_id",
            "agreements": "agreement_id title agreement_type level status signed in_force valid_from valid_until",
            "agreement_actors": "agreement_id actor_id role",
            "agreement_sectors": "agreement_id sector_id",
            "cooperation": "cooperation_id actor_a actor_b sector_id stage",
            "figures": "figure_id measure value qualifier unit date event_id agreement_id",
            "figure_actors": "figure_id actor_id",
            "evidence": "evidence_id event_id agreement_id cooperation_id figure_id actor_id field value article_id "
            "sentence char_start char_end quote",
            "sectors": "sector_id label parent_id definition isic_rev4 crs_code",
            "event_types": "event_type label definition plover_type plover_mode cameo_code",
            "agreement_types": "agreement_type label definition",
            "actor_types": "actor_type label definition cameo_role",
        }
        for name, names in promised.items():
            assert [column for column in columns[name] if column in names.split()] == names.split()

    def test_it_stays_a_function_when_the_module_of_that_name_is_imported(self, tmp_path):
        code = "import comity, comity.tables; comity.tables(); from comity.tables import TABLES; "
        code += "print(list(comity.tables()) == list(TABLES))"
        done = run_python("-c", code, cwd=tmp_path)
        assert (done.stdout, done.stderr) == (b"True\n", b"")

    def test_the_answer_is_the_callers_own(self):
        comity.tables()["events"].clear()
        assert comity.tables()["events"][0] == "event_id"


class TestExplain:
    def test_the_claims_behind_a_record(self, loaded):
        rows = comity.explain(loaded, "events", "kenya-asks-for-access-of-tea")
        assert list(rows.columns) == (
            "field value headline publisher title published article_id sentence quote".split()
        )
        assert set(rows["quote"]) == {"Kenya asked Finland to open its market to Kenyan tea"}
        assert rows["headline"].all()

    def test_of_one_field(self, loaded):
        rows = comity.explain(loaded, "events", "kenya-asks-for-access-of-tea", "target")
        assert rows["value"].tolist() == ["finland"]

    def test_the_types_are_those_of_the_tables(self, loaded):
        rows = comity.explain(loaded, "events", "kenya-asks-for-access-of-tea")
        for name in ("field", "value", "quote", "title", "publisher"):
            assert rows[name].dtype == DTYPES[Kind.TEXT], name
        assert rows["headline"].dtype == DTYPES[Kind.BOOLEAN]
        assert rows["sentence"].dtype == DTYPES[Kind.INTEGER]

    def test_what_is_loaded_stays_as_it_is(self, loaded):
        before = {name: frame.copy() for name, frame in loaded.items()}
        comity.explain(loaded, "agreements", "finland-kenya-forest-monitoring-memorandum")
        for name, frame in loaded.items():
            pd.testing.assert_frame_equal(frame, before[name])

    def test_a_record_that_is_not_there(self, loaded):
        with pytest.raises(InputError, match="did you mean `kenya-asks-for-access-of-tea`"):
            comity.explain(loaded, "events", "kenya-asks-for-acess-of-tea")


def test_importing_comity_imports_nothing_heavy(tmp_path):
    done = run_python("-c", "import comity, sys; print('pandas' in sys.modules)", cwd=tmp_path)
    assert done.stdout.split() == [b"False"]


def test_the_public_names():
    assert sorted(comity.__all__) == ["explain", "load", "tables"]
    assert all(getattr(comity, name).__doc__ for name in comity.__all__)

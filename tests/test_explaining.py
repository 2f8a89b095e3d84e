"""Every claim behind a record, in the order of its table, and help where nothing is found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from project import VISIT, plant

from comity import explaining, frames
from comity.columns import columns_of
from comity.diagnostics import InputError
from comity.explaining import ID_COLUMNS, evidence, render
from comity.frames import Tables
from comity.tables import TABLES

SIGNING = "forest-monitoring-memorandum-signed"
AGREEMENT = "finland-kenya-forest-monitoring-memorandum"


@pytest.fixture(scope="module")
def tables(package: Path) -> Tables:
    return frames.read(package / "datasets")


def refused(tables: Tables, *question: str) -> str:
    with pytest.raises(InputError) as caught:
        evidence(tables, *question)
    (problem,) = caught.value.problems
    assert problem.rule.code == "E001"
    return problem.message


def values(rows: pd.DataFrame) -> list[tuple[str, str, bool]]:
    """Field, value and headline of each claim, runs of one value told once."""
    found = list(zip(rows["field"], rows["value"], rows["headline"], strict=True))
    return list(dict.fromkeys(found))


class TestEvidence:
    def test_the_columns_are_those_that_are_promised(self, tables):
        rows = evidence(tables, "events", SIGNING)
        assert list(rows.columns) == (
            "field value headline publisher title published article_id sentence quote".split()
        )
        assert all(f"{name}" in (explaining.evidence.__doc__ or "") for name in rows.columns)
        assert list(rows.index) == list(range(len(rows)))

    def test_fields_come_in_the_order_of_the_table_then_roles_then_sectors(self, tables):
        fields = list(dict.fromkeys(evidence(tables, "events", SIGNING)["field"]))
        assert fields == [
            "event_type", "status", "date", "title", "agreement_id", "participant", "signatory", "sector_id",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("table", "key", "fields"),
        [
            (
                "agreements",
                AGREEMENT,
                "title agreement_type level status signed in_force valid_until party signatory sector_id",
            ),
            ("cooperation", "finland.kenya.forestry.existing", "actor_a actor_b sector_id stage"),
            ("figures", "kenyan-foresters-trained", "measure value qualifier unit date event_id actor_id"),
            ("actors", "aino-koykka-niemi", "name office"),
        ],
    )
    def test_so_they_do_for_every_table(self, tables, table, key, fields):
        assert list(dict.fromkeys(evidence(tables, table, key)["field"])) == fields.split()

    def test_the_published_value_comes_first_then_the_others(self, tables):
        rows = evidence(tables, "agreements", AGREEMENT)
        assert values(rows[rows["field"] == "status"]) == [
            ("status", "ongoing", True),
            ("status", "occurred", False),
        ]
        assert values(rows[rows["field"] == "party"]) == [("party", "finland", True), ("party", "kenya", True)]

    def test_claims_of_one_value_come_by_article_and_place(self, tables):
        rows = evidence(tables, "actors", "finland", "name")
        assert rows["article_id"].is_monotonic_increasing
        rows = evidence(tables, "events", "okello-receives-koykka-niemi", "participant")
        of_one = rows[rows["value"] == "aino-koykka-niemi"]
        assert of_one["quote"].tolist() == ["Aino Köykkä-Niemi, visited Kenya", "She was received in Nairobi"]

    def test_a_claim_names_its_article(self, tables):
        row = evidence(tables, "events", "finland-trains-kenyan-foresters", "date").iloc[0]
        assert row.to_dict() == {
            "field": "date",
            "value": "2024/..",
            "headline": True,
            "publisher": "Example Wire",
            "title": "Nairobi: Finland and Kenya agree on forests",
            "published": "2031-03-06",
            "article_id": VISIT,
            "sentence": 4,
            "quote": "Finland has trained about 140 Kenyan foresters since 2024",
        }

    def test_every_row_of_evidence_explains_some_record(self, tables):
        explained = 0
        for table, column in ID_COLUMNS.items():
            for key in tables["evidence"][column].dropna().unique():
                explained += len(evidence(tables, table, key))
        assert explained == len(tables["evidence"])

    def test_the_tables_are_those_that_evidence_is_about(self):
        assert list(ID_COLUMNS) == ["events", "agreements", "cooperation", "figures", "actors"]
        assert all(columns_of(TABLES[table])[0].name == column for table, column in ID_COLUMNS.items())

    def test_an_actor_of_whom_no_article_speaks_has_no_rows(self, tables):
        silent = tables["evidence"][tables["evidence"]["actor_id"] != "kenya"]
        assert evidence({**tables, "evidence": silent}, "actors", "kenya").empty


class TestUnknown:
    def test_a_table(self, tables):
        assert refused(tables, "event", SIGNING) == "no table `event` has evidence (did you mean `events`?)"
        assert refused(tables, "weather", SIGNING) == "no table `weather` has evidence"

    def test_a_record(self, tables):
        assert refused(tables, "events", SIGNING[:-1]) == (
            f"`events` has no `{SIGNING[:-1]}` (did you mean `{SIGNING}`?)"
        )

    def test_a_record_of_another_table(self, tables):
        assert refused(tables, "events", AGREEMENT) == f"`events` has no `{AGREEMENT}` (`agreements` has it)"

    def test_a_field(self, tables):
        assert refused(tables, "events", SIGNING, "signatry") == (
            f"`{SIGNING}`: no claim is about `signatry` (did you mean `signatory`?)"
        )

    def test_a_field_that_is_computed(self, tables):
        assert refused(tables, "events", SIGNING, "start_date") == f"`{SIGNING}`: `start_date` is computed from `date`"

    def test_a_field_that_is_empty(self, tables):
        assert refused(tables, "events", SIGNING, "place") == f"`{SIGNING}`: `place` is empty"

    def test_a_field_of_the_codebook(self, tables):
        assert refused(tables, "actors", "kenya", "country_code") == (
            "`kenya`: `country_code` is not taken from an article"
        )


class TestRender:
    def test_each_value_once_with_its_claims_below(self, package):
        assert render(package, "agreements", AGREEMENT, "status") == (
            f"agreements {AGREEMENT}\n"
            "\n"
            "status = ongoing\n"
            '    "It took effect on 1 July 2031"\n'
            "    Forest memorandum takes effect (Example Gazette, 2031-07), sentence 1\n"
            "\n"
            "status = occurred  (not the published value)\n"
            '    "On 4 March 2031, Köykkä-Niemi and Okello signed the Memorandum on Forest Monitoring between Finland '
            'and Kenya"\n'
            "    Nairobi: Finland and Kenya agree on forests (Example Wire, 2031-03-06), sentence 2\n"
        )

    def test_two_articles_that_say_the_same_stand_together(self, package):
        text = render(package, "events", SIGNING, "event_type")
        assert text.count("event_type = signing") == 1
        assert text.count("), sentence ") == 2

    def test_an_article_without_publisher_and_date(self, tmp_path, package, monkeypatch):
        tables = frames.read(package / "datasets")
        unsigned = tables["articles"].assign(publisher=pd.NA, published=pd.NA)
        monkeypatch.setattr(frames, "read", lambda folder: {**tables, "articles": unsigned})
        assert "agree on forests (source unknown), sentence" in render(package, "events", SIGNING)

    def test_nothing_of_the_data_commands_the_terminal(self, package, monkeypatch):
        tables = frames.read(package / "datasets")
        evil = "\x1b[2J\u202eevil"
        articles = tables["articles"].assign(title=evil, publisher=evil)
        claims = tables["evidence"].assign(quote=evil, value=evil)
        monkeypatch.setattr(frames, "read", lambda folder: {**tables, "articles": articles, "evidence": claims})
        text = render(package, "events", SIGNING)
        assert text.replace("\n", "").isprintable()
        assert r"\x1b[2J\u202eevil" in text

    def test_a_record_that_only_the_codebook_knows(self, package, monkeypatch):
        tables = frames.read(package / "datasets")
        silent = tables["evidence"][tables["evidence"]["actor_id"] != "kenya"]
        monkeypatch.setattr(frames, "read", lambda folder: {**tables, "evidence": silent})
        assert "no article's claim is about it" in render(package, "actors", "kenya")


class TestNoTables:
    def refused(self, package: Path) -> str:
        with pytest.raises(InputError) as caught:
            render(package, "events", SIGNING)
        (problem,) = caught.value.problems
        assert problem.rule.code == "E002"
        assert problem.place.path == (package / "datasets").as_posix()
        return problem.message

    def test_a_folder_without_a_package(self, tmp_path):
        assert self.refused(tmp_path) == "the folder lacks a table"

    def test_a_package_without_one_of_its_tables(self, tmp_path, package):
        copy = Path(shutil.copytree(package, tmp_path / "copy"))
        for file in copy.glob("datasets/figures.*"):
            file.unlink()
        assert self.refused(copy) == "the folder lacks a table"

    def test_a_file_that_is_no_table(self, tmp_path, package):
        copy = Path(shutil.copytree(package, tmp_path / "copy"))
        (copy / "datasets/events.parquet").write_bytes(b"PAR1 or not")
        assert "\n" not in self.refused(copy)

    def test_csv_alone_serves(self, tmp_path, package):
        copy = Path(shutil.copytree(package, tmp_path / "copy"))
        for file in copy.glob("datasets/*.parquet"):
            file.unlink()
        assert render(copy, "events", SIGNING) == render(package, "events", SIGNING)
        plant(copy / "datasets/articles.csv", "Example Wire", "Another Wire")
        assert "(Another Wire, 2031-03-06)" in render(copy, "events", SIGNING)

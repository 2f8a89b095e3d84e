from __future__ import annotations

import csv
import errno
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pyarrow.parquet as pq
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mini import article, mini_articles, mini_codebook, mini_facts, put

from comity import editions, frames, outputs, publish, tableschema
from comity.coding import parse
from comity.columns import columns_of, key_of
from comity.diagnostics import InputError
from comity.editorschema import coding_schema
from comity.tables import TABLES

MINI_TABLES = frames.build(mini_facts(), mini_codebook())


def publish_mini(out: Path, tables: frames.Tables = MINI_TABLES, **more: Any) -> outputs.Changes:
    return publish.publish(tables, out, mini_codebook(), mini_articles(), **more)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published")
    publish_mini(out)
    return out


class TestFiles:
    def test_each_table_has_its_files_and_nothing_else_is_there(self, published):
        expected = {"datapackage.json", "schemas/editor/coding.schema.json"}
        for name in TABLES:
            expected |= {f"datasets/{name}.csv", f"datasets/{name}.parquet", f"schemas/{name}.json"}
        assert set(contents(published)) == expected

    def test_csv_is_plain_and_quoted_only_where_needed(self, published):
        text = (published / "datasets/articles.csv").read_bytes().decode("utf-8")
        hashes = [item.text_sha256 for item in mini_articles()]
        assert text == (
            "article_id,title,publisher,published,language,url,text_sha256,coding\n"
            f'finland-kenya-visit,Finland\'s president visits Kenya,NA,2025-05,en,"https://example.org/visit?a=1,2",'
            f"{hashes[0]},reviewed\n"
            f'forestry-note,"Note: a ""forestry"" memorandum",,2025-06-02,en,,{hashes[1]},reviewed\n'
        )
        figures = (published / "datasets/figures.csv").read_text(encoding="utf-8")
        assert (
            figures.splitlines()[1] == "seedlings,seedlings to be grown,40500000.5,about,seedling,,,forestry-memorandum"
        )
        assert ",true\n" in (published / "datasets/evidence.csv").read_text(encoding="utf-8")

    def test_csv_and_parquet_read_back_as_they_were_built(self, published, tmp_path):
        for name in TABLES:
            (tmp_path / f"{name}.csv").write_bytes((published / f"datasets/{name}.csv").read_bytes())
        from_csv, from_parquet = frames.read(tmp_path), frames.read(published / "datasets")
        for name, frame in MINI_TABLES.items():
            expected = _known_order(frame)
            pd.testing.assert_frame_equal(_known_order(from_parquet[name]), expected)
            pd.testing.assert_frame_equal(_known_order(from_csv[name]), expected)

    def test_text_that_looks_like_a_missing_value_is_text(self, published):
        assert frames.read(published / "datasets")["articles"]["publisher"].tolist() == ["NA", pd.NA]

    def test_parquet_tells_what_it_holds_and_nothing_of_pandas(self, published):
        for name, table in TABLES.items():
            file = pq.ParquetFile(published / f"datasets/{name}.parquet")
            schema = file.schema_arrow
            assert set(schema.metadata) == {b"title", b"description"}
            for field, column in zip(schema, columns_of(table), strict=True):
                assert field.metadata[b"description"].decode().startswith(column.description)
                assert field.nullable is not column.required
            assert b"pandas" not in file.metadata.metadata

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), min_size=1), min_size=1)
    )
    def test_any_text_comes_back_from_csv(self, texts):
        rows = [{"article_id": f"a{i}", "title": text, "publisher": None} for i, text in enumerate(texts)]
        frame = frames.build(mini_facts(lambda old: old.update(articles=rows)), mini_codebook())["articles"]
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "articles.csv")
            publish.write_csv(frame, TABLES["articles"], file)
            with file.open(encoding="utf-8", newline="") as source:
                found = {row["article_id"]: row["title"] for row in csv.DictReader(source)}
        assert found == {row["article_id"]: row["title"] for row in rows}

    def test_long_tables_are_written_whole(self, tmp_path, monkeypatch):
        monkeypatch.setattr(publish, "_CHUNK", 3)
        publish.write_csv(MINI_TABLES["evidence"], TABLES["evidence"], tmp_path / "evidence.csv")
        assert (tmp_path / "evidence.csv").read_text().count("\n") == len(MINI_TABLES["evidence"]) + 1


def _known_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Open vocabularies are read back in the order of their table's keys: compare categories without order."""
    found = frame.copy()
    for name in found.columns:
        if isinstance(found[name].dtype, pd.CategoricalDtype):
            found[name] = found[name].cat.reorder_categories(sorted(found[name].cat.categories))
    return found


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_publish import publish_mini
publish_mini(Path(sys.argv[2]))
"""


def test_bytes_are_the_same_whatever_the_hash_seed_locale_time_zone_and_folder(published, tmp_path):
    surroundings = {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "TZ": "Asia/Kathmandu", "PYTHONUTF8": "0"}
    subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT, str(Path(__file__).parent), str(tmp_path / "other")],
        env=os.environ | surroundings,
        cwd=tmp_path,
        check=True,
    )
    assert contents(tmp_path / "other") == contents(published)


class TestReplacing:
    def test_publishing_again_touches_nothing(self, tmp_path):
        publish_mini(tmp_path)
        for file in tmp_path.rglob("*"):
            os.utime(file, ns=(1, 1))
        assert publish_mini(tmp_path) == outputs.Changes()
        assert {file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()} == {1}

    def test_only_what_changes_is_replaced(self, tmp_path):
        publish_mini(tmp_path)
        changed = frames.build(mini_facts(put("articles", "forestry-note", publisher="Nation")), mini_codebook())
        assert publish_mini(tmp_path, changed).moved == (
            "datasets/articles.csv",
            "datasets/articles.parquet",
            "datapackage.json",
        )

    def test_what_a_former_publication_left_goes(self, tmp_path):
        publish_mini(tmp_path)
        for path in ("datasets/old.csv", "datasets/old.parquet", "schemas/old.json", "schemas/editor/old.json"):
            (tmp_path / path).write_text("old")
        (tmp_path / "datasets/README.md").write_text("mine")
        assert publish_mini(tmp_path).removed == (
            "datasets/old.csv",
            "datasets/old.parquet",
            "schemas/editor/old.json",
            "schemas/old.json",
        )
        assert (tmp_path / "datasets/README.md").exists()

    @pytest.mark.parametrize("package", [None, "", "[]", '{"resources": [{"path": "mine.csv"}]}'])
    def test_files_of_others_stay_in_a_folder_that_was_not_published(self, tmp_path, package):
        (tmp_path / "datasets").mkdir()
        (tmp_path / "datasets/mine.csv").write_text("mine")
        if package is not None:
            (tmp_path / "datapackage.json").write_text(package)
        publish_mini(tmp_path)
        assert (tmp_path / "datasets/mine.csv").read_text() == "mine"

    def test_a_full_disk_leaves_the_old_publication(self, tmp_path, monkeypatch):
        publish_mini(tmp_path)
        before = contents(tmp_path)

        def full(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(pq, "write_table", full)
        with pytest.raises(InputError) as caught:
            publish_mini(tmp_path, edition=editions.VIET_NAM_BELARUS)
        assert [problem.rule.code for problem in caught.value.problems] == ["P001"]
        assert "No space left on device" in caught.value.problems[0].message
        assert contents(tmp_path) == before

    def test_tables_of_two_publications_are_not_read(self, tmp_path, monkeypatch):
        publish_mini(tmp_path)
        monkeypatch.setattr(outputs, "_clean", lambda out: None)  # as if killed after the files were moved
        publish_mini(tmp_path, edition=editions.VIET_NAM_BELARUS)
        monkeypatch.undo()
        with pytest.raises(InputError) as caught:
            frames.read(tmp_path / "datasets")
        assert [problem.rule.code for problem in caught.value.problems] == ["P003"]
        outputs.recover(tmp_path)
        assert set(frames.read(tmp_path / "datasets")) == set(TABLES)


@pytest.fixture(scope="module")
def package(published: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    return found


class TestDescriptor:
    def test_bytes_and_hashes_are_those_of_the_files(self, published, package):
        for resource in package["resources"]:
            data = (published / resource["path"]).read_bytes()
            assert resource["bytes"] == len(data)
            assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()

    def test_every_table_is_a_csv_and_a_parquet_resource(self, package):
        names = [resource["name"] for resource in package["resources"]]
        assert names == [*TABLES, *(f"{name}-parquet" for name in TABLES)]
        assert all(resource["description"] and resource["title"] for resource in package["resources"])

    def test_sources_cite_the_articles(self, package):
        assert package["sources"] == [
            {
                "title": "Finland's president visits Kenya (NA)",
                "path": "https://example.org/visit?a=1,2",
                "version": "2025-05",
            },
            {"title": 'Note: a "forestry" memorandum', "version": "2025-06-02"},
        ]

    def test_many_articles_are_cited_by_their_table(self):
        many = [article(f"a{i}", "T", "x") for i in range(tableschema.MAX_SOURCES + 1)]
        files = {name: tableschema.File(f"datasets/{name}.csv", 0, "0") for name in TABLES}
        package = tableschema.descriptor(editions.OWN_CORPUS, many, files, files)
        assert package["sources"] == [{"title": "1,001 articles", "path": "datasets/articles.csv"}]

    def test_nobody_licenses_other_peoples_articles(self, package, tmp_path):
        assert "licenses" not in package
        assert "version" not in package
        root = Path(__file__).parent.parent
        publish_mini(tmp_path, edition=publish.edition_of(root, own=True))
        own = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
        assert [licence["name"] for licence in own["licenses"]] == ["CC-BY-4.0", "MIT"]
        assert own["contributors"][0]["title"] == "the comity contributors"
        assert f'version = "{own["version"]}"' in (root / "pyproject.toml").read_text(encoding="utf-8")

    def test_without_a_source_tree_the_version_is_that_of_the_package(self, tmp_path):
        assert editions.edition_of(tmp_path, own=True).version
        assert editions.edition_of(tmp_path, own=False) == editions.OWN_CORPUS

    def test_json_is_written_for_people(self, published):
        text = (published / "schemas/events.json").read_bytes()
        assert text.startswith(b'{\n  "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",\n')
        assert text.endswith(b"}\n")
        assert b"\\u" not in (published / "datapackage.json").read_bytes()


class TestTableSchema:
    def schema(self, name: str) -> dict[str, Any]:
        return tableschema.table_schema(TABLES[name], tableschema.labels(MINI_TABLES))

    def field(self, table: str, name: str) -> dict[str, Any]:
        return next(field for field in self.schema(table)["fields"] if field["name"] == name)

    def test_fields_carry_type_meaning_and_constraints(self):
        assert self.field("events", "event_id") == {
            "name": "event_id",
            "type": "string",
            "title": "Event id",
            "description": "Stable id of the event.",
            "constraints": {"required": True, "unique": True, "pattern": "[a-z0-9]+(-[a-z0-9]+)*"},
        }
        assert self.field("events", "start_date")["type"] == "date"
        assert self.field("evidence", "sentence")["constraints"] == {"required": True, "minimum": 0}

    def test_closed_vocabularies_are_listed_with_their_meaning(self):
        field = self.field("cooperation", "stage")
        assert field["constraints"]["enum"] == ["existing", "potential", "challenge"]
        assert {"value": "existing", "label": "Existing"} in field["categories"]
        assert "`existing` (the actors already cooperate in the field)" in field["description"]

    def test_open_vocabularies_are_references_with_labels(self):
        field = self.field("events", "event_type")
        assert {"value": "visit", "label": "Label"} in field["categories"]
        assert "enum" not in field["constraints"]
        assert {
            "fields": ["event_type"],
            "reference": {"resource": "event_types", "fields": ["event_type"]},
        } in self.schema("events")["foreignKeys"]

    def test_a_reference_to_the_own_table_names_no_resource(self):
        assert {"fields": ["part_of"], "reference": {"fields": ["actor_id"]}} in self.schema("actors")["foreignKeys"]

    def test_keys(self):
        for name, table in TABLES.items():
            schema = self.schema(name)
            assert schema.get("primaryKey", schema.get("uniqueKeys", [[]])[0]) == list(key_of(table))
        assert "primaryKey" not in self.schema("offices")  # its date may be unknown, and primary keys allow no nulls
        assert self.schema("events")["missingValues"] == [""]


def frictionless_errors(folder: Path) -> Iterator[tuple[str, str]]:
    """What `frictionless validate datapackage.json` reports: resource and type of each error."""
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert done.returncode == (0 if report["valid"] else 1)
    assert not report["errors"]
    assert len(report["tasks"]) == 2 * len(TABLES)
    for task in report["tasks"]:
        yield from ((task["name"], error["type"]) for error in task["errors"])


class TestFrictionless:
    def test_the_package_is_valid(self, published):
        assert list(frictionless_errors(published)) == []

    def test_planted_errors_are_caught(self, published, tmp_path):
        for path, data in contents(published).items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data)

        def plant(table: str, old: str, new: str) -> None:
            file = tmp_path / f"datasets/{table}.csv"
            text = file.read_text(encoding="utf-8")
            assert old in text
            file.write_text(text.replace(old, new, 1), encoding="utf-8")

        plant("events", "2025-05-12,2025-05-14", "12 May,2025-05-14")
        plant("agreements", "state,ongoing", "state,running")
        plant("actors", "country,KEN", "country,Kenya")
        plant("actor_names", "kenya,Kenya,preferred", "kenya,Kenya,")
        plant("event_sectors", "forestry-memorandum-agreed", "no-such-event")
        plant("agreement_actors", ",kenya,", ",finland,")
        parquet = tmp_path / "datasets/figures.parquet"
        parquet.write_bytes(parquet.read_bytes() + b"\0")
        found = set(frictionless_errors(tmp_path))
        assert found >= {
            ("events", "type-error"),
            ("agreements", "constraint-error"),
            ("actors", "constraint-error"),
            ("actor_names", "constraint-error"),
            ("event_sectors", "foreign-key"),
            ("agreement_actors", "primary-key"),
            ("figures-parquet", "byte-count"),
            ("figures-parquet", "hash-count"),
            ("events", "hash-count"),
        }


CODING = """
article: some-article
text_sha256: {sha}
actors:
  kenya:
  finland: "Finns"
  alexander-stubb:
    offices: {{title: President, body: finland, date: 2025}}
    quote: [Stubb, {{exact: President, start: 10}}]
agreements:
events:
  - id: a-visit
    type: visit
    status: occurred
    date: 2025-05-12/2025-05-14
    place: Nairobi
    initiator: alexander-stubb
    target: [kenya]
    participant:
    sectors: forestry
    quote: "paid a visit"
    quotes: {{date: "May 2025", target.kenya: [Kenya, to Kenya]}}
cooperation:
  - {{stage: existing, between: [kenya, finland], sectors: [education], quote: "work together"}}
figures:
  - {{id: seedlings, measure: seedlings, value: 40.5, unit: seedling, date: 1957, actors: kenya, quote: "40.5"}}
"""


class _Yaml(yaml.SafeLoader):
    """YAML as editors read it: numbers and nulls, but no dates (YAML 1.2)."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class TestEditorSchema:
    schema = coding_schema(mini_codebook())

    def errors(self, text: str) -> list[str]:
        validator = jsonschema.Draft202012Validator(self.schema)
        return [error.message for error in validator.iter_errors(yaml.load(text, _Yaml))]

    def test_it_is_a_json_schema(self):
        jsonschema.Draft202012Validator.check_schema(self.schema)

    def test_what_a_coding_may_be_the_editor_accepts(self):
        text = CODING.format(sha="a" * 64)
        coding, _ = parse(text, "codings/some-article.yaml")
        assert coding.events[0].target == ("kenya",)
        assert self.errors(text) == []

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("type: visit", "type: vist"),
            ("sectors: forestry", "sectors: forests"),
            ("status: occurred", "status: happened"),
            ("date: 2025-05-12/2025-05-14", "date: 12 May 2025"),
            ("target: [kenya]", "target: [Kenya]"),
            ("id: a-visit", "id: A visit"),
            ("    place: Nairobi", "    plaice: Nairobi"),
            ("between: [kenya, finland]", "between: [kenya]"),
            ("value: 40.5", "value: many"),
            ("sectors: [education]", "sectors: []"),
            ("article: some-article", "title: some-article"),
        ],
    )
    def test_mistakes_are_underlined(self, old, new):
        text = CODING.format(sha="a" * 64)
        assert old in text
        assert self.errors(text.replace(old, new)) != []

    def test_vocabularies_and_actors_are_offered(self):
        definitions = self.schema["$defs"]
        assert definitions["event_types"]["enum"] == ["visit", "signing", "entry_into_force"]
        assert definitions["ActorId"]["examples"] == ["finland", "kenya"]
        assert len(definitions["Status"]["enumDescriptions"]) == len(definitions["Status"]["enum"])

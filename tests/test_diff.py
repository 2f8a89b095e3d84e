"""What a change does to tables: rows, cells, columns, and the version that it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mini import mini_articles, mini_codebook, mini_facts, put, row

from comity import diff, frames, packages, publish
from comity.diff import CellChange, Diff, TableDiff, compare
from comity.packages import Package, Row, Sheet
from comity.versions import Bump


def sheet(
    rows: list[Row],
    columns: tuple[str, ...] = ("id", "name", "year"),
    key: tuple[str, ...] = ("id",),
    name: str = "bridges",
    fields: Mapping[str, Any] | None = None,
    **schema: Any,
) -> Sheet:
    declared = [{"name": column, "type": "string", **(fields or {}).get(column, {})} for column in columns]
    return Sheet(name, columns, key, tuple(rows), {"fields": declared, "primaryKey": list(key), **schema})


def package(*sheets: Sheet, **more: Any) -> Package:
    return Package("ties", "1.0.0", "here", {one.name: one for one in sheets}, **more)


def between(old: Sheet, new: Sheet) -> TableDiff:
    (found,) = compare(package(old), package(new)).tables
    return found


def told(found: Diff) -> list[tuple[Bump, str, str]]:
    return [(reason.bump, reason.table, reason.what(lambda name: f"`{name}`")) for reason in found.reasons]


def only_reason(old: Sheet, new: Sheet) -> tuple[Bump, str]:
    ((bump, table, what),) = told(compare(package(old), package(new)))
    assert table == new.name
    return bump, what


BRIDGES: list[Row] = [("aare", "Aare Bridge", "1961"), ("niger", "Niger Bridge", None)]


class TestRows:
    def test_a_package_does_not_differ_from_itself(self):
        found = compare(package(sheet(BRIDGES)), package(sheet(BRIDGES)))
        assert (found.tables, found.reasons, found.bump) == ((), (), Bump.NONE)

    def test_added_removed_and_changed(self):
        found = between(
            sheet(BRIDGES), sheet([("niger", "Bridge over the Niger", None), ("oder", "Oder Bridge", "2017")])
        )
        assert [one.key for one in found.added] == [("oder",)]
        assert found.added[0].cells == ("oder", "Oder Bridge", "2017")
        assert [one.key for one in found.removed] == [("aare",)]
        assert [(one.key, one.cells) for one in found.changed] == [
            (("niger",), (CellChange("name", "Niger Bridge", "Bridge over the Niger"),))
        ]
        assert (found.old_rows, found.new_rows, found.touched) == (2, 2, 3)

    def test_the_order_of_rows_does_not_matter(self):
        assert not compare(package(sheet(BRIDGES)), package(sheet(BRIDGES[::-1]))).tables

    def test_the_order_of_the_key_does_not_matter(self):
        rows: list[Row] = [("a", "b", "1"), ("b", "a", "2")]
        old, new = sheet(rows, key=("id", "name")), sheet(rows, key=("name", "id"))
        assert compare(package(old), package(new)).bump is Bump.NONE

    def test_a_row_with_another_key_is_one_gone_and_one_come(self):
        found = between(sheet(BRIDGES), sheet([BRIDGES[0], ("niger-bridge", *BRIDGES[1][1:])]))
        assert (len(found.added), len(found.removed), found.changed) == (1, 1, ())
        assert diff.renamed(found) == {("niger",): ("niger-bridge",)}

    def test_rows_that_several_may_have_become_are_not_matched(self):
        found = between(sheet([("a", "Bridge", None)]), sheet([("b", "Bridge", None), ("c", "Bridge", None)]))
        assert diff.renamed(found) == {}

    def test_rows_without_any_cell_but_the_key_are_not_matched(self):
        found = between(sheet([("a", None, None)]), sheet([("b", None, None)]))
        assert diff.renamed(found) == {}

    def test_a_null_is_no_empty_text(self):
        found = between(sheet([("a", "", None)]), sheet([("a", None, "")]))
        assert found.changed[0].cells == (CellChange("name", "", None), CellChange("year", None, ""))

    def test_the_unicode_form_of_a_cell_counts(self):
        found = between(sheet([("a", "Nghe\u0323 An", None)]), sheet([("a", "Ngh\u1eb9 An", None)]))
        assert [cell.column for cell in found.changed[0].cells] == ["name"]

    def test_the_unicode_form_of_a_key_counts(self):
        found = between(sheet([("\u00e5", "x", None)]), sheet([("a\u030a", "x", None)]))
        assert (len(found.added), len(found.removed)) == (1, 1)

    def test_a_null_in_a_key_is_a_value_of_its_own(self):
        old = sheet([("a", None, "1"), ("a", "b", "2")], key=("id", "name"))
        new = sheet([("a", None, "3"), ("a", "b", "2")], key=("id", "name"))
        assert [one.key for one in between(old, new).changed] == [("a", None)]

    def test_another_key_that_identifies_the_rows_of_both_serves(self):
        old, new = sheet(BRIDGES, key=("id",)), sheet(BRIDGES, key=("name",))
        found = between(old, new)
        assert (found.key, found.touched) == (("name",), 0)

    def test_the_old_key_serves_where_the_new_one_is_not_unique_in_the_old_table(self):
        old = sheet([("a", "same", "1"), ("b", "same", "2")], key=("id",))
        new = sheet([("a", "one", "1"), ("b", "two", "2")], key=("name",))
        found = between(old, new)
        assert (found.key, len(found.changed)) == (("id",), 2)

    def test_without_a_key_rows_are_counted_by_their_cells(self):
        old = sheet([("a", "x", None), ("a", "x", None)], key=())
        new = sheet([("a", "x", None), ("b", "x", None)], key=())
        found = between(old, new)
        assert [one.cells[0] for one in found.added] == ["b"]
        assert [one.cells[0] for one in found.removed] == ["a"]


class TestColumnsAndTables:
    def test_columns_come_and_go_without_a_flood_of_cells(self):
        old = sheet(BRIDGES)
        new = sheet([("aare", "Bern", "Aare Bridge"), ("niger", "Niamey", "Bridge")], columns=("id", "city", "name"))
        found = between(old, new)
        assert (found.columns_added, found.columns_removed) == (("city",), ("year",))
        assert [one.cells for one in found.changed] == [(CellChange("name", "Niger Bridge", "Bridge"),)]

    def test_reordered_columns_change_no_cell(self):
        new = sheet([(year, name, id_) for id_, name, year in BRIDGES], columns=("year", "name", "id"))
        assert between(sheet(BRIDGES), new).changed == ()
        assert only_reason(sheet(BRIDGES), new) == (Bump.MAJOR, "columns reordered")

    def test_tables_come_and_go(self):
        found = compare(package(sheet(BRIDGES)), package(sheet([], name="tunnels")))
        assert [one.name for one in found.tables_added] == ["tunnels"]
        assert [one.name for one in found.tables_removed] == ["bridges"]
        assert found.tables == ()
        assert told(found) == [
            (Bump.MAJOR, "bridges", "the table is removed"),
            (Bump.MINOR, "tunnels", "the table is added, with 0 rows"),
        ]


def river(*names: str, **more: Any) -> Sheet:
    rows: list[Row] = [(f"r{number}", name) for number, name in enumerate(names)]
    keys = [{"fields": ["bridge"], "reference": {"resource": "bridges", "fields": ["id"]}}]
    return sheet(rows, ("river", "bridge"), ("river",), "rivers", foreignKeys=keys, **more)


class TestVersion:
    """The recipe of the Data Package standard, change by change."""

    def test_rows_added(self):
        assert only_reason(sheet(BRIDGES[:1]), sheet(BRIDGES)) == (Bump.MINOR, "1 row added")

    def test_cells_corrected(self):
        assert only_reason(sheet(BRIDGES), sheet([BRIDGES[0], ("niger", "x", None)])) == (Bump.PATCH, "1 row changed")

    def test_rows_removed_that_nothing_refers_to(self):
        assert only_reason(sheet(BRIDGES), sheet([])) == (Bump.PATCH, "2 rows removed")

    def test_rows_removed_that_another_table_refers_to(self):
        found = compare(package(sheet(BRIDGES), river("aare")), package(sheet([]), river("aare")))
        assert told(found) == [
            (Bump.MAJOR, "bridges", "1 row removed that other tables refer to: `aare`"),
            (Bump.PATCH, "bridges", "1 row removed"),
        ]

    def test_claims_have_no_id_to_lose(self):
        claims = sheet([("c1", "aare", None)], name="evidence")
        keys = [{"fields": ["claim"], "reference": {"resource": "evidence", "fields": ["id"]}}]
        disputes = sheet([("d1", "c1")], ("dispute", "claim"), ("dispute",), "disputes", foreignKeys=keys)
        found = compare(package(claims, disputes), package(replace(claims, rows=()), disputes))
        assert told(found) == [(Bump.PATCH, "evidence", "1 row removed")]
        assert found.tables[0].claims

    def test_claims_with_other_ids_are_replaced(self):
        def claims(*ids: str) -> Sheet:
            return sheet([(one, "aare", None) for one in ids], name="evidence")

        assert only_reason(claims("a"), claims("b")) == (Bump.PATCH, "1 row replaced")
        found = compare(package(claims("a")), package(claims("b", "c", "d")))
        assert told(found) == [(Bump.MINOR, "evidence", "2 rows added"), (Bump.PATCH, "evidence", "1 row replaced")]

    def test_tables_keyed_by_claims_are_claims(self):
        evidence = sheet([("c1", "x", None)], name="evidence")
        listed = sheet([("d1", "c1")], ("dispute", "id"), ("dispute", "id"), "disputes")
        found = compare(package(evidence, replace(listed, rows=())), package(evidence, listed))
        assert [table.claims for table in found.tables] == [True]

    @pytest.mark.parametrize(
        ("old", "new", "bump", "what"),
        [
            ({}, {"type": "integer"}, Bump.MAJOR, "type `string` becomes `integer`"),
            ({}, {"format": "uri"}, Bump.MAJOR, "format `(none)` becomes `uri`"),
            ({}, {"constraints": {"required": True}}, Bump.MAJOR, "constraint `required` added"),
            ({"constraints": {"required": True}}, {}, Bump.MINOR, "constraint `required` lifted"),
            ({"constraints": {"minimum": 0}}, {"constraints": {"minimum": 1}}, Bump.MAJOR, "`minimum` `0` becomes `1`"),
            ({"constraints": {"minimum": 1}}, {"constraints": {"minimum": 0}}, Bump.MINOR, "`minimum` `1` becomes `0`"),
            ({"constraints": {"maximum": 1}}, {"constraints": {"maximum": 2}}, Bump.MINOR, "`maximum` `1` becomes `2`"),
            ({"constraints": {"maxLength": 9}}, {"constraints": {"maxLength": 3}}, Bump.MAJOR, "`9` becomes `3`"),
            ({"constraints": {"pattern": "a"}}, {"constraints": {"pattern": "b"}}, Bump.MAJOR, "`pattern` `a` becomes"),
            ({"constraints": {"enum": ["a"]}}, {"constraints": {"enum": ["a", "b"]}}, Bump.MINOR, "enum added: `b`"),
            ({"constraints": {"enum": ["a", "b"]}}, {"constraints": {"enum": ["a"]}}, Bump.MAJOR, "enum removed: `b`"),
            ({"categories": ["a"]}, {"categories": [{"value": "b"}, {"value": "a"}]}, Bump.MINOR, "added: `b`"),
            ({"categories": ["a", "b"]}, {"categories": ["b"]}, Bump.MAJOR, "categories removed: `a`"),
            ({}, {"categories": ["a"]}, Bump.MAJOR, "categories declared"),
            ({"categories": ["a"]}, {}, Bump.MINOR, "categories no longer declared"),
            ({"title": "Name"}, {"title": "Names"}, Bump.PATCH, "title, description or labels changed"),
            (
                {"categories": [{"value": "a", "label": "A"}]},
                {"categories": [{"value": "a", "label": "An A"}]},
                Bump.PATCH,
                "title, description or labels changed",
            ),
        ],
    )  # fmt: skip
    def test_a_columns_declaration(self, old, new, bump, what):
        found = only_reason(sheet(BRIDGES, fields={"name": old}), sheet(BRIDGES, fields={"name": new}))
        assert found[0] is bump
        assert found[1].startswith("column `name`: ")
        assert what in found[1]

    def test_the_values_of_an_enum_are_told_once(self):
        def declared(*values: str) -> Sheet:
            words = {"constraints": {"enum": list(values)}, "categories": [{"value": value} for value in values]}
            return sheet(BRIDGES, fields={"name": words})

        assert only_reason(declared("a"), declared("a", "b")) == (Bump.MINOR, "column `name`: enum added: `b`")

    def test_columns_added_and_removed(self):
        rows: list[Row] = [(*cells, None) for cells in BRIDGES]
        more = sheet(rows, columns=("id", "name", "year", "city"))
        assert only_reason(sheet(BRIDGES), more) == (Bump.MAJOR, "columns added: `city`")
        assert only_reason(more, sheet(BRIDGES)) == (Bump.MAJOR, "columns removed: `city`")

    def test_another_key(self):
        assert only_reason(sheet(BRIDGES), sheet(BRIDGES, key=("id", "name"))) == (
            Bump.MAJOR,
            "the key `id` becomes `id + name`",
        )

    def test_another_mark_for_nulls(self):
        new = sheet(BRIDGES, missingValues=["NA"])
        assert only_reason(sheet(BRIDGES), new) == (Bump.MAJOR, "what stands for a null changed")

    def test_references(self):
        assert only_reason(river("aare"), replace(river("aare"), schema=sheet([]).schema | {
            "fields": river("aare").schema["fields"]
        })) == (Bump.MINOR, "references to other tables changed")  # fmt: skip

    def test_the_name_of_the_package(self):
        found = compare(package(sheet(BRIDGES)), replace(package(sheet(BRIDGES)), name="links"))
        assert told(found) == [(Bump.MAJOR, "", "the package `ties` is renamed `links`")]

    def test_metadata_and_other_files(self):
        old = package(sheet(BRIDGES), others=("a-parquet", "b-parquet"), about={"title": "Ties", "sources": []})
        new = package(sheet(BRIDGES), others=("b-parquet", "c-parquet"), about={"title": "Links", "sources": []})
        assert told(compare(old, new)) == [
            (Bump.MAJOR, "", "files removed: `a-parquet`"),
            (Bump.MINOR, "", "files added: `c-parquet`"),
            (Bump.PATCH, "", "the package's metadata changed: `title`"),
        ]

    def test_the_version_itself_asks_for_none(self):
        assert compare(package(sheet(BRIDGES)), replace(package(sheet(BRIDGES)), version="2.0.0")).bump is Bump.NONE

    def test_a_first_package_has_only_tables_added(self):
        found = compare(packages.EMPTY, package(sheet(BRIDGES), about={"title": "Ties"}))
        assert told(found) == [(Bump.MINOR, "bridges", "the table is added, with 2 rows")]

    def test_the_gravest_reason_comes_first_and_decides(self):
        found = compare(package(sheet(BRIDGES), river("aare")), package(sheet([("oder", "x", None)]), river("aare")))
        assert [reason.bump for reason in found.reasons] == sorted(
            (reason.bump for reason in found.reasons), reverse=True
        )
        assert found.bump is Bump.MAJOR

    def test_many_names_are_counted(self):
        columns = tuple(f"c{number}" for number in range(9))
        more = sheet([(*cells, *columns) for cells in BRIDGES], columns=("id", "name", "year", *columns))
        assert only_reason(sheet(BRIDGES), more)[1] == "columns added: `c0`, `c1`, `c2`, `c3`, `c4` and 4 more"


CELLS = st.none() | st.text(max_size=3)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    columns = draw(st.permutations(["id", "name", "year", "city"]))[: draw(st.integers(2, 4))]
    columns = columns if "id" in columns else ["id", *columns]
    key = draw(st.lists(st.sampled_from(columns), unique=True, max_size=2))
    rows = draw(st.lists(st.tuples(*(CELLS for _ in columns)), max_size=6))
    if key:
        at = [columns.index(column) for column in key]
        rows = list({tuple(cells[i] for i in at): cells for cells in rows}.values())
    return sheet(rows, tuple(columns), tuple(key))


@given(sheets())
def test_nothing_differs_from_itself(one: Sheet):
    found = compare(package(one), package(one))
    assert (found.tables, found.reasons) == ((), ())


@given(sheets(), sheets())
def test_the_changes_make_the_old_table_the_new_one(old: Sheet, new: Sheet):
    """Of the columns that both have, the changes applied to the old rows give the new rows."""
    found = compare(package(old), package(new))
    shared = [column for column in new.columns if column in old.columns]
    if not found.tables:
        assert sorted(map(repr, old.rows)) == sorted(map(repr, new.rows))
        return
    (table,) = found.tables
    removed = list(table.removed)
    rows = []
    changes = {change.key: change.cells for change in table.changed}
    for cells in old.rows:
        gone = next((one for one in removed if one.cells == cells), None)
        if gone is not None:
            removed.remove(gone)
            continue
        named = dict(zip(old.columns, cells, strict=True))
        for cell in changes.pop(tuple(named[column] for column in table.key), ()) if table.key else ():
            assert named[cell.column] == cell.old
            named[cell.column] = cell.new
        rows.append(tuple(named[column] for column in shared))
    assert not changes
    assert not removed
    at = [new.columns.index(column) for column in shared]
    rows += [tuple(one.cells[i] for i in at) for one in table.added]
    assert sorted(map(repr, rows)) == sorted(repr(tuple(cells[i] for i in at)) for cells in new.rows)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("packages")


class TestPublished:
    """Packages as the build publishes them."""

    def published(self, folder, name, change=None) -> Package:
        out = folder / name
        publish.publish(frames.build(mini_facts(change), mini_codebook()), out, mini_codebook(), mini_articles())
        return packages.of_folder(out)

    def test_a_corrected_cell(self, folder):
        old = self.published(folder, "old")
        new = self.published(folder, "title", put("events", "stubb-visits-kenya", title="A state visit"))
        found = compare(old, new)
        assert told(found) == [(Bump.PATCH, "events", "1 row changed")]
        assert found.tables[0].changed[0].cells == (
            CellChange("title", "State visit of Alexander Stubb to Kenya", "A state visit"),
        )

    def test_a_date_that_moves_moves_what_is_derived_from_it(self, folder):
        def change(rows):
            row(rows, "agreements", "forestry-memorandum")["valid_until"] = None

        found = compare(self.published(folder, "old"), self.published(folder, "until", change))
        assert [(one.name, len(one.changed)) for one in found.tables] == [("agreements", 1)]
        assert found.tables[0].changed[0].cells == (CellChange("valid_until", "2028", None),)

    def test_a_renamed_event_asks_for_a_major_version(self, folder):
        def change(rows):
            for name in ("events", "event_actors", "evidence"):
                for cells in rows[name]:
                    if cells.get("event_id") == "stubb-visits-kenya":
                        cells["event_id"] = "stubb-in-kenya"

        found = compare(self.published(folder, "old"), self.published(folder, "renamed", change))
        events = next(table for table in found.tables if table.name == "events")
        assert diff.renamed(events) == {("stubb-visits-kenya",): ("stubb-in-kenya",)}
        assert found.bump is Bump.MAJOR
        assert [one.claims for one in found.tables] == [one.name == "evidence" for one in found.tables]

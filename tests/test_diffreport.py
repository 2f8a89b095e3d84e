"""A difference as text, Markdown and JSON: complete in its numbers, harmless whatever the cells hold."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from test_diff import BRIDGES, package, river, sheet

from comity import diffreport
from comity.diff import Diff, compare
from comity.packages import EMPTY, Row, Sheet

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a | b \\| c",
    "`code` ``more`` `",
    "[text](https://example.org) ![x](https://example.org/x.png)",
    "https://example.org www.example.org <https://example.org>",
    "@everyone #1 user@example.org",
    "**bold** _it_ ~~gone~~ $x$",
    "&lt;b&gt; &#60;",
    "\x1b[31mred\x1b[0m",
    "\u202eright to left\u202c",
    "\u200bhidden\u200b",
    "line\nbreak\r\nagain\n\n# heading",
    "::error file=x::no",
    "-- ---|---",
    "\ttab",
    " spaces ",
    "\u2028separator",
    "</code></td></table><h1>x</h1>",
    "\\`x\\`",
]


def differing(old: list[Row], new: list[Row], **more: Any) -> Diff:
    return compare(package(sheet(old, **more)), package(sheet(new, **more)))


def rendered(page: str) -> str:
    """The page as HTML, as a forge makes it before it cleans it: raw HTML passes."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(page)


def words(html: str) -> str:
    """What a reader sees."""
    return re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace(
        "&amp;", "&"
    )  # fmt: skip


OURS = {"h2", "h3", "p", "ul", "li", "code", "table", "thead", "tbody", "tr", "th", "td", "em"}


class TestText:
    def test_the_whole(self):
        found = differing(
            [*BRIDGES, ("oder", "Oder Bridge", "2017")],
            [("aare", "Aare Bridge", "1962"), ("oder-bridge", "Oder Bridge", "2017"), ("niger", None, None)],
        )
        assert diffreport.text(found) == (
            "here, ties 1.0.0  ->  here, ties 1.0.0\n"
            "\n"
            "version  minor: 1.1.0 or later\n"
            "  minor  `bridges`: 1 row added\n"
            "  patch  `bridges`: 1 row removed\n"
            "  patch  `bridges`: 2 rows changed\n"
            "\n"
            "table    before  after  added  removed  changed\n"
            "bridges       3      3      1        1        2\n"
            "\n"
            "bridges\n"
            "  + oder-bridge  name=Oder Bridge, year=2017\n"
            "  - oder  (all other cells are those of the added oder-bridge)\n"
            "  ~ aare\n"
            "      year: 1961 -> 1962\n"
            "  ~ niger\n"
            "      name: Niger Bridge -> (empty)\n"
        )

    def test_no_difference(self):
        assert diffreport.text(differing(BRIDGES, BRIDGES)) == "here, ties 1.0.0  ->  here, ties 1.0.0\nno difference\n"

    def test_long_lists_are_cut_and_counted(self):
        many: list[Row] = [(f"b{number:05}", "x", None) for number in range(12_345)]
        text = diffreport.text(differing([], many), limit=3)
        assert text.count("\n  + ") == 3
        assert "  and 12,342 more\n" in text
        assert "12,345 rows added" in text

    def test_a_null_a_word_for_it_and_nothing_are_told_apart(self):
        found = differing([("a", None, ""), ("b", "(empty)", " x")], [("a", "", None), ("b", None, "x")])
        shown = re.findall(r"^ {6}(.*)$", diffreport.text(found), re.MULTILINE)
        assert shown == ['name: (empty) -> ""', 'year: "" -> (empty)', 'name: "(empty)" -> (empty)', 'year: " x" -> x']

    def test_letters_that_look_alike_are_told_by_their_numbers(self):
        text = diffreport.text(differing([("a", "Ngh\u1eb9 An", None)], [("a", "Nghe\u0323 An", None)]))
        assert "name: Ngh\\u1eb9 An -> Nghe\\u0323 An" in text

    def test_long_cells_are_cut_where_they_differ(self):
        text = diffreport.text(differing([("a", "x" * 999 + "old", None)], [("a", "x" * 999 + "new", None)]))
        (line,) = (line for line in text.splitlines() if "->" in line and "name" in line)
        assert len(line) < 500
        assert "old" in line
        assert "new" in line

    def test_claims_are_counted_by_article(self):
        columns, key = ("id", "article_id", "quote"), ("id",)
        old: list[Row] = [("c1", "one", "a"), ("c2", "one", "b"), ("c3", "two", "c")]
        new: list[Row] = [("c1", "one", "A"), *[(f"d{number}", "two", "x") for number in range(30)], ("e", "one", "x")]
        text = diffreport.text(differing(old, new, columns=columns, key=key, name="evidence"))
        assert text.endswith("\nevidence\n  + 31 (two 30, one 1)\n  - 2 (one 1, two 1)\n  ~ 1 (quote 1)\n")

    def test_keys_of_several_columns_and_columns_that_come(self):
        old = river("aare")
        new = sheet([("r0", "aare", "12")], ("river", "bridge", "km"), ("river", "bridge"), "rivers")
        text = diffreport.text(compare(package(old), package(new)))
        assert "major  `rivers`: columns added: `km`\n" in text
        assert "the key `river` becomes `river + bridge`" in text

    def test_only_metadata(self):
        found = compare(package(about={"title": "a"}), package(about={"title": "b"}))
        assert diffreport.text(found).endswith(
            "version  patch: 1.0.1 or later\n  patch  the package's metadata changed: `title`\n"
        )

    def test_a_first_package(self):
        text = diffreport.text(compare(EMPTY, package(sheet(BRIDGES))))
        assert "bridges       -      2\n" in text

    @pytest.mark.parametrize("cell", HOSTILE)
    def test_no_cell_commands_a_terminal(self, cell):
        text = diffreport.text(differing([("a", "x", None)], [("a", cell, None), (cell, "y", None)]))
        assert text.replace("\n", "").isprintable()
        assert not re.search(r"^::", text, re.MULTILINE)


class TestMarkdown:
    def test_the_whole(self):
        found = differing([*BRIDGES, ("oder", None, None)], [("aare", "Aare Bridge", "1962"), ("niger", None, None)])
        assert diffreport.markdown(found) == (
            "## The tables: a patch change: 1.0.1 or later\n"
            "\n"
            "From `here` (`ties 1.0.0`) to `here` (`ties 1.0.0`).\n"
            "\n"
            "- patch: `bridges`: 1 row removed\n"
            "- patch: `bridges`: 2 rows changed\n"
            "\n"
            "| table | before | after | added | removed | changed |\n"
            "| --- | ---: | ---: | ---: | ---: | ---: |\n"
            "| `bridges` | 3 | 2 | 0 | 1 | 2 |\n"
            "\n"
            "### `bridges`\n"
            "\n"
            "- removed `oder`\n"
            "\n"
            "| changed | column | old | new |\n"
            "| --- | --- | --- | --- |\n"
            "| `aare` | `year` | `1961` | `1962` |\n"
            "| `niger` | `name` | `Niger Bridge` | *empty* |\n"
        )

    def test_no_difference(self):
        assert diffreport.markdown(differing(BRIDGES, BRIDGES)).endswith("\nNo difference.\n")

    def test_lists_are_cut_and_counted(self):
        many: list[Row] = [(f"b{number}", "x", None) for number in range(50)]
        page = diffreport.markdown(differing(many, [(key, "y", None) for key, *_ in many]), limit=10)
        assert "\nand 40 more changed\n" in page
        assert rendered(page).count("<tr>") == 2 + 1 + 10

    @pytest.mark.parametrize("cell", HOSTILE)
    def test_no_cell_is_markup(self, cell):
        """Cells, keys, names of columns and tables, whatever they hold, are shown to the letter as code."""
        columns = ("id", cell, "year")
        old, new = [("a", "x", None), (f"{cell}2", None, None)], [("a", cell, None), (cell, cell, "y")]
        old_sheet, new_sheet = sheet(old, columns, name=f"t{cell}"), sheet(new, columns, name=f"t{cell}")
        found = compare(package(old_sheet), package(new_sheet, others=(cell,), about={cell: 1}))
        page = diffreport.markdown(found)
        assert page.replace("\n", "").isprintable()
        html = rendered(page)
        assert set(re.findall(r"</?([a-z0-9]+)", html)) <= OURS
        assert not re.search(r"<[a-z0-9]+ (?!style=\"text-align:right\")", html)
        shown = diffreport.escape(cell).strip()
        assert shown in words(html)
        assert all(row.count("<td") == len(re.findall("<t[hd]", rows)) for rows, row in zip_rows(html))

    @given(st.text(max_size=20))
    def test_any_cell_is_one_span_of_code(self, cell):
        html = rendered(f"| x | {diffreport.code(cell)} | y |\n| --- | --- | --- |\n")
        assert re.fullmatch(
            r"<table>\n<thead>\n<tr>\n<th>x</th>\n<th><code>[^<]*</code></th>\n<th>y</th>\n</tr>\n</thead>\n</table>\n",
            html,
        )

    @given(st.text(alphabet="`|\\<>&*_[]() \n\x1bab", max_size=12))
    def test_any_mix_of_marks_is_one_span_of_code(self, cell):
        html = rendered(f"- {diffreport.code(cell)}: x")
        assert re.fullmatch(r"<ul>\n<li><code>[^<]*</code>: x</li>\n</ul>\n", html)

    def test_a_summary_that_would_be_refused_is_cut(self):
        def huge(letter: str) -> list[Sheet]:
            rows: list[Row] = [(f"b{number}", f"<{letter * 300}", f"<{letter * 300}") for number in range(500)]
            return [sheet(rows, name=f"t{number}") for number in range(9)]

        page = diffreport.markdown(compare(package(*huge("a")), package(*huge("b"))), limit=500)
        assert len(page.encode()) < 1_048_576
        assert "the summary would grow too long" in page
        assert "| `t8` | 500 | 500 | 0 | 0 | 500 |" in page


def zip_rows(html: str) -> list[tuple[str, str]]:
    """Each row of each table's body, with the row of its head."""
    found = []
    for table in re.findall(r"<table>.*?</table>", html, re.DOTALL):
        head, *rows = re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
        found += [(head, row) for row in rows]
    return found


class TestJson:
    def test_the_whole(self):
        found = differing(BRIDGES, [("aare", "Aare\x1b Bridge", "1961"), ("oder", None, "2017")])
        text = diffreport.as_json(found, limit=1)
        assert text.isascii()
        here = {"name": "ties", "version": "1.0.0", "source": "here"}
        assert json.loads(text) == {
            "version": 1,
            "old": here,
            "new": here,
            "bump": "minor",
            "reasons": [
                {"bump": "minor", "table": "bridges", "what": "1 row added"},
                {"bump": "patch", "table": "bridges", "what": "1 row removed"},
                {"bump": "patch", "table": "bridges", "what": "1 row changed"},
            ],
            "tables_added": [],
            "tables_removed": [],
            "tables": [
                {
                    "name": "bridges",
                    "key": ["id"],
                    "columns_added": [],
                    "columns_removed": [],
                    "rows": {"old": 2, "new": 2},
                    "counts": {"added": 1, "removed": 1, "changed": 1},
                    "claims": False,
                    "added": [{"id": "oder", "name": None, "year": "2017"}],
                    "removed": [{"id": "niger", "name": "Niger Bridge", "year": None}],
                    "changed": [{"key": ["aare"], "cells": {"name": {"old": "Aare Bridge", "new": "Aare\x1b Bridge"}}}],
                }
            ],
        }

    def test_tables_that_come_and_go_and_no_limit(self):
        many: list[Row] = [(f"b{number}", None, None) for number in range(200)]
        old, new = package(sheet([]), sheet(many, name="gone")), package(sheet(many), sheet(many, name="new"))
        document = json.loads(diffreport.as_json(compare(old, new)))
        assert document["tables_added"] == [{"name": "new", "columns": ["id", "name", "year"], "rows": 200}]
        assert document["tables_removed"] == [{"name": "gone", "columns": ["id", "name", "year"], "rows": 200}]
        assert len(document["tables"][0]["added"]) == 200
        assert document["bump"] == "major"
        assert document["reasons"][0] == {"bump": "major", "table": "gone", "what": "the table is removed"}

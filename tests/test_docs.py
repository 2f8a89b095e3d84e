"""The generated documentation is what the models declare, and refreshing it changes nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from comity import codebook as codebooks
from comity import coding, docs, frames, headlines
from comity.articles import FrontMatter
from comity.columns import columns_of
from comity.facts import Facts
from comity.tables import TABLES
from comity.terms import Status

PROJECT = Path(__file__).resolve().parent.parent
PAGE = docs.tables_page()


def section(name: str) -> str:
    return PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def row(table: str, column: str) -> list[str]:
    """The cells of a column's row in the section of its table."""
    line = next(line for line in section(table).splitlines() if line.startswith(f"| `{column}` |"))
    return [cell.strip() for cell in line.strip("|").split(" | ")]


class TestTablesPage:
    def test_the_committed_page_is_current(self):
        committed = (PROJECT / docs.TABLES_FILE).read_text(encoding="utf-8")
        assert committed == PAGE, "run `make docs` (python -m comity.docs)"

    @pytest.mark.parametrize("name", TABLES)
    def test_every_column_of_every_table_stands_there(self, name):
        shown = re.findall(r"^\| `(\w+)` \|", section(name), re.MULTILINE)
        assert shown == [column.name for column in columns_of(TABLES[name])]

    def test_a_column_is_told_with_all_that_is_declared(self):
        assert row("events", "status") == [
            "`status`", "category", "", "How real the event is.", "[status](#status)", "evidence",
        ]  # fmt: skip
        assert row("events", "start_date")[-1] == "`date`"
        assert row("events", "date")[2:] == [
            "yes", "When it happened or is to happen, EDTF, as precise as reported.", "EDTF", "evidence",
        ]  # fmt: skip
        assert row("event_actors", "actor_id")[4] == "[actors](#actors).actor_id"
        assert row("actors", "country_code")[4] == "`[A-Z]{3}`"

    def test_the_terms_of_a_closed_vocabulary_are_defined(self):
        terms = PAGE.partition("### Status\n")[2].partition("\n### ")[0]
        assert re.findall(r"^\| `(\w+)` \|", terms, re.MULTILINE) == [status.value for status in Status]

    def test_the_types_are_those_of_the_loaded_frames(self):
        loaded = frames.build(Facts({}, {}), codebooks.load(PROJECT / "codebook"))
        dtypes = {
            column.kind.value: str(loaded[name][column.name].dtype)
            for name, table in TABLES.items()
            for column in columns_of(table)
        }
        kinds = PAGE.partition("How the types are written:")[2].partition("An empty cell")[0]
        shown = re.findall(r"^\| (\w+) \|.*\| (\S+) \|$", kinds, re.MULTILINE)
        assert dict(shown) == dtypes

    def test_every_row_has_as_many_cells_as_its_header(self):
        for table in re.findall(r"(?:^\|.*\|\n)+", PAGE, re.MULTILINE):
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


class TestParts:
    def test_the_diagram_shows_every_table_and_every_reference(self):
        lines = docs.diagram().splitlines()
        assert [line.split()[0] for line in lines if line.endswith(" {")] == list(TABLES)
        for name, table in TABLES.items():
            for column in columns_of(table):
                if column.references:
                    one = "||" if column.required else "|o"
                    start = f"    {column.references.table} {one}--o{{ {name} : "
                    labels = [line.removeprefix(start).strip('"') for line in lines if line.startswith(start)]
                    assert len(labels) == 1
                    assert column.name in labels[0].split(", ")

    def test_the_diagram_marks_keys(self):
        diagram = docs.diagram()
        assert "        text actor_id PK, FK\n        category role PK\n" in diagram
        assert "        text title" not in diagram

    def test_all_fields_of_codings_and_front_matter_are_told(self):
        fields = docs.coding_fields()
        for model in (coding.Event, coding.Agreement, coding.Cooperation, coding.Figure, coding.Actor, coding.Office):
            assert all(f"| `{name}` |" in fields for name in model.model_fields)
        shown = re.findall(r"^\| `(\w+)` \|", docs.front_matter(), re.MULTILINE)
        assert shown == list(FrontMatter.model_fields)
        assert "| `title` | required | The original's headline. |" in docs.front_matter()

    def test_the_deciding_rules_stand_in_their_order(self):
        shown = re.findall(r"`(\w+)`", docs.deciding_rules())
        assert shown == [rule.__name__ for rule in headlines.DECIDING]

    def test_a_part_is_replaced_and_the_rest_left_alone(self):
        page = "before\n<!-- generated: front matter -->\nold\n<!-- end of front matter -->\nafter\n"
        new = docs.with_parts(page)
        assert new.startswith("before\n<!-- generated: front matter -->\n\n| field |")
        assert new.endswith("|\n\n<!-- end of front matter -->\nafter\n")
        assert "old" not in new
        assert docs.with_parts(new) == new

    def test_an_unknown_part_is_an_error(self):
        with pytest.raises(KeyError, match="weather"):
            docs.with_parts("<!-- generated: weather -->\n<!-- end of weather -->\n")


class TestOutputs:
    def test_a_command_is_run_and_its_output_written(self):
        page = "```console\n$ comity check\nold\nlines\n```\nafter\n"
        ran = []

        def run(language: str, source: str) -> str:
            ran.append((language, source))
            return "new  \ndone in 12.3 s\n"

        assert docs.with_outputs(page, run) == "```console\n$ comity check\nnew\ndone in … s\n```\nafter\n"
        assert ran == [("console", "comity check")]

    def test_a_program_is_run_where_a_text_block_follows_it(self):
        page = "```python\nx = 1\n\nprint(x)\n```\n\n```text\n```\n"
        page += "\n```python\nnever()\n```\n\nWords.\n\n```text\nkept\n```\n"
        new = docs.with_outputs(page, lambda language, source: f"{language}: {source!r}")
        assert new == page.replace("```text\n```", "```text\npython: 'x = 1\\n\\nprint(x)\\n'\n```")

    def test_backslashes_in_an_output_stay(self):
        assert docs.with_outputs("```console\n$ comity x\n```\n", lambda *_: r"a\1\n") == (
            "```console\n$ comity x\na\\1\\n\n```\n"
        )


class TestRunner:
    def test_programs_and_commands_run_in_the_project(self, tmp_path):
        (tmp_path / "build_data.py").write_text("import sys; print('built', *sys.argv[1:])")
        run = docs.runner(tmp_path)
        assert run("python", "from pathlib import Path; print(Path.cwd().name, 'é')") == f"{tmp_path.name} é\n"
        assert run("console", "python build_data.py 'a b' --check") == "built a b --check\n"

    def test_the_comity_command_is_known(self, tmp_path):
        assert docs.runner(tmp_path)("console", "comity --help").startswith("usage: comity")

    def test_a_failing_example_is_an_error(self, tmp_path):
        with pytest.raises(subprocess.CalledProcessError):
            docs.runner(tmp_path)("python", "raise SystemExit(3)")

    def test_no_other_program_is_run(self, tmp_path):
        with pytest.raises(KeyError, match="rm"):
            docs.runner(tmp_path)("console", "rm -r .")


def test_refreshing_writes_all_pages(tmp_path):
    (tmp_path / "README.md").write_text("<!-- generated: diagram -->\n<!-- end of diagram -->\n", encoding="utf-8")
    (tmp_path / "CONTRIBUTING.md").write_text("```python\nprint('é')\n```\n\n```text\n```\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "comity.docs"], cwd=tmp_path, check=False)
    assert done.returncode == 0
    assert (tmp_path / docs.TABLES_FILE).read_bytes() == PAGE.encode("utf-8")
    assert "erDiagram" in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "```text\né\n```" in (tmp_path / "CONTRIBUTING.md").read_text(encoding="utf-8")

"""What README.md and CONTRIBUTING.md say is true: their examples, outputs, commands, links and names."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shlex
import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from packagebuilder import repository

import comity
from comity import build, cli, codebook, contradictions, diagnostics, docs, headlines
from comity.terms import CodingOrigin, Status

PROJECT = Path(__file__).resolve().parent.parent
PAGES = {name: (PROJECT / name).read_text(encoding="utf-8") for name in (*docs.REFRESHED, docs.TABLES_FILE)}
README, CONTRIBUTING = (PAGES[name] for name in docs.REFRESHED)
REFRESH = "run `make docs` (python -m comity.docs)"
EXAMPLE = "elysee-treaty-anniversary"
OWN_ARTICLE = """Fisheries agreement signed

Kenya and Uganda signed an agreement on fisheries in Kampala on 3 May 2024."""


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^[ ]*```{language}\n(.*?)^[ ]*```$", page, re.DOTALL | re.MULTILINE)


def commands(page: str, *programs: str) -> list[list[str]]:
    """The commands in the page's shell blocks that call one of the programs, as argument lists."""
    lines = [shlex.split(line, comments=True) for block in blocks(page, "bash") for line in block.splitlines()]
    return [line for line in lines if line and line[0] in programs]


def headings(page: str) -> dict[str, str]:
    """The page's headings by their anchors."""
    text = re.sub(r"^```.*?^```$", "", page, flags=re.DOTALL | re.MULTILINE)
    found = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-"): heading for heading in found}


def rows(table_head: str, page: str) -> Iterator[list[str]]:
    """The cells of the table below the given header line."""
    for line in page.partition(table_head)[2].splitlines()[2:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize("name", docs.REFRESHED)
class TestPage:
    def test_generated_parts_are_current(self, name):
        assert docs.with_parts(PAGES[name]) == PAGES[name], REFRESH

    def test_examples_print_what_is_shown(self, name):
        assert docs.with_outputs(PAGES[name], docs.runner(PROJECT)) == PAGES[name], REFRESH

    def test_make_has_the_targets_shown(self, name):
        makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
        targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
        shown = {word for line in commands(PAGES[name], "make") for word in line[1:] if "=" not in word}
        assert shown
        assert shown <= targets


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name):
    for target in re.findall(r"\]\(([^)\s]+)\)", PAGES[name]):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = ((PROJECT / name).parent / path).resolve() if path else PROJECT / name
        assert file.exists(), target
        if anchor:
            assert anchor in headings(file.read_text(encoding="utf-8")), target


class TestCommands:
    """Every `comity` and `build_data.py` command of the pages runs, in the order in which they stand there."""

    @pytest.fixture
    def project(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        for folder in ("articles", "codings"):
            shutil.copytree(PROJECT / folder, tmp_path / folder)
        for linked in ("codebook", "tests"):
            (tmp_path / linked).symlink_to(PROJECT / linked)
        for folder in ("datasets", "schemas"):
            shutil.copytree(PROJECT / folder, tmp_path / folder)
        shutil.copy(PROJECT / "datapackage.json", tmp_path)
        repository(tmp_path)
        (tmp_path / "my-articles").mkdir()
        (tmp_path / "my-articles" / "fisheries.txt").write_text(OWN_ARTICLE, encoding="utf-8")
        (tmp_path / "articles" / f"{EXAMPLE}.md").write_text(blocks(CONTRIBUTING, "markdown")[0], encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    @pytest.mark.parametrize("name", docs.REFRESHED)
    def test_run(self, name, project):
        shown = commands(PAGES[name], "comity", "python")
        assert len(shown) >= 4
        for program, *arguments in shown:
            if program == "python":
                assert arguments[0] == "build_data.py"
                if "--check" in arguments:  # the page shows `make data` before the check that is green
                    assert cli.run_build([], project) == 0
                assert cli.run_build(arguments[1:], project) == 0
            else:
                known = [self.event(project) if word == "EVENT_ID" else word for word in arguments]
                assert cli.main(known) == 0

    def event(self, project: Path) -> str:
        return comity.load(project / "my-tables")["events"]["event_id"].iloc[0]


class TestReadme:
    def test_the_first_example_is_five_lines(self):
        assert len(blocks(README, "python")[0].splitlines()) == 5

    def test_make_data_and_make_test_come_first(self):
        first = [line.split("#")[0].strip() for line in blocks(README, "bash")[0].splitlines()]
        assert first == ["make data", "make test"]

    def test_every_rule_that_can_stand_in_contradictions_is_explained(self):
        functions: tuple[Callable[..., object], ...] = (
            *headlines.DECIDING,
            contradictions.one_date_two_stages,
            contradictions.stage_distinguished,
            contradictions.one_period_two_agreements,
        )
        known = {function.__name__ for function in functions}
        explained = README.partition("## Where articles contradict each other")[2].partition("\n## ")[0]
        assert known <= set(re.findall(r"`(\w+)`", explained))
        published = set(comity.load(PROJECT)["contradictions"]["rule"])
        assert published <= known

    def test_the_version_to_cite_is_the_projects(self):
        project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert f"Version {project['version']}." in README

    def test_the_grounding_shown_is_complete(self):
        assert "grounding       100 % (" in README


class TestContributing:
    @pytest.fixture
    def project(self, tmp_path: Path) -> Path:
        """A project that holds the example alone."""
        for folder, suffix, language in (("articles", "md", "markdown"), ("codings", "yaml", "yaml")):
            (tmp_path / folder).mkdir()
            text = blocks(CONTRIBUTING, language)[0]
            (tmp_path / folder / f"{EXAMPLE}.{suffix}").write_text(text, encoding="utf-8")
        (tmp_path / "codebook").symlink_to(PROJECT / "codebook")
        return tmp_path

    def test_the_example_is_sound_and_shows_every_section(self, project):
        built = build.build(build.Layout.of_project(project))
        assert built.problems == ()
        assert set(built.tables["articles"]["coding"]) == {CodingOrigin.REVIEWED.value}
        for table in ("events", "agreements", "cooperation", "figures", "offices"):
            assert len(built.tables[table]) > 0
        signed = built.tables["events"].set_index("event_id").loc["elysee-treaty-signed"]
        assert (signed["date"], signed["agreement_id"]) == ("1963-01-22", "elysee-treaty")

    def test_the_error_shown_is_what_the_check_says(self, project, capsys):
        file = project / "codings" / f"{EXAMPLE}.yaml"
        text = file.read_text(encoding="utf-8")
        before, found, after = text.partition("id: elysee-treaty-in-force")
        wrong = before + found + after.replace("effect on 2 July", "effect on 3 July", 1)
        file.write_text(wrong, encoding="utf-8")
        assert cli.run_build(["--check"], project) == 1
        shown = next(block for block in blocks(CONTRIBUTING, "text") if "C019" in block)
        assert capsys.readouterr().err == shown

    def test_every_letter_of_a_diagnostic_is_explained(self):
        for module in pkgutil.walk_packages(comity.__path__, "comity."):
            importlib.import_module(module.name)
        explained = {letter for letter, _ in rows("| letter | about |", CONTRIBUTING)}
        assert explained == {code[0] for code in diagnostics.RULES}

    def test_help_texts_refer_to_headings_that_are_there(self):
        references = [
            (heading, page)
            for rule in diagnostics.RULES.values()
            for heading, page in re.findall(r"`([^`]+)` in (\w+\.md)", rule.help)
        ]
        assert references
        for heading, page in references:
            assert heading in headings(PAGES[page]).values()

    def test_codes_and_files_of_the_conventions_exist(self):
        book = codebook.load(PROJECT / "codebook")
        statuses = [status.strip("`") for status, *_ in rows("| status | of an event |", CONTRIBUTING)]
        assert statuses == [status.value for status in Status]
        for _, codes in rows("| in the text | code |", CONTRIBUTING):
            for code in re.findall(r"`(\w+)`", codes):
                assert code in book.event_types or code in statuses
        for _, edit, note in rows("| to add | edit | note |", CONTRIBUTING):
            for file in re.findall(r"`(\w+\.(?:csv|yaml))`", edit + note):
                assert (PROJECT / "codebook" / file).is_file()

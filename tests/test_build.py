"""Whole runs of `build_data.py`: what it writes, what it leaves alone, and what it says of broken inputs."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from project import (
    BARE,
    CODEBOOK,
    CORPUS,
    MEMORANDUM,
    PROJECT,
    VALID,
    VISIT,
    build_in,
    built,
    contents,
    copy_valid,
    found,
    inputs,
    layout,
    one_coder,
    plant,
    published,
    run_python,
    spot,
    traces,
)

import comity
from comity import articles
from comity import build as steps
from comity.diagnostics import Place
from comity.tables import TABLES

FILES = {
    "datapackage.json",
    "schemas/editor/coding.schema.json",
    *(f"{folder}/{name}.{end}" for name in TABLES for folder, end in
      (("datasets", "csv"), ("datasets", "parquet"), ("schemas", "json"))),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    with one_coder():
        yield


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has been built; tests only read it."""
    root = copy_valid(tmp_path_factory.mktemp("project"))
    assert build_in(root) == 0
    return root


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A project that may be changed, not built yet."""
    return copy_valid(tmp_path / "project")


class TestOutputs:
    def test_every_table_is_published_beside_its_inputs(self, project):
        assert set(published(project)) == FILES
        assert {path.split("/")[0] for path in contents(project)} == {
            "articles", "codings", "datapackage.json", "datasets", "schemas",
        }  # fmt: skip

    def test_a_reviewed_coding_is_published_as_it_was_written(self, project):
        tables = comity.load(project)
        events = tables["events"].set_index("event_id")
        visit = events.loc["koykka-niemi-visits-kenya"]
        assert (visit["date"], visit["place"]) == ("2031-03-03/2031-03-05", "Kenya")
        assert set(tables["articles"]["coding"]) == {"reviewed"}

    def test_building_again_writes_nothing(self, project):
        before = traces(project)
        assert build_in(project) == 0
        assert traces(project) == before

    def test_the_title_and_licence_of_this_project_are_for_its_own_tables(self, project):
        package = json.loads((project / "datapackage.json").read_text(encoding="utf-8"))
        committed = json.loads((PROJECT / "datapackage.json").read_text(encoding="utf-8"))
        assert "licenses" not in package
        assert package["name"] != committed["name"]
        assert committed["licenses"]

    def test_the_committed_outputs_are_what_a_build_writes(self, tmp_path):
        assert build_in(PROJECT, "--out", str(tmp_path)) == 0
        new = published(tmp_path)
        old = {path: (PROJECT / path).read_bytes() for path in FILES}
        assert {path for path in FILES if new.get(path) != old[path]} == set(), "run `make data`"
        assert set(new) == FILES


class TestSurroundings:
    """The bytes depend on the inputs alone."""

    STRANGE = {  # noqa: RUF012
        "PYTHONHASHSEED": "2",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "TZ": "Asia/Kathmandu",
    }

    def test_hash_seed_locale_time_zone_and_folder_do_not_matter(self, tmp_path):
        """Two machines build two reviewed articles, some that the coder codes, and a bare text."""
        folder = tmp_path / "articles"
        shutil.copytree(VALID / "articles", folder)
        for file in sorted((CORPUS / "articles").glob("*.md"))[::8]:
            shutil.copy(file, folder)
        (folder / "bare.txt").write_text(BARE, encoding="utf-8")
        packages = []
        for surroundings in ({"PYTHONHASHSEED": "1"}, self.STRANGE):
            cwd = tmp_path / f"cwd {len(packages)}"
            cwd.mkdir()
            inputs = ("--articles", "../articles", "--codings", str(VALID / "codings"))
            arguments = (str(PROJECT / "build_data.py"), *inputs, "--out", "the tables")
            done = run_python(*arguments, cwd=cwd, surroundings=surroundings)
            assert done.returncode == 0, done.stderr
            packages.append(contents(cwd / "the tables"))
        assert packages[0] == packages[1]
        assert len(comity.load(tmp_path / "cwd 0/the tables")["events"]) > 20


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of articles: one with front matter that the project knows too, one bare."""
    folder = tmp_path_factory.mktemp("corpus")
    shutil.copy(VALID / "articles" / f"{VISIT}.md", folder)
    (folder / "Visit to Chile.txt").write_text(BARE, encoding="utf-8")
    (folder / "notes.pdf").write_bytes(b"not an article")
    return folder


class TestOwnArticles:
    def test_they_are_coded_by_machine_and_published_where_out_says(self, project, corpus, tmp_path):
        before = traces(project), traces(corpus)
        assert build_in(project, "--articles", str(corpus), "--out", str(tmp_path / "out")) == 0
        assert set(contents(tmp_path / "out")) == FILES
        assert (traces(project), traces(corpus)) == before
        tables = comity.load(tmp_path / "out")
        articles = tables["articles"].set_index("article_id")
        assert dict(articles["coding"]) == {VISIT: "machine", "visit-to-chile": "machine"}
        assert "visit" in set(tables["events"]["event_type"])
        # A bare text has its first line as title, and no date.
        assert articles["title"]["visit-to-chile"] == "Ghana's president visits Chile"
        assert articles["published"].isna().tolist() == [False, True]

    def test_reviewed_codings_apply_where_they_are_named(self, project, corpus, tmp_path):
        codings = tmp_path / "codings"
        codings.mkdir()
        shutil.copy(VALID / "codings" / f"{VISIT}.yaml", codings)
        out = tmp_path / "out"
        assert build_in(project, "--articles", str(corpus), "--codings", str(codings), "--out", str(out)) == 0
        tables = comity.load(out)
        assert tables["articles"]["coding"].tolist() == ["reviewed", "machine"]
        assert "koykka-niemi-visits-kenya" in set(tables["events"]["event_id"])

    def test_paths_are_those_of_the_working_folder(self, project, corpus, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        shutil.copytree(corpus, tmp_path / "mine")
        assert build_in(project, "--articles", "mine", "--codebook", str(CODEBOOK), "--out", "tables") == 0
        assert set(contents(tmp_path / "tables")) == FILES

    def test_without_out_the_command_line_is_wrong(self, project, corpus, capsys):
        before = traces(project)
        assert build_in(project, "--articles", str(corpus)) == 2
        assert "--articles needs --out" in capsys.readouterr().err
        assert traces(project) == before

    @pytest.mark.parametrize("make", [False, True], ids=["unknown", "empty"])
    def test_a_folder_without_articles_is_a_problem(self, project, tmp_path, make, capsys):
        if make:
            (tmp_path / "articles").mkdir()
        out = tmp_path / "out"
        assert build_in(project, "--articles", str(tmp_path / "articles"), "--out", str(out)) == 1
        shown = capsys.readouterr().err
        assert str(tmp_path / "articles") in shown
        assert "A008" in shown
        assert "Traceback" not in shown
        assert not out.exists()

    def test_an_output_folder_that_cannot_be_written_is_a_problem(self, project, corpus, tmp_path, capsys):
        (tmp_path / "file").write_text("mine")
        assert build_in(project, "--articles", str(corpus), "--out", str(tmp_path / "file")) == 1
        assert "P001" in capsys.readouterr().err
        assert (tmp_path / "file").read_text() == "mine"


class TestCheck:
    def test_a_valid_project_passes_and_nothing_is_written(self, fresh, capsys):
        before = traces(fresh)
        assert build_in(fresh, "--check") == 0
        assert traces(fresh) == before
        assert re.search(r"^checked +in ", capsys.readouterr().out, re.MULTILINE)

    def test_own_articles_need_no_out(self, fresh, tmp_path):
        before = traces(tmp_path)
        assert build_in(fresh, "--check", "--articles", str(fresh / "articles")) == 0
        assert traces(tmp_path) == before

    def test_out_is_not_written_either(self, fresh, tmp_path):
        assert build_in(fresh, "--check", "--out", str(tmp_path / "out")) == 0
        assert not (tmp_path / "out").exists()


@dataclass(frozen=True)
class Run:
    """A run over broken inputs: its exit code, what it said as JSON, and whether it wrote."""

    root: Path
    code: int
    said: dict[str, Any]
    wrote: bool

    @property
    def found(self) -> set[tuple[str, Place]]:
        return {(item["code"], Place(item["path"], item["line"], item["column"])) for item in self.said["problems"]}

    def messages(self, code: str) -> list[str]:
        return [item["message"] for item in self.said["problems"] if item["code"] == code]


def run(root: Path, *arguments: str) -> Run:
    before = traces(root)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = build_in(root, "--format", "json", *arguments)
    return Run(root, code, json.loads(out.getvalue()), traces(root) != before)


def clone(root: Path, article_id: str, *, coding: bool = True) -> None:
    """Another article with the text, and if wanted the coding, of the visit's article."""
    for folder, suffix in (("articles", "md"), ("codings", "yaml")):
        if suffix == "md" or coding:
            text = (VALID / folder / f"{VISIT}.{suffix}").read_text(encoding="utf-8")
            (root / folder / f"{article_id}.{suffix}").write_text(text.replace(VISIT, article_id), encoding="utf-8")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A former build stands there; then many mistakes are made at once, in articles, codings and a dictionary."""
    root = copy_valid(tmp_path_factory.mktemp("broken"))
    assert build_in(root) == 0
    break_articles(root)
    break_codings(root)
    shutil.copytree(CODEBOOK, root / "codebook")
    with (root / "codebook" / "units.csv").open("a", encoding="utf-8") as units:
        units.write("furlong,length,furlong,furlongs\n")
    return run(root)


def break_articles(root: Path) -> None:
    clone(root, "bad-front-matter")
    plant(root / "articles/bad-front-matter.md", "published: 2031-03-06", "published: 2031-02-30")
    plant(root / "articles/bad-front-matter.md", "language: en", "langauge: en")
    plant(root / "codings/bad-front-matter.yaml", "type: visit", "type: vist")
    (root / "articles/unclosed.md").write_text("---\nid: unclosed\ntitle: No end\n\nA text.\n", encoding="utf-8")
    clone(root, "other-name", coding=False)
    plant(root / "articles/other-name.md", "id: other-name", "id: another-name")
    for name in ("two.md", "two.txt"):
        shutil.copy(VALID / "articles" / f"{VISIT}.md", root / "articles" / name)
        plant(root / "articles" / name, f"id: {VISIT}", "id: two")
    clone(root, "invisible", coding=False)
    plant(root / "articles/invisible.md", "memorandum runs", "memorandum\u202e runs")
    (root / "articles/empty.txt").write_text(" \n\n", encoding="utf-8")


def break_codings(root: Path) -> None:
    visit = root / f"codings/{VISIT}.yaml"
    plant(visit, "type: visit", "type: vist")
    plant(visit, "actors: [finland, kenya]", "actors: [finland, kenja]")
    plant(visit, "sectors: trade", "sectors: trad")
    plant(visit, "type: memorandum", "type: memorandun")
    plant(visit, "to open its market to Kenyan tea", "to open its markets to Kenyan tea")
    plant(visit, '"The memorandum runs until 2035"', '"March 2031"')
    memorandum = root / f"codings/{MEMORANDUM}.yaml"
    with (root / f"articles/{MEMORANDUM}.md").open("a", encoding="utf-8") as article:
        article.write("\nRadios are a gift.\n")
    plant(memorandum, "date: 2031-07-01", "date: 2025-02-30")
    plant(memorandum, "id: field-radios-for-kisumu", "id: finnish-delegation-visits-kisumu")
    plant(memorandum, "actors: [finland, kisumu]", "actors: [finland, kisumo]")
    clone(root, "syntax")
    plant(root / "codings/syntax.yaml", "type: training", "type: training: x")
    clone(root, "orphan")
    (root / "articles/orphan.md").unlink()
    plant(root / "codings/orphan.yaml", "sectors: trade", "sectors: trad")
    clone(root, "twice")
    plant(root / "codings/twice.yaml", "type: training\n", "type: training\n    type: aid\n")
    shutil.copy(VALID / "codings" / f"{VISIT}.yaml", root / "codings/misnamed.yaml")
    shutil.copy(VALID / "codings" / f"{VISIT}.yaml", root / "codings/passed-over.yml")


class TestBrokenInputs:
    def test_all_are_found_in_one_run_where_they_are_and_nothing_else(self, broken):
        root = broken.root
        visit, memorandum = f"codings/{VISIT}.yaml", f"codings/{MEMORANDUM}.yaml"
        units = len((CODEBOOK / "units.csv").read_text(encoding="utf-8").splitlines())
        text_sha256 = "542b322ccf32c6e539ab279ecc4caa84e4c86a60f3c170f8e25f0eb2d76fc522"
        assert broken.found == {
            ("A002", Place("articles/empty.txt", 3)),
            ("A003", Place("articles/unclosed.md")),
            ("A004", spot(root, "articles/bad-front-matter.md", "2031-02-30")),
            ("A004", spot(root, "articles/bad-front-matter.md", "langauge")),
            ("A005", spot(root, "articles/other-name.md", "another-name")),
            ("A006", Place("articles/two.txt")),
            ("A007", spot(root, "articles/invisible.md", "\u202e")),
            ("B003", Place("codebook/units.csv", units + 1, len("furlong,length,furlong,") + 1)),
            ("C011", spot(root, visit, "vist")),
            ("C012", spot(root, visit, "trad\n")),
            ("C013", spot(root, visit, "memorandun")),
            ("C016", spot(root, visit, "kenja")),
            ("C019", spot(root, visit, '"Kenya asked')),
            ("C020", spot(root, visit, '"March 2031"')),
            ("C002", spot(root, memorandum, "2025-02-30")),
            ("C004", spot(root, memorandum, "finnish-delegation", within="title: Visit of a Finnish delegation")),
            ("C010", spot(root, memorandum, text_sha256)),
            ("C016", spot(root, memorandum, "kisumo")),
            ("C011", spot(root, "codings/bad-front-matter.yaml", "vist")),
            ("Y001", spot(root, "codings/syntax.yaml", ": x")),
            ("C005", spot(root, "codings/orphan.yaml", "orphan")),
            ("C012", spot(root, "codings/orphan.yaml", "trad\n")),
            ("Y002", spot(root, "codings/twice.yaml", "type: aid")),
            ("C003", spot(root, "codings/misnamed.yaml", VISIT)),
            ("C007", Place("codings/passed-over.yml")),
        }

    def test_the_exit_code_is_1(self, broken):
        assert broken.code == 1
        assert broken.said["errors"] == len(broken.said["problems"])

    def test_what_a_former_build_published_is_not_touched(self, broken):
        assert not broken.wrote
        assert set(published(broken.root)) == FILES

    def test_misspelt_names_are_told_what_they_may_mean(self, broken):
        assert broken.messages("C011")[0] == "`vist` (did you mean `visit`?)"
        assert sorted(broken.messages("C016")) == [
            "`kenja` (did you mean `kenya`?)",
            "`kisumo` (did you mean `kisumu`?)",
        ]
        assert any("did you mean `language`?" in message for message in broken.messages("A004"))

    def test_a_wrong_snippet_is_told_the_nearest_sentence(self, broken):
        assert "Kenya asked Finland to open its market to Kenyan tea." in broken.messages("C019")[0]
        assert "2 times in the text (lines 11, 13 of " in broken.messages("C020")[0]

    def test_a_changed_text_is_told_its_new_hash(self, broken):
        article = articles.read(broken.root / f"articles/{MEMORANDUM}.md", broken.root)
        assert article.text_sha256 in broken.messages("C010")[0]

    def test_the_check_says_the_same(self, broken):
        assert run(broken.root, "--check").said == broken.said

    def test_people_read_all_of_it(self, broken, capsys):
        assert build_in(broken.root) == 1
        shown = capsys.readouterr()
        assert shown.out == ""
        for item in broken.said["problems"]:
            assert f"  {item['line']}:{item['column']}  error {item['code']}  " in shown.err
        assert shown.err.endswith(f"{broken.said['errors']} errors\n")


@pytest.fixture(scope="module")
def without_sectors(tmp_path_factory: pytest.TempPathFactory) -> Run:
    root = copy_valid(tmp_path_factory.mktemp("codebook"))
    shutil.copytree(CODEBOOK, root / "codebook")
    plant(root / "codebook/sectors.csv", "\nforestry,", "\nforestry,one,too,many,")
    plant(root / f"codings/{VISIT}.yaml", "to open its market to Kenyan tea", "to open its markets to Kenyan tea")
    plant(root / f"codings/{VISIT}.yaml", "type: training", "type: trainin")
    plant(root / f"articles/{MEMORANDUM}.md", "published: 2031-07", "published: July")
    (root / "codings/syntax.yaml").write_text("article: [", encoding="utf-8")
    return run(root)


class TestBrokenCodebook:
    def test_what_does_not_depend_on_it_is_told_all_the_same(self, without_sectors):
        root = without_sectors.root
        assert without_sectors.code == 1
        assert without_sectors.found == {
            ("B003", spot(root, "codebook/sectors.csv", "312", within="forestry,one")),
            ("C011", spot(root, f"codings/{VISIT}.yaml", "trainin\n")),
            ("C019", spot(root, f"codings/{VISIT}.yaml", '"Kenya asked')),
            ("A004", spot(root, f"articles/{MEMORANDUM}.md", "July")),
            ("Y001", Place("codings/syntax.yaml", 1, len("article: [") + 1)),
        }

    def test_nothing_is_written(self, without_sectors):
        assert not without_sectors.wrote
        assert published(without_sectors.root) == {}


class TestRead:
    """The inputs, one mistake at a time."""

    def test_the_valid_dataset_has_no_problem(self, fresh):
        read = inputs(fresh)
        assert read.problems == ()
        assert read.whole
        assert [coded.article.id for coded in read.reviewed] == [VISIT, MEMORANDUM]

    def test_a_coding_whose_article_is_gone(self, fresh):
        (fresh / f"articles/{MEMORANDUM}.md").unlink()
        (problem,) = inputs(fresh).problems
        assert (problem.rule.code, problem.place) == ("C005", spot(fresh, f"codings/{MEMORANDUM}.yaml", MEMORANDUM))
        assert problem.message.startswith(f"there is no article `{MEMORANDUM}`")

    def test_a_misspelt_article(self, fresh):
        (fresh / f"codings/{VISIT}.yaml").rename(fresh / "codings/kenya-finland-forest-visits.yaml")
        plant(fresh / "codings/kenya-finland-forest-visits.yaml", f"article: {VISIT}", f"article: {VISIT}s")
        (problem,) = inputs(fresh).problems
        assert problem.message == f"there is no article `{VISIT}s` (did you mean `{VISIT}`?)"

    def test_an_unreadable_article_is_not_called_missing(self, fresh):
        (fresh / f"articles/{VISIT}.md").write_bytes(b"---\nid: \xff")
        assert [problem.rule.code for problem in inputs(fresh).problems] == ["A001"]

    def test_no_folder_of_codings(self, fresh):
        shutil.rmtree(fresh / "codings")
        assert found(inputs(fresh).problems) == {("C006", Place("codings"))}

    def test_hidden_and_other_files_are_passed_over(self, fresh):
        for name in (".#draft.yaml", "README.md", "notes.txt"):
            (fresh / "codings" / name).write_text("anything", encoding="utf-8")
        assert inputs(fresh).problems == ()

    @pytest.mark.parametrize("name", ["other.yml", "other.YAML"])
    def test_a_coding_with_another_ending_is_not_passed_over(self, fresh, name):
        (fresh / "codings" / name).write_text("article: other\n", encoding="utf-8")
        assert found(inputs(fresh).problems) == {("C007", Place(f"codings/{name}"))}

    def test_articles_without_a_coding_are_left_to_the_machine(self, fresh):
        (fresh / f"codings/{MEMORANDUM}.yaml").unlink()
        read = inputs(fresh)
        coded = steps.code(read)
        assert {one.article.id: one.origin.value for one in coded} == {VISIT: "reviewed", MEMORANDUM: "machine"}
        assert coded[1].coding.events


class TestBuild:
    def test_problems_between_codings_come_with_those_within_them(self, fresh):
        coding = fresh / f"codings/{VISIT}.yaml"
        plant(coding, "type: visit", "type: vist")
        plant(coding, "event: finland-trains-kenyan-foresters", "event: finland-trains-kenyan-forester")
        build = built(fresh)
        assert found(build.problems) == {
            ("C011", spot(fresh, f"codings/{VISIT}.yaml", "vist")),
            ("C030", spot(fresh, f"codings/{VISIT}.yaml", "finland-trains-kenyan-forester\n")),
        }
        assert build.failed
        assert build.tables == {}

    def test_references_to_codings_that_cannot_be_read_are_no_problem_of_their_own(self, fresh):
        plant(fresh / f"codings/{VISIT}.yaml", "agreement: finland-kenya-forest", "agreement: other-forest")
        plant(fresh / f"codings/{MEMORANDUM}.yaml", "status: ongoing", "status: going")
        assert [problem.rule.code for problem in built(fresh).problems] == ["C002"]

    def test_rules_of_the_tables_point_at_the_coding(self, fresh):
        plant(fresh / f"codings/{VISIT}.yaml", "title: Visit of Aino", 'title: "=Visit of Aino')
        plant(fresh / f"codings/{VISIT}.yaml", "Köykkä-Niemi to Kenya\n", 'Köykkä-Niemi to Kenya"\n')
        places = {problem.place for problem in built(fresh).problems if problem.rule.code == "T010"}
        assert places == {spot(fresh, f"codings/{VISIT}.yaml", '"=Visit of Aino')}
        assert {place.path for place in places} <= {f"codings/{VISIT}.yaml", f"articles/{VISIT}.md"}

    def test_a_build_keeps_everything_for_the_summary(self, fresh):
        build = built(fresh)
        assert build.problems == ()
        assert not build.failed
        assert list(build.tables) == list(TABLES)
        assert build.facts is not None

    def test_the_layout_of_a_project(self, fresh):
        assert steps.Layout.of_project(fresh) == steps.Layout(
            fresh, fresh / "articles", fresh / "codings", fresh / "codebook", fresh
        )
        assert layout(fresh).codebook == CODEBOOK

"""Releases of whole projects in real repositories: what they write, and everything that they refuse."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from packagebuilder import commit, git, repository
from project import CODEBOOK, PROJECT, VISIT, build_in, coder, contents, copy_valid, plant, traces

from comity import changelog, checks, cli, codebook, dictionaries, docs, outputs, publish, release
from comity.diagnostics import InputError
from comity.versions import Version

FILES = {
    "pyproject.toml": '[build-system]\nrequires = []\n\n[project]\nname = "comity"\nversion = "0.1.0"\n\n[tool.x]\nversion = "9.9.9"\n',
    "CITATION.cff": "cff-version: 1.2.0\ntitle: comity\nversion: 0.1.0\nlicense: MIT\n",
    "README.md": "# comity\n\nPlease cite:\n\n> comity.\n> Version 0.1.0.\n",
    "CHANGELOG.md": "# Changelog\n\nHow it is kept.\n\n## [Unreleased]\n\n## [0.1.0] - unreleased\n\n### Added\n\n- The first tables.\n",
}
CODING = f"codings/{VISIT}.yaml"
TRAINING = "finland-trains-kenyan-foresters"
TOMBSTONES = "codebook/retired_ids.csv"


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    """What other tests look at is left out: the columns' checks, the wait for the disk, the coder of each codebook."""
    load, books = codebook.load, {}

    def remembered(folder: Path) -> codebook.Codebook:
        rows = (folder / "retired_ids.csv").read_bytes()
        if rows not in books:
            books[rows] = load(folder)
        return books[rows]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(codebook, "load", remembered)
        patch.setattr(dictionaries, "compile_coder", lambda book: (coder(), []))
        patch.setattr(checks, "check", lambda tables, context: [])
        patch.setattr(outputs, "_sync", lambda path: None)
        patch.setattr(docs, "pages", lambda root: {})
        for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
            patch.setenv(name, os.devnull)
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project before its first release, built and committed."""
    root = copy_valid(tmp_path_factory.mktemp("release") / "project")
    shutil.copytree(CODEBOOK, root / "codebook")
    (root / "codebook" / "retired_ids.csv").write_text("table,id,replaced_by,reason,since\n")
    (root / "comity").mkdir()
    (root / "comity" / "cli.py").touch()  # so that the edition is comity's own
    for name, text in FILES.items():
        (root / name).write_text(text, encoding="utf-8")
    assert build_in(root) == 0
    return repository(root)


@pytest.fixture
def first(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    shutil.copytree(built, root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture(scope="module")
def after_first(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("released") / "project"
    shutil.copytree(built, root)
    release.write(root, release.plan(root, None, None, None))
    commit(root, "Release 0.1.0")
    git(root, "tag", "v0.1.0")
    return root


@pytest.fixture
def project(after_first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a released version 0.1.0, tagged."""
    root = tmp_path / "project"
    shutil.copytree(after_first, root)
    monkeypatch.chdir(root)
    return root


def planned(root: Path, asked: str | None = None, since: str | None = None, day: dt.date | None = None) -> release.Plan:
    return release.plan(root, Version(*map(int, asked.split("."))) if asked else None, since, day)


def refused(root: Path, **more: str) -> list[tuple[str, str, str]]:
    """Codes, paths and messages; nothing of the project has been touched."""
    before = traces(root)
    with pytest.raises(InputError) as error:
        planned(root, **more)
    assert traces(root) == before
    return [(problem.rule.code, str(problem.place), problem.message) for problem in error.value.problems]


def mend_title(root: Path) -> None:
    """A corrected cell, built."""
    plant(root / CODING, "title: Training of Kenyan foresters", "title: Finland trains Kenyan foresters")
    assert build_in(root) == 0


def rename_event(root: Path, new: str = "kenyan-foresters-trained") -> None:
    """An event under another id, built."""
    text = (root / CODING).read_text(encoding="utf-8")
    (root / CODING).write_text(text.replace(TRAINING, new), encoding="utf-8")
    assert build_in(root) == 0


def entomb(root: Path, *rows: str) -> None:
    header = (root / TOMBSTONES).read_text(encoding="utf-8").splitlines()[0]
    (root / TOMBSTONES).write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")


class TestFirst:
    def test_it_has_the_version_that_is_declared_and_needs_no_git(self, first):
        shutil.rmtree(first / ".git")
        found = planned(first)
        assert (str(found.version), found.last) == ("0.1.0", None)
        assert found.entry.startswith(
            "## [0.1.0]\n\n### Added\n\n- The first tables.\n\n### Tables\n\n- `articles`: 2 rows.\n"
        )
        assert "parquet" not in found.entry

    def test_it_may_be_1_0_0_but_nothing_lower(self, first):
        assert str(planned(first, "1.0.0").version) == "1.0.0"
        assert refused(first, asked="0.0.9") == [
            ("R004", "pyproject.toml:1:1", "0.0.9 is less than 0.1.0: the version that is declared")
        ]

    def test_its_entry_is_pending_no_more(self, first):
        release.write(first, planned(first, day=dt.date(2026, 3, 1)))
        assert (first / "CHANGELOG.md").read_text(encoding="utf-8").startswith(
            "# Changelog\n\nHow it is kept.\n\n## [Unreleased]\n\n## [0.1.0] - 2026-03-01\n\n### Added\n"
        )  # fmt: skip


class TestVersion:
    def test_nothing_to_release(self, project):
        assert [code for code, *_ in refused(project)] == ["R005"]

    def test_a_corrected_cell_is_a_patch(self, project):
        mend_title(project)
        found = planned(project)
        assert (str(found.version), str(found.last)) == ("0.1.1", "0.1.0")
        assert found.entry.splitlines()[:5] == ["## [0.1.1]", "", "### Tables", "", "- `events`: 1 changed."]
        assert f"  - Changed: `{TRAINING}` (`title`)." in found.entry

    def test_after_1_0_0_a_renamed_id_is_major(self, first):
        release.write(first, planned(first, "1.0.0"))
        commit(first, "Release 1.0.0")
        git(first, "tag", "v1.0.0")
        rename_event(first)
        entomb(first, f"events,{TRAINING},kenyan-foresters-trained,A better name.,")
        assert str(planned(first).version) == "2.0.0"
        assert refused(first, asked="1.9.0")[0][2].startswith("1.9.0 is less than 2.0.0: a major change (")

    def test_a_higher_version_may_be_asked_for(self, project):
        mend_title(project)
        assert str(planned(project, "1.0.0").version) == "1.0.0"

    def test_a_lower_one_may_not(self, project):
        mend_title(project)
        assert refused(project, asked="0.1.0") == [
            ("R004", "pyproject.toml:1:1", "0.1.0 is less than 0.1.1: a patch change (1 row changed) after 0.1.0")
        ]

    def test_one_that_has_a_tag_may_not(self, project):
        mend_title(project)
        git(project, "tag", "v0.1.1")
        assert refused(project) == [("R004", "pyproject.toml:1:1", "there is a tag `v0.1.1` already")]
        assert str(planned(project, "0.1.2").version) == "0.1.2"

    def test_notes_alone_make_a_release(self, project):
        plant(project / "CHANGELOG.md", "## [Unreleased]\n", "## [Unreleased]\n\n### Added\n\n- `comity diff`.\n")
        found = planned(project)
        assert (str(found.version), found.entry) == ("0.2.0", "## [0.2.0]\n\n### Added\n\n- `comity diff`.\n")


class TestWritten:
    def test_every_place_of_the_version_and_nothing_else(self, project):
        mend_title(project)
        before = contents(project)
        changes = release.write(project, planned(project, day=dt.date(2026, 3, 1)))
        after = contents(project)
        assert {path for path in after if after[path] != before.get(path)} == set(changes.moved) == {
            "CHANGELOG.md",
            "CITATION.cff",
            "README.md",
            "datapackage.json",
            "pyproject.toml",
        }  # fmt: skip
        texts = {path: after[path].decode() for path in changes.moved}
        assert tomllib.loads(texts["pyproject.toml"]) == {
            "build-system": {"requires": []},
            "project": {"name": "comity", "version": "0.1.1"},
            "tool": {"x": {"version": "9.9.9"}},
        }
        cited = yaml.safe_load(texts["CITATION.cff"])
        assert (str(cited["version"]), cited["date-released"]) == ("0.1.1", dt.date(2026, 3, 1))
        assert "> Version 0.1.1.\n" in texts["README.md"]
        assert '"version": "0.1.1"' in texts["datapackage.json"]
        assert build_in(project) == 0
        assert contents(project) == after, "the outputs are those that a build with the new version writes"

    def test_no_day_unless_one_is_given(self, project):
        mend_title(project)
        release.write(project, planned(project, day=dt.date(2026, 3, 1)))
        commit(project, "Release 0.1.1")
        git(project, "tag", "v0.1.1")
        plant(project / CODING, "title: Finland trains Kenyan foresters", "title: Foresters trained")
        assert build_in(project) == 0
        release.write(project, planned(project))
        assert "date-released" not in (project / "CITATION.cff").read_text()
        log = (project / "CHANGELOG.md").read_text()
        assert changelog.parse(log).released == ("0.1.2", "0.1.1", "0.1.0")
        assert "## [0.1.2]\n" in log
        assert "## [0.1.1] - 2026-03-01\n" in log

    def test_the_next_release_begins_where_this_one_ended(self, project):
        mend_title(project)
        release.write(project, planned(project))
        commit(project, "Release 0.1.1")
        assert [(code, message) for code, _, message in refused(project)] == [("R002", "there is no tag `v0.1.1`")]
        git(project, "tag", "v0.1.1")
        assert [code for code, *_ in refused(project)] == ["R005"]

    def test_a_failure_leaves_everything_as_it_was(self, project, monkeypatch):
        mend_title(project)
        plan, before = planned(project), contents(project)

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(publish, "write_csv", full)
        with pytest.raises(InputError) as error:
            release.write(project, plan)
        assert error.value.problems[0].rule is outputs.UNWRITABLE
        assert contents(project) == before


class TestTombstones:
    def test_a_renamed_id_is_refused_with_the_row_to_add(self, project):
        rename_event(project)
        assert refused(project) == [
            (
                "R003",
                f"{TOMBSTONES}:1:1",
                f"`events` lacks `{TRAINING}`; `kenyan-foresters-trained` has all its other cells: "
                f"add the row `events,{TRAINING},kenyan-foresters-trained,<reason>,`",
            )
        ]

    def test_with_a_tombstone_it_is_released_and_the_tombstone_dated(self, project):
        rename_event(project)
        entomb(project, f'events,{TRAINING},kenyan-foresters-trained,"A better name, as asked for.",')
        found = planned(project)
        assert str(found.version) == "0.2.0"
        assert f"  - Removed: `{TRAINING}` (now `kenyan-foresters-trained`)." in found.entry
        release.write(project, found)
        assert (project / TOMBSTONES).read_text(encoding="utf-8").splitlines()[1:] == [
            f'events,{TRAINING},kenyan-foresters-trained,"A better name, as asked for.",0.2.0'
        ]
        assert build_in(project) == 0

    def test_every_lost_id_is_told_at_once_and_link_tables_have_none(self, project):
        (project / CODING).unlink()
        (project / "articles" / f"{VISIT}.md").unlink()
        assert build_in(project) == 0
        lost = {message.split("`")[1] for code, _, message in refused(project) if code == "R003"}
        assert {"articles", "events"} <= lost <= {"actors", "agreements", "articles", "events", "figures"}

    @pytest.mark.parametrize(
        ("row", "code", "message"),
        [
            (f"events,{TRAINING},,Withdrawn.,", "B007", f"`events` has `{TRAINING}`"),
            ("events,gone,nowhere,Merged.,", "B008", "`replaced_by`: `events` has no `nowhere`"),
            ("events,gone,gone,Merged.,", "B008", "`replaced_by`: `gone` is itself replaced by `gone`"),
            ("event,gone,,Withdrawn.,", "B005", "`table`: no table `event` has ids to retire (did you mean `events`?)"),
            ("evidence,gone,,Withdrawn.,", "B005", "`table`: no table `evidence` has ids to retire"),
        ],
    )
    def test_a_tombstone_that_says_something_wrong(self, project, capsys, row, code, message):
        entomb(project, row)
        assert build_in(project, "--check") == 1
        told = capsys.readouterr().err
        assert f"error {code} " in told
        assert message in told
        ((found, place, _),) = refused(project)
        assert found == code
        assert place.startswith(f"{TOMBSTONES}:2:")

    def test_tombstones_that_replace_each_other(self, project):
        entomb(project, "events,a,b,Merged.,", "events,b,a,Merged.,")
        assert [found[:2] for found in refused(project)] == [
            ("B008", f"{TOMBSTONES}:2:10"),
            ("B008", f"{TOMBSTONES}:3:10"),
        ]

    def test_tombstones_may_lead_on_to_others_and_to_several(self, project):
        entomb(project, f"events,a,b|{TRAINING},Split.,", f"events,b,{TRAINING},Merged.,", "events,c,,Withdrawn.,0.1.0")
        assert build_in(project) == 0

    def test_they_do_not_speak_of_articles_elsewhere(self, project):
        entomb(project, f"events,{TRAINING},,Withdrawn.,")
        shutil.copytree(project / "articles", project / "mine" / "articles")
        shutil.copytree(project / "codings", project / "mine" / "codings")
        assert build_in(project, "--articles", "mine/articles", "--codings", "mine/codings", "--check") == 0


class TestRefused:
    def test_a_tree_with_problems_and_more_besides(self, project):
        plant(project / CODING, "type: signing", "type: singing")
        plant(project / "README.md", "Version 0.1.0.", "Version 0.3.0.")
        git(project, "tag", "-d", "v0.1.0")
        found = refused(project)
        assert {code for code, *_ in found} >= {"R001", "R002"}
        assert any(place.startswith(CODING) for _, place, _ in found)

    def test_outputs_that_are_out_of_step(self, project):
        plant(project / CODING, "title: Training of Kenyan foresters", "title: Foresters trained")
        (project / "schemas" / "events.json").unlink()
        (project / "datasets" / "old.csv").write_text("x\n")
        found = {(code, place.split(":")[0]) for code, place, _ in refused(project)}
        assert found == {
            ("P004", "datasets/events.csv"),
            ("P004", "datasets/evidence.csv"),
            ("P006", "schemas/events.json"),
            ("P007", "datasets/old.csv"),
        }

    @pytest.mark.parametrize(
        ("name", "old", "new", "code", "message"),
        [
            ("CITATION.cff", "version: 0.1.0", "version: 0.2.0", "R001", "`0.2.0`, but pyproject.toml declares 0.1.0"),
            ("CITATION.cff", "version: 0.1.0\n", "", "R001", "it stands there 0 times"),
            ("README.md", "> Version 0.1.0.", "> Version 0.1.0.\n> Version 0.1.0.", "R001", "it stands there 2 times"),
            ("pyproject.toml", '"0.1.0"', '"0.1.0rc1"', "R001", "`version` is no MAJOR.MINOR.PATCH: '0.1.0rc1'"),
            ("pyproject.toml", '"comity"', '"other"', "R001", "the project is not `comity`, and only its own edition"),
            ("pyproject.toml", "[project]", "[project", "R001", "Expected ']'"),
            ("CHANGELOG.md", "## [0.1.0]", "## [0.0.9]", "R002", "CHANGELOG.md has 0.0.9 as the last release"),
        ],
    )
    def test_a_version_that_does_not_stand_where_it_has_to(self, project, name, old, new, code, message):
        plant(project / name, old, new)
        assert any(one == code and place.startswith(("CHANGELOG.md", name)) and said.startswith(message) for one, place, said in refused(project))  # fmt: skip

    def test_a_file_that_is_missing(self, project):
        (project / "CITATION.cff").unlink()
        assert refused(project)[0][:2] == ("R001", "CITATION.cff:1:1")

    def test_a_shallow_clone_without_tags(self, project, tmp_path):
        mend_title(project)
        commit(project, "A corrected title")
        git(tmp_path, "clone", "-q", "--depth", "1", "--no-tags", f"file://{project}", "clone")
        assert [(code, message) for code, _, message in refused(tmp_path / "clone")] == [
            ("R002", "there is no tag `v0.1.0`; the clone is shallow and may lack tags")
        ]

    def test_a_folder_that_is_no_repository(self, project, monkeypatch):
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", "/")
        shutil.rmtree(project / ".git")
        assert [code for code, *_ in refused(project)] == ["D002"]

    def test_a_tag_of_another_package(self, project):
        mend_title(project)
        release.write(project, planned(project))
        git(project, "tag", "v0.1.1")
        assert refused(project)[0][2] == "the package at the tag `v0.1.1` has the version '0.1.0'"


class TestSince:
    def test_the_last_release_may_be_named(self, project, after_first):
        git(project, "tag", "-d", "v0.1.0")
        mend_title(project)
        for base in ("HEAD", str(after_first)):
            assert str(planned(project, since=base).version) == "0.1.1"

    def test_a_name_that_is_none(self, project):
        assert [code for code, *_ in refused(project, since="--all")] == ["D001"]

    def test_a_package_of_an_older_schema(self, project):
        """A table and a column fewer, and one column that is gone since."""
        plant(project / "datasets" / "articles.csv", ",coding\n", ",coding,seen\n")
        text = (project / "datasets" / "articles.csv").read_text(encoding="utf-8")
        (project / "datasets" / "articles.csv").write_text(text.replace(",reviewed\n", ",reviewed,yes\n"))
        plant(project / "schemas" / "articles.json", '"missingValues"', '"x": 1, "missingValues"')
        schema = (project / "schemas" / "articles.json").read_text(encoding="utf-8")
        head, _, tail = schema.rpartition('}\n  ],\n  "primaryKey"')
        added = '},\n    {"name": "seen", "type": "string"}\n  ],\n  "primaryKey"'
        (project / "schemas" / "articles.json").write_text(head + added + tail, encoding="utf-8")
        commit(project, "An older schema")
        assert build_in(project) == 0
        found = planned(project, since="HEAD")
        assert str(found.version) == "0.2.0"
        assert "- `articles`: no row changed.\n  - Columns removed: `seen`." in found.entry


class TestCommand:
    def test_dry_run_shows_the_entry_and_writes_nothing(self, project, capsys):
        mend_title(project)
        capsys.readouterr()
        before = traces(project)
        assert cli.main(["release", "--dry-run", "--date", "2026-03-01"]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith("release 0.1.1: a patch change of the tables after 0.1.0\n\n## [0.1.1] - 2026-03-01\n")
        assert shown.endswith("\nnothing is written\n")
        assert traces(project) == before

    def test_it_tells_what_it_wrote_and_what_to_do(self, project, capsys):
        mend_title(project)
        capsys.readouterr()
        assert cli.main(["release", "0.2.0"]) == 0
        shown = capsys.readouterr().out.splitlines()
        assert shown[1:-1] == [
            f"wrote {name}"
            for name in ("CHANGELOG.md", "CITATION.cff", "README.md", "pyproject.toml", "datapackage.json")
        ]
        assert shown[-1] == "commit these, then tag the commit: git tag v0.2.0"

    def test_refused_it_is_1(self, project, capsys):
        before = traces(project)
        assert cli.main(["release"]) == 1
        assert "error R005  Nothing to release" in capsys.readouterr().err
        assert traces(project) == before

    @pytest.mark.parametrize("arguments", [["v1.0.0"], ["1.0"], ["--date", "today"], ["--date", "20260301"]])
    def test_a_wrong_command_line_is_2(self, project, arguments):
        with pytest.raises(SystemExit) as end:
            cli.main(["release", *arguments])
        assert end.value.code == 2


def test_the_projects_own_files_can_be_released():
    """The version stands once wherever a release writes it, and every entry of the changelog is understood."""
    problems: list[release.Problem] = []
    declared = release._declared(release._read(PROJECT, problems), problems)
    assert problems == []
    log = changelog.parse((PROJECT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert not log.released or log.released[0] == str(declared)

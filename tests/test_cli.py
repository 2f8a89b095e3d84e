"""The commands: exit codes, what goes where, and no traceback for what people can mend."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from packagebuilder import repository
from project import (
    BARE,
    CODEBOOK,
    CORPUS,
    MEMORANDUM,
    PROJECT,
    VISIT,
    contents,
    copy_valid,
    inputs,
    one_coder,
    plant,
    published,
    run_python,
    traces,
)

from comity import cli, report
from comity.diagnostics import has_errors

SIGNING = "forest-monitoring-memorandum-signed"
HEAVY = {"numpy", "pandas", "pandera", "pyarrow", "pydantic", "rich", "yaml", "ahocorasick_rs"}


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    with one_coder():
        yield


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that may be changed; commands run in it."""
    root = copy_valid(tmp_path / "project")
    monkeypatch.chdir(root)
    return root


def refused(*arguments: str) -> int:
    """The exit code of a command line that is not understood."""
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)
    return int(str(end.value.code))


class TestStart:
    def test_help_names_every_command(self, capsys):
        assert refused("--help") == 0
        shown = capsys.readouterr().out
        assert all(
            command in shown for command in ("build", "check", "draft", "evaluate", "explain", "diff", "release")
        )

    @pytest.mark.parametrize("command", ["build", "check", "draft", "evaluate", "explain", "diff", "release"])
    def test_every_command_has_help(self, command, capsys):
        assert refused(command, "--help") == 0
        assert f"comity {command}" in capsys.readouterr().out

    @pytest.mark.parametrize(
        "arguments",
        [
            (),
            ("bild",),
            ("build", "--format", "xml"),
            ("build", "--jobs", "0"),
            ("build", "--jobs", "many"),
            ("draft",),
            ("explain", "events"),
        ],
        ids=" ".join,
    )
    def test_a_wrong_command_line_is_2(self, arguments, capsys):
        assert refused(*arguments) == 2
        assert "usage: comity" in capsys.readouterr().err

    def test_nothing_heavy_is_imported_before_a_command_needs_it(self, tmp_path):
        code = "import sys, comity.cli\ntry: comity.cli.main(['--help'])\nexcept SystemExit: pass\n"
        code += "print(*sorted(name for name in sys.modules), file=sys.stderr)"
        done = run_python("-c", code, cwd=tmp_path)
        assert done.stdout.startswith(b"usage: comity")
        assert not HEAVY & set(done.stderr.decode().split())

    def test_drafting_needs_no_pandas(self, project):
        code = f"import sys, comity.cli\ncomity.cli.main(['draft', 'articles/{VISIT}.md', '--out', '-'])\n"
        code += "print(*sorted(name for name in sys.modules), file=sys.stderr)"
        done = run_python("-c", code, cwd=project)
        assert done.stdout.startswith(b"# yaml-language-server")
        assert not {"pandas", "pandera", "pyarrow"} & set(done.stderr.decode().split())

    def test_the_installed_command_is_main(self):
        (command,) = entry_points(group="console_scripts", name="comity")
        assert command.value == "comity.cli:main"

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [(["--check"], 0), (["--check", "--articles", "nowhere"], 1), (["--articles", "articles"], 2)],
        ids=["0", "1", "2"],
    )
    def test_build_data_py_builds_where_it_lies_and_ends_with_the_exit_code(self, project, tmp_path, arguments, code):
        script = shutil.copy(PROJECT / "build_data.py", project)
        done = run_python(script, *arguments, cwd=tmp_path)
        assert done.returncode == code, done.stderr
        assert b"Traceback" not in done.stderr


class TestBuildAndCheck:
    def test_build_publishes_in_the_working_folder_what_build_data_py_does(self, project, package):
        assert cli.main(["build"]) == 0
        assert published(project) == published(package)

    def test_check_writes_nothing(self, project, capsys):
        before = traces(project)
        assert cli.main(["check"]) == 0
        assert traces(project) == before
        assert "checked" in capsys.readouterr().out

    def test_own_articles_need_out(self, project, capsys):
        assert refused("build", "--articles", "articles") == 2
        shown = capsys.readouterr().err
        assert "usage: comity build" in shown
        assert "--articles needs --out" in shown

    def test_the_projects_own_codebook_is_used_where_it_has_one(self, project, capsys):
        shutil.copytree(CODEBOOK, project / "codebook")
        plant(project / "codebook/sectors.csv", "\nforestry,Forestry,", "\nforestry,,")
        assert cli.main(["check"]) == 1
        assert "B003" in capsys.readouterr().err
        assert cli.main(["check", "--codebook", str(CODEBOOK)]) == 0

    def test_problems_are_for_people_on_standard_error(self, project, capsys):
        plant(project / f"codings/{VISIT}.yaml", "type: visit", "type: vist")
        assert cli.main(["check"]) == 1
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.startswith(f"codings/{VISIT}.yaml\n")
        assert "error C011" in shown.err
        assert "\x1b" not in shown.err

    @pytest.mark.parametrize("form", ["github", "json"])
    def test_and_for_machines_on_standard_output(self, project, form, capsys):
        plant(project / f"codings/{VISIT}.yaml", "type: visit", "type: vist")
        assert cli.main(["check", "--format", form]) == 1
        shown = capsys.readouterr()
        assert shown.err == ""
        if form == "json":
            assert json.loads(shown.out)["problems"][0]["code"] == "C011"
        else:
            assert shown.out.startswith(f"::error file=codings/{VISIT}.yaml,line=")

    @pytest.mark.parametrize(
        ("form", "said"),
        [
            ("github", "no problems\n"),
            ("json", '{\n  "version": 1,\n  "errors": 0,\n  "warnings": 0,\n  "problems": []\n}\n'),
        ],
    )
    def test_machines_are_told_that_all_is_well_too(self, project, form, said, capsys):
        assert cli.main(["check", "--format", form]) == 0
        assert capsys.readouterr().out == said

    def test_colours_are_for_terminals(self, project, monkeypatch, capsys):
        plant(project / f"codings/{VISIT}.yaml", "type: visit", "type: vist")
        monkeypatch.setattr(report, "wants_colour", lambda stream: stream is sys.stderr)
        cli.main(["check"])
        assert "\x1b[31merror C011" in capsys.readouterr().err


class TestDraft:
    def test_it_is_written_where_a_coding_belongs(self, project, capsys):
        (project / f"codings/{VISIT}.yaml").unlink()
        assert cli.main(["draft", f"articles/{VISIT}.md"]) == 0
        assert capsys.readouterr().out == f"wrote codings/{VISIT}.yaml: review each record against its sentence\n"
        read = inputs(project)
        assert not has_errors(read.problems)
        (drafted,) = [coded for coded in read.reviewed if coded.article.id == VISIT]
        assert drafted.coding.events
        assert b"\r" not in (project / f"codings/{VISIT}.yaml").read_bytes()

    def test_a_coding_that_is_there_is_not_overwritten(self, project, capsys):
        before = traces(project)
        assert cli.main(["draft", f"articles/{VISIT}.md"]) == 1
        assert traces(project) == before
        assert "--force replaces it" in capsys.readouterr().err

    def test_unless_it_is_forced(self, project):
        before = contents(project)
        assert cli.main(["draft", f"articles/{VISIT}.md", "--force"]) == 0
        after = contents(project)
        assert {path for path in after if after[path] != before[path]} == {f"codings/{VISIT}.yaml"}

    def test_it_may_go_to_standard_output_or_another_file(self, project, capsys):
        before = contents(project)
        assert cli.main(["draft", f"articles/{VISIT}.md", "--out", "-"]) == 0
        shown = capsys.readouterr().out
        assert contents(project) == before
        assert cli.main(["draft", f"articles/{VISIT}.md", "--out", "drafts/new.yaml"]) == 0
        assert (project / "drafts/new.yaml").read_text(encoding="utf-8") == shown
        assert cli.main(["draft", f"articles/{VISIT}.md", "--out", "drafts/new.yaml"]) == 1

    def test_of_a_bare_text_the_name_gives_the_id(self, project):
        (project / "articles/Visit to Chile.txt").write_text(BARE, encoding="utf-8")
        assert cli.main(["draft", "articles/Visit to Chile.txt"]) == 0
        text = (project / "codings/visit-to-chile.yaml").read_text(encoding="utf-8")
        assert "\narticle: visit-to-chile\n" in text
        assert "type: visit\n" in text
        assert not has_errors(inputs(project).problems)

    def test_the_article_may_lie_anywhere(self, project, tmp_path):
        file = tmp_path / "elsewhere.txt"
        file.write_text(BARE, encoding="utf-8")
        assert cli.main(["draft", str(file)]) == 0
        assert (project / "codings/elsewhere.yaml").is_file()

    @pytest.mark.parametrize(("name", "code"), [("gone.md", "A001"), ("articles", "A001"), ("bad.md", "A003")])
    def test_an_article_that_cannot_be_read(self, project, name, code, capsys):
        (project / "bad.md").write_text("no front matter", encoding="utf-8")
        before = contents(project)
        assert cli.main(["draft", name]) == 1
        assert f"error {code}" in capsys.readouterr().err
        assert contents(project) == before

    def test_a_broken_dictionary_is_told(self, project, capsys):
        shutil.copytree(CODEBOOK, project / "codebook")
        plant(project / "codebook/titles.csv", "\nminister,", "\nminister,,,,")
        before = contents(project)
        assert cli.main(["draft", f"articles/{VISIT}.md", "--force"]) == 1
        assert "error B003" in capsys.readouterr().err
        assert contents(project) == before

    def test_a_place_that_cannot_be_written(self, project, capsys):
        assert cli.main(["draft", f"articles/{VISIT}.md", "--force", "--out", "articles"]) == 1
        shown = capsys.readouterr().err
        assert shown.startswith("error: ")
        assert "articles" in shown


class TestEvaluate:
    def test_the_projects_own_codings(self, project, capsys):
        assert cli.main(["evaluate"]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith("2 articles\nmeasure")
        assert VISIT not in shown

    def test_one_half_of_a_corpus(self, tmp_path, capsys, monkeypatch):
        monkeypatch.chdir(tmp_path)
        chosen = sorted(file.stem for file in (CORPUS / "codings").glob("*.yaml"))[:3]
        for folder, suffix in (("articles", "md"), ("codings", "yaml")):
            (tmp_path / folder).mkdir()
            for name in chosen:
                shutil.copy(CORPUS / folder / f"{name}.{suffix}", tmp_path / folder)
        (tmp_path / "split.csv").write_text(
            f"article,half\n{chosen[0]},dev\n{chosen[1]},heldout\n{chosen[2]},dev\n", encoding="utf-8"
        )
        assert cli.main(["evaluate", "--only", "split.csv"]) == 0
        assert capsys.readouterr().out.startswith("3 articles\n")
        assert cli.main(["evaluate", "--only", "split.csv", "--half", "dev", "--misses"]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith("2 articles\n")
        assert chosen[1] not in shown

    def test_half_needs_only(self, project, capsys):
        assert refused("evaluate", "--half", "dev") == 2
        assert "--half needs --only" in capsys.readouterr().err

    def test_other_folders_and_another_wording(self, project, tmp_path, monkeypatch, capsys):
        monkeypatch.chdir(tmp_path)
        plant(project / f"articles/{VISIT}.md", "Kenya asked Finland to open", "Nairobi wants Finland to open")
        assert cli.main(["evaluate", "--articles", "project/articles", "--codings", "project/codings"]) == 0
        assert capsys.readouterr().out.startswith("2 articles, 1 in another wording than was reviewed\n")

    def test_mistakes_of_the_codings_are_no_misses_of_the_coder(self, project, capsys):
        plant(project / f"codings/{VISIT}.yaml", "type: visit", "type: vist")
        assert cli.main(["evaluate"]) == 1
        shown = capsys.readouterr()
        assert shown.out == ""
        assert "error C011" in shown.err

    def test_a_coding_without_its_article(self, project, capsys):
        (project / f"articles/{MEMORANDUM}.md").unlink()
        assert cli.main(["evaluate"]) == 1
        assert "error C005" in capsys.readouterr().err

    def test_nothing_to_evaluate(self, project, capsys):
        for file in (project / "codings").iterdir():
            file.unlink()
        assert cli.main(["evaluate"]) == 1
        assert "error E003" in capsys.readouterr().err


class TestExplain:
    def test_the_sentences_behind_a_record(self, package, monkeypatch, capsys):
        monkeypatch.chdir(package)
        assert cli.main(["explain", "events", SIGNING]) == 0
        whole = capsys.readouterr().out
        assert whole.startswith(f"events {SIGNING}\n\nevent_type = signing\n")
        assert cli.main(["explain", "events", SIGNING, "date"]) == 0
        one = capsys.readouterr().out
        assert "signing" not in one.removeprefix(f"events {SIGNING}")
        assert one.partition("\n\n")[2].partition("\n\n")[0] in whole

    def test_of_a_package_elsewhere(self, package, tmp_path, monkeypatch, capsys):
        monkeypatch.chdir(tmp_path)
        assert cli.main(["explain", "events", SIGNING, "--package", str(package)]) == 0
        assert capsys.readouterr().out.startswith(f"events {SIGNING}\n")

    def test_what_is_not_there(self, package, tmp_path, monkeypatch, capsys):
        monkeypatch.chdir(package)
        assert cli.main(["explain", "event", SIGNING]) == 1
        assert "did you mean `events`?" in capsys.readouterr().err
        monkeypatch.chdir(tmp_path)
        assert cli.main(["explain", "events", SIGNING]) == 1
        shown = capsys.readouterr()
        assert "error E002" in shown.err
        assert shown.out == ""

    def test_a_reader_who_has_seen_enough_is_no_error_to_speak_of(self, package):
        command = [sys.executable, "-m", "comity.cli", "explain", "events", SIGNING]
        process = subprocess.Popen(command, cwd=package, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        with process.stderr as errors:
            assert errors.read() == b""
        process.wait()

    def test_names_are_printed_in_utf8_whatever_the_locale(self, package):
        surroundings = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        arguments = ("-m", "comity.cli", "explain", "events", "koykka-niemi-visits-kenya", "title")
        done = run_python(*arguments, cwd=package, surroundings=surroundings)
        assert "Aino Köykkä-Niemi" in done.stdout.decode("utf-8")


def test_an_error_of_the_system_is_told_in_one_line(project, monkeypatch, capsys):
    def fail(*_: object) -> int:
        raise PermissionError(13, "Permission denied", "art\x1b[2Jicles")

    monkeypatch.setattr(cli, "_layout", fail)
    assert cli.main(["check"]) == 1
    assert capsys.readouterr().err == "error: [Errno 13] Permission denied: 'art\\x1b[2Jicles'\n"


def test_other_errors_are_not_hidden(project, monkeypatch):
    def fail(*_: object) -> int:
        raise RuntimeError("a mistake of comity")

    monkeypatch.setattr(cli, "_layout", fail)
    with pytest.raises(RuntimeError, match="a mistake of comity"):
        cli.main(["check"])


def test_no_environment_variable_is_needed(package, tmp_path):
    keep = {"PATH", "SYSTEMROOT", "PYTHONPATH"}
    command = [sys.executable, "-m", "comity.cli", "explain", "events", SIGNING, "date", "--package", str(package)]
    environment = {name: value for name, value in os.environ.items() if name in keep}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


class TestDiff:
    """What is found is tested in test_diff.py, what is read in test_packages.py, how it is shown in test_diffreport.py."""

    @pytest.fixture
    def changed(self, package, tmp_path, monkeypatch) -> Path:
        """A copy of the package, committed, with one corrected cell; commands run in it."""
        root = tmp_path / "changed"
        shutil.copytree(package, root)
        repository(root)
        plant(root / "datasets" / "events.csv", "Training of Kenyan foresters", "Finland trains Kenyan foresters")
        monkeypatch.chdir(root)
        return root

    def test_the_default_is_the_last_commit_on_the_default_branch(self, changed, capsys):
        assert cli.main(["diff"]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith("HEAD (")
        assert shown.endswith("      title: Training of Kenyan foresters -> Finland trains Kenyan foresters\n")

    def test_another_folder_on_either_side(self, changed, package, tmp_path, monkeypatch, capsys):
        monkeypatch.chdir(tmp_path)
        assert cli.main(["diff", str(package), "--package", "changed", "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["tables"][0]["counts"] == {"added": 0, "removed": 0, "changed": 1}

    @pytest.mark.parametrize(("least", "code"), [("patch", 1), ("minor", 0), ("major", 0)])
    def test_a_change_of_some_weight_may_fail(self, changed, least, code, capsys):
        assert cli.main(["diff", "HEAD", "--format", "markdown", "--fail-on", least]) == code
        told = capsys.readouterr()
        assert told.out.startswith("## The tables: a patch change\n")
        assert told.err == ("comity diff: the change asks for a patch version\n" if code else "")

    def test_what_cannot_be_compared_is_1_and_names_the_way_out(self, changed, capsys):
        assert cli.main(["diff", "nowhere"]) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert "error D001  No such git revision: `nowhere`: the repository does not know it\n" in told.err
        assert "help: Name a revision that `git log` shows" in told.err

    @pytest.mark.parametrize(
        "arguments", [("--limit", "0"), ("--format", "html"), ("--fail-on", "none"), ("--exec=x",)]
    )
    def test_a_wrong_command_line_is_2(self, arguments, capsys):
        assert refused("diff", *arguments) == 2

    def test_comparing_needs_no_pandas(self, changed):
        code = "import sys, comity.cli\ncomity.cli.main(['diff'])\n"
        code += "print(*sorted(name for name in sys.modules), file=sys.stderr)"
        done = run_python("-c", code, cwd=changed)
        assert done.stdout.startswith(b"HEAD (")
        assert not HEAVY & set(done.stderr.decode().split())

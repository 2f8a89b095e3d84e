"""Packages read from folders and git revisions: what is read, and what is refused with a code and a place."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from packagebuilder import Made, commit, git, repository, write_package

from comity import gitfiles, outputs, packages
from comity.diagnostics import InputError
from comity.packages import EMPTY, of_base, of_folder

BRIDGES = Made(["id", "name"], ["id"], [["aare", "Aare Bridge"], ["niger", None]])


@pytest.fixture(autouse=True)
def _own_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration of the machine's user, and no repository above the temporary folder."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", "/")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_package(tmp_path / "package", {"bridges": BRIDGES})


def problems_of(read, *arguments) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as error:
        read(*arguments)
    return [(problem.rule.code, problem.place.path, problem.message) for problem in error.value.problems]


class TestFolder:
    def test_tables_with_their_keys_and_nulls(self, folder):
        found = of_folder(folder)
        assert (found.name, found.version, found.source) == ("ties", "1.0.0", folder.as_posix())
        assert found.tables["bridges"].rows == (("aare", "Aare Bridge"), ("niger", None))
        assert found.tables["bridges"].key == ("id",)

    def test_another_mark_for_nulls_leaves_the_empty_text(self, tmp_path):
        rows = [["aare", ""], ["niger", None]]
        write_package(tmp_path, {"bridges": Made(["id", "name"], ["id"], rows, null="NA")})
        assert of_folder(tmp_path).tables["bridges"].rows == (("aare", ""), ("niger", None))

    def test_marks_for_nulls_may_be_objects(self, tmp_path):
        more = {"missingValues": [{"value": "NA", "label": "unknown"}]}
        write_package(tmp_path, {"bridges": Made(["id", "name"], ["id"], [["aare", None]], more, null="NA")})
        assert of_folder(tmp_path).tables["bridges"].rows == (("aare", None),)

    def test_a_unique_key_serves_where_there_is_no_primary_one(self, tmp_path):
        more = {"primaryKey": [], "uniqueKeys": [["name", "id"]]}
        write_package(tmp_path, {"bridges": Made(["id", "name"], [], BRIDGES.rows, more)})
        assert of_folder(tmp_path).tables["bridges"].key == ("name", "id")

    def test_a_schema_may_stand_in_the_descriptor_and_other_files_have_none(self, folder):
        document = json.loads((folder / "datapackage.json").read_text())
        document["resources"][0]["schema"] = json.loads((folder / "schemas" / "bridges.json").read_text())
        document["resources"].append({"name": "bridges-parquet", "path": "datasets/bridges.parquet"})
        (folder / "datapackage.json").write_text(json.dumps(document))
        found = of_folder(folder)
        assert (list(found.tables), found.others) == (["bridges"], ("bridges-parquet",))

    def test_cells_of_several_lines_and_with_quotes(self, tmp_path):
        rows = [["aare", 'the "old"\none, in Bern'], ["niger", "\u202e\x1b[31m"]]
        write_package(tmp_path, {"bridges": Made(["id", "name"], ["id"], rows)})
        assert of_folder(tmp_path).tables["bridges"].rows == tuple(map(tuple, rows))

    def test_very_long_cells(self, tmp_path):
        rows = [["aare", "x" * 300_000]]
        write_package(tmp_path, {"bridges": Made(["id", "name"], ["id"], rows)})
        assert of_folder(tmp_path).tables["bridges"].rows == (("aare", "x" * 300_000),)

    def test_without_a_descriptor(self, tmp_path):
        assert problems_of(of_folder, tmp_path)[0][:2] == ("D003", f"{tmp_path}/datapackage.json")

    def test_while_a_publication_is_unfinished(self, folder):
        (folder / outputs.STAGING).mkdir()
        (folder / outputs.STAGING / "journal.json").write_text("{}")
        assert problems_of(of_folder, folder)[0][0] == "P003"

    @pytest.mark.parametrize(
        "path",
        [
            "/etc/passwd",
            "../bridges.csv",
            "datasets/../../x",
            "C:\\x",
            "https://example.org/x.csv",
            "a\nb",
            "",
            3,
            None,
        ],
    )
    def test_no_path_leaves_the_package(self, folder, path):
        document = json.loads((folder / "datapackage.json").read_text())
        document["resources"][0]["path"] = path
        (folder / "datapackage.json").write_text(json.dumps(document))
        ((code, _, message),) = problems_of(of_folder, folder)
        assert code == "D004"
        assert message.startswith("`bridges`: `path` is no path within the package")

    def test_no_link_leaves_the_package(self, folder, tmp_path):
        (tmp_path / "secret.csv").write_text("id,name\nx,y\n")
        (folder / "datasets" / "bridges.csv").unlink()
        (folder / "datasets" / "bridges.csv").symlink_to(tmp_path / "secret.csv")
        ((code, _, message),) = problems_of(of_folder, folder)
        assert (code, message) == ("D004", "a link leads out of the package")

    @pytest.mark.parametrize(
        ("file", "content", "message"),
        [
            ("datapackage.json", b"{", "it is not JSON"),
            ("datapackage.json", b"[]", "it is no JSON object"),
            ("datapackage.json", b"[" * 100_000, "it is not JSON"),
            ("schemas/bridges.json", b"{}", "the Table Schema has no list of named fields"),
            ("schemas/bridges.json", b'{"fields": [{}]}', "the Table Schema has no list of named fields"),
            ("schemas/bridges.json", None, "`bridges` has no Table Schema"),
            ("datasets/bridges.csv", None, "there is no such file"),
            ("datasets/bridges.csv", b"", "the header is not id,name"),
            ("datasets/bridges.csv", b"id,title\n", "the header is not id,name"),
            ("datasets/bridges.csv", b"id,name\na,b\na\n", "row 2 has 1 cells, the header 2"),
            ("datasets/bridges.csv", b"id,name\na,b\na,c\n", "two rows have the key a"),
            ("datasets/bridges.csv", b'id,name\na,"b', "line 2: unexpected end of data"),
            ("datasets/bridges.csv", b"id,name\na,\xff\n", "'utf-8' codec can't decode"),
        ],
    )
    def test_what_cannot_be_read(self, folder, file, content, message):
        if content is None:
            (folder / file).unlink()
        else:
            (folder / file).write_bytes(content)
        ((code, path, said),) = problems_of(of_folder, folder)
        assert (code, path) == ("D004", f"{folder}/{file}")
        assert said.startswith(message)

    def test_a_key_that_is_no_column(self, tmp_path):
        write_package(tmp_path, {"bridges": Made(["id", "name"], ["code"], [])})
        assert problems_of(of_folder, tmp_path)[0][2] == "the key code is not among the columns"

    def test_a_file_that_is_too_large(self, folder, monkeypatch):
        monkeypatch.setattr(packages, "MOST_BYTES", 10)
        assert problems_of(of_folder, folder)[0][2] == "32 bytes, at most 10 are read"

    def test_everything_wrong_is_told_at_once(self, tmp_path):
        write_package(tmp_path, {"a": BRIDGES, "b": BRIDGES, "c": BRIDGES})
        (tmp_path / "datasets" / "a.csv").unlink()
        (tmp_path / "schemas" / "c.json").write_text("{}")
        assert [path for _, path, _ in problems_of(of_folder, tmp_path)] == [
            f"{tmp_path}/schemas/c.json",
            f"{tmp_path}/datasets/a.csv",
        ]


class TestRevision:
    @pytest.fixture
    def root(self, folder: Path) -> Path:
        return repository(folder)

    def test_what_was_committed_is_read_whatever_lies_in_the_folder(self, root):
        was = of_folder(root)
        (root / "datasets" / "bridges.csv").write_text("id,name\n")
        found = of_base(root, "HEAD")
        assert found.tables == was.tables
        assert found.source == f"HEAD ({git(root, 'rev-parse', 'HEAD')[:12]})"

    @pytest.mark.parametrize("base", ["main", "HEAD~1", "v1", "refs/tags/v1", "main~0", "HEAD^{/first}"])
    def test_names_that_git_knows(self, root, base):
        git(root, "tag", "v1")
        commit(root, "second")
        assert list(of_base(root, base).tables) == ["bridges"]

    @pytest.mark.parametrize(
        "base", ["nowhere", "--help", "-", "", "HEAD~9", "a\nb", "0" * 40, "main:datapackage.json"]
    )
    def test_names_that_git_does_not_know(self, root, base):
        ((code, _, message),) = problems_of(of_base, root, base)
        assert code == "D001"
        assert message.startswith(f"`{base}`: ")

    def test_a_name_is_no_option(self, root, tmp_path):
        target = tmp_path / "written"
        assert problems_of(of_base, root, f"--output={target}")[0][0] == "D001"
        assert not target.exists()

    def test_a_package_in_a_folder_of_the_repository(self, tmp_path):
        write_package(tmp_path / "my tables" / "é", {"bridges": BRIDGES})
        repository(tmp_path)
        assert list(of_base(tmp_path / "my tables" / "é", "HEAD").tables) == ["bridges"]

    def test_a_revision_without_a_package(self, root):
        (root / "datapackage.json").unlink()
        commit(root, "gone")
        ((code, path, message),) = problems_of(of_base, root, "HEAD")
        assert (code, path) == ("D003", "HEAD:datapackage.json")
        assert "has no datapackage.json" in message

    def test_a_file_that_was_not_committed(self, root):
        git(root, "rm", "-q", "--cached", "datasets/bridges.csv")
        git(root, "commit", "-q", "-m", "without its table")
        assert problems_of(of_base, root, "HEAD") == [("D004", "HEAD:datasets/bridges.csv", "there is no such file")]

    def test_a_folder_or_a_link_in_the_place_of_a_file(self, root):
        (root / "datasets" / "bridges.csv").unlink()
        (root / "datasets" / "bridges.csv").mkdir()
        (root / "datasets" / "bridges.csv" / "x").write_text("x")
        commit(root, "a folder")
        assert problems_of(of_base, root, "HEAD")[0][2] == "there is no such file"

    def test_a_file_that_is_too_large(self, root, monkeypatch):
        monkeypatch.setattr(packages, "MOST_BYTES", 10)
        assert problems_of(of_base, root, "HEAD")[0] == (
            "D004",
            "HEAD:datasets/bridges.csv",
            "32 bytes, at most 10 are read",
        )

    def test_no_filter_and_no_text_conversion_runs(self, root, tmp_path):
        ran = tmp_path / "ran"
        (root / ".gitattributes").write_text("*.csv diff=trap filter=trap\n")
        commit(root, "attributes")
        git(root, "config", "diff.trap.textconv", f"touch {ran}; cat")
        git(root, "config", "filter.trap.smudge", f"touch {ran}; cat")
        assert list(of_base(root, "HEAD").tables) == ["bridges"]
        assert not ran.exists()

    def test_nothing_of_the_repository_is_written(self, root):
        before = {file: file.stat().st_mtime_ns for file in sorted(root.rglob("*"))}
        of_base(root, None)
        assert {file: file.stat().st_mtime_ns for file in sorted(root.rglob("*"))} == before

    def test_a_folder_that_is_no_repository(self, folder):
        ((code, path, message),) = problems_of(of_base, folder, "HEAD")
        assert (code, path) == ("D002", str(folder))
        assert "not a git repository" in message

    def test_a_machine_without_git(self, root, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        ((code, _, message),) = problems_of(of_base, root, "HEAD")
        assert (code, message) == ("D002", "git: No such file or directory")

    def test_a_repository_without_a_commit(self, folder):
        git(folder, "init", "-q")
        assert problems_of(of_base, folder, None)[0][0] == "D001"

    def test_a_shallow_clone_says_that_it_is_one(self, root, tmp_path):
        git(root, "tag", "v1")
        commit(root, "second")
        git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
        ((code, _, message),) = problems_of(of_base, tmp_path / "shallow", "v1")
        assert code == "D001"
        assert message.endswith("the clone is shallow and lacks older commits")
        assert gitfiles.is_shallow(tmp_path / "shallow")
        assert not gitfiles.is_shallow(root)


class TestBase:
    """What a package is compared with where nothing, or a name with `...`, is given."""

    @pytest.fixture
    def root(self, folder: Path) -> Path:
        """A branch `topic` with one commit, after which `main` went on."""
        root = repository(folder)
        git(root, "tag", "start")
        git(root, "checkout", "-q", "-b", "topic")
        commit(root, "on the branch")
        git(root, "checkout", "-q", "main")
        commit(root, "on main")
        git(root, "checkout", "-q", "topic")
        return root

    def test_where_the_branch_left_the_default_branch(self, root):
        found = gitfiles.branching_point(root)
        assert (found.name, found.commit) == ("main...", git(root, "rev-parse", "start"))

    def test_of_a_remote_before_the_local_one(self, root, tmp_path):
        git(tmp_path, "clone", "-q", f"file://{root}", "clone")
        clone = tmp_path / "clone"
        git(clone, "branch", "-q", "main", "HEAD")
        assert gitfiles.branching_point(clone).name == "HEAD"  # origin/HEAD is the branch that was cloned
        git(clone, "remote", "set-head", "origin", "main")
        assert gitfiles.branching_point(clone).name == "origin/HEAD..."

    def test_on_the_default_branch_it_is_head(self, root):
        git(root, "checkout", "-q", "main")
        found = gitfiles.branching_point(root)
        assert (found.name, found.commit) == ("HEAD", git(root, "rev-parse", "main"))

    def test_where_no_default_branch_is_known_it_is_head(self, root):
        git(root, "branch", "-q", "-m", "main", "trunk")
        assert gitfiles.branching_point(root).name == "HEAD"

    def test_three_dots_ask_for_it(self, root):
        assert gitfiles.resolve(root, "main...").commit == git(root, "rev-parse", "start")
        assert gitfiles.resolve(root, "main").commit == git(root, "rev-parse", "main")

    def test_histories_without_a_common_commit(self, root):
        git(root, "checkout", "-q", "--orphan", "other")
        commit(root, "another start")
        ((code, _, message),) = problems_of(of_base, root, "main...")
        assert (code, message) == ("D001", "`main...`: it has no commit in common with HEAD")

    def test_a_folder_with_a_package_goes_before_a_branch(self, root, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        write_package(tmp_path / "topic", {"tunnels": BRIDGES})
        assert list(of_base(root, "topic").tables) == ["tunnels"]
        assert list(of_base(root, "refs/heads/topic").tables) == ["bridges"]


def test_nothing_is_a_package_too():
    assert (EMPTY.tables, EMPTY.version) == ({}, None)

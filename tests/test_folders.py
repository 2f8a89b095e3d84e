"""The files of a folder: no link leads out, no name misleads, no two names are one somewhere."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from comity import folders

ENDINGS = {".md", ".txt"}


def listed(folder: Path) -> tuple[list[str], list[tuple[str, str, str]]]:
    files, problems = folders.listing(folder, folder.parent, ENDINGS)
    return [file.name for file in files], [(p.rule.code, p.place.path, p.message) for p in problems]


def fill(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        try:
            (folder / name).write_text("text", encoding="utf-8")
        except OSError:
            pytest.skip("the file system has no such names")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "articles")


def link(at: Path, to: Path | str) -> None:
    try:
        at.symlink_to(to)
    except OSError:
        pytest.skip("no links can be made here")


def test_files_are_listed_by_name_without_hidden_ones_folders_and_others(folder):
    fill(folder, "b.md", "a.TXT", ".hidden.md", "c.csv", "ä.md")
    (folder / "d.md").mkdir()
    assert listed(folder) == (["a.TXT", "b.md", "ä.md"], [])


class TestLinks:
    def test_a_link_out_of_the_folder_is_refused(self, folder, tmp_path):
        (tmp_path / "secret.txt").write_text("secret")
        link(folder / "a.txt", "../secret.txt")
        link(folder / "b.txt", tmp_path / "secret.txt")
        assert listed(folder) == (
            [],
            [(("F001"), f"articles/{name}.txt", "a link that leads out of the folder") for name in "ab"],
        )

    def test_a_link_within_the_folder_is_followed(self, folder):
        fill(folder, "a.md")
        link(folder / "b.md", "a.md")
        assert listed(folder) == (["a.md", "b.md"], [])

    @pytest.mark.parametrize("to", ["gone.md", "a.md"], ids=["nowhere", "itself"])
    def test_a_link_that_leads_nowhere_is_refused(self, folder, to):
        link(folder / "a.md", to)
        assert listed(folder) == ([], [("F001", "articles/a.md", "a link that leads nowhere")])

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
    def test_a_pipe_is_refused_and_not_waited_for(self, folder):
        os.mkfifo(folder / "a.md")
        assert listed(folder) == ([], [("F001", "articles/a.md", "no plain file")])

    def test_a_device_behind_a_link_is_refused(self, folder):
        link(folder / "a.txt", os.devnull)
        assert [code for code, _, _ in listed(folder)[1]] == ["F001"]

    def test_the_folder_is_no_link_unless_that_is_allowed(self, folder, tmp_path):
        fill(folder, "a.md")
        link(tmp_path / "other", "articles")
        files, problems = folders.listing(tmp_path / "other", tmp_path, ENDINGS)
        assert files == []
        assert [(p.rule.code, str(p.place), p.message) for p in problems] == [
            ("F001", "other:1:1", "the folder is a link to 'articles'")
        ]
        assert len(folders.listing(tmp_path / "other", tmp_path, ENDINGS, may_be_link=True)[0]) == 1


class TestNames:
    @pytest.mark.parametrize(
        ("name", "code", "message"),
        [
            ("a\u202eb.md", "F002", "U+202E is not allowed"),
            ("a\u200fb.md", "F002", "U+200F is not allowed"),
            ("a\x1bb.md", "F002", "U+001B is not allowed"),
            ("a\nb.md", "F002", "U+000A is not allowed"),
            ("a\u200bb.md", "F002", "U+200B is not allowed"),
            ("con.md", "F004", "Windows keeps the name for a device"),
            ("LPT1.notes.txt", "F004", "Windows keeps the name for a device"),
            ("a: b?.txt", "F004", "Windows has no names with : ?"),
            ("a .md", "F004", "a space or a full stop before the ending is easily lost"),
            ("ä" * 100 + ".txt", "F004", "204 bytes, at most 200 fit everywhere"),
        ],
        ids=lambda value: ascii(value)[:12],
    )
    def test_a_name_that_misleads_or_does_not_fit_everywhere(self, folder, name, code, message):
        fill(folder, name)
        files, problems = listed(folder)
        assert files == [name]
        assert [(problem[0], problem[2]) for problem in problems] == [(code, message)]

    @pytest.mark.parametrize(
        "name", ["Visit to Chile.txt", "visit_2.md", "Köln – Đà Nẵng.txt", "контакт.txt", "icon.md", "com.md"]
    )
    def test_other_names_are_let_be(self, folder, name):
        fill(folder, name)
        assert listed(folder) == ([name], [])

    @pytest.mark.skipif(os.name == "nt", reason="file names are not bytes")
    def test_a_name_that_is_not_utf_8(self, folder):
        fill(folder, os.fsdecode(b"k\xf6ln.md"))
        assert listed(folder)[1] == [("F004", "articles/k\\xf6ln.md", "the name is not UTF-8")]

    def test_names_that_are_one_on_some_systems(self, folder):
        fill(folder, "Ж.txt", "ж.txt", unicodedata.normalize("NFC", "й.txt"), unicodedata.normalize("NFD", "й.txt"))
        files, problems = listed(folder)
        if len(files) < 4:
            pytest.skip("the file system takes such names for one")
        assert [code for code, _, _ in problems] == ["F003", "F003"]


@pytest.mark.parametrize(
    ("name", "device"),
    [("con", True), ("NUL", True), ("com1", True), ("aux.b", True), ("com", False), ("con-a", False)],
)
def test_the_names_of_devices(name, device):
    assert folders.is_device(name) is device

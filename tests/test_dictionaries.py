"""Whatever is wrong with a dictionary of the coder is a Problem in its file."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from project import CODEBOOK, book, found

from comity.coder.pipeline import Coder
from comity.diagnostics import Place
from comity.dictionaries import compile_coder, misshapen

CSV = sorted(file.name for file in CODEBOOK.glob("*.csv"))
# `codebook.load` reads these; the coder's own are the rest.
SHARED = {
    "actor_types.csv",
    "actors.csv",
    "agreement_types.csv",
    "ambiguous_names.csv",
    "countries.csv",
    "event_types.csv",
    "places.csv",
    "retired_ids.csv",
    "sectors.csv",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CODEBOOK, tmp_path / "codebook"))


def test_the_repositorys_dictionaries_are_sound():
    coder, problems = compile_coder(book())
    assert isinstance(coder, Coder)
    assert problems == []


@pytest.mark.parametrize("name", sorted({*CSV, "frames.yaml"} - SHARED))
def test_a_file_that_is_not_there(folder, name):
    (folder / name).unlink()
    coder, problems = compile_coder(replace(book(), folder=folder))
    assert coder is None
    assert found(problems) == {("B001", Place(f"codebook/{name}"))}


@pytest.mark.parametrize("name", sorted({*CSV} - {"retired_ids.csv"}))  # it may have no row yet to tell by
def test_rows_of_another_length(folder, name):
    file = folder / name
    last = file.read_text(encoding="utf-8").count("\n")
    with file.open("a", encoding="utf-8") as rows:
        rows.write('1,2,"a cell\nof two lines",4,5,6,7,8,9,10,11\nlonely\n')
    assert found(list(misshapen(folder))) == {
        ("B003", Place(f"codebook/{name}", last + 1)),
        ("B003", Place(f"codebook/{name}", last + 3)),
    }


def test_a_header_that_fits_no_row(folder):
    (folder / "units.csv").write_text("unit,kind\nmetre,length,m\nfoot,length,ft\n", encoding="utf-8")
    (problem,) = misshapen(folder)
    assert (problem.rule.code, problem.place) == ("B002", Place("codebook/units.csv"))
    assert problem.message == "2 columns, the rows have 3"


def test_an_open_quote_and_a_byte_that_is_not_utf8(folder):
    (folder / "titles.csv").write_text('title,use\nMinister,office\n"Premier,office\n', encoding="utf-8")
    (folder / "units.csv").write_bytes(b"unit,kind\nmetre,length\nf\xfc\xdfe,length\n")
    assert found(list(misshapen(folder))) == {
        ("B003", Place("codebook/titles.csv", 3)),
        ("B001", Place("codebook/units.csv", 3, 2)),
    }


def test_a_word_outside_its_vocabulary(folder):
    with (folder / "titles.csv").open("a", encoding="utf-8") as rows:
        rows.write("Zoo Keeper,,unheard_of,,,,,,\n")
    coder, problems = compile_coder(replace(book(), folder=folder))
    assert coder is None
    (problem,) = problems
    assert problem.place.path.startswith("codebook")
    assert "unheard_of" in problem.message


def test_the_folder_need_not_be_there(tmp_path):
    assert list(misshapen(tmp_path / "nowhere")) == []

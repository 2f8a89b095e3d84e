"""Whatever is wrong with a dictionary of the coder is a Problem at its line and column."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from project import CODEBOOK, book, found, plant, spot

from comity import codebook, dictionaries
from comity.codebook import Loaded
from comity.coder.pipeline import Coder
from comity.diagnostics import Place, Problem
from comity.dictionaries import compile_coder

# The coder's own files; `codebook.load` reads the others.
OWN = (
    "cooperation_cues.csv document_cues.csv documents.csv frames.yaml furniture.csv name_words.csv off_topic.csv "
    "sector_terms.csv titles.csv units.csv"
).split()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CODEBOOK, tmp_path / "codebook"))


def told(folder: Path) -> list[Problem]:
    """The problems of a folder's dictionaries, which a coder is not made of."""
    coder, problems = compile_coder(replace(book(), folder=folder))
    assert coder is None
    return problems


def test_the_repositorys_dictionaries_are_sound():
    coder, problems = compile_coder(book())
    assert isinstance(coder, Coder)
    assert problems == []
    assert list(dictionaries.problems(Loaded(book()))) == []


@pytest.mark.parametrize("name", OWN)
def test_a_file_that_is_not_there(folder, name):
    (folder / name).unlink()
    assert found(told(folder)) == {("B001", Place(f"codebook/{name}"))}


@pytest.mark.parametrize("name", [name for name in OWN if name.endswith(".csv")])
def test_rows_of_another_length(folder, name):
    file = folder / name
    last = file.read_text(encoding="utf-8").count("\n")
    width = file.read_text(encoding="utf-8").partition("\n")[0].count(",") + 1
    row = ",".join("x" * width)
    with file.open("a", encoding="utf-8") as rows:
        rows.write(f"{row},y\nlonely\n")
    assert found(told(folder)) == {
        ("B003", Place(f"codebook/{name}", last + 1, len(row) + 2)),
        ("B003", Place(f"codebook/{name}", last + 2)),
    }


def test_a_byte_that_is_not_utf8(folder):
    (folder / "units.csv").write_bytes(b"unit,kind,names\nmetre,length,m\nf\xfc\xdfe,length,\n")
    assert found(told(folder)) == {("B001", Place("codebook/units.csv", 3, 2))}


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "marker", "nearest"),
    [
        ("titles.csv", "\nacademician,,honorific,", "\nacademician,,honorofic,", "B003", "honorofic", "honorific"),
        ("titles.csv", "\nacademician,,honorific,,,,", "\nacademician,,honorific,,,neuter,", "B003", "neuter", None),
        ("document_cues.csv", "\nabandon,denied,", "\nabandon,denyed,", "B003", "denyed", "denied"),
        ("documents.csv", "\naccord,agreement,", "\naccord,agreemant,", "B005", "agreemant", "agreement"),
        ("documents.csv", "\naccords,agreement,yes", "\naccords,agreement,yep", "B003", "yep", "yes"),
        ("furniture.csv", "\n24.kg,agency", "\n24.kg,agence", "B003", "agence\n", "agency"),
        ("name_words.csv", "\naan,particle,", "\naan,particel,", "B003", "particel", "particle"),
        ("off_topic.csv", "\n100 metres,sport", "\n100 metres,", "B003", "\n", None),
        ("off_topic.csv", "\na match,sport", "\n100 metres,sport", "B004", "100 metres,sport\n", None),
        ("sector_terms.csv", "\n5G,ict,", "\n5G,itc,", "B005", "itc", "ict"),
        ("cooperation_cues.csv", "\n%,,measure,", "\n%,,mesure,", "B003", "mesure", "measure"),
        ("units.csv", "\nAMD,currency,", "\nAMD,curency,", "B003", "curency", "currency"),
        ("units.csv", "\nAMD,currency,AMD|", "\nAMD,currency,AED|AMD|", "B004", "AED|AMD", None),
        ("frames.yaml", "\n  arise: [arose, arisen]", "\n  arise: [arose]", "B010", "[arose]", None),
        ("frames.yaml", "\nirregular:", "\niregular:", "B010", "iregular", "irregular"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_at_its_place(folder, name, old, new, code, marker, nearest):
    plant(folder / name, old, new)
    within = new.lstrip("\n") if marker not in ("\n", "100 metres,sport\n") else "100 metres"
    place = spot(folder.parent, f"codebook/{name}", marker, within=within)
    if code == "B004" and name == "off_topic.csv":
        place = Place(f"codebook/{name}", 3)
    problems = told(folder)
    assert found(problems) == {(code, place)}
    assert problems[0].nearest == nearest


@pytest.mark.parametrize(
    ("old", "new", "marker", "nearest"),
    [
        ("\n  diplomatic_relations:\n", "\n  diplomatic_relation:\n", "diplomatic_relation:", "diplomatic_relations"),
        ("object: document", "object: docment", "docment", "document"),
        (", +sport]", ", +spotr]", "+spotr", "sport"),
    ],
)
def test_a_name_that_the_frames_do_not_hold(folder, old, new, marker, nearest):
    file = folder / "frames.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    (problem,) = told(folder)
    assert (problem.rule.code, problem.place) == ("B010", spot(folder.parent, "codebook/frames.yaml", marker))
    assert problem.nearest == nearest


def test_all_dictionaries_are_read_where_several_are_wrong(folder):
    plant(folder / "titles.csv", "\nacademician,,honorific,", "\nacademician,,honorofic,")
    plant(folder / "units.csv", "\nAMD,currency,", "\nAMD,curency,")
    (folder / "frames.yaml").write_text("a: [", encoding="utf-8")
    assert {problem.place.path for problem in told(folder)} == {
        "codebook/titles.csv", "codebook/units.csv", "codebook/frames.yaml",
    }  # fmt: skip


def test_dictionaries_are_read_where_a_vocabulary_is_wrong(folder):
    plant(folder / "agreement_types.csv", "\nagreement,", "\nagreement,,")
    plant(folder / "actor_types.csv", "\nparty,", "\nParty,")
    plant(folder / "documents.csv", "\naccords,agreement,yes", "\naccords,agreement,yep")
    loaded = codebook.read(folder)
    assert found(list(dictionaries.problems(loaded))) == {
        ("B003", spot(folder.parent, "codebook/documents.csv", "yep"))
    }


def test_what_no_rule_foresees_is_told_too(monkeypatch):
    def fail(_: object) -> Coder:
        raise ValueError("an unheard-of word")

    monkeypatch.setattr(dictionaries, "Coder", fail)
    coder, (problem,) = compile_coder(book())
    assert coder is None
    assert (problem.rule.code, problem.place) == ("B011", Place("codebook"))
    assert "an unheard-of word" in problem.message

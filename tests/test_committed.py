"""What is published against what the build writes: each file that differs, and the spot."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from project import contents, one_coder, plant, traces

from comity import committed, outputs
from comity.diagnostics import Place, Problem


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    with one_coder():
        yield


@pytest.fixture
def out(package: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(package, tmp_path / "out"))


@pytest.fixture
def write(package: Path) -> Callable[[Path], None]:
    """Write what the build wrote."""

    def copy(folder: Path) -> None:
        for path in ("datasets", "schemas"):
            shutil.copytree(package / path, folder / path)
        shutil.copy(package / "datapackage.json", folder)

    return copy


def told(out: Path, write: Callable[[Path], None]) -> list[Problem]:
    return committed.problems(out, out, write)


def test_what_is_as_it_was_written_has_no_problem_and_is_not_touched(out, write):
    before = traces(out)
    assert told(out, write) == []
    assert traces(out) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "value", "expected"),
    [
        ("events", "Field radios for Kisumu", "Field radio, for Kisumu", 2, None, "datasets"),
        ("figures", "140", "141", 3, "141", "140"),
        ("event_sectors", "event_id,sector_id", "event_id,sector", 1, "event_id,sector", "event_id,sector_id"),
    ],
)
def test_a_cell_that_somebody_edited(out, write, file, old, new, line, value, expected):
    plant(out / f"datasets/{file}.csv", old, new)
    (problem,) = told(out, write)
    assert (problem.rule.code, problem.place.path, problem.place.line) == ("P005", f"datasets/{file}.csv", line)
    if value:
        assert (problem.value, problem.expected) == (value, expected)


def test_a_row_more_and_a_row_less(out, write):
    file = out / "datasets/event_sectors.csv"
    text = file.read_text(encoding="utf-8")
    last = text.rstrip("\n").rpartition("\n")[2]
    lines = text.count("\n")
    file.write_text(text.removesuffix(f"{last}\n"), encoding="utf-8")
    (lacking,) = told(out, write)
    assert lacking.place == Place("datasets/event_sectors.csv", lines)
    assert "is missing" in lacking.message
    file.write_text(f"{text}zzz,trade\n", encoding="utf-8")
    (more,) = told(out, write)
    assert more.place == Place("datasets/event_sectors.csv", lines + 1)
    assert more.message == "the build writes no row event_sectors `zzz / trade`"


def test_the_parquet_file_alone(out, write):
    with (out / "datasets/events.parquet").open("ab") as file:
        file.write(b"x")
    (problem,) = told(out, write)
    assert (problem.rule.code, problem.place.path) == ("P005", "datasets/events.parquet")


def test_the_descriptor_alone_and_with_a_table(out, write):
    plant(out / "datapackage.json", '"name": "comity-tables"', '"name": "tables"')
    assert [problem.place.path for problem in told(out, write)] == ["datapackage.json"]
    plant(out / "datasets/figures.csv", "140", "141")
    assert [problem.place.path for problem in told(out, write)] == ["datasets/figures.csv"]


def test_other_line_ends_and_bytes_that_are_not_utf8(out, write):
    file = out / "datasets/events.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (ends,) = told(out, write)
    assert (ends.rule.code, ends.place.line) == ("P005", 1)
    file.write_bytes(b"event_id\n\xff\n")
    (odd,) = told(out, write)
    assert odd.place == Place("datasets/events.csv", 2)


def test_an_interrupted_publication_is_told_alone(out, write):
    staging = out / outputs.STAGING
    staging.mkdir()
    (staging / "journal.json").write_text("{}")
    (problem,) = told(out, write)
    assert problem.rule.code == "P003"


def test_a_folder_of_other_things_is_no_publication(tmp_path):
    (tmp_path / "notes.csv").write_text("a\n")
    assert not committed.is_published(tmp_path)
    assert contents(tmp_path) == {"notes.csv": b"a\n"}

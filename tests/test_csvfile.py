"""CSV files of the codebook: rows with their lines and cells, and every mistake at its cell."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import csvfile
from comity.codebook import List, Text
from comity.csvfile import Row
from comity.diagnostics import InputError, Place


class Pair(Row):
    word: Text
    meaning: Literal["good", "bad"]
    others: List


HEADER = "word,meaning,others\n"


def read(folder: Path, text: str) -> csvfile.Rows[Pair]:
    (folder / "pairs.csv").write_bytes(text.encode())
    return csvfile.read(folder, "pairs.csv", Pair, ["word"])


def told(rows: csvfile.Rows[Pair]) -> list[tuple[str, int, int]]:
    return [(problem.rule.code, problem.place.line, problem.place.column) for problem in rows.problems]


def test_rows_come_with_their_lines_and_cells(tmp_path: Path) -> None:
    rows = read(tmp_path, HEADER + 'a,good,x|yy\n"b, c",bad,"z ""z"""\n')
    assert rows.problems == ()
    assert [(row.word, row.others, line.place.line) for row, line in rows.sound] == [
        ("a", ("x", "yy"), 2),
        ("b, c", ('z "z"',), 3),
    ]
    lines = [line for _, line in rows.sound]
    path = f"{tmp_path.name}/pairs.csv"
    assert lines[0].item(2, "yy") == Place(path, 2, 10)
    assert lines[0].item(2, "no") == lines[0].cell(2) == Place(path, 2, 8)
    assert [lines[1].cell(number).column for number in range(3)] == [1, 8, 12]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("word,mening,others\n", [("B002", 1, 6)]),
        ("word,meaning\n", [("B002", 1, 6)]),
        ("word,meaning,others,more\n", [("B002", 1, 21)]),
        ("", [("B002", 1, 1)]),
        (HEADER + "a,god,\n", [("B003", 2, 3)]),
        (HEADER + "a,good\n", [("B003", 2, 1)]),
        (HEADER + "a,good,,\n", [("B003", 2, 9)]),
        (HEADER + ",fine,\n", [("B003", 2, 1), ("B003", 2, 2)]),
        (HEADER + "a,good, x\n", [("B003", 2, 8)]),
        (HEADER + 'a,good,"x\ny"\nb,fine,\n', [("B003", 2, 8), ("B003", 4, 3)]),
        (HEADER + 'a,good,x\nb,"bad,x\n', [("B003", 3, 3)]),
        (HEADER + 'a,"go"od,x\n', [("B003", 2, 3)]),
        (HEADER + "a,good,\x07x\n", [("B003", 2, 8)]),
        (HEADER + "a,good,\nb,bad,\na,bad,\n", [("B004", 4, 1)]),
    ],
)
def test_each_mistake_is_told_at_its_cell(tmp_path: Path, text: str, problems: list[tuple[str, int, int]]) -> None:
    assert told(read(tmp_path, text)) == problems


def test_a_value_is_told_with_what_could_stand_there(tmp_path: Path) -> None:
    (wrong,) = read(tmp_path, HEADER + "a,god,\n").problems
    assert (wrong.value, wrong.expected, wrong.nearest) == ("god", "one of `good`, `bad`", "good")
    (header,) = read(tmp_path, "word,mening,others\n").problems
    assert (header.value, header.expected, header.nearest) == ("mening", "word,meaning,others", "meaning")


def test_what_is_lost_is_known(tmp_path: Path) -> None:
    rows = read(tmp_path, HEADER + "a,good,\nb,god,\nc,\n")
    assert [row.word for row, _ in rows.sound] == ["a"]
    assert rows.lost == {"b", "c"}
    assert rows.may_hold("b")
    assert not rows.may_hold("d")
    assert read(tmp_path, HEADER + ",good,\n").may_hold("d")
    assert read(tmp_path, "word\n").may_hold("d")
    assert csvfile.read(tmp_path, "gone.csv", Pair).may_hold("d")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (problem,) = csvfile.read(tmp_path, "gone.csv", Pair).problems
    assert (problem.rule.code, problem.place) == ("B001", Place(f"{tmp_path.name}/gone.csv"))


def test_whoever_needs_all_rows_is_told_every_problem(tmp_path: Path) -> None:
    read(tmp_path, HEADER + "a,god,\nb,god,\n")
    with pytest.raises(InputError) as caught:
        csvfile.sound_rows(tmp_path, "pairs.csv", Pair)
    assert [problem.place.line for problem in caught.value.problems] == [2, 3]


class Free(Row):
    one: str
    two: str


@given(st.lists(st.tuples(st.text("a,\" '|é", max_size=6), st.text("a,\" '|é", max_size=6)), max_size=4))
def test_cells_stand_where_they_are_said_to(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([("one", "two"), *rows])
    (folder / "free.csv").write_text(out.getvalue(), encoding="utf-8")
    written = out.getvalue().split("\n")
    for row, line in csvfile.read(folder, "free.csv", Free).sound:
        for number, cell in enumerate((row.one, row.two)):
            place = line.cell(number)
            assert (
                written[place.line - 1][place.column - 1 :].lstrip('"').replace('""', '"').startswith(cell.lstrip('"'))
            )

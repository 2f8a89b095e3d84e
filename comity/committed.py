"""Hold what is published against what the build would write: every file that differs is a Problem, with the spot.

Nothing is written but to a temporary folder. The descriptor's hashes tell a file that somebody edited from one that its
inputs have left behind.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from comity import outputs, publish, textfile
from comity.columns import key_of
from comity.csvfile import Line
from comity.diagnostics import Place, Problem, rule
from comity.tables import TABLES
from comity.tableschema import DESCRIPTOR

STALE = rule(
    "P004", "Published file is not what the build writes", "Run `make data` (python build_data.py) and commit it all."
)
EDITED = rule(
    "P005",
    "Published file was edited by hand",
    "Mend the coding, article or codebook row that it comes from, then run `make data`.",
)
MISSING = rule("P006", "Published file is missing", "Run `make data` (python build_data.py) and commit the file.")
EXTRA = rule("P007", "File that the build does not write", "Delete it, or run `make data`, which does.")
STALE_DOCS = rule("P008", "Generated documentation is behind the code", "Run `make docs` and commit what it changes.")

_CSV, _PARQUET = ".csv", ".parquet"


def is_published(out: Path) -> bool:
    """Whether a folder holds a publication, or parts of one."""
    return (out / DESCRIPTOR).exists() or (out / "datasets").is_dir()


def problems(out: Path, root: Path, write: Callable[[Path], None]) -> list[Problem]:
    """What of the publication in `out` differs from what `write` writes into the folder given to it (P003 to P007).

    Of a table whose CSV file differs, the Parquet file is not told as well; of the descriptor, only what the tables do
    not explain.
    """
    if outputs.is_unfinished(out):
        message = "the publication was interrupted or is under way"
        return [Problem(outputs.UNFINISHED, Place(textfile.shown(out, root)), message, expected="a whole publication")]
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        new = {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in sorted(Path(folder).rglob("*"))
            if file.is_file()
        }
    found = [*_differing(out, root, new), *_extra(out, root, new)]
    return [problem for problem in found if not _follows(problem.place.path, {other.place.path for other in found})]


def documentation(root: Path, pages: Mapping[str, str]) -> Iterator[Problem]:
    """P008: the pages of the project at `root` that are not as they should be; `pages` holds their text by path."""
    for path, text in pages.items():
        try:
            present = (root / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            present = ""
        if present != text:
            place, value, expected = _first_difference(present, text, path)
            yield Problem(STALE_DOCS, place, _apart(value, expected), value, expected)


def _follows(path: str, others: set[str]) -> bool:
    """Whether a file differs because another one does that is told."""
    if path.endswith(_PARQUET):
        return path.removesuffix(_PARQUET) + _CSV in others
    return path.endswith(DESCRIPTOR) and len(others) > 1


def _differing(out: Path, root: Path, new: Mapping[str, bytes]) -> Iterator[Problem]:
    hashes = _hashes(out)
    for path, wanted in new.items():
        shown = textfile.shown(out / path, root)
        try:
            present = (out / path).read_bytes()
        except OSError as error:
            message = "the file is not there" if isinstance(error, FileNotFoundError) else str(error.strerror)
            yield Problem(MISSING, Place(shown), message, expected="the file that the build writes")
            continue
        if present != wanted:
            edited = path in hashes and hashlib.sha256(present).hexdigest() != hashes[path]
            place, message, value, expected = _difference(path, shown, present, wanted)
            yield Problem(EDITED if edited else STALE, place, message, value, expected)


def _extra(out: Path, root: Path, new: Mapping[str, bytes]) -> Iterator[Problem]:
    for path in publish.stale_files(out, frozenset(new)):
        shown = textfile.shown(out / path, root)
        yield Problem(EXTRA, Place(shown), "no table or schema has this name", path, "no such file")


def _hashes(out: Path) -> dict[str, str]:
    """The SHA-256 of each file as the descriptor has it; none where there is no descriptor that can be read."""
    try:
        resources = json.loads((out / DESCRIPTOR).read_text(encoding="utf-8"))["resources"]
        return {str(one["path"]): str(one["hash"]).removeprefix("sha256:") for one in resources}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


_Difference = tuple[Place, str, str | None, str | None]


def _difference(path: str, shown: str, present: bytes, wanted: bytes) -> _Difference:
    """Where a file differs first, what to say of it, and what stands there and what should."""
    if path.endswith(_PARQUET):
        return Place(shown), "the file has other bytes than the table", None, None
    try:
        text = present.decode("utf-8")
    except UnicodeDecodeError as error:
        before = present[: error.start].decode("utf-8")
        return textfile.place_at(before, len(before), shown), "the file is not UTF-8", None, "UTF-8"
    if path.endswith(_CSV):
        found = _first_cell(text, wanted.decode("utf-8"), shown, Path(path).stem)
        if found is not None:
            return found
    place, value, expected = _first_difference(text, wanted.decode("utf-8"), shown)
    return place, _apart(value, expected), value, expected


def _first_cell(present: str, wanted: str, shown: str, table: str) -> _Difference | None:
    """The first cell in which a table differs; None where all cells are equal, or the file is no CSV."""
    here, there = _rows(present, shown), _rows(wanted, shown)
    if here is None or there is None:
        return None
    header = there[0][0]
    if here[:1] and here[0][0] != header:
        return None
    key = [header.index(column) for column in key_of(TABLES[table])]

    def name(cells: Sequence[str]) -> str:
        return f"{table} `{' / '.join(cells[number] for number in key)}`"

    keys_there = {tuple(cells[number] for number in key) for cells, _ in there}
    for (cells, line), (right, _) in zip(here, there, strict=False):
        if cells == right:
            continue
        if len(cells) != len(header):
            return line.place, f"{len(cells)} cells, the table has {len(header)} columns", line.source, None
        if [cells[number] for number in key] != [right[number] for number in key]:
            if tuple(cells[number] for number in key) in keys_there:
                return line.place, f"the row {name(right)} is missing before this one", None, ",".join(right)
            return line.place, f"the build writes no row {name(cells)}", line.source, None
        number = next(number for number, cell in enumerate(cells) if cell != right[number])
        message = (
            f"{name(cells)}: `{header[number]}` is {_cell(cells[number])}, the build writes {_cell(right[number])}"
        )
        return line.cell(number), message, cells[number], right[number]
    if len(here) > len(there):
        cells, line = here[len(there)]
        named = name(cells) if len(cells) == len(header) else table
        return line.place, f"the build writes no row {named}", line.source, None
    if len(here) < len(there):
        right = there[len(here)][0]
        return Place(shown, len(here) + 1), f"the row {name(right)} is missing", None, ",".join(right)
    return None


def _rows(text: str, path: str) -> list[tuple[list[str], Line]] | None:
    """The rows of a CSV file with their lines; None where it cannot be read."""
    written = text.split("\n")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[list[str], Line]] = []
    start = 0
    try:
        for cells in reader:
            rows.append((cells, Line(Place(path, start + 1), "\n".join(written[start : reader.line_num]))))
            start = reader.line_num
    except csv.Error:
        return None
    return rows


def _first_difference(present: str, wanted: str, path: str) -> tuple[Place, str, str]:
    """The first character in which two texts differ, and the lines in which it stands."""
    length = min(len(present), len(wanted))
    at = next((number for number in range(length) if present[number] != wanted[number]), length)
    place = textfile.place_at(present, at, path)
    return place, _line_at(present, place.line), _line_at(wanted, place.line)


def _line_at(text: str, line: int) -> str:
    lines = text.split("\n")
    return lines[line - 1] if line <= len(lines) else ""


def _apart(present: str, wanted: str) -> str:
    return f"the line is {_cell(present)}, the build writes {_cell(wanted)}"


def _cell(text: str, most: int = 60) -> str:
    return f"'{text if len(text) <= most else text[: most - 1] + '…'}'" if text else "empty"

"""CSV files of the codebook: rows as models, and every problem with the line and column of its cell.

A file is UTF-8 with LF, its first row is the header, and no cell holds a tab, a line break, or white space at an end.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from comity import textfile
from comity.diagnostics import InputError, Place, Problem, misspelt, rule
from comity.fields import misfit, shown

UNREADABLE = rule("B001", "Codebook file cannot be read", "Restore the file as UTF-8 CSV.")
HEADER = rule("B002", "Codebook file has another header", "Write the columns as docs and the other rows have them.")
ROW = rule("B003", "Codebook row is wrong", "Mend the cell that the message names.")
DUPLICATE = rule("B004", "Two codebook rows have one key", "Merge the rows or rename one.")

MAX_BYTES = 20_000_000

# A cell with the comma or the end behind it; a quote stands at both ends of a cell or nowhere.
_CELL = re.compile(r'(?:"[^"]*+(?:""[^"]*+)*+"|[^",\n][^,\n]*+|)(?=,|\n|\Z)')

_Row = TypeVar("_Row", bound="Row")


class Row(BaseModel):
    """One row of a codebook file; the header is the model's field names, in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Line:
    """Where a row stands: its place, and what is written there."""

    place: Place
    source: str = field(repr=False, default="")

    def cell(self, number: int) -> Place:
        """The place of the row's cell of this number, from 0; of the last cell where the row has fewer."""
        start = 0
        for _ in range(number):
            found = _CELL.match(self.source, start)
            if found is None or self.source[found.end() : found.end() + 1] != ",":
                break
            start = found.end() + 1
        before = self.source[:start]
        line_start = before.rfind("\n") + 1
        return Place(self.place.path, self.place.line + before.count("\n"), start - line_start + 1)

    def item(self, number: int, text: str) -> Place:
        """The place of an item of a cell that holds a list."""
        cell = self.cell(number)
        at = self.source.find(text, cell.column - 1)
        return cell if at < 0 else Place(cell.path, cell.line, at + 1)


@dataclass(frozen=True)
class Rows(Generic[_Row]):
    """A file's sound rows, each with its line, and every problem of the others.

    `lost` holds the keys of rows that are there but wrong; it is None where any key may be lost.
    """

    sound: tuple[tuple[_Row, Line], ...] = ()
    problems: tuple[Problem, ...] = ()
    lost: frozenset[str] | None = frozenset()

    def may_hold(self, key: str) -> bool:
        """Whether a key that no sound row bears may be that of a wrong one."""
        return self.lost is None or key in self.lost


def read(folder: Path, name: str, model: type[_Row], key: Sequence[str] = ()) -> Rows[_Row]:
    """Read a codebook file: what is sound, and every problem of the rest (B001 to B004).

    `key` names the columns that identify a row; without it any rows may be alike.
    """
    path = f"{folder.name}/{name}"
    header = list(model.model_fields)
    try:
        text = textfile.clean(textfile.read(folder / name, path, MAX_BYTES, UNREADABLE), path, ROW)
        lines = _lines(text, path)
        problems = list(_header_problems(header, *next(lines, ([], Line(Place(path))))))
        rows = [] if problems else list(lines)
    except InputError as error:
        problems, rows = list(error.problems), []
    if problems:
        return Rows(problems=tuple(problems), lost=None)
    return _checked(rows, model, header, key)


def sound_rows(folder: Path, name: str, model: type[_Row], key: Sequence[str] = ()) -> list[tuple[_Row, Line]]:
    """The rows of a codebook file. Raises InputError (B001 to B004) with every problem found; see `read`."""
    rows = read(folder, name, model, key)
    if rows.problems:
        raise InputError(rows.problems)
    return list(rows.sound)


def _checked(
    rows: Sequence[tuple[list[str], Line]], model: type[_Row], header: list[str], key: Sequence[str]
) -> Rows[_Row]:
    found: list[tuple[_Row, Line]] = []
    problems: list[Problem] = []
    lost: set[str] | None = set()
    seen: dict[tuple[object, ...], int] = {}
    first = header[0]
    for cells, line in rows:
        wrong = list(_cell_problems(header, cells, line))
        if not wrong:
            try:
                row = model.model_validate(dict(zip(header, cells, strict=True)))
            except ValidationError as error:
                wrong = list(_field_problems(error, header, line))
                if any(item["loc"][:1] == (first,) for item in error.errors(include_url=False)):
                    lost = None
        if wrong:
            problems.extend(wrong)
            if lost is not None and cells:
                lost.add(cells[0].strip())
            continue
        identity = tuple(getattr(row, column) for column in key)
        if key and identity in seen:
            place = line.cell(header.index(key[0]))
            message = f"`{identity[0]}` stands in line {seen[identity]} too"
            problems.append(Problem(DUPLICATE, place, message, str(identity[0]), "another key"))
        seen.setdefault(identity, line.place.line)
        found.append((row, line))
    return Rows(tuple(found), tuple(problems), None if lost is None else frozenset(lost))


def _lines(text: str, path: str) -> Iterator[tuple[list[str], Line]]:
    """The cells of each row, with its line. Raises InputError (B003) where a quote is not closed or not doubled."""
    written = text.split("\n")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InputError([Problem(ROW, _broken(written, start, path), str(error), expected=_QUOTING)]) from error
        if cells is None:
            return
        source = "\n".join(written[start : reader.line_num])
        yield cells, Line(Place(path, start + 1), source)
        start = reader.line_num


_QUOTING = 'quotes around the whole cell, and `""` for a quote within it'


def _broken(written: Sequence[str], start: int, path: str) -> Place:
    """Where the first cell begins, from line `start` on, that is not quoted as it has to be."""
    rest = "\n".join(written[start:])
    at = 0
    while at < len(rest):
        found = _CELL.match(rest, at)
        if found is None:
            break
        at = found.end() + 1
    return textfile.place_at(rest, min(at, len(rest)), path, start + 1)


def _header_problems(header: Sequence[str], given: Sequence[str], line: Line) -> Iterator[Problem]:
    if list(given) == list(header):
        return
    different = (number for number, (is_, wanted) in enumerate(zip(given, header, strict=False)) if is_ != wanted)
    number = next(different, min(len(given), len(header)))
    message = f"expected {','.join(header)}"
    if number < len(given):
        value = given[number]
        unused = [column for column in header if column not in given]
        yield misspelt(HEADER, line.cell(number), message, value, unused, ",".join(header))
    else:
        yield Problem(HEADER, line.cell(number), message, ",".join(given), ",".join(header))


def _cell_problems(header: Sequence[str], cells: Sequence[str], line: Line) -> Iterator[Problem]:
    if len(cells) != len(header):
        place = line.cell(len(header)) if len(cells) > len(header) else line.place
        message = f"{len(cells)} cells, the header has {len(header)}"
        yield Problem(ROW, place, message, line.source, f"{len(header)} cells: {','.join(header)}")
        return
    for number, (column, cell) in enumerate(zip(header, cells, strict=True)):
        if cell != cell.strip() or "\n" in cell or "\t" in cell or "  " in cell:
            message = f"`{column}`: a line break, a tab, two blanks, or white space at an end: {cell!r}"
            yield Problem(ROW, line.cell(number), message, cell, "one line of words with one blank between them")


def _field_problems(error: ValidationError, header: Sequence[str], line: Line) -> Iterator[Problem]:
    for item in error.errors(include_url=False):
        column = str(item["loc"][0]) if item["loc"] else ""
        place = line.cell(header.index(column)) if column in header else line.place
        found = misfit(item)
        named = f"`{column}`: " if column else ""
        value = found.value if column else None
        message = f"{named}{found.message}{shown(value)}"
        yield Problem(ROW, place, message, value, found.expected, found.nearest)

"""Published packages as plain text cells, from a folder or a git revision, whatever their tables and columns are.

The keys, types and references of a package are those of its own Table Schemas, which are derived from the declarations
in `comity/tables.py`, so that a package of an older edition is read by the declarations that it was published with.
Nothing of pandas is needed.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

from comity import gitfiles
from comity.diagnostics import InputError, Place, Problem, rule
from comity.outputs import UNFINISHED, is_unfinished

NO_PACKAGE = rule(
    "D003", "No data package there", "Build the tables first, or name a folder or revision that holds datapackage.json."
)
UNREADABLE = rule(
    "D004", "Data package cannot be read", "Build it again with `make data`; only packages that comity writes are read."
)

DESCRIPTOR = "datapackage.json"
MOST_BYTES = 2_000_000_000
_MOST_BYTES_JSON = 20_000_000
# A cell may be as long as the longest sentence that the coder reads.
_MOST_CELL = 100_000_000

Cell: TypeAlias = str | None
Row: TypeAlias = tuple[Cell, ...]
Schema: TypeAlias = Mapping[str, Any]
# Gives the content of files by their paths in the package; None where there is none.
Files: TypeAlias = Callable[[Sequence[str], int], Mapping[str, bytes | None]]


@dataclass(frozen=True)
class Sheet:
    """A table: its columns, the columns of its key, its rows in the order of the file, its Table Schema.

    A cell that holds one of the schema's `missingValues` is None. `about` is the resource's descriptive metadata.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]
    schema: Schema = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, Schema]:
        """The schema's fields by name."""
        return {one["name"]: one for one in self.schema.get("fields", ()) if one["name"] in self.columns}


@dataclass(frozen=True)
class Package:
    """A data package: its tables by name, and its other resources (Parquet files) by name alone.

    `source` tells people where it was read, `about` is the descriptor without version and resources.
    """

    name: str
    version: str | None
    source: str
    tables: Mapping[str, Sheet]
    others: tuple[str, ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)


EMPTY = Package("", None, "nothing", {})


def of_folder(folder: Path, source: str = "") -> Package:
    """The package in a folder. Raises InputError (D003, D004; P003 where a publication is under way)."""
    shown = source or folder.as_posix()
    if is_unfinished(folder):
        message = "the publication was interrupted or is under way; run the build to finish or undo it"
        raise InputError([Problem(UNFINISHED, Place(str(folder)), message)])

    def files(paths: Sequence[str], most_bytes: int) -> dict[str, bytes | None]:
        return {path: _file(folder, path, most_bytes) for path in paths}

    return _read(files, shown, "" if folder == Path() else f"{folder.as_posix()}/")


def of_revision(revision: gitfiles.Revision) -> Package:
    """The package of a git revision. Raises InputError (D002, D003, D004)."""

    def files(paths: Sequence[str], most_bytes: int) -> Mapping[str, bytes | None]:
        return revision.read(paths, most_bytes, UNREADABLE)

    return _read(files, f"{revision.name} ({revision.commit[:12]})", f"{revision.name}:")


def of_base(folder: Path, base: str | None) -> Package:
    """What a package in `folder` is compared with: a folder with a data package, else a git revision.

    Without a name it is the revision at which HEAD left the default branch. Raises InputError (D001 to D004, P003).
    """
    if base is None:
        return of_revision(gitfiles.branching_point(folder))
    if base and (Path(base) / DESCRIPTOR).is_file():
        return of_folder(Path(base))
    return of_revision(gitfiles.resolve(folder, base))


def _file(folder: Path, path: str, most_bytes: int) -> bytes | None:
    """A file of a package. Raises InputError (D004) where it is too large, or a link that leads out of the folder."""
    file = folder / path
    place = Place(file.as_posix())
    if not file.is_file():
        return None
    if not file.resolve().is_relative_to(folder.resolve()):
        raise InputError([Problem(UNREADABLE, place, "a link leads out of the package")])
    if file.stat().st_size > most_bytes:
        message = f"{file.stat().st_size:,} bytes, at most {most_bytes:,} are read"
        raise InputError([Problem(UNREADABLE, place, message)])
    return file.read_bytes()


def _read(files: Files, source: str, prefix: str) -> Package:
    raw = files([DESCRIPTOR], _MOST_BYTES_JSON)[DESCRIPTOR]
    if raw is None:
        raise InputError([Problem(NO_PACKAGE, Place(f"{prefix}{DESCRIPTOR}"), f"{source} has no {DESCRIPTOR}")])
    problems: list[Problem] = []
    descriptor = _json(raw, f"{prefix}{DESCRIPTOR}")
    tables: dict[str, tuple[str, Mapping[str, Any]]] = {}
    others: list[str] = []
    for resource in _list(descriptor, "resources"):
        name, path = str(resource.get("name", "")), resource.get("path")
        if "schema" not in resource:
            others.append(name)
        elif not _is_plain(path):
            message = f"`{name}`: `path` is no path within the package: {path!r}"
            problems.append(Problem(UNREADABLE, Place(f"{prefix}{DESCRIPTOR}"), message))
        else:
            tables[name] = (str(path), resource)
    schemas = _schemas(files, [resource for _, resource in tables.values()], prefix, problems)
    contents = files([path for path, _ in tables.values()], MOST_BYTES)
    sheets: dict[str, Sheet] = {}
    for name, (path, resource) in tables.items():
        content, schema = contents[path], schemas.get(name)
        if content is None:
            problems.append(Problem(UNREADABLE, Place(f"{prefix}{path}"), "there is no such file"))
        elif schema is not None:
            try:
                sheets[name] = _sheet(name, content, schema, resource, f"{prefix}{path}")
            except InputError as error:
                problems += error.problems
    if problems:
        raise InputError(problems)
    version = descriptor.get("version")
    about = {key: value for key, value in descriptor.items() if key not in ("name", "version", "resources", "$schema")}
    return Package(
        str(descriptor.get("name", "")), None if version is None else str(version), source, sheets, tuple(others), about
    )


def _schemas(
    files: Files, resources: Sequence[Mapping[str, Any]], prefix: str, problems: list[Problem]
) -> dict[str, Schema]:
    """The Table Schemas by table, whether they stand in the descriptor or in files of their own."""
    wanted = {resource["name"]: resource["schema"] for resource in resources}
    paths = [schema for schema in wanted.values() if _is_plain(schema)]
    contents = files(paths, _MOST_BYTES_JSON)
    found: dict[str, Schema] = {}
    for name, schema in wanted.items():
        place = Place(f"{prefix}{schema if _is_plain(schema) else DESCRIPTOR}")
        try:
            if isinstance(schema, dict):
                found[name] = _schema(schema, place)
                continue
            raw = contents.get(schema) if _is_plain(schema) else None
            if raw is None:
                problems.append(Problem(UNREADABLE, place, f"`{name}` has no Table Schema"))
                continue
            found[name] = _schema(_json(raw, place.path), place)
        except InputError as error:
            problems += error.problems
    return found


def _schema(document: Mapping[str, Any], place: Place) -> Schema:
    """The schema, if every field has a name. Raises InputError (D004)."""
    fields = document.get("fields")
    sound = isinstance(fields, list) and all(
        isinstance(one, dict) and isinstance(one.get("name"), str) for one in fields
    )
    if not sound:
        raise InputError([Problem(UNREADABLE, place, "the Table Schema has no list of named fields")])
    return document


def key_of(schema: Schema) -> tuple[str, ...]:
    """The columns that identify a row: the primary key, or the first unique key (a primary key allows no nulls)."""
    unique = schema.get("uniqueKeys")
    key = schema.get("primaryKey") or (unique[0] if isinstance(unique, list) and unique else ())
    return (key,) if isinstance(key, str) else tuple(map(str, key)) if isinstance(key, list) else ()


def _sheet(name: str, content: bytes, schema: Schema, resource: Mapping[str, Any], path: str) -> Sheet:
    """A table of its CSV file. Raises InputError (D004) where the file does not fit its schema."""
    columns = tuple(one["name"] for one in schema["fields"])
    missing = frozenset(_missing_values(schema))
    try:
        lines = _lines(content.decode("utf-8"))
        header = next(lines, None)
        if header is None or tuple(header) != columns:
            raise ValueError(f"the header is not {','.join(columns)}")
        rows = []
        for number, cells in enumerate(lines, start=1):
            if len(cells) != len(columns):
                raise ValueError(f"row {number} has {len(cells)} cells, the header {len(columns)}")
            rows.append(tuple(None if cell in missing else cell for cell in cells))
    except ValueError as error:  # bytes that are not UTF-8 are of these
        raise InputError([Problem(UNREADABLE, Place(path), str(error))]) from error
    key = key_of(schema)
    if not set(key) <= set(columns):
        raise InputError([Problem(UNREADABLE, Place(path), f"the key {' + '.join(key)} is not among the columns")])
    twice = _twice(rows, [columns.index(column) for column in key])
    if twice is not None:
        raise InputError([Problem(UNREADABLE, Place(path), f"two rows have the key {' + '.join(map(str, twice))}")])
    about = {word: resource[word] for word in ("title", "description") if word in resource}
    return Sheet(name, columns, key, tuple(rows), schema, about)


def _lines(text: str) -> Iterator[list[str]]:
    """The rows of a CSV file. Raises ValueError where it is none, with the line."""
    before = csv.field_size_limit(_MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: {error}") from error
    finally:
        csv.field_size_limit(before)


def _twice(rows: Sequence[Row], positions: Sequence[int]) -> Row | None:
    """A key that two rows have."""
    if not positions:
        return None
    counts = Counter(tuple(row[position] for position in positions) for row in rows)
    return next((key for key, count in counts.items() if count > 1), None)


def _missing_values(schema: Schema) -> Iterator[str]:
    """What stands for a null: texts, or objects with a `value` (Table Schema v2); by default the empty cell."""
    given = schema.get("missingValues", [""])
    for value in given if isinstance(given, list) else [""]:
        yield str(value["value"]) if isinstance(value, dict) and "value" in value else str(value)


def _json(raw: bytes, path: str) -> Mapping[str, Any]:
    """A JSON object. Raises InputError (D004)."""
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError([Problem(UNREADABLE, Place(path), f"it is not JSON: {error}")]) from error
    if not isinstance(document, dict):
        raise InputError([Problem(UNREADABLE, Place(path), "it is no JSON object")])
    return document


def _list(document: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = document.get(name, [])
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _is_plain(path: object) -> bool:
    """True for a relative path that stays within the package, and that git can be asked for in one line."""
    if not isinstance(path, str) or not path.isprintable() or "\\" in path or ":" in path:
        return False
    pure = PurePosixPath(path)
    return bool(pure.parts) and not pure.is_absolute() and ".." not in pure.parts

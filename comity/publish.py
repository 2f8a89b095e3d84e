"""Publish the tables: CSV, Parquet, Table Schemas and the data package's descriptor, all of them or none.

The bytes depend on the tables and the libraries' versions alone: rows are sorted by key, numbers and dates have one
way to be written, Parquet carries no pandas metadata and is written in one row group a million rows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from comity import editorschema, outputs, tableschema
from comity.articles import Article
from comity.codebook import Codebook
from comity.columns import Column, Kind, Table, columns_of, description_of
from comity.editions import OWN_CORPUS, Edition
from comity.editions import edition_of as edition_of
from comity.frames import Tables
from comity.tables import TABLES
from comity.tableschema import DESCRIPTOR, File
from comity.typed import ARROW, ArrowArray, arrow, texts

Writer = Callable[[pd.DataFrame, type[Table], Path], None]

# Rows of CSV written at once: text of Arrow's short strings may hold 2 GB.
_CHUNK = 100_000
_ROW_GROUP = 1_000_000
_SPECIAL = r'[",\n\r]'
_OWNED = (("datasets", "*.csv"), ("datasets", "*.parquet"), ("schemas", "**/*.json"))


def publish(
    tables: Tables,
    out: Path,
    codebook: Codebook,
    articles: Sequence[Article],
    edition: Edition = OWN_CORPUS,
) -> outputs.Changes:
    """Write `out`/datasets, `out`/schemas and `out`/datapackage.json, and remove what a former publication left there.

    Raises InputError (P001 to P003) where the output cannot be written; it is then what it was.
    """

    def write_all(folder: Path) -> None:
        write(tables, folder, codebook, articles, edition)

    return outputs.replace(out, write_all, stale_files, last=DESCRIPTOR)


def write(
    tables: Tables, folder: Path, codebook: Codebook, articles: Sequence[Article], edition: Edition = OWN_CORPUS
) -> None:
    """Write everything that is published into a folder that holds none of it yet."""
    csv, parquet = {}, {}
    (folder / "datasets").mkdir()
    for name, table in TABLES.items():
        csv[name] = _file(folder, f"datasets/{name}.csv", write_csv, tables[name], table)
        parquet[name] = _file(folder, f"datasets/{name}.parquet", write_parquet, tables[name], table)
    known = tableschema.labels(tables)
    documents = {f"schemas/{name}.json": tableschema.table_schema(table, known) for name, table in TABLES.items()}
    documents[editorschema.PATH] = editorschema.coding_schema(codebook)
    documents[DESCRIPTOR] = tableschema.descriptor(edition, articles, csv, parquet)
    for path, document in documents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(tableschema.to_json(document).encode("utf-8"))


def write_csv(frame: pd.DataFrame, table: type[Table], file: Path) -> None:
    """Write a table as CSV: UTF-8, LF, RFC 4180 with quotes only where needed, nulls as nothing."""
    columns = columns_of(table)
    with file.open("wb") as sink:
        sink.write((",".join(column.name for column in columns) + "\n").encode("ascii"))
        for start in range(0, len(frame), _CHUNK):
            part = frame.iloc[start : start + _CHUNK]
            cells = [_quoted(texts(part[column.name])) for column in columns]
            lines: ArrowArray = pc.binary_join_element_wise(*cells, ",", null_handling="replace", null_replacement="")
            ended: ArrowArray = pc.binary_join_element_wise(lines, "", "\n")
            sink.write(memoryview(ended.buffers()[2])[: pc.sum(pc.binary_length(ended)).as_py()])


def write_parquet(frame: pd.DataFrame, table: type[Table], file: Path) -> None:
    """Write a table as Parquet: zstd, categories as dictionaries, descriptions of the table and the columns."""
    columns = columns_of(table)
    schema = pa.schema(
        [_arrow_field(column) for column in columns],
        metadata={"title": tableschema.title(table), "description": description_of(table)},
    )
    whole = pa.Table.from_arrays([_stored(frame[column.name], column) for column in columns], schema=schema)
    with file.open("wb") as sink:  # Arrow would read the path as UTF-8, which it need not be
        pq.write_table(whole.combine_chunks(), sink, compression="zstd", row_group_size=_ROW_GROUP)


def stale_files(out: Path, new: frozenset[str]) -> list[str]:
    """The files of a former publication that the new one does not have.

    All tables in `datasets/` and all schemas in `schemas/` count as published if `out` holds a data package that lists
    files in `datasets/`; else they are somebody's own, and stay.
    """
    try:
        package = json.loads((out / DESCRIPTOR).read_text(encoding="utf-8"))
        ours = any(str(resource["path"]).startswith("datasets/") for resource in package["resources"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    if not ours:
        return []
    found = (file for folder, pattern in _OWNED for file in (out / folder).glob(pattern) if file.is_file())
    return sorted({file.relative_to(out).as_posix() for file in found} - new)


def _file(folder: Path, path: str, write: Writer, frame: pd.DataFrame, table: type[Table]) -> File:
    file = folder / path
    write(frame, table, file)
    with file.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    return File(path, file.stat().st_size, digest)


def _quoted(text: ArrowArray) -> ArrowArray:
    special: ArrowArray = pc.match_substring_regex(text, _SPECIAL)
    if not pc.any(special).as_py():
        return text
    doubled: ArrowArray = pc.replace_substring(text, '"', '""')
    return pc.if_else(special, pc.binary_join_element_wise('"', doubled, '"', ""), text)


def _arrow_field(column: Column) -> pa.Field[Any]:
    kind = pa.dictionary(pa.int32(), pa.string()) if column.kind is Kind.CATEGORY else ARROW[column.kind]
    metadata = {"description": tableschema.description(column)}
    return pa.field(column.name, kind, nullable=not column.required, metadata=metadata)


def _stored(series: pd.Series, column: Column) -> ArrowArray:
    if column.kind is not Kind.CATEGORY:
        return arrow(series)
    codes: ArrowArray = pa.array(series.cat.codes.to_numpy(dtype="int32"), mask=series.isna().to_numpy())
    return pa.DictionaryArray.from_arrays(codes, pa.array(series.cat.categories, pa.string()))

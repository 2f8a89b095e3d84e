"""The tables as typed frames: `build` makes them of facts, `read` reads published ones back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq

from comity import outputs, typed
from comity.codebook import Codebook
from comity.columns import Column, Kind, columns_of
from comity.diagnostics import InputError, Place, Problem
from comity.facts import Facts, Row
from comity.tables import TABLES, VOCABULARIES

Tables = Mapping[str, pd.DataFrame]


def build(facts: Facts, codebook: Codebook) -> dict[str, pd.DataFrame]:
    """All tables, in the order of TABLES, sorted by key; a table without rows has its columns all the same.

    Raises ValueError where the facts hold rows of a table that is not declared.
    """
    undeclared = facts.rows.keys() - TABLES.keys()
    if undeclared:
        raise ValueError(f"rows of undeclared tables: {', '.join(sorted(undeclared))}")
    rows: dict[str, Sequence[Row]] = {name: facts.rows.get(name, ()) for name in TABLES}
    for name in VOCABULARIES:
        rows[name] = [row.model_dump() for row in getattr(codebook, name).values()]
    known = {name: tuple(getattr(codebook, name)) for name in VOCABULARIES}
    return {
        name: typed.from_rows(rows[name], columns_of(model), categories(columns_of(model), known))
        for name, model in TABLES.items()
    }


def read(folder: Path) -> dict[str, pd.DataFrame]:
    """Published tables, from the Parquet files of `folder` (`datasets/`) or, where one is missing, from its CSV file.

    Raises FileNotFoundError where a table has neither, ValueError (Arrow's) where a file is not what was published, and
    InputError (P003) where a publication is under way or was interrupted, so that the tables may not fit together.
    """
    if outputs.is_unfinished(folder.parent):
        message = "the publication was interrupted or is under way; run the build to finish or undo it"
        raise InputError(
            [Problem(outputs.UNFINISHED, Place(str(folder.parent)), message, expected="a whole publication")]
        )
    raw = {name: _whole(name, _read_arrow(folder, name)) for name in TABLES}
    known = {name: tuple(map(str, raw[name].column(0).to_pylist())) for name in VOCABULARIES}
    return {
        name: typed.from_arrow(raw[name], columns_of(model), categories(columns_of(model), known))
        for name, model in TABLES.items()
    }


def categories(columns: Sequence[Column], known: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The values of each category column: its closed vocabulary, or the keys in `known` of the table it refers to."""
    found: dict[str, Sequence[str]] = {}
    for column in columns:
        if column.kind is Kind.CATEGORY:
            terms = column.vocabulary
            table = column.references.table if column.references else ""
            found[column.name] = tuple(term.value for term in terms) if terms else known[table]
    return found


def _whole(name: str, table: pa.Table) -> pa.Table:
    lacking = [column.name for column in columns_of(TABLES[name]) if column.name not in table.column_names]
    if lacking:
        raise ValueError(f"{name} lacks the column {lacking[0]}")
    return table


def _read_arrow(folder: Path, name: str) -> pa.Table:
    columns = columns_of(TABLES[name])
    parquet = folder / f"{name}.parquet"
    # Arrow is given open files: it would read a path as UTF-8, which it need not be.
    if parquet.is_file():
        with parquet.open("rb") as source:
            return pq.read_table(source, columns=[column.name for column in columns], partitioning=None)
    with (folder / f"{name}.csv").open("rb") as source:
        return csv.read_csv(
            source,
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                column_types=typed.schema(columns), null_values=[""], strings_can_be_null=True
            ),
        )

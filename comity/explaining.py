"""The sentences behind a published record: every claim, which one is published, and who says it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd

from comity import frames
from comity.columns import Column, columns_of
from comity.diagnostics import InputError, Place, Problem, Rule, misspelt, rule
from comity.frames import Tables
from comity.provenance import ASIDES, LINKS, RECORDS
from comity.report import escape
from comity.tables import TABLES

UNKNOWN = rule(
    "E001", "Nothing to explain", "Name a record of events, agreements, cooperation, figures or actors by its id."
)
NO_TABLES = rule(
    "E002", "No published tables", "Build them first, or name the folder that holds datapackage.json with --package."
)

# The tables whose records evidence is about, in the order of the columns of `evidence`, and their ids.
ID_COLUMNS = RECORDS
_DERIVED = "derived:"


def evidence(tables: Tables, table: str, key: str, field: str | None = None) -> pd.DataFrame:
    """The claims about one record: field, value, headline, publisher, title, published, article_id, sentence, quote.

    Fields come in the order of the table's columns, then roles, sectors and other links; of a field, the published
    value first; of a value, the claims in the order of the articles' ids and texts.

    Raises InputError (E001) where table, record or field is not there, or no article's claim is about the field.
    """
    if table not in ID_COLUMNS:
        message = f"no table `{table}` has evidence"
        raise InputError([misspelt(UNKNOWN, Place("datasets"), message, table, ID_COLUMNS)])
    record = tables[table][tables[table][ID_COLUMNS[table]] == key]
    if record.empty:
        raise InputError([_no_record(tables, table, key)])
    rows = tables["evidence"][tables["evidence"][ID_COLUMNS[table]] == key]
    fields = list(dict.fromkeys([*_fields(table), *sorted(rows["field"].astype(str))]))
    if field is not None:
        if not (rows["field"] == field).any():
            raise InputError([_why_not(table, key, record, field, rows["field"].astype(str))])
        rows = rows[rows["field"] == field]
    rank = {name: number for number, name in enumerate(fields)}
    order = rows.assign(rank=rows["field"].map(rank).astype("int64"), other=~rows["headline"])
    order = order.sort_values(["rank", "other", "value", "article_id", "char_start"], kind="stable")
    articles = tables["articles"][["article_id", "publisher", "title", "published"]]
    columns = ["field", "value", "headline", "publisher", "title", "published", "article_id", "sentence", "quote"]
    return order.merge(articles, on="article_id", how="left")[columns].reset_index(drop=True)


def render(package: Path, table: str, key: str, field: str | None = None) -> str:
    """The evidence as text: each value of each field, and below it the quotes that say so, with their source.

    Raises InputError (E001; E002 where the folder holds no tables, or none that can be read; P003).
    """
    folder = package / "datasets"
    try:
        tables = frames.read(folder)
    except FileNotFoundError as error:
        raise _error(NO_TABLES, folder.as_posix(), "the folder lacks a table") from error
    except (OSError, ValueError) as error:  # Arrow's errors are of these
        raise _error(NO_TABLES, folder.as_posix(), str(error).partition("\n")[0]) from error
    rows = evidence(tables, table, key, field).to_dict("records")
    lines = [f"{table} {escape(key)}"]
    for (name, value), claims in groupby(rows, key=lambda row: (row["field"], row["value"])):
        lines += ["", *_value_lines(f"{name} = {escape(value)}", list(claims))]
    if not rows:
        lines += ["", "no article's claim is about it: it stands in the codebook or in another actor's row"]
    return "\n".join(lines) + "\n"


def _value_lines(head: str, claims: list[dict[Any, Any]]) -> Iterable[str]:
    yield head if claims[0]["headline"] else f"{head}  (not the published value)"
    for claim in claims:
        source = ", ".join(str(claim[name]) for name in ("publisher", "published") if not pd.isna(claim[name]))
        yield f'    "{escape(claim["quote"])}"'
        yield f"    {escape(claim['title'])} ({escape(source or 'source unknown')}), sentence {claim['sentence']}"


def _fields(table: str) -> Iterable[str]:
    """What claims about a record of the table can fill, in order: its columns, roles, linked ids, names, offices."""
    yield from (column.name for column in columns_of(TABLES[table]))
    for link, value in LINKS.items():
        columns = {column.name: column for column in columns_of(TABLES[link])}
        reference = next(iter(columns.values())).references
        if reference and reference.table == table:
            role = columns["role"].vocabulary if "role" in columns else None
            yield from (term.value for term in role) if role else (value,)
    if table == "actors":
        yield from sorted(ASIDES)


def _why_not(table: str, key: str, record: pd.DataFrame, field: str, known: Iterable[str]) -> Problem:
    """Why nothing explains the field."""
    place = Place(f"datasets/{table}")
    column: Column | None = next((one for one in columns_of(TABLES[table]) if one.name == field), None)
    if column is None:
        return misspelt(UNKNOWN, place, f"`{key}`: no claim is about `{field}`", field, dict.fromkeys(known))
    if column.grounding.startswith(_DERIVED):
        why = f"is computed from `{column.grounding.removeprefix(_DERIVED)}`"
    else:
        why = "is empty" if record[field].isna().all() else "is not taken from an article"
    return Problem(UNKNOWN, place, f"`{key}`: `{field}` {why}", field, "a field that an article's claim is about")


def _no_record(tables: Tables, table: str, key: str) -> Problem:
    """Where the id stands if not in the table, or the nearest one that does stand there."""
    place, message = Place(f"datasets/{table}"), f"`{table}` has no `{key}`"
    for other, column in ID_COLUMNS.items():
        if (tables[other][column] == key).any():
            return Problem(UNKNOWN, place, f"{message} (`{other}` has it)", key, f"an id of {table}")
    return misspelt(UNKNOWN, place, message, key, tables[table][ID_COLUMNS[table]].astype(str), f"an id of {table}")


def _error(what: Rule, where: str, message: str) -> InputError:
    return InputError([Problem(what, Place(where), message, where, "a folder with the tables of a build")])

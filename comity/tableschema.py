"""Table Schemas and the Data Package descriptor (Data Package v2), derived from the tables' declarations."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.articles import Article
from comity.columns import EDTF, Column, Kind, Table, columns_of, description_of, key_of, name_of
from comity.editions import Edition
from comity.frames import Tables
from comity.tables import TABLES, VOCABULARIES

PROFILES = "https://datapackage.org/profiles/2.0"
DESCRIPTOR = "datapackage.json"
# Beyond this many articles the descriptor names the table of articles as its source, not each of them.
MAX_SOURCES = 1000

_TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "string",
    Kind.CATEGORY: "string",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "number",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
}
# frictionless 5 opens a resource of the format `parquet` as a table, then fails its right `bytes` and never looks at
# its `hash`. It compares formats to the letter: written with a capital, the file is checked as the file that it is.
_PARQUET_FORMAT = "Parquet"

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class File:
    """A published file: its path in the package, size in bytes and SHA-256."""

    path: str
    size: int
    sha256: str


def labels(tables: Tables) -> Labels:
    """The labels of the open vocabularies' values, by table."""
    return {name: dict(zip(tables[name].iloc[:, 0], tables[name]["label"], strict=True)) for name in VOCABULARIES}


def table_schema(table: type[Table], known: Labels) -> dict[str, Any]:
    """The Table Schema of one table. `fieldsMatch` is left to its default, `exact`.

    The published profile wants a list for `fieldsMatch`, the standard's text and frictionless a string; leaving it out
    satisfies all three.
    """
    columns = columns_of(table)
    key = list(key_of(table))
    schema: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(column, known, alone=key == [column.name]) for column in columns],
    }
    if all(column.required for column in columns if column.key):
        schema["primaryKey"] = key
    else:
        schema["uniqueKeys"] = [key]  # a primary key allows no nulls
    keys = [_foreign_key(column, name_of(table)) for column in columns if column.references]
    if keys:
        schema["foreignKeys"] = keys
    schema["missingValues"] = [""]
    return schema


def description(column: Column) -> str:
    """What the column means, with the terms of its closed vocabulary."""
    if not column.vocabulary:
        return column.description
    terms = "; ".join(f"`{term.value}` ({term.definition})" for term in column.vocabulary)
    return f"{column.description} One of: {terms}."


def descriptor(
    edition: Edition, articles: Sequence[Article], csv: Mapping[str, File], parquet: Mapping[str, File]
) -> dict[str, Any]:
    """The Data Package descriptor: every table as a CSV resource with its schema, and as a Parquet file beside it."""
    package: dict[str, Any] = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": edition.name,
        "title": edition.title,
        "description": edition.description,
        "version": edition.version,
        "licenses": [dict(found) for found in edition.licenses],
        "contributors": [dict(found) for found in edition.contributors],
        "keywords": ["event data", "international relations", "CAMEO", "PLOVER"],
        "sources": _sources(articles),
        "resources": [
            *(_csv_resource(table, csv[name]) for name, table in TABLES.items()),
            *(_parquet_resource(table, parquet[name]) for name, table in TABLES.items()),
        ],
    }
    return {name: value for name, value in package.items() if value}


def title(table: type[Table]) -> str:
    """The table's name as a heading."""
    return name_of(table).replace("_", " ").capitalize()


def to_json(value: Mapping[str, Any]) -> str:
    """JSON as the repository holds it: two spaces, no escapes, a newline at the end."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _field(column: Column, known: Labels, *, alone: bool) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.kind],
        "title": column.title,
        "description": description(column),
    }
    if column.vocabulary:
        field["categories"] = [{"value": term.value, "label": _label(term.value)} for term in column.vocabulary]
    elif column.kind is Kind.CATEGORY and column.references:
        words = known[column.references.table]
        field["categories"] = [{"value": value, "label": label} for value, label in words.items()]
    constraints = _constraints(column, alone=alone)
    return field | ({"constraints": constraints} if constraints else {})


def _constraints(column: Column, *, alone: bool) -> dict[str, Any]:
    pattern = EDTF if column.edtf else column.pattern
    found: dict[str, Any] = {
        "required": column.required or None,
        "unique": alone or None,
        "enum": [term.value for term in column.vocabulary] if column.vocabulary else None,
        "pattern": pattern,
        "minimum": column.minimum,
    }
    return {name: value for name, value in found.items() if value is not None}


def _foreign_key(column: Column, name: str) -> dict[str, Any]:
    """The standard wants `resource` left out where a table refers to itself."""
    target = column.references
    assert target is not None
    reference: dict[str, Any] = {} if target.table == name else {"resource": target.table}
    return {"fields": [column.name], "reference": reference | {"fields": [target.column]}}


def _label(value: str) -> str:
    return value.replace("_", " ").capitalize()


def _csv_resource(table: type[Table], file: File) -> dict[str, Any]:
    name = name_of(table)
    return {
        "name": name,
        "type": "table",
        "title": title(table),
        "description": description_of(table),
        "path": file.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "$schema": f"{PROFILES}/tabledialect.json",
            "header": True,
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
        },
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": f"schemas/{name}.json",
    }


def _parquet_resource(table: type[Table], file: File) -> dict[str, Any]:
    return {
        "name": f"{name_of(table)}-parquet",
        "title": f"{title(table)} (Parquet)",
        "description": description_of(table),
        "path": file.path,
        "format": _PARQUET_FORMAT,
        "mediatype": "application/vnd.apache.parquet",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }


def _sources(articles: Sequence[Article]) -> list[dict[str, Any]]:
    if len(articles) > MAX_SOURCES:
        return [{"title": f"{len(articles):,} articles", "path": "datasets/articles.csv"}]
    found = []
    for article in sorted(articles, key=lambda article: article.id):
        source = {
            "title": f"{article.title} ({article.publisher})" if article.publisher else article.title,
            "path": article.url,
            "version": article.published,
        }
        found.append({name: value for name, value in source.items() if value})
    return found

"""The sentences behind a published record: every claim, which one is published, and who says it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from comity import frames, report
from comity.diagnostics import InputError, Place, Problem, did_you_mean, rule

UNKNOWN = rule(
    "E001", "Nothing to explain", "Name a record of events, agreements, cooperation, figures or actors by its id."
)

ID_COLUMNS = {
    "events": "event_id",
    "agreements": "agreement_id",
    "cooperation": "cooperation_id",
    "figures": "figure_id",
    "actors": "actor_id",
}


def evidence(tables: dict[str, pd.DataFrame], table: str, key: str, field: str | None = None) -> pd.DataFrame:
    """The rows of `evidence` for one record: field, value, headline, publisher, title, published, quote.

    Raises InputError (E001) where table, id or field is not there.
    """
    if table not in ID_COLUMNS:
        raise _unknown(table, f"no table `{table}` has evidence{did_you_mean(table, ID_COLUMNS)}")
    column = ID_COLUMNS[table]
    ids = tables[table][column]
    if not (ids == key).any():
        raise _unknown(table, f"`{table}` has no `{key}`{did_you_mean(key, ids.astype(str))}")
    rows = tables["evidence"][tables["evidence"][column] == key]
    if field is not None:
        if not (rows["field"] == field).any():
            hint = did_you_mean(field, rows["field"].astype(str))
            raise _unknown(table, f"`{key}` has no evidence of `{field}`{hint}")
        rows = rows[rows["field"] == field]
    articles = tables["articles"][["article_id", "publisher", "title", "published"]]
    columns = ["field", "value", "headline", "publisher", "title", "published", "article_id", "sentence", "quote"]
    return rows.merge(articles, on="article_id", how="left")[columns].reset_index(drop=True)


def render(package: Path, table: str, key: str, field: str | None) -> str:
    """The evidence as text: a line a claim, its sentence and source below it."""
    tables = frames.read(package / "datasets")
    rows = evidence(tables, table, key, field)
    lines = [f"{table} {key}"]
    for row in rows.to_dict("records"):
        mark = "" if row["headline"] else "  (not the published value)"
        lines.append(f"\n{row['field']} = {report.escape(str(row['value']))}{mark}")
        lines.append(f'    "{report.escape(str(row["quote"]))}"')
        source = ", ".join(str(row[name]) for name in ("publisher", "published") if not pd.isna(row[name]))
        title = report.escape(str(row["title"]))
        lines.append(f"    {title} ({source or 'source unknown'}), sentence {row['sentence']}")
    return "\n".join(lines) + "\n"


def _unknown(table: str, message: str) -> InputError:
    return InputError([Problem(UNKNOWN, Place(f"datasets/{table}.csv"), message)])

"""comity: relations between states as validated, evidence-linked tables.

>>> import comity
>>> tables = comity.load()                            # every table as a typed pandas DataFrame
>>> comity.explain(tables, "events", some_event_id)   # the sentences behind a record
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["explain", "load", "tables"]


def load(package: str | Path = ".") -> dict[str, pd.DataFrame]:
    """Every table of a published package by name, typed: dates as dates, vocabularies as categories.

    `package` is the folder that holds datapackage.json and datasets/.
    """
    from comity import frames

    return frames.read(Path(package) / "datasets")


def tables() -> dict[str, list[str]]:
    """The columns of every table, by the table's name, in the order in which they are published."""
    from comity.columns import columns_of
    from comity.tables import TABLES

    return {name: [column.name for column in columns_of(table)] for name, table in TABLES.items()}


def explain(loaded: dict[str, pd.DataFrame], table: str, record: str, field: str | None = None) -> pd.DataFrame:
    """The claims behind a record: field, value, whether published, article, sentence and quote, a row a claim.

    Raises comity.diagnostics.InputError (E001) where table, record or field is not there.
    """
    from comity.explaining import evidence

    return evidence(loaded, table, record, field)

"""comity: relations between states as validated, evidence-linked tables.

>>> import comity
>>> tables = comity.load()                            # every table as a typed pandas DataFrame
>>> comity.explain(tables, "events", some_event_id)   # the sentences behind a record
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["explain", "load", "tables"]


def load(package: str | Path = ".") -> dict[str, pd.DataFrame]:
    """Every table of a published package by name, typed: dates as dates, vocabularies as categories.

    `package` is the folder that holds datapackage.json and datasets/. Raises FileNotFoundError where a table is not
    there, ValueError where a file is not what was published, and comity.diagnostics.InputError (P003) while a build is
    replacing the tables.
    """
    from comity import frames

    return frames.read(Path(package) / "datasets")


def tables() -> dict[str, list[str]]:
    """The columns of every table, by the table's name, in the order in which they are published."""
    from comity.columns import columns_of
    from comity.tables import TABLES

    return {name: [column.name for column in columns_of(table)] for name, table in TABLES.items()}


def explain(loaded: Mapping[str, pd.DataFrame], table: str, record: str, field: str | None = None) -> pd.DataFrame:
    """The claims behind a record, a row a claim.

    Columns: field, value, headline (whether the value is the published one), publisher, title, published, article_id,
    sentence, quote; fields in the order of the table's columns, the published value first. Raises
    comity.diagnostics.InputError (E001) where table or record is not there, or no claim is about the field.
    """
    from comity.explaining import evidence

    return evidence(loaded, table, record, field)


class _Package(ModuleType):
    """Keeps `comity.tables` the function: importing the module of that name would put the module in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "tables" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

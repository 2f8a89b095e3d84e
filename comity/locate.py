"""From a row of a table back to the file and line that a person must mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from comity.articles import Article
from comity.codebook import Codebook
from comity.columns import columns_of, key_of
from comity.diagnostics import Place, Problem, Rule, did_you_mean
from comity.facts import Contradiction, Facts, Row, RowKey
from comity.tables import TABLES, VOCABULARIES

Cells = Mapping[str, Any]

# The tables of records, and the column of `evidence` that holds their ids.
_ID_COLUMNS = {
    column.references.table: column.name
    for column in columns_of(TABLES["evidence"])
    if column.references and column.name != "article_id"
}


@dataclass(frozen=True, slots=True)
class Said:
    """What is wrong with a row: the message, and the parts of it that a Problem has for programs."""

    message: str
    value: str | None = None
    expected: str | None = None
    nearest: str | None = None


Message = Callable[[Cells], str | Said]


@dataclass(frozen=True)
class Context:
    """What the checks need beside the tables: the codebook, the articles by id, and where each row is mended."""

    codebook: Codebook
    articles: Mapping[str, Article]
    places: Mapping[RowKey, Place]
    contradictions: tuple[Contradiction, ...] = ()
    evidence: Sequence[Row] = ()

    @classmethod
    def of(cls, facts: Facts, codebook: Codebook, articles: Iterable[Article]) -> Context:
        """The context of tables that were built of `facts`."""
        by_id = {article.id: article for article in articles}
        return cls(codebook, by_id, facts.places, facts.contradictions, facts.rows.get("evidence", ()))

    @cached_property
    def _claimed(self) -> dict[tuple[str, Any, str], Place]:
        """Where a coding gives the published value of a field, by the evidence's id column, the id and the field."""
        found: dict[tuple[str, Any, str], Place] = {}
        for row in self.evidence:
            place = self.places.get(("evidence", (row.get("evidence_id"),)))
            if place is not None and row.get("headline"):
                for column in _ID_COLUMNS.values():
                    if row.get(column) is not None:
                        found.setdefault((column, row[column], str(row["field"])), place)
        return found

    def cell_place(self, name: str, cells: Cells, column: str) -> Place:
        """Where a cell of a row is mended: the value in the coding where one gives it, else the row's place."""
        key = columns_of(TABLES[name])[0].name
        claimed = self._claimed.get((_ID_COLUMNS[name], cells.get(key), column)) if name in _ID_COLUMNS else None
        return claimed or self.place(name, cells)

    def place(self, name: str, cells: Cells) -> Place:
        """Where the row of table `name` is mended: its own place, or the nearest that is known.

        The nearest: for evidence the quote in the article, for links the record, for the codebook's rows their file,
        and the table's name where nothing is known.
        """
        key = tuple(cells.get(column) for column in key_of(TABLES[name]))
        return self.places.get((name, key)) or self._near(name, cells, key) or Place(f"datasets/{name}.csv")

    def _near(self, name: str, cells: Cells, key: tuple[Any, ...]) -> Place | None:
        if name == "evidence" and cells.get("article_id") in self.articles:
            article = self.articles[cells["article_id"]]
            start = cells.get("char_start")
            return article.place(start) if isinstance(start, int) else Place(article.path)
        if name in VOCABULARIES:
            return self._vocabulary_place(name, key[0])
        if name in ("actors", "actor_names") and key[0] in self.codebook.actors:
            return self.codebook.actors[key[0]].place
        reference = columns_of(TABLES[name])[0].references
        return self.places.get((reference.table, key[:1])) if reference else None

    def _vocabulary_place(self, name: str, key: Any) -> Place:
        """The row's line in the codebook's file: the order of the codebook is that of the file, below its header."""
        order = list(getattr(self.codebook, name))
        return Place(f"{self.codebook.folder.name}/{name}.csv", order.index(key) + 2 if key in order else 1)


def report(
    rule: Rule,
    context: Context,
    name: str,
    frame: pd.DataFrame,
    positions: Iterable[int] | np.ndarray,
    message: Message | str,
    column: str = "",
    expected: str = "",
) -> Iterator[Problem]:
    """One problem for each of the rows at `positions` of table `name`; `message` says what is wrong with its cells.

    The place is that of the row's cell in `column`, where one is named. `expected` says what could stand there.
    """
    for position in positions:
        row = cells(frame, int(position))
        said = message if isinstance(message, str) else message(row)
        if isinstance(said, str):
            said = Said(said, _plain_text(row.get(column)) if column else _key(name, row), expected or None)
        hint = did_you_mean(said.nearest)
        what = f"{label(name, row)}: {said.message}{hint}"
        place = context.cell_place(name, row, column) if column else context.place(name, row)
        yield Problem(rule, place, what, said.value, said.expected, said.nearest)


def cells(frame: pd.DataFrame, position: int) -> dict[str, Any]:
    """One row as plain values, None for nulls."""
    values: dict[str, Any] = {column: frame[column].iat[position] for column in frame.columns}
    return {column: None if pd.isna(value) else _plain(value) for column, value in values.items()}


def label(name: str, row: Cells) -> str:
    """A row as messages name it: its table and its key."""
    return f"{name} `{_key(name, row)}`"


def _key(name: str, row: Cells) -> str:
    return " / ".join(str(row.get(column)) for column in key_of(TABLES[name]) if row.get(column) is not None)


def _plain_text(value: Any) -> str | None:
    return None if value is None else str(value)


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value

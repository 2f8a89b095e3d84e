"""From a row of a table back to the file and line that a person must mend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from comity.articles import Article
from comity.codebook import Codebook
from comity.columns import columns_of, key_of
from comity.diagnostics import Place, Problem, Rule
from comity.facts import Contradiction, Facts, RowKey
from comity.tables import TABLES, VOCABULARIES

Cells = Mapping[str, Any]
Message = Callable[[Cells], str]


@dataclass(frozen=True)
class Context:
    """What the checks need beside the tables: the codebook, the articles by id, and where each row is mended."""

    codebook: Codebook
    articles: Mapping[str, Article]
    places: Mapping[RowKey, Place]
    contradictions: tuple[Contradiction, ...] = ()

    @classmethod
    def of(cls, facts: Facts, codebook: Codebook, articles: Iterable[Article]) -> Context:
        """The context of tables that were built of `facts`."""
        return cls(codebook, {article.id: article for article in articles}, facts.places, facts.contradictions)

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
) -> Iterator[Problem]:
    """One problem for each of the rows at `positions` of table `name`; `message` says what is wrong with its cells."""
    for position in positions:
        row = cells(frame, int(position))
        what = message if isinstance(message, str) else message(row)
        yield Problem(rule, context.place(name, row), f"{label(name, row)}: {what}")


def cells(frame: pd.DataFrame, position: int) -> dict[str, Any]:
    """One row as plain values, None for nulls."""
    values: dict[str, Any] = {column: frame[column].iat[position] for column in frame.columns}
    return {column: None if pd.isna(value) else _plain(value) for column, value in values.items()}


def label(name: str, row: Cells) -> str:
    """A row as messages name it: its table and its key."""
    key = [str(row.get(column)) for column in key_of(TABLES[name]) if row.get(column) is not None]
    return f"{name} `{' / '.join(key)}`"


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value

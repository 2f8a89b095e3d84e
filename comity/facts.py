"""What the codings of all articles add up to, before it becomes tables.

`resolve` writes it, `tables` reads it; it names no pandas type, so that coding needs none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from comity.articles import Article
from comity.coding import Coding
from comity.diagnostics import Place
from comity.terms import CodingOrigin
from comity.yamlfile import Document, Path

Value = str | int | Decimal | dt.date | bool | None
Row = Mapping[str, Value]
RowKey = tuple[str, tuple[Value, ...]]  # a table's name and the row's key values


@dataclass(frozen=True)
class CodedArticle:
    """An article with its coding. `document` tells where a reviewed coding's values stand; a machine's has none."""

    article: Article
    coding: Coding
    origin: CodingOrigin
    document: Document | None = None

    def place(self, path: Path) -> Place:
        """Where a person mends the value at `path` of the coding; the article itself for a machine coding."""
        return self.document.place(path) if self.document else Place(self.article.path)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims of articles that cannot all be true, and what the named rule made of them.

    `rule` is the rule's name, `record` the kind and id of the record (`agreement visa-exemption`), `field` the column,
    `chosen` the published value (None: left empty), `claims` (article id, value) in the articles' order, `note` one
    sentence for people.
    """

    rule: str
    record: str
    field: str
    chosen: str | None
    claims: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True)
class Facts:
    """Rows of every table by the table's name (plain Python values), and where each row is mended."""

    rows: Mapping[str, Sequence[Row]]
    places: Mapping[RowKey, Place]
    contradictions: tuple[Contradiction, ...] = ()

"""How a column of a table is declared: once, as a field of a Pandera class.

`column` writes the declaration, `columns_of` reads it back as `Column`s, from which the Arrow types, the Table Schemas,
the documentation and the checks are derived.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

import pandas as pd
import pandera.pandas as pa
import pyarrow

from comity.terms import Term

Text = Annotated[pd.StringDtype, "pyarrow", pd.NA]
Category = pd.CategoricalDtype
Integer = pd.Int64Dtype
Number = pd.Float64Dtype
Boolean = pd.BooleanDtype
Date = Annotated[pd.ArrowDtype, pyarrow.date32()]

ARTICLE = "article"
NONE = "none"

KEBAB = "[a-z0-9]+(-[a-z0-9]+)*"
SNAKE = "[a-z0-9_]+"
DOTTED = "[a-z0-9_-]+([.][a-z0-9_-]+)*"  # several ids in one
_EDTF_SIDE = "([0-9]{3}X|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)[?~%]?"
EDTF = rf"({_EDTF_SIDE}|({_EDTF_SIDE}|\.\.)/({_EDTF_SIDE}|\.\.))"


def derived(column: str) -> str:
    """The grounding of a column that is computed from another column of its row."""
    return f"derived:{column}"


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    CATEGORY = "category"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


_KINDS: dict[type, Kind] = {
    pd.StringDtype: Kind.TEXT,
    pd.CategoricalDtype: Kind.CATEGORY,
    pd.Int64Dtype: Kind.INTEGER,
    pd.Float64Dtype: Kind.NUMBER,
    pd.BooleanDtype: Kind.BOOLEAN,
    pd.ArrowDtype: Kind.DATE,
}


@dataclass(frozen=True, slots=True)
class Reference:
    """The table and column that a foreign key refers to."""

    table: str
    column: str


@dataclass(frozen=True, slots=True)
class Column:
    """A declared column. The field names are those of `column`; `kind` comes from the annotation."""

    name: str
    kind: Kind
    description: str
    required: bool
    key: bool
    vocabulary: type[Term] | None
    references: Reference | None
    pattern: str | None
    edtf: bool
    verbatim: bool
    minimum: int | None
    grounding: str

    @property
    def title(self) -> str:
        """The name as a heading."""
        return self.name.replace("_", " ").capitalize()

    @property
    def free_text(self) -> bool:
        """True where any words may stand, so that no pattern, vocabulary or reference guards the cells."""
        guarded = self.pattern or self.edtf or self.vocabulary or self.references
        return self.kind is Kind.TEXT and not guarded


class Table(pa.DataFrameModel):
    """Base of all tables: the declared columns and no others."""

    class Config:
        """Pandera's settings."""

        strict = True


def column(
    description: str,
    *,
    required: bool | None = None,
    key: bool = False,
    vocabulary: type[Term] | None = None,
    references: str | None = None,
    pattern: str | None = None,
    edtf: bool = False,
    verbatim: bool = False,
    minimum: int | None = None,
    grounding: str = NONE,
    alias: str | None = None,
) -> Any:
    """Declare a column of a `Table`; its type is the annotation.

    `required`: no nulls (default: for keys). `key`: part of the primary key. `vocabulary`: the closed vocabulary of its
    values. `references`: `table.column`. `pattern`: a regular expression, without anchors, for the whole value. `edtf`:
    an EDTF date. `verbatim`: cut from an article, so that line breaks may stand in it. `grounding`: `article` where an
    article must support every value, `derived:<column>` where the value is computed, `none` where neither holds.
    `alias`: the column's name where Pandera keeps the attribute's for itself.
    """
    required = key if required is None else required
    table, _, target = (references or "").partition(".")
    meta = {
        "key": key,
        "vocabulary": vocabulary,
        "references": Reference(table, target) if references else None,
        "pattern": pattern,
        "edtf": edtf,
        "verbatim": verbatim,
        "minimum": minimum,
        "grounding": grounding,
    }
    return pa.Field(
        nullable=not required,
        isin=[term.value for term in vocabulary] if vocabulary else None,
        str_matches=rf"^(?:{pattern})$" if pattern else None,
        ge=minimum,
        alias=alias,
        description=description,
        metadata=meta,
    )


@cache
def columns_of(table: type[Table]) -> tuple[Column, ...]:
    """The declared columns of a table, in order."""
    return tuple(
        Column(
            name=name,
            kind=_KINDS[type(field.dtype.type)],
            description=field.description,
            required=not field.nullable,
            **field.metadata,
        )
        for name, field in table.to_schema().columns.items()
    )


def key_of(table: type[Table]) -> tuple[str, ...]:
    """The names of the columns that make up the primary key."""
    return tuple(column.name for column in columns_of(table) if column.key)


def name_of(table: type[Table]) -> str:
    """The table's name, snake_case: `EventActors` is `event_actors`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", table.__name__).lower()


def description_of(table: type[Table]) -> str:
    """What one row of the table means: the class's docstring as one paragraph."""
    return " ".join((table.__doc__ or "").split())

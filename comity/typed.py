"""Typed columns: plain values to Arrow to pandas and back, with nothing lost on the way.

A value that its column cannot hold (a word for a number, a term outside the vocabulary) stays in the frame as it is, so
that the checks can report it with its row: the column then has the type `object`, or the term is one category more.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from comity.columns import Column, Kind

# The values of a category column: by the column's name, in the vocabulary's order.
Categories = Mapping[str, Sequence[str]]

# The stubs of pyarrow are narrower than what its functions take and give.
ArrowArray: TypeAlias = Any

ARROW: Mapping[Kind, pa.DataType] = {
    Kind.TEXT: pa.string(),
    Kind.CATEGORY: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.BOOLEAN: pa.bool_(),
    Kind.DATE: pa.date32(),
}
_PANDAS: Mapping[pa.DataType, Any] = {
    pa.string(): pd.StringDtype("pyarrow", pd.NA),
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.date32(): pd.ArrowDtype(pa.date32()),
}


def _text(value: object) -> bool:
    """Unicode text, but no half of a surrogate pair, which UTF-8 cannot write."""
    return isinstance(value, str) and (value.isascii() or not any("\ud800" <= mark <= "\udfff" for mark in value))


def _integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


def _number(value: object) -> bool:
    """A finite number that a double holds to its last digit."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return False
    try:
        double = float(value)
    except OverflowError:
        return False
    return math.isfinite(double) and (isinstance(value, float) or Decimal(repr(double)) == value)


def _boolean(value: object) -> bool:
    return isinstance(value, bool)


def _date(value: object) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


_HOLDS: Mapping[Kind, Callable[[object], bool]] = {
    Kind.TEXT: _text,
    Kind.CATEGORY: _text,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _date,
}
# Python types of which a column of the kind holds every value (Arrow itself refuses integers that are too long).
_EXACT: Mapping[Kind, frozenset[type]] = {
    Kind.INTEGER: frozenset({int}),
    Kind.BOOLEAN: frozenset({bool}),
    Kind.DATE: frozenset({dt.date}),
}


def misfits(series: pd.Series, kind: Kind) -> np.ndarray:
    """The positions of the values that a column of this kind cannot hold."""
    if series.dtype != object:
        return np.empty(0, dtype=np.intp)
    holds = _HOLDS[kind]
    return np.flatnonzero([not (_missing(value) or holds(value)) for value in series])


def without_misfits(frame: pd.DataFrame, columns: Sequence[Column], categories: Categories) -> pd.DataFrame:
    """The frame with null for every value that its column cannot hold, so that all columns have their types."""
    values: dict[str, list[Any]] = {}
    for column in columns:
        series = frame[column.name]
        if series.dtype == object:
            wrong = set(misfits(series, column.kind).tolist())
            values[column.name] = [None if i in wrong or _missing(value) else value for i, value in enumerate(series)]
    if not values:
        return frame
    mended = {
        column.name: _series(_array(values[column.name], column.kind), column, categories)
        if column.name in values
        else frame[column.name]
        for column in columns
    }
    return pd.DataFrame(mended)


def from_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], categories: Categories) -> pd.DataFrame:
    """A frame of plain rows, sorted by the key, with the columns' types. A missing key of a row is a null."""
    values = {column.name: [row.get(column.name) for row in rows] for column in columns}
    unknown = sorted({name for row in rows for name in row.keys() - values.keys()})
    arrays = {column.name: _array_or_none(values[column.name], column.kind) for column in columns}
    whole = {name: array for name, array in arrays.items() if array is not None}
    if len(whole) == len(columns) and not unknown:
        return from_arrow(pa.table(whole), columns, categories)
    frame = {
        column.name: _series(whole[column.name], column, categories)
        if column.name in whole
        else pd.Series(values[column.name], dtype=object)
        for column in columns
    }
    return pd.DataFrame(frame | {name: [row.get(name) for row in rows] for name in unknown})


def from_arrow(table: pa.Table, columns: Sequence[Column], categories: Categories) -> pd.DataFrame:
    """A frame of an Arrow table that has the columns, sorted by the key in the order of code points."""
    plain = table.select([column.name for column in columns]).cast(schema(columns)).combine_chunks()
    keys: list[tuple[str, Literal["ascending", "descending"]]] = [
        (column.name, "ascending") for column in columns if column.key
    ]
    plain = plain.take(pc.sort_indices(plain, sort_keys=keys))
    return pd.DataFrame({column.name: _series(plain[column.name], column, categories) for column in columns})


def schema(columns: Sequence[Column]) -> pa.Schema:
    """The Arrow types of the columns; categories are text."""
    return pa.schema([pa.field(column.name, ARROW[column.kind]) for column in columns])


def arrow(series: pd.Series) -> ArrowArray:
    """The values of a typed column as one Arrow array; categories as text."""
    array: ArrowArray = pa.array(series)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    words = pa.types.is_dictionary(array.type) or pa.types.is_large_string(array.type)
    return array.cast(pa.string()) if words else array


def number_text(value: float) -> str:
    """A number as the tables write it: the shortest digits that mean it, no exponent, no `.0`."""
    text = format(Decimal(repr(float(value))), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def texts(series: pd.Series) -> ArrowArray:
    """The values of a typed column as the tables write them: ISO dates, true and false, plain numbers."""
    array = arrow(series)
    if not pa.types.is_floating(array.type):
        return array.cast(pa.string())
    coded = array.dictionary_encode()
    words = pa.array([number_text(value) for value in coded.dictionary.to_pylist()], pa.string())
    return words.take(coded.indices)


def where(mask: ArrowArray) -> np.ndarray:
    """The positions at which an Arrow mask is true."""
    positions: np.ndarray = pc.indices_nonzero(pc.fill_null(mask, False)).to_numpy()
    return positions


def is_in(values: ArrowArray, known: ArrowArray) -> np.ndarray:
    """Where a value is among the known ones; a null is among none."""
    found: ArrowArray = pc.is_in(values, known.drop_null())
    return np.asarray(found)


def index_in(values: ArrowArray, known: ArrowArray) -> np.ndarray:
    """The position of each value among the known ones, -1 where it is none of them."""
    found: ArrowArray = pc.index_in(values, known)
    positions: np.ndarray = found.fill_null(-1).to_numpy()
    return positions


def same(left: ArrowArray, right: ArrowArray) -> np.ndarray:
    """Where two arrays hold one value, or neither a value."""
    equal: ArrowArray = pc.equal(left, right)
    alike: ArrowArray = pc.or_(equal.fill_null(False), pc.and_(left.is_null(), right.is_null()))
    return np.asarray(alike)


def _missing(value: object) -> bool:
    return value is None or value is pd.NA


def _array_or_none(values: list[Any], kind: Kind) -> pa.Array[Any] | None:
    """The values as an Arrow array, or None where one of them does not fit."""
    if not _all_hold(values, kind):
        return None
    try:
        return _array(values, kind)
    except (pa.ArrowException, ValueError, TypeError, OverflowError):
        return None


def _all_hold(values: Sequence[object], kind: Kind) -> bool:
    """Arrow casts more than it should (1.5 to 1, bytes to text), so look at the Python types first."""
    found = set(map(type, values)) - {type(None)}
    if kind in (Kind.TEXT, Kind.CATEGORY):
        return all(issubclass(one, str) for one in found)
    if found <= _EXACT.get(kind, frozenset()):
        return True
    holds = _HOLDS[kind]
    return all(value is None or holds(value) for value in values)


def _array(values: list[Any], kind: Kind) -> pa.Array[Any]:
    if kind is Kind.NUMBER:
        values = [None if value is None else float(value) for value in values]
    return pa.array(values, ARROW[kind])


def _series(array: pa.Array[Any] | pa.ChunkedArray[Any], column: Column, categories: Categories) -> pd.Series:
    if column.kind is Kind.CATEGORY:
        return pd.Series(_categorical(array, categories.get(column.name, ())))
    chunked = array if isinstance(array, pa.ChunkedArray) else pa.chunked_array([array])
    return pd.Series(_PANDAS[ARROW[column.kind]].__from_arrow__(chunked))


def _categorical(array: pa.Array[Any] | pa.ChunkedArray[Any], known: Sequence[str]) -> pd.Categorical:
    """A categorical of the vocabulary's values, and after them of the values that it should not have."""
    found: ArrowArray = pc.unique(array).drop_null()
    strays: list[str] = sorted(found.filter(pc.invert(pc.is_in(found, pa.array(known, pa.string())))).to_pylist())
    values = [*known, *strays]
    codes = index_in(array, pa.array(values, pa.string()))
    return pd.Categorical.from_codes(codes, pd.Index(values, dtype="str"))

"""Columns of EDTF dates: parsed once a value, compared as whole columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from comity import edtf
from comity.typed import ArrowArray, arrow

NEVER = -(2**31)  # before every date
ALWAYS = 2**31 - 1  # after every date


@dataclass(frozen=True)
class Dates:
    """A column of EDTF dates, parsed: `values` holds one result a distinct text, `codes` its number a row, -1 for null.

    A result is the parsed date, or what is wrong with the text.
    """

    codes: np.ndarray
    values: tuple[edtf.Edtf | edtf.EdtfError, ...]

    @classmethod
    def of(cls, series: pd.Series) -> Dates:
        """Parse a text column."""
        coded: ArrowArray = arrow(series).dictionary_encode()
        codes = coded.indices.fill_null(-1).to_numpy()
        return cls(codes, tuple(map(_parsed, coded.dictionary.to_pylist())))

    def wrong(self) -> list[tuple[int, edtf.EdtfError]]:
        """The rows whose text is no EDTF date, with what is wrong with it."""
        bad = {code: value for code, value in enumerate(self.values) if isinstance(value, edtf.EdtfError)}
        return [(int(row), bad[self.codes[row]]) for row in np.flatnonzero(np.isin(self.codes, list(bad)))]

    def parts(self) -> tuple[ArrowArray, ArrowArray, ArrowArray]:
        """First day, last day and precision of every row; null where the date is null, open or wrong."""
        found = [value if isinstance(value, edtf.Edtf) else None for value in self.values]
        indices = pa.array(self.codes, mask=self.codes < 0)
        starts = pa.array([value.start if value else None for value in found], pa.date32())
        ends = pa.array([value.end if value else None for value in found], pa.date32())
        precisions = pa.array([value.precision.value if value else None for value in found], pa.string())
        return starts.take(indices), ends.take(indices), precisions.take(indices)

    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """The earliest and the latest day that each row can mean, as day numbers.

        NEVER and ALWAYS where nothing is known: for nulls, open sides and wrong dates, and for qualified ones (`~`,
        `?`, `%`), which can mean other days than they say.
        """
        pairs = [_bounds(value) for value in self.values]
        earliest = np.array([*(first for first, _ in pairs), NEVER], dtype=np.int64)
        latest = np.array([*(last for _, last in pairs), ALWAYS], dtype=np.int64)
        return earliest[self.codes], latest[self.codes]


def _parsed(text: str) -> edtf.Edtf | edtf.EdtfError:
    try:
        return edtf.parse(text)
    except edtf.EdtfError as error:
        return error


def _bounds(value: edtf.Edtf | edtf.EdtfError) -> tuple[int, int]:
    if isinstance(value, edtf.EdtfError) or any(mark in value.text for mark in "?~%"):
        return NEVER, ALWAYS
    first = value.start.toordinal() if value.start else NEVER
    last = value.end.toordinal() if value.end else ALWAYS
    return first, last

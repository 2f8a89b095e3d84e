"""Dates as the source gives them: the part of EDTF level 1 (ISO 8601-2) that articles need.

Forms: `1957`, `2023-12`, `2025-05-11`, seasons `2025-21`, decades `199X`, each with an optional qualifier
(`?` uncertain, `~` approximate, `%` both), and intervals of two of them, either side open (`..`).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from comity.terms import DatePrecision

OPEN = ".."
_SIMPLE = re.compile(
    r"(?P<decade>[0-9]{3}X)|(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?", re.ASCII
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


class EdtfError(ValueError):
    """The string is no date of the EDTF forms that comity knows."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A parsed EDTF date: its text, the first and last day it can mean (None: open), and its precision."""

    text: str
    start: dt.date | None
    end: dt.date | None
    precision: DatePrecision

    def contains(self, other: Edtf) -> bool:
        """True where every day `other` can mean is a day that this date can mean."""
        starts_before = self.start is None or (other.start is not None and self.start <= other.start)
        ends_after = self.end is None or (other.end is not None and other.end <= self.end)
        return starts_before and ends_after

    def compatible(self, other: Edtf) -> bool:
        """True where one of the two dates refines the other."""
        return self.contains(other) or other.contains(self)


@lru_cache(maxsize=65_536)
def parse(text: str) -> Edtf:
    """Parse one EDTF string.

    Raises EdtfError, whose message says what is wrong, for anything else (`2025-02-30`, `May 2025`, `2025-5-1`).
    """
    if "/" not in text:
        return Edtf(text, *_simple(text))
    left, _, right = text.partition("/")
    if left == OPEN and right == OPEN:
        raise EdtfError(f"'{text}' is open on both sides, so it says nothing; leave the date out")
    if not left or not right:
        raise EdtfError(f"'{text}' has an empty side; write `..` for an open one")
    start = None if left == OPEN else _simple(left)[0]
    end = None if right == OPEN else _simple(right)[1]
    if start and end and start > end:
        raise EdtfError(f"'{text}' ends before it starts")
    return Edtf(text, start, end, DatePrecision.INTERVAL)


def _simple(text: str) -> tuple[dt.date, dt.date, DatePrecision]:
    bare = text[:-1] if text.endswith(("?", "~", "%")) else text
    match = _SIMPLE.fullmatch(bare)
    if not match:
        raise EdtfError(f"'{text}' is not an EDTF date; write 1957, 2023-12, 2025-05-11, 199X or an interval 2024/2026")
    if match["decade"]:
        first = int(match["decade"][:3]) * 10
        _refuse_year_zero(first, text)
        return dt.date(first, 1, 1), dt.date(first + 9, 12, 31), DatePrecision.DECADE
    year = int(match["year"])
    _refuse_year_zero(year, text)
    if match["month"] is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31), DatePrecision.YEAR
    month = int(match["month"])
    if month in _SEASONS and match["day"] is None:
        return (*_season(year, month), DatePrecision.SEASON)
    if not 1 <= month <= 12:
        raise EdtfError(f"'{text}' has no month {month:02d}")
    last = calendar.monthrange(year, month)[1]
    if match["day"] is None:
        return dt.date(year, month, 1), dt.date(year, month, last), DatePrecision.MONTH
    day = int(match["day"])
    if not 1 <= day <= last:
        raise EdtfError(f"'{text}' is impossible: {year:04d}-{month:02d} has {last} days")
    return dt.date(year, month, day), dt.date(year, month, day), DatePrecision.DAY


def _season(year: int, code: int) -> tuple[dt.date, dt.date]:
    first, last = _SEASONS[code]
    if last > 12 and year == dt.MAXYEAR:
        return dt.date(year, first, 1), dt.date.max
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    return dt.date(year, first, 1), dt.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def _refuse_year_zero(year: int, text: str) -> None:
    if year == 0:
        raise EdtfError(f"'{text}' has the year 0, before the earliest date that the tables can hold")

"""What the steps of reading dates hand to each other, and the arithmetic of days, weeks, months and years."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from comity import edtf
from comity.coder.document import DateMention, DateRelation
from comity.edtf import Edtf


class Ymd(NamedTuple):
    """A year, month or day as the text gives it; the year of a month or day may be missing."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def edtf(self) -> str | None:
        """The EDTF string; None where the year is missing or there is no such day."""
        if self.year is None:
            return None
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return valid(text)


class Weekday(NamedTuple):
    """A weekday (`number`, 0 is Monday) with the word that places it, or the week it is in, counted from publication.

    `last`, `next`, `this` count from publication, `anchor+` and `anchor-` from the last date before in the text.
    """

    number: int
    word: str = ""
    week: int | None = None


class Anchored(NamedTuple):
    """A unit of time counted from the last date before in the text: "the following day" is one day on."""

    unit: str
    shift: int


Value = Ymd | Weekday | Anchored | str | None


class Range(NamedTuple):
    """A first and a last value that one form gives together: "May 11-12"."""

    first: Value
    last: Value


class Atom(NamedTuple):
    """What a form found: its value, and the last value of a range. `year_of` places "in May the same year"."""

    form: str
    start: int
    end: int
    first: Value
    last: Value = None
    year_of: Anchored | None = None


class Known(NamedTuple):
    """What a date tells for sure: its day, its month as (year, month), its year."""

    day: dt.date | None
    month: tuple[int, int] | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Context:
    """The span under work, the publication date with what it tells for sure, and the last date before the span."""

    text: str
    start: int
    end: int
    published: Edtf | None
    known: Known
    anchor: Edtf | None


class Lead(NamedTuple):
    """The words before a date: the preposition and its relation, where each part starts, and what else is said."""

    start: int
    preposition: str = ""
    relation: DateRelation = DateRelation.ON
    about: int | None = None
    part: int | None = None
    ends: bool = False
    article: bool = False
    year_word: bool = False


class SoFar(NamedTuple):
    """What a span has given so far: the last mention, and the last date that dates an act."""

    last: DateMention | None
    running: Edtf | None


def valid(text: str) -> str | None:
    """The string where it is an EDTF date, else None."""
    try:
        return edtf.parse(text).text
    except (ValueError, OverflowError):
        return None


def known(date: Edtf | None) -> Known:
    """What a date tells for sure; nothing where a side is open or the date is missing."""
    if date is None or date.start is None or date.end is None or date.start.year != date.end.year:
        return Known(None, None, None)
    year = date.start.year
    month = (year, date.start.month) if date.start.month == date.end.month else None
    return Known(date.start if date.start == date.end else None, month, year)


def _as_known(base: Known) -> str | None:
    if base.month is not None:
        return f"{base.month[0]:04d}-{base.month[1]:02d}"
    return f"{base.year:04d}" if base.year is not None else None


def shifted(unit: str, shift: int, base: Known) -> str | None:
    """The day, week, weekend, month, year or decade that lies `shift` units from `base`, EDTF; None where unknown."""
    try:
        if unit == "day" and base.day is None and shift == 0:
            return _as_known(base)  # today is a day of the month of publication, if that is all that is known
        if unit == "day":
            return None if base.day is None else (base.day + dt.timedelta(shift)).isoformat()
        if unit in {"week", "weekend"}:
            if base.day is None:
                return None
            monday = base.day + dt.timedelta(7 * shift - base.day.weekday())
            first = monday if unit == "week" else monday + dt.timedelta(5)
            return f"{first.isoformat()}/{(monday + dt.timedelta(6)).isoformat()}"
    except OverflowError:
        return None
    if unit == "month":
        if base.month is None:
            return None
        year, month = divmod(base.month[0] * 12 + base.month[1] - 1 + shift, 12)
        return valid(f"{year:04d}-{month + 1:02d}") if year > 0 else None
    if base.year is None:
        return None
    if unit == "decade":
        return valid(f"{base.year // 10 + shift:03d}X")
    return valid(f"{base.year + shift:04d}") if base.year + shift > 0 else None

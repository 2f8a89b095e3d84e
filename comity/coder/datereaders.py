"""From what a form of date matched to the value that it means."""

from __future__ import annotations

import re

from comity import edtf
from comity.coder.datevalues import Anchored, Context, Range, Value, Weekday, Ymd, known, shifted, valid
from comity.coder.datewords import (
    MONTHS,
    ORDINALS,
    SEASONS,
    SHIFTS,
    THIS,
    WEEKDAYS,
    S,
    number,
)

YEAR_WORDS = rf"(?:{THIS}|that|the(?:{S}(?:same|current|previous|following))?){S}year"
_MONTH_NUMBERS = {name[:3].lower(): index for index, name in enumerate(MONTHS, start=1)}
_WEEKDAY_NUMBERS = {name.lower(): index for index, name in enumerate(WEEKDAYS)}
Match = re.Match[str]


def _month_number(name: str) -> int:
    return _MONTH_NUMBERS[name[:3].lower()]


def _shift(words: str) -> int:
    """What the last word says of "this", "the current", "this past"."""
    return SHIFTS[words.split()[-1].lower()]


def _year(words: str, context: Context) -> int | None:
    """The year that "2024", "last year" or "the same year" means; None where nothing tells."""
    if words[:4].isdecimal():
        return int(words[:4])
    word = words.split()[-2].lower()
    base = known(context.anchor) if word in {"same", "that", "previous", "following"} else context.known
    return None if base.year is None else base.year + SHIFTS[word]


def _closing_year(year: int, digits: str) -> int:
    """The second year of "2024/25", "1999-00", "2021-2025"."""
    closing = int(digits) if len(digits) == 4 else year // 100 * 100 + int(digits)
    return closing + 100 if year % 100 == 99 and digits == "00" else closing


def read_iso(match: Match, context: Context) -> Value:
    """ "2025-05-12"."""
    year, month, day = (int(part) for part in re.split("[-/.]", match.group()))
    return Ymd(year, month, day)


def read_numeric(match: Match, context: Context) -> Value:
    """Day first with dots; with slashes or hyphens only where one of the two numbers can be no month."""
    left, right, year = (int(part) for part in re.split("[-/.]", match.group()))
    if "." in match.group() or left > 12 or left == right:
        return Ymd(year, right, left)
    return Ymd(year, left, right) if right > 12 else None


def read_month_year(match: Match, context: Context) -> Value:
    """ "May 2025"."""
    return Ymd(int(match["year"]), _month_number(match["month"]))


def read_month(match: Match, context: Context) -> Value:
    """ "May"."""
    return Ymd(None, _month_number(match.group()))


def read_relative_month(match: Match, context: Context) -> Value:
    """The latest "last May" before the month of publication, the first "next May" after it, "this May" of its year."""
    if context.known.month is None:
        return None
    year, current = context.known.month
    month, shift = _month_number(match["month"]), _shift(match["word"])
    if (shift < 0 and month >= current) or (shift > 0 and month <= current):
        year += shift
    return Ymd(year, month)


def _months_of_year(words: str, first: int, last: int, context: Context) -> Value:
    year = _year(words, context)
    return None if year is None else valid(f"{year:04d}-{first:02d}/{year:04d}-{last:02d}")


def read_part_code(match: Match, context: Context) -> Value:
    """Months of "Q3 2023", "H1 2024"."""
    code = match["code"]
    return _part_of_year(int(code.strip("QH")), 4 if "Q" in code else 2, match["year"], context)


def read_part(match: Match, context: Context) -> Value:
    """Months of "the first half of 2024", "the last quarter of this year"."""
    parts = 4 if match["part"].lower() == "quarter" else 2
    ordinal = ORDINALS[match["ordinal"].lower()]
    return _part_of_year(parts if ordinal < 0 else ordinal, parts, match["year"], context)


def _part_of_year(part: int, parts: int, year: str, context: Context) -> Value:
    length = 12 // parts
    return _months_of_year(year, (part - 1) * length + 1, part * length, context) if part <= parts else None


def read_months(match: Match, context: Context) -> Value:
    """Months of "the first five months of 2025", "the last two quarters of 2023"."""
    length = number(match["count"]) * (3 if match["unit"].lower() == "quarters" else 1)
    if not 1 <= length <= 12:
        return None
    first, last = (1, length) if match["side"].lower() == "first" else (13 - length, 12)
    return _months_of_year(match["year"], first, last, context)


def read_season(match: Match, context: Context) -> Value:
    """ "spring 2025"."""
    year = _year(match["year"], context)
    return None if year is None else valid(f"{year:04d}-{SEASONS[match['season'].lower()]}")


def read_relative_season(match: Match, context: Context) -> Value:
    """The latest "last summer" that ended before publication, the first "next summer" after it, "this" of its year."""
    published, month = context.published, context.known.month
    if month is None or published is None or published.start is None or published.end is None:
        return None
    code, shift = SEASONS[match["season"].lower()], _shift(match["word"])
    if shift == 0:
        return valid(f"{month[0] - (code == SEASONS['winter'] and month[1] < 3):04d}-{code}")
    years = (month[0], month[0] - 1, month[0] - 2) if shift < 0 else (month[0], month[0] + 1)
    for year in years:
        text = valid(f"{year:04d}-{code}")
        season = edtf.parse(text) if text else None
        if season is None or season.start is None or season.end is None:
            return None
        if season.end < published.start if shift < 0 else season.start > published.end:
            return text
    return None


def read_decade(match: Match, context: Context) -> Value:
    """ "the 1990s"."""
    return f"{match.group()[:3]}X"


def read_fiscal(match: Match, context: Context) -> Value:
    """A fiscal year is no calendar year: `~`, or the two years that its name gives."""
    year = int(match["year"])
    return f"{year:04d}~" if match["last"] is None else valid(f"{year:04d}/{_closing_year(year, match['last']):04d}")


def read_span(match: Match, context: Context) -> Value | Range:
    """Two years ("2024/25", "2021-25"); "2024-05" is a month, for its second number can be no later year."""
    year, last = int(match["year"]), match["last"]
    closing = _closing_year(year, last)
    if closing == year + 1 or (closing > year and match["mark"] != "/"):
        return Range(Ymd(year), Ymd(closing))
    return Ymd(year, int(last)) if match["mark"] == "-" and len(last) == 2 else None


def read_year(match: Match, context: Context) -> Value:
    """ "2025"."""
    return Ymd(int(match.group()))


def read_weekday(match: Match, context: Context) -> Value:
    """ "Monday", "last Monday", "Monday last week"."""
    index = _WEEKDAY_NUMBERS[match["weekday"].lower()]
    if match["week"]:
        return Weekday(index, week=SHIFTS[match["week"]])
    words = (match["word"] or "").lower().split()
    if words[:1] == ["the"] and words[-1] in {"following", "next", "previous"}:
        return Weekday(index, "anchor+" if SHIFTS[words[-1]] > 0 else "anchor-")
    return Weekday(index, {0: "this", 1: "next", -1: "last"}[SHIFTS[words[-1]]] if words else "")


def read_day_word(match: Match, context: Context) -> Value:
    """ "yesterday", "tomorrow night"."""
    words = match.group().lower()
    shift = -1 if "yesterday" in words or "last" in words else 1 if "tomorrow" in words else 0
    return shifted("day", shift * (2 if words.startswith("the") else 1), context.known)


def _unit(unit: str, shift: int, context: Context) -> Value:
    if unit != "year":
        return shifted(unit, shift, context.known)
    return None if context.known.year is None else Ymd(context.known.year + shift)


def read_unit(match: Match, context: Context) -> Value:
    """ "last month"."""
    return _unit(match["unit"], _shift(match["word"]), context)


def read_present_unit(match: Match, context: Context) -> Value:
    """ "this year", "the week"."""
    return _unit(match["unit"].lower(), 0, context)


def read_weekend(match: Match, context: Context) -> Value:
    """The latest weekend that had begun at publication."""
    day = context.known.day
    return None if day is None else shifted("weekend", 0 if day.weekday() >= 5 else -1, context.known)


def read_ago(match: Match, context: Context) -> Value:
    """Round numbers from ten on, and "a decade ago", are loose: `~`."""
    count, unit = number(match["count"]), match["unit"]
    if unit == "decade":
        count, unit = count * 10, "year"
    value = shifted(unit, -count, context.known)
    loose = match["about"] or (count >= 10 and count % 5 == 0)
    return f"{value}~" if value and loose and "/" not in value else value


def read_anchored(match: Match, context: Context) -> Value:
    """ "the following day"."""
    return Anchored(match["unit"], _shift(match["word"]))


def read_anchored_count(match: Match, context: Context) -> Value:
    """ "two days later"."""
    return Anchored(match["unit"], number(match["count"]) * SHIFTS[match["side"]])


def read_day(match: Match, context: Context) -> Value:
    """ "12 May", "May 12, 2025"."""
    year = int(match["year"]) if match["year"] else None
    return Ymd(year, _month_number(match["month"]), int(match["day"].rstrip("sthndr")))

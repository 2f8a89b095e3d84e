"""The forms of dates in English newswire: what looks like a date, before its neighbours are asked.

One table of patterns, one scan. Each find is an `Atom` whose value may still lack something that only the sentence
gives: the year of `May 11`, the week of `Monday`, the day that `the following day` follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from comity import edtf
from comity.coder.datevalues import Anchored, Atom, Context, Range, Value, Weekday, Ymd, known, shifted, valid
from comity.coder.numerals import NUMBER_WORDS

MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)  # fmt: skip
MONTH_ABBREVIATIONS = tuple("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split())
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1, "final": -1
}  # fmt: skip
SHIFTS = {
    "this": 0, "the": 0, "that": 0, "same": 0, "current": 0, "coming": 1, "next": 1, "following": 1, "later": 1,
    "after": 1, "last": -1, "past": -1, "previous": -1, "preceding": -1, "earlier": -1, "before": -1,
}  # fmt: skip


def number(word: str) -> int:
    """The number that a word or numeral below 100 gives; `a` and `an` are 1."""
    return int(word) if word.isdecimal() else NUMBER_WORDS.get(word.lower(), 1)


# --- Pieces of patterns ----------------------------------------------------------------------------------------------

S = r"\s{1,3}"
YEAR = r"(?:1[5-9]|20)[0-9]{2}(?![0-9])"
BOUND = r"(?!\w)"
# Not "May 10:30", "June 1,500", "5.5", "May 20%".
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9]|[:.][0-9]|,[0-9]{3}(?![0-9])|\s?%)"
DASH = r"\s?[-–—]\s?"


def any_of(words: str) -> str:
    """An alternation of lower-case words given with `|`, each also with a capital, as at the start of a sentence."""
    both = (f"[{word[0]}{word[0].upper()}]{word[1:]}".replace(" ", S) for word in words.split("|"))
    return f"(?:{'|'.join(both)})"


def names(words: tuple[str, ...]) -> str:
    """An alternation of names, as they are and in capitals, longest first."""
    return "|".join(sorted({*words, *(word.upper() for word in words)}, key=lambda word: (-len(word), word)))


MONTH_NAME = rf"(?:{names(MONTHS)}){BOUND}"
MONTH = rf"(?:{MONTH_NAME}|(?:{names(MONTH_ABBREVIATIONS)}){BOUND}\.?)"
_WEEKDAY = rf"(?:{names(WEEKDAYS)}){BOUND}"
_SEASON = any_of("|".join(SEASONS))
_NUMBER = rf"(?:{any_of('|'.join(sorted(NUMBER_WORDS, key=len, reverse=True)))}|[0-9]{{1,3}})"
_ORDINAL = rf"(?:{any_of('first|second|third|fourth|last|final')}|1st|2nd|3rd|4th)"
_THIS = any_of("this|last|next")
_YEAR_WORDS = rf"(?:{_THIS}|that|the(?:{S}(?:same|current|previous|following))?){S}year"
_YEAR_OR_WORDS = rf"(?P<year>(?:{YEAR}|{_YEAR_WORDS}){BOUND})"
_DAYTIME = rf"(?:{S}(?:morning|afternoon|evening|night){BOUND})?"


# --- Readers: from a match to a value --------------------------------------------------------------------------------

_MONTH_NUMBERS = {name[:3].lower(): index for index, name in enumerate(MONTHS, start=1)}
_WEEKDAY_NUMBERS = {name.lower(): index for index, name in enumerate(WEEKDAYS)}
_Match = re.Match[str]


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


def _read_iso(match: _Match, context: Context) -> Value:
    year, month, day = (int(part) for part in re.split("[-/.]", match.group()))
    return Ymd(year, month, day)


def _read_numeric(match: _Match, context: Context) -> Value:
    """Day first with dots; with slashes or hyphens only where one of the two numbers can be no month."""
    left, right, year = (int(part) for part in re.split("[-/.]", match.group()))
    if "." in match.group() or left > 12 or left == right:
        return Ymd(year, right, left)
    return Ymd(year, left, right) if right > 12 else None


def _read_month_year(match: _Match, context: Context) -> Value:
    return Ymd(int(match["year"]), _month_number(match["month"]))


def _read_month(match: _Match, context: Context) -> Value:
    return Ymd(None, _month_number(match.group()))


def _read_relative_month(match: _Match, context: Context) -> Value:
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


def _read_part_code(match: _Match, context: Context) -> Value:
    """Months of "Q3 2023", "H1 2024"."""
    code = match["code"]
    return _part_of_year(int(code.strip("QH")), 4 if "Q" in code else 2, match["year"], context)


def _read_part(match: _Match, context: Context) -> Value:
    """Months of "the first half of 2024", "the last quarter of this year"."""
    parts = 4 if match["part"].lower() == "quarter" else 2
    ordinal = ORDINALS[match["ordinal"].lower()]
    return _part_of_year(parts if ordinal < 0 else ordinal, parts, match["year"], context)


def _part_of_year(part: int, parts: int, year: str, context: Context) -> Value:
    length = 12 // parts
    return _months_of_year(year, (part - 1) * length + 1, part * length, context) if part <= parts else None


def _read_months(match: _Match, context: Context) -> Value:
    """Months of "the first five months of 2025", "the last two quarters of 2023"."""
    length = number(match["count"]) * (3 if match["unit"].lower() == "quarters" else 1)
    if not 1 <= length <= 12:
        return None
    first, last = (1, length) if match["side"].lower() == "first" else (13 - length, 12)
    return _months_of_year(match["year"], first, last, context)


def _read_season(match: _Match, context: Context) -> Value:
    year = _year(match["year"], context)
    return None if year is None else valid(f"{year:04d}-{SEASONS[match['season'].lower()]}")


def _read_relative_season(match: _Match, context: Context) -> Value:
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


def _read_decade(match: _Match, context: Context) -> Value:
    return f"{match.group()[:3]}X"


def _read_fiscal(match: _Match, context: Context) -> Value:
    """A fiscal year is no calendar year: `~`, or the two years that its name gives."""
    year = int(match["year"])
    return f"{year:04d}~" if match["last"] is None else valid(f"{year:04d}/{_closing_year(year, match['last']):04d}")


def _read_span(match: _Match, context: Context) -> Value | Range:
    """Two years ("2024/25", "2021-25"); "2024-05" is a month, for its second number can be no later year."""
    year, last = int(match["year"]), match["last"]
    closing = _closing_year(year, last)
    if closing == year + 1 or (closing > year and match["mark"] != "/"):
        return Range(Ymd(year), Ymd(closing))
    return Ymd(year, int(last)) if match["mark"] == "-" and len(last) == 2 else None


def _read_year(match: _Match, context: Context) -> Value:
    return Ymd(int(match.group()))


def _read_weekday(match: _Match, context: Context) -> Value:
    index = _WEEKDAY_NUMBERS[match["weekday"].lower()]
    if match["week"]:
        return Weekday(index, week=SHIFTS[match["week"]])
    words = (match["word"] or "").lower().split()
    if words[:1] == ["the"] and words[-1] in {"following", "next", "previous"}:
        return Weekday(index, "anchor+" if SHIFTS[words[-1]] > 0 else "anchor-")
    return Weekday(index, {0: "this", 1: "next", -1: "last"}[SHIFTS[words[-1]]] if words else "")


def _read_day_word(match: _Match, context: Context) -> Value:
    words = match.group().lower()
    shift = -1 if "yesterday" in words or "last" in words else 1 if "tomorrow" in words else 0
    return shifted("day", shift * (2 if words.startswith("the") else 1), context.known)


def _unit(unit: str, shift: int, context: Context) -> Value:
    if unit != "year":
        return shifted(unit, shift, context.known)
    return None if context.known.year is None else Ymd(context.known.year + shift)


def _read_unit(match: _Match, context: Context) -> Value:
    return _unit(match["unit"], _shift(match["word"]), context)


def _read_present_unit(match: _Match, context: Context) -> Value:
    return _unit(match["unit"].lower(), 0, context)


def _read_weekend(match: _Match, context: Context) -> Value:
    """The latest weekend that had begun at publication."""
    day = context.known.day
    return None if day is None else shifted("weekend", 0 if day.weekday() >= 5 else -1, context.known)


def _read_ago(match: _Match, context: Context) -> Value:
    """Round numbers from ten on, and "a decade ago", are loose: `~`."""
    count, unit = number(match["count"]), match["unit"]
    if unit == "decade":
        count, unit = count * 10, "year"
    value = shifted(unit, -count, context.known)
    loose = match["about"] or (count >= 10 and count % 5 == 0)
    return f"{value}~" if value and loose and "/" not in value else value


def _read_anchored(match: _Match, context: Context) -> Value:
    return Anchored(match["unit"], _shift(match["word"]))


def _read_anchored_count(match: _Match, context: Context) -> Value:
    return Anchored(match["unit"], number(match["count"]) * SHIFTS[match["side"]])


def _read_day(match: _Match, context: Context) -> Value:
    year = int(match["year"]) if match["year"] else None
    return Ymd(year, _month_number(match["month"]), int(match["day"].rstrip("sthndr")))


# --- The table -------------------------------------------------------------------------------------------------------

_Reader = Callable[[_Match, Context], Value | Range]


class _Opener(StrEnum):
    """What the first word of a form can be; each word of a text is tried with the forms that it can open only."""

    DIGIT = "digit"
    MONTH = "month"
    WEEKDAY = "weekday"
    NUMBER = "number"
    ARTICLE = "article"
    WORD = "word"


class _Form(NamedTuple):
    """A form of date: its name, what opens it, its pattern and what reads a match."""

    name: str
    openers: tuple[_Opener, ...]
    pattern: str
    read: _Reader


_DAYS_LINK = rf"(?:{DASH}|{S}to{S}(?:the{S})?|(?:,{S}{DAY}){{0,5}}(?:,?{S}and{S}|\s?&\s?)(?:the{S})?)"
_PHRASE_ENDS = r"(?=\s{0,3}(?:[.,;:)]|\Z))"
_DIGIT, _IN_WORDS = (_Opener.DIGIT,), (_Opener.WORD,)
_COUNTED = (_Opener.DIGIT, _Opener.NUMBER)
_WITH_ARTICLE = (_Opener.ARTICLE, _Opener.WORD)

# Tried in this order at each word.
_FORMS = (
    _Form(
        "day",
        _DIGIT,
        rf"{YEAR}(?:-[01][0-9]-[0-3][0-9]|/[01][0-9]/[0-3][0-9]|\.[01][0-9]\.[0-3][0-9])(?![\w/-])",
        _read_iso,
    ),
    _Form(
        "day",
        _DIGIT,
        rf"[0-9]{{1,2}}(?:\.[0-9]{{1,2}}\.|/[0-9]{{1,2}}/|-[0-9]{{1,2}}-){YEAR}(?![\w/-])",
        _read_numeric,
    ),
    _Form(  # 11 May 2025, 11-12 May, the 3rd and 4th of June
        "day",
        _DIGIT,
        rf"(?P<day>{DAY})(?:(?P<link>{_DAYS_LINK})(?P<last>{DAY}))?{S}(?:of{S})?(?P<month>{MONTH})"
        rf"(?:(?:,|{S}of)?{S}(?P<year>{YEAR}){BOUND})?",
        _read_day,
    ),
    _Form(  # May 11, 2025; May 11-12; May 11 to 13, 2025
        "day",
        (_Opener.MONTH,),
        rf"(?P<month>{MONTH}){S}(?:the{S})?(?P<day>{DAY}){BOUND}"
        rf"(?:(?P<link>{_DAYS_LINK})(?P<last>{DAY}){BOUND}(?!{S}(?:of{S})?{MONTH}))?"
        rf"(?:(?:,?{S}|,)(?P<year>{YEAR}){BOUND})?",
        _read_day,
    ),
    _Form(
        "month",
        (_Opener.MONTH,),
        rf"(?P<month>{MONTH})(?:,|{S}of)?{S}(?P<year>{YEAR}){BOUND}",
        _read_month_year,
    ),
    _Form(
        "bare_month",
        (_Opener.MONTH,),
        rf"{MONTH_NAME}|{MONTH}(?={DASH}{MONTH}{S}{YEAR})",
        _read_month,
    ),
    _Form(
        "month",
        _IN_WORDS,
        rf"(?P<word>{_THIS}(?:{S}(?:past|coming))?){S}(?P<month>{MONTH_NAME})",
        _read_relative_month,
    ),
    _Form(
        "part",
        (_Opener.DIGIT, _Opener.WORD),
        rf"(?P<code>Q[1-4]|[1-4]Q|H[12])(?:\s?[/-]\s?|{S}(?:of{S})?)?{_YEAR_OR_WORDS}",
        _read_part_code,
    ),
    _Form(
        "part",
        (_Opener.DIGIT, _Opener.WORD),
        rf"(?P<ordinal>{_ORDINAL})[\s-](?P<part>[Qq]uarter|[Hh]alf){S}(?:(?:of|in){S})?{_YEAR_OR_WORDS}",
        _read_part,
    ),
    _Form(
        "part",
        _IN_WORDS,
        rf"(?P<side>{any_of('first|last|final')}){S}(?P<count>{_NUMBER}){S}(?P<unit>months|quarters){S}(?:of|in){S}"
        rf"{_YEAR_OR_WORDS}",
        _read_months,
    ),
    _Form("season", _IN_WORDS, rf"(?P<season>{_SEASON}){S}(?:(?:of|in){S})?{_YEAR_OR_WORDS}", _read_season),
    _Form("season", _IN_WORDS, rf"(?P<word>{_THIS}){S}(?P<season>{_SEASON}){BOUND}", _read_relative_season),
    _Form(  # "the 1800s" are a century
        "decade",
        _DIGIT,
        rf"(?:1[5-9][1-9]|20[0-9])0['’]?s{BOUND}",
        _read_decade,
    ),
    _Form(
        "fiscal",
        _IN_WORDS,
        rf"(?:FY\s?|{any_of('fiscal|financial')}{S}(?:year{S})?)(?P<year>{YEAR})"
        rf"(?:[-–/](?P<last>[0-9]{{4}}|[0-9]{{2}}))?{BOUND}",
        _read_fiscal,
    ),
    _Form(
        "year",
        _DIGIT,
        rf"(?P<year>{YEAR})(?P<mark>[-–/])(?P<last>[0-9]{{2}}(?![0-9])|(?<=/){YEAR})(?![\w/%-]|[.,][0-9])",
        _read_span,
    ),
    _Form("year", _DIGIT, rf"{YEAR}(?![\w%]|[.,:][0-9]|-[a-z]|\s%)", _read_year),
    _Form(
        "weekday",
        (_Opener.WEEKDAY, *_WITH_ARTICLE),
        rf"(?:(?P<word>(?<!the\s)(?<!The\s){_THIS}(?:{S}(?:past|coming))?|"
        rf"[Tt]he{S}(?:past|coming|following|next|previous)){S})?"
        rf"(?P<weekday>{_WEEKDAY})(?:{S}(?:of{S})?(?P<week>last|this|next){S}week{BOUND})?{_DAYTIME}",
        _read_weekday,
    ),
    _Form(
        "day_word",
        _WITH_ARTICLE,
        rf"(?:{any_of('earlier|later|late|early')}{S})?"
        rf"(?:{any_of('today|tonight|yesterday|tomorrow')}|[Tt]his{S}(?:morning|afternoon|evening)|[Ll]ast{S}night|"
        rf"[Tt]he{S}day{S}(?:after{S}tomorrow|before{S}yesterday)){BOUND}{_DAYTIME}",
        _read_day_word,
    ),
    _Form(  # "over the last year" is a length of time, so no article stands before
        "unit",
        _WITH_ARTICLE,
        rf"(?:{any_of('earlier|later|early|late|mid')}[\s-])?"
        rf"(?<!the\s)(?<!The\s)(?P<word>{_THIS}|[Tt]he{S}current|[Tt]his{S}coming){S}"
        rf"(?P<unit>weekend|week|month|year|decade){BOUND}",
        _read_unit,
    ),
    _Form(
        "unit",
        _WITH_ARTICLE,
        rf"(?:[Tt]he{S})?(?:{any_of('end|beginning|start|rest|remainder|close')}{S}of|"
        rf"{any_of('earlier|later')}{S}in){S}the{S}(?P<unit>week|month|year|decade){BOUND}(?!{S}(?:before|after|of))",
        _read_present_unit,
    ),
    _Form("unit", _WITH_ARTICLE, rf"(?:[Tt]he{S})?(?P<unit>[Yy]ear)(?:['’]s{S}|-)end{BOUND}", _read_present_unit),
    _Form("unit", _IN_WORDS, rf"{any_of('over|during|at')}{S}the{S}weekend{BOUND}", _read_weekend),
    _Form(
        "unit",
        (*_COUNTED, _Opener.WORD),
        rf"(?:(?P<about>{any_of('about|around|nearly|almost|some|over|roughly|more than')}){S})?"
        rf"(?P<count>{_NUMBER}|[Aa]n?){S}(?P<unit>day|week|month|year|decade)s?{S}ago{BOUND}",
        _read_ago,
    ),
    _Form(
        "anchored",
        _WITH_ARTICLE,
        rf"(?:{any_of('earlier|later')}{S}(?:on{S})?)?"
        rf"(?P<word>[Tt]he{S}(?:same|following|next|previous|preceding)|{any_of('that|same')}){S}"
        rf"(?P<unit>day|month|year){BOUND}",
        _read_anchored,
    ),
    _Form(
        "anchored",
        _COUNTED,
        rf"(?P<count>{_NUMBER}|[Aa]n?){S}(?P<unit>day|month|year)s?{S}(?P<side>earlier|later){BOUND}",
        _read_anchored_count,
    ),
    _Form(
        "anchored",
        (_Opener.ARTICLE,),
        rf"(?P<count>[Tt]he){S}(?P<unit>day){S}(?P<side>before|after){_PHRASE_ENDS}",
        _read_anchored_count,
    ),
)  # fmt: skip

_GROUP_NAME = re.compile(r"\(\?P<\w+>")


@cache
def _pattern(index: int) -> re.Pattern[str]:
    return re.compile(_FORMS[index].pattern)


def _scanner(opener: _Opener) -> re.Pattern[str]:
    """The forms that `opener` can open, in order; which one matched is the name of its group."""
    numbered = (
        f"(?P<form{index}>{_GROUP_NAME.sub('(?:', form.pattern)})"
        for index, form in enumerate(_FORMS)
        if opener in form.openers
    )
    return re.compile("|".join(numbered))


_SCANNERS = {opener: _scanner(opener) for opener in _Opener}
_OPENING_WORDS = (
    "this last next that same first second third fourth final fiscal financial earlier later early late mid today "
    "tonight yesterday tomorrow end beginning start rest remainder close year over during at about around nearly "
    "almost some roughly more"
).split()  # fmt: skip


def _with_capitals(words: Iterable[str], opener: _Opener) -> dict[str, _Opener]:
    return {form: opener for word in words for form in (word, word.capitalize(), word.upper())}


# Words and single digits as `_WORD` cuts them.
_OPENERS = {
    **_with_capitals((*_OPENING_WORDS, *SEASONS), _Opener.WORD),
    **_with_capitals((*NUMBER_WORDS, "a", "an"), _Opener.NUMBER),
    **_with_capitals(("the",), _Opener.ARTICLE),
    **{name: _Opener.WEEKDAY for day in WEEKDAYS for name in (day, day.upper())},
    **{name: _Opener.MONTH for month in (*MONTHS, *MONTH_ABBREVIATIONS) for name in (month, month.upper())},
    **dict.fromkeys(("Q", "H", "FY"), _Opener.WORD),
    **dict.fromkeys("0123456789", _Opener.DIGIT),
}
_WORD = re.compile(r"(?<!\w)(?:[A-Za-z]+|[0-9])")
_LETTERS = re.compile("[A-Za-z]+")
# What "a", "two" and "the" open holds one of these words: "two years ago", "the following Monday".
_UNITS = frozenset(
    (
        *"day days week weekend weeks month months year Year years decade decades".split(),
        *(name for day in WEEKDAYS for name in (day, day.upper())),
    )
)
_OPENERS_WITHOUT_UNITS = {
    word: opener for word, opener in _OPENERS.items() if opener not in {_Opener.NUMBER, _Opener.ARTICLE}
}
# Every form holds one of these words, or the digits of a year.
_TRIGGERS = frozenset(
    (
        *(word for word, opener in _OPENERS.items() if opener in {_Opener.MONTH, _Opener.WEEKDAY}),
        *_with_capitals("today tonight yesterday tomorrow year".split(), _Opener.WORD),
        *"day days week weekend weeks month months years decade decades morning afternoon evening night".split(),
        *_with_capitals(SEASONS, _Opener.WORD),
    )
)
_DIGITS_OF_YEAR = re.compile(r"[12][056789][0-9]{2}")
# "In June 20 companies": the number counts what follows and is no day.
_COUNT_AFTER = re.compile(rf"{S}(?:[a-z-]{{2,20}}s{BOUND}|people|percent|per{S}cent|hundred|thousand|million|billion)")
_IN_BEFORE = re.compile(rf"(?<!\w)[Ii]n{S}\Z")
_DAY_NUMBER = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_LISTING = re.compile(r"[&,]|and")
_BETWEEN_BEFORE = re.compile(rf"(?<!\w)[Bb]etween{S}(?:the{S})?\Z")


def openers_in(text: str, start: int, end: int) -> Mapping[str, _Opener]:
    """The words that can open a date in a span; none where it holds no word or year that a date needs."""
    words = set(_LETTERS.findall(text, start, end))
    if not words.isdisjoint(_UNITS):
        return _OPENERS
    if words.isdisjoint(_TRIGGERS) and not _DIGITS_OF_YEAR.search(text, start, end):
        return {}
    return _OPENERS_WITHOUT_UNITS


def atoms(context: Context, openers: Mapping[str, _Opener]) -> Iterator[Atom]:
    """What looks like a date in the span, in order, without overlap; `openers` as `openers_in` gives them."""
    text, end = context.text, context.end
    done = context.start
    for word in _WORD.finditer(text, context.start, end):
        opener = openers.get(word[0])
        if opener is None or word.start() < done:
            continue
        hit = _SCANNERS[opener].match(text, word.start(), end)
        if hit is None or hit.lastgroup is None:
            continue
        done = hit.end()
        index = int(hit.lastgroup.removeprefix("form"))
        match = _pattern(index).match(text, hit.start(), end)
        if match:
            yield from _read(_FORMS[index], match, context)


def _read(form: _Form, match: _Match, context: Context) -> Iterator[Atom]:
    value = form.read(match, context)
    if form.read is _read_day and isinstance(value, Ymd):
        yield from _days(match, value, context)
    elif isinstance(value, Range):
        yield Atom(form.name, *match.span(), *value)
    else:
        yield Atom(form.name, *match.span(), value)


def _days(match: _Match, value: Ymd, context: Context) -> Iterator[Atom]:
    """One day, a range of days, or each day of a list whose days do not follow each other."""
    text, (start, end) = context.text, match.span()
    month_first = match.start("month") == start
    counts = month_first and value.year is None and _COUNT_AFTER.match(text, end, context.end)
    if match["last"] is None:
        if counts and _IN_BEFORE.search(text, max(context.start, start - 6), start):
            yield Atom("bare_month", start, match.end("month"), value._replace(day=None))
        else:
            yield Atom("day", start, end, value)
        return
    listed = list(_DAY_NUMBER.finditer(text, match.start("day"), match.end("last")))
    is_list = _LISTING.search(match["link"]) is not None
    if is_list and counts:  # "on May 11 and 12 people were honoured"
        end = listed[-2].end()
        del listed[-1]
    days = [value._replace(day=int(number[1])) for number in listed]
    first, last = days[0], days[-1]
    consecutive = [day.day for day in days] == list(range(first.day or 0, (first.day or 0) + len(days)))
    if not is_list or consecutive or _BETWEEN_BEFORE.search(text, max(context.start, start - 12), start):
        if first == last:
            yield Atom("day", start, end, first)
        elif first < last:
            yield Atom("day", start, end, first, last)
        return
    for number, day in zip(listed, days, strict=True):
        left = start if number is listed[0] else number.start()
        right = end if number is listed[-1] else number.end()
        yield Atom("day", left, right, day)

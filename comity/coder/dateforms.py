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

from comity.coder.datereaders import (
    YEAR_WORDS,
    Match,
    read_ago,
    read_anchored,
    read_anchored_count,
    read_day,
    read_day_word,
    read_decade,
    read_fiscal,
    read_iso,
    read_month,
    read_month_year,
    read_months,
    read_numeric,
    read_part,
    read_part_code,
    read_present_unit,
    read_relative_month,
    read_relative_season,
    read_season,
    read_span,
    read_unit,
    read_weekday,
    read_weekend,
    read_year,
)
from comity.coder.datevalues import Atom, Context, Range, Value, Ymd
from comity.coder.datewords import (
    BOUND,
    DASH,
    DAY,
    DAYTIME,
    MONTH,
    MONTH_ABBREVIATIONS,
    MONTH_NAME,
    MONTHS,
    NUMBER,
    ORDINAL,
    SEASON,
    SEASONS,
    THIS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    S,
    any_of,
)
from comity.coder.numerals import NUMBER_WORDS

_YEAR_OR_WORDS = rf"(?P<year>(?:{YEAR}|{YEAR_WORDS}){BOUND})"


# --- The table -------------------------------------------------------------------------------------------------------

_Reader = Callable[[Match, Context], Value | Range]


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
        read_iso,
    ),
    _Form(
        "day",
        _DIGIT,
        rf"[0-9]{{1,2}}(?:\.[0-9]{{1,2}}\.|/[0-9]{{1,2}}/|-[0-9]{{1,2}}-){YEAR}(?![\w/-])",
        read_numeric,
    ),
    _Form(  # 11 May 2025, 11-12 May, the 3rd and 4th of June
        "day",
        _DIGIT,
        rf"(?P<day>{DAY})(?:(?P<link>{_DAYS_LINK})(?P<last>{DAY}))?{S}(?:of{S})?(?P<month>{MONTH})"
        rf"(?:(?:,|{S}of)?{S}(?P<year>{YEAR}){BOUND})?",
        read_day,
    ),
    _Form(  # May 11, 2025; May 11-12; May 11 to 13, 2025
        "day",
        (_Opener.MONTH,),
        rf"(?P<month>{MONTH}){S}(?:the{S})?(?P<day>{DAY}){BOUND}"
        rf"(?:(?P<link>{_DAYS_LINK})(?P<last>{DAY}){BOUND}(?!{S}(?:of{S})?{MONTH}))?"
        rf"(?:(?:,?{S}|,)(?P<year>{YEAR}){BOUND})?",
        read_day,
    ),
    _Form(
        "month",
        (_Opener.MONTH,),
        rf"(?P<month>{MONTH})(?:,|{S}of)?{S}(?P<year>{YEAR}){BOUND}",
        read_month_year,
    ),
    _Form(
        "bare_month",
        (_Opener.MONTH,),
        rf"{MONTH_NAME}|{MONTH}(?={DASH}{MONTH}{S}{YEAR})",
        read_month,
    ),
    _Form(
        "month",
        _IN_WORDS,
        rf"(?P<word>{THIS}(?:{S}(?:past|coming))?){S}(?P<month>{MONTH_NAME})",
        read_relative_month,
    ),
    _Form(
        "part",
        (_Opener.DIGIT, _Opener.WORD),
        rf"(?P<code>Q[1-4]|[1-4]Q|H[12])(?:\s?[/-]\s?|{S}(?:of{S})?)?{_YEAR_OR_WORDS}",
        read_part_code,
    ),
    _Form(
        "part",
        (_Opener.DIGIT, _Opener.WORD),
        rf"(?P<ordinal>{ORDINAL})[\s-](?P<part>[Qq]uarter|[Hh]alf){S}(?:(?:of|in){S})?{_YEAR_OR_WORDS}",
        read_part,
    ),
    _Form(
        "part",
        _IN_WORDS,
        rf"(?P<side>{any_of('first|last|final')}){S}(?P<count>{NUMBER}){S}(?P<unit>months|quarters){S}(?:of|in){S}"
        rf"{_YEAR_OR_WORDS}",
        read_months,
    ),
    _Form("season", _IN_WORDS, rf"(?P<season>{SEASON}){S}(?:(?:of|in){S})?{_YEAR_OR_WORDS}", read_season),
    _Form("season", _IN_WORDS, rf"(?P<word>{THIS}){S}(?P<season>{SEASON}){BOUND}", read_relative_season),
    _Form(  # "the 1800s" are a century
        "decade",
        _DIGIT,
        rf"(?:1[5-9][1-9]|20[0-9])0['’]?s{BOUND}",
        read_decade,
    ),
    _Form(
        "fiscal",
        _IN_WORDS,
        rf"(?:FY\s?|{any_of('fiscal|financial')}{S}(?:year{S})?)(?P<year>{YEAR})"
        rf"(?:[-–/](?P<last>[0-9]{{4}}|[0-9]{{2}}))?{BOUND}",
        read_fiscal,
    ),
    _Form(
        "year",
        _DIGIT,
        rf"(?P<year>{YEAR})(?P<mark>[-–/])(?P<last>[0-9]{{2}}(?![0-9])|(?<=/){YEAR})(?![\w/%-]|[.,][0-9])",
        read_span,
    ),
    _Form("year", _DIGIT, rf"{YEAR}(?![\w%]|[.,:][0-9]|-[a-z]|\s%)", read_year),
    _Form(
        "weekday",
        (_Opener.WEEKDAY, *_WITH_ARTICLE),
        rf"(?:(?P<word>(?<!the\s)(?<!The\s){THIS}(?:{S}(?:past|coming))?|"
        rf"[Tt]he{S}(?:past|coming|following|next|previous)){S})?"
        rf"(?P<weekday>{WEEKDAY})(?:{S}(?:of{S})?(?P<week>last|this|next){S}week{BOUND})?{DAYTIME}",
        read_weekday,
    ),
    _Form(
        "day_word",
        _WITH_ARTICLE,
        rf"(?:{any_of('earlier|later|late|early')}{S})?"
        rf"(?:{any_of('today|tonight|yesterday|tomorrow')}|[Tt]his{S}(?:morning|afternoon|evening)|[Ll]ast{S}night|"
        rf"[Tt]he{S}day{S}(?:after{S}tomorrow|before{S}yesterday)){BOUND}{DAYTIME}",
        read_day_word,
    ),
    _Form(  # "over the last year" is a length of time, so no article stands before
        "unit",
        _WITH_ARTICLE,
        rf"(?:{any_of('earlier|later|early|late|mid')}[\s-])?"
        rf"(?<!the\s)(?<!The\s)(?P<word>{THIS}|[Tt]he{S}current|[Tt]his{S}coming){S}"
        rf"(?P<unit>weekend|week|month|year|decade){BOUND}",
        read_unit,
    ),
    _Form(
        "unit",
        _WITH_ARTICLE,
        rf"(?:[Tt]he{S})?(?:{any_of('end|beginning|start|rest|remainder|close')}{S}of|"
        rf"{any_of('earlier|later')}{S}in){S}the{S}(?P<unit>week|month|year|decade){BOUND}(?!{S}(?:before|after|of))",
        read_present_unit,
    ),
    _Form("unit", _WITH_ARTICLE, rf"(?:[Tt]he{S})?(?P<unit>[Yy]ear)(?:['’]s{S}|-)end{BOUND}", read_present_unit),
    _Form("unit", _IN_WORDS, rf"{any_of('over|during|at')}{S}the{S}weekend{BOUND}", read_weekend),
    _Form(
        "unit",
        (*_COUNTED, _Opener.WORD),
        rf"(?:(?P<about>{any_of('about|around|nearly|almost|some|over|roughly|more than')}){S})?"
        rf"(?P<count>{NUMBER}|[Aa]n?){S}(?P<unit>day|week|month|year|decade)s?{S}ago{BOUND}",
        read_ago,
    ),
    _Form(
        "anchored",
        _WITH_ARTICLE,
        rf"(?:{any_of('earlier|later')}{S}(?:on{S})?)?"
        rf"(?P<word>[Tt]he{S}(?:same|following|next|previous|preceding)|{any_of('that|same')}){S}"
        rf"(?P<unit>day|month|year){BOUND}",
        read_anchored,
    ),
    _Form(
        "anchored",
        _COUNTED,
        rf"(?P<count>{NUMBER}|[Aa]n?){S}(?P<unit>day|month|year)s?{S}(?P<side>earlier|later){BOUND}",
        read_anchored_count,
    ),
    _Form(
        "anchored",
        (_Opener.ARTICLE,),
        rf"(?P<count>[Tt]he){S}(?P<unit>day){S}(?P<side>before|after){_PHRASE_ENDS}",
        read_anchored_count,
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


def _read(form: _Form, match: Match, context: Context) -> Iterator[Atom]:
    value = form.read(match, context)
    if form.read is read_day and isinstance(value, Ymd):
        yield from _days(match, value, context)
    elif isinstance(value, Range):
        yield Atom(form.name, *match.span(), *value)
    else:
        yield Atom(form.name, *match.span(), value)


def _days(match: Match, value: Ymd, context: Context) -> Iterator[Atom]:
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
